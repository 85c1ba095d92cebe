"""Findings and outcomes: the table by text, body and finding, the filters, the content, and who decides."""

from datetime import date

import pytest

from custodiet.law.rules import outcome_table, outcomes
from custodiet.law.steps import investigation as inv
from custodiet.law.steps import opening as op
from custodiet.law.steps import outcome as out
from custodiet.law.steps import proceedings as pro
from custodiet.law.vocabulary import Capacity, Outcome, Rank
from tests.law.tried import (
    ACCELERATED,
    ALLEGATION,
    DAY,
    GROSS,
    HEARING,
    HONESTY,
    IN_2016,
    IN_2022,
    IN_2025,
    MEETING,
    MISCONDUCT,
    NEITHER,
    PC,
    SPECIAL,
    closed_value,
    decided,
    found,
    known,
    left,
    matter,
    offices,
    one,
    open_values,
    opened,
    reason,
    referred,
    sat,
)  # fmt: skip

NO_ACTION, REFLECT, ADVICE = Outcome.NO_ACTION, Outcome.REFLECTIVE_PRACTICE, Outcome.MANAGEMENT_ADVICE
WRITTEN, FINAL, EXTENDED = Outcome.WRITTEN_WARNING, Outcome.FINAL_WRITTEN_WARNING, Outcome.EXTENSION_OF_FINAL_WRITTEN_WARNING
REDUCED, DISMISSED, ON_NOTICE = Outcome.REDUCTION_IN_RANK, Outcome.DISMISSAL_WITHOUT_NOTICE, Outcome.DISMISSAL_WITH_NOTICE
WOULD_HAVE, CASE_DISMISSED, SENT_BACK = Outcome.WOULD_HAVE_BEEN_DISMISSED, Outcome.CASE_DISMISSED, Outcome.RETURNED_TO_AUTHORITY
BACK = {CASE_DISMISSED, SENT_BACK}


def imposed(outcome, began=IN_2022, months=None, **content):
    return one(out.Imposed, began + 202 * DAY, outcome=outcome, months=months, **content)


def finding(level=GROSS, began=IN_2022, about=ALLEGATION, breaches=(HONESTY,), **content):
    return one(out.Found, began + 201 * DAY, about, level=level, breaches=breaches, **content)


def a_day_before(began, days=1):
    """A last day that lies before the severity assessment of the thirtieth day."""
    return began + (30 - days) * DAY


@pytest.mark.parametrize(
    "began, form, level, open_ones",
    [
        (IN_2022, MEETING, NEITHER, {NO_ACTION, REFLECT}),
        (IN_2022, MEETING, MISCONDUCT, {NO_ACTION, WRITTEN, FINAL}),
        (IN_2022, HEARING, NEITHER, {NO_ACTION, REFLECT}),
        (IN_2022, HEARING, MISCONDUCT, {NO_ACTION, WRITTEN, FINAL, REDUCED, DISMISSED}),
        (IN_2022, HEARING, GROSS, {NO_ACTION, FINAL, REDUCED, DISMISSED}),
        (IN_2022, ACCELERATED, NEITHER, BACK),
        (IN_2022, ACCELERATED, MISCONDUCT, BACK),
        (IN_2022, ACCELERATED, GROSS, {FINAL, REDUCED, DISMISSED}),
        (IN_2025, MEETING, NEITHER, {NO_ACTION, REFLECT}),
        (IN_2025, MEETING, MISCONDUCT, {WRITTEN, FINAL}),
        (IN_2025, HEARING, NEITHER, {NO_ACTION, REFLECT}),
        (IN_2025, HEARING, MISCONDUCT, {WRITTEN, FINAL, REDUCED, DISMISSED}),
        (IN_2025, HEARING, GROSS, {FINAL, REDUCED, DISMISSED}),
        (IN_2025, ACCELERATED, NEITHER, BACK),
        (IN_2025, ACCELERATED, MISCONDUCT, BACK),
        (IN_2025, ACCELERATED, GROSS, {FINAL, REDUCED, DISMISSED}),
        (IN_2016, MEETING, NEITHER, {NO_ACTION}),
        (IN_2016, MEETING, MISCONDUCT, {NO_ACTION, ADVICE, WRITTEN, FINAL}),
        (IN_2016, HEARING, NEITHER, {NO_ACTION}),
        (IN_2016, HEARING, MISCONDUCT, {NO_ACTION, ADVICE, WRITTEN, FINAL}),
        (IN_2016, HEARING, GROSS, {ADVICE, WRITTEN, FINAL, DISMISSED}),
        (IN_2016, SPECIAL, NEITHER, BACK),
        (IN_2016, SPECIAL, MISCONDUCT, BACK),
        (IN_2016, SPECIAL, GROSS, {FINAL, DISMISSED}),
    ],
)
def test_what_is_open_follows_the_text_the_body_and_the_finding(began, form, level, open_ones):
    assert open_values(outcomes, found(began, form, level), out.Imposed) == open_ones


