"""One row of an untrusted table, and how much a table may hold. What opens the files is in `grid`."""

from dataclasses import dataclass, field

from custodiet.evidence.reading import UnreadableFile

MOST_ROWS = 5_000_000
MOST_COLUMNS = 1_000
MOST_CELL = 100_000
MOST_LINE = 1_000_000
"""Rows of a table, columns of a row, characters of a cell and of a line. A table beyond the first is refused, a row beyond the rest."""


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row: where it stands, in words for a person, and the text of its cells, exactly as it stood.

    `table` names the sheet. `broken` says why the row cannot be read at all. `days` are the columns in which a spreadsheet
    holds a day without a time: a day, or a midnight. `beside` marks a line of text that stands outside the table (PDF).
    """

    line: str
    cells: tuple[str, ...]
    table: str = ""
    broken: str = ""
    days: frozenset[int] = field(default_factory=frozenset)
    beside: bool = False

    @property
    def blank(self) -> bool:
        """Whether nothing stands in it."""
        return not self.broken and not any(cell.strip() for cell in self.cells)

    def cell(self, column: int) -> str:
        """The text of a cell without blanks around it; empty where the row ends before it."""
        return self.cells[column].strip() if column < len(self.cells) else ""

    @property
    def text(self) -> str:
        """The row as far as it may be shown in a refusal."""
        return " | ".join(self.cells)[:500]


def bounded(row: GridRow) -> GridRow:
    """The row, or the same row marked as broken where it holds more than a row may."""
    if len(row.cells) > MOST_COLUMNS:
        why = f"It has {len(row.cells)} cells; a row may have {MOST_COLUMNS}."
        return GridRow(row.line, row.cells[:20], row.table, why)
    longest = max(map(len, row.cells), default=0)
    if longest > MOST_CELL:
        why = f"One of its cells has {longest} characters; a cell may have {MOST_CELL}."
        return GridRow(row.line, tuple(cell[:100] for cell in row.cells), row.table, why)
    return row


def too_many_rows(more: str = "") -> UnreadableFile:
    """The refusal of a table that is too long."""
    return UnreadableFile(
        f"The table has more than {MOST_ROWS:,} rows{more}. No bill or extract is that long. Ask for it in parts, and read the parts."
    )
