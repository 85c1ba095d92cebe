"""The findings of detection that an officer may read on their own page, and what they said to them.

A finding that became a case stands there once the officer had notice of that case; one that was dismissed, once the operation that
looked is over. What an analyst wrote for colleagues (reasons, purposes) does not: the head of department hands it over by hand.
"""

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import transaction

from custodiet.casework import journal, shown_to_officers
from custodiet.casework.access import Access, NotThere
from custodiet.casework.finding_pages import Seen
from custodiet.casework.finding_queries import seen_in
from custodiet.casework.mask import mask_of
from custodiet.casework.models import DetectedFinding, FindingAnswer
from custodiet.casework.own_matters import matters
from custodiet.ledger.entries import Verb


@dataclass(frozen=True, slots=True)
class OwnFinding:
    """A finding as its officer reads it. `own`: whether the reader is that officer, who alone answers."""

    row: DetectedFinding
    seen: Seen
    own: bool
    answers: tuple[FindingAnswer, ...]


def dismissed(access: Access, today: date) -> list[DetectedFinding]:
    """The findings about this user that came to nothing, as far as it is safe to tell."""
    person = access.user.person
    return shown_to_officers.dismissed(person, today) if person else []


def answers_to(row: DetectedFinding) -> list[FindingAnswer]:
    """What the officer said to a finding, for whoever has opened it."""
    return list(FindingAnswer.objects.filter(finding=row).order_by("pk"))


def finding_of(access: Access, reference: str, today: date) -> OwnFinding:
    """The finding of that reference, if this user may read it on that day, or `NotThere`."""
    with transaction.atomic():
        row, own = _open_to(access, reference, today)
        seen = seen_in(row)
        quiet = tuple(replace(each, reason="", explanation="", case="") for each in seen.triage)
        hidden = _Hidden(row)
        seen = replace(seen, found=hidden.in_all(seen.found), content=hidden.in_all(seen.content))
        seen = replace(seen, triage=quiet, looked=tuple((at, who, "") for at, who, _why in seen.looked))
        fields = ["operation", "evidence", "decisions", "looks"]
        journal.record(Verb.DISCLOSURE, by=access.user, what=f"own finding {row.reference}", fields=fields, request_id=access.request_id)
        return OwnFinding(row, seen, own, tuple(answers_to(row)))


class _Hidden:
    """Whoever the finding ties the officer to, by the letters of the operation: whose number it is in the force's systems, they look up."""

    def __init__(self, row: DetectedFinding) -> None:
        self._number = re.compile(rf"(?<![\w-]){re.escape(row.person)}(?![\w-])", re.IGNORECASE)
        self._instead = f"person {mask_of(row).person}"

    def in_all(self, said: Any) -> Any:
        """The same, however deep it lies."""
        if isinstance(said, str):
            return self._number.sub(self._instead, said)
        if isinstance(said, dict):
            return {name: self.in_all(value) for name, value in said.items()}
        return [self.in_all(each) for each in said] if isinstance(said, list | tuple) else said


def _open_to(access: Access, reference: str, today: date) -> tuple[DetectedFinding, bool]:
    for row in dismissed(access, today):
        if row.reference == reference:
            return row, True
    for matter in matters(access, today):
        for row in shown_to_officers.of_case(matter.involvement):
            if row.reference == reference:
                return row, matter.own
    raise NotThere
