"""Disclosure control: what of a table may leave. Small numbers are kept back, others rounded, and enough others kept back with them.

A number from 1 to 7 is kept back; every other is given to the nearest five, so that no total tells the last digit. That is not
enough: what is kept back can often be worked out from what stands beside it. So every kept back place is tried as an attacker
would try it (`bounds.py`), and further places are kept back until none can be narrowed to within four either way. A reader cannot
tell which place was kept back for its own sake.

What left once binds what leaves later: a revision never shows what was kept back, and a number moves only when the truth has
moved by more than its rounding, so that two releases laid side by side tell no more than one. A nought is the exception: it says
that there was nobody, so it may not stand once there was somebody. It is kept back then, and tells what any first release tells
of a place that is kept back: no more than that noughts are kept back too.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from custodiet.figures.bounds import TOTAL, Bound, Place, slack
from custodiet.figures.table import ALL, Table

SMALLEST = 8
"""The smallest number that is shown, but for nought."""
BASE = 5
"""Numbers are given to the nearest multiple of this."""
NARROWEST = 8
"""An attacker must not be able to narrow what was kept back to fewer steps than this: four either way."""
TOO_FEW = "{title}: in {period} a number that is kept back, so that nobody can be recognised."
KEPT_BACK = "c"


@dataclass(frozen=True)
class Released:
    """A table as it may leave: for every place, margins included under “total”, the number given, or None where it is kept back."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    given: Mapping[Place, int | None]

    def shown(self, row: str, column: str) -> str:
        """What stands in that place."""
        number = self.given[row, column]
        return KEPT_BACK if number is None else f"{number:,}"

    @property
    def kept_back(self) -> int:
        """How many places are kept back."""
        return sum(number is None for number in self.given.values())


def rounded(number: int) -> int:
    """To the nearest five; what lies in the middle does not occur with fives."""
    return BASE * ((number + BASE // 2) // BASE)


def released(table: Table, earlier: Released | None = None) -> Released:
    """What of that table may leave, given what of it left earlier for the same period."""
    return controlled(table.rows, table.columns, truth_of(table), earlier)


def truth_of(table: Table) -> dict[Place, int]:
    """Every place of the table with its margins."""
    truth = {(row, column): table.n(row, column) for row in table.rows for column in table.columns}
    if table.columns != (ALL,):
        truth |= {(row, TOTAL): table.row_total(row) for row in table.rows}
    return truth | {(TOTAL, column): table.column_total(column) for column in table.columns} | {(TOTAL, TOTAL): table.total}


def controlled(rows: tuple[str, ...], columns: tuple[str, ...], truth: Mapping[Place, int], earlier: Released | None = None) -> Released:
    """The same over plain numbers, margins included. A table of one column has no totals of rows."""
    given = {place: _given(number, place, earlier) for place, number in truth.items()}
    loose = BASE // 2 if earlier is None else BASE - 1
    while True:
        bound = {place: _bound(truth[place], number, loose) for place, number in given.items()}
        place = next((each for each in _kept(given) if slack(rows, columns, bound, each, NARROWEST) < NARROWEST), None)
        if place is None:
            return Released(rows, columns, given)
        more = _beside(place, rows, columns, truth, given)
        if more is None:
            return Released(rows, columns, dict.fromkeys(given))
        given[more] = None


def _given(number: int, place: Place, earlier: Released | None) -> int | None:
    before = earlier.given.get(place, rounded(number)) if earlier else rounded(number)
    if before is None:
        return None
    if earlier and abs(number - before) < BASE and (before or not number):
        return before
    return None if 0 < number < SMALLEST else rounded(number)


def _bound(number: int, given: int | None, loose: int) -> Bound:
    """Between what an attacker knows that the true number lies. Nought is nought; what is kept back may be anything."""
    if given is None:
        return Bound(number, 0, None)
    if given == 0 and number == 0:
        return Bound(number, 0, 0)
    return Bound(number, max(0, given - loose), given + loose)


def _kept(given: Mapping[Place, int | None]) -> Iterator[Place]:
    return (place for place, number in given.items() if number is None)


def _beside(
    place: Place, rows: tuple[str, ...], columns: tuple[str, ...], truth: Mapping[Place, int], given: Mapping[Place, int | None]
) -> Place | None:
    """What else to keep back: of the places in the same row or column the smallest that is still shown, margins and noughts last;
    where the row and the column hold none, of the whole table."""
    near = [each for each in given if given[each] is not None and (each[0] == place[0] or each[1] == place[1])]
    far = [each for each in given if given[each] is not None]

    def cost(each: Place) -> tuple[bool, bool, int, int, int]:
        margin = TOTAL in each
        order_row = rows.index(each[0]) if each[0] in rows else len(rows)
        order_column = columns.index(each[1]) if each[1] in columns else len(columns)
        return (margin, truth[each] == 0, truth[each], order_row, order_column)

    return min(near or far, key=cost, default=None)
