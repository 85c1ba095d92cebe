"""Which law governs: for every month of sixteen years and every relevant order of events, exactly one rung or "not formalised"."""

from datetime import date, timedelta
from itertools import product

import pytest

from custodiet.law import instruments as ins
from custodiet.law.calendar import add_months
from custodiet.law.position import position, possible_matters
from custodiet.law.steps import History
from custodiet.law.steps.opening import (
    CameToAttention,
    ComplaintMade,
    RelatedToEarlierMatter,
    ReopenedByDirectorGeneral,
    SubjectIdentified,
)
from custodiet.law.steps.outcome import EarlierProceedingsRecorded, Imposed, OfficerLeft
from custodiet.law.steps.people import VettingMatterArose
from custodiet.law.steps.proceedings import NoticeOfReferralServed
from custodiet.law.vocabulary import Attention, Capacity, FormOfProceedings, Outcome

MONTHS = [add_months(date(2012, 1, 1), n) for n in range(16 * 12)]
OFFICER = "officer-1"
HEARING = FormOfProceedings.HEARING


def case(day, *more, complaint=True, to=Attention.APPROPRIATE_AUTHORITY, capacity=Capacity.MEMBER_OF_A_POLICE_FORCE):
    opening = ComplaintMade(on=day, to=to) if complaint else CameToAttention(on=day, to=to)
    return History([opening, SubjectIdentified(on=day, about=OFFICER, capacity=capacity), *more])


def governing(ladder, history, today):
    return ladder.governing(history, OFFICER, today)


def conduct_oracle(day):
    if day < date(2012, 11, 22):
        return ins.NOT_FORMALISED
    if day < date(2020, 2, 1):
        return ins.CR12
    return ins.CR20 if day < date(2025, 5, 28) else ins.CR20_2025


def complaints_oracle(day):
    same = {ins.NOT_FORMALISED: ins.NOT_FORMALISED, ins.CR12: ins.CMR12, ins.CR20: ins.CMR20, ins.CR20_2025: ins.CMR20_2025}
    return same[conduct_oracle(day)]


def panels_oracle(attention, notice):
    match conduct_oracle(attention):
        case ins.CR20 | ins.CR20_2025:
            return ins.PANEL_2024 if notice >= date(2024, 5, 7) else ins.PANEL_2020
        case ins.CR12:
            return ins.PANEL_2016 if notice >= date(2016, 1, 1) else ins.PANEL_2012
        case other:
            return other


EDGES = [d + timedelta(days=n) for d in ins.THRESHOLDS for n in (-1, 0)]


@pytest.mark.parametrize("complaint", [True, False])
def test_the_day_of_attention_chooses_conduct_and_complaints_regulations_never_the_day_of_hearing(complaint):
    for day in MONTHS + EDGES:
        history = case(day, complaint=complaint)
        for today in (day, date(2027, 12, 31)):
            assert governing(ins.CONDUCT, history, today) is conduct_oracle(day)
            assert governing(ins.COMPLAINTS, history, today) is complaints_oracle(day)


def test_the_notice_of_referral_chooses_the_panel():
    for attention, notice in product(MONTHS + EDGES, MONTHS[::3] + EDGES):
        if notice >= attention:
            history = case(attention, NoticeOfReferralServed(on=notice, about=OFFICER, form=HEARING))
            assert governing(ins.PANELS, history, date(2027, 12, 31)) is panels_oracle(attention, notice)


def test_without_a_notice_the_day_looked_at_chooses_the_panel():
    history = case(date(2023, 1, 1))
    assert governing(ins.PANELS, history, date(2024, 5, 6)) is ins.PANEL_2020
    assert governing(ins.PANELS, history, date(2024, 5, 7)) is ins.PANEL_2024


def test_hearings_under_the_2012_regulations_are_public_from_a_notice_of_may_2015():
    for notice, public in ((date(2015, 4, 30), ins.PRIVATE_2012), (date(2015, 5, 1), ins.PUBLIC_2015)):
        history = case(date(2014, 1, 1), NoticeOfReferralServed(on=notice, about=OFFICER, form=HEARING))
        assert governing(ins.PUBLICITY, history, date(2016, 1, 1)) is public


def test_a_later_allegation_follows_the_earlier_matter_still_being_handled():
    history = case(date(2025, 7, 1), RelatedToEarlierMatter(on=date(2025, 7, 2), attention=date(2019, 12, 1)))
    assert governing(ins.CONDUCT, history, date(2026, 1, 1)) is ins.CR12


def test_a_reopening_by_the_director_general_pulls_a_matter_into_the_law_of_that_day():
    history = case(date(2018, 1, 1), ReopenedByDirectorGeneral(on=date(2025, 6, 1)))
    assert governing(ins.CONDUCT, history, date(2026, 1, 1)) is ins.CR20_2025
    assert governing(ins.COMPLAINTS, history, date(2026, 1, 1)) is ins.CMR20_2025


