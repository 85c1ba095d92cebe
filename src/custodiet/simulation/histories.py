"""Years of an invented force as histories: how many matters come to light, how they are found, and how each ends, by published rates.

The rates are those of real statistics, each with its source; what a force finds by looking is added to what reaches it. The same
force, days and seed give the same histories. Complaints that never came under special procedures are left out: a force has
hundreds of them for every case here, and they end in no proceedings.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import TypeVar

from custodiet.law.vocabulary import HowFound, Rank
from custodiet.simulation.courses import course
from custodiet.simulation.drawn import ABUSE, Drawn, End, Taken

One = TypeVar("One")
YEAR = 365.25
ABUSE_PER_THOUSAND = 0.84
"""Matters of abuse of position for each 1,000 officers and year: 103 referrals in 2016/17 (IPCC) over some 123,000 officers."""
OTHERS_PER_THOUSAND = 6.7
"""Officers referred to proceedings for each 1,000 and year: 972 in the year ending March 2023 (Home Office) over some 146,000."""
FOUND: Mapping[HowFound, float] = {
    HowFound.COMPLAINT: 0.45, HowFound.COLLEAGUE: 0.30, HowFound.PROACTIVE_AUDIT: 0.05, HowFound.OTHER_FORCE: 0.08,
    HowFound.VETTING: 0.05, HowFound.COURT_OR_PROSECUTOR: 0.07,
}  # fmt: skip
"""How matters come to light where nobody looks for them. No national figure was found: our own supposition."""
ENDS_OF_ABUSE: Mapping[End, float] = {
    End.NO_CASE: 0.50, End.NOT_PROVED: 0.04, End.WARNED: 0.05, End.WARNED_AT_LAST: 0.06, End.DISMISSED: 0.18, End.WOULD_HAVE_BEEN: 0.12,
    End.LEFT: 0.05,
}  # fmt: skip
"""After the answers of one force on sexual misconduct from 2017 to 2020: a half without a case, a third dismissed, or gone first."""
ENDS_OF_OTHERS: Mapping[End, float] = {
    End.NOT_PROVED: 0.11, End.WARNED: 0.42, End.WARNED_AT_LAST: 0.10, End.DISMISSED: 0.24, End.WOULD_HAVE_BEEN: 0.13,
}  # fmt: skip
"""Of officers referred in the year ending March 2023, 53 in 100 to a meeting, where 79 in 100 were proved; the others to a hearing
of either kind, told here as one. How those were shared out between dismissed and gone first is our own supposition."""
CATEGORIES = (("K", 0.30), ("D1", 0.20), ("H1", 0.20), ("J2", 0.10), ("F6", 0.10), ("B4", 0.10))
RANKS = ((Rank.CONSTABLE, 0.83), (Rank.SERGEANT, 0.12), (Rank.INSPECTOR, 0.05))


@dataclass(frozen=True, slots=True)
class InventedForce:
    """A force that does not exist: its name, its officers, and how many times as much it finds by audits of its own."""

    name: str
    officers: int
    audits: float = 1.0


def histories(force: InventedForce, last: date, years: int, seed: int) -> list[list[Taken]]:
    """The cases of that force over the years up to and including `last`, by the day each began, told as far as they had come by then."""
    chance = Random(f"{seed}/{force.name}")
    first = date(last.year - years, last.month, min(last.day, 28)) + timedelta(days=1)
    drawn = sorted(_drawn(force, first, last, chance), key=lambda each: each.began)
    return [[taken for taken in course(each, chance) if taken[0].on <= last] for each in drawn]


def _drawn(force: InventedForce, first: date, last: date, chance: Random) -> Iterator[Drawn]:
    span = (last - first).days
    abuse = dict(FOUND) | {HowFound.PROACTIVE_AUDIT: FOUND[HowFound.PROACTIVE_AUDIT] * force.audits}
    kinds = (
        (ABUSE_PER_THOUSAND * sum(abuse.values()), abuse, ENDS_OF_ABUSE, tuple((each, 0.5) for each in ABUSE)),
        (OTHERS_PER_THOUSAND, FOUND, ENDS_OF_OTHERS, CATEGORIES),
    )
    for rate, found, ends, categories in kinds:
        for _ in range(_number(rate / 1000 * span / YEAR, force.officers, chance)):
            yield Drawn(
                began=first + timedelta(days=chance.randrange(span)), found=_one(tuple(found.items()), chance),
                category=_one(categories, chance), rank=_one(RANKS, chance), end=_one(tuple(ends.items()), chance),
            )  # fmt: skip


def _number(mean: float, officers: int, chance: Random) -> int:
    """How many of so many officers, each with the same small chance."""
    return sum(chance.random() < mean for _ in range(officers))


def _one(weighed: Sequence[tuple[One, float]], chance: Random) -> One:
    return chance.choices([each for each, _ in weighed], [weight for _, weight in weighed])[0]
