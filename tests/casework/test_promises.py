"""The promise keeper: what is owed has an owner and a day, rises when it is late, and is kept only by words that say something."""

from datetime import date

import pytest

from custodiet.casework import mine, overdue, promises, standing, updates
from custodiet.casework.access import Access, Refused
from custodiet.casework.actions import intake, people, portal_keys, portal_talk, take_step
from custodiet.casework.actions.promises import answer_meeting, give_update
from custodiet.casework.models import Asked, CaseStep, Conflict, Grant, Part, PortalMessage, PortalRequest, Role, SafeContact
from custodiet.casework.promises import Rises
from custodiet.law.steps.investigation import DutiesRestricted, FoundToRequireReferral, ModeOfInvestigationDetermined, Referred
from custodiet.law.steps.opening import ComplaintMade, Recorded, SubjectIdentified
from custodiet.law.steps.people import ApologyAskedFor, ApologyOffered, MeetingDecided
from custodiet.law.vocabulary import MatterKind, ModeOfInvestigation, Office, ReferralCriterion, ToldOf
from custodiet.web.portal import mine_words
from tests.casework.conftest import fresh, staff, user

pytestmark = pytest.mark.django_db
TODAY = date(2024, 3, 1)
SAYS = "On 20 February 2024 we wrote to the two neighbours who saw it. One has answered. We meet the other on 8 March 2024."


@pytest.fixture
def world(db):
    """A complaint recorded on 20 February 2024, its complainant, an investigator and an authority who hold their offices."""
    team = staff()
    case = intake.open_case(
        kind=MatterKind.COMPLAINT, step=ComplaintMade(on=date(2024, 2, 10)), by=team.intake, office=Office.COMPLAINANT, today=TODAY,
        token=fresh(), complainant=people.NewPerson(name="Nadia Ferris"), title="A neutral title",
        safe_contact={"safe_to_email": True, "email": "n@example.org", "asked_on": TODAY},
    )  # fmt: skip
    for holder, office in ((team.investigator, Office.INVESTIGATOR), (team.authority, Office.APPROPRIATE_AUTHORITY)):
        Grant.objects.create(case=case, user=holder, role=holder.role, offices=[office.value], granted_by=team.head)
    made = type("World", (), {"case": case, "her": case.involvements.get(role=Part.COMPLAINANT.value), "team": team})
    took(made, Recorded(on=date(2024, 2, 20)))
    return made


def took(world, step, office=Office.APPROPRIATE_AUTHORITY):
    by = world.team.authority if office is Office.APPROPRIATE_AUTHORITY else world.team.intake
    return take_step(case=world.case, step=step, by=by, office=office, today=TODAY, token=fresh(), version=None)


def owed(world, today=TODAY, what="progress", only_late=False):
    asked = overdue.overdue if only_late else promises.promises
    return [each for each in asked(Access(world.team.head), today) if what in each.what]


def update(world, text=SAYS, of=ToldOf.PROGRESS, today=TODAY, token=""):
    return give_update(who=world.her, of=of, text=text, by=world.team.investigator, token=token or fresh(), today=today)


@pytest.fixture
def way_in(world):
    return portal_keys.give(involvement=world.her, by=world.team.intake)


def test_the_four_weekly_update_has_an_owner_and_a_day(world):
    (each,) = owed(world)
    assert (each.due, each.owner, each.decider) == (date(2024, 3, 19), world.team.investigator.full_name, world.team.authority.full_name)


@pytest.mark.parametrize(
    ("today", "rises"),
    [
        (date(2024, 3, 14), Rises.OWNER),
        (date(2024, 3, 15), Rises.DECIDER),
        (date(2024, 3, 19), Rises.DECIDER),
        (date(2024, 3, 20), Rises.CHIEF),
    ],
)
def test_what_is_nearly_due_rises_to_the_decider_and_what_is_late_to_the_chief(world, today, rises):
    assert owed(world, today)[0].rises is rises


