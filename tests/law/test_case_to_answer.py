"""From the report to the referral: case to answer, form of proceedings, certification, withdrawal, return."""

from dataclasses import replace
from datetime import date

import pytest

from custodiet.law.rules import case_to_answer
from custodiet.law.steps import investigation as inv
from custodiet.law.steps import opening as op
from custodiet.law.steps import outcome as out
from custodiet.law.steps import proceedings as pro
from custodiet.law.vocabulary import Capacity, ModeOfInvestigation, Rank
from tests.law.tried import (
    ACCELERATED,
    DAY,
    GROSS,
    HEARING,
    IN_2014,
    IN_2016,
    IN_2022,
    IN_2025,
    MEETING,
    MISCONDUCT,
    NEITHER,
    PC,
    SPECIAL,
    STAFF,
    closed_value,
    ends,
    known,
    left,
    matter,
    offices,
    one,
    open_values,
    opened,
    reason,
    referred,
    reported,
    sat,
)  # fmt: skip

INDEPENDENT, DIRECTED, LOCAL = ModeOfInvestigation.INDEPENDENT, ModeOfInvestigation.DIRECTED, ModeOfInvestigation.LOCAL
AA, DG = "appropriate authority", "Director General of the IOPC"


def answer(level=GROSS, began=IN_2022, directed=False):
    return one(pro.CaseToAnswerDetermined, began + 110 * DAY, answer=level, directed=directed)


def to(form, began=IN_2022, directed=False, days=120):
    return one(pro.ReferredToProceedings, began + days * DAY, form=form, directed=directed)


def certificate(began=IN_2022, evidence=True, public=True, directed=False, days=112):
    return one(pro.SpecialConditionsCertified, began + days * DAY, evidence_sufficient=evidence, public_interest=public, directed=directed)


def withdrawn(began=IN_2022, days=130):
    return one(pro.ProceedingsWithdrawn, began + days * DAY, reason="No longer a case")


def returned(began=IN_2022, days=130):
    return one(pro.RemittedToPart4, began + days * DAY, reason="The witness must be heard")


STATEMENT = one(inv.SpecialConditionsStatement, IN_2022 + 105 * DAY)


class TestCaseToAnswer:
    def test_the_authority_determines_on_the_report(self):
        assert offices(case_to_answer, reported(IN_2022, None), answer()) == [("CR20 23(1)-(3)", AA)]
        assert offices(case_to_answer, reported(IN_2016, None), answer(began=IN_2016)) == [("CR12 19", AA)]
        assert reason(case_to_answer, reported(IN_2022, None), answer()) == ""
        assert "Investigation report received" in reason(case_to_answer, opened(IN_2022), answer())
        assert "Investigation report received" in reason(case_to_answer, opened(IN_2016), answer(began=IN_2016))

    @pytest.mark.parametrize("mode", [INDEPENDENT, DIRECTED])
    def test_after_a_directed_or_independent_investigation_the_director_general_does(self, mode):
        case = reported(IN_2022, None, mode=mode)
        assert offices(case_to_answer, case, answer()) == [("PRA Sch 3 para 23(5A)-(5E)", DG, AA)]
        assert "Say that he determined it" in reason(case_to_answer, case, answer())
        assert reason(case_to_answer, case, answer(directed=True)) == ""

    def test_before_2020_the_authority_determined_in_every_case(self):
        case = reported(IN_2016, None, mode=INDEPENDENT)
        assert offices(case_to_answer, case, answer(began=IN_2016)) == [("CR12 19", AA)]
        assert reason(case_to_answer, case, answer(began=IN_2016)) == ""

    def test_a_local_investigation_leaves_it_to_the_authority(self):
        assert reason(case_to_answer, reported(IN_2022, None, mode=LOCAL), answer()) == ""

    def test_it_belongs_before_the_hearing(self):
        late = one(pro.CaseToAnswerDetermined, IN_2022 + 210 * DAY, answer=GROSS)
        assert "misconduct hearing began on" in reason(case_to_answer, sat(IN_2022), late)

    def test_a_conviction_of_an_indictable_only_offence_is_gross_misconduct_since_may_2025(self):
        case = reported(IN_2025, None, crime=True)
        assert "CR20 2(2A)" in reason(case_to_answer, case, answer(MISCONDUCT, IN_2025))
        assert "CR20 2(2A)" in reason(case_to_answer, case, answer(NEITHER, IN_2025))
        assert reason(case_to_answer, case, answer(GROSS, IN_2025)) == ""
        assert reason(case_to_answer, reported(IN_2022, None, crime=True), answer(MISCONDUCT)) == ""
        assert reason(case_to_answer, reported(IN_2025, None), answer(MISCONDUCT, IN_2025)) == ""

    def test_a_conviction_of_another_officer_does_not_count(self):
        other = op.AllegationMade(on=IN_2025, about="allegation-9", officer="officer-2", conduct="words", indictable_only_conviction=True)
        case = reported(IN_2025, None, op.SubjectIdentified(on=IN_2025, about="officer-2"), other)
        assert reason(case_to_answer, case, answer(MISCONDUCT, IN_2025)) == ""

    @pytest.mark.parametrize("began, under", [(IN_2022, "CR20 23(11)"), (IN_2016, "CR12 19(7)")])
    def test_a_delay_is_explained_until_the_determination(self, began, under):
        told = one(pro.DelayExplained, began + 115 * DAY, reason="Awaiting the prosecutor")
        assert offices(case_to_answer, reported(began, None), told) == [(under, AA)]
        assert reason(case_to_answer, reported(began, None), told) == ""
        assert "no delay to explain" in reason(case_to_answer, reported(began), told)
        assert "Investigation report received" in reason(case_to_answer, opened(began), told)


