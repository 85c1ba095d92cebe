"""Spreadsheets (XLSX, XLS, ODS) by calamine, looked through first: what is too large is refused before it is opened.

A number shows as its digits, without the leading 0 that a spreadsheet has dropped; a number that may have lost its last digits shows
in scientific notation. Readers refuse both where a telephone number is meant. Macros are never run, links never followed.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import IO, Any, BinaryIO, cast

import python_calamine

from custodiet.evidence.archive import Archive
from custodiet.evidence.grid_row import MOST_ROWS, GridRow, bounded, too_many_rows
from custodiet.evidence.reading import Remark, UnreadableFile

MOST_MEMBERS = 2_000
MOST_UNPACKED = 600_000_000
MOST_RATIO = 400
MOST_AREA = 30_000_000
"""Of the archive: files, bytes unpacked, bytes unpacked for each byte packed. Of a sheet: the cells from its first to its last."""
MOST_OLD = 80_000_000
"""Bytes of an .xls file; its sheets end at 65,536 rows."""
OPEN_IT = "Open it in a spreadsheet program, save it without a password, and read that; keep the original as the exhibit."
AT = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{1,5})[0-9]{1,9}["']""")
ROW = re.compile(rb"""\br\s*=\s*["'][A-Za-z]{0,5}([0-9]{1,9})["']""")
CODED = re.compile(rb"""\br\s*=\s*["'][^"'<>&]{0,40}&""")
ODS_TAG = re.compile(rb"<(/?)table:(table-row|table-cell|covered-table-cell|table)\b([^>]{0,2000})>")
ODS_TIMES = re.compile(rb"""(?:rows|columns)-repeated\s*=\s*["'](\d{1,9})["']""")

Cell = Any


@dataclass(slots=True)
class Book:
    """A spreadsheet file, opened."""

    workbook: python_calamine.CalamineWorkbook
    remarks: list[Remark] = field(default_factory=list)

    def rows(self) -> Iterator[GridRow]:
        """The rows of every sheet, one sheet after another."""
        for sheet in self.workbook.sheets_metadata:
            if sheet.typ == python_calamine.SheetTypeEnum.WorkSheet:
                yield from self.sheet(sheet.name)

    def sheet(self, name: str) -> Iterator[GridRow]:
        """The rows of one sheet."""
        sheet = guarded(lambda: self.workbook.get_sheet_by_name(name))
        check_area(name, sheet.end)
        for number, cells in enumerate(sheet.iter_rows(), 1):
            days = frozenset(index for index, cell in enumerate(cells) if type(cell) is date)
            yield bounded(GridRow(f"{name} row {number}", tuple(map(shown, cells)), name, days=days))


def open_book(stream: IO[bytes], zipped: bool) -> Book:
    """Look the file through, then open it. Raises UnreadableFile."""
    if zipped:
        look_through(stream)
    elif stream.seek(0, 2) > MOST_OLD:
        raise UnreadableFile(f"The .xls file has more than {MOST_OLD // 1_000_000} MB. Save it as CSV or XLSX and read that.")
    stream.seek(0)
    workbook = guarded(lambda: python_calamine.CalamineWorkbook.from_filelike(stream))
    hidden = [sheet.name for sheet in workbook.sheets_metadata if sheet.visible != python_calamine.SheetVisibleEnum.Visible]
    remarks = [
        Remark(
            "table",
            f"A spreadsheet with {len(workbook.sheet_names)} sheet(s): {', '.join(workbook.sheet_names)[:300]}.",
            workbook.sheet_names,
        )
    ]
    if hidden:
        remarks.append(Remark("hidden sheets", f"Hidden in the spreadsheet, and read all the same: {', '.join(hidden)[:300]}.", hidden))
    return Book(workbook, remarks)