def test_an_overdue_update_stands_on_the_chiefs_page_until_it_is_given(world, way_in):
    late = date(2024, 3, 25)
    assert len(owed(world, late, only_late=True)) == 1
    update(world, today=late)
    assert owed(world, late, only_late=True) == []


def test_an_update_in_an_investigation_led_by_the_iopc_is_owed_by_the_iopc_and_by_nobody_of_the_force(world):
    took(world, Referred(on=date(2024, 2, 21), criteria=(ReferralCriterion.R4,)))
    took(world, ModeOfInvestigationDetermined(on=date(2024, 2, 22), mode=ModeOfInvestigation.INDEPENDENT), Office.DIRECTOR_GENERAL)
    (each,) = owed(world, date(2024, 3, 25), only_late=True)
    assert (each.owner, each.by_iopc, each.decider) == ("the IOPC", True, world.team.authority.full_name)
    (hers,) = mine.of_person(world.her, date(2024, 3, 25)).promises
    assert mine_words.promise(hers) == (
        "The IOPC had to tell you how it is going by 19 March 2024. They did not do it in time. Write to us, and we will ask them."
    )


def test_an_apology_that_was_asked_for_stands_there_until_it_is_offered_or_refused(world):
    took(world, ApologyAskedFor(on=date(2024, 2, 21)), Office.COMPLAINANT)
    assert len(owed(world, date(2024, 3, 21), "apology", only_late=True)) == 1
    sorry = ApologyOffered(on=date(2024, 2, 28), given_by="the chief constable", words="We let you down, and are sorry.")
    took(world, sorry, Office.RECORDER)
    assert owed(world, date(2024, 3, 21), "apology", only_late=True) == []


def test_what_she_wrote_and_asked_for_is_owed_an_answer_in_five_working_days(world, way_in):
    token = portal_keys.enter(link=way_in.link, code=way_in.code, address="192.0.2.1", now=way_in.key.recorded_at)
    visit = portal_keys.visit(token, way_in.key.recorded_at)
    portal_talk.write(visit=visit, text="Is there news?", token=fresh(), today=TODAY)
    portal_talk.ask(visit=visit, kind=Asked.REVIEW, words="Not fair", token=fresh(), today=TODAY)
    assert [each.due for each in owed(world, what="answer")] == [date(2024, 3, 8)] * 2
    portal_talk.answer(case=world.case, person=world.her.person, text="Soon.", by=world.team.intake, token=fresh(), today=TODAY)
    portal_talk.settle(request=PortalRequest.objects.get(), words="Sent on.", by=world.team.intake)
    assert owed(world, what="answer") == []


def test_a_draft_quotes_the_record_and_cannot_be_sent_as_it_is(world, way_in):
    draft = updates.draft(history(world), world.her, date(2024, 3, 29))
    assert "On 20 February 2024 we put what you told us on our record." in draft and "29 March 2024" in draft
    with pytest.raises(Refused, match="square brackets"):
        update(world, draft)


def history(world):
    return standing.standing(world.case).history


EMPTY = [
    "The investigation is ongoing and we will update you in due course.",
    "Thank you for your patience. Enquiries are continuing. We will contact you with any updates by 8 March 2024.",
    "There is nothing further to report at this time.",
]


@pytest.mark.parametrize("text", EMPTY)
def test_an_update_that_says_nothing_is_refused(world, way_in, text):
    with pytest.raises(Refused, match="says nothing"):
        update(world, text)
    assert owed(world) and not PortalMessage.objects.exists()


def test_an_update_without_a_day_is_refused(world, way_in):
    with pytest.raises(Refused, match="by when"):
        update(world, "We wrote to the two neighbours who saw what happened at your house, and one of them has answered us since.")


def test_the_same_update_again_is_refused(world, way_in):
    update(world)
    with pytest.raises(Refused, match="almost word for word"):
        update(world, SAYS.replace("meet", "will meet"))


