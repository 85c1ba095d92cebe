"""The periods of an investigation: terms, statement, interview, progress, not finished in twelve months and then in each six."""

import pytest

from custodiet.law.rules import investigation
from custodiet.law.steps import History
from custodiet.law.steps.investigation import (
    InterviewAlternativeProposed,
    InterviewHeld,
    InterviewSpecified,
    InvestigatorAppointed,
    ModeOfInvestigationDetermined,
    NoticeServed,
    OfficerProgressNotified,
    OverrunReported,
    ReportReceived,
    SeverityAssessed,
    StatementReceived,
    TermsOfReferenceServed,
    TermsOfReferenceWithheld,
    ViewsGiven,
    ViewsSought,
)
from custodiet.law.steps.opening import (
    CameToAttention,
    CaseClosed,
    ComplaintMade,
    Recorded,
    SubjectIdentified,
    WithdrawalConfirmed,
)
from custodiet.law.vocabulary import Attention, Severity
from custodiet.law.vocabulary import ModeOfInvestigation as Mode
from tests.law.asking import OFFICER, begun, day, duties, lines, owed

MONDAY = day("2024-03-04")
GROSS, MISCONDUCT, NEITHER = Severity.GROSS_MISCONDUCT, Severity.MISCONDUCT, Severity.NEITHER


def assessed(on, severity=GROSS, **more):
    return SeverityAssessed(on=day(on), about=OFFICER, severity=severity, **more)


def of(kind, on, **more):
    about = OFFICER if kind.track.value == "an officer" else None
    return kind(on=day(on), about=about, **more)


def complaint(*more, mode=Mode.LOCAL, recorded=True):
    opening = [ComplaintMade(on=MONDAY), SubjectIdentified(on=MONDAY, about=OFFICER)]
    opening += [Recorded(on=MONDAY), ModeOfInvestigationDetermined(on=MONDAY, mode=mode)] if recorded else []
    return History([*opening, *more])


def test_who_owes_what_to_whom():
    assert owed(investigation) == lines(
        """
        terms-sch3 | duty | investigator | officer concerned | an officer
        terms | duty | investigator | officer concerned | an officer
        representations-sch3 | window | officer concerned | investigator | an officer
        representations | window | officer concerned | investigator | an officer
        interview-alternative-sch3 | window | officer concerned | investigator | an officer
        interview-alternative | window | officer concerned | investigator | an officer
        officer-progress-first | duty | investigator | officer concerned | an officer
        officer-progress-next | duty | investigator | officer concerned | an officer
        overrun-first-sch3 | duty | appropriate authority | local policing body | the case
        overrun-next-sch3 | duty | appropriate authority | local policing body | the case
        overrun-first | duty | appropriate authority | local policing body | the case
        overrun-next | duty | appropriate authority | local policing body | the case
        aa-views | duty | appropriate authority | Director General of the IOPC | the case
        old-representations-sch3 | window | officer concerned | investigator | an officer
        old-representations | window | officer concerned | investigator | an officer
        old-interview-alternative | window | officer concerned | investigator | an officer
        old-officer-progress-first | duty | investigator | officer concerned | an officer
        old-officer-progress-next | duty | investigator | officer concerned | an officer
        """
    )


EVENTS = (
    of(InvestigatorAppointed, "2024-03-26"),
    of(NoticeServed, "2024-03-28"),
    of(TermsOfReferenceWithheld, "2024-04-02", reason="witnesses"),
    of(TermsOfReferenceServed, "2024-04-10"),
    of(StatementReceived, "2024-04-12"),
    of(InterviewSpecified, "2024-04-15", held_on=day("2024-05-02")),
    of(InterviewAlternativeProposed, "2024-04-16"),
    of(OfficerProgressNotified, "2024-04-25"),
)


def periods(history, today="2024-05-01"):
    return duties(investigation, history, today)


