"""A million looks explained on both engines: every count by explanation, and every look that is left, with its tie."""

import sys
from pathlib import Path

import pytest

from custodiet.detection import cascade, contacts
from custodiet.detection.engine import Engine
from custodiet.detection.spark import SparkEngine
from tests.detection.conftest import java

BENCH = Path(__file__).resolve().parents[2] / "bench"
LEFT = "SELECT access_id, staff_id, person_id, moment, by_another, shared, adverse FROM unexplained"


def explained(engine):
    contacts.prepare(engine)
    return cascade.run(engine), {tuple(row.values()) for row in engine.rows(LEFT)}


@pytest.mark.long
def test_a_million_looks_are_explained_alike_on_both_engines(tmp_path, monkeypatch):
    java()
    monkeypatch.syspath_prepend(str(BENCH))
    made_force = sys.modules.get("made_force") or __import__("made_force")
    made_force.make(tmp_path / "facts", 1_000_000)
    with Engine(tmp_path / "facts") as one:
        told, left = explained(one)
    with SparkEngine(tmp_path / "facts", memory_mb=4096) as two:
        again, still = explained(two)
    assert told.looks > 900_000 and left
    assert again == told
    assert still == left
