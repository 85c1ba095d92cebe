"""The time limits of vetting: suspension, withdrawal assessment, appeal, clearance of those newly appointed, re-vetting."""

from collections.abc import Iterable, Iterator
from datetime import date

from custodiet.law.calendar import add_months
from custodiet.law.clocks import CD, MONTHS, WD, WEEKS, Clock, Start, first_of, from_field, from_step, period
from custodiet.law.instruments import AMENDED_2026, VETTING_2025
from custodiet.law.matter import DutyKind, Matter
from custodiet.law.rules.vetting_conditions import TO_APPEAL, TO_OBJECT, governed
from custodiet.law.steps import Key, Step
from custodiet.law.steps.outcome import Imposed, OfficerLeft
from custodiet.law.steps.people import (
    AppointedOrTransferred,
    ClearanceGranted,
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
    VettingNoticeServed,
    VettingObjectionMade,
    VettingOutcomeNotified,
    VettingPanelNamed,
    VettingProgressGiven,
    VettingReportReceived,
    VettingRepresentationsMade,
    VettingSuspended,
    VettingSuspensionConfirmed,
    VettingSuspensionContinuationNotified,
    VettingSuspensionRepresentationsMade,
    VettingSuspensionReviewed,
)
from custodiet.law.vocabulary import Confidence, Outcome, cite
from custodiet.law.vocabulary import Instrument as I
from custodiet.law.vocabulary import Office as O

PROGRESS = period("F1", 15, WD)
USUAL_DAYS = 28
REVETTING = period("", USUAL_DAYS, CD)
MONTHS_OF_CLEARANCE = 6
CLEARANCE = period("", MONTHS_OF_CLEARANCE, MONTHS)
OVER = (VettingOutcomeNotified, OfficerLeft)
SHORT_OF_DISMISSAL = (
    Outcome.WRITTEN_WARNING,
    Outcome.FINAL_WRITTEN_WARNING,
    Outcome.EXTENSION_OF_FINAL_WRITTEN_WARNING,
    Outcome.REDUCTION_IN_RANK,
)


def _oral(step: Step) -> bool:
    return isinstance(step, VettingSuspended) and step.oral


def _goes_on(step: Step) -> bool:
    return isinstance(step, VettingSuspensionReviewed) and step.goes_on


def _last(day: date) -> date:
    last = PROGRESS.last(day)
    assert last is not None
    return last


def _relevant_periods(matter: Matter, about: Key | None) -> Iterator[Start]:
    """Each period of 15 working days in which the assessment was not finished, down to the one after today's (VET25 21(2))."""
    notice = matter.history.first(VettingNoticeServed, about)
    report = matter.history.first(VettingReportReceived, about)
    day = notice.on if notice else matter.today
    while notice and not (report and report.on <= _last(day)):
        yield Start(day, notice, notice.exact)
        if day >= matter.today:
            return
        day = _last(day)


def _progress_first(matter: Matter, about: Key | None) -> Iterable[Start]:
    return list(_relevant_periods(matter, about))[:1]


def _progress_next(matter: Matter, about: Key | None) -> Iterable[Start]:
    return list(_relevant_periods(matter, about))[1:]


def _once_over(start: Start, step: Step) -> bool:
    """Progress is given once the period is over; the assessor's report settles it too."""
    return isinstance(step, VettingReportReceived) or step.on > _last(start.day)


def _newly_appointed(matter: Matter, about: Key | None) -> Iterator[Start]:
    """From an appointment since 13 July 2026, unless clearance was granted in the months before it."""
    for step in matter.history.all(AppointedOrTransferred, about):
        earliest = add_months(step.on, -MONTHS_OF_CLEARANCE)
        granted = any(earliest <= clearance.on <= step.on for clearance in matter.history.all(ClearanceGranted, about))
        if step.on >= AMENDED_2026 and not granted:
            yield Start(step.on, step, step.exact)