class TestForm:
    def open(self, history, days=120):
        return open_values(case_to_answer, history, pro.ReferredToProceedings, history[0].on + days * DAY)

    @pytest.mark.parametrize("began", [IN_2014, IN_2016, IN_2022, IN_2025])
    def test_gross_misconduct_goes_to_a_hearing_and_misconduct_to_a_meeting(self, began):
        assert self.open(reported(began, GROSS)) == {HEARING}
        assert self.open(reported(began, MISCONDUCT)) == {MEETING}
        assert self.open(reported(began, NEITHER)) == set()

    @pytest.mark.parametrize("began, under", [(IN_2022, "CR20 23(10)"), (IN_2016, "CR12 19")])
    def test_a_final_warning_live_at_the_assessment_makes_it_a_hearing(self, began, under):
        live = reported(began, MISCONDUCT, final_warning_until=began + 30 * DAY)
        assert self.open(live) == {HEARING}
        assert under in closed_value(case_to_answer, live, pro.ReferredToProceedings, MEETING)
        assert self.open(reported(began, MISCONDUCT, final_warning_until=began + 29 * DAY)) == {MEETING}

    @pytest.mark.parametrize(
        "began, reduced, form",
        [
            (IN_2022, date(2020, 4, 13), MEETING),
            (IN_2022, date(2020, 4, 14), HEARING),
            (IN_2016, date(2014, 10, 6), MEETING),
            (IN_2016, date(2014, 10, 7), HEARING),
        ],
    )
    def test_so_does_a_reduction_in_rank_less_than_two_years_or_eighteen_months_before(self, began, reduced, form):
        assessed = {IN_2022: date(2022, 4, 13), IN_2016: date(2016, 4, 6)}
        assert began + 30 * DAY == assessed[began]
        case = reported(began, MISCONDUCT, reduced_in_rank_on=reduced)
        assert self.open(case) == {form}

    def test_the_refusal_names_the_months(self):
        case = reported(IN_2022, MISCONDUCT, reduced_in_rank_on=date(2021, 1, 4))
        assert "less than 24 months before" in closed_value(case_to_answer, case, pro.ReferredToProceedings, MEETING)
        case = reported(IN_2016, MISCONDUCT, reduced_in_rank_on=date(2015, 9, 4))
        assert "less than 18 months before" in closed_value(case_to_answer, case, pro.ReferredToProceedings, MEETING)

    def test_where_the_day_of_the_assessment_is_open_neither_is_refused(self):
        assert self.open(reported(IN_2022, MISCONDUCT, assessed=False, final_warning_until=date(2022, 5, 2))) == {MEETING, HEARING}
        assert self.open(reported(IN_2022, MISCONDUCT, assessed=False, reduced_in_rank_on=date(2021, 5, 3))) == {MEETING, HEARING}

    def test_gross_misconduct_never_goes_to_a_meeting(self):
        assert "must go to a misconduct hearing (CR20 23(10))" in reason(case_to_answer, reported(IN_2022), to(MEETING))
        assert "must go to a misconduct hearing (CR12 19)" in reason(case_to_answer, reported(IN_2016), to(MEETING, IN_2016))
        assert reason(case_to_answer, reported(IN_2022), to(HEARING)) == ""

    def test_the_form_the_director_general_specified_binds(self):
        case = reported(IN_2022, MISCONDUCT, directed=True)
        assert "Choose the meeting" in reason(case_to_answer, case, to(HEARING))
        assert reason(case_to_answer, case, to(HEARING, directed=True)) == ""

    def test_no_case_to_answer_no_proceedings(self):
        said = reason(case_to_answer, reported(IN_2022, NEITHER), to(MEETING, directed=True))
        assert "there is no case to answer" in said and "2 July 2022" in said

    def test_each_regulation_knows_its_own_accelerated_form(self):
        assert "know no special case hearing" in reason(case_to_answer, reported(IN_2022), to(SPECIAL))
        assert "know no accelerated misconduct hearing" in reason(case_to_answer, reported(IN_2016), to(ACCELERATED, IN_2016))
        assert "know no staff disciplinary meeting" in reason(case_to_answer, reported(IN_2022), to(STAFF))

    def test_a_determination_comes_first(self):
        assert "Case to answer determined" in reason(case_to_answer, reported(IN_2022, None), to(HEARING))
        assert "Case to answer determined" in reason(case_to_answer, reported(IN_2016, None), to(HEARING, IN_2016))
        back = reported(IN_2022, None, certificate(), returned())
        assert "First it is determined whether" in reason(case_to_answer, back, to(HEARING, days=140))

    def test_a_case_is_referred_once_unless_it_was_withdrawn_and_determined_anew(self):
        case = referred(IN_2022)
        assert "already stands referred to a misconduct hearing" in reason(case_to_answer, case, to(HEARING, days=140))
        gone = referred(IN_2022, HEARING, withdrawn())
        assert "First it is determined whether" in reason(case_to_answer, gone, to(HEARING, days=140))
        anew = referred(IN_2022, HEARING, withdrawn(), one(pro.CaseToAnswerDetermined, IN_2022 + 135 * DAY, answer=GROSS))
        assert reason(case_to_answer, anew, to(HEARING, days=140)) == ""

    def test_a_meeting_may_give_way_to_a_hearing_that_is_directed(self):
        case = referred(IN_2022, MEETING)
        assert reason(case_to_answer, case, to(HEARING, directed=True, days=140)) == ""

    def test_once_the_hearing_began_it_is_too_late(self):
        said = reason(case_to_answer, sat(IN_2022, MEETING), to(HEARING, directed=True, days=210))
        assert "can no longer be referred elsewhere" in said

    def test_the_authority_refers_or_the_director_general_directs(self):
        assert offices(case_to_answer, reported(IN_2022), to(HEARING)) == [("CR20 23(9)-(10)", AA, DG)]
        assert offices(case_to_answer, reported(IN_2016), to(HEARING, IN_2016)) == [("CR12 19", AA)]

    def test_staff_go_to_a_staff_meeting_under_the_forces_policy(self):
        staff = opened(IN_2022, capacity=Capacity.STAFF)
        assert offices(case_to_answer, staff, to(STAFF)) == [("Policy on staff discipline", AA)]
        assert self.open(staff) == {STAFF}
        assert reason(case_to_answer, staff, to(STAFF)) == ""
        assert "Staff are outside the Conduct Regulations" in reason(case_to_answer, staff, to(HEARING))
        assert known(case_to_answer, staff, answer()) == []


