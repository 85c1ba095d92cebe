"""The strings in PDF objects and page descriptions: in brackets or in hexadecimal, joined where the page joins them."""

import re

_TOKEN = re.compile(rb"[(\[\]%]|<(?!<)|\b(?:TJ|Tj|BT|ET|T\*|Td|TD|Tm)\b")
_END_OF_LITERAL = re.compile(rb"\\.|[()]", re.DOTALL)
_ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|(\r\n|\r|\n)|(.))", re.DOTALL)
_PLAIN = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_SHORT = 2


def strings_of(raw: bytes) -> list[str]:
    """All strings: each by itself, those of one array joined, and letters that are shown one at a time joined."""
    alone: list[bytes] = []
    joined: list[bytes] = []
    array: list[bytes] | None = None
    run: list[bytes] = []
    at = 0
    while found := _TOKEN.search(raw, at):
        at = found.end()
        token = found[0]
        if token == b"%":
            end = re.compile(rb"[\r\n]").search(raw, at)
            at = end.end() if end else len(raw)
        elif token == b"[":
            array = []
        elif token == b"]":
            joined.append(b"".join(array or []))
            run, array = [*run, joined[-1]], None
        elif token in (b"(", b"<"):
            value, at = _literal(raw, at) if token == b"(" else _hexadecimal(raw, at)
            alone.append(value)
            if array is not None:
                array.append(value)
            elif len(value) <= _SHORT:
                run.append(value)
            else:
                joined.append(b"".join(run))
                run = []
        elif token == b"ET":
            joined.append(b"".join(run))
            run = []
    joined.append(b"".join(run))
    return ["\n.\n".join(text for value in values for text in _spelt(value)) for values in (alone, joined) if any(values)]


def _literal(raw: bytes, at: int) -> tuple[bytes, int]:
    depth, start = 1, at
    while found := _END_OF_LITERAL.search(raw, at):
        at = found.end()
        depth += {b"(": 1, b")": -1}.get(found[0], 0)
        if depth == 0:
            return _ESCAPE.sub(_unescaped, raw[start : at - 1]), at
    return raw[start:], len(raw)


def _unescaped(found: re.Match[bytes]) -> bytes:
    if found[1]:
        return bytes([int(found[1], 8) % 256])
    return b"" if found[2] else _PLAIN.get(found[3], found[3])


def _hexadecimal(raw: bytes, at: int) -> tuple[bytes, int]:
    end = raw.find(b">", at)
    if end < 0:
        return b"", len(raw)
    digits = re.sub(rb"\s", b"", raw[at:end])
    if re.search(rb"[^0-9a-fA-F]", digits):
        return b"", at
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode()), end + 1


def _spelt(value: bytes) -> list[str]:
    """In the letters it says it is in; otherwise of one byte each, and of two where that may be."""
    for mark, encoding in ((b"\xfe\xff", "utf-16-be"), (b"\xff\xfe", "utf-16-le"), (b"\xef\xbb\xbf", "utf-8")):
        if value.startswith(mark):
            return [value[len(mark) :].decode(encoding, "replace")]
    found = [value.decode("latin-1")]
    if b"\x00" in value:
        found.append(value.decode("utf-16-be", "replace"))
    if any(byte > 127 for byte in value):
        found.append(value.decode("utf-8", "replace"))
    return found
