"""A roster drawn as a grid: a line for each member of staff, a column for each day, in each cell the hours, a code or both.

The days stand above the columns (“Mon 22/11/2021”, “22 Nov”), or only their names do, and a line above says when the week begins. A
line is one row of the file and gives a duty for each cell that is filled. Further weeks may stand below, under days of their own.
"""

import itertools
import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import get_args

from custodiet.evidence.cells import stamp
from custodiet.evidence.grid import Grid, GridRow
from custodiet.evidence.headed import LOOK, Record, find_header, first_rows
from custodiet.evidence.mapping import Mapping, guess
from custodiet.evidence.moments import Order, day_of
from custodiet.evidence.readers.roster_weeks import IN_TEXT, told_to_begin, unheeded, week_of
from custodiet.evidence.readers.roster_words import FIELDS
from custodiet.evidence.readers.staff_numbers import RANKS, staff_in
from custodiet.evidence.readers.yearless import FIRST, LAST, WEEK, Years, without_year
from custodiet.evidence.reading import Answers, Choice, Question, Refused, Remark
from custodiet.evidence.understood import understood

FEWEST, FEWEST_NAMED = 3, 5
"""Cells of a line that are days, or names of days of the week, by which it is known as the days of a grid."""
SPAN = re.compile(
    r"(?<![A-Za-z]/)(?<![0-9:.])([0-9]{1,2}[:.]?[0-9]{2})(?:hrs)?\s{0,3}(?:-|–|x|to|/)\s{0,3}([0-9]{1,2}[:.]?[0-9]{2})(?:hrs)?(?![0-9])",
    re.IGNORECASE,
)
"""From when until when, and no part of a reference such as CR/1234/2021."""
_NAME = re.compile(r"(mon|tue|wed|thu|fri|sat|sun)(?:day|s|sday|nesday|rs|rsday|urday)?\.?", re.IGNORECASE)
MAPPING = Mapping(("staff", "date", "hours", "code"), {"staff_id": 0, "date": 1, "hours": 2, "code": 3})
LISTED = {"date", "start_date", "planned_start", "actual_start", "start"}
"""What a list of duties has a column for, and a grid has not."""
NO_DAYS = "No line of the table holds days above its columns, as those of a grid do, so on which days these duties were is not known."
TOO_FULL = "It stands above the days of the grid, and is too full to be a title."
NOBODY = "It does not say whose duty it is."
AHEAD, FAR = 20, 500
"""Lines under the days of a table by which it is known which column says whose they are, and whether it is the week above over again."""
APART = 5
"""Days by which the day of a column may follow that of the one before it: over a weekend with bank holidays."""
_NUMBER, _YEAR = re.compile(r"[A-Za-z]{0,3}[0-9]{3,6}[A-Za-z]?"), re.compile(r"20[0-9]{2}")
TWICE_OVER = "The same member of staff stands again under days without a day of the week's beginning, so which week this is is not known."
NO_WEEK = "The lines above the names of the days name no one day on which that week begins. Until it is answered its duties are refused."
OPEN = "On which day the week of this line begins is not known: the lines above it name no one day, or one that is two."


@dataclass(frozen=True, slots=True)
class Line:
    """What one line says: of each filled cell a record as a list of duties would have it."""

    row: GridRow
    cells: tuple[Record, ...]


def is_grid(grid: Grid, answers: Answers) -> bool:
    """Whether one of the first lines of a table holds the days of a grid, and none names a column of days or times.

    A line that itself holds a day is no headers of a list: “Date from 22/11/2021, Date to 28/11/2021” is a title.
    """
    first = first_rows(grid)
    at = find_header(first, FIELDS, answers)
    header = tuple(cell.strip() for cell in first[at].cells) if at is not None else ()
    if not any(map(_a_day, header)) and LISTED & guess(header, FIELDS, answers).columns.keys():
        return False
    return any(not row.broken and (_dated(row) or _named(row)) for row in first)


def lines(grid: Grid, answers: Answers, years: Years) -> Iterator[Line | Refused | Remark | Question]:
    """Every line of the grid; what stands above and how it was understood as remarks; what must be asked."""
    again, heeded = 0, set[str]()
    for name, rows in itertools.groupby(grid.rows(), key=lambda row: row.table):
        table, coming = _Table(name, answers, years, heeded), _Coming(rows)
        for row in coming:
            if row.broken:
                yield Refused(row.line, row.broken, row.text)
            elif row.blank:
                continue
            elif _dated(row) or _named(row):
                again += bool(table.days)
                yield from table.begin(row, coming.until_days() if table.days else coming.below())
            elif table.days:
                yield table.line(row)
            elif len(table.above) < LOOK:
                table.above.append(row)
            else:
                yield Refused(row.line, NO_DAYS, row.text)
        if not table.days:
            yield from (Refused(row.line, NO_DAYS, row.text) for row in table.above)
    yield from unheeded(answers, heeded)
    if again:
        yield Remark("headers again", f"Days stand above the columns {again} more time(s). Those lines are no records.", again)


