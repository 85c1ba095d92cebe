"""The barred and advisory lists (Police Barred List and Police Advisory List Regulations 2017, from 15 December 2017)."""

from collections.abc import Iterator

from custodiet.law.clocks import MONTHS, WD, YEARS, Clock, Start, duties_of, from_step, period
from custodiet.law.instruments import FORMER_OFFICERS, left_before_outcome
from custodiet.law.matter import Duty, DutyKind, Matter, Option
from custodiet.law.powers import Power, options_of
from custodiet.law.rules import standing
from custodiet.law.steps import Key, Step
from custodiet.law.steps import outcome as out
from custodiet.law.steps.investigation import SeverityAssessed
from custodiet.law.steps.opening import CameToAttention, CaseClosed, ComplaintMade, ReopenedByDirectorGeneral
from custodiet.law.steps.people import DismissedOnVettingGrounds
from custodiet.law.steps.proceedings import CaseToAnswerDetermined, ProceedingsWithdrawn
from custodiet.law.vocabulary import Capacity, Citation, Confidence, Departure, Office, Severity, cite
from custodiet.law.vocabulary import Instrument as I

AA, COLLEGE, RECORDER = Office.APPROPRIATE_AUTHORITY, Office.COLLEGE, Office.RECORDER
SINCE = FORMER_OFFICERS
ENDING = (out.Imposed, out.StaffOutcomeDecided, DismissedOnVettingGrounds)


def bl17(provision: str, confidence: Confidence = Confidence.FULL) -> Citation:
    """A provision of the Regulations on the lists."""
    return cite(I.BL17, provision, confidence)


def bars(step: Step) -> bool:
    """Whether the step is a dismissal, or the finding that takes its place, that must be reported (BL17 3(1))."""
    match step:
        case out.Imposed():
            return step.outcome.ends_service
        case out.StaffOutcomeDecided():
            return step.dismissed
        case _:
            return False


def barring(matter: Matter, about: Key | None) -> Iterator[Start]:
    """Every dismissal or finding on or after 15 December 2017."""
    for step in matter.history:
        if bars(step) and step.on >= SINCE and matter.history.concerns(step, about):
            yield Start(step.on, step, step.exact)


def set_aside(matter: Matter, about: Key | None) -> Iterator[Start]:
    """The first act that undid a reported dismissal or finding (BL17 6)."""
    for begun in barring(matter, about):
        later = [step for step in matter.history.after(begun.step) if matter.history.concerns(step, about)]
        undone = next((step for step in later if standing.undoes(step)), None)
        if undone and matter.history.before(undone).has(out.ReportedToBarredList, about):
            yield Start(undone.on, undone, undone.exact)


def still_barring(matter: Matter, about: Key | None) -> Iterator[Start]:
    """The dismissals and findings that nothing has undone."""
    for begun in barring(matter, about):
        later = [step for step in matter.history.after(begun.step) if matter.history.concerns(step, about)]
        if not any(standing.undoes(step) for step in later):
            yield begun


def _left_under_investigation(matter: Matter, about: Key | None) -> Iterator[Start]:
    """Leaving with an allegation of gross misconduct, or the allegation that came to light afterwards (BL17 12(1)(a))."""
    left = left_before_outcome(matter.history, matter.history.officer_of(about))
    opened = next(
        (s for s in matter.history if isinstance(s, (ComplaintMade, CameToAttention)) and matter.history.concerns(s, about)), None
    )
    if left is None or opened is None or left.how is Departure.DISMISSED or _is_volunteer(matter, about):
        return
    later: Step = max(left, opened, key=lambda step: step.on)
    if later.on >= SINCE and not _assessed_as_less(matter, about) and not _cleared_before(matter, about, left):
        yield Start(later.on, later, later.exact)


def _cleared_before(matter: Matter, about: Key | None, left: Step) -> bool:
    """Whether it was over before the person left: no case to answer in gross misconduct, withdrawn, or closed."""
    before = matter.history.before(left)
    ends = (CaseToAnswerDetermined, ProceedingsWithdrawn, CaseClosed)
    turns = [step for step in before if isinstance(step, ends) and before.concerns(step, about)]
    if not turns or any(isinstance(step, ReopenedByDirectorGeneral) for step in before.after(turns[-1])):
        return False
    last = turns[-1]
    return not (isinstance(last, CaseToAnswerDetermined) and last.answer is Severity.GROSS_MISCONDUCT)


def _assessed_as_less(matter: Matter, about: Key | None) -> bool:
    """Whether the allegation was assessed, and not as gross misconduct; before it is assessed it may be."""
    assessed = matter.history.latest(SeverityAssessed, about)
    return assessed is not None and assessed.severity is not Severity.GROSS_MISCONDUCT


def _volunteer_stopped(matter: Matter, about: Key | None) -> Iterator[Start]:
    for left in matter.history.all(out.OfficerLeft, about):
        if left.on >= SINCE and _is_volunteer(matter, about):
            yield Start(left.on, left, left.exact)


