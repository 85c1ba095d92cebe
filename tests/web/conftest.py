"""The two stories of the demonstration, replayed once for a module: every test has them as they were, and undoes what it did."""

import pytest
from django.db import transaction

from custodiet.web.demo import STORIES
from custodiet.web.demo_cases import make


def _replayed(blocker, stage):
    """Inside a transaction around those of the tests, which is rolled back at the end of the module."""
    with blocker.unblock(), transaction.atomic():
        yield make(stage, STORIES)
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def on_hearing_day(django_db_setup, django_db_blocker):
    """The stories on the day of the first one's hearing."""
    yield from _replayed(django_db_blocker, "hearing")


@pytest.fixture(scope="module")
def after_outcome(django_db_setup, django_db_blocker):
    """The stories on the day after the outcome of the first one."""
    yield from _replayed(django_db_blocker, "outcome")
