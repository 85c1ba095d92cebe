"""Duty rosters: what was planned, what was worked, and the code that says what kind of day it was.

A day without times (a rest day, leave) is a row from its first minute to its last: the roster spoke of it. A duty without times is
read and has no hours; whether somebody was at work is then unknown, and unknown is never off duty.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from custodiet.evidence import cells
from custodiet.evidence.clock import Clock, settle
from custodiet.evidence.facts import Fact, Value
from custodiet.evidence.grid import ENDINGS, Grid, open_grid
from custodiet.evidence.headed import Record, records
from custodiet.evidence.moments import Moment, written
from custodiet.evidence.readers import yearless
from custodiet.evidence.readers.extract_columns import MOST_QUESTIONS, Codes, Col, Unfit
from custodiet.evidence.readers.roster_grid import SPAN, Line, is_grid, lines
from custodiet.evidence.readers.roster_row import NO_HOURS, Row, Span, dated, local
from custodiet.evidence.readers.roster_weeks import unheeded
from custodiet.evidence.readers.roster_words import AWAY, FIELDS, WORK, WORKED
from custodiet.evidence.readers.staff_numbers import staff_in
from custodiet.evidence.reading import Answers, Choice, Outcome, Question, Read, Refused, Source

DATES = ("date", "start_date", "end_date", "planned_start", "planned_end", "actual_start", "actual_end", "start", "end")
_CODE = Col("code", (), "code", codes=WORK)
HALF = "It gives one end of the duty and not the other, so until when somebody was at work is not known."
USUAL_SHIFTS = ("07:00-17:00", "14:00-24:00", "21:00-07:00")


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
        yield from unheeded(answers)
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
        if why := row.goes_on((planned, actual)):
            row.undated.append(why)
            planned, actual = NO_HOURS, NO_HOURS
        if code not in AWAY:
            planned, actual = row.of_one_duty(planned), row.of_one_duty(actual)
        said_times = any((*planned, *actual))
        if not word and not said_times and not row.undated:
            raise Unfit("It gives neither times nor a code, so it says nothing of the day.")
        whole_day = not said_times and not row.undated and day is not None and code in AWAY
        if whole_day and day is not None:
            planned = row.absence(day)
        elif not said_times and not row.undated:
            row.undated.append(f"It gives no times for “{word}”, so when somebody was at work is not known.")
            if code not in AWAY and word:
                asked.shifts.setdefault(word, None)
        if code not in AWAY and said_times and not any(map(all, (planned, actual))):
            row.undated.append(HALF)
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
    near = local(planned[0], row.clock) if planned[0] else None
    actual = row.span(record["actual_start"], record["actual_end"], day, near)
    start, end = dated(record, "start"), dated(record, "end")
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
