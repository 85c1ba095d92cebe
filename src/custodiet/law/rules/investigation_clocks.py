"""The time limits of an investigation: terms of reference, representations, interview, progress, not finished, views.

Rows of Schedule 3 cases end in `-sch3`; the others are cases under Part 3 of the Conduct Regulations. Those of the 2012
Regulations begin with `old-`.
"""

from collections.abc import Callable, Iterator
from datetime import date

from custodiet.law.calendar import DAY, Period
from custodiet.law.clocks import CD, MONTHS, WD, WEEKS, Clock, Start, Starts, first_of, from_field, from_step, period
from custodiet.law.instruments import REGULATIONS_2012, REGULATIONS_2020
from custodiet.law.matter import DutyKind, Matter
from custodiet.law.rules.investigation_where import (
    both,
    complaints_2020,
    conduct_2012,
    conduct_2020,
    investigated,
    officer_2012,
    officer_2020,
)
from custodiet.law.steps import Key, Step, Track
from custodiet.law.steps.investigation import (
    InterviewAlternativeProposed,
    InterviewHeld,
    InterviewSpecified,
    InvestigatorAppointed,
    NoticeServed,
    OfficerProgressNotified,
    OverrunReported,
    ReportReceived,
    StatementReceived,
    TermsOfReferenceServed,
    TermsOfReferenceWithheld,
    ViewsGiven,
    ViewsSought,
)
from custodiet.law.steps.opening import CameToAttention, CaseClosed, ComplaintMade, WithdrawalConfirmed
from custodiet.law.vocabulary import Attention, cite
from custodiet.law.vocabulary import Instrument as I
from custodiet.law.vocabulary import Office as O

LAST_OF_2012 = REGULATIONS_2020 - DAY
FIRST_YEAR = period("F6", 12, MONTHS)
HALF_YEAR = period("F6", 6, MONTHS)
TERMS = (TermsOfReferenceServed, TermsOfReferenceWithheld)


def opening_step(matter: Matter, about: Key | None, schedule_3: bool) -> Step | None:
    """The step with which the relevant periods begin.

    Under Schedule 3 the complaint, to whomever it was made; otherwise the day the matter came to the authority, so what came
    to the Director General alone does not count (CMR20 13(3)(a), CR20 19(2)(a)).
    """
    made = [step for step in matter.history.all(ComplaintMade, about) if schedule_3 or step.to is not Attention.DIRECTOR_GENERAL]
    came = [step for step in matter.history.all(CameToAttention, about) if step.to is not Attention.DIRECTOR_GENERAL]
    return min([*made, *came], key=lambda step: step.on, default=None)


def _relevant_periods(matter: Matter, about: Key | None, schedule_3: bool) -> Iterator[Start]:
    """Each period in which the investigation was not finished, down to the one after that in which today lies."""
    step = opening_step(matter, about, schedule_3)
    if step is None:
        return
    report = matter.history.first(ReportReceived, about)
    day, length = step.on, FIRST_YEAR
    while True:
        end = _end(length, day)
        if report is not None and report.on <= end:
            return
        yield Start(day, step, step.exact)
        if day > matter.today:
            return
        day, length = end + DAY, HALF_YEAR


def _first(schedule_3: bool) -> Starts:
    return lambda matter, about: list(_relevant_periods(matter, about, schedule_3))[:1]


def _next(schedule_3: bool) -> Starts:
    return lambda matter, about: list(_relevant_periods(matter, about, schedule_3))[1:]


def _end(length: Period, day: date) -> date:
    last = length.last(day)
    assert last is not None
    return last


def _after(length: Period) -> Callable[[Start, Step], bool]:
    """A report counts for a period once that period is over; the report on the investigation itself settles it too."""
    return lambda start, step: isinstance(step, ReportReceived) or step.on > _end(length, start.day)


def _start_of_investigation(matter: Matter, about: Key | None) -> Iterator[Start]:
    """From the start, though owed only once the notice was given (CR12 15(4)(a))."""
    appointed = matter.history.first(InvestigatorAppointed, about)
    if appointed and matter.history.has(NoticeServed, about):
        yield Start(appointed.on, appointed, appointed.exact)


