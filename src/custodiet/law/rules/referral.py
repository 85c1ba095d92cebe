"""Referral to the Director General of the IOPC, and the form of investigation (PRA Sch 3 paras 4, 13, 14C, 15)."""

from dataclasses import replace
from datetime import date

from custodiet.law.clocks import CD, Clock, duties_of, from_step, period
from custodiet.law.instruments import REGULATIONS_2012, REGULATIONS_2020
from custodiet.law.matter import Duty, Matter, Option
from custodiet.law.powers import Power, british, options_of
from custodiet.law.rules.complaints import OPENING, formalised, is_kind, new_law, old_law, with_director_general
from custodiet.law.rules.referral_criteria import criteria, named
from custodiet.law.steps import Key, Step, Track
from custodiet.law.steps.investigation import CalledIn, FoundToRequireReferral, ModeOfInvestigationDetermined, Referred
from custodiet.law.steps.opening import CameToAttention, Recorded
from custodiet.law.vocabulary import (
    Confidence,
    Instrument,
    MatterKind,
    ModeOfInvestigation,
    Office,
    ReferralCriterion,
    cite,
)

PRA, CMR20, CMR12 = Instrument.PRA, Instrument.CMR20, Instrument.CMR12
R = ReferralCriterion
Mode = ModeOfInvestigation
AA, LPB, DG = Office.APPROPRIATE_AUTHORITY, Office.LOCAL_POLICING_BODY, Office.DIRECTOR_GENERAL
_LAST_OLD_DAY = date(2020, 1, 31)


def _referred_already(matter: Matter, about: Key | None) -> str:
    referred, called = matter.history.latest(Referred), matter.history.latest(CalledIn)
    if referred is None or (called is not None and called in matter.history.after(referred)):
        return ""
    return (
        f"The matter was referred on {british(referred.on)}; once referred, it is not referred again unless the Director "
        "General directs it (PRA Sch 3 paras 4(7), 13(7)). If he has called it in again, enter that first."
    )


def _names_a_criterion(matter: Matter, step: Step) -> str:
    assert isinstance(step, FoundToRequireReferral)
    if any(criterion is not R.VOLUNTARY for criterion in step.criteria):
        return ""
    return (
        "No mandatory criterion was named. A voluntary referral is never required, so no clock runs for it (PRA Sch 3 "
        "paras 4(2), 13(2)). Name one of R1 to R10, or enter the referral itself."
    )


def _names_what_is_met(matter: Matter, step: Step) -> str:
    assert isinstance(step, Referred)
    if not step.criteria:
        return (
            "A referral says under which criterion it is made (PRA Sch 3 paras 4, 13, 14C). None was named; name one of "
            "R1 to R10, or the voluntary one."
        )
    met = criteria(matter)
    if met and set(step.criteria) == {R.VOLUNTARY}:
        return (
            f"This is not a voluntary referral: the record meets {named(met)}. Name the mandatory criteria, or correct "
            "the allegation first if it says too much."
        )
    return ""


def _form_of_its_time(matter: Matter, step: Step) -> str:
    assert isinstance(step, ModeOfInvestigationDetermined)
    if step.mode in (Mode.SUPERVISED, Mode.MANAGED) and new_law(matter, None):
        return (
            f"A {step.mode.value} investigation is no longer open: that form ended on {british(_LAST_OLD_DAY)} and is saved "
            "only for matters of before (PRA Sch 3 para 15). Choose local, directed, independent or returned to force."
        )
    if step.mode is Mode.DIRECTED and old_law(matter, None):
        return (
            f"A directed investigation is open only from {british(REGULATIONS_2020)} (PRA Sch 3 para 15); the law before that "
            "day governs here. Choose local, supervised, managed, independent or returned to force."
        )
    if step.mode in (Mode.LOCAL, Mode.RETURNED_TO_FORCE) and R.R8 in criteria(matter):
        return (
            f"“{step.mode.capitalised}” is not open for the conduct of a chief officer or the Met Deputy Commissioner: the Director "
            "General must find investigation necessary, and not a local one (CMR20 5, 8, 10). Choose directed or independent."
        )
    return ""


def _only_local(matter: Matter, step: Step) -> str:
    assert isinstance(step, ModeOfInvestigationDetermined)
    if step.mode is Mode.LOCAL:
        return ""
    return (
        f"The authority may investigate on its own behalf only: local, not {step.mode.value} (PRA Sch 3 paras 15, 16). "
        "Any other form is for the Director General, after a referral."
    )


def _referral_comes_first(matter: Matter, about: Key | None) -> str:
    if not (met := criteria(matter)):
        return ""
    return (
        f"The record meets {named(met)}, so the matter must be referred and the Director General determines the form (PRA Sch "
        "3 paras 4, 5, 13 to 15). Enter the referral first."
    )


POWERS: tuple[Power, ...] = (
    Power(
        step=FoundToRequireReferral, by=(AA, LPB), under=cite(CMR20, "4(2)(a), 7(4)(a)"), after=OPENING, until=(Referred,),
        once=True, where=new_law, admits=_names_a_criterion,
    ),
    Power(
        step=FoundToRequireReferral, by=(AA, LPB), under=cite(CMR12, "4(3), 7(5)(a)"), after=OPENING, until=(Referred,),
        once=True, where=old_law, admits=_names_a_criterion,
    ),
    Power(step=CalledIn, by=(DG,), under=cite(PRA, "Sch 3 paras 4(1)(c), 13(1)(c)"), after=OPENING, where=formalised),
    Power(
        step=Referred, by=(AA, LPB), under=cite(PRA, "Sch 3 paras 4, 13, 14C", Confidence.PART), after=OPENING,
        where=formalised, unless=_referred_already, admits=_names_what_is_met,
    ),
    Power(
        step=ModeOfInvestigationDetermined, by=(DG,), under=cite(PRA, "Sch 3 para 15"), after=(Referred, CalledIn),
        where=formalised, admits=_form_of_its_time,
    ),
    Power(
        step=ModeOfInvestigationDetermined, by=(AA,), under=cite(PRA, "Sch 3 para 16"), after=(Recorded,),
        where=lambda m, a: formalised(m, a) and not with_director_general(m), unless=_referral_comes_first,
        admits=_only_local,
    ),
)  # fmt: skip

