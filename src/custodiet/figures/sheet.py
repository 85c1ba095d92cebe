"""A sheet: one table of a paper, already in words and numbers, with its sentence, what is unsure of it, and what to draw."""

from collections.abc import Sequence
from dataclasses import dataclass

from custodiet.figures.bounds import TOTAL
from custodiet.figures.breakdown import Dimension
from custodiet.figures.disclosure import SMALLEST, Released, released
from custodiet.figures.measure import Measure, Sure
from custodiet.figures.period import Period
from custodiet.figures.record import Counted, Record
from custodiet.figures.table import ALL, Lengths, Table, lengths, tabled

Number = int | None
"""None is a number that is kept back."""


@dataclass(frozen=True)
class Sheet:
    """One table of a paper. `rows` hold a name and its numbers; `bars` what is drawn of them, `notes` what a reader must know.

    `withheld` says what is not given beside the numbers kept back; `listed`: a row is a line about somebody, not a count.
    """

    title: str
    sentence: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Number | str, ...]], ...]
    bars: tuple[tuple[str, Number], ...] = ()
    notes: tuple[str, ...] = ()
    withheld: tuple[str, ...] = ()
    listed: bool = False

    @property
    def kept_back(self) -> bool:
        """Whether a number of it is kept back."""
        return any(number is None for _, numbers in self.rows for number in numbers)

    @property
    def not_given(self) -> tuple[str, ...]:
        """What of it is withheld, each with the reason."""
        kept = sum(number is None for _, numbers in self.rows for number in numbers)
        said = f"{kept} of its numbers (c): each is from 1 to 7, or one of those could be worked out from it."
        return (*self.withheld, *([said] if kept else []))


TOO_FEW = "The total is kept back, so that nobody can be recognised."


def counted(measure: Measure, cases: Sequence[Record], asked: Period, rows: Dimension, columns: Dimension | None, open_: bool) -> Sheet:
    """A measure as a sheet: as it may leave, or (`open_`) with every number, for whom the law gives it to."""
    table = tabled(measure, cases, asked, rows, columns)
    given = _all(table) if open_ else released(table).given
    wide = table.columns != (ALL,)
    shown = (*table.columns, TOTAL) if wide else table.columns
    kept = [row for row in table.rows if any(given[row, column] != 0 for column in shown)]
    total = given[TOTAL, TOTAL]
    return Sheet(
        measure.title,
        TOO_FEW if total is None else measure.sentence.format(n=total, period=asked.phrase),
        (rows.title, *(_above(column) for column in shown)),
        tuple((row, tuple(given[row, column] for column in shown)) for row in (*kept, TOTAL)),
        tuple((row, given[row, TOTAL if wide else ALL]) for row in kept),
        () if measure.sure is Sure.PUBLISHED else (_how_sure(measure.sure),),
    )


def _how_sure(sure: Sure) -> str:
    return f"Counted by {sure.value}." if sure is Sure.OWN else f"Counted {sure.value}."


def _all(table: Table) -> dict[tuple[str, str], Number]:
    given: dict[tuple[str, str], Number] = {(row, column): table.n(row, column) for row in table.rows for column in table.columns}
    given |= {(row, TOTAL): table.row_total(row) for row in table.rows}
    return given | {(TOTAL, column): table.column_total(column) for column in table.columns} | {(TOTAL, TOTAL): table.total}


def _above(column: str) -> str:
    return {ALL: "number", TOTAL: "total"}.get(column, column)


def timed(measure: Measure, cases: Sequence[Record], asked: Period, open_: bool) -> Sheet:
    """A measure of time as a sheet: the median, and the share in time where it may leave or (`open_`) in any case."""
    found: list[Counted] = [one for record in cases for one in measure.count(record) if one.on in asked]
    told = lengths(measure, found)
    few = told.measured < FEW_TIMES
    share: Number | str = "too few to say" if few or told.share is None else f"{100 * told.share:.0f} %"
    if not few and not open_ and _gives_away(told):
        share = None
    values: tuple[tuple[str, tuple[Number | str, ...]], ...] = (
        ("median, in days", ("too few to say" if few or told.median is None else f"{told.median:g}",)),
        (f"share within {measure.within} days", (share,)),
    )
    return Sheet(measure.title, measure.definition, ("what", "value"), values, (), () if not few else ("Fewer than ten were measured.",))


def _gives_away(told: Lengths) -> bool:
    """96 % of some 25 people says that one was late: a share may leave only where neither side of it is a number that may not."""
    return any(0 < number < SMALLEST for number in (told.in_time, told.measured - told.in_time))


FEW_TIMES = 10
"""Below so many a median tells of single people."""


def of_released(title: str, sentence: str, first: str, given: Released, notes: tuple[str, ...] = ()) -> Sheet:
    """A controlled table as a sheet, margins and all."""
    wide = given.columns != (ALL,)
    shown = (*given.columns, TOTAL) if wide else given.columns
    kept = [row for row in given.rows if any(given.given[row, column] != 0 for column in shown)]
    return Sheet(
        title, sentence, (first, *(_above(column) for column in shown)),
        tuple((row, tuple(given.given[row, column] for column in shown)) for row in (*kept, TOTAL)),
        tuple((row, given.given[row, TOTAL if wide else ALL]) for row in kept), notes,
    )  # fmt: skip
