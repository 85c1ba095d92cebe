"""An officer in a case out of sight: nobody learns of it by the number, and nobody becomes somebody else by a slip."""

import pytest

from custodiet.casework import queries
from custodiet.casework.access import Access, Refused, can, visible_to
from custodiet.casework.actions import grants, people
from custodiet.casework.actions.people import NewPerson
from custodiet.casework.jobs import Permission
from custodiet.casework.models import Case, Conflict, Part, Person, Role
from tests.casework.conftest import Department, opened, user

pytestmark = pytest.mark.django_db
FORCE = "Wessex Vale Constabulary"


def officer(name: str = "Gareth Holloway", number: str = "4471", **more: str) -> NewPerson:
    return NewPerson(name=name, officer={"force": FORCE, "collar_number": number, **more})


@pytest.fixture
def hidden(department: Department) -> Case:
    """A case about PS 4471 that intake alone knows."""
    case = opened(department.intake, restricted=True)
    secret = officer(rank="sergeant", unit="Covert unit")
    made = people.add_person(case=case, person=secret, role=Part.OFFICER, key="officer-1", by=department.intake)
    people.set_contact(case=case, person=made.person, by=department.intake, phone="07700 900123")
    return case


@pytest.mark.parametrize("name", ["Gareth Holloway", "Somebody Else"])
def test_a_number_that_is_known_only_in_a_hidden_case_tells_nothing(hidden: Case, department: Department, name: str) -> None:
    mine = opened(department.investigator)
    made = people.add_person(case=mine, person=officer(name), role=Part.OFFICER, key="officer-1", by=department.investigator)
    [line] = queries.people_page(Access(department.investigator), mine.reference).people
    assert (line.name, line.rank, line.unit, line.contact, made.alias) == (name, "Constable", "", None, "PC X")


def test_an_officer_concerned_is_kept_out_of_a_case_that_knows_the_number_only(hidden: Case, department: Department) -> None:
    concerned = user(Role.HEAD)
    concerned.person = Person.objects.get(name="Gareth Holloway")
    concerned.save()
    mine = opened(department.investigator)
    assert visible_to(Access(concerned), Case).filter(pk=mine.pk).exists()
    people.add_person(case=mine, person=officer(), role=Part.OFFICER, key="officer-1", by=department.investigator)
    assert Person.objects.filter(name="Gareth Holloway").count() == 2
    assert not visible_to(Access(concerned), Case).filter(pk=mine.pk).exists()
    assert not can(Access(concerned), Permission.VIEW, mine)


def test_a_conflict_with_an_officer_holds_wherever_the_number_stands(hidden: Case, department: Department) -> None:
    mine = opened(department.investigator)
    people.add_person(case=mine, person=officer(), role=Part.OFFICER, key="officer-1", by=department.investigator)
    assert visible_to(Access(department.head), Case).get() == mine
    known = hidden.involvements.get().person
    Conflict.objects.create(user=department.head, person=known, reason="A friend", declared_by=department.head)
    assert not visible_to(Access(department.head), Case).exists()
    assert not can(Access(department.head), Permission.VIEW, mine)


def test_another_number_is_another_officer(hidden: Case, department: Department) -> None:
    department.head.person = hidden.involvements.get().person
    department.head.save()
    mine = opened(department.investigator)
    people.add_person(case=mine, person=officer(number="4472"), role=Part.OFFICER, key="officer-1", by=department.investigator)
    assert visible_to(Access(department.head), Case).get() == mine
    assert can(Access(department.head), Permission.VIEW, mine)


def test_a_mistyped_number_does_not_put_another_officer_in_the_case(case: Case, department: Department) -> None:
    other = opened(department.intake)
    people.add_person(case=other, person=officer(), role=Part.OFFICER, key="officer-1", by=department.intake)
    with pytest.raises(Refused, match="on record for an officer of another name") as refusal:
        people.add_person(case=case, person=officer("Owen Pryce"), role=Part.OFFICER, key="officer-1", by=department.intake)
    assert "Holloway" not in str(refusal.value)
    assert not case.involvements.exists()
    same = people.add_person(case=case, person=officer("gareth  HOLLOWAY"), role=Part.OFFICER, key="officer-1", by=department.intake)
    assert same.person == other.involvements.get().person


def test_one_officer_is_named_in_a_case_once(case: Case, department: Department) -> None:
    first = people.add_person(case=case, person=officer(), role=Part.OFFICER, key="officer-1", by=department.intake)
    again = people.add_person(case=case, person=officer(), role=Part.OFFICER, key="officer-1", by=department.intake)
    assert first == again
    with pytest.raises(Refused, match="in the case already, as PC X"):
        people.add_person(case=case, person=officer(), role=Part.OFFICER, key="officer-2", by=department.intake)


def test_a_grant_is_refused_to_the_officer_whom_the_case_knows_by_number(hidden: Case, department: Department) -> None:
    mine = opened(department.investigator)
    people.add_person(case=mine, person=officer(), role=Part.OFFICER, key="officer-1", by=department.investigator)
    concerned = user(Role.INVESTIGATOR)
    concerned.person = hidden.involvements.get().person
    concerned.save()
    with pytest.raises(Refused, match="cannot work on this case"):
        grants.give(case=mine, user=concerned, by=department.head)
