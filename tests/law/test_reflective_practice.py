"""The reflective practice review process: for whom, after what, in which order, and its two periods."""

import pytest

from custodiet.law.matter import Matter
from custodiet.law.rules import reflective_practice
from custodiet.law.steps.investigation import SeverityAssessed
from custodiet.law.steps.opening import SubjectIdentified
from custodiet.law.steps.outcome import Imposed, OfficerLeft
from custodiet.law.steps.people import (
    DevelopmentReportAgreed,
    DevelopmentReportDiscussed,
    ReflectiveAccountGiven,
    ReflectiveDiscussionHeld,
    ReflectiveInvitationReceived,
    ReflectivePracticeAbandoned,
    ReflectivePracticeBegun,
)
from custodiet.law.steps.proceedings import CaseToAnswerDetermined, ProceedingsWithdrawn, ReferredToProceedings
from custodiet.law.vocabulary import Capacity, FormOfProceedings, Outcome, Severity
from tests.law.asking import OFFICER, begun, day, duties, lines, owed, powers, reason

MONDAY = day("2024-03-04")
POWERS = """
ReflectivePracticeBegun | CR20 65 | appropriate authority / chair / person conducting the proceedings
ReflectiveInvitationReceived | CR20 67(1) | reviewer / line manager / senior officer / recorder of the force
ReflectiveAccountGiven | CR20 67(2) | officer concerned / recorder of the force | after ReflectiveInvitationReceived
ReflectiveDiscussionHeld | CR20 69 | reviewer / line manager / senior officer | after ReflectiveInvitationReceived
DevelopmentReportAgreed | CR20 70 | reviewer / line manager / senior officer | after ReflectiveDiscussionHeld
DevelopmentReportDiscussed | CR20 70(6) | reviewer / line manager / senior officer / recorder of the force | after DevelopmentReportAgreed
ReflectivePracticeAbandoned | CR20 68(3); 71 | reviewer / line manager / senior officer / appropriate authority
"""


def of(kind, on, **more):
    return kind(on=day(on), about=OFFICER, **more)


BEGUN = of(ReflectivePracticeBegun, "2024-03-05")
AGAIN = of(ReflectivePracticeBegun, "2024-10-01")


def assessed(severity):
    return of(SeverityAssessed, "2024-03-05", severity=severity)


def why(history, step):
    return reason(reflective_practice, history, step)


def test_the_powers_are_these():
    assert powers(reflective_practice, begun(MONDAY)) == lines(POWERS)
    assert powers(reflective_practice, begun(day("2025-05-28"))) == lines(POWERS)


def test_it_is_for_serving_officers_under_the_regulations_of_2020():
    assert powers(reflective_practice, begun(day("2018-03-05"))) == []
    assert powers(reflective_practice, begun(MONDAY, capacity=Capacity.STAFF)) == []
    assert powers(reflective_practice, begun(MONDAY, of(OfficerLeft, "2024-04-02"))) == []


def test_one_process_at_a_time():
    history = begun(MONDAY, BEGUN)
    refused = why(history, AGAIN)
    assert "The reflective practice review process began on 5 March 2024 and is under way (CR20 65)" in refused
    for end in (of(ReflectivePracticeAbandoned, "2024-06-03", reason="new evidence"), of(DevelopmentReportAgreed, "2024-06-03")):
        assert why(history.with_step(end), AGAIN) == ""
    theirs = DevelopmentReportAgreed(on=day("2024-06-03"), about="officer-2")
    both = begun(MONDAY, SubjectIdentified(on=MONDAY, about="officer-2"), BEGUN, theirs)
    assert why(both, AGAIN) == refused


def test_not_while_the_case_stands_referred_to_proceedings():
    referred = of(ReferredToProceedings, "2024-06-03", form=FormOfProceedings.MEETING)
    history = begun(MONDAY, referred)
    refused = why(history, AGAIN)
    assert "The case stands referred to proceedings" in refused and "(CR20 23, 27)" in refused
    assert why(history.with_step(of(ProceedingsWithdrawn, "2024-07-01", reason="no case")), AGAIN) == ""
    assert why(history.with_step(of(Imposed, "2024-07-01", outcome=Outcome.REFLECTIVE_PRACTICE)), AGAIN) == ""
    theirs = ReferredToProceedings(on=day("2024-06-03"), about="officer-2", form=FormOfProceedings.MEETING)
    assert why(begun(MONDAY, SubjectIdentified(on=MONDAY, about="officer-2"), theirs), AGAIN) == ""


