"""Former officers (Conduct Regulations 2020 reg 4 and Sch 1; Part 3A from 28 May 2025): leaving, conditions, route."""

from collections.abc import Iterator

from custodiet.law.clocks import CD, MONTHS, WD, Clock, Start, duties_of, first_of, from_step, period
from custodiet.law.instruments import (
    AMENDED_2025,
    CONDITION_B_GAP_MONTHS,
    CONDITION_C,
    CONDITIONS,
    FORMER,
    FORMER_2025,
    REGULATIONS_2020,
    REINVESTIGATION_GAP_MONTHS,
)
from custodiet.law.matter import Duty, DutyKind, Matter, Option
from custodiet.law.powers import Power, british, options_of
from custodiet.law.rules import standing
from custodiet.law.steps import Key, Step
from custodiet.law.steps import outcome as out
from custodiet.law.steps import proceedings as pro
from custodiet.law.steps.investigation import ReportReceived
from custodiet.law.vocabulary import Instrument as I
from custodiet.law.vocabulary import Office, cite

AA, DG, OFFICER, RECORDER = Office.APPROPRIATE_AUTHORITY, Office.DIRECTOR_GENERAL, Office.OFFICER_CONCERNED, Office.RECORDER


def _condition_c(matter: Matter, about: Key | None) -> bool:
    return matter.regime(CONDITIONS, about) is CONDITION_C


def _route_2025(matter: Matter, about: Key | None) -> bool:
    return matter.regime(FORMER, about) is FORMER_2025


def _directed(matter: Matter, about: Key | None) -> str:
    determined = matter.history.latest(pro.CaseToAnswerDetermined, about)
    if determined is not None and determined.directed:
        return (
            "The Director General directed these proceedings or a recommendation was accepted, so they go to a misconduct hearing "
            "(CR20 21G). Refer the case to a misconduct hearing."
        )
    return ""


def _hearing_required(matter: Matter, about: Key | None) -> str:
    decided = matter.history.latest(out.FormerOfficerRouteDecided, about)
    if decided is not None and decided.requires_hearing:
        return "The authority decided that the case requires a misconduct hearing, so there is no choice to offer (CR20 21D(4))."
    return ""


def _relevant_condition(matter: Matter, about: Key | None) -> Iterator[Start]:
    """The days on which a condition of 21A(1) applies: the report, leaving after a referral, the return to Part 3A."""
    left = matter.history.first(out.OfficerLeft, about)
    referred_before = left is not None and matter.history.before(left).has(pro.ReferredToProceedings, about)
    conditions: list[Step] = [left] if left and referred_before else list(matter.history.all(ReportReceived, about))
    for step in [*conditions, *matter.history.all(pro.RemittedToPart4, about)]:
        yield Start(step.on, step, step.exact)


def _authority_determines(matter: Matter, about: Key | None) -> bool:
    """Part 3A does not apply where Part 4 does, by the Director General's direction (21A(2), 21G)."""
    return _route_2025(matter, about) and not standing.director_general_decides(matter, about)


def _wrong_time_to_opt(matter: Matter, step: Step) -> str:
    assert isinstance(step, out.OptedForHearing)
    if began := standing.hearing(matter, step.about):
        return (
            f"The {began.form.value} began on {british(began.on)}; a wish for a misconduct hearing must arrive before it (CR20 21E(2)(d)). "
            "It can no longer be met."
        )
    told = matter.history.latest(out.ChoiceOfHearingNotified, step.about)
    last = OPTS.period.last(told.on) if told else None
    if last and step.on > last and not step.late:
        return (
            f"The time to opt for a misconduct hearing ended on {british(last)} ({OPTS.under}). A late request is decided by the person "
            "conducting the hearing (CR20 21E(3)-(4)); if it was granted, say so."
        )
    return ""


