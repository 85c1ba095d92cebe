"""Who sits: the seats by regime, form and rank of the officer; ranks, conflicts and the former senior officer."""

from datetime import date

import pytest

from custodiet.law.rules import panels
from custodiet.law.steps import proceedings as pro
from custodiet.law.vocabulary import Capacity, Rank, Seat
from tests.law.tried import (
    ACCELERATED,
    DAY,
    HEARING,
    IN_2014,
    IN_2016,
    IN_2022,
    IN_2025,
    MEETING,
    PC,
    SPECIAL,
    duties,
    ends,
    matter,
    offices,
    one,
    reason,
    referred,
    reported,
    sat,
)  # fmt: skip

ONE, ALONE = (Seat.PERSON_CONDUCTING,), (Seat.CHIEF_OFFICER_ALONE,)
LAWYER = (Seat.LEGALLY_QUALIFIED_CHAIR, Seat.POLICE_MEMBER, Seat.LISTED_PERSON)
INSPECTORATE = (Seat.LEGALLY_QUALIFIED_CHAIR, Seat.HMCIC_OR_NOMINEE, Seat.LISTED_PERSON)
FORCE = (Seat.SENIOR_CHAIR, Seat.POLICE_MEMBER, Seat.LISTED_PERSON)
LAY = (Seat.LAY_MEMBER_WITH_EXPERIENCE, Seat.LAY_MEMBER)
CHIEF = (Seat.CHIEF_OFFICER_CHAIR, *LAY, Seat.LEGALLY_QUALIFIED_ADVISER)
OTHER = (Seat.OTHER_FORCE_CHAIR, *LAY)
OTHER_ADVISED = (*OTHER, Seat.LEGALLY_QUALIFIED_ADVISER)
HMCIC = (Seat.HMCIC_OR_NOMINEE, *LAY)
HMCIC_ADVISED = (*HMCIC, Seat.LEGALLY_QUALIFIED_ADVISER)
PC_RANK, ACC, CC = Rank.CONSTABLE, Rank.ASSISTANT_CHIEF_CONSTABLE, Rank.CHIEF_CONSTABLE


def appointed(seats, on=date(2027, 1, 4), rank=None, checked=True, **content):
    return one(pro.PanelAppointed, on, seats=seats, police_member_rank=rank, conflicts_checked=checked, **content)


@pytest.mark.parametrize(
    "began, form, ordinary, acc, chief",
    [
        (IN_2014, MEETING, ONE, INSPECTORATE, INSPECTORATE),
        (IN_2014, HEARING, FORCE, INSPECTORATE, INSPECTORATE),
        (IN_2014, SPECIAL, ALONE, INSPECTORATE, INSPECTORATE),
        (IN_2016, MEETING, ONE, INSPECTORATE, INSPECTORATE),
        (IN_2016, HEARING, LAWYER, INSPECTORATE, INSPECTORATE),
        (IN_2016, SPECIAL, ALONE, INSPECTORATE, INSPECTORATE),
        (IN_2022, MEETING, ONE, INSPECTORATE, INSPECTORATE),
        (IN_2022, HEARING, LAWYER, INSPECTORATE, INSPECTORATE),
        (IN_2022, ACCELERATED, ALONE, INSPECTORATE, INSPECTORATE),
        (IN_2025, MEETING, ONE, OTHER, HMCIC),
        (IN_2025, HEARING, CHIEF, OTHER_ADVISED, HMCIC_ADVISED),
        (IN_2025, ACCELERATED, ALONE, OTHER_ADVISED, HMCIC_ADVISED),
    ],
)
def test_the_seats_follow_the_regime_the_form_and_the_rank_of_the_officer(began, form, ordinary, acc, chief):
    for rank, wanted in ((PC_RANK, ordinary), (ACC, acc), (CC, chief)):
        case = referred(began, form, rank=rank)
        assert panels.seats(matter(case), PC) == wanted
        assert reason(panels, case, appointed(wanted)) == ""