def guarded(work: Any) -> Any:
    """What calamine answers; whatever it raises, its panics among them, as a refusal in words."""
    try:
        return work()
    except python_calamine.PasswordError:
        raise UnreadableFile(f"The spreadsheet is locked with a password. {OPEN_IT}") from None
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:  # a panic of calamine is no Exception
        if type(error).__name__ not in {"PanicException"} and not isinstance(error, Exception):
            raise
        said = str(error).split("\n")[0][:200]
        raise UnreadableFile(
            f"The spreadsheet cannot be read: {said or type(error).__name__}. It is damaged, or no spreadsheet. "
            "Open it in a spreadsheet program and save it as XLSX or CSV, or ask for it again."
        ) from None


def look_through(stream: IO[bytes]) -> None:
    """Refuse an archive that is locked, is no spreadsheet, or would unpack to more than a spreadsheet may."""
    Archive(cast(BinaryIO, stream))  # its list of members, before it is loaded
    try:
        with zipfile.ZipFile(stream) as archive:
            members = archive.infolist()
            check_sizes(members)
            names = {member.filename for member in members}
            if "xl/workbook.xml" in names:
                for member in members:
                    if member.filename.startswith("xl/worksheets/") and member.filename.endswith(".xml"):
                        check_sheet(archive, member)
            elif "content.xml" in names:
                check_locked(archive, names)
                check_content(archive)
            else:
                raise UnreadableFile(not_a_book(names))
    except UnreadableFile:
        raise
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        NotImplementedError,
        RuntimeError,
        OSError,
        ValueError,
        EOFError,
        zlib.error,
    ) as error:
        raise UnreadableFile(
            f"The file begins like a spreadsheet, but its archive is damaged ({str(error)[:100]}). Ask for it again."
        ) from None


def check_sizes(members: list[zipfile.ZipInfo]) -> None:
    """By the archive's own list, before anything is unpacked."""
    if any(member.flag_bits & 1 for member in members):
        raise UnreadableFile(f"The archive is locked with a password. {OPEN_IT}")
    if len(members) > MOST_MEMBERS:
        raise UnreadableFile(
            f"The spreadsheet is an archive of {len(members)} files; {MOST_MEMBERS} is the most. It is not an ordinary export."
        )
    unpacked = sum(member.file_size for member in members)
    if unpacked > MOST_UNPACKED:
        raise UnreadableFile(
            f"The spreadsheet would unpack to {unpacked // 1_000_000:,} MB; {MOST_UNPACKED // 1_000_000} MB is the most. "
            "Ask for it as CSV, or in parts."
        )
    for member in members:
        if member.file_size > 10_000_000 and member.file_size > MOST_RATIO * max(member.compress_size, 1):
            raise UnreadableFile(
                f"A file in the spreadsheet unpacks to {member.file_size // max(member.compress_size, 1):,} times its size. "
                "Only a trap is packed like that; it was not opened."
            )


def check_locked(archive: zipfile.ZipFile, names: set[str]) -> None:
    """An ODS says in its manifest that it is encrypted."""
    if "META-INF/manifest.xml" in names and b"encryption-data" in archive.open("META-INF/manifest.xml").read(2_000_000):
        raise UnreadableFile(f"The spreadsheet is locked with a password. {OPEN_IT}")


def not_a_book(names: set[str]) -> str:
    """What an archive is that is no spreadsheet we read."""
    if "xl/workbook.bin" in names:
        return "The file is a binary spreadsheet (XLSB). Open it in a spreadsheet program, save it as XLSX or CSV, and read that."
    if "word/document.xml" in names:
        return "The file is a Word document, not a table. Ask for the bill or extract as CSV or XLSX."
    return "The file is a ZIP archive, not a spreadsheet. Unpack it and read the table that is in it."


def chunks(archive: zipfile.ZipFile, member: zipfile.ZipInfo, overlap: int = 1024) -> Iterator[bytes]:
    """The unpacked text in large pieces that overlap a little, so that no tag is cut. Never more than the list promised."""
    kept, size = b"", 0
    with archive.open(member) as packed:
        while piece := packed.read(1 << 20):
            size += len(piece)
            if size > member.file_size:
                raise UnreadableFile("A file in the spreadsheet is larger than its archive says. It was not opened.")
            whole = kept + piece
            if b"<!DOCTYPE" in whole or b"<!ENTITY" in whole:
                raise UnreadableFile("The spreadsheet defines its own entities, which no spreadsheet program does. It was not opened.")
            yield whole
            kept = whole[-overlap:] if overlap else b""


