"""Behind the wall: the pages of an untrusted PDF and of pictures as plain A4 pages: what they draw, nothing that acts or hides.

Each page becomes one drawing on a page of ours, turned upright, made smaller where it must be, with a strip left free below for
the number in the bundle. What a viewer shows of remarks and filled-in fields is drawn as well.
"""

import io
import logging
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError
from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    EncodedStreamObject,
    FloatObject,
    NameObject,
    NumberObject,
    StreamObject,
)

from custodiet.evidence.reading import UnreadableFile
from custodiet.evidence.sheeting_copy import Copier

SHORT, LONG, STRIP, EDGE = 595.28, 841.89, 36.0, 24.0
"""An A4 page in points, the strip below that is kept free, and the margin around a picture."""
MOST_PAGES = 2_000
LONGEST_SIDE, QUALITY = 2000, 85
"""Pixels of a picture's longer side, about 240 to the inch on a page, and the quality it is kept at."""
HIDDEN = 0b100010
"""The marks of what is hidden, or not shown on a screen."""
DAMAGED = "The PDF cannot be opened: it is damaged or cut off. Ask for it again, or have it printed and scanned."
LOCKED = "The PDF is locked with a password. Ask for it unlocked, or unlock it and keep both as exhibits."
NO_PICTURE = "The picture cannot be opened: it is damaged, or of a kind that is not known. Ask for it as JPEG or PNG."
Box = tuple[float, float, float, float]


def from_pdf(stream: BinaryIO) -> tuple[bytes, int]:
    """The pages of a PDF, and how many they are. Raises UnreadableFile."""
    logging.disable(logging.CRITICAL)  # the library talks of every fault that it has overcome
    try:
        reader = PdfReader(stream)
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableFile(LOCKED)
        count = len(reader.pages)
        if not 0 < count <= MOST_PAGES:
            raise UnreadableFile(f"The PDF has {count:,} pages; between 1 and {MOST_PAGES:,} are taken. Ask for it in parts.")
        writer = PdfWriter()
        copier = Copier(writer)
        for page in reader.pages:
            _page(writer, *_drawn(copier, page))
        return _bytes(writer), count
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OverflowError, OSError) as broken:
        if isinstance(broken, UnreadableFile):
            raise
        raise UnreadableFile(DAMAGED) from broken


def from_picture(stream: BinaryIO) -> tuple[bytes, int]:
    """Each picture of the file on a page, drawn afresh: where and with what it was taken stays behind. Raises UnreadableFile."""
    writer = PdfWriter()
    try:
        with Image.open(stream) as opened:
            opened.draft(None, (LONGEST_SIDE, LONGEST_SIDE))  # a photograph is not unpacked larger than it is shown
            for picture in ImageSequence.Iterator(opened):
                _page(writer, *_pictured(writer, ImageOps.exif_transpose(picture)))
                if len(writer.pages) > MOST_PAGES:
                    raise UnreadableFile(f"The file holds more than {MOST_PAGES:,} pictures. Ask for it in parts.")
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError, EOFError) as broken:
        if isinstance(broken, UnreadableFile):
            raise
        raise UnreadableFile(NO_PICTURE) from broken
    return _bytes(writer), len(writer.pages)


