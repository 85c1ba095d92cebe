"""`take_step` writes a step with its seal, its index and its ledger entry, or nothing."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from custodiet.casework import doctor, standing
from custodiet.casework.access import NotThere, Refused
from custodiet.casework.actions import Stale, grants, take_step
from custodiet.casework.actions.people import NewPerson
from custodiet.casework.models import Case, CaseStep, LedgerEntry, Role, SafeContact
from custodiet.law.position import NotOpen, position
from custodiet.law.steps import Step
from custodiet.law.steps.opening import AllegationMade, ComplainantContacted, ComplaintMade, SubjectIdentified
from custodiet.law.vocabulary import Office, Rank
from tests.casework.conftest import MADE_ON, TODAY, Department, fresh, opened, user

LATER = MADE_ON + timedelta(days=1)


def take(case: Case, step: Step | None, department: Department, **other: object) -> CaseStep:
    values = {
        "by": department.intake, "office": Office.RECORDER, "today": TODAY, "token": fresh(), "version": case.version,
    }  # fmt: skip
    return take_step(case=case, step=step, **(values | other))


def with_allegation(case: Case, department: Department) -> CaseStep:
    take(case, SubjectIdentified(on=MADE_ON, about="officer-1"), department)
    return take(case, AllegationMade(on=MADE_ON, about="allegation-1", officer="officer-1", conduct="Rude", category="G1"), department)


def counts() -> tuple[int, int]:
    return CaseStep.objects.count(), LedgerEntry.objects.count()


def test_a_step_is_appended_sealed_indexed_and_entered(case: Case, department: Department) -> None:
    row = take(case, SubjectIdentified(on=MADE_ON, about="officer-1"), department)
    stored = Case.objects.get(pk=case.pk)
    before = CaseStep.objects.get(case=case, seq=1)
    assert (row.seq, row.about, row.kind) == (2, "officer-1", "SubjectIdentified")
    assert row.seal == standing.seal(CaseStep.objects.get(pk=row.pk), before)
    assert (stored.version, case.version) == (2, 2)
    assert stored.next_due_on == position(standing.standing(case).history, TODAY).next_due
    assert LedgerEntry.objects.order_by("-seq")[0].body.value["seal"] == row.seal


def test_the_doctor_finds_nothing_after_ordinary_work(case: Case, department: Department, capsys: pytest.CaptureFixture) -> None:
    with_allegation(case, department)
    assert [sentence for check in doctor.CHECKS for sentence in check(TODAY)] == []


def test_allegations_are_indexed_from_the_steps_and_leave_with_them(case: Case, department: Department) -> None:
    made = with_allegation(case, department)
    assert list(case.allegations.values_list("key", "officer_key", "category")) == [("allegation-1", "officer-1", "G1")]
    take(case, None, department, strikes=made, why="It was entered in the wrong case.")
    assert not case.allegations.exists()


def test_a_double_click_gives_the_first_row(case: Case, department: Department) -> None:
    token, version = fresh(), case.version
    step = SubjectIdentified(on=MADE_ON, about="officer-1")
    first = take(case, step, department, token=token)
    before = counts()
    assert take(case, step, department, token=token, version=version) == first
    assert counts() == before


def test_a_token_used_for_something_else_is_refused(case: Case, department: Department) -> None:
    token = fresh()
    take(case, SubjectIdentified(on=MADE_ON, about="officer-1"), department, token=token)
    before = counts()
    with pytest.raises(Refused, match="already used"):
        take(case, SubjectIdentified(on=MADE_ON, about="officer-2"), department, token=token)
    with pytest.raises(Refused, match="already used"):
        take(opened(department.intake), SubjectIdentified(on=MADE_ON, about="officer-1"), department, token=token)
    assert counts()[0] == before[0] + 1


def test_a_form_without_a_token_is_refused(case: Case, department: Department) -> None:
    with pytest.raises(Refused, match="no token"):
        take(case, SubjectIdentified(on=MADE_ON, about="officer-1"), department, token="")


def test_a_stale_form_says_what_was_recorded_meanwhile(case: Case, department: Department) -> None:
    take(case, SubjectIdentified(on=MADE_ON, about="officer-1"), department)
    before = counts()
    with pytest.raises(Stale, match="“Person complained of identified” was recorded by"):
        take(case, SubjectIdentified(on=MADE_ON, about="officer-2"), department, version=1)
    assert counts() == before


def test_what_the_law_does_not_admit_leaves_nothing_behind(case: Case, department: Department) -> None:
    before = counts()
    with pytest.raises(NotOpen, match="future"):
        take(case, ComplainantContacted(on=TODAY + timedelta(days=1)), department, office=Office.COMPLAINANT)
    assert counts() == before
    assert Case.objects.get(pk=case.pk).version == 1


def test_an_office_that_is_not_held_is_refused(case: Case, department: Department) -> None:
    with pytest.raises(Refused, match="do not hold the office of the appropriate authority"):
        take(case, ComplainantContacted(on=LATER), department, office=Office.APPROPRIATE_AUTHORITY)


def test_an_office_held_by_grant_may_be_exercised(case: Case, department: Department) -> None:
    grants.give(case=case, user=department.authority, by=department.head)
    row = take(case, ComplainantContacted(on=LATER), department, by=department.authority, office=Office.APPROPRIATE_AUTHORITY)
    assert row.office == "appropriate authority"


def test_whoever_may_not_see_the_case_is_told_there_is_none(case: Case, department: Department) -> None:
    for stranger in (department.investigator, user(Role.ADMINISTRATOR)):
        with pytest.raises(NotThere, match="no such record"):
            take(case, ComplainantContacted(on=LATER), department, by=stranger)


def test_a_correction_strikes_and_replaces_and_both_rows_stay(case: Case, department: Department) -> None:
    made = with_allegation(case, department)
    better = AllegationMade(on=MADE_ON, about="allegation-1", officer="officer-1", conduct="Rude twice", category="G2")
    take(case, better, department, strikes=made, why="The second occasion was left out.")
    assert case.steps.count() == 4
    assert standing.standing(case).history.latest(AllegationMade) == better
    assert list(case.allegations.values_list("category", flat=True)) == ["G2"]


def test_a_correction_on_the_same_day_stands_where_what_it_struck_stood(case: Case, department: Department) -> None:
    with_allegation(case, department)
    subject = case.steps.get(kind="SubjectIdentified")
    for rank in (Rank.SERGEANT, Rank.INSPECTOR):  # the second corrects the first correction
        better = SubjectIdentified(on=MADE_ON, about="officer-1", rank=rank)
        subject = take(case, better, department, strikes=subject, why="The rank was wrong.")
    kinds = [type(step) for step in standing.standing(case).history]
    assert kinds == [ComplaintMade, SubjectIdentified, AllegationMade]
    assert standing.standing(case).history.latest(SubjectIdentified) == better
    assert [sentence for check in doctor.CHECKS for sentence in check(TODAY)] == []


def test_a_correction_needs_a_reason_and_a_step_that_stands(case: Case, department: Department) -> None:
    made = with_allegation(case, department)
    before = counts()
    with pytest.raises(NotOpen, match="needs its reason"):
        take(case, None, department, strikes=made, why="  ")
    assert counts() == before
    take(case, None, department, strikes=made, why="Entered twice.")
    with pytest.raises(NotOpen, match="struck out before"):
        take(case, None, department, strikes=made, why="Entered twice.")
    with pytest.raises(NotOpen, match="not in this case"):
        take(case, None, department, strikes=opened(department.intake).steps.get(), why="Entered twice.")


def test_a_step_on_which_others_rest_cannot_be_struck(case: Case, department: Department) -> None:
    with_allegation(case, department)
    subject = case.steps.get(kind="SubjectIdentified")
    with pytest.raises(NotOpen, match="rests on this"):
        take(case, None, department, strikes=subject, why="Wrong person.")


def test_a_case_opened_twice_by_one_form_is_one_case(department: Department) -> None:
    token = fresh()
    assert opened(department.intake, token=token) == opened(department.intake, token=token)
    assert Case.objects.count() == 1


def test_a_refused_opening_leaves_no_case(department: Department) -> None:
    with pytest.raises(NotOpen, match="future"):
        opened(department.intake, step=ComplaintMade(on=TODAY + timedelta(days=3)))
    assert (Case.objects.count(), LedgerEntry.objects.count()) == (0, 0)


def test_a_job_that_does_not_open_cases_is_refused(department: Department) -> None:
    with pytest.raises(Refused, match="does not open cases"):
        opened(user(Role.CHAIR))


def test_a_complainant_is_recorded_with_an_alias_and_what_was_not_said_is_not_safe(department: Department) -> None:
    person = NewPerson(name="Amy Lockyer", vulnerability="Lives alone")
    case = opened(department.intake, complainant=person, safe_contact={"safe_to_text": True, "phone": "07700 900123"})
    contact = SafeContact.objects.get()
    assert case.involvements.get().alias == "Person A"
    assert (contact.safe_to_text, contact.safe_to_call, contact.safe_to_post) == (True, False, False)


def test_references_are_random_and_readable(department: Department) -> None:
    references = {opened(department.intake).reference for _ in range(5)}
    assert len(references) == 5
    assert all(len(reference) == 12 and not set(reference[3:]) & set("01OILUAEY") for reference in references)


def test_the_number_of_queries_of_a_step_does_not_grow_with_the_history(case: Case, department: Department) -> None:
    def queries(number: int) -> int:
        with CaptureQueriesContext(connection) as captured:
            take(case, SubjectIdentified(on=MADE_ON, about=f"officer-{number}"), department)
        return len(captured)

    first = queries(1)
    for number in range(2, 6):
        queries(number)
    assert queries(6) == first
