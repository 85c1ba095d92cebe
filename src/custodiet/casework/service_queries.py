"""An officer's warnings out of every case, and whether each was in force on a day: for the severity assessment of a later matter.

The Regulations ask that of whoever assesses (CR20 23(10), 42(5)-(8)), so the warning itself, its days and its provision are shown
whoever works on the case it was given in: the officer was told of it in writing. Reference and title are shown to those who see that
case, and nothing at all of an officer with whom the reader has a conflict.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from django.db import transaction

from custodiet.casework import standing
from custodiet.casework.access import Access, can, can_know, same_as
from custodiet.casework.follow_pages import Read
from custodiet.casework.jobs import Permission, permissions
from custodiet.casework.models import Case, Involvement, OfficerProfile, Part
from custodiet.casework.queries import consulted, printable
from custodiet.law.powers import british
from custodiet.law.steps import History
from custodiet.law.steps.opening import SubjectIdentified
from custodiet.law.vocabulary import Outcome
from custodiet.law.warned import Warned, read_on, warnings

GIVES = ("Imposed",)


def register(access: Access, number: str, day: date, today: date) -> tuple[Read, ...]:
    """The warnings of the officer of that collar or staff number, each read on that day."""
    if Permission.FOLLOW not in permissions(access.user):
        return ()
    wanted = printable(number)
    profiles = OfficerProfile.objects.filter(collar_number__iexact=wanted).values("person") if wanted else []
    rows = Involvement.objects.filter(person__in=profiles, role=Part.OFFICER.value)
    own = access.user.person_id and rows.filter(same_as(access.user.person_id)).exists()
    found = () if own else tuple(replace(each, alias=force) for row, force in _forces(rows) for each in _of(access, row, day, today))
    consulted(access, None, "register of warnings", ["warnings", "days"], number=wanted, on=day.isoformat())
    return found


def _forces(rows) -> list[tuple[Involvement, str]]:
    """With each row the force of the officer: two forces may have given the same number."""
    return [(row, row.person.officer.force) for row in rows.select_related("case", "person__officer").order_by("pk")]


def standing_before(access: Access, case: Case, history: History, today: date) -> tuple[Read, ...]:
    """`earlier`, for the page of the case: entered in the ledger where there is something to show."""
    with transaction.atomic():
        found = tuple(each for rows in earlier(access, case, history, today).values() for each in rows)
        if found:
            consulted(access, case, "warnings of other cases", ["warnings", "days"])
    return found


def earlier(access: Access, case: Case, history: History, today: date) -> dict[str, tuple[Read, ...]]:
    """By officer: the warnings out of other cases, read on the day of this case's severity assessment, or today where there is none."""
    found: dict[str, tuple[Read, ...]] = {}
    for officer in case.involvements.filter(role=Part.OFFICER.value).select_related("person").order_by("pk"):
        others = Involvement.objects.filter(same_as(officer.person_id), role=Part.OFFICER.value).exclude(case=case)
        assessed = read_on(history, officer.key)
        day = assessed.on if assessed else today
        said = history.latest(SubjectIdentified, officer.key)
        everything = [each for row in others.select_related("case") for each in _of(access, row, day, today)]
        read = [_held(replace(each, alias=officer.alias), said) for each in everything]
        if read:
            found[officer.key] = tuple(read)
    return found


def _of(access: Access, row: Involvement, day: date, today: date) -> Iterator[Read]:
    if not row.case.steps.filter(kind__in=GIVES).exists() or not can_know(access.user, row.case):
        return
    seen = row.case.reference if can(access, Permission.VIEW, row.case) else ""
    for each in warnings(standing.standing(row.case).history, today):
        if each.officer == row.key and not each.told:
            yield Read("", each, day, each.in_force_on(day), seen)


def _held(read: Read, said: SubjectIdentified | None) -> Read:
    """The same, with what is wrong where the record of the later case says otherwise: its outcomes rest on what it says."""
    if read.in_force is not True:
        return read
    told = _told(read.warned, said)
    if told == read.warned.last:
        return read
    last = british(read.warned.last) if read.warned.last else "a day that is not known"
    words = (
        f"This case says {f'that it ends on {british(told)}' if told else 'that there is none'}, and which outcomes are open rests on that "
        f"(CR20 42(5)-(8), 62(3)). Correct “Person complained of identified”: its last day is {last}."
    )
    return replace(read, disagrees=words)


def _told(warned: Warned, said: SubjectIdentified | None) -> date | None:
    if said is None:
        return None
    return said.final_warning_until if warned.outcome is Outcome.FINAL_WRITTEN_WARNING else said.warning_until
