"""The figures of an evaluation as plain data: what is asked, what was reached, and what everything is worth."""

from collections.abc import Mapping, Sequence
from typing import Any

from custodiet.detection import baselines, rates, telling
from custodiet.detection.evaluation import ABUSE, Pair, Scored
from custodiet.detection.pairs import SIGNS
from custodiet.detection.rates import Level
from custodiet.web import evaluation_rules
from custodiet.web.evaluation_run import Weighed

TARGETS = {"L0": 1.0, "L1": 0.98, "L2": 0.95, "L3": 0.8, "L4": 0.5}
DAYS_ASKED, EXPLAINED_ASKED, VISIBLE_ASKED = 14, 0.99, 0.95
LANES = ("contact", "access", "joint")
MOST_TAUGHT = 20_000
"""Ordinary pairs from which the regression learns."""


def evaluate(
    made: Sequence[Weighed],
    rate: float,
    faults: Mapping[str, Sequence[tuple[Weighed, Weighed]]] | None = None,
    off: Mapping[str, Sequence[Weighed]] | None = None,
) -> dict[str, Any]:
    """The report. Thresholds, one for each size, come from every second seed (or, of folders, from the first half), the figures from the others."""
    frozen_ones, held_ones = halves(made)
    frozen, held = _forces(frozen_ones), _forces(held_ones)
    at = rates.thresholds(frozen, rate)
    false, whole = rates.false_alerts(held, at), rates.months(held)
    looks, marks = sum(done.looks for done, _ in held), sum(done.planted_looks for done, _ in held)
    return {
        "rules": telling.RULES, "forces": len(made), "frozen_on": [_name(each) for each in frozen_ones], "reported_on": [_name(each) for each in held_ones],
        "officers": [each.size for each in made], "days": [each.done.days for each in made],
        "thresholds": {str(each.size): round(rates.applied(at, each.done), 3) for each in sorted(held_ones, key=lambda each: each.size)},
        "asked_rate": rate, "false_alerts": false, "thousand_months": round(whole, 3),
        "false_alerts_per_thousand_month": round(false / whole, 3) if whole else None,
        "false_alerts_interval": [round(end / whole, 3) for end in rates.poisson(false)] if whole else None,
        "levels": [_level(each) for each in rates.levels(held, at)],
        "by_size": {str(size): _of_size([each for each in held_ones if each.size == size], at) for size in sorted({each.size for each in held_ones})},
        "explained_share": _share(looks - sum(done.unexplained for done, _ in held), looks),
        "explained_of_looks_with_a_reason": _pooled(held_ones, "reasoned"), "explained_of_looks_without_a_reason": _pooled(held_ones, "reasonless"),
        "planted_looks": marks, "planted_looks_visible": _share(sum(done.visible for done, _ in held), marks),
        "planted_looks_visible_to_a_classic_audit": _share(sum(done.classic_visible for done, _ in held), marks),
        "mean_evidence_of_pairs_nobody_planted": {
            name: round(sum(done.mean_evidence.get(name, 0) for done, _ in held) / len(held), 4) for name in ("contact", "access", "joint", "any")
        },
        "recall_by_rate": [[each, round(found, 4)] for each, found in rates.curve(frozen, held)],
        "controls": controls(held_ones, at),
        "certified_that_nobody_planted": sum(_wrongly_certified(each) for each in held_ones),
        "certified": sum(len(each.done.certified) for each in held_ones),
        "without": {what: _levels_in_short(rates.without(frozen, held, rate, what)) for what in (*LANES, *(sign.code for sign in SIGNS))},
        "explanations_off": {code: _off(several, at) for code, several in sorted((off or {}).items())},
        "by_rule": evaluation_rules.by_rule(held_ones), "held_up": evaluation_rules.held_up(held_ones, off or {}),
        "baselines": others(frozen, held, rate),
        "faults": {name: _fault(several) for name, several in (faults or {}).items()},
        "disparity": [
            {"group": each.name, "officers": each.officers, "shown": each.shown, "ratio": round(each.ratio, 3) if each.ratio else None,
             "interval": [round(end, 3) for end in each.interval] if each.interval else None}
            for each in rates.disparity(held, at)
        ],
        "strength_of_contact": held_ones[0].done.strength if held_ones else [],
    }  # fmt: skip


def halves(made: Sequence[Weighed]) -> tuple[list[Weighed], list[Weighed]]:
    """Every second seed and the others; one force alone is both, and the report says so."""
    seeds = sorted({each.seed for each in made})
    chosen = set(seeds[::2])
    frozen, held = [each for each in made if each.seed in chosen], [each for each in made if each.seed not in chosen]
    return (frozen, held) if held else (list(made), list(made))


def _forces(made: Sequence[Weighed]) -> list[tuple[Scored, list[Any]]]:
    return [(each.done, each.planted) for each in made]


