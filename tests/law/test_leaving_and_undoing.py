"""What leaving sets in motion under Part 3A and on the lists, and what an undone dismissal leaves to be said."""

from datetime import date

import pytest

from custodiet.law.rules import appeals, former_officers, lists
from custodiet.law.steps import investigation as inv
from custodiet.law.steps import opening as op
from custodiet.law.steps import outcome as out
from custodiet.law.steps import proceedings as pro
from custodiet.law.vocabulary import Capacity, Departure, ModeOfInvestigation, Outcome
from tests.law.tried import (
    ACCELERATED,
    DAY,
    GROSS,
    HEARING,
    IN_2022,
    IN_2025,
    MISCONDUCT,
    PC,
    decided,
    ends,
    left,
    matter,
    offices,
    one,
    opened,
    reason,
    referred,
    reported,
    sat,
)  # fmt: skip

DISMISSED = Outcome.DISMISSAL_WITHOUT_NOTICE


class TestPart3A:
    name = "case-to-answer-former"

    def test_the_time_runs_from_the_report(self):
        assert date(2025, 9, 10) == (IN_2025 + 100 * DAY)
        for day in (90, 105):
            assert ends(former_officers, reported(IN_2025, None, left(IN_2025 + day * DAY)), self.name) == [date(2025, 10, 1)]

    def test_or_from_leaving_after_a_referral(self):
        case = referred(IN_2025, HEARING, left(IN_2025 + 125 * DAY))
        assert ends(former_officers, case, self.name) == [date(2025, 10, 24)]

    def test_or_from_the_return_of_an_accelerated_case(self):
        back = one(pro.RemittedToPart4, IN_2025 + 130 * DAY, reason="Conditions gone")
        case = reported(IN_2025, None, left(IN_2025 + 90 * DAY), back)
        assert ends(former_officers, case, self.name) == [date(2025, 10, 1), date(2025, 10, 31)]

    def test_not_where_the_director_general_decides(self):
        case = reported(IN_2025, None, left(IN_2025 + 90 * DAY), mode=ModeOfInvestigation.INDEPENDENT)
        assert ends(former_officers, case, self.name) == []

    def test_a_late_wish_for_a_hearing_must_have_been_granted_and_arrive_before_the_hearing(self):
        told = one(out.ChoiceOfHearingNotified, date(2025, 9, 22))
        case = reported(IN_2025, GROSS, left(IN_2025 + 90 * DAY), told)
        assert reason(former_officers, case, one(out.OptedForHearing, date(2025, 10, 6))) == ""
        assert "ended on 6 October 2025" in reason(former_officers, case, one(out.OptedForHearing, date(2025, 10, 7)))
        assert reason(former_officers, case, one(out.OptedForHearing, date(2025, 10, 7), late=True)) == ""
        begun = sat(IN_2025, ACCELERATED, left(IN_2025 + 90 * DAY), told)
        assert "must arrive before it" in reason(former_officers, begun, one(out.OptedForHearing, date(2026, 1, 5), late=True))
        assert offices(former_officers, case, one(out.OptedForHearing, date(2025, 10, 6)))[0][1:] == (
            "officer concerned", "recorder of the force", "person conducting the proceedings", "chair",
        )  # fmt: skip
        without = reported(IN_2025, GROSS, left(IN_2025 + 90 * DAY))
        (power,) = [p for p in former_officers.POWERS if p.step is out.OptedForHearing]
        assert power.admits(matter(without), one(out.OptedForHearing, date(2025, 10, 7))) == ""


class TestAdvisoryList:
    name = "advisory-report"

    def test_the_report_runs_from_the_later_of_leaving_and_the_allegation(self):
        assert ends(lists, opened(IN_2022, left(date(2022, 5, 3))), self.name) == [date(2022, 5, 9)]
        assert ends(lists, opened(IN_2022, left(date(2022, 2, 1))), self.name) == [date(2022, 3, 18)]

    def test_only_gross_misconduct_counts_once_it_is_assessed(self):
        lesser = one(inv.SeverityAssessed, IN_2022 + 40 * DAY, severity=MISCONDUCT)
        assert ends(lists, opened(IN_2022, lesser, left(date(2022, 5, 3))), self.name) == []
        assert ends(lists, opened(IN_2022, left(date(2022, 5, 3)), assessed=False), self.name) == [date(2022, 5, 9)]

    def test_the_dismissed_go_on_the_other_list(self):
        assert ends(lists, opened(IN_2022, left(date(2022, 5, 3), how=Departure.DISMISSED)), self.name) == []

    def test_staff_who_leave_are_reported_and_volunteers_by_their_own_rule(self):
        assert ends(lists, opened(IN_2022, left(date(2022, 5, 3)), capacity=Capacity.STAFF), self.name) == [date(2022, 5, 9)]
        assert ends(lists, opened(IN_2022, left(date(2022, 5, 3)), capacity=Capacity.VOLUNTEER), self.name) == []

    def test_the_list_began_on_15_december_2017(self):
        began = date(2017, 10, 2)
        assert ends(lists, opened(began, left(date(2017, 12, 14))), self.name) == []
        assert ends(lists, opened(began, left(date(2017, 12, 15))), self.name) == [date(2017, 12, 21)]

    def test_nobody_is_reported_who_stays(self):
        assert ends(lists, opened(IN_2022), self.name) == []

    def test_another_officers_allegation_does_not_count(self):
        apart = matter(opened(IN_2022, op.SubjectIdentified(on=IN_2022, about="officer-2"), left(date(2022, 5, 3))))
        assert [d.about for d in lists.duties(apart) if d.id == self.name] == [PC]


