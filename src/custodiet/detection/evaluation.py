"""Findings against the truth about an invented force: recall at a stated rate of false alerts, by level, and days to detection.

A threshold on the score is chosen so that, in the force it is chosen on, pairs that nobody planted are shown at most so often for each
1,000 officers and month; what is planted and shown is recall. A pair counts from the first week in which its score reaches the
threshold. Beside it, in the same force: raw counts of contact, and a classic audit that asks for any link between the two.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from custodiet.detection import audit, cascade, contacts, pairs, signs
from custodiet.detection.engine import Engine
from custodiet.detection.surprise import discoveries

LEVELS = ("L0", "L1", "L2", "L3", "L4", "L5")
ABUSE = frozenset(LEVELS)
LEAST = 3.0
"""Scores below this are not kept: no threshold lies there."""
RATE = 0.05

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Planted:
    """One planted pair: its level, the days of the force on which it began and ended, and the looks that belong to it."""

    officer: str
    person: str
    kind: str
    first: int
    last: int
    accesses: tuple[str, ...]


@dataclass(slots=True)
class Scored:
    """What one force gave: for each pair its score on each day it was weighed and reached `LEAST`; and what was certified when."""

    officers: int
    days: int
    scores: dict[Pair, list[tuple[int, float]]] = field(default_factory=dict)
    raw: dict[Pair, float] = field(default_factory=dict)
    certified: dict[Pair, int] = field(default_factory=dict)
    looks: int = 0
    unexplained: int = 0
    explained: dict[str, int] = field(default_factory=dict)
    visible: int = 0
    planted_looks: int = 0
    classic_visible: int = 0

    @property
    def thousand_months(self) -> float:
        """How many times 1,000 officers and a month the force is."""
        return self.officers / 1000 * self.days / 30.44


CLASSIC = """
SELECT COUNT(*) AS n FROM look_base AS look WHERE look.access_id IN (SELECT access_id FROM planted_look) AND NOT EXISTS (
    SELECT 1 FROM role_span AS role WHERE role.staff_id = look.staff_id AND role.person_id = look.person_id)
"""
"""The planted looks that a classic audit leaves visible: those of officers whom nothing ever tied to the person."""


def planted_of(truth: Mapping[str, Any]) -> list[Planted]:
    """The planted pairs of a truth file. Raises ValueError with a sentence where it is none."""
    try:
        return [
            Planted(str(each["officer"]), str(each.get("person") or ""), each["kind"], each["from"], each["to"], tuple(each["accesses"]))
            for each in truth["planted"]
        ]
    except (KeyError, TypeError) as wrong:
        raise ValueError(f"This is no truth file of `custodiet simulate`: {wrong} is missing. Name the folder that it wrote.") from wrong


def score(engine: Engine, planted: Sequence[Planted], start: date, days: int, step: int = audit.STEP) -> Scored:
    """Weigh the force each week as if that week were today."""
    contacts.prepare(engine)
    found = cascade.run(engine)
    signs.prepare(engine)
    lacking = signs.silenced(engine)
    officers = int(engine.rows(audit.OFFICERS)[0]["n"])
    done = Scored(officers, days, looks=found.looks, unexplained=found.unexplained + found.adverse, explained=found.explained)
    _looks(engine, planted, done)
    for day in range(step - 1, days, step):
        tested = pairs.weigh(engine, start + timedelta(days=day), lacking)
        rows = engine.rows(f"SELECT staff_id, person_id, e_any, sent FROM weighed WHERE e_any >= {LEAST} OR sent > 20 ORDER BY e_any DESC")
        sure = discoveries([row["e_any"] for row in rows], tested, RATE)
        for number, row in enumerate(rows):
            pair = (str(row["staff_id"]), str(row["person_id"]))
            done.scores.setdefault(pair, []).append((day, row["e_any"]))
            done.raw[pair] = max(done.raw.get(pair, 0.0), float(row["sent"]))
            if number < sure:
                done.certified.setdefault(pair, day)
    return done


def _looks(engine: Engine, planted: Sequence[Planted], done: Scored) -> None:
    marks = [access for each in planted if each.kind in ABUSE for access in each.accesses]
    done.planted_looks = len(marks)
    if not marks:
        return
    listed = ", ".join(f"('{mark}')" for mark in marks)
    engine.make("planted_look", f"SELECT * FROM (VALUES {listed}) AS made(access_id)")
    left = engine.rows("SELECT COUNT(*) AS n FROM unexplained WHERE access_id IN (SELECT access_id FROM planted_look)")
    done.visible = int(left[0]["n"])
    done.classic_visible = int(engine.rows(CLASSIC)[0]["n"])


def threshold(forces: Sequence[tuple[Scored, Sequence[Planted]]], rate: float) -> float:
    """The lowest score at which pairs nobody planted are shown at most `rate` times for each 1,000 officers and month."""
    false: list[float] = []
    room = 0.0
    for done, planted in forces:
        room += rate * done.thousand_months
        false += _false(done, planted)
    false.sort(reverse=True)
    allowed = int(room)
    return math.nextafter(false[allowed], math.inf) if allowed < len(false) else LEAST


@dataclass(frozen=True, slots=True)
class Level:
    """What became of one level: how many were planted and found, and the median of days from the first sign to the showing."""

    kind: str
    planted: int
    found: int
    median_days: float | None

    @property
    def recall(self) -> float:
        """The share that was found."""
        return self.found / self.planted if self.planted else 0.0

    def interval(self) -> tuple[float, float]:
        """Wilson's interval of the recall, 95 in a hundred."""
        if not self.planted:
            return 0.0, 1.0
        z, n, p = 1.96, self.planted, self.recall
        middle, half = p + z * z / (2 * n), z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        return max(0.0, (middle - half) / (1 + z * z / n)), min(1.0, (middle + half) / (1 + z * z / n))


