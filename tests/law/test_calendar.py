"""Day counting: every published vector, both independent calendars, and properties over twenty years."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custodiet.law.calendar import (
    Formula,
    OutsideCalendar,
    Period,
    Service,
    Unit,
    add_months,
    bank_holidays,
    is_working_day,
    next_working_day,
    served_on,
    successive_periods,
    warning_ends,
    working_days_before,
    working_days_between,
)

D = date
UNITS = {"F1": Unit.WORKING_DAYS, "F2": Unit.WORKING_DAYS, "F5": Unit.WEEKS, "F9": Unit.WEEKS, "F6": Unit.MONTHS, "F7": Unit.MONTHS}
VECTORS = [
    ("F1", 5, D(2023, 12, 18), D(2023, 12, 27)),
    ("F2", 5, D(2023, 12, 18), D(2023, 12, 22)),
    ("F1", 5, D(2025, 2, 19), D(2025, 2, 26)),
    ("F2", 5, D(2025, 2, 19), D(2025, 2, 25)),
    ("F1", 5, D(2024, 3, 26), D(2024, 4, 4)),
    ("F2", 5, D(2024, 3, 26), D(2024, 4, 3)),
    ("F1", 15, D(2022, 5, 20), D(2022, 6, 14)),
    ("F1", 10, D(2022, 9, 9), D(2022, 9, 26)),
    ("F1", 5, D(2023, 5, 4), D(2023, 5, 12)),
    ("F1", 5, D(2020, 5, 6), D(2020, 5, 14)),
    ("F1", 100, D(2020, 9, 3), D(2021, 1, 26)),
    ("F1", 15, D(2020, 9, 3), D(2020, 9, 24)),
    ("F1", 20, D(2024, 3, 26), D(2024, 4, 25)),
    ("F1", 10, D(2023, 12, 27), D(2024, 1, 11)),
    ("F1", 10, D(2025, 2, 19), D(2025, 3, 5)),
    ("F1", 10, D(2025, 5, 28), D(2025, 6, 11)),
    ("F1", 15, D(2025, 6, 3), D(2025, 6, 24)),
    ("F1", 7, D(2024, 12, 17), D(2024, 12, 30)),
    ("F1", 3, D(2026, 7, 13), D(2026, 7, 16)),
    ("F2", 5, D(2025, 5, 17), D(2025, 5, 23)),
    ("F2", 30, D(2024, 11, 4), D(2024, 12, 13)),
    ("F2", 5, D(2024, 11, 4), D(2024, 11, 8)),
    ("F3", 28, D(2024, 2, 1), D(2024, 2, 29)),
    ("F3", 28, D(2024, 9, 2), D(2024, 9, 30)),
    ("F4", 1, D(2023, 12, 22), D(2023, 12, 23)),
    ("F5", 4, D(2024, 3, 1), D(2024, 3, 29)),
    ("F9", 4, D(2024, 3, 1), D(2024, 3, 31)),
    ("F9", 4, D(2024, 3, 28), D(2024, 4, 29)),
    ("F9", 4, D(2024, 12, 24), D(2025, 1, 23)),
    ("F7", 18, D(2025, 2, 20), D(2026, 8, 19)),
    ("F7", 24, D(2025, 2, 20), D(2027, 2, 19)),
    ("F7", 60, D(2025, 2, 20), D(2030, 2, 19)),
    ("F7", 18, D(2024, 3, 1), D(2025, 8, 31)),
    ("F7", 18, D(2024, 8, 31), D(2026, 2, 28)),
    ("F10", 21, D(2025, 6, 2), D(2025, 6, 22)),
    ("F11", 1, D(2023, 12, 22), D(2024, 1, 31)),
    ("F11", 1, D(2025, 3, 5), D(2025, 4, 30)),
    ("", 28, D(2024, 1, 1), D(2024, 1, 29)),
]


@pytest.mark.parametrize(("formula", "amount", "day", "last"), VECTORS)
def test_the_vectors_of_the_reference_hold(formula, amount, day, last):
    assert Period(Formula(formula), amount, UNITS.get(formula, Unit.CALENDAR_DAYS)).last(day) == last


def test_a_hearing_on_7_january_2021_is_the_87th_working_day_after_a_notice_of_3_september_2020():
    assert working_days_between(D(2020, 9, 3), D(2021, 1, 7)) == 87


def test_periods_of_twelve_and_then_six_months_begin_the_day_after_the_one_before():
    assert successive_periods(D(2022, 3, 14), 12, 6, 3) == (D(2023, 3, 13), D(2023, 9, 13), D(2024, 3, 13))
    assert successive_periods(D(2023, 8, 31), 12, 6, 3) == (D(2024, 8, 30), D(2025, 2, 28), D(2025, 8, 31))


def test_a_career_break_is_added_to_a_warning():
    assert warning_ends(D(2024, 3, 1), 18, career_break_days=181) == D(2026, 2, 28)
    assert warning_ends(D(2024, 3, 1), 18) == D(2025, 8, 31)


def test_an_accelerated_hearing_falls_between_the_10th_and_the_15th_working_day():
    window = Period(Formula.F8, 10, Unit.WORKING_DAYS, 15)
    assert (window.first(D(2024, 12, 17)), window.last(D(2024, 12, 17))) == (D(2025, 1, 3), D(2025, 1, 10))
    assert (window.stated, window.words) == ("10-15", "10 to 15 working days")


@pytest.mark.parametrize(
    ("sent", "how", "late", "served"),
    [
        (D(2025, 6, 5), Service.EMAIL, False, D(2025, 6, 5)),
        (D(2025, 6, 5), Service.EMAIL, True, D(2025, 6, 6)),
        (D(2025, 6, 5), Service.POST, False, D(2025, 6, 6)),
        (D(2025, 6, 4), Service.POST, False, D(2025, 6, 6)),
        (D(2025, 6, 6), Service.POST, False, D(2025, 6, 9)),
        (D(2025, 6, 7), Service.EMAIL, False, D(2025, 6, 9)),
        (D(2025, 6, 7), Service.POST, False, D(2025, 6, 9)),
        (D(2025, 6, 7), Service.IN_PERSON, False, D(2025, 6, 7)),
    ],
)
def test_service_is_deemed_on_the_day_the_regulations_say(sent, how, late, served):
    assert served_on(sent, how, late) == served


@pytest.mark.parametrize(
    "day",
    [
        D(2011, 4, 29),
        D(2012, 6, 4),
        D(2012, 6, 5),
        D(2020, 5, 8),
        D(2021, 12, 28),
        D(2022, 6, 2),
        D(2022, 6, 3),
        D(2022, 9, 19),
        D(2023, 5, 8),
    ],
)
def test_one_off_days_are_no_working_days(day):
    assert not is_working_day(day)


@pytest.mark.parametrize("day", [D(2012, 5, 28), D(2020, 5, 4), D(2022, 5, 30)])
def test_days_from_which_a_holiday_was_moved_are_working_days(day):
    assert is_working_day(day)


YEARS = range(2008, 2036)


def test_the_calendar_agrees_with_the_published_one_on_every_weekday():
    holidays = pytest.importorskip("holidays", reason="the independent calendar is a development requirement")
    published = holidays.country_holidays("GB", subdiv="ENG", years=YEARS, categories=("public",))
    for year in YEARS:
        ours = {day for day in bank_holidays(year) if day.weekday() < 5}
        assert ours == {day for day in published if day.year == year and day.weekday() < 5}


@pytest.mark.parametrize("year", [2007, 2036])
def test_beyond_the_table_the_calendar_refuses_to_guess(year):
    with pytest.raises(OutsideCalendar, match=str(year)):
        bank_holidays(year)


def test_the_table_reaches_from_2008_to_2035():
    assert bank_holidays(2008) and bank_holidays(2035)


days = st.dates(D(2012, 1, 1), D(2030, 12, 31))
counts = st.integers(1, 60)


@given(days, days, counts, st.sampled_from(["F1", "F2", "F3", "F4", "F5", "F6", "F7", "F9", "F10", "F11"]))
def test_no_clock_runs_backwards(one, other, amount, formula):
    period = Period(Formula(formula), amount, UNITS.get(formula, Unit.CALENDAR_DAYS))
    early, late = sorted((one, other))
    assert period.last(early) <= period.last(late)
    assert period.last(early) >= early - timedelta(days=formula == "F10")


@given(days, counts)
def test_a_count_of_working_days_ends_on_a_working_day_and_counts_no_bank_holiday(day, amount):
    last = Period(Formula.F1, amount, Unit.WORKING_DAYS).last(day)
    assert is_working_day(last) and last not in bank_holidays(last.year)
    assert working_days_between(day, last) == amount
    assert working_days_before(next_working_day(last), amount + 1) <= day or working_days_before(last, amount) <= day


@given(days, st.integers(-30, 60))
def test_months_on_is_the_same_day_or_the_last_of_the_month(day, number):
    there = add_months(day, number)
    assert there.day == day.day or (there.day < day.day and (there + timedelta(days=1)).day == 1)
    assert (there.year * 12 + there.month) - (day.year * 12 + day.month) == number


@pytest.mark.parametrize(
    ("unit", "amount", "last"),
    [
        (Unit.YEARS, 5, D(2029, 1, 31)),
        (Unit.MONTHS, 1, D(2024, 2, 29)),
        (Unit.WEEKS, 2, D(2024, 2, 14)),
        (Unit.WORKING_DAYS, 2, D(2024, 2, 2)),
        (Unit.CALENDAR_DAYS, 1, D(2024, 2, 1)),
    ],
)
def test_a_plain_period_counts_in_its_unit(unit, amount, last):
    assert Period(Formula.FROM, amount, unit).last(D(2024, 1, 31)) == last


def test_a_window_without_formula_has_a_first_and_a_last_day():
    window = Period(Formula.FROM, 7, Unit.WORKING_DAYS, 11)
    assert (window.first(D(2016, 3, 1)), window.last(D(2016, 3, 1))) == (D(2016, 3, 10), D(2016, 3, 16))


def test_counting_back_ends_strictly_before_the_day():
    assert Period(Formula.BACK, 5, Unit.WORKING_DAYS).last(D(2024, 1, 8)) == D(2023, 12, 29)


def test_as_soon_as_practicable_has_no_last_day():
    promptly = Period(Formula.FROM, None, Unit.ASAP)
    assert (promptly.last(D(2024, 1, 1)), promptly.first(D(2024, 1, 1)), promptly.stated, promptly.words) == (
        None,
        None,
        "",
        "as soon as practicable",
    )


def test_a_period_of_one_is_said_in_the_singular():
    assert Period(Formula.F4, 1, Unit.CALENDAR_DAYS).words == "1 calendar day"
    assert Period(Formula.F1, 5, Unit.WORKING_DAYS).words == "5 working days"
