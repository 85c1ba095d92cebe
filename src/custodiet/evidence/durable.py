"""Putting files and folders on the disk so that they are whole or not there, also after a power cut."""

import contextlib
import os
import tempfile
from pathlib import Path


def place(path: Path, data: bytes) -> None:
    """Put a small file in place, whole; where another process was first, its file stays."""
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".new-") as aside:  # made with mode 0600
        aside.write(data)
        aside.flush()
        os.fsync(aside.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(aside.name, path)
    sync(path.parent)


def folder(path: Path) -> None:
    """Make a folder, and those above it that are not there, for its owner only."""
    for each in (*reversed(path.parents), path):
        if not each.is_dir():
            each.mkdir(mode=0o700, exist_ok=True)
            sync(each.parent)


def sync(*folders: Path) -> None:
    """Make new names in these folders survive a power cut."""
    for each in folders:
        descriptor = os.open(each, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
