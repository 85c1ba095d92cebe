"""`open_case`: a complaint or another matter comes in, with who made it and how they may safely be reached."""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from custodiet.casework.access import Refused
from custodiet.casework.actions import grants, people
from custodiet.casework.actions.people import NewPerson
from custodiet.casework.actions.step import take_step
from custodiet.casework.jobs import Permission, permissions
from custodiet.casework.models import Case, CaseStep, Part, User
from custodiet.law.steps import Step
from custodiet.law.vocabulary import MatterKind, Office


def open_case(
    *,
    kind: MatterKind,
    step: Step,
    by: User,
    office: Office,
    today: date,
    token: str,
    title: str = "",
    complainant: NewPerson | None = None,
    safe_contact: dict[str, Any] | None = None,
    restricted: bool = False,
    purpose: str = "",
) -> Case:
    """Open a case with its first step. Whoever opens it works on it; a form sent twice opens one case.

    `safe_contact` holds the fields of `SafeContact`; what is not said is not allowed.
    """
    if Permission.OPEN not in permissions(by):
        raise Refused("Your job does not open cases. Pass it on to intake, who will.")
    if again := _opened_before(token, by):
        return again
    try:
        with transaction.atomic():
            case = Case.objects.create(kind=kind.value, title=title or kind.capitalised, restricted=restricted)
            grants.place(case, by, by)
            take_step(case=case, step=step, by=by, office=office, today=today, token=token, version=None, purpose=purpose)
            if complainant is not None:
                made = people.put(case, complainant, Part.COMPLAINANT, "complainant", by)
                if safe_contact:
                    people.set_contact(case=case, person=made.person, by=by, **safe_contact)
    except (IntegrityError, Refused):
        # The same form, sent a moment earlier, may have opened the case meanwhile.
        if again := _opened_before(token, by):
            return again
        raise
    return case


def _opened_before(token: str, by: User) -> Case | None:
    row = CaseStep.objects.select_related("case").filter(token=token, seq=1, recorded_by=by).first()
    return row.case if row else None
