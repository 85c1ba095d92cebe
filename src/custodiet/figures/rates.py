"""Shares and rates with the bounds between which the true one lies 95 times in 100, so that nobody reads too much from a number."""

from dataclasses import dataclass
from math import sqrt

SURE = 1.96
"""Standard deviations to either side that hold 95 % of chance."""


@dataclass(frozen=True, slots=True)
class Between:
    """A figure with its bounds."""

    value: float
    low: float
    high: float

    def overlaps(self, other: "Between") -> bool:
        """Whether the two cannot be told apart by their bounds."""
        return self.low <= other.high and other.low <= self.high


def share(part: int, whole: int) -> Between | None:
    """The share with the bounds of Wilson; None of nothing."""
    if whole <= 0:
        return None
    value, squared = part / whole, SURE * SURE
    middle = (value + squared / (2 * whole)) / (1 + squared / whole)
    reach = SURE / (1 + squared / whole) * sqrt(value * (1 - value) / whole + squared / (4 * whole * whole))
    return Between(value, max(0.0, middle - reach), min(1.0, middle + reach))


def per_thousand(events: int, people: int) -> Between | None:
    """Events for a thousand people with the bounds of Byar for a count; None without people."""
    if people <= 0:
        return None
    low = 0.0 if events == 0 else events * (1 - 1 / (9 * events) - SURE / (3 * sqrt(events))) ** 3
    more = events + 1
    high = more * (1 - 1 / (9 * more) + SURE / (3 * sqrt(more))) ** 3
    return Between(1000 * events / people, 1000 * max(0.0, low) / people, 1000 * high / people)