def _bytes(writer: PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _page(writer: PdfWriter, wide: float, high: float, content: bytes, things: dict[str, Any]) -> None:
    """A page of ours that draws something of that size; the content stands in one marked figure."""
    landscape = wide > high
    width, height = (LONG, SHORT) if landscape else (SHORT, LONG)
    scale = min(1.0, width / wide, (height - STRIP) / high)
    place = f"{scale:.5f} 0 0 {scale:.5f} {(width - scale * wide) / 2:.3f} {height - scale * high:.3f} cm"
    page = PageObject.create_blank_page(width=width, height=height)
    page[NameObject("/Resources")] = DictionaryObject(
        {NameObject("/XObject"): DictionaryObject({NameObject(f"/{name}"): ref for name, ref in things.items()})}
    )
    made = DecodedStreamObject()
    made.set_data(b"/Figure <</MCID 0>> BDC\nq " + place.encode() + b"\n" + content + b"\nQ\nEMC\n")
    page[NameObject("/Contents")] = writer._add_object(made.flate_encode())
    writer.add_page(page)


def _drawn(copier: Copier, page: PageObject) -> tuple[float, float, bytes, dict[str, Any]]:
    """What a page draws: its size when upright, the content that draws it, and the drawings that this names."""
    x0, y0, x1, y1 = box = _box(page)
    turned = int(page.get("/Rotate", 0) or 0) % 360
    wide, high = (x1 - x0, y1 - y0) if turned % 180 == 0 else (y1 - y0, x1 - x0)
    upright = {
        90: (0, -1, 1, 0, -y0, x1),
        180: (-1, 0, 0, -1, x1, y1),
        270: (0, 1, -1, 0, y1, -x0),
    }.get(turned, (1, 0, 0, 1, -x0, -y0))
    things = {"Page": copier.add(_form(copier, _content(copier, page), box, page.get("/Resources")))}
    parts = [_matrix(upright), f"{x0:.3f} {y0:.3f} {x1 - x0:.3f} {y1 - y0:.3f} re W n", "/Page Do"]
    for number, (reference, matrix) in enumerate(_remarks(copier, page)):
        things[f"Mark{number}"] = reference
        parts.append(f"q {_matrix(matrix)} /Mark{number} Do Q")
    return wide, high, "\n".join(parts).encode(), things


def _box(page: PageObject) -> Box:
    seen = (page.cropbox, page.mediabox)
    left, bottom = (max(float(each[index]) for each in seen) for index in (0, 1))
    right, top = (min(float(each[index]) for each in seen) for index in (2, 3))
    if right - left < 1 or top - bottom < 1:
        raise UnreadableFile("A page of the PDF has no size. Ask for it again, or have it printed and scanned.")
    return left, bottom, right, top


def _matrix(numbers: Iterable[float]) -> str:
    return " ".join(f"{number:.5f}".rstrip("0").rstrip(".") for number in numbers) + " cm"


def _content(copier: Copier, page: PageObject) -> StreamObject:
    """The content of a page as one stream; the bytes as they stand where it is one already."""
    found = page.get("/Contents")
    found = found.get_object() if found is not None else None
    if isinstance(found, StreamObject):
        return copier.stream(found)
    made = DecodedStreamObject()
    pieces = [each.get_object() for each in found] if isinstance(found, ArrayObject) else []
    made.set_data(b"\n".join(each.get_data() for each in pieces if isinstance(each, StreamObject)))
    return made.flate_encode()


def _form(copier: Copier, content: StreamObject, box: Box, resources: Any) -> StreamObject:
    for key in [key for key in content if key not in ("/Filter", "/DecodeParms")]:
        del content[key]
    content[NameObject("/Type")] = NameObject("/XObject")
    content[NameObject("/Subtype")] = NameObject("/Form")
    content[NameObject("/BBox")] = ArrayObject(FloatObject(f"{number:.3f}") for number in box)
    content[NameObject("/Resources")] = copier.copy(resources.get_object()) if resources is not None else DictionaryObject()
    return content


def _remarks(copier: Copier, page: PageObject) -> Iterator[tuple[Any, tuple[float, ...]]]:
    """What is shown of a page's remarks and fields: each drawing, and where it goes."""
    found = page.get("/Annots")
    for each in found.get_object() if found is not None else ():
        remark = each.get_object()
        drawing = _appearance(remark)
        if drawing is None or int(remark.get("/F", 0)) & HIDDEN or remark.get("/Subtype") in ("/Popup", "/Link"):
            continue
        yield copier.add(copier.stream(drawing)), _fitted(drawing, [float(number) for number in remark["/Rect"]])


def _appearance(remark: Any) -> StreamObject | None:
    shown = remark.get("/AP", {}).get("/N") if isinstance(remark, DictionaryObject) else None
    shown = shown.get_object() if shown is not None else None
    if isinstance(shown, DictionaryObject) and not isinstance(shown, StreamObject):
        state = shown.get(remark.get("/AS", "/Off"))
        shown = state.get_object() if state is not None else None
    return shown if isinstance(shown, StreamObject) and "/BBox" in shown else None


def _fitted(drawing: Any, rect: list[float]) -> tuple[float, ...]:
    """The matrix that lays a drawing's box into a rectangle (ISO 32000-1, 12.5.5)."""
    a, b, c, d, e, f = (float(number) for number in drawing.get("/Matrix", (1, 0, 0, 1, 0, 0)))
    x0, y0, x1, y1 = (float(number) for number in drawing["/BBox"])
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (x0, x1) for y in (y0, y1)]
    left, right = min(x for x, _ in corners), max(x for x, _ in corners)
    low, high = min(y for _, y in corners), max(y for _, y in corners)
    to_left, to_right = sorted((rect[0], rect[2]))
    to_low, to_high = sorted((rect[1], rect[3]))
    across = (to_right - to_left) / (right - left) if right > left else 1.0
    up = (to_high - to_low) / (high - low) if high > low else 1.0
    return (across, 0, 0, up, to_left - across * left, to_low - up * low)


def _pictured(writer: PdfWriter, picture: Image.Image) -> tuple[float, float, bytes, dict[str, Any]]:
    grey = picture.mode in ("1", "L")
    if picture.mode in ("RGBA", "LA", "PA", "P"):
        whole = picture.convert("RGBA")
        paper = Image.new("RGBA", whole.size, "white")
        paper.alpha_composite(whole)
        picture = paper
    plain = picture.convert("L" if grey else "RGB")
    plain.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    out = io.BytesIO()
    plain.save(out, "JPEG", quality=QUALITY)
    made = EncodedStreamObject()
    made._data = out.getvalue()
    said = {"/Type": "/XObject", "/Subtype": "/Image", "/Filter": "/DCTDecode", "/ColorSpace": "/DeviceGray" if grey else "/DeviceRGB"}
    made.update({NameObject(key): NameObject(value) for key, value in said.items()})
    numbers = {"/Width": plain.width, "/Height": plain.height, "/BitsPerComponent": 8}
    made.update({NameObject(key): NumberObject(value) for key, value in numbers.items()})
    landscape = plain.width > plain.height
    room = (LONG - 2 * EDGE, SHORT - 2 * EDGE - STRIP) if landscape else (SHORT - 2 * EDGE, LONG - 2 * EDGE - STRIP)
    scale = min(room[0] / plain.width, room[1] / plain.height, 0.75)  # no larger than at 96 dots to the inch
    wide, high = plain.width * scale, plain.height * scale
    whole_wide, whole_high = (LONG, SHORT - STRIP) if landscape else (SHORT, LONG - STRIP)
    place = f"{wide:.3f} 0 0 {high:.3f} {(whole_wide - wide) / 2:.3f} {whole_high - EDGE - high:.3f} cm /Picture Do"
    return whole_wide, whole_high, place.encode(), {"Picture": writer._add_object(made)}
