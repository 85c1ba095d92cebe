"""The verbs about what is published: write the draft of a hearing notice, store bytes that two people approved, withdraw them."""

import hmac
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.utils import timezone

from custodiet.casework import journal
from custodiet.casework.access import Access, Permission, Refused, can, require
from custodiet.casework.models import Case, NoticeDraft, PaperOnSite, PublishedOutcome, User
from custodiet.law.steps.opening import AllegationMade
from custodiet.law.vocabulary import Protected
from custodiet.ledger.entries import Verb
from custodiet.publication.gate import fingerprint


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What stands beside the bytes: of which kind the paper is, about whom, what it kept back, and until when it is shown.

    `listed` is public: what the lists of the site say of it. `draft` is what a notice of a hearing was made from.
    """

    kind: PaperOnSite = PaperOnSite.OUTCOME
    about: str = ""
    alias: str = ""
    named: bool = False
    withheld: tuple[Protected, ...] = ()
    listed: dict[str, Any] = field(default_factory=dict)
    dated: date | None = None
    last_day: date | None = None
    may_be_kept: bool = False
    draft: NoticeDraft | None = None

    def columns(self) -> dict[str, Any]:
        """The same as the table has it."""
        return {
            "kind": self.kind.value, "about": self.about, "alias": self.alias, "named": self.named, "listed": self.listed,
            "withheld": [term.value for term in self.withheld], "dated": self.dated, "last_day": self.last_day,
            "may_be_kept": self.may_be_kept,
        }  # fmt: skip


def write(*, case: Case, about: str, content: dict[str, Any], by: User) -> NoticeDraft:
    """Keep a draft of a notice of a hearing. Whoever wrote it does not approve it."""
    with transaction.atomic():
        locked = Case.objects.select_for_update(no_key=True).get(pk=case.pk)
        require(Access(by), Permission.COMPOSE, locked)
        made = NoticeDraft.objects.create(case=locked, about=about, content=content, author=by)
        journal.record(Verb.COLLECTION, by=by, case=locked, what=f"notice draft {made.pk}", fields=sorted(content))
        return made


def store(
    *, case: Case, body: bytes, digest: str, approved_by: tuple[User, User], by: User, title: str = "", told: Told | None = None,
    pdf: bytes = b"",
) -> PublishedOutcome:  # fmt: skip
    """Store the bytes that the public site serves. `digest` is the fingerprint of page and PDF that the two people approved."""
    first, second = approved_by
    told = told or Told()
    if first.pk == second.pk:
        raise Refused("The same person approved twice. Two different people approve what is published; ask another.")
    if not hmac.compare_digest(fingerprint(body, pdf), digest):
        raise Refused("These are not the bytes that were approved: their digest differs. Have them approved again.")
    with transaction.atomic():
        locked = Case.objects.select_for_update(no_key=True).get(pk=case.pk)
        require(Access(by), Permission.PUBLISH, locked)
        if _wrote(locked) & {first.pk, second.pk}:
            raise Refused("Whoever wrote the words of an allegation does not approve them. Two others must read and approve the notice.")
        if told.draft and told.draft.author_id in (first.pk, second.pk):
            raise Refused("Whoever wrote the notice does not approve it. Two others must read and approve it.")
        if told.draft and told.draft.is_published:
            raise Refused("This notice was published already. Withdraw it first, or write it anew.")
        if not all(can(Access(user), Permission.VIEW, locked) for user in approved_by):
            raise Refused("Somebody who approved this does not work on the case. Ask two people who do.")
        made = PublishedOutcome.objects.create(
            case=locked, body=body, digest=sha256(body).hexdigest(), pdf=pdf, title=title,
            pdf_digest=sha256(pdf).hexdigest() if pdf else "", approved_by_first=first, approved_by_second=second, **told.columns(),
        )  # fmt: skip
        journal.record(
            Verb.PUBLICATION, by=by, case=locked, what=f"published {made.slug}", digest=digest,
            approved_by=[first.pk, second.pk], last_day=told.last_day.isoformat() if told.last_day else "",
        )  # fmt: skip
        return made


def _wrote(case: Case) -> set[int]:
    """The authors of what a notice says in free words."""
    return set(case.steps.filter(kind=AllegationMade.__name__, struck_by=None).values_list("recorded_by", flat=True))


def withdraw(*, published: PublishedOutcome, by: User) -> None:
    """Take something published off the public site; its bytes stay in the records."""
    with transaction.atomic():
        locked = Case.objects.select_for_update(no_key=True).get(pk=published.case_id)
        require(Access(by), Permission.PUBLISH, locked)
        if PublishedOutcome.objects.filter(pk=published.pk, withdrawn_at=None).update(withdrawn_at=timezone.now()):
            journal.record(Verb.WITHDRAWAL, by=by, case=locked, what=f"published {published.slug}")