class TestFormerOfficers:
    def gone(self, began=IN_2022, level=GROSS, *more, **about):
        return reported(began, level, left(began + 90 * DAY), *more, **about)

    def test_only_a_hearing_and_only_for_gross_misconduct(self):
        assert reason(case_to_answer, self.gone(), to(HEARING)) == ""
        assert "no misconduct meeting for a former officer" in reason(case_to_answer, self.gone(), to(MEETING))
        assert "for gross misconduct only" in reason(case_to_answer, self.gone(level=MISCONDUCT), to(HEARING))

    def test_the_accelerated_hearing_needs_the_certificate_before_part_3a(self):
        assert "Certify them first" in reason(case_to_answer, self.gone(), to(ACCELERATED))
        assert reason(case_to_answer, self.gone(IN_2022, GROSS, certificate()), to(ACCELERATED)) == ""

    def test_those_who_left_before_15_december_2017_are_outside(self):
        case = reported(IN_2016, GROSS, left(date(2016, 5, 3)))
        said = reason(case_to_answer, case, to(HEARING, IN_2016))
        assert "The person left on 3 May 2016" in said and "CR20 4(8)" in said
        after = reported(IN_2016, GROSS, left(date(2017, 12, 15)))
        assert reason(case_to_answer, after, to(HEARING, IN_2016, days=700)) == ""

    def test_so_are_second_proceedings_without_a_timely_reinvestigation(self):
        earlier = one(out.EarlierProceedingsRecorded, IN_2022 + 95 * DAY)
        assert "not the first proceedings" in reason(case_to_answer, self.gone(IN_2022, GROSS, earlier), to(HEARING))

    def test_the_unfit_and_the_untraceable_face_no_action(self):
        unfit = one(out.FoundUnfitOrUntraceable, IN_2022 + 115 * DAY)
        assert "unfit or untraceable on 7 July 2022" in reason(case_to_answer, self.gone(IN_2022, GROSS, unfit), to(HEARING))
        assert reason(case_to_answer, reported(IN_2022, GROSS, unfit), to(HEARING)) == ""

    def test_condition_c_needs_the_director_generals_determination(self):
        long_gone = left(date(2020, 6, 1))
        determined = {yes: one(out.ConditionCDetermined, IN_2022 + 115 * DAY, proceedings=yes) for yes in (True, False)}
        said = reason(case_to_answer, reported(IN_2022, GROSS, long_gone), to(HEARING))
        assert "Condition C" in said and "Enter that determination first" in said
        assert reason(case_to_answer, reported(IN_2022, GROSS, long_gone, determined[True]), to(HEARING)) == ""
        refused = reason(case_to_answer, reported(IN_2022, GROSS, long_gone, determined[False]), to(HEARING))
        assert "not reasonable and proportionate" in refused
        in_time = reported(IN_2022, GROSS, left(date(2021, 6, 1)))
        assert reason(case_to_answer, in_time, to(HEARING)) == ""


