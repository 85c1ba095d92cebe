"""What fills the report of the chair (CR20 43(1), 63(1)): the hearing, each finding with its reason, the outcome by its stages."""

from collections.abc import Iterator
from typing import Any

from custodiet.casework.access import Refused
from custodiet.casework.models import ResponsePoint
from custodiet.casework.paper_filling import Filling, day, findings
from custodiet.law.position import possible_matters
from custodiet.law.rules.hearing_report import reasons_are_owed
from custodiet.law.steps.outcome import Imposed
from custodiet.law.steps.proceedings import HearingAdjourned, HearingBegan, HearingEnded, PanelAppointed, ReportingRestricted
from custodiet.law.vocabulary import ResponsePart, Stance

NOT_ANSWERED = "not answered"


def chairs_report(seen: Filling) -> dict[str, Any]:
    """What the report says, all of it from what was recorded."""
    made = seen.need(Imposed)
    owed = any(reasons_are_owed(matter, seen.about) for matter in possible_matters(seen.history, seen.on))
    why = str(seen.answers.get("not_dismissed", "")).strip()
    if owed and not why:
        raise Refused(
            "Gross misconduct was found and the person was not dismissed (or would not have been), so the report gives the reasons for "
            "that (CR20 43(1)(e), 63(1)(d)). Enter them."
        )
    months = f", for {made.months} months" if made.months else ""
    told = {
        "what": made.outcome.capitalised, "on": day(made.on), "months": months, "reason": made.reason,
        "exceptional": made.exceptional_circumstances, "not_dismissed": why,
    }  # fmt: skip
    return {
        "hearing": _hearing(seen), "findings": list(_findings(seen)), "seriousness": _seriousness(made), "purposes": list(made.purposes),
        "purpose": made.purpose, "outcome": told, "appeal": seen.answers["appeal"], "restrictions": list(_restrictions(seen)),
    }  # fmt: skip


def _hearing(seen: Filling) -> dict[str, Any]:
    began, ended = seen.need(HearingBegan), seen.need(HearingEnded)
    if began is None:
        raise Refused("The report says when the hearing was held, and the record does not have its beginning. Record it first.")
    seated = seen.need(PanelAppointed)
    adjourned = [day(step.on) for step in seen.history.all(HearingAdjourned, seen.about)]
    days = [day(each) for each in dict.fromkeys((began.on, ended.on if ended else began.on))]
    return {
        "form": str(began.form), "days": " to ".join(days), "held": "in public" if began.in_public else "in private",
        "present": "was present" if began.officer_present else "was not present",
        "adjourned": f"Adjourned on {', '.join(adjourned)}." if adjourned else "",
        "seats": [str(seat) for seat in seated.seats] if seated else [str(began.form)],
    }  # fmt: skip


def _findings(seen: Filling) -> Iterator[dict[str, Any]]:
    """Each finding beside what the officer answered to the allegation."""
    answered = {row.allegation: row for row in seen.case.answers.filter(on__lte=seen.on).order_by("pk")}
    points = ResponsePoint.objects.filter(case=seen.case, part=ResponsePart.MITIGATION.name, on__lte=seen.on).order_by("pk")
    mitigation = {row.allegation: row.text for row in points}
    for each in findings(seen):
        row = answered.get(each["key"])
        said = [Stance[row.stance].value if row else NOT_ANSWERED, row.account if row else "", mitigation.get(each["key"], "")]
        admitted = " It was admitted." if each["admitted"] else ""
        yield each | {"answer": ". ".join(filter(None, said)), "how": f"On the balance of probabilities.{admitted}"}


def _seriousness(made: Imposed) -> list[dict[str, str]]:
    told = (
        ("Culpability", made.culpability), ("Harm", made.harm), ("What aggravates", made.aggravating), ("What mitigates", made.mitigating),
    )  # fmt: skip
    return [{"what": what, "words": words} for what, words in told if words]


def _restrictions(seen: Filling) -> Iterator[str]:
    aliases = dict(seen.case.involvements.values_list("key", "alias"))
    for made in seen.history.all(ReportingRestricted, seen.about):
        whom = f" ({aliases[made.person]})" if made.person in aliases else ""
        yield f"On {day(made.on)} it was directed that this is not published: {', '.join(made.binds)}{whom}."
