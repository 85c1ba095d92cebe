"""What follows an outcome short of dismissal and is kept by the force: which restrictions of duties stand, and what proves a check.

Good practice of the force, no regulation; `restrictions.py` holds the powers and clocks that rest on it.
"""

from dataclasses import dataclass

from custodiet.law.matter import Matter
from custodiet.law.powers import british
from custodiet.law.steps import History, Key, Step
from custodiet.law.steps.investigation import DutiesRestricted, RestrictionReviewed
from custodiet.law.steps.outcome import Imposed, OfficerLeft
from custodiet.law.steps.people import SupervisionChecked
from custodiet.law.vocabulary import RestrictionKind

LEAST_SAID = 20
"""Characters below which a statement says nothing of what was seen."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A restriction of duties that stands, and the review after which it went on, if there was one."""

    made: DutiesRestricted
    reviewed: RestrictionReviewed | None = None


def covers(review: Step, of: Step) -> bool:
    """Whether a review is one of that restriction, or of what that earlier review let go on; one that names no kind is of all."""
    assert isinstance(review, RestrictionReviewed) and isinstance(of, (DutiesRestricted, RestrictionReviewed))
    return not review.kinds or not of.kinds or bool(set(review.kinds) & set(of.kinds))


def standing(history: History, about: Key | None) -> tuple[Standing, ...]:
    """The restrictions of that officer that were made and that no review ended, in the order in which they were made.

    Whoever left or was dismissed has no duties to restrict.
    """
    found: list[Standing] = []
    for step in history:
        if not history.concerns(step, about):
            continue
        if isinstance(step, OfficerLeft) or (isinstance(step, Imposed) and step.outcome.ends_service):
            found = []
        elif isinstance(step, DutiesRestricted):
            found.append(Standing(step))
        elif isinstance(step, RestrictionReviewed):
            kept = [each for each in found if step.goes_on or not covers(step, each.made)]
            found = [Standing(each.made, step) if covers(step, each.made) else each for each in kept]
    return tuple(found)


def nothing_restricted(matter: Matter, about: Key | None) -> str:
    """A restriction that was ended on review, or not made yet on that day, is neither reviewed nor lifted."""
    if standing(matter.history, about):
        return ""
    return (
        "No restriction of duties is in force in the record (Policy: review of restrictions), so none is reviewed or lifted on that day. "
        "Enter “Duties restricted or place of work changed” with its reason first, or check the day."
    )


def not_restricted(matter: Matter, step: RestrictionReviewed) -> str:
    """A review names only what is restricted."""
    stands = standing(matter.history, step.about)
    bound: set[RestrictionKind] = {kind for each in stands for kind in each.made.kinds}
    unknown = [kind.value for kind in step.kinds if kind not in bound]
    if unknown and all(each.made.kinds for each in stands):
        return (
            f"Nothing that stands restricts this: {', '.join(unknown)} (Policy: review of restrictions). Choose among "
            f"{', '.join(sorted(bound)) or 'nothing'}, or none, which reviews all of them."
        )
    return ""


def unproved(matter: Matter, step: Step) -> str:
    """A check is a check where an exhibit or a named supervisor proves it, of that day and of no other."""
    assert isinstance(step, SupervisionChecked)
    said = step.proof.strip()
    if not step.exhibit.strip() and not (step.supervisor.strip() and len(said) >= LEAST_SAID):
        return (
            "A check is not ticked off without proof (Policy: supervision). Name the supervisor and write what was seen, in "
            f"{LEAST_SAID} characters or more, or name the exhibit that shows it."
        )
    for other in matter.history.all(SupervisionChecked, step.about):
        if other.on == step.on:
            return (
                f"A check of {british(step.on)} stands already (Policy: supervision). If that entry is wrong, correct it, giving the "
                "reason; otherwise enter the day of the other check."
            )
        if step.exhibit.strip() and step.exhibit.strip() == other.exhibit.strip():
            return _proves_another("exhibit", other)
        if not step.exhibit.strip() and said.casefold() == other.proof.strip().casefold():
            return _proves_another("statement, word for word,", other)
    return ""


def _proves_another(what: str, other: SupervisionChecked) -> str:
    return (
        f"This {what} proves the check of {british(other.on)} already, and proof is of one day (Policy: supervision). "
        "Take the proof of this day, or leave the check open."
    )
