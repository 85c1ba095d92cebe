"""The rows of a table under their headers: which row holds these, which row is a record, what is beside the table, what must be asked.

A field that is needed and not found is asked for, with an example cell of every column, and until it is answered the rows are
refused with that reason.

    for each in records(open_grid(source), FIELDS, answers):
        match each:
            case Record():
                yield Read(each.line, facts_of(each["called"], each["when"]))
            case outcome:
                yield outcome
"""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from custodiet.evidence.grid import Grid, GridRow
from custodiet.evidence.mapping import LONGEST_HEADER, Field, Mapping, guess, known, layout, layouts, plain, plain_names
from custodiet.evidence.reading import Answers, Choice, Question, Refused, Remark
from custodiet.evidence.understood import KEY, MOST_TABLES, examples, understood, unfound

MORE_HEADERS = (
    "It names columns, as the headers above do, and is no record. If these are the headers of the rows below it, say so: put the row "
    "of the headers right, and read the file again."
)
"""The refusal of a second row of headers."""
LOOK = 60
"""Rows of a table among which its headers are looked for."""


@dataclass(frozen=True, slots=True)
class Record:
    """A row under headers. `record["called"]` is the text of that cell without blanks around it, empty where there is none."""

    row: GridRow
    mapping: Mapping

    def __getitem__(self, name: str) -> str:
        column, cells = self.mapping.columns.get(name), self.row.cells  # as raw, written out: it is asked forty times for every row
        return cells[column].strip() if column is not None and column < len(cells) else ""

    def __contains__(self, name: str) -> bool:
        return name in self.mapping.columns

    def raw(self, name: str) -> str:
        """The text of a cell exactly as it stood."""
        column = self.mapping.columns.get(name)
        return self.row.cells[column] if column is not None and column < len(self.row.cells) else ""

    def is_day(self, name: str) -> bool:
        """Whether a spreadsheet holds a day without a time there: a day, or a midnight."""
        return self.mapping.columns.get(name) in self.row.days

    @property
    def line(self) -> str:
        """Where it stands."""
        return self.row.line

    def refused(self, reason: str) -> Refused:
        """The refusal of this row, with its text."""
        return Refused(self.row.line, reason, self.row.text)


@dataclass(frozen=True, slots=True)
class Aside:
    """A line above or beside the table, in its place among the records: a title, a telephone's own number, the foot of a page."""

    line: str
    text: str


def first_rows(grid: Grid) -> list[GridRow]:
    """The rows of every table among which its headers are looked for."""
    if grid.kind != "book":
        return list(_first(grid.rows()))
    return [row for _, rows in itertools.groupby(grid.rows(), key=lambda row: row.table) for row in _first(rows)]


def _first(rows: Iterator[GridRow]) -> Iterator[GridRow]:
    """The first rows that are not blank, with what stands between and beside them: the cover of a printed bill is long."""
    count = 0
    for row in itertools.islice(rows, LOOK * 50):
        yield row
        count += not row.blank and not row.beside
        if count == LOOK:
            break


def find_header(rows: Sequence[GridRow], fields: Sequence[Field], answers: Answers | None = None) -> int | None:
    """Which of the rows are the headers: the first that names the most fields, and at least two. None where none does.

    `answers["header"]` may say it, as the row's locator; and headers that an answer is about are known again.
    """
    answers = answers or {}
    if (told := answers.get("header")) is not None and (
        at := next((at for at, row in enumerate(rows) if row.line == told), None)
    ) is not None:
        return at
    seen_before = layouts(answers)
    by_name = {key: said for key, said in answers.items() if key.startswith("column.") and "@" not in key and not said.startswith("#")}
    best, most = None, 1 if len(fields) > 1 else 0
    words = {word for each in fields for word in known(each.synonyms)}
    for index, row in enumerate(rows):
        if row.broken or row.beside:
            continue
        header = tuple(cell.strip() for cell in row.cells)
        if seen_before and layout(header) in seen_before:
            return index
        if not by_name and sum(one in words or other in words for one, other in zip(*plain_names(header), strict=True)) <= most:
            continue  # most rows are no headers: they need no closer look
        named = len(guess(header, fields, by_name).columns)
        if named > most:
            best, most = index, named
    return best


