"""The two stories of the demonstration, replayed once for a module: every test has them as they were, and undoes what it did."""

import pytest
from django.db import transaction

from custodiet.casework.actions import take_step
from custodiet.law.steps.outcome import OutcomeNotified, ReportSubmitted
from custodiet.law.vocabulary import Office
from custodiet.web.demo import STORIES
from custodiet.web.demo_cases import make


def _replayed(blocker, stage, then=lambda made: None):
    """Inside a transaction around those of the tests, which is rolled back at the end of the module."""
    with blocker.unblock(), transaction.atomic():
        made = make(stage, STORIES)
        then(made)
        yield made
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def on_hearing_day(django_db_setup, django_db_blocker):
    """The stories on the day of the first one's hearing."""
    yield from _replayed(django_db_blocker, "hearing")


@pytest.fixture(scope="module")
def after_outcome(django_db_setup, django_db_blocker):
    """The stories on the day after the outcome of the first one, each officer given the report: before that nothing is published."""
    yield from _replayed(django_db_blocker, "outcome", reported)


def reported(made):
    """The report of every case submitted and given to the officer, on the day on which the demonstration stands."""
    hands = ((ReportSubmitted, Office.CHAIR, "chair"), (OutcomeNotified, Office.APPROPRIATE_AUTHORITY, "authority"))
    for case in made.cases:
        for kind, office, username in hands:
            take_step(
                case=case, step=kind(on=made.today, about="officer-1"), by=made.users[username], office=office, today=made.today,
                token=f"{kind.__name__} {case.pk}", version=None,
            )  # fmt: skip
