"""The rules of detection as they stand: the windows of the policy file, who confirmed them, the force's own explanations, hot records.

A link that was approved is an explanation of the force's own, coded F and the number of the decision, dated and signed; the next
run uses it and names it. The latest decision about a subject governs.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings

from custodiet.casework.models import Ruled, RuleDecision
from custodiet.detection import hot
from custodiet.detection.explanations import Explanation
from custodiet.detection.lanes import Workload
from custodiet.detection.links import link
from custodiet.detection.windows import Window, WrongWindow, windows

MOST_SHOWN = 100
DRAWN = 1
"""Pairs of the random control sample, a month, where the force chose no other number."""
LINK, WINDOW, HOT = "link:", "window:", "hot:"


@dataclass(frozen=True, slots=True)
class Rules:
    """What a run goes by: the window of every explanation, and the explanations of the force's own."""

    windows: dict[str, Window]
    own: tuple[Explanation, ...]


def rules(until: datetime | None = None) -> Rules:
    """The rules in force, with what had been approved by `until`. Raises WrongWindow where the policy file asks for what cannot be."""
    chosen = windows(settings.POLICY.get("detection", {}).get("windows", {}))
    approved = list(standing(until))
    return Rules(
        chosen | {each.code: window_of(each) for each in approved}, tuple(link(key_of(each)).explanation(each.code) for each in approved)
    )


def workload() -> Workload:
    """How much is shown: what the force chose in its policy file, else the usual. Raises WrongWindow."""
    told = settings.POLICY.get("detection", {})
    chosen, drawn = told.get("per_thousand_month", Workload().per_thousand_month), told.get("control_a_month", DRAWN)
    if isinstance(chosen, bool) or not isinstance(chosen, int | float) or not 0 < chosen <= MOST_SHOWN:
        raise WrongWindow(f"policy.toml sets per_thousand_month to {chosen!r}; it must be a number above 0 and at most {MOST_SHOWN}.")
    if isinstance(drawn, bool) or not isinstance(drawn, int) or not 0 <= drawn <= MOST_SHOWN:
        raise WrongWindow(f"policy.toml sets control_a_month to {drawn!r}; it must be a whole number from 0 to {MOST_SHOWN}.")
    return Workload(per_thousand_month=float(chosen), control=drawn)


def problem() -> str:
    """What is wrong with the rules of the policy file, in a sentence; nothing where they may be used."""
    try:
        rules()
        workload()
    except WrongWindow as wrong:
        return str(wrong)
    return ""


def standing(until: datetime | None = None) -> Iterator[RuleDecision]:
    """The decisions by which a link explains something."""
    yield from (each for each in latest(LINK, until).values() if each.decided == Ruled.APPROVED.value)


def latest(kind: str, until: datetime | None = None) -> dict[str, RuleDecision]:
    """The decision that governs each subject of that kind; of those recorded by `until`, where that is said."""
    rows = RuleDecision.objects.filter(subject__startswith=kind).select_related("by").order_by("pk")
    return {each.subject: each for each in (rows.filter(recorded_at__lte=until) if until else rows)}


def hot_decisions() -> Iterator[RuleDecision]:
    """The declarations that stand: of each record those that were made since the last withdrawal."""
    kept: dict[str, list[RuleDecision]] = {}
    for each in RuleDecision.objects.filter(subject__startswith=HOT).select_related("by").order_by("pk"):
        if each.decided == Ruled.APPROVED.value:
            kept.setdefault(each.subject, []).append(each)
        else:
            kept.pop(each.subject, None)
    yield from (each for several in kept.values() for each in several)


def days_of(row: RuleDecision) -> tuple[date, date]:
    """The first and the last day for which a record was declared hot."""
    return date.fromisoformat(row.figures["from"]), date.fromisoformat(row.figures["to"])


def hot_records() -> list[dict[str, Any]]:
    """The same as rows of the table `association`, as a night gives them to the engine beside the force's own."""
    return [
        {
            "source_id": f"rule decision {each.pk}", "line": "", "person_id": key_of(each), "kind": hot.KIND,
            "from": f"{each.figures['from']} 00:00:00", "to": f"{each.figures['to']} 23:59:59.999999",
        }
        for each in hot_decisions()
    ]  # fmt: skip


def key_of(row: RuleDecision) -> str:
    """The key of the link, the code of the explanation or the number of the person that a decision is about."""
    return row.subject.partition(":")[2]


def window_of(row: RuleDecision) -> Window:
    """The window that was approved, with its day and who approved it."""
    return Window(row.before_hours, row.after_hours, row.on.isoformat(), row.by.full_name)


def confirmed(code: str, window: Window) -> RuleDecision | None:
    """The second person's decision about a window as it stands in the policy file; None where it was changed since, or never shown."""
    row = latest(WINDOW).get(f"{WINDOW}{code}")
    same = row is not None and (row.before_hours, row.after_hours) == (window.before_hours, window.after_hours)
    return row if same and row and row.decided == Ruled.APPROVED.value else None
