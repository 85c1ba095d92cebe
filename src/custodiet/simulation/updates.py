"""What runs beside the course of a case: who leads the investigation, and what whoever complained is told, in time or late.

It is drawn apart from the course, from what the case is: so the course of every case is what it was without it.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random

from custodiet.law.steps.investigation import InvestigatorAppointed, ModeOfInvestigationDetermined, Referred
from custodiet.law.steps.outcome import Imposed
from custodiet.law.steps.people import PersonInformed
from custodiet.law.steps.proceedings import CaseToAnswerDetermined
from custodiet.law.vocabulary import HowFound, ModeOfInvestigation, Office, ToldOf
from custodiet.simulation.drawn import Drawn, Taken

FOUR_WEEKS = 28
LATE, NOTICED_LATE = 0.22, 0.15
"""How often an update, and a notice of investigation, comes late. No figure was found: our own supposition."""


def delay(drawn: Drawn) -> int:
    """How many days later than soon the notice of investigation is given."""
    chance = Random(f"notice {drawn}")
    return chance.randint(15, 40) if chance.random() < NOTICED_LATE else 0


def beside(drawn: Drawn, course: Sequence[Taken]) -> Iterator[Taken]:
    """The steps beside that course, each in the order of its day."""
    chance = Random(f"beside {drawn}")
    referred = next((step.on for step, _ in course if isinstance(step, Referred)), None)
    appointed = next((step.on for step, _ in course if isinstance(step, InvestigatorAppointed)), None)
    if referred and appointed:
        on = min(appointed, referred + timedelta(days=chance.randint(1, 3)))
        yield ModeOfInvestigationDetermined(on=on, mode=ModeOfInvestigation.LOCAL), Office.DIRECTOR_GENERAL
    if drawn.found is HowFound.COMPLAINT:
        yield from _updates(drawn.began, course, chance)


def _updates(began: date, course: Sequence[Taken], chance: Random) -> Iterator[Taken]:
    """Every four weeks how it goes, some days before it is owed or some after; and within a week what was decided."""
    decided = [step.on for step, _ in course if isinstance(step, (CaseToAnswerDetermined, Imposed))]
    told = [day + timedelta(days=chance.randint(8, 15) if chance.random() < LATE else chance.randint(1, 3)) for day in decided]
    last = next(step.on for step, _ in course if isinstance(step, PersonInformed))
    for on in told:
        if on < last:
            yield PersonInformed(on=on, of=ToldOf.OUTCOME), Office.APPROPRIATE_AUTHORITY
    on = began
    while True:
        on += timedelta(days=FOUR_WEEKS + (chance.randint(2, 14) if chance.random() < LATE else -chance.randint(0, 5)))
        if on >= min([*told, last]):
            return
        yield PersonInformed(on=on, of=ToldOf.PROGRESS), Office.APPROPRIATE_AUTHORITY
