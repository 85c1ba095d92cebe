"""How a matter begins, whether it is recorded and how it is handled (PRA s.12, Sch 3 paras 2, 6, 10, 11; CMR20 38-51)."""

from dataclasses import replace

from custodiet.law.clocks import CD, Clock, duties_of, from_step, period
from custodiet.law.instruments import REGULATIONS_2020
from custodiet.law.matter import Duty, DutyKind, Matter, Option
from custodiet.law.powers import Power, british, options_of
from custodiet.law.rules.complaints import (
    OPENING,
    allegations,
    blank,
    formalised,
    indicates,
    kind_of,
    new_law,
    old_law,
)
from custodiet.law.rules.recording_handling import HANDLING_POWERS, must_be_investigated
from custodiet.law.rules.recording_periods import EXCUSE, may_be_excused, may_be_moved
from custodiet.law.rules.recording_withdrawal import WITHDRAWAL_CLOCKS, WITHDRAWAL_POWERS, last_day
from custodiet.law.rules.referral_criteria import criteria, named
from custodiet.law.steps import Key, Step, Track
from custodiet.law.steps.investigation import Referred
from custodiet.law.steps.opening import (
    AllegationMade,
    CameToAttention,
    CaseClosed,
    ComplainantContacted,
    ComplaintMade,
    ComplianceExcused,
    FoundNotAComplaint,
    FunctionsNoticeAnnounced,
    FunctionsNoticeGiven,
    HandledOutsideSchedule3,
    HandlingDetermined,
    NotRecorded,
    PeriodExtended,
    Recorded,
    RecordingRequested,
    RelatedToEarlierMatter,
    ReopenedByDirectorGeneral,
    SubjectIdentified,
)
from custodiet.law.vocabulary import Confidence, Instrument, MatterKind, Office, cite

PRA, CMR20, CMR12, CR20 = Instrument.PRA, Instrument.CMR20, Instrument.CMR12, Instrument.CR20
AA, LPB, DG = Office.APPROPRIATE_AUTHORITY, Office.LOCAL_POLICING_BODY, Office.DIRECTOR_GENERAL
RECORDER, COMPLAINANT, INVESTIGATOR = Office.RECORDER, Office.COMPLAINANT, Office.INVESTIGATOR
_BEFORE_2020 = "as it stood before 1 February 2020"


def must_be_recorded(matter: Matter) -> str:
    """Why the complaint must be recorded and handled under Schedule 3, in words; "" where the authority may choose."""
    stated = allegations(matter)
    reasons = {
        "the complainant asked for it to be recorded (PRA Sch 3 para 2(6A)(a))": matter.history.has(RecordingRequested),
        "it was referred to the Director General (PRA Sch 3 para 4(9))": matter.history.has(Referred),
        "death or serious injury is alleged (PRA Sch 3 para 2(6B)(a))": any(a.death_or_serious_injury for a in stated),
        "the conduct, if proved, might be a crime or justify disciplinary proceedings (PRA Sch 3 para 2(6B)(b))": any(
            indicates(a) for a in stated
        ),
        "Article 2 or 3 of the Convention might have been infringed (PRA Sch 3 para 2(6B)(c))": any(a.articles_2_or_3 for a in stated),
        f"it must be referred: {named(criteria(matter))} (PRA Sch 3 para 2(6B)(d))": bool(criteria(matter)),
    }
    return next((reason for reason, holds in reasons.items() if holds), "")


def _schedule_3_compelled(matter: Matter, about: Key | None) -> str:
    if reason := must_be_recorded(matter):
        return f"The complaint may not be handled outside Schedule 3: {reason}. Record it instead."
    return ""


def _made_under_the_old_definition(matter: Matter, step: Step) -> str:
    assert isinstance(step, ComplaintMade)
    if step.on < REGULATIONS_2020 and not step.about_conduct:
        return (
            f"Before {british(REGULATIONS_2020)} a complaint was about the conduct of a person serving with the police (PRA s.12, "
            f"{_BEFORE_2020}); on {british(step.on)} this was none. If it does concern someone's conduct, say so."
        )
    return ""


def _brought_by_no_complaint(matter: Matter, step: Step) -> str:
    assert isinstance(step, CameToAttention)
    if step.kind is MatterKind.COMPLAINT:
        return (
            "A conduct matter, or a death or serious injury matter, is one that no complaint brought (PRA s.12(2), (2A)). Enter "
            "“Complaint made” for a complaint."
        )
    return ""


def _named_once(matter: Matter, step: Step) -> str:
    if step.about in matter.history.allegations:
        return f"“{step.about}” is the name of an allegation in this case. Give the person another (CMR20 43)."
    return ""