def test_an_update_is_the_words_on_the_page_the_step_and_the_next_four_weeks(world, way_in):
    row = update(world)
    assert (row.kind, row.content["content"], PortalMessage.objects.get().text) == ("PersonInformed", SAYS, SAYS)
    assert owed(world)[0].due == date(2024, 3, 29)


def test_the_same_form_twice_gives_one_update(world, way_in):
    assert update(world, token="form-u") == update(world, token="form-u")
    assert PortalMessage.objects.count() == 1


def test_an_update_that_nobody_would_read_keeps_no_promise(world):
    with pytest.raises(Refused, match="no way in"):
        update(world)
    portal_keys.give(involvement=world.her, by=world.team.intake)
    SafeContact.objects.update(safe_to_email=False)
    with pytest.raises(Refused, match="Nothing was told"):
        update(world)
    assert not CaseStep.objects.filter(kind="PersonInformed").exists() and not PortalMessage.objects.exists()


def test_an_outcome_by_message_alone_is_refused_until_a_meeting_was_considered(world, way_in):
    with pytest.raises(Refused, match="in no other way"):
        update(world, of=ToldOf.OUTCOME)
    took(world, MeetingDecided(on=TODAY, offered=True))
    assert update(world, of=ToldOf.OUTCOME)


@pytest.fixture
def restricted(world):
    officer = people.NewPerson(name="Gareth Holloway", officer={"force": "Wessex Vale", "collar_number": "4471"})
    people.add_person(case=world.case, person=officer, role=Part.OFFICER, key="officer-1", by=world.team.intake)
    took(world, SubjectIdentified(on=date(2024, 2, 20), about="officer-1"), Office.RECORDER)
    said = {"restriction": "Another town", "reason": "To keep them apart", "reviewer": "Head"}
    return took(world, DutiesRestricted(on=date(2024, 2, 22), about="officer-1", **said))


def test_a_move_of_the_officer_asks_whether_they_can_meet_again_until_it_is_answered(world, restricted):
    (asked,) = owed(world, what="meet again")
    assert (asked.due, asked.rises) == (date(2024, 2, 23), Rises.CHIEF)
    assert asked.under == "PC X: Duties restricted or place of work changed, 22 February 2024"
    with pytest.raises(Refused, match="keeps them apart"):
        answer_meeting(case=world.case, number=restricted.seq, can_meet=False, what="No.", by=world.team.intake)
    apart = "He works nights in another town."
    answer_meeting(case=world.case, number=restricted.seq, can_meet=False, what=apart, by=world.team.intake)
    assert owed(world, what="meet again") == []
    with pytest.raises(Refused, match="already"):
        answer_meeting(case=world.case, number=restricted.seq, can_meet=True, what=apart, by=world.team.intake)


def test_nothing_of_a_case_out_of_sight_is_on_anybodys_list(world):
    assert promises.promises(Access(user(Role.INVESTIGATOR)), TODAY) == ()


def test_a_referral_that_was_not_made_stands_before_the_chief_officer_until_it_is(world):
    criteria = (ReferralCriterion.R4,)
    took(world, FoundToRequireReferral(on=date(2024, 2, 21), criteria=criteria))
    chief = Access(user(Role.CHIEF))
    (each,) = [each for each in overdue.overdue(chief, TODAY) if each.kind is promises.Kind.REFERRAL]
    assert (each.whom, each.due, each.owner) == ("the IOPC", date(2024, 2, 22), world.team.authority.full_name)
    took(world, Referred(on=TODAY, criteria=criteria))
    assert [each for each in overdue.overdue(chief, TODAY) if each.kind is promises.Kind.REFERRAL] == []


def test_nothing_overdue_is_shown_to_a_chief_officer_whom_the_case_concerns(world):
    chief = user(Role.CHIEF)
    assert overdue.overdue(Access(chief), date(2024, 3, 25))
    Conflict.objects.create(user=chief, case=world.case, reason="A neighbour", declared_by=chief)
    assert overdue.overdue(Access(chief), date(2024, 3, 25)) == ()
