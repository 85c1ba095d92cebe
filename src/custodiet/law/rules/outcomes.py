"""Findings and outcomes (CR20 Parts 4 and 5: 41-42, 61-62, Sch 1 paras 32, 39; CR12 33-35, 53-55).

A finding is made on each allegation; the finding for the officer is the highest of them; the outcome is imposed on the
officer. After a court, a tribunal or an appeal undid either, they may follow afresh.
"""

from custodiet.law.clocks import Clock, duties_of
from custodiet.law.matter import Duty, Matter, Option
from custodiet.law.powers import Asks, Power, british, everywhere, options_of
from custodiet.law.rules import outcome_reasons, outcome_table, standing
from custodiet.law.rules.outcome_table import ACCELERATED, body, outcomes, refused
from custodiet.law.rules.service_record import LENGTHS
from custodiet.law.rules.standing import outside, under_2012, under_2020, under_2025_text, under_conduct_regulations
from custodiet.law.steps import Key, Step
from custodiet.law.steps.opening import AllegationMade
from custodiet.law.steps.outcome import (
    CareerBreakTaken,
    Found,
    Imposed,
    MeetingAppealDetermined,
    StaffOutcomeDecided,
    TribunalAppealDetermined,
)
from custodiet.law.vocabulary import Citation, Confidence, FormOfProceedings, Instrument, Office, Severity, cite

DECIDES = (Office.CHAIR, Office.PERSON_CONDUCTING)


def _not_sitting(matter: Matter, about: Key | None) -> str:
    if standing.hearing(matter, about):
        return ""
    return (
        "No meeting or hearing stands in the record that could decide: it has not begun, or what it decided was undone "
        "(CR20 41, 61; CR12 33, 53). Enter its beginning first."
    )


def _found_already(matter: Matter, about: Key | None) -> str:
    if refusal := _not_sitting(matter, about):
        return refusal
    return _stands(standing.latest_afresh(matter, Found, about))


def _imposed_already(matter: Matter, about: Key | None) -> str:
    if refusal := _not_sitting(matter, about):
        return refusal
    return _stands(standing.imposed(matter, about))


def _stands(step: Found | Imposed | None) -> str:
    if step is None:
        return ""
    said = step.level.value if isinstance(step, Found) else step.outcome.value
    return (
        f"“{step.title()}” already stands, of {british(step.on)}: {said} (CR20 41-42, 61-62; CR12 33-35, 53-55). If that entry is wrong, "
        "correct it, giving the reason; if a court, a tribunal or an appeal set it aside, enter that first."
    )


def _wrong_finding(matter: Matter, step: Step) -> str:
    assert isinstance(step, Found)
    if step.level is not Severity.NEITHER and not step.breaches:
        return (
            f"A finding of {step.level.value} names the Standards of Professional Behaviour that were breached (CR20 2(1), Sch 2). "
            "Choose at least one."
        )
    if step.level is Severity.GROSS_MISCONDUCT and body(matter, step.about) is FormOfProceedings.MEETING:
        return (
            "A misconduct meeting cannot find gross misconduct (CR20 41(15), CR12 33). Refer the case to a hearing, or correct the finding."
        )
    if step.level is not Severity.GROSS_MISCONDUCT and under_2025_text(matter, step.about) and _convicted(matter, step.about):
        return (
            "The conduct resulted in a conviction of an indictable-only offence, so it is taken to be gross misconduct "
            "(CR20 2(2A)). Enter gross misconduct, or correct the allegation."
        )
    return outcome_reasons.tells_the_vote(matter, step)


def _convicted(matter: Matter, about: Key | None) -> bool:
    return any(made.indictable_only_conviction for made in matter.history.all(AllegationMade) if made.about == about)


def _at_accelerated(matter: Matter, about: Key | None) -> bool:
    return body(matter, about) is ACCELERATED


def _imposes(under: Citation, *, old: bool, former: bool, accelerated: bool, senior: bool | None = None) -> Power:
    """The power to impose an outcome in one of the situations the Regulations tell apart."""

    def where(matter: Matter, about: Key | None) -> bool:
        return (
            (under_2012 if old else under_2020)(matter, about)
            and matter.is_former(about) is former
            and _at_accelerated(matter, about) is accelerated
            and senior in (None, standing.is_senior(matter, about))
        )

    by = (Office.APPROPRIATE_AUTHORITY,) if senior else DECIDES
    return Power(step=Imposed, by=by, under=under, after=(Found,), where=where, unless=_imposed_already, admits=refused, variants=outcomes)


def _appeal(kind: type[Step], asks: Asks = everywhere) -> Asks:
    """Whether an appeal of that kind was allowed, so that its body decides in place of the one appealed from."""
    return lambda matter, about: isinstance(standing.appeal_allowed(matter, about), kind) and asks(matter, about)


def _found_on_appeal(matter: Matter, about: Key | None) -> str:
    return _stands(standing.latest_afresh(matter, Found, about))


def _imposed_on_appeal(matter: Matter, about: Key | None) -> str:
    return _stands(standing.imposed(matter, about))


