"""The page of the hearing: every clock between the referral and the outcome, who must sit, and a diary that tells nothing."""

import re
from copy import deepcopy
from datetime import date
from itertools import count

import icalendar
import pytest

from custodiet.casework import standing
from custodiet.casework.access import Access, Refused, can, visible_to
from custodiet.casework.actions import grants
from custodiet.casework.actions.people import NewPerson, add_person, involve
from custodiet.casework.actions.step import take_step
from custodiet.casework.jobs import Permission
from custodiet.casework.models import Case, Part, Role, User
from custodiet.law.position import position
from custodiet.law.steps.proceedings import HearingAdjourned, HearingBegan, PanelAppointed
from custodiet.law.story import load
from custodiet.law.vocabulary import FormOfProceedings, Office, Rank, Seat
from custodiet.web.context import today
from custodiet.web.demo import STORIES
from custodiet.web.demo_cases import CAST, part_of, replay
from custodiet.web.staff.hearing import CLOCKS
from tests.casework.conftest import user
from tests.law.test_time_limits import ROWS
from tests.permissions.world import browser_of
from tests.standing import once_a_module

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
PANEL = (Seat.LEGALLY_QUALIFIED_CHAIR, Seat.POLICE_MEMBER, Seat.LISTED_PERSON)
_numbers = count(1)


told_once = once_a_module(lambda: told("one.yaml", "hearing"))


@pytest.fixture
def case(told_once, db):
    """Story one on the day of its hearing, without its exhibits."""
    return deepcopy(told_once)


def told(file, stage, number=1):
    users = {username: User.objects.get_or_create(username=username, full_name=name, role=role.value)[0] for role, username, name in CAST}
    story = load((STORIES / file).read_text(encoding="utf-8"))
    return replay(story, part_of(story, stage), users, today(), number)


def opened(case, username="authority"):
    return browser_of(User.objects.get(username=username), case).get(f"/case/{case.reference}/hearing/")


def diary(case, officer="officer-1"):
    return browser_of(User.objects.get(username="chair"), case).post(f"/case/{case.reference}/hearing/{officer}/diary/")