def _against_whom(matter: Matter, about: Key | None) -> str:
    if matter.history.officers:
        return ""
    return (
        "An allegation is made against someone, and no person complained of is in the record (PRA s.12). Enter “Person complained of "
        "identified” first; someone whose name is not known yet is entered too, and named later (CMR20 43)."
    )


def _coherent_allegation(matter: Matter, step: Step) -> str:
    assert isinstance(step, AllegationMade)
    if step.about in matter.history.officers:
        return f"“{step.about}” is the name of a person in this case. Give the allegation another (PRA s.12)."
    if step.about in matter.history.allegations and matter.history.officer_of(step.about) != step.officer:
        return (
            f"“{step.about}” is an allegation against another person (PRA s.12). Make a new allegation against this one, under a name "
            "of its own."
        )
    if step.from_day and step.to_day and step.to_day < step.from_day:
        return f"The conduct cannot end on {british(step.to_day)}, before it began on {british(step.from_day)}. Correct one day (PRA s.12)."
    if step.from_day and step.from_day > step.on:
        return (
            f"The conduct cannot begin on {british(step.from_day)}, after it was alleged on {british(step.on)} (PRA s.12). Correct one day."
        )
    return blank(step.conduct, "An allegation says in plain words what was done", cite(PRA, "s.12"))


def _earlier(matter: Matter, step: Step) -> str:
    assert isinstance(step, RelatedToEarlierMatter)
    if step.attention > step.on:
        return (
            f"An earlier matter cannot have come to attention on {british(step.attention)}, after {british(step.on)}, when it was "
            "found to be related (CMR20 2(2)(b)). Enter the day of the earlier matter."
        )
    return ""


def _only_repeats(matter: Matter, about: Key | None) -> str:
    """Complaints have no such exception from 2020: they are recorded, and handled lightly if they repeat (CMR20 6)."""
    if new_law(matter, about) and kind_of(matter) is MatterKind.COMPLAINT:
        return (
            "A complaint is not left unrecorded as a repeat (PRA Sch 3 para 2(6A)); only a conduct matter may be (CMR20 7(2)). Record "
            "it: a repeat need not be investigated (CMR20 6)."
        )
    return ""


def _grounds(matter: Matter, step: Step) -> str:
    assert isinstance(step, (NotRecorded, FoundNotAComplaint))
    return blank(step.grounds, "The grounds of the decision are recorded and told", cite(PRA, "Sch 3 para 2(6D), (9)"))


def _reason(matter: Matter, step: Step) -> str:
    assert isinstance(step, HandledOutsideSchedule3)
    return blank(step.reason, "The decision says why the complaint may be handled outside Schedule 3", cite(PRA, "Sch 3 para 2(6C)"))


def _after_twenty_eight_days(matter: Matter, step: Step) -> str:
    last = last_day(FUNCTIONS_CLOCK, matter)
    if last is None or step.on > last:
        return ""
    return (
        f"The notice may be given or withdrawn only when {FUNCTIONS_CLOCK.period.words} beginning with the day on which the chief "
        f"officer was told have ended, that is after {british(last)} (CMR20 48(1)(b), 49(1)(b)). Give it on a later day."
    )


FUNCTIONS_CLOCK = Clock(
    id="s13a-wait", what="earliest end of waiting before a section 13A notice is given or withdrawn",
    period=period("F10", 28, CD), under=cite(CMR20, "48(1)(b), 49(1)(b)"), starts=from_step(FunctionsNoticeAnnounced),
    met_by=(FunctionsNoticeGiven,), owed_by=LPB, track=Track.CASE, kind=DutyKind.BAR, where=new_law, since=REGULATIONS_2020,
)  # fmt: skip
CLOCKS: tuple[Clock, ...] = (*WITHDRAWAL_CLOCKS, FUNCTIONS_CLOCK)

_WHO_MOVES = (
    AA, DG, LPB, Office.CHAIR, Office.PERSON_CONDUCTING, INVESTIGATOR, Office.REVIEW_BODY, Office.REVIEWER, Office.APPEAL_PERSON,
    Office.TRIBUNAL, Office.VETTING_AUTHORITY, Office.VETTING_ASSESSOR, Office.VETTING_PANEL,
)  # fmt: skip
_UNRECORDED = (FoundNotAComplaint, NotRecorded)