def _decided_already(matter: Matter, about: Key | None) -> str:
    if stands := standing.latest_afresh(matter, StaffOutcomeDecided, about):
        return f"An outcome already stands, decided on {british(stands.on)} (force policy). If that entry is wrong, correct it, with the reason."
    return ""


def _no_warning(matter: Matter, about: Key | None) -> str:
    if (stands := standing.imposed(matter, about)) and stands.outcome in outcome_table.WARNINGS:
        return ""
    return "No warning is in force that a career break could prolong (CR20 42(11), 62(5); CR12 3(4)). Enter the warning first."


def _wrong_break(matter: Matter, step: Step) -> str:
    assert isinstance(step, CareerBreakTaken)
    if step.ended_on < step.on:
        return f"The career break cannot end on {british(step.ended_on)}, before it began on {british(step.on)}. Check both days."
    for other in matter.history.all(CareerBreakTaken, step.about):
        if other.on <= step.ended_on and step.on <= other.ended_on:
            return (
                f"A career break from {british(other.on)} to {british(other.ended_on)} stands already, and one day is left out of a "
                "warning once (CR20 42(11), 62(5); CR12 3(4)). Enter only the days that are new, or correct the entry that stands."
            )
    return ""


CR20, CR12 = Instrument.CR20, Instrument.CR12
POWERS: tuple[Power, ...] = (
    Power(
        step=Found, by=DECIDES, under=cite(CR20, "41(15)-(16); 61(15)-(16)"), where=under_2020, unless=_found_already, admits=_wrong_finding
    ),
    Power(step=Found, by=DECIDES, under=cite(CR12, "33; 53(13)-(14)"), where=under_2012, unless=_found_already, admits=_wrong_finding),
    _imposes(cite(CR20, "42"), old=False, former=False, accelerated=False),
    _imposes(cite(CR20, "62"), old=False, former=False, accelerated=True),
    _imposes(cite(CR20, "Sch 1 para 32"), old=False, former=True, accelerated=False),
    _imposes(cite(CR20, "Sch 1 para 39"), old=False, former=True, accelerated=True),
    _imposes(cite(CR12, "35"), old=True, former=False, accelerated=False, senior=False),
    _imposes(cite(CR12, "55"), old=True, former=False, accelerated=True, senior=False),
    _imposes(cite(CR12, "34-35"), old=True, former=False, accelerated=False, senior=True),
    _imposes(cite(CR12, "54-55"), old=True, former=False, accelerated=True, senior=True),
    _imposes(cite(CR12, "Sch 3", Confidence.UNSURE), old=True, former=True, accelerated=False),
    _imposes(cite(CR12, "Sch 3", Confidence.UNSURE), old=True, former=True, accelerated=True),
    Power(
        step=Found, by=(Office.APPEAL_PERSON,), under=cite(CR20, "47(1)"), where=_appeal(MeetingAppealDetermined, under_2020),
        unless=_found_on_appeal, admits=_wrong_finding,
    ),
    Power(
        step=Found, by=(Office.APPEAL_PERSON,), under=cite(CR12, "40(5)"), where=_appeal(MeetingAppealDetermined, under_2012),
        unless=_found_on_appeal, admits=_wrong_finding,
    ),
    Power(
        step=Imposed, by=(Office.APPEAL_PERSON,), under=cite(CR20, "47(1)"), where=_appeal(MeetingAppealDetermined, under_2020),
        unless=_imposed_on_appeal, admits=refused, variants=outcomes,
    ),
    Power(
        step=Imposed, by=(Office.APPEAL_PERSON,), under=cite(CR12, "40(5)"), where=_appeal(MeetingAppealDetermined, under_2012),
        unless=_imposed_on_appeal, admits=refused, variants=outcomes,
    ),
    Power(
        step=Imposed, by=(Office.TRIBUNAL,), under=cite(Instrument.PA96, "s.85(2)", Confidence.KNOWN), unless=_imposed_on_appeal,
        where=_appeal(TribunalAppealDetermined), admits=refused, variants=outcomes, even_closed=True,
    ),
    Power(
        step=CareerBreakTaken,
        by=(Office.APPROPRIATE_AUTHORITY, Office.RECORDER),
        under=cite(CR20, "42(11); 62(5)"),
        where=under_conduct_regulations,
        unless=_no_warning,
        admits=_wrong_break,
        even_closed=True,
    ),
    Power(
        step=StaffOutcomeDecided,
        by=(Office.APPROPRIATE_AUTHORITY,),
        under=cite(Instrument.POLICY, "on staff discipline"),
        where=outside,
        unless=_decided_already,
    ),
)  # fmt: skip
CLOCKS: tuple[Clock, ...] = LENGTHS


def options(matter: Matter) -> list[Option]:
    """What may be found and imposed, and what may not, with the reason."""
    return options_of(POWERS, matter)


def duties(matter: Matter) -> list[Duty]:
    """Which warnings are in force, and until when."""
    return duties_of(CLOCKS, matter)