class TestPart3A:
    def gone(self, *more, level=GROSS):
        return reported(IN_2025, level, left(IN_2025 + 90 * DAY), *more)

    def decided(self, requires):
        return one(out.FormerOfficerRouteDecided, IN_2025 + 112 * DAY, requires_hearing=requires)

    told = one(out.ChoiceOfHearingNotified, date(2025, 9, 22))
    opted = one(out.OptedForHearing, date(2025, 9, 24))

    def at(self, form, on=date(2025, 10, 20), directed=False):
        return one(pro.ReferredToProceedings, on, form=form, directed=directed)

    def test_a_hearing_must_be_required_chosen_or_directed(self):
        said = reason(case_to_answer, self.gone(), self.at(HEARING))
        assert "only if the appropriate authority requires one" in said
        assert reason(case_to_answer, self.gone(self.decided(True)), self.at(HEARING)) == ""
        assert reason(case_to_answer, self.gone(self.decided(False), self.told, self.opted), self.at(HEARING)) == ""
        assert reason(case_to_answer, self.gone(), self.at(HEARING, directed=True)) == ""
        assert "only if" in reason(case_to_answer, self.gone(self.decided(False)), self.at(HEARING))
        assert "for gross misconduct only" in reason(case_to_answer, self.gone(level=MISCONDUCT), self.at(HEARING))

    def test_otherwise_it_is_accelerated_without_certificate_once_the_time_to_choose_is_over(self):
        case = self.gone(self.decided(False), self.told)
        assert "until the end of 6 October 2025" in reason(case_to_answer, case, self.at(ACCELERATED, date(2025, 10, 6)))
        assert reason(case_to_answer, case, self.at(ACCELERATED, date(2025, 10, 7))) == ""
        assert "is told of the right to opt" in reason(case_to_answer, self.gone(self.decided(False)), self.at(ACCELERATED))

    def test_the_time_to_choose_is_over_only_if_it_surely_is_not_running(self):
        vague = one(out.ChoiceOfHearingNotified, date(2025, 9, 23), not_before=date(2025, 9, 22))
        case = self.gone(self.decided(False), vague)
        assert reason(case_to_answer, case, self.at(ACCELERATED, date(2025, 10, 7))) == ""

    def test_it_is_not_accelerated_where_a_hearing_was_required_chosen_or_directed(self):
        for case, directed in (
            (self.gone(self.decided(True), self.told), False),
            (self.gone(self.decided(False), self.told, self.opted), False),
            (self.gone(self.decided(False), self.told), True),
        ):
            said = reason(case_to_answer, case, self.at(ACCELERATED, directed=directed))
            assert "does not go to an accelerated hearing" in said

    def test_it_must_be_gross_misconduct(self):
        case = self.gone(self.decided(False), self.told, level=MISCONDUCT)
        assert "for gross misconduct only" in reason(case_to_answer, case, self.at(ACCELERATED))

    def test_without_a_determination_only_a_certificate_leads_there(self):
        case = reported(IN_2025, None, left(IN_2025 + 90 * DAY), self.told, certificate(IN_2025))
        assert reason(case_to_answer, case, self.at(ACCELERATED)) == ""
        back = reported(IN_2025, None, left(IN_2025 + 90 * DAY), self.told, certificate(IN_2025), returned(IN_2025))
        assert "Certify them first" in reason(case_to_answer, back, self.at(ACCELERATED))

    def test_a_hearing_to_which_the_case_already_stood_referred_stays(self):
        case = referred(IN_2025, HEARING, left(IN_2025 + 125 * DAY))
        assert "already stands referred" in reason(case_to_answer, case, self.at(HEARING))


