"""A roster drawn as a grid: a line for each member of staff, a column for each day, in each cell the hours, a code or both.

The days stand above the columns (“Mon 22/11/2021”, “22 Nov”), or only their names do, and a line above says when the week begins. A
line is one row of the file and gives a duty for each cell that is filled. Further weeks may stand below, under days of their own.
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import get_args

from custodiet.evidence.cells import stamp
from custodiet.evidence.grid import Grid, GridRow
from custodiet.evidence.headed import LOOK, Record, find_header, first_rows
from custodiet.evidence.mapping import Mapping, guess
from custodiet.evidence.moments import Order, day_of
from custodiet.evidence.readers.roster_words import FIELDS
from custodiet.evidence.readers.staff_numbers import staff_in
from custodiet.evidence.readers.yearless import WEEK, Years, without_year
from custodiet.evidence.reading import Answers, Choice, Question, Refused, Remark
from custodiet.evidence.understood import understood

FEWEST, FEWEST_NAMED = 3, 5
"""Cells of a line that are days, or names of days of the week, by which it is known as the days of a grid."""
SPAN = re.compile(r"([0-9]{1,2}[:.]?[0-9]{2})(?:hrs)?\s{0,3}(?:-|–|x|to|/)\s{0,3}([0-9]{1,2}[:.]?[0-9]{2})(?:hrs)?", re.IGNORECASE)
_NAME = re.compile(r"(mon|tue|wed|thu|fri|sat|sun)(?:day|s|sday|nesday|rs|rsday|urday)?\.?", re.IGNORECASE)
_IN_TEXT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{2,4}|[0-9]{1,2}(?:st|nd|rd|th)? [A-Za-z]{3,9} [0-9]{4}"
)
MAPPING = Mapping(("staff", "date", "hours", "code"), {"staff_id": 0, "date": 1, "hours": 2, "code": 3})
LISTED = {"date", "planned_start", "actual_start", "start"}
"""What a list of duties has a column for, and a grid has not."""
NO_DAYS = "No line of the table holds days above its columns, as those of a grid do, so on which days these duties were is not known."
NOBODY = "It does not say whose duty it is."
OPEN = "On which day the week of this line begins is not known: the lines above it name no one day, or one that is two."


@dataclass(frozen=True, slots=True)
class Line:
    """What one line says: of each filled cell a record as a list of duties would have it."""

    row: GridRow
    cells: tuple[Record, ...]


def is_grid(grid: Grid, answers: Answers) -> bool:
    """Whether one of the first lines of a table holds the days of a grid, and none names a column of days or times."""
    first = first_rows(grid)
    at = find_header(first, FIELDS, answers)
    if at is not None and LISTED & guess(tuple(cell.strip() for cell in first[at].cells), FIELDS, answers).columns.keys():
        return False
    return any(not row.broken and (_dated(row) or _named(row)) for row in first)


def lines(grid: Grid, answers: Answers, years: Years) -> Iterator[Line | Refused | Remark | Question]:
    """Every line of the grid; what stands above and how it was understood as remarks; what must be asked."""
    again = 0
    for name, rows in itertools.groupby(grid.rows(), key=lambda row: row.table):
        table = _Table(name, answers, years)
        for row in rows:
            if row.broken:
                yield Refused(row.line, row.broken, row.text)
            elif row.blank:
                continue
            elif _dated(row) or _named(row):
                again += bool(table.days)
                yield from table.begin(row, _below(grid, row))
            elif table.days:
                yield table.line(row)
            elif len(table.above) < LOOK:
                table.above.append(row)
            else:
                yield Refused(row.line, NO_DAYS, row.text)
        if not table.days:
            yield from (Refused(row.line, NO_DAYS, row.text) for row in table.above)
    if again:
        yield Remark("headers again", f"Days stand above the columns {again} more time(s). Those lines are no records.", again)


def _below(grid: Grid, days: GridRow) -> list[GridRow]:
    """The first lines under those days."""
    after = itertools.dropwhile(lambda row: row.line != days.line, (row for row in grid.rows() if row.table == days.table))
    return [row for row in itertools.islice(after, 1, 20) if not row.broken and not (_dated(row) or _named(row))]


class _Table:
    """One sheet, line by line."""

    def __init__(self, name: str, answers: Answers, years: Years) -> None:
        self.name, self.answers, self.years = name, answers, years
        self.above: list[GridRow] = []
        self.days: dict[int, str] = {}
        self.staff: int | None = None

    def begin(self, row: GridRow, below: Sequence[GridRow]) -> Iterator[Remark | Question]:
        """The line of the days: what each column is, said once for a table."""
        first = not self.days
        self.days = {column: self.years.dated(day, self.answers) for column, day in _dated(row).items()}
        if not self.days:
            named = _named(row)
            begins = _week_of(self.above, named, self.answers)
            self.days = {
                column: (begins[0] + timedelta(days=(day - begins[0].weekday()) % 7)).date().isoformat() if len(begins) == 1 else ""
                for column, day in named.items()
            }
            if len(begins) > 1 and first:
                yield Question(
                    "date_order", "Does the day or the month come first?", "The day on which the week begins may be read both ways.",
                    (Choice("dmy", "the day first"), Choice("mdy", "the month first")),
                )  # fmt: skip
        header = tuple(cell.strip() for cell in row.cells)
        mapping = _staff(header, self.days, below, self.answers)
        self.staff = mapping.columns.get("staff_id")
        if not first:
            return
        said = f"The roster is a grid: a line for each member of staff, a column for each of {len(self.days)} days."
        above = [each.text.strip(" |") for each in self.above]
        yield Remark(
            "header", f"Days: {row.line}. {said} Above it: {'; '.join(above)[:300] or 'nothing'}.", {"line": row.line, "above": above}
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

    def line(self, row: GridRow) -> Line | Refused:
        """A line under the days."""
        whose = row.cell(self.staff) if self.staff is not None else ""
        if self.staff is None or len(staff_in(whose)) != 1:
            named = f"“{whose[:60]}” is not one staff number." if whose else NOBODY
            return Refused(row.line, named if self.staff is not None else f"{NOBODY} Answer which column does.", row.text)
        if "" in self.days.values():
            return Refused(row.line, OPEN, row.text)
        filled = [(day, text) for column, day in self.days.items() if (text := row.cell(column)) and text not in {"-", "--"}]
        if not filled:
            return Refused(row.line, "None of its days says anything.", row.text)
        return Line(row, tuple(Record(GridRow(row.line, (whose, day, *_parted(text)), row.table), MAPPING) for day, text in filled))


def _dated(row: GridRow) -> dict[int, str]:
    """The columns above which a line has a day; none where there are too few."""
    found = {}
    for column, cell in enumerate(row.cells):
        text = " ".join(cell.split())
        said = stamp(text) if text[:1].isalnum() and len(text) < 40 else None
        a_day = said is not None and said.numbers is not None and said.time in (None, timedelta())
        if a_day or ((part := without_year(text)) is not None and part.end == len(text)):
            found[column] = text
    return found if len(found) >= FEWEST and len(set(found.values())) == len(found) else {}


def _named(row: GridRow) -> dict[int, int]:
    """The columns above which a line has only the name of a day of the week."""
    found = {at: WEEK.index(name[1].lower()) for at, cell in enumerate(row.cells) if (name := _NAME.fullmatch(cell.strip()))}
    return found if len(found) >= FEWEST_NAMED and len(set(found.values())) == len(found) else {}


def _week_of(above: Sequence[GridRow], named: dict[int, int], answers: Answers) -> list[datetime]:
    """The day on which the week begins, as the nearest line above that names one says it: two, where that may be read both ways."""
    for row in reversed(above):
        if (found := _IN_TEXT.search(row.text)) and (said := stamp(found[0])) and said.numbers:
            orders: list[Order] = (
                [said.order] if said.order else [each for each in get_args(Order) if each in (answers.get("date_order"), None)]
            )
            orders = orders or ["dmy", "mdy"]
            days = {day for order in orders if (day := day_of(said.numbers, order))}
            return sorted(day for day in days if day.weekday() == next(iter(named.values())))
    return []


def _staff(header: tuple[str, ...], days: dict[int, str], below: Sequence[GridRow], answers: Answers) -> Mapping:
    """Which column says whose line it is: by its header, by an answer, or because it alone holds a staff number in every line."""
    found = guess(header, FIELDS[:1], answers)
    if "staff_id" in found.columns or "staff_id" in found.told:
        return found
    fits = []
    for column in range(len(header)):
        cells = [cell for row in below if (cell := row.cell(column))]
        if column not in days and cells and all(len(staff_in(cell)) == 1 and any(map(str.isdigit, cell)) for cell in cells):
            fits.append(column)
    return Mapping(header, {"staff_id": fits[0]} if len(fits) == 1 else {}, found.told)


def _parted(text: str) -> tuple[str, str]:
    """The hours and the code of a cell such as “N 2200-0700”."""
    found = SPAN.search(text)
    if found is None:
        return "", text
    return found[0], f"{text[: found.start()]} {text[found.end() :]}".strip(" ()[],;:/-\n")
