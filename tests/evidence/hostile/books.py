"""Spreadsheets whose cells lie at the end of the world, whose parts are missing, locked, entities or bombs."""

import io
import zipfile
from collections.abc import Callable

import openpyxl

from tests.evidence.hostile.archives import packed
from tests.evidence.hostile.entry import Hostile
from tests.evidence.tables import ods_of

ROWS = [["Date", "Time", "Number called", "Duration", "Type"], ["24/11/2021", "19:03", "07700900123", "00:01:05", "Call"]]
SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def book(change: Callable[[openpyxl.Workbook], None] = lambda _: None) -> bytes:
    workbook = openpyxl.Workbook()
    for row in ROWS:
        workbook.active.append(row)
    change(workbook)
    out = io.BytesIO()
    workbook.save(out)
    with zipfile.ZipFile(out) as archive:  # packed again, so that no part tells when it was made
        parts = ((info.filename, b"<a/>" if info.filename == "docProps/core.xml" else archive.read(info)) for info in archive.infolist())
        return packed(*parts)


def with_part(name: str, new: bytes | None, change: Callable[[bytes], bytes] | None = None) -> bytes:
    """A sound workbook in which one part is another, or missing."""
    members = []
    with zipfile.ZipFile(io.BytesIO(book())) as archive:
        for info in archive.infolist():
            data = archive.read(info)
            if info.filename == name:
                data = change(data) if change else new or b""
                if new is None and change is None:
                    continue
            members.append((info.filename, data))
    if new is not None and name not in {member for member, _ in members}:
        members.append((name, new))
    return packed(*members)


def sheet(inside: str, dimension: str = "A1:E2") -> bytes:
    return f'<?xml version="1.0"?><worksheet xmlns="{MAIN}"><dimension ref="{dimension}"/>{inside}</worksheet>'.encode()


def cell(place: str, inside: str = "<v>1</v>", kind: str = "") -> str:
    row = "".join(letter for letter in place if letter.isdigit())
    return f'<row r="{row}"><c r="{place}"{kind}>{inside}</c></row>'


def data(*rows: str) -> str:
    return f"<sheetData>{''.join(rows)}</sheetData>"


def xlsx(name: str, make: Callable[[], bytes], says: str = "", heavy: bool = False) -> Hostile:
    return Hostile(f"book-{name}.xlsx", make, "phone_bill" if says else "", says, heavy)


def sheeted(name: str, inside: str, says: str = "", dimension: str = "A1:E2") -> Hostile:
    return xlsx(name, lambda: with_part(SHEET, sheet(inside, dimension)), says)


