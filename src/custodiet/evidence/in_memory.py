"""Sealed files laid out as a folder, their plain bytes in memory alone: for a program that wants paths, such as a database engine."""

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from custodiet.evidence.store import Store, Stored


@contextmanager
def unsealed(store: Store, case: str, files: Iterable[tuple[str, Stored]]) -> Iterator[Path]:
    """A folder with each file under its relative name, for as long as it is held. Raises `Altered` where one is not as it was put.

    The folder holds links to memory of this process, which no other user can follow and which goes with the process, however
    that ends. Every byte was verified before the folder is handed out.
    """
    with tempfile.TemporaryDirectory(prefix="custodiet-facts-") as folder, ExitStack() as held:
        for name, stored in files:
            descriptor = os.memfd_create("facts", os.MFD_CLOEXEC)
            held.callback(os.close, descriptor)
            with os.fdopen(os.dup(descriptor), "wb") as memory, store.open(stored, case=case) as plain:
                shutil.copyfileobj(plain, memory, 1 << 20)
            link = Path(folder) / name
            link.parent.mkdir(parents=True, exist_ok=True)
            link.symlink_to(f"/proc/{os.getpid()}/fd/{descriptor}")
        yield Path(folder)
