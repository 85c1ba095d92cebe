"""The readings of a document: what its bytes say after each decoding that a browser or a nosy reader may apply.

One function for each way of hiding; `readings` applies them to the document and to one another's results, to a depth.
"""

import base64
import re
from collections import deque
from collections.abc import Callable, Iterator
from html import unescape

_DEEPEST = 5
_LARGEST_DOCUMENT = 2_000_000
_MOST_PER_CHARACTER = 150
_MOST_CHARACTERS = 20_000_000

_TAG = re.compile(r"<!--(?:-?>|.*?--!?>)|<(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+>", re.DOTALL)
_INNER_TAG = re.compile(r"<[^<>]*>")
_PERCENT = re.compile(r"(?:%[0-9a-fA-F]{2})+")
_SCRIPT_ESCAPE = re.compile(r"\\u\{?([0-9a-fA-F]{4,6})\}?|%u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})")
_STYLE_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})[ \t\n]?")
_QUOTED = re.compile(r"(?:=[0-9A-Fa-f]{2})+")
_SOFT_BREAK = re.compile(r"=\r?\n")
_BASE64 = re.compile(r"(?:[A-Za-z0-9+/_-]\s?){8,}={0,2}|[A-Za-z0-9+/_-]{2,}={1,2}")
_HEX = re.compile(r"(?:[0-9a-fA-F]{2}[\W_]?){3,}")
_CODES = re.compile(r"(?:\b\d{2,6}\b[,;\s]+){2,}\d{2,6}\b")
_CODE = re.compile(r"\d{2,6}")
_LEGIBLE = re.compile(rb"(?:[\x20-\x7e]|[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}){4,}")
_CONTAINERS = {b"PK\x03\x04": "ZIP (also DOCX, XLSX, ODT)", b"\x1f\x8b": "gzip", b"%PDF": "PDF", b"\x89PNG": "PNG"}
_BREAK = "\n.\n"
"""Put between two finds, so that the end of one and the start of the next do not make a word."""


class NotScanned(ValueError):
    """The document could not be searched to the end, so nothing may be concluded from it. The message says why."""


def readings(document: bytes | str) -> Iterator[tuple[str, str]]:
    """Every reading as (how it was come by, text), the document as written first; `NotScanned` if it cannot be read."""
    if len(document) > _LARGEST_DOCUMENT:
        raise NotScanned(f"The document is larger than {_LARGEST_DOCUMENT:,} bytes and was not searched. Publish it in parts.")
    allowed = min(_MOST_CHARACTERS, 10_000 + _MOST_PER_CHARACTER * len(document))
    spent = 0
    first = list(_as_text(document))
    waiting = deque((how, text, 0) for how, text in first)
    seen = {text for _, text in first}
    while waiting:
        how, text, depth = waiting.popleft()
        spent += len(text)
        if spent > allowed:
            raise NotScanned(
                "The document unfolds into more text than can be searched; something is packed into it many times over."
                " Publish it without the encoded part."
            )
        yield how, text
        for name, read in READINGS if depth < _DEEPEST else ():
            further = read(text)
            if further not in seen:
                seen.add(further)
                waiting.append((f"{how}, {name}" if depth else name, further, depth + 1))


def _as_text(document: bytes | str) -> Iterator[tuple[str, str]]:
    if isinstance(document, str):
        yield "as written", document
        return
    for magic, kind in _CONTAINERS.items():
        if document.startswith(magic):
            raise NotScanned(f"The document is packed as {kind}; only text and HTML are searched here. Publish it as HTML.")
    text = document.decode("utf-8", "replace")
    yield "as written", text
    if "\ufffd" in text:
        yield "as Latin letters of one byte", document.decode("latin-1")
    if b"\x00" in document:
        yield "as UTF-16", document.decode("utf-16-le", "replace")
        yield "as UTF-16 the other way round", document.decode("utf-16-be", "replace")


def _entities(text: str) -> str:
    return unescape(text)


def _percent(text: str) -> str:
    return _PERCENT.sub(lambda found: _bytes(bytes.fromhex(found[0].replace("%", ""))), text)


def _without_inner_tags(text: str) -> str:
    """Tags inside attributes and comments too, which the reading of whole tags takes out with what is around them."""
    return _INNER_TAG.sub("", text)


def _script_escapes(text: str) -> str:
    return _SCRIPT_ESCAPE.sub(lambda found: _character(found[1] or found[2] or found[3]), text)


def _style_escapes(text: str) -> str:
    return _STYLE_ESCAPE.sub(lambda found: _character(found[1]), text)


def _quoted_printable(text: str) -> str:
    return _QUOTED.sub(lambda found: _bytes(bytes.fromhex(found[0].replace("=", ""))), _SOFT_BREAK.sub("", text))


def _without_tags(text: str) -> str:
    return _TAG.sub("", text)


def _tags_as_spaces(text: str) -> str:
    return _TAG.sub(" ", text)


def _base64(text: str) -> str:
    found: list[str] = []
    for run in _BASE64.findall(text):
        written = re.sub(r"[\s=]", "", run).replace("-", "+").replace("_", "/")
        for offset in range(4):  # the run may begin with letters that are no part of it
            piece = written[offset:]
            piece = piece[: len(piece) - (len(piece) % 4 == 1)]
            decoded = base64.b64decode(piece + "=" * (-len(piece) % 4))
            found += _legible(decoded)
    return _BREAK.join(found)


def _hexadecimal(text: str) -> str:
    found: list[str] = []
    for run in _HEX.findall(text):
        found += _legible(bytes.fromhex(re.sub(r"[^0-9a-fA-F]", "", run)))
    return _BREAK.join(found)


def _codes(text: str) -> str:
    runs = ("".join(_character(f"{int(code):x}") for code in _CODE.findall(run)) for run in _CODES.findall(text))
    return _BREAK.join(runs)


READINGS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("with entities decoded", _entities),
    ("with percent signs decoded", _percent),
    ("with tags taken out", _without_tags),
    ("with tags as spaces", _tags_as_spaces),
    ("with inner tags taken out", _without_inner_tags),
    ("with script escapes decoded", _script_escapes),
    ("with style escapes decoded", _style_escapes),
    ("with quoted-printable decoded", _quoted_printable),
    ("in base64", _base64),
    ("in hexadecimal", _hexadecimal),
    ("in character codes", _codes),
)
"""How each reading is named in a report, and the function that makes it; text that it leaves alone is not read again."""


def _legible(decoded: bytes) -> list[str]:
    """What in decoded bytes can be read as text: all of it, or the stretches that can."""
    if b"\x00" in decoded:
        return [decoded.decode(encoding, "replace") for encoding in ("utf-8", "utf-16-le", "utf-16-be")]
    try:
        text = decoded.decode("utf-8")
    except UnicodeDecodeError:
        text = "\n"
    if text.isprintable():
        return [text]
    return [stretch.decode("utf-8", "replace") for stretch in _LEGIBLE.findall(decoded)]


def _bytes(decoded: bytes) -> str:
    try:
        return decoded.decode("utf-8")
    except UnicodeDecodeError:
        return decoded.decode("latin-1")


def _character(written: str) -> str:
    code = int(written, 16)
    return chr(code) if code <= 0x10FFFF else ""