EVERY_PANEL = (ONE, ALONE, LAWYER, INSPECTORATE, FORCE, CHIEF, OTHER, OTHER_ADVISED, HMCIC, HMCIC_ADVISED)


@pytest.mark.parametrize("began", [IN_2014, IN_2016, IN_2022, IN_2025])
def test_every_other_composition_is_refused_with_the_provision_that_says_who_sits(began):
    last = SPECIAL if began in (IN_2014, IN_2016) else ACCELERATED
    for form in (MEETING, HEARING, last):
        for rank in (PC_RANK, ACC, CC):
            case = referred(began, form, rank=rank)
            wanted, under = panels.seats(matter(case), PC), str(panels.panel_regime(matter(case), PC).under)
            refused = {each: reason(panels, case, appointed(each)) for each in EVERY_PANEL if set(each) != set(wanted)}
            assert len(refused) == len(EVERY_PANEL) - 1
            for said in refused.values():
                assert said.startswith(f"These persons may not conduct a {form.value} in this case") and under in said


@pytest.mark.parametrize("rank", [Rank.COMMISSIONER, Rank.DEPUTY_COMMISSIONER, Rank.ASSISTANT_COMMISSIONER])
def test_the_inspectorate_chairs_for_the_highest_ranks_of_the_met_too(rank):
    assert panels.seats(matter(referred(IN_2025, rank=rank)), PC) == HMCIC_ADVISED


@pytest.mark.parametrize("rank", [Rank.DEPUTY_CHIEF_CONSTABLE, Rank.DEPUTY_ASSISTANT_COMMISSIONER, Rank.COMMANDER])
def test_an_officer_of_another_force_chairs_for_the_other_senior_ranks(rank):
    assert panels.seats(matter(referred(IN_2025, rank=rank)), PC) == OTHER_ADVISED


def test_the_panel_is_that_of_the_notice_never_of_the_hearing():
    notice = date(2024, 5, 6)
    before = referred(IN_2022, HEARING, one(pro.NoticeOfReferralServed, notice, form=HEARING), notice=False)
    after = referred(IN_2022, HEARING, one(pro.NoticeOfReferralServed, notice + DAY, form=HEARING), notice=False)
    assert panels.seats(matter(before), PC) == LAWYER
    assert [option.step for option in panels.options(matter(before))] == [pro.PanelAppointed]
    assert panels.seats(matter(after), PC) == CHIEF


def test_without_a_referral_no_seat_is_asked_for():
    assert panels.seats(matter(reported(IN_2022)), PC) == ()
    assert "Referred to proceedings" in reason(panels, reported(IN_2022), appointed(LAWYER))


def test_without_anyone_identified_no_seat_is_asked_for():
    assert panels.seats(matter(referred(IN_2022)), "nobody") == ()


def test_what_is_missing_foreign_or_named_twice_is_said():
    case = referred(IN_2022)
    said = reason(panels, case, appointed((Seat.LEGALLY_QUALIFIED_CHAIR, Seat.LEGALLY_QUALIFIED_CHAIR, Seat.LAY_MEMBER)))
    assert "missing: police member, superintendent or above and senior in rank to the officer, person from the local" in said
    assert "not part of it: lay member" in said
    assert "named twice: legally qualified chair" in said
    assert "CR20 28(4)" in said and "Enter exactly these seats" in said
    assert "not part of it" not in reason(panels, case, appointed(LAWYER[:2]))
    assert "missing" not in reason(panels, case, appointed((*LAWYER, Seat.LAY_MEMBER)))
    assert "twice" not in reason(panels, case, appointed((*LAWYER, Seat.LAY_MEMBER)))
    assert "named twice" in reason(panels, case, appointed((*LAWYER, Seat.LISTED_PERSON)))


def test_a_legally_qualified_chair_no_longer_sits_where_the_notice_came_later():
    assert "not part of it: legally qualified chair" in reason(panels, referred(IN_2025), appointed(LAWYER))


