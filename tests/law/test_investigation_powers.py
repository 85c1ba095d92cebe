# ruff: noqa: E501  one power on one line reads better than two
"""Who may take which step of an investigation, under which provision, and what comes first: one table for each body of rules."""

import pytest

from custodiet.law.rules import investigation
from custodiet.law.vocabulary import Capacity
from custodiet.law.vocabulary import ModeOfInvestigation as Mode
from tests.law.asking import begun, day, lines, powers

TABLES = {}
TABLES["a_local_investigation_under_schedule_3"] = (
    begun(day("2024-03-04"), recorded=True, mode=Mode.LOCAL),
    """
    InvestigatorAppointed | PRA Sch 3 para 16 | appropriate authority
    SpecialProceduresApplied | PRA Sch 3 para 19A | investigator | once
    SeverityAssessed | CMR20 16(4)-(5), 19 | investigator | after InvestigatorAppointed
    OverrunReported | CMR20 13(1) | appropriate authority
    InvestigationSuspended | CMR20 40 | appropriate authority / Director General of the IOPC | after InvestigatorAppointed or ModeOfInvestigationDetermined
    InvestigationResumed | CMR20 40-41 | appropriate authority / Director General of the IOPC
    CriminalProceedingsBegun | CR20 10 | recorder of the force / appropriate authority
    CriminalProceedingsEnded | CR20 10 | recorder of the force / appropriate authority
    SpecialConditionsStatement | CMR20 24(2), (5) | investigator
    ReportReceived | PRA Sch 3 para 22 | appropriate authority / investigator / recorder of the force
    SentToProsecutor | PRA Sch 3 para 24(2)-(2B) | appropriate authority | after ReportReceived
    ViewsGiven | CMR20 27(5) | appropriate authority | after ViewsSought
    NoticeServed | CMR20 17(1) | investigator / recorder of the force | after SeverityAssessed
    NoticeWithheld | CMR20 17(4)(b) | investigator | after SeverityAssessed | until NoticeServed
    TermsOfReferenceServed | CMR20 17(2)(a), (3) | investigator / recorder of the force | after NoticeServed
    TermsOfReferenceWithheld | CMR20 17(2)(b) | investigator / recorder of the force | after NoticeServed | until TermsOfReferenceServed
    StatementReceived | CMR20 20(2)-(4) | investigator / recorder of the force | after NoticeServed
    InterviewSpecified | CMR20 21(3)(b) | investigator | after TermsOfReferenceServed or TermsOfReferenceWithheld
    InterviewAlternativeProposed | CMR20 21(4)-(5) | officer concerned / recorder of the force | after InterviewSpecified
    InterviewHeld | CMR20 21(1) | investigator / recorder of the force | after TermsOfReferenceServed or TermsOfReferenceWithheld
    OfficerProgressNotified | Policy progress to the officer in Schedule 3 cases | investigator / recorder of the force | after NoticeServed
    """,
)
TABLES["a_directed_investigation"] = (
    begun(day("2024-03-04"), recorded=True, mode=Mode.DIRECTED),
    """
    InvestigatorAppointed | PRA Sch 3 para 18 | appropriate authority
    SpecialProceduresApplied | PRA Sch 3 para 19A | Director General of the IOPC | once
    SeverityAssessed | CMR20 16(2)-(3), (5), 19 | Director General of the IOPC
    OverrunReported | CMR20 13(2) | Director General of the IOPC
    InvestigationSuspended | CMR20 40 | appropriate authority / Director General of the IOPC | after InvestigatorAppointed or ModeOfInvestigationDetermined
    InvestigationResumed | CMR20 40-41 | appropriate authority / Director General of the IOPC
    CriminalProceedingsBegun | CR20 10 | recorder of the force / appropriate authority
    CriminalProceedingsEnded | CR20 10 | recorder of the force / appropriate authority
    SpecialConditionsStatement | CMR20 24(3)-(5) | Director General of the IOPC
    ReportReceived | PRA Sch 3 para 22 | appropriate authority / investigator / recorder of the force
    SentToProsecutor | PRA Sch 3 para 23(2)-(2B) | Director General of the IOPC | after ReportReceived
    ViewsSought | CMR20 27(4) | Director General of the IOPC
    ViewsGiven | CMR20 27(5) | appropriate authority | after ViewsSought
    NoticeServed | CMR20 17(1) | investigator / recorder of the force | after SeverityAssessed
    NoticeWithheld | CMR20 17(4)(a) | Director General of the IOPC | after SeverityAssessed | until NoticeServed
    TermsOfReferenceServed | CMR20 17(2)(a), (3) | investigator / recorder of the force | after NoticeServed
    TermsOfReferenceWithheld | CMR20 17(2)(b) | investigator / recorder of the force | after NoticeServed | until TermsOfReferenceServed
    StatementReceived | CMR20 20(2)-(4) | investigator / recorder of the force | after NoticeServed
    InterviewSpecified | CMR20 21(3)(b) | investigator | after TermsOfReferenceServed or TermsOfReferenceWithheld
    InterviewAlternativeProposed | CMR20 21(4)-(5) | officer concerned / recorder of the force | after InterviewSpecified
    InterviewHeld | CMR20 21(1) | investigator / recorder of the force | after TermsOfReferenceServed or TermsOfReferenceWithheld
    OfficerProgressNotified | Policy progress to the officer in Schedule 3 cases | investigator / recorder of the force | after NoticeServed
    """,
)
TABLES["an_independent_investigation"] = (
    begun(day("2024-03-04"), recorded=True, mode=Mode.INDEPENDENT),
    """
    InvestigatorAppointed | PRA Sch 3 para 19 | Director General of the IOPC
    SpecialProceduresApplied | PRA Sch 3 para 19A | investigator / Director General of the IOPC | once
    SeverityAssessed | CMR20 16(2)-(3), (5), 19 | Director General of the IOPC
    OverrunReported | CMR20 13(2) | Director General of the IOPC
    InvestigationSuspended | CMR20 40 | appropriate authority / Director General of the IOPC | after InvestigatorAppointed or ModeOfInvestigationDetermined
    InvestigationResumed | CMR20 40-41 | appropriate authority / Director General of the IOPC
    CriminalProceedingsBegun | CR20 10 | recorder of the force / appropriate authority
    CriminalProceedingsEnded | CR20 10 | recorder of the force / appropriate authority
    SpecialConditionsStatement | CMR20 24(3)-(5) | Director General of the IOPC
    ReportReceived | PRA Sch 3 para 22 | appropriate authority / investigator / recorder of the force
    SentToProsecutor | PRA Sch 3 para 23(2)-(2B) | Director General of the IOPC | after ReportReceived
    ViewsSought | CMR20 27(4) | Director General of the IOPC
    ViewsGiven | CMR20 27(5) | appropriate authority | after ViewsSought
    NoticeServed | CMR20 17(1) | investigator / recorder of the force | after SeverityAssessed
    NoticeWithheld | CMR20 17(4)(a) | Director General of the IOPC | after SeverityAssessed | until NoticeServed
    TermsOfReferenceServed | CMR20 17(2)(a), (3) | investigator / recorder of the force | after NoticeServed
    TermsOfReferenceWithheld | CMR20 17(2)(b) | investigator / recorder of the force | after NoticeServed | until TermsOfReferenceServed
    StatementReceived | CMR20 20(2)-(4) | investigator / recorder of the force | after NoticeServed
    InterviewSpecified | CMR20 21(2)(b) | Director General of the IOPC | after TermsOfReferenceServed or TermsOfReferenceWithheld
    InterviewAlternativeProposed | CMR20 21(4)-(5) | officer concerned / recorder of the force | after InterviewSpecified
    InterviewHeld | CMR20 21(1) | investigator / recorder of the force | after TermsOfReferenceServed or TermsOfReferenceWithheld
    OfficerProgressNotified | Policy progress to the officer in Schedule 3 cases | investigator / recorder of the force | after NoticeServed
    """,
)
TABLES["an_officers_case_outside_schedule_3"] = (
    begun(day("2024-03-04")),
    """
    InvestigatorAppointed | CR20 15(2) | appropriate authority
    SeverityAssessed | CR20 14(1)-(2), (5)-(6) | appropriate authority
    OverrunReported | CR20 19(1) | appropriate authority
    CriminalProceedingsBegun | CR20 10 | recorder of the force / appropriate authority
    CriminalProceedingsEnded | CR20 10 | recorder of the force / appropriate authority
    SpecialConditionsStatement | CR20 21 | investigator
    ReportReceived | CR20 21 | appropriate authority / investigator / recorder of the force
    NoticeServed | CR20 17(1) | investigator / recorder of the force | after SeverityAssessed
    NoticeWithheld | CR20 17(6)(a) | investigator | after SeverityAssessed | until NoticeServed
    TermsOfReferenceServed | CR20 17(2)(a), (5) | investigator / recorder of the force | after NoticeServed
    TermsOfReferenceWithheld | CR20 17(2)(b) | investigator / recorder of the force | after NoticeServed | until TermsOfReferenceServed
    StatementReceived | CR20 18(1)-(2) | investigator / recorder of the force | after NoticeServed
    InterviewSpecified | CR20 20 | investigator | after TermsOfReferenceServed or TermsOfReferenceWithheld
    InterviewAlternativeProposed | CR20 20(4)-(5) | officer concerned / recorder of the force | after InterviewSpecified
    InterviewHeld | CR20 20 | investigator / recorder of the force | after TermsOfReferenceServed or TermsOfReferenceWithheld
    OfficerProgressNotified | CR20 17(7) | investigator / recorder of the force | after NoticeServed
    """,
)
TABLES["a_local_investigation_of_2018"] = (
    begun(day("2018-03-05"), recorded=True, mode=Mode.LOCAL),
    """
    InvestigatorAppointed | PRA Sch 3 para 16 | appropriate authority
    SpecialProceduresApplied | PRA Sch 3 para 19B | investigator | once
    SeverityAssessed | PRA Sch 3 para 19B | investigator
    InvestigationSuspended | CMR12 22 | appropriate authority / Director General of the IOPC | after InvestigatorAppointed or ModeOfInvestigationDetermined
    InvestigationResumed | CMR12 22 | appropriate authority / Director General of the IOPC
    CriminalProceedingsBegun | CR12 9 | recorder of the force / appropriate authority
    CriminalProceedingsEnded | CR12 9 | recorder of the force / appropriate authority
    SpecialConditionsStatement | PRA Sch 3 para 20A | investigator
    ReportReceived | PRA Sch 3 para 22 | appropriate authority / investigator / recorder of the force
    SentToProsecutor | PRA Sch 3 para 24(2)-(2B) | appropriate authority | after ReportReceived
    NoticeServed | PRA Sch 3 para 19B | investigator / recorder of the force | after SeverityAssessed
    NoticeWithheld | PRA Sch 3 para 19B | investigator | after SeverityAssessed | until NoticeServed
    StatementReceived | CMR12 18 | investigator / recorder of the force | after NoticeServed
    InterviewSpecified | CMR12 19 | investigator | after NoticeServed
    InterviewAlternativeProposed | CMR12 19 | officer concerned / recorder of the force | after InterviewSpecified
    InterviewHeld | CMR12 19 | investigator / recorder of the force | after NoticeServed
    OfficerProgressNotified | Policy progress to the officer in Schedule 3 cases | investigator / recorder of the force | after NoticeServed
    """,
)
TABLES["an_independent_investigation_of_2018"] = (
    begun(day("2018-03-05"), recorded=True, mode=Mode.INDEPENDENT),
    """
    InvestigatorAppointed | PRA Sch 3 para 19 | Director General of the IOPC
    SpecialProceduresApplied | PRA Sch 3 para 19B | investigator | once
    SeverityAssessed | PRA Sch 3 para 19B | investigator
    InvestigationSuspended | CMR12 22 | appropriate authority / Director General of the IOPC | after InvestigatorAppointed or ModeOfInvestigationDetermined
    InvestigationResumed | CMR12 22 | appropriate authority / Director General of the IOPC
    CriminalProceedingsBegun | CR12 9 | recorder of the force / appropriate authority
    CriminalProceedingsEnded | CR12 9 | recorder of the force / appropriate authority
    SpecialConditionsStatement | PRA Sch 3 para 20A | investigator
    ReportReceived | PRA Sch 3 para 22 | appropriate authority / investigator / recorder of the force
    SentToProsecutor | PRA Sch 3 para 23(2)-(2B) | Director General of the IOPC | after ReportReceived
    NoticeServed | PRA Sch 3 para 19B | investigator / recorder of the force | after SeverityAssessed
    NoticeWithheld | PRA Sch 3 para 19B | investigator | after SeverityAssessed | until NoticeServed
    StatementReceived | CMR12 18 | investigator / recorder of the force | after NoticeServed
    InterviewSpecified | CMR12 19 | investigator | after NoticeServed
    InterviewAlternativeProposed | CMR12 19 | officer concerned / recorder of the force | after InterviewSpecified
    InterviewHeld | CMR12 19 | investigator / recorder of the force | after NoticeServed
    OfficerProgressNotified | Policy progress to the officer in Schedule 3 cases | investigator / recorder of the force | after NoticeServed
    """,
)
TABLES["an_officers_case_of_2018_outside_schedule_3"] = (
    begun(day("2018-03-05")),
    """
    InvestigatorAppointed | CR12 13(2) | appropriate authority
    SeverityAssessed | CR12 12 | appropriate authority
    CriminalProceedingsBegun | CR12 9 | recorder of the force / appropriate authority
    CriminalProceedingsEnded | CR12 9 | recorder of the force / appropriate authority
    SpecialConditionsStatement | CR12 18 | investigator
    ReportReceived | CR12 18 | appropriate authority / investigator / recorder of the force
    NoticeServed | CR12 15(1) | investigator / recorder of the force | after SeverityAssessed
    NoticeWithheld | CR12 15(3) | investigator | after SeverityAssessed | until NoticeServed
    StatementReceived | CR12 16(1)-(2) | investigator / recorder of the force | after NoticeServed
    InterviewSpecified | CR12 17(2) | investigator | after NoticeServed
    InterviewAlternativeProposed | CR12 17(3)-(4) | officer concerned / recorder of the force | after InterviewSpecified
    InterviewHeld | CR12 17 | investigator / recorder of the force | after NoticeServed
    OfficerProgressNotified | CR12 15(4) | investigator / recorder of the force | after NoticeServed
    """,
)
TABLES["a_complaint_about_staff"] = (
    begun(day("2024-03-04"), recorded=True, capacity=Capacity.STAFF),
    """
    InvestigatorAppointed | PRA Sch 3 para 16 | appropriate authority
    OverrunReported | CMR20 13(1) | appropriate authority
    InvestigationSuspended | CMR20 40 | appropriate authority / Director General of the IOPC | after InvestigatorAppointed or ModeOfInvestigationDetermined
    InvestigationResumed | CMR20 40-41 | appropriate authority / Director General of the IOPC
    CriminalProceedingsBegun | CMR20 40 | recorder of the force / appropriate authority
    CriminalProceedingsEnded | CMR20 41 | recorder of the force / appropriate authority
    ReportReceived | PRA Sch 3 para 22 | appropriate authority / investigator / recorder of the force
    SentToProsecutor | PRA Sch 3 para 24(2)-(2B) | appropriate authority | after ReportReceived
    ViewsGiven | CMR20 27(5) | appropriate authority | after ViewsSought
    """,
)
TABLES["staff_outside_schedule_3"] = (
    begun(day("2024-03-04"), capacity=Capacity.STAFF),
    """
    CriminalProceedingsBegun | CMR20 40 | recorder of the force / appropriate authority
    CriminalProceedingsEnded | CMR20 41 | recorder of the force / appropriate authority
    """,
)


@pytest.mark.parametrize("name", TABLES)
def test_the_powers_are_these(name):
    history, table = TABLES[name]
    assert powers(investigation, history) == lines(table)


def test_nothing_is_offered_before_the_regulations_of_2012():
    assert powers(investigation, begun(day("2011-03-07"), recorded=True)) == []


def test_a_matter_returned_to_the_force_is_investigated_by_the_force():
    history = begun(day("2024-03-04"), recorded=True, mode=Mode.RETURNED_TO_FORCE)
    assert powers(investigation, history) == lines(TABLES["a_local_investigation_under_schedule_3"][1])


def test_a_special_constable_is_dealt_with_like_a_member_of_a_force():
    history = begun(day("2024-03-04"), capacity=Capacity.SPECIAL_CONSTABLE)
    assert powers(investigation, history) == lines(TABLES["an_officers_case_outside_schedule_3"][1])


def test_an_allegation_of_2025_has_the_same_investigation():
    for name, keys in (
        ("an_officers_case_outside_schedule_3", {}),
        ("a_local_investigation_under_schedule_3", {"recorded": True, "mode": Mode.LOCAL}),
    ):
        assert powers(investigation, begun(day("2025-05-28"), **keys)) == lines(TABLES[name][1])
