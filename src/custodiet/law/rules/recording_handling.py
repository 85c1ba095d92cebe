"""How a recorded complaint is handled, and how the handling is concluded (PRA Sch 3 paras 6, 23, 24; CMR20 6)."""

from custodiet.law.matter import Matter
from custodiet.law.powers import Power, british
from custodiet.law.rules.complaints import (
    allegations,
    formalised,
    indicates,
    kind_of,
    new_law,
    old_law,
    with_director_general,
)
from custodiet.law.steps import Key, Step
from custodiet.law.steps.investigation import ReportReceived
from custodiet.law.steps.opening import (
    HandledOutsideSchedule3,
    HandlingConcluded,
    HandlingDetermined,
    Recorded,
    ReopenedByDirectorGeneral,
)
from custodiet.law.steps.people import ReviewDetermined
from custodiet.law.vocabulary import Confidence, Handling, Instrument, MatterKind, Office, cite

PRA = Instrument.PRA
AA, LPB, DG = Office.APPROPRIATE_AUTHORITY, Office.LOCAL_POLICING_BODY, Office.DIRECTOR_GENERAL
_BEFORE_2020 = "as it stood before 1 February 2020"


def _not_with_the_authority(matter: Matter, about: Key | None) -> str:
    if with_director_general(matter):
        return (
            "The matter stands referred to the Director General, and the authority handles it only if it is referred back (PRA Sch 3 "
            "para 6(2)). Enter the form of investigation first: returned to force, if it was."
        )
    return ""


def must_be_investigated(matter: Matter) -> bool:
    """PRA Sch 3 para 6(2C): an indication of crime, of conduct justifying proceedings, or of an Article 2 or 3 matter."""
    return any(indicates(allegation) or allegation.articles_2_or_3 for allegation in allegations(matter))


def _investigated_where_it_must_be(matter: Matter, step: Step) -> str:
    assert isinstance(step, HandlingDetermined)
    if step.handling is Handling.INVESTIGATE or step.repeat or not must_be_investigated(matter):
        return ""
    return (
        "The complaint must be investigated: the allegations indicate a crime, conduct that would justify disciplinary proceedings, "
        "or an infringement of Article 2 or 3 (PRA Sch 3 para 6(2C)). Only a repeat is excepted (CMR20 6): say so, with the reason, "
        "if it is one."
    )


def _nothing_to_conclude(matter: Matter, about: Key | None) -> str:
    history = matter.history
    concluded = history.latest(HandlingConcluded)
    if concluded and not any(isinstance(s, (ReviewDetermined, ReopenedByDirectorGeneral)) for s in history.after(concluded)):
        return (
            f"The handling was concluded on {british(concluded.on)} (PRA Sch 3 paras 6, 24). Only a review or a re-investigation opens "
            "it again; correct that entry if it is wrong."
        )
    determined = history.latest(HandlingDetermined)
    if determined and determined.handling is Handling.INVESTIGATE and not history.has(ReportReceived):
        return (
            "The complaint is being investigated, and its outcome is determined on the report (PRA Sch 3 paras 22, 24), which is not "
            "in the record. Enter the report with the day it was received."
        )
    return ""


def _by_director_general(matter: Matter, about: Key | None) -> bool:
    mode = matter.mode()
    return mode is not None and mode.by_director_general


def _complaint(matter: Matter, about: Key | None) -> bool:
    return formalised(matter, about) and kind_of(matter) is MatterKind.COMPLAINT


HANDLING_POWERS: tuple[Power, ...] = (
    Power(
        step=HandlingDetermined, by=(AA, LPB), under=cite(PRA, "Sch 3 para 6(2A)-(2C)"), after=(Recorded,),
        until=(HandlingConcluded,), where=lambda m, a: new_law(m, a) and _complaint(m, a), unless=_not_with_the_authority,
        admits=_investigated_where_it_must_be,
    ),
    Power(
        step=HandlingDetermined, by=(AA, LPB), under=cite(PRA, "Sch 3 paras 6 to 8", Confidence.KNOWN, _BEFORE_2020),
        after=(Recorded,), until=(HandlingConcluded,), where=lambda m, a: old_law(m, a) and _complaint(m, a),
        unless=_not_with_the_authority, admits=_investigated_where_it_must_be,
    ),
    Power(
        step=HandlingConcluded, by=(AA, LPB), under=cite(PRA, "Sch 3 paras 6, 24"),
        after=(HandlingDetermined, HandledOutsideSchedule3, ReportReceived),
        where=lambda m, a: _complaint(m, a) and not _by_director_general(m, a), unless=_nothing_to_conclude,
    ),
    Power(
        step=HandlingConcluded, by=(DG,), under=cite(PRA, "Sch 3 para 23(5A)-(5E)"), after=(ReportReceived,),
        where=lambda m, a: _complaint(m, a) and _by_director_general(m, a), unless=_nothing_to_conclude,
    ),
)  # fmt: skip