@pytest.mark.parametrize("began", [IN_2022, IN_2025])
@pytest.mark.parametrize(
    "form, level, open_ones",
    [
        (HEARING, NEITHER, {NO_ACTION}),
        (HEARING, MISCONDUCT, {NO_ACTION}),
        (HEARING, GROSS, {WOULD_HAVE, NO_ACTION}),
        (ACCELERATED, NEITHER, {NO_ACTION, *BACK}),
        (ACCELERATED, MISCONDUCT, {NO_ACTION, *BACK}),
        (ACCELERATED, GROSS, {WOULD_HAVE, NO_ACTION}),
    ],
)
def test_a_former_officer_would_have_been_dismissed_or_nothing(began, form, level, open_ones):
    assert open_values(outcomes, found(began, form, level, left(began + 90 * DAY)), out.Imposed) == open_ones


def test_no_presumption_of_dismissal_binds_for_a_former_officer():
    case = found(IN_2025, HEARING, GROSS, left(IN_2025 + 90 * DAY))
    assert reason(outcomes, case, imposed(NO_ACTION, IN_2025)) == ""
    assert reason(outcomes, case, imposed(WOULD_HAVE, IN_2025)) == ""
    said = reason(outcomes, case, imposed(DISMISSED, IN_2025))
    assert "the person has left" in said and "CR20 Sch 1 para 32" in said
    assert "the person has left" in reason(outcomes, case, imposed(REDUCED, IN_2025))
    assert "the person has left" in reason(outcomes, case, imposed(FINAL, IN_2025))
    assert "the person has left" not in reason(outcomes, case, imposed(REFLECT, IN_2025))


def test_a_serving_officer_cannot_be_one_who_would_have_been_dismissed():
    said = reason(outcomes, found(IN_2022), imposed(WOULD_HAVE))
    assert "it takes the place of dismissal only for a person who left" in said and "Choose among: no action" in said
    assert "it takes the place" not in reason(outcomes, found(IN_2022), imposed(ADVICE))


def test_no_dismissal_at_a_meeting():
    said = reason(outcomes, found(IN_2022, MEETING, MISCONDUCT), imposed(DISMISSED))
    assert "“Dismissal without notice” is not open at this misconduct meeting on a finding of misconduct (CR20 42(2))" in said
    assert "Choose among: no action, written warning, final written warning." in said


def test_nothing_is_imposed_before_a_finding_or_a_hearing():
    assert "Finding made on an allegation" in reason(outcomes, sat(IN_2022), imposed(DISMISSED))
    assert "First comes" in closed_value(outcomes, sat(IN_2022), out.Imposed, FINAL)
    assert "No meeting or hearing has begun" in outcome_table.closed(matter(referred(IN_2022)), PC, FINAL)
    assert "No finding stands" in outcome_table.closed(matter(sat(IN_2022)), PC, FINAL)


def test_a_meeting_makes_no_finding_of_gross_misconduct():
    assert "cannot find gross misconduct" in reason(outcomes, sat(IN_2022, MEETING), finding())
    assert reason(outcomes, sat(IN_2022, MEETING), finding(MISCONDUCT)) == ""
    assert reason(outcomes, sat(IN_2022), finding()) == ""
    assert "makes no finding of gross misconduct" in outcome_table.closed(matter(found(IN_2022, MEETING, GROSS)), PC, FINAL)