def _name(each: Weighed) -> str:
    return f"{each.size}/{each.seed}"


def _share(part: float, of: float) -> float | None:
    return round(part / of, 6) if of else None


def _pooled(made: Sequence[Weighed], what: str) -> float | None:
    told = [getattr(each.done, what) for each in made]
    return _share(sum(part for part, _ in told), sum(of for _, of in told))


def _level(each: Level) -> dict[str, Any]:
    return {
        "kind": each.kind, "planted": each.planted, "found": each.found, "recall": round(each.recall, 4), "certified": each.certified,
        "interval": [round(end, 4) for end in each.interval()], "median_days": each.median_days, "target": TARGETS.get(each.kind),
        "days": list(each.days),
    }  # fmt: skip


def _of_size(made: Sequence[Weighed], at: rates.At) -> dict[str, Any]:
    held = _forces(made)
    found, whole = rates.levels(held, at), rates.months(held)
    return {
        "levels": _levels_in_short(found), "days": {each.kind: each.median_days for each in found if each.kind in ABUSE},
        "false_alerts_per_thousand_month": round(rates.false_alerts(held, at) / whole, 3) if whole else None,
        "threshold": round(rates.applied(at, made[0].done), 3),
    }  # fmt: skip


def _levels_in_short(found: Sequence[Level]) -> dict[str, str]:
    return {each.kind: f"{each.found} of {each.planted}" for each in found if each.planted}


def controls(made: Sequence[Weighed], at: rates.At) -> dict[str, dict[str, int]]:
    """For each kind: how many there were, how many were ever certified, and how many reached the threshold."""
    found: dict[str, dict[str, int]] = {}
    for each in made:
        for control in each.controls:
            row = found.setdefault(control["kind"], {"of": 0, "certified": 0, "shown": 0})
            row["of"] += 1
            row["certified"] += bool(control["certified"])
            row["shown"] += control["highest"] >= rates.applied(at, each.done)
    return dict(sorted(found.items()))


def _wrongly(each: Weighed) -> set[Pair]:
    known = {one.officer for one in each.planted}
    return {pair for pair in each.done.certified if pair[0] not in known}


def _wrongly_certified(each: Weighed) -> int:
    return len(_wrongly(each))


def _fault(several: Sequence[tuple[Weighed, Weighed]]) -> dict[str, int]:
    """New certified pairs that nobody planted, and planted pairs certified before and after."""
    return {
        "forces": len(several),
        "new_in_tier_1": sum(len(_wrongly(after) - _wrongly(before)) for before, after in several),
        "planted_certified_before": sum(len(before.done.certified) - len(_wrongly(before)) for before, _ in several),
        "planted_certified_after": sum(len(after.done.certified) - len(_wrongly(after)) for _, after in several),
    }


def _off(several: Sequence[Weighed], at: rates.At) -> dict[str, Any]:
    held = _forces(several)
    found, whole = rates.levels(held, at), rates.months(held)
    looks = sum(done.looks for done, _ in held)
    return {
        "explained_share": _share(looks - sum(done.unexplained for done, _ in held), looks), "levels": _levels_in_short(found),
        "false_alerts_per_thousand_month": round(rates.false_alerts(held, at) / whole, 3),
    }  # fmt: skip


def others(frozen: rates.Forces, held: rates.Forces, rate: float) -> dict[str, dict[str, str]]:
    """General methods on the same pairs at the same rate, their thresholds frozen on the same forces."""
    forests = {id(done): baselines.IsolationForest(list(done.features.values())) for done, _ in (*frozen, *held) if done.features}
    methods = {
        "raw counts of contact": lambda done: done.raw,
        "isolation forest": lambda done: {pair: forests[id(done)].score(row) for pair, row in done.features.items()},
    }
    if (taught := _taught(frozen)) is not None:
        methods["logistic regression, told who was planted"] = lambda done: {pair: taught.score(row) for pair, row in done.features.items()}
    found = {}
    for name, scored in methods.items():
        at, _ = rates.by_score(frozen, rate, scored)
        found[name] = _levels_in_short(rates.by_score(held, rate, scored, at)[1])
    return found


def _taught(frozen: rates.Forces) -> baselines.Logistic | None:
    """Every planted pair, and of the others so many that the fitting ends within the minute."""
    planted_rows: list[tuple[float, ...]] = []
    plain: list[tuple[float, ...]] = []
    for done, planted in frozen:
        abuse = {(each.officer, each.person) for each in planted if each.kind in ABUSE}
        for pair, row in sorted(done.features.items()):
            (planted_rows if pair in abuse else plain).append(row)
    plain = plain[:: max(1, len(plain) // MOST_TAUGHT)]
    marks = [True] * len(planted_rows) + [False] * len(plain)
    return baselines.Logistic([*planted_rows, *plain], marks) if planted_rows else None