POWERS: tuple[Power, ...] = (
    Power(step=out.OfficerLeft, by=(AA, RECORDER), under=cite(I.FO17, "6"), once=True, even_closed=True),
    Power(step=out.EarlierProceedingsRecorded, by=(AA, RECORDER), under=cite(I.CR20, "4(8)")),
    Power(step=out.ConditionCNoticeGiven, by=(DG,), under=cite(I.CR20, "Sch 1 para 2 (4B)"), where=_condition_c, after=(out.OfficerLeft,)),
    Power(
        step=out.ConditionCStatementReceived,
        by=(OFFICER, RECORDER),
        under=cite(I.CR20, "Sch 1 para 2 (4B(3))"),
        where=_condition_c,
        after=(out.ConditionCNoticeGiven,),
    ),
    Power(
        step=out.ConditionCDetermined,
        by=(DG,),
        under=cite(I.CR20, "Sch 1 para 2 (4A)"),
        where=_condition_c,
        after=(out.ConditionCNoticeGiven,),
        once=True,
    ),
    Power(
        step=out.FormerOfficerRouteDecided,
        by=(AA,),
        under=cite(I.AM25, "Sch para 3 (21D(2))"),
        where=_route_2025,
        after=(pro.CaseToAnswerDetermined,),
        unless=_directed,
    ),
    Power(
        step=out.ChoiceOfHearingNotified,
        by=(AA,),
        under=cite(I.AM25, "Sch para 3 (21D)"),
        where=_route_2025,
        after=(out.FormerOfficerRouteDecided,),
        unless=_hearing_required,
    ),
    Power(
        step=out.OptedForHearing,
        by=(OFFICER, RECORDER, Office.PERSON_CONDUCTING, Office.CHAIR),
        under=cite(I.AM25, "Sch para 3 (21D(4), 21E)"),
        where=_route_2025,
        after=(out.ChoiceOfHearingNotified,),
        once=True,
        admits=_wrong_time_to_opt,
    ),
)


OPTS = Clock(
    id="former-opts", what="former officer opts for a misconduct hearing", period=period("F1", 10, WD),
    under=cite(I.CR20, "21D(4) (AM25 Sch para 3)"), starts=from_step(out.ChoiceOfHearingNotified), met_by=(out.OptedForHearing,),
    kind=DutyKind.WINDOW, owed_by=OFFICER, owed_to=AA, where=_route_2025, since=AMENDED_2025,
)  # fmt: skip
CLOCKS: tuple[Clock, ...] = (
    Clock(
        id="case-to-answer-former", what="case-to-answer determination, or tell the former officer why not", period=period("F1", 15, WD),
        under=cite(I.CR20, "21B(2) (AM25 Sch para 3)"), starts=_relevant_condition,
        met_by=(pro.CaseToAnswerDetermined, pro.DelayExplained), owed_by=AA, owed_to=OFFICER, where=_authority_determines,
        since=AMENDED_2025,
    ),
    OPTS,
    Clock(
        id="condition-c-statements", what="statements before a Condition C determination", period=period("F10", 21, CD),
        under=cite(I.CR20, "Sch 1 para 2 (4B(3))"), starts=from_step(out.ConditionCNoticeGiven), met_by=(out.ConditionCStatementReceived, out.ConditionCDetermined),
        kind=DutyKind.WINDOW, owed_by=OFFICER, owed_to=DG, where=_condition_c, since=REGULATIONS_2020,
    ),
    Clock(
        id="condition-b-gap", what="Condition B: attention after leaving, at most", period=period("", CONDITION_B_GAP_MONTHS, MONTHS),
        under=cite(I.CR20, "4(4)(b)"), starts=first_of(out.OfficerLeft), kind=DutyKind.BAR, owed_by=AA, since=REGULATIONS_2020,
    ),
    Clock(
        id="reinvestigation-gap", what="second proceedings only if the re-investigation began within",
        period=period("", REINVESTIGATION_GAP_MONTHS, MONTHS), under=cite(I.CR20, "4(8)(b)"), starts=first_of(out.OfficerLeft),
        kind=DutyKind.BAR, owed_by=AA, where=lambda matter, about: matter.history.has(out.EarlierProceedingsRecorded, about),
        since=REGULATIONS_2020,
    ),
)  # fmt: skip


def options(matter: Matter) -> list[Option]:
    """What may be done about a person who left."""
    return options_of(POWERS, matter)


def duties(matter: Matter) -> list[Duty]:
    """The periods that run from leaving."""
    return duties_of(CLOCKS, matter)
