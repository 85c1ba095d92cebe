"""Nothing is looked for or looked at without an operation that somebody else authorised, nor by whom it concerns."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from custodiet.casework import finding_queries, operation_queries, sight, triggers
from custodiet.casework.access import Access, NotThere, Refused
from custodiet.casework.actions import operations, people
from custodiet.casework.actions.grants import declare_conflict
from custodiet.casework.models import Decided, LedgerEntry, OperationDecision, Part, Role, Source
from custodiet.casework.sealed_findings import findings_hold
from tests.casework.conftest import opened
from tests.casework.made_findings import OFFICER, TODAY, a_finding, asked, authorised, found, put, somebody

pytestmark = pytest.mark.django_db


@pytest.fixture
def analyst(db):
    return somebody(Role.ANALYST)


@pytest.fixture
def head(db):
    return somebody(Role.HEAD)


def seen(user, day=TODAY):
    return [row.reference for row in sight.findings(Access(user), day)]


def officer_4471(by):
    case = opened(by)
    profile = {"force": "Wessex Vale Constabulary", "collar_number": OFFICER}
    person = people.NewPerson(name="Gareth Holloway", officer=profile)
    return case, people.add_person(case=case, person=person, role=Part.OFFICER, key="officer-1", by=by).person


def test_a_finding_opens_to_those_named_in_its_operation_and_to_nobody_else(analyst, head):
    other = somebody(Role.ANALYST)
    row = found(analyst, head)
    assert seen(analyst) == [row.reference]
    assert seen(other) == []
    assert seen(head) == []  # authorising is not seeing
    with pytest.raises(NotThere):
        finding_queries.finding_page(Access(other), row.reference, TODAY)
    assert LedgerEntry.objects.filter(actor=other, verb="denied", object_ref=f"finding_page {row.reference}").exists()


def test_a_job_that_does_not_work_through_findings_sees_none_though_it_is_named(analyst, head):
    row = found(analyst, head)
    investigator = somebody(Role.INVESTIGATOR)
    row.operation.readers.create(user=investigator)
    assert seen(investigator) == []


def test_nothing_opens_before_the_operation_is_authorised(analyst):
    put(asked(analyst), a_finding())
    assert seen(analyst) == []


def test_after_the_last_day_nothing_opens_but_the_operation_to_its_authoriser_who_closes_it(analyst, head):
    row = found(analyst, head, head)
    last, after = row.operation.expires_on, row.operation.expires_on + timedelta(days=1)
    assert seen(analyst, last) == seen(head, last) == [row.reference]
    assert seen(analyst, after) == seen(head, after) == []
    assert not sight.operations(Access(analyst), after).exists()
    page = operation_queries.operation_page(Access(head), row.operation.reference, after)
    assert (page.line.state, page.may_close) == ("expired", True)
    operations.decide(operation=row.operation, decided=Decided.CLOSED, why="It is over.", by=head, today=after)
    assert not sight.operations(Access(head), after).exists()
    with pytest.raises(NotThere):
        operation_queries.operation_page(Access(head), row.operation.reference, after)


def test_a_closed_operation_shows_no_finding(analyst, head):
    row = found(analyst, head)
    operations.decide(operation=row.operation, decided=Decided.CLOSED, why="It found enough.", by=head, today=TODAY)
    assert seen(analyst) == []


def test_nobody_sees_a_finding_about_themselves(analyst, head):
    row = found(analyst, head)
    other = put(row.operation, a_finding("5120"))
    assert sorted(seen(analyst)) == sorted([row.reference, other.reference])
    _case, person = officer_4471(somebody(Role.INTAKE))
    analyst.person = person
    analyst.save()
    assert seen(analyst) == [other.reference]
    page = operation_queries.operation_page(Access(analyst), row.operation.reference, TODAY)
    assert page.outcomes == (("waits", 1),)  # the number tells nothing either


def test_a_conflict_with_the_officer_or_with_a_case_of_the_officer_hides_the_finding(analyst, head):
    row = found(analyst, head, head)
    intake = somebody(Role.INTAKE)
    case, person = officer_4471(intake)
    assert seen(analyst) == seen(head) == [row.reference]
    declare_conflict(user=analyst, person=person, reason="A neighbour", by=analyst)
    declare_conflict(user=head, case=case, reason="Supervised the officer", by=head)
    assert seen(analyst) == seen(head) == []


def test_who_asked_does_not_authorise(head):
    row = asked(head)
    with pytest.raises(Refused, match="Nobody authorises what they asked for"):
        operations.decide(operation=row, decided=Decided.AUTHORISED, why="I need it.", by=head, today=TODAY)
    assert not row.decisions.exists()


def test_an_analyst_authorises_nothing(analyst):
    with pytest.raises(Refused, match="does not authorise"):
        operations.decide(operation=asked(analyst), decided=Decided.AUTHORISED, why="So.", by=somebody(Role.ANALYST), today=TODAY)


def test_an_operation_is_decided_once_and_the_same_decision_twice_is_one_row(analyst, head):
    row = authorised(analyst, head)
    again = operations.decide(operation=row, decided=Decided.AUTHORISED, why="Twice.", by=head, today=TODAY)
    assert row.decisions.get() == again
    with pytest.raises(Refused, match="decided on already"):
        operations.decide(operation=row, decided=Decided.REFUSED, why="No.", by=head, today=TODAY)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"necessity": "  "}, "why nothing less would do"),
        ({"lawful_basis": {Source.LOOKS: " "}}, "No source has a lawful basis"),
        ({"expires_on": TODAY + timedelta(days=184)}, "within 183 days"),
        ({"expires_on": TODAY - timedelta(days=1)}, "from today on"),
    ],
)
def test_an_operation_that_does_not_say_why_or_until_when_is_refused(analyst, wrong, words):
    with pytest.raises(Refused, match=words):
        asked(analyst, **wrong)


def test_an_operation_names_only_jobs_that_work_through_findings(analyst):
    with pytest.raises(Refused, match="does not work through findings"):
        asked(analyst, somebody(Role.CHAIR))
    with pytest.raises(Refused, match="asks for no operation"):
        asked(somebody(Role.INTAKE))


@pytest.mark.parametrize(
    "table", ["operation", "operationreader", "operationdecision", "nightrun", "detectedfinding", "pseudonym", "tally"]
)
def test_what_was_asked_decided_and_found_is_never_altered_or_removed(analyst, head, table):
    found(analyst, head)
    for sql in (f"DELETE FROM casework_{table}", f"UPDATE casework_{table} SET recorded_at = recorded_at"):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)


def test_the_doctor_sees_what_was_altered_removed_or_put_in_past_the_program(analyst, head):
    row = found(analyst, head)
    names = {row.pk: f"detected finding {row.pk}"}
    assert [each for each in findings_hold(TODAY) if each.startswith(names[row.pk])] == []
    connection.check_constraints()  # PostgreSQL alters no table whose deferred checks wait
    triggers.take_away(connection)
    try:
        type(row).objects.filter(pk=row.pk).update(person="P-999")
        assert f"{names[row.pk]}: the row was altered after it was recorded." in list(findings_hold(TODAY))
        type(row).objects.filter(pk=row.pk).update(person=row.person)
        OperationDecision.objects.all().delete()
        assert any("operation decision" in each and "it is gone" in each for each in findings_hold(TODAY))
        decision = OperationDecision.objects.create(operation=row.operation, decided="authorised", by=head, on=TODAY, why="Past it.")
        assert any(each.startswith(f"operation decision {decision.pk}: ") for each in findings_hold(TODAY))
    finally:
        connection.check_constraints()
        triggers.put(connection)
