"""Vetting: from information on suitability to withdrawal, dismissal and appeal; clearance of recruits; re-vetting."""

import pytest

from custodiet.law.calendar import DAY
from custodiet.law.matter import Matter
from custodiet.law.rules import vetting
from custodiet.law.steps.opening import PeriodExtended, SubjectIdentified
from custodiet.law.steps.outcome import Imposed, OfficerLeft
from custodiet.law.steps.people import (
    AppointedOrTransferred,
    ClearanceGranted,
    DismissedOnVettingGrounds,
    RevettingCompleted,
    RevettingRequired,
    VettingAppealAlternativeProposed,
    VettingAppealDetermined,
    VettingAppealFoundArguable,
    VettingAppealMade,
    VettingAppealMeetingHeld,
    VettingAppealMeetingSpecified,
    VettingAppealResultGiven,
    VettingInterviewAlternativeProposed,
    VettingInterviewSpecified,
    VettingMatterArose,
    VettingNoticeServed,
    VettingObjectionMade,
    VettingOutcomeNotified,
    VettingPanelNamed,
    VettingProgressGiven,
    VettingReportReceived,
    VettingRepresentationsMade,
    VettingSeverityAssessed,
    VettingSuspended,
    VettingSuspensionConfirmed,
    VettingSuspensionContinuationNotified,
    VettingSuspensionRepresentationsMade,
    VettingSuspensionReviewed,
)
from custodiet.law.steps.proceedings import ProceedingsWithdrawn, ReferredToProceedings
from custodiet.law.vocabulary import Capacity, FormOfProceedings, Outcome
from tests.law.asking import OFFICER, begun, day, duties, lines, owed, powers, reason

MONDAY = day("2025-06-02")
POWERS = """
VettingMatterArose | VET25 4(1) | vetting authority / recorder of the force
VettingSeverityAssessed | VET25 15 | vetting authority | after VettingMatterArose | until VettingReportReceived
VettingSuspended | VET25 13(1)-(5) | senior officer | after VettingMatterArose | until VettingOutcomeNotified
VettingSuspensionConfirmed | VET25 13(6)(b) | vetting authority / senior officer / recorder of the force
VettingSuspensionRepresentationsMade | VET25 13(7) | officer concerned / recorder of the force
VettingSuspensionReviewed | VET25 13(8) | senior officer
VettingSuspensionContinuationNotified | VET25 13(9) | vetting authority / senior officer / recorder of the force
VettingNoticeServed | VET25 18 | vetting assessor | after VettingSeverityAssessed
VettingRepresentationsMade | VET25 19(1) | officer concerned / recorder of the force | after VettingNoticeServed
VettingInterviewSpecified | VET25 20(3)-(4) | vetting assessor | after VettingNoticeServed
VettingInterviewAlternativeProposed | VET25 20(5)-(6) | officer concerned / recorder of the force | after VettingInterviewSpecified
VettingProgressGiven | VET25 21 | vetting assessor / recorder of the force | after VettingNoticeServed
VettingReportReceived | VET25 23(1) | vetting assessor / vetting authority / recorder of the force | after VettingNoticeServed
VettingOutcomeNotified | VET25 24-25 | senior officer | after VettingReportReceived | once
DismissedOnVettingGrounds | VET25 24(3) | vetting authority / senior officer | after VettingOutcomeNotified | once
VettingAppealMade | VET25 26(1)-(4) | officer concerned / recorder of the force | after VettingOutcomeNotified | once
VettingPanelNamed | VET25 28(1)-(3), (9) | vetting authority | after VettingAppealMade
VettingObjectionMade | VET25 28(4)-(5), (10)-(11) | officer concerned / recorder of the force | after VettingPanelNamed
VettingAppealFoundArguable | VET25 26(7) | vetting appeal panel | after VettingAppealMade | until VettingAppealDetermined | once
VettingAppealMeetingSpecified | VET25 29(4) | vetting appeal panel | after VettingAppealFoundArguable
VettingAppealAlternativeProposed | VET25 29(5)-(6) | officer concerned / recorder of the force | after VettingAppealMeetingSpecified
VettingAppealMeetingHeld | VET25 29 | vetting appeal panel / recorder of the force | after VettingAppealFoundArguable
VettingAppealDetermined | VET25 26(7), 30(1) | vetting appeal panel | after VettingAppealMade | once
VettingAppealResultGiven | VET25 30(4) | vetting authority / recorder of the force | after VettingAppealDetermined
AppointedOrTransferred | VET25 5 | vetting authority / recorder of the force
ClearanceGranted | VET25 7 | vetting authority
RevettingRequired | Guidance Vetting Code of Practice 2023 | vetting authority / appropriate authority
RevettingCompleted | Guidance Vetting Code of Practice 2023 | vetting authority | after RevettingRequired or Imposed
"""


