"""A spreadsheet's archive, looked through before calamine opens it: locked, no spreadsheet, too large, or a trap.

Every part that calamine will read must be whole XML without a document type: on broken parts calamine may never end. Cells must not lie
so far apart, nor be repeated so often, that the area between them could not be held.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, BinaryIO, cast
from xml.parsers import expat

from custodiet.evidence.archive import Archive
from custodiet.evidence.grid_row import MOST_ROWS, too_many_rows
from custodiet.evidence.reading import UnreadableFile

MOST_MEMBERS = 2_000
MOST_UNPACKED = 600_000_000
MOST_RATIO = 400
MOST_AREA = 30_000_000
"""Of the archive: files, bytes unpacked, bytes unpacked for each byte packed. Of a sheet: the cells from its first to its last."""
OPEN_IT = "Open it in a spreadsheet program, save it without a password, and read that; keep the original as the exhibit."
AT = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{1,40})[0-9]{1,40}["']""")
ROW = re.compile(rb"""\br\s*=\s*["'][A-Za-z]{0,40}([0-9]{1,40})["']""")
CODED = re.compile(rb"""\br\s*=\s*["'](?:[^"'<>&]{0,40}&|[^"'<>&]{41})""")
ODS_TAG = re.compile(rb"<(/?)table:(table-row|table-cell|covered-table-cell|table)\b([^>]{0,2000})>")
ODS_TIMES = re.compile(rb"""(?:rows|columns)-repeated\s*=\s*["'](\d{1,40})["']""")


def look_through(stream: IO[bytes]) -> None:
    """Refuse an archive that is locked, is no spreadsheet, or would unpack to more than a spreadsheet may."""
    Archive(cast(BinaryIO, stream))  # its list of members, before it is loaded
    try:
        with zipfile.ZipFile(stream) as archive:
            members = archive.infolist()
            check_sizes(members)
            names = {member.filename for member in members}
            if "xl/workbook.xml" not in names and "content.xml" not in names:
                raise UnreadableFile(not_a_book(names))
            check_locked(archive, names)
            for member in members:
                if member.filename.endswith((".xml", ".rels")):
                    check_part(archive, member)
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


def check_part(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    """Refuse a part that is not whole, or whose cells cover more than a table may."""
    if member.filename.startswith("xl/worksheets/") and member.filename.endswith(".xml"):
        check_sheet(archive, member)
    elif member.filename == "content.xml":
        check_content(archive)
    else:
        for _ in chunks(archive, member):
            pass


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
    """The unpacked text in large pieces that overlap a little, so that no tag is cut. Refused where it is not whole XML in UTF-8."""
    kept, size = b"", 0
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler, parser.XmlDeclHandler = _no_doctype, _only_utf8
    try:
        with archive.open(member) as packed:
            while piece := packed.read(1 << 20):
                size += len(piece)
                if size > member.file_size:
                    raise UnreadableFile("A file in the spreadsheet is larger than its archive says. It was not opened.")
                if size == len(piece) and piece.startswith((b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")):
                    _only_utf8("1.0", "UTF-16", -1)
                parser.Parse(piece, False)
                whole = kept + piece
                yield whole
                kept = whole[-overlap:] if overlap else b""
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise UnreadableFile(
            f"A part of the spreadsheet ({member.filename[:60]}) is damaged or cut off: {error}. "
            "Open it in a spreadsheet program and save it again, or ask for it again."
        ) from None


def _no_doctype(name: str, system: str | None, public: str | None, internal: bool) -> None:
    raise UnreadableFile("The spreadsheet defines its own entities, which no spreadsheet program does. It was not opened.")


def _only_utf8(version: str, encoding: str | None, standalone: int) -> None:
    if (encoding or "utf-8").lower() not in {"utf-8", "us-ascii"}:
        raise UnreadableFile(
            f"The spreadsheet is written in {encoding[:20] if encoding else ''}, which no spreadsheet program does. Save it as CSV."
        )


def check_sheet(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    """Refuse a sheet whose cells lie so far apart that the area between them could not be held."""
    last_row = 0
    letters: set[bytes] = set()
    for piece in chunks(archive, member):
        if CODED.search(piece):
            raise UnreadableFile(
                "The spreadsheet writes the places of its cells in code or at length, which no spreadsheet program does. It was not opened."
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
