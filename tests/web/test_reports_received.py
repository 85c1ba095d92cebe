"""Reports received: who may know of one, what opening it leaves in the ledger, and what becomes of it."""

import json

import pytest
from django.test import Client
from django.utils import timezone

from custodiet.casework import journal, report_sight, vault
from custodiet.casework.access import Access, visible_to
from custodiet.casework.actions import report_ends, reports
from custodiet.casework.models import (
    Case,
    Conflict,
    CustodyAct,
    LedgerEntry,
    OfficerProfile,
    Person,
    Report,
    ReportOutcome,
    ReportWay,
    Role,
    User,
)
from tests.permissions.world import browser_of
from tests.web.reporting import file, told

pytestmark = pytest.mark.django_db
PNG = b"\x89PNG\r\n\x1a\nA"


def somebody(role, full_name="Maya Thornbury", person=None):
    return User.objects.create_user(f"{role.value} {full_name}", None, full_name=full_name, role=role.value, person=person)


def officer(name, number):
    person = Person.objects.create(name=name)
    OfficerProfile.objects.create(person=person, force="Wessex Vale Constabulary", collar_number=number)
    return person


def seen_by(user):
    return list(visible_to(Access(user), Report).values_list("reference", flat=True))


@pytest.fixture
def report(db):
    return told(Client(), files=[file("shot.png", PNG)])[0]


def test_only_the_jobs_that_receive_reports_know_of_one(report):
    may = {role for role in Role if seen_by(somebody(role))}
    assert may == {Role.INTAKE, Role.APPROPRIATE_AUTHORITY, Role.HEAD}


@pytest.mark.parametrize("name", ["Gareth Holloway", "G. HOLLOWAY", "Someone O'Holloway-Holloway Holloway"])
def test_a_report_that_names_a_reader_does_not_exist_for_that_reader(report, name):
    named = somebody(Role.HEAD, name)
    assert seen_by(named) == []
    assert browser_of(named).get(f"/reports/{report.reference}/").status_code == 404
    assert browser_of(named).get("/reports/").content.count(report.reference.encode()) == 0


def test_a_report_that_gives_a_readers_number_does_not_exist_for_that_reader(report):
    assert seen_by(somebody(Role.INTAKE, "Anna Other", officer("Anna Other", "4471"))) == []
    assert seen_by(somebody(Role.INTAKE, "Ben Other", officer("Ben Other", "4472"))) == [report.reference]


def test_whoever_declared_a_conflict_with_the_person_named_does_not_see_the_report(report):
    user = somebody(Role.INTAKE)
    assert seen_by(user) == [report.reference]
    Conflict.objects.create(user=user, person=officer("Gareth Holloway", "99"), reason="A friend", declared_by=user)
    assert seen_by(user) == []


@pytest.mark.parametrize("written", ["pc holloway did it", "HOLLOWAY!", "it was Holloway's car", "holloway-smith", "O'Holloway"])
def test_a_name_is_found_however_it_is_written(written):
    assert reports.words_in(written) & report_sight.surname("Gareth Holloway")


def test_what_a_colleague_tells_in_confidence_is_not_for_everybody_at_intake(db):
    report, _code = told(Client(), ReportWay.COLLEAGUE)
    assert seen_by(somebody(Role.INTAKE)) == []
    assert seen_by(somebody(Role.HEAD)) == [report.reference]


def test_a_report_that_was_not_sent_is_nobodys_to_read(client):
    client.post("/form/who/", {"token": "t", "way": ReportWay.PERSON.value})
    assert Report.objects.count() == 1
    assert seen_by(somebody(Role.HEAD)) == []


def test_opening_a_report_stands_in_the_ledger_before_anything_is_shown(report, monkeypatch):
    reader = browser_of(somebody(Role.INTAKE))
    page = reader.get(f"/reports/{report.reference}/").content.decode()
    assert "kept texting me" in page
    assert vault_digest(report) in page
    entry = LedgerEntry.objects.filter(object_ref=f"report {report.reference}").latest("seq")
    assert entry.body.value["fields"] == ["words", "safe contact", "names of files"]

    def broken(*_given, **_more):
        raise OSError("the ledger cannot be written")

    monkeypatch.setattr(journal, "_locked_head", broken)
    reader.raise_request_exception = False
    answer = reader.get(f"/reports/{report.reference}/")
    assert answer.status_code == 500
    assert b"kept texting me" not in answer.content


