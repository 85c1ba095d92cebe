"""The store of exhibits: content-addressed, encrypted, write-once.

How a file is sealed is in `sealed`, how it comes safely on the disk in `durable`, what was found damaged in `found_damaged`; no
other module of this room touches the disk. Each file is sealed under a key of its own; that is wrapped by the key of its case, and
that by a key outside the database and outside the store. An address is keyed too, so that nobody who can list the store can ask
whether it holds a file they have. Destroying a case's key destroys its files.

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
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag

from custodiet.evidence import found_damaged
from custodiet.evidence.durable import folder, place, sync
from custodiet.evidence.found_damaged import Placing, wrong_with
from custodiet.evidence.sealed import CHUNK, KEY, MAGIC, WRAPPED, Altered, Plain, Stored, opened, seal, unwrap, wrap

__all__ = ["CHUNK", "Altered", "Keys", "NoKey", "Placing", "Store", "Stored"]
ORPHAN_AFTER = 24 * 60 * 60
"""Seconds after which a temporary file belongs to a process that died."""
_DIGEST = re.compile(r"[0-9a-f]{64}")
_CASE = re.compile(r"[A-Za-z0-9_-]{1,64}")


class NoKey(Exception):
    """The key that opens the store is missing or is another. The message says where it was looked for."""


class Keys:
    """The key outside the database, kept in a file that only its owner may read; made on first use, whole or not at all."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def key(self) -> bytes:
        """32 bytes. Raises NoKey where the file holds something else."""
        if not self.path.exists():
            folder(self.path.parent)
            place(self.path, secrets.token_bytes(KEY))
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
        folder(objects)
        with tempfile.NamedTemporaryFile(dir=objects, prefix=".new-", delete=False) as aside:
            try:
                digest, size = seal(stream, aside, key)
                aside.flush()
                os.fsync(aside.fileno())
                stored = Stored(hmac.new(key, digest, "sha256").hexdigest(), digest.hex(), size)
                path = self._path(stored.address)
                there = path.exists()  # asked once: another process may put the same file there at any moment, and as whole as ours
                wrong = wrong_with(path, key, stored) if there else ""
                if there and not wrong:
                    Path(aside.name).unlink()
                else:
                    if there:
                        found_damaged.set_aside(self.root, path, stored, wrong, placing)
                    elif placing:
                        placing(stored, "")
                    folder(path.parent)
                    os.chmod(aside.name, 0o400)
                    os.replace(aside.name, path)
                    sync(path.parent, path.parent.parent, objects)
            except BaseException:
                with contextlib.suppress(FileNotFoundError):
                    Path(aside.name).unlink()
                raise
        return stored

    def damaged(self) -> Iterator[str]:
        """The names of the altered files that were set aside, as they stand in what is on record of them."""
        return found_damaged.names(self.root)

    def open(self, stored: Stored, *, case: str) -> BinaryIO:
        """The plain bytes as a stream, each chunk verified before it is handed on, the digest of the whole at its end.

        Raises Altered where anything is not as it was put, at the latest at the end of the stream.
        """
        return io.BufferedReader(Plain(self._chunks(stored, case)), CHUNK)

    def verify(self, stored: Stored, *, case: str) -> None:
        """Read the whole file and compare it. Raises Altered."""
        for _ in self._chunks(stored, case):
            pass

    def remove(self, stored: Stored) -> None:
        """Take a file away; nothing where it is gone already. For what can be made again, never for what was received."""
        path = self._path(stored.address)
        if path.exists():
            path.unlink()
            sync(path.parent)

    def holds(self, stored: Stored) -> bool:
        """Whether a file stands at its address."""
        return self._path(stored.address).exists()

    def destroy(self, stored: Stored) -> None:
        """Destroy what was received, and the altered files of it that were set aside: the wrapped key in the head, then the file."""
        own = self._path(stored.address)
        for path in (*found_damaged.aside(self.root, stored), *([own] if own.exists() else [])):
            _shred(path)

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
            sync(path.parent)

    def seal_words(self, words: bytes, *, case: str) -> bytes:
        """A few words sealed under the key of a case, for whoever keeps them elsewhere than here."""
        return wrap(self._case_key(case, make=True), words, b"words")

    def open_words(self, sealed: bytes, *, case: str) -> bytes:
        """What `seal_words` sealed. Raises Altered where it is not."""
        try:
            return unwrap(self._case_key(case), sealed, b"words")
        except (InvalidTag, ValueError) as wrong:
            raise Altered("Words that were sealed do not open: the row that holds them was altered. Run custodiet verify.") from wrong

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
            folder(path.parent)
            place(path, wrap(self.keys.key(), secrets.token_bytes(KEY), about))
        try:
            return unwrap(self.keys.key(), path.read_bytes(), about)
        except (InvalidTag, ValueError) as wrong:
            raise NoKey(f"The key of the case {case} does not open: {self.keys.path} is another key, or {path} was altered.") from wrong

    def _chunks(self, stored: Stored, case: str) -> Iterator[bytes]:
        key = self._case_key(case)
        path = self._path(stored.address)
        if not _DIGEST.fullmatch(stored.sha256) or stored.address != hmac.new(key, bytes.fromhex(stored.sha256), "sha256").hexdigest():
            short, digest = stored.address[:12], stored.sha256[:12]
            raise Altered(f"The address {short}… does not belong to the digest {digest}…: the row that names them was altered.")
        return opened(path, key, stored.sha256, stored.size)


def _shred(path: Path) -> None:
    """Overwrite the wrapped key, without which nobody can open the file, and take the file away."""
    path.chmod(0o600)
    with path.open("r+b") as file:
        file.write(secrets.token_bytes(len(MAGIC) + WRAPPED))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()
    sync(path.parent)
