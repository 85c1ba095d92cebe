"""The register of warnings answers right on every day around an expiry, whatever career breaks lie in between."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custodiet.law.calendar import add_months
from custodiet.law.rules import outcomes
from custodiet.law.steps import outcome as out
from custodiet.law.steps.investigation import SeverityAssessed
from custodiet.law.vocabulary import Outcome, Severity
from custodiet.law.warned import read_on, warnings
from tests.law.tried import HEARING, IN_2016, IN_2022, MISCONDUCT, found, one, reason

DAY = timedelta(days=1)
WRITTEN, FINAL = Outcome.WRITTEN_WARNING, Outcome.FINAL_WRITTEN_WARNING
NOTIFIED = date(2023, 1, 20)
LATER = date(2035, 1, 1)
BREAKS = st.lists(st.tuples(st.integers(-60, 900), st.integers(1, 200)), max_size=3)
KINDS = st.sampled_from([(WRITTEN, 18), (FINAL, 24), (FINAL, 37), (FINAL, 60)])


def warned(outcome=FINAL, months=24, breaks=(), began=IN_2022, notified=NOTIFIED):
    imposed = one(out.Imposed, notified, outcome=outcome, months=months, notified_on=notified)
    taken = [one(out.CareerBreakTaken, first, ended_on=last) for first, last in breaks]
    return found(began, HEARING, MISCONDUCT, imposed, *taken)


def by_counting(months, breaks, notified):
    """The last day, counted day by day: a day of a career break uses up nothing of the warning."""
    left = (add_months(notified, months) - notified).days
    day = notified - DAY
    while left:
        day += DAY
        left -= not any(first <= day <= last for first, last in breaks)
    return day


def apart(offsets):
    """The breaks as days; those that overlap an earlier one are left out, as the law refuses them."""
    kept = []
    for start, length in sorted(offsets):
        first, last = NOTIFIED + start * DAY, NOTIFIED + (start + length - 1) * DAY
        if not kept or first > kept[-1][1]:
            kept.append((first, last))
    return kept


@given(KINDS, BREAKS, st.integers(-3, 3))
def test_a_warning_is_in_force_on_every_day_up_to_its_last_and_on_none_after(kind, offsets, off):
    (outcome, months), breaks = kind, apart(offsets)
    (row,) = warnings(warned(outcome, months, breaks), LATER)
    assert row.last == by_counting(months, breaks, NOTIFIED)
    assert row.in_force_on(row.last + off * DAY) is (off <= 0)
    assert row.in_force_on(row.first + off * DAY) is (off >= 0)
    assert str(row.under) in ("CR20 42(9)(a)", "CR20 42(9)(b); 62(4)(a)")


def test_an_officer_is_not_warned_for_less_because_two_entries_name_the_same_days():
    (row,) = warnings(warned(breaks=[(date(2023, 3, 1), date(2023, 3, 31)), (date(2023, 3, 15), date(2023, 4, 15))]), LATER)
    assert row.last == date(2025, 1, 19) + 46 * DAY


def test_a_career_break_that_overlaps_one_that_stands_is_refused():
    stands = warned(breaks=[(date(2023, 3, 1), date(2023, 3, 31))])
    refused = reason(outcomes, stands, one(out.CareerBreakTaken, date(2023, 3, 31), ended_on=date(2023, 5, 1)))
    assert refused == (
        "A career break from 1 March 2023 to 31 March 2023 stands already, and one day is left out of a warning once "
        "(CR20 42(11), 62(5); CR12 3(4)). Enter only the days that are new, or correct the entry that stands."
    )
    assert reason(outcomes, stands, one(out.CareerBreakTaken, date(2023, 4, 1), ended_on=date(2023, 5, 1))) == ""


def test_the_regulations_under_which_it_was_given_say_how_long_it_lasts():
    (old,) = warnings(warned(FINAL, 18, began=IN_2016, notified=date(2017, 2, 20)), LATER)
    (new,) = warnings(warned(FINAL, 24), LATER)
    assert (old.last, str(old.under)) == (date(2018, 8, 20), "CR12 3(3)(b), (4)")
    assert (new.last, str(new.under)) == (date(2025, 1, 19), "CR20 42(9)(b); 62(4)(a)")


def test_what_a_court_set_aside_was_never_in_force():
    undone = one(out.Quashed, date(2023, 5, 1), court="High Court")
    assert warnings(warned().with_step(undone), LATER) == ()


def test_without_a_day_the_answer_is_open_and_says_what_to_enter():
    vague = one(out.Imposed, NOTIFIED, not_before=date(2023, 1, 2), outcome=WRITTEN, months=18)
    (row,) = warnings(found(IN_2022, HEARING, MISCONDUCT, vague), LATER)
    assert (row.last, row.in_force_on(NOTIFIED), row.in_force_on(date(2023, 1, 1))) == (None, None, None)
    assert "Enter the day" in row.unknown


def test_a_warning_that_the_record_only_repeats_is_read_up_to_its_last_day():
    (row,) = [each for each in warnings(found(IN_2022, final_warning_until=date(2022, 6, 30)), LATER) if each.told]
    assert [row.in_force_on(day) for day in (date(2022, 1, 1), date(2022, 6, 30), date(2022, 7, 1))] == [None, True, False]


@pytest.mark.parametrize("second", [None, date(2022, 9, 1)])
def test_warnings_are_read_on_the_day_of_the_first_severity_assessment(second):
    first = one(SeverityAssessed, date(2022, 5, 1), severity=Severity.MISCONDUCT)
    again = [one(SeverityAssessed, second, severity=Severity.GROSS_MISCONDUCT)] if second else []
    from_the_first = read_on(found(IN_2022, HEARING, MISCONDUCT, first, *again), "officer-1")
    assert from_the_first.on <= date(2022, 5, 1)
