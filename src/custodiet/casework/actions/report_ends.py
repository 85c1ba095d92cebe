"""What becomes of a report from outside: a new case, part of a case, or an answer that it is not for this force.

Its people, its safe contact and its files go along: each file is adopted from quarantine as an exhibit, with its digest compared and
its custody beginning on the day it was received. A file that was set aside stays in quarantine.
"""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO
from typing import Any

from django.db import transaction
from django.utils import timezone

from custodiet.casework import journal, vault
from custodiet.casework.access import Access, Permission, Refused, case_of, permissions, visible_to
from custodiet.casework.actions import exhibits, people, reports
from custodiet.casework.actions.intake import open_case
from custodiet.casework.actions.people import NewPerson
from custodiet.casework.models import Case, Part, Report, ReportEnd, ReportOutcome, ReportWay, User
from custodiet.law.steps import Step
from custodiet.law.steps.opening import CameToAttention, ComplaintMade
from custodiet.law.vocabulary import HowFound, MatterKind, Office
from custodiet.ledger.entries import Verb

FRESH = timedelta(days=90)
"""How long what was said about safe contact is relied on before it is asked again."""
FOUND = {
    ReportWay.PERSON: HowFound.COMPLAINT, ReportWay.OTHER: HowFound.COMPLAINT, ReportWay.COLLEAGUE: HowFound.COLLEAGUE,
    ReportWay.PARTNER: HowFound.OTHER, ReportWay.OFFICER: HowFound.OTHER,
}  # fmt: skip
NAMELESS = "A person who gave no name"
COMPLAINANT, VICTIM = (Part.COMPLAINANT, "complainant"), (Part.VICTIM, "victim-1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What whoever takes a report up says: the kind of matter, a neutral title, whether it is covert, and why."""

    kind: MatterKind
    title: str
    why: str
    restricted: bool = False


def open_from(*, report: Report, said: Taken, by: User, today: date, token: str) -> Case:
    """Open a case from a report. The form sent twice opens one case."""
    with transaction.atomic():
        if before := _locked(report, by):
            return _same(before)
        way, answers = ReportWay(report.sent.way), reports.answers_of(report)
        on = timezone.localdate(report.sent.recorded_at)
        complaint = said.kind is MatterKind.COMPLAINT
        first: Step = (
            ComplaintMade(on=on, found=FOUND[way], for_someone_else=way in (ReportWay.OTHER, ReportWay.PARTNER, ReportWay.OFFICER))
            if complaint
            else CameToAttention(on=on, kind=said.kind, found=FOUND[way])
        )
        case = open_case(
            kind=said.kind, step=first, by=by, office=Office.COMPLAINANT if complaint else Office.RECORDER, today=today, token=token,
            title=said.title, restricted=said.restricted, purpose=said.why,
        )  # fmt: skip
        _bring(report, case, answers, by, *(COMPLAINANT if complaint else VICTIM))
        _ended(report, ReportEnd.CASE, said.why, by, case)
    return case


def join(*, report: Report, reference: str, why: str, by: User) -> Case:
    """Make a report part of a case that this user may see."""
    case = case_of(Access(by), reference)
    with transaction.atomic():
        if before := _locked(report, by):
            return _same(before)
        way = ReportWay(report.sent.way)
        part = Part.VICTIM if way is ReportWay.PERSON else Part.INTERESTED
        _bring(report, case, reports.answers_of(report), by, part, f"from-{report.reference.lower()}")
        _ended(report, ReportEnd.JOINED, why, by, case)
    return case


def decline(*, report: Report, why: str, told: str, by: User) -> ReportOutcome:
    """Answer that it is not for this force. Whoever sent it reads `told` under the code."""
    with transaction.atomic():
        if before := _locked(report, by):
            return before
        if not told.strip():
            raise Refused("Whoever sent it is told why. Write it in plain words.")
        return _ended(report, ReportEnd.NOT_OURS, why, by, None, told.strip())


def _locked(report: Report, by: User) -> ReportOutcome | None:
    """Lock the report for whoever may deal with it; what was decided before, if anything was."""
    Report.objects.select_for_update(no_key=True).get(pk=report.pk)
    if Permission.REPORTS not in permissions(by) or not visible_to(Access(by), Report).filter(pk=report.pk).exists():
        raise Refused("This report is dealt with by somebody else. Go back to the list.")
    return ReportOutcome.objects.select_related("case").filter(report=report).first()


def _same(before: ReportOutcome) -> Case:
    if before.case is None:
        raise Refused("This report was answered already, as not for this force. What was decided stands on its page.")
    return before.case


def _ended(report: Report, end: ReportEnd, why: str, by: User, case: Case | None, told: str = "") -> ReportOutcome:
    if not why.strip():
        raise Refused("What becomes of a report needs its reason. Write why.")
    made = ReportOutcome.objects.create(report=report, end=end.value, case=case, why=why.strip(), told=told, by=by)
    journal.record(Verb.COMBINATION if case else Verb.ALTERATION, by=by, case=case, what=f"report {report.reference}", fields=[end.value])
    return made


def _bring(report: Report, case: Case, answers: dict[str, Any], by: User, part: Part, key: str) -> None:
    """The person, the safe contact, the words and the files."""
    person = people.put(case, NewPerson(name=name_in(answers)), part, key, by).person
    if contact := contact_in(answers, timezone.localdate(report.sent.recorded_at)):
        people.set_contact(case=case, person=person, by=by, **contact)
    received = report.sent.recorded_at
    why = f"Adopted from report {report.reference}, which came in on {timezone.localtime(received):%d.%m.%Y at %H:%M}"
    exhibits.receive(
        case=case, stream=BytesIO(told_text(report, answers)), file_name=f"{report.reference}.json", maker="Report", by=by, why=why,
        title="What was told, as it was sent", happened_at=received,
    )  # fmt: skip
    for file in reports.files_of(report):
        if not file.set_aside:
            seen, stored = reports.seen_of(file), vault.Stored(file.address, file.sha256, file.size)
            exhibits.receive(
                case=case, stream=vault.open_quarantined(report.compartment, stored), file_name=seen["name"], maker="Report", by=by,
                title=seen["name"], why=why, happened_at=received,
            )  # fmt: skip


def told_text(report: Report, answers: dict[str, Any]) -> bytes:
    """The words as a file. How to reach the person is left out: that stands with the person, and in no exhibit."""
    said = {page: given for page, given in answers.items() if page not in ("reach", "careful")}
    return json.dumps({"number": report.reference, "answers": said}, indent=1, ensure_ascii=False).encode()


def name_in(answers: dict[str, Any]) -> str:
    """The name of the person it happened to, or of whoever tells it; what stands for it where none was given."""
    return answers.get("them", {}).get("name") or answers.get("name", {}).get("name") or NAMELESS


def contact_in(answers: dict[str, Any], asked_on: date) -> dict[str, Any]:
    """What was said about reaching the person, as the record of safe contact keeps it; nothing where nothing was asked."""
    if "reach" not in answers:
        return {}
    said = {**answers.get("careful", {}), **answers["reach"]}
    ways = set(said.get("ways", []))
    safe = {f"safe_to_{way}": f"safe_to_{way}" in ways for way in ("call", "voicemail", "text", "email", "post")}
    texts = ("phone", "email", "post", "best_times", "never_tell", "safe_word", "ask_for", "caller", "adaptations")
    ticks = ("announce", "shared_device", "plain_envelope")
    return {
        **safe, **{name: str(said.get(name, "")) for name in texts}, **{name: bool(said.get(name)) for name in ticks},
        "someone_else": str(said.get("someone", "")) if "someone" in ways else "",
        "away_from": str(answers.get("person", {}).get("again", "")), "asked_on": asked_on, "review_on": asked_on + FRESH,
    }  # fmt: skip
