"""Tables of a PDF by pdfplumber: ruled tables as they are ruled, other pages by the gaps between their words.

Lines of text outside a table are kept beside it: a bill names its own number there. A PDF of pictures is refused; nothing in a PDF
is ever run.
"""

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
BY_GAPS = {"vertical_strategy": "text", "horizontal_strategy": "text", "min_words_vertical": 2}


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
    rows: list[GridRow] = []
    gaps: list[int] = []
    try:
        with pdfplumber.open(cast(BufferedReader, stream)) as document:
            if len(document.pages) > MOST_PAGES:
                raise UnreadableFile(
                    f"The PDF has {len(document.pages)} pages; {MOST_PAGES} is the most. Ask for the bill as CSV, or in parts."
                )
            for number, page in enumerate(document.pages, 1):
                ruled = take(page, number, rows)
                if not ruled:
                    gaps.append(number)
                page.close()
    except UnreadableFile:
        raise
    except Exception as error:
        raise UnreadableFile(damaged(error)) from None
    if not rows:
        raise UnreadableFile("The PDF holds no text: its pages are pictures. Ask for the bill as CSV, or read it as screenshots.")
    return Pages(rows, remarks(gaps))


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


def take(page: Any, number: int, rows: list[GridRow]) -> bool:
    """Add the rows of a page, and the lines of text above, between and below them. Whether the page was ruled."""
    words = page.extract_words(keep_blank_chars=False)
    if len(words) > MOST_WORDS:
        raise UnreadableFile(f"Page {number} of the PDF has {len(words):,} words; {MOST_WORDS:,} is the most. It is no page of a bill.")
    tables = [table for table in page.find_tables() if len(table.rows) > 1 and len(table.rows[0].cells) > 1]
    ruled = bool(tables)
    if not ruled:
        tables = [table for table in page.find_tables(BY_GAPS) if len(table.rows[0].cells) > 1]
    pieces: list[tuple[float, tuple[str, ...], bool]] = [
        (line["top"], (line["text"],), True) for line in page.extract_text_lines() if not inside(line, tables)
    ]
    for table in tables:
        for row, cells in zip(table.rows, table.extract(), strict=True):
            pieces.append((row.bbox[1], tuple(" ".join((cell or "").split("\n")) for cell in cells), False))
    for index, (_, cells, beside) in enumerate(sorted(pieces, key=lambda piece: piece[0]), 1):
        rows.append(bounded(GridRow(f"page {number} row {index}", cells, beside=beside)))
    return ruled


def inside(line: Any, tables: list[Any]) -> bool:
    """Whether a line of text stands in one of the tables."""
    middle = (line["top"] + line["bottom"]) / 2
    return any(table.bbox[1] <= middle <= table.bbox[3] for table in tables)
