"""What is refused, in which words, and under which provision: each refusal beside the lawful neighbour case."""

from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest

from custodiet.law.calendar import DAY
from custodiet.law.instruments import CONDUCT
from custodiet.law.position import NotOpen, admit, correct, position
from custodiet.law.steps import History
from custodiet.law.steps import investigation as inv
from custodiet.law.steps import opening as op
from custodiet.law.steps import outcome as out
from custodiet.law.steps import proceedings as pro
from custodiet.law.story import load, replay
from custodiet.law.vocabulary import FormOfProceedings, Office, Outcome, Seat, Severity, Stage

ROOT = Path(__file__).resolve().parents[2]
TODAY = date(2024, 1, 10)
AA, CHAIR = Office.APPROPRIATE_AUTHORITY, Office.CHAIR
PC = "officer-1"
LQC = (Seat.LEGALLY_QUALIFIED_CHAIR, Seat.POLICE_MEMBER, Seat.LISTED_PERSON)


@cache
def whole(name="one"):
    story = load((ROOT / "demo" / "stories" / f"{name}.yaml").read_text(encoding="utf-8"))
    return replay(story, TODAY)


def before(kind, name="one"):
    history = whole(name)
    return history.before(history.first(kind))


def refused(history, step, by=AA, today=TODAY):
    with pytest.raises(NotOpen) as refusal:
        admit(history, step, by, today)
    return refusal.value.reason


def test_a_day_in_the_future_is_refused_with_todays_date():
    words = refused(before(inv.Referred), inv.InvestigationResumed(on=TODAY + timedelta(days=1)))
    assert "11 January 2024 lies in the future (today is 10 January 2024)" in words


def test_a_day_before_the_matter_began_is_refused_unless_the_step_may_precede_it():
    words = refused(whole(), inv.OverrunReported(on=date(2022, 3, 13), reason="x"))
    assert "before the matter began (“Complaint made”, 14 March 2022)" in words
    left = out.OfficerLeft(on=date(2022, 3, 1), about=PC)
    assert admit(before(inv.InvestigatorAppointed), left, Office.RECORDER, TODAY).has(out.OfficerLeft)


def test_a_step_out_of_order_names_the_one_that_comes_first():
    words = refused(before(inv.SeverityAssessed), inv.NoticeServed(on=date(2022, 4, 6), about=PC), Office.INVESTIGATOR)
    assert "Severity assessed" in words


def test_an_office_that_may_not_decide_is_told_whose_decision_it_is():
    imposed = whole().first(out.Imposed)
    words = refused(whole().before(imposed), imposed, Office.INVESTIGATOR)
    assert "The investigator may not take this step" in words and "chair" in words
    assert admit(whole().before(imposed), imposed, CHAIR, TODAY).has(out.Imposed)


def test_six_years_are_too_long_for_a_final_written_warning_and_five_are_not():
    imposed = whole("two").first(out.Imposed)
    history = whole("two").before(imposed)
    assert "CR20 42" in refused(history, replace(imposed, months=72), CHAIR)
    assert admit(history, replace(imposed, months=60), CHAIR, TODAY)
    assert refused(history, replace(imposed, months=23), CHAIR)


def test_a_former_officer_is_not_dismissed_and_a_serving_one_not_found_to_have_been():
    imposed = whole().first(out.Imposed)
    assert refused(whole().before(imposed), replace(imposed, outcome=Outcome.DISMISSAL_WITHOUT_NOTICE), CHAIR)
    other = whole("two").first(out.Imposed)
    wrong = replace(other, outcome=Outcome.WOULD_HAVE_BEEN_DISMISSED, months=None)
    assert refused(whole("two").before(other), wrong, CHAIR)


def test_no_warning_where_a_final_one_is_in_force():
    imposed = whole("two").first(out.Imposed)
    steps = [
        replace(step, final_warning_until=date(2022, 6, 30)) if isinstance(step, op.SubjectIdentified) else step
        for step in whole("two").before(imposed)
    ]
    assert "42(8)" in refused(History(steps), imposed, CHAIR)


def test_a_panel_must_sit_as_the_history_says():
    panel = whole("two").first(pro.PanelAppointed)
    history = whole("two").before(panel)
    chief = (Seat.CHIEF_OFFICER_CHAIR, Seat.LAY_MEMBER_WITH_EXPERIENCE, Seat.LAY_MEMBER, Seat.LEGALLY_QUALIFIED_ADVISER)
    assert "legally qualified chair" in refused(history, replace(panel, seats=chief))
    assert refused(history, replace(panel, seats=LQC[:2]))
    assert admit(history, replace(panel, seats=LQC), AA, TODAY)


def test_gross_misconduct_goes_to_a_hearing_never_to_a_meeting():
    referred = whole("two").first(pro.ReferredToProceedings)
    assert "23(10)" in refused(whole("two").before(referred), replace(referred, form=FormOfProceedings.MEETING, directed=False))