def _to_revet(matter: Matter, about: Key | None) -> Iterator[Start]:
    """From the day re-vetting was required; from an outcome short of dismissal as long as nobody has required it."""
    required = matter.history.all(RevettingRequired, about)
    for step in required:
        yield Start(step.on, step, step.exact)
    for outcome in matter.history.all(Imposed, about):
        if outcome.outcome in SHORT_OF_DISMISSAL and not any(step.on >= outcome.on for step in required):
            yield Start(outcome.on, outcome, outcome.exact)


def _days_to_revet(matter: Matter, start: Start, about: Key | None) -> int:
    """The day fixed, where one was, takes the place of the four weeks."""
    fixed = getattr(start.step, "by_day", None)
    return (fixed - start.day).days - USUAL_DAYS if fixed else 0


CLOCKS: tuple[Clock, ...] = (
    Clock(
        id="vet-suspension-confirmed", what="Oral suspension on vetting grounds confirmed in writing", period=period("F1", 3, WD),
        under=cite(I.VET25, "13(6)(b)"), starts=from_step(VettingSuspended, when=_oral), met_by=(VettingSuspensionConfirmed,), ends=OVER,
        owed_by=O.VETTING_AUTHORITY, owed_to=O.OFFICER_CONCERNED, where=governed, since=VETTING_2025,
    ),
    Clock(
        id="vet-suspension-representations", what="Officer's representations against suspension on vetting grounds",
        period=period("F1", 7, WD), under=cite(I.VET25, "13(7)(a)"), starts=from_step(VettingSuspended), ends=OVER,
        met_by=(VettingSuspensionRepresentationsMade,), owed_by=O.OFFICER_CONCERNED, owed_to=O.VETTING_AUTHORITY, where=governed,
        kind=DutyKind.WINDOW, since=VETTING_2025,
    ),
    Clock(
        id="vet-suspension-review", what="Review of the suspension on vetting grounds", period=period("F9", 4, WEEKS),
        under=cite(I.VET25, "13(8)(b), (c)(ii)"), met_by=(VettingSuspensionReviewed,), ends=OVER,
        starts=from_step(VettingSuspended, VettingSuspensionReviewed, when=lambda s: isinstance(s, VettingSuspended) or _goes_on(s)),
        owed_by=O.VETTING_AUTHORITY, owed_to=O.OFFICER_CONCERNED, where=governed, since=VETTING_2025,
    ),
    Clock(
        id="vet-suspension-continued", what="Notice that the suspension on vetting grounds continues", period=period("F1", 3, WD),
        under=cite(I.VET25, "13(9)"), starts=from_step(VettingSuspensionReviewed, when=_goes_on), ends=OVER,
        met_by=(VettingSuspensionContinuationNotified,), owed_by=O.VETTING_AUTHORITY, owed_to=O.OFFICER_CONCERNED, where=governed,
        since=VETTING_2025,
    ),
    Clock(
        id="vet-representations", what="Statement and documents to the vetting assessor", period=period("F1", 10, WD),
        under=cite(I.VET25, "19(1)"), starts=from_step(VettingNoticeServed), met_by=(VettingRepresentationsMade,),
        ends=(VettingReportReceived,), owed_by=O.OFFICER_CONCERNED, owed_to=O.VETTING_ASSESSOR, where=governed, kind=DutyKind.WINDOW,
        since=VETTING_2025,
    ),
    Clock(
        id="vet-interview-alternative", what="Alternative date of the vetting interview", period=period("F1", 5, WD),
        under=cite(I.VET25, "20(6)"), starts=from_field(VettingInterviewSpecified, "held_on"),
        met_by=(VettingInterviewAlternativeProposed,), ends=(VettingReportReceived,), owed_by=O.OFFICER_CONCERNED,
        owed_to=O.VETTING_ASSESSOR, where=governed, kind=DutyKind.WINDOW, since=VETTING_2025,
    ),
    Clock(
        id="vet-progress-first", what="Progress of an unfinished vetting assessment to the officer", period=PROGRESS,
        under=cite(I.VET25, "21(2)(a)"), starts=_progress_first, met_by=(VettingProgressGiven, VettingReportReceived), meets=_once_over,
        ends=OVER, owed_by=O.VETTING_ASSESSOR, owed_to=O.OFFICER_CONCERNED, where=governed, since=VETTING_2025,
    ),
    Clock(
        id="vet-progress-next", what="Progress of an unfinished vetting assessment to the officer, again", period=PROGRESS,
        under=cite(I.VET25, "21(2)(b)"), starts=_progress_next, met_by=(VettingProgressGiven, VettingReportReceived), meets=_once_over,
        ends=OVER, owed_by=O.VETTING_ASSESSOR, owed_to=O.OFFICER_CONCERNED, where=governed, since=VETTING_2025,
    ),
    Clock(
        id="vet-appeal", what="Appeal against withdrawal of clearance", period=TO_APPEAL, under=cite(I.VET25, "26(3)(a)"),
        starts=from_step(VettingOutcomeNotified, when=lambda s: isinstance(s, VettingOutcomeNotified) and s.withdrawn),
        met_by=(VettingAppealMade,), owed_by=O.OFFICER_CONCERNED, owed_to=O.VETTING_AUTHORITY, where=governed, kind=DutyKind.WINDOW,
        since=VETTING_2025,
    ),
    Clock(
        id="vet-objection", what="Objection to a panel member, adviser or replacement", period=TO_OBJECT,
        under=cite(I.VET25, "28(5)(b), (11)(b)"), starts=from_step(VettingPanelNamed), met_by=(VettingObjectionMade,),
        ends=(VettingAppealDetermined,), owed_by=O.OFFICER_CONCERNED, owed_to=O.VETTING_AUTHORITY, where=governed,
        kind=DutyKind.WINDOW, since=VETTING_2025,
    ),
    Clock(
        id="vet-appeal-meeting", what="Vetting appeal meeting", period=period("F1", 5, WD), under=cite(I.VET25, "29(2)"),
        starts=first_of(VettingAppealFoundArguable), met_by=(VettingAppealMeetingHeld,), ends=(VettingAppealDetermined,),
        owed_by=O.VETTING_PANEL, owed_to=O.OFFICER_CONCERNED, where=governed, since=VETTING_2025,
    ),
    Clock(
        id="vet-appeal-alternative", what="Alternative date of the vetting appeal meeting", period=period("F1", 5, WD),
        under=cite(I.VET25, "29(6)"), starts=from_field(VettingAppealMeetingSpecified, "held_on"),
        met_by=(VettingAppealAlternativeProposed,), ends=(VettingAppealMeetingHeld,), owed_by=O.OFFICER_CONCERNED,
        owed_to=O.VETTING_PANEL, where=governed, kind=DutyKind.WINDOW, since=VETTING_2025,
    ),
    Clock(
        id="vet-appeal-result", what="Result of the vetting appeal, with a summary and the right to go to the tribunal",
        period=period("F1", 3, WD), under=cite(I.VET25, "30(4)"), starts=from_step(VettingAppealDetermined),
        met_by=(VettingAppealResultGiven,), owed_by=O.VETTING_AUTHORITY, owed_to=O.OFFICER_CONCERNED, where=governed,
        since=VETTING_2025,
    ),
    Clock(
        id="am26-vetting-fresh", what="Clearance of a recruit or transferee granted", period=CLEARANCE,
        under=cite(I.AM26, "VET25 as amended (AM26)", Confidence.PART), starts=_newly_appointed, met_by=(ClearanceGranted,),
        ends=(OfficerLeft,), owed_by=O.VETTING_AUTHORITY, owed_to=O.APPROPRIATE_AUTHORITY, where=governed, since=AMENDED_2026,
    ),
    Clock(
        id="revetting", what="Re-vetting after misconduct short of dismissal (by the day fixed, or in four weeks)", period=REVETTING,
        under=cite(I.POLICY, "re-vetting", Confidence.KNOWN), starts=_to_revet, met_by=(RevettingCompleted,), ends=(OfficerLeft,),
        owed_by=O.VETTING_AUTHORITY, owed_to=O.APPROPRIATE_AUTHORITY, extra_days=_days_to_revet,
    ),
)  # fmt: skip