class TestFilters:
    @pytest.mark.parametrize("began, under", [(IN_2022, "CR20 42(8), 62(3)"), (IN_2016, "CR12 35(7)(a), 55(3)(a)")])
    def test_a_live_final_warning_leaves_neither_warning_open(self, began, under):
        live = found(began, HEARING, MISCONDUCT, final_warning_until=began + 30 * DAY)
        over = found(began, HEARING, MISCONDUCT, final_warning_until=a_day_before(began))
        for warning in (WRITTEN, FINAL):
            said = closed_value(outcomes, live, out.Imposed, warning)
            assert under in said and "was in force at the severity assessment (until" in said
            assert closed_value(outcomes, over, out.Imposed, warning) == ""

    @pytest.mark.parametrize("began, under", [(IN_2022, "CR20 42(7)"), (IN_2016, "CR12 35(6)")])
    def test_a_live_written_warning_leaves_no_second_one(self, began, under):
        live = found(began, HEARING, MISCONDUCT, warning_until=began + 30 * DAY)
        assert under in closed_value(outcomes, live, out.Imposed, WRITTEN)
        assert closed_value(outcomes, live, out.Imposed, FINAL) == ""
        over = found(began, HEARING, MISCONDUCT, warning_until=a_day_before(began))
        assert closed_value(outcomes, over, out.Imposed, WRITTEN) == ""

    def test_warnings_are_read_at_the_first_assessment_not_at_a_later_one(self):
        again = one(inv.SeverityAssessed, IN_2022 + 60 * DAY, severity=GROSS)
        case = found(IN_2022, HEARING, MISCONDUCT, again, warning_until=IN_2022 + 40 * DAY)
        assert closed_value(outcomes, case, out.Imposed, WRITTEN) != ""

    def test_a_refusal_needs_certainty_where_the_day_of_the_assessment_is_open(self):
        between = one(inv.SeverityAssessed, IN_2022 + 30 * DAY, not_before=IN_2022 + 20 * DAY, severity=GROSS)
        for until, refused in ((30, True), (29, False), (20, False), (19, False)):
            case = found(IN_2022, HEARING, MISCONDUCT, between, assessed=False, warning_until=IN_2022 + until * DAY)
            assert bool(closed_value(outcomes, case, out.Imposed, WRITTEN)) is refused
        unknown = found(IN_2022, HEARING, MISCONDUCT, assessed=False, warning_until=IN_2022 + 500 * DAY)
        assert closed_value(outcomes, unknown, out.Imposed, WRITTEN) == ""

    def test_dismissal_for_misconduct_needs_certainty_too(self):
        between = one(inv.SeverityAssessed, IN_2022 + 30 * DAY, not_before=IN_2022 + 20 * DAY, severity=GROSS)
        for until, open_here in ((30, True), (20, True), (19, False)):
            case = found(IN_2022, HEARING, MISCONDUCT, between, assessed=False, final_warning_until=IN_2022 + until * DAY)
            assert (reason(outcomes, case, imposed(DISMISSED)) == "") is open_here

    def test_nobody_is_reduced_in_rank_twice(self):
        case = found(IN_2022, HEARING, GROSS, reduced_in_rank_on=date(2010, 1, 4))
        assert "on 4 January 2010" in closed_value(outcomes, case, out.Imposed, REDUCED)
        assert closed_value(outcomes, case, out.Imposed, FINAL) == ""
        assert closed_value(outcomes, found(IN_2022), out.Imposed, REDUCED) == ""

    def test_where_no_outcome_is_left_that_is_said(self):
        none = found(IN_2025, MEETING, MISCONDUCT, final_warning_until=date(2026, 1, 5))
        assert open_values(outcomes, none, out.Imposed) == set()
        assert "No outcome is left to this body" in closed_value(outcomes, none, out.Imposed, FINAL)
        some = found(IN_2025, MEETING, MISCONDUCT)
        assert "No outcome is left" not in closed_value(outcomes, some, out.Imposed, DISMISSED)
        assert "No outcome is left" not in closed_value(outcomes, sat(IN_2025), out.Imposed, FINAL)

    def test_gross_misconduct_with_a_live_final_warning_leaves_reduction_or_dismissal(self):
        case = found(IN_2025, HEARING, GROSS, final_warning_until=date(2026, 1, 5))
        assert open_values(outcomes, case, out.Imposed) == {REDUCED, DISMISSED}


