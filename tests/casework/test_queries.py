"""Every opening is in the ledger before it is answered, with what it showed and why it was opened."""

import sys
from hashlib import sha256

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from custodiet.casework import doctor, on_site, queries, triggers
from custodiet.casework.access import Access, NotThere, Refused
from custodiet.casework.actions import grants, notes, people, publish, tasks
from custodiet.casework.actions.people import NewPerson
from custodiet.casework.jobs import PERMISSIONS, Permission
from custodiet.casework.models import Case, Grant, LedgerBody, LedgerEntry, LedgerHead, Note, Part, Person, PublishedOutcome, Role, User
from tests.casework.conftest import TODAY, Department, opened, user

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(case: Case, department: Department) -> None:
    profile = {"force": "Wessex Vale Constabulary", "collar_number": "4471", "rank": "constable"}
    person = NewPerson(name="Gareth Holloway", officer=profile, contact={"safe_to_email": True})
    people.add_person(case=case, person=person, role=Part.OFFICER, key="officer-1", by=department.intake)


def last() -> LedgerEntry:
    return LedgerEntry.objects.select_related("body").order_by("-seq")[0]


def test_the_case_page_says_what_stands_and_is_entered_with_its_purpose(case: Case, department: Department, officer: None) -> None:
    page = queries.case_page(Access(department.intake, "First look at a complaint", "request-1"), case.reference, TODAY)
    assert [line.alias for line in page.people] == ["PC X"]
    assert [(line.seq, line.title, line.stands) for line in page.steps] == [(1, "Complaint made", True)]
    assert page.position.today == TODAY
    entry = last()
    assert (entry.verb, entry.case, entry.actor) == ("consultation", case, department.intake)
    assert entry.body.value["purpose"] == "First look at a complaint"
    assert "steps" in entry.body.value["fields"]
    assert "Holloway" not in repr(page)


def test_the_people_page_gives_names_and_the_entry_says_whose(case: Case, department: Department, officer: None) -> None:
    page = queries.people_page(Access(department.intake), case.reference)
    [person] = page.people
    assert (person.name, person.collar_number, person.rank) == ("Gareth Holloway", "4471", "Constable")
    assert dict(person.contact.channels)["email"] is True
    assert last().body.value["people"] == [person.ref]


@pytest.mark.parametrize("role", [Role.OVERSEER, Role.ANALYST, Role.PUBLICATIONS])
def test_how_somebody_is_reached_is_not_shown_to_a_reader_who_writes_to_nobody(
    case: Case, department: Department, officer: None, role: Role
) -> None:
    reader = user(role)
    grants.give(case=case, user=reader, by=department.head)
    [person] = queries.people_page(Access(reader, "Testing"), case.reference).people
    assert (person.name, person.contact) == ("Gareth Holloway", None)
    assert not {"safe contact", "vulnerability"} & set(last().body.value["fields"])


@pytest.mark.parametrize("role", Role)
def test_what_makes_somebody_vulnerable_is_shown_to_those_who_deal_with_them_alone(
    case: Case, department: Department, officer: None, role: Role
) -> None:
    Person.objects.update(vulnerability="Lives with the man she fears")
    reader = user(role)
    Grant.objects.create(case=case, user=reader, role=role.value, offices=[], granted_by=department.head)
    if Permission.RECORD not in PERMISSIONS[role]:
        with pytest.raises(NotThere):
            queries.people_page(Access(reader, "Testing"), case.reference)
        return
    [person] = queries.people_page(Access(reader, "Testing"), case.reference).people
    deals = role in {Role.INTAKE, Role.INVESTIGATOR, Role.APPROPRIATE_AUTHORITY, Role.PROCEEDINGS, Role.HEAD}
    assert person.vulnerability == ("Lives with the man she fears" if deals else "")
    assert ("vulnerability" in last().body.value["fields"]) is deals


@pytest.mark.parametrize("text", ["holloway", "4471", "PC X", "Complaint"])
def test_the_search_finds_a_case_by_name_number_alias_and_title(case: Case, department: Department, officer: None, text: str) -> None:
    assert [line.reference for line in queries.search(Access(department.intake), text)] == [case.reference]
    assert queries.search(Access(department.investigator), text) == ()
    assert last().body.value["text"] == text


