"""When a paper counts as given: deemed days where the Regulations of 2025 govern, the day of receipt where they do not."""

from datetime import date

import pytest

from custodiet.law.calendar import Service
from custodiet.law.service import counts_as_given
from custodiet.law.steps import History
from tests.law.tried import IN_2022, IN_2025, PC, opened

FRIDAY, THURSDAY, WEDNESDAY = date(2025, 8, 1), date(2025, 7, 31), date(2025, 7, 30)


@pytest.mark.parametrize(
    ("sent", "how", "late", "on"),
    [
        (FRIDAY, Service.EMAIL, False, FRIDAY),
        (FRIDAY, Service.EMAIL, True, date(2025, 8, 4)),
        (WEDNESDAY, Service.POST, False, FRIDAY),
        (THURSDAY, Service.POST, False, FRIDAY),  # the second day is a Saturday: the next working day after posting counts
        (FRIDAY, Service.IN_PERSON, False, FRIDAY),
    ],
)
def test_under_the_regulations_of_2025_the_day_is_deemed(sent, how, late, on):
    counted = counts_as_given(History(opened(IN_2025)), PC, sent, how, late=late)
    assert (counted.on, str(counted.under)) == (on, "CR20 9(3)-(4)")


def test_before_them_nothing_is_deemed_and_what_is_sent_counts_when_it_is_received():
    history = History(opened(IN_2022))
    assert counts_as_given(history, PC, FRIDAY, Service.POST).on is None
    assert counts_as_given(history, PC, FRIDAY, Service.EMAIL, received=date(2025, 8, 4)).on == date(2025, 8, 4)
    assert counts_as_given(history, PC, FRIDAY, Service.LEFT_AT_ADDRESS).on == FRIDAY