def of(kind, on, **more):
    return kind(on=day(on), about=OFFICER, **more)


def suspended(on, **more):
    return of(VettingSuspended, on, **{"redeployment_inappropriate": True, "prejudice": True, **more})


def reviewed(on, goes_on=True):
    return of(VettingSuspensionReviewed, on, goes_on=goes_on)


AROSE = of(VettingMatterArose, "2025-06-02")
ASSESSED = of(VettingSeverityAssessed, "2025-06-03", may_lead_to_withdrawal=True)
NOTICE = of(VettingNoticeServed, "2025-06-04")
REPORT = of(VettingReportReceived, "2025-06-20")
WITHDRAWN = of(VettingOutcomeNotified, "2025-06-24", withdrawn=True)
KEPT = of(VettingOutcomeNotified, "2025-06-24", withdrawn=False)
APPEAL = of(VettingAppealMade, "2025-07-01")
ARGUABLE = of(VettingAppealFoundArguable, "2025-07-14")


def why(history, step):
    return reason(vetting, history, step)


def periods(history, today, *ids):
    return duties(vetting, history, today, *ids)


# --- Whom the Regulations reach ---------------------------------------------------------------------------------------


def test_the_powers_are_these():
    assert powers(vetting, begun(MONDAY)) == lines(POWERS)
    assert powers(vetting, begun(day("2018-03-05"), AROSE)) == lines(POWERS)
    assert powers(vetting, begun(day("2026-07-13"))) == lines(POWERS)


RE_VETTING = ["RevettingRequired", "RevettingCompleted"]


def test_staff_and_matters_before_the_regulations_know_only_re_vetting():
    assert [line.split(" | ")[0] for line in powers(vetting, begun(MONDAY, capacity=Capacity.STAFF))] == RE_VETTING
    earlier = begun(day("2025-05-13"), of(VettingMatterArose, "2025-05-13"))
    assert [line.split(" | ")[0] for line in powers(vetting, earlier)] == RE_VETTING
    assert powers(vetting, begun(day("2025-05-13"), of(VettingMatterArose, "2025-05-14"))) == lines(POWERS)


def test_of_one_who_has_left_only_the_appeal_goes_on():
    left = begun(MONDAY, of(OfficerLeft, "2025-06-24"))
    assert powers(vetting, left) == [line for line in lines(POWERS) if line.startswith(("VettingAppeal", "VettingPanel", "VettingObj"))]


# --- Suspension on vetting grounds ------------------------------------------------------------------------------------


def test_redeployment_and_prejudice_or_public_interest_as_in_any_suspension():
    history = begun(MONDAY, AROSE)
    refused = why(history, suspended("2025-06-03", redeployment_inappropriate=False))
    assert "only if temporary redeployment" in refused and "(VET25 13(4)(a))" in refused
    refused = why(history, suspended("2025-06-03", prejudice=False))
    assert "may otherwise be prejudiced or the public interest requires it (VET25 13(4)(b))" in refused
    assert why(history, suspended("2025-06-03")) == ""
    assert why(history, suspended("2025-06-03", prejudice=False, public_interest=True)) == ""
    assert "First comes “Information on suitability" in why(begun(MONDAY), suspended("2025-06-03"))


