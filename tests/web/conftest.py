"""The two stories of the demonstration, and a small world, made once for a module: a test has them as they were, and undoes what it did."""

from copy import deepcopy

import pytest

from custodiet.casework.actions import take_step
from custodiet.law.steps.outcome import OutcomeNotified, ReportSubmitted
from custodiet.law.vocabulary import Office
from custodiet.web.demo import STORIES
from custodiet.web.demo_cases import make
from tests.permissions.world import World
from tests.standing import once_a_module


def reported(made):
    """The report of every case submitted and given to the officer, on the day on which the demonstration stands."""
    hands = ((ReportSubmitted, Office.CHAIR, "chair"), (OutcomeNotified, Office.APPROPRIATE_AUTHORITY, "authority"))
    for case in made.cases:
        for kind, office, username in hands:
            take_step(
                case=case, step=kind(on=made.today, about="officer-1"), by=made.users[username], office=office, today=made.today,
                token=f"{kind.__name__} {case.pk}", version=None,
            )  # fmt: skip
    return made


on_hearing_day = once_a_module(lambda: make("hearing", STORIES))
"""The stories on the day of the first one's hearing."""
after_outcome = once_a_module(lambda: reported(make("outcome", STORIES)))
"""The stories on the day after the outcome of the first one, each officer given the report: before that nothing is published."""
standing_world = once_a_module(World)


@pytest.fixture
def world(standing_world, db):
    """The small world of the matrix, with objects of this test's own."""
    return deepcopy(standing_world)