class TestOld:
    def test_dismissal_for_misconduct_only_with_a_live_final_warning(self):
        said = reason(outcomes, found(IN_2016, HEARING, MISCONDUCT), imposed(ON_NOTICE, IN_2016))
        assert "CR12 35(5)" in said
        live = found(IN_2016, HEARING, MISCONDUCT, final_warning_until=date(2017, 1, 2))
        assert reason(outcomes, live, imposed(ON_NOTICE, IN_2016)) == ""
        assert reason(outcomes, live, imposed(DISMISSED, IN_2016)) == ""
        assert reason(outcomes, found(IN_2016), imposed(DISMISSED, IN_2016)) == ""
        assert "not open" in reason(outcomes, found(IN_2016), imposed(ON_NOTICE, IN_2016))

    def test_a_final_warning_is_extended_only_where_one_is_live_and_circumstances_are_exceptional(self):
        assert "none can be extended" in closed_value(outcomes, found(IN_2016), out.Imposed, EXTENDED)
        live = found(IN_2016, final_warning_until=date(2017, 1, 2))
        assert "exceptional circumstances" in reason(outcomes, live, imposed(EXTENDED, IN_2016, 18))
        assert "exceptional" in reason(outcomes, live, imposed(EXTENDED, IN_2016, 18, exceptional_circumstances="  "))
        assert reason(outcomes, live, imposed(EXTENDED, IN_2016, 18, exceptional_circumstances="Ill health")) == ""
        once = found(IN_2016, final_warning_until=IN_2016 + 400 * DAY, final_warning_extended=True)
        assert "once only" in closed_value(outcomes, once, out.Imposed, EXTENDED)

    def test_final_warnings_need_no_exceptional_circumstances(self):
        assert reason(outcomes, found(IN_2016), imposed(FINAL, IN_2016, 18)) == ""

    def test_the_authority_decides_for_a_senior_officer(self):
        senior = Rank.CHIEF_CONSTABLE
        assert offices(outcomes, found(IN_2016, rank=senior), imposed(FINAL, IN_2016)) == [("CR12 34-35", "appropriate authority")]
        assert offices(outcomes, found(IN_2016, SPECIAL, rank=senior), imposed(FINAL, IN_2016)) == [("CR12 54-55", "appropriate authority")]

    def test_a_former_officer_of_2018_is_advised_on_but_not_refused(self):
        case = found(IN_2016, HEARING, GROSS, left(date(2018, 1, 8)), one(pro.HearingBegan, date(2018, 2, 5), form=HEARING))
        assert offices(outcomes, case, one(out.Imposed, date(2018, 2, 6), outcome=FINAL)) == [
            ("CR12 Sch 3", "chair", "person conducting the proceedings")
        ]
        assert all(power.under.advises for power in known(outcomes, case, one(out.Imposed, date(2018, 2, 6), outcome=FINAL)))
        special = found(IN_2016, SPECIAL, GROSS, left(date(2018, 1, 8)))
        assert offices(outcomes, special, one(out.Imposed, date(2018, 2, 6), outcome=FINAL)) == [
            ("CR12 Sch 3", "chair", "person conducting the proceedings")
        ]


