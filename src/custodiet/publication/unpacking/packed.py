"""Single packed files (gzip, bzip2, xz), tape archives, and the kinds that are sealed to us."""

import bz2
import io
import lzma
import tarfile
import zlib
from collections.abc import Iterator
from typing import Protocol

from custodiet.publication.unpacking.part import Part, Unread, stretches

LARGEST_PART = 40_000_000
_SEALED = {
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "an old Office file, or one locked with a password. Save it in the present format, unlocked",
    b"Rar!\x1a\x07": "a RAR archive. Pack it as ZIP",
    b"7z\xbc\xaf'\x1c": "a 7z archive. Pack it as ZIP",
    b"SQLite format 3\x00": "a database, which keeps what was deleted. Publish its rows as CSV",
    b"PAR1": "a Parquet file. Publish its rows as CSV",
    b"\x28\xb5\x2f\xfd": "packed as Zstandard. Pack it as ZIP",
}


class _Unpacker(Protocol):
    @property
    def unused_data(self) -> bytes: ...

    def decompress(self, data: bytes, max_length: int = ..., /) -> bytes: ...


def is_gzip(data: bytes) -> bool:
    """Whether it is packed as gzip."""
    return data.startswith(b"\x1f\x8b")


def is_bzip2(data: bytes) -> bool:
    """Whether it is packed as bzip2."""
    return data.startswith(b"BZh") and data[4:10] == b"1AY&SY"


def is_xz(data: bytes) -> bool:
    """Whether it is packed as xz."""
    return data.startswith(b"\xfd7zXZ\x00")


def is_tar(data: bytes) -> bool:
    """Whether it is a tape archive."""
    return data[257:262] == b"ustar"


def is_sealed(data: bytes) -> bool:
    """Whether it is of a kind that cannot be read here."""
    return data.startswith(tuple(_SEALED))


def gzipped(data: bytes) -> Iterator[Part | Unread]:
    """The file inside, what stands in the header (a name, a remark), and whatever follows."""
    yield Part("in the header of the gzip file", stretches(data[10:600], 2))
    yield from _inside(zlib.decompressobj(31), data, "gzip")


def bzipped(data: bytes) -> Iterator[Part | Unread]:
    """The file inside, and whatever follows."""
    yield from _inside(bz2.BZ2Decompressor(), data, "bzip2")


def xzipped(data: bytes) -> Iterator[Part | Unread]:
    """The file inside, and whatever follows."""
    yield from _inside(lzma.LZMADecompressor(memlimit=200_000_000), data, "xz")


def tarred(data: bytes) -> Iterator[Part | Unread]:
    """Every file inside with its name and what else its header says."""
    try:
        with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as archive:
            for member in archive:
                said = f"{member.name}\n{member.linkname}\n{member.uname}\n{member.gname}\n{member.pax_headers}"
                yield Part("in a name inside the tar archive", said)
                opened = archive.extractfile(member) if member.isfile() and member.size <= LARGEST_PART else None
                if opened:
                    yield Part("in a file of the tar archive", opened.read())
    except (tarfile.TarError, OSError, ValueError, EOFError) as wrong:
        yield Unread("", f"the tar archive is damaged ({type(wrong).__name__}). Pack it again.")


def sealed(data: bytes) -> Iterator[Part | Unread]:
    """The legible stretches, and that it was not read."""
    yield Part("in the legible stretches", stretches(data))
    kind = next(words for start, words in _SEALED.items() if data.startswith(start))
    yield Unread("", f"this is {kind}.")


def _inside(unpacker: _Unpacker, data: bytes, kind: str) -> Iterator[Part | Unread]:
    try:
        found = unpacker.decompress(data, LARGEST_PART + 1)
    except (zlib.error, OSError, lzma.LZMAError, EOFError, ValueError):
        yield Part("in the legible stretches", stretches(data))
        yield Unread("", f"what is packed as {kind} is damaged. Pack it again.")
        return
    if len(found) > LARGEST_PART:
        yield Unread("", f"what is packed as {kind} unfolds into more than {LARGEST_PART:,} bytes. Publish it in parts.")
        return
    yield Part(f"unpacked from {kind}", found)
    if unpacker.unused_data.strip(b"\x00"):
        yield Part(f"behind the end of the {kind} file", unpacker.unused_data)