def test_not_twice_at_once_but_again_after_a_review_that_ended_it():
    history = begun(MONDAY, AROSE, suspended("2025-06-03"))
    refused = why(history, suspended("2025-07-08"))
    assert "suspended on vetting grounds since 3 June 2025 (VET25 13(10))" in refused
    assert why(history.with_step(reviewed("2025-07-01")), suspended("2025-07-08")) == refused
    assert why(history.with_step(reviewed("2025-07-01", goes_on=False)), suspended("2025-07-08")) == ""
    theirs = VettingSuspensionReviewed(on=day("2025-07-01"), about="officer-2", goes_on=False)
    both = begun(MONDAY, SubjectIdentified(on=MONDAY, about="officer-2"), AROSE, suspended("2025-06-03"), theirs)
    assert why(both, suspended("2025-07-08")) == refused


@pytest.mark.parametrize("step", [of(VettingSuspensionRepresentationsMade, "2025-07-01"), reviewed("2025-07-01")])
def test_only_a_suspension_that_stands_is_reviewed(step):
    refused = why(begun(MONDAY, AROSE), step)
    assert "No suspension on vetting grounds stands in the record (VET25 13)" in refused
    history = begun(MONDAY, AROSE, suspended("2025-06-03"))
    assert why(history, step) == ""
    assert why(history.with_step(KEPT), step) == refused
    assert why(history.with_step(reviewed("2025-06-10", goes_on=False)), step) == refused


def test_only_an_oral_suspension_is_confirmed():
    confirmed = of(VettingSuspensionConfirmed, "2025-06-04")
    assert "No suspension on vetting grounds stands" in why(begun(MONDAY, AROSE), confirmed)
    assert "nothing to confirm (VET25 13(6))" in why(begun(MONDAY, AROSE, suspended("2025-06-03")), confirmed)
    assert why(begun(MONDAY, AROSE, suspended("2025-06-03", oral=True)), confirmed) == ""


def test_the_officer_is_told_that_it_continues_after_a_review_that_continued_it():
    told, history = of(VettingSuspensionContinuationNotified, "2025-07-02"), begun(MONDAY, AROSE, suspended("2025-06-03"))
    refused = why(history, told)
    assert "The latest review did not continue the suspension, or there was none (VET25 13(9))" in refused
    assert why(history.with_step(reviewed("2025-07-01", goes_on=False)), told) == refused
    continued = history.with_step(reviewed("2025-07-01"))
    assert why(continued, told) == ""
    assert "No suspension on vetting grounds stands" in why(
        continued.with_step(of(VettingOutcomeNotified, "2025-07-02", withdrawn=False)), told
    )


def test_the_periods_of_a_suspension_on_vetting_grounds():
    steps = (
        AROSE,
        suspended("2025-06-03", oral=True),
        of(VettingSuspensionConfirmed, "2025-06-05"),
        of(VettingSuspensionRepresentationsMade, "2025-06-10"),
        reviewed("2025-07-01"),
        of(VettingSuspensionContinuationNotified, "2025-07-03"),
        reviewed("2025-07-28", goes_on=False),
    )
    assert periods(begun(MONDAY, *steps), "2025-07-29") == lines(
        """
        vet-suspension-confirmed 2025-06-03 2025-06-06 2025-06-05
        vet-suspension-representations 2025-06-03 2025-06-12 2025-06-10
        vet-suspension-review 2025-06-03 2025-07-01 2025-07-01
        vet-suspension-review 2025-07-01 2025-07-29 2025-07-28
        vet-suspension-continued 2025-07-01 2025-07-04 2025-07-03
        """
    )
    written = begun(MONDAY, AROSE, suspended("2025-06-03"))
    assert [line.split()[0] for line in periods(written, "2025-06-04")] == ["vet-suspension-representations", "vet-suspension-review"]
    oral = begun(MONDAY, AROSE, suspended("2025-06-03", oral=True), reviewed("2025-06-10"))
    assert len(periods(oral, "2025-06-20")) == 5
    for end in (of(VettingOutcomeNotified, "2025-06-20", withdrawn=False), of(OfficerLeft, "2025-06-20")):
        assert periods(oral.with_step(end), "2025-06-20") == ["vet-suspension-review 2025-06-03 2025-07-01 2025-06-10"]


