"""How the instruments count days: formulas F1 to F11, deemed service, and the working days of England and Wales.

The bank holidays are data of our own, so that a date computed today is computed the same in ten years; a test holds
them against two independent calendars. Beyond the last year of the table the answer is `OutsideCalendar`, not a guess.
Sources: CR20 2(1), CMR20 1(2), BL17 2(1), VET25 2(1) (working day); law of the instruments for each formula.
"""

import calendar as months
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

DAY = timedelta(days=1)
FIRST_YEAR, LAST_YEAR = 2008, 2035

# Easter Sunday of each year, as month and day. A table, so that a test can hold every number in it.
_EASTER = {
    2008: (3, 23), 2009: (4, 12), 2010: (4, 4), 2011: (4, 24), 2012: (4, 8), 2013: (3, 31), 2014: (4, 20),
    2015: (4, 5), 2016: (3, 27), 2017: (4, 16), 2018: (4, 1), 2019: (4, 21), 2020: (4, 12), 2021: (4, 4),
    2022: (4, 17), 2023: (4, 9), 2024: (3, 31), 2025: (4, 20), 2026: (4, 5), 2027: (3, 28), 2028: (4, 16),
    2029: (4, 1), 2030: (4, 21), 2031: (4, 13), 2032: (3, 28), 2033: (4, 17), 2034: (4, 9), 2035: (3, 25),
}  # fmt: skip

# What Easter and the ordinary rules do not give: days added, and days moved away.
_ADDED = {
    date(2011, 4, 29),  # royal wedding
    date(2012, 6, 4),  # spring bank holiday, moved
    date(2012, 6, 5),  # Diamond Jubilee
    date(2020, 5, 8),  # early May bank holiday, moved to VE Day
    date(2022, 6, 2),  # spring bank holiday, moved
    date(2022, 6, 3),  # Platinum Jubilee
    date(2022, 9, 19),  # State Funeral
    date(2023, 5, 8),  # Coronation
}
_TAKEN_AWAY = {date(2012, 5, 28), date(2020, 5, 4), date(2022, 5, 30)}


class OutsideCalendar(ValueError):
    """The day lies outside the years for which bank holidays are known here."""


class Service(StrEnum):
    """How a document was served."""

    IN_PERSON = "in person"
    EMAIL = "e-mail"
    POST = "post"
    LEFT_AT_ADDRESS = "left at the last known address"
    POLICE_FRIEND = "through the police friend"
    AS_AGREED = "as agreed"


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """Bank holidays, Christmas Day and Good Friday in England and Wales in that year, substitute days included."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise OutsideCalendar(
            f"Bank holidays are known here from {FIRST_YEAR} to {LAST_YEAR}, not for {year}, so no working day of {year} is counted. "
            "Check the year. If it is right, count the days by hand until a later edition knows that year."
        )
    easter = date(year, *_EASTER[year])
    days = {_substituted(date(year, 1, 1)), easter - 2 * DAY, easter + DAY}
    days |= {_monday_from(date(year, 5, 1)), _monday_from(date(year, 5, 25)), _monday_from(date(year, 8, 25))}
    days |= _christmas(year)
    return frozenset((days - _TAKEN_AWAY) | {d for d in _ADDED if d.year == year})


def _monday_from(day: date) -> date:
    return day + timedelta(days=-day.weekday() % 7)


def _substituted(day: date) -> date:
    return _monday_from(day) if day.weekday() >= 5 else day


def _christmas(year: int) -> set[date]:
    """Christmas Day and Boxing Day, themselves and the weekdays given in their place."""
    christmas, boxing = date(year, 12, 25), date(year, 12, 26)
    days = {christmas, boxing}
    if christmas.weekday() == 4:  # Friday: Boxing Day falls on Saturday
        days.add(date(year, 12, 28))
    elif christmas.weekday() == 5:
        days |= {date(year, 12, 27), date(year, 12, 28)}
    elif christmas.weekday() == 6:
        days.add(date(year, 12, 27))
    return days


def is_working_day(day: date) -> bool:
    """Any day other than a Saturday, a Sunday, Christmas Day, Good Friday or a bank holiday in England and Wales."""
    return day.weekday() < 5 and day not in bank_holidays(day.year)


def next_working_day(day: date) -> date:
    """The first working day strictly after `day`."""
    return working_days_after(day, 1)


def working_days_after(day: date, number: int) -> date:
    """F1: the last of `number` working days beginning with the first working day after `day`."""
    while number:
        day += DAY
        number -= is_working_day(day)
    return day


def working_days_beginning(day: date, number: int) -> date:
    """F2: the last of `number` working days beginning with `day`, or with the next working day if it is none."""
    return working_days_after(day - DAY, number)


def working_days_before(day: date, number: int) -> date:
    """Counting back: the `number`th working day strictly before `day` (whether days are clear is not settled)."""
    while number:
        day -= DAY
        number -= is_working_day(day)
    return day


def working_days_between(first: date, last: date) -> int:
    """How many working days lie strictly after `first`, up to and including `last`."""
    days = (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
    return sum(is_working_day(day) for day in days)


def add_months(day: date, number: int) -> date:
    """The same-numbered day `number` months on, or that month's last day if it has none."""
    year, month = divmod(day.year * 12 + day.month - 1 + number, 12)
    return date(year, month + 1, min(day.day, months.monthrange(year, month + 1)[1]))


