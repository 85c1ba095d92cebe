"""Keeping what a reader found: outcomes in, one Parquet file for each table out, and the reading that was counted on the way.

The same outcomes give the same bytes, so a file read twice adds nothing twice and a derived file can be made again.
"""

import json
import tempfile
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path
from typing import TextIO

from custodiet.detection.fact_files import write
from custodiet.evidence.facts import TABLES
from custodiet.evidence.reading import Outcome, Read, Reading


@dataclass(frozen=True, slots=True)
class Origin:
    """What is said of every row of a file: the exhibit or file, its digest, and when it was received."""

    source_id: str
    sha256: str
    ingested_at: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A file as it was read and kept: the reading, and for each table its file in the folder and the digest of that file."""

    reading: Reading
    files: dict[str, tuple[Path, str]]


def keep(outcomes: Iterable[Outcome], kind: str, origin: Origin, folder: Path, counted: Callable[[int], None] | None = None) -> Kept:
    """Take every outcome; then, and only then, put the facts into `folder`, in place of what this file gave before.

    Whatever the outcomes raise is raised, and the folder is as it was. `counted` is told how many records came so far.
    """
    reading = Reading(kind)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".reading-") as aside, ExitStack() as stack:
        pages: dict[str, TextIO] = {}
        for outcome in outcomes:
            for fact in reading.take(outcome):
                page = pages.get(fact.table)
                if page is None:
                    page = pages[fact.table] = stack.enter_context((Path(aside) / f"{fact.table}.jsonl").open("w", encoding="utf-8"))
                line = outcome.line if isinstance(outcome, Read) else ""
                row = {
                    **fact.values,
                    "source_id": origin.source_id,
                    "line": line,
                    "sha256": origin.sha256,
                    "ingested_at": origin.ingested_at,
                }
                page.write(json.dumps(row, ensure_ascii=False) + "\n")
            if counted and reading.rows_in_file % 1000 == 0:
                counted(reading.rows_in_file)
        for page in pages.values():
            page.close()
        if counted:  # the last moment at which somebody may say that it shall not be
            counted(reading.rows_in_file)
        return Kept(reading, _put(Path(aside), folder, origin, list(pages)))


def _put(aside: Path, folder: Path, origin: Origin, tables: list[str]) -> dict[str, tuple[Path, str]]:
    """Every table is written and every folder is there before the first file is put in its place."""
    for table in tables:
        write(table, aside / f"{table}.jsonl", aside / f"{table}.parquet")
        (folder / table).mkdir(exist_ok=True)
    targets = {table.name: folder / table.name / f"{origin.sha256}.parquet" for table in TABLES}
    files = {table: (targets[table], digest(aside / f"{table}.parquet")) for table in tables}
    for table, target in targets.items():
        if table in files:
            (aside / f"{table}.parquet").replace(target)
        else:
            target.unlink(missing_ok=True)
    return files


def digest(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal digits."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