class TestCertification:
    def test_a_senior_officer_certifies_and_for_a_chief_officer_the_policing_body(self):
        for began, under in ((IN_2022, "CR20 49(1)-(4); 2(4)"), (IN_2025, "CR20 49(A1)-(4); 2(4)"), (IN_2016, "CR12 41")):
            assert offices(case_to_answer, reported(began), certificate(began)) == [(under, "senior officer")]
            chief = reported(began, rank=Rank.CHIEF_CONSTABLE)
            assert offices(case_to_answer, chief, certificate(began)) == [(under, "local policing body")]

    def test_before_may_2025_it_needs_the_statement_or_the_end_of_a_criminal_case(self):
        ended = one(inv.CriminalProceedingsEnded, IN_2022 + 105 * DAY)
        assert "Investigator's statement" in reason(case_to_answer, reported(IN_2022), certificate())
        assert reason(case_to_answer, reported(IN_2022, GROSS, STATEMENT), certificate()) == ""
        assert reason(case_to_answer, reported(IN_2022, GROSS, ended), certificate()) == ""
        assert "Investigator's statement" in reason(case_to_answer, reported(IN_2016), certificate(IN_2016))

    def test_since_may_2025_the_authority_may_act_of_its_own_motion_on_the_report(self):
        assert reason(case_to_answer, reported(IN_2025), certificate(IN_2025)) == ""
        assert "Investigation report received" in reason(case_to_answer, opened(IN_2025), certificate(IN_2025))

    def test_both_conditions_must_hold_unless_the_director_general_directed_it(self):
        case = reported(IN_2022, GROSS, STATEMENT)
        for evidence, public in ((True, False), (False, True), (False, False)):
            said = reason(case_to_answer, case, certificate(evidence=evidence, public=public))
            assert "The special conditions are both" in said and "cease to serve without delay" in said
        assert reason(case_to_answer, case, certificate(evidence=False, public=False, directed=True)) == ""
        former = reported(IN_2022, GROSS, STATEMENT, left(IN_2022 + 90 * DAY))
        assert "be on the barred list" in reason(case_to_answer, former, certificate(public=False))

    def test_once_certified_the_case_is_accelerated_until_it_is_returned(self):
        case = reported(IN_2022, GROSS, STATEMENT, certificate())
        assert reason(case_to_answer, case, to(ACCELERATED)) == ""
        assert "were certified on 4 July 2022" in reason(case_to_answer, case, to(HEARING))
        assert "already certified on 4 July 2022" in reason(case_to_answer, case, certificate(days=115))
        back = reported(IN_2022, GROSS, STATEMENT, certificate(), returned())
        assert reason(case_to_answer, back, to(HEARING, days=140)) == ""
        assert reason(case_to_answer, back, certificate(days=140)) == ""
        assert "Certify them first" in reason(case_to_answer, back, to(ACCELERATED, days=140))

    def test_without_a_certificate_there_is_no_accelerated_or_special_case_hearing(self):
        assert "Certify them first" in reason(case_to_answer, reported(IN_2022), to(ACCELERATED))
        assert "Certify them first" in reason(case_to_answer, reported(IN_2016), to(SPECIAL, IN_2016))
        assert reason(case_to_answer, reported(IN_2016, None, certificate(IN_2016)), to(SPECIAL, IN_2016)) == ""

    def test_once_the_hearing_began_it_is_too_late(self):
        assert "this belongs before it" in reason(case_to_answer, sat(IN_2022, HEARING, STATEMENT), certificate(days=210))