_DAY = period("F4", 1, CD)
_DSI_ARRIVED = from_step(CameToAttention, when=lambda step: isinstance(step, CameToAttention) and step.kind is MatterKind.DSI_MATTER)
COMPLAINT, CONDUCT, DSI = MatterKind.COMPLAINT, MatterKind.CONDUCT_MATTER, MatterKind.DSI_MATTER

CLOCKS: tuple[Clock, ...] = (
    Clock(
        id="refer-complaint", what="refer a complaint to the IOPC", period=_DAY, under=cite(CMR20, "4(2)(a)"),
        starts=from_step(FoundToRequireReferral), met_by=(Referred,), owed_by=AA, owed_to=DG, track=Track.CASE,
        where=is_kind(COMPLAINT, new_law), since=REGULATIONS_2020,
    ),
    Clock(
        id="refer-complaint-called-in", what="refer a complaint that the Director General called in", period=_DAY,
        under=cite(CMR20, "4(3)(a)"), starts=from_step(CalledIn), met_by=(Referred,), owed_by=AA, owed_to=DG,
        track=Track.CASE, where=is_kind(COMPLAINT, new_law), since=REGULATIONS_2020,
    ),
    Clock(
        id="refer-conduct", what="refer a recordable conduct matter to the IOPC", period=_DAY, under=cite(CMR20, "7(4)(a)"),
        starts=from_step(FoundToRequireReferral), met_by=(Referred,), owed_by=AA, owed_to=DG, track=Track.CASE,
        where=is_kind(CONDUCT, new_law), since=REGULATIONS_2020,
    ),
    Clock(
        id="refer-conduct-called-in", what="refer a conduct matter that the Director General called in", period=_DAY,
        under=cite(CMR20, "7(4)(b)"), starts=from_step(CalledIn), met_by=(Referred,), owed_by=AA, owed_to=DG,
        track=Track.CASE, where=is_kind(CONDUCT, new_law), since=REGULATIONS_2020,
    ),
    Clock(
        id="refer-dsi", what="refer a death or serious injury matter to the IOPC", period=_DAY, under=cite(CMR20, "9(b)"),
        starts=_DSI_ARRIVED, met_by=(Referred,), owed_by=AA, owed_to=DG, track=Track.CASE, where=new_law,
        since=REGULATIONS_2020,
    ),
    Clock(
        id="refer-dsi-directed", what="refer a death or serious injury matter on the Director General's direction",
        period=_DAY, under=cite(CMR20, "9(a)"), starts=from_step(CalledIn), met_by=(Referred,), owed_by=AA, owed_to=DG,
        track=Track.CASE, where=is_kind(DSI, new_law), since=REGULATIONS_2020,
    ),
    Clock(
        id="old-refer-complaint", what="refer a complaint, also one called in, to the IPCC or IOPC", period=_DAY,
        under=cite(CMR12, "4(3)-(4)"), starts=from_step(FoundToRequireReferral, CalledIn), met_by=(Referred,),
        owed_by=AA, owed_to=DG, track=Track.CASE, where=is_kind(COMPLAINT, old_law), since=REGULATIONS_2012,
        to=_LAST_OLD_DAY,
    ),
    Clock(
        id="old-refer-conduct", what="refer a conduct matter, also one called in, to the IPCC or IOPC", period=_DAY,
        under=cite(CMR12, "7(5)"), starts=from_step(FoundToRequireReferral, CalledIn), met_by=(Referred,), owed_by=AA,
        owed_to=DG, track=Track.CASE, where=is_kind(CONDUCT, old_law), since=REGULATIONS_2012, to=_LAST_OLD_DAY,
    ),
    Clock(
        id="old-refer-dsi", what="refer a death or serious injury matter, also one directed, to the IPCC or IOPC",
        period=_DAY, under=cite(CMR12, "8"),
        starts=lambda m, a: [*_DSI_ARRIVED(m, a), *from_step(CalledIn)(m, a)], met_by=(Referred,), owed_by=AA, owed_to=DG,
        track=Track.CASE, where=is_kind(DSI, old_law), since=REGULATIONS_2012, to=_LAST_OLD_DAY,
    ),
)  # fmt: skip


def options(matter: Matter) -> list[Option]:
    """What may be done about referral now; where referral is mandatory the options say so."""
    met = named(criteria(matter))
    return [_advised(option, met) for option in options_of(POWERS, matter)]


def _advised(option: Option, met: str) -> Option:
    if not (option and met):
        return option
    if option.step is FoundToRequireReferral:
        return replace(option, advice=f"The record meets {met}. Enter the day on which that became clear: the clock starts there.")
    if option.step is Referred:
        return replace(option, advice=f"Must be referred: {met}.")
    return option


def duties(matter: Matter) -> list[Duty]:
    """What is owed about referral, and by when."""
    return duties_of(CLOCKS, matter)
