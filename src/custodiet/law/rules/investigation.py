"""The investigation: investigator, special procedures, severity, notices, interview, report, the criminal case beside it.

PRA Sch 3 paras 16 to 24 and CMR20 Part 3 for cases under Schedule 3; CR20 Part 3 (before 2020 CR12 Part 3) for the others.
The steps between officer and investigator are in investigation_notices.py, the time limits in investigation_clocks.py.
"""

from custodiet.law.clocks import Clock, duties_of
from custodiet.law.instruments import CR12, CR20, CR20_2025, FORCE_POLICY
from custodiet.law.matter import Duty, Matter, Option
from custodiet.law.powers import Power, options_of
from custodiet.law.rules.investigation_clocks import CLOCKS as CLOCKS_OF_INVESTIGATION
from custodiet.law.rules.investigation_notices import POWERS as POWERS_OF_NOTICES
from custodiet.law.rules.investigation_refusals import (
    case_pending,
    no_case_pending,
    not_gross,
    not_investigated,
    not_suspended,
    nothing_to_investigate,
    proceedings_have_begun,
    severity_after_consulting,
    severity_of_former_officer,
    severity_under_schedule_3,
    suspended_already,
)
from custodiet.law.rules.investigation_where import (
    both,
    by_authority,
    by_director_general,
    complaints_2012,
    complaints_2020,
    complaints_any,
    conduct_2012,
    conduct_2020,
    in_form,
    officer_2012,
    officer_2020,
)
from custodiet.law.steps.investigation import (
    CriminalProceedingsBegun,
    CriminalProceedingsEnded,
    InvestigationResumed,
    InvestigationSuspended,
    InvestigatorAppointed,
    ModeOfInvestigationDetermined,
    OverrunReported,
    ReportReceived,
    SentToProsecutor,
    SeverityAssessed,
    SpecialConditionsStatement,
    SpecialProceduresApplied,
    ViewsGiven,
    ViewsSought,
)
from custodiet.law.steps.outcome import FoundUnfitOrUntraceable
from custodiet.law.steps.proceedings import HearingBegan
from custodiet.law.vocabulary import Confidence, ModeOfInvestigation, cite
from custodiet.law.vocabulary import Instrument as I
from custodiet.law.vocabulary import Office as O

UNDER_WAY = (InvestigatorAppointed, ModeOfInvestigationDetermined)
KNOWN = Confidence.KNOWN


