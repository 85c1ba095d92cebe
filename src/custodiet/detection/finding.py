"""A finding: an officer and a person whose looks and contacts together no ordinary work explains, and every row behind it.

A finding is not a matter. It becomes one only when a person adopts it; until then it is a question, shown under a pseudonym.
"""

import json
from dataclasses import asdict, dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any, Literal, TypeAlias

from custodiet.detection.record import Origin

Lane: TypeAlias = Literal["access", "contact", "joint", "rule"]
"""By what it was found: looks alone, contact alone, both together, or a rule of its own (a hot subject, one's own record …)."""
Tier: TypeAlias = Literal[1, 2, 3]
"""1: certified at the stated rate of false discoveries; 2: within the fixed workload; 3: of the random control sample."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One sign. `indicator` is its code (C1 … A4, V1, V2); `says` the sentence; `e_value` its weight against ordinary work.

    1 says nothing either way; missing data is 1 and is said in `missing`.
    """

    indicator: str
    says: str
    e_value: float
    origins: tuple[Origin, ...] = ()
    missing: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """An officer and a person, from one day to another, and why they are shown.

    `tried` are the explanations that were tried and failed, each with its reason; `innocent` is what would make it innocent.
    `context` are the signs without a valid e-value: shown, never weighed.
    """

    officer: str
    person: str
    lane: Lane
    tier: Tier
    first: date
    last: date
    found_on: date
    score: float
    evidence: tuple[Evidence, ...]
    tried: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    innocent: str = ""
    rules: str = ""
    details: dict[str, Any] = field(default_factory=dict)
    context: tuple[Evidence, ...] = ()

    @property
    def fingerprint(self) -> str:
        """What makes it the same finding when it is found again: who, whom, which lane, and the quarter in which it began."""
        quarter = f"{self.first.year}-{(self.first.month - 1) // 3}"
        return sha256(f"{self.officer}\0{self.person}\0{self.lane}\0{quarter}".encode()).hexdigest()[:32]

    def as_data(self) -> dict[str, Any]:
        """Plain data, in one order, so that the same finding is the same text."""
        return json.loads(json.dumps({**asdict(self), "fingerprint": self.fingerprint}, default=str, sort_keys=True))  # type: ignore[no-any-return]

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> "Finding":
        """The finding that `as_data` wrote."""
        told = {name: value for name, value in data.items() if name != "fingerprint"}
        told |= {name: date.fromisoformat(told[name]) for name in ("first", "last", "found_on")}
        for name in ("evidence", "context"):
            told[name] = tuple(
                Evidence(**{**each, "origins": tuple(Origin(**origin) for origin in each["origins"])}) for each in told.get(name, ())
            )
        told |= {name: tuple(told[name]) for name in ("tried", "missing")}
        return cls(**told)
