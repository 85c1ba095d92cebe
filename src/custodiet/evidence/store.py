"""The store of exhibits: content-addressed, encrypted, write-once. The one module of this room that touches the disk.

Each file is sealed under a key of its own, in chunks, so that a file of any size is read and checked as it streams. Its key
is wrapped by the key of its case, and that by a key outside the database and outside the store. An address is keyed too, so
that nobody who can list the store can ask whether it holds a file they have. Destroying a case's key destroys its files.

    objects/ab/cd/<address>   header | wrapped file key | chunk 0 | chunk 1 | … (AES-256-GCM)
    cases/<name>              the wrapped key of a case
    damaged/<address>-<part>  a stored file that was found altered, kept as it was found when a whole one took its place
"""

import contextlib
import hmac
import io
import os
import re
import secrets
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import file_digest, sha256
from pathlib import Path
from typing import IO, BinaryIO, TypeAlias

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

MAGIC = b"custodiet store 1\n"
CHUNK = 1 << 20
KEY, TAG, NONCE = 32, 16, 12
WRAPPED = NONCE + KEY + TAG
ORPHAN_AFTER = 24 * 60 * 60
"""Seconds after which a temporary file belongs to a process that died."""
_DIGEST = re.compile(r"[0-9a-f]{64}")
_CASE = re.compile(r"[A-Za-z0-9_-]{1,64}")


class Altered(Exception):
    """What is stored is not what was put there, or is gone. The message says what was found and what to do."""


class NoKey(Exception):
    """The key that opens the store is missing or is another. The message says where it was looked for."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A file in the store: where, the digest of its plain bytes, and how many they are."""

    address: str
    sha256: str
    size: int


Placing: TypeAlias = Callable[[Stored, str], None]
"""Told before a file is put in place: which, and what is wrong with the one that stands there; empty where none does."""


