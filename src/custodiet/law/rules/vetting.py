"""Vetting: the Police (Vetting) Regulations 2025, from suspicion to withdrawal, dismissal and appeal; re-vetting; clearance.

What the amendment of 13 July 2026 says was not read; it advises only. Suspension and outcome are authorised by a senior
officer (VET25 3). The refusals are in vetting_conditions.py, the time limits in vetting_clocks.py.
"""

from custodiet.law.clocks import Clock, duties_of
from custodiet.law.matter import Duty, Matter, Option
from custodiet.law.powers import Power, options_of
from custodiet.law.rules.restrictions import in_service
from custodiet.law.rules.vetting_clocks import CLOCKS as CLOCKS_OF_VETTING
from custodiet.law.rules.vetting_conditions import (
    conditions_of_suspension,
    governed,
    late_appeal,
    late_objection,
    may_not_assess_withdrawal,
    may_not_dismiss,
    no_continuation,
    none_stands,
    not_withdrawn,
    nothing_to_confirm,
    reversed_without_grounds,
    serving,
    suspended_already,
)
from custodiet.law.steps.outcome import Imposed
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
from custodiet.law.vocabulary import Confidence, cite
from custodiet.law.vocabulary import Instrument as I
from custodiet.law.vocabulary import Office as O

AUTHORITY = (O.VETTING_AUTHORITY,)
ASSESSOR = (O.VETTING_ASSESSOR,)
PANEL = (O.VETTING_PANEL,)
SENIOR = (O.SENIOR_OFFICER,)
OFFICER = (O.OFFICER_CONCERNED, O.RECORDER)
CODE = cite(I.GUIDANCE, "Vetting Code of Practice 2023", Confidence.READ)


POWERS: tuple[Power, ...] = (
    Power(step=VettingMatterArose, by=(*AUTHORITY, O.RECORDER), under=cite(I.VET25, "4(1)"), where=serving),
    Power(
        step=VettingSeverityAssessed, by=AUTHORITY, under=cite(I.VET25, "15"), after=(VettingMatterArose,), until=(VettingReportReceived,),
        where=serving,
    ),
    Power(
        step=VettingSuspended, by=SENIOR, under=cite(I.VET25, "13(1)-(5)"), after=(VettingMatterArose,), until=(VettingOutcomeNotified,),
        where=serving, unless=suspended_already, admits=conditions_of_suspension,
    ),
    Power(
        step=VettingSuspensionConfirmed, by=(*AUTHORITY, *SENIOR, O.RECORDER), under=cite(I.VET25, "13(6)(b)"), where=serving,
        unless=nothing_to_confirm,
    ),
    Power(
        step=VettingSuspensionRepresentationsMade, by=OFFICER, under=cite(I.VET25, "13(7)"), where=serving, unless=none_stands,
    ),
    Power(step=VettingSuspensionReviewed, by=SENIOR, under=cite(I.VET25, "13(8)"), where=serving, unless=none_stands),
    Power(
        step=VettingSuspensionContinuationNotified, by=(*AUTHORITY, *SENIOR, O.RECORDER), under=cite(I.VET25, "13(9)"), where=serving,
        unless=no_continuation,
    ),
    Power(
        step=VettingNoticeServed, by=ASSESSOR, under=cite(I.VET25, "18"), after=(VettingSeverityAssessed,), where=serving,
        unless=may_not_assess_withdrawal,
    ),
    Power(step=VettingRepresentationsMade, by=OFFICER, under=cite(I.VET25, "19(1)"), after=(VettingNoticeServed,), where=serving),
    Power(step=VettingInterviewSpecified, by=ASSESSOR, under=cite(I.VET25, "20(3)-(4)"), after=(VettingNoticeServed,), where=serving),
    Power(
        step=VettingInterviewAlternativeProposed, by=OFFICER, under=cite(I.VET25, "20(5)-(6)"), after=(VettingInterviewSpecified,),
        where=serving,
    ),
    Power(
        step=VettingProgressGiven, by=(*ASSESSOR, O.RECORDER), under=cite(I.VET25, "21"), after=(VettingNoticeServed,), where=serving,
    ),
    Power(
        step=VettingReportReceived, by=(*ASSESSOR, *AUTHORITY, O.RECORDER), under=cite(I.VET25, "23(1)"), after=(VettingNoticeServed,),
        where=serving,
    ),
    Power(
        step=VettingOutcomeNotified, by=SENIOR, under=cite(I.VET25, "24-25"), after=(VettingReportReceived,), once=True, where=serving,
    ),
    Power(
        step=DismissedOnVettingGrounds, by=(*AUTHORITY, *SENIOR), under=cite(I.VET25, "24(3)"), after=(VettingOutcomeNotified,),
        once=True, where=serving, unless=may_not_dismiss,
    ),
    Power(
        step=VettingAppealMade, by=OFFICER, under=cite(I.VET25, "26(1)-(4)"), after=(VettingOutcomeNotified,), once=True, where=governed,
        unless=not_withdrawn, admits=late_appeal,
    ),
    Power(step=VettingPanelNamed, by=AUTHORITY, under=cite(I.VET25, "28(1)-(3), (9)"), after=(VettingAppealMade,), where=governed),
    Power(
        step=VettingObjectionMade, by=OFFICER, under=cite(I.VET25, "28(4)-(5), (10)-(11)"), after=(VettingPanelNamed,), where=governed,
        admits=late_objection,
    ),
    Power(
        step=VettingAppealFoundArguable, by=PANEL, under=cite(I.VET25, "26(7)"), after=(VettingAppealMade,),
        until=(VettingAppealDetermined,), once=True, where=governed,
    ),
    Power(
        step=VettingAppealMeetingSpecified, by=PANEL, under=cite(I.VET25, "29(4)"), after=(VettingAppealFoundArguable,), where=governed,
    ),
    Power(
        step=VettingAppealAlternativeProposed, by=OFFICER, under=cite(I.VET25, "29(5)-(6)"), after=(VettingAppealMeetingSpecified,),
        where=governed,
    ),
    Power(
        step=VettingAppealMeetingHeld, by=(*PANEL, O.RECORDER), under=cite(I.VET25, "29"), after=(VettingAppealFoundArguable,),
        where=governed,
    ),
    Power(
        step=VettingAppealDetermined, by=PANEL, under=cite(I.VET25, "26(7), 30(1)"), after=(VettingAppealMade,), once=True,
        where=governed, admits=reversed_without_grounds,
    ),
    Power(
        step=VettingAppealResultGiven, by=(*AUTHORITY, O.RECORDER), under=cite(I.VET25, "30(4)"), after=(VettingAppealDetermined,),
        where=governed,
    ),
    Power(step=AppointedOrTransferred, by=(*AUTHORITY, O.RECORDER), under=cite(I.VET25, "5"), where=serving),
    Power(step=ClearanceGranted, by=AUTHORITY, under=cite(I.VET25, "7"), where=serving),
    Power(step=RevettingRequired, by=(*AUTHORITY, O.APPROPRIATE_AUTHORITY), under=CODE, where=in_service),
    Power(step=RevettingCompleted, by=AUTHORITY, under=CODE, after=(RevettingRequired, Imposed), where=in_service),
)  # fmt: skip
CLOCKS: tuple[Clock, ...] = CLOCKS_OF_VETTING


def options(matter: Matter) -> list[Option]:
    """What may be done on vetting, and what may not and why."""
    return options_of(POWERS, matter)


def duties(matter: Matter) -> list[Duty]:
    """What is owed on vetting, and open until when."""
    return duties_of(CLOCKS, matter)