def check_sheet(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    """Refuse a sheet whose cells lie so far apart that the area between them could not be held."""
    last_row = 0
    letters: set[bytes] = set()
    for piece in chunks(archive, member):
        if CODED.search(piece):
            raise UnreadableFile(
                "The spreadsheet writes the places of its cells in code, which no spreadsheet program does. It was not opened."
            )
        letters.update(AT.findall(piece))
        last_row = max(last_row, max(map(int, set(ROW.findall(piece))), default=0))
    columns = max(map(column_number, letters), default=0)
    check_area(member.filename.rpartition("/")[2].removesuffix(".xml"), (last_row, columns))


def column_number(letters: bytes) -> int:
    """A is 1, XFD is 16384."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def check_area(name: str, end: tuple[int, int] | None) -> None:
    """Refuse a sheet that is too long, too wide, or too large between its first and last cell."""
    rows, columns = end or (0, 0)
    if rows > MOST_ROWS:
        raise too_many_rows()
    if rows * max(columns, 1) > MOST_AREA:
        raise UnreadableFile(
            f"The sheet {name} reaches to row {rows:,}, column {columns:,}: {rows * columns:,} cells lie between its first and last, "
            f"and {MOST_AREA:,} is the most. Delete what stands far outside the table, or save the table as CSV."
        )


def check_content(archive: zipfile.ZipFile) -> None:
    """Refuse an ODS whose repeated rows and cells cover more than a table may."""
    name, row, last_row, column, last_column, times = "", 0, 0, 0, 0, 1
    for closing, kind, attributes in tags(archive):
        if closing:
            row += times if kind == b"table-row" else 0
        elif kind == b"table":
            name, row, last_row, last_column, times = "of the ODS", 0, 0, 0, 1
        elif kind == b"table-row":
            column, times = 0, repeated(attributes)
            row += times if attributes.endswith(b"/") else 0
        else:
            column += repeated(attributes)
            if b"office:" in attributes or not attributes.endswith(b"/"):
                last_row, last_column = max(last_row, row + times), max(last_column, column)
                check_area(name, (last_row, last_column))


def repeated(attributes: bytes) -> int:
    """How often a row or cell of an ODS stands there."""
    found = ODS_TIMES.search(attributes)
    return int(found[1]) if found else 1


def tags(archive: zipfile.ZipFile) -> Iterator[tuple[bytes, bytes, bytes]]:
    """The tags of tables, rows and cells of an ODS, in order, none of them twice."""
    kept = b""
    for piece in chunks(archive, archive.getinfo("content.xml"), overlap=0):
        whole, end = kept + piece, 0
        for found in ODS_TAG.finditer(whole):
            yield found[1], found[2], found[3]
            end = found.end()
        kept = whole[max(end, len(whole) - 2100) :]


def shown(cell: Cell) -> str:
    """A cell's text. Day and time as ISO, a length of time as h:mm:ss, a number as its digits."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float | int):
        return digits(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(" ")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return length(cell)
    return str(cell)


def digits(value: float) -> str:
    """A number as written out; in scientific notation where so many noughts end it that digits may have been cut off."""
    if value != value or value in (float("inf"), float("-inf")) or value != int(value):
        return repr(value)
    whole = str(int(value))
    if 11 <= len(whole) <= 15 and whole.endswith("00000"):
        kept = whole.rstrip("0")
        return f"{kept[0]}.{kept[1:] or '0'}E+{len(whole) - 1}"
    return whole


def length(span: timedelta) -> str:
    """A length of time as h:mm:ss, with a fraction where there is one."""
    sign = "-" if span < timedelta(0) else ""
    seconds, rest = divmod(abs(span), timedelta(seconds=1))
    fraction = f".{rest.microseconds:06d}" if rest else ""
    return f"{sign}{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}{fraction}"
