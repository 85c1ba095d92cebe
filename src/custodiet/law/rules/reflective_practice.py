"""The reflective practice review process: CR20 Part 6, from 1 February 2020, for serving officers; not a penalty."""

from custodiet.law.clocks import MONTHS, WD, Clock, duties_of, from_step, period
from custodiet.law.instruments import CR20, CR20_2025, REGULATIONS_2020
from custodiet.law.matter import Duty, DutyKind, Matter, Option
from custodiet.law.powers import Power, british, options_of
from custodiet.law.steps import Key
from custodiet.law.steps.investigation import SeverityAssessed
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
from custodiet.law.vocabulary import Instrument as I
from custodiet.law.vocabulary import Office as O
from custodiet.law.vocabulary import Severity, cite

REVIEWERS = (O.REVIEWER, O.LINE_MANAGER, O.SENIOR_OFFICER)
TOLD_BY_OFFICER = (O.OFFICER_CONCERNED, O.RECORDER)


def _serving(matter: Matter, about: Key | None) -> bool:
    """Serving officers and special constables under the Regulations of 2020 (CR20 Sch 1 para 41 leaves former ones out)."""
    return _governed(matter, about) and not matter.history.has(OfficerLeft, about)


def _governed(matter: Matter, about: Key | None) -> bool:
    return matter.conduct_is(about, CR20, CR20_2025)


def begun(matter: Matter, about: Key | None) -> ReflectivePracticeBegun | None:
    """The process that is under way: begun, not abandoned since, its report not agreed."""
    latest = matter.history.latest(ReflectivePracticeBegun, about)
    if latest is None:
        return None
    over = any(
        isinstance(s, (ReflectivePracticeAbandoned, DevelopmentReportAgreed)) and matter.history.concerns(s, about)
        for s in matter.history.after(latest)
    )
    return None if over else latest


def may_not_begin(matter: Matter, about: Key | None) -> str:
    """Not while one is under way, proceedings stand, or misconduct was assessed and nothing decided on it yet."""
    if under_way := begun(matter, about):
        return (
            f"The reflective practice review process began on {british(under_way.on)} and is under way (CR20 65). "
            "Finish it, or enter that it was abandoned, before another."
        )
    if _proceedings_stand(matter, about):
        return (
            "The case stands referred to proceedings, and the same matter is not dealt with in both ways (CR20 23, 27). "
            "Enter the withdrawal of the proceedings, or their outcome, first."
        )
    assessed = matter.history.latest(SeverityAssessed, about)
    if assessed is None or assessed.severity is Severity.NEITHER or matter.history.any_of((CaseToAnswerDetermined, Imposed), about):
        return ""
    return (
        f"The conduct is assessed as {assessed.severity}, which must be investigated; the process is for practice requiring improvement "
        "(CR20 14(4), (5)(a), 23). Revise the assessment, or enter the determination on the report, first."
    )


def _proceedings_stand(matter: Matter, about: Key | None) -> bool:
    kinds = (ReferredToProceedings, ProceedingsWithdrawn, Imposed)
    turns = [step for step in matter.history if isinstance(step, kinds) and matter.history.concerns(step, about)]
    return bool(turns) and isinstance(turns[-1], ReferredToProceedings)


def not_under_way(matter: Matter, about: Key | None) -> str:
    """A step of a process that is over, or never began."""
    if begun(matter, about):
        return ""
    return (
        "No reflective practice review process is under way in the record (CR20 65-71). "
        "Enter “Referred to the reflective practice review process” first."
    )


POWERS: tuple[Power, ...] = (
    Power(
        step=ReflectivePracticeBegun, by=(O.APPROPRIATE_AUTHORITY, O.CHAIR, O.PERSON_CONDUCTING), under=cite(I.CR20, "65"),
        where=_serving, unless=may_not_begin,
    ),
    Power(
        step=ReflectiveInvitationReceived, by=(*REVIEWERS, O.RECORDER), under=cite(I.CR20, "67(1)"), where=_serving, unless=not_under_way,
    ),
    Power(
        step=ReflectiveAccountGiven, by=TOLD_BY_OFFICER, under=cite(I.CR20, "67(2)"), after=(ReflectiveInvitationReceived,),
        where=_serving, unless=not_under_way,
    ),
    Power(
        step=ReflectiveDiscussionHeld, by=REVIEWERS, under=cite(I.CR20, "69"), after=(ReflectiveInvitationReceived,), where=_serving,
        unless=not_under_way,
    ),
    Power(
        step=DevelopmentReportAgreed, by=REVIEWERS, under=cite(I.CR20, "70"), after=(ReflectiveDiscussionHeld,), where=_serving,
        unless=not_under_way,
    ),
    Power(
        step=DevelopmentReportDiscussed, by=(*REVIEWERS, O.RECORDER), under=cite(I.CR20, "70(6)"), after=(DevelopmentReportAgreed,),
        where=_serving,
    ),
    Power(
        step=ReflectivePracticeAbandoned, by=(*REVIEWERS, O.APPROPRIATE_AUTHORITY), under=cite(I.CR20, "68(3); 71"), where=_serving,
        unless=not_under_way,
    ),
)  # fmt: skip
CLOCKS: tuple[Clock, ...] = (
    Clock(
        id="rprp-account", what="Officer's account in the reflective practice review", period=period("F1", 5, WD),
        under=cite(I.CR20, "67(2)"), starts=from_step(ReflectiveInvitationReceived), met_by=(ReflectiveAccountGiven,),
        ends=(ReflectivePracticeAbandoned, OfficerLeft), owed_by=O.OFFICER_CONCERNED, owed_to=O.REVIEWER, where=_governed,
        kind=DutyKind.WINDOW, since=REGULATIONS_2020,
    ),
    Clock(
        id="rprp-pdr", what="Development report discussed in the personal development review", period=period("", 12, MONTHS),
        under=cite(I.CR20, "70(6)"), starts=from_step(DevelopmentReportAgreed), met_by=(DevelopmentReportDiscussed,),
        ends=(OfficerLeft,), owed_by=O.LINE_MANAGER, owed_to=O.OFFICER_CONCERNED, where=_governed, since=REGULATIONS_2020,
    ),
)  # fmt: skip


def options(matter: Matter) -> list[Option]:
    """What may be done in the reflective practice review process, and what may not and why."""
    return options_of(POWERS, matter)


def duties(matter: Matter) -> list[Duty]:
    """What is owed in the reflective practice review process, and open until when."""
    return duties_of(CLOCKS, matter)
