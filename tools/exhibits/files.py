"""Tables, texts and pictures to the bytes of files: the same bytes on every run."""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.worksheet.worksheet import Worksheet

INVENTED = "INVENTED FOR DEMONSTRATION. Wessex Vale Constabulary does not exist; every person and number in this file is made up."
_THEN = (2022, 4, 1, 9, 0, 0)
"""The day that every archive member bears: a file that bore the day it was made would differ on every run."""

Cell = str | int | float | date | datetime | time | None


def table(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """A CSV file in UTF-8, with the line that says it is invented above its header."""
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\n").writerow
    write([INVENTED])
    write(header)
    for row in rows:
        write(["" if cell is None else cell for cell in row])
    return out.getvalue().encode()


def workbook(
    title: Sequence[Sequence[Cell]], header: Sequence[str], rows: Iterable[Sequence[Cell]], footer: Sequence[Sequence[Cell]]
) -> bytes:
    """An XLSX file of one sheet: lines of a title, a blank line, the header, the rows, a blank line, the footer."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Itemised"
    for row in [*title, (), header, *rows, (), *footer]:
        sheet.append([_formatted(sheet, cell) for cell in row])
    for column, width in zip("ABCDEFG", (12, 10, 18, 16, 12, 22, 10), strict=True):
        sheet.column_dimensions[column].width = width
    raw = io.BytesIO()
    book.save(raw)
    return _settled(raw.getvalue())


def _formatted(sheet: Worksheet, value: Cell) -> Any:
    """A day and a time of day as cells that show as such."""
    form = "dd/mm/yyyy" if type(value) is date else "hh:mm:ss" if isinstance(value, time) else ""
    if not form:
        return value
    cell = WriteOnlyCell(sheet, value)
    cell.number_format = form
    return cell


def _settled(book: bytes) -> bytes:
    """A workbook without the moment at which it was saved."""
    with zipfile.ZipFile(io.BytesIO(book)) as packed:
        members = {name: packed.read(name) for name in packed.namelist()}
    core = members["docProps/core.xml"].decode()
    members["docProps/core.xml"] = re.sub(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", "2022-04-01T09:00:00Z", core).encode()
    return archive(members)


def archive(members: dict[str, bytes]) -> bytes:
    """A zip of these members, all of one day, each packed the same way."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, content in members.items():
            entry = zipfile.ZipInfo(name, _THEN)
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(entry, content)
    return out.getvalue()


def day(moment: date) -> str:
    """A day as the force's extracts write it: 21/11/2021."""
    return f"{moment:%d/%m/%Y}"


def stamp(moment: datetime | None) -> str:
    """A local moment as the force's extracts write it: 21/11/2021 20:31:00."""
    return f"{moment:%d/%m/%Y %H:%M:%S}" if moment else ""
