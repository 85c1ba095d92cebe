"""The verbs about operations: ask for one, authorise or refuse it, close it. Who asks never authorises."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction

from custodiet.casework import journal
from custodiet.casework.access import Access, NotThere, Refused
from custodiet.casework.jobs import Permission, permissions
from custodiet.casework.models import Decided, Operation, OperationDecision, OperationReader, Source, User
from custodiet.casework.seals import seal
from custodiet.casework.sight import operations
from custodiet.ledger.entries import Verb

LONGEST = timedelta(days=183)
"""An operation is looked at afresh after half a year at the latest."""


def ask(
    *,
    title: str,
    purpose: str,
    necessity: str,
    proportionality: str,
    lawful_basis: dict[Source, str],
    expires_on: date,
    by: User,
    today: date,
    readers: Iterable[User] = (),
) -> Operation:
    """Ask for an operation, of which `by` becomes the holder. A source that has no lawful basis is never read."""
    if Permission.DETECT not in permissions(by):
        raise Refused("Your job does not work through findings, so it asks for no operation. Ask an analyst.")
    basis = {source.value: words.strip() for source, words in lawful_basis.items() if words.strip()}
    _check([title, purpose, necessity, proportionality], basis, expires_on, today)
    named = {by.pk: by} | {user.pk: user for user in readers}
    if wrong := [user.full_name for user in named.values() if Permission.DETECT not in permissions(user)]:
        raise Refused(f"The job of {', '.join(wrong)} does not work through findings. Name analysts or the head of department.")
    with transaction.atomic():
        row = Operation.objects.create(
            title=title.strip(), purpose=purpose.strip(), necessity=necessity.strip(), proportionality=proportionality.strip(),
            lawful_basis=basis, expires_on=expires_on, holder=by, asked_by=by,
        )  # fmt: skip
        for user in named.values():
            OperationReader.objects.create(operation=row, user=user)
        row.refresh_from_db()
        journal.record(Verb.COLLECTION, by=by, what=f"operation {row.pk}", readers=sorted(named), seal=seal(row))
        return row


def _check(words: list[str], basis: dict[str, str], expires_on: date, today: date) -> None:
    if not all(each.strip() for each in words):
        raise Refused("An operation says what it is for, why nothing less would do, and why it is proportionate. Write each of them.")
    if not basis:
        raise Refused("No source has a lawful basis, so nothing could be read. Write the basis of at least one source.")
    if not today <= expires_on <= today + LONGEST:
        raise Refused(
            f"An operation ends within {LONGEST.days} days, so that it is looked at afresh. Choose an earlier last day, from today on."
        )


def decide(*, operation: Operation, decided: Decided, why: str, by: User, today: date) -> OperationDecision:
    """Authorise or refuse what was asked for, or close what was authorised. The same decision sent twice is one row."""
    if Permission.AUTHORISE not in permissions(by):
        raise Refused("Your job does not authorise operations. The head of department does.")
    if not why.strip():
        raise Refused("A decision about an operation needs its reason. Write why.")
    with transaction.atomic():
        locked = operations(Access(by), today).select_for_update().filter(pk=operation.pk).first()
        if locked is None:
            raise NotThere
        before = {row.decided: row for row in locked.decisions.all()}
        if (again := before.get(decided.value)) and again.by_id == by.pk:
            return again
        _may_decide(locked, decided, set(before), by)
        row = OperationDecision.objects.create(operation=locked, decided=decided.value, by=by, on=today, why=why.strip())
        row.refresh_from_db()
        journal.record(Verb.ROLE_CHANGE, by=by, what=f"operation decision {row.pk}", decided=decided.value, seal=seal(row))
        return row


def _may_decide(operation: Operation, decided: Decided, before: set[str], by: User) -> None:
    if decided is Decided.CLOSED:
        if Decided.AUTHORISED.value not in before:
            raise Refused("This operation was never authorised, so there is nothing to close. Authorise it, or refuse it.")
        return
    if by.pk == operation.asked_by_id:
        raise Refused("Nobody authorises what they asked for themselves. Another head of department decides.")
    if before:
        raise Refused("This operation was decided on already. Nothing was recorded. Ask for a new operation if another is needed.")