class Keys:
    """The key outside the database, kept in a file that only its owner may read; made on first use, whole or not at all."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def key(self) -> bytes:
        """32 bytes. Raises NoKey where the file holds something else."""
        if not self.path.exists():
            _folder(self.path.parent)
            _place(self.path, secrets.token_bytes(KEY))
        found = self.path.read_bytes()
        if len(found) != KEY:
            raise NoKey(
                f"{self.path} does not hold a key of {KEY} bytes. Bring back the key from the safe; without it no exhibit can be opened."
            )
        return found


class Store:
    """Files by case. `case` is any word of letters, digits, - and _ that stands for the case and never changes."""

    def __init__(self, root: Path, keys: Keys) -> None:
        self.root, self.keys = root, keys

    def put(self, stream: BinaryIO, *, case: str, placing: Placing | None = None) -> Stored:
        """Take the stream in. When this returns the file is on the disk, whole; the same bytes in the same case are one file.

        Damage is never mended in silence. Where an altered file stands in the place, `placing` is told and has to put that on
        record; then the altered file is set aside and the whole one takes its place. Without `placing` it raises Altered.
        """
        key = self._case_key(case, make=True)
        objects = self.root / "objects"
        _folder(objects)
        with tempfile.NamedTemporaryFile(dir=objects, prefix=".new-", delete=False) as aside:
            try:
                digest, size = _seal(stream, aside, key)
                aside.flush()
                os.fsync(aside.fileno())
                stored = Stored(hmac.new(key, digest, "sha256").hexdigest(), digest.hex(), size)
                path = self._path(stored.address)
                if path.exists() and not (wrong := _wrong(path, key, stored)):
                    Path(aside.name).unlink()
                else:
                    if path.exists():
                        self._set_aside(path, stored, wrong, placing)
                    elif placing:
                        placing(stored, "")
                    _folder(path.parent)
                    os.chmod(aside.name, 0o400)
                    os.replace(aside.name, path)
                    _sync(path.parent, path.parent.parent, objects)
            except BaseException:
                with contextlib.suppress(FileNotFoundError):
                    Path(aside.name).unlink()
                raise
        return stored

    def _set_aside(self, path: Path, stored: Stored, wrong: str, placing: Placing | None) -> None:
        """Have it put on record that the file is altered, and keep it beside the store's files, where it can be looked at."""
        if placing is None:
            raise Altered(wrong)
        folder = self.root / "damaged"
        _folder(folder)
        with path.open("rb") as file:
            kept = f"{path.name}-{file_digest(file, 'sha256').hexdigest()[:16]}"
        placing(stored, f"{wrong} The altered file is kept as damaged/{kept}.")
        with contextlib.suppress(FileExistsError):
            os.link(path, folder / kept)  # it keeps its place until the whole one has it
        _sync(folder)

    def damaged(self) -> Iterator[str]:
        """The names of the altered files that were set aside, as they stand in what is on record of them."""
        for path in sorted((self.root / "damaged").glob("*")):
            yield f"damaged/{path.name}"

    def open(self, stored: Stored, *, case: str) -> BinaryIO:
        """The plain bytes as a stream, each chunk verified before it is handed on, the digest of the whole at its end.

        Raises Altered where anything is not as it was put, at the latest at the end of the stream.
        """
        return io.BufferedReader(_Plain(self._chunks(stored, case)), CHUNK)

    def verify(self, stored: Stored, *, case: str) -> None:
        """Read the whole file and compare it. Raises Altered."""
        for _ in self._chunks(stored, case):
            pass

    def remove(self, stored: Stored) -> None:
        """Take a file away; nothing where it is gone already. For what can be made again, never for what was received."""
        path = self._path(stored.address)
        if path.exists():
            path.unlink()
            _sync(path.parent)

    def addresses(self) -> Iterator[str]:
        """Every address that has a file."""
        for path in sorted((self.root / "objects").glob("??/??/*")):
            yield path.name

    def destroy_key(self, case: str) -> None:
        """Destroy the key of a case: none of its files can ever be opened again."""
        path = self._case_path(case)
        if path.exists():
            with path.open("r+b") as file:
                file.write(secrets.token_bytes(WRAPPED))
                file.flush()
                os.fsync(file.fileno())
            path.unlink()
            _sync(path.parent)

    def has_key(self, case: str) -> bool:
        """Whether there is a key for that case."""
        return self._case_path(case).exists()

    def sweep(self) -> int:
        """Remove what processes that died have left half done; how many files."""
        old = time.time() - ORPHAN_AFTER
        left = [path for path in self.half_written() if path.stat().st_mtime < old]
        for path in left:
            path.unlink(missing_ok=True)
        return len(left)

    def half_written(self) -> list[Path]:
        """The files that are being written, or were when their process died. They have no address, and nobody was told of them."""
        return list((self.root / "objects").glob(".new-*"))

    def _path(self, address: str) -> Path:
        if not _DIGEST.fullmatch(address):
            raise Altered(f"“{address[:80]}” is no address of the store. The row that names it was altered; run custodiet verify.")
        return self._inside(self.root / "objects" / address[:2] / address[2:4] / address)

    def _inside(self, path: Path) -> Path:
        """The path, once it is sure that no link leads it out of the store."""
        if not path.parent.resolve().is_relative_to(self.root.resolve()):
            raise Altered(f"{path.parent} leads out of the store: a folder was replaced by a link. Remove it, and run custodiet verify.")
        return path

    def _case_path(self, case: str) -> Path:
        if not _CASE.fullmatch(case):
            raise ValueError(f"“{case}” cannot name a case in the store.")
        return self._inside(self.root / "cases" / case)

    def _case_key(self, case: str, *, make: bool = False) -> bytes:
        path, about = self._case_path(case), b"case " + case.encode()
        if not path.exists():
            if not make:
                raise NoKey(f"The store has no key for the case {case}: it was destroyed with the case's exhibits, or {path} was removed.")
            _folder(path.parent)
            _place(path, _wrap(self.keys.key(), secrets.token_bytes(KEY), about))
        try:
            return _unwrap(self.keys.key(), path.read_bytes(), about)
        except (InvalidTag, ValueError) as wrong:
            raise NoKey(f"The key of the case {case} does not open: {self.keys.path} is another key, or {path} was altered.") from wrong

    def _chunks(self, stored: Stored, case: str) -> Iterator[bytes]:
        key = self._case_key(case)
        path = self._path(stored.address)
        if not _DIGEST.fullmatch(stored.sha256) or stored.address != hmac.new(key, bytes.fromhex(stored.sha256), "sha256").hexdigest():
            short, digest = stored.address[:12], stored.sha256[:12]
            raise Altered(f"The address {short}… does not belong to the digest {digest}…: the row that names them was altered.")
        return _opened(path, key, stored.sha256, stored.size)


