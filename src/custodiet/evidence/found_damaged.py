"""What was found damaged in the store: what is wrong with a file, and where it is kept when a whole one takes its place.

Damage is never mended in silence: whoever puts a whole file in the place of an altered one has put that on record first.
"""

import contextlib
import os
from collections.abc import Callable, Iterator
from hashlib import file_digest
from pathlib import Path
from typing import TypeAlias

from custodiet.evidence.durable import folder, sync
from custodiet.evidence.sealed import Altered, Stored, opened

FOLDER = "damaged"
Placing: TypeAlias = Callable[[Stored, str], None]
"""Told before a file is put in place: which, and what is wrong with the one that stands there; empty where none does."""


def wrong_with(path: Path, case_key: bytes, stored: Stored) -> str:
    """What is wrong with the file that stands there; empty where it is whole."""
    try:
        for _ in opened(path, case_key, stored.sha256, stored.size):
            pass
    except Altered as altered:
        return str(altered)
    return ""


def set_aside(root: Path, path: Path, stored: Stored, wrong: str, placing: Placing | None) -> None:
    """Have it put on record that the file is altered, and keep it beside the store's files, where it can be looked at.

    Without `placing`, who would put it on record, it raises Altered.
    """
    if placing is None:
        raise Altered(wrong)
    folder(root / FOLDER)
    with path.open("rb") as file:
        kept = f"{path.name}-{file_digest(file, 'sha256').hexdigest()[:16]}"
    placing(stored, f"{wrong} The altered file is kept as {FOLDER}/{kept}.")
    with contextlib.suppress(FileExistsError):
        os.link(path, root / FOLDER / kept)  # it keeps its place until the whole one has it
    sync(root / FOLDER)


def names(root: Path) -> Iterator[str]:
    """The names of the altered files that were set aside, as they stand in what is on record of them."""
    for path in sorted((root / FOLDER).glob("*")):
        yield f"{FOLDER}/{path.name}"


def aside(root: Path, stored: Stored) -> list[Path]:
    """The altered files of that address that were set aside."""
    return sorted((root / FOLDER).glob(f"{stored.address}-*"))
