"""What the last evaluation of the rules measured, as the program carries it: for the page of the rules, and never typed there.

`custodiet evaluate` writes the report; `python -m custodiet.web.measured REPORT` takes what the page shows of it.
"""

import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

KEPT = Path(__file__).with_name("measured.json")


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
    return Measured(**{**told, "levels": tuple(Level(**each) for each in told["levels"])})


def taken(report: dict[str, Any]) -> Measured:
    """What the page shows of a report of `custodiet evaluate`. Raises KeyError where it is none."""
    (low, high), false = report["false_alerts_interval"], report["false_alerts_per_thousand_month"]
    return Measured(
        edition=report["rules"], forces=report["forces"], reported=len(report["reported_on"]), smallest=min(report["officers"]),
        largest=max(report["officers"]), days=max(report["days"]), false=false, false_low=low, false_high=high, asked=report["asked_rate"],
        certified=report["certified"], certified_wrongly=report["certified_that_nobody_planted"], visible=report["planted_looks_visible"],
        visible_to_classic=report["planted_looks_visible_to_a_classic_audit"], explained=report["explained_share"],
        levels=tuple(
            Level(each["kind"], each["planted"], each["found"], each["interval"][0], each["interval"][1], each["median_days"])
            for each in report["levels"] if each["planted"]
        ),
    )  # fmt: skip


if __name__ == "__main__":
    found = taken(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
    KEPT.write_text(json.dumps(asdict(found), indent=1) + "\n", encoding="utf-8")
