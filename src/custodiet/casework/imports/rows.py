"""What the files of an extract hold: their headers, and each row with its number as a spreadsheet shows it.

An extract is a folder, or files by their names with their bytes, as a page was given them.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from custodiet.casework.imports.mapping import Layout, Taken, WrongMapping

MOST_BYTES = 500_000_000
MOST_CELL = 100_000
LOST = "\ufffd"
"""What stands where a byte could not be read as a letter."""
MOST_COLUMNS, MOST_HEADER = 1_000, 500
"""What a page can offer to choose from, many times over; an extract of which a header holds more lacks its first line."""


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


Extract = Path | Mapping[str, bytes]


def headers(extract: Extract) -> dict[str, list[str]]:
    """The headers of every CSV file of an extract."""
    names = extract if isinstance(extract, Mapping) else [path.name for path in sorted(extract.glob("*.[cC][sS][vV]"))]
    return {name: next(iter(_records(name, _bytes(extract, name))), (1, []))[1] for name in names}


def look(name: str, data: bytes) -> tuple[list[str], int]:
    """The headers of one file and the number of its rows. Raises WrongMapping where it has none of either."""
    records = _records(name, data)
    found = next(records, None)
    if found is None:
        raise WrongMapping(f"{name} is empty. Look whether it was copied whole.")
    if len(found[1]) > MOST_COLUMNS or max(map(len, found[1])) > MOST_HEADER:
        raise WrongMapping(
            f"{name} has no line of headers to choose from: the first has more than {MOST_COLUMNS:,} columns, or more than {MOST_HEADER} "
            "characters in one of them. Look whether the headers are there, and whether a quotation mark is amiss."
        )
    number = sum(1 for _ in records)
    if not number:
        raise WrongMapping(f"{name} has headers and no row under them, so nothing can be brought in from it. Have the extract made again.")
    return found[1], number


def digests(extract: Extract, layout: Layout) -> dict[str, str]:
    """The digest of each file that is taken from."""
    return {taken.file: sha256(_bytes(extract, taken.file)).hexdigest() for taken in layout.tables.values()}


def read(extract: Extract, layout: Layout) -> tuple[list[Row], dict[str, list[str]]]:
    """Every row of every file, and of each table the headers that are not taken."""
    rows: list[Row] = []
    left: dict[str, list[str]] = {}
    for table, taken in layout.tables.items():
        records = _records(taken.file, _bytes(extract, taken.file))
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
    if broken := next((name for name, place in zip(taken.columns.values(), places.values(), strict=True) if LOST in cells[place]), ""):
        odd = f"The cell under “{broken}” holds bytes that are no letter, neither in UTF-8 nor as Windows writes. Save it as “CSV UTF-8”."
        return Row(table, taken.file, number, {}, odd)
    if formula := next((header for name, header in taken.columns.items() if cells[places[name]].lstrip().startswith("=")), ""):
        odd = f"The cell under “{formula}” is a formula, and what it shows is not in the file. Have the extract written with values."
        return Row(table, taken.file, number, {}, odd)
    return Row(table, taken.file, number, {name: " ".join(cells[place].split()) for name, place in places.items()})


def _bytes(extract: Extract, name: str) -> bytes:
    if isinstance(extract, Mapping):
        if name not in extract:
            raise WrongMapping(f"{name} is not among the files. Add it, or name another file in the mapping.")
        return extract[name]
    path = extract / name
    if Path(name).name != name or not path.is_file():
        raise WrongMapping(f"{name} is not in {extract}. Put it there, or name another file in the mapping.")
    if path.stat().st_size > MOST_BYTES:
        raise WrongMapping(f"{name} is larger than {MOST_BYTES:,} bytes. Cut the extract by years, and import one after another.")
    return path.read_bytes()


def _text(name: str, data: bytes) -> str:
    """What it says: UTF-8, or else as Windows writes western text."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise WrongMapping(f"{name} is written in UTF-16. Save it again as “CSV UTF-8”.")
    if data[:4] == b"PK\x03\x04":
        raise WrongMapping(f"{name} is a workbook or an archive, and no CSV. Save each of its sheets as CSV.")
    if b"\0" in data:
        raise WrongMapping(f"{name} is no text, so no CSV. Look which file was meant.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _records(name: str, data: bytes) -> Iterator[tuple[int, list[str]]]:
    """The records that are not empty, each with its number."""
    text = _text(name, data)
    csv.field_size_limit(MOST_CELL)
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), strict=True), 1):
            if any(cell.strip() for cell in cells):
                yield number, cells
    except csv.Error as wrong:
        raise WrongMapping(f"{name} is no CSV file: {wrong}. Save it again as CSV, with quotation marks about text.") from wrong
