"""Between investigator and officer: notice, terms of reference, statement, interview, progress.

CMR20 17 to 21 under Schedule 3, CR20 17 to 20 otherwise; before 2020 PRA Sch 3 para 19B and CMR12, and CR12 15 to 17.
"""

from custodiet.law.clocks import WD, period
from custodiet.law.matter import Matter
from custodiet.law.powers import Power, british
from custodiet.law.rules.investigation_where import (
    assessed,
    both,
    by_authority,
    by_director_general,
    conduct_2012,
    conduct_2020,
    in_form,
    officer_2012,
    officer_2020,
    to_investigate,
)
from custodiet.law.steps import Key, Step
from custodiet.law.steps.investigation import (
    InterviewAlternativeProposed,
    InterviewHeld,
    InterviewSpecified,
    NoticeServed,
    NoticeWithheld,
    OfficerProgressNotified,
    SeverityAssessed,
    StatementReceived,
    TermsOfReferenceServed,
    TermsOfReferenceWithheld,
)
from custodiet.law.vocabulary import Confidence, ModeOfInvestigation, cite
from custodiet.law.vocabulary import Instrument as I
from custodiet.law.vocabulary import Office as O

KNOWN = Confidence.KNOWN
TERMS = (TermsOfReferenceServed, TermsOfReferenceWithheld)
SAID = (O.INVESTIGATOR, O.RECORDER)
TOLD_BY_OFFICER = (O.OFFICER_CONCERNED, O.RECORDER)
ALTERNATIVE = period("F1", 5, WD)


def nothing_to_notify(matter: Matter, about: Key | None) -> str:
    """The notice says that there is to be an investigation, and of what severity."""
    if to_investigate(matter, about):
        return ""
    level = assessed(matter, about)
    return (
        f"The conduct was assessed as {level}; notice of an investigation is given where it is assessed as misconduct or gross "
        "misconduct (CMR20 17(1); CR20 17(1)). Assess the severity again first, if that is right."
    )


def too_late_an_alternative(matter: Matter, step: Step) -> str:
    """A serving officer's alternative must fall within five working days of the day specified."""
    assert isinstance(step, InterviewAlternativeProposed)
    specified = matter.history.latest(InterviewSpecified, step.about)
    if specified is None or step.date_proposed is None or specified.held_on is None:
        return ""
    last = ALTERNATIVE.last(specified.held_on)
    if last is None or step.date_proposed <= last:
        return ""
    return (
        f"The alternative of {british(step.date_proposed)} falls after {british(last)}, the last of 5 working days after the day "
        f"specified, {british(specified.held_on)} (CMR20 21(5)(b); CR20 20(5)(b); CR12 17(4)). Propose an earlier day, or agree one."
    )


def _serving(matter: Matter, about: Key | None) -> bool:
    return not matter.is_former(about)


