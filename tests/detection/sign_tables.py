"""Specifications of signs that a person can read: facts as tables, then what each sign counts or says of an officer and a person.

    =>
    officer  person  C4
    1        A       2
    2        A       nothing

    without duty
    officer  person  C4
    1        A       missing

They are files of tests/detection/spec/signs, as of the end of 31 March 2024. A sign that is weighed has a count; one outside the score has
words that it says, or `nothing`. `missing`: it says what it lacks and weighs nothing either way. `without`: the same facts less that table.
"""

import re
from dataclasses import dataclass
from datetime import date

from custodiet.detection import cascade, contacts, pairs, signs
from custodiet.detection.indicators import CONTEXT
from custodiet.detection.indicators.unit import Pair
from custodiet.detection.pairs import SIGNS
from tests.detection import spec_tables

FOLDER = spec_tables.FOLDER / "signs"
DAY = date(2024, 3, 31)
BESIDE = {each.code: each for each in CONTEXT}
WEIGHED = {each.code: each for each in SIGNS}


@dataclass(frozen=True)
class SignSpec:
    """A specification: the code, its sentence, its tables; what is said of each pair, and what without some table."""

    code: str
    about: str
    world: dict
    said: dict
    without: dict


def read(path):
    """The specification in that file."""
    facts, *ends = re.split(r"\n(?==>\n|without )", path.read_text(encoding="utf-8").strip())
    said, without = {}, {}
    for end in ends:
        name, _head, *lines = end.strip().splitlines()
        rows = [re.split(r"\s{2,}", line.strip()) for line in lines]
        told = {(officer, person): cell for officer, person, cell in rows}
        if name == "=>":
            said = told
        else:
            without[name.removeprefix("without ")] = told
    spec = spec_tables.of(path.stem, facts)
    return SignSpec(path.stem, spec.about, spec.world, said, without)


def every():
    """Every specification of a sign, by its code."""
    return [read(path) for path in sorted(FOLDER.glob("*.txt"), key=lambda path: path.stem)]


def prepare(engine):
    """Explain and weigh as of that day; the signs that lack a table."""
    contacts.prepare(engine)
    cascade.run(engine)
    signs.prepare(engine)
    lacking = signs.silenced(engine)
    pairs.weigh(engine, DAY, lacking)
    return lacking


def of(engine, lacking, code, officer, person):
    """What the engine makes of one pair, in the words of a specification: a count, a sentence, nothing or missing."""
    if code in WEIGHED:
        return _counted(engine, lacking, WEIGHED[code], officer, person)
    found = BESIDE[code].of(engine, Pair(officer, person, DAY))
    if found is None:
        return "nothing"
    assert found.e_value == 1
    return "missing" if found.missing else found.says


def _counted(engine, lacking, sign, officer, person):
    rows = engine.rows(
        f"SELECT {sign.column} AS n, e_{sign.code} AS e FROM weighed WHERE staff_id = $officer AND person_id = $person",
        officer=officer,
        person=person,
    )
    if sign.code in lacking:
        assert all(row["e"] == 1 for row in rows)  # nothing either way
        return "missing"
    return str(round(rows[0]["n"])) if rows else "0"


def agrees(told, cell):
    """Whether what was told is what the cell says: words may stand anywhere in a sentence."""
    return told == cell or (cell not in ("nothing", "missing") and not cell.isdigit() and cell in told)
