"""How long warnings last, what a career break does to them, and what follows a reduction in rank or notice of dismissal."""

from datetime import date

import pytest

from custodiet.law.rules import case_to_answer, outcomes
from custodiet.law.steps import opening as op
from custodiet.law.steps import outcome as out
from custodiet.law.steps import proceedings as pro
from custodiet.law.vocabulary import Outcome
from tests.law.tried import (
    ACCELERATED,
    HEARING,
    IN_2016,
    IN_2022,
    IN_2025,
    MEETING,
    MISCONDUCT,
    decided,
    duties,
    ends,
    found,
    matter,
    offices,
    one,
    opened,
    reason,
)  # fmt: skip

WRITTEN, FINAL = Outcome.WRITTEN_WARNING, Outcome.FINAL_WRITTEN_WARNING
EXTENDED, ON_NOTICE = Outcome.EXTENSION_OF_FINAL_WRITTEN_WARNING, Outcome.DISMISSAL_WITH_NOTICE


def warned(outcome, months, notified, *more, began=IN_2022, form=HEARING, **about):
    imposed = one(out.Imposed, notified, outcome=outcome, months=months, notified_on=notified)
    return found(began, form, MISCONDUCT, imposed, *more, **about)


def taken(first, last):
    return one(out.CareerBreakTaken, first, ended_on=last)


@pytest.mark.parametrize(
    "outcome, months, notified, name, last",
    [
        (WRITTEN, 18, date(2025, 2, 20), "ww", date(2026, 8, 19)),
        (FINAL, 24, date(2025, 2, 20), "fww", date(2027, 2, 19)),
        (FINAL, 60, date(2025, 2, 20), "fww", date(2030, 2, 19)),
        (FINAL, 36, date(2025, 2, 20), "fww", date(2028, 2, 19)),
        (WRITTEN, 18, date(2024, 3, 1), "ww", date(2025, 8, 31)),
        (WRITTEN, 18, date(2024, 8, 31), "ww", date(2026, 2, 28)),
        (WRITTEN, None, date(2024, 3, 1), "ww", date(2025, 8, 31)),
        (FINAL, None, date(2025, 2, 20), "fww", date(2027, 2, 19)),
    ],
)
def test_a_warning_lasts_the_months_given_beginning_with_the_day_notified(outcome, months, notified, name, last):
    assert ends(outcomes, warned(outcome, months, notified), name) == [last]


def test_the_period_shown_is_the_one_given():
    (duty,) = [d for d in outcomes.duties(matter(warned(FINAL, 60, date(2025, 2, 20)))) if d.id == "fww"]
    assert duty.period == "60 months" and duty.began_on == date(2025, 2, 20) and duty.kind == "in force"


def test_the_day_of_the_outcome_counts_where_no_other_day_of_notification_is_given():
    imposed = one(out.Imposed, date(2025, 2, 20), outcome=WRITTEN, months=18)
    assert ends(outcomes, found(IN_2022, HEARING, MISCONDUCT, imposed), "ww") == [date(2026, 8, 19)]


def test_a_day_of_notification_that_is_not_known_gives_no_end():
    vague = one(out.Imposed, date(2025, 2, 20), not_before=date(2025, 2, 1), outcome=WRITTEN, months=18)
    assert ends(outcomes, found(IN_2022, HEARING, MISCONDUCT, vague), "ww") == [None]
    known = one(out.Imposed, date(2025, 2, 20), not_before=date(2025, 2, 1), outcome=WRITTEN, months=18, notified_on=date(2025, 2, 20))
    assert ends(outcomes, found(IN_2022, HEARING, MISCONDUCT, known), "ww") == [date(2026, 8, 19)]


def test_other_outcomes_start_no_warning():
    case = warned(WRITTEN, 18, date(2025, 2, 20))
    assert ends(outcomes, case, "fww") == ends(outcomes, case, "fww-max") == ends(outcomes, case, "old-ww") == []
    assert ends(outcomes, warned(FINAL, 24, date(2025, 2, 20)), "ww") == []


