"""ZIP, and with it DOCX, XLSX, PPTX, ODT, ODS and EPUB: every part, every name and remark, and the bytes between the parts."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

from custodiet.publication.unpacking import office
from custodiet.publication.unpacking.packed import LARGEST_PART
from custodiet.publication.unpacking.part import Part, Unread, stretches

_LOCAL = b"PK\x03\x04"
_MOST_PARTS = 5_000
_DESCRIPTOR = 24  # bytes that may follow a part, saying its size
_DAMAGED = (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError, struct.error)


def is_zip(data: bytes) -> bool:
    """Whether it is a ZIP archive; one with something before it is known by its end."""
    return data.startswith((_LOCAL, b"PK\x05\x06")) or (b"PK\x05\x06" in data[-66_000:] and zipfile.is_zipfile(io.BytesIO(data)))


def parts(data: bytes) -> Iterator[Part | Unread]:
    """Everything in the archive; a locked or damaged part is said to be unread."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        listed = archive.infolist()
    except _DAMAGED:
        yield from _without_directory(data)
        yield Unread("", "the ZIP archive is damaged. Pack it again.")
        return
    if len(listed) > _MOST_PARTS:
        yield Unread("", f"the ZIP archive holds more than {_MOST_PARTS:,} parts. Publish it in several.")
        return
    yield Part("in the comment of the archive", archive.comment)
    contents: dict[str, bytes] = {}
    for info in listed:
        yield Part("in a name inside the archive", info.filename)
        yield Part("in a remark inside the archive", stretches(info.comment + b"\n" + info.extra, 2))
        read = _read(archive, info)
        if isinstance(read, Unread):
            yield read
        elif info.filename in contents:
            yield Part(f"in a second part of the same name, {info.filename}", read)
        else:
            contents[info.filename] = read
    yield from office.parts(contents) if office.is_office(contents) else _files(contents)
    yield from _between(data, archive, listed)


def _files(contents: dict[str, bytes]) -> Iterator[Part]:
    return (Part(f"in {name} of the ZIP archive", content) for name, content in contents.items())


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes | Unread:
    where = f"in {info.filename}"
    if info.flag_bits & 1:
        return Unread(where, "this part is locked with a password and was not read. Pack it without one.")
    if info.file_size > LARGEST_PART:
        return Unread(where, f"this part unfolds into more than {LARGEST_PART:,} bytes. Publish it by itself.")
    try:
        with archive.open(info) as opened:
            found = opened.read(LARGEST_PART + 1)
    except _DAMAGED:
        return Unread(where, "this part is damaged and was not read. Pack it again.")
    return found if len(found) <= LARGEST_PART else Unread(where, "this part is larger than it says. Pack it again.")


def _between(data: bytes, archive: zipfile.ZipFile, listed: list[zipfile.ZipInfo]) -> Iterator[Part | Unread]:
    """What stands in no part: before the archive, between its parts, in parts that were struck off the list, behind its end."""
    at = 0
    for info in sorted(listed, key=lambda each: each.header_offset):
        yield from _gap(data[at : info.header_offset])
        lengths = data[info.header_offset + 26 : info.header_offset + 30]
        if len(lengths) < 4:
            return
        name, extra = struct.unpack("<HH", lengths)
        yield Part(
            "in a remark inside the archive", stretches(data[info.header_offset + 30 + name : info.header_offset + 30 + name + extra], 2)
        )
        at = info.header_offset + 30 + name + extra + info.compress_size
        if info.flag_bits & 8:
            following = data.find(b"PK", at, at + _DESCRIPTOR + 4)
            if following > at:
                at = following
            if data[at : at + 4] == b"PK\x07\x08":
                at += 16
    yield from _gap(data[at : archive.start_dir])
    end = data.rfind(b"PK\x05\x06")
    if end >= 0:
        yield from _gap(data[end + 22 + len(archive.comment) :])


def _gap(data: bytes) -> Iterator[Part | Unread]:
    if not data.strip(b"\x00"):
        return
    if _LOCAL in data:
        yield from _without_directory(data)
    else:
        yield Part("between the parts of the archive", data)


def _without_directory(data: bytes) -> Iterator[Part | Unread]:
    """Parts that are on no list, each found by how it begins."""
    at = data.find(_LOCAL)
    while at >= 0:
        head = data[at : at + 30]
        if len(head) == 30:
            flags, method = struct.unpack("<HH", head[6:10])
            packed, _, name, extra = struct.unpack("<IIHH", head[18:30])
            start = at + 30 + name + extra
            yield Part("in a name inside the archive", data[at + 30 : at + 30 + name])
            content = data[start : start + packed] if packed else data[start:]
            yield from _unlisted(content, method, locked=bool(flags & 1))
        at = data.find(_LOCAL, at + 4)


def _unlisted(content: bytes, method: int, *, locked: bool) -> Iterator[Part | Unread]:
    how = "in a part that is not on the list of the archive"
    try:
        found = zlib.decompressobj(-15).decompress(content, LARGEST_PART) if method == zipfile.ZIP_DEFLATED else content
    except zlib.error:
        found = b""
    if locked or (content and not found):
        yield Unread(how, "it could not be read. Pack the archive again.")
    yield Part(how, found)
