"""What fills the reports to the College's two lists (BL17 3(2), 12), and when there is nobody to report."""

from datetime import date
from typing import Any

from custodiet.casework.paper_filling import Filling, allegations, day, day_of, findings
from custodiet.law.position import possible_matters
from custodiet.law.rules import lists
from custodiet.law.steps import History, Key
from custodiet.law.steps.outcome import Found, Imposed, IncludedInAdvisoryList, OfficerLeft, ReportedToAdvisoryList
from custodiet.law.vocabulary import PaperKind

KINDS = frozenset({PaperKind.BARRED_LIST_REPORT, PaperKind.ADVISORY_LIST_REPORT})
_REPORTS = ("advisory-report", "advisory-report-volunteer")


def why_not(history: History, kind: PaperKind, about: Key, today: date) -> str:
    """Why nobody is reported; "" where somebody is, or the paper is no report to a list."""
    if kind is PaperKind.BARRED_LIST_REPORT:
        imposed = history.latest(Imposed, about)
        if imposed and not imposed.outcome.ends_service:
            return "The outcome neither was dismissal nor would have been, so nobody is reported to the barred list (BL17 3)."
    if kind is PaperKind.ADVISORY_LIST_REPORT and not _owed(history, about, today):
        return (
            "The person did not leave under an allegation of gross misconduct, and is no volunteer who stopped, so nobody is reported to "
            "the advisory list (BL17 12(1))."
        )
    return ""


def _owed(history: History, about: Key, today: date) -> bool:
    return any(
        duty.id in _REPORTS and duty.about == about for matter in possible_matters(history, today) for duty in lists.duties(matter)
    )  # fmt: skip


def barred(seen: Filling) -> dict[str, Any]:
    """The report to the barred list, with what bears on the grounds not to publish (BL17 3(2)(l), 10)."""
    made = seen.need(Imposed)
    told = {"what": made.outcome.capitalised, "on": day(made.on)}
    return {
        "outcome": told, "findings": findings(seen), "reported_before": seen.answers["reported_before"],
        "exemptions": seen.answers.get("exemptions") or "Nothing is known that bears on them.", "advisory": _advisory_before(seen),
        "left": _left(seen),
    }  # fmt: skip


def advisory(seen: Filling) -> dict[str, Any]:
    """The report to the advisory list: who left, how and when, and under which allegations."""
    found = {key: seen.history.latest(Found, key) for key in seen.history.allegations_of(seen.about)}
    rows = [
        each | {"finding": f"Found since: {finding.level}." if (finding := found[each["key"]]) else "No finding yet."}
        for each in allegations(seen)
    ]
    return {"left": _left(seen), "allegations": rows}


def _left(seen: Filling) -> dict[str, str]:
    left = seen.need(OfficerLeft)
    return {"how": str(left.how), "on": day_of(left)} if left else {"how": "", "on": ""}


def _advisory_before(seen: Filling) -> str:
    """Whether this record itself reported the person to the advisory list, and when."""
    sent, included = seen.need(ReportedToAdvisoryList), seen.need(IncludedInAdvisoryList)
    said = [f"reported on {day_of(sent)}"] if sent else []
    said += [f"included on {day_of(included)}"] if included else []
    return "; ".join(said) or "not from this case"
