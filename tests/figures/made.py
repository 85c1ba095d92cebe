"""Cases made to count: each a short history with the steps that the figures look at, and nothing of a person."""

from collections.abc import Iterable
from datetime import date, timedelta

from custodiet.figures.record import Characteristics, Record
from custodiet.law.steps import History, Step
from custodiet.law.steps.investigation import Referred
from custodiet.law.steps.opening import AllegationMade, CameToAttention, CaseClosed, ComplaintMade, Recorded, SubjectIdentified
from custodiet.law.steps.outcome import Found, Imposed, OfficerLeft
from custodiet.law.steps.proceedings import HearingBegan, ProceedingsWithdrawn, ReferredToProceedings
from custodiet.law.vocabulary import (
    Capacity,
    Departure,
    FormOfProceedings,
    HowFound,
    MatterKind,
    Outcome,
    Rank,
    ReferralCriterion,
    Severity,
)

OFFICER = "officer-1"
AS_OF = date(2026, 1, 31)


def case(
    number: int,
    began: date,
    *more: Step,
    complaint: bool = True,
    found: HowFound = HowFound.COMPLAINT,
    categories: Iterable[str] = ("G2",),
    rank: Rank = Rank.CONSTABLE,
    capacity: Capacity = Capacity.MEMBER_OF_A_POLICE_FORCE,
    person: Characteristics | None = None,
) -> Record:
    """A case that began on that day, with one officer and an allegation in each category, and the steps given."""
    kind: Step = (
        ComplaintMade(on=began, found=found) if complaint else CameToAttention(on=began, kind=MatterKind.CONDUCT_MATTER, found=found)
    )
    steps = [
        kind,
        Recorded(on=began),
        SubjectIdentified(on=began, about=OFFICER, rank=rank, capacity=capacity),
        *(
            AllegationMade(on=began, about=f"allegation-{place}", officer=OFFICER, conduct="Alleged", category=category)
            for place, category in enumerate(categories, 1)
        ),
        *more,
    ]
    return Record(f"C{number:06}", History(steps), AS_OF, {OFFICER: person} if person else {})


def imposed(on: date, outcome: Outcome) -> Imposed:
    """That outcome, imposed on the officer."""
    return Imposed(on=on, about=OFFICER, outcome=outcome)


def referred_to(on: date, form: FormOfProceedings) -> ReferredToProceedings:
    """Referred to that form of proceedings."""
    return ReferredToProceedings(on=on, about=OFFICER, form=form)


def began(on: date, form: FormOfProceedings) -> HearingBegan:
    """The hearing began."""
    return HearingBegan(on=on, about=OFFICER, form=form)


def found(on: date, level: Severity, allegation: str = "allegation-1") -> Found:
    """That finding on that allegation."""
    return Found(on=on, about=allegation, level=level)


def left(on: date, how: Departure = Departure.RESIGNED) -> OfficerLeft:
    """The officer left."""
    return OfficerLeft(on=on, about=OFFICER, how=how)


def to_iopc(on: date) -> Referred:
    """Referred to the IOPC."""
    return Referred(on=on, criteria=(ReferralCriterion.R4,))


def withdrawn(on: date) -> ProceedingsWithdrawn:
    """The proceedings were withdrawn."""
    return ProceedingsWithdrawn(on=on, about=OFFICER, reason="No longer in the public interest")


def closed(on: date) -> CaseClosed:
    """The case was closed."""
    return CaseClosed(on=on)


def later(day: date, days: int) -> date:
    """That many days later."""
    return day + timedelta(days=days)
