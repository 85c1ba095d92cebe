"""How many officers of the force fit what all publications of a case say together: two harmless facts may name somebody.

Pure: the staff list and the texts are arguments. What is counted are facts of closed kinds; that a reader knows the officer's
neighbour is beyond it, and the answer says what was counted.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from html import unescape
from re import search, sub

from custodiet.publication.folding import words_of

FEWEST = 5
"""Fewer officers than this who fit what is said, and the officer can be guessed."""
SMALLEST_LIST = 20
"""A staff list shorter than this is no staff list of a force, and nothing is counted on it."""


class Trait(StrEnum):
    """What a publication may say of an officer and a staff list knows."""

    RANK = "rank"
    UNIT = "unit"
    STATION = "station"
    SEX = "sex"
    JOINED = "year of joining"


@dataclass(frozen=True, slots=True)
class Colleague:
    """One row of the staff list, without a name: what is known of somebody, by trait."""

    traits: tuple[tuple[Trait, str], ...]

    def of(self, trait: Trait) -> str:
        """The value of a trait; empty if the list does not say."""
        return next((value for each, value in self.traits if each is trait), "")


@dataclass(frozen=True, slots=True)
class Jigsaw:
    """The figure: how many fit, out of how many, and on which facts. `fit` is None where there is no staff list to count on."""

    fit: int | None
    out_of: int = 0
    said: tuple[tuple[Trait, str], ...] = field(default=(), repr=False)

    @property
    def too_few(self) -> bool:
        """Whether the officer could be guessed."""
        return self.fit is not None and self.fit < FEWEST

    def __str__(self) -> str:
        if self.fit is None:
            return (
                "How many officers fit what is published could not be counted: there is no staff list of the force to count on."
                " Two people who know the force must judge it."
            )
        if not self.said:
            return (
                f"All {self.out_of:,} officers on the staff list fit what the publications of this case say: none of them tells one apart."
            )
        facts = ", ".join(f"{trait} ({value})" for trait, value in self.said)
        one = "officer fits" if self.fit == 1 else "officers fit"
        return f"{self.fit:,} of {self.out_of:,} {one} what all publications of this case say together: {facts}."


def count(staff: Sequence[Colleague], texts: Iterable[str], stated: Iterable[tuple[Trait, str]] = ()) -> Jigsaw:
    """The figure for a case whose publications are `texts` (HTML or plain), with facts that notices state in closed fields.

    A value of the staff list that stands in any text as whole words counts as said. An officer of whom the list does not say
    counts as not fitting, so that a gap in the list never makes a crowd.
    """
    if len(staff) < SMALLEST_LIST:
        return Jigsaw(None)
    words = [" ".join(("", *words_of(sub(r"<[^<>]*>", " ", unescape(text))), "")) for text in texts]
    said = dict.fromkeys((trait, value) for trait, value in stated if value)
    for trait in (Trait.UNIT, Trait.STATION):
        values = {each.of(trait) for each in staff} - {""}
        said |= dict.fromkeys((trait, value) for value in sorted(values) if any(_stands(value, text) for text in words))
    facts = tuple(said)
    return Jigsaw(sum(_fits(each, facts) for each in staff), len(staff), facts)


def _fits(officer: Colleague, said: Sequence[tuple[Trait, str]]) -> bool:
    """Whether somebody fits: for each trait that is spoken of, one of the values that are said."""
    spoken = {trait for trait, _ in said}
    return all(any(words_of(officer.of(trait)) == words_of(value) for each, value in said if each is trait) for trait in spoken)


def _stands(value: str, text: str) -> bool:
    words = " ".join(words_of(value))
    return bool(words) and search(f" {words} ", text) is not None