def records(
    grid: Grid, fields: Sequence[Field], answers: Answers, any_of: Sequence[tuple[str, ...]] = ()
) -> Iterator[Record | Refused | Remark | Question]:
    """`with_asides` without what stands beside the table: for whoever needs the records only."""
    return (each for each in with_asides(grid, fields, answers, any_of) if not isinstance(each, Aside))


def with_asides(
    grid: Grid, fields: Sequence[Field], answers: Answers, any_of: Sequence[tuple[str, ...]] = ()
) -> Iterator[Record | Aside | Refused | Remark | Question]:
    """The rows of a table under their headers; what was guessed as remarks; what must be asked; what is no record, refused.

    Of each group in `any_of` at least one field must be found. Title rows above the headers, blank rows, headers that are repeated on
    every page, and text beside a table are no records.
    """
    held = _Held()
    for name, rows in itertools.groupby(grid.rows(), key=lambda row: row.table):
        held.headed = False
        for each in _table(name, rows, fields, answers, any_of):
            if isinstance(each, Record):
                held.any = True
                yield each
            elif isinstance(each, Mapping):
                held.told |= each.told
            elif not held.back(each):
                yield each
    yield from unfound(answers, fields, held.told)
    if not held.any:
        yield from held.asked.values()


@dataclass(slots=True)
class _Held:
    """What is held back of a file's tables until all were seen: a sheet without headers is worth a question only where none has any."""

    asked: dict[str, Question | Remark] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)
    tables: int = 0
    headed: bool = False
    any: bool = False

    def back(self, each: Aside | Refused | Remark | Question) -> bool:
        """Whether it is held back, or is one too many."""
        key = each.key if isinstance(each, Remark | Question) else ""
        self.headed = self.headed or key == "mapping"
        self.any = self.any or self.headed
        self.tables += key == KEY
        if key == KEY and self.tables > MOST_TABLES:
            return True
        if self.headed or not isinstance(each, Remark | Question) or (isinstance(each, Remark) and (key != KEY or each.value["told"])):
            return False
        self.asked.setdefault(f"{key} {self.tables}" if key == KEY else key, each)
        return True


def _table(
    name: str, rows: Iterator[GridRow], fields: Sequence[Field], answers: Answers, any_of: Sequence[tuple[str, ...]]
) -> Iterator[Record | Aside | Refused | Remark | Question | Mapping]:
    """One table, its mapping first where it has one."""
    first = list(_first(rows))
    at = find_header(first, fields, answers)
    if at is not None:
        mapping = guess(tuple(cell.strip() for cell in first[at].cells), fields, answers)
        yield from _above(first[:at], first[at], mapping)
        yield Remark("mapping", _said(name, mapping, fields), mapping.shown())
        yield understood(name, first[at].line, mapping, fields, first[at + 1 :])
        first = first[at + 1 :]
    else:
        width = max((len(row.cells) for row in first), default=0)
        if not width:
            return
        mapping = guess(tuple(f"#{number + 1}" for number in range(width)), fields, answers)
        yield understood(name, "", mapping, fields, first)
    yield mapping
    missing = _missing(mapping, fields, any_of)
    yield from (_ask(each, mapping, examples(mapping, fields, first)) for each in missing)
    yield from _body(itertools.chain(first, rows), mapping, fields, _reason(missing, at is None))


def _missing(mapping: Mapping, fields: Sequence[Field], any_of: Sequence[tuple[str, ...]]) -> list[Field]:
    lacking = [each for each in fields if each.needed and each.name not in mapping.columns]
    for group in any_of:
        if not any(name in mapping.columns for name in group):
            lacking.append(next(each for each in fields if each.name == group[0]))
    return lacking


def _ask(wanted: Field, mapping: Mapping, cells: Sequence[str]) -> Question:
    """Which column is it: every header, with the first cell that stands under it."""
    choices = []
    for column, header in enumerate(mapping.header):
        shown = header[:LONGEST_HEADER] or "the column without a header"
        choices.append(Choice(mapping.word(column), f"{shown}: {cells[column] or 'nothing'}"))
    return Question(
        f"column.{wanted.name}",
        f"Which column holds {wanted.about or wanted.name}?",
        f"No header is one of the words known for it: {', '.join(wanted.synonyms[:8])}.",
        tuple(choices),
    )


