"""Duty rosters for the demonstration: two earlies, two lates, two nights, four days off, and what departed from that.

`standing` answers whether somebody was on duty by these rows alone, apart from the program, so that a test can compare.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from tools.exhibits.files import day

HEADER = (
    "Staff ID", "Name", "Duty date", "Code", "Planned start", "Planned end", "Actual start", "Actual end", "Overtime (min)", "Status",
)  # fmt: skip
TIMES = {"EARLY": ("07:00", "17:00"), "LATE": ("14:00", "24:00"), "NIGHT": ("21:00", "07:00"), "DAY": ("08:00", "16:00")}
CYCLE = ("EARLY", "EARLY", "LATE", "LATE", "NIGHT", "NIGHT", "RD", "RD", "RD", "RD")
AT_WORK = {"EARLY", "LATE", "NIGHT", "DAY", "COURT", "TRG", "RDW"}


@dataclass(frozen=True)
class Shift:
    """A row of a roster: local times as text, `24:00` and times past midnight as rosters write them."""

    staff_id: str
    name: str
    on: date
    code: str
    planned: tuple[str, str] = ("", "")
    actual: tuple[str, str] = ("", "")
    overtime: str = ""
    status: str = "Confirmed"

    def cells(self) -> tuple[str, ...]:
        """The row as it stands in the file."""
        return (self.staff_id, self.name, day(self.on), self.code, *self.planned, *self.actual, self.overtime, self.status)

    def worked(self) -> tuple[datetime, datetime] | None:
        """From when until when somebody was at work, local time."""
        if self.code not in AT_WORK or not self.actual[0]:
            return None
        start, end = (clock(self.on, text) for text in self.actual)
        return start, end if end > start else end + timedelta(days=1)


def clock(on: date, text: str) -> datetime:
    """A time of a day; 24:00 is the midnight at its end."""
    hour, minute = map(int, text.split(":"))
    return datetime.combine(on, time()) + timedelta(hours=hour, minutes=minute)


def turning(staff_id: str, name: str, first: date, last: date, start_of_cycle: date) -> list[Shift]:
    """A response officer's shifts by the cycle, worked as planned."""
    return [_plain(staff_id, name, on, CYCLE[(on - start_of_cycle).days % len(CYCLE)]) for on in days(first, last)]


def weekdays(staff_id: str, name: str, first: date, last: date) -> list[Shift]:
    """Office hours from Monday to Friday."""
    return [_plain(staff_id, name, on, "DAY" if on.weekday() < 5 else "RD") for on in days(first, last)]


def _plain(staff_id: str, name: str, on: date, code: str) -> Shift:
    times = TIMES.get(code, ("", ""))
    return Shift(staff_id, name, on, code, times, times)


def altered(shifts: list[Shift], changes: dict[date, dict[str, object] | None]) -> list[Shift]:
    """The same roster with some days changed, and those left out for which nothing is said."""
    kept = []
    for shift in shifts:
        change = changes.get(shift.on, {})
        if change is not None:
            kept.append(replace(shift, **change))  # type: ignore[arg-type]
    return kept


def days(first: date, last: date) -> list[date]:
    """Every day from the first to the last."""
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def standing(shifts: list[Shift], staff_id: str, moment: datetime) -> str:
    """On duty, off duty, or unknown where the roster has no row for the day."""
    own = [shift for shift in shifts if shift.staff_id == staff_id]
    if any(span[0] <= moment < span[1] for shift in own if (span := shift.worked())):
        return "on duty"
    return "off duty" if any(shift.on == moment.date() for shift in own) else "unknown"