class TestContent:
    def test_gross_misconduct_since_may_2025_means_dismissal_unless_circumstances_are_exceptional(self):
        case = found(IN_2025)
        for outcome, months in ((FINAL, 24), (REDUCED, None)):
            said = reason(outcomes, case, imposed(outcome, IN_2025, months, authority_views_on_rank=True))
            assert "exceptional circumstances" in said and "or choose dismissal" in said
            assert "exceptional" in reason(outcomes, case, imposed(outcome, IN_2025, months, exceptional_circumstances=" "))
            assert (
                reason(outcomes, case, imposed(outcome, IN_2025, months, authority_views_on_rank=True, exceptional_circumstances="Duress"))
                == ""
            )
        assert reason(outcomes, case, imposed(DISMISSED, IN_2025)) == ""

    def test_the_same_holds_at_an_accelerated_hearing(self):
        assert "exceptional" in reason(outcomes, found(IN_2025, ACCELERATED), imposed(FINAL, IN_2025, 24))

    def test_misconduct_since_may_2025_needs_none(self):
        assert reason(outcomes, found(IN_2025, HEARING, MISCONDUCT), imposed(FINAL, IN_2025, 24)) == ""

    def test_gross_misconduct_of_before_needs_none_whenever_it_is_heard(self):
        assert reason(outcomes, found(IN_2022), imposed(FINAL, months=24)) == ""
        late = found(IN_2022, HEARING, GROSS, one(pro.HearingBegan, date(2026, 1, 5), form=HEARING))
        assert reason(outcomes, late, one(out.Imposed, date(2026, 1, 6), outcome=FINAL, months=24)) == ""

    def test_beyond_a_warning_misconduct_needs_several_incidents_or_a_live_final_warning(self):
        case = found(IN_2022, HEARING, MISCONDUCT)
        assert "CR20 42(5)-(6)" in reason(outcomes, case, imposed(DISMISSED))
        assert "CR20 42(5)-(6)" in reason(outcomes, case, imposed(REDUCED, authority_views_on_rank=True))
        assert reason(outcomes, case, imposed(DISMISSED, several_incidents=True)) == ""
        assert reason(outcomes, case, imposed(REDUCED, several_incidents=True, authority_views_on_rank=True)) == ""
        assert reason(outcomes, case, imposed(FINAL, months=24)) == ""
        live = found(IN_2022, HEARING, MISCONDUCT, final_warning_until=date(2023, 1, 2))
        assert reason(outcomes, live, imposed(DISMISSED)) == ""

    def test_before_a_reduction_in_rank_the_authority_is_heard(self):
        assert "CR20 42(12), 62(6)" in reason(outcomes, found(IN_2022), imposed(REDUCED))
        assert reason(outcomes, found(IN_2022), imposed(REDUCED, authority_views_on_rank=True)) == ""

    @pytest.mark.parametrize(
        "began, form, level, outcome, lawful, unlawful",
        [
            (IN_2022, MEETING, MISCONDUCT, WRITTEN, (18,), (None, 17, 19, 12)),
            (IN_2022, HEARING, MISCONDUCT, WRITTEN, (18,), (17, 19)),
            (IN_2022, MEETING, MISCONDUCT, FINAL, (24,), (None, 23, 25, 60)),
            (IN_2022, HEARING, GROSS, FINAL, (24, 36, 60), (None, 23, 61, 72)),
            (IN_2022, ACCELERATED, GROSS, FINAL, (24, 60), (23, 61)),
            (IN_2016, HEARING, MISCONDUCT, WRITTEN, (12,), (11, 13, 18)),
            (IN_2016, HEARING, MISCONDUCT, FINAL, (18,), (17, 19, 24)),
        ],
    )
    def test_a_warning_has_a_lawful_length(self, began, form, level, outcome, lawful, unlawful):
        case = found(began, form, level)
        for months in lawful:
            assert reason(outcomes, case, imposed(outcome, began, months)) == ""
        for months in unlawful:
            said = reason(outcomes, case, imposed(outcome, began, months))
            assert "months" in said and (f"{months} months were entered" if months else "no number of months") in said

    def test_an_extension_is_of_eighteen_months(self):
        live = found(IN_2016, final_warning_until=date(2017, 1, 2))
        assert "exactly 18 months" in reason(outcomes, live, imposed(EXTENDED, IN_2016, 19, exceptional_circumstances="Ill health"))

    def test_the_length_refused_names_the_provision_and_what_to_enter(self):
        said = reason(outcomes, found(IN_2022), imposed(FINAL, months=72))
        assert said == (
            "The length of a final written warning given at a misconduct hearing is from 24 to 60 months (CR20 42(10); 62(4)(b)); "
            "72 months were entered. Enter 24 to 60 months."
        )
        said = reason(outcomes, found(IN_2022, HEARING, MISCONDUCT), imposed(WRITTEN, months=24))
        assert said.startswith("The length of a written warning is exactly 18 months (CR20 42(9)(a)); 24 months were entered.")

    def test_only_a_warning_has_a_length(self):
        assert "Only a warning has a length" in reason(outcomes, found(IN_2022), imposed(DISMISSED, months=12))

    def test_nobody_is_notified_before_the_outcome(self):
        case = found(IN_2022)
        assert "cannot have been notified" in reason(outcomes, case, imposed(FINAL, months=24, notified_on=IN_2022 + 201 * DAY))
        assert reason(outcomes, case, imposed(FINAL, months=24, notified_on=IN_2022 + 202 * DAY)) == ""
        vague = one(out.Imposed, IN_2022 + 210 * DAY, not_before=IN_2022 + 202 * DAY, outcome=FINAL, months=24)
        assert reason(outcomes, case, vague.__class__(**{**_fields(vague), "notified_on": IN_2022 + 203 * DAY})) == ""


