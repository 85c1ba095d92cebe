"""What the pages of follow-up show, as plain data."""

from dataclasses import dataclass
from datetime import date

from custodiet.casework.kept_apart import Compared
from custodiet.casework.models import Learning, Proof
from custodiet.law.matter import Duty
from custodiet.law.rules.follow_up import Standing
from custodiet.law.steps import Step
from custodiet.law.steps.people import RevettingCompleted
from custodiet.law.warned import Warned


@dataclass(frozen=True, slots=True)
class Read:
    """A warning of an officer, read on a day: whether it was in force. `reference` is empty where the reader does not see its case."""

    alias: str
    warned: Warned
    day: date
    in_force: bool | None
    reference: str = ""
    disagrees: str = ""


@dataclass(frozen=True, slots=True)
class Limited:
    """A restriction that stands: the number of its entry, its review, and the proof that it is kept."""

    seq: int
    stands: Standing
    review: Duty | None
    proofs: tuple[Proof, ...]
    owed_by: date


@dataclass(frozen=True, slots=True)
class OfficerFollowed:
    """What follows an outcome for one officer of a case."""

    key: str
    alias: str
    warnings: tuple[Warned, ...]
    restrictions: tuple[Limited, ...]
    plans: tuple[Step, ...]
    checks: tuple[Duty, ...]
    others: tuple[Duty, ...]
    revetted: tuple[tuple[int, RevettingCompleted, tuple[Proof, ...]], ...]
    reflective: tuple[Step, ...]
    earlier: tuple[Read, ...]


@dataclass(frozen=True, slots=True)
class FollowPage:
    """The follow-up of one case."""

    officers: tuple[OfficerFollowed, ...]
    apart: tuple[Compared, ...]
    learning: tuple[Learning, ...]


@dataclass(frozen=True, slots=True)
class Followed:
    """One thing that is owed in follow-up, in a case in sight."""

    reference: str
    title: str
    what: str
    whom: str
    due: date | None
    owner: str
    decider: str
    under: str
    unproved: bool = False

    def late(self, today: date) -> bool:
        """Whether its last day is past."""
        return self.due is not None and self.due < today