class TestUndone:
    def case(self, *more):
        return decided(IN_2022, DISMISSED, *more)

    reported = one(out.ReportedToBarredList, IN_2022 + 204 * DAY)

    @pytest.mark.parametrize(
        "undone",
        [
            one(out.Quashed, date(2023, 3, 6), court="High Court"),
            one(out.Remitted, date(2023, 3, 6), court="High Court"),
            one(out.TribunalAppealDetermined, date(2023, 3, 6), result="varied"),
        ],
    )
    def test_the_college_is_told_once_what_it_was_told_is_undone(self, undone):
        assert ends(lists, self.case(self.reported, undone), "barred-set-aside") == [date(2023, 3, 10)]
        assert ends(lists, self.case(undone), "barred-set-aside") == []
        twice = one(out.Remitted, date(2023, 3, 7), court="High Court")
        assert ends(lists, self.case(self.reported, undone, twice), "barred-set-aside") == [date(2023, 3, 10)]
        assert "No dismissal" in reason(lists, self.case(undone), one(out.ReportedToBarredList, date(2023, 3, 8)))
        assert reason(lists, self.case(self.reported, undone), one(out.SetAsideNoticeSent, date(2023, 3, 8))) == ""

    def test_a_dismissal_that_stands_is_reported_and_never_set_aside(self):
        assert ends(lists, self.case(self.reported), "barred-set-aside") == []
        assert reason(lists, self.case(), self.reported) == ""
        other = one(out.Quashed, date(2023, 3, 6), "officer-2", court="High Court")
        beside = self.case(self.reported, op.SubjectIdentified(on=IN_2022, about="officer-2"), other)
        assert ends(lists, beside, "barred-set-aside") == []
        assert reason(lists, beside, one(out.ReportedToBarredList, date(2023, 3, 8))) == ""

    def test_remittal_ends_the_duty_to_report(self):
        assert ends(lists, self.case(), "barred-report") == [date(2022, 10, 7)]
        assert ends(lists, self.case(one(out.Remitted, date(2022, 10, 4), court="High Court")), "barred-report") == []

    def test_only_conduct_cases_are_published(self):
        for content in ({"gross_incompetence": True}, {"performance_only": True}):
            assert ends(lists, self.case(one(out.IncludedInBarredList, date(2022, 10, 6), **content)), "barred-first-publication") == []


class TestTribunal:
    def test_its_result_is_one_of_five(self):
        (power,) = [p for p in appeals.POWERS if p.step is out.TribunalAppealDetermined]
        for result in ("upheld", "Varied", "quashed", "remitted", " dismissed"):
            assert power.admits(matter(opened(IN_2022)), one(out.TribunalAppealDetermined, date(2023, 3, 6), result=result)) == ""
        said = power.admits(matter(opened(IN_2022)), one(out.TribunalAppealDetermined, date(2023, 3, 6), result="allowed"))
        assert "“allowed” is no result" in said and "upheld, varied, quashed, remitted, dismissed" in said

    def test_it_may_remit_without_a_quashing(self):
        remitted = one(out.Remitted, date(2023, 3, 7), court="Police Appeals Tribunal")
        determined = one(out.TribunalAppealDetermined, date(2023, 3, 6), result="remitted")
        assert reason(appeals, decided(IN_2022, DISMISSED, determined), remitted) == ""

    def test_an_employment_tribunal_may_set_aside_the_dismissal_of_staff(self):
        staff = opened(IN_2022, one(out.StaffOutcomeDecided, date(2022, 6, 1), gross=True, dismissed=True), capacity=Capacity.STAFF)
        assert reason(appeals, staff, one(out.Quashed, date(2023, 3, 6), court="Employment Tribunal")) == ""
