"""What is drawn of a case of an invented force before its course: when and how it came to light, what it is about, how it ends."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from custodiet.law.steps import Step
from custodiet.law.vocabulary import FormOfProceedings, HowFound, Office, Outcome, Rank, Severity

Taken = tuple[Step, Office]
ABUSE = ("G2", "G3")


class End(Enum):
    """How a case ends: whether there was a case to answer, in which form it was heard, what came of it, and whether the officer stayed."""

    NO_CASE = (Severity.NEITHER, None, None, False)
    NOT_PROVED = (Severity.MISCONDUCT, FormOfProceedings.MEETING, Outcome.NO_ACTION, False)
    WARNED = (Severity.MISCONDUCT, FormOfProceedings.MEETING, Outcome.WRITTEN_WARNING, False)
    WARNED_AT_LAST = (Severity.GROSS_MISCONDUCT, FormOfProceedings.HEARING, Outcome.FINAL_WRITTEN_WARNING, False)
    DISMISSED = (Severity.GROSS_MISCONDUCT, FormOfProceedings.HEARING, Outcome.DISMISSAL_WITHOUT_NOTICE, False)
    WOULD_HAVE_BEEN = (Severity.GROSS_MISCONDUCT, FormOfProceedings.HEARING, Outcome.WOULD_HAVE_BEEN_DISMISSED, True)
    LEFT = (Severity.NEITHER, None, None, True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """What is drawn of one case before its course."""

    began: date
    found: HowFound
    category: str
    rank: Rank
    end: End

    @property
    def abuse(self) -> bool:
        """Whether it is abuse of position, which must be referred."""
        return self.category in ABUSE

    @property
    def under_schedule_3(self) -> bool:
        """Whether it is recorded under Schedule 3: every complaint of this kind, and every conduct matter that must be referred."""
        return self.abuse or self.found is HowFound.COMPLAINT