def test_the_periods_of_a_case_outside_schedule_3():
    assert periods(begun(MONDAY, *EVENTS)) == lines(
        """
        terms 2024-03-28 2024-04-08 2024-04-02
        representations 2024-04-02 2024-04-16 2024-04-12
        representations 2024-04-10 2024-04-24 2024-04-12
        interview-alternative 2024-05-02 2024-05-10 2024-04-16
        officer-progress-first 2024-03-28 2024-04-29 2024-04-25
        officer-progress-next 2024-04-25 2024-05-23 open
        overrun-first 2024-03-04 2025-03-03 open
        overrun-next 2025-03-04 2025-09-03 open
        """
    )


def test_the_periods_of_a_case_under_schedule_3():
    views = (ViewsSought(on=day("2024-04-26")), ViewsGiven(on=day("2024-04-30")), ViewsSought(on=day("2024-05-01")))
    assert periods(begun(MONDAY, *EVENTS, *views, recorded=True)) == lines(
        """
        terms-sch3 2024-03-28 2024-04-08 2024-04-02
        representations-sch3 2024-04-02 2024-04-16 2024-04-12
        representations-sch3 2024-04-10 2024-04-24 2024-04-12
        interview-alternative-sch3 2024-05-02 2024-05-10 2024-04-16
        overrun-first-sch3 2024-03-04 2025-03-03 open
        overrun-next-sch3 2025-03-04 2025-09-03 open
        aa-views 2024-04-26 2024-05-24 2024-04-30
        aa-views 2024-05-01 2024-05-29 open
        """
    )


def test_the_periods_of_a_case_of_2018():
    later = tuple(step for step in EVENTS if not isinstance(step, (TermsOfReferenceServed, TermsOfReferenceWithheld)))
    assert periods(begun(day("2018-03-05"), *later)) == lines(
        """
        old-representations 2024-03-28 2024-04-15 2024-04-12
        old-interview-alternative 2024-05-02 2024-05-10 2024-04-16
        old-officer-progress-first 2024-03-26 2024-04-23 2024-04-25
        old-officer-progress-next 2024-04-25 2024-05-23 open
        """
    )
    assert periods(begun(day("2018-03-05"), *later, recorded=True)) == lines("old-representations-sch3 2024-03-28 2024-04-15 2024-04-12")


def test_before_2020_progress_is_owed_from_the_start_but_only_once_notice_was_given():
    assert periods(begun(day("2018-03-05"), EVENTS[0])) == []


def test_an_interview_that_was_held_closes_the_window_for_an_alternative():
    for on, recorded in (("2024-03-04", False), ("2024-03-04", True), ("2018-03-05", False)):
        steps = (of(InterviewSpecified, "2024-04-15", held_on=day("2024-05-02")), of(InterviewHeld, "2024-05-02"))
        found = periods(begun(day(on), *steps, recorded=recorded))
        assert not [line for line in found if "alternative" in line]


def test_progress_is_owed_no_more_once_the_report_is_in():
    for on in ("2024-03-04", "2018-03-05"):
        steps = (of(InvestigatorAppointed, "2024-03-26"), of(NoticeServed, "2024-03-28"), of(ReportReceived, "2024-04-26"))
        assert not [line for line in periods(begun(day(on), *steps)) if "progress" in line]
        told = (*steps[:2], of(OfficerProgressNotified, "2024-04-10"), steps[2])
        assert not [line for line in periods(begun(day(on), *told)) if "next" in line]


# --- Not finished in twelve months, then in each six -----------------------------------------------------------------

ATTENTION = day("2022-03-14")
PERIODS = {
    "overrun-first-sch3 2022-03-14 2023-03-13": None,
    "overrun-next-sch3 2023-03-14 2023-09-13": None,
    "overrun-next-sch3 2023-09-14 2024-03-13": None,
    "overrun-next-sch3 2024-03-14 2024-09-13": None,
}


def overrun(*more, today, recorded=True, **keys):
    history = begun(ATTENTION, of(InvestigatorAppointed, "2022-03-15"), *more, recorded=recorded, **keys)
    return duties(investigation, history, today, "overrun-first", "overrun-next", "overrun-first-sch3", "overrun-next-sch3")