def test_a_track_must_be_named_and_known():
    history = before(inv.SeverityAssessed)
    assert "neither an officer nor an allegation" in refused(history, inv.SuspensionEnded(on=date(2022, 4, 6), about="officer-9"))
    assert "Say which: officer-1" in refused(history, inv.SuspensionEnded(on=date(2022, 4, 6)))
    assert "needs a name of its own" in refused(history, op.SubjectIdentified(on=date(2022, 4, 6)))
    new = op.AllegationMade(on=date(2022, 4, 6), about="allegation-9", officer="officer-9", conduct="x")
    assert "“officer-9” is not among the persons" in refused(history, new)
    assert admit(history, replace(new, officer=PC), AA, TODAY).allegations[-1] == "allegation-9"


def test_a_step_entered_late_is_judged_on_its_own_day():
    history = whole()
    late = op.ComplainantContacted(on=date(2022, 6, 1), views="a second conversation")
    assert late in admit(history, late, AA, TODAY)


def test_an_earlier_step_on_which_a_later_one_rests_is_not_struck_alone():
    history = whole()
    severity = history.first(inv.SeverityAssessed)
    with pytest.raises(NotOpen, match="rests on this and would no longer be lawful"):
        correct(history, severity, None, Office.DIRECTOR_GENERAL, TODAY)
    again = replace(severity, on=date(2022, 4, 7))
    corrected = correct(history, severity, again, Office.DIRECTOR_GENERAL, TODAY)
    assert again in corrected and severity not in corrected and len(corrected) == len(history)


def test_what_is_corrected_on_its_day_keeps_its_place_before_what_rests_on_it():
    history = whole()
    referred = history.first(pro.ReferredToProceedings)
    served = replace(history.first(pro.NoticeOfReferralServed), on=referred.on)
    rest = [step for step in history if step.on <= referred.on]
    same_day = History([*rest, served])
    again = replace(referred, directed=not referred.directed)
    corrected = correct(same_day, referred, again, AA, TODAY)
    assert [corrected.index(again), corrected.index(served)] == [same_day.index(referred), same_day.index(served)]
    with pytest.raises(NotOpen, match="rests on this"):
        correct(same_day, referred, replace(referred, on=referred.on + DAY), AA, TODAY)


def test_a_case_of_2012_before_the_regulations_is_not_formalised():
    opening = [op.ComplaintMade(on=date(2012, 11, 21)), op.SubjectIdentified(on=date(2012, 11, 21), about=PC)]
    found = position(History(opening), date(2013, 1, 1))
    assert not found.regimes(CONDUCT)[0].formalised
    assert any("not formalised" in question.why for question in found.questions)
    step = inv.SeverityAssessed(on=date(2012, 12, 1), about=PC, severity=Severity.MISCONDUCT)
    assert "not a step that the rules of this case know: not formalised" in refused(History(opening), step, Office.INVESTIGATOR)


def test_a_position_leaves_out_what_takes_effect_later_and_sorts_what_is_due():
    found = position(whole(), date(2023, 12, 18))
    assert found.stage is Stage.OUTCOME and found.stages == {PC: Stage.OUTCOME}
    days = [duty.due for duty in found.open_duties if duty.due]
    assert days == sorted(days) and found.next_due == days[0]
    assert not any(duty.id == "barred-published-for" for duty in found.duties)
    assert found.option(out.ReportSubmitted, PC)
    assert found.option(out.AppealMeetingHeld) is None


def test_an_empty_history_offers_only_its_opening():
    found = position(History(), TODAY)
    open_now = {option.step for option in found.options if option}
    assert {op.ComplaintMade, op.CameToAttention} <= open_now
    assert out.Imposed not in open_now and found.next_due is None


def test_what_may_still_be_done_and_what_is_in_force_end_with_their_last_day():
    imposed = whole("two").first(out.Imposed)
    warned = whole("two").before(imposed).with_step(imposed)
    [last] = [duty.due for duty in position(warned, TODAY).duties if duty.id == "fww"]
    assert "fww" in [duty.id for duty in position(warned, last).in_force]
    assert "fww" not in [duty.id for duty in position(warned, last + timedelta(days=1)).in_force]
    documents = before(pro.OfficerReplied).until(date(2024, 1, 10))
    [reply] = [duty.due for duty in position(documents, TODAY).duties if duty.id == "officer-reply"]
    assert "officer-reply" in [duty.id for duty in position(documents, reply).windows]
    assert "officer-reply" not in [duty.id for duty in position(documents, reply + timedelta(days=1)).windows]


def test_a_day_that_cannot_be_counted_is_refused_rather_than_guessed():
    told = date(2035, 12, 28)
    steps = [
        op.ComplaintMade(on=date(2035, 6, 1)),
        op.SubjectIdentified(on=date(2035, 6, 1), about=PC),
        out.OfficerLeft(on=date(2035, 7, 2), about=PC),
        out.ChoiceOfHearingNotified(on=told, about=PC),
    ]
    late = out.OptedForHearing(on=date(2036, 1, 3), about=PC)
    words = refused(History(steps), late, Office.OFFICER_CONCERNED, date(2036, 1, 4))
    assert words.startswith(
        "Bank holidays are known here from 2008 to 2035, not for 2036, so no working day of 2036 is counted. Check the year."
    )
