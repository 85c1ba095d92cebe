"""The ways of writing that a browser, a program or a nosy reader undoes: one function for each, in one table.

Text that a reading leaves alone comes back unchanged and is not read again.
"""

import base64
import binascii
import re
from collections.abc import Callable, Iterator
from email.errors import HeaderParseError
from email.header import decode_header
from html import unescape

_TAG = re.compile(r"<!--(?:-?>|.*?--!?>)|<!\[CDATA\[|\]\]>|<(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+>", re.DOTALL)
_BLOCK = re.compile(
    r"</?(?:p|div|li|ul|ol|dl|dt|dd|t[dhr]|table|thead|tbody|h[1-6]|br|hr|section|article|main|title|caption|script|style|template"
    r"|option|[a-z]+:(?:p|tr|tc|table-cell|h|br))\b",
    re.IGNORECASE,
)
_INNER_TAG = re.compile(r"<[^<>]*>")
_PERCENT = re.compile(r"(?:%[0-9a-fA-F]{2})+")
_SCRIPT_ESCAPE = re.compile(r"\\u\{?([0-9a-fA-F]{4,6})\}?|%u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})")
_STYLE_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})[ \t\n]?")
_OCTAL_ESCAPE = re.compile(r"(?:\\[0-3][0-7]{2})+")
_QUOTED = re.compile(r"(?:=[0-9A-Fa-f]{2})+")
_SOFT_BREAK = re.compile(r"=\r?\n")
_FOLDED = re.compile(r"\r?\n[ \t]")
_BASE64 = re.compile(r"(?:[A-Za-z0-9+/_-]\s{0,2}){8,}={0,2}|[A-Za-z0-9+/_-]{2,}={1,2}")
_BASE32 = re.compile(r"(?:[A-Z2-7]\s{0,2}){8,}=*|\b[A-Z2-7]{4,7}={1,4}|(?:[a-z2-7]\s{0,2}){16,}=*")
_ASCII85 = re.compile(r"<~([!-u\sz]{4,}?)~>", re.DOTALL)
_HEX = re.compile(r"(?:[0-9a-fA-F]{2}[\W_]{0,2}){3,}")
_CODES = re.compile(r"(?:\b\d{2,6}\b[,;\s]+){2,}\d{2,6}\b")
_CODE = re.compile(r"\d{2,6}")
_BITS = re.compile(r"(?:\b[01]{8}\b\s?){3,}")
_ENCODED_WORD = re.compile(r"=\?[\w-]+\?[bBqQ]\?[^?\s]*\?=(?:\s+=\?[\w-]+\?[bBqQ]\?[^?\s]*\?=)*")
_ENTITY_OF_ITS_OWN = re.compile(r"<!ENTITY\s+([\w.-]+)\s+(?:\"([^\"]*)\"|'([^']*)')\s*>")
_UTF7 = re.compile(r"\+([A-Za-z0-9+/]{3,})-?")
_PUNYCODE = re.compile(r"\bxn--([a-z0-9-]{2,})", re.IGNORECASE)
_JOINED = re.compile(r"[\"'`]\s*(?:\+|\.|\|\||&amp;|&)\s*[\"'`]")
_RIGHT_TO_LEFT = re.compile(r"[\u202b\u202e\u2067]|<bdo|dir=[\"']?rtl|direction:\s*rtl|bidi-override|<w:rtl", re.IGNORECASE)
_FIGURES = {
    "zero": "0", "oh": "0", "nought": "0", "o": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6",
    "seven": "7", "eight": "8", "nine": "9",
}  # fmt: skip
_FIGURE = rf"(?:(?:double|treble|triple)[\s-]+)?(?:{'|'.join(_FIGURES)})"
_SPELT = re.compile(rf"\b{_FIGURE}(?:[\s,-]+{_FIGURE}){{2,}}\b", re.IGNORECASE)
_LEGIBLE = re.compile(rb"(?:[\x20-\x7e]|[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}){4,}")
_WORTH_READING_ON = 12
_BREAK = "\n.\n"
"""Put between two finds, so that the end of one and the start of the next do not make a word."""
_PACKED = (b"PK\x03\x04", b"\x1f\x8b", b"%PDF-", b"\x89PNG\r\n", b"\xff\xd8\xff", b"BZh", b"\xfd7zXZ\x00", b"{\\rtf", b"GIF8")
"""How a file begins that is to be taken apart and not read as text."""


def packed_in(text: str) -> Iterator[tuple[str, bytes]]:
    """Whole files that stand in the text in base64, base32 or hexadecimal, to be taken apart."""
    for how, decoded in (*(("in base64", each) for each in _from_base64(text)), *(("in hexadecimal", each) for each in _from_hex(text))):
        if decoded.startswith(_PACKED):
            yield how, decoded