class TestCareerBreak:
    def test_it_is_left_out(self):
        case = warned(WRITTEN, 18, date(2024, 3, 1), taken(date(2025, 1, 1), date(2025, 6, 30)))
        assert ends(outcomes, case, "ww") == [date(2026, 2, 28)]

    def test_two_are_left_out_and_the_second_may_begin_in_the_time_added(self):
        first, second = taken(date(2025, 1, 1), date(2025, 6, 30)), taken(date(2026, 2, 28), date(2026, 3, 9))
        assert ends(outcomes, warned(WRITTEN, 18, date(2024, 3, 1), first, second), "ww") == [date(2026, 3, 10)]

    def test_one_that_begins_when_the_warning_is_over_counts_nothing(self):
        on_the_last_day = taken(date(2025, 8, 31), date(2025, 8, 31))
        after_it = taken(date(2025, 9, 1), date(2025, 9, 30))
        assert ends(outcomes, warned(WRITTEN, 18, date(2024, 3, 1), on_the_last_day), "ww") == [date(2025, 9, 1)]
        assert ends(outcomes, warned(WRITTEN, 18, date(2024, 3, 1), after_it), "ww") == [date(2025, 8, 31)]

    def test_one_under_way_counts_from_the_day_of_the_warning(self):
        before = taken(date(2024, 2, 1), date(2024, 3, 10))
        assert ends(outcomes, warned(WRITTEN, 18, date(2024, 3, 1), before), "ww") == [date(2025, 9, 10)]

    def test_one_that_ended_before_counts_nothing(self):
        long_before = taken(date(2024, 1, 1), date(2024, 1, 31))
        assert ends(outcomes, warned(WRITTEN, 18, date(2024, 3, 1), long_before), "ww") == [date(2025, 8, 31)]

    def test_one_that_ended_on_the_eve_counts_nothing(self):
        eve = taken(date(2024, 2, 1), date(2024, 2, 29))
        assert ends(outcomes, warned(WRITTEN, 18, date(2024, 3, 1), eve), "ww") == [date(2025, 8, 31)]

    def test_it_needs_a_warning_and_an_end_after_its_beginning(self):
        case = warned(FINAL, 24, date(2024, 3, 1))
        assert reason(outcomes, case, taken(date(2025, 1, 1), date(2025, 1, 1))) == ""
        assert "cannot end on 31 December 2024" in reason(outcomes, case, taken(date(2025, 1, 1), date(2024, 12, 31)))
        assert "No warning is in force" in reason(outcomes, found(IN_2022), taken(date(2025, 1, 1), date(2025, 2, 1)))
        dismissed = decided(IN_2022, Outcome.DISMISSAL_WITHOUT_NOTICE)
        assert "No warning is in force" in reason(outcomes, dismissed, taken(date(2025, 1, 1), date(2025, 2, 1)))
        assert offices(outcomes, case, taken(date(2025, 1, 1), date(2025, 1, 1))) == [
            ("CR20 42(11); 62(5)", "appropriate authority", "recorder of the force")
        ]

    def test_it_may_be_entered_after_the_case_was_closed(self):
        closed = warned(FINAL, 24, date(2024, 3, 1), op.CaseClosed(on=date(2024, 4, 1)))
        assert reason(outcomes, closed, taken(date(2025, 1, 1), date(2025, 2, 1))) == ""

    def test_an_end_that_was_moved_is_not_moved_again(self):
        moved = op.PeriodExtended(on=date(2025, 2, 1), clock="ww", until=date(2025, 12, 31), reason="By order")
        case = warned(WRITTEN, 18, date(2024, 3, 1), moved, taken(date(2025, 1, 1), date(2025, 6, 30)))
        assert ends(outcomes, case, "ww") == [date(2025, 12, 31)]


class TestLongest:
    def test_five_years_are_the_most_at_a_hearing(self):
        for form in (HEARING, ACCELERATED):
            assert ends(outcomes, warned(FINAL, 24, date(2025, 2, 20), form=form), "fww-max") == [date(2030, 2, 19)]

    def test_at_a_meeting_there_is_no_longer_one(self):
        assert ends(outcomes, warned(FINAL, 24, date(2025, 2, 20), form=MEETING), "fww-max") == []

    def test_the_old_regulations_have_none(self):
        assert ends(outcomes, warned(FINAL, 18, date(2017, 2, 20), began=IN_2016), "fww-max") == []


