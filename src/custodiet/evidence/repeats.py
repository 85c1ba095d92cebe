"""Rows that stand in a table twice: a page that was printed or pasted twice is told from two texts in one minute.

One pass over the table feeds it (`see`), then it settles, and a second pass asks of each row in turn (`repeats`). It holds a few bytes
for each row, so that a million rows are no burden.
"""

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

BLOCK = 5
"""So many rows in a row, the same in the same order as further up, are a page that appears twice."""
DIFFERENT = 3
"""Of these so many must differ: one text cut into ten parts is no page."""


@dataclass(slots=True)
class Repeats:
    """The rows of a table, and which of them repeat a block further up."""

    marks: "array[int]" = field(default_factory=lambda: array("q"))
    earlier: "array[int]" = field(default_factory=lambda: array("q"))
    singles: int = 0
    _needed: dict[int, str] = field(default_factory=dict)
    _at: int = 0

    def see(self, cells: tuple[str, ...]) -> None:
        """Take a row into account, in the first pass."""
        self.marks.append(hash(cells))

    def settle(self) -> None:
        """Find the blocks that stand twice, and count the other rows that do."""
        count = len(self.marks)
        self.earlier = array("q", [-1]) * count
        again = twice(self._blocks(), count)
        first: dict[int, int] = {}
        for at, block in enumerate(self._blocks()):
            if block in again:
                before = first.setdefault(block, at)
                if before + BLOCK <= at and len(set(self.marks[at : at + BLOCK])) >= DIFFERENT:
                    self._mark(at, before)
        self._needed = {before: "" for before in self.earlier if before >= 0}
        self.singles = self._count_singles(twice(self.marks, count))

    def _blocks(self) -> Iterator[int]:
        return (hash(self.marks[at : at + BLOCK].tobytes()) for at in range(len(self.marks) - BLOCK + 1))

    def _mark(self, at: int, before: int) -> None:
        for step in range(BLOCK):
            if self.earlier[at + step] < 0:
                self.earlier[at + step] = before + step

    def _count_singles(self, again: set[int]) -> int:
        seen: set[int] = set()
        count = 0
        for at, mark in enumerate(self.marks):
            if mark in again:
                count += mark in seen and self.earlier[at] < 0
                seen.add(mark)
        return count

    def repeats(self, line: str) -> str:
        """Where the next row of the second pass, which stands at `line`, stood before; empty where it repeats no block."""
        at, self._at = self._at, self._at + 1
        if at in self._needed:
            self._needed[at] = line
        before = self.earlier[at]
        return self._needed[before] if before >= 0 else ""


def twice(values: Iterable[int], count: int) -> set[int]:
    """Those values that come twice, and few others: a table of bits remembers what has come."""
    bits = bytearray(count * 2 + 1024)
    size = len(bits) * 8
    found: set[int] = set()
    for value in values:
        place = value % size
        if bits[place >> 3] >> (place & 7) & 1:
            found.add(value)
        else:
            bits[place >> 3] |= 1 << (place & 7)
    return found
