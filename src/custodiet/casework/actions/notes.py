"""`add`: a note, private or shareable for ever."""

from django.db import transaction

from custodiet.casework import journal
from custodiet.casework.access import Access, Refused, require
from custodiet.casework.jobs import Permission
from custodiet.casework.models import Case, Note, User
from custodiet.ledger.entries import Verb


def add(*, case: Case, text: str, by: User, shareable: bool = False) -> Note:
    """Add a note to a case. It cannot be altered afterwards, nor made shareable."""
    if not text.strip():
        raise Refused("The note is empty. Write what is to be remembered.")
    with transaction.atomic():
        locked = Case.objects.select_for_update(no_key=True).get(pk=case.pk)
        require(Access(by), Permission.NOTE, locked)
        made = Note.objects.create(case=locked, author=by, text=text.strip(), shareable=shareable)
        journal.record(Verb.COLLECTION, by=by, case=locked, what=f"note {made.pk}", fields=["text"], shareable=shareable)
        return made
