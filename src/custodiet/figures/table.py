"""A table of counts: a measure over a period, broken down by one or two dimensions; every number holds what it was counted from."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from statistics import median

from custodiet.figures.breakdown import Dimension
from custodiet.figures.measure import Measure
from custodiet.figures.period import Period
from custodiet.figures.record import Counted, Record


class NotTabled(ValueError):
    """These dimensions may not stand in one table. The message says why and what to do."""


@dataclass(frozen=True)
class Table:
    """Counts of one measure. `cells[row, column]` holds what was counted there; a table of one dimension has the column “all”.

    `doubtful` are things whose day is known only to lie between two, one of them outside the period: they are counted where
    the record places them, and said.
    """

    measure: Measure
    period: Period
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: dict[tuple[str, str], tuple[Counted, ...]]
    by: tuple[Dimension, ...]
    doubtful: tuple[Counted, ...] = ()

    def n(self, row: str, column: str) -> int:
        """The number in one cell."""
        return len(self.cells.get((row, column), ()))

    def row_total(self, row: str) -> int:
        """The number in that row."""
        return sum(self.n(row, column) for column in self.columns)

    def column_total(self, column: str) -> int:
        """The number in that column."""
        return sum(self.n(row, column) for row in self.rows)

    @property
    def total(self) -> int:
        """All of them."""
        return sum(len(found) for found in self.cells.values())

    @property
    def counts(self) -> list[list[int]]:
        """The numbers, row by row."""
        return [[self.n(row, column) for column in self.columns] for row in self.rows]

    @property
    def everything(self) -> Iterator[Counted]:
        """All that was counted."""
        for found in self.cells.values():
            yield from found

    @property
    def sentence(self) -> str:
        """The published sentence with the total."""
        return self.measure.sentence.format(n=self.total, period=self.period.phrase)


ALL = "all"


def things(measure: Measure, records: Iterable[Record], period: Period) -> Iterator[Counted]:
    """What the measure finds in the period."""
    for record in records:
        for one in measure.count(record):
            if one.on in period:
                yield one


def tabled(measure: Measure, records: Iterable[Record], period: Period, rows: Dimension, columns: Dimension | None = None) -> Table:
    """The table of that measure. Raises NotTabled where a protected characteristic would stand beside a second dimension."""
    dimensions = (rows,) if columns is None else (rows, columns)
    if len(dimensions) > 1 and any(dimension.protected for dimension in dimensions):
        raise NotTabled(
            f"“{rows.title}” and “{columns.title if columns else ''}” may not stand in one table: a protected characteristic beside a "
            "second one points at single people. Ask for each by itself."
        )
    cells: dict[tuple[str, str], list[Counted]] = {}
    doubtful = []
    for one in things(measure, records, period):
        cells.setdefault((rows.of(one), columns.of(one) if columns else ALL), []).append(one)
        if one.earliest is not None and one.earliest not in period:
            doubtful.append(one)
    return Table(
        measure, period, _ordered(rows, measure, {row for row, _ in cells}),
        _ordered(columns, measure, {column for _, column in cells}) if columns else (ALL,),
        {place: tuple(found) for place, found in cells.items()}, dimensions, tuple(doubtful),
    )  # fmt: skip


def _ordered(dimension: Dimension, measure: Measure, seen: set[str]) -> tuple[str, ...]:
    """The classes in their order: those of a fixed order always, so that an empty one shows as nought; others as they sort."""
    order = measure.values if dimension.key == "value" else dimension.order
    return (*order, *sorted(seen - set(order)))


@dataclass(frozen=True, slots=True)
class Lengths:
    """How long things took: how many were measured, how many could not be, the median and the longest in days, and how many in time."""

    measured: int
    unmeasured: int
    median: float | None
    longest: int | None
    in_time: int

    @property
    def share(self) -> float | None:
        """The share that was in time."""
        return self.in_time / self.measured if self.measured else None


def lengths(measure: Measure, found: Iterable[Counted]) -> Lengths:
    """How long these took, against the days within which they ought to be."""
    days, without = [], 0
    for one in found:
        if one.days is None:
            without += 1
        else:
            days.append(one.days)
    in_time = sum(each <= (measure.within or 0) for each in days)
    return Lengths(len(days), without, median(days) if days else None, max(days, default=None), in_time)