# --- The withdrawal assessment ----------------------------------------------------------------------------------------


def test_only_what_could_lead_to_withdrawal_is_assessed():
    assert "First comes “Vetting severity assessed”" in why(begun(MONDAY, AROSE), NOTICE)
    minor = of(VettingSeverityAssessed, "2025-06-03", may_lead_to_withdrawal=False)
    assert "could not reasonably lead to clearance being withdrawn (VET25 15(2), (4))" in why(begun(MONDAY, AROSE, minor), NOTICE)
    assert why(begun(MONDAY, AROSE, ASSESSED), NOTICE) == ""


def test_what_is_before_a_hearing_waits():
    referred = of(ReferredToProceedings, "2025-06-02", form=FormOfProceedings.HEARING)
    history = begun(MONDAY, AROSE, referred, ASSESSED)
    refused = why(history, of(VettingNoticeServed, "2025-10-01"))
    assert "The case was referred to proceedings on 2 June 2025 and they have not ended" in refused and "(VET25 12(3)-(4))" in refused
    for end in (of(ProceedingsWithdrawn, "2025-09-01", reason="no case"), of(Imposed, "2025-09-01", outcome=Outcome.WRITTEN_WARNING)):
        assert why(history.with_step(end), of(VettingNoticeServed, "2025-10-01")) == ""
    theirs = ReferredToProceedings(on=day("2025-06-02"), about="officer-2", form=FormOfProceedings.HEARING)
    assert why(begun(MONDAY, SubjectIdentified(on=MONDAY, about="officer-2"), AROSE, theirs, ASSESSED), NOTICE) == ""


def test_severity_is_revised_until_the_report():
    history = begun(MONDAY, AROSE, ASSESSED, NOTICE)
    again = of(VettingSeverityAssessed, "2025-06-25", may_lead_to_withdrawal=False)
    assert why(history, again) == ""
    assert "already stands in the record on 20 June 2025" in why(history.with_step(REPORT), again)


def test_the_periods_of_a_withdrawal_assessment():
    steps = (
        AROSE,
        ASSESSED,
        NOTICE,
        of(VettingRepresentationsMade, "2025-06-10"),
        of(VettingInterviewSpecified, "2025-06-11", held_on=day("2025-06-16")),
        of(VettingInterviewAlternativeProposed, "2025-06-12"),
        of(VettingProgressGiven, "2025-06-26"),
    )
    history = begun(MONDAY, *steps)
    assert periods(history, "2025-06-26") == lines(
        """
        vet-representations 2025-06-04 2025-06-18 2025-06-10
        vet-interview-alternative 2025-06-16 2025-06-23 2025-06-12
        vet-progress-first 2025-06-04 2025-06-25 2025-06-26
        vet-progress-next 2025-06-25 2025-07-16 open
        vet-progress-next 2025-07-16 2025-08-06 open
        """
    )
    bare = begun(MONDAY, AROSE, ASSESSED, NOTICE, of(VettingInterviewSpecified, "2025-06-11", held_on=day("2025-06-16")))
    assert periods(bare.with_step(REPORT), "2025-06-26") == []


PROGRESS = ("vet-progress-first", "vet-progress-next")


@pytest.mark.parametrize(
    ("today", "known"), [("2025-06-04", 1), ("2025-06-05", 2), ("2025-06-25", 2), ("2025-06-26", 3), ("2025-07-16", 3)]
)
def test_the_chain_of_progress_runs_one_beyond_today(today, known):
    chain = [
        "vet-progress-first 2025-06-04 2025-06-25 open",
        "vet-progress-next 2025-06-25 2025-07-16 open",
        "vet-progress-next 2025-07-16 2025-08-06 open",
    ]
    assert periods(begun(MONDAY, AROSE, ASSESSED, NOTICE), today, *PROGRESS) == chain[:known]


