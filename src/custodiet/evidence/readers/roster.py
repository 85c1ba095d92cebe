"""Duty rosters: what was planned, what was worked, and the code that says what kind of day it was.

A day without times (a rest day, leave) is a row from its first minute to its last: the roster spoke of it. A duty without times is
read and has no hours; whether somebody was at work is then unknown, and unknown is never off duty.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypeAlias
from zoneinfo import ZoneInfo

from custodiet.evidence import cells
from custodiet.evidence.clock import TWICE, Clock, said, settle, time_of_day
from custodiet.evidence.facts import Fact, Value
from custodiet.evidence.grid import ENDINGS, Grid, open_grid
from custodiet.evidence.headed import Record, records
from custodiet.evidence.moments import Moment, written
from custodiet.evidence.readers import yearless
from custodiet.evidence.readers.extract_columns import MOST_QUESTIONS, Codes, Col, Unfit
from custodiet.evidence.readers.roster_grid import SPAN, Line, is_grid, lines
from custodiet.evidence.readers.roster_words import AWAY, FIELDS, WORK, WORKED
from custodiet.evidence.readers.staff_numbers import staff_in
from custodiet.evidence.reading import Answers, Choice, Outcome, Question, Read, Refused, Source

DATES = ("date", "start_date", "end_date", "planned_start", "planned_end", "actual_start", "actual_end", "start", "end")
_CODE = Col("code", (), "code", codes=WORK)
USUAL_SHIFTS = ("07:00-17:00", "14:00-24:00", "21:00-07:00")
Span: TypeAlias = tuple[Moment | None, Moment | None]


@dataclass(slots=True)
class Row:
    """What a row of a roster says, while it is being read."""

    record: Record
    clock: Clock
    answers: Answers
    texts: list[str] = field(default_factory=list)
    undated: list[str] = field(default_factory=list)

    def day(self) -> datetime | None:
        """The day of the duty; None where the row gives none of its own."""
        if not (text := self.record["date"] or self.record["start_date"]):
            return None
        if self.record["date"] or not _dated(self.record, "start"):
            self.texts.append(text)
        day = self.clock.day(said(text))
        if isinstance(day, str):
            self.undated.append(day)
            return None
        return day

    def last_day(self, first: datetime) -> datetime:
        """The last day of an absence: that of its end, where the row gives one."""
        if not (text := self.record["end_date"]):
            return first
        self.texts.append(text)
        last = self.clock.day(said(text))
        if isinstance(last, str) or last < first:
            raise Unfit(last if isinstance(last, str) else f"It ends on {text[:40]}, before the day on which it begins.")
        return last

    def span(self, start: str, end: str, day: datetime | None, near: datetime | None = None) -> Span:
        """From when until when, from two cells. An end that is not after its start is the day after."""
        first = self._one(start, day, near)
        last = self._one(end, day, None)
        if first and last and last[0] <= first[0] and not last[1]:
            last = (last[0] + timedelta(days=1), False)
        if first is None and last and near is not None and not last[1] and last[0] <= near:
            last = (last[0] + timedelta(days=1), False)
        return self._settled(first), self._settled(last)

    def _one(self, text: str, day: datetime | None, near: datetime | None) -> tuple[datetime, bool] | None:
        """A time by the clock on the wall, and whether it has a day of its own.

        One without is of the duty's day; with `near`, of that day or a neighbour, whichever is nearest to it.
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
        found = day + time
        if near is not None:
            found = min((found + timedelta(days=days) for days in (-1, 0, 1)), key=lambda each: abs(each - near))
        return found, False

    def _settled(self, local: tuple[datetime, bool] | None) -> Moment | None:
        if local is None:
            return None
        moment = self.clock.local(local[0])
        if isinstance(moment, str) or moment.other is not None:
            self.undated.append(moment if isinstance(moment, str) else f"{local[0]:%d/%m/%Y %H:%M}: {TWICE}")
            return None
        return moment


