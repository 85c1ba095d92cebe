"""Which column of a table means what: guessed from the headers, shown to a person, put right by their answers.

A guess is a header that is one of the words known for a field, nothing looser. A field that is needed and not found is asked for,
with an example cell of every column, and until it is answered the rows are refused with that reason.

    for each in records(open_grid(source), FIELDS, answers):
        match each:
            case Record():
                yield Read(each.line, facts_of(each["called"], each["when"]))
            case outcome:
                yield outcome
"""

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Mapping as Named
from dataclasses import dataclass, field
from functools import lru_cache

from custodiet.evidence.grid import Grid, GridRow
from custodiet.evidence.moments import Order
from custodiet.evidence.reading import Answers, Choice, Question, Refused, Remark

LOOK = 60
"""Rows of a table among which its headers are looked for."""
LONGEST_HEADER = 200
"""Characters of a header by which its column is called."""
_BRACKETS = re.compile(r"[(\[][^()\[\]]{0,60}[)\]]")
_NOT_WORD = re.compile(r"[^0-9a-z#£%]+")


@dataclass(frozen=True, slots=True)
class Field:
    """What a column may mean, and the headers it is known by. `about` says it to a person, for the question."""

    name: str
    synonyms: tuple[str, ...]
    needed: bool = False
    about: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """A named layout of a table, with what its files do not say themselves. A change of meaning is a new version.

    `signature` are headers that together prove the layout. `order`, `zone` and `duration` (seconds, minutes …) are how its days and
    lengths are written; `outgoing` that it holds what was charged, so outgoing events only; `fixed` values of every row.
    """

    name: str
    version: int
    about: str
    fields: tuple[Field, ...]
    signature: tuple[str, ...] = ()
    order: Order | None = None
    zone: str = ""
    duration: str = ""
    outgoing: bool = False
    fixed: Named[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mapping:
    """The headers of a table as they stood, and the column of each field that was found."""

    header: tuple[str, ...]
    columns: Named[str, int]

    def shown(self) -> dict[str, str]:
        """Field and header, for a person to look over."""
        return {name: self.word(column) for name, column in self.columns.items()}

    def word(self, column: int) -> str:
        """What a column is called in an answer: its header, or its number where it has none or one that nobody would read."""
        header = self.header[column]
        return header if header and len(header) <= LONGEST_HEADER else f"#{column + 1}"


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


def plain(header: str) -> str:
    """A header without case, blanks and signs: `Called No.` and `called_no` are one."""
    return _NOT_WORD.sub("", header.lower().replace("ﬁ", "fi"))


def _names(header: Sequence[str]) -> tuple[list[str], list[str]]:
    """Each header plainly, and without what stands in brackets."""
    whole = [plain(each) for each in header]
    return whole, [
        plain(_BRACKETS.sub(" ", each)) if "(" in each or "[" in each else name for each, name in zip(header, whole, strict=True)
    ]


@lru_cache(2_000)  # the words of a few dozen readers, looked for in every one of the first rows of every file
def _known(synonyms: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(plain, synonyms))


def guess(header: Sequence[str], fields: Iterable[Field], answers: Answers | None = None) -> Mapping:
    """The column of each field: as a person answered, else the header that is one of its words. No column serves twice."""
    columns: dict[str, int] = {}
    whole, bare = _names(header)
    fields, present = tuple(fields), {*whole, *bare}
    for each in fields:
        if (told := (answers or {}).get(f"column.{each.name}")) is not None:
            found = _told(told, header, whole)
            if found is not None:
                columns[each.name] = found
    for each in fields:
        if each.name not in columns and f"column.{each.name}" not in (answers or {}):
            words = [word for word in _known(each.synonyms) if word in present]
            hits = (names.index(word) for names in (whole, bare) for word in words if word in names)
            free = next((hit for hit in hits if hit not in columns.values()), None)
            if free is not None:
                columns[each.name] = free
    return Mapping(tuple(header), {each.name: columns[each.name] for each in fields if each.name in columns})


def _told(told: str, header: Sequence[str], whole: list[str]) -> int | None:
    """The column that a person named: by its header, or as `#3` where there are no headers."""
    if told.strip() in header:
        return header.index(told.strip())
    if re.fullmatch(r"#[1-9][0-9]{0,3}", told.strip()):
        number = int(told.strip()[1:]) - 1
        return number if number < len(header) else None
    return whole.index(plain(told)) if plain(told) and plain(told) in whole else None


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

    `answers["header"]` may say it, as the row's locator.
    """
    told = (answers or {}).get("header")
    by_name = {key: answer for key, answer in (answers or {}).items() if not answer.startswith("#")}
    best, most = None, 1 if len(fields) > 1 else 0
    known = {word for each in fields for word in _known(each.synonyms)}
    for index, row in enumerate(rows):
        if told is not None and row.line == told:
            return index
        if row.broken or row.beside:
            continue
        header = tuple(cell.strip() for cell in row.cells)
        if not by_name and sum(one in known or other in known for one, other in zip(*_names(header), strict=True)) <= most:
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
    asked: dict[str, Question] = {}
    understood = False
    for name, rows in itertools.groupby(grid.rows(), key=lambda row: row.table):
        headed = False
        for each in _table(name, rows, fields, answers, any_of):
            headed = headed or (isinstance(each, Remark) and each.key == "mapping")
            understood = understood or headed or isinstance(each, Record)
            if isinstance(each, Question) and not headed:
                asked.setdefault(each.key, each)  # a sheet without headers is worth a question only where no sheet has any
            else:
                yield each
    if not understood:
        yield from asked.values()


def _table(
    name: str, rows: Iterator[GridRow], fields: Sequence[Field], answers: Answers, any_of: Sequence[tuple[str, ...]]
) -> Iterator[Record | Aside | Refused | Remark | Question]:
    first = list(_first(rows))
    at = find_header(first, fields, answers)
    if at is not None:
        mapping = guess(tuple(cell.strip() for cell in first[at].cells), fields, answers)
        yield from _above(first[:at], first[at], mapping)
        yield Remark("mapping", _said(name, mapping, fields), mapping.shown())
        first = first[at + 1 :]
    else:
        width = max((len(row.cells) for row in first), default=0)
        if not width:
            return
        mapping = guess(tuple(f"#{number + 1}" for number in range(width)), fields, answers)
    missing = _missing(mapping, fields, any_of)
    yield from (_ask(each, mapping, first) for each in missing)
    yield from _body(itertools.chain(first, rows), mapping, _reason(missing, at is None))


def _missing(mapping: Mapping, fields: Sequence[Field], any_of: Sequence[tuple[str, ...]]) -> list[Field]:
    lacking = [each for each in fields if each.needed and each.name not in mapping.columns]
    for group in any_of:
        if not any(name in mapping.columns for name in group):
            lacking.append(next(each for each in fields if each.name == group[0]))
    return lacking


def _ask(wanted: Field, mapping: Mapping, rows: Sequence[GridRow]) -> Question:
    """Which column is it: every header, with the first cell that stands under it."""
    choices = []
    for column, header in enumerate(mapping.header):
        example = next((row.cells[column] for row in rows if column < len(row.cells) and row.cells[column].strip()), "nothing")
        choices.append(Choice(mapping.word(column), f"{header[:LONGEST_HEADER] or 'the column without a header'}: {example[:80]}"))
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


def _body(rows: Iterable[GridRow], mapping: Mapping, reason: str) -> Iterator[Record | Aside | Refused | Remark]:
    width, again, beside = len(mapping.header), 0, 0
    some: list[str] = []
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