@pytest.mark.parametrize(
    "officer, member, fits",
    [
        (Rank.CONSTABLE, Rank.SUPERINTENDENT, True),
        (Rank.CONSTABLE, Rank.CHIEF_INSPECTOR, False),
        (Rank.SUPERINTENDENT, Rank.SUPERINTENDENT, False),
        (Rank.SUPERINTENDENT, Rank.CHIEF_SUPERINTENDENT, True),
        (Rank.CHIEF_SUPERINTENDENT, Rank.COMMANDER, True),
        (Rank.CONSTABLE, Rank.NONE, False),
    ],
)
def test_the_police_member_is_a_superintendent_and_senior_in_rank(officer, member, fits):
    said = reason(panels, referred(IN_2022, rank=officer), appointed(LAWYER, rank=member))
    assert said == "" if fits else ("superintendent or above" in said and member.value in said)


@pytest.mark.parametrize("member, fits", [(Rank.SUPERINTENDENT, True), (Rank.CHIEF_SUPERINTENDENT, True), (Rank.CHIEF_INSPECTOR, False)])
def test_before_legally_qualified_chairs_the_second_member_need_not_be_senior_to_the_officer(member, fits):
    said = reason(panels, referred(IN_2014, rank=Rank.CHIEF_SUPERINTENDENT), appointed(FORCE, rank=member))
    assert said == "" if fits else "or a human resources professional; a chief inspector" in said


@pytest.mark.parametrize("began, form", [(IN_2025, ACCELERATED), (IN_2022, ACCELERATED), (IN_2016, SPECIAL)])
def test_who_conducts_an_accelerated_hearing_alone_is_a_senior_officer(began, form):
    assert reason(panels, referred(began, form), appointed(ALONE, rank=ACC)) == ""
    assert "a chief superintendent was entered" in reason(panels, referred(began, form), appointed(ALONE, rank=Rank.CHIEF_SUPERINTENDENT))


@pytest.mark.parametrize("chair, fits", [(ACC, True), (Rank.COMMANDER, True), (Rank.CHIEF_SUPERINTENDENT, False)])
def test_the_chair_is_delegated_to_a_senior_officer_only(chair, fits):
    said = reason(panels, referred(IN_2025), appointed(CHIEF, rank=chair))
    assert said == "" if fits else "CR20 2(4A)-(4B)" in said


@pytest.mark.parametrize(
    "officer, chair, fits",
    [
        (ACC, Rank.DEPUTY_CHIEF_CONSTABLE, True),
        (ACC, Rank.COMMANDER, False),
        (Rank.COMMANDER, ACC, False),
        (Rank.DEPUTY_CHIEF_CONSTABLE, Rank.DEPUTY_ASSISTANT_COMMISSIONER, False),
        (Rank.DEPUTY_ASSISTANT_COMMISSIONER, CC, True),
    ],
)
def test_the_chair_from_another_force_is_of_a_higher_rank(officer, chair, fits):
    said = reason(panels, referred(IN_2025, rank=officer), appointed(OTHER_ADVISED, rank=chair))
    assert said == "" if fits else "more senior rank" in said


def test_ranks_stand_in_the_order_of_the_service_and_some_stand_level():
    levels = panels._LEVELS
    assert {rank for ranks in levels for rank in ranks} == set(Rank)
    assert [len(ranks) for ranks in levels] == [1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 1, 1]
    assert (Rank.CHIEF_CONSTABLE, Rank.ASSISTANT_COMMISSIONER) in levels


