"""The streams of a PDF, found in its bytes and not through its tables, so that those of older revisions are found as well."""

import binascii
import re
import zlib
from base64 import a85decode
from dataclasses import dataclass

from pdfminer.lzw import lzwdecode
from pdfminer.runlength import rldecode
from pdfminer.utils import apply_png_predictor

from custodiet.publication.unpacking.packed import LARGEST_PART

PIXELS = frozenset({"JPEG", "JPEG 2000", "CCITT", "JBIG2"})
_STREAM = re.compile(rb"stream(?:\r\n|\n|\r)")
_END = re.compile(rb"[\r\n]*endstream")
_FILTER = re.compile(rb"/Filter\s*(\[[^\]]*\]|/[\w#]+)|/F\s*(\[\s*/[^\]]*\]|/(?:Fl|AHx|A85|LZW|RL|DCT|CCF)\b)")
_LENGTH = re.compile(rb"/Length\s+(\d+)(?!\s+\d+\s+R)")
_UNREADABLE = {
    b"DCTDecode": "JPEG", b"DCT": "JPEG", b"JPXDecode": "JPEG 2000", b"CCITTFaxDecode": "CCITT", b"CCF": "CCITT", b"JBIG2Decode": "JBIG2",
}  # fmt: skip
_ABOUT = 4_000  # bytes before a stream in which its dictionary stands
_MOST = 20_000


@dataclass(frozen=True, slots=True)
class Undecoded:
    """A stream that stays packed: pixels of a kind of their own, or "damaged"."""

    kind: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Stream:
    """A stream: the dictionary before it, its content, and bytes that were left over when it was unpacked."""

    about: bytes
    content: bytes | Undecoded
    spare: bytes = b""


def streams(data: bytes) -> tuple[list[Stream], bytes]:
    """Every stream in the bytes, and the bytes that are in none."""
    found: list[Stream] = []
    outside: list[bytes] = []
    at = 0
    while (start := _STREAM.search(data, at)) and len(found) < _MOST:
        before = data[at : start.start()]
        if not before.rstrip().endswith(b">>"):
            outside.append(data[at : start.end()])
            at = start.end()
            continue
        about = before[-_ABOUT:]
        about = about[max(about.rfind(b" obj"), 0) :]
        stop, after = _ends(data, start.end(), about)
        outside.append(before)
        found.append(_decoded(about, data[start.end() : stop]))
        at = after
    return found, b"\n".join([*outside, data[at:]])


def _ends(data: bytes, start: int, about: bytes) -> tuple[int, int]:
    """Where the stream ends: as long as it says if that is followed by its end mark, else at the next end mark."""
    said = _LENGTH.search(about)
    if said and (mark := _END.match(data, start + int(said[1]))):
        return start + int(said[1]), mark.end()
    mark = _END.search(data, start)
    return (mark.start(), mark.end()) if mark else (len(data), len(data))


def _decoded(about: bytes, data: bytes) -> Stream:
    named = _FILTER.search(about)
    filters = re.findall(rb"/([\w#]+)", named[1] or named[2]) if named else []
    spare = b""
    try:
        for each in filters:
            if each in _UNREADABLE:
                return Stream(about, Undecoded(_UNREADABLE[each], data), spare)
            data, left = _undone(each, data)
            spare += left
            if each in (b"FlateDecode", b"Fl", b"LZWDecode", b"LZW"):
                data = _without_predictor(about, data)
    except (zlib.error, ValueError, IndexError, KeyError, TypeError, AssertionError):
        return Stream(about, Undecoded("damaged", data))
    if len(data) > LARGEST_PART:
        return Stream(about, Undecoded("damaged", b""))
    return Stream(about, data, spare)


def _undone(name: bytes, data: bytes) -> tuple[bytes, bytes]:
    if name in (b"FlateDecode", b"Fl"):
        unpacker = zlib.decompressobj()
        found = unpacker.decompress(data, LARGEST_PART + 1)
        return found, unpacker.unused_data
    if name in (b"ASCIIHexDecode", b"AHx"):
        digits = re.sub(rb"[\s>]", b"", data)
        return binascii.unhexlify(digits + b"0" * (len(digits) % 2)), b""
    if name in (b"ASCII85Decode", b"A85"):
        return a85decode(data.strip().removeprefix(b"<~").removesuffix(b"~>")), b""
    if name in (b"LZWDecode", b"LZW"):
        return lzwdecode(data), b""
    if name in (b"RunLengthDecode", b"RL"):
        return rldecode(data), b""
    raise ValueError


def _without_predictor(about: bytes, data: bytes) -> bytes:
    if not (said := re.search(rb"/Predictor\s+(\d+)", about)) or int(said[1]) < 10:
        return data
    numbers = {key: int(found[1]) if (found := re.search(rb"/%s\s+(\d+)" % key, about)) else usual for key, usual in _USUAL.items()}
    return apply_png_predictor(int(said[1]), numbers[b"Colors"], numbers[b"Columns"], numbers[b"BitsPerComponent"], data)


_USUAL = {b"Colors": 1, b"Columns": 1, b"BitsPerComponent": 8}
