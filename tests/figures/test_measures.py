"""Each measure counts what its definition says, once, on the day it says, and nothing that was undone."""

from datetime import date

import pytest

from custodiet.figures.breakdown import HOW_FOUND, RANK, SERVICE_LENGTH, SEX, SOURCE, VALUE
from custodiet.figures.measures import BY_KEY, MEASURES
from custodiet.figures.measures.ends import VALUES, VETTING
from custodiet.figures.period import calendar_year
from custodiet.figures.record import Characteristics
from custodiet.figures.table import NotTabled, lengths, tabled, things
from custodiet.law.steps.investigation import NoticeServed, SeverityAssessed, Suspended
from custodiet.law.steps.outcome import IncludedInBarredList, Quashed, StaffOutcomeDecided
from custodiet.law.steps.people import ApologyAskedFor, ApologyOffered, DismissedOnVettingGrounds, ReviewApplied, ReviewDetermined
from custodiet.law.vocabulary import Capacity, FormOfProceedings, HowFound, Outcome, Rank, Severity
from tests.figures.made import OFFICER, began, case, closed, found, imposed, left, referred_to, to_iopc, withdrawn

DAY, END = date(2024, 3, 1), date(2024, 11, 20)
YEAR = calendar_year(2024)


def number(key, *records, period=YEAR):
    """How many that measure counts."""
    return len(list(things(BY_KEY[key], records, period)))


def values(key, *records, period=YEAR):
    """The classes it puts them in."""
    return sorted(one.value for one in things(BY_KEY[key], records, period))


def test_every_measure_has_a_definition_a_source_and_a_sentence_that_can_be_filled():
    for measure in MEASURES:
        assert measure.definition.endswith(".")
        assert measure.source
        assert "{n:,}" in measure.sentence
        assert measure.sentence.format(n=7, period=YEAR.name) != measure.sentence


def test_a_complaint_counts_on_the_day_it_was_made_and_a_conduct_matter_is_none():
    assert number("complaints-made", case(1, DAY), case(2, DAY, complaint=False), case(3, date(2023, 12, 31))) == 1
    assert values("conduct-matters", case(2, DAY, complaint=False)) == ["recordable conduct matter"]


def test_an_allegation_counts_once_however_often_it_is_put_again():
    record = case(1, DAY, categories=("G2", "D1", ""))
    again = case(2, DAY, *[step for step in record.history if step.about == "allegation-1"])
    assert values("allegations", record) == [
        "D: Access to or disclosure of information",
        "G: Abuse of position or corruption",
        "no category recorded",
    ]
    assert number("allegations", again) == 1


def test_abuse_of_position_is_g2_g3_and_what_is_named_so():
    assert values("abuse-of-position", case(1, DAY, categories=("G2", "G3", "G4", "D1"))) == ["G2", "G3"]


def test_the_gravest_finding_is_counted_for_the_person_and_each_for_the_allegation():
    record = case(1, DAY, found(END, Severity.MISCONDUCT), found(END, Severity.GROSS_MISCONDUCT, "allegation-2"), categories=("G2", "D1"))
    assert values("findings", record) == ["gross misconduct"]
    assert values("findings-by-allegation", record) == ["gross misconduct", "misconduct"]


def test_an_outcome_that_was_quashed_does_not_count_and_another_after_it_does():
    dismissed = imposed(date(2024, 6, 1), Outcome.DISMISSAL_WITHOUT_NOTICE)
    quashed = Quashed(on=date(2024, 7, 1), about=OFFICER, court="High Court")
    assert number("dismissed", case(1, DAY, dismissed)) == 1
    assert number("dismissed", case(1, DAY, dismissed, quashed)) == 0
    assert values("outcomes", case(1, DAY, dismissed, quashed, imposed(END, Outcome.FINAL_WRITTEN_WARNING))) == ["final written warning"]


def test_of_two_outcomes_of_one_day_the_gravest_counts():
    record = case(1, DAY, imposed(END, Outcome.FINAL_WRITTEN_WARNING), imposed(END, Outcome.CASE_DISMISSED))
    assert values("outcomes", record) == ["final written warning"]


def test_dismissed_and_would_have_been_dismissed_stand_apart():
    gone = case(1, DAY, left(date(2024, 5, 1)), imposed(END, Outcome.WOULD_HAVE_BEEN_DISMISSED))
    assert (number("dismissed", gone), number("would-have-been-dismissed", gone), number("left-first", gone)) == (0, 1, 1)


def test_who_left_after_the_outcome_did_not_leave_first():
    assert number("left-first", case(1, DAY, imposed(date(2024, 5, 1), Outcome.WRITTEN_WARNING), left(END))) == 0
    assert number("left-first", case(1, DAY, withdrawn(date(2024, 5, 1)), left(END))) == 0


def test_staff_and_those_who_lost_their_clearance_are_counted_as_what_they_are():
    staff = case(1, DAY, StaffOutcomeDecided(on=END, about=OFFICER, gross=True, dismissed=True), capacity=Capacity.STAFF)
    vetting = case(2, DAY, DismissedOnVettingGrounds(on=END, about=OFFICER))
    assert values("outcomes", staff, vetting) == [VETTING, "staff: dismissed, or would have been"]
    assert set(values("outcomes", staff, vetting)) <= set(VALUES)
    assert number("dismissed", staff, vetting) == 1


