"""The verbs about what is published: store finished bytes that two people approved, and withdraw them."""

import hmac
from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from custodiet.casework import journal
from custodiet.casework.access import Access, Permission, Refused, can, require
from custodiet.casework.models import Case, PublishedOutcome, User
from custodiet.law.steps.opening import AllegationMade
from custodiet.ledger.entries import Verb


def store(*, case: Case, body: bytes, digest: str, approved_by: tuple[User, User], by: User, title: str = "") -> PublishedOutcome:
    """Store the bytes that the public site serves. `digest` is the SHA-256 that the two people approved."""
    first, second = approved_by
    if first.pk == second.pk:
        raise Refused("The same person approved twice. Two different people approve what is published; ask another.")
    found = sha256(body).hexdigest()
    if not hmac.compare_digest(found, digest):
        raise Refused("These are not the bytes that were approved: their digest differs. Have them approved again.")
    with transaction.atomic():
        locked = Case.objects.select_for_update(no_key=True).get(pk=case.pk)
        require(Access(by), Permission.PUBLISH, locked)
        if _wrote(locked) & {first.pk, second.pk}:
            raise Refused("Whoever wrote the words of an allegation does not approve them. Two others must read and approve the notice.")
        if not all(can(Access(user), Permission.VIEW, locked) for user in approved_by):
            raise Refused("Somebody who approved this does not work on the case. Ask two people who do.")
        made = PublishedOutcome.objects.create(
            case=locked, body=body, digest=digest, title=title, approved_by_first=first, approved_by_second=second
        )
        journal.record(
            Verb.PUBLICATION, by=by, case=locked, what=f"published {made.slug}", digest=digest,
            approved_by=[first.pk, second.pk],
        )  # fmt: skip
        return made


def _wrote(case: Case) -> set[int]:
    """The authors of what a notice says in free words."""
    return set(case.steps.filter(kind=AllegationMade.__name__, struck_by=None).values_list("recorded_by", flat=True))


def withdraw(*, published: PublishedOutcome, by: User) -> None:
    """Take a published outcome off the public site; its bytes stay in the records."""
    with transaction.atomic():
        locked = Case.objects.select_for_update(no_key=True).get(pk=published.case_id)
        require(Access(by), Permission.PUBLISH, locked)
        if PublishedOutcome.objects.filter(pk=published.pk, withdrawn_at=None).update(withdrawn_at=timezone.now()):
            journal.record(Verb.WITHDRAWAL, by=by, case=locked, what=f"published {published.slug}")


def served(slug: str) -> PublishedOutcome | None:
    """What the public site serves under that address: stored bytes, or None. It reaches no other table."""
    return PublishedOutcome.objects.filter(slug=slug).only("slug", "title", "body", "digest", "published_at", "withdrawn_at").first()


def on_show() -> list[PublishedOutcome]:
    """What is published now, the latest first, without the bytes."""
    return list(PublishedOutcome.objects.filter(withdrawn_at=None).defer("body").order_by("-published_at", "-pk"))
