"""What an indicator outside the score is: one unit with everything a reader of its sentence must know, and what it answers."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from math import comb
from typing import TypeAlias

from custodiet.detection.engine import Engine
from custodiet.detection.finding import Evidence
from custodiet.detection.record import Origin

UNKNOWN = 1.0
"""The weight of a sign that has no valid e-value: it says nothing either way in the score, whatever it says to a reader."""


@dataclass(frozen=True, slots=True)
class Pair:
    """An officer and a person on a day: who is asked about, and up to when."""

    officer: str
    person: str
    day: date


Asked: TypeAlias = Callable[[Engine, Pair], Evidence | None]
"""Answers None where there is nothing to say of the two, and an Evidence with `missing` where the files cannot say."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """A sign that is shown beside a finding and weighs nothing. `triage`: what to ask first."""

    code: str
    about: str
    needs: tuple[str, ...]
    false_positives: str
    blind_to: str
    triage: str
    ask: Asked

    def of(self, engine: Engine, pair: Pair) -> Evidence | None:
        """What it says of the two; where a table is missing, that."""
        if lacks := [table for table in self.needs if not engine.holds(table)]:
            return silent(self.code, f"The files hold no {' and no '.join(lacks)}, so nothing is said of it.")
        return self.ask(engine, pair)


def says(code: str, words: str, origins: tuple[Origin, ...] = ()) -> Evidence:
    """A sentence, with the rows behind it."""
    return Evidence(code, words, UNKNOWN, origins)


def silent(code: str, why: str) -> Evidence:
    """Nothing is known, and why."""
    return Evidence(code, "", UNKNOWN, missing=why)


def at_least(successes: int, trials: int, chance: float) -> float:
    """How likely that many or more of so many are, where each comes with that chance: the exact binomial tail."""
    return min(1.0, sum(comb(trials, n) * chance**n * (1 - chance) ** (trials - n) for n in range(successes, trials + 1)))


def once_in(chance: float) -> str:
    """“once in 1,000 times”, cautious: never more exact than one figure."""
    if chance >= 0.2:
        return "often"
    times = 1 / chance if chance > 1e-12 else 1e12
    if times >= 1_000_000:
        return "less than once in a million times"
    step = 10 ** (len(str(int(times))) - 1)
    return f"about once in {int(times // step * step):,} times"