POWERS: tuple[Power, ...] = (
    Power(
        step=NoticeServed, by=SAID, under=cite(I.CMR20, "17(1)"), after=(SeverityAssessed,), where=officer_2020, unless=nothing_to_notify,
    ),
    Power(
        step=NoticeServed, by=SAID, under=cite(I.CR20, "17(1)"), after=(SeverityAssessed,), where=conduct_2020, unless=nothing_to_notify,
    ),
    Power(
        step=NoticeServed, by=SAID, under=cite(I.PRA, "Sch 3 para 19B", KNOWN), after=(SeverityAssessed,), where=officer_2012,
        unless=nothing_to_notify,
    ),
    Power(
        step=NoticeServed, by=SAID, under=cite(I.CR12, "15(1)"), after=(SeverityAssessed,), where=conduct_2012, unless=nothing_to_notify,
    ),
    Power(
        step=NoticeWithheld, by=(O.INVESTIGATOR,), under=cite(I.CMR20, "17(4)(b)"), after=(SeverityAssessed,), until=(NoticeServed,),
        where=both(officer_2020, by_authority), unless=nothing_to_notify,
    ),
    Power(
        step=NoticeWithheld, by=(O.DIRECTOR_GENERAL,), under=cite(I.CMR20, "17(4)(a)"), after=(SeverityAssessed,), until=(NoticeServed,),
        where=both(officer_2020, by_director_general), unless=nothing_to_notify,
    ),
    Power(
        step=NoticeWithheld, by=(O.INVESTIGATOR,), under=cite(I.CR20, "17(6)(a)"), after=(SeverityAssessed,), until=(NoticeServed,),
        where=conduct_2020, unless=nothing_to_notify,
    ),
    Power(
        step=NoticeWithheld, by=(O.INVESTIGATOR,), under=cite(I.PRA, "Sch 3 para 19B", KNOWN), after=(SeverityAssessed,),
        until=(NoticeServed,), where=officer_2012, unless=nothing_to_notify,
    ),
    Power(
        step=NoticeWithheld, by=(O.INVESTIGATOR,), under=cite(I.CR12, "15(3)"), after=(SeverityAssessed,), until=(NoticeServed,),
        where=conduct_2012, unless=nothing_to_notify,
    ),
    Power(step=TermsOfReferenceServed, by=SAID, under=cite(I.CMR20, "17(2)(a), (3)"), after=(NoticeServed,), where=officer_2020),
    Power(step=TermsOfReferenceServed, by=SAID, under=cite(I.CR20, "17(2)(a), (5)"), after=(NoticeServed,), where=conduct_2020),
    Power(
        step=TermsOfReferenceWithheld, by=SAID, under=cite(I.CMR20, "17(2)(b)"), after=(NoticeServed,), until=(TermsOfReferenceServed,),
        where=officer_2020,
    ),
    Power(
        step=TermsOfReferenceWithheld, by=SAID, under=cite(I.CR20, "17(2)(b)"), after=(NoticeServed,), until=(TermsOfReferenceServed,),
        where=conduct_2020,
    ),
    Power(step=StatementReceived, by=SAID, under=cite(I.CMR20, "20(2)-(4)"), after=(NoticeServed,), where=officer_2020),
    Power(step=StatementReceived, by=SAID, under=cite(I.CR20, "18(1)-(2)"), after=(NoticeServed,), where=conduct_2020),
    Power(step=StatementReceived, by=SAID, under=cite(I.CMR12, "18"), after=(NoticeServed,), where=officer_2012),
    Power(step=StatementReceived, by=SAID, under=cite(I.CR12, "16(1)-(2)"), after=(NoticeServed,), where=conduct_2012),
    Power(
        step=InterviewSpecified, by=(O.INVESTIGATOR,), under=cite(I.CMR20, "21(3)(b)"), after=TERMS,
        where=both(officer_2020, lambda m, a: m.mode(a) is not ModeOfInvestigation.INDEPENDENT),
    ),
    Power(
        step=InterviewSpecified, by=(O.DIRECTOR_GENERAL,), under=cite(I.CMR20, "21(2)(b)"), after=TERMS,
        where=both(officer_2020, in_form(ModeOfInvestigation.INDEPENDENT)),
    ),
    Power(step=InterviewSpecified, by=(O.INVESTIGATOR,), under=cite(I.CR20, "20"), after=TERMS, where=conduct_2020),
    Power(step=InterviewSpecified, by=(O.INVESTIGATOR,), under=cite(I.CMR12, "19", KNOWN), after=(NoticeServed,), where=officer_2012),
    Power(step=InterviewSpecified, by=(O.INVESTIGATOR,), under=cite(I.CR12, "17(2)"), after=(NoticeServed,), where=conduct_2012),
    Power(
        step=InterviewAlternativeProposed, by=TOLD_BY_OFFICER, under=cite(I.CMR20, "21(4)-(5)"), after=(InterviewSpecified,),
        where=officer_2020, admits=too_late_an_alternative,
    ),
    Power(
        step=InterviewAlternativeProposed, by=TOLD_BY_OFFICER, under=cite(I.CR20, "20(4)-(5)"), after=(InterviewSpecified,),
        where=both(conduct_2020, _serving), admits=too_late_an_alternative,
    ),
    Power(
        step=InterviewAlternativeProposed, by=TOLD_BY_OFFICER, under=cite(I.CR20, "Sch 1 para 12(b)"), after=(InterviewSpecified,),
        where=both(conduct_2020, lambda m, a: m.is_former(a)),
    ),
    Power(
        step=InterviewAlternativeProposed, by=TOLD_BY_OFFICER, under=cite(I.CMR12, "19", KNOWN), after=(InterviewSpecified,),
        where=officer_2012, admits=too_late_an_alternative,
    ),
    Power(
        step=InterviewAlternativeProposed, by=TOLD_BY_OFFICER, under=cite(I.CR12, "17(3)-(4)"), after=(InterviewSpecified,),
        where=conduct_2012, admits=too_late_an_alternative,
    ),
    Power(step=InterviewHeld, by=SAID, under=cite(I.CMR20, "21(1)"), after=TERMS, where=officer_2020),
    Power(step=InterviewHeld, by=SAID, under=cite(I.CR20, "20"), after=TERMS, where=conduct_2020),
    Power(step=InterviewHeld, by=SAID, under=cite(I.CMR12, "19", KNOWN), after=(NoticeServed,), where=officer_2012),
    Power(step=InterviewHeld, by=SAID, under=cite(I.CR12, "17"), after=(NoticeServed,), where=conduct_2012),
    Power(step=OfficerProgressNotified, by=SAID, under=cite(I.CR20, "17(7)"), after=(NoticeServed,), where=conduct_2020),
    Power(step=OfficerProgressNotified, by=SAID, under=cite(I.CR12, "15(4)"), after=(NoticeServed,), where=conduct_2012),
    Power(
        step=OfficerProgressNotified, by=SAID, under=cite(I.POLICY, "progress to the officer in Schedule 3 cases", KNOWN),
        after=(NoticeServed,), where=lambda m, a: officer_2020(m, a) or officer_2012(m, a),
    ),
)  # fmt: skip