LAUGHS = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
FILES = [
    sheeted("cell-at-the-end", data(cell("A1"), cell("XFD1048576")), "cells lie between"),
    sheeted("cell-beyond-the-end", data(cell("A1"), cell("ZZZZZ999999999"))),
    sheeted("dimension-is-a-lie", data(cell("A1")), dimension="A1:XFD1048576"),
    sheeted("dimension-is-nonsense", data(cell("A1")), dimension="1A:##"),
    sheeted("giant-merge", data(cell("A1")) + '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
    sheeted("50000-merges", data(cell("A1")) + "<mergeCells>" + "".join(f'<mergeCell ref="A{n}:E{n}"/>' for n in range(1, 50_001)) + "</mergeCells>"),
    sheeted("string-that-is-not-there", data(cell("A1", "<v>99999999</v>", ' t="s"'))),
    sheeted("string-number-negative", data(cell("A1", "<v>-1</v>", ' t="s"'))),
    sheeted("formula-that-runs", data(cell("A1", "<f>cmd|' /C calc'!A0</f>"))),
    sheeted("formula-without-a-value", data(cell("A1", "<f>1+1</f>"))),
    sheeted("number-without-end", data(cell("A1", f"<v>{'9' * 100_000}</v>"))),
    sheeted("not-a-number", data(cell("A1", "<v>NaN</v>"), cell("A2", "<v>1e999</v>"))),
    sheeted("error-values", data(cell("A1", "<v>#REF!</v>", ' t="e"'))),
    sheeted("text-of-2-mb", data(cell("A1", f"<is><t>{'x' * (2 << 20)}</t></is>", ' t="inlineStr"'))),
    sheeted("row-number-nonsense", '<sheetData><row r="x"><c r="A1"><v>1</v></c></row></sheetData>'),
    sheeted("rows-backwards", data(cell("A9"), cell("A2"), cell("A9"))),
    sheeted("cells-without-places", "<sheetData><row><c><v>1</v></c><c><v>2</v></c></row></sheetData>"),
    sheeted("deep", "<a>" * 50_000 + "</a>" * 50_000),
    sheeted("never-closed", "<sheetData><row>" * 100),
    xlsx("entities", lambda: with_part(SHEET, None, lambda old: LAUGHS.encode() + old.partition(b"?>")[2]), "entities"),
    xlsx("entities-in-strings", lambda: with_part("xl/sharedStrings.xml", LAUGHS.encode() + f'<sst xmlns="{MAIN}"><si><t>&b;</t></si></sst>'.encode())),
    xlsx("entity-from-a-file", lambda: with_part("xl/workbook.xml", None, lambda old: b'<!DOCTYPE x SYSTEM "file:///etc/passwd">' + old.partition(b"?>")[2])),
    xlsx("no-sheet", lambda: with_part(SHEET, None)),
    xlsx("no-relations", lambda: with_part("xl/_rels/workbook.xml.rels", None)),
    xlsx("no-types", lambda: with_part("[Content_Types].xml", None)),
    xlsx("empty-sheet-part", lambda: with_part(SHEET, b"")),
    xlsx("sheet-of-nulls", lambda: with_part(SHEET, bytes(5000))),
    xlsx("sheet-is-a-picture", lambda: with_part(SHEET, b"\x89PNG\r\n\x1a\n" + bytes(100))),
    xlsx("sheet-bomb", lambda: with_part(SHEET, sheet(data(cell("A1")) + " " * (120 << 20))), "trap", heavy=True),
    xlsx("strings-bomb", lambda: with_part("xl/sharedStrings.xml", b"<sst>" + b"<si><t>a</t></si>" * 6_000_000), heavy=True),
    xlsx("3000-files", lambda: packed(("xl/workbook.xml", b"<workbook/>"), *((f"xl/media/{n}.png", b"") for n in range(3000))), "archive of"),
    xlsx("hidden-sheet", lambda: book(lambda made: setattr(made.create_sheet("Secret"), "sheet_state", "hidden")), "Hidden"),
    xlsx("60-sheets", lambda: book(lambda made: [made.create_sheet(f"s{n}") for n in range(60)] and None)),
    xlsx("path-as-sheet-name", lambda: with_part("xl/workbook.xml", None, lambda old: old.replace(b'name="Sheet"', b'name="../../etc/passwd"'))),
    xlsx("days-beyond-the-calendar", lambda: book(lambda made: made.active.append([3e9, -5, 1e300, 60, 0.99999]))),
    xlsx("sheet-name-of-5000", lambda: with_part("xl/workbook.xml", None, lambda old: old.replace(b'name="Sheet"', b'name="' + b"n" * 5000 + b'"'))),
    xlsx("link-elsewhere", lambda: book(lambda made: setattr(made.active["C2"], "hyperlink", "file:///etc/passwd"))),
    xlsx("cut-off", lambda: book()[:-400], "cut off"),
    xlsx("macros", lambda: with_part("xl/vbaProject.bin", OLE + bytes(4000))),
    xlsx("binary-workbook", lambda: packed(("xl/workbook.bin", bytes(100))), "XLSB"),
    xlsx("a-word-document", lambda: packed(("word/document.xml", b"<w/>")), "Word"),
    xlsx("a-picture", lambda: b"\x89PNG\r\n\x1a\n" + bytes(100), "picture"),
    Hostile("old-header-only.xls", lambda: OLE + bytes(504)),
    Hostile("old-locked.xlsx", lambda: OLE + b"\xff" * 4000),
    Hostile("old-sectors-in-a-ring.xls", lambda: OLE + bytes(16) + b"\x3e\0\3\0\xfe\xff\x09\0" + b"\1\0\0\0" * 400),
    Hostile("ods-repeated-cells.ods", lambda: ods_of([], '<table:table-row><table:table-cell table:number-columns-repeated="99999999">'
        "<text:p>x</text:p></table:table-cell></table:table-row>"), "phone_bill", "cells lie between"),
    Hostile("ods-repeated-rows.ods", lambda: ods_of([], '<table:table-row table:number-rows-repeated="99999999"><table:table-cell>'
        "<text:p>x</text:p></table:table-cell></table:table-row>")),
    Hostile("ods-entities.ods", lambda: packed(("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", LAUGHS.encode() + b"<a>&b;</a>")), "phone_bill", "entities"),
    Hostile("ods-locked.ods", lambda: packed(("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", b"xx"),
        ("META-INF/manifest.xml", b"<manifest:encryption-data/>")), "phone_bill", "password"),
]  # fmt: skip
