"""What becomes of a report from outside: a new case, part of a case, or an answer that it is not for this force.

Its people, its safe contact and its files go along: each file is adopted from quarantine as an exhibit, with its digest compared and
its custody beginning on the day it was received. A file that was set aside stays in quarantine.
"""

import json
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

from django.db import transaction
from django.utils import timezone

from custodiet.casework import journal, vault
from custodiet.casework.access import Access, Refused, case_of, visible_to
from custodiet.casework.actions import exhibits, people, report_door, reports
from custodiet.casework.actions.intake import open_case
from custodiet.casework.actions.people import NewPerson
from custodiet.casework.actions.report_people import contact_in, people_in
from custodiet.casework.jobs import Permission, permissions
from custodiet.casework.models import Case, Conflict, Report, ReportEnd, ReportOutcome, ReportWay, User
from custodiet.casework.report_sight import marks_of
from custodiet.law.steps import Step
from custodiet.law.steps.opening import CameToAttention, ComplaintMade
from custodiet.law.vocabulary import HowFound, MatterKind, Office
from custodiet.ledger.entries import Verb

FOUND = {
    ReportWay.PERSON: HowFound.COMPLAINT, ReportWay.OTHER: HowFound.COMPLAINT, ReportWay.COLLEAGUE: HowFound.COLLEAGUE,
    ReportWay.PARTNER: HowFound.OTHER, ReportWay.OFFICER: HowFound.OTHER,
}  # fmt: skip
NAMED = "The report from which this came names this user."


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
        found, on = FOUND[ReportWay(report.sent.way)], min(timezone.localdate(report.sent.recorded_at), today)
        complaint = said.kind is MatterKind.COMPLAINT
        first: Step = ComplaintMade(on=on, found=found) if complaint else CameToAttention(on=on, kind=said.kind, found=found)
        case = open_case(
            kind=said.kind, step=first, by=by, office=Office.COMPLAINANT if complaint else Office.RECORDER, today=today, token=token,
            title=said.title, restricted=said.restricted, purpose=said.why,
        )  # fmt: skip
        _bring(report, case, by, today, complaint=complaint)
        _ended(report, ReportEnd.CASE, said.why, by, case)
    return case


def join(*, report: Report, reference: str, why: str, by: User, today: date) -> Case:
    """Make a report part of a case that this user may see."""
    case = case_of(Access(by), reference)
    with transaction.atomic():
        if before := _locked(report, by):
            return _same(before)
        _bring(report, case, by, today, complaint=False, joined=True)
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
    reports.held_alone(report)
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


def _bring(report: Report, case: Case, by: User, today: date, *, complaint: bool, joined: bool = False) -> None:
    """The people, the safe contact, the words and the files; and those who are named in it see nothing of the case."""
    answers = reports.answers_of(report)
    asked_on = min(timezone.localdate(report.sent.recorded_at), today)
    for each in people_in(ReportWay(report.sent.way), answers, complaint=complaint):
        key = f"{each.key}-{report.reference.lower()}" if joined else each.key
        person = people.put(case, NewPerson(name=each.name), each.part, key, by).person
        if each.is_reached and (contact := contact_in(answers, asked_on)):
            people.set_contact(case=case, person=person, by=by, **contact)
    _kept_from_those_named(report, case, by)
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


def _kept_from_those_named(report: Report, case: Case, by: User) -> None:
    """A conflict with the case for every user whom the report names; the head of department ends one that is a mere likeness of names."""
    marks = set(report.marks.values_list("mark", flat=True))
    for user in User.objects.filter(is_active=True).exclude(pk=by.pk).order_by("pk"):
        if marks & set(marks_of(user)):
            Conflict.objects.create(user=user, case=case, reason=NAMED, declared_by=by)
            journal.record(Verb.ROLE_CHANGE, by=by, case=case, what=f"conflict of user {user.pk}")


def told_text(report: Report, answers: dict[str, Any]) -> bytes:
    """The words as a file. The name and how to reach the person are left out: they stand with the person, and in no exhibit."""
    said = {page: given for page, given in answers.items() if page not in ("name", "reach", "careful")}
    taken = {"taken_by": words} if (words := report_door.taken_by(report.sent.way, answers)) else {}
    return json.dumps({"number": report.reference, **taken, "answers": said}, indent=1, ensure_ascii=False).encode()