@pytest.mark.parametrize("text", ["", "   ", "\x00", "\ud800", "%"])
def test_a_search_for_nothing_finds_nothing(case: Case, department: Department, text: str) -> None:
    assert queries.search(Access(department.intake), text) == ()


def test_the_worklist_holds_the_cases_in_sight_and_one_s_own_tasks(case: Case, department: Department) -> None:
    opened(department.intake, restricted=True)
    tasks.add(case=case, owner=department.intake, what="Ring the complainant", by=department.intake)
    mine = queries.worklist(Access(department.intake), TODAY)
    assert (len(mine.cases), mine.total, [task.what for task in mine.tasks]) == (2, 2, ["Ring the complainant"])
    assert [line.reference for line in queries.worklist(Access(department.head), TODAY).cases] == [case.reference]
    assert queries.worklist(Access(department.investigator), TODAY).total == 0


def test_the_worklist_costs_the_same_queries_for_any_number_of_cases(department: Department, django_assert_num_queries) -> None:
    opened(department.intake)
    with CaptureQueriesContext(connection) as captured:
        queries.worklist(Access(department.intake), TODAY)
    for _ in range(3):
        opened(department.intake)
    with django_assert_num_queries(len(captured)):
        queries.worklist(Access(department.intake), TODAY)


def test_who_looked_lists_every_opening(case: Case, department: Department) -> None:
    queries.case_page(Access(department.intake, "Enquiry"), case.reference, TODAY)
    page = queries.who_looked(Access(department.head), case.reference)
    assert (page.looks[0].what, page.looks[0].purpose, page.looks[0].who) == ("case page", "Enquiry", department.intake.full_name)
    with pytest.raises(Refused):
        queries.who_looked(Access(department.intake), case.reference)


def test_a_refused_opening_is_entered_alike_for_a_hidden_case_and_a_missing_one(
    case: Case, department: Department, django_assert_num_queries
) -> None:
    for reference in (case.reference, "WV-2222-2222", "WV-\x00\ud800"):
        with pytest.raises(NotThere):
            queries.case_page(Access(department.investigator), reference, TODAY)
        assert (last().verb, last().case, last().object_ref.split()[0]) == ("denied", None, "case_page")


def test_nothing_is_answered_when_the_ledger_cannot_be_written(case: Case, department: Department) -> None:
    LedgerHead.objects.update(frontier=(7).to_bytes(8, "big") + bytes(96))  # the next number will not be the next
    with pytest.raises(IntegrityError, match="without gaps"), transaction.atomic():
        queries.case_page(Access(department.intake), case.reference, TODAY)
    with pytest.raises(IntegrityError, match="without gaps"), transaction.atomic():
        queries.search(Access(department.intake), "complaint")


def test_purposes_are_one_s_own_open_tasks_on_the_case(case: Case, department: Department) -> None:
    task = tasks.add(case=case, owner=department.intake, what="Ring the complainant", by=department.intake)
    access = Access(department.intake)
    assert queries.purposes(access, case.reference) == ("Ring the complainant",)
    assert queries.purposes(Access(department.head), case.reference) == ()
    tasks.finish(task=task, by=department.intake, today=TODAY)
    tasks.finish(task=task, by=department.intake, today=TODAY)
    assert queries.purposes(access, case.reference) == ()


def test_a_task_is_given_only_to_somebody_who_finds_it_on_their_list(case: Case, department: Department) -> None:
    for owner in (department.investigator, chair_of(case, department)):
        with pytest.raises(Refused, match="would not find it"):
            tasks.add(case=case, owner=owner, what="Look", by=department.intake)
    tasks.add(case=case, owner=department.intake, what="Look", by=department.intake)
    assert [task.what for task in queries.worklist(Access(department.intake), TODAY).tasks] == ["Look"]


def chair_of(case: Case, department: Department) -> User:
    chair = user(Role.CHAIR)
    grants.give(case=case, user=chair, by=department.head)
    return chair


