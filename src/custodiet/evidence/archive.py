"""An untrusted ZIP archive: what it holds, by name, and one member at a time as a stream that cannot swell beyond measure.

Names are shown and compared, never used as paths; nothing is unpacked to disk; an archive inside an archive is not opened.
"""

import io
import struct
import zipfile
import zlib
from collections import Counter
from dataclasses import dataclass
from typing import IO, Any, BinaryIO, cast

from custodiet.evidence.reading import UnreadableFile

MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
LONGEST_NAME = 300
"""Characters of a member's name that are shown: it stands in every line that is read from it."""
MOST_MEMBERS = 200_000
MOST_DIRECTORY = 64 << 20
MOST_BYTES = 8 << 30
MOST_RATIO = 200
FREE_BYTES = 8 << 20
"""Members of an archive, bytes of its list of members, bytes of one member, how many times larger than packed a member may
become, and up to how many bytes that last rule is not asked."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file in the archive: its name as it stands there (of one as long as a page, the end), and its size as the archive states it."""

    name: str
    size: int


class Archive:
    """An opened archive. Reading a member raises UnreadableFile where it is locked, damaged or swells beyond measure."""

    def __init__(self, stream: BinaryIO) -> None:
        _check_directory(stream)
        try:
            self._zip = zipfile.ZipFile(stream)
            listed = self._zip.infolist()
        except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, struct.error, OSError, ValueError, OverflowError) as error:
            raise UnreadableFile(
                f"The archive's list of files cannot be read ({error}). It is damaged or cut off: ask for it again."
            ) from error
        if len(listed) > MOST_MEMBERS:
            raise UnreadableFile(
                f"The archive lists {len(listed):,} files; at most {MOST_MEMBERS:,} are looked at. Take out the one needed."
            )
        self._infos = _named(listed)
        self.members = tuple(Member(name, info.file_size) for name, info in self._infos.items())

    def open(self, name: str) -> BinaryIO:
        """The member's bytes, counted and bounded as they come."""
        info = self._infos[name]
        if info.flag_bits & 1:
            raise UnreadableFile(
                f"“{name}” in the archive is locked with a password. Ask for it unlocked, or unlock it and keep both as exhibits."
            )
        try:
            return cast(BinaryIO, io.BufferedReader(_Bounded(self._zip.open(info), name, info.compress_size), 1 << 16))
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, struct.error, OSError, ValueError, EOFError) as error:
            raise _damaged(name, error) from error


def _named(listed: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    """The files by their names. Where a name stands twice, the second is told apart, so that neither hides the other."""
    found: dict[str, zipfile.ZipInfo] = {}
    times: Counter[str] = Counter()
    for info in listed:
        if info.filename.endswith("/"):  # a folder; `is_dir` breaks over a name of no length
            continue
        times[info.filename] += 1
        folder, slash, last = info.filename.rpartition("/")
        name = info.filename if times[info.filename] == 1 else f"{folder}{slash}({times[info.filename]}) {last}"
        if len(name) > LONGEST_NAME:
            name = f"({len(found) + 1}) …{name[-LONGEST_NAME:]}"
        found[name if name not in found else f"{len(found)} {name}"] = info
    return found


def _damaged(name: str, error: Exception) -> UnreadableFile:
    return UnreadableFile(f"“{name}” in the archive cannot be unpacked ({error}). The archive is damaged or cut off: ask for it again.")


def _check_directory(stream: BinaryIO) -> None:
    """Refuse a list of members too long to load, before it is loaded: its size stands at the end of the archive."""
    end = stream.seek(0, io.SEEK_END)
    stream.seek(max(0, end - 65_557))
    tail = stream.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + 22:
        raise UnreadableFile("The archive has no end: it is cut off, or not a ZIP archive at all. Ask for it again.")
    size = int.from_bytes(tail[at + 12 : at + 16], "little")
    wide = tail.rfind(b"PK\x06\x06", 0, at)
    if size == 0xFFFFFFFF and wide >= 0:
        size = int.from_bytes(tail[wide + 40 : wide + 48], "little")
    if size > MOST_DIRECTORY:
        raise UnreadableFile(
            f"The archive's list of files is said to be {size:,} bytes long; at most {MOST_DIRECTORY:,} are read. Ask for it again."
        )
    stream.seek(0)


class _Bounded(io.RawIOBase):
    """A member's bytes; says so in words where there are more than there may be, or where the packing is broken."""

    def __init__(self, inner: IO[bytes], name: str, packed: int) -> None:
        self._inner, self._name, self._count = inner, name, 0
        self._most = min(MOST_BYTES, max(FREE_BYTES, packed * MOST_RATIO))

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        view = memoryview(buffer)
        try:
            data = self._inner.read(len(view))
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
            raise _damaged(self._name, error) from error
        self._count += len(data)
        if self._count > self._most:
            raise UnreadableFile(
                f"“{self._name}” in the archive swells to more than {self._most:,} bytes, far more than its packed size allows. "
                "That is how a file is made to exhaust a computer; it was not read on. Ask for the file unpacked."
            )
        view[: len(data)] = data
        return len(data)
