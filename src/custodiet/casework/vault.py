"""Where the bytes of the exhibits and the facts of the cases are: the one place of the records that knows the store.

CUSTODIET_KEY names the file of the key that opens the store; keep it on another disk than the data, with a copy in a safe.
"""

import io
import os
import shutil
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from custodiet.casework.models import Case, Exhibit
from custodiet.evidence.store import Altered, Keys, NoKey, Placing, Store, Stored

__all__ = [
    "Altered", "NoKey", "Stored", "facts_folder", "facts_folders", "forget", "has_key", "open_exhibit", "put", "put_bytes", "set_aside",
    "shred", "store", "sweep", "verify",
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


def set_aside() -> list[str]:
    """The names of the altered files that were set aside when whole ones took their place; each begins with an address."""
    return list(store().damaged())


def open_exhibit(case: Case, exhibit: Exhibit) -> BinaryIO:
    """The plain bytes of an exhibit, verified as they stream."""
    return store().open(Stored(exhibit.address, exhibit.sha256, exhibit.size), case=case.compartment)


def verify(case: Case, exhibit: Exhibit) -> None:
    """Raise `Altered` where the stored bytes are not those that were put there."""
    store().verify(Stored(exhibit.address, exhibit.sha256, exhibit.size), case=case.compartment)


def sweep() -> None:
    """Remove what processes that died have left half done. For whoever holds the worker's lock: nothing else is reading then."""
    store().sweep()
    for left in (Path(settings.DATA) / "facts").glob("*/.reading-*"):
        shutil.rmtree(left, ignore_errors=True)
    for left in (Path(settings.DATA) / "facts").glob("*/*/.*.new"):
        left.unlink(missing_ok=True)


def forget(case: Case, exhibit: Exhibit) -> None:
    """Take away what was read from an exhibit."""
    for path in facts_folder(case).glob(f"*/{exhibit.sha256}.parquet"):
        path.unlink(missing_ok=True)


def shred(case: Case) -> None:
    """Destroy the key of a case and what was read in it: nobody can ever open its exhibits again."""
    shutil.rmtree(facts_folder(case), ignore_errors=True)
    store().destroy_key(case.compartment)


def has_key(case: Case) -> bool:
    """Whether the exhibits of a case can be opened."""
    return store().has_key(case.compartment)


def facts_folder(case: Case) -> Path:
    """The folder of what was read in a case."""
    return Path(settings.DATA) / "facts" / case.compartment


def facts_folders(case: Case) -> list[Path]:
    """The folders whose facts an account of the case rests on."""
    return [folder for folder in [facts_folder(case)] if folder.is_dir()]
