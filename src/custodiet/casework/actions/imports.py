"""`bring_in`: a planned case of another system comes on record, each step with the file and row it is from.

A case is one transaction, so an import that is killed or stopped goes on where it was. What is on record already is told by the token of
its step, which is made of the other system's name, the row's own references and what the step says: the same row twice is one step, and
a row that says something else now is a correction, which strikes what it said before. What a person here has put right since stays.

Whoever brings cases in, by the page or by the command, brings one in at a time: two at once would not see each other's, and the case
would be there twice.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256

from django.db import connection, transaction

from custodiet.casework import standing
from custodiet.casework.access import Refused
from custodiet.casework.actions import grants, people
from custodiet.casework.actions.append import append
from custodiet.casework.imports.plan import PlannedCase, PlannedPerson
from custodiet.casework.imports.rows import Row
from custodiet.casework.imports.steps import Part
from custodiet.casework.jobs import Permission, permissions
from custodiet.casework.models import Case, CaseStep, User
from custodiet.casework.models import Part as Role
from custodiet.law.codec import encode
from custodiet.law.steps import History, Step
from custodiet.law.vocabulary import Office
from custodiet.ledger.entries import canonical_json


class Done(StrEnum):
    """What was done with a step of the extract."""

    NEW = "new"
    CORRECTED = "corrected"
    AS_BEFORE = "as before"
    KEPT = "kept as a person here put it right"
    NOT_SAME = "another than is on record"


@dataclass(frozen=True, slots=True)
class Brought:
    """What was done with one step or person, of which row, and what to say of it."""

    row: Row
    done: Done
    why: str = ""


def may_import(by: User) -> None:
    """Raise Refused where that job does not bring cases in."""
    if Permission.IMPORT not in permissions(by):
        raise Refused("Your job does not bring in the cases of another system. The head of department does.")


def bring_in(planned: PlannedCase, *, source: str, force: str, by: User, today: date) -> list[Brought]:
    """The case with everything the extract has of it, in one transaction."""
    may_import(by)
    with transaction.atomic():
        _alone()
        case, fresh = _case(planned, source, by)
        case = Case.objects.select_for_update(no_key=True).get(pk=case.pk)
        found = list(_people(case, planned.people.values(), source, force, by))
        absent = {person.key for person in planned.people.values()} - set(case.involvements.values_list("key", flat=True))
        found += _steps(case, planned.parts, absent, source, by, today)
        if fresh:
            grants.place(case, by, by)
        return found


def _alone() -> None:
    """Wait until nobody else is bringing a case in; until this transaction ends, whoever comes next waits. SQLite has one writer anyway.

    It is no row of a table: the ledger's would be locked before the case here, and after it by every other step.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as asked:
            asked.execute("SELECT pg_advisory_xact_lock(%s)", [ALONE])


ALONE = 0x1A907
"""The number of that lock; the database has no other of our own."""


def prefix(source: str, part: Part) -> str:
    """By what a step of that row is told again, whatever it says."""
    return f"im-{_short(canonical_json([source, *part.identity, part.name]))}-"


def _short(data: bytes) -> str:
    return sha256(data).hexdigest()[:24]


def _said(step: Step) -> str:
    return _short(canonical_json([type(step).__name__, encode(step)]))


def _case(planned: PlannedCase, source: str, by: User) -> tuple[Case, bool]:
    before = CaseStep.objects.select_related("case").filter(token__startswith=prefix(source, planned.parts[0])).first()
    if before:
        return before.case, False
    title = f"{planned.kind.capitalised} {planned.reference} of {source}"
    return Case.objects.create(kind=planned.kind.value, title=title[:120]), True


def _steps(case: Case, parts: list[Part], absent: set[str], source: str, by: User, today: date) -> Iterator[Brought]:
    """Every step of the extract; what concerns somebody who could not be put on record waits with them."""
    for part in parts:
        if {part.step.about, getattr(part.step, "officer", "")} & absent:
            yield Brought(part.row, Done.NOT_SAME, "The person it is about could not be put on record.")
            continue
        earlier = list(case.steps.filter(token__startswith=prefix(source, part)).order_by("seq"))
        yield _brought(case, part, earlier, source, by, today)


def _brought(case: Case, part: Part, earlier: list[CaseStep], source: str, by: User, today: date) -> Brought:
    last, said = earlier[-1] if earlier else None, _said(part.step)
    if last and last.token.split("-")[2] == said:
        return Brought(part.row, Done.AS_BEFORE)
    if last and hasattr(last, "struck_by"):
        return Brought(part.row, Done.KEPT, f"“{part.step.title()}” was put right here since, in step {last.struck_by.seq}; that stays.")
    found = standing.standing(case)
    history = found.history if last is None else found.history.without(found.steps[last.pk])
    append(
        case, found, History((*history, part.step)), part.step, by=by, office=Office.RECORDER,
        token=f"{prefix(source, part)}{said}-{len(earlier)}", today=today, strikes=last, purpose="Import of cases",
        why=f"{'Corrected' if last else 'Imported'} from {part.row.file}, row {part.row.number}, of {source}.",
    )  # fmt: skip
    return Brought(part.row, Done.CORRECTED if last else Done.NEW)


def _people(case: Case, planned, source: str, force: str, by: User) -> Iterator[Brought]:
    for person in planned:
        there = case.involvements.select_related("person").filter(key=person.key).first()
        name = _name(person, source)
        if there is None:
            try:
                people.put(case, _new(person, name, source, force), Role.OFFICER if person.officer else Role.COMPLAINANT, person.key, by)
            except Refused as refusal:
                yield Brought(person.row, Done.NOT_SAME, str(refusal))
        elif there.person.name != name:
            why = f"The person {person.subject} is on record here under another name. Put the name right by hand, where it is right."
            yield Brought(person.row, Done.NOT_SAME, why)


def _name(person: PlannedPerson, source: str) -> str:
    return person.row["name"] or f"The person with the reference {person.subject} of {source}"


def _new(person: PlannedPerson, name: str, source: str, force: str) -> people.NewPerson:
    """Who has no number of their own is known by the reference of the other system, so that they are one person in all their cases."""
    if not person.officer:
        return people.NewPerson(name=name, born_on=person.born_on)
    number = person.row["number"] or f"{source} {person.subject}"
    officer = {"force": force, "collar_number": number[:30], "rank": person.rank.value}
    return people.NewPerson(name=name, born_on=person.born_on, officer=officer)
