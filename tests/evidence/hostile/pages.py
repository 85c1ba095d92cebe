"""PDF that runs scripts, carries files, turns in circles, swells, or has its pages twice."""

import zlib

from tests.evidence.hostile.entry import Hostile
from tests.evidence.tables import pdf_of

ROWS = [["Date", "Time", "Number called", "Duration", "Type"]] + [
    ["24/11/2021", f"19:{n:02d}", "07700900123", "00:01:05", "Call"] for n in range(12)
]
SOUND = pdf_of(ROWS)
FONT = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def document(*objects: str | bytes, trailer: str = "", table: str = "") -> bytes:
    """A PDF of these objects; the first is the catalogue."""
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + (body.encode("latin-1") if isinstance(body, str) else body) + b"\nendobj\n"
    listed = table or f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n" + "".join(f"{place:010d} 00000 n \n" for place in places)
    return out + f"{listed}trailer<</Size {len(objects) + 1}/Root 1 0 R{trailer}>>\nstartxref\n{len(out)}\n%%EOF".encode()


def page(content: bytes, more: str = "", words: str = "") -> tuple[str | bytes, ...]:
    """The objects of a document of one page with this content."""
    stream = f"<</Length {len(content)}{words}>>stream\n".encode() + content + b"\nendstream"
    kid = f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 700 842]/Resources<</Font<</F 5 0 R>>{more}>>/Contents 4 0 R>>"
    return "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", kid, stream, FONT


TEXT = b"BT /F 9 Tf 40 700 Td (24/11/2021 19:03 07700900123 00:01:05 Call) Tj ET\n"
PACKED = "/Filter/FlateDecode"
RUNS = "<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert(1))>>/Names<</JavaScript<</Names[(a) 6 0 R]>>>>>>"
CARRIES = "<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[(../../etc/x.exe) 6 0 R]>>>>>>"
TRICKS = {
    "script": lambda: document(RUNS, *page(TEXT)[1:], "<</S/JavaScript/JS(app.launchURL('http://example.org'))>>"),
    "file-inside": lambda: document(CARRIES, *page(TEXT)[1:], "<</Type/Filespec/F(../../etc/x.exe)/EF<</F 4 0 R>>>>"),
    "starts-a-program": lambda: document("<</Type/Catalog/Pages 2 0 R/OpenAction<</S/Launch/F(/bin/sh)>>>>", *page(TEXT)[1:]),
    "pages-in-a-circle": lambda: document("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"),
    "pages-in-a-large-circle": lambda: document("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", "<</Type/Pages/Kids[2 0 R]/Count 1>>"),
    "pages-1500-deep": lambda: document("<</Type/Catalog/Pages 2 0 R>>", *(f"<</Type/Pages/Kids[{n} 0 R]/Count 1>>" for n in range(3, 1503))),
    "count-is-a-lie": lambda: document("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 999999999>>", *page(TEXT)[2:]),
    "table-in-a-circle": lambda: document(*page(TEXT), trailer=f"/Prev {len(document(*page(TEXT))) - 300}"),
    "table-points-at-itself": lambda: document(*page(TEXT), trailer="/Prev 9"),
    "no-table": lambda: document(*page(TEXT), table="nothing\n"),
    "no-catalogue": lambda: document("null"),
    "locked": lambda: document(*page(TEXT), "<</Filter/Standard/V 1/R 2/O(" + "x" * 32 + ")/U(" + "x" * 32 + ")/P -4>>", trailer="/Encrypt 6 0 R/ID[(a)(a)]"),
    "content-bomb": lambda: document(*page(zlib.compress(b" " * (120 << 20), 9), words=PACKED)),
    "content-bomb-twice-packed": lambda: document(*page(zlib.compress(zlib.compress(b" " * (120 << 20), 9), 9), words="/Filter[/FlateDecode/FlateDecode]")),
    "content-broken": lambda: document(*page(b"\xff" * 200, words=PACKED)),
    "content-length-is-a-lie": lambda: document(*page(TEXT)).replace(f"/Length {len(TEXT)}".encode(), b"/Length 99999999"),
    "unknown-filter": lambda: document(*page(TEXT, words="/Filter/Nonsense")),
    "states-never-closed": lambda: document(*page(b"q " * 20_000 + TEXT)),
    "brackets-never-closed": lambda: document(*page(b"[" * 20_000 + TEXT)),
    "dictionaries-never-closed": lambda: document("<<" * 5000, *page(TEXT)[1:]),
    "form-draws-itself": lambda: document(*page(b"/X Do", more="/XObject<</X 6 0 R>>"),
        "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>/Length 5>>stream\n/X Do\nendstream"),
    "forms-that-double": lambda: document(*page(b"/X Do", more="/XObject<</X 6 0 R>>"), *(
        f"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X {n + 1} 0 R>>>>/Length 11>>stream\n/X Do /X Do\nendstream" for n in range(6, 36))),
    "40000-lines-drawn": lambda: document(*page(b"".join(f"{n % 600} {n % 800} m {n % 599} {n % 799} l S\n".encode() for n in range(40_000)) + TEXT)),
    "40000-letters": lambda: document(*page(b"".join(b"BT /F 9 Tf %d %d Td (a) Tj ET\n" % (n % 600, n % 800) for n in range(40_000)))),
    "page-without-end": lambda: document(*page(TEXT)).replace(b"[0 0 700 842]", b"[0 0 1e30 1e30]"),
    "page-without-size": lambda: document(*page(TEXT)).replace(b"/MediaBox[0 0 700 842]", b""),
    "font-missing": lambda: document(*page(TEXT)[:4], "null"),
    "picture-only": lambda: document(*page(b"q 100 0 0 100 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q")),
    "pages-twice": lambda: pdf_of(ROWS + ROWS, a_page=len(ROWS)),
    "3000-pages": lambda: document("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[" + "3 0 R " * 3000 + "]/Count 3000>>", *page(TEXT)[2:]),
    "cut-in-half": lambda: SOUND[: len(SOUND) // 2],
    "only-a-mark": lambda: b"%PDF-1.7\n",
    "mark-and-nulls": lambda: b"%PDF-1.7\n" + bytes(20_000),
}  # fmt: skip
SAYS = {"cut-in-half": "", "picture-only": "pictures", "pages-twice": ""}
HEAVY = {"content-bomb", "content-bomb-twice-packed", "forms-that-double", "3000-pages", "40000-lines-drawn", "40000-letters"}
FILES = [
    Hostile(f"page-{name}.pdf", make, "phone_bill" if SAYS.get(name) else "", SAYS.get(name, ""), name in HEAVY)
    for name, make in TRICKS.items()
]