@pytest.mark.parametrize(("today", "known"), [("2023-03-13", 2), ("2023-03-14", 3), ("2023-09-13", 3), ("2023-09-14", 4)])
def test_the_chain_of_periods_runs_one_beyond_today(today, known):
    assert overrun(today=today) == [f"{line} open" for line in list(PERIODS)[:known]]


def test_a_report_in_time_ends_the_chain():
    assert overrun(of(ReportReceived, "2023-03-13"), today="2023-03-20") == []
    assert overrun(of(ReportReceived, "2023-09-13"), today="2023-10-02") == ["overrun-first-sch3 2022-03-14 2023-03-13 2023-09-13"]


def test_a_report_that_came_late_shows_the_period_that_was_missed():
    assert overrun(of(ReportReceived, "2023-03-14"), today="2023-03-20") == ["overrun-first-sch3 2022-03-14 2023-03-13 2023-03-14"]


def test_that_it_is_not_finished_is_reported_once_the_period_is_over():
    for recorded, suffix in ((True, "-sch3"), (False, "")):
        early = of(OverrunReported, "2023-03-13", reason="complexity")
        on_time = of(OverrunReported, "2023-03-15", reason="complexity")
        assert overrun(early, today="2023-03-13", recorded=recorded)[0] == f"overrun-first{suffix} 2022-03-14 2023-03-13 open"
        found = overrun(early, on_time, of(OverrunReported, "2023-09-14", reason="complexity"), today="2023-09-20", recorded=recorded)
        assert found[:3] == [
            f"overrun-first{suffix} 2022-03-14 2023-03-13 2023-03-15",
            f"overrun-next{suffix} 2023-03-14 2023-09-13 2023-09-14",
            f"overrun-next{suffix} 2023-09-14 2024-03-13 open",
        ]


def test_a_closed_case_and_a_withdrawn_complaint_need_no_report():
    assert overrun(CaseClosed(on=day("2022-06-01")), today="2022-06-02") == []
    assert overrun(CaseClosed(on=day("2022-06-01")), today="2022-06-02", recorded=False) == []
    assert overrun(WithdrawalConfirmed(on=day("2022-06-01")), today="2022-06-02") == []


def test_without_an_investigation_nothing_can_be_unfinished():
    for recorded in (True, False):
        history = begun(ATTENTION, recorded=recorded)
        assert duties(investigation, history, "2023-06-01") == []


def test_the_period_begins_with_the_complaint_or_with_the_attention_of_the_authority():
    made = ComplaintMade(on=day("2022-03-14"), to=Attention.DIRECTOR_GENERAL)
    came = CameToAttention(on=day("2022-04-04"))
    steps = (made, came, SubjectIdentified(on=day("2022-03-14"), about=OFFICER), of(InvestigatorAppointed, "2022-04-05"))
    recorded = History([*steps, Recorded(on=day("2022-03-15"))])
    assert duties(investigation, recorded, "2022-05-02") == [
        "overrun-first-sch3 2022-03-14 2023-03-13 open",
        "overrun-next-sch3 2023-03-14 2023-09-13 open",
    ]
    assert duties(investigation, History(steps), "2022-05-02") == [
        "overrun-first 2022-04-04 2023-04-03 open",
        "overrun-next 2023-04-04 2023-10-03 open",
    ]


def test_what_only_the_director_general_knew_has_not_come_to_the_authority():
    assert overrun(today="2023-06-01", to=Attention.DIRECTOR_GENERAL) == []
    assert overrun(today="2023-06-01", to=Attention.DIRECTOR_GENERAL, recorded=False) == []


def test_before_2020_no_report_was_owed():
    history = begun(day("2018-03-05"), of(InvestigatorAppointed, "2018-03-06"), recorded=True)
    assert duties(investigation, history, "2019-06-03") == []
