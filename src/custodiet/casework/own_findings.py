"""The findings of detection that an officer may read on their own page, and what they said to them.

A finding that became a case stands there once the officer had notice of that case; one that was dismissed, once the operation that
looked is over. What an analyst wrote for colleagues (reasons, purposes) does not: the head of department hands it over by hand.
"""

from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction

from custodiet.casework import journal, shown_to_officers
from custodiet.casework.access import Access, NotThere
from custodiet.casework.finding_pages import Seen
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
        seen = shown_to_officers.by_letters(row)
        quiet = tuple(replace(each, reason="", explanation="", case="") for each in seen.triage)
        seen = replace(seen, triage=quiet, looked=tuple((at, who, "") for at, who, _why in seen.looked))
        fields = ["operation", "evidence", "decisions", "looks"]
        journal.record(Verb.DISCLOSURE, by=access.user, what=f"own finding {row.reference}", fields=fields, request_id=access.request_id)
        return OwnFinding(row, seen, own, tuple(answers_to(row)))


def _open_to(access: Access, reference: str, today: date) -> tuple[DetectedFinding, bool]:
    for row in dismissed(access, today):
        if row.reference == reference:
            return row, True
    for matter in matters(access, today):
        for row in shown_to_officers.of_case(matter.involvement):
            if row.reference == reference:
                return row, matter.own
    raise NotThere
