"""Hiding places in a PDF; every file is written here object by object, and read back by another library."""

import base64
import io
import re
import zlib
from collections.abc import Callable

import pypdfium2
from pypdfium2 import raw

from tests.publication.corpus.place import Place

FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
SAID = b"BT /F1 12 Tf 50 700 Td (PC X met Ms A.) Tj ET"


def literal(text: str) -> bytes:
    return b"(" + re.sub(rb"([()\\])", rb"\\\1", text.encode("cp1252")) + b")"


def wide(text: str) -> bytes:
    return b"<" + (b"\xfe\xff" + text.encode("utf-16-be")).hex().encode() + b">"


def stream(content: bytes, about: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (about, len(content), content)


def packed(content: bytes, about: bytes = b"") -> bytes:
    return stream(zlib.compress(content), about + b"/Filter/FlateDecode")


def pdf(content: bytes = SAID, *more: bytes, catalog: bytes = b"", page: bytes = b"", info: bytes = b"", font: bytes = FONT) -> bytes:
    """A PDF of one page; `more` are objects from number 7 on."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R%s>>" % catalog,
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 5 0 R>>>>/Contents 4 0 R%s>>" % page,
        packed(content),
        font,
        b"<<%s>>" % info,
        *more,
    ]
    return finished(b"%PDF-1.7\n", dict(enumerate(objects, start=1)), size=len(objects) + 1)


def finished(before: bytes, objects: dict[int, bytes], size: int, previous: int | None = None) -> bytes:
    out, at = before, {}
    for number, content in objects.items():
        at[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for number in objects:
        out += b"%d 1\n%010d 00000 n \n" % (number, at[number])
    link = b"/Prev %d" % previous if previous is not None else b""
    return out + b"trailer\n<</Size %d/Root 1 0 R/Info 6 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (size, link, start)


def shown(text: str, before: bytes = b"", after: bytes = b"") -> bytes:
    return SAID + b" BT /F1 12 Tf 50 600 Td %s %s Tj ET %s" % (before, literal(text), after)


def revised(text: str) -> bytes:
    first = pdf(shown(text))
    return finished(first, {4: packed(SAID)}, size=7, previous=int(re.findall(rb"startxref\n(\d+)", first)[-1]))


def kerned(text: str) -> bytes:
    array = b"-400 ".join(literal(letter) for letter in text)
    return SAID + b" BT /F1 12 Tf 50 600 Td [%s] TJ ET" % array


def one_by_one(text: str) -> bytes:
    return SAID + b" BT /F1 12 Tf 50 600 Td " + b" 9 0 Td ".join(literal(letter) + b" Tj" for letter in text) + b" ET"


def own_letters(text: str) -> bytes:
    """A typeface whose codes say nothing without the table that goes with it."""
    letters = sorted(set(text))
    codes = {letter: at + 1 for at, letter in enumerate(letters)}
    rows = "".join(f"<{codes[letter]:02x}> <{ord(letter):04x}>\n" for letter in letters)
    table = f"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <ff> endcodespacerange {len(letters)} beginbfchar\n{rows}endbfchar endcmap end"
    written = bytes(codes[letter] for letter in text).hex().encode()
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 7 0 R>>"
    return pdf(b"BT /F1 12 Tf 50 600 Td <%s> Tj ET" % written, packed(table.encode()), font=font)


def pages(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def squeezed(data: bytes) -> str:
    """The text of the page without the gaps that were put between its letters."""
    return re.sub(r"\s", "", pages(data))


def earlier(data: bytes) -> str:
    return pages(data[: data.index(b"%%EOF") + 6])


def unpacked(data: bytes) -> str:
    """What a text editor finds in the file once its streams are unpacked."""
    found = [data.decode("latin-1")]
    for content in re.findall(rb"stream\n(.*?)\nendstream", data, re.DOTALL):
        try:
            found.append(zlib.decompress(content).decode("latin-1"))
        except zlib.error:
            continue
    return re.sub(r"\\([()\\])", r"\1", "\n".join(found))


def said_wide(data: bytes) -> str:
    return "\n".join(bytes.fromhex(found.decode())[2:].decode("utf-16-be") for found in re.findall(rb"<(feff[0-9a-f]+)>", data))


def info(data: bytes) -> str:
    return "\n".join(pypdfium2.PdfDocument(data).get_metadata_dict().values())


def outline(data: bytes) -> str:
    return "\n".join(each.get_title() for each in pypdfium2.PdfDocument(data).get_toc())


def attachment(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    return "\n".join(bytes(document.get_attachment(at).get_data()).decode() for at in range(document.count_attachments()))


def annotation(data: bytes) -> str:
    page = pypdfium2.PdfDocument(data)[0]
    note = raw.FPDFPage_GetAnnot(page, 0)
    length = raw.FPDFAnnot_GetStringValue(note, b"Contents", None, 0)
    buffer = (raw.FPDF_WCHAR * length)()
    raw.FPDFAnnot_GetStringValue(note, b"Contents", buffer, length)
    return bytes(buffer).decode("utf-16-le").rstrip("\0")


def whole(hide: Callable[[str], bytes]) -> Callable[[str], bytes]:
    return lambda text: pdf(hide(text))


FILE = b"/Names<</EmbeddedFiles<</Names[(a.txt)7 0 R]>>>>"
PLACES = (
    Place("the text of a PDF", whole(shown), pages),
    Place("text under a box", whole(lambda t: shown(t, after=b"0 0 0 rg 40 580 400 40 re f")), pages),
    Place("text that is drawn unseen", whole(lambda t: shown(t, before=b"3 Tr")), pages),
    Place("white text", whole(lambda t: shown(t, before=b"1 1 1 rg")), pages),
    Place("text beside the page", whole(lambda t: shown(t, before=b"2000 0 Td")), unpacked),
    Place("kerned text", whole(kerned), squeezed),
    Place("letters shown one by one", whole(one_by_one), squeezed),
    Place("text in hexadecimal", lambda t: pdf(SAID + b" BT /F1 12 Tf 50 600 Td <%s> Tj ET" % t.encode("cp1252").hex().encode()), pages),
    Place("a typeface with letters of its own", own_letters, pages),
    Place("an older revision", revised, earlier),
    Place("an object that nothing uses", lambda t: pdf(SAID, literal(t)), unpacked),
    Place(
        "an attachment of a PDF",
        lambda t: pdf(
            SAID, b"<</Type/Filespec/F(a.txt)/UF(a.txt)/EF<</F 8 0 R>>>>", packed(t.encode(), b"/Type/EmbeddedFile"), catalog=FILE
        ),
        attachment,
    ),
    Place(
        "the name of an attachment of a PDF",
        lambda t: pdf(
            SAID, b"<</Type/Filespec/F(a.txt)/UF%s/EF<</F 8 0 R>>>>" % wide(t), packed(b"x", b"/Type/EmbeddedFile"), catalog=FILE
        ),
        said_wide,
    ),
    Place(
        "a note on a page",
        lambda t: pdf(SAID, b"<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/Contents%s>>" % literal(t), page=b"/Annots[7 0 R]"),
        annotation,
    ),
    Place(
        "a note on a page in wide letters",
        lambda t: pdf(SAID, b"<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/Contents%s>>" % wide(t), page=b"/Annots[7 0 R]"),
        annotation,
    ),
    Place(
        "the appearance of a note",
        lambda t: pdf(SAID, packed(b"BT /F1 9 Tf %s Tj ET" % literal(t), b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]")),
        unpacked,
    ),
    Place("the title of a PDF", lambda t: pdf(info=b"/Title%s" % literal(t)), info),
    Place("the author of a PDF", lambda t: pdf(info=b"/Author%s" % wide(t)), info),
    Place("a property of a PDF's own", lambda t: pdf(info=b"/Reviewer%s" % literal(t)), unpacked),
    Place(
        "the XMP data of a PDF",
        lambda t: pdf(
            SAID,
            stream(f"<x:xmpmeta><dc:creator>{t}</dc:creator></x:xmpmeta>".encode(), b"/Type/Metadata/Subtype/XML"),
            catalog=b"/Metadata 7 0 R",
        ),
        unpacked,
    ),
    Place(
        "the outline of a PDF",
        lambda t: pdf(
            SAID,
            b"<</First 8 0 R/Last 8 0 R/Count 1>>",
            b"<</Title%s/Parent 7 0 R/Dest[3 0 R/Fit]>>" % literal(t),
            catalog=b"/Outlines 7 0 R",
        ),
        outline,
    ),
    Place(
        "a field of a form", lambda t: pdf(SAID, b"<</FT/Tx/T(who)/V%s>>" % literal(t), catalog=b"/AcroForm<</Fields[7 0 R]>>"), unpacked
    ),
    Place(
        "a script in a PDF",
        lambda t: pdf(SAID, b"<</S/JavaScript/JS%s>>" % literal(f'app.alert("{t}")'), catalog=b"/OpenAction 7 0 R"),
        unpacked,
    ),
    Place(
        "a link in a PDF",
        lambda t: pdf(SAID, b"<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI%s>>>>" % literal("https://example.org/?" + t)),
        unpacked,
    ),
    Place("alternative text in a PDF", lambda t: pdf(SAID, b"<</Type/StructElem/S/Figure/Alt%s>>" % wide(t)), said_wide),
    Place(
        "the replacement of a text",
        lambda t: pdf(b"/Span<</ActualText%s>>BDC BT /F1 9 Tf (x) Tj ET EMC" % wide(t)),
        lambda d: said_wide(unpacked(d).encode("latin-1")),
    ),
    Place("an object packed with others", lambda t: pdf(SAID, packed(b"9 0 " + literal(t), b"/Type/ObjStm/N 1/First 4")), unpacked),
    Place(
        "a stream in base85",
        lambda t: pdf(
            SAID, stream(base64.a85encode(zlib.compress(t.encode())) + b"~>", b"/Type/EmbeddedFile/Filter[/ASCII85Decode/FlateDecode]")
        ),
        lambda d: zlib.decompress(base64.a85decode(re.search(rb"FlateDecode\].*?stream\n(.*?)~>", d, re.DOTALL)[1])).decode(),
    ),
    Place("a remark in a PDF", lambda t: pdf().replace(b"%PDF-1.7\n", b"%PDF-1.7\n% " + t.encode() + b"\n"), lambda d: d.decode("latin-1")),
    Place("what stands behind a PDF", lambda t: pdf() + t.encode(), lambda d: d.decode("latin-1")),
    Place(
        "what stands behind a packed stream",
        lambda t: pdf(SAID, stream(zlib.compress(b"x") + t.encode(), b"/Filter/FlateDecode")),
        lambda d: d.decode("latin-1"),
    ),
)


def rendered(data: bytes) -> bytes:
    """The first page as a picture."""
    out = io.BytesIO()
    pypdfium2.PdfDocument(data)[0].render(scale=1).to_pil().save(out, "PNG")
    return out.getvalue()