class TestNoObjection:
    memorandum = one(pro.CertificationMemorandumSent, IN_2025 + 111 * DAY)

    def answered(self, objects):
        return one(pro.CertificationAnswered, IN_2025 + 112 * DAY, objects=objects)

    def case(self, *more, mode=INDEPENDENT, level=GROSS):
        return reported(IN_2025, level, *more, mode=mode, directed=True)

    def test_after_a_directed_or_independent_investigation_the_director_general_must_not_object(self):
        for mode in (INDEPENDENT, DIRECTED):
            assert "does not object" in reason(case_to_answer, self.case(mode=mode), certificate(IN_2025, days=113))
        fine = self.case(self.memorandum, self.answered(False))
        assert reason(case_to_answer, fine, certificate(IN_2025, days=113)) == ""
        objected = self.case(self.memorandum, self.answered(True))
        assert "objected to certification on" in reason(case_to_answer, objected, certificate(IN_2025, days=113))

    def test_not_where_he_directed_proceedings(self):
        case = self.case(to(HEARING, IN_2025, directed=True))
        assert "CMR20 26(2B)" in reason(case_to_answer, case, certificate(IN_2025, days=130))
        assert "CMR20 26(3A)" in reason(case_to_answer, self.case(to(HEARING, IN_2025)), certificate(IN_2025, days=130))

    def test_a_local_or_an_earlier_case_needs_none(self):
        assert reason(case_to_answer, self.case(mode=LOCAL), certificate(IN_2025, days=113)) == ""
        early = opened(IN_2025, one(inv.SpecialConditionsStatement, IN_2025 + 60 * DAY), mode=INDEPENDENT)
        assert reason(case_to_answer, early, certificate(IN_2025)) == ""
        assert reason(case_to_answer, reported(IN_2022, GROSS, STATEMENT, mode=INDEPENDENT), certificate()) == ""

    def test_he_answers_within_ten_working_days_of_the_memorandum(self):
        assert self.memorandum.on == date(2025, 9, 21)
        assert ends(case_to_answer, self.case(self.memorandum), "fast-track-objection") == [date(2025, 10, 3)]
        assert ends(case_to_answer, self.case(self.memorandum, mode=LOCAL), "fast-track-objection") == []
        old = reported(IN_2022, GROSS, one(pro.CertificationMemorandumSent, IN_2022 + 111 * DAY), mode=INDEPENDENT)
        assert ends(case_to_answer, old, "fast-track-objection") == []

    def test_who_sends_and_who_answers(self):
        assert offices(case_to_answer, self.case(), self.memorandum) == [("CMR20 24-26", AA)]
        assert offices(case_to_answer, self.case(), self.answered(False)) == [("CMR20 26(3A)-(3C)", DG)]
        assert "Memorandum on fast-track certification" in reason(case_to_answer, self.case(), self.answered(False))
        assert reason(case_to_answer, self.case(), self.memorandum) == ""
        late = one(pro.CertificationMemorandumSent, IN_2025 + 210 * DAY)
        assert "this belongs before it" in reason(case_to_answer, sat(IN_2025), late)