def _fields(step):
    return {name: getattr(step, name) for name in ("on", "not_before", "about", "outcome", "months")}


class TestFindings:
    def test_a_finding_names_the_standards_breached_unless_there_was_none(self):
        assert "Choose at least one" in reason(outcomes, sat(IN_2022), finding(breaches=()))
        assert "Choose at least one" in reason(outcomes, sat(IN_2022), finding(MISCONDUCT, breaches=()))
        assert reason(outcomes, sat(IN_2022), finding(NEITHER, breaches=())) == ""

    def test_a_conviction_of_an_indictable_only_offence_is_gross_misconduct_since_may_2025(self):
        new, old = sat(IN_2025, crime=True), sat(IN_2022, crime=True)
        assert "indictable-only" in reason(outcomes, new, finding(MISCONDUCT, IN_2025))
        assert "indictable-only" in reason(outcomes, new, finding(NEITHER, IN_2025, breaches=()))
        assert reason(outcomes, new, finding(GROSS, IN_2025)) == ""
        assert reason(outcomes, old, finding(MISCONDUCT)) == ""
        assert reason(outcomes, sat(IN_2025), finding(MISCONDUCT, IN_2025)) == ""

    def test_it_is_the_conviction_on_that_allegation_that_counts(self):
        other = op.AllegationMade(on=IN_2025, about="allegation-2", officer=PC, conduct="words")
        assert reason(outcomes, sat(IN_2025, HEARING, other, crime=True), finding(MISCONDUCT, IN_2025, "allegation-2")) == ""

    def test_each_allegation_has_its_own_finding_once(self):
        case = found(IN_2022, allegations=2)
        assert "already stands, of 1 October 2022: gross misconduct" in reason(outcomes, case, finding(MISCONDUCT))
        assert reason(outcomes, case, finding(MISCONDUCT, about="allegation-2")) == ""

    def test_the_finding_for_the_officer_is_the_highest(self):
        lower = finding(NEITHER, about="allegation-2", breaches=())
        middle = finding(MISCONDUCT, about="allegation-3")
        case = found(IN_2022, HEARING, GROSS, lower, middle, allegations=3)
        assert open_values(outcomes, case, out.Imposed) == {NO_ACTION, FINAL, REDUCED, DISMISSED}
        case = found(IN_2022, HEARING, NEITHER, middle, allegations=3)
        assert WRITTEN in open_values(outcomes, case, out.Imposed)

    def test_nothing_is_found_before_the_hearing(self):
        assert "Enter its beginning first" in reason(outcomes, referred(IN_2022), finding())
        assert "Enter its beginning first" in reason(outcomes, referred(IN_2016), finding(began=IN_2016))

    def test_another_officer_has_an_outcome_of_his_own(self):
        second = [
            op.SubjectIdentified(on=IN_2022, about="officer-2"),
            op.AllegationMade(on=IN_2022, about="allegation-2", officer="officer-2", conduct="words"),
        ]
        case = decided(IN_2022, DISMISSED, *second)
        assert "already stands" in reason(outcomes, case, imposed(FINAL, months=24))
        assert "First comes" in reason(outcomes, case, one(out.Imposed, IN_2022 + 210 * DAY, "officer-2", outcome=FINAL, months=24))


