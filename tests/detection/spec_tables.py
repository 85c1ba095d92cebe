"""Specifications that a person can read: facts as tables, then what becomes of each look.

    One sentence that says what is shown.

    custody
    staff_id  person_id  at                until
    1         A          2024-03-05 12:00  -

    =>
    access_id  verdict
    early      unexplained

A verdict is the code of the explanation that covers the look (of several the first that is tried), `adverse` or `unexplained`. They are
files of tests/detection/spec; plain Python, DuckDB and Spark must all agree with each.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from custodiet.evidence.facts import BY_NAME

FOLDER = Path(__file__).parent / "spec"
KEPT_APART = re.compile(r"(_id|merged_into|workstation)$")
NUMBERS = re.compile(r"(_e164|_msisdn)$")
"""Columns that name somebody or something: in a world of many specifications each has names of its own."""


@dataclass(frozen=True)
class Spec:
    """A specification: its code, its sentence, its tables as rows of values, and the verdict by look."""

    code: str
    about: str
    world: dict
    verdicts: dict


def read(path):
    """The specification in that file."""
    return of(path.stem, path.read_text(encoding="utf-8"))


def of(code, text):
    """The specification that this text is."""
    about, *blocks = re.split(r"\n\s*\n", text.strip())
    world, verdicts = {}, {}
    for block in blocks:
        name, head, *lines = block.splitlines()
        names = re.split(r"\s{2,}", head.strip())
        rows = [dict(zip(names, re.split(r"\s{2,}", line.strip()), strict=True)) for line in lines]
        if name == "=>":
            verdicts = {row["access_id"]: row["verdict"] for row in rows}
        else:
            world.setdefault(name, []).extend(_fact(name, row) for row in rows)
    return Spec(code, about, world, verdicts)


def every():
    """Every specification of looks: the explanations by their number, then the records that are hot."""
    numbered = sorted(FOLDER.glob("T*.txt"), key=lambda path: int(path.stem[1:]))
    return [read(path) for path in (*numbered, FOLDER / "hot.txt")]


def together(specs):
    """One specification of all these: nobody and nothing of one has to do with those of another."""
    world, verdicts = {}, {}
    for place, spec in enumerate(specs):
        for table, rows in spec.world.items():
            world.setdefault(table, []).extend({name: _apart(spec.code, place, name, cell) for name, cell in row.items()} for row in rows)
        verdicts |= {f"{spec.code}-{look}": verdict for look, verdict in spec.verdicts.items()}
    return Spec("all", "", world, verdicts)


def _apart(code, place, name, cell):
    """The cell, where it names somebody or something as no other specification does; a telephone number stays one."""
    if cell and NUMBERS.search(name):
        return f"{cell}{place:02}"
    return f"{code}-{cell}" if cell and KEPT_APART.search(name) else cell


def _fact(table, row):
    """A row with every column of its table, the cells in their types."""
    cells = {name: _cell(BY_NAME[table].column(name).type, cell) for name, cell in row.items()}
    return {column.name: cells.get(column.name) for column in BY_NAME[table].own}


def _cell(kind, cell):
    if cell == "-":
        return None
    if kind == "moment":
        return datetime.fromisoformat(cell)
    return int(cell) if kind == "integer" else cell == "yes" if kind == "yes/no" else cell