def test_attention_of_the_director_general_counts_for_the_2025_amendment_but_not_for_the_2020_regulations():
    early = History([CameToAttention(on=date(2025, 5, 20), to=Attention.DIRECTOR_GENERAL), CameToAttention(on=date(2025, 6, 20))])
    assert ins.CONDUCT.governing(early, None, date(2026, 1, 1)) is ins.CR20
    before = History([CameToAttention(on=date(2020, 1, 20), to=Attention.DIRECTOR_GENERAL), CameToAttention(on=date(2020, 2, 20))])
    assert ins.CONDUCT.governing(before, None, date(2026, 1, 1)) is ins.CR20


@pytest.mark.parametrize("capacity", [Capacity.STAFF, Capacity.VOLUNTEER, Capacity.CONTRACTOR])
def test_staff_are_outside_the_conduct_regulations(capacity):
    history = case(date(2021, 1, 1), capacity=capacity)
    for ladder in (ins.CONDUCT, ins.PANELS, ins.PUBLICITY, ins.SUSPENSION, ins.APPEALS, ins.PERFORMANCE):
        assert governing(ladder, history, date(2026, 1, 1)) is ins.FORCE_POLICY
    assert governing(ins.COMPLAINTS, history, date(2026, 1, 1)) is ins.CMR20


def test_a_special_constable_is_inside_the_conduct_regulations():
    assert governing(ins.CONDUCT, case(date(2021, 1, 1), capacity=Capacity.SPECIAL_CONSTABLE), date(2026, 1, 1)) is ins.CR20


@pytest.mark.parametrize(
    ("attention", "left", "condition"),
    [
        (date(2022, 3, 1), date(2022, 3, 1), ins.CONDITION_A),
        (date(2022, 3, 1), date(2022, 2, 28), ins.CONDITION_B),
        (date(2022, 3, 1), date(2021, 3, 1), ins.CONDITION_B),
        (date(2022, 3, 1), date(2021, 2, 28), ins.CONDITION_C),
    ],
)
def test_the_gap_between_leaving_and_attention_chooses_the_condition(attention, left, condition):
    assert governing(ins.CONDITIONS, case(attention, OfficerLeft(on=left, about=OFFICER)), date(2024, 1, 1)) is condition


def test_the_route_of_a_former_officer_turns_on_the_notice_of_referral():
    def former(day, *more):
        return governing(ins.FORMER, case(day, OfficerLeft(on=date(2025, 6, 2), about=OFFICER), *more), date(2025, 7, 1))

    assert former(date(2024, 1, 1)) is ins.FORMER_2025
    assert former(date(2024, 1, 1), NoticeOfReferralServed(on=date(2025, 5, 27), about=OFFICER, form=HEARING)) is ins.FORMER_2017
    assert former(date(2024, 1, 1), NoticeOfReferralServed(on=date(2025, 5, 28), about=OFFICER, form=HEARING)) is ins.FORMER_2025
    assert former(date(2025, 5, 28), NoticeOfReferralServed(on=date(2025, 7, 1), about=OFFICER, form=HEARING)) is ins.FORMER_2025
    assert former(date(2019, 1, 1)) is ins.FORMER_2017


def test_those_who_left_before_15_december_2017_are_outside_the_regime():
    for left, regime in ((date(2017, 12, 14), ins.OUTSIDE_FORMER), (date(2017, 12, 15), ins.FORMER_2017)):
        assert governing(ins.FORMER, case(date(2017, 1, 1), OfficerLeft(on=left, about=OFFICER)), date(2018, 1, 1)) is regime


@pytest.mark.parametrize(
    ("began", "regime"),
    [(None, ins.OUTSIDE_FORMER), (date(2022, 6, 1), ins.FORMER_2017), (date(2022, 6, 2), ins.OUTSIDE_FORMER)],
)
def test_second_proceedings_need_a_reinvestigation_begun_within_twelve_months_of_leaving(began, regime):
    history = case(
        date(2021, 1, 1),
        OfficerLeft(on=date(2021, 6, 1), about=OFFICER),
        EarlierProceedingsRecorded(on=date(2021, 7, 1), about=OFFICER, reinvestigation_began=began),
        NoticeOfReferralServed(on=date(2022, 7, 1), about=OFFICER, form=HEARING),
    )
    assert governing(ins.FORMER, history, date(2022, 8, 1)) is regime


