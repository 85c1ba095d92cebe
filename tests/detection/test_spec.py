"""Each explanation does what its specification in tests/detection/spec says: in plain Python, on DuckDB and on Spark."""

from collections import Counter

import pytest

from custodiet.detection import cascade, contacts, desks
from custodiet.detection.engine import Engine
from custodiet.detection.explanations import OWN
from custodiet.detection.windows import DEFAULTS
from custodiet.web.evaluation_run import OFF
from tests.detection import plainly, spec_tables
from tests.detection.worlds import put

SPECS = spec_tables.every()
ORDER = [each.code for each in sorted(OWN, key=lambda each: each.weak)] + ["T10", "T14", "T16"]
OPEN = ("adverse", "unexplained")
named = pytest.mark.parametrize("spec", SPECS, ids=[spec.code for spec in SPECS])


def plain(spec):
    """The verdicts of plain Python."""
    world = plainly.World(spec.world)
    against = {access for access, staff, person, at, *_ in world.looks() if (staff, person) in world.ties or world.is_hot(person, at)}
    found = plainly.explained(spec.world)
    found |= {
        access: {"T16"} for access, codes in found.items() if not codes and access not in against and plainly.desk(spec.world, access)
    }
    return {
        access: min(codes, key=ORDER.index) if codes else "adverse" if access in against else "unexplained"
        for access, codes in found.items()
    }


def judged(engine, spec):
    """The engine leaves the looks that the specification leaves, with their ties, and counts as many under each explanation."""
    contacts.prepare(engine)
    found = desks.explain(engine, cascade.run(engine))
    left = {row["access_id"]: row["adverse"] for row in engine.rows("SELECT access_id, adverse FROM unexplained")}
    told = {access: "adverse" if tie else "unexplained" for access, tie in left.items()}
    assert told == {access: verdict for access, verdict in spec.verdicts.items() if verdict in OPEN}
    counted = Counter({code: number for code, number in found.explained.items() if number})
    assert counted == Counter(verdict for verdict in spec.verdicts.values() if verdict not in OPEN)


def test_every_explanation_has_a_specification():
    assert [spec.code for spec in SPECS] == [*(f"T{number}" for number in range(1, 17)), "hot"]
    assert all(spec.about and len(spec.verdicts) == len(spec.world["access"]) for spec in SPECS)


@named
def test_plain_python_agrees(spec):
    assert plain(spec) == spec.verdicts


@named
def test_duckdb_agrees(spec, tmp_path):
    put(spec.world, tmp_path)
    with Engine(tmp_path) as engine:
        judged(engine, spec)


@pytest.mark.slow
def test_spark_agrees_with_all_of_them_in_one_world(spark, tmp_path):
    whole = spec_tables.together(SPECS)
    assert plain(whole) == whole.verdicts
    put(whole.world, tmp_path)
    with spark(tmp_path) as engine:
        judged(engine, whole)


def test_a_specification_that_says_otherwise_is_caught(tmp_path):
    wrong = spec_tables.Spec("T1", "", SPECS[0].world, {**SPECS[0].verdicts, "late": "T1"})
    assert plain(wrong) != wrong.verdicts
    put(wrong.world, tmp_path)
    with Engine(tmp_path) as engine, pytest.raises(AssertionError):
        judged(engine, wrong)


LOST = {"T1": {"first", "last"}, "T10": {"noon"}, "T14": {"wrong"}, "T15": {"sooner"}, "T16": {"shared", "near"}}


@pytest.mark.parametrize(("code", "lost"), LOST.items(), ids=LOST)
def test_an_explanation_that_an_evaluation_switches_off_loses_its_looks_and_no_others(code, lost, tmp_path):
    spec = next(each for each in SPECS if each.code == code)
    put(spec.world, tmp_path)
    windows = DEFAULTS | {code: OFF[code]}
    with Engine(tmp_path) as engine:
        contacts.prepare(engine)
        found = desks.explain(engine, cascade.run(engine, windows), windows)
        left = {row["access_id"] for row in engine.rows("SELECT access_id FROM unexplained")}
    assert left == {access for access, verdict in spec.verdicts.items() if verdict in OPEN} | lost
    assert found.looks == len(spec.verdicts) and not found.explained.get(code)
