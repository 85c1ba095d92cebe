"""The verbs about people: who they are, how they may safely be reached, and what they are in a case."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from custodiet.casework import journal
from custodiet.casework.access import Access, NotThere, Refused, require, visible_to
from custodiet.casework.jobs import Permission
from custodiet.casework.models import Case, Involvement, OfficerProfile, Part, Person, SafeContact, User
from custodiet.law.vocabulary import Rank
from custodiet.ledger.entries import Verb
from custodiet.publication.names import TITLE_OF_RANK, Alias, OfficerTitle, PersonTitle, allot


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPerson:
    """Somebody to be put on record. `officer` holds the fields of `OfficerProfile`, `contact` those of `SafeContact`."""

    name: str
    title: PersonTitle = PersonTitle.PERSON
    born_on: date | None = None
    vulnerability: str = ""
    officer: dict[str, Any] = field(default_factory=dict)
    contact: dict[str, Any] = field(default_factory=dict)


def add_person(*, case: Case, person: NewPerson, role: Part, key: str, by: User, alias: str = "") -> Involvement:
    """Put somebody on record in a case. An officer known by force and collar number, and in sight, is not put on record twice."""
    with transaction.atomic():
        locked = _locked(case, by)
        return put(locked, person, role, key, by, alias)


def involve(*, case: Case, person: Person, role: Part, key: str, by: User, alias: str = "") -> Involvement:
    """Give somebody who is on record in another case that `by` may see a part in this one."""
    with transaction.atomic():
        locked = _locked(case, by)
        if not visible_to(Access(by), Person).filter(pk=person.pk).exists():
            raise NotThere
        return placed(locked, person, role, key, by, alias)


def set_contact(*, case: Case, person: Person, by: User, **contact: Any) -> SafeContact:
    """Write down how this person may be reached; what is not said is not allowed."""
    with transaction.atomic():
        locked = _locked(case, by)
        if not locked.involvements.filter(person=person).exists():
            raise NotThere
        made, _ = SafeContact.objects.update_or_create(person=person, defaults={"asked_on": timezone.localdate(), **contact})
        journal.record(Verb.ALTERATION, by=by, case=locked, what=f"safe contact of {person.ref}", fields=sorted(contact))
        return made


def put(case: Case, person: NewPerson, role: Part, key: str, by: User, alias: str = "") -> Involvement:
    """`add_person` without the lock and the question whether `by` may: for a caller that has done both."""
    return placed(case, _recorded(person, by), role, key, by, alias)


def put_officer(case: Case, number: str, force: str, key: str, by: User) -> Involvement:
    """Put the officer of that number on record: under the name already known, where `by` may see it, else by the number alone."""
    officer = {"force": force, "collar_number": number}
    known = _known(officer, by)
    name = known.name if known else f"The officer with the number {number}"
    return put(case, NewPerson(name=name, officer=officer), Part.OFFICER, key, by)


def _locked(case: Case, by: User) -> Case:
    locked = Case.objects.select_for_update(no_key=True).get(pk=case.pk)
    require(Access(by), Permission.PEOPLE, locked)
    return locked


def _recorded(new: NewPerson, by: User) -> Person:
    if new.officer and (known := _known(new.officer, by)):
        if _compared(known.name) != _compared(new.name):
            raise Refused(
                f"The number {new.officer['collar_number']} is on record for an officer of another name, so one of the two is "
                "mistyped. Nothing was recorded. Check the number, and write the name as it is on record."
            )
        return known
    person = Person.objects.create(name=new.name, title=new.title.value, born_on=new.born_on, vulnerability=new.vulnerability)
    if new.officer:
        OfficerProfile.objects.create(person=person, **new.officer)
    if new.contact:
        SafeContact.objects.create(person=person, **{"asked_on": timezone.localdate(), **new.contact})
    return person


def _known(officer: dict[str, Any], by: User) -> Person | None:
    """The officer of that force and number, if `by` may see them or they are in no case.

    An officer who is on record only in cases out of sight is put on record afresh: anything else would tell that such a
    case exists. `access` knows by force and number that the two are one. What a closed login says of a number binds nobody:
    that is how a number that was tied to the wrong person is put right.
    """
    same = OfficerProfile.objects.select_related("person").filter(force=officer["force"], collar_number=officer["collar_number"])
    seen = visible_to(Access(by), OfficerProfile).values("pk")
    nowhere = same.filter(person__involvements=None).exclude(person__logins__is_active=False)
    known = same.filter(pk__in=seen).first() or nowhere.first()
    return known.person if known else None


def _compared(name: str) -> str:
    return " ".join(name.casefold().split())


def placed(case: Case, person: Person, role: Part, key: str, by: User, alias: str = "") -> Involvement:
    """Give somebody on record a part in the case: for a caller that holds its lock and has asked whether `by` may."""
    if before := case.involvements.filter(person=person, role=role.value).first():
        if before.key == key:
            return before
        raise Refused(f"This person is in the case already, as {before.alias}. Nothing was recorded. Choose {before.alias} instead.")
    made = Involvement.objects.create(case=case, person=person, key=key, role=role.value, alias=alias or _alias(case, person, role))
    journal.record(Verb.COLLECTION, by=by, case=case, what=f"person {person.ref}", fields=["name", "role", "alias"])
    return made


def _alias(case: Case, person: Person, role: Part) -> str:
    """The alias this person has in the case already, or the next one; it never depends on the name."""
    before = case.involvements.filter(person=person).values_list("alias", flat=True).first()
    if before:
        return before
    taken = [Alias.parse(alias) for alias in case.involvements.values_list("alias", flat=True)]
    title: OfficerTitle | PersonTitle = PersonTitle(person.title)
    if role is Part.OFFICER:
        profile = OfficerProfile.objects.filter(person=person).first()
        title = TITLE_OF_RANK[Rank(profile.rank)] if profile else OfficerTitle.OFFICER
    return str(allot(title, taken=taken))