_FACTS: tuple[Power, ...] = (
    Power(
        step=ComplaintMade, by=(RECORDER, AA, LPB, DG, COMPLAINANT), under=cite(PRA, "s.12(1)-(1B)"),
        admits=_made_under_the_old_definition,
    ),
    Power(
        step=CameToAttention, by=(RECORDER, AA, LPB, DG), under=cite(PRA, "s.12(2)-(2D)"), admits=_brought_by_no_complaint,
    ),
    Power(
        step=SubjectIdentified, by=(RECORDER, AA, LPB, DG, INVESTIGATOR), under=cite(CMR20, "43"), after=OPENING,
        admits=_named_once,
    ),
    Power(
        step=AllegationMade, by=(RECORDER, AA, LPB, DG, INVESTIGATOR, COMPLAINANT), under=cite(PRA, "s.12"),
        after=OPENING, unless=_against_whom, admits=_coherent_allegation,
    ),
    Power(
        step=RelatedToEarlierMatter, by=(RECORDER, AA, DG), under=cite(CMR20, "2(2)(b)"), after=OPENING, admits=_earlier,
    ),
    Power(
        step=ReopenedByDirectorGeneral, by=(DG,), under=cite(PRA, "ss.13B, 28A"), after=OPENING, even_closed=True,
    ),
)  # fmt: skip

_RECORDING: tuple[Power, ...] = (
    Power(
        step=ComplainantContacted, by=(AA, RECORDER), under=cite(PRA, "Sch 3 para 2(6)"), after=(ComplaintMade,), where=new_law,
    ),
    Power(
        step=RecordingRequested, by=(COMPLAINANT, RECORDER), under=cite(PRA, "Sch 3 para 2(6A)(a)"), after=(ComplaintMade,),
        once=True, where=new_law,
    ),
    Power(
        step=Recorded, by=(AA, LPB), under=cite(PRA, "Sch 3 paras 2(6A), 10, 11"), after=OPENING, until=_UNRECORDED, once=True,
        where=new_law,
    ),
    Power(
        step=Recorded, by=(AA, LPB), under=cite(PRA, "Sch 3 paras 2, 10, 11", Confidence.KNOWN, _BEFORE_2020), after=OPENING,
        until=_UNRECORDED, once=True, where=old_law,
    ),
    Power(
        step=HandledOutsideSchedule3, by=(AA, LPB), under=cite(PRA, "Sch 3 para 2(6C)"), after=(ComplaintMade,),
        until=(Recorded, FoundNotAComplaint), once=True, where=new_law, unless=_schedule_3_compelled, admits=_reason,
    ),
    Power(
        step=FoundNotAComplaint, by=(AA, LPB), under=cite(PRA, "Sch 3 para 2(6D), (9)"), after=(ComplaintMade,),
        until=(Recorded, HandledOutsideSchedule3), once=True, where=formalised, admits=_grounds,
    ),
    Power(
        step=NotRecorded, by=(AA, LPB), under=cite(CMR20, "7(2)"), after=OPENING, until=(Recorded,), once=True, where=new_law,
        unless=_only_repeats, admits=_grounds,
    ),
    Power(
        step=NotRecorded, by=(AA, LPB), under=cite(CMR12, "3, 7(2)-(3)"), after=OPENING, until=(Recorded,), once=True,
        where=old_law, admits=_grounds,
    ),
)  # fmt: skip

_COURSE: tuple[Power, ...] = (
    Power(
        step=FunctionsNoticeAnnounced, by=(LPB, RECORDER), under=cite(CMR20, "48(1)(a), 49(1)(a)"), after=OPENING, where=new_law,
    ),
    Power(
        step=FunctionsNoticeGiven, by=(LPB,), under=cite(CMR20, "48(1)(b), 49(1)(b)"), after=(FunctionsNoticeAnnounced,),
        where=new_law, admits=_after_twenty_eight_days,
    ),
    Power(
        step=PeriodExtended, by=_WHO_MOVES, under=cite(CR20, "22, 48", note="and the provision of each period"), after=OPENING,
        admits=may_be_moved,
    ),
    Power(
        step=ComplianceExcused, by=(AA, DG, LPB, Office.REVIEW_BODY), under=EXCUSE, after=OPENING, where=new_law,
        admits=may_be_excused,
    ),
    Power(
        step=CaseClosed, by=(AA, LPB, DG, RECORDER), under=cite(CMR20, "44", note="the record that is kept"), after=OPENING,
    ),
)  # fmt: skip

POWERS: tuple[Power, ...] = (*_FACTS, *_RECORDING, *HANDLING_POWERS, *_COURSE, *WITHDRAWAL_POWERS)


def options(matter: Matter) -> list[Option]:
    """What may be done to open, record and handle the matter; where something must be done the option says so."""
    return [_advised(option, matter) for option in options_of(POWERS, matter)]


def _advised(option: Option, matter: Matter) -> Option:
    if option and option.step is Recorded and new_law(matter, None) and (reason := must_be_recorded(matter)):
        return replace(option, advice=f"Must be recorded: {reason}.")
    if option and option.step is HandlingDetermined and must_be_investigated(matter):
        return replace(option, advice="Must be investigated, unless it is a repeat (PRA Sch 3 para 6(2C), CMR20 6).")
    return option


def duties(matter: Matter) -> list[Duty]:
    """Periods of withdrawal, resumption and waiting."""
    return duties_of(CLOCKS, matter)
