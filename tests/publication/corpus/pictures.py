"""Hiding places beside the pixels of a picture."""

import io
import struct
import zlib
from collections.abc import Callable
from html import escape, unescape

from PIL import Image, PngImagePlugin

from tests.publication.corpus.place import Place

ARTIST, XP_AUTHOR = 0x013B, 0x9C9D


def picture() -> Image.Image:
    return Image.new("RGB", (8, 8), "white")


def saved(kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    picture().save(out, kind, **options)
    return out.getvalue()


def png_text(**options: bool) -> Callable[[str], bytes]:
    def hide(text: str) -> bytes:
        chunks = PngImagePlugin.PngInfo()
        chunks.add_text("Author", text, **options)
        return saved("PNG", pnginfo=chunks)

    return hide


def wide(text: str) -> bytes:
    chunks = PngImagePlugin.PngInfo()
    chunks.add_itxt("Author", text)
    return saved("PNG", pnginfo=chunks)


def wide_text(text: str) -> bytes:
    chunks = PngImagePlugin.PngInfo()
    chunks.add_itxt("Author", text, zip=True)
    return saved("PNG", pnginfo=chunks)


def author_of(data: bytes) -> str:
    return str(opened(data).text["Author"])


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def exif(tag: int, text: str) -> Image.Exif:
    made = Image.Exif()
    made[tag] = text.encode("utf-16-le") if tag == XP_AUTHOR else text
    return made


def xmp(text: str) -> bytes:
    return f"<x:xmpmeta><dc:creator>{escape(text)}</dc:creator></x:xmpmeta>".encode()


def segment(marker: int, body: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def with_segment(marker: int, body: Callable[[str], bytes]) -> Callable[[str], bytes]:
    def hide(text: str) -> bytes:
        made = saved("JPEG")
        return made[:2] + segment(marker, body(text)) + made[2:]

    return hide


def iptc(text: str) -> bytes:
    record = b"\x1c\x02\x50" + struct.pack(">H", len(text.encode())) + text.encode()
    return b"Photoshop 3.0\x008BIM\x04\x04\x00\x00" + struct.pack(">I", len(record)) + record


def thumbnail(text: str) -> bytes:
    inner = saved("JPEG", comment=text.encode())
    return b"Exif\x00\x00II*\x00" + inner


def iptc_of(data: bytes) -> str:
    found = Image.open(io.BytesIO(data)).info["photoshop"][0x0404]
    return found[5:].decode()


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def with_chunk(kind: bytes, body: Callable[[str], bytes]) -> Callable[[str], bytes]:
    def hide(text: str) -> bytes:
        made = saved("PNG")
        return made[:33] + chunk(kind, body(text)) + made[33:]

    return hide


def raw(data: bytes) -> str:
    return data.decode("latin-1")


PLACES = (
    Place("a text of a PNG", png_text(), author_of),
    Place("a packed text of a PNG", png_text(zip=True), author_of),
    Place("a wide text of a PNG", wide, author_of),
    Place("a packed wide text of a PNG", wide_text, author_of),
    Place("the EXIF data of a PNG", lambda t: saved("PNG", exif=exif(ARTIST, t)), lambda d: opened(d).getexif()[ARTIST]),
    Place("a chunk of a PNG's own", with_chunk(b"whOo", str.encode), raw),
    Place("what stands behind a PNG", lambda t: saved("PNG") + t.encode(), raw),
    Place("the comment of a JPEG", lambda t: saved("JPEG", comment=t.encode()), lambda d: opened(d).info["comment"].decode()),
    Place("the artist of a JPEG", lambda t: saved("JPEG", exif=exif(ARTIST, t)), lambda d: opened(d).getexif()[ARTIST]),
    Place(
        "the author of a JPEG in wide letters",
        lambda t: saved("JPEG", exif=exif(XP_AUTHOR, t)),
        lambda d: opened(d).getexif()[XP_AUTHOR].decode("utf-16-le"),
    ),
    Place("the XMP data of a JPEG", lambda t: saved("JPEG", xmp=xmp(t)), lambda d: unescape(opened(d).info["xmp"].decode())),
    Place("the IPTC data of a JPEG", with_segment(0xED, iptc), iptc_of),
    Place("a small picture in a JPEG", with_segment(0xE1, thumbnail), raw),
    Place("a segment of a JPEG's own", with_segment(0xEB, lambda t: b"WHO\x00" + t.encode()), raw),
    Place("what stands behind a JPEG", lambda t: saved("JPEG") + t.encode(), raw),
    Place("the comment of a GIF", lambda t: saved("GIF", comment=t.encode()), lambda d: opened(d).info["comment"].decode()),
    Place("the artist of a TIFF", lambda t: saved("TIFF", tiffinfo={ARTIST: t}), lambda d: opened(d).tag_v2[ARTIST]),
    Place("the XMP data of a WebP", lambda t: saved("WEBP", xmp=xmp(t)), raw),
)