class _Coming:
    """The rows of one table, those among them that were looked at ahead of their turn: a file is gone through by one reader at a time."""

    def __init__(self, rows: Iterator[GridRow]) -> None:
        self.rows = rows
        self.held: deque[GridRow] = deque()

    def __iter__(self) -> Iterator[GridRow]:
        return self

    def __next__(self) -> GridRow:
        return self.held.popleft() if self.held else next(self.rows)

    def below(self) -> list[GridRow]:
        """The first lines under the line that was taken last."""
        self._look(AHEAD)
        return [row for row in self.held if not row.broken and not (_dated(row) or _named(row))]

    def until_days(self) -> list[GridRow]:
        """The lines under the line that was taken last, as far as they are under the same days."""
        self._look(FAR)
        return list(itertools.takewhile(lambda row: not (_dated(row) or _named(row)), self.held))

    def _look(self, ahead: int) -> None:
        self.held.extend(itertools.islice(self.rows, max(0, ahead - len(self.held))))


class _Table:
    """One sheet, line by line. `above`: what stands above the days, and later between one line of days and the next."""

    def __init__(self, name: str, answers: Answers, years: Years, heeded: set[str]) -> None:
        self.name, self.answers, self.years, self.heeded = name, answers, years, heeded
        self.above: list[GridRow] = []
        self.days: dict[int, str] = {}
        self.staff: int | None = None
        self.width = 0
        self.seen: set[str] = set()
        self.same_week = False
        self.just_begun = False

    def begin(self, row: GridRow, below: Sequence[GridRow]) -> Iterator[Remark | Question | Refused]:
        """The line of the days: what each column is, said once for a table."""
        first = not self.days
        if self.just_begun and not _dated(row) and _named(row).keys() == self.days.keys():
            return  # the names of the days, under the days
        yield from self._set(row, below)
        header = tuple(cell.strip() for cell in row.cells)
        mapping = _staff(header, self.days, below if first else (), self.answers)
        found = mapping.columns.get("staff_id")
        self.staff, self.width = self.staff if found is None else found, max(len(header), self.width if self.just_begun else 0)
        above, self.above, self.just_begun = self.above, [], True
        if not first:
            return
        yield from (Refused(each.line, TOO_FULL, each.text) for each in above if _full(each, header))
        said = f"The roster is a grid: a line for each member of staff, a column for each of {len(self.days)} days."
        titles = [each.text.strip(" |") for each in above if not _full(each, header)]
        yield Remark(
            "header", f"Days: {row.line}. {said} Above it: {'; '.join(titles)[:300] or 'nothing'}.", {"line": row.line, "above": titles}
        )
        yield Remark("mapping", said, mapping.shown() | {"date": f"{len(self.days)} columns of days"})
        shown = understood(self.name, row.line, mapping, FIELDS, below)
        for at, column in enumerate(shown.value["columns"]):
            column[3] = "date" if at in self.days else column[3]
        yield shown
        if self.staff is None:
            choices = tuple(Choice(mapping.word(at), cell or f"#{at + 1}") for at, cell in enumerate(header) if at not in self.days)
            why = "No header is a word known for it, and no one column holds a staff number in every line."
            yield Question("column.staff_id", "Which column holds the officer or member of staff?", why, choices)

    def _set(self, row: GridRow, below: Sequence[GridRow]) -> Iterator[Question]:
        """Which day each column is. Names alone, again and with no day between, are the week above, on another page or for another team:
        unless somebody of the week above stands under them, or it was answered when theirs begins.
        """
        dated, named = _dated(row), _named(row)
        told = "" if dated else self.answers.get(f"week.{row.line}", "")
        self.same_week = (
            not (dated or told) and named.keys() == self.days.keys() and not any(IN_TEXT.search(each.text) for each in self.above)
        )
        if self.same_week and not any(self._whose(each) in self.seen for each in below):
            return
        self.same_week = False
        self.seen.clear()
        if dated:
            self.days = {column: self.years.dated(day, self.answers) for column, day in dated.items()}
            return
        begins = week_of(self.above, named, self.answers)
        if told:
            self.heeded.add(row.line)
            begins = [told_to_begin(told, next(iter(named.values())))]
        elif len(begins) > 1:
            yield Question(
                "date_order", "Does the day or the month come first?", "The day on which the week begins may be read both ways.",
                (Choice("dmy", "the day first"), Choice("mdy", "the month first")),
            )  # fmt: skip
        elif not begins:
            first = row.cell(next(iter(named)))
            yield Question(
                f"week.{row.line}", f"Which day is the “{first}” in {row.line}, the first of its week? (DD/MM/YYYY)", NO_WEEK, ()
            )
        self.days = {
            column: (begins[0] + timedelta(days=(day - begins[0].weekday()) % 7)).date().isoformat() if len(begins) == 1 else ""
            for column, day in named.items()
        }

    def _whose(self, row: GridRow) -> str:
        return row.cell(self.staff) if self.staff is not None else ""

    def line(self, row: GridRow) -> Line | Refused:
        """A line under the days."""
        self.just_begun = False
        whose = self._whose(row)
        if any(cell.strip() for cell in row.cells[self.width :]):
            return Refused(row.line, f"It has {len(row.cells)} cells under {self.width} headers, so which is which is not known.", row.text)
        if self.staff is None or len(staff_in(whose)) != 1:
            self.above.extend([row] if len(self.above) < LOOK else [])
            named = f"“{whose[:60]}” is not one staff number." if whose else NOBODY
            return Refused(row.line, named if self.staff is not None else f"{NOBODY} Answer which column does.", row.text)
        if self.same_week and whose in self.seen:
            return Refused(row.line, TWICE_OVER, row.text)
        self.seen.add(whose)
        if "" in self.days.values():
            return Refused(row.line, OPEN, row.text)
        filled = [(day, text) for column, day in self.days.items() if (text := row.cell(column)) and text not in {"-", "--"}]
        if not filled:
            return Refused(row.line, "None of its days says anything.", row.text)
        parts = ((day, part) for day, text in filled for part in _parted(text))
        return Line(row, tuple(Record(GridRow(row.line, (whose, day, *part), row.table), MAPPING) for day, part in parts))


