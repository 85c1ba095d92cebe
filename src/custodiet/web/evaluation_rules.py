"""What an evaluation says beside the weighed lanes: what the rule on ties named, and how many looks each explanation holds up.

Neither has a threshold, and neither changes a figure of the lanes that weigh.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from custodiet.detection import rates
from custodiet.detection.evaluation import OTHERS, Pair
from custodiet.detection.windows import DEFAULTS
from custodiet.web.evaluation_run import Weighed

TIES = ("self", "family")
"""What the rule is for. An ex-partner whom nobody declared it cannot reach."""
Off = Mapping[str, Sequence[Weighed]]


def by_rule(made: Sequence[Weighed]) -> dict[str, Any] | None:
    """What the rule named of what was planted, when, and of what was not; None where these forces were weighed without looking at it."""
    if not made or any(each.done.named is None for each in made):
        return None
    whole = rates.months([(each.done, each.planted) for each in made])
    false = {"named": _honest(made, "named"), "shown": _honest(made, "shown")}
    return {
        "kinds": [_kind(kind, made) for kind in OTHERS],
        "honest": false,
        "honest_per_thousand_month": {what: round(count / whole, 3) for what, count in false.items()},
        "honest_interval": {what: [round(end / whole, 3) for end in rates.poisson(count)] for what, count in false.items()},
    }


def _kind(kind: str, made: Sequence[Weighed]) -> dict[str, Any]:
    planted = [(each, one) for each in made for one in each.planted if one.kind == kind]
    days = {what: sorted(_days(planted, what)) for what in ("named", "shown")}
    middle = (len(planted) - 1) // 2
    return {
        "kind": kind, "planted": len(planted), "named": len(days["named"]), "shown": len(days["shown"]),
        "interval": [round(end, 4) for end in rates.wilson(len(days["named"]), len(planted))],
        "median_days": days["named"][middle] if 0 <= middle < len(days["named"]) else None,
    }  # fmt: skip


def _days(planted: Sequence[tuple[Weighed, Any]], what: str) -> Iterator[int]:
    """Days from the first act to the night."""
    for each, one in planted:
        night = _nights(each, what).get((one.officer, one.person))
        if night is not None:
            yield max(0, night - one.first)


def _nights(each: Weighed, what: str) -> dict[Pair, int]:
    return (each.done.named if what == "named" else each.done.shown) or {}


def _honest(made: Sequence[Weighed], what: str) -> int:
    """Pairs of officers on whom nothing was planted."""
    return sum(pair[0] not in {one.officer for one in each.planted} for each in made for pair in _nights(each, what))


def held_up(made: Sequence[Weighed], off: Off) -> dict[str, dict[str, Any]]:
    """By explanation: the looks counted under it, those that it alone covers, and how many more are unexplained where it is off."""
    if not made or any(not each.done.alone for each in made):
        return {}
    whole = {(each.seed, each.size): each.done.unexplained for each in made}
    looks = sum(each.done.looks for each in made)
    return {
        code: {
            "counted": sum(each.done.explained.get(code, 0) for each in made),
            "alone": (alone := sum(each.done.alone.get(code, 0) for each in made)),
            "alone_share": round(alone / looks, 6) if looks else None,
            **_lost(off.get(code, ()), whole),
        }
        for code in DEFAULTS
    }


def _lost(several: Sequence[Weighed], whole: Mapping[tuple[int, int], int]) -> dict[str, int | None]:
    pairs = [(each, whole[each.seed, each.size]) for each in several if (each.seed, each.size) in whole]
    lost = sum(each.done.unexplained - before for each, before in pairs) if pairs else None
    return {"lost": lost, "of": sum(each.done.looks for each, _ in pairs) if pairs else None}


def lines(report: Mapping[str, Any]) -> Iterator[str]:
    """Both in words."""
    if told := report.get("by_rule"):
        for each in told["kinds"]:
            if each["planted"]:
                days = f", median {each['median_days']} days" if each["median_days"] is not None else ""
                yield f"  by rule, {each['kind']}: {each['named']} of {each['planted']} named{days}, {each['shown']} within its room"
        low, high = told["honest_interval"]["named"]
        yield (
            f"  by rule, pairs nobody planted: {told['honest']['named']} named, {told['honest']['shown']} within its room "
            f"({told['honest_per_thousand_month']['named']:.2f} ({low:.2f} to {high:.2f}) named for each 1,000 officers and month)."
        )


def rows_by_rule(report: Mapping[str, Any]) -> list[list[object]]:
    """The rows of a table: planted, named, its interval, within the room, median days."""
    told = report.get("by_rule")
    if not told:
        return []
    rows: list[list[object]] = [
        [
            each["kind"], each["planted"], each["named"], " to ".join(f"{end:.0%}" for end in each["interval"]), each["shown"],
            "–" if each["median_days"] is None else each["median_days"],
        ]
        for each in told["kinds"] if each["planted"]
    ]  # fmt: skip
    return [*rows, ["nobody planted", "–", told["honest"]["named"], "–", told["honest"]["shown"], "–"]]


def rows_held_up(report: Mapping[str, Any]) -> list[list[object]]:
    """The rows of a table: counted under it, covered by it alone, more unexplained without it."""
    return [
        [
            code, f"{row['counted']:,}", f"{row['alone']:,}", "–" if row["alone_share"] is None else f"{row['alone_share']:.2%}",
            "–" if row["lost"] is None else f"{row['lost']:,} of {row['of']:,}",
        ]
        for code, row in report.get("held_up", {}).items()
    ]  # fmt: skip