@pytest.mark.parametrize("level", [Severity.MISCONDUCT, Severity.GROSS_MISCONDUCT])
def test_what_is_assessed_as_misconduct_is_investigated_first(level):
    history = begun(MONDAY, assessed(level))
    assert f"The conduct is assessed as {level}, which must be investigated" in why(history, AGAIN)
    assert "(CR20 14(4), (5)(a), 23)" in why(history, AGAIN)
    assert why(history.with_step(of(CaseToAnswerDetermined, "2024-06-03", answer=Severity.NEITHER)), AGAIN) == ""
    assert why(history.with_step(of(Imposed, "2024-06-03", outcome=Outcome.REFLECTIVE_PRACTICE)), AGAIN) == ""
    assert why(begun(MONDAY, assessed(Severity.NEITHER)), AGAIN) == ""
    assert why(begun(MONDAY), AGAIN) == ""


INVITED = of(ReflectiveInvitationReceived, "2024-03-28")
DISCUSSED = of(ReflectiveDiscussionHeld, "2024-04-10")


@pytest.mark.parametrize(
    ("step", "before"),
    [
        (INVITED, ()),
        (of(ReflectiveAccountGiven, "2024-04-04"), (INVITED,)),
        (DISCUSSED, (INVITED,)),
        (of(DevelopmentReportAgreed, "2024-04-12"), (INVITED, DISCUSSED)),
        (of(ReflectivePracticeAbandoned, "2024-04-12", reason="failure to engage"), ()),
    ],
)
def test_nothing_is_done_in_a_process_that_never_began(step, before):
    assert "No reflective practice review process is under way in the record (CR20 65-71)" in why(begun(MONDAY, *before), step)
    assert why(begun(MONDAY, BEGUN, *before), step) == ""


def test_the_order_is_invitation_discussion_report():
    history = begun(MONDAY, BEGUN)
    assert "First comes “Invitation to give an account received" in why(history, DISCUSSED)
    assert "First comes “Reflective discussion held”" in why(history.with_step(INVITED), of(DevelopmentReportAgreed, "2024-04-12"))
    assert "First comes “Reflective review development report agreed”" in why(history, of(DevelopmentReportDiscussed, "2024-04-12"))


def test_who_owes_what():
    assert owed(reflective_practice) == [
        "rprp-account | window | officer concerned | reviewer | an officer",
        "rprp-pdr | duty | line manager | officer concerned | an officer",
    ]


def test_the_account_in_five_working_days_and_the_report_discussed_within_twelve_months():
    steps = (BEGUN, INVITED, of(ReflectiveAccountGiven, "2024-04-04"), DISCUSSED, of(DevelopmentReportAgreed, "2024-04-12"))
    history = begun(MONDAY, *steps)
    account = "rprp-account 2024-03-28 2024-04-08 2024-04-04"
    assert duties(reflective_practice, history, "2024-05-01") == [account, "rprp-pdr 2024-04-12 2025-04-12 open"]
    told = history.with_step(of(DevelopmentReportDiscussed, "2025-03-03"))
    assert duties(reflective_practice, told, "2025-03-03") == [account, "rprp-pdr 2024-04-12 2025-04-12 2025-03-03"]
    assert duties(reflective_practice, history.with_step(of(OfficerLeft, "2024-05-01")), "2024-05-01") == [account]


def test_an_abandoned_process_asks_for_no_account():
    history = begun(MONDAY, BEGUN, INVITED)
    assert duties(reflective_practice, history, "2024-04-01") == ["rprp-account 2024-03-28 2024-04-08 open"]
    for end in (of(ReflectivePracticeAbandoned, "2024-04-02", reason="new evidence"), of(OfficerLeft, "2024-04-02")):
        assert duties(reflective_practice, history.with_step(end), "2024-04-02") == []


def test_under_the_regulations_of_2012_nothing_is_owed():
    assert duties(reflective_practice, begun(day("2018-03-05"), INVITED), "2024-04-01") == []


def test_options_are_the_powers_of_the_table_asked_of_the_matter():
    history = begun(MONDAY)
    assert [o.step for o in reflective_practice.options(Matter(history, MONDAY, history)) if o] == [ReflectivePracticeBegun]
