"""How findings fared, in numbers alone: how many were decided on, what came of them, and between what bounds that rate lies."""

from dataclasses import dataclass
from math import sqrt

from custodiet.casework.models import DetectedFinding, TriageOutcome

SURE = 1.96
"""Standard deviations to either side that hold 95 % of chance."""
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
    low, high = interval(dismissed, decided)
    return Fared(made, decided, dismissed, adopted, low, high)


def interval(successes: int, trials: int) -> tuple[float, float]:
    """The interval of Wilson that holds the true share in 95 of 100 times."""
    share, squared = successes / trials, SURE * SURE
    middle = (share + squared / (2 * trials)) / (1 + squared / trials)
    reach = SURE / (1 + squared / trials) * sqrt(share * (1 - share) / trials + squared / (4 * trials * trials))
    return max(0.0, middle - reach), min(1.0, middle + reach)
