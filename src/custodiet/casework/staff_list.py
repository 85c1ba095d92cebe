"""The staff list of the force, for one question only: how many officers fit what is published. No name stands in it.

A CSV file, `staff-list.csv` in the data directory (`CUSTODIET_STAFF_LIST` names another): one line for each officer, the columns
rank, unit, station, sex, year of joining, any of which may be left out.
"""

import csv
import os
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from custodiet.publication.jigsaw import Colleague, Trait

LARGEST = 20_000_000


def colleagues() -> tuple[Colleague, ...]:
    """Everybody on the list; nobody where there is none or it cannot be read."""
    file = Path(os.environ.get("CUSTODIET_STAFF_LIST", settings.DATA / "staff-list.csv"))
    try:
        found = file.stat()
    except OSError:
        return ()
    return _read(file, found.st_mtime_ns, found.st_size)


@lru_cache(maxsize=2)
def _read(file: Path, changed: int, size: int) -> tuple[Colleague, ...]:
    """The list as it stood when it was last changed."""
    if size > LARGEST:
        return ()
    try:
        with file.open(encoding="utf-8-sig", newline="") as opened:
            return tuple(map(_colleague, csv.DictReader(opened)))
    except (OSError, UnicodeDecodeError, csv.Error):
        return ()


def _colleague(row: dict[str, str]) -> Colleague:
    said = {" ".join((name or "").casefold().replace("_", " ").split()): value for name, value in row.items() if isinstance(value, str)}
    return Colleague(tuple((trait, said[trait.value].strip()) for trait in Trait if said.get(trait.value, "").strip()))
