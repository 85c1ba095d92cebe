"""What an officer is shown of detection: everything that was looked for, found, seen and decided about them, and by whom.

Not while a finding about them waits, and not before the notice of investigation where one became a case: that might prejudice
what is being looked into. Whoever may not know of a finding is answered as if there were none.
"""

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import transaction

from custodiet.casework import journal, officer_watch, sight, standing
from custodiet.casework.access import Access, NotThere
from custodiet.casework.finding_pages import Seen
from custodiet.casework.finding_queries import ENDED, seen_in, state_of
from custodiet.casework.jobs import Permission, permissions
from custodiet.casework.mask import mask_of
from custodiet.casework.models import DetectedFinding, Involvement, OfficerProfile, Person, Triage, TriageOutcome
from custodiet.casework.officer_watch import OwnWatch
from custodiet.casework.queries import printable
from custodiet.law.steps.investigation import NoticeServed
from custodiet.ledger.entries import Verb


@dataclass(frozen=True, slots=True)
class Shown:
    """What may be handed to the officer of that number; or `withheld`: why not yet."""

    officer: str
    seen: tuple[Seen, ...]
    withheld: str = ""
    watches: tuple[OwnWatch, ...] = ()


def shown_to(access: Access, officer: str, why: str, today: date) -> Shown:
    """Everything about the officer of that number, entered in the ledger as a disclosure with its reason."""
    if Permission.AUTHORISE not in permissions(access.user):
        raise NotThere
    number = printable(officer)
    with transaction.atomic():
        rows = DetectedFinding.objects.filter(officer__iexact=number)
        known = rows.exclude(pk__in=sight.concerning(access, rows).values("pk"))
        found = list(known.select_related("operation").prefetch_related("triage__by", "triage__case").order_by("pk"))
        withheld = next(filter(None, map(_waits, found)), "")
        watches = () if withheld else officer_watch.shown_to_officer(number, today)
        shown = Shown(number, () if withheld else tuple(map(by_letters, found)), withheld, watches)
        fields = ["withheld"] if withheld else ["operation", "evidence", "rows", "decisions", "looks", "watches"]
        journal.record(
            Verb.DISCLOSURE, by=access.user, what="shown to an officer", purpose=why[:500], fields=fields,
            findings=[row.reference for row in found], on=today.isoformat(),
        )  # fmt: skip
    return shown


def by_letters(row: DetectedFinding) -> Seen:
    """Everything about one finding, with the other person by the letters of the operation: a number in the force's systems is looked up."""
    seen, hidden = seen_in(row), _Hidden(row)
    return replace(seen, found=hidden.in_all(seen.found), content=hidden.in_all(seen.content))


class _Hidden:
    """The number of whoever the finding ties the officer to."""

    def __init__(self, row: DetectedFinding) -> None:
        self._number = re.compile(rf"(?<![\w-]){re.escape(row.person)}(?![\w-])", re.IGNORECASE)
        self._instead = f"person {mask_of(row).person}"

    def in_all(self, said: Any) -> Any:
        """The same without it, however deep it lies."""
        if isinstance(said, str):
            return self._number.sub(self._instead, said)
        if isinstance(said, dict):
            return {name: self.in_all(value) for name, value in said.items()}
        return [self.in_all(each) for each in said] if isinstance(said, list | tuple) else said


def of_case(who: Involvement) -> list[DetectedFinding]:
    """The findings about that officer which became this case; for a case of which the officer has had notice."""
    number = _number(who.person)
    taken_up = Triage.objects.filter(outcome=TriageOutcome.ADOPTED.value, case=who.case).values("finding")
    return list(DetectedFinding.objects.filter(pk__in=taken_up, officer__iexact=number).order_by("pk")) if number else []


def dismissed(person: Person, today: date) -> list[DetectedFinding]:
    """The findings about that officer that came to nothing, once the operation that looked is over.

    Each by its own state: were all kept back while another waits, what is on the page today would tell that something new was found.
    """
    number = _number(person)
    rows = DetectedFinding.objects.filter(officer__iexact=number) if number else DetectedFinding.objects.none()
    rows = rows.exclude(operation__in=sight.open_operations(today).values("pk")).select_related("operation").prefetch_related("triage")
    return [row for row in rows.order_by("pk") if state_of(row) == TriageOutcome.DISMISSED.value]


def _number(person: Person) -> str:
    profile = OfficerProfile.objects.filter(person=person).first()
    return profile.collar_number if profile else ""


def _waits(row: DetectedFinding) -> str:
    """Why a finding may not be shown to its officer yet."""
    state = state_of(row)
    if state not in ENDED:
        return "A finding about this officer waits to be decided on. It is shown when it was dismissed, or when the officer has had notice."
    adopted = next((each.case for each in row.triage.all() if each.outcome == TriageOutcome.ADOPTED.value), None)
    if adopted is not None and standing.standing(adopted).history.first(NoticeServed) is None:
        return "A finding about this officer became a matter, and no notice of investigation is on record. It is shown after that."
    return ""