def _is_volunteer(matter: Matter, about: Key | None) -> bool:
    subject = matter.subject(about)
    return subject is not None and subject.capacity is Capacity.VOLUNTEER


def _no_dismissal(matter: Matter, about: Key | None) -> str:
    if any(True for _ in still_barring(matter, about)):
        return ""
    return (
        "No dismissal, and no finding that the officer would have been dismissed, stands in the record on or after 15 December 2017 "
        "(BL17 3(1)). The barred list takes no other outcome; record the outcome first."
    )


def _not_leaving(matter: Matter, about: Key | None) -> str:
    if matter.history.has(out.OfficerLeft, about):
        return ""
    return "The person is not recorded as having left (BL17 12(1)). Enter the day of leaving first."


_OF_EITHER_LIST = (out.RemovalConditionSatisfied, out.FurtherReportSent, out.RemovalDecided, out.RemovalDecisionNotified)


def _advisory(step: Step) -> bool:
    assert isinstance(step, _OF_EITHER_LIST)
    return step.advisory


def _barred(step: Step) -> bool:
    return not _advisory(step)


def _same_list(start: Start, step: Step) -> bool:
    return _advisory(step) == _advisory(start.step)


def _incompetence(step: Step) -> bool:
    assert isinstance(step, out.IncludedInBarredList)
    return step.gross_incompetence


def _performance(step: Step) -> bool:
    assert isinstance(step, out.IncludedInBarredList)
    return step.performance_only


def _ordinary(step: Step) -> bool:
    return not (_incompetence(step) or _performance(step))


def _not_conduct(step: Step) -> bool:
    assert isinstance(step, out.IncludedInAdvisoryList)
    return not step.about_conduct


POWERS: tuple[Power, ...] = (
    Power(step=out.ReportedToBarredList, by=(AA,), under=bl17("3(1)"), unless=_no_dismissal, even_closed=True),
    Power(step=out.IncludedInBarredList, by=(COLLEGE, RECORDER), under=bl17("3(1)"), after=(out.ReportedToBarredList,), even_closed=True),
    Power(step=out.BarredEntryPublished, by=(COLLEGE, RECORDER), under=bl17("10(3)"), after=(out.IncludedInBarredList,), even_closed=True),
    Power(
        step=out.BarredPublicationStopped, by=(COLLEGE, RECORDER), under=bl17("11(4)"), after=(out.BarredEntryPublished,), even_closed=True
    ),
    Power(
        step=out.BarredPublicationEnded, by=(COLLEGE, RECORDER), under=bl17("11(4)"), after=(out.BarredEntryPublished,), even_closed=True
    ),
    Power(
        step=out.RemovalConditionSatisfied,
        by=(AA, RECORDER),
        under=bl17("5(1)"),
        after=(out.IncludedInBarredList, out.IncludedInAdvisoryList),
        even_closed=True,
    ),
    Power(step=out.FurtherReportSent, by=(AA,), under=bl17("5(1)"), after=(out.RemovalConditionSatisfied,), even_closed=True),
    Power(
        step=out.SetAsideNoticeSent,
        by=(AA,),
        under=bl17("6(2)"),
        after=(out.Quashed, out.Remitted, out.TribunalAppealDetermined),
        even_closed=True,
    ),
    Power(
        step=out.RemovalDecided,
        by=(COLLEGE, RECORDER),
        under=bl17("7(9)"),
        after=(out.IncludedInBarredList, out.IncludedInAdvisoryList),
        even_closed=True,
    ),
    Power(step=out.RemovalDecisionNotified, by=(COLLEGE, RECORDER), under=bl17("7(9)"), after=(out.RemovalDecided,), even_closed=True),
    Power(step=out.ReportedToAdvisoryList, by=(AA,), under=bl17("12(1)"), unless=_not_leaving, even_closed=True),
    Power(
        step=out.IncludedInAdvisoryList, by=(COLLEGE, RECORDER), under=bl17("12(1)"), after=(out.ReportedToAdvisoryList,), even_closed=True
    ),
)

