"""What the files of an extract hold: their headers, and each row with its number as a spreadsheet shows it."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from custodiet.casework.imports.mapping import Layout, Taken, WrongMapping

MOST_BYTES = 500_000_000
MOST_CELL = 100_000


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its table, file and number (the header is number 1), and its cells by what they are. `odd`: why it cannot be read."""

    table: str
    file: str
    number: int
    cells: dict[str, str]
    odd: str = ""

    def __getitem__(self, name: str) -> str:
        return self.cells.get(name, "")


def headers(folder: Path) -> dict[str, list[str]]:
    """The headers of every CSV file in a folder."""
    return {path.name: next(iter(_records(path)), [[]])[1] for path in sorted(folder.glob("*.[cC][sS][vV]"))}


def digests(folder: Path, layout: Layout) -> dict[str, str]:
    """The digest of each file that is taken from."""
    return {taken.file: sha256(_path(folder, taken).read_bytes()).hexdigest() for taken in layout.tables.values()}


def read(folder: Path, layout: Layout) -> tuple[list[Row], dict[str, list[str]]]:
    """Every row of every file, and of each table the headers that are not taken."""
    rows: list[Row] = []
    left: dict[str, list[str]] = {}
    for table, taken in layout.tables.items():
        records = _records(_path(folder, taken))
        _number, names = next(records, (1, []))
        places = {}
        for name, header in taken.columns.items():
            if names.count(header) != 1:
                said = "has no column" if header not in names else "has more than one column"
                raise WrongMapping(f"{taken.file} {said} “{header}”, where [{table}] looks for {name}. It has: {', '.join(names)}.")
            places[name] = names.index(header)
        left[table] = [name for name in names if name not in taken.columns.values()]
        rows += [_row(table, taken, number, cells, places, len(names)) for number, cells in records]
    return rows, left


def _row(table: str, taken: Taken, number: int, cells: list[str], places: dict[str, int], width: int) -> Row:
    if len(cells) != width:
        odd = f"It has {len(cells)} cells where the headers are {width}: a comma or a quotation mark is amiss."
        return Row(table, taken.file, number, {}, odd)
    return Row(table, taken.file, number, {name: " ".join(cells[place].split()) for name, place in places.items()})


def _path(folder: Path, taken: Taken) -> Path:
    path = folder / taken.file
    if Path(taken.file).name != taken.file or not path.is_file():
        raise WrongMapping(f"{taken.file} is not in {folder}. Put it there, or name another file in the mapping.")
    if path.stat().st_size > MOST_BYTES:
        raise WrongMapping(f"{taken.file} is larger than {MOST_BYTES:,} bytes. Cut the extract by years, and import one after another.")
    return path


def _records(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The records that are not empty, each with its number. UTF-8, or else as Windows writes western text."""
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    csv.field_size_limit(MOST_CELL)
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), strict=True), 1):
            if any(cell.strip() for cell in cells):
                yield number, cells
    except csv.Error as wrong:
        raise WrongMapping(f"{path.name} is no CSV file: {wrong}. Save it again as CSV, with quotation marks about text.") from wrong
