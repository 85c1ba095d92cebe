"""The extract of the workforce: what a force's personnel system says of each officer, by number, for tables of disparity.

Its sex stands in an answer case by case too, where a column is given only as far as it points at nobody (`case_lines`). It goes into a
snapshot and nowhere else: no rule, no search and no decision can reach it (a test looks through the whole program).
Where it says rank and capacity too, it also says how many of each there are: the strength by which a rate is made.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from custodiet.figures.breakdown import CAPACITY, NOT_KNOWN, RANK, Dimension
from custodiet.figures.record import Characteristics

COLUMNS = ("number", "sex", "ethnicity", "joined")
COUNTED = (RANK, CAPACITY)
"""What may stand in it beside those, by the key of the dimension, to say how many people there are of each class."""


class WrongExtract(ValueError):
    """The extract cannot be used. The message says which line is wrong and what to write."""


def extract(lines: Iterable[Mapping[str, str]]) -> dict[str, Characteristics]:
    """What it says of each number; an empty word is not known. Raises WrongExtract: half an extract would make a false table."""
    found: dict[str, Characteristics] = {}
    for number, line in enumerate(lines, 2):
        if missing := [column for column in COLUMNS if line.get(column) is None]:
            raise WrongExtract(
                f"Line {number} has no “{missing[0]}”. Every line gives {', '.join(COLUMNS)}; leave empty what is not known."
            )
        who, joined = line["number"].strip(), line["joined"].strip()
        if not who or who in found:
            raise WrongExtract(
                f"Line {number} has {'the number of an earlier line' if who else 'no number'}. Each officer stands in it once."
            )
        try:
            day = date.fromisoformat(joined) if joined else None
        except ValueError:
            raise WrongExtract(f"Line {number}: “{joined}” is no day. Write 2015-04-01, or nothing.") from None
        found[who] = Characteristics(day, line["sex"].strip(), line["ethnicity"].strip())
    return found


def strength(lines: Iterable[Mapping[str, str]]) -> dict[str, dict[str, int]]:
    """How many people there are of each rank and capacity, for each of the two that every line gives. Raises WrongExtract."""
    given = list(lines)
    return {each.key: _counted(given, each) for each in COUNTED if given and each.key in given[0]}


def _counted(lines: Iterable[Mapping[str, str]], dimension: Dimension) -> dict[str, int]:
    found: Counter[str] = Counter()
    for number, line in enumerate(lines, 2):
        word = (line.get(dimension.key) or "").strip().casefold()
        if word not in dimension.order or word == NOT_KNOWN:
            raise WrongExtract(
                f"Line {number}: “{line.get(dimension.key) or ''}” is no {dimension.key}. A rate needs it of everybody: write one of "
                f"{', '.join(each for each in dimension.order if each != NOT_KNOWN)}; or leave the column out."
            )
        found[word] += 1
    return dict(found)
