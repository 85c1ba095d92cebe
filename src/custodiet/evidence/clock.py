"""How the days and times of one table are read: the order of its dates and its zone, settled before the first row is.

The order is proved by the file, told by a person, or asked; until then dates that need it have no day. Times are local time of
England unless the header, the cell or a person says otherwise.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import get_args

from custodiet.evidence import cells
from custodiet.evidence.cells import DateOrder, Numbers, Stamp, stamp
from custodiet.evidence.headed import Record
from custodiet.evidence.moments import LOCAL, Moment, Order, day_of, in_zone
from custodiet.evidence.reading import Answers, Question, UnreadableFile

TWICE = "The clock stood there twice, in the hour when summer time ends; which of the two is meant is not known."
_MIDNIGHT_AT_THE_END = {"24:00", "2400", "24:00:00", "24.00"}


@dataclass(frozen=True, slots=True)
class Said:
    """Day and time as cells of a row write them; the words as they stood. `borrowed`: the day stands elsewhere in the row."""

    text: str
    numbers: Numbers | None = None
    order: Order | None = None
    time: timedelta | None = None
    zone: str = ""
    stamp: Stamp | None = None
    borrowed: bool = False

    def lent(self) -> "Said":
        """The same, with its day taken from elsewhere in the row."""
        return replace(self, borrowed=True)

    def later(self) -> "Said":
        """The same time of the day after."""
        return replace(self, time=(self.time or timedelta()) + timedelta(days=1))


@dataclass(slots=True)
class Clock:
    """The order of dates (None: not settled), the zone, and the zone that a header gives to its own column."""

    order: Order | None
    zone: str
    by_column: dict[str, str] = field(default_factory=dict)

    def day(self, said: Said) -> datetime | str:
        """The day, at its first minute and without a zone."""
        if said.numbers is None:
            return f"“{said.text[:60]}” is no day."
        order = said.order or self.order
        if order is None:
            return "Which number is the day and which the month is not settled."
        return day_of(said.numbers, order) or f"“{said.text[:60]}” is no date with {cells.WORDS[order]}."

    def at(self, said: Said, column: str = "") -> Moment | str:
        """The moment; a sentence where the text has no day, no time of day, or means none."""
        if said.stamp is not None and said.stamp.epoch is not None:
            return cells.moment(said.stamp, self.order, self.zone)
        day = self.day(said)
        if isinstance(day, str):
            return day
        if said.time is None:
            return f"“{said.text[:60]}” has no time of day."
        return self.local(day + said.time, said.zone or self.by_column.get(column, ""))

    def bound(self, said: Said, *, end: bool, column: str = "") -> Moment | str:
        """The moment; of a day alone its first moment, or with `end` the first after it: until a day means until its end."""
        if said.time is not None or said.numbers is None:
            return self.at(said, column)
        day = self.day(said)
        return day if isinstance(day, str) else self.local(day + timedelta(days=int(end)))

    def local(self, moment: datetime, zone: str = "") -> Moment | str:
        """A moment by the clock on the wall."""
        zone = zone or self.zone
        return in_zone(moment, zone) if cells.known_zone(zone) else f"The zone {zone} is not known."


def said(text: str, clock_text: str = "") -> Said:
    """What one cell says of day and time, or a cell for each. 24:00 is the midnight at the end of the day."""
    words = f"{text} {clock_text}".strip()
    if clock_text in _MIDNIGHT_AT_THE_END:
        return _of(words, stamp(text), timedelta(days=1))
    for late in ("24:00", "24:00:00"):
        if not clock_text and text.endswith(" " + late):
            return _of(words, stamp(text.removesuffix(late).strip()), timedelta(days=1))
    found = stamp(text)
    if clock_text:
        found = cells.combined(_without_midnight(found), stamp(clock_text))
    return _of(words, found, None)


def _of(words: str, found: Stamp | None, late: timedelta | None) -> Said:
    if found is None:
        return Said(words)
    return Said(words, found.numbers, found.order, late if late is not None else found.time, found.zone, found)


def _without_midnight(found: Stamp | None) -> Stamp | None:
    """A spreadsheet's day often comes with a time of 00:00 that nobody wrote; beside a column of times it means nothing."""
    return Stamp(found.numbers, found.order) if found is not None and found.time == timedelta() else found


def time_of_day(text: str) -> timedelta | None:
    """A time of day alone, as a length from the day's first minute; None where it is none."""
    if text in _MIDNIGHT_AT_THE_END:
        return timedelta(days=1)
    found = stamp(text)
    return found.time if found is not None and found.numbers is None and found.epoch is None else None


def settle(rows: Iterable[Record], columns: tuple[str, ...], answers: Answers) -> tuple[Clock, Question | None]:
    """The clock of a table, from every date in these columns of it, and what must be asked where they prove no order."""
    zone = answers.get("zone", LOCAL)
    if not cells.known_zone(zone):
        raise UnreadableFile(
            f"The zone given for the file's times, “{zone[:60]}”, is not known. "
            "Give Europe/London, UTC, another place, or an offset like +01:00."
        )
    seen, by_column = DateOrder(), {}
    for number, row in enumerate(rows):
        if not number:
            shown = row.mapping.shown()
            by_column = {name: found for name in columns if (found := cells.zone_in(shown.get(name, "")))}
        for name in columns:
            if text := row[name]:
                seen.see(text, stamp(text))
    told = answers.get("date_order")
    if told is not None and told not in get_args(Order):
        raise UnreadableFile(
            f"The order given for the file's dates, “{told[:60]}”, is none. Give dmy (the day first) or mdy (the month first)."
        )
    if told is not None:
        return Clock(_order(told), zone, by_column), None
    proven = seen.proven()
    if len(proven) == 1:
        return Clock(proven.pop(), zone, by_column), None
    if seen.example is None and proven:  # no date in it means two days
        return Clock("dmy", zone, by_column), None
    return Clock(None, zone, by_column), seen.question()


def _order(told: str) -> Order:
    return next(order for order in get_args(Order) if order == told)
