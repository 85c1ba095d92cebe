"""An invented force, made once for the tests that only look at it."""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from custodiet.detection import account
from custodiet.detection.engine import Engine
from custodiet.simulation.asked import asked
from custodiet.simulation.generate import generate


@dataclass(frozen=True)
class Force:
    """A folder that was made, and its truth."""

    folder: Path
    written: dict

    @property
    def truth(self):
        return json.loads((self.folder / "truth" / "truth.json").read_text())

    def planted(self, *kinds):
        return [case for case in self.truth["planted"] if case["kind"] in kinds]

    def control(self, kind):
        return next(each for each in self.truth["controls"] if each["kind"] == kind)


def made(folder, officers=110, days=100, seed=4, plant=(), faults=(), background=None):
    return Force(folder, generate(asked(officers, days, seed, plant, faults, background), folder))


@pytest.fixture(scope="session")
def force(tmp_path_factory):
    """Mild faults, as when nothing is said."""
    return made(tmp_path_factory.mktemp("force") / "mild")


@pytest.fixture(scope="session")
def clean(tmp_path_factory):
    """Nothing is wrong in it."""
    return made(tmp_path_factory.mktemp("force") / "clean", faults=["none"])


@pytest.fixture(scope="session")
def facts(force):
    with Engine(force.folder / "facts") as engine:
        account.prepare(engine)
        yield engine


@pytest.fixture(scope="session")
def clean_facts(clean):
    with Engine(clean.folder / "facts") as engine:
        account.prepare(engine)
        engine.make("told", f"SELECT * FROM read_parquet('{clean.folder}/truth/purposes.parquet')")
        yield engine
