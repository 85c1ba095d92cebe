"""How a file is sealed: under a key of its own, in chunks, so that it is read and checked as it streams (AES-256-GCM).

MAGIC | the file's key, wrapped by the key of its case | chunk 0 | chunk 1 | …
"""

import io
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO, BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

MAGIC = b"custodiet store 1\n"
CHUNK = 1 << 20
KEY, TAG, NONCE = 32, 16, 12
WRAPPED = NONCE + KEY + TAG


class Altered(Exception):
    """What is stored is not what was put there, or is gone. The message says what was found and what to do."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A file in the store: where, the digest of its plain bytes, and how many they are."""

    address: str
    sha256: str
    size: int


def seal(stream: BinaryIO, into: IO[bytes], case_key: bytes) -> tuple[bytes, int]:
    """Write the stream sealed; return the digest and size of the plain bytes."""
    file_key = secrets.token_bytes(KEY)
    cipher, digest, size = AESGCM(file_key), sha256(), 0
    into.write(MAGIC + wrap(case_key, file_key, b"file"))
    chunk, number = _filled(stream), 0
    while True:
        following = _filled(stream)
        digest.update(chunk)
        size += len(chunk)
        into.write(cipher.encrypt(_number(number), chunk, _about(number, last=not following)))
        if not following:
            return digest.digest(), size
        chunk, number = following, number + 1


def opened(path: Path, case_key: bytes, wanted: str, size: int) -> Iterator[bytes]:
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
            cipher = AESGCM(unwrap(case_key, head[len(MAGIC) :], b"file"))
        except (InvalidTag, ValueError) as wrong:
            raise Altered(_damaged(name, "its head", wanted)) from wrong
        digest, got, number = sha256(), 0, 0
        chunk = _filled(file, CHUNK + TAG)
        while True:
            following = _filled(file, CHUNK + TAG)
            try:
                plain = cipher.decrypt(_number(number), chunk, _about(number, last=not following))
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


def _damaged(name: str, where: str, wanted: str) -> str:
    return f"The stored file {name}… was altered: {where} is not as it was written. Bring it back from a backup; its digest is {wanted}."


class Plain(io.RawIOBase):
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


def wrap(key: bytes, inner: bytes, about: bytes) -> bytes:
    nonce = secrets.token_bytes(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, inner, MAGIC + about)


def unwrap(key: bytes, wrapped: bytes, about: bytes) -> bytes:
    return AESGCM(key).decrypt(wrapped[:NONCE], wrapped[NONCE:], MAGIC + about)
