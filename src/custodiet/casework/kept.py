"""Files that the program makes and keeps beside the exhibits: the pages of a bundle, a copy, a paper that was served."""

from django.db import transaction

from custodiet.casework import journal, vault
from custodiet.casework.models import Case, User
from custodiet.ledger.entries import Verb


def keep(case: Case, data: bytes, *, what: str, by: User) -> vault.Stored:
    """Put bytes into the store. Where a damaged file stands in the place, that goes on record before a whole one takes it."""

    def record(stored: vault.Stored, wrong: str) -> None:
        if wrong:
            with transaction.atomic():
                locked = Case.objects.select_for_update(no_key=True).get(pk=case.pk)
                journal.record(Verb.ALTERATION, by=by, case=locked, what=f"damaged file of {what}"[:64], digest=stored.sha256, wrong=wrong)

    return vault.put_bytes(case, data, record)


def bytes_of(case: Case, stored: vault.Stored) -> bytes:
    """The bytes again, verified. Raises Altered or NoKey."""
    with vault.open_stored(case, stored) as stream:
        return stream.read()