class TestWhoDecides:
    @pytest.mark.parametrize(
        "began, form, under",
        [
            (IN_2022, HEARING, "CR20 42"),
            (IN_2022, MEETING, "CR20 42"),
            (IN_2022, ACCELERATED, "CR20 62"),
            (IN_2025, HEARING, "CR20 42"),
            (IN_2016, HEARING, "CR12 35"),
            (IN_2016, SPECIAL, "CR12 55"),
        ],
    )
    def test_the_chair_or_the_person_conducting_imposes(self, began, form, under):
        case = found(began, form, MISCONDUCT if form is MEETING else GROSS)
        assert offices(outcomes, case, imposed(FINAL, began)) == [(under, "chair", "person conducting the proceedings")]

    def test_for_a_former_officer_under_schedule_1(self):
        gone = left(IN_2022 + 90 * DAY)
        assert offices(outcomes, found(IN_2022, HEARING, GROSS, gone), imposed(FINAL))[0][0] == "CR20 Sch 1 para 32"
        assert offices(outcomes, found(IN_2022, ACCELERATED, GROSS, gone), imposed(FINAL))[0][0] == "CR20 Sch 1 para 39"

    def test_findings_are_theirs_too(self):
        assert offices(outcomes, sat(IN_2022), finding()) == [
            ("CR20 41(15)-(16); 61(15)-(16)", "chair", "person conducting the proceedings")
        ]
        assert offices(outcomes, sat(IN_2016), finding(began=IN_2016)) == [
            ("CR12 33; 53(13)-(14)", "chair", "person conducting the proceedings")
        ]

    def test_staff_are_outside_and_the_force_decides_once(self):
        staff = opened(IN_2022, capacity=Capacity.STAFF)
        decision = one(out.StaffOutcomeDecided, IN_2022 + 100 * DAY, gross=True, dismissed=True)
        assert known(outcomes, staff, imposed(FINAL)) == [] and known(outcomes, staff, finding()) == []
        assert offices(outcomes, staff, decision) == [("Policy on staff discipline", "appropriate authority")]
        assert reason(outcomes, staff, decision) == ""
        twice = opened(IN_2022, decision, capacity=Capacity.STAFF)
        assert "already stands" in reason(outcomes, twice, decision)
        quashed = opened(IN_2022, decision, one(out.Quashed, IN_2022 + 150 * DAY, court="Tribunal"), capacity=Capacity.STAFF)
        assert reason(outcomes, quashed, one(out.StaffOutcomeDecided, IN_2022 + 160 * DAY, gross=True, dismissed=False)) == ""
        assert known(outcomes, found(IN_2022), decision) == []


class TestUndone:
    def quashed(self, *more):
        undone = one(out.Quashed, IN_2022 + 300 * DAY, court="Court of Appeal")
        return decided(IN_2022, FINAL, undone, one(out.Remitted, IN_2022 + 300 * DAY, court="Court of Appeal"), *more, months=24)

    def test_a_second_outcome_needs_the_first_to_be_undone(self):
        again = one(out.Imposed, IN_2022 + 400 * DAY, outcome=DISMISSED)
        assert "already stands" in reason(outcomes, decided(IN_2022, FINAL, months=24), again)
        assert "Enter its beginning first" in reason(outcomes, self.quashed(), again)
        fresh = one(pro.HearingBegan, IN_2022 + 390 * DAY, form=HEARING)
        assert reason(outcomes, self.quashed(fresh), again) == ""
        assert "already stands" in reason(outcomes, self.quashed(fresh, again), again)

    def test_a_finding_may_be_made_again_too(self):
        fresh = one(pro.HearingBegan, IN_2022 + 390 * DAY, form=HEARING)
        again = one(out.Found, IN_2022 + 391 * DAY, ALLEGATION, level=MISCONDUCT, breaches=(HONESTY,))
        assert "Enter its beginning first" in reason(outcomes, self.quashed(), again)
        assert reason(outcomes, self.quashed(fresh), again) == ""
        assert WRITTEN in open_values(outcomes, self.quashed(fresh, again), out.Imposed)

    def test_remittal_alone_or_quashing_alone_undoes(self):
        for kind in (out.Quashed, out.Remitted):
            undone = decided(IN_2022, FINAL, one(kind, IN_2022 + 300 * DAY, court="High Court"), months=24)
            fresh = one(pro.HearingBegan, IN_2022 + 390 * DAY, form=HEARING)
            history = undone.with_step(fresh)
            assert reason(outcomes, history, one(out.Imposed, IN_2022 + 400 * DAY, outcome=DISMISSED)) == ""

    def test_another_officers_success_undoes_nothing(self):
        other = op.SubjectIdentified(on=IN_2022, about="officer-2")
        case = decided(IN_2022, FINAL, other, one(out.Quashed, IN_2022 + 300 * DAY, "officer-2", court="High Court"), months=24)
        assert "already stands" in reason(outcomes, case, one(out.Imposed, IN_2022 + 400 * DAY, outcome=DISMISSED))


