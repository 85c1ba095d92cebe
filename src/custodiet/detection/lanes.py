"""Which pairs are shown: those certified at a stated rate, then a fixed workload shared among the lanes, and a random control.

Looks at one's own record, the family's or a declared associate's that nothing explains are shown by rule, with room of their own:
nothing has to be unusual about them. A lane of its own for looks alone and for contact alone, because their product undervalues a pair of which one source says much and
the other nothing.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any

from custodiet.detection.engine import Engine
from custodiet.detection.finding import Lane, Tier
from custodiet.detection.surprise import discoveries

FLOOR = 10.0
"""Evidence below ten to one is never shown as a finding, however much room the workload leaves."""
SHARES: tuple[tuple[Lane, float], ...] = (("joint", 0.5), ("contact", 0.25), ("access", 0.25))
BY_RULE = 1.0
"""The room of the lane of rules, as a share of the workload and beside it: what a rule forbids should not wait behind what is unusual."""
TIED = "SELECT DISTINCT staff_id, person_id, kind FROM adverse WHERE kind NOT IN ('neighbour', 'colleague')"
RULED = f"""
SELECT weighed.* FROM weighed SEMI JOIN ({TIED}) AS tie ON tie.staff_id = weighed.staff_id AND tie.person_id = weighed.person_id
WHERE weighed.look_days > 0
ORDER BY weighed.look_days DESC, weighed.staff_id, weighed.person_id
"""
"""Whoever looked without a purpose at a record that a tie forbids, most days first. A neighbour or a colleague is judged by weight."""


@dataclass(frozen=True, slots=True)
class Workload:
    """How much is shown. `rate`: false discoveries in tier 1; `per_thousand_month`: tier 2; `control`: pairs of the random sample, a month."""

    rate: float = 0.05
    per_thousand_month: float = 1.0
    control: int = 0


@dataclass(frozen=True, slots=True)
class Shown:
    """A pair that is shown, in which lane and tier, with its row of `weighed`."""

    row: dict[str, Any]
    lane: Lane
    tier: Tier


def allowed(workload: Workload, officers: int, days: int) -> dict[Lane, int]:
    """How many findings of tier 2 each lane may have shown by now, so many days after the first; a small force may always have one,
    and one by rule."""
    whole = workload.per_thousand_month * officers / 1000 * days / 30.44
    room: dict[Lane, int] = {lane: max(int(whole * share), lane == "joint") for lane, share in SHARES}
    return room | {"rule": math.ceil(whole * BY_RULE)}


@dataclass(frozen=True, slots=True)
class Strongest:
    """The rows of `weighed` that are strong enough to be shown, the strongest first, and how many of them are certified.

    `ruled`: those that a rule shows whatever their weight.
    """

    rows: list[dict[str, Any]]
    certified: int
    ruled: list[dict[str, Any]] = field(default_factory=list)


def strongest(engine: Engine, tested: int, workload: Workload) -> Strongest:
    """Who stands out on this night, where `tested` pairs are judged in all. Needs `pairs.weigh`."""
    rows = engine.rows(
        f"SELECT * FROM weighed WHERE GREATEST(e_joint, e_contact, e_access) >= {FLOOR} AND staff_id IS NOT NULL "
        "ORDER BY e_any DESC, staff_id, person_id"
    )
    return Strongest(rows, discoveries([row["e_any"] for row in rows], tested, workload.rate), engine.rows(RULED))


def choose(
    engine: Engine, top: Strongest, workload: Workload, room: dict[Lane, int], day: date, known: frozenset[tuple[str, str]]
) -> list[Shown]:
    """The pairs to show of the strongest of that day. `room`: how many more each lane may show. Pairs in `known` were shown before."""
    shown = [Shown(row, _lane(row), 1) for row in top.rows[: top.certified] if key(row) not in known]
    taken = {key(each.row) for each in shown} | known
    for row in [row for row in top.ruled if key(row) not in taken][: max(0, room["rule"])]:
        taken |= {key(row)}
        shown.append(Shown(row, "rule", 2))
    for lane, _share in SHARES:
        best = (row for row in sorted(top.rows, key=lambda row: (-row[f"e_{lane}"], key(row))) if row[f"e_{lane}"] >= FLOOR)
        fresh = [row for row in best if key(row) not in taken][: max(0, room[lane])]
        taken |= {key(row) for row in fresh}
        shown += [Shown(row, lane, 2) for row in fresh]
    return shown + _control(engine, workload.control, day, taken)


def _lane(row: dict[str, Any]) -> Lane:
    values: Sequence[tuple[Lane, float]] = (("joint", row["e_joint"]), ("contact", row["e_contact"]), ("access", row["e_access"]))
    return max(values, key=lambda each: each[1])[0]


def key(row: dict[str, Any]) -> tuple[str, str]:
    """Officer and person of a row."""
    return str(row["staff_id"]), str(row["person_id"])


def _control(engine: Engine, size: int, day: date, taken: set[tuple[str, str]]) -> list[Shown]:
    """Pairs with a look that nothing explains, drawn by a digest of the day, so that nobody chooses them and anybody can draw again."""
    if not size:
        return []
    rows = [row for row in engine.rows("SELECT * FROM weighed WHERE look_days > 0") if key(row) not in taken]
    rows.sort(key=lambda row: sha256(f"{day}|{row['staff_id']}|{row['person_id']}".encode()).hexdigest())
    return [Shown(row, "access", 3) for row in rows[:size]]
