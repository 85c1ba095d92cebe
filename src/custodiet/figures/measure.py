"""Measure: one thing that is counted, with its unit, its definition, where that comes from, and the sentence it is published in."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from custodiet.figures.record import Counted, Record
from custodiet.law.vocabulary import Term


class Unit(Term):
    """What one is one of. A person stands in a table once for each case: two cases of one officer are two."""

    CASES = "cases"
    ALLEGATIONS = "allegations"
    PEOPLE = "people, once for each case"
    REFERRALS = "referrals"
    UPDATES = "updates owed"


class Sure(Term):
    """How far the definition is known to be the national one."""

    PUBLISHED = "as the national statistics define it"
    ADAPTED = "after the national statistics, whose words leave this open"
    OWN = "our own definition: no national one was found"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One measure. `count` finds in one case what is counted, whatever the day; the table keeps what lies in its period.

    `sentence` has the places {n:,} and {period}. A changed definition is a new `version`; a figure names the version it was
    counted by.
    """

    key: str
    title: str
    unit: Unit
    definition: str
    source: str
    sure: Sure
    sentence: str
    count: Callable[[Record], Iterable[Counted]]
    version: int = 1
    values: tuple[str, ...] = ()
    """The classes it counts by, in order, where it has any."""
    within: int | None = None
    """For a measure of time: the days within which it ought to be."""

    @property
    def named(self) -> str:
        """Name and version, as a figure carries them."""
        return f"{self.key}/{self.version}"

    @property
    def of_time(self) -> bool:
        """Whether it measures how long something took."""
        return self.within is not None
