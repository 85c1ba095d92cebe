"""Behind the wall: an exhibit as pages. A PDF and pictures as pages that are drawn; tables, chats and texts as all of their rows.

The rows go out as text, and pages are made of them where it is safe; a row too long for one line of the wire goes in pieces.
"""

import base64
import io
import itertools
import os
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Any

from custodiet.evidence.archive import Archive
from custodiet.evidence.grid import ENDINGS, kind_of, open_grid
from custodiet.evidence.lines import Line, lines_from, lines_of
from custodiet.evidence.reading import Reader, Remark, Source, UnreadableFile
from custodiet.evidence.sheeting_pdf import from_pdf, from_picture
from custodiet.evidence.sheets import CELL, CELLS, MOST_ROWS, PIECE
from custodiet.evidence.wire import Ended, Piece, Said

TABLES = frozenset(ENDINGS) - {".txt", ".pdf"}
TEXTS = frozenset({".txt", ".eml", ".json", ".xml", ".html", ".htm", ".log", ".md", ".ics", ".vcf"})
PICTURES = frozenset({".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tif", ".tiff", ".webp"})
DRAWN = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
NO_PAGES = (
    "This kind of file cannot be shown on pages. Choose that a sheet stands in its place, and hand the file over beside the bundle; or "
    "add a PDF of it as an exhibit."
)
TOO_LONG = (
    f"It has more than {MOST_ROWS:,} rows, the most that a bundle takes of one exhibit. Add the part that matters as an exhibit of its "
    "own, or choose that a sheet stands in its place and hand the file over beside the bundle."
)


def sheets(request: dict[str, Any], _readers: dict[str, Reader]) -> Iterator[Said]:
    """The pages of an exhibit, or the rows that pages are made of."""
    source = Source(os.fdopen(request["descriptor"], "rb", closefd=False), request["name"], request["size"])
    start = source.stream.read(4096)
    source.stream.seek(0)
    ending = PurePosixPath(source.name.lower()).suffix
    if kind_of(start) == "pdf":
        yield from drawn(*from_pdf(source.stream))
    elif start.startswith(DRAWN) or ending in PICTURES or start[8:12] == b"WEBP":
        yield from drawn(*from_picture(source.stream))
    else:
        yield from rows(source, start, ending)
    yield Ended(0, 0)


def drawn(data: bytes, pages: int) -> Iterator[Said]:
    """Pages that are drawn, in pieces."""
    yield Remark("pages", "", pages)
    yield from pieces(data)


def pieces(data: bytes) -> Iterator[Piece]:
    """Bytes as they cross the wall."""
    for place in range(0, len(data), PIECE):
        yield Piece(base64.b64encode(data[place : place + PIECE]).decode())


def rows(source: Source, start: bytes, ending: str) -> Iterator[Remark]:
    """Every row, at most so many. Raises UnreadableFile where there are none that can be shown."""
    if not start:
        raise UnreadableFile("The file is empty. Leave it out of the bundle.")
    if kind_of(start) == "zip" and ending not in TABLES | {".docx"}:
        found = archive(source)
    elif ending == ".docx":
        found = word(source)
    elif ending in TABLES:
        found = table(source)
    elif ending in TEXTS:
        found = text(lines_of(source))
    else:
        raise UnreadableFile(NO_PAGES)
    yield from _bounded(found)


def _bounded(found: Iterable[Remark]) -> Iterator[Remark]:
    count = 0
    for count, each in enumerate(found, 1):
        if count > MOST_ROWS:
            raise UnreadableFile(TOO_LONG)
        yield each
    if not count:
        raise UnreadableFile("The file holds no row that could be shown. Leave it out of the bundle.")


def table(source: Source) -> Iterator[Remark]:
    """The rows of every sheet of a table, each sheet under its name; a sheet's blank rows are left out."""
    for sheet, under in itertools.groupby(open_grid(source).rows(), key=lambda row: row.table):
        if sheet:
            yield Remark("part", "", sheet[:CELL])
        for row in under:
            if any(cell.strip() for cell in row.cells):
                yield from told(row.line, row.cells)


def text(lines: Iterable[Line]) -> Iterator[Remark]:
    """The lines of a text."""
    for line in lines:
        if line.text.strip():
            yield from told(f"line {line.number}", (line.text,))


def archive(source: Source) -> Iterator[Remark]:
    """The texts and tables of an archive, each under its name; of what else it holds, the names."""
    opened, others = Archive(source.stream), []
    for member in sorted(opened.members, key=lambda each: each.name):
        ending = PurePosixPath(member.name.lower()).suffix
        if ending not in TABLES | TEXTS:
            others.append(member.name)
            continue
        yield Remark("part", "", member.name[:CELL])
        if ending in TABLES:
            yield from table(Source(opened.open(member.name), member.name, member.size))
        else:
            name = member.name
            yield from text(lines_from(lambda name=name: opened.open(name)))  # type: ignore[misc]
    if others:
        yield Remark("others", "", len(others))
        for name in others:
            yield from told("", (name,))


def word(source: Source) -> Iterator[Remark]:
    """The paragraphs and tables of a Word file, in their order."""
    from docx import Document  # half a second, and only for this kind
    from docx.table import Table

    try:
        document = Document(io.BytesIO(source.stream.read()))
    except Exception as broken:  # the library raises what its parts raise
        raise UnreadableFile("The Word file cannot be opened: it is damaged or locked. Ask for it again, or for a PDF of it.") from broken
    for number, each in enumerate(document.iter_inner_content(), 1):
        if isinstance(each, Table):
            for row in each.rows:
                yield from told(f"table {number}", tuple(cell.text for cell in row.cells))
        elif each.text.strip():
            yield from told(f"paragraph {number}", (each.text,))


def told(line: str, cells: Iterable[str]) -> Iterator[Remark]:
    """A row as it crosses the wall: nothing of it is cut off; what is too long for one goes on in the next."""
    whole = [cell.encode("utf-8", "replace").decode() for cell in cells]
    while len(whole) > 1 and not whole[-1].strip():
        whole.pop()
    if len(whole) > CELLS:
        raise UnreadableFile(f"A row has more than {CELLS} columns, which no page can show. Hand the file over beside the bundle.")
    while True:
        yield Remark("row", "", [line[:CELL], *(cell[:CELL] for cell in whole)])
        whole = [cell[CELL:] for cell in whole]
        if not any(whole):
            return