def test_a_chair_is_given_no_task_no_note_and_no_name_and_the_ledger_says_none(case: Case, department: Department, officer: None) -> None:
    tasks.add(case=case, owner=department.intake, what="Ring the complainant", by=department.intake)
    notes.add(case=case, text="Between ourselves", by=department.intake, shareable=False)
    chair = Access(chair_of(case, department), "Testing")
    page = queries.case_page(chair, case.reference, TODAY)
    assert (page.tasks, page.notes, [line.alias for line in page.people]) == ((), (), ["PC X"])
    assert not {"tasks", "notes"} & set(last().body.value["fields"])
    with pytest.raises(NotThere):
        queries.people_page(chair, case.reference)
    page = queries.case_page(Access(department.intake, "Testing"), case.reference, TODAY)
    assert (len(page.tasks), len(page.notes)) == (1, 1)
    assert {"tasks", "notes"} <= set(last().body.value["fields"])


def test_a_chair_does_not_learn_from_the_search_whose_name_is_behind_an_alias(case: Case, department: Department, officer: None) -> None:
    chair = Access(chair_of(case, department))
    assert [len(queries.search(chair, text)) for text in ("holloway", "4471", "PC X", "Complaint")] == [0, 0, 1, 1]


def test_notes_are_private_unless_said_otherwise(case: Case, department: Department) -> None:
    assert notes.add(case=case, text="Spoke to the station.", by=department.intake).shareable is False
    with pytest.raises(Refused, match="empty"):
        notes.add(case=case, text=" ", by=department.intake)
    assert Note.objects.count() == 1


def test_what_is_published_are_the_bytes_that_two_people_approved(case: Case, department: Department) -> None:
    officer = user(Role.PUBLICATIONS)
    grants.give(case=case, user=officer, by=department.head)
    body, digest = b"<p>PC X</p>", sha256(b"<p>PC X</p>").hexdigest()
    pair = (department.head, department.intake)
    with pytest.raises(Refused, match="same person"):
        publish.store(case=case, body=body, digest=digest, approved_by=(officer, officer), by=officer, today=TODAY)
    with pytest.raises(Refused, match="not the bytes"):
        publish.store(case=case, body=body + b" ", digest=digest, approved_by=pair, today=TODAY, by=officer)
    with pytest.raises(Refused, match="may not publish"):
        publish.store(case=case, body=body, digest=digest, approved_by=pair, today=TODAY, by=department.intake)
    with pytest.raises(Refused, match="does not work on the case"):
        publish.store(case=case, body=body, digest=digest, approved_by=(department.head, department.investigator), by=officer, today=TODAY)
    made = publish.store(case=case, body=body, digest=digest, approved_by=pair, today=TODAY, by=officer)
    assert bytes(on_site.served(made.slug).body) == body
    assert list(on_site.outcomes(TODAY)) == [made]
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        PublishedOutcome.objects.update(body=b"another")
    publish.withdraw(published=made, by=officer, today=TODAY)
    assert list(on_site.outcomes(TODAY)) == []


def test_the_doctor_sees_an_index_that_differs_from_the_law_and_puts_it_right(case: Case, capsys: pytest.CaptureFixture) -> None:
    Case.objects.update(stage="closed")
    [sentence] = doctor.index_agrees(TODAY)
    assert case.reference in sentence
    assert doctor.reindex(TODAY) == 1
    assert list(doctor.index_agrees(TODAY)) == []


def test_the_doctor_sees_a_body_that_was_altered(case: Case) -> None:
    triggers.take_away(connection)
    row = LedgerBody.objects.first()
    LedgerBody.objects.filter(pk=row.pk).update(value={**row.value, "purpose": "another"})
    [sentence] = doctor.ledger_verifies(TODAY)
    assert "not the one that was committed to" in sentence
    assert len(list(doctor.triggers_present(TODAY))) == len(triggers.expected(connection.vendor))


def test_the_doctor_sees_a_step_that_was_altered(case: Case) -> None:
    triggers.take_away(connection)
    case.steps.update(office="court")
    assert "was altered" in next(doctor.seals_hold(TODAY))


def test_the_doctor_says_good_or_bad_for_each_check(case: Case, capsys: pytest.CaptureFixture) -> None:
    doctor.reindex(TODAY)
    assert doctor.examine(sys.stdout, TODAY) == 0
    assert capsys.readouterr().out.count("good") == len(doctor.CHECKS)
    LedgerHead.objects.update(frontier=b"")
    assert doctor.examine(sys.stdout, TODAY) == 1
    assert "damaged" in capsys.readouterr().out
