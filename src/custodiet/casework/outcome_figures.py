"""How findings fared, in numbers alone: how many were decided on, what came of them, and between what bounds that rate lies."""

from dataclasses import dataclass

from custodiet.casework.models import DetectedFinding, TriageOutcome
from custodiet.figures.rates import share

FEWEST = 10
"""Below so many decisions a rate says nothing, and could point at somebody."""


@dataclass(frozen=True, slots=True)
class Fared:
    """Findings ever made, decided on, dismissed, adopted; `low` and `high` bound the share of dismissed ones, None where too few."""

    made: int
    decided: int
    dismissed: int
    adopted: int
    low: float | None
    high: float | None


def fared() -> Fared:
    """Over every operation. Numbers below ten decisions are kept back: `decided` is then 0."""
    made = DetectedFinding.objects.count()
    dismissed = DetectedFinding.objects.filter(triage__outcome=TriageOutcome.DISMISSED.value).distinct().count()
    adopted = DetectedFinding.objects.filter(triage__outcome=TriageOutcome.ADOPTED.value).distinct().count()
    decided = dismissed + adopted
    if decided < FEWEST:
        return Fared(made if made >= FEWEST else 0, 0, 0, 0, None, None)
    between = share(dismissed, decided)
    assert between  # there are decisions
    return Fared(made, decided, dismissed, adopted, between.low, between.high)