class TestWithdrawalAndReturn:
    def test_the_authority_withdraws_unless_the_director_general_directed(self):
        assert offices(case_to_answer, referred(IN_2022), withdrawn()) == [("CR20 27(1), (4)(b)", AA)]
        assert offices(case_to_answer, referred(IN_2022, directed=True), withdrawn()) == [("CR20 27(4)(a)", DG)]
        assert offices(case_to_answer, referred(IN_2016, directed=True), withdrawn(IN_2016)) == [("CR20 27(1), (4)(b)", AA)]
        assert reason(case_to_answer, referred(IN_2022), withdrawn()) == ""
        assert reason(case_to_answer, referred(IN_2022, directed=True), withdrawn()) == ""
        assert known(case_to_answer, opened(IN_2022, capacity=Capacity.STAFF), withdrawn()) == []

    def test_only_what_stands_and_only_before_the_hearing(self):
        assert "Referred to proceedings" in reason(case_to_answer, reported(IN_2022), withdrawn())
        assert "nothing can be withdrawn" in reason(case_to_answer, referred(IN_2022, HEARING, withdrawn()), withdrawn(days=135))
        assert "this belongs before it" in reason(case_to_answer, sat(IN_2022), withdrawn(days=210))

    def test_under_the_2012_regulations_not_in_a_schedule_3_case(self):
        recorded = op.Recorded(on=IN_2016)
        assert "CR12 20" in reason(case_to_answer, referred(IN_2016, HEARING, recorded), withdrawn(IN_2016))
        assert reason(case_to_answer, referred(IN_2016), withdrawn(IN_2016)) == ""

    def test_in_a_schedule_3_case_the_director_general_is_consulted_before_the_authority_withdraws(self):
        recorded = op.Recorded(on=IN_2022)
        consulted = replace(withdrawn(), iopc_consulted=True)
        assert "only after consulting the Director General (CR20 27(4)(b))" in reason(
            case_to_answer, referred(IN_2022, HEARING, recorded), withdrawn()
        )
        assert reason(case_to_answer, referred(IN_2022, HEARING, recorded), consulted) == ""
        assert reason(case_to_answer, referred(IN_2022, HEARING, recorded, directed=True), withdrawn()) == ""

    @pytest.mark.parametrize("began, under", [(IN_2022, "CR20 50(1)"), (IN_2016, "CR12 42(1)")])
    def test_a_certified_case_returns_to_part_4_before_its_hearing(self, began, under):
        case = reported(began, GROSS, certificate(began))
        assert offices(case_to_answer, case, returned(began)) == [(under, AA)]
        assert reason(case_to_answer, case, returned(began)) == ""
        assert "Special conditions certified" in reason(case_to_answer, reported(began), returned(began))
        twice = reported(began, GROSS, certificate(began), returned(began))
        assert "nothing to return" in reason(case_to_answer, twice, returned(began, 140))
        directed = reported(began, GROSS, certificate(began, directed=True))
        assert "directed the certification" in reason(case_to_answer, directed, returned(began))
        form = ACCELERATED if began == IN_2022 else SPECIAL
        assert "this belongs before it" in reason(case_to_answer, sat(began, form, certificate(began)), returned(began, 210))

    def test_the_officer_is_told_of_the_return_within_three_working_days(self):
        case = reported(IN_2022, GROSS, certificate(), returned())
        told = one(pro.RemissionTold, IN_2022 + 131 * DAY)
        assert returned().on == date(2022, 7, 22)
        assert ends(case_to_answer, case, "remission-told") == [date(2022, 7, 27)]
        assert offices(case_to_answer, case, told) == [("CR20 50(2)", AA)]
        assert offices(case_to_answer, reported(IN_2016), told.__class__(on=date(2017, 1, 3), about=PC)) == [("CR12 42(2)", AA)]
        assert "Returned from accelerated" in reason(case_to_answer, reported(IN_2022), told)
        assert reason(case_to_answer, case, told) == ""
        assert ends(case_to_answer, reported(IN_2016, GROSS, certificate(IN_2016), returned(IN_2016)), "remission-told") == []


