"""What fills the letter about the outcome to a complainant, victim or interested person: each allegation answered, then what follows.

It is written to be read by somebody who did not ask for the words of the law, and opened where others may look over the shoulder:
its file, its title and its first lines say that it is a letter, and no more.
"""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from custodiet.casework import apology
from custodiet.casework.access import Refused
from custodiet.casework.models import Case, Involvement, Part
from custodiet.casework.paper_filling import Filling, day
from custodiet.law.position import possible_matters
from custodiet.law.rules import reviews
from custodiet.law.steps import History, Key
from custodiet.law.steps.opening import AllegationMade, HandlingConcluded
from custodiet.law.steps.outcome import Found, Imposed
from custodiet.law.steps.people import ApologyOffered
from custodiet.law.steps.proceedings import CaseToAnswerDetermined, ReferredToProceedings
from custodiet.law.vocabulary import Office, Outcome, Severity

TO = (Part.COMPLAINANT, Part.VICTIM, Part.INTERESTED)
FOUND = {
    Severity.GROSS_MISCONDUCT: "This was proved. It was gross misconduct, which means that it was serious enough to justify dismissal.",
    Severity.MISCONDUCT: "This was proved. It was misconduct, which means that the officer broke the standards of the police.",
    Severity.NEITHER: "This was not found to be misconduct.",
}
IMPOSED = {
    Outcome.NO_ACTION: "No action was taken against the officer.",
    Outcome.REFLECTIVE_PRACTICE: "The officer must go through what happened with a supervisor, and learn from it.",
    Outcome.MANAGEMENT_ADVICE: "The officer was given advice by a manager.",
    Outcome.WRITTEN_WARNING: "The officer was given a written warning.",
    Outcome.FINAL_WRITTEN_WARNING: "The officer was given a final written warning. Another breach while it lasts can lead to dismissal.",
    Outcome.EXTENSION_OF_FINAL_WRITTEN_WARNING: "The officer had a final written warning already, and it was made longer.",
    Outcome.REDUCTION_IN_RANK: "The officer was put down in rank.",
    Outcome.DISMISSAL_WITH_NOTICE: "The officer was dismissed from the police, after a period of notice.",
    Outcome.DISMISSAL_WITHOUT_NOTICE: "The officer was dismissed from the police at once.",
    Outcome.WOULD_HAVE_BEEN_DISMISSED: "The officer had left the police. It was decided that they would have been dismissed.",
    Outcome.CASE_DISMISSED: "The case against the officer was dismissed.",
    Outcome.RETURNED_TO_AUTHORITY: "The case was given back to the force, which decides how it goes on.",
}
"""The outcomes as somebody reads them who has never read the Regulations."""
SERVICE = {
    True: "We found that the service you were given was acceptable.",
    False: "We found that the service you were given was not acceptable.",
    None: "We looked into this.",
}
BARRED = "Their name goes to a list of people who may not work for any police force."
BODIES = {
    Office.LOCAL_POLICING_BODY: "the body that oversees this police force (for most forces, the Police and Crime Commissioner)",
    Office.DIRECTOR_GENERAL: "the Independent Office for Police Conduct (IOPC)",
}
NO_REVIEW = "There is no right to a review here, because {why}. You can still ask us about anything in this letter."
PASSED = "You could ask {body} to look at how your complaint was dealt with until {last}. That day has passed."
_WHYS = (
    ("led", "the IOPC, and not the police, led the investigation"),
    ("outside Schedule 3", "the complaint was dealt with informally; you may ask for it to be recorded formally"),
    ("only the outcome of a complaint", "this did not begin with a complaint"),
)


def recipients(case: Case) -> QuerySet[Involvement]:
    """The people to whom such a letter goes."""
    parts = [part.value for part in TO]
    return case.involvements.filter(role__in=parts).select_related("person").order_by("pk")


def why_not(history: History) -> str:
    """Why the letter cannot be written yet: an allegation without a decision or without its reason, or nothing decided at all."""
    lacking = [number for number, key in enumerate(history.allegations, 1) if not _decision(history, key)]
    if not history.allegations:
        return "There is no allegation in this case, so there is no outcome to write about. Record what is alleged first."
    if lacking:
        which = ", ".join(str(number) for number in lacking)
        return (
            f"The letter answers every allegation with a decision and its reason, and the record has none for allegation {which}. Record "
            "the finding, the determination or how the handling ended, with the reason, first (CMR20 33(2)(a), 34)."
        )
    return ""


