"""Bytes that are text: in which letters they may be written; numbers of a drawing apart; rich text without its commands."""

import re
from collections.abc import Iterator

from custodiet.publication.unpacking.part import Part, Unread, stretches

_BOMS = ((b"\xff\xfe\x00\x00", "utf-32-le"), (b"\x00\x00\xfe\xff", "utf-32-be"))
_FONTS = (b"\x00\x01\x00\x00", b"OTTO", b"true", b"ttcf", b"wOFF", b"wOF2")
_CONTROLS = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_GEOMETRY = re.compile(
    r"\s(?:d|points|viewBox|transform|gradientTransform|x|y|dx|dy|x1|x2|y1|y2|cx|cy|r|rx|ry|width|height|offset|stroke-\w+|font-size)"
    r"\s*=\s*(?:\"[-+0-9.,eE\s%a-zA-Z()]*\"|'[-+0-9.,eE\s%a-zA-Z()]*')"
)
_NUMBERS_OF_A_DRAWING = re.compile(
    r"[-+MmLlHhVvCcSsQqTtAaZz0-9.,eE\s%()]*(?:px|em|rem|mm|cm|in|pt|translate|rotate|scale|matrix)?[-+0-9.,\s%()]*"
)
_RTF_HEX = re.compile(rb"\\'([0-9a-fA-F]{2})")
_RTF_UNICODE = re.compile(r"\\u(-?\d+) ?\??")
_RTF_WORD = re.compile(r"\\[a-zA-Z]+-?\d* ?|[{}]|\\\*|[\r\n]")


def texts(data: bytes) -> Iterator[Part | Unread]:
    """The text, in every kind of letters it may be in; what is no text gives its legible stretches and is said to be unread."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            yield Part(f"as {encoding.upper()}", data.decode(encoding, "replace"))
            return
    text = data.decode("utf-8", "replace")
    yield from _of_a_drawing(text) if "<svg" in text else (Part("", text),)
    if "\ufffd" in text:
        yield Part("as Latin letters of one byte", data.decode("latin-1"))
    if b"\x00" in data:
        for start, which in ((0, ""), (1, ", from the second byte")):
            yield Part("as UTF-16" + which, data[start:].decode("utf-16-le", "replace"))
            yield Part("as UTF-16 the other way round" + which, data[start:].decode("utf-16-be", "replace"))
        yield Part("as letters of several bytes", data.replace(b"\x00", b"").decode("utf-8", "replace"))
    if _no_text(data, text):
        yield Part("in the legible stretches", stretches(data))
        yield Unread("", "this is a kind of file that is not known here and could not be read. Publish it as HTML, CSV or PDF.")


def is_font(data: bytes) -> bool:
    """Whether it is a typeface."""
    return data.startswith(_FONTS)


def _no_text(data: bytes, text: str) -> bool:
    if "\ufffd" not in text and b"\x00" not in data:
        return False
    odd = len(_CONTROLS.findall(data))
    return "\ufffd" in text and odd * 50 > len(data)


def _of_a_drawing(text: str) -> Iterator[Part]:
    """A drawing says where its lines run in thousands of numbers, which are nobody's."""
    yield Part("", _GEOMETRY.sub(_kept, text))
    yield Part("with the numbers of a drawing", text, layout=True)


def _kept(attribute: re.Match[str]) -> str:
    value = attribute[0].partition("=")[2].strip()[1:-1]
    return " " if _NUMBERS_OF_A_DRAWING.fullmatch(value) else attribute[0]


def is_rtf(data: bytes) -> bool:
    """Whether it is rich text."""
    return data.startswith(b"{\\rtf")


def rtf(data: bytes) -> Iterator[Part]:
    """Rich text: its words with the commands taken out, and everything as it stands."""
    written = _RTF_HEX.sub(lambda found: bytes.fromhex(found[1].decode()), data).decode("cp1252", "replace")
    spelt = _RTF_UNICODE.sub(lambda found: chr(int(found[1]) % 0x10000), written)
    yield Part("in the rich text", _RTF_WORD.sub("", spelt))
    yield Part("in the rich text, commands as spaces", _RTF_WORD.sub(" ", spelt))
    yield Part("in the commands of the rich text", written, layout=True)