@dataclass(frozen=True, slots=True)
class Roster:
    """The reader. `answers` may hold `code.code.<word>`, `shift.<word>` (14:00-24:00), `times` (planned or actual), `overtime_unit`."""

    name: str = "roster"
    about: str = "a duty roster, planned and as worked"
    endings: tuple[str, ...] = ENDINGS

    def read(self, source: Source, answers: Answers) -> Iterator[Outcome]:
        """One outcome for each row."""
        grid = open_grid(source)
        yield from grid.remarks
        if is_grid(grid, answers):
            yield from self._grid(grid, answers)
            return
        groups = (("date", "start_date", "planned_start", "actual_start", "start"),)
        every = (each for each in records(grid, FIELDS, answers, groups) if isinstance(each, Record))
        clock, question = settle(every, DATES, answers)
        if question is not None:
            yield question
        codes, asked = Codes(answers), Asked(answers)
        for each in records(grid, FIELDS, answers, groups):
            yield self._outcome(each, clock, codes, asked) if isinstance(each, Record) else each
        yield from codes.questions()
        yield from asked.questions()

    def _grid(self, grid: Grid, answers: Answers) -> Iterator[Outcome]:
        yearless.check(answers)
        years = yearless.Years()
        every = (record for line in lines(grid, answers, years) if isinstance(line, Line) for record in line.cells)
        clock, question = settle(every, DATES, answers)
        if question is not None:
            yield question
        yield from years.questions(answers)
        codes, asked = Codes(answers), Asked(answers)
        for each in lines(grid, answers, yearless.Years(years)):
            yield self._line(each, clock, codes, asked) if isinstance(each, Line) else each
        yield from codes.questions()
        yield from asked.questions()

    def _line(self, line: Line, clock: Clock, codes: Codes, asked: "Asked") -> Read | Refused:
        facts, undated = [], dict[str, None]()
        for record in line.cells:
            row = Row(record, clock, codes.answers)
            try:
                facts.append(Fact("duty", self._fact(row, codes, asked)))
            except (Unfit, ValueError) as why:
                return Refused(line.row.line, f"{record['date']}: {why}", line.row.text)
            undated |= dict.fromkeys(row.undated)
        return Read(line.row.line, tuple(facts), " ".join(undated)[:1000])

    def _outcome(self, record: Record, clock: Clock, codes: Codes, asked: "Asked") -> Read | Refused:
        row = Row(record, clock, codes.answers)
        try:
            fact = self._fact(row, codes, asked)
        except (Unfit, ValueError) as why:
            return record.refused(str(why))
        return Read(record.line, (Fact("duty", fact),), " ".join(dict.fromkeys(row.undated)))

    def _fact(self, row: Row, codes: Codes, asked: "Asked") -> dict[str, Value]:
        record = row.record
        whose = staff_in(record["staff_id"])
        if len(whose) != 1:
            named = f"“{record['staff_id'][:60]}” is not one staff number." if record["staff_id"] else "It does not say whose duty it is."
            raise Unfit(named)
        word = record["activity"] or record["code"]
        code = (codes.meaning(_CODE, word) or "unknown") if word else None
        day = row.day()
        planned, actual = _spans(row, day, word, asked)
        said_times = any((*planned, *actual))
        if not word and not said_times and not row.undated:
            raise Unfit("It gives neither times nor a code, so it says nothing of the day.")
        whole_day = not said_times and not row.undated and day is not None and code in AWAY
        if whole_day and day is not None:
            planned = (row._settled((day, True)), row._settled((row.last_day(day) + timedelta(days=1), True)))
        elif not said_times and not row.undated:
            row.undated.append(f"It gives no times for “{word}”, so when somebody was at work is not known.")
            if code not in AWAY and word:
                asked.shifts.setdefault(word, None)
        confirmed = record["status"].lower() in WORKED
        return {
            "staff_id": whose[0], "code": code or "duty", "overtime_min": _overtime(record, asked),
            **dict(zip(("planned_start", "planned_end"), map(_written, planned), strict=True)),
            **dict(zip(("actual_start", "actual_end"), map(_written, actual), strict=True)),
            "confidence": "actual" if all(actual) or (whole_day and confirmed) else "planned" if all(planned) else "unknown",
            "at_text": "; ".join(row.texts) or None,
            "zone": next((each.zone for each in (*planned, *actual) if each), " ".join(row.undated) or None),
        }  # fmt: skip


