"""The verbs about who works on a case: grants, their withdrawal, and declared conflicts of interest."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from custodiet.casework import journal
from custodiet.casework.access import Access, NotThere, Refused, can, require, seats_of, visible_to
from custodiet.casework.jobs import Permission
from custodiet.casework.models import Case, Conflict, ConflictEnded, Grant, Person, Role, User
from custodiet.law.vocabulary import Office
from custodiet.ledger.entries import Verb

OFFICES: dict[Role, tuple[Office, ...]] = {
    Role.INTAKE: (Office.RECORDER,),
    Role.INVESTIGATOR: (Office.INVESTIGATOR,),
    Role.APPROPRIATE_AUTHORITY: (Office.APPROPRIATE_AUTHORITY,),
    Role.CHAIR: (Office.CHAIR, Office.PERSON_CONDUCTING),
    Role.PROCEEDINGS: (Office.RECORDER,),
}
"""The offices that a grant carries when none is named; the force's policy file may name other roles for an office."""


def offices_for(role: str) -> tuple[Office, ...]:
    """The offices that a user of that job holds by default in a case granted to them."""
    chosen = settings.POLICY.get("offices", {})
    usual = [office for office in OFFICES.get(Role(role), ()) if office.value not in chosen]
    return (*usual, *(Office(name) for name, roles in chosen.items() if role in roles))


def give(*, case: Case, user: User, by: User, offices: Iterable[Office] | None = None, until: datetime | None = None) -> Grant:
    """Give a user a place in a case. Nobody gives one to themselves, nor to anybody in the case or with a conflict."""
    with transaction.atomic():
        locked = Case.objects.select_for_update(no_key=True).get(pk=case.pk)
        require(Access(by), Permission.GRANT, locked)
        if user.pk == by.pk:
            raise Refused("Nobody gives a grant to themselves. Ask another head of department or authority to give it.")
        made = place(locked, user, by, offices, until)
        if not can(Access(user), Permission.VIEW, locked) and not _sits(user, locked):
            # Why is not said: a conflict is a matter between that user and whoever keeps the register.
            raise Refused("That user cannot work on this case. Choose somebody else.")
        return made


def place(case: Case, user: User, by: User, offices: Iterable[Office] | None = None, until: datetime | None = None) -> Grant:
    """`give` without the lock and the questions, for a caller that has done both (whoever opens a case works on it)."""
    held = offices_for(user.role) if offices is None else tuple(offices)
    made = Grant.objects.create(case=case, user=user, role=user.role, offices=[office.value for office in held], until=until, granted_by=by)
    journal.record(Verb.ROLE_CHANGE, by=by, case=case, what=f"user {user.pk}", offices=[office.value for office in held])
    return made


def withdraw(*, grant: Grant, by: User) -> None:
    """End a grant at this moment."""
    with transaction.atomic():
        locked = Case.objects.select_for_update(no_key=True).get(pk=grant.case_id)
        require(Access(by), Permission.GRANT, locked)
        now = timezone.now()
        ended = Grant.objects.filter(pk=grant.pk, until=None) | Grant.objects.filter(pk=grant.pk, until__gt=now)
        if ended.update(until=max(now, grant.since)):
            journal.record(Verb.ROLE_CHANGE, by=by, case=locked, what=f"user {grant.user_id}", offices=[])


def declare_conflict(*, user: User, reason: str, by: User, case: Case | None = None, person: Person | None = None) -> Conflict:
    """Enter a conflict of interest; it takes effect at once. Users declare their own; a head of department anybody's."""
    if (case is None) == (person is None):
        raise Refused("A conflict is with a case or with a person: name one of them.")
    if not reason.strip():
        raise Refused("A conflict needs its reason, so that it can be looked at again. Say what it is.")
    if by.pk != user.pk and by.role != Role.HEAD:
        raise Refused("Users declare their own conflicts; only the head of department enters one for somebody else.")
    with transaction.atomic():
        if case is not None and not can(Access(by), Permission.VIEW, case) and not _sits(by, case):
            raise NotThere
        made = Conflict.objects.create(user=user, case=case, person=person, reason=reason.strip(), declared_by=by)
        what = f"conflict of user {user.pk}" + (f" with {person.ref}" if person else "")
        journal.record(Verb.ROLE_CHANGE, by=by, case=case, what=what)
        return made


def end_conflict(*, conflict: Conflict, why: str, by: User) -> ConflictEnded:
    """Say that a conflict no longer stands. The declaration stays on record; a place in the case that was given counts again.

    The head of department does it, and never of their own: whoever has a conflict cannot judge that it is over.
    """
    with transaction.atomic():
        kept = Conflict.objects.select_for_update(of=("self",)).get(pk=conflict.pk)
        if not _may_see(kept, by):
            raise NotThere
        if by.role != Role.HEAD or kept.user_id == by.pk:
            raise Refused("Only the head of department ends a conflict, and nobody ends their own. Ask another head of department.")
        if not why.strip():
            raise Refused("A conflict is ended with the reason why it no longer stands. Say what has changed.")
        if ConflictEnded.objects.filter(conflict=kept).exists():
            raise Refused("This conflict was ended already, and that stands. If there is a new one, declare it.")
        made = ConflictEnded.objects.create(conflict=kept, why=why.strip(), by=by)
        journal.record(Verb.ROLE_CHANGE, by=by, case=kept.case, what=f"end of conflict {kept.pk} of user {kept.user_id}")
        return made


def _sits(user: User, case: Case) -> bool:
    """Whether the user has a seat on the panel of the case, which shows the hearing and not the case."""
    return seats_of(Access(user)).filter(pk=case.pk).exists()


def _may_see(conflict: Conflict, by: User) -> bool:
    if conflict.case is not None:
        return bool(can(Access(by), Permission.VIEW, conflict.case))
    return visible_to(Access(by), Person).filter(pk=conflict.person_id).exists()