def _seal(stream: BinaryIO, into: IO[bytes], case_key: bytes) -> tuple[bytes, int]:
    """Write the stream sealed; return the digest and size of the plain bytes."""
    file_key = secrets.token_bytes(KEY)
    seal, digest, size = AESGCM(file_key), sha256(), 0
    into.write(MAGIC + _wrap(case_key, file_key, b"file"))
    chunk, number = _filled(stream), 0
    while True:
        following = _filled(stream)
        digest.update(chunk)
        size += len(chunk)
        into.write(seal.encrypt(_number(number), chunk, _about(number, last=not following)))
        if not following:
            return digest.digest(), size
        chunk, number = following, number + 1


def _opened(path: Path, case_key: bytes, wanted: str, size: int) -> Iterator[bytes]:
    """The plain chunks of a sealed file."""
    name = path.name[:12]
    try:
        file = path.open("rb")
    except FileNotFoundError as gone:
        raise Altered(f"The stored file {name}… is gone. Bring it back from a backup; its digest is {wanted}.") from gone
    with file:
        head = file.read(len(MAGIC) + WRAPPED)
        try:
            if not head.startswith(MAGIC):
                raise ValueError
            seal = AESGCM(_unwrap(case_key, head[len(MAGIC) :], b"file"))
        except (InvalidTag, ValueError) as wrong:
            raise Altered(_damaged(name, "its head", wanted)) from wrong
        digest, got, number = sha256(), 0, 0
        chunk = _filled(file, CHUNK + TAG)
        while True:
            following = _filled(file, CHUNK + TAG)
            try:
                plain = seal.decrypt(_number(number), chunk, _about(number, last=not following))
            except (InvalidTag, ValueError) as wrong:
                raise Altered(_damaged(name, f"chunk {number}", wanted)) from wrong
            digest.update(plain)
            got += len(plain)
            if not following and (digest.hexdigest() != wanted or got != size):
                raise Altered(_damaged(name, f"its digest or size ({got:,} bytes, not {size:,})", wanted))
            if plain:
                yield plain
            if not following:
                return
            chunk, number = following, number + 1


def _wrong(path: Path, case_key: bytes, stored: Stored) -> str:
    """What is wrong with the file that stands there; empty where it is whole."""
    try:
        for _ in _opened(path, case_key, stored.sha256, stored.size):
            pass
    except Altered as altered:
        return str(altered)
    return ""


def _damaged(name: str, where: str, wanted: str) -> str:
    return f"The stored file {name}… was altered: {where} is not as it was written. Bring it back from a backup; its digest is {wanted}."


class _Plain(io.RawIOBase):
    """Chunks as a stream to read."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self.chunks, self.rest = chunks, memoryview(b"")

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, into: object) -> int:
        """Fill as much of `into` as one chunk allows; 0 at the end."""
        if not self.rest:
            self.rest = memoryview(next(self.chunks, b""))
        view = memoryview(into).cast("B")  # type: ignore[arg-type]
        count = min(len(view), len(self.rest))
        view[:count] = self.rest[:count]
        self.rest = self.rest[count:]
        return count


def _filled(stream: BinaryIO, size: int = CHUNK) -> bytes:
    """`size` bytes, or all that is left: a stream may hand out less at a time."""
    parts, wanted = [], size
    while wanted and (part := stream.read(wanted)):
        parts.append(part)
        wanted -= len(part)
    return b"".join(parts)


def _number(number: int) -> bytes:
    return number.to_bytes(NONCE, "big")


def _about(number: int, *, last: bool) -> bytes:
    return MAGIC + number.to_bytes(8, "big") + (b"last" if last else b"more")


def _wrap(key: bytes, inner: bytes, about: bytes) -> bytes:
    nonce = secrets.token_bytes(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, inner, MAGIC + about)


def _unwrap(key: bytes, wrapped: bytes, about: bytes) -> bytes:
    return AESGCM(key).decrypt(wrapped[:NONCE], wrapped[NONCE:], MAGIC + about)


def _place(path: Path, data: bytes) -> None:
    """Put a small file in place, whole; where another process was first, its file stays."""
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".new-") as aside:  # made with mode 0600
        aside.write(data)
        aside.flush()
        os.fsync(aside.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(aside.name, path)
    _sync(path.parent)


def _folder(path: Path) -> None:
    """Make a folder, and those above it that are not there, for its owner only."""
    for each in (*reversed(path.parents), path):
        if not each.is_dir():
            each.mkdir(mode=0o700, exist_ok=True)
            _sync(each.parent)


def _sync(*folders: Path) -> None:
    """Make new names in these folders survive a power cut."""
    for folder in folders:
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
