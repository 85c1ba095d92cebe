"""The rules: one module for each Part of the regulations, each with exactly `options(matter)` and `duties(matter)`.

Other files in this room hold the tables and refusals of one of these modules, where it grew too large for one file.
"""

from typing import Protocol

from custodiet.law.clocks import Clock
from custodiet.law.matter import Duty, Matter, Option
from custodiet.law.powers import Power
from custodiet.law.rules import (
    appeals,
    case_to_answer,
    former_officers,
    hearing,
    investigation,
    keeping_informed,
    lists,
    outcomes,
    panels,
    proceedings,
    recording,
    referral,
    reflective_practice,
    restrictions,
    reviews,
    suspension,
    vetting,
)


class Rules(Protocol):
    """What every module of rules offers."""

    POWERS: tuple[Power, ...]
    CLOCKS: tuple[Clock, ...]

    def options(self, matter: Matter) -> list[Option]:
        """What may, and may not, be decided now."""

    def duties(self, matter: Matter) -> list[Duty]:
        """What is owed, open, barred or in force."""


RULES: tuple[Rules, ...] = (
    recording,
    referral,
    investigation,
    suspension,
    restrictions,
    case_to_answer,
    proceedings,
    panels,
    hearing,
    outcomes,
    former_officers,
    lists,
    appeals,
    reflective_practice,
    vetting,
    keeping_informed,
    reviews,
)
