"""What the pages of figures show: tables over the cases in sight, the cases behind a number, and the tables as they would leave.

Inside the force a number counts only cases that the reader may open: a number that could not be opened would tell that there is
one. What leaves counts every case of the snapshot, and goes through disclosure control instead.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from django.db import transaction

from custodiet.casework import frozen_store
from custodiet.casework.access import Access, NotThere, visible_to
from custodiet.casework.models import Case, FrozenFigures
from custodiet.casework.queries import consulted
from custodiet.figures import snapshot as freezing
from custodiet.figures.breakdown import BY_KEY as DIMENSIONS
from custodiet.figures.breakdown import HOW_FOUND, VALUE
from custodiet.figures.cube import PUBLIC, cube
from custodiet.figures.disclosure import TOO_FEW, Released, released
from custodiet.figures.measures import BY_KEY as MEASURES
from custodiet.figures.period import Period
from custodiet.figures.record import Counted
from custodiet.figures.snapshot import Snapshot
from custodiet.figures.table import Table, tabled

SHORT = 16
"""How many letters of a snapshot's id its address has."""
KEPT_READ = 2
"""How many snapshots stay read in memory."""


@lru_cache(maxsize=KEPT_READ)
def _read(snapshot: str) -> Snapshot:
    return freezing.read(frozen_store.bytes_of(FrozenFigures.objects.get(snapshot=snapshot)), snapshot)


def snapshot_of(row: FrozenFigures) -> Snapshot:
    """All that was frozen. Raises Altered, NoKey or UnreadableSnapshot."""
    return _read(row.snapshot)


def frozen_of(short: str) -> FrozenFigures:
    """The snapshot of that address, or NotThere."""
    row = FrozenFigures.objects.filter(snapshot__startswith=short).first() if len(short) >= SHORT and short.isalnum() else None
    if row is None:
        raise NotThere
    return row


def every(access: Access) -> list[FrozenFigures]:
    """The snapshots, the latest first."""
    with transaction.atomic():
        rows = list(FrozenFigures.objects.select_related("by").order_by("-pk"))
        consulted(access, None, "figures", ["snapshots"])
    return rows


def in_sight(access: Access, row: FrozenFigures) -> Snapshot:
    """The snapshot less the cases that this reader may not open today."""
    known = set(visible_to(access, Case).values_list("reference", flat=True))
    whole = snapshot_of(row)
    return replace(whole, records=tuple(record for record in whole.records if record.reference in known))


def tables(access: Access, row: FrozenFigures, asked: Period) -> dict[str, Table]:
    """Every measure over that period, by class and by how it was found."""
    with transaction.atomic():
        seen = in_sight(access, row)
        made = {key: tabled(measure, seen.records, asked, VALUE, HOW_FOUND) for key, measure in MEASURES.items()}
        consulted(access, None, f"figures {row.snapshot[:SHORT]}", ["counts"], period=asked.key)
    return made


def strength(access: Access, row: FrozenFigures, by: str) -> Mapping[str, int]:
    """How many people the force had of each class of that dimension on the day of the snapshot; nothing where nobody said.

    Nothing either for whoever may not open every case of it: part of the cases over all of the people is no rate.
    """
    whole = snapshot_of(row)
    return whole.strength.get(by, {}) if len(in_sight(access, row).records) == len(whole.records) else {}


def table(access: Access, row: FrozenFigures, asked: Period, measure: str, by: str) -> Table:
    """One measure, by the dimension asked for, beside its classes where that may be."""
    if measure not in MEASURES or by not in DIMENSIONS:
        raise NotThere
    rows = DIMENSIONS[by]
    beside = None if rows.protected or by == VALUE.key or not MEASURES[measure].values else VALUE
    with transaction.atomic():
        made = tabled(MEASURES[measure], in_sight(access, row).records, asked, rows, beside)
        consulted(access, None, f"figures {row.snapshot[:SHORT]}", ["counts"], period=asked.key, measure=measure, broken_down_by=by)
    return made


@dataclass(frozen=True, slots=True)
class Behind:
    """One thing behind a number: the case, its title today, the day, and the class it was put in."""

    reference: str
    title: str
    on: date
    value: str
    days: int | None


def behind(
    access: Access, row: FrozenFigures, asked: Period, measure: str, by: str, rows: Collection[str], columns: Collection[str]
) -> list[Behind]:
    """The cases behind those rows and columns of that table (none named: every one), or NotThere where it has no such place."""
    made = table(access, row, asked, measure, by)
    if not set(rows) <= set(made.rows) or not set(columns) <= set(made.columns):
        raise NotThere
    found = [one for place, held in made.cells.items() if _in(place, rows, columns) for one in held]
    with transaction.atomic():
        titles = dict(visible_to(access, Case).values_list("reference", "title"))
        references = sorted({one.record.reference for one in found})
        consulted(access, None, f"figures {row.snapshot[:SHORT]}", ["reference", "title"], references=references)
    return [Behind(one.record.reference, titles[one.record.reference], one.on, one.value, one.days) for one in sorted(found, key=_order)]


def _in(place: tuple[str, str], rows: Collection[str], columns: Collection[str]) -> bool:
    return (not rows or place[0] in rows) and (not columns or place[1] in columns)


def _order(one: Counted) -> tuple[date, str]:
    return (one.on, one.record.reference)


def leaving(whole: Snapshot, asked: Period, earlier: Mapping[str, Released]) -> dict[str, Any]:
    """The fixed tables as they may leave, as plain data."""
    made = cube(whole.records, asked)
    given = {key: released(table, earlier.get(key)) for key, table in made.items()}
    return {
        "force": whole.force, "period": asked.key, "name": asked.name, "frozen_on": whole.taken_on.isoformat(),
        "tables": [_told(made[key], given[key]) for key, _, _ in PUBLIC],
    }  # fmt: skip


def _told(table: Table, given: Released) -> dict[str, Any]:
    measure = table.measure
    total = given.given[("total", "total")]
    return {
        "measure": measure.named, "title": measure.title, "unit": measure.unit.value, "definition": measure.definition,
        "source": measure.source, "sure": measure.sure.value, "by": [dimension.title for dimension in table.by],
        "sentence": (TOO_FEW if total is None else measure.sentence).format(n=total, title=measure.title, period=table.period.phrase),
        "rows": list(given.rows), "columns": list(given.columns),
        "given": [[row, column, number] for (row, column), number in given.given.items()],
    }  # fmt: skip


def released_of(body: bytes) -> dict[str, Released]:
    """What those published bytes gave, by the measure's key; a table counted by another definition is not among them."""
    found = {}
    for told in json.loads(body)["tables"]:
        key = told["measure"].partition("/")[0]
        if key in MEASURES and MEASURES[key].named == told["measure"]:
            given = {(row, column): number for row, column, number in told["given"]}
            found[key] = Released(tuple(told["rows"]), tuple(told["columns"]), given)
    return found