FIVE = period("F2", 5, WD)
CLOCKS: tuple[Clock, ...] = (
    Clock(
        id="barred-report", what="barred-list report to the College", period=FIVE, under=bl17("3(1)"), starts=barring,
        met_by=(out.ReportedToBarredList,), ends=(out.Quashed, out.Remitted), owed_by=AA, owed_to=COLLEGE, since=SINCE,
    ),
    Clock(
        id="barred-further", what="further report, removal condition", period=FIVE, under=bl17("5(1)"),
        starts=from_step(out.RemovalConditionSatisfied, when=_barred), met_by=(out.FurtherReportSent,), meets=_same_list,
        owed_by=AA, owed_to=COLLEGE, since=SINCE,
    ),
    Clock(
        id="barred-set-aside", what="notice that dismissal or finding was set aside", period=FIVE, under=bl17("6(2)"),
        starts=set_aside, met_by=(out.SetAsideNoticeSent,), owed_by=AA, owed_to=COLLEGE, since=SINCE,
    ),
    Clock(
        id="barred-first-publication", what="College first publishes the entry, unless exempt", period=period("F11", 1, MONTHS),
        under=bl17("10(3)"), starts=from_step(out.IncludedInBarredList, when=_ordinary), met_by=(out.BarredEntryPublished,), owed_by=COLLEGE, since=SINCE,
        where=lambda matter, about: (subject := matter.subject(about)) is not None and subject.capacity in (
            Capacity.MEMBER_OF_A_POLICE_FORCE, Capacity.SPECIAL_CONSTABLE),
    ),
    Clock(
        id="barred-published-for", what="barred-list entry stays public", period=period("", 5, YEARS), under=bl17("11(8)"),
        starts=from_step(out.BarredEntryPublished), ends=(out.BarredPublicationEnded,), kind=DutyKind.IN_FORCE, owed_by=COLLEGE,
        since=SINCE,
    ),
    Clock(
        id="barred-unpublish", what="College stops publishing", period=FIVE, under=bl17("11(4)"),
        starts=from_step(out.BarredPublicationStopped), met_by=(out.BarredPublicationEnded,), owed_by=COLLEGE, since=SINCE,
    ),
    Clock(
        id="barred-removal-apply", what="may apply for removal from the barred list after", period=period("", 5, YEARS),
        under=bl17("7(10)(b)"), starts=from_step(out.IncludedInBarredList, when=_ordinary), kind=DutyKind.BAR,
        owed_by=Office.OFFICER_CONCERNED, since=SINCE,
    ),
    Clock(
        id="barred-removal-apply-incompetence", what="may apply for removal after, gross incompetence", period=period("", 3, YEARS),
        under=bl17("7(10)(a)"), starts=from_step(out.IncludedInBarredList, when=_incompetence), kind=DutyKind.BAR,
        owed_by=Office.OFFICER_CONCERNED, since=SINCE,
    ),
    Clock(
        id="barred-removal-decision", what="notice of the College's decision on removal", period=FIVE, under=bl17("7(9)"),
        starts=from_step(out.RemovalDecided, when=_barred), met_by=(out.RemovalDecisionNotified,), meets=_same_list, owed_by=COLLEGE,
        owed_to=Office.OFFICER_CONCERNED, since=SINCE,
    ),
    Clock(
        id="barred-automatic", what="automatic removal, plain unsatisfactory performance or attendance", period=period("", 12, MONTHS),
        under=bl17("8"), starts=from_step(out.IncludedInBarredList, when=_performance), kind=DutyKind.IN_FORCE, owed_by=COLLEGE,
        since=SINCE,
    ),
    Clock(
        id="advisory-report", what="advisory-list report: leaving, allegation, or designation withdrawn", period=FIVE,
        under=bl17("12(1)(a)"), starts=_left_under_investigation, met_by=(out.ReportedToAdvisoryList,), owed_by=AA, owed_to=COLLEGE,
        since=SINCE,
    ),
    Clock(
        id="advisory-report-volunteer", what="advisory-list report: volunteer stopped", period=FIVE, under=bl17("12(1)(b)"),
        starts=_volunteer_stopped, met_by=(out.ReportedToAdvisoryList,), owed_by=AA, owed_to=COLLEGE, since=SINCE,
    ),
    Clock(
        id="advisory-further", what="further report, advisory list", period=FIVE, under=bl17("14(1)"),
        starts=from_step(out.RemovalConditionSatisfied, when=_advisory), met_by=(out.FurtherReportSent,), meets=_same_list, owed_by=AA,
        owed_to=COLLEGE, since=SINCE,
    ),
    Clock(
        id="advisory-removal-apply", what="may apply for removal from the advisory list after", period=period("", 5, YEARS),
        under=bl17("15(1)"), starts=from_step(out.IncludedInAdvisoryList), kind=DutyKind.BAR, owed_by=Office.OFFICER_CONCERNED, since=SINCE,
    ),
    Clock(
        id="advisory-removal-decision", what="notice of the College's decision on removal, advisory list", period=FIVE,
        under=bl17("15(8)"), starts=from_step(out.RemovalDecided, when=_advisory), met_by=(out.RemovalDecisionNotified,),
        meets=_same_list, owed_by=COLLEGE, owed_to=Office.OFFICER_CONCERNED, since=SINCE,
    ),
    Clock(
        id="advisory-automatic", what="automatic removal from the advisory list, report not about conduct", period=period("", 5, YEARS),
        under=bl17("16"), starts=from_step(out.IncludedInAdvisoryList, when=_not_conduct), kind=DutyKind.IN_FORCE, owed_by=COLLEGE,
        since=SINCE,
    ),
)  # fmt: skip


def options(matter: Matter) -> list[Option]:
    """What may be done about the lists."""
    return options_of(POWERS, matter)


def duties(matter: Matter) -> list[Duty]:
    """What is owed to, and by, the College."""
    return duties_of(CLOCKS, matter)
