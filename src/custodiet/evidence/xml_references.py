"""References in XML that XML does not allow, mended as the bytes go by: half signs joined to one, others shown as \ufffd.

Programs on telephones write a sign beyond the first 65,536 (most emoji) as two references, to half a sign each, and a parser
that keeps to the letter stops there.
"""

import re

from custodiet.evidence.xml_stream import Bytes

_HIGH = rb"(?:5529[6-9]|55[3-9]\d\d|56[0-2]\d\d|563[01]\d|[xX][dD][89aAbB][0-9a-fA-F]{2})"
_LOW = rb"(?:563[2-9]\d|56[4-9]\d\d|57[0-2]\d\d|573[0-3]\d|5734[0-3]|[xX][dD][c-fC-F][0-9a-fA-F]{2})"
_REFERENCE = re.compile(rb"&#(?:(?P<high>%b);&#(?P<low>%b)|(?P<one>\d{1,7}|[xX][0-9a-fA-F]{1,6}));" % (_HIGH, _LOW))
_OPEN = re.compile(rb"(?:&#%b;)?(?:&(?:#(?:[xX]?[0-9a-fA-F]{0,7})?)?)?\Z" % _HIGH)
_LONGEST_OPEN = 24


class Repaired:
    """A file's bytes with such references mended. `count` is how many were no sign at all."""

    def __init__(self, stream: Bytes) -> None:
        self._stream, self._rest, self.count = stream, b"", 0

    def read(self, size: int = -1, /) -> bytes:
        """The next bytes, about `size` of them; none at the end."""
        while True:
            chunk = self._stream.read(size)
            data = self._rest + chunk
            held = _OPEN.search(data, max(0, len(data) - _LONGEST_OPEN)) if chunk else None
            cut = held.start() if held else len(data)
            self._rest = data[cut:]
            if cut or not chunk:
                return _REFERENCE.sub(self._mend, data[:cut]) if b"&#" in data else data[:cut]

    def _mend(self, found: re.Match[bytes]) -> bytes:
        if found["high"]:
            return b"&#%d;" % (0x10000 + (_code(found["high"]) - 0xD800) * 0x400 + _code(found["low"]) - 0xDC00)
        code = _code(found["one"])
        allowed = code in {9, 10, 13} or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000
        self.count += not allowed
        return b"&#%d;" % (code if allowed else 0xFFFD)


def _code(text: bytes) -> int:
    return int(text[1:], 16) if text[:1] in b"xX" else int(text)
