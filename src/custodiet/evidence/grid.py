"""An untrusted table file, whatever its kind, as rows of text: CSV and its relatives, XLSX, XLS, ODS, tables of a PDF.

The kind is known by the first bytes, never by the ending. Nothing is repaired: a number from which a spreadsheet has cut digits
shows as such, a row that cannot be read is there and says so, a formula is text.
"""

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO, Literal, TypeAlias, cast

from custodiet.evidence import grid_books, grid_pdf, grid_text
from custodiet.evidence.grid_row import MOST_CELL, MOST_COLUMNS, MOST_LINE, MOST_ROWS, GridRow
from custodiet.evidence.reading import Remark, Source, UnreadableFile

__all__ = ["ENDINGS", "MOST_CELL", "MOST_COLUMNS", "MOST_LINE", "MOST_ROWS", "Grid", "GridRow", "kind_of", "open_grid"]

Kind: TypeAlias = Literal["text", "zip", "ole", "pdf", "other"]
ENDINGS: tuple[str, ...] = (".csv", ".tsv", ".txt", ".xlsx", ".xls", ".ods", ".pdf")
"""What table files are usually called."""

NOT_TABLES: dict[bytes, str] = {
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"SQLite format 3": "an SQLite database",
    b"\x1f\x8b": "a gzip archive",
    b"7z\xbc\xaf": "a 7-Zip archive",
    b"Rar!": "a RAR archive",
    b"{\\rtf": "an RTF document",
    b"\x7fELF": "a program",
    b"MZ\x90": "a program",
    b"PAR1": "a Parquet file",
}


@dataclass(slots=True)
class Grid:
    """An opened table: its kind, what is worth knowing of it as a whole, and its rows as often as they are asked for."""

    kind: Literal["text", "book", "pdf"]
    again: Callable[[], Iterator[GridRow]]
    remarks: list[Remark] = field(default_factory=list)
    begun: int = field(default=0, init=False)

    def rows(self) -> Iterator[GridRow]:
        """The rows from the first on, blank ones among them.

        One goes through them at a time, since all share the open file. Whoever goes on after another has begun gets RuntimeError:
        rows would be passed over in silence.
        """
        self.begun += 1
        mine = self.begun
        for row in self.again():
            yield row
            if self.begun != mine:
                raise RuntimeError("The rows of a table were asked for again while somebody was going through them.")


def kind_of(start: bytes) -> Kind:
    """The kind that a file's first bytes say."""
    if start.startswith(b"PK\x03\x04") or start.startswith(b"PK\x05\x06"):
        return "zip"
    if start.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return "ole"
    if b"%PDF-" in start[:1024]:
        return "pdf"
    return "other" if named(start) else "text"


def named(start: bytes) -> str:
    """What a file is that is no table, where its first bytes say so."""
    return next((what for magic, what in NOT_TABLES.items() if start.startswith(magic)), "")


def open_grid(source: Source) -> Grid:
    """The table in an untrusted file. Raises UnreadableFile, in words for the person who brought it."""
    stream = seekable(source.stream)
    start = stream.read(4096)
    stream.seek(0)
    if not start:
        raise UnreadableFile("The file is empty. Ask for it again; if it is meant to be empty, there is nothing to read.")
    match kind_of(start):
        case "zip" | "ole" as container:
            book = grid_books.open_book(stream, zipped=container == "zip")
            return Grid("book", book.rows, book.remarks)
        case "pdf":
            pages = grid_pdf.open_pages(stream)
            return Grid("pdf", pages.rows, pages.remarks)
        case "other":
            raise UnreadableFile(f"The file is {named(start)}, not a table. Ask for the export as CSV, XLSX, XLS, ODS or PDF.")
        case "text":
            text = grid_text.open_text(stream)
            return Grid("text", text.rows, text.remarks)


def seekable(stream: BinaryIO) -> BinaryIO:
    """The stream, or a copy of it on disk where it cannot go back: the order of dates needs two passes."""
    if stream.seekable():
        return stream
    spool = tempfile.SpooledTemporaryFile(max_size=8_000_000)  # noqa: SIM115 (it lives as long as the grid)
    while piece := stream.read(1 << 20):
        spool.write(piece)
    spool.seek(0)
    return cast(BinaryIO, spool)
