"""Reports received: who may know of one, what opening it leaves in the ledger, and what becomes of it."""

import json

import pytest
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from custodiet.casework import journal, report_sight, triggers, vault
from custodiet.casework.access import Access, visible_to
from custodiet.casework.actions import report_ends, report_people, reports
from custodiet.casework.models import (
    Case,
    Conflict,
    CustodyAct,
    LedgerEntry,
    OfficerProfile,
    Person,
    Report,
    ReportFile,
    ReportOutcome,
    ReportPage,
    ReportWay,
    Role,
    User,
)
from custodiet.casework.sealed_reports import reports_hold
from tests.permissions.world import browser_of
from tests.web.reporting import begun, file, tell, token_of, told

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
    assert LedgerEntry.objects.latest("seq").verb == "denied"
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
    assert contact.review_on == timezone.localdate() + report_people.FRESH
    words, shot = case.exhibits.order_by("pk")
    assert shot.sha256 == report.files.get().sha256
    assert vault.open_exhibit(case, shot).read() == PNG
    said = json.loads(vault.open_exhibit(case, words).read())
    assert not {"name", "reach", "careful"} & set(said["answers"])
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


def test_how_to_be_careful_stands_with_the_person_for_whoever_makes_contact(report):
    by = somebody(Role.INTAKE)
    decide(by, report, end="a new case", kind="complaint", title="Contact")
    case = Case.objects.get()
    page = browser_of(by, case).get(f"/case/{case.reference}/people/").content.decode()
    assert "Ask for: Annie" in page
    assert "The caller must not say who is calling" in page


def test_a_report_that_was_altered_past_the_program_is_named(report):
    today = timezone.localdate()
    assert list(reports_hold(today)) == []
    connection.check_constraints()  # PostgreSQL alters no table of which a check is still to be made
    triggers.take_away(connection)
    try:
        with transaction.atomic():
            words = vault.seal_words(report.compartment, b'{"words": "Something else"}')
            ReportPage.objects.filter(report=report, name="what").update(sealed=words)
            assert [sentence for sentence in reports_hold(today) if "its words are not those that were received" in sentence]
            transaction.set_rollback(True)
        with transaction.atomic():
            ReportFile.objects.filter(report=report).update(sha256="0" * 64)
            assert list(reports_hold(today))
            transaction.set_rollback(True)
    finally:
        connection.check_constraints()
        triggers.put(connection)


@pytest.mark.parametrize(
    ("way", "kind", "wanted"),
    [
        (ReportWay.PERSON, "complaint", {("complainant", "Anna Winter", True)}),
        (ReportWay.PERSON, "conduct matter", {("victim", "Anna Winter", True)}),
        (ReportWay.OTHER, "complaint", {("complainant", "Anna Winter", True), ("victim", "Her sister", False)}),
        (ReportWay.PARTNER, "conduct matter", {("interested person", "Anna Winter", True), ("victim", "Her sister", False)}),
        (ReportWay.COLLEAGUE, "conduct matter", {("witness", "Anna Winter", True)}),
        (ReportWay.OFFICER, "conduct matter", {("victim", "Her sister", True), ("witness", "PC Lee 1188", False)}),
    ],
)
def test_the_safe_contact_is_that_of_whoever_was_asked(way, kind, wanted):
    them = {"name": "Her sister"} if way not in (ReportWay.PERSON, ReportWay.COLLEAGUE) else {}
    answers = {"name": {"name": "Anna Winter"}, "them": them, "taken": {"officer": "PC Lee 1188"}}
    found = report_people.people_in(way, answers, complaint=kind == "complaint")
    assert {(each.part.value, each.name, each.is_reached) for each in found} == wanted


def test_whoever_the_report_names_sees_nothing_of_the_case_that_came_of_it(report):
    named, other = somebody(Role.HEAD, "Gareth Holloway"), somebody(Role.HEAD, "Ines Marlowe")
    decide(somebody(Role.INTAKE), report, end="a new case", kind="complaint", title="Contact")
    case = Case.objects.get()
    assert not visible_to(Access(named), Case).exists()
    assert browser_of(named, case).get(f"/case/{case.reference}/").status_code == 404
    assert visible_to(Access(other), Case).get() == case
    assert Conflict.objects.get(user=named).case == case


@pytest.mark.parametrize(("language", "welsh"), [("", False), ("/cy", True)])
def test_whoever_reads_a_report_is_told_that_it_was_told_in_welsh(db, language, welsh):
    client = Client()
    for page, said in {"who": {"way": ReportWay.PERSON.value}, "what": {"words": "Fe ddaeth i fy nhŷ."}, "name": {"named": "no"}}.items():
        token = token_of(client.get(f"{language}/form/{page}/"))
        assert client.post(f"{language}/form/{page}/", {"token": token, **said}).status_code == 302
    assert client.post(f"{language}/form/check/").status_code == 302
    report = Report.objects.get()
    page = browser_of(somebody(Role.HEAD)).get(f"/reports/{report.reference}/").content.decode()
    assert ("It was told in Welsh." in page) == welsh
    assert list(reports_hold(timezone.localdate())) == []


@pytest.mark.parametrize(("named", "warned"), [("yes", False), ("few", True)])
def test_whoever_reads_a_report_is_warned_where_the_name_is_for_a_few_people_alone(db, named, warned):
    client = Client()
    report = begun(client)[0]
    tell(client, "what", words="He kept texting me.")
    tell(client, "name", named=named, name="Nadia Ferris")
    assert client.post("/form/check/").status_code == 302
    page = browser_of(somebody(Role.HEAD)).get(f"/reports/{report.reference}/").content.decode()
    assert ("asked that few people know their name" in page) == warned