def levels(forces: Sequence[tuple[Scored, Sequence[Planted]]], at: float) -> list[Level]:
    """Recall and days by kind, at that threshold."""
    return [_level(kind, forces, at) for kind in (*LEVELS, "ex-partner")]


def _level(kind: str, forces: Sequence[tuple[Scored, Sequence[Planted]]], at: float) -> Level:
    count, days = 0, []
    for done, planted in forces:
        for each in planted:
            if each.kind != kind:
                continue
            count += 1
            series = done.scores.get((each.officer, each.person), [])
            first = next((day for day, value in series if value >= at), None)
            if first is not None:
                days.append(first - each.first)
    days.sort()
    return Level(kind, count, len(days), days[len(days) // 2] if days else None)


def _false(done: Scored, planted: Sequence[Planted]) -> Iterator[float]:
    """The highest score of every pair whose officer nobody planted anything on."""
    known = {each.officer for each in planted}
    return (max(value for _, value in series) for pair, series in done.scores.items() if pair[0] not in known)


def false_rate(forces: Sequence[tuple[Scored, Sequence[Planted]]], at: float) -> float:
    """Pairs nobody planted that reach the threshold, for each 1,000 officers and month."""
    months = sum(done.thousand_months for done, _ in forces)
    false = sum(value >= at for done, planted in forces for value in _false(done, planted))
    return false / months if months else 0.0


def curve(forces: Sequence[tuple[Scored, Sequence[Planted]]]) -> Iterator[tuple[float, float]]:
    """Points of recall (all levels of abuse together) against false alerts for each 1,000 officers and month."""
    for rate in (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0):
        at = threshold(forces, rate)
        found = [each for each in levels(forces, at) if each.kind in ABUSE]
        yield rate, sum(each.found for each in found) / max(1, sum(each.planted for each in found))


def raw_recall(forces: Sequence[tuple[Scored, Sequence[Planted]]], rate: float) -> float:
    """Recall of ranking by the raw count of contact at the same rate of false alerts."""
    false, room, wanted = [], 0.0, []
    for done, planted in forces:
        abuse = {(each.officer, each.person) for each in planted if each.kind in ABUSE}
        known = {each.officer for each in planted}
        room += rate * done.thousand_months
        false += [count for pair, count in done.raw.items() if pair[0] not in known]
        wanted += [done.raw.get(pair, 0.0) for pair in abuse]
    false.sort(reverse=True)
    at = false[int(room)] if int(room) < len(false) else 0.0
    return sum(count > at for count in wanted) / len(wanted) if wanted else 0.0
