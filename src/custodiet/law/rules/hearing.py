"""The meeting or hearing itself, its report and what becomes of it (CR20 39-43, 57-63; CR12 31-36, 52-56).

The report, from its drafting to its publication, is in hearing_report.py.
"""

from custodiet.law.clocks import Clock, duties_of
from custodiet.law.instruments import PRIVATE_2012, PUBLICITY
from custodiet.law.matter import Duty, Matter, Option
from custodiet.law.powers import Power, british, options_of
from custodiet.law.rules import standing
from custodiet.law.rules.hearing_report import CLOCKS as CLOCKS_OF_THE_REPORT
from custodiet.law.rules.hearing_report import POWERS as POWERS_OF_THE_REPORT
from custodiet.law.rules.standing import ENDS_REFERRAL, outside, under_2012, under_2020, under_conduct_regulations
from custodiet.law.steps import Key, Step
from custodiet.law.steps.proceedings import (
    AttendanceExcluded,
    HearingAdjourned,
    HearingBegan,
    HearingEnded,
    PanelAppointed,
)
from custodiet.law.vocabulary import FormOfProceedings, Instrument, ModeOfInvestigation, Office, cite

CHAIR, PERSON, RECORDER = Office.CHAIR, Office.PERSON_CONDUCTING, Office.RECORDER
CR20, CR12 = Instrument.CR20, Instrument.CR12
MEETING = FormOfProceedings.MEETING


def _may_not_begin(matter: Matter, about: Key | None) -> str:
    if standing.referral(matter, about) is None:
        return "The case does not stand referred to proceedings (CR20 23, 49; CR12 19, 41). Enter the referral first."
    if standing.latest_afresh(matter, PanelAppointed, about, *ENDS_REFERRAL) is None:
        return (
            "No panel or person conducting stands appointed, or what it decided was undone (CR20 28, 55; CR12 25-26, 46-47). "
            "Appoint who sits first."
        )
    began = standing.hearing(matter, about)
    if began and not standing.adjourned(matter, about):
        return f"The {began.form.value} already began on {british(began.on)} (CR20 41, 61). If it goes on after a break, enter the adjournment first."
    return ""


def _began_wrongly(matter: Matter, step: Step) -> str:
    assert isinstance(step, HearingBegan)
    referred = standing.form(matter, step.about)
    if referred and referred is not step.form:
        return (
            f"The case stands referred to a {referred.value}, so no {step.form.value} can begin (CR20 23(10), 49(4); CR12 19, 41). "
            f"Enter a {referred.value}, or correct the referral."
        )
    if step.form is MEETING:
        if step.in_public:
            return "A misconduct meeting is held in private (CR20 39(1), CR12 31). Say that it was not in public."
        return ""
    return _wrong_publicity(matter, step)


def _wrong_publicity(matter: Matter, step: HearingBegan) -> str:
    if matter.regime(PUBLICITY, step.about) is PRIVATE_2012:
        if step.in_public and matter.mode(step.about) is not ModeOfInvestigation.INDEPENDENT:
            return (
                "Hearings were held in private where the notice of referral was given before 1 May 2015, unless the IPCC directed otherwise "
                "after an independent investigation (CR12 31-32, 52). Say that it was not in public."
            )
        return ""
    if not step.in_public and not matter.history.has(AttendanceExcluded, step.about):
        return (
            "A hearing is held in public unless the chair excluded persons from all or part of it (CR20 39(2)-(3), 59(1)-(2); CR12 31, 52 as "
            "amended by CR15am). Enter the exclusion with its reason first, or say that the hearing was in public."
        )
    return ""


def _not_going_on(matter: Matter, about: Key | None) -> str:
    if isinstance(standing.sitting(matter, about), HearingBegan):
        return ""
    return "No meeting or hearing is going on: it has not begun, was adjourned or has ended (CR20 41, 61). Enter its beginning first."


def _until_when(matter: Matter, step: Step) -> str:
    assert isinstance(step, HearingAdjourned)
    if step.until and step.until < step.on:
        return (
            f"An adjournment of {british(step.on)} cannot run until {british(step.until)}, before it began. Check both days (CR20 41(3))."
        )
    return ""


def _staff_begins_wrongly(matter: Matter, step: Step) -> str:
    assert isinstance(step, HearingBegan)
    if step.form is not FormOfProceedings.STAFF_MEETING:
        return f"Staff are outside the Conduct Regulations, so no {step.form.value} can begin (CR20 2(1), 4(1)). Enter a staff disciplinary meeting."
    return ""


SITTING = (CHAIR, PERSON, RECORDER)
POLICY = cite(Instrument.POLICY, "on staff discipline")
POWERS: tuple[Power, ...] = (
    Power(
        step=HearingBegan, by=SITTING, under=cite(CR20, "39, 41; 59, 61"), after=(PanelAppointed,), where=under_2020, unless=_may_not_begin,
        admits=_began_wrongly,
    ),
    Power(
        step=HearingBegan, by=SITTING, under=cite(CR12, "31, 33; 52-53"), after=(PanelAppointed,), where=under_2012, unless=_may_not_begin,
        admits=_began_wrongly,
    ),
    Power(step=HearingBegan, by=SITTING, under=POLICY, where=outside, admits=_staff_begins_wrongly),
    Power(
        step=HearingAdjourned, by=(CHAIR, PERSON), under=cite(CR20, "41(3)-(4); 61"), after=(HearingBegan,),
        where=under_conduct_regulations, unless=_not_going_on, admits=_until_when,
    ),
    Power(
        step=HearingEnded, by=SITTING, under=cite(CR20, "43(1); 63(1)"), after=(HearingBegan,), where=under_conduct_regulations,
        unless=_not_going_on,
    ),
    *POWERS_OF_THE_REPORT,
)  # fmt: skip
CLOCKS: tuple[Clock, ...] = CLOCKS_OF_THE_REPORT


def options(matter: Matter) -> list[Option]:
    """What may happen at the meeting or hearing, and with its report."""
    return options_of(POWERS, matter)


def duties(matter: Matter) -> list[Duty]:
    """What is owed after the meeting or hearing."""
    return duties_of(CLOCKS, matter)
