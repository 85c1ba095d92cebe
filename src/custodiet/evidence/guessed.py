"""What came of telling a file's kind, and which kind that makes it. Loads no reader."""

from collections import Counter
from dataclasses import dataclass

WHY = "why none"
"""The key of the remark that says why no kind fits."""
KNOWN = 3
"""Columns of a table that must be known by their names for it to be told by these."""


@dataclass(frozen=True, slots=True)
class Guess:
    """The kinds that a file can be read as, with how many records were read, refused, asked; where it is none, a sentence why, or none."""

    fits: dict[str, dict[str, int]]
    why: str = ""


def likeliest(found: Guess) -> list[str]:
    """The kind as which most is read and fewest refused, then most columns known, least asked, most values told.

    Several where they are equal; none where none can be read. A short table with as many totals as records is told by its columns.
    A table of which but one or two columns are known, and most are not, is some other table, such as one of fuel.
    """
    marks = {}
    for kind, counts in found.fits.items():
        of = Counter(counts)
        if of["known"] < KNOWN and of["known"] * 2 < of["columns"]:
            continue
        if of["read"] > of["refused"] or (of["read"] and of["known"] >= KNOWN):
            marks[kind] = (of["read"] - of["refused"], of["known"], -of["asked"], of["told"])
    best = max(marks.values(), default=None)
    return sorted(kind for kind, mark in marks.items() if mark == best)