def test_an_officer_who_leaves_after_the_outcome_was_serving_when_it_was_imposed():
    imposed = Imposed(on=date(2022, 1, 1), about=OFFICER, outcome=Outcome.WRITTEN_WARNING, months=18)
    history = case(date(2021, 1, 1), imposed, OfficerLeft(on=date(2022, 2, 1), about=OFFICER))
    assert governing(ins.FORMER, history, date(2023, 1, 1)) is ins.SERVING
    assert governing(ins.CONDITIONS, history, date(2023, 1, 1)) is ins.NO_CONDITION


def test_suspension_appeals_vetting_and_performance_each_have_their_own_first_day():
    later = date(2027, 12, 31)
    assert governing(ins.SUSPENSION, case(date(2026, 7, 12)), later) is ins.SUSPENSION_2020
    assert governing(ins.SUSPENSION, case(date(2026, 7, 13)), later) is ins.SUSPENSION_2026
    assert governing(ins.SUSPENSION, case(date(2019, 7, 13)), later) is ins.SUSPENSION_2012
    assert governing(ins.APPEALS, case(date(2020, 1, 31)), later) is ins.PAT_2012
    assert governing(ins.APPEALS, case(date(2020, 2, 1)), later) is ins.PAT_2020
    for arose, regime in (
        (date(2025, 5, 13), ins.NO_VETTING_REGULATIONS),
        (date(2025, 5, 14), ins.VET25),
        (date(2026, 7, 12), ins.VET25),
        (date(2026, 7, 13), ins.VETTING_AM26),
    ):
        assert governing(ins.VETTING, case(date(2024, 1, 1), VettingMatterArose(on=arose, about=OFFICER)), later) is regime
    assert governing(ins.VETTING, case(date(2024, 1, 1)), date(2025, 5, 14)) is ins.VET25
    for day, regime in (
        (date(2025, 5, 28), ins.PER20_2025),
        (date(2025, 5, 27), ins.PER20),
        (date(2020, 1, 31), ins.NOT_FORMALISED),
    ):
        assert governing(ins.PERFORMANCE, case(day), later) is regime


def former_oracle(attention, notice, left):
    if left < date(2017, 12, 15):
        return ins.OUTSIDE_FORMER
    match conduct_oracle(attention):
        case ins.CR20_2025:
            return ins.FORMER_2025
        case ins.CR20:
            return ins.FORMER_2025 if notice >= date(2025, 5, 28) else ins.FORMER_2017
        case ins.CR12:
            return ins.FORMER_2017
        case other:
            return other


def condition_oracle(attention, former, left):
    if former not in (ins.FORMER_2017, ins.FORMER_2025):
        return ins.NO_CONDITION
    if left >= attention:
        return ins.CONDITION_A
    return ins.CONDITION_B if attention <= add_months(left, 12) else ins.CONDITION_C


def test_leaving_and_notice_choose_route_and_condition_for_every_month_of_attention():
    for attention, notice, left in product(MONTHS, (date(2025, 5, 27), date(2025, 5, 28)), EDGES):
        history = case(
            attention, NoticeOfReferralServed(on=max(notice, attention), about=OFFICER, form=HEARING), OfficerLeft(on=left, about=OFFICER)
        )
        former = former_oracle(attention, max(notice, attention), left)
        assert governing(ins.FORMER, history, date(2027, 12, 31)) is former
        assert governing(ins.CONDITIONS, history, date(2027, 12, 31)) is condition_oracle(attention, former, left)


def test_every_ladder_answers_for_every_order_of_attention_notice_and_leaving():
    steps = MONTHS[::9]
    for attention, notice, left in product(steps, steps, [None, *steps[::3]]):
        more = [NoticeOfReferralServed(on=notice, about=OFFICER, form=HEARING)]
        if left:
            more.append(OfficerLeft(on=left, about=OFFICER))
        history = case(attention, *more)
        for ladder in ins.LADDERS:
            regime = ladder.governing(history, OFFICER, max(attention, notice))
            assert regime in [rung for rung, _ in ladder.rungs]
            if conduct_oracle(attention) is ins.NOT_FORMALISED and ladder in (ins.CONDUCT, ins.PANELS, ins.COMPLAINTS):
                assert not regime.formalised


def test_a_day_between_two_regimes_leaves_both_open_and_asks():
    history = History(
        [CameToAttention(on=date(2025, 12, 8), not_before=date(2024, 9, 2)), SubjectIdentified(on=date(2025, 12, 8), about=OFFICER)]
    )
    found = position(history, date(2026, 1, 1))
    assert set(found.regimes(ins.CONDUCT)) == {ins.CR20, ins.CR20_2025}
    assert any("28 May 2025" in question.why for question in found.questions)


def test_a_day_within_one_regime_leaves_only_that_one():
    history = History([CameToAttention(on=date(2024, 12, 8), not_before=date(2024, 9, 2))])
    assert len(possible_matters(history, date(2026, 1, 1))) == 1