def _entities(text: str) -> str:
    return unescape(text)


def _own_entities(text: str) -> str:
    """The entities that a document declares for itself."""
    own = {name: one or other for name, one, other in _ENTITY_OF_ITS_OWN.findall(text[:200_000])}
    if not own or len(own) > 200:
        return text
    found = re.sub(r"&([\w.-]+);", lambda each: own.get(each[1], each[0]), text)
    return found if len(found) <= 4 * len(text) + 1_000 else text


def _percent(text: str) -> str:
    return _PERCENT.sub(lambda found: _bytes(bytes.fromhex(found[0].replace("%", ""))), text)


def _without_inner_tags(text: str) -> str:
    """Tags inside attributes and comments too, which the reading of whole tags takes out with what is around them."""
    return _INNER_TAG.sub("", text)


def _script_escapes(text: str) -> str:
    return _SCRIPT_ESCAPE.sub(lambda found: _character(found[1] or found[2] or found[3]), text)


def _style_escapes(text: str) -> str:
    return _STYLE_ESCAPE.sub(lambda found: _character(found[1]), text)


def _octal_escapes(text: str) -> str:
    return _OCTAL_ESCAPE.sub(lambda found: _bytes(bytes(int(each, 8) for each in found[0].split("\\")[1:])), text)


def _quoted_printable(text: str) -> str:
    return _QUOTED.sub(lambda found: _bytes(bytes.fromhex(found[0].replace("=", ""))), _SOFT_BREAK.sub("", text))


def _unfolded(text: str) -> str:
    return _FOLDED.sub("", text)


def _encoded_words(text: str) -> str:
    def decoded(found: re.Match[str]) -> str:
        try:
            pieces = decode_header(found[0])
            return "".join(piece if isinstance(piece, str) else piece.decode(letters or "latin-1", "replace") for piece, letters in pieces)
        except (HeaderParseError, LookupError, ValueError):
            return found[0]

    return _ENCODED_WORD.sub(decoded, text)


def _without_tags(text: str) -> str:
    return _TAG.sub("", text)


def _tags_as_spaces(text: str) -> str:
    return _TAG.sub(" ", text)


def _blocks_as_spaces(text: str) -> str:
    """Tags within a line taken out, and those that begin a new one as spaces: letters come together, and paragraphs do not."""
    return _TAG.sub(lambda found: " " if _BLOCK.match(found[0]) else "", text)


def _strings_joined(text: str) -> str:
    return _JOINED.sub("", text)


def _from_base64(text: str) -> Iterator[bytes]:
    for run in _BASE64.findall(text):
        written = re.sub(r"[\s=]", "", run).replace("-", "+").replace("_", "/")
        for offset in range(4):  # the run may begin with letters that are no part of it
            piece = written[offset:]
            piece = piece[: len(piece) - (len(piece) % 4 == 1)]
            yield base64.b64decode(piece + "=" * (-len(piece) % 4))


def _base64(text: str) -> str:
    return _BREAK.join(each for decoded in _from_base64(text) for each in legible(decoded))


def _base64_scraps(text: str) -> str:
    return _BREAK.join(each for decoded in _from_base64(text) for each in _scraps(decoded))


def _base32(text: str) -> str:
    found: list[str] = []
    for run in _BASE32.findall(text):
        written = re.sub(r"[\s=]", "", run).upper()
        for offset in range(8):
            piece = written[offset:]
            piece = piece[: len(piece) - {1: 1, 3: 1, 6: 1}.get(len(piece) % 8, 0)]
            if len(piece) >= 4:
                found += legible(base64.b32decode(piece + "=" * (-len(piece) % 8)))
    return _BREAK.join(found)


def _ascii85(text: str) -> str:
    found: list[str] = []
    for run in _ASCII85.findall(text):
        try:
            found += legible(base64.a85decode(run.encode()))
        except ValueError:
            continue
    return _BREAK.join(found)


def _from_hex(text: str) -> Iterator[bytes]:
    for run in _HEX.findall(text):
        digits = re.sub(r"[^0-9a-fA-F]", "", run)
        yield bytes.fromhex(digits)


def _hexadecimal(text: str) -> str:
    return _BREAK.join(each for decoded in _from_hex(text) for each in legible(decoded))


def _hexadecimal_scraps(text: str) -> str:
    return _BREAK.join(each for decoded in _from_hex(text) for each in _scraps(decoded))