def test_a_report_in_time_asks_for_no_progress_and_a_late_one_shows_what_was_missed():
    history = begun(MONDAY, AROSE, ASSESSED, NOTICE)
    assert periods(history.with_step(of(VettingReportReceived, "2025-06-25")), "2025-07-01", *PROGRESS) == []
    late = history.with_step(of(VettingReportReceived, "2025-06-26"))
    assert periods(late, "2025-07-01", *PROGRESS) == ["vet-progress-first 2025-06-04 2025-06-25 2025-06-26"]
    assert periods(begun(MONDAY, AROSE), "2025-07-01", *PROGRESS) == []


def test_progress_before_the_period_is_over_does_not_count_for_it():
    history = begun(MONDAY, AROSE, ASSESSED, NOTICE, of(VettingProgressGiven, "2025-06-25"))
    assert periods(history, "2025-06-25", *PROGRESS)[0] == "vet-progress-first 2025-06-04 2025-06-25 open"


def test_progress_is_owed_no_more_after_the_outcome_or_to_one_who_left():
    history = begun(MONDAY, AROSE, ASSESSED, NOTICE)
    for end in (WITHDRAWN, of(OfficerLeft, "2025-06-24")):
        assert periods(history.with_step(end), "2025-06-24", *PROGRESS) == []


# --- Outcome, dismissal, appeal ---------------------------------------------------------------------------------------

DECIDED = begun(MONDAY, AROSE, ASSESSED, NOTICE, REPORT, WITHDRAWN)
NOT_WITHDRAWN = begun(MONDAY, AROSE, ASSESSED, NOTICE, REPORT, KEPT)


@pytest.mark.parametrize("step", [APPEAL, of(DismissedOnVettingGrounds, "2025-06-24")])
def test_appeal_and_dismissal_follow_a_withdrawal_that_was_notified(step):
    assert "First comes “Outcome of the vetting assessment notified”" in why(begun(MONDAY, AROSE), step)
    refused = why(NOT_WITHDRAWN, step)
    assert "Clearance was not withdrawn; only a withdrawal can be appealed against and leads to dismissal" in refused
    assert "(VET25 24(3), 26(1))" in refused
    assert why(DECIDED, step) == ""


def test_whose_withdrawal_was_reversed_is_not_dismissed():
    appealed = DECIDED.with_step(APPEAL).with_step(ARGUABLE)
    dismissed = of(DismissedOnVettingGrounds, "2025-08-01")
    refused = why(appealed.with_step(of(VettingAppealDetermined, "2025-07-21", confirmed=False)), dismissed)
    assert "The panel reversed the withdrawal on 21 July 2025" in refused and "(VET25 30(1), (5))" in refused
    assert why(appealed.with_step(of(VettingAppealDetermined, "2025-07-21", confirmed=True)), dismissed) == ""


def test_an_appeal_comes_within_fifteen_working_days_or_with_more_time_given():
    assert why(DECIDED, of(VettingAppealMade, "2025-07-15")) == ""
    refused = why(DECIDED, of(VettingAppealMade, "2025-07-16"))
    assert "The appeal came after 15 July 2025, the last of 15 working days after the outcome was notified (VET25 26(3)(a))" in refused
    for name, lawful in (("vet-appeal", True), ("vet-objection", False)):
        more = PeriodExtended(on=day("2025-07-14"), clock=name, until=day("2025-07-22"), reason="in hospital")
        assert (why(DECIDED.with_step(more), of(VettingAppealMade, "2025-07-22")) == "") is lawful
        assert why(DECIDED.with_step(more), of(VettingAppealMade, "2025-07-23")) != ""


def test_an_objection_comes_within_three_working_days_of_the_latest_name():
    history = DECIDED.with_step(APPEAL).with_step(of(VettingPanelNamed, "2025-07-03"))
    assert "First comes “Officer told who sits" in why(DECIDED, of(VettingObjectionMade, "2025-07-03"))
    assert why(history, of(VettingObjectionMade, "2025-07-08")) == ""
    refused = why(history, of(VettingObjectionMade, "2025-07-09"))
    assert "The objection came after 8 July 2025, the last of 3 working days" in refused and "(VET25 28(5)(b), (11)(b))" in refused
    assert why(history.with_step(of(VettingPanelNamed, "2025-07-09")), of(VettingObjectionMade, "2025-07-14")) == ""


