"""Whose names may stand in nothing that is published: everybody in the case, and whoever is protected in any other."""

from datetime import date

import pytest

from custodiet.casework import protected
from custodiet.casework.actions import notes, people
from custodiet.casework.actions.people import NewPerson
from custodiet.casework.models import Case, CaseStep, Part
from custodiet.law.codec import encode
from custodiet.law.steps.opening import AllegationMade
from custodiet.law.steps.proceedings import ReportingRestricted, RestrictionLifted
from custodiet.law.vocabulary import Office, Protected
from tests.casework.conftest import TODAY, Department, fresh, opened

pytestmark = pytest.mark.django_db

OFFICER = {"force": "Wessex Vale Constabulary", "collar_number": "4471"}
FEBRUARY, MARCH, APRIL = date(2023, 2, 1), date(2023, 3, 1), date(2023, 4, 1)
IN_CASE = ("Gareth Holloway", "Amy Lockyer", "Daniel Okafor", "Rhian Vaughan")
BINDS_ALL = ReportingRestricted(
    on=FEBRUARY, about="officer-1", reason="x",
    binds=(Protected.OFFICER_NAME, Protected.COMPLAINANT, Protected.WITNESS, Protected.VICTIM, Protected.DATES),
)  # fmt: skip


@pytest.fixture
def elsewhere(department: Department) -> Case:
    """A covert case that nobody who publishes can see, with an officer, a complainant, a witness and a victim."""
    case = opened(department.intake, restricted=True)
    parts = (("officer-1", Part.OFFICER), ("complainant", Part.COMPLAINANT), ("witness-1", Part.WITNESS), ("victim-1", Part.VICTIM))
    for name, (key, part) in zip(IN_CASE, parts, strict=True):
        person = NewPerson(name=name, officer=OFFICER if part is Part.OFFICER else {})
        people.add_person(case=case, person=person, role=part, key=key, by=department.intake)
    return case


def recorded(case: Case, step, strikes: CaseStep | None = None) -> CaseStep:
    """A row as it stands in the records; how it came to be lawful is no matter here."""
    return CaseStep.objects.create(
        case=case, seq=case.steps.count() + 1, kind=type(step).__name__ if step else "", on=step.on if step else MARCH,
        about=step.about or "" if step else "", content=encode(step) if step else {}, office=Office.CHAIR.value,
        recorded_by=case.steps.first().recorded_by, strikes=strikes, why="Wrong" if strikes else "", token=fresh(), seal="0" * 64,
    )  # fmt: skip


def names(case: Case, today: date = TODAY) -> set[str]:
    return {row.person.name for row in protected.people(case, today)}


def test_who_is_under_no_restriction_in_another_case_is_not_looked_for(case: Case, elsewhere: Case) -> None:
    assert names(case) == set()
    assert names(elsewhere) == set(IN_CASE)  # of the case itself, everybody


def test_whoever_a_direction_binds_in_any_case_is_protected_in_every_other(case: Case, elsewhere: Case) -> None:
    recorded(elsewhere, BINDS_ALL)
    assert names(case) == set(IN_CASE)


def test_only_those_are_protected_whom_the_direction_binds(case: Case, elsewhere: Case) -> None:
    recorded(elsewhere, ReportingRestricted(on=FEBRUARY, about="officer-1", binds=(Protected.COMPLAINANT, Protected.DATES), reason="x"))
    assert names(case) == {"Amy Lockyer"}


def test_what_was_lifted_is_protected_until_the_day_and_no_longer(case: Case, elsewhere: Case) -> None:
    recorded(elsewhere, BINDS_ALL)
    recorded(elsewhere, RestrictionLifted(on=MARCH, about="officer-1", binds=(Protected.OFFICER_NAME,), reason="x"))
    assert names(case, FEBRUARY) == set(IN_CASE)
    assert names(case, MARCH) == set(IN_CASE) - {"Gareth Holloway"}


def test_a_direction_that_was_struck_out_protects_nobody(case: Case, elsewhere: Case) -> None:
    row = recorded(elsewhere, BINDS_ALL)
    recorded(elsewhere, None, strikes=row)
    assert names(case) == set()


def test_the_complainant_of_a_sexual_offence_is_protected_without_any_direction(case: Case, elsewhere: Case) -> None:
    made = AllegationMade(on=FEBRUARY, about="allegation-1", officer="officer-1", conduct="x", sexual_offence_alleged=True)
    recorded(elsewhere, made)
    assert names(case, APRIL) == {"Amy Lockyer", "Rhian Vaughan"}


def test_whoever_opened_the_case_wrote_in_it_or_had_a_place_in_it_is_its_staff(case: Case, department: Department) -> None:
    assert set(protected.staff(case)) == {department.intake}
    notes.add(case=case, text="A note of the head, who holds no place in the case", by=department.head)
    assert set(protected.staff(case)) == {department.intake, department.head}


def test_it_costs_the_same_queries_for_any_number_of_cases(
    case: Case, elsewhere: Case, department: Department, django_assert_max_num_queries
) -> None:
    recorded(elsewhere, BINDS_ALL)
    for _ in range(3):
        recorded(opened(department.intake), BINDS_ALL)
    with django_assert_max_num_queries(3):
        protected.people(case, TODAY)