class TestOnAppeal:
    def appealed(self, began=IN_2022, allowed=True, *more):
        determined = one(out.MeetingAppealDetermined, began + 220 * DAY, allowed=allowed)
        return decided(began, WRITTEN, determined, *more, form=MEETING, level=MISCONDUCT, months=18)

    def again(self, outcome=NO_ACTION, began=IN_2022, **content):
        return one(out.Imposed, began + 220 * DAY, outcome=outcome, **content)

    @pytest.mark.parametrize("began, under, meeting", [(IN_2022, "CR20 47(1)", "CR20 42"), (IN_2016, "CR12 40(5)", "CR12 35")])
    def test_an_allowed_appeal_decides_in_place_of_the_meeting(self, began, under, meeting):
        case = self.appealed(began)
        by = (under, "person determining the appeal")
        assert offices(outcomes, case, self.again(began=began)) == [(meeting, "chair", "person conducting the proceedings"), by]
        assert reason(outcomes, case, self.again(began=began)) == ""
        afresh = one(out.Found, began + 220 * DAY, ALLEGATION, level=NEITHER)
        assert offices(outcomes, case, afresh)[-1] == by
        assert reason(outcomes, case, afresh) == ""

    def test_it_decides_once(self):
        case = self.appealed(IN_2022, True, self.again(), one(out.Found, IN_2022 + 220 * DAY, ALLEGATION, level=NEITHER))
        powers = known(outcomes, case, self.again())
        assert "already stands" in powers[-1].refusal(matter(case), PC)
        found_again = known(outcomes, case, finding())
        assert "already stands" in found_again[-1].refusal(matter(case), ALLEGATION)

    def test_it_may_do_only_what_the_meeting_could(self):
        case = self.appealed()
        admits = known(outcomes, case, self.again())[-1].admits
        assert "not open at this misconduct meeting" in admits(matter(case), self.again(DISMISSED))

    def test_what_it_decides_runs_from_the_notice_of_the_meetings_outcome(self):
        again = self.again(FINAL, months=24, notified_on=IN_2022 + 202 * DAY)
        assert reason(outcomes, self.appealed(), again) == ""

    def test_a_dismissed_appeal_changes_nothing(self):
        assert offices(outcomes, self.appealed(IN_2022, False), self.again()) == [("CR20 42", "chair", "person conducting the proceedings")]

    @pytest.mark.parametrize("result, decides", [("varied", True), (" Varied", True), ("quashed", False), ("dismissed", False)])
    def test_the_tribunal_decides_where_it_varies(self, result, decides):
        appeal = one(out.TribunalAppealDetermined, IN_2022 + 300 * DAY, result=result)
        case = decided(IN_2022, DISMISSED, appeal)
        again = one(out.Imposed, IN_2022 + 300 * DAY, outcome=FINAL, months=24)
        assert (("PA96 s.85(2)", "Police Appeals Tribunal") in offices(outcomes, case, again)) is decides
        assert (reason(outcomes, case, again) == "") is decides

    def test_a_later_quashing_or_hearing_takes_the_decision_from_the_appeal(self):
        for later in (one(out.Quashed, IN_2022 + 230 * DAY, court="High Court"), one(pro.HearingBegan, IN_2022 + 230 * DAY, form=MEETING)):
            assert len(offices(outcomes, self.appealed(IN_2022, True, later), self.again())) == 1

    def test_a_closed_case_does_not_bind_the_tribunal(self):
        appeal = one(out.TribunalAppealDetermined, IN_2022 + 300 * DAY, result="varied")
        case = decided(IN_2022, DISMISSED, appeal, op.CaseClosed(on=IN_2022 + 250 * DAY))
        assert reason(outcomes, case, one(out.Imposed, IN_2022 + 300 * DAY, outcome=FINAL, months=24)) == ""
