"""The tables a force gives, always the same ones: nobody may ask for a cut of their own, and no two tables tell the same thing twice.

Each measure stands in one table of what leaves. A measure that is a part of another (those dismissed are among the outcomes) is
read from that table, so that the two cannot be set against each other.
"""

from collections.abc import Iterable, Mapping

from custodiet.figures.breakdown import BY_KEY as DIMENSIONS
from custodiet.figures.measures import BY_KEY as MEASURES
from custodiet.figures.period import Period
from custodiet.figures.record import Record
from custodiet.figures.table import Table, tabled

PUBLIC: tuple[tuple[str, str, str], ...] = (
    ("complaints-made", "source", ""),
    ("conduct-matters", "how-found", "value"),
    ("allegations", "value", ""),
    ("abuse-of-position", "source", "value"),
    ("referrals", "source", ""),
    ("mode-of-investigation", "value", ""),
    ("case-to-answer", "value", "source"),
    ("referred-to-proceedings", "value", "source"),
    ("outcomes", "value", "source"),
    ("left-first", "value", "source"),
    ("barred", "source", ""),
    ("updates", "value", ""),
    ("reviews", "value", ""),
    ("apologies", "value", ""),
)
"""Measure, rows, columns."""
EXCHANGED = (*PUBLIC, ("abuse-ends", "value", "how-found"))
"""What a return holds: the same, and how abuse of position ended, which never leaves for the public beside the outcomes it is part of."""


def cube(records: Iterable[Record], period: Period, fixed: Iterable[tuple[str, str, str]] = PUBLIC) -> Mapping[str, Table]:
    """The fixed tables over these cases, by the measure's key."""
    cases = tuple(records)
    return {
        measure: tabled(MEASURES[measure], cases, period, DIMENSIONS[rows], DIMENSIONS[columns] if columns else None)
        for measure, rows, columns in fixed
    }