def _codes(text: str) -> str:
    runs = ("".join(_character(f"{int(code):x}") for code in _CODE.findall(run)) for run in _CODES.findall(text))
    return _BREAK.join(runs)


def _bits(text: str) -> str:
    runs = (bytes(int(each, 2) for each in re.findall(r"[01]{8}", run)) for run in _BITS.findall(text))
    return _BREAK.join(each for run in runs for each in legible(run))


def _utf7(text: str) -> str:
    def decoded(found: re.Match[str]) -> str:
        try:
            return found[0].encode("ascii").decode("utf-7")
        except (UnicodeDecodeError, binascii.Error):
            return found[0]

    return _UTF7.sub(decoded, text)


def _punycode(text: str) -> str:
    def decoded(found: re.Match[str]) -> str:
        try:
            return found[1].lower().encode("ascii").decode("punycode")
        except (UnicodeError, ValueError):
            return found[0]

    return _PUNYCODE.sub(decoded, text)


def _figures(text: str) -> str:
    """Figures that are spelt out, as a number is read out on the telephone."""

    def written(found: re.Match[str]) -> str:
        figures, times = "", 1
        for word in re.findall(r"[a-z]+", found[0].lower()):
            if word in _FIGURES:
                figures += _FIGURES[word] * times
            times = {"double": 2, "treble": 3, "triple": 3}.get(word, 1)
        return figures

    return _SPELT.sub(written, text)


def _backwards(text: str) -> str:
    return text[::-1] if _RIGHT_TO_LEFT.search(text) else text


READINGS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("with entities decoded", _entities),
    ("with entities of its own decoded", _own_entities),
    ("with percent signs decoded", _percent),
    ("with tags taken out", _without_tags),
    ("with tags as spaces", _tags_as_spaces),
    ("with tags within a line taken out", _blocks_as_spaces),
    ("with inner tags taken out", _without_inner_tags),
    ("with strings joined", _strings_joined),
    ("with folded lines joined", _unfolded),
    ("with script escapes decoded", _script_escapes),
    ("with style escapes decoded", _style_escapes),
    ("with octal escapes decoded", _octal_escapes),
    ("with quoted-printable decoded", _quoted_printable),
    ("with encoded words decoded", _encoded_words),
    ("in base64", _base64),
    ("in base32", _base32),
    ("in base85", _ascii85),
    ("in hexadecimal", _hexadecimal),
    ("in character codes", _codes),
    ("in binary figures", _bits),
    ("in UTF-7", _utf7),
    ("in punycode", _punycode),
    ("with spelt figures as figures", _figures),
    ("backwards", _backwards),
)
"""How each reading is named in a report, and the function that makes it."""

LAST_READINGS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("in a stretch of base64", _base64_scraps),
    ("in a stretch of hexadecimal", _hexadecimal_scraps),
)
"""Readings whose text is searched, and not read again."""


def legible(decoded: bytes) -> list[str]:
    """What in decoded bytes can be read as text: all of it, or the longer stretches that can."""
    if b"\x00" in decoded and (wide := list(_wide(decoded))):
        return wide
    try:
        text = decoded.decode("utf-8")
    except UnicodeDecodeError:
        text = "\n"
    if all(character.isprintable() or character in "\r\n\t" for character in text) and text != "\n":
        return [text]
    return [stretch for stretch in _stretches(decoded) if len(stretch) >= _WORTH_READING_ON]


def _wide(decoded: bytes) -> Iterator[str]:
    """Letters of two or four bytes, if that is what they are."""
    if decoded.count(b"\x00") * 4 > len(decoded):
        yield decoded.replace(b"\x00", b"").decode("utf-8", "replace")
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = decoded[: len(decoded) // 2 * 2].decode(encoding)
        except UnicodeDecodeError:
            continue
        if text.isprintable():
            yield text


def _scraps(decoded: bytes) -> list[str]:
    """The shorter legible stretches in what is mostly no text; a name may stand there, another encoding hardly."""
    whole = legible(decoded)
    return [stretch for stretch in _stretches(decoded) if len(stretch) < _WORTH_READING_ON] if whole != [_text(decoded)] else []


def _text(decoded: bytes) -> str:
    return decoded.decode("utf-8", "replace")


def _stretches(decoded: bytes) -> list[str]:
    return [stretch.decode("utf-8", "replace") for stretch in _LEGIBLE.findall(decoded)]


def _bytes(decoded: bytes) -> str:
    try:
        return decoded.decode("utf-8")
    except UnicodeDecodeError:
        return decoded.decode("latin-1")


def _character(written: str) -> str:
    code = int(written, 16)
    return chr(code) if code <= 0x10FFFF else ""
