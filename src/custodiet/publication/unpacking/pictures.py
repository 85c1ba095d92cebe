"""Pictures: what is written beside the pixels (text, EXIF, XMP, IPTC, comments, thumbnails, bytes behind the end), and the pixels."""

import re
import struct
import zlib
from collections.abc import Iterator

from custodiet.publication.unpacking.packed import LARGEST_PART
from custodiet.publication.unpacking.part import Part, Unread, stretches

_PNG = b"\x89PNG\r\n\x1a\n"
_OTHERS = (b"GIF87a", b"GIF89a", b"II*\x00", b"MM\x00*", b"BM")
_ONLY_PIXELS = frozenset({b"IDAT", b"IHDR", b"PLTE", b"IEND", b"fdAT", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"pHYs", b"bKGD"})
_SEGMENTS = {
    0xE1: "in the EXIF or XMP data", 0xED: "in the IPTC data", 0xFE: "in the comment of the picture", 0xE2: "in the colour profile",
}  # fmt: skip
_WITHOUT_PAYLOAD = frozenset({0x01, *range(0xD0, 0xD9)})


def is_png(data: bytes) -> bool:
    """Whether it is a PNG."""
    return data.startswith(_PNG)


def is_jpeg(data: bytes) -> bool:
    """Whether it is a JPEG."""
    return data.startswith(b"\xff\xd8\xff")


def is_other(data: bytes) -> bool:
    """Whether it is a picture of another kind."""
    return data.startswith(_OTHERS[:4]) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP") or (data[:2] == b"BM" and data[6:10] == bytes(4))


def png(data: bytes) -> Iterator[Part | Unread]:
    """Every chunk of a PNG but for its pixels, and what follows its end."""
    at = len(_PNG)
    whole = False
    while at + 8 <= len(data) and not whole:
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        body = data[at + 8 : at + 8 + length]
        if kind not in _ONLY_PIXELS:
            yield from _chunk(kind.decode("latin-1"), body)
        at += 12 + length
        whole = kind == b"IEND"
    if not whole:
        yield Part("in the legible stretches", stretches(data))
        yield Unread("", "the PNG is cut off before its end. Save it again.")
    elif data[at:].strip(b"\x00"):
        yield Part("behind the end of the picture", data[at:])
    yield Part("in the pixels", data, picture=True)


def _chunk(kind: str, body: bytes) -> Iterator[Part]:
    how = f"in the {kind} data of the picture"
    yield Part(how, stretches(body, 2))
    for start in (place + 1 for place, byte in enumerate(body[:200]) if byte == 0):
        for skip in (0, 1):
            try:
                yield Part(how, zlib.decompressobj().decompress(body[start + skip :], LARGEST_PART))
            except zlib.error:
                continue


def jpeg(data: bytes) -> Iterator[Part | Unread]:
    """Every segment of a JPEG but for its pixels, thumbnails inside them, and what follows its end."""
    at = 2
    ended = False
    while at + 2 <= len(data) and not ended:
        if data[at] != 0xFF:
            at = _next_marker(data, at)
            continue
        marker = data[at + 1]
        ended = marker == 0xD9
        if ended or marker in _WITHOUT_PAYLOAD or marker in (0x00, 0xFF):
            at += 1 if marker == 0xFF else 2
            continue
        length = struct.unpack(">H", data[at + 2 : at + 4])[0] if at + 4 <= len(data) else 2
        yield from _segment(marker, data[at + 4 : at + 2 + length])
        at += 2 + length
        if marker == 0xDA:
            at = _next_marker(data, at)
    if not ended:
        yield Unread("", "the JPEG is cut off before its end. Save it again.")
    elif data[at:].strip(b"\x00"):
        yield Part("behind the end of the picture", data[at:])
    yield Part("in the pixels", data, picture=True)


def _segment(marker: int, body: bytes) -> Iterator[Part]:
    if not (0xE0 <= marker <= 0xEF or marker == 0xFE):
        return
    how = _SEGMENTS.get(marker, f"in segment APP{marker - 0xE0} of the picture")
    yield Part(how, stretches(body, 2))
    thumbnail = body.find(b"\xff\xd8\xff")
    if thumbnail > 0:
        yield Part(f"{how}, in a picture inside it", body[thumbnail : body.rfind(b"\xff\xd9") + 2])


def _next_marker(data: bytes, at: int) -> int:
    """Where the pixels end: the next 0xFF that is neither stuffed nor a restart."""
    found = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]").search(data, at)
    return found.start() if found else len(data)


def other(data: bytes) -> Iterator[Part]:
    """A picture of another kind: what is legible in it, and its pixels."""
    yield Part("in the data of the picture", stretches(data, 4))
    yield Part("in the pixels", data, picture=True)
