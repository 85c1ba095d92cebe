"""Spreadsheets (XLSX, XLS, ODS) by calamine, looked through first: what is too large is refused before it is opened.

A number shows as its digits, without the leading 0 that a spreadsheet has dropped; a number that may have lost its last digits shows
in scientific notation. Readers refuse both where a telephone number is meant. Macros are never run, links never followed.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import IO, Any

import python_calamine

from custodiet.evidence.grid_look import OPEN_IT, check_area, look_through
from custodiet.evidence.grid_row import GridRow, bounded
from custodiet.evidence.reading import Remark, UnreadableFile

LONGEST_NAME = 100
"""Characters of a sheet's name that are shown; a spreadsheet program allows 31."""
MOST_OLD = 80_000_000
"""Bytes of an .xls file; its sheets end at 65,536 rows."""
BEGINS, FILE_PASS = b"\x09\x08\x10\x00\x00\x06\x05\x00", b"\x2f\x00"
"""In an .xls file: the record that begins the workbook, and the one, soon after it, that says it is encrypted."""

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
        place = name[:LONGEST_NAME]
        for number, cells in enumerate(sheet.iter_rows(), 1):
            days = frozenset(index for index, cell in enumerate(cells) if type(cell) is date)
            yield bounded(GridRow(f"{place} row {number}", tuple(map(shown, cells)), name, days=days))


def open_book(stream: IO[bytes], zipped: bool) -> Book:
    """Look the file through, then open it. Raises UnreadableFile."""
    if zipped:
        look_through(stream)
    elif stream.seek(0, 2) > MOST_OLD:
        raise UnreadableFile(f"The .xls file has more than {MOST_OLD // 1_000_000} MB. Save it as CSV or XLSX and read that.")
    stream.seek(0)
    try:
        workbook = guarded(lambda: python_calamine.CalamineWorkbook.from_filelike(stream))
    except UnreadableFile:
        if not zipped and locked(stream):  # calamine does not say so of a file whose ending it was not told
            raise UnreadableFile(f"The spreadsheet is locked with a password. {OPEN_IT}") from None
        raise
    names = [name[:LONGEST_NAME].casefold() for name in workbook.sheet_names]
    twice = next((name for place, name in enumerate(names) if name in names[:place]), None)
    if twice is not None:
        called = f"of the name “{twice}”" if twice else "without a name"
        raise UnreadableFile(
            f"The spreadsheet has two sheets {called}, which no spreadsheet program makes: a row could not be told from "
            "another, or would count twice. Nothing of it was read. Ask for it as it was first exported, or for each sheet as CSV."
        )
    hidden = [sheet.name for sheet in workbook.sheets_metadata if sheet.visible != python_calamine.SheetVisibleEnum.Visible]
    remarks = [
        Remark(
            "table",
            f"A spreadsheet with {len(workbook.sheet_names)} sheet(s): {', '.join(workbook.sheet_names)[:300]}.",
            [name[:LONGEST_NAME] for name in workbook.sheet_names],
        )
    ]
    if hidden:
        remarks.append(Remark("hidden sheets", f"Hidden in the spreadsheet, and read all the same: {', '.join(hidden)[:300]}.", hidden))
    return Book(workbook, remarks)


def locked(stream: IO[bytes]) -> bool:
    """Whether an OLE container holds an encrypted package (an XLSX with a password), or an .xls whose first records say so."""
    stream.seek(0)
    held = stream.read(MOST_OLD)
    if "EncryptedPackage".encode("utf-16-le") in held:
        return True
    at = held.find(BEGINS)
    for _ in range(5):
        if at < 0 or at + 4 > len(held):
            return False
        if held[at : at + 2] == FILE_PASS:
            return True
        at += 4 + int.from_bytes(held[at + 2 : at + 4], "little")
    return False


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