class TestRecommendation:
    def test_the_director_general_recommends_and_the_authority_may_decline(self):
        made = one(pro.RecommendationOnProceedingsMade, IN_2022 + 115 * DAY)
        declined = one(pro.RecommendationNotAccepted, IN_2022 + 118 * DAY)
        case = reported(IN_2022)
        assert offices(case_to_answer, case, made) == [("PRA Sch 3 para 25(4C)(c)", DG)]
        assert offices(case_to_answer, case, declined) == [("PRA Sch 3 para 25(4D)(a)", AA)]
        assert reason(case_to_answer, case, made) == ""
        assert "Director General recommended proceedings" in reason(case_to_answer, case, declined)
        assert reason(case_to_answer, reported(IN_2022, GROSS, made), declined) == ""
        assert "Investigation report received" in reason(case_to_answer, opened(IN_2022), made)


class TestClocks:
    @pytest.mark.parametrize("began, name", [(IN_2022, "case-to-answer"), (IN_2016, "old-case-to-answer"), (IN_2025, "case-to-answer")])
    def test_the_determination_is_due_fifteen_working_days_after_the_report(self, began, name):
        last = {IN_2022: date(2022, 7, 13), IN_2016: date(2016, 7, 6), IN_2025: date(2025, 10, 1)}
        assert ends(case_to_answer, reported(began, None), name) == [last[began]]

    def test_it_is_met_by_the_determination_or_the_explanation(self):
        def met(*more):
            history = reported(IN_2022, None, *more)
            return [d.met_on for d in case_to_answer.duties(matter(history)) if d.id == "case-to-answer"]

        told = one(pro.DelayExplained, IN_2022 + 115 * DAY, reason="Leave")
        assert met(answer()) == [IN_2022 + 110 * DAY]
        assert met(told) == [IN_2022 + 115 * DAY]
        assert met(STATEMENT, certificate()) == []

    def test_it_is_not_the_authoritys_where_the_director_general_decides_nor_under_part_3a(self):
        assert ends(case_to_answer, reported(IN_2022, None, mode=INDEPENDENT), "case-to-answer") == []
        assert ends(case_to_answer, reported(IN_2025, None, left(IN_2025 + 90 * DAY)), "case-to-answer") == []
        assert ends(case_to_answer, reported(IN_2022, None, left(IN_2022 + 90 * DAY)), "case-to-answer") == [date(2022, 7, 13)]
        assert ends(case_to_answer, reported(IN_2022, None), "old-case-to-answer") == []
        assert ends(case_to_answer, reported(IN_2016, None), "case-to-answer") == []

    def test_who_owes_what_to_whom(self):
        assert {c.id: (str(c.kind), c.owed_by.value, c.owed_to and c.owed_to.value) for c in case_to_answer.CLOCKS} == {
            "case-to-answer": ("duty", AA, "officer concerned"),
            "old-case-to-answer": ("duty", AA, "officer concerned"),
            "fast-track-objection": ("duty", DG, AA),
            "remission-told": ("duty", AA, "officer concerned"),
            "reduced-in-rank": ("bar", AA, None),
            "old-reduced-in-rank": ("bar", AA, None),
        }
