"""Tables as tests need them: the same rows as CSV, XLSX, ODS or PDF, and what a reader made of them."""

import html
import io
import struct
import zipfile
from collections.abc import Sequence

import openpyxl

from custodiet.evidence.readers import BY_NAME
from custodiet.evidence.reading import Read, Reading, Refused, Source

Rows = Sequence[Sequence[object]]


def csv_of(rows: Rows, sign: str = ",") -> bytes:
    return "".join(sign.join(map(str, row)) + "\n" for row in rows).encode()


def xlsx_of(rows: Rows) -> bytes:
    workbook = openpyxl.Workbook()
    for row in rows:
        workbook.active.append(list(row))
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def ods_of(rows: Rows, body: str = "") -> bytes:
    """A spreadsheet of text cells, or of the given XML."""
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    lines = ("".join(cell.format(html.escape(str(each))) for each in row) for row in rows)
    body = body or "".join(f"<table:table-row>{line}</table:table-row>" for line in lines)
    names = "".join(
        f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
        for short, long in (("office", "office"), ("table", "table"), ("text", "text"))
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content{names}><office:body><office:spreadsheet>'
        f'<table:table table:name="Bill">{body}</table:table></office:spreadsheet></office:body></office:document-content>'
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", content)
    return stream.getvalue()


def xls_of(rows: Rows) -> bytes:
    """A spreadsheet of before 2007: a BIFF8 stream in a compound file, with nothing in it but a sheet."""

    def record(kind: int, body: bytes) -> bytes:
        return struct.pack("<HH", kind, len(body)) + body

    def begins(kind: int) -> bytes:
        return record(0x809, struct.pack("<HHHHII", 0x600, kind, 0x0DBB, 1996, 0, 6))

    cells = b""
    for down, row in enumerate(rows):
        for across, cell in enumerate(row):
            place = struct.pack("<HHH", down, across, 0)
            if isinstance(cell, str):
                cells += record(0x204, place + struct.pack("<HB", len(cell), 0) + cell.encode("latin-1"))
            else:
                cells += record(0x203, place + struct.pack("<d", cell))
    sheet = record(0x85, struct.pack("<IBBBB", 0, 0, 0, 4, 0) + b"Bill")
    start = len(begins(5)) + len(sheet) + 4
    sheet = record(0x85, struct.pack("<IBBBB", start, 0, 0, 4, 0) + b"Bill")
    stream = begins(5) + sheet + record(0x0A, b"") + begins(0x10) + cells + record(0x0A, b"")
    return _compound(stream.ljust(max(4096, -(-len(stream) // 512) * 512), b"\0"))


def _compound(stream: bytes) -> bytes:
    """A compound file whose one stream is the workbook: header, allocation table, directory, stream."""
    count = len(stream) // 512
    end, free, table = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, end, 0, end, 0) + struct.pack("<I", 0) + struct.pack("<I", free) * 108
    chain = [table, end, *range(3, count + 2), end]
    allocation = struct.pack("<128I", *(chain + [free] * (128 - len(chain))))

    def entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
        text = name.encode("utf-16-le") + b"\0\0"
        links = struct.pack("<HBBIII", len(text), kind, 1, free, free, child)
        return text.ljust(64, b"\0") + links + bytes(36) + struct.pack("<IQ", start, size)

    directory = entry("Root Entry", 5, 1, end, 0) + entry("Workbook", 2, free, 2, len(stream))
    return header + allocation + directory.ljust(512, b"\0") + stream


def pdf_of(rows: Rows, above: str = "", ruled: bool = True, a_page: int = 30) -> bytes:
    """Pages of a table in Helvetica, with lines between its cells or without; `above` stands over each."""
    pages = [rows[at : at + a_page] for at in range(0, len(rows), a_page)]
    objects = ["<</Type/Catalog/Pages 2 0 R>>", "", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"]
    kids = []
    for page in pages:
        drawn = [f"BT /F 9 Tf 40 800 Td ({above}) Tj ET"]
        for down, row in enumerate(page):
            for across, cell in enumerate(row):
                left, foot = 40 + across * 100, 770 - down * 20
                text = str(cell).replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
                drawn.append(f"BT /F 9 Tf {left + 3} {foot + 6} Td ({text}) Tj ET")
                if ruled:
                    drawn.append(f"{left} {foot} 100 20 re S")
        stream = "\n".join(drawn)
        objects.append(f"<</Length {len(stream.encode('cp1252'))}>>stream\n{stream}\nendstream")
        objects.append(f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 700 842]/Resources<</Font<</F 3 0 R>>>>/Contents {len(objects)} 0 R>>")
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {len(kids)}>>"
    return _assembled(objects)


def _assembled(objects: list[str]) -> bytes:
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body.encode("cp1252") + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    return out + f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF".encode()


class Result:
    """A reading, and what was read: `facts` in order, `remarks` and `questions` by their keys."""

    def __init__(self, kind: str, data: bytes, name: str = "file", /, **answers: str) -> None:
        self.reading = Reading(kind)
        self.reads: list[Read] = []
        self.facts: list[dict] = []
        for outcome in BY_NAME[kind].read(Source(io.BytesIO(data), name, len(data)), answers):
            self.facts += [fact.values for fact in self.reading.take(outcome)]
            if isinstance(outcome, Read):
                self.reads.append(outcome)
        self.remarks = {each.key: each for each in self.reading.remarks}
        self.questions = {each.key: each for each in self.reading.questions}
        self.refused = [(each.line, each.reason) for each in self.reading.refusals]

    @property
    def counts(self) -> tuple[int, int, int]:
        """Rows in the file, read, refused."""
        return self.reading.rows_in_file, self.reading.rows_read, self.reading.rows_refused

    def column(self, name: str) -> list:
        return [fact.get(name) for fact in self.facts]

    def refusal(self) -> Refused:
        """The only one."""
        (found,) = self.reading.refusals
        return found
