"""A place in an original as it is shown: a few rows of text, the row itself marked. Checked here before it is believed.

Plain data, known on both sides of the wall. What finds the place behind the wall is in `custodiet.evidence.showing`.
"""

from dataclasses import dataclass
from typing import Any

from custodiet.evidence.reading import Remark
from custodiet.evidence.wire import Garbled

AROUND, MOST_SHOWN = 3, 9
"""Rows before and after the place, and rows in all, the row of headers not counted."""
WIDEST, LONGEST = 40, 500
"""Cells of a row and characters of a cell that are shown."""
HEADER, BESIDE, PLACE = "header", "beside", "place"
"""What a row is: the headers of its table, one beside the place, the place itself or a part of it."""
CUT = "…"


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row of the original: where it stands, its cells as far as they are shown, and what it is."""

    line: str
    cells: tuple[str, ...]
    what: str

    @property
    def is_place(self) -> bool:
        """Whether it is what was asked for."""
        return self.what == PLACE


@dataclass(frozen=True, slots=True)
class Shown:
    """The rows around a place, or why the place cannot be shown. `says` is a sentence, also where only a part is shown."""

    rows: tuple[ShownRow, ...] = ()
    says: str = ""

    @property
    def header(self) -> tuple[str, ...]:
        """The cells of the row of headers, none where it is not known."""
        return next((row.cells for row in self.rows if row.what == HEADER), ())

    @property
    def body(self) -> tuple[ShownRow, ...]:
        """The rows below the headers."""
        return tuple(row for row in self.rows if row.what != HEADER)


def told(row: ShownRow) -> Remark:
    """The row as it crosses the wall, cut to what is shown."""
    cells = [short(cell) for cell in row.cells[:WIDEST]]
    if len(row.cells) > WIDEST:
        cells[-1] = CUT
    return Remark("row", "", {"line": row.line[:LONGEST], "cells": cells, "what": row.what})


def short(text: str) -> str:
    """A text as long as one may be that is shown; half characters, which nothing can print, give way to a sign."""
    whole = text.encode("utf-8", "replace").decode()
    return whole if len(whole) <= LONGEST else whole[: LONGEST - 1] + CUT


def believed(remarks: list[Remark]) -> Shown:
    """What came across the wall. Raises Garbled where it is not what may come."""
    says = " ".join(each.says for each in remarks if each.key == "says")
    rows = tuple(_row(each.value) for each in remarks if each.key == "row")
    if len(rows) > MOST_SHOWN + 1:
        raise Garbled("more rows came than are shown")
    return Shown(rows, says)


def _row(value: Any) -> ShownRow:
    match value:
        case {"line": str(line), "cells": list(cells), "what": str(what)} if what in (HEADER, BESIDE, PLACE):
            sound = all(isinstance(cell, str) and len(cell) <= LONGEST for cell in cells)
            if sound and len(cells) <= WIDEST and len(line) <= LONGEST:
                return ShownRow(line, tuple(cells), what)
    raise Garbled("a row to show was of no known shape")
