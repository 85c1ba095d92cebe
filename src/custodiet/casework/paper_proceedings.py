"""What fills the notices from the investigation to the outcome, beside what every paper says."""

from typing import Any

from custodiet.casework.access import Refused
from custodiet.casework.models import DisclosureStatus
from custodiet.casework.paper_filling import Filling, day, findings, holding, panel, severity
from custodiet.law.calendar import working_days_after
from custodiet.law.steps.investigation import Suspended
from custodiet.law.steps.outcome import Imposed
from custodiet.law.steps.proceedings import NoticeOfHearingServed, ProceedingsSpecified, ReferredToProceedings
from custodiet.law.vocabulary import Office


def investigation(seen: Filling) -> dict[str, Any]:
    """The notice of investigation."""
    investigator = holding(seen, Office.INVESTIGATOR)
    if not investigator:
        raise Refused("The notice names the investigator, and nobody holds that office in this case. Give it to somebody first.")
    return {"investigator": investigator, "severity": severity(seen), "reply_by": day(working_days_after(seen.on, 10))}


def suspension(seen: Filling) -> dict[str, Any]:
    """The paper on a suspension."""
    made = seen.need(Suspended)
    ground = " ".join(
        words for words, holds in (
            ("The investigation might otherwise be prejudiced.", made.prejudice),
            ("The public interest requires the suspension.", made.public_interest),
        ) if holds
    )  # fmt: skip
    reviews = [duty.due for duty in seen.position.duties if duty.about == seen.about and duty.due and "review" in duty.what.lower()]
    told = {
        "on": day(made.on), "first": "You were told of it in person." if made.oral else "", "ground": ground, "reason": made.reason,
        "review_by": day(min(reviews, default=None)),
    }  # fmt: skip
    return {"suspension": told, "conditions": seen.answers["conditions"], "welfare": seen.answers["welfare"]}


def referral(seen: Filling) -> dict[str, Any]:
    """The notice of referral."""
    made = seen.need(ReferredToProceedings)
    used = [
        row for row in seen.case.exhibits.order_by("pk") if (last := row.decisions.last()) and last.status == DisclosureStatus.USED.value
    ]
    return {
        "referral": {"on": day(made.on), "form": str(made.form)}, "severity": severity(seen), "panel": panel(seen),
        "documents": [{"reference": row.reference, "title": row.title} for row in used],
        **{name: seen.answers.get(name, "") for name in ("delegated", "presenting", "joint")},
    }  # fmt: skip


REPLIES = ("officer-reply", "accelerated-reply", "old-reply", "old-special-reply")
"""The clocks of the response to the notice of referral."""


def response_form(seen: Filling) -> dict[str, Any]:
    """The form for the response, with the last day where the documents have been given and it can be counted."""
    last = [duty.due for duty in seen.position.duties if duty.id in REPLIES and duty.about == seen.about and duty.due]
    return {"reply_by": day(max(last, default=None))}


def hearing(seen: Filling) -> dict[str, Any]:
    """The notice of the hearing or meeting."""
    made, referred = seen.need(ProceedingsSpecified), seen.need(ReferredToProceedings)
    notice = seen.need(NoticeOfHearingServed)
    held_on = notice.held_on if notice else made.held_on if made else None
    if held_on is None:
        raise Refused(
            "The notice gives the date, and the record does not say which was specified. Record the step that specifies it first."
        )
    place = notice.place if notice and notice.place else seen.answers.get("place", "") or "the place that is told to you"
    form = str(referred.form) if referred else "hearing"
    return {"hearing": {"on": day(held_on), "place": place, "form": form}, "panel": panel(seen), "start": seen.answers["start"]}


def outcome(seen: Filling) -> dict[str, Any]:
    """The notice of the outcome."""
    made = seen.need(Imposed)
    months = f", for {made.months} months" if made.months else ""
    told = {"what": made.outcome.capitalised, "on": day(made.on), "months": months, "reason": made.reason, "appeal": seen.answers["appeal"]}
    return {"outcome": told, "findings": findings(seen)}