def _full(row: GridRow, header: tuple[str, ...]) -> bool:
    """Whether a line above the days is as full as a line below them, and no title."""
    return sum(bool(cell.strip()) for cell in row.cells) * 2 > sum(map(bool, header))


def _dated(row: GridRow) -> dict[int, str]:
    """The columns above which a line has a day, each soon after the one before; none where there are too few, or the line is somebody's."""
    found = {}
    for column, cell in enumerate(row.cells):
        text = " ".join(cell.split())
        if _a_day(text) or ((part := without_year(text)) is not None and part.end == len(text)):
            found[column] = text
        elif _somebody(text):
            return {}
    return found if len(found) >= FEWEST and any(_in_step(list(found.values()), order) for order in get_args(Order)) else {}


def _a_day(cell: str) -> bool:
    """Whether a cell holds a day and no time, but for a midnight that nobody wrote."""
    text = " ".join(cell.split())
    said = stamp(text) if text[:1].isalnum() and len(text) < 40 else None
    return said is not None and said.numbers is not None and said.time in (None, timedelta())


def _somebody(text: str) -> bool:
    """Whether a cell names a member of staff, so that its line is no line of days but somebody's, with days in it."""
    return (_NUMBER.fullmatch(text) and not _YEAR.fullmatch(text)) or text.partition(" ")[0].lower().strip(".") in RANKS


def _in_step(texts: Sequence[str], order: Order) -> bool:
    """Whether days follow one another, with day and month in that order; the year, which not all of them name, is left aside."""
    days = []
    for text in texts:
        said = stamp(text)
        if said is None or said.numbers is None:
            part = without_year(text)
            days.append((part.month, part.day) if part else (0, 0))
        else:
            found = day_of(said.numbers, said.order or order)
            days.append((found.month, found.day) if found and FIRST <= found.year <= LAST else (0, 0))
    try:
        places = [date(FIRST, month, day).timetuple().tm_yday for month, day in days]
    except ValueError:
        return False
    return all(0 < (after - before) % 366 <= APART for before, after in pairwise(places))


def _named(row: GridRow) -> dict[int, int]:
    """The columns above which a line has only the name of a day of the week."""
    found = {at: WEEK.index(name[1].lower()) for at, cell in enumerate(row.cells) if (name := _NAME.fullmatch(cell.strip()))}
    return found if len(found) >= FEWEST_NAMED and len(set(found.values())) == len(found) else {}


def _staff(header: tuple[str, ...], days: dict[int, str], below: Sequence[GridRow], answers: Answers) -> Mapping:
    """Which column says whose line it is: by its header, by an answer, or because it alone has no header and in every line a
    staff number of its own: what stands under another header may be hours or a team."""
    found = guess(header, FIELDS[:1], answers)
    if "staff_id" in found.columns or "staff_id" in found.told:
        return found
    fits = []
    for column in range(len(header)):
        cells = [cell for row in below if (cell := row.cell(column))]
        if header[column] or column in days or not cells or len(set(cells)) < len(cells):
            continue
        if all(len(staff_in(cell)) == 1 and any(map(str.isdigit, cell)) for cell in cells):
            fits.append(column)
    return Mapping(header, {"staff_id": fits[0]} if len(fits) == 1 else {}, found.told)


def _parted(text: str) -> list[tuple[str, str]]:
    """The hours and the code of a cell such as “N 2200-0700”; several where it gives several hours, as of a shift in two parts."""
    hours = [found[0] for found in SPAN.finditer(text)]
    code = " ".join(SPAN.sub(" ", text).split()).strip(" ()[],;:/-")
    return [(each, code) for each in hours] or [("", text)]