def outcome_letter(seen: Filling) -> dict[str, Any]:
    """What the letter says."""
    told = str(seen.answers.get("apology", "")).strip() or _offered(seen)
    if faults := list(apology.faults(told)):
        raise Refused(" ".join(faults))
    review = _review(seen)
    how = str(seen.answers.get("review_how", "")).strip()
    if review["open"] and not how:
        raise Refused(
            f"The letter says how to ask for a review and where ({review['body']}), and nothing was entered. Enter the address, the "
            "telephone number or the page of that body (CMR20 33(2)(a), 34)."
        )
    return {
        "person": {"name": _addressed(seen)}, "answers": list(_answers(seen)), "outcomes": list(_outcomes(seen)),
        "follows": seen.answers["follows"], "apology": told, "review": review | {"how": how}, "contact": seen.answers["contact"],
    }  # fmt: skip


def _addressed(seen: Filling) -> str:
    person = seen.person.person
    return person.name if person.title in ("Person", "Child", "Witness") else f"{person.title} {person.name}"


def _decision(history: History, key: Key) -> tuple[str, str] | None:
    """What was decided on an allegation, and why; None where the record lacks either."""
    if found := history.latest(Found, key):
        return (FOUND[found.level], found.reason) if found.reason.strip() else None
    determined, referred = history.latest(CaseToAnswerDetermined, key), history.latest(ReferredToProceedings, key)
    if determined and not referred and determined.reason.strip():
        words = "It was decided that there is no case for the officer to answer."
        if determined.answer is not Severity.NEITHER:
            words = "It was decided that there is a case for the officer to answer, and that no hearing is held."
        return words, determined.reason
    ended = history.latest(HandlingConcluded)
    if ended and not referred and ended.reason.strip():
        return SERVICE[ended.service_acceptable], ended.reason
    return None


def _answers(seen: Filling) -> Iterator[dict[str, Any]]:
    for number, key in enumerate(seen.history.allegations, 1):
        made, decided = seen.history.latest(AllegationMade, key), _decision(seen.history, key)
        assert made is not None and decided is not None
        yield {"number": number, "conduct": made.conduct, "decision": decided[0], "reason": decided[1]}


def _outcomes(seen: Filling) -> Iterator[str]:
    aliases = dict(seen.case.involvements.filter(role=Part.OFFICER.value).values_list("key", "alias"))
    several = len(seen.history.officers) > 1
    for officer in seen.history.officers:
        if made := seen.history.latest(Imposed, officer):
            before = f"{aliases.get(officer, officer)}: " if several else ""
            length = f" It lasts {made.months} months." if made.months else ""
            barred = f" {BARRED}" if made.outcome.ends_service else ""
            yield f"{before}{IMPOSED[made.outcome]}{length}{barred}"


def _offered(seen: Filling) -> str:
    """The words of an apology that is on record for this person."""
    offered = [step for step in seen.history.all(ApologyOffered) if step.person == seen.about]
    return offered[-1].words if offered else ""


def _review(seen: Filling) -> dict[str, Any]:
    """Who can look at it again and until when; or why nobody can, in plain words."""
    matters = possible_matters(seen.history, seen.on)
    bodies = {reviews.review_body(matter) for matter in matters}
    if len(bodies) > 1 or (seen.person.role != Part.COMPLAINANT.value and None not in bodies):
        return _not_settled(seen, bodies)
    (body,) = bodies
    if body is None:
        why = reviews.why_no_review(matters[0])
        plain = next((words for sign, words in _WHYS if sign in why), "the law does not give one in a case like this")
        return {"open": False, "body": "", "last": "", "words": NO_REVIEW.format(why=plain)}
    given = [duty.due for duty in seen.position.duties if duty.id == reviews.REVIEW_APPLICATION.id and duty.due]
    last = max(given) if given else reviews.REVIEW_APPLICATION.period.last(seen.on)
    assert last is not None
    if last < seen.on:
        return {"open": False, "body": BODIES[body], "last": day(last), "words": PASSED.format(body=BODIES[body], last=day(last))}
    words = f"You can ask {BODIES[body]} to look at how your complaint was dealt with. You must do so by {day(last)}."
    return {"open": True, "body": BODIES[body], "last": day(last), "words": words}


def _not_settled(seen: Filling, bodies: set[Office | None]) -> dict[str, Any]:
    if len(bodies) > 1:
        raise Refused(
            "The letter names the body that may review the outcome, and the record leaves open which it is. Look at “Where it stands”: "
            "answer what is asked there first (PRA Sch 3 para 30, CMR20 32)."
        )
    return {"open": False, "body": "", "last": "", "words": NO_REVIEW.format(why="only the person who complained can ask for one")}