def vault_digest(report):
    return report.files.get().sha256


def decide(user, report, **given):
    return browser_of(user).post(f"/reports/{report.reference}/", {"token": "decision", "why": "It is about conduct", **given})


def test_a_report_becomes_a_complaint_with_its_person_safe_contact_and_files(report):
    by = somebody(Role.INTAKE)
    answer = decide(by, report, end="a new case", kind="complaint", title="Contact after an incident")
    case = Case.objects.get()
    assert answer["Location"] == f"/case/{case.reference}/"
    assert [step.kind for step in case.steps.all()] == ["ComplaintMade"]
    placed = case.involvements.get()
    assert (placed.role, placed.person.name) == ("complainant", "Anna Winter")
    contact = placed.person.safe_contact
    assert (contact.safe_to_text, contact.safe_to_call, contact.phone, contact.ask_for) == (True, False, "07700 900321", "Annie")
    assert contact.review_on == timezone.localdate() + report_ends.FRESH
    words, shot = case.exhibits.order_by("pk")
    assert shot.sha256 == report.files.get().sha256
    assert vault.open_exhibit(case, shot).read() == PNG
    said = json.loads(vault.open_exhibit(case, words).read())
    assert "reach" not in said["answers"]
    first = shot.custody.get()
    assert first.act == CustodyAct.RECEIVED.value
    assert report.reference in first.why
    assert first.happened_at == report.sent.recorded_at


def test_the_decision_sent_twice_opens_one_case(report):
    by = somebody(Role.INTAKE)
    for _ in range(2):
        decide(by, report, end="a new case", kind="complaint", title="Contact after an incident")
    assert (Case.objects.count(), ReportOutcome.objects.count()) == (1, 1)


def test_what_a_colleague_told_becomes_a_conduct_matter(db):
    report, _code = told(Client(), ReportWay.COLLEAGUE)
    decide(somebody(Role.HEAD), report, end="a new case", kind="conduct matter", title="A matter", restricted="on")
    case = Case.objects.get()
    assert case.restricted
    step = case.steps.get()
    assert (step.kind, step.content["found"]) == ("CameToAttention", "colleague")


def test_a_report_joins_a_case_and_is_then_seen_by_whoever_sees_the_case(report):
    by, other = somebody(Role.INTAKE), somebody(Role.INTAKE, "Second Reader")
    decide(by, report, end="a new case", kind="complaint", title="Contact")
    case = Case.objects.get()
    second = told(Client(), files=[file("shot.png", PNG)])[0]
    assert decide(other, second, end="part of a case", reference=case.reference).status_code == 200
    assert not ReportOutcome.objects.filter(report=second).exists()
    decide(by, second, end="part of a case", reference=case.reference)
    assert ReportOutcome.objects.get(report=second).case == case
    assert case.exhibits.count() == 3
    assert seen_by(other) == []
    assert set(seen_by(by)) == {report.reference, second.reference}


def test_not_for_us_is_told_in_words_under_the_code(client):
    report, _code = told(client)
    by = somebody(Role.INTAKE)
    assert "Write what whoever sent it is told" in decide(by, report, end="not for us").content.decode()
    decide(by, report, end="not for us", told="This was another force. Here is whom to ask.")
    assert "This was another force." in client.get("/form/done/").content.decode()
    assert Case.objects.count() == 0


def test_a_file_that_was_set_aside_is_not_adopted(db):
    from custodiet.casework import screening

    report, _code = told(Client(), files=[file("bad.exe", screening.TEST_VIRUS)])
    decide(somebody(Role.INTAKE), report, end="a new case", kind="complaint", title="Contact")
    assert [each.title for each in Case.objects.get().exhibits.all()] == ["What was told, as it was sent"]


def test_whoever_may_not_see_a_report_cannot_decide_on_it(report):
    named = somebody(Role.HEAD, "Gareth Holloway")
    assert decide(named, report, end="not for us", told="x").status_code == 404
    with pytest.raises(reports.Refused):
        report_ends.decline(report=report, why="x", told="x", by=named)
    assert not ReportOutcome.objects.exists()
