"""What fills a paper: the fields of each kind, all from the record, and what must be there before a paper can be made at all.

Only what the record cannot know is asked for (`ASKED`); what it knows is never asked again.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from custodiet.casework import paper_letter, paper_lists, paper_report, standing
from custodiet.casework.access import Refused
from custodiet.casework.models import Case, Involvement, Paper, Part
from custodiet.casework.paper_filling import Filling, allegations, day, officer
from custodiet.casework.paper_proceedings import hearing, investigation, outcome, referral, response_form, suspension
from custodiet.law.position import position
from custodiet.law.steps import History, Key, Step
from custodiet.law.steps.investigation import NoticeServed, SeverityAssessed, Suspended
from custodiet.law.steps.outcome import (
    Found,
    Imposed,
    OfficerLeft,
    ReportedToAdvisoryList,
    ReportedToBarredList,
    ReportSubmitted,
)
from custodiet.law.steps.proceedings import (
    NoticeOfHearingServed,
    NoticeOfReferralServed,
    OfficerReplied,
    ReferredToProceedings,
)
from custodiet.law.vocabulary import PaperKind

K = PaperKind
ASKED: dict[PaperKind, tuple[str, ...]] = {
    K.NOTICE_OF_INVESTIGATION: (),
    K.SUSPENSION: ("conditions", "welfare"),
    K.NOTICE_OF_REFERRAL: ("delegated", "presenting", "joint"),
    K.RESPONSE_FORM: (),
    K.NOTICE_OF_HEARING: ("start",),
    K.OUTCOME: ("appeal",),
    K.BARRED_LIST_REPORT: ("reported_before", "exemptions"),
    K.ADVISORY_LIST_REPORT: (),
    K.CHAIRS_REPORT: ("not_dismissed", "appeal"),
    K.OUTCOME_LETTER: ("follows", "review_how", "apology", "contact"),
}
"""What each paper asks for because no record holds it; the notice of investigation also asks which Standards, for each allegation."""
OPTIONAL = frozenset({"delegated", "presenting", "joint", "not_dismissed", "exemptions", "apology", "review_how"})
NEEDS: dict[PaperKind, tuple[type[Step], str]] = {
    K.NOTICE_OF_INVESTIGATION: (SeverityAssessed, "how serious the conduct would be was assessed"),
    K.SUSPENSION: (Suspended, "the officer was suspended"),
    K.NOTICE_OF_REFERRAL: (ReferredToProceedings, "the case was referred to proceedings"),
    K.RESPONSE_FORM: (ReferredToProceedings, "the case was referred to proceedings"),
    K.NOTICE_OF_HEARING: (ReferredToProceedings, "the case was referred to proceedings"),
    K.OUTCOME: (Imposed, "an outcome was imposed"),
    K.BARRED_LIST_REPORT: (Imposed, "an outcome was imposed"),
    K.ADVISORY_LIST_REPORT: (OfficerLeft, "the person left"),
    K.CHAIRS_REPORT: (Imposed, "an outcome was imposed"),
}
"""The step without which a paper has nothing to say."""
GIVES: dict[PaperKind, type[Step]] = {
    K.NOTICE_OF_INVESTIGATION: NoticeServed,
    K.SUSPENSION: Suspended,
    K.NOTICE_OF_REFERRAL: NoticeOfReferralServed,
    K.RESPONSE_FORM: OfficerReplied,
    K.NOTICE_OF_HEARING: NoticeOfHearingServed,
    K.BARRED_LIST_REPORT: ReportedToBarredList,
    K.ADVISORY_LIST_REPORT: ReportedToAdvisoryList,
    K.CHAIRS_REPORT: ReportSubmitted,
}
"""The step whose provision a paper is given under."""
_CONDUCT = "of the Police (Conduct) Regulations 2020"
_LISTS = "of the Police Barred List and Police Advisory List Regulations 2017"
BASE: dict[PaperKind, str] = {
    K.NOTICE_OF_INVESTIGATION: f"regulation 17 {_CONDUCT}",
    K.SUSPENSION: f"regulation 11 {_CONDUCT}",
    K.NOTICE_OF_REFERRAL: f"regulation 30 {_CONDUCT}",
    K.RESPONSE_FORM: f"regulation 31 {_CONDUCT}",
    K.NOTICE_OF_HEARING: f"regulation 35 {_CONDUCT}",
    K.OUTCOME: f"regulation 43 {_CONDUCT}",
    K.BARRED_LIST_REPORT: f"regulation 3 {_LISTS}",
    K.ADVISORY_LIST_REPORT: f"regulation 12 {_LISTS}",
    K.CHAIRS_REPORT: f"regulation 43 {_CONDUCT}",
    K.OUTCOME_LETTER: "regulation 34 of the Police (Complaints and Misconduct) Regulations 2020",
}
"""Under what, where the law of this history does not say it otherwise."""
OF_FINDINGS = frozenset({K.OUTCOME, K.BARRED_LIST_REPORT, K.CHAIRS_REPORT})
"""The papers that say what was found on every allegation."""


def possible(case: Case, today: date) -> list[tuple[PaperKind, Key, str]]:
    """Which papers may be made about or to whom; the last word says why not, where it may not be."""
    history = standing.standing(case).history
    found = [(kind, key, _why_not(history, kind, key, today)) for key in history.officers for kind in K if kind is not K.OUTCOME_LETTER]
    to = paper_letter.recipients(case)
    return [*found, *((K.OUTCOME_LETTER, row.key, paper_letter.why_not(history)) for row in to)]


def _why_not(history: History, kind: PaperKind, about: Key, today: date) -> str:
    if kind is K.OUTCOME_LETTER:
        return paper_letter.why_not(history)
    step, words = NEEDS[kind]
    if history.latest(step, about) is None:
        return f"The record does not say that {words}. Record “{step.title()}” first."
    if kind in OF_FINDINGS:
        open_ones = [key for key in history.allegations_of(about) if history.latest(Found, key) is None]
        if open_ones:
            return f"{len(open_ones)} of the allegations have no finding yet. Record what was found on each of them first."
    return paper_lists.why_not(history, kind, about, today)


def gather(case: Case, kind: PaperKind, about: Key, on: date, answers: dict[str, Any], force: str) -> Filling:
    """The record, asked for one paper. Raises `Refused` where it does not hold what the paper says."""
    history = standing.standing(case).history.until(on)
    person = _person(case, kind, about, history)
    if why := _why_not(history, kind, about, on):
        raise Refused(why)
    if missing := [name for name in ASKED[kind] if name not in OPTIONAL and not str(answers.get(name, "")).strip()]:
        raise Refused(f"The paper cannot be made without an answer to: {', '.join(missing)}. No record holds it; enter it.")
    if kind in paper_lists.KINDS and person.person.born_on is None:
        raise Refused("The report gives the date of birth (BL17 3, 12), and the record does not have it. Put it on record with the person.")
    return Filling(case, kind, about, on, history, position(history, on), person, answers, force)


def _person(case: Case, kind: PaperKind, about: Key, history: History) -> Involvement:
    if kind is K.OUTCOME_LETTER:
        to = next((row for row in paper_letter.recipients(case) if row.key == about), None)
        if to is None:
            raise Refused("The letter goes to a complainant, a victim or an interested person, and nobody of that key is one. Look again.")
        return to
    person = case.involvements.filter(key=about, role=Part.OFFICER.value).select_related("person__officer").first()
    if about not in history.officers or person is None or not hasattr(person.person, "officer"):
        raise Refused("The officer is not on record by name. Put the officer among the people of the case first.")
    return person


def context(seen: Filling, paper: dict[str, Any]) -> dict[str, Any]:
    """Everything that a template of this kind may print."""
    found: dict[str, Any] = {"force": seen.force, "dated": day(seen.on), "paper": paper, "under": _under(seen)}
    if seen.kind is not K.OUTCOME_LETTER:
        found |= {"case": seen.case.reference, "officer": officer(seen), "allegations": list(allegations(seen))}
    return found | OWN[seen.kind](seen)


def _under(seen: Filling) -> str:
    step = GIVES.get(seen.kind)
    for option in seen.position.options:
        if option.step is step and option.about in (seen.about, None):
            return str(option.under)
    return BASE[seen.kind]


OWN: dict[PaperKind, Callable[[Filling], dict[str, Any]]] = {
    K.NOTICE_OF_INVESTIGATION: investigation,
    K.SUSPENSION: suspension,
    K.NOTICE_OF_REFERRAL: referral,
    K.RESPONSE_FORM: response_form,
    K.NOTICE_OF_HEARING: hearing,
    K.OUTCOME: outcome,
    K.BARRED_LIST_REPORT: paper_lists.barred,
    K.ADVISORY_LIST_REPORT: paper_lists.advisory,
    K.CHAIRS_REPORT: paper_report.chairs_report,
    K.OUTCOME_LETTER: paper_letter.outcome_letter,
}
"""What each kind says beside what every paper says."""


def meta(kind: PaperKind, seq: int, version: int, before: Paper | None) -> dict[str, Any]:
    """What a paper says of itself."""
    return {"title": kind.capitalised, "reference": f"P/{seq}", "version": version, "replaces": day(before.dated) if before else ""}
