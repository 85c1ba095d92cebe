"""What proves a check of the supervision must be in the case: an exhibit is looked for before the step is taken."""

from custodiet.casework.access import Refused
from custodiet.casework.models import Case, Exhibit
from custodiet.law.powers import british
from custodiet.law.steps.people import SupervisionChecked


def exhibit_of(case: Case, reference: str) -> Exhibit | None:
    """The exhibit of that reference in the case; None where none is named; refused where there is no such exhibit."""
    if not reference.strip():
        return None
    found = Exhibit.objects.filter(case=case, reference__iexact=reference.strip()).first()
    if found is None:
        raise Refused(f"The case has no exhibit {reference.strip()}. Take it in first, or choose one of those on the page of exhibits.")
    return found


def refuse_unknown_exhibit(case: Case, step: SupervisionChecked) -> None:
    """An exhibit that is not in the case, or that was taken in before that day, shows nothing of it."""
    found = exhibit_of(case, step.exhibit)
    if found is not None and found.recorded_at.date() < step.on:
        raise Refused(
            f"Exhibit {found.reference} was taken in on {british(found.recorded_at.date())}, before {british(step.on)}, so it cannot show "
            "that day (force policy on supervision). Name the exhibit of that day, or the supervisor who saw it."
        )
