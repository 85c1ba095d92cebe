"""Disclosure control for a list with one line for each person: nobody can be picked out of it by what an outsider may know.

A list gives much more away than a table. So every column is made as coarse for all lines as it must be, and what still stands out is
left out: a line is shown only where at least `SMALLEST` lines read the same, and only where those who share what an outsider may know
of a person (`known`) do not all share what another column says. Of equal lines a few are left out, so that always a multiple of
`BASE` is shown: who counts them knows no more than who reads a table that is rounded.

Of all the ways to coarsen, the one that tells most is taken: the bits that the lines shown say, column by column, each counted as often
as it matters to whoever asks (`matters`). A column in which all lines say the same says nothing.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log2

from custodiet.figures.disclosure import BASE, SMALLEST

Line = tuple[str, ...]
Levels = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its title, the ways to write a value from the finest to the coarsest, and whether an outsider may know it.

    After the last of `ways` the column is not given at all. `matters`: how much a bit of it counts beside one of another column.
    """

    title: str
    ways: tuple[tuple[str, Callable[[str], str]], ...]
    known: bool
    matters: int = 1

    @property
    def levels(self) -> range:
        """The ways, and not to give it."""
        return range(len(self.ways) + 1)

    def said(self, value: str, level: int) -> str:
        """The value as it is written at that level; nothing where the column is not given."""
        return self.ways[level][1](value) if level < len(self.ways) else ""


@dataclass(frozen=True)
class Listed:
    """A list as it may leave: the lines, how many there were, and how coarse each column was made."""

    columns: tuple[Column, ...]
    levels: Levels
    lines: tuple[Line, ...]
    """Each with every column; one that is not given is empty."""
    asked: int

    @property
    def withheld(self) -> int:
        """How many lines are not shown."""
        return self.asked - len(self.lines)

    @property
    def given(self) -> tuple[int, ...]:
        """The places of the columns that are given."""
        return tuple(place for place, column in enumerate(self.columns) if self.levels[place] < len(column.ways))


def listed(columns: Sequence[Column], lines: Sequence[Line]) -> Listed:
    """The list as it may leave; the same lines give the same list, whatever their order."""
    ways = ((levels, _shown(columns, levels, equal)) for levels, equal in _written(columns, Counter(lines)))
    best, shown = max(ways, key=lambda way: _worth(columns, *way))
    return Listed(tuple(columns), best, tuple(sorted(line for line, number in shown.items() for _ in range(number))), len(lines))


def _written(columns: Sequence[Column], lines: Mapping[Line, int], levels: Levels = ()) -> Iterator[tuple[Levels, Mapping[Line, int]]]:
    """Every way to write the lines, with how many then read the same.

    Column by column: what reads the same after one is a single line for those after it.
    """
    place = len(levels)
    if place == len(columns):
        yield levels, lines
        return
    for level in columns[place].levels:
        said = {value: columns[place].said(value, level) for value in {line[place] for line in lines}}
        equal: Counter[Line] = Counter()
        for line, number in lines.items():
            equal[(*line[:place], said[line[place]], *line[place + 1 :])] += number
        yield from _written(columns, equal, (*levels, level))


def _worth(columns: Sequence[Column], levels: Levels, shown: Mapping[Line, int]) -> tuple[int, Levels]:
    """How much the list tells; of two that tell the same, the finer in the columns that come first."""
    says = sum(column.matters * _bits(_spread(shown, place)) for place, column in enumerate(columns))
    return (round(1000 * says), tuple(-level for level in levels))


def _spread(shown: Mapping[Line, int], place: int) -> dict[str, int]:
    """How many of the lines say what in that column."""
    found: Counter[str] = Counter()
    for line, number in shown.items():
        found[line[place]] += number
    return found


def _bits(said: Mapping[str, int]) -> float:
    """The bits that all the lines together say in a column: none where it is always the same."""
    whole = sum(said.values())
    return sum(number * log2(whole / number) for number in said.values() if number)


def _shown(columns: Sequence[Column], levels: Levels, equal: Mapping[Line, int]) -> dict[Line, int]:
    """Which of the lines as they are written are shown, and how often."""
    enough = {line: number for line, number in equal.items() if number >= SMALLEST}
    alike = set(_alike(columns, levels, enough))
    return {line: BASE * (number // BASE) for line, number in enough.items() if line not in alike}


def _alike(columns: Sequence[Column], levels: Levels, lines: Mapping[Line, int]) -> Iterator[Line]:
    """Lines that would tell something of a person to whoever knows what may be known: the same is said of all who share that.

    Each column by itself: that the lines differ in another does not keep back the end that they share.
    """
    rest = [place for place, column in enumerate(columns) if not column.known and levels[place] < len(column.ways)]
    said: dict[tuple[Line, int], set[str]] = {}
    for line in lines:
        for place in rest:
            said.setdefault((_known(columns, line), place), set()).add(line[place])
    for line in lines:
        if any(len(said[_known(columns, line), place]) == 1 for place in rest):
            yield line


def _known(columns: Sequence[Column], line: Line) -> Line:
    return tuple(value for column, value in zip(columns, line, strict=True) if column.known)