def _reason(missing: Sequence[Field], headless: bool) -> str:
    if not missing:
        return ""
    wanted = " and ".join(each.about or each.name for each in missing)
    start = "No row of the table names its columns" if headless else "The headers do not say"
    return f"{start}: which column holds {wanted} is not known. Answer the question, and read the file again."


def _said(name: str, mapping: Mapping, fields: Sequence[Field]) -> str:
    pairs = ", ".join(f"{field} = “{header}”" for field, header in mapping.shown().items())
    unread = [header for column, header in enumerate(mapping.header) if header and column not in mapping.columns.values()]
    rest = f" Not used: {', '.join(unread)[:300]}." if unread else ""
    return f"{name[:100] + ': c' if name else 'C'}olumns read as {pairs}.{rest}"


def _above(rows: Sequence[GridRow], header: GridRow, mapping: Mapping) -> Iterator[Aside | Refused | Remark]:
    """The rows above the headers: titles and addresses, unless they are as full as a row of the table."""
    width = sum(1 for cell in mapping.header if cell)
    titles = []
    for row in rows:
        if row.broken:
            yield Refused(row.line, row.broken, row.text)
        elif not row.beside and _as_full(sum(1 for cell in row.cells if cell.strip()), width):
            yield Refused(row.line, f"It stands above the headers ({header.line}), and is too full to be a title.", row.text)
        elif not row.blank:
            titles.append(row.text.strip(" |"))
            yield Aside(row.line, titles[-1])
    yield Remark(
        "header", f"Headers: {header.line}. Above them: {'; '.join(titles)[:300] or 'nothing'}.", {"line": header.line, "above": titles}
    )


def _as_full(filled: int, width: int) -> bool:
    """Whether a row above the headers may be a record: a title and its value are two cells."""
    return filled * 2 > width and (filled > 2 or width <= 2)


def _names_columns(row: GridRow, words: dict[int, tuple[str, ...]], lead: int) -> bool:
    """Whether a row bears the words by which its own columns are known, most of them and more than one."""
    if plain(row.cells[lead]) not in words.get(lead, ()):
        return False
    named = sum(plain(row.cell(column)) in known_by for column, known_by in words.items())
    return named > 1 and named * 2 > sum(bool(row.cell(column)) for column in words)


def _body(rows: Iterable[GridRow], mapping: Mapping, fields: Sequence[Field], reason: str) -> Iterator[Record | Aside | Refused | Remark]:
    width, again, beside = len(mapping.header), 0, 0
    some: list[str] = []
    words = {mapping.columns[each.name]: known(each.synonyms) for each in fields if each.name in mapping.columns}
    lead = min(words, default=0)
    for row in rows:
        if row.broken:
            yield Refused(row.line, row.broken, row.text)
        elif row.blank:
            continue
        elif row.beside:
            beside += 1
            some.extend([row.text] if len(some) < 10 else [])
            yield Aside(row.line, row.text)
        elif mapping.header[:1] == (row.cells[0].strip(),) and tuple(cell.strip() for cell in row.cells) == mapping.header:
            again += 1
        elif len(row.cells) > width and any(cell.strip() for cell in row.cells[width:]):
            yield Refused(row.line, f"It has {len(row.cells)} cells under {width} headers, so which is which is not known.", row.text)
        elif row.cells[lead : lead + 1] and row.cells[lead][:1].isalpha() and _names_columns(row, words, lead):
            yield Refused(row.line, MORE_HEADERS, row.text)
        elif reason:
            yield Refused(row.line, reason, row.text)
        else:
            yield Record(row, mapping)
    if again:
        yield Remark(
            "headers again", f"The headers stand {again} more time(s) in the table, as on the pages of a print. They are no records.", again
        )
    if beside:
        yield Remark("beside the table", f"{beside} line(s) of text beside the table are no records: {'; '.join(some)[:500]}.", beside)
