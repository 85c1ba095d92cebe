"""The facts of a case: sealed in the store like its exhibits, and seen through the row of the reading that made them.

All that a reading gave comes to be seen at once, when its row is written, and what the file gave before is seen no more. The
plain rows are in memory alone, for as long as somebody asks them.
"""

from collections.abc import Collection, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef

from custodiet.casework import vault
from custodiet.casework.actions.exhibits import custody
from custodiet.casework.models import Case, Custody, CustodyAct, Exhibit, Reading, ReadingState, User
from custodiet.detection.keeping import Kept
from custodiet.evidence.in_memory import unsealed
from custodiet.evidence.store import Stored

ENDED = (ReadingState.READ.value, ReadingState.ASKS.value)
"""The states of a reading that gave facts."""


def sealed(exhibit: Exhibit, kept: Kept, by: User) -> dict[str, dict[str, Any]]:
    """Put what was kept into the store: of each table where it is, its digest and size, how many rows, as a reading's row says it."""
    said = {}
    for table, (path, _digest) in kept.files.items():
        place = _Place(exhibit, table, by)
        with path.open("rb") as stream:
            found = vault.put(exhibit.case, stream, place.record)
        place.restored()
        rows = kept.reading.facts[table]
        said[table] = {"address": found.address, "sha256": found.sha256, "size": found.size, "rows": rows}
    return said


@dataclass(slots=True)
class _Place:
    """Where facts are about to be stored. Facts that were altered or taken away are never mended in silence."""

    exhibit: Exhibit
    table: str
    by: User
    wrong: str = ""

    def record(self, where: Stored, wrong: str) -> None:
        """Put on record what is wrong there, before anything takes its place."""
        known = {each for _, reading in seen(self.exhibit.case, [self.exhibit.sha256]) for each in stored(reading).values()}
        self.wrong = wrong or ("Their stored file was gone." if where in known else "")
        self._say(CustodyAct.DAMAGED, f"What was read from it ({self.table}): {self.wrong}")

    def restored(self) -> None:
        """Put on record that what was read again took its place."""
        self._say(CustodyAct.RESTORED, f"What was read from it ({self.table}) was read again from the original.")

    def _say(self, act: CustodyAct, why: str) -> None:
        if self.wrong:
            with transaction.atomic():
                Case.objects.select_for_update(no_key=True).get(pk=self.exhibit.case_id)
                custody(self.exhibit, act, self.by, why=why)


def stored(reading: Reading) -> dict[str, Stored]:
    """Of each table that a reading gave, where it is in the store."""
    return {table: Stored(told["address"], told["sha256"], told["size"]) for table, told in reading.facts.items()}


def seen(case: Case, only: Collection[str] = ()) -> Iterator[tuple[Exhibit, Reading]]:
    """Each exhibit that is held, with the latest reading that gave facts; `only`: those of these digests."""
    gone = Custody.objects.filter(exhibit=OuterRef("exhibit"), act=CustodyAct.DISPOSED.value)
    rows = Reading.objects.filter(~Exists(gone), exhibit__case=case, state__in=ENDED).select_related("exhibit").order_by("pk")
    latest = {row.exhibit_id: row for row in rows if not only or row.exhibit.sha256 in only}
    yield from ((row.exhibit, row) for row in latest.values())


@contextmanager
def opened(case: Case, only: Collection[str] = ()) -> Iterator[Path]:
    """The facts of a case as a folder that the engine reads. Raises `Altered` or `NoKey` where they are not as they were put."""
    with ExitStack() as held:
        try:
            folder = held.enter_context(_in_memory(case, only))
        except vault.Altered:  # a reading that ended in this moment may have put others in their place
            folder = held.enter_context(_in_memory(case, only))
        yield folder


def _in_memory(case: Case, only: Collection[str]) -> AbstractContextManager[Path]:
    rows = [(exhibit.sha256, stored(reading)) for exhibit, reading in seen(case, only)]
    files = [(f"{table}/{digest}.parquet", where) for digest, tables in rows for table, where in tables.items()]
    return unsealed(vault.store(), case.compartment, files)


def forget(case: Case, exhibit: Exhibit, *more: Stored) -> None:
    """Remove from the store what was read from an exhibit and is seen no more, and `more` where no reading gave it."""
    rows = list(exhibit.readings.all())
    still = {where for each, reading in seen(case, [exhibit.sha256]) if each == exhibit for where in stored(reading).values()}
    for where in {each for row in rows for each in stored(row).values()} | set(more):
        if where not in still and not Exhibit.objects.filter(address=where.address).exists():
            vault.remove(where)
