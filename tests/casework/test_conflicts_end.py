"""The end of a conflict of interest: by the head of department, with a reason, once; and the declaration stays as it was."""

import pytest
from django.db import IntegrityError, connection, transaction

from custodiet.casework import sitting
from custodiet.casework.access import Access, NotThere, Refused, can, visible_to
from custodiet.casework.actions import grants
from custodiet.casework.actions.people import NewPerson, add_person
from custodiet.casework.conflict_queries import conflicts
from custodiet.casework.jobs import Permission
from custodiet.casework.models import Case, Conflict, ConflictEnded, LedgerEntry, Part, Role
from tests.casework.conftest import user

pytestmark = pytest.mark.django_db


@pytest.fixture
def declared(case, department):
    """The investigator works on the case, and has declared a conflict with it."""
    grants.give(case=case, user=department.investigator, by=department.head)
    return grants.declare_conflict(user=department.investigator, reason="A neighbour", by=department.investigator, case=case)


def sees(someone, case):
    return bool(can(Access(someone), Permission.VIEW, case)), visible_to(Access(someone), Case).filter(pk=case.pk).exists()


def test_when_it_is_ended_the_place_in_the_case_counts_again_and_the_declaration_stays(case, department, declared):
    assert sees(department.investigator, case) == (False, False)
    ended = grants.end_conflict(conflict=declared, why="The neighbour has moved away", by=department.head)
    assert sees(department.investigator, case) == (True, True)
    kept = Conflict.objects.get(pk=declared.pk)
    assert (kept.reason, kept.ended, ended.by, ended.why) == ("A neighbour", ended, department.head, "The neighbour has moved away")
    assert LedgerEntry.objects.filter(object_ref__startswith=f"end of conflict {declared.pk}", actor=department.head).count() == 1


def test_it_is_ended_by_another_head_of_department_with_a_reason_and_once(case, department, declared):
    for by in (department.investigator, department.authority):
        with pytest.raises((Refused, NotThere)):
            grants.end_conflict(conflict=declared, why="It is over", by=by)
    with pytest.raises(Refused, match="what has changed"):
        grants.end_conflict(conflict=declared, why="  ", by=department.head)
    grants.end_conflict(conflict=declared, why="It is over", by=department.head)
    with pytest.raises(Refused, match="ended already"):
        grants.end_conflict(conflict=declared, why="It is over", by=department.head)


def test_nobody_ends_their_own_not_even_the_head(case, department):
    other = user(Role.HEAD)
    person = add_person(case=case, person=NewPerson(name="Rosalind Petherbridge"), role=Part.WITNESS, key="witness-1", by=department.intake)
    own = grants.declare_conflict(user=department.head, reason="A cousin", by=department.head, person=person.person)
    with pytest.raises(NotThere):
        grants.end_conflict(conflict=own, why="It is over", by=department.head)
    assert grants.end_conflict(conflict=own, why="She is no witness any more", by=other)
    assert sees(department.head, case) == (True, True)


def test_a_conflict_declared_anew_after_the_end_holds(case, department, declared):
    grants.end_conflict(conflict=declared, why="It is over", by=department.head)
    grants.declare_conflict(user=department.investigator, reason="Back again", by=department.investigator, case=case)
    assert sees(department.investigator, case) == (False, False)


def test_a_member_of_the_panel_may_sit_again_when_the_conflict_is_ended(case, department):
    member = user(Role.CHAIR)
    seat = add_person(case=case, person=NewPerson(name="Maud Ellery"), role=Part.PANEL, key="panel-1", by=department.intake)
    member.person = seat.person
    member.save()
    conflict = grants.declare_conflict(user=member, reason="A neighbour", by=department.head, case=case)
    assert [bool(each.why_not) for each in sitting.of_case(case)] == [True]
    grants.end_conflict(conflict=conflict, why="It is over", by=department.head)
    assert [bool(each.why_not) for each in sitting.of_case(case)] == [False]


def test_the_register_is_shown_to_the_head_of_department_alone_ended_ones_too(case, department, declared):
    grants.give(case=case, user=department.authority, by=department.head)
    grants.end_conflict(conflict=declared, why="It is over", by=department.head)
    (line,) = conflicts(Access(department.head), case.reference)
    assert (line.reason, line.ended_why, line.may_end) == ("A neighbour", "It is over", False)
    assert conflicts(Access(department.authority), case.reference) == ()


@pytest.mark.parametrize("statement", ["UPDATE casework_conflictended SET why = 'x'", "DELETE FROM casework_conflictended"])
def test_the_end_of_a_conflict_is_never_altered_or_removed(case, department, declared, statement):
    grants.end_conflict(conflict=declared, why="It is over", by=department.head)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert ConflictEnded.objects.get().why == "It is over"