def test_a_referral_to_proceedings_that_was_withdrawn_does_not_count():
    referred = referred_to(date(2024, 6, 1), FormOfProceedings.HEARING)
    assert values("referred-to-proceedings", case(1, DAY, referred)) == ["misconduct hearing"]
    assert number("referred-to-proceedings", case(1, DAY, referred, withdrawn(date(2024, 7, 1)))) == 0


def test_suspension_severity_barred_list_and_referral_count_once_a_person_or_step():
    record = case(
        1, DAY, to_iopc(DAY), Suspended(on=END, about=OFFICER, redeployment_inappropriate=True, reason="Needed"),
        SeverityAssessed(on=DAY, about=OFFICER, severity=Severity.MISCONDUCT),
        SeverityAssessed(on=END, about=OFFICER, severity=Severity.GROSS_MISCONDUCT), IncludedInBarredList(on=END, about=OFFICER),
    )  # fmt: skip
    assert (number("suspended", record), number("barred", record), number("referrals", record)) == (1, 1, 1)
    assert values("severity", record) == ["gross misconduct"]


def test_time_runs_from_attention_and_an_inexact_day_is_counted_but_not_measured():
    exact = case(1, DAY, NoticeServed(on=date(2024, 3, 15), about=OFFICER))
    inexact = case(2, DAY, NoticeServed(on=date(2024, 9, 15), not_before=date(2024, 8, 1), about=OFFICER))
    measure = BY_KEY["time-to-notice"]
    told = lengths(measure, things(measure, (exact, inexact), YEAR))
    assert (told.measured, told.unmeasured, told.median, told.in_time, told.share) == (1, 1, 14, 1, 1.0)


def test_time_to_the_end_is_to_the_outcome_or_to_the_closing():
    measure = BY_KEY["time-to-end"]
    decided, shut = case(1, DAY, imposed(END, Outcome.WRITTEN_WARNING), closed(date(2025, 2, 1))), case(2, DAY, closed(END))
    assert [one.days for one in things(measure, (decided, shut), YEAR)] == [264, 264]
    assert number("time-to-hearing", case(3, DAY, began(END, FormOfProceedings.HEARING))) == 1


def test_updates_fall_due_by_the_law_and_are_in_time_late_or_not_done():
    assert "not done" in values("updates", case(1, DAY))
    assert not values("updates", case(2, DAY, complaint=False))


def test_reviews_and_apologies_are_counted_by_what_came_of_them():
    record = case(
        1, DAY, ApologyAskedFor(on=DAY), ReviewApplied(on=DAY), ReviewDetermined(on=END, reasonable_and_proportionate=False),
        ApologyOffered(on=END, given_by="Chief constable", words="We did not believe you, and we were wrong."),
    )  # fmt: skip
    assert values("reviews", record) == ["not reasonable and proportionate"]
    assert values("apologies", record) == ["offered"]
    assert values("apologies", case(2, DAY, ApologyAskedFor(on=DAY))) == ["asked for and not answered"]


def test_how_it_was_found_stands_beside_every_count_and_the_rows_add_up():
    records = [case(n, DAY, imposed(END, Outcome.DISMISSAL_WITHOUT_NOTICE), found=how) for n, how in enumerate(HowFound)]
    table = tabled(BY_KEY["outcomes"], records, YEAR, VALUE, HOW_FOUND)
    assert table.total == len(HowFound)
    assert [table.column_total(column) for column in table.columns] == [1] * len(HowFound) + [0]
    assert tabled(BY_KEY["dismissed"], records, YEAR, SOURCE).row_total("internal") == 3
    assert table.sentence == "In 2024 outcomes were imposed on 7 people."


def test_ranks_and_length_of_service_are_those_of_the_officer_at_the_time():
    record = case(1, DAY, imposed(END, Outcome.NO_ACTION), rank=Rank.SERGEANT, person=Characteristics(joined=date(2020, 1, 1), sex="male"))
    assert tabled(BY_KEY["outcomes"], [record], YEAR, RANK).row_total("sergeant") == 1
    assert tabled(BY_KEY["outcomes"], [record], YEAR, SERVICE_LENGTH).row_total("2 to under 5 years") == 1
    assert tabled(BY_KEY["outcomes"], [case(2, DAY, imposed(END, Outcome.NO_ACTION))], YEAR, SERVICE_LENGTH).row_total("not known") == 1


def test_a_protected_characteristic_stands_in_no_table_of_two():
    assert tabled(BY_KEY["outcomes"], [], YEAR, SEX).total == 0
    with pytest.raises(NotTabled, match="points at single people"):
        tabled(BY_KEY["outcomes"], [], YEAR, SEX, RANK)


def test_what_may_lie_outside_the_period_is_counted_where_it_stands_and_said():
    inexact = Suspended(on=date(2024, 2, 1), not_before=date(2023, 11, 1), about=OFFICER, redeployment_inappropriate=True, reason="Needed")
    table = tabled(BY_KEY["suspended"], [case(1, date(2023, 10, 1), inexact)], YEAR, RANK)
    assert (table.total, len(table.doubtful)) == (1, 1)
