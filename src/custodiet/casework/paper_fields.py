"""What fills a paper: the fields of each kind, all from the record, and what must be there before a paper can be made at all.

Only what the record cannot know is asked for (`ASKED`); what it knows is never asked again.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from custodiet.casework import standing
from custodiet.casework.access import Refused
from custodiet.casework.models import Case, DisclosureStatus, Grant, Involvement, Paper, Part
from custodiet.law.calendar import working_days_after
from custodiet.law.position import Position, position
from custodiet.law.steps import History, Key, Step
from custodiet.law.steps.investigation import NoticeServed, SeverityAssessed, Suspended
from custodiet.law.steps.opening import AllegationMade
from custodiet.law.steps.outcome import Found, Imposed, OfficerLeft, ReportedToBarredList
from custodiet.law.steps.proceedings import (
    NoticeOfHearingServed,
    NoticeOfReferralServed,
    OfficerReplied,
    ProceedingsSpecified,
    ReferredToProceedings,
)
from custodiet.law.vocabulary import Office, PaperKind

ASKED: dict[PaperKind, tuple[str, ...]] = {
    PaperKind.NOTICE_OF_INVESTIGATION: (),
    PaperKind.SUSPENSION: ("conditions", "welfare"),
    PaperKind.NOTICE_OF_REFERRAL: ("delegated", "presenting", "joint"),
    PaperKind.RESPONSE_FORM: (),
    PaperKind.NOTICE_OF_HEARING: ("start",),
    PaperKind.OUTCOME: ("appeal",),
    PaperKind.BARRED_LIST_REPORT: ("reported_before",),
}
"""What each paper asks for because no record holds it; the notice of investigation also asks which Standards, for each allegation."""
OPTIONAL = frozenset({"delegated", "presenting", "joint"})
NEEDS: dict[PaperKind, tuple[type[Step], str]] = {
    PaperKind.NOTICE_OF_INVESTIGATION: (SeverityAssessed, "how serious the conduct would be was assessed"),
    PaperKind.SUSPENSION: (Suspended, "the officer was suspended"),
    PaperKind.NOTICE_OF_REFERRAL: (ReferredToProceedings, "the case was referred to proceedings"),
    PaperKind.RESPONSE_FORM: (ReferredToProceedings, "the case was referred to proceedings"),
    PaperKind.NOTICE_OF_HEARING: (ReferredToProceedings, "the case was referred to proceedings"),
    PaperKind.OUTCOME: (Imposed, "an outcome was imposed"),
    PaperKind.BARRED_LIST_REPORT: (Imposed, "an outcome was imposed"),
}
"""The step without which a paper has nothing to say."""
GIVES: dict[PaperKind, type[Step]] = {
    PaperKind.NOTICE_OF_INVESTIGATION: NoticeServed,
    PaperKind.SUSPENSION: Suspended,
    PaperKind.NOTICE_OF_REFERRAL: NoticeOfReferralServed,
    PaperKind.RESPONSE_FORM: OfficerReplied,
    PaperKind.NOTICE_OF_HEARING: NoticeOfHearingServed,
    PaperKind.BARRED_LIST_REPORT: ReportedToBarredList,
}
"""The step whose provision a paper is given under."""
BASE: dict[PaperKind, str] = {
    PaperKind.NOTICE_OF_INVESTIGATION: "regulation 17 of the Police (Conduct) Regulations 2020",
    PaperKind.SUSPENSION: "regulation 11 of the Police (Conduct) Regulations 2020",
    PaperKind.NOTICE_OF_REFERRAL: "regulation 30 of the Police (Conduct) Regulations 2020",
    PaperKind.RESPONSE_FORM: "regulation 31 of the Police (Conduct) Regulations 2020",
    PaperKind.NOTICE_OF_HEARING: "regulation 35 of the Police (Conduct) Regulations 2020",
    PaperKind.OUTCOME: "regulation 43 of the Police (Conduct) Regulations 2020",
    PaperKind.BARRED_LIST_REPORT: "regulation 3 of the Police Barred List and Police Advisory List Regulations 2017",
}
"""Under what, where the law of this history does not say it otherwise."""


@dataclass(frozen=True, slots=True)
class Filling:
    """The record as a paper sees it."""

    case: Case
    kind: PaperKind
    officer: Key
    on: date
    history: History
    position: Position
    person: Involvement
    answers: dict[str, Any]
    force: str

    def need(self, step: type[Step]) -> Any:
        """The latest step of that kind about the officer."""
        return self.history.latest(step, self.officer)


def possible(case: Case, today: date) -> list[tuple[PaperKind, Key, str]]:
    """Which papers may be made about whom; the last word says why not, where it may not be."""
    history = standing.standing(case).history
    return [(kind, officer, _why_not(history, kind, officer)) for officer in history.officers for kind in PaperKind]


def _why_not(history: History, kind: PaperKind, officer: Key) -> str:
    step, words = NEEDS[kind]
    if history.latest(step, officer) is None:
        return f"The record does not say that {words}. Record “{step.title()}” first."
    imposed = history.latest(Imposed, officer)
    if kind is PaperKind.BARRED_LIST_REPORT and imposed and not imposed.outcome.ends_service:
        return "The outcome neither was dismissal nor would have been, so nobody is reported to the barred list (BL17 3)."
    if kind in (PaperKind.OUTCOME, PaperKind.BARRED_LIST_REPORT):
        open_ones = [key for key in history.allegations_of(officer) if history.latest(Found, key) is None]
        if open_ones:
            return f"{len(open_ones)} of the allegations have no finding yet. Record what was found on each of them first."
    return ""


def gather(case: Case, kind: PaperKind, officer: Key, on: date, answers: dict[str, Any], force: str) -> Filling:
    """The record, asked for one paper. Raises `Refused` where it does not hold what the paper says."""
    history = standing.standing(case).history.until(on)
    person = case.involvements.filter(key=officer, role=Part.OFFICER.value).select_related("person__officer").first()
    if officer not in history.officers or person is None or not hasattr(person.person, "officer"):
        raise Refused("The officer is not on record by name. Put the officer among the people of the case first.")
    if why := _why_not(history, kind, officer):
        raise Refused(why)
    if missing := [name for name in ASKED[kind] if name not in OPTIONAL and not str(answers.get(name, "")).strip()]:
        raise Refused(f"The paper cannot be made without an answer to: {', '.join(missing)}. No record holds it; enter it.")
    if kind is PaperKind.BARRED_LIST_REPORT and person.person.born_on is None:
        raise Refused("The report gives the date of birth (BL17 3), and the record does not have it. Put it on record with the person.")
    return Filling(case, kind, officer, on, history, position(history, on), person, answers, force)


def context(seen: Filling, paper: dict[str, Any]) -> dict[str, Any]:
    """Everything that a template of this kind may print."""
    found = {
        "force": seen.force, "case": seen.case.reference, "dated": day(seen.on), "paper": paper, "officer": _officer(seen),
        "under": _under(seen), "allegations": list(_allegations(seen)),
    }  # fmt: skip
    return found | OWN[seen.kind](seen)


def day(value: date | None) -> str:
    """“18 December 2023”."""
    return f"{value.day} {value:%B %Y}" if value else ""


def _officer(seen: Filling) -> dict[str, Any]:
    profile, person = seen.person.person.officer, seen.person.person
    left = seen.history.has(OfficerLeft, seen.officer)
    return {
        "name": person.name, "rank": profile.get_rank_display(), "number": profile.collar_number, "force": profile.force,
        "posting": f", {profile.unit}" if profile.unit else "", "born_on": day(person.born_on),
        "status": f"former {profile.get_capacity_display().lower()}" if left else profile.get_capacity_display(),
    }  # fmt: skip


def _under(seen: Filling) -> str:
    step = GIVES.get(seen.kind)
    for option in seen.position.options:
        if option.step is step and option.about in (seen.officer, None):
            return str(option.under)
    return BASE[seen.kind]


def _allegations(seen: Filling) -> Iterator[dict[str, Any]]:
    for number, key in enumerate(seen.history.allegations_of(seen.officer), 1):
        made = seen.history.latest(AllegationMade, key)
        assert made is not None
        days = [day(each) for each in dict.fromkeys((made.from_day, made.to_day)) if each]
        when = f" ({' to '.join(days)})" if days else ""
        standards = seen.answers.get(f"standards-{key}", [])
        yield {"number": number, "key": key, "conduct": made.conduct, "when": when, "standards": "; ".join(standards)}


def _severity(seen: Filling) -> dict[str, str]:
    made = seen.need(SeverityAssessed)
    if made is None:
        return {"on": "", "level": "", "form": ""}
    form = f"If proceedings follow, they are likely to be a {made.likely_form}." if made.likely_form else ""
    return {"on": day(made.on), "level": str(made.severity), "form": form}


def _holding(seen: Filling, office: Office) -> str:
    grants = Grant.objects.filter(case=seen.case, until=None).select_related("user").order_by("pk")
    return ", ".join(dict.fromkeys(grant.user.full_name for grant in grants if office.value in grant.offices))


def _panel(seen: Filling) -> list[dict[str, str]]:
    rows = seen.case.involvements.filter(role=Part.PANEL.value).select_related("person").order_by("pk")
    return [{"name": row.person.name, "part": row.get_role_display()} for row in rows]


def _investigation(seen: Filling) -> dict[str, Any]:
    investigator = _holding(seen, Office.INVESTIGATOR)
    if not investigator:
        raise Refused("The notice names the investigator, and nobody holds that office in this case. Give it to somebody first.")
    return {"investigator": investigator, "severity": _severity(seen), "reply_by": day(working_days_after(seen.on, 10))}


def _suspension(seen: Filling) -> dict[str, Any]:
    made = seen.need(Suspended)
    ground = " ".join(
        words for words, holds in (
            ("The investigation might otherwise be prejudiced.", made.prejudice),
            ("The public interest requires the suspension.", made.public_interest),
        ) if holds
    )  # fmt: skip
    reviews = [duty.due for duty in seen.position.duties if duty.about == seen.officer and duty.due and "review" in duty.what.lower()]
    told = {
        "on": day(made.on), "first": "You were told of it in person." if made.oral else "", "ground": ground, "reason": made.reason,
        "review_by": day(min(reviews, default=None)),
    }  # fmt: skip
    return {"suspension": told, "conditions": seen.answers["conditions"], "welfare": seen.answers["welfare"]}


def _referral(seen: Filling) -> dict[str, Any]:
    made = seen.need(ReferredToProceedings)
    used = [
        row for row in seen.case.exhibits.order_by("pk") if (last := row.decisions.last()) and last.status == DisclosureStatus.USED.value
    ]
    return {
        "referral": {"on": day(made.on), "form": str(made.form)}, "severity": _severity(seen), "panel": _panel(seen),
        "documents": [{"reference": row.reference, "title": row.title} for row in used],
        **{name: seen.answers.get(name, "") for name in ASKED[PaperKind.NOTICE_OF_REFERRAL]},
    }  # fmt: skip


def _hearing(seen: Filling) -> dict[str, Any]:
    made, referred = seen.need(ProceedingsSpecified), seen.need(ReferredToProceedings)
    notice = seen.need(NoticeOfHearingServed)
    held_on = notice.held_on if notice else made.held_on if made else None
    if held_on is None:
        raise Refused(
            "The notice gives the date, and the record does not say which was specified. Record the step that specifies it first."
        )
    place = notice.place if notice and notice.place else seen.answers.get("place", "") or "the place that is told to you"
    form = str(referred.form) if referred else "hearing"
    return {"hearing": {"on": day(held_on), "place": place, "form": form}, "panel": _panel(seen), "start": seen.answers["start"]}


def _findings(seen: Filling) -> list[dict[str, Any]]:
    rows = []
    for each in _allegations(seen):
        found = seen.history.latest(Found, each["key"])
        assert found is not None
        breaches = f"Standards breached: {'; '.join(found.breaches)}." if found.breaches else ""
        rows.append(each | {"level": str(found.level), "breaches": breaches, "reason": found.reason})
    return rows


def _outcome(seen: Filling) -> dict[str, Any]:
    made = seen.need(Imposed)
    months = f", for {made.months} months" if made.months else ""
    told = {"what": made.outcome.capitalised, "on": day(made.on), "months": months, "reason": made.reason, "appeal": seen.answers["appeal"]}
    return {"outcome": told, "findings": _findings(seen)}


def _barred(seen: Filling) -> dict[str, Any]:
    made = seen.need(Imposed)
    told = {"what": made.outcome.capitalised, "on": day(made.on)}
    return {"outcome": told, "findings": _findings(seen), "reported_before": seen.answers["reported_before"]}


OWN = {
    PaperKind.NOTICE_OF_INVESTIGATION: _investigation,
    PaperKind.SUSPENSION: _suspension,
    PaperKind.NOTICE_OF_REFERRAL: _referral,
    PaperKind.RESPONSE_FORM: lambda _seen: {},
    PaperKind.NOTICE_OF_HEARING: _hearing,
    PaperKind.OUTCOME: _outcome,
    PaperKind.BARRED_LIST_REPORT: _barred,
}
"""What each kind says beside what every paper says."""


def meta(kind: PaperKind, seq: int, version: int, before: Paper | None) -> dict[str, Any]:
    """What a paper says of itself."""
    return {"title": kind.capitalised, "reference": f"P/{seq}", "version": version, "replaces": day(before.dated) if before else ""}
