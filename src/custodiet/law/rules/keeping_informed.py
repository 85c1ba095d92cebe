"""Keeping the complainant and interested persons informed; apology (PRA ss.20, 21; CMR20 33-36; CMR12 12-13; policy)."""

from custodiet.law.clocks import duties_of
from custodiet.law.matter import Duty, Matter, Option
from custodiet.law.powers import Power, british, options_of
from custodiet.law.rules.complaints import OPENING, blank, formalised, new_law, old_law
from custodiet.law.rules.keeping_informed_clocks import CLOCKS
from custodiet.law.rules.reviews import review_body, why_no_review
from custodiet.law.steps import Step
from custodiet.law.steps.people import (
    ApologyAskedFor,
    ApologyOffered,
    ApologyRefused,
    InformingWithheld,
    InterestedPersonRecognised,
    MeetingDecided,
    PersonInformed,
)
from custodiet.law.vocabulary import Confidence, Instrument, Office, ToldOf, cite

__all__ = ["CLOCKS", "POWERS", "duties", "options"]

PRA, CMR20, CMR12 = Instrument.PRA, Instrument.CMR20, Instrument.CMR12
AA, LPB, DG = Office.APPROPRIATE_AUTHORITY, Office.LOCAL_POLICING_BODY, Office.DIRECTOR_GENERAL
RECORDER, COMPLAINANT, INTERESTED = Office.RECORDER, Office.COMPLAINANT, Office.INTERESTED_PERSON
APOLOGY = cite(Instrument.POLICY, "apology", Confidence.KNOWN, "no statutory duty; it can be recommended (CMR20 30(1)(a))")
_COMPLAINANT_KEY = "complainant"


def _sound_recognition(matter: Matter, step: Step) -> str:
    assert isinstance(step, InterestedPersonRecognised)
    if step.person == _COMPLAINANT_KEY:
        return (
            "The complainant is kept informed without being recognised (PRA s.20); an interested person is someone else (s.21). "
            "Give that person a name of their own in the case."
        )
    if not step.consent:
        return (
            "Nobody is kept informed as an interested person without their consent (PRA s.21(3)). Ask for it, and enter the "
            "recognition on the day it is given."
        )
    return blank(step.reason, "The decision says why the interest is sufficient", cite(PRA, "s.21(1)-(3)"))


def _not_recognised_twice(matter: Matter, step: Step) -> str:
    assert isinstance(step, InterestedPersonRecognised)
    earlier = next((s for s in matter.history.all(InterestedPersonRecognised) if s.person == step.person), None)
    if earlier is None:
        return _sound_recognition(matter, step)
    return (
        f"“{step.person}” was recognised as an interested person on {british(earlier.on)} (PRA s.21); the clocks run from there. "
        "Correct that entry if it is wrong."
    )


def _names_the_right_body(matter: Matter, step: Step) -> str:
    """The notice of the right to a review must name the body that has it (CMR20 33(2)(a), 34(4))."""
    assert isinstance(step, PersonInformed)
    if step.of is not ToldOf.RIGHT_TO_REVIEW:
        return ""
    body = review_body(matter)
    if body is None:
        return f"{why_no_review(matter)} So no right to one can have been told; enter what was said as the outcome."
    if step.review_body is body:
        return ""
    named = step.review_body.value if step.review_body else "no body"
    return (
        f"The notice must name the review body: on this record the {body.value}, not {named} (CMR20 32, 33(2)(a), 34(4)). Send a "
        "corrected notice and enter that, or correct what the record says of the allegations."
    )


def _names_an_exception(matter: Matter, step: Step) -> str:
    assert isinstance(step, InformingWithheld)
    return blank(step.reason, "Withholding needs an exception, and a real risk of a significant adverse effect", cite(CMR20, "35(3)-(4)"))


def _has_words(matter: Matter, step: Step) -> str:
    assert isinstance(step, ApologyOffered)
    return blank(step.words, "An apology is kept in the words in which it was offered", APOLOGY)


def _has_a_reason(matter: Matter, step: Step) -> str:
    assert isinstance(step, ApologyRefused)
    return blank(step.reason, "A refused apology is kept with its reason, so that it can be looked at again", APOLOGY)


POWERS: tuple[Power, ...] = (
    Power(
        step=InterestedPersonRecognised, by=(AA, DG), under=cite(PRA, "s.21(1)-(3)"), after=OPENING, where=formalised,
        admits=_not_recognised_twice,
    ),
    Power(
        step=PersonInformed, by=(AA, DG, RECORDER), under=cite(CMR20, "34"), after=OPENING, where=new_law,
        admits=_names_the_right_body, even_closed=True,
    ),
    Power(
        step=PersonInformed, by=(AA, DG, RECORDER), under=cite(CMR12, "12"), after=OPENING, where=old_law,
        admits=_names_the_right_body, even_closed=True,
    ),
    Power(
        step=InformingWithheld, by=(AA, DG), under=cite(CMR20, "35"), after=OPENING, where=new_law, admits=_names_an_exception,
    ),
    Power(
        step=InformingWithheld, by=(AA, DG), under=cite(CMR12, "13"), after=OPENING, where=old_law, admits=_names_an_exception,
    ),
    Power(step=MeetingDecided, by=(AA, DG), under=cite(CMR20, "34(5)"), after=OPENING, where=new_law),
    Power(step=MeetingDecided, by=(AA, DG), under=cite(CMR12, "12(5)"), after=OPENING, where=old_law),
    Power(
        step=ApologyAskedFor, by=(COMPLAINANT, INTERESTED, RECORDER), under=APOLOGY, after=OPENING, even_closed=True,
    ),
    Power(
        step=ApologyOffered, by=(AA, LPB, Office.OFFICER_CONCERNED, RECORDER), under=APOLOGY, after=OPENING,
        admits=_has_words, even_closed=True,
    ),
    Power(
        step=ApologyRefused, by=(AA, LPB, Office.OFFICER_CONCERNED, RECORDER), under=APOLOGY, after=OPENING,
        admits=_has_a_reason, even_closed=True,
    ),
)  # fmt: skip


def options(matter: Matter) -> list[Option]:
    """What may be done now to inform, to meet and to apologise."""
    return options_of(POWERS, matter)


def duties(matter: Matter) -> list[Duty]:
    """Who must be told what, and by when."""
    return duties_of(CLOCKS, matter)
