"""Behind the wall: finds a place in an original by the locator that a fact carries, with the rows around it.

Tables are gone through row by row, texts and chats in archives line by line. A place in anything else is not shown, and a
sentence says so: a wrong row marked as the right one would be worse than none.
"""

import re
from collections import deque
from collections.abc import Collection, Iterable, Iterator
from pathlib import PurePosixPath

from custodiet.evidence.archive import Archive
from custodiet.evidence.grid import ENDINGS, GridRow, kind_of, open_grid
from custodiet.evidence.lines import Line, lines_from, lines_of
from custodiet.evidence.reading import Remark, Source
from custodiet.evidence.shown import AROUND, BESIDE, HEADER, MOST_SHOWN, PLACE, ShownRow, told

TABLES = frozenset(ENDINGS) - {".txt"}
TEXTS = frozenset({".txt"})
WITH = re.compile(r" \(with .*\)$", re.DOTALL)
"""A call of several legs names the other rows after its own."""
LINES = re.compile(r"lines? ([0-9]{1,12})(?:-([0-9]{1,12}))?")
NO_PLACE = (
    "This kind of file has no lines or rows that could be shown one by one. What was read there stands below; "
    "take a copy of the original to see the place itself."
)
NOT_FOUND = (
    "The file has no such place. It was read from another version of the program, or the address was altered: go back to the account."
)


def show(source: Source, at: str, headers: Collection[str]) -> Iterator[Remark]:
    """The rows around the place, cut to what is shown, and a sentence where there is something to say.

    `headers` are the locators of rows that a reader took for the headers of a table.
    """
    at = WITH.sub("", at)
    start = source.stream.read(4096)
    source.stream.seek(0)
    ending = PurePosixPath(source.name.lower()).suffix
    if kind_of(start) == "zip" and ending not in TABLES:
        return in_archive(source, at, headers)
    if ending in TABLES or (headers and ending in TEXTS):
        return in_table(source, at, headers)
    if ending in TEXTS:
        return in_text(lines_of(source), at)
    return iter([Remark("says", NO_PLACE)])


def in_archive(source: Source, at: str, headers: Collection[str]) -> Iterator[Remark]:
    """The place in a member of an archive: the locator begins with the member's name."""
    archive = Archive(source.stream)
    member = max((each for each in archive.members if at.startswith(each.name + " ")), key=lambda each: len(each.name), default=None)
    if member is None:
        yield Remark("says", NO_PLACE)
        return
    inner, ending = at.removeprefix(member.name + " "), PurePosixPath(member.name.lower()).suffix
    if ending in TABLES:
        yield from in_table(Source(archive.open(member.name), member.name, member.size), inner, headers)
    elif ending in TEXTS:
        yield from in_text(lines_from(lambda: archive.open(member.name)), inner)
    else:
        yield Remark("says", NO_PLACE)


def in_table(source: Source, at: str, headers: Collection[str]) -> Iterator[Remark]:
    """The headers as far as they are known, and the rows around the one of that locator."""
    before: deque[GridRow] = deque(maxlen=AROUND)
    header: GridRow | None = None
    rows = iter(open_grid(source).rows())
    for row in rows:
        if before and before[-1].table != row.table:  # another sheet: what stood above is not around the place
            before.clear()
            header = None
        if row.line == at:
            break
        header = row if row.line in headers else header
        before.append(row)
    else:
        yield Remark("says", NOT_FOUND)
        return
    if header:
        yield told(ShownRow(header.line, header.cells, HEADER))
    yield from (told(ShownRow(each.line, each.cells, BESIDE)) for each in before if each is not header)
    yield told(ShownRow(row.line, row.cells, PLACE))
    yield from (told(ShownRow(each.line, each.cells, BESIDE)) for each in _next(rows, row.table))


def _next(rows: Iterator[GridRow], table: str) -> Iterator[GridRow]:
    """The rows that follow in the same sheet."""
    for _, row in zip(range(AROUND), rows, strict=False):
        if row.table != table:
            return
        yield row


def in_text(lines: Iterable[Line], at: str) -> Iterator[Remark]:
    """The lines of that locator, with those around them; of a long passage the first of its lines."""
    said = LINES.fullmatch(at)
    if said is None:
        yield Remark("says", NO_PLACE)
        return
    first, last = int(said[1]), int(said[2] or said[1])
    end = min(last + AROUND, max(first - AROUND, 1) + MOST_SHOWN - 1)
    found = False
    for line in lines:
        if line.number > end:
            break
        if line.number >= first - AROUND:
            is_place = first <= line.number <= last
            if line.number == first:
                found = True
            rows = ShownRow(f"line {line.number}", (line.text,), PLACE if is_place else BESIDE)
            yield told(rows)
    if not found:
        yield Remark("says", NOT_FOUND)
    elif last > end:
        yield Remark("says", f"The message goes on to line {last:,}; its first lines are shown.")
