"""What the last evaluation of the rules measured, as the program carries it: for the page of the rules, and never typed there.

`custodiet evaluate` writes the report; `python -m custodiet.web.measured REPORT EDITION` takes what the page shows of it.
"""

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

KEPT = Path(__file__).with_name("measured.json")
TAKEN = (
    "forces", "frozen_on", "reported_on", "officers", "days", "threshold", "asked_rate", "false_alerts", "thousand_months",
    "false_alerts_per_thousand_month", "false_alerts_interval", "levels", "explained_share", "planted_looks", "planted_looks_visible",
    "planted_looks_visible_to_a_classic_audit", "certified", "certified_that_nobody_planted",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Level:
    """How many of one kind of planted case were found, with the interval (95 in a hundred), and half of them after how many days."""

    kind: str
    planted: int
    found: int
    low: float
    high: float
    median_days: int | None


@dataclass(frozen=True, slots=True)
class Measured:
    """Figures of `reported` invented forces, after the threshold was frozen on the others. `false` is for each 1,000 officers and month."""

    edition: str
    forces: int
    reported: int
    smallest: int
    largest: int
    days: int
    false: float
    false_low: float
    false_high: float
    asked: float
    certified: int
    certified_wrongly: int
    visible: float
    visible_to_classic: float
    explained: float
    levels: tuple[Level, ...]


def measured() -> Measured:
    """The figures the program carries."""
    told: dict[str, Any] = json.loads(KEPT.read_text(encoding="utf-8"))
    (low, high), false = told["false_alerts_interval"], told["false_alerts_per_thousand_month"]
    return Measured(
        edition=told["edition"], forces=told["forces"], reported=len(told["reported_on"]), smallest=min(told["officers"]),
        largest=max(told["officers"]), days=max(told["days"]), false=false, false_low=low, false_high=high,
        asked=told["asked_rate"], certified=told["certified"], certified_wrongly=told["certified_that_nobody_planted"],
        visible=told["planted_looks_visible"], visible_to_classic=told["planted_looks_visible_to_a_classic_audit"],
        explained=told["explained_share"],
        levels=tuple(
            Level(each["kind"], each["planted"], each["found"], each["interval"][0], each["interval"][1], each["median_days"])
            for each in told["levels"] if each["planted"]
        ),
    )  # fmt: skip


def take(report: Path, edition: str) -> None:
    """Keep what the page shows of a report, made under that edition of the rules. Raises KeyError where it is none."""
    told = json.loads(report.read_text(encoding="utf-8"))
    kept = {"edition": edition, **{name: told[name] for name in TAKEN}}
    KEPT.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    take(Path(sys.argv[1]), sys.argv[2])
