"""One row of a roster while it is being read: its day, its last day, and its hours, in whichever columns they stand.

Where a row may mean two days, or its hours are not those of all its days, it has none and says why.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypeAlias
from zoneinfo import ZoneInfo

from custodiet.evidence.clock import TWICE, Clock, said, time_of_day
from custodiet.evidence.headed import Record
from custodiet.evidence.moments import Moment
from custodiet.evidence.readers.extract_columns import Unfit
from custodiet.evidence.reading import Answers

LONGEST = timedelta(days=1)
"""A duty that lasts longer is hours of several days, or a mistake."""
ONE_DAY = "If one of the two columns is not that of the duty, answer that no column holds it."
_MIDNIGHT = re.compile(r"[T ]00:00(?::00(?:\.0+)?)?$")
Span: TypeAlias = tuple[Moment | None, Moment | None]
NO_HOURS: Span = (None, None)


@dataclass(slots=True)
class Row:
    """What a row of a roster says, while it is being read."""

    record: Record
    clock: Clock
    answers: Answers
    texts: list[str] = field(default_factory=list)
    undated: list[str] = field(default_factory=list)
    two_days: str = ""

    def day(self) -> datetime | None:
        """The day of the duty; None where the row gives none of its own. Times of day alone are of no day where it gives two."""
        days = [day for name in ("date", "start_date") if (day := self._own(name, told=name == "date" or not dated(self.record, "start")))]
        if len(set(days)) == 2:
            self.two_days = (
                f"Its day is {days[0]:%d/%m/%Y} and that of its start {days[1]:%d/%m/%Y}, and of which its times are is not known."
            )
        return days[0] if days else None

    def _own(self, name: str, *, told: bool) -> datetime | None:
        """The day in a column of days. `told`: it is part of what the row's moments rest on."""
        if not (text := self.record[name]):
            return None
        if told:
            self.texts.append(text)
        day = self.clock.day(said(text))
        if isinstance(day, str):
            self.undated.append(day)
            return None
        return day

    def absence(self, day: datetime) -> Span:
        """From the first minute of the first day of an absence to the last of its last, where the row gives more than a day."""
        first = self._own("start_date", told=bool(self.two_days)) or day
        last = self._own("end_date", told=True) or first
        if last < first:
            raise Unfit(f"It ends on {self.record['end_date'][:40]}, before the day on which it begins.")
        if not first <= day <= last:
            raise Unfit(f"Its day, {self.record['date'][:40]}, is none of those from {first:%d/%m/%Y} to {last:%d/%m/%Y}. {ONE_DAY}")
        return self.settled((first, True)), self.settled((last + timedelta(days=1), True))

    def goes_on(self, spans: Iterable[Span]) -> str:
        """Why hours are not those of the whole row: it ends on a later day than they do. Empty where it does not."""
        last = self._own("end_date", told=False)
        ends = [local(end, self.clock) for _, end in spans if end]
        if last is None or not ends or max(ends) >= last:
            return ""
        return (
            f"It goes on until {self.record['end_date'][:30]}, and its hours are those of one day: when somebody was at work is not known."
        )

    def of_one_duty(self, span: Span) -> Span:
        """The hours of one duty; none where it would last longer than one may."""
        first, last = span
        if first and last and last.at - first.at > LONGEST:
            hours = (last.at - first.at) // timedelta(hours=1)
            self.undated.append(f"It would last {hours} hours, so whether somebody was at work all that time is not known.")
            return NO_HOURS
        return span

    def span(self, start: str, end: str, day: datetime | None, near: datetime | None = None) -> Span:
        """From when until when, from two cells. An end without a day is of the day of its start, or the day after."""
        first = self._one(start, day, near)
        begun = first[0].replace(hour=0, minute=0, second=0, microsecond=0) if first and first[1] else None
        last = self._one(end, begun or day, None, sure=begun is not None)
        if first and last and last[0] <= first[0]:
            if last[1]:
                self.undated.append(f"It ends at {last[0]:%d/%m/%Y %H:%M}, which is not after its start.")
                return None, None
            last = (last[0] + timedelta(days=1), False)
        if first is None and last and near is not None and not last[1] and last[0] <= near:
            last = (last[0] + timedelta(days=1), False)
        return self.settled(first), self.settled(last)

    def _one(self, text: str, day: datetime | None, near: datetime | None, *, sure: bool = False) -> tuple[datetime, bool] | None:
        """A time by the clock on the wall, and whether it has a day of its own.

        One without is of the duty's day; with `near`, of that day or a neighbour, whichever is nearest to it. `sure`: the day is that of
        its own start.
        """
        if not text or text in {"-", "--"}:
            return None
        self.texts.append(text)
        time = time_of_day(text)
        if time is None:
            words = said(text)
            own = self.clock.day(words)
            if isinstance(own, str) or words.time is None:
                self.undated.append(own if isinstance(own, str) else f"“{text[:40]}” has no time of day.")
                return None
            return own + words.time, True
        if day is None:
            if not self.undated:
                self.undated.append("The row gives times and no day.")
            return None
        if self.two_days and not sure:
            self.undated.append(f"{self.two_days} {ONE_DAY}")
            return None
        found = day + time
        if near is not None:
            found = min((found + timedelta(days=days) for days in (-1, 0, 1)), key=lambda each: abs(each - near))
        return found, False

    def settled(self, wall: tuple[datetime, bool] | None) -> Moment | None:
        """The moment of a time by the clock on the wall; None, and why, where that is none or two."""
        if wall is None:
            return None
        moment = self.clock.local(wall[0])
        if isinstance(moment, str) or moment.other is not None:
            self.undated.append(moment if isinstance(moment, str) else f"{wall[0]:%d/%m/%Y %H:%M}: {TWICE}")
            return None
        return moment


def dated(record: Record, which: str) -> str:
    """A time with the day that stands in a column of its own; that column alone where it holds both."""
    day, time = record[f"{which}_date"], record[which]
    if time:
        return _joined(day, time) if day and time_of_day(time) is not None else time
    return day if said(day).time is not None and any(said(record[name]).time for name in ("start_date", "end_date")) else ""


def _joined(day: str, time: str) -> str:
    """A day and a time as one cell would hold them, without the midnight that programs put beside a day."""
    return f"{_MIDNIGHT.sub('', day)} {'24:00' if time_of_day(time) == timedelta(days=1) else time}"


def local(moment: Moment, clock: Clock) -> datetime:
    """The clock on the wall at that moment."""
    return moment.at.astimezone(ZoneInfo(clock.zone) if "/" in clock.zone else moment.at.tzinfo).replace(tzinfo=None)
