"""Tables of a PDF by pdfplumber: ruled tables as they are ruled, other pages by the gaps between their words.

Lines of text outside a table are kept beside it: a bill names its own number there. A PDF of pictures is refused; nothing in a PDF
is ever run.
"""

import itertools
import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BufferedReader
from typing import IO, Any, cast

from custodiet.evidence.grid_row import GridRow, bounded
from custodiet.evidence.reading import Remark, UnreadableFile

MOST_PAGES = 1_000
MOST_BYTES = 100_000_000
MOST_WORDS = 20_000
"""Pages and bytes of a PDF, and words of a page."""
WIDE = 0.6
"""Of the size of the letters: a gap as wide as this parts two cells, where no lines rule the table."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Words of a line with no wide gap between them, and where they begin and end across the page."""

    left: float
    right: float
    text: str


@dataclass(slots=True)
class Piece:
    """A line of a page: the cells of a table's row, or chunks of text of which it is not known yet whether they are cells."""

    page: int
    top: float
    chunks: list[Chunk] = field(default_factory=list)
    cells: tuple[str, ...] | None = None


@dataclass(slots=True)
class Pages:
    """The tables of a PDF, taken out."""

    found: list[GridRow]
    remarks: list[Remark] = field(default_factory=list)

    def rows(self) -> Iterator[GridRow]:
        """The rows of every page, one page after another."""
        return iter(self.found)


def open_pages(stream: IO[bytes]) -> Pages:
    """Take the tables out. Raises UnreadableFile."""
    import pdfplumber  # slow to import, and few files are PDF

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # it warns about the fonts of every other bill
    if stream.seek(0, 2) > MOST_BYTES:
        raise UnreadableFile(f"The PDF has more than {MOST_BYTES // 1_000_000} MB. Ask for the bill as CSV, or in parts.")
    stream.seek(0)
    pieces: list[Piece] = []
    gaps: list[int] = []
    try:
        with pdfplumber.open(cast(BufferedReader, stream)) as document:
            if len(document.pages) > MOST_PAGES:
                raise UnreadableFile(
                    f"The PDF has {len(document.pages)} pages; {MOST_PAGES} is the most. Ask for the bill as CSV, or in parts."
                )
            for number, page in enumerate(document.pages, 1):
                ruled = take(page, number, pieces)
                if not ruled:
                    gaps.append(number)
                page.close()
    except UnreadableFile:
        raise
    except Exception as error:
        raise UnreadableFile(damaged(error)) from None
    if not pieces:
        raise UnreadableFile("The PDF holds no text: its pages are pictures. Ask for the bill as CSV, or read it as screenshots.")
    by_gaps(pieces, set(gaps))
    return Pages(list(numbered(pieces)), remarks(gaps))


def numbered(pieces: list[Piece]) -> Iterator[GridRow]:
    """The lines of the document, each with its number on its page; what has no cells stands beside the tables."""
    for number, page in itertools.groupby(pieces, key=lambda piece: piece.page):
        for index, piece in enumerate(page, 1):
            beside = piece.cells is None
            cells = (" ".join(chunk.text for chunk in piece.chunks),) if piece.cells is None else piece.cells
            yield bounded(GridRow(f"page {number} row {index}", cells, beside=beside))


def damaged(error: Exception) -> str:
    """Why a PDF could not be opened, in words. The library has many exceptions and does not say which."""
    if "password" in (repr(error) + repr(error.__cause__) + repr(error.args)).lower():
        return "The PDF is locked with a password. Open it, print it into a new PDF and read that; keep the original as the exhibit."
    return f"The PDF cannot be read ({type(error).__name__}): it is damaged or cut off. Ask for it again, or for the bill as CSV."


def remarks(gaps: list[int]) -> list[Remark]:
    """What a person should know of how the tables were found."""
    said = [Remark("table", "A PDF. Its tables were read from the page; compare a few rows with it.")]
    if gaps:
        shown = ", ".join(map(str, gaps[:20])) + (" …" if len(gaps) > 20 else "")
        said.append(
            Remark("columns by gaps", f"No lines rule the table on page {shown}: its columns were told by the gaps between words.", gaps)
        )
    return said


def take(page: Any, number: int, rows: list[Piece]) -> bool:
    """Add the rows of a page, and the lines of text above, between and below them. Whether the page was ruled."""
    words = page.extract_words(keep_blank_chars=False)
    if len(words) > MOST_WORDS:
        raise UnreadableFile(f"Page {number} of the PDF has {len(words):,} words; {MOST_WORDS:,} is the most. It is no page of a bill.")
    tables = [table for table in page.find_tables() if len(table.rows) > 1 and len(table.rows[0].cells) > 1]
    pieces = [Piece(number, line["top"], chunks=chunks) for line, chunks in spoken(page) if not inside(line, tables)]
    for table in tables:
        for row, cells in zip(table.rows, table.extract(), strict=True):
            pieces.append(Piece(number, row.bbox[1], cells=tuple(" ".join((cell or "").split("\n")) for cell in cells)))
    rows.extend(sorted(pieces, key=lambda piece: piece.top))
    return bool(tables)


def spoken(page: Any) -> Iterator[tuple[Any, list[Chunk]]]:
    """The lines of text of a page, each in the chunks that wide gaps part."""
    for line in page.extract_text_lines():
        chunks: list[Chunk] = []
        for letter in line["chars"]:
            if not letter["text"].strip():
                continue
            gap = letter["x0"] - chunks[-1].right if chunks else 0.0
            if not chunks or gap > WIDE * letter["size"]:
                chunks.append(Chunk(letter["x0"], letter["x1"], letter["text"]))
            else:
                blank = " " if gap > 0.12 * letter["size"] else ""
                chunks[-1] = Chunk(chunks[-1].left, max(letter["x1"], chunks[-1].right), chunks[-1].text + blank + letter["text"])
        yield line, chunks


def inside(line: Any, tables: list[Any]) -> bool:
    """Whether a line of text stands in one of the tables."""
    middle = (line["top"] + line["bottom"]) / 2
    return any(table.bbox[1] <= middle <= table.bbox[3] for table in tables)


def by_gaps(pieces: list[Piece], unruled: set[int]) -> None:
    """Give the lines of pages without a ruled table their cells: a column is what overlaps from line to line."""
    full = [piece for piece in pieces if piece.page in unruled and len(piece.chunks) >= 3]
    columns: list[tuple[float, float]] = []
    for left, right in sorted((chunk.left, chunk.right) for piece in full for chunk in piece.chunks):
        if columns and left < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], right))
        else:
            columns.append((left, right))
    begun: set[int] = set()
    for piece in pieces:
        if piece.page in unruled and (len(piece.chunks) >= 3 or (len(piece.chunks) == 2 and piece.page in begun)):
            begun.add(piece.page)
            cells = [""] * len(columns)
            for chunk in piece.chunks:
                nearest = min(range(len(columns)), key=lambda at: max(columns[at][0] - chunk.left, chunk.left - columns[at][1], 0.0))
                cells[nearest] = f"{cells[nearest]} {chunk.text}".strip()
            piece.cells = tuple(cells)