def words_of(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def seated(case, name="Rosalind Petherbridge"):
    """Somebody new who sits."""
    head = User.objects.get(username="head")
    return add_person(case=case, person=NewPerson(name=name), role=Part.PANEL, key=f"panel-{next(_numbers)}", by=head)


def appoint(case):
    step = PanelAppointed(on=today(), about="officer-1", seats=PANEL, police_member_rank=Rank.SUPERINTENDENT)
    authority = User.objects.get(username="authority")
    return take_step(
        case=case, step=step, by=authority, office=Office.APPROPRIATE_AUTHORITY, today=today(), token=f"t-{next(_numbers)}", version=None
    )


def test_every_time_limit_between_the_referral_and_the_outcome_has_its_place_on_the_page():
    of_the_hearing = re.compile(r"CR20 (?:2[89]|3[0-9]|4[0-4]|5[1-9]|6[0-3])\(|CR12 (?:2[1-9]|3[0-6]|4[3-9]|5[0-6])\(")
    wanted = {row["id"] for row in ROWS if of_the_hearing.match(row["citation"])}
    assert len(wanted) > 30
    assert wanted - CLOCKS == set()


def test_every_clock_that_runs_stands_on_the_page_with_its_provision(case):
    page = opened(case)
    running = [duty for duty in position(standing.standing(case).history, today()).duties if duty.id in CLOCKS]
    rows = [row for officer in page.context["officers"] for row in officer["clocks"]]
    assert len(running) > 5
    assert sorted(row["under"].text for row in rows) == sorted(duty.under.text for duty in running)
    assert all(row["what"] in page.content.decode() or "’" in row["what"] or "'" in row["what"] for row in rows)


def test_the_page_says_who_must_sit_under_the_rules_of_this_history_and_who_was_appointed(case):
    words = words_of(opened(case))
    for seat in PANEL:
        assert f"{seat.value[:1].upper()}{seat.value[1:]}: appointed on" in words.replace("&#x27;", "'")
    assert "18 December 2023" in words  # the day of the hearing, as its notice says


def test_no_name_of_anyone_in_the_case_stands_on_the_page(case):
    content = opened(case).content.decode()
    for person in (each.person for each in case.involvements.select_related("person")):
        assert person.name.split()[-1] not in content


def test_the_diary_holds_the_day_and_nothing_of_the_case(case):
    response = diary(case)
    assert response["Content-Type"] == "text/calendar"
    (event,) = icalendar.Calendar.from_ical(response.content).walk("VEVENT")
    assert str(event["summary"]) == "Appointment"
    assert event["dtstart"].dt.isoformat() == "2023-12-18"
    assert {"location", "description", "url", "organizer"} & {name.lower() for name in event} == set()
    told = response.content.decode()
    assert "PC X" in words_of(opened(case))  # so it could have been told
    for word in ("PC X", case.reference, case.title, "officer-1", "earing"):
        assert word not in told


def test_the_day_to_which_a_hearing_was_adjourned_is_in_the_diary_and_on_the_page(case):
    chair = User.objects.get(username="chair")
    for step in (
        HearingBegan(on=date(2023, 12, 18), about="officer-1", form=FormOfProceedings.HEARING),
        HearingAdjourned(on=date(2023, 12, 18), about="officer-1", until=date(2024, 2, 5), reason="A witness is ill"),
    ):
        take_step(case=case, step=step, by=chair, office=Office.CHAIR, today=today(), token=f"t-{next(_numbers)}", version=None)
    told_days = icalendar.Calendar.from_ical(diary(case).content).walk("VEVENT")
    assert [event["dtstart"].dt for event in told_days] == [date(2023, 12, 18), date(2024, 2, 5)]
    assert "Hearing or meeting adjourned 5 February 2024 · A witness is ill" in words_of(opened(case))


def test_there_is_no_diary_for_somebody_who_is_not_in_the_case(case):
    assert diary(case, "officer-9").status_code == 404


def test_a_member_of_the_panel_sees_the_case_that_they_hear(case):
    member = user(Role.CHAIR)
    seat = seated(case)
    member.person = seat.person
    member.save()
    grants.give(case=case, user=member, by=User.objects.get(username="head"))
    assert can(Access(member), Permission.VIEW, case)
    assert visible_to(Access(member), Case).filter(pk=case.pk).exists()


def test_a_witness_who_is_put_on_the_panel_still_sees_nothing_of_the_case(case):
    witness = case.involvements.get(role="witness").person
    involve(case=case, person=witness, role=Part.PANEL, key="panel-9", by=User.objects.get(username="head"))
    member = user(Role.CHAIR)
    grants.give(case=case, user=member, by=User.objects.get(username="head"))
    assert can(Access(member), Permission.VIEW, case)  # until it is known who that is
    member.person = witness
    member.save()
    assert not can(Access(member), Permission.VIEW, case)
    assert not visible_to(Access(member), Case).filter(pk=case.pk).exists()


def test_a_panel_is_not_appointed_while_a_member_is_in_the_case_themselves(case):
    witness = case.involvements.get(role="witness").person
    involve(case=case, person=witness, role=Part.PANEL, key="panel-9", by=User.objects.get(username="head"))
    with pytest.raises(Refused, match=r"may not sit: the same person is in the case as witness.*CR20 12A"):
        appoint(case)
    assert "May not sit" in words_of(opened(case))


def test_a_panel_is_not_appointed_while_a_member_has_declared_a_conflict(case):
    member, seat = user(Role.CHAIR), seated(case)
    member.person = seat.person
    member.save()
    assert appoint(case).kind == "PanelAppointed"  # nothing is against it before
    grants.declare_conflict(user=member, reason="A neighbour of the officer", by=User.objects.get(username="head"), case=case)
    with pytest.raises(Refused, match="a conflict of interest has been declared"):
        appoint(case)
    assert case.steps.filter(kind="PanelAppointed").count() == 2


def test_a_case_that_was_referred_to_no_proceedings_says_so(db):
    assert "No officer in this case has been referred to proceedings" in words_of(opened(told("one.yaml", "intake", 2)))