def _spans(row: Row, day: datetime | None, word: str, asked: "Asked") -> tuple[Span, Span]:
    """What was planned and what was worked."""
    record = row.record
    planned = row.span(record["planned_start"], record["planned_end"], day)
    near = _local(planned[0], row.clock) if planned[0] else None
    actual = row.span(record["actual_start"], record["actual_end"], day, near)
    start, end = _dated(record, "start"), _dated(record, "end")
    if not (start or end) and (found := SPAN.fullmatch(record["hours"])):
        start, end = _colon(found[1]), _colon(found[2])
    if start or end:
        if asked.times() == "actual":
            actual = row.span(start, end, day)
        else:
            planned = row.span(start, end, day)
    if not any((*planned, *actual)) and (told := row.answers.get(f"shift.{word}")) and (found := SPAN.fullmatch(told)):
        planned = row.span(_colon(found[1]), _colon(found[2]), day)
    return planned, actual


def _dated(record: Record, which: str) -> str:
    """A time with the day that stands in a column of its own; that column alone where it holds both."""
    day, time = record[f"{which}_date"], record[which]
    if time:
        return f"{day} {time}" if day and time_of_day(time) is not None else time
    return day if said(day).time is not None else ""


def _local(moment: Moment, clock: Clock) -> datetime:
    """The clock on the wall at that moment."""
    return moment.at.astimezone(ZoneInfo(clock.zone) if "/" in clock.zone else moment.at.tzinfo).replace(tzinfo=None)


def _colon(text: str) -> str:
    return text if ":" in text or "." in text else f"{text[:-2].zfill(2)}:{text[-2:]}"


def _written(moment: Moment | None) -> str | None:
    return written(moment.at) if moment else None


def _overtime(record: Record, asked: "Asked") -> int | None:
    """Overtime in minutes; None where a plain number has no unit."""
    text = record["overtime"]
    if not text:
        return None
    unit = cells.unit_in(record.mapping.shown()["overtime"]) or ("hours" if "hour" in record.mapping.shown()["overtime"].lower() else "")
    unit = unit or asked.answers.get("overtime_unit", "")
    if re.fullmatch(r"[0-9.]{1,8}", text) and not unit:
        asked.overtime = text
        return None
    found = cells.seconds(text, "h:mm" if ":" in text else unit)
    return None if found is None else found // 60


@dataclass(slots=True)
class Asked:
    """What a roster leaves open, asked once for the file."""

    answers: Answers
    shifts: dict[str, None] = field(default_factory=dict)
    overtime: str = ""
    bare_times: bool = False

    def times(self) -> str:
        """Whether times that are called neither planned nor worked are the one or the other."""
        self.bare_times = True
        return self.answers.get("times", "planned")

    def questions(self) -> Iterator[Question]:
        """The questions, with both meanings."""
        if self.bare_times and "times" not in self.answers:
            yield Question(
                "times", "Are the times those that were planned, or those that were worked?",
                "The headers say only start and end. Until it is answered they are taken as planned.",
                (Choice("planned", "the duty as it was rostered"), Choice("actual", "the duty as it was worked")),
            )  # fmt: skip
        if self.overtime:
            yield Question(
                "overtime_unit", "Is overtime given in minutes or in hours?",
                "The header does not say. Until it is answered it is left empty.",
                tuple(Choice(unit, f"“{self.overtime}” is {self.overtime} {unit}") for unit in ("minutes", "hours")),
            )  # fmt: skip
        for word in list(self.shifts)[:MOST_QUESTIONS]:
            choices = tuple(Choice(times, f"“{word}” is from {times.replace('-', ' to ')}") for times in USUAL_SHIFTS)
            why = "The roster gives its name and no times. Another answer is written as 14:00-24:00."
            yield Question(f"shift.{word}", f"From when until when is the shift “{word}”?", why, choices)


ROSTER = Roster()
