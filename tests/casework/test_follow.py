"""Follow-up: warnings read across cases, proof or no tick, who is told what is late, and whether two people can meet."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.db import transaction

from custodiet.casework import follow_queries, kept_apart, queries, service_queries, standing
from custodiet.casework.access import Access, NotThere, Refused
from custodiet.casework.actions import exhibits, follow, grants, intake, people, take_step
from custodiet.casework.actions.append import append
from custodiet.casework.actions.promises import answer_meeting
from custodiet.casework.kept_apart import Meets, same_place
from custodiet.casework.models import AreaFrom, Case, Grant, LedgerEntry, MeetingArea, Part, Proof, Taught
from custodiet.casework.sealed_follow import follow_up_holds
from custodiet.law.position import NotOpen
from custodiet.law.steps.investigation import DutiesRestricted, NoticeServed, RestrictionReviewed, SeverityAssessed
from custodiet.law.steps.opening import ComplaintMade, SubjectIdentified
from custodiet.law.steps.outcome import Imposed
from custodiet.law.steps.people import SupervisionChecked, SupervisionPlanned
from custodiet.law.vocabulary import MatterKind, Office, Outcome, RestrictionKind, Severity
from tests.casework.conftest import fresh, staff

pytestmark = pytest.mark.django_db
TODAY = date(2024, 6, 3)
OFFICER = people.NewPerson(
    name="Stuart Pembry", officer={"force": "Wessex Vale Constabulary", "collar_number": "2290", "unit": "Harrow Down neighbourhood"}
)
SEEN = "Read the bill of the work phone: nothing outside his tasks"
AUTHORITY, MANAGER = Office.APPROPRIATE_AUTHORITY, Office.LINE_MANAGER


class World:
    """A complaint of 2024 about one officer, the complainant, and a department whose authority is the line manager as well."""

    def __init__(self, team=None):
        self.team = team or staff()
        self.case = intake.open_case(
            kind=MatterKind.COMPLAINT, step=ComplaintMade(on=date(2024, 2, 10)), by=self.team.intake, office=Office.COMPLAINANT,
            today=TODAY, token=fresh(), complainant=people.NewPerson(name="Nadia Ferris"), title="A neutral title",
        )  # fmt: skip
        placed = people.add_person(case=self.case, person=OFFICER, role=Part.OFFICER, key="officer-1", by=self.team.intake)
        self.officer, self.her = placed.person, self.case.involvements.get(role=Part.COMPLAINANT.value)
        held = [AUTHORITY.value, MANAGER.value]
        Grant.objects.create(
            case=self.case, user=self.team.authority, role=self.team.authority.role, offices=held, granted_by=self.team.head
        )
        self.took(SubjectIdentified(on=date(2024, 2, 10), about="officer-1"), Office.RECORDER)

    def took(self, step, office=AUTHORITY, today=TODAY):
        by = self.team.intake if office is Office.RECORDER else self.team.authority
        return take_step(case=self.case, step=step, by=by, office=office, today=today, token=fresh(), version=None)

    def limited(self, **more):
        said = {"restriction": "Not there", "reason": "Fear", "reviewer": "Head", "review_on": date(2024, 9, 2)}
        return self.took(DutiesRestricted(on=date(2024, 3, 4), about="officer-1", **(said | more)))

    def history(self):
        return standing.standing(self.case).history


@pytest.fixture
def world(db):
    return World()


def warned(world, notified=date(2023, 1, 20), **more):
    """Another case of the officer in which a warning stands; how the law came to it is the business of tests/law."""
    made = World(world.team)
    said = {"outcome": Outcome.FINAL_WRITTEN_WARNING, "months": 24, "notified_on": notified}
    step = Imposed(on=date(2024, 2, 20), about="officer-1", **(said | more))
    with transaction.atomic():
        case = Case.objects.select_for_update().get(pk=made.case.pk)
        found = standing.standing(case)
        told = {"by": made.team.authority, "office": Office.CHAIR, "token": fresh(), "today": TODAY}
        append(case, found, found.history.with_step(step), step, **told, strikes=None, why="", purpose="")
    return made


# --- Warnings ---------------------------------------------------------------------------------------------------------


def test_a_warning_of_another_case_is_read_on_the_day_of_the_severity_assessment(world):
    warned(world)
    world.took(SeverityAssessed(on=date(2024, 3, 1), about="officer-1", severity=Severity.MISCONDUCT))
    ((read,),) = service_queries.earlier(Access(world.team.head), world.case, world.history(), TODAY).values()
    assert (read.day, read.in_force, read.warned.last) == (date(2024, 3, 1), True, date(2025, 1, 19))
    assert "Correct “Person complained of identified”: its last day is 19 January 2025." in read.disagrees


def test_what_the_later_case_says_itself_is_not_contradicted(world):
    warned(world)
    other = World(world.team)
    first = other.case.steps.get(kind="SubjectIdentified")
    step = SubjectIdentified(on=date(2024, 2, 10), about="officer-1", final_warning_until=date(2025, 1, 19))
    take_step(
        case=other.case, step=step, by=world.team.intake, office=Office.RECORDER, today=TODAY, token=fresh(), version=None, strikes=first,
        why="The record of service came",
    )  # fmt: skip
    ((read,),) = service_queries.earlier(Access(world.team.head), other.case, other.history(), TODAY).values()
    assert (read.in_force, read.disagrees) == (True, "")


def test_the_register_answers_by_number_and_day_and_shows_a_reference_only_to_those_who_see_the_case(world):
    made = warned(world)
    stranger = staff().authority
    for day, answer in ((date(2023, 1, 19), False), (date(2023, 1, 20), True), (date(2025, 1, 19), True), (date(2025, 1, 20), False)):
        (read,) = service_queries.register(Access(stranger), "2290", day, TODAY)
        assert (read.in_force, read.reference, read.alias) == (answer, "", "Wessex Vale Constabulary")
    assert service_queries.register(Access(world.team.head), "2290", TODAY, TODAY)[0].reference == made.case.reference
    assert LedgerEntry.objects.filter(actor=stranger, object_ref="register of warnings").count() == 4
    assert service_queries.register(Access(world.team.head), "", TODAY, TODAY) == ()


def test_nobody_looks_themselves_up_or_an_officer_with_whom_they_have_a_conflict(world):
    made = warned(world)
    own, near = staff().authority, staff().authority
    own.person = made.officer
    own.save()
    grants.declare_conflict(user=near, person=made.officer, reason="A neighbour", by=near)
    for user in (own, near, world.team.intake):
        assert service_queries.register(Access(user), "2290", TODAY, TODAY) == ()


# --- Supervision ------------------------------------------------------------------------------------------------------


def planned(world):
    world.took(SupervisionPlanned(on=date(2024, 3, 4), about="officer-1", plan="Every week", check_every_days=28))


def check(on, **said):
    return SupervisionChecked(on=on, about="officer-1", **({"proof": SEEN, "supervisor": "Sgt Dale"} | said))


def owed(world, today, **more):
    return [each.what for each in follow_queries.across(Access(world.team.head), today, **more)]


def test_a_check_without_proof_turns_red_with_the_supervisor_the_decider_and_the_chief_until_it_is_proved(world):
    planned(world)
    what, late = "Check of the supervision (as often as the plan says)", date(2024, 4, 2)
    assert what in owed(world, date(2024, 4, 1)) and owed(world, date(2024, 4, 1), only_late=True) == []
    assert owed(world, late, only_late=True) == [what]
    line = queries.worklist(Access(world.team.authority), late).cases[0]
    assert [duty.overdue(late) for duty in line.mine if duty.id == "supervision-check"] == [True]
    with pytest.raises(NotOpen, match="not ticked off without proof"):
        world.took(check(date(2024, 4, 1), supervisor=""), MANAGER)
    assert owed(world, late, only_late=True) == [what]
    world.took(check(date(2024, 4, 1)), MANAGER)
    assert owed(world, late, only_late=True) == []


def test_an_exhibit_that_proves_a_check_is_in_the_case_and_not_older_than_the_day(world, shelf):
    planned(world)
    with pytest.raises(Refused, match="The case has no exhibit OT/9"):
        world.took(check(date(2024, 4, 1), exhibit="OT/9"), MANAGER)
    shown = exhibits.receive(case=world.case, stream=BytesIO(b"x"), file_name="bill.csv", maker="O T", title="", by=world.team.intake)
    world.took(check(date(2024, 4, 1), exhibit=shown.reference, proof="", supervisor=""), MANAGER)
    later = shown.recorded_at.date() + timedelta(days=1)
    with pytest.raises(Refused, match="so it cannot show that day"):
        world.took(check(later, exhibit=shown.reference), MANAGER, today=later)


# --- Restrictions, proof and learning ---------------------------------------------------------------------------------


def prove(world, of, **more):
    said = {"on": date(2024, 3, 5), "supervisor": "Sgt Dale", "words": "He reported there that morning", "token": fresh()}
    return follow.prove(of=of, by=world.team.authority, today=TODAY, **(said | more))


def test_a_restriction_without_proof_is_owed_and_with_it_no_longer(world):
    row = world.limited(kinds=(RestrictionKind.PLACE,))
    assert "proof that the restriction is kept" in owed(world, date(2024, 3, 12), only_late=True)
    assert prove(world, row, token="p-1") == prove(world, row, token="p-1")
    assert owed(world, date(2024, 3, 12), only_late=True) == []
    (who,) = follow_queries.follow(Access(world.team.authority), world.case.reference, TODAY).officers
    assert [(each.seq, each.review.due, len(each.proofs)) for each in who.restrictions] == [(row.seq, date(2024, 9, 2), 1)]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"on": date(2024, 6, 4)}, "4 June 2024 lies in the future"),
        ({"on": date(2024, 3, 3)}, "before it began, on 4 March 2024"),
        ({"supervisor": ""}, "what a named supervisor saw"),
        ({"words": "All well"}, "what a named supervisor saw"),
        ({"exhibit": "OT/9"}, "The case has no exhibit OT/9"),
    ],
)
def test_what_proves_nothing_is_refused_with_what_to_do(world, wrong, words):
    with pytest.raises(Refused, match=words):
        prove(world, world.limited(), **wrong)
    assert not Proof.objects.exists()


def test_the_same_proof_twice_is_refused_and_a_struck_step_takes_none(world):
    row = world.limited()
    prove(world, row)
    with pytest.raises(Refused, match="The same proof stands already, of 5 March 2024"):
        prove(world, row, words="he reported there THAT morning")
    with pytest.raises(Refused, match="takes no proof"):
        prove(world, world.case.steps.get(kind="SubjectIdentified"))


def test_learning_is_tracked_to_done_with_proof(world):
    said = {"what": "Teach it", "recommended_by": "The panel", "owner": "Supt Reyburn", "by": world.team.authority, "today": TODAY}
    row = follow.recommend(case=world.case, to=Taught.FORCE, due=TODAY, token="l-1", **said)
    assert follow.recommend(case=world.case, to=Taught.FORCE, due=TODAY, token="l-1", **said) == row
    assert owed(world, TODAY + timedelta(days=1), only_late=True) == ["learning: Teach it"]
    prove(world, row, on=TODAY)
    assert owed(world, TODAY + timedelta(days=1)) == []
    with pytest.raises(Refused, match="is past"):
        follow.recommend(case=world.case, to=Taught.FORCE, due=TODAY - timedelta(days=1), token="l-2", **said)


# --- Can they meet? ---------------------------------------------------------------------------------------------------


def area(world, words="Harrow Down"):
    return follow.add_area(case=world.case, person=world.her.person, words=words, source=AreaFrom.NAMED, by=world.team.authority)


def meets(world):
    return [(each.meets, each.place) for each in kept_apart.compared(world.case, world.history())]


def test_where_the_officer_works_is_held_against_her_areas_and_asked_again_at_each_move(world):
    assert meets(world) == [(Meets.UNKNOWN, "Harrow Down neighbourhood")]
    area(world)
    assert meets(world) == [(Meets.YES, "Harrow Down neighbourhood")]
    row = world.limited(posted_to="Saltmarsh response team")
    assert meets(world) == [(Meets.NO, "Saltmarsh response team")]
    answer_meeting(case=world.case, number=row.seq, can_meet=False, what="He works in Saltmarsh, and was told so.", by=world.team.intake)
    back = world.took(RestrictionReviewed(on=date(2024, 4, 2), about="officer-1", goes_on=False, posted_to="Harrow Down"))
    assert meets(world) == [(Meets.YES, "Harrow Down")] and any("apart" in each for each in owed(world, TODAY))
    with pytest.raises(Refused, match="The record says that they can"):
        answer_meeting(case=world.case, number=back.seq, can_meet=False, what="Nothing has changed at all.", by=world.team.intake)


def test_a_move_in_another_case_of_the_officer_asks_again_and_one_in_a_covert_case_tells_nothing(world):
    area(world)
    world.limited(posted_to="Saltmarsh response team")
    other = World(world.team)
    back = RestrictionReviewed(on=date(2024, 4, 2), about="officer-1", goes_on=False, posted_to="Harrow Down")
    other.limited()
    other.took(back)
    assert meets(world) == [(Meets.YES, "Harrow Down")]
    assert next(iter(kept_apart.compared(world.case, world.history(), date(2024, 4, 1)))).place == "Saltmarsh response team"
    assert any("apart" in each for each in owed(world, TODAY))
    Case.objects.filter(pk=other.case.pk).update(restricted=True)
    assert meets(world) == [(Meets.NO, "Saltmarsh response team")]
    Case.objects.filter(pk=other.case.pk).update(restricted=False)
    world.took(RestrictionReviewed(on=date(2024, 4, 2), about="officer-1", goes_on=True, posted_to="Saltmarsh"))
    assert meets(world) == [(Meets.NO, "Saltmarsh")]  # of one day, what this case decided


def test_an_area_is_sealed_and_may_be_taken_back(world):
    row = area(world)
    assert b"Harrow" not in bytes(row.sealed) and "Harrow" not in str(LedgerEntry.objects.last().body.value)
    follow.strike_area(area=row, by=world.team.authority)
    assert kept_apart.areas_of(world.case, world.her.person) == ()
    with pytest.raises(Refused, match="taken back already"):
        follow.strike_area(area=row, by=world.team.authority)
    assert MeetingArea.objects.count() == 2


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Harrow Down", "Harrow Down neighbourhood team", True),
        ("the Harrow Down area", "HARROW DOWN", True),
        ("Down Ampney", "Harrow Down", False),
        ("Saltmarsh", "Harrow Down", False),
        ("police station", "response team", False),
        ("", "", False),
    ],
)
def test_two_names_are_of_one_place_where_all_the_words_of_one_stand_in_the_other(one, other, same):
    assert same_place(one, other) is same


# --- Who reads it -----------------------------------------------------------------------------------------------------


def test_the_officer_is_told_nothing_before_notice_and_never_an_area_or_why(world):
    area(world)
    world.limited(reason="Nadia Ferris lives there")
    planned(world)
    assert follow_queries.for_officer(world.officer, TODAY) == ()
    with transaction.atomic():
        case = Case.objects.select_for_update().get(pk=world.case.pk)
        found, step = standing.standing(case), NoticeServed(on=date(2024, 3, 6), about="officer-1")
        told = {"by": world.team.authority, "office": Office.INVESTIGATOR, "token": fresh(), "today": TODAY}
        append(case, found, found.history.with_step(step), step, **told, strikes=None, why="", purpose="")
    (own,) = follow_queries.for_officer(world.officer, TODAY)
    assert [each.what for each in own.restrictions] == ["Not there"] and own.supervision == "Every week"
    assert "Harrow" not in str(own) and "Nadia" not in str(own) and "lives there" not in str(own)


def test_whoever_does_not_keep_follow_up_sees_none_of_it(world):
    with pytest.raises(Refused):
        follow_queries.follow(Access(world.team.intake), world.case.reference, TODAY)
    with pytest.raises(NotThere):
        follow_queries.follow(Access(staff().authority), world.case.reference, TODAY)


def test_the_doctor_knows_every_row_by_its_seal(world):
    area(world)
    prove(world, world.limited())
    assert list(follow_up_holds(TODAY)) == []
    Proof.objects.create(
        case=world.case, step=world.case.steps.last(), on=TODAY, supervisor="S", words="w", by=world.team.head, token="past"
    )
    assert [each.split(":")[1] for each in follow_up_holds(TODAY)] == [" the ledger knows nothing of it. It was put in past the program."]