class TestOld:
    def test_a_warning_runs_from_the_day_it_takes_effect(self):
        assert ends(outcomes, warned(WRITTEN, 12, date(2017, 2, 20), began=IN_2016), "old-ww") == [date(2018, 2, 20)]
        assert ends(outcomes, warned(FINAL, 18, date(2017, 2, 20), began=IN_2016), "old-fww") == [date(2018, 8, 20)]
        assert ends(outcomes, warned(WRITTEN, 12, date(2017, 2, 20), began=IN_2016), "ww") == []

    def test_a_career_break_is_left_out_there_too(self):
        case = warned(WRITTEN, 12, date(2017, 2, 20), taken(date(2017, 3, 1), date(2017, 3, 10)), began=IN_2016)
        assert ends(outcomes, case, "old-ww") == [date(2018, 3, 2)]

    def test_an_extension_runs_from_the_day_the_warning_would_have_ended(self):
        case = warned(EXTENDED, 18, date(2017, 2, 20), began=IN_2016, final_warning_until=date(2017, 5, 2))
        assert ends(outcomes, case, "old-fww-extension") == [date(2018, 11, 2)]
        assert ends(outcomes, warned(EXTENDED, 18, date(2017, 2, 20), began=IN_2016), "old-fww-extension") == []
        other = warned(FINAL, 18, date(2017, 2, 20), began=IN_2016, final_warning_until=date(2017, 5, 2))
        assert ends(outcomes, other, "old-fww-extension") == []

    def test_dismissal_with_notice_takes_effect_after_28_days_at_the_earliest(self):
        case = warned(ON_NOTICE, None, date(2017, 2, 20), began=IN_2016)
        assert ends(outcomes, case, "old-dismissal-notice") == [date(2017, 3, 20)]


def test_what_was_undone_is_in_force_no_longer():
    for undone in (
        one(out.Quashed, date(2025, 5, 1), court="High Court"),
        one(out.Remitted, date(2025, 5, 1), court="High Court"),
        one(out.MeetingAppealDetermined, date(2025, 5, 1), allowed=True),
        one(out.TribunalAppealDetermined, date(2025, 5, 1), result="Varied"),
        one(out.TribunalAppealDetermined, date(2025, 5, 1), result="quashed"),
        one(out.TribunalAppealDetermined, date(2025, 5, 1), result="remitted "),
    ):
        assert ends(outcomes, warned(FINAL, 24, date(2025, 2, 20), undone), "fww") == []
    for confirmed in (
        one(out.MeetingAppealDetermined, date(2025, 5, 1), allowed=False),
        one(out.TribunalAppealDetermined, date(2025, 5, 1), result="dismissed"),
    ):
        assert ends(outcomes, warned(FINAL, 24, date(2025, 2, 20), confirmed), "fww") == [date(2027, 2, 19)]


def test_the_outcome_imposed_afresh_is_in_force():
    undone, sat = one(out.Quashed, date(2025, 5, 1), court="High Court"), one(pro.HearingBegan, date(2025, 9, 1), form=HEARING)
    again = one(out.Imposed, date(2025, 9, 1), outcome=FINAL, months=48)
    assert ends(outcomes, warned(FINAL, 24, date(2025, 2, 20), undone, sat, again), "fww") == [date(2029, 8, 31)]


class TestReductionInRank:
    def test_it_forces_a_hearing_for_two_years_and_for_eighteen_months_before(self):
        assert ends(case_to_answer, opened(IN_2022, reduced_in_rank_on=date(2020, 6, 30)), "reduced-in-rank") == [date(2022, 6, 30)]
        assert ends(case_to_answer, opened(IN_2016, reduced_in_rank_on=date(2015, 6, 30)), "old-reduced-in-rank") == [date(2016, 12, 30)]

    def test_there_is_no_such_day_without_a_reduction_or_under_the_other_regulations(self):
        assert ends(case_to_answer, opened(IN_2022), "reduced-in-rank") == []
        assert ends(case_to_answer, opened(IN_2022, reduced_in_rank_on=date(2020, 6, 30)), "old-reduced-in-rank") == []
        assert ends(case_to_answer, opened(IN_2016, reduced_in_rank_on=date(2015, 6, 30)), "reduced-in-rank") == []


def test_every_limit_says_who_owes_it_and_what_kind_it_is():
    table = {c.id: (str(c.kind), c.owed_by.value) for c in outcomes.CLOCKS}
    assert table == {
        "ww": ("in force", "officer concerned"),
        "fww": ("in force", "officer concerned"),
        "fww-max": ("bar", "chair"),
        "old-ww": ("in force", "officer concerned"),
        "old-fww": ("in force", "officer concerned"),
        "old-fww-extension": ("in force", "officer concerned"),
        "old-dismissal-notice": ("bar", "chair"),
    }
    assert duties(outcomes, opened(IN_2025), "ww") == []