@pytest.mark.parametrize(
    "capacity, officer, person, fits",
    [
        (Capacity.MEMBER_OF_A_POLICE_FORCE, Rank.CONSTABLE, Rank.SERGEANT, True),
        (Capacity.MEMBER_OF_A_POLICE_FORCE, Rank.SERGEANT, Rank.SERGEANT, False),
        (Capacity.MEMBER_OF_A_POLICE_FORCE, Rank.SERGEANT, Rank.INSPECTOR, True),
        (Capacity.SPECIAL_CONSTABLE, Rank.INSPECTOR, Rank.SERGEANT, True),
        (Capacity.SPECIAL_CONSTABLE, Rank.CONSTABLE, Rank.CONSTABLE, False),
    ],
)
def test_a_meeting_is_conducted_by_someone_above_the_officer(capacity, officer, person, fits):
    said = reason(panels, referred(IN_2022, MEETING, rank=officer, capacity=capacity), appointed(ONE, rank=person))
    assert said == "" if fits else "CR20 28(3)" in said


def test_a_rank_that_is_not_given_is_not_judged():
    assert reason(panels, referred(IN_2022), appointed(LAWYER)) == ""


def test_conflicts_must_have_been_checked_since_may_2024():
    assert "CR20 12A" in reason(panels, referred(IN_2025), appointed(CHIEF, checked=False))
    assert reason(panels, referred(IN_2025), appointed(CHIEF)) == ""
    assert reason(panels, referred(IN_2022), appointed(LAWYER, checked=False)) == ""


def test_a_former_senior_officer_chairs_within_five_years_of_service():
    case, served = referred(IN_2025), date(2021, 3, 1)
    assert panels.last_day_as_chair(served) == date(2026, 3, 1)
    assert reason(panels, case, appointed(CHIEF, date(2026, 3, 1), chair_last_served=served)) == ""
    said = reason(panels, case, appointed(CHIEF, date(2026, 3, 2), chair_last_served=served))
    assert "60 months" in said and "1 March 2021" in said and "CR20 2(4B)(b)" in said
    assert reason(panels, referred(IN_2022), appointed(LAWYER, chair_last_served=date(2001, 1, 1))) == ""


def test_the_last_day_on_which_a_former_senior_officer_may_chair_is_a_bar():
    case = referred(IN_2025, HEARING, appointed(CHIEF, IN_2025 + 150 * DAY, chair_last_served=date(2021, 3, 1)))
    assert duties(panels, case, "former-senior-chair") == [(None, date(2026, 3, 1), None)]
    assert ends(panels, referred(IN_2025, HEARING, appointed(CHIEF, IN_2025 + 150 * DAY)), "former-senior-chair") == []
    old = referred(IN_2022, HEARING, appointed(LAWYER, IN_2022 + 150 * DAY, chair_last_served=date(2021, 3, 1)))
    assert ends(panels, old, "former-senior-chair") == []


def test_the_panel_stays_once_the_hearing_has_begun_unless_it_is_adjourned():
    later = IN_2022 + 201 * DAY
    assert "can no longer be changed" in reason(panels, sat(IN_2022), appointed(LAWYER, later))
    adjourned = sat(IN_2022, HEARING, one(pro.HearingAdjourned, later, reason="A member fell ill"))
    assert reason(panels, adjourned, appointed(LAWYER, later)) == ""
    ended = sat(IN_2022, HEARING, one(pro.HearingEnded, later))
    assert "can no longer be changed" in reason(panels, ended, appointed(LAWYER, later))


def test_after_a_withdrawal_nobody_is_appointed():
    withdrawn = referred(IN_2022, HEARING, one(pro.ProceedingsWithdrawn, IN_2022 + 130 * DAY, reason="No case"))
    assert "does not stand referred" in reason(panels, withdrawn, appointed(LAWYER))


def test_the_authority_and_the_local_policing_body_appoint():
    assert offices(panels, referred(IN_2022), appointed(LAWYER)) == [("CR20 28, 55", "appropriate authority", "local policing body")]
    assert offices(panels, referred(IN_2016), appointed(LAWYER)) == [("CR12 25-26, 46-47", "appropriate authority", "local policing body")]
    assert offices(panels, referred(IN_2022, capacity=Capacity.STAFF), appointed(LAWYER)) == []