def test_an_appeal_without_arguable_grounds_is_dismissed():
    history = DECIDED.with_step(APPEAL)
    refused = why(history, of(VettingAppealDetermined, "2025-07-21", confirmed=False))
    assert "not found arguable, and then the panel must dismiss it; a reversal was entered (VET25 26(7))" in refused
    assert why(history, of(VettingAppealDetermined, "2025-07-21", confirmed=True)) == ""
    assert why(history.with_step(ARGUABLE), of(VettingAppealDetermined, "2025-07-21", confirmed=False)) == ""


def test_the_periods_of_an_appeal():
    steps = (
        APPEAL,
        of(VettingPanelNamed, "2025-07-03"),
        of(VettingObjectionMade, "2025-07-07"),
        ARGUABLE,
        of(VettingAppealMeetingSpecified, "2025-07-15", held_on=day("2025-07-17")),
        of(VettingAppealAlternativeProposed, "2025-07-16"),
        of(VettingAppealMeetingHeld, "2025-07-18"),
        of(VettingAppealDetermined, "2025-07-18", confirmed=True),
        of(VettingAppealResultGiven, "2025-07-22"),
    )
    history = begun(MONDAY, WITHDRAWN, *steps)
    assert periods(history, "2025-07-22") == lines(
        """
        vet-appeal 2025-06-24 2025-07-15 2025-07-01
        vet-objection 2025-07-03 2025-07-08 2025-07-07
        vet-appeal-meeting 2025-07-14 2025-07-21 2025-07-18
        vet-appeal-alternative 2025-07-17 2025-07-24 2025-07-16
        vet-appeal-result 2025-07-18 2025-07-23 2025-07-22
        """
    )


def test_where_clearance_was_kept_there_is_no_window_for_an_appeal():
    assert periods(begun(MONDAY, KEPT), "2025-06-25") == []


def test_a_determined_appeal_leaves_neither_objection_nor_meeting_open():
    steps = (of(VettingPanelNamed, "2025-07-03"), ARGUABLE, of(VettingAppealMeetingSpecified, "2025-07-15", held_on=day("2025-07-17")))
    history = begun(MONDAY, *steps)
    names = [line.split()[0] for line in periods(history, "2025-07-16")]
    assert names == ["vet-objection", "vet-appeal-meeting", "vet-appeal-alternative"]
    held = history.with_step(of(VettingAppealMeetingHeld, "2025-07-17"))
    assert not [line for line in periods(held, "2025-07-18") if "alternative" in line]
    over = history.with_step(of(VettingAppealDetermined, "2025-07-17", confirmed=True))
    assert [line.split()[0] for line in periods(over, "2025-07-18")] == ["vet-appeal-alternative", "vet-appeal-result"]


# --- Recruits, transferees, re-vetting --------------------------------------------------------------------------------


def test_a_recruits_clearance_is_granted_within_six_months_of_appointment_before_or_after():
    def found(*steps):
        return periods(begun(MONDAY, *steps), "2026-12-01", "am26-vetting-fresh")

    assert found(of(AppointedOrTransferred, "2026-07-12")) == []
    appointed = of(AppointedOrTransferred, "2026-07-13")
    assert found(appointed) == ["am26-vetting-fresh 2026-07-13 2027-01-13 open"]
    assert found(appointed, of(ClearanceGranted, "2026-11-02")) == ["am26-vetting-fresh 2026-07-13 2027-01-13 2026-11-02"]
    assert found(of(ClearanceGranted, "2026-01-13"), appointed) == []
    assert found(of(ClearanceGranted, "2026-07-13"), appointed) == []
    assert found(of(ClearanceGranted, "2026-01-12"), appointed) == ["am26-vetting-fresh 2026-07-13 2027-01-13 open"]
    assert found(appointed, of(OfficerLeft, "2026-11-02")) == []
    history = begun(MONDAY, appointed)
    assert "may advise only" in vetting.duties(Matter(history, day("2026-12-01"), history))[0].advice


SHORT = [
    Outcome.WRITTEN_WARNING,
    Outcome.FINAL_WRITTEN_WARNING,
    Outcome.EXTENSION_OF_FINAL_WRITTEN_WARNING,
    Outcome.REDUCTION_IN_RANK,
]