def months_beginning(day: date, number: int) -> date:
    """The last day of `number` months beginning with `day` (month rule; F6, F7)."""
    end = add_months(day, number)
    return end if end.day < day.day else end - DAY


def successive_periods(day: date, first: int, following: int, number: int) -> tuple[date, ...]:
    """F6: last days of `first` months beginning with `day` and then of periods of `following` months, `number` in all.

    Each later period begins the day after the one before it ended.
    """
    ends: list[date] = []
    for n in range(number):
        ends.append(months_beginning(ends[-1] + DAY if ends else day, following if n else first))
    return tuple(ends)


def warning_ends(day: date, number: int, career_break_days: int = 0) -> date:
    """F7: last day of a warning of `number` months beginning with `day`, career break excluded (CR20 42(11))."""
    return months_beginning(day, number) + timedelta(days=career_break_days)


def last_working_day_of_following_month(day: date) -> date:
    """F11: the last working day of the month after the month of `day`."""
    return working_days_before(add_months(day.replace(day=1), 2), 1)


class Unit(StrEnum):
    """The unit in which a period is stated."""

    WORKING_DAYS = "working days"
    CALENDAR_DAYS = "calendar days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"
    ASAP = "as soon as practicable"


class Formula(StrEnum):
    """The counting formulas, by the name they have in the table of time limits."""

    F1 = "F1"
    F2 = "F2"
    F3 = "F3"
    F4 = "F4"
    F5 = "F5"
    F6 = "F6"
    F7 = "F7"
    F8 = "F8"
    F9 = "F9"
    F10 = "F10"
    F11 = "F11"
    FROM = ""  # a plain period with no formula of its own: a threshold, an earliest date, "at least"
    BACK = "back"  # counted back from the event


@dataclass(frozen=True, slots=True)
class Period:
    """A stated period: formula, amount, unit; `upto` is the far end of a window. `Period.last(day)` is its last day."""

    formula: Formula
    amount: int | None
    unit: Unit
    upto: int | None = None

    @property
    def stated(self) -> str:
        """The amount as written in the table of time limits, for example "10-15"."""
        if self.amount is None:
            return ""
        return str(self.amount) if self.upto is None else f"{self.amount}-{self.upto}"

    @property
    def words(self) -> str:
        """The period in words, for example "5 working days"."""
        if self.amount is None:
            return self.unit.value
        unit = self.unit.value
        return f"1 {unit[:-1]}" if self.stated == "1" else f"{self.stated.replace('-', ' to ')} {unit}"

    def first(self, day: date) -> date | None:
        """The earliest day allowed, for a window; None where there is none."""
        if self.formula is Formula.F8 or (self.upto is not None and self.unit is Unit.WORKING_DAYS):
            return working_days_after(day, self.amount or 0)
        return None

    def last(self, day: date) -> date | None:
        """The last day of the period begun by `day`; None for "as soon as practicable"."""
        if self.amount is None:
            return None
        return _last_day(self, day, self.amount)


def _last_day(period: Period, day: date, amount: int) -> date:
    match period.formula:
        case Formula.F1:
            return working_days_after(day, amount)
        case Formula.F2:
            return working_days_beginning(day, amount)
        case Formula.F8:
            return working_days_after(day, period.upto or amount)
        case Formula.F6 | Formula.F7:
            return months_beginning(day, amount)
        case Formula.F9:
            return next_working_day(day) + timedelta(weeks=amount) - DAY
        case Formula.F10:
            return day + timedelta(days=amount - 1)
        case Formula.F11:
            return last_working_day_of_following_month(day)
        case Formula.BACK:
            return working_days_before(day, amount)
        case _:  # F3, F4, F5 and plain periods: the unit says it all
            return _plain(day, amount, period)


def _plain(day: date, amount: int, period: Period) -> date:
    match period.unit:
        case Unit.YEARS:
            return add_months(day, 12 * amount)
        case Unit.MONTHS:
            return add_months(day, amount)
        case Unit.WEEKS:
            return day + timedelta(weeks=amount)
        case Unit.WORKING_DAYS:
            return working_days_after(day, period.upto or amount)
        case _:
            return day + timedelta(days=amount)


def served_on(sent: date, how: Service, after_half_past_four: bool = False) -> date:
    """The day a document counts as served under the rules of 28 May 2025 (SVC: CR20 9(3)-(4), VET25 11(3)-(4)).

    E-mail before 16:30 on a working day counts that day, otherwise the next working day. Post (first class recorded,
    next-day) counts on the second day after posting if that is a working day, otherwise on the next working day after
    posting. Any other way counts on the day it was done.
    """
    if how is Service.EMAIL:
        return sent if is_working_day(sent) and not after_half_past_four else next_working_day(sent)
    if how is Service.POST:
        second = sent + 2 * DAY
        return second if is_working_day(second) else next_working_day(sent)
    return sent