POWERS: tuple[Power, ...] = (
    Power(
        step=InvestigatorAppointed, by=(O.APPROPRIATE_AUTHORITY,), under=cite(I.PRA, "Sch 3 para 16"),
        where=both(complaints_any, by_authority),
    ),
    Power(
        step=InvestigatorAppointed, by=(O.APPROPRIATE_AUTHORITY,), under=cite(I.PRA, "Sch 3 para 18"),
        where=both(complaints_any, in_form(ModeOfInvestigation.DIRECTED)),
    ),
    Power(
        step=InvestigatorAppointed, by=(O.DIRECTOR_GENERAL,), under=cite(I.PRA, "Sch 3 para 19"),
        where=both(complaints_any, in_form(ModeOfInvestigation.INDEPENDENT)),
    ),
    Power(
        step=InvestigatorAppointed, by=(O.APPROPRIATE_AUTHORITY,), under=cite(I.CR20, "15(2)"), where=conduct_2020,
        unless=nothing_to_investigate,
    ),
    Power(
        step=InvestigatorAppointed, by=(O.APPROPRIATE_AUTHORITY,), under=cite(I.CR12, "13(2)"), where=conduct_2012,
        unless=nothing_to_investigate,
    ),
    Power(
        step=SpecialProceduresApplied, by=(O.INVESTIGATOR,), under=cite(I.PRA, "Sch 3 para 19A"), once=True,
        where=both(officer_2020, by_authority), unless=not_investigated,
    ),
    Power(
        step=SpecialProceduresApplied, by=(O.DIRECTOR_GENERAL,), under=cite(I.PRA, "Sch 3 para 19A"), once=True,
        where=both(officer_2020, in_form(ModeOfInvestigation.DIRECTED)),
    ),
    Power(
        step=SpecialProceduresApplied, by=(O.INVESTIGATOR, O.DIRECTOR_GENERAL), under=cite(I.PRA, "Sch 3 para 19A"), once=True,
        where=both(officer_2020, in_form(ModeOfInvestigation.INDEPENDENT)),
    ),
    Power(
        step=SpecialProceduresApplied, by=(O.INVESTIGATOR,), under=cite(I.PRA, "Sch 3 para 19B", KNOWN), once=True, where=officer_2012,
        unless=not_investigated,
    ),
    Power(
        step=SeverityAssessed, by=(O.INVESTIGATOR,), under=cite(I.CMR20, "16(4)-(5), 19"), after=(InvestigatorAppointed,),
        where=both(officer_2020, by_authority), unless=severity_under_schedule_3, admits=severity_after_consulting,
    ),
    Power(
        step=SeverityAssessed, by=(O.DIRECTOR_GENERAL,), under=cite(I.CMR20, "16(2)-(3), (5), 19"),
        where=both(officer_2020, by_director_general), unless=severity_under_schedule_3, admits=severity_after_consulting,
    ),
    Power(
        step=SeverityAssessed, by=(O.INVESTIGATOR,), under=cite(I.PRA, "Sch 3 para 19B", KNOWN), where=officer_2012,
        unless=severity_under_schedule_3, admits=severity_of_former_officer,
    ),
    Power(
        step=SeverityAssessed, by=(O.APPROPRIATE_AUTHORITY,), under=cite(I.CR20, "14(1)-(2), (5)-(6)"), where=conduct_2020,
        unless=proceedings_have_begun, admits=severity_of_former_officer,
    ),
    Power(
        step=SeverityAssessed, by=(O.APPROPRIATE_AUTHORITY,), under=cite(I.CR12, "12"), where=conduct_2012,
        unless=proceedings_have_begun, admits=severity_of_former_officer,
    ),
    Power(
        step=FoundUnfitOrUntraceable, by=(O.APPROPRIATE_AUTHORITY,), under=cite(I.CR20, "Sch 1 para 8"), until=(HearingBegan,),
        where=lambda m, a: m.is_former(a) and m.conduct_is(a, CR20, CR20_2025),
    ),
    Power(
        step=FoundUnfitOrUntraceable, by=(O.APPROPRIATE_AUTHORITY,), under=cite(I.CR12, "Sch 3", Confidence.UNSURE), until=(HearingBegan,),
        where=lambda m, a: m.is_former(a) and m.conduct_is(a, CR12),
    ),
    Power(
        step=OverrunReported, by=(O.APPROPRIATE_AUTHORITY,), under=cite(I.CMR20, "13(1)"), unless=not_investigated,
        where=both(complaints_2020, by_authority),
    ),
    Power(
        step=OverrunReported, by=(O.DIRECTOR_GENERAL,), under=cite(I.CMR20, "13(2)"), where=both(complaints_2020, by_director_general),
    ),
    Power(
        step=OverrunReported, by=(O.APPROPRIATE_AUTHORITY,), under=cite(I.CR20, "19(1)"), where=conduct_2020, unless=not_investigated,
    ),
    Power(
        step=InvestigationSuspended, by=(O.APPROPRIATE_AUTHORITY, O.DIRECTOR_GENERAL), under=cite(I.CMR20, "40"),
        after=UNDER_WAY, where=complaints_2020, unless=suspended_already,
    ),
    Power(
        step=InvestigationSuspended, by=(O.APPROPRIATE_AUTHORITY, O.DIRECTOR_GENERAL), under=cite(I.CMR12, "22", Confidence.UNSURE),
        after=UNDER_WAY, where=complaints_2012, unless=suspended_already,
    ),
    Power(
        step=InvestigationResumed, by=(O.APPROPRIATE_AUTHORITY, O.DIRECTOR_GENERAL), under=cite(I.CMR20, "40-41"),
        where=complaints_2020, unless=not_suspended,
    ),
    Power(
        step=InvestigationResumed, by=(O.APPROPRIATE_AUTHORITY, O.DIRECTOR_GENERAL), under=cite(I.CMR12, "22", Confidence.UNSURE),
        where=complaints_2012, unless=not_suspended,
    ),
    Power(
        step=CriminalProceedingsBegun, by=(O.RECORDER, O.APPROPRIATE_AUTHORITY), under=cite(I.CR20, "10"), unless=case_pending,
        where=lambda m, a: m.conduct_is(a, CR20, CR20_2025),
    ),
    Power(
        step=CriminalProceedingsBegun, by=(O.RECORDER, O.APPROPRIATE_AUTHORITY), under=cite(I.CR12, "9"), unless=case_pending,
        where=lambda m, a: m.conduct_is(a, CR12),
    ),
    Power(
        step=CriminalProceedingsBegun, by=(O.RECORDER, O.APPROPRIATE_AUTHORITY), under=cite(I.CMR20, "40"), unless=case_pending,
        where=lambda m, a: m.conduct_is(a, FORCE_POLICY),
    ),
    Power(
        step=CriminalProceedingsEnded, by=(O.RECORDER, O.APPROPRIATE_AUTHORITY), under=cite(I.CR20, "10"), unless=no_case_pending,
        where=lambda m, a: m.conduct_is(a, CR20, CR20_2025),
    ),
    Power(
        step=CriminalProceedingsEnded, by=(O.RECORDER, O.APPROPRIATE_AUTHORITY), under=cite(I.CR12, "9"), unless=no_case_pending,
        where=lambda m, a: m.conduct_is(a, CR12),
    ),
    Power(
        step=CriminalProceedingsEnded, by=(O.RECORDER, O.APPROPRIATE_AUTHORITY), under=cite(I.CMR20, "41"), unless=no_case_pending,
        where=lambda m, a: m.conduct_is(a, FORCE_POLICY),
    ),
    Power(
        step=SpecialConditionsStatement, by=(O.INVESTIGATOR,), under=cite(I.CMR20, "24(2), (5)"),
        where=both(officer_2020, by_authority), unless=not_gross,
    ),
    Power(
        step=SpecialConditionsStatement, by=(O.DIRECTOR_GENERAL,), under=cite(I.CMR20, "24(3)-(5)"),
        where=both(officer_2020, by_director_general), unless=not_gross,
    ),
    Power(
        step=SpecialConditionsStatement, by=(O.INVESTIGATOR,), under=cite(I.PRA, "Sch 3 para 20A", KNOWN), where=officer_2012,
        unless=not_gross,
    ),
    Power(step=SpecialConditionsStatement, by=(O.INVESTIGATOR,), under=cite(I.CR20, "21"), where=conduct_2020, unless=not_gross),
    Power(step=SpecialConditionsStatement, by=(O.INVESTIGATOR,), under=cite(I.CR12, "18", KNOWN), where=conduct_2012, unless=not_gross),
    Power(
        step=ReportReceived, by=(O.APPROPRIATE_AUTHORITY, O.INVESTIGATOR, O.RECORDER), under=cite(I.PRA, "Sch 3 para 22"),
        where=complaints_any, unless=not_investigated,
    ),
    Power(
        step=ReportReceived, by=(O.APPROPRIATE_AUTHORITY, O.INVESTIGATOR, O.RECORDER), under=cite(I.CR20, "21"),
        where=conduct_2020, unless=not_investigated,
    ),
    Power(
        step=ReportReceived, by=(O.APPROPRIATE_AUTHORITY, O.INVESTIGATOR, O.RECORDER), under=cite(I.CR12, "18", KNOWN),
        where=conduct_2012, unless=not_investigated,
    ),
    Power(
        step=SentToProsecutor, by=(O.APPROPRIATE_AUTHORITY,), under=cite(I.PRA, "Sch 3 para 24(2)-(2B)"), after=(ReportReceived,),
        where=both(complaints_any, by_authority),
    ),
    Power(
        step=SentToProsecutor, by=(O.DIRECTOR_GENERAL,), under=cite(I.PRA, "Sch 3 para 23(2)-(2B)"), after=(ReportReceived,),
        where=both(complaints_any, by_director_general),
    ),
    Power(
        step=ViewsSought, by=(O.DIRECTOR_GENERAL,), under=cite(I.CMR20, "27(4)"), where=both(complaints_2020, by_director_general),
    ),
    Power(
        step=ViewsGiven, by=(O.APPROPRIATE_AUTHORITY,), under=cite(I.CMR20, "27(5)"), after=(ViewsSought,),
        where=complaints_2020,
    ),
    *POWERS_OF_NOTICES,
)  # fmt: skip
CLOCKS: tuple[Clock, ...] = CLOCKS_OF_INVESTIGATION


def options(matter: Matter) -> list[Option]:
    """What may be done in the investigation, and what may not and why."""
    return options_of(POWERS, matter)


def duties(matter: Matter) -> list[Duty]:
    """What is owed, and open until when, in the investigation."""
    return duties_of(CLOCKS, matter)