@pytest.mark.parametrize("outcome", list(Outcome))
def test_misconduct_short_of_dismissal_is_followed_by_re_vetting(outcome):
    history = begun(MONDAY, of(Imposed, "2025-09-01", outcome=outcome))
    assert periods(history, "2025-09-02") == (["revetting 2025-09-01 2025-09-29 open"] if outcome in SHORT else [])


def test_re_vetting_is_done_by_the_day_fixed():
    warned = begun(MONDAY, of(Imposed, "2025-09-01", outcome=Outcome.FINAL_WRITTEN_WARNING))
    fixed = warned.with_step(of(RevettingRequired, "2025-09-01", by_day=day("2025-12-01")))
    assert periods(fixed, "2025-09-02") == ["revetting 2025-09-01 2025-12-01 open"]
    done = fixed.with_step(of(RevettingCompleted, "2025-11-03", result="kept with conditions"))
    assert periods(done, "2025-11-03") == ["revetting 2025-09-01 2025-12-01 2025-11-03"]
    assert periods(fixed.with_step(of(OfficerLeft, "2025-10-01")), "2025-11-03") == []
    earlier = begun(MONDAY, of(RevettingRequired, "2025-08-01"), of(Imposed, "2025-09-01", outcome=Outcome.WRITTEN_WARNING))
    assert periods(earlier, "2025-09-02") == ["revetting 2025-08-01 2025-08-29 open", "revetting 2025-09-01 2025-09-29 open"]


def test_re_vetting_is_completed_after_it_was_required_or_an_outcome_calls_for_it():
    done = of(RevettingCompleted, "2025-11-03", result="kept")
    assert "First comes “Re-vetting required” or “Outcome imposed”" in why(begun(MONDAY), done)
    assert why(begun(MONDAY, of(RevettingRequired, "2025-09-01")), done) == ""
    assert why(begun(MONDAY, of(Imposed, "2025-09-01", outcome=Outcome.WRITTEN_WARNING)), done) == ""


def test_nothing_is_owed_for_staff_or_before_the_regulations_but_re_vetting():
    steps = (NOTICE, WITHDRAWN, of(RevettingRequired, "2025-06-24"))
    assert periods(begun(MONDAY, *steps, capacity=Capacity.STAFF), "2025-06-25") == ["revetting 2025-06-24 2025-07-22 open"]
    early = begun(MONDAY - 30 * DAY, of(VettingMatterArose, "2025-05-13"), *steps)
    assert periods(early, "2025-06-25") == ["revetting 2025-06-24 2025-07-22 open"]


def test_who_owes_what():
    assert owed(vetting) == lines(
        """
        vet-suspension-confirmed | duty | vetting authority | officer concerned | an officer
        vet-suspension-representations | window | officer concerned | vetting authority | an officer
        vet-suspension-review | duty | vetting authority | officer concerned | an officer
        vet-suspension-continued | duty | vetting authority | officer concerned | an officer
        vet-representations | window | officer concerned | vetting assessor | an officer
        vet-interview-alternative | window | officer concerned | vetting assessor | an officer
        vet-progress-first | duty | vetting assessor | officer concerned | an officer
        vet-progress-next | duty | vetting assessor | officer concerned | an officer
        vet-appeal | window | officer concerned | vetting authority | an officer
        vet-objection | window | officer concerned | vetting authority | an officer
        vet-appeal-meeting | duty | vetting appeal panel | officer concerned | an officer
        vet-appeal-alternative | window | officer concerned | vetting appeal panel | an officer
        vet-appeal-result | duty | vetting authority | officer concerned | an officer
        am26-vetting-fresh | duty | vetting authority | appropriate authority | an officer
        revetting | duty | vetting authority | appropriate authority | an officer
        """
    )


def test_options_are_the_powers_of_the_table_asked_of_the_matter():
    history = begun(MONDAY)
    found = [o.step for o in vetting.options(Matter(history, MONDAY, history)) if o]
    assert found == [VettingMatterArose, AppointedOrTransferred, ClearanceGranted, RevettingRequired]
