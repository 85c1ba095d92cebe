"""The only door to a row, and the question about one case, give the same answer in every world."""

import pytest
from django.apps import apps

from custodiet.casework.access import Access, NotThere, Refused, case_of, require, visible_to
from custodiet.casework.actions import grants, people
from custodiet.casework.actions.people import NewPerson
from custodiet.casework.jobs import Permission
from custodiet.casework.models import (
    Allegation,
    Case,
    CaseStep,
    Grant,
    Involvement,
    LedgerEntry,
    Note,
    OfficerProfile,
    Part,
    Person,
    Role,
    SafeContact,
    Task,
)
from tests.casework.conftest import Department, opened, user

pytestmark = pytest.mark.django_db


def test_every_table_with_people_in_it_has_a_way_to_the_case_or_is_no_page_s_business(department: Department) -> None:
    access = Access(department.head)
    closed = {"User", "LedgerBody", "LedgerHead", "Conflict", "ConflictEnded"}
    # What detection keeps has a door of its own: casework.sight.
    closed |= {"Operation", "OperationReader", "OperationDecision", "NightRun", "DetectedFinding", "Pseudonym", "Tally", "Triage"}
    closed |= {"FindingAnswer"}  # read with the finding
    closed |= {"FrozenFigures", "FiguresPutForward", "PublishedFigures"}  # of no case: casework.figure_queries counts what is in sight
    closed |= {"CaseImport", "ImportDoubt"}  # of no case yet: casework.import_work, for whoever may bring cases in
    closed |= {"ForceReturn"}  # numbers of other forces, and no case: casework.national_queries
    closed |= {"RuleDecision"}  # of no case: the rules stand open to everybody who signs in
    closed |= {"OfficerWatch", "OfficerWatchNight"}  # through their operation: casework.sight and casework.officer_watch
    closed |= {"Sample", "SampledCase", "Judgement"}  # casework.samples shows of them what is in sight
    closed |= {"Recommendation", "RecommendationAnswer", "LedgerCheckpoint", "ReceivedReferral"}  # of no case
    closed |= {"WatchedLook", "WatchReply"}  # never shown to whom they concern: casework.watch_queries
    closed |= {"PortalSession", "PortalGuesses", "ReportGuesses"}  # of nobody's case: ways in, and how often somebody guessed
    closed |= {"ReportPage", "ReportFile", "ReportSent", "ReportMark", "ReportOutcome"}  # reached through their Report alone
    for model in apps.get_app_config("casework").get_models():
        if model.__name__ in closed:
            with pytest.raises(LookupError):
                visible_to(access, model)
        else:
            assert list(visible_to(access, model)) == []


def test_a_person_is_in_sight_only_through_a_case_that_is(department: Department) -> None:
    covert = opened(department.intake, restricted=True)
    plain = opened(department.intake)
    officer = {"force": "Wessex Vale Constabulary", "collar_number": "4471"}
    target = NewPerson(name="Gareth Holloway", officer=officer)
    people.add_person(case=covert, person=target, role=Part.OFFICER, key="officer-1", by=department.intake)
    seen = Access(department.head)
    assert not visible_to(seen, Person).exists()
    assert not visible_to(seen, OfficerProfile).exists()
    people.add_person(case=plain, person=target, role=Part.OFFICER, key="officer-1", by=department.intake)
    assert visible_to(seen, Person).get().involvements.count() == 2
    assert [row.case for row in visible_to(seen, Involvement)] == [plain]


def test_an_officer_known_by_number_is_not_put_on_record_twice_and_has_one_alias_in_a_case(department: Department) -> None:
    officer = {"force": "Wessex Vale Constabulary", "collar_number": "4471", "rank": "sergeant"}
    case = opened(department.intake)
    target = NewPerson(name="Gareth Holloway", officer=officer)
    made = people.add_person(case=case, person=target, role=Part.OFFICER, key="officer-1", by=department.intake)
    again = people.involve(case=case, person=made.person, role=Part.WITNESS, key="witness-1", by=department.intake)
    assert (made.alias, again.alias, Person.objects.count()) == ("PS X", "PS X", 1)


def test_a_person_out_of_sight_cannot_be_brought_into_a_case(department: Department) -> None:
    case = opened(department.intake)
    unseen = Person.objects.create(name="Somebody")
    with pytest.raises(NotThere):
        people.involve(case=case, person=unseen, role=Part.WITNESS, key="witness-1", by=department.intake)


def test_a_hidden_case_and_a_missing_one_give_the_same_words(case: Case, department: Department) -> None:
    said = []
    for reference in (case.reference, "WV-2222-2222"):
        with pytest.raises(NotThere) as refusal:
            case_of(Access(department.investigator), reference)
        said.append(str(refusal.value))
    assert said[0] == said[1]


def test_hidden_and_missing_take_the_same_queries(case: Case, department: Department, django_assert_num_queries: pytest.FixtureDef) -> None:
    for reference in (case.reference, "WV-2222-2222"):
        with django_assert_num_queries(1), pytest.raises(NotThere):
            case_of(Access(department.investigator), reference)


def test_a_conflict_takes_effect_at_once(case: Case, department: Department) -> None:
    access = Access(department.intake)
    assert case_of(access, case.reference) == case
    grants.declare_conflict(user=department.intake, reason="A neighbour", by=department.intake, case=case)
    with pytest.raises(NotThere):
        case_of(access, case.reference)


def test_a_grant_withdrawn_takes_effect_at_once(case: Case, department: Department) -> None:
    grant = grants.give(case=case, user=department.investigator, by=department.head)
    assert case_of(Access(department.investigator), case.reference) == case
    grants.withdraw(grant=grant, by=department.head)
    with pytest.raises(NotThere):
        case_of(Access(department.investigator), case.reference)


def test_nobody_gives_a_grant_to_themselves_or_to_whom_the_case_concerns(case: Case, department: Department) -> None:
    with pytest.raises(Refused, match="themselves"):
        grants.give(case=case, user=department.head, by=department.head)
    with pytest.raises(Refused, match="may not decide who works"):
        grants.give(case=case, user=department.investigator, by=department.intake)
    grants.declare_conflict(user=department.investigator, reason="A friend", by=department.head, case=case)
    with pytest.raises(Refused, match="cannot work on this case"):
        grants.give(case=case, user=department.investigator, by=department.head)
    with pytest.raises(Refused, match="cannot work on this case"):
        grants.give(case=case, user=user(Role.ADMINISTRATOR), by=department.head)
    assert not Grant.objects.filter(user=department.investigator).exists()


def test_only_the_head_enters_a_conflict_for_somebody_else(case: Case, department: Department) -> None:
    with pytest.raises(Refused, match="own conflicts"):
        grants.declare_conflict(user=department.investigator, reason="A friend", by=department.intake, case=case)


def test_the_ledger_is_in_sight_only_for_those_who_may_see_who_looked(case: Case, department: Department) -> None:
    assert not visible_to(Access(department.intake), LedgerEntry).exists()
    assert visible_to(Access(department.head), LedgerEntry).exists()


def test_what_may_be_seen_but_not_done_is_refused_in_words(case: Case, department: Department) -> None:
    with pytest.raises(Refused, match="may not see who looked"):
        require(Access(department.intake), Permission.LOG, case)


@pytest.mark.parametrize("model", [Allegation, CaseStep, Note, SafeContact, Task])
def test_a_stranger_sees_no_row_of_any_table(case: Case, department: Department, model: type) -> None:
    assert not visible_to(Access(department.investigator), model).exists()
