"""An archive as a folder: files, a list of them with their digests, and a head that is signed and written last.

export          the head: one line of JSON as a signed note. Without it the export was not finished
files.jsonl     every other file: its path, the size and SHA-256 of what it holds, and whether it is sealed here
…               sealed files under the archive's key (`locks`); what the store has sealed already stands as it is
"""

import io
import json
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO

from custodiet.evidence.sealed import CHUNK, Altered, Plain, opened, seal
from custodiet.ledger.notes import NoteRefused, parse_note

HEAD, FILES = "export", "files.jsonl"
FORMAT = 1
_PATH = re.compile(r"[^/\\\x00-\x1f]+(/[^/\\\x00-\x1f]+)*")


class RefusedExport(Exception):
    """An export that is not restored. The message names the file, and says what to do."""


@dataclass(frozen=True, slots=True)
class Filed:
    """A file of the archive. Size and digest are of what it holds; `sealed`: it lies here under the archive's key."""

    path: str
    size: int
    sha256: str
    sealed: bool


@dataclass(slots=True)
class Writing:
    """An archive being written. `key`: what its files are sealed under; None where it lies open."""

    root: Path
    key: bytes | None
    files: list[Filed] = field(default_factory=list)

    def put(self, path: str, stream: BinaryIO) -> None:
        """Write a file, sealed where the archive is locked."""
        with self._new(path) as into:
            if self.key is None:
                digest, size = _copied(stream, into)
            else:
                raw, size = seal(stream, into, self.key)
                digest = raw.hex()
        self.files.append(Filed(path, size, digest, self.key is not None))

    def put_as_it_is(self, path: str, stream: BinaryIO) -> None:
        """Write a file that is sealed already, or tells nothing."""
        with self._new(path) as into:
            digest, size = _copied(stream, into)
        self.files.append(Filed(path, size, digest, sealed=False))

    def end(self, said: dict[str, Any]) -> str:
        """Write the list; the text of the head, to be signed and given to `finish`."""
        listed = "".join(json.dumps(asdict(each), ensure_ascii=False) + "\n" for each in self.files).encode()
        with self._new(FILES) as into:
            into.write(listed)
        return json.dumps(said | {"format": FORMAT, "files": len(self.files), "list": sha256(listed).hexdigest()}) + "\n"

    def finish(self, note: str) -> None:
        """Put the signed head in place: from now on the export is finished."""
        with self._new(f".{HEAD}") as into:
            into.write(note.encode())
        os.replace(self.root / f".{HEAD}", self.root / HEAD)

    def _new(self, path: str) -> BinaryIO:
        where = self.root / path
        where.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return _Synced(where)


class _Synced(io.FileIO):
    """A new file for its owner alone, on the disk when it is closed."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "x", opener=lambda name, flags: os.open(name, flags, 0o600))

    def close(self) -> None:
        if not self.closed:
            os.fsync(self.fileno())
        super().close()


def streamed(lines: Iterable[bytes]) -> BinaryIO:
    """Lines as a stream to read."""
    return io.BufferedReader(Plain(iter(lines)), CHUNK)


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive that was opened. Nothing of it is believed before `check` has gone through all of it."""

    root: Path
    note: str
    head: dict[str, Any]
    files: dict[str, Filed]
    key: bytes | None

    def check(self) -> Iterator[str]:
        """Go through every file, handing out each path as it was found whole. Raises RefusedExport and names the file."""
        there = {str(path.relative_to(self.root)) for path in self.root.rglob("*") if path.is_symlink() or not path.is_dir()}
        for strange in sorted(there - set(self.files) - {HEAD, FILES}):
            raise RefusedExport(f"{strange} is no file of this export: it was put there afterwards. {_AGAIN}")
        for path in self.files:
            for _ in self.chunks(path):
                pass
            yield path

    def chunks(self, path: str) -> Iterator[bytes]:
        """What a file holds, compared with its digest at the end."""
        filed = self.files[path]
        where = self.root / path
        if where.is_symlink() or not where.is_file() or not where.resolve().is_relative_to(self.root.resolve()):
            raise RefusedExport(f"{path} is missing, or is no file. {_AGAIN}")
        if filed.sealed:
            try:
                yield from opened(where, self.key or b"", filed.sha256, filed.size)
            except (Altered, ValueError) as wrong:
                raise RefusedExport(f"{path} is damaged or was altered. {_AGAIN}") from wrong
            return
        digest, size = sha256(), 0
        with where.open("rb") as file:
            while part := file.read(CHUNK):
                digest.update(part)
                size += len(part)
                yield part
        if (size, digest.hexdigest()) != (filed.size, filed.sha256):
            raise RefusedExport(f"{path} is damaged or was altered. {_AGAIN}")

    def whole(self, path: str) -> bytes:
        """A small file as a whole."""
        if path not in self.files:
            raise RefusedExport(f"{path} is not in this export. {_AGAIN}")
        return b"".join(self.chunks(path))

    def lines(self, path: str) -> Iterator[bytes]:
        """The lines of a file."""
        yield from io.BufferedReader(Plain(self.chunks(path)), CHUNK)

    def below(self, folder: str) -> list[str]:
        """The paths in a folder."""
        return [path for path in self.files if path.startswith(f"{folder}/")]


_AGAIN = "Nothing was restored. Copy the export again from where it was written, or write a new one."


def head(root: Path) -> tuple[str, dict[str, Any]]:
    """The head as it was signed, and what it says: not yet to be believed."""
    try:
        note = (root / HEAD).read_text(encoding="utf-8")
        said = json.loads(parse_note(note).text)
    except FileNotFoundError as missing:
        raise RefusedExport(f"{root} holds no finished export: the file “{HEAD}”, which is written last, is not there.") from missing
    except (NoteRefused, ValueError) as wrong:
        raise RefusedExport(f"{HEAD} is damaged or was altered: {wrong} {_AGAIN}") from wrong
    if not isinstance(said, dict) or not isinstance(said.get("format"), int):
        raise RefusedExport(f"{HEAD} is no head of an export. {_AGAIN}")
    if said["format"] > FORMAT:
        raise RefusedExport(
            f"This export has format {said['format']}, and this program ({FORMAT}) is older than that. Install the version that wrote it, "
            f"{said.get('program', 'a newer one')}, or a later one. Nothing was restored."
        )
    return note, said


def listed(root: Path, said: dict[str, Any]) -> dict[str, Filed]:
    """The files of the archive, as the list says that its head names."""
    try:
        data = (root / FILES).read_bytes()
    except OSError as missing:
        raise RefusedExport(f"{FILES} is missing. {_AGAIN}") from missing
    if sha256(data).hexdigest() != said.get("list"):
        raise RefusedExport(f"{FILES} is damaged or was altered. {_AGAIN}")
    found = [Filed(**json.loads(line)) for line in data.splitlines()]
    for each in found:
        if not _PATH.fullmatch(each.path) or {".", ".."} & set(each.path.split("/")):
            raise RefusedExport(f"{FILES} names a path that leads elsewhere: {each.path[:80]}. {_AGAIN}")
    return {each.path: each for each in found}


def _copied(stream: BinaryIO, into: BinaryIO) -> tuple[str, int]:
    digest, size = sha256(), 0
    while part := stream.read(CHUNK):
        digest.update(part)
        size += len(part)
        into.write(part)
    return digest.hexdigest(), size