CLOCKS: tuple[Clock, ...] = (
    Clock(
        id="terms-sch3", what="Terms of reference to the officer (Schedule 3 case)", period=period("F1", 5, WD),
        under=cite(I.CMR20, "17(2)"), starts=from_step(NoticeServed), met_by=TERMS, owed_by=O.INVESTIGATOR,
        owed_to=O.OFFICER_CONCERNED, where=officer_2020, since=REGULATIONS_2020,
    ),
    Clock(
        id="terms", what="Terms of reference to the officer", period=period("F1", 5, WD),
        under=cite(I.CR20, "17(3)"), starts=from_step(NoticeServed), met_by=TERMS, owed_by=O.INVESTIGATOR,
        owed_to=O.OFFICER_CONCERNED, where=conduct_2020, since=REGULATIONS_2020,
    ),
    Clock(
        id="representations-sch3", what="Officer's statement and documents to the investigator (Schedule 3 case)",
        period=period("F1", 10, WD), under=cite(I.CMR20, "20(4)"), starts=from_step(*TERMS), met_by=(StatementReceived,),
        owed_by=O.OFFICER_CONCERNED, owed_to=O.INVESTIGATOR, where=officer_2020, kind=DutyKind.WINDOW, since=REGULATIONS_2020,
    ),
    Clock(
        id="representations", what="Officer's statement and documents to the investigator", period=period("F1", 10, WD),
        under=cite(I.CR20, "18(1), (3)"), starts=from_step(*TERMS), met_by=(StatementReceived,),
        owed_by=O.OFFICER_CONCERNED, owed_to=O.INVESTIGATOR, where=conduct_2020, kind=DutyKind.WINDOW, since=REGULATIONS_2020,
    ),
    Clock(
        id="interview-alternative-sch3", what="Alternative date of interview (Schedule 3 case)", period=period("F1", 5, WD),
        under=cite(I.CMR20, "21(5)(b)"), starts=from_field(InterviewSpecified, "held_on"), met_by=(InterviewAlternativeProposed,),
        ends=(InterviewHeld,), owed_by=O.OFFICER_CONCERNED, owed_to=O.INVESTIGATOR, where=officer_2020, kind=DutyKind.WINDOW,
        since=REGULATIONS_2020,
    ),
    Clock(
        id="interview-alternative", what="Alternative date of interview", period=period("F1", 5, WD),
        under=cite(I.CR20, "20(5)(b)"), starts=from_field(InterviewSpecified, "held_on"), met_by=(InterviewAlternativeProposed,),
        ends=(InterviewHeld,), owed_by=O.OFFICER_CONCERNED, owed_to=O.INVESTIGATOR, kind=DutyKind.WINDOW, since=REGULATIONS_2020,
        where=both(conduct_2020, lambda matter, about: not matter.is_former(about)),  # Sch 1 para 12(b): reasonable, no limit
    ),
    Clock(
        id="officer-progress-first", what="First notice of progress to the officer", period=period("F9", 4, WEEKS),
        under=cite(I.CR20, "17(7)(a)"), starts=first_of(NoticeServed), met_by=(OfficerProgressNotified,), ends=(ReportReceived,),
        owed_by=O.INVESTIGATOR, owed_to=O.OFFICER_CONCERNED, where=conduct_2020, since=REGULATIONS_2020,
    ),
    Clock(
        id="officer-progress-next", what="Next notice of progress to the officer", period=period("F9", 4, WEEKS),
        under=cite(I.CR20, "17(7)(b)"), starts=from_step(OfficerProgressNotified), met_by=(OfficerProgressNotified,),
        ends=(ReportReceived,), owed_by=O.INVESTIGATOR, owed_to=O.OFFICER_CONCERNED, where=conduct_2020, since=REGULATIONS_2020,
    ),
    Clock(
        id="overrun-first-sch3", period=FIRST_YEAR, under=cite(I.CMR20, "13(1)-(3)"), starts=_first(True),
        what="Report that the investigation is not finished (by the Director General if directed or independent)",
        met_by=(OverrunReported, ReportReceived), meets=_after(FIRST_YEAR), ends=(CaseClosed, WithdrawalConfirmed), track=Track.CASE,
        owed_by=O.APPROPRIATE_AUTHORITY, owed_to=O.LOCAL_POLICING_BODY, where=both(complaints_2020, investigated),
        since=REGULATIONS_2020,
    ),
    Clock(
        id="overrun-next-sch3", period=HALF_YEAR, under=cite(I.CMR20, "13(3)(b)"), starts=_next(True),
        what="Report again that the investigation is not finished (by the Director General if directed or independent)",
        met_by=(OverrunReported, ReportReceived), meets=_after(HALF_YEAR), ends=(CaseClosed, WithdrawalConfirmed), track=Track.CASE,
        owed_by=O.APPROPRIATE_AUTHORITY, owed_to=O.LOCAL_POLICING_BODY, where=both(complaints_2020, investigated),
        since=REGULATIONS_2020,
    ),
    Clock(
        id="overrun-first", what="Report that the investigation is not finished", period=FIRST_YEAR,
        under=cite(I.CR20, "19(1)-(2)"), starts=_first(False), met_by=(OverrunReported, ReportReceived), meets=_after(FIRST_YEAR),
        ends=(CaseClosed,), track=Track.CASE, owed_by=O.APPROPRIATE_AUTHORITY, owed_to=O.LOCAL_POLICING_BODY,
        where=both(conduct_2020, investigated), since=REGULATIONS_2020,
    ),
    Clock(
        id="overrun-next", what="Report again that the investigation is not finished", period=HALF_YEAR,
        under=cite(I.CR20, "19(2)(b)"), starts=_next(False), met_by=(OverrunReported, ReportReceived), meets=_after(HALF_YEAR),
        ends=(CaseClosed,), track=Track.CASE, owed_by=O.APPROPRIATE_AUTHORITY, owed_to=O.LOCAL_POLICING_BODY,
        where=both(conduct_2020, investigated), since=REGULATIONS_2020,
    ),
    Clock(
        id="aa-views", what="Appropriate authority's views on the report to the Director General", period=period("F3", 28, CD),
        under=cite(I.CMR20, "27(5)"), starts=from_step(ViewsSought), met_by=(ViewsGiven,), owed_by=O.APPROPRIATE_AUTHORITY,
        owed_to=O.DIRECTOR_GENERAL, where=complaints_2020, track=Track.CASE, since=REGULATIONS_2020,
    ),
    Clock(
        id="old-representations-sch3", what="Officer's statement to the investigator (Schedule 3 case, 2012 Regulations)",
        period=period("F1", 10, WD), under=cite(I.CMR12, "18"), starts=from_step(NoticeServed), met_by=(StatementReceived,),
        owed_by=O.OFFICER_CONCERNED, owed_to=O.INVESTIGATOR, where=officer_2012, kind=DutyKind.WINDOW,
        since=REGULATIONS_2012, to=LAST_OF_2012,
    ),
    Clock(
        id="old-representations", what="Officer's statement to the investigator (2012 Regulations)", period=period("F1", 10, WD),
        under=cite(I.CR12, "16(1)"), starts=from_step(NoticeServed), met_by=(StatementReceived,),
        owed_by=O.OFFICER_CONCERNED, owed_to=O.INVESTIGATOR, where=conduct_2012, kind=DutyKind.WINDOW,
        since=REGULATIONS_2012, to=LAST_OF_2012,
    ),
    Clock(
        id="old-interview-alternative", what="Alternative date of interview (2012 Regulations)", period=period("F1", 5, WD),
        under=cite(I.CR12, "17(4)"), starts=from_field(InterviewSpecified, "held_on"), met_by=(InterviewAlternativeProposed,),
        ends=(InterviewHeld,), owed_by=O.OFFICER_CONCERNED, owed_to=O.INVESTIGATOR, where=conduct_2012, kind=DutyKind.WINDOW,
        since=REGULATIONS_2012, to=LAST_OF_2012,
    ),
    Clock(
        id="old-officer-progress-first", what="First notice of progress to the officer, from the start (2012 Regulations)",
        period=period("F9", 4, WEEKS), under=cite(I.CR12, "15(4)(a)"), starts=_start_of_investigation, met_by=(OfficerProgressNotified,),
        ends=(ReportReceived,), owed_by=O.INVESTIGATOR, owed_to=O.OFFICER_CONCERNED, where=conduct_2012,
        since=REGULATIONS_2012, to=LAST_OF_2012,
    ),
    Clock(
        id="old-officer-progress-next", what="Next notice of progress to the officer (2012 Regulations)", period=period("F9", 4, WEEKS),
        under=cite(I.CR12, "15(4)(b)"), starts=from_step(OfficerProgressNotified), met_by=(OfficerProgressNotified,),
        ends=(ReportReceived,), owed_by=O.INVESTIGATOR, owed_to=O.OFFICER_CONCERNED, where=conduct_2012,
        since=REGULATIONS_2012, to=LAST_OF_2012,
    ),
)  # fmt: skip
