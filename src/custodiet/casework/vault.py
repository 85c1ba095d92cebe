"""Where the bytes of the exhibits and the facts of the cases are: the one place of the records that knows where the store is.

CUSTODIET_KEY names the file of the key that opens the store; keep it on another disk than the data, with a copy in a safe.
"""

import hmac
import io
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from custodiet.casework.models import Case, Exhibit
from custodiet.evidence.store import Altered, Keys, NoKey, Placing, Store, Stored

__all__ = [
    "Altered",
    "NoKey",
    "Stored",
    "addresses",
    "aside",
    "destroy",
    "facts_folder",
    "half_written",
    "has_key",
    "holds",
    "mark_of",
    "open_exhibit",
    "open_quarantined",
    "open_stored",
    "open_words",
    "put",
    "put_bytes",
    "quarantine",
    "remove",
    "seal_words",
    "set_aside",
    "shred",
    "store",
    "sweep",
    "verify",
    "verify_facts",
    "verify_quarantined",
]  # fmt: skip


def store() -> Store:
    """The store of this installation."""
    data = Path(settings.DATA)
    return Store(data / "store", Keys(Path(os.environ.get("CUSTODIET_KEY", data / "exhibit-key"))))


def put(case: Case, stream: BinaryIO, placing: Placing) -> Stored:
    """Take a stream in for a case; it is on the disk when this returns. `placing` puts on record what stood in its place."""
    return store().put(stream, case=case.compartment, placing=placing)


def put_bytes(case: Case, data: bytes, placing: Placing) -> Stored:
    """Take bytes in for a case."""
    return put(case, io.BytesIO(data), placing)


def holds(exhibit: Exhibit) -> bool:
    """Whether the bytes of an exhibit stand in the store."""
    return store().holds(_stored(exhibit))


def destroy(exhibit: Exhibit) -> None:
    """Destroy the bytes of an exhibit for ever; nothing where they are gone already."""
    store().destroy(_stored(exhibit))


def addresses() -> set[str]:
    """Where a file stands in the store, of any case."""
    return set(store().addresses())


def half_written() -> int:
    """How many files are being written to the store, or were when their process died; `sweep` removes those in a day."""
    return len(store().half_written())


def set_aside() -> list[str]:
    """The names of the altered files that were set aside when whole ones took their place; each begins with an address."""
    return list(store().damaged())


def open_exhibit(case: Case, exhibit: Exhibit) -> BinaryIO:
    """The plain bytes of an exhibit, verified as they stream."""
    return store().open(_stored(exhibit), case=case.compartment)


def open_stored(case: Case, stored: Stored) -> BinaryIO:
    """The plain bytes of what was put for a case, verified as they stream."""
    return store().open(stored, case=case.compartment)


def quarantine(compartment: str, stream: BinaryIO) -> Stored:
    """Take in what came from outside, under a key of its own. Nobody opens it before a person adopts it into a case."""
    return store().put(stream, case=compartment)


def open_quarantined(compartment: str, stored: Stored) -> BinaryIO:
    """The plain bytes of what came from outside, for adopting it; verified as they stream."""
    return store().open(stored, case=compartment)


def verify_quarantined(compartment: str, stored: Stored) -> None:
    """Raise `Altered` where what came from outside is not what was put there."""
    store().verify(stored, case=compartment)


def has_words(compartment: str) -> bool:
    """Whether what came from outside can be opened."""
    return store().has_key(compartment)


def forget(compartment: str, files: Iterable[Stored]) -> None:
    """Destroy what came from outside: its files, then its key."""
    for stored in files:
        store().destroy(stored)
    store().destroy_key(compartment)


def seal_words(compartment: str, words: bytes) -> bytes:
    """Words that came from outside, sealed under the key of their compartment."""
    return store().seal_words(words, case=compartment)


def open_words(compartment: str, sealed: bytes) -> bytes:
    """What `seal_words` sealed."""
    return store().open_words(sealed, case=compartment)


def mark_of(word: str) -> str:
    """A word as a mark by which it is found and not read: keyed, so that a copy of the database lets nobody try words against it."""
    return hmac.new(store().keys.key(), b"mark " + word.encode(), "sha256").hexdigest()[:24]


def verify(case: Case, exhibit: Exhibit) -> None:
    """Raise `Altered` where the stored bytes are not those that were put there."""
    store().verify(_stored(exhibit), case=case.compartment)


def _stored(exhibit: Exhibit) -> Stored:
    return Stored(exhibit.address, exhibit.sha256, exhibit.size)


def verify_facts(case: Case, stored: Stored) -> None:
    """Raise `Altered` where stored facts are not those that were put there."""
    store().verify(stored, case=case.compartment)


def sweep() -> None:
    """Remove what processes that died have left half done. For whoever holds the worker's lock: nothing else is reading then."""
    store().sweep()
    for left in (Path(settings.DATA) / "facts").glob("*/.reading-*"):
        shutil.rmtree(left, ignore_errors=True)


def remove(stored: Stored) -> None:
    """Take away a file of facts."""
    store().remove(stored)


def shred(case: Case) -> None:
    """Destroy the key of a case and what was read in it: nobody can ever open its exhibits again."""
    shutil.rmtree(facts_folder(case), ignore_errors=True)
    store().destroy_key(case.compartment)


def has_key(case: Case) -> bool:
    """Whether the exhibits of a case can be opened."""
    return store().has_key(case.compartment)


def facts_folder(case: Case) -> Path:
    """The folder in which a reading of the case works; between readings it is empty."""
    return Path(settings.DATA) / "facts" / case.compartment


@contextmanager
def aside(case: Case) -> Iterator[Path]:
    """A folder for one reading's work, which goes when it ends."""
    folder = facts_folder(case)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".reading-") as own:
        yield Path(own)
