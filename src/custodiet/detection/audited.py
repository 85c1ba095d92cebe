"""What an audit found, and its report: how many looks, what explained them, what is left, what was silent and what was learned."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from custodiet.detection import telling
from custodiet.detection.finding import Finding
from custodiet.detection.strength import Stretch


@dataclass(frozen=True, slots=True)
class Audit:
    """What an audit found. `explained`: looks by the explanation that covered them; `silenced`: what lacks a table, and which."""

    looks: int
    explained: dict[str, int]
    adverse: int
    unexplained: int
    officers: int
    first: date
    last: date
    pairs: int
    findings: tuple[Finding, ...]
    silenced: dict[str, list[str]] = field(default_factory=dict)
    of_contact: tuple[Stretch, ...] = ()
    of_looks: tuple[Stretch, ...] = ()
    contacts: int = 0
    no_roster: int = 0
    """Of those contacts, so many for which the roster is silent."""
    examined: tuple[str, ...] = ()
    """What the folder lacks, and what of it could not be read or goes by no rule, in sentences."""

    def report(self) -> dict[str, Any]:
        """The figures as plain data."""
        covered = sum(self.explained.values())
        return {
            "looks": self.looks,
            "explained": dict(sorted(self.explained.items())),
            "explained_share": round(covered / self.looks, 6) if self.looks else None,
            "adverse": self.adverse,
            "unexplained": self.unexplained,
            "officers": self.officers,
            "first_day": self.first.isoformat(),
            "last_day": self.last.isoformat(),
            "pairs_weighed": self.pairs,
            "findings": len(self.findings),
            "by_tier": {str(tier): sum(each.tier == tier for each in self.findings) for tier in (1, 2, 3)},
            "contacts": self.contacts,
            "contacts_without_roster": self.no_roster,
            "silenced": dict(sorted(self.silenced.items())),
            "examined": list(self.examined),
            "strength_of_contact": [each.as_data() for each in self.of_contact],
            "strength_of_looks": [each.as_data() for each in self.of_looks],
            "rules": telling.RULES,
        }
