"""Handing an officer, or whom they let in, the file of a paper or the copy of a bundle that was given to them: on record first."""

from datetime import date
from typing import BinaryIO

from django.db import transaction

from custodiet.casework import journal, vault
from custodiet.casework.access import Access, NotThere
from custodiet.casework.models import Case
from custodiet.casework.own_matters import OwnMatter, matter_of
from custodiet.casework.own_queries import papers
from custodiet.casework.vault import Stored
from custodiet.ledger.entries import Verb


def paper(access: Access, reference: str, number: int, today: date) -> BinaryIO:
    """The Word file of a paper that counts as given."""
    with transaction.atomic():
        matter = matter_of(access, reference, today)
        row = next((each for each in papers(matter, today) if each.seq == number), None)
        if row is None:
            raise NotThere
        return _handed(access, matter, f"own copy of paper {row.pk}", Stored(row.address, row.sha256, row.size))


def bundle(access: Access, reference: str, number: int, today: date) -> BinaryIO:
    """The copy of a bundle that stands on the page."""
    with transaction.atomic():
        matter = matter_of(access, reference, today)
        row = matter.involvement.copies.select_related("given__job").filter(pk=number).first()
        if row is None:
            raise NotThere
        job = row.given.job
        return _handed(access, matter, f"own copy of bundle job {job.pk}", Stored(job.address, job.sha256, job.size))


def _handed(access: Access, matter: OwnMatter, what: str, stored: Stored) -> BinaryIO:
    case = Case.objects.select_for_update(no_key=True).get(pk=matter.case.pk)
    journal.record(Verb.EXPORT, by=access.user, case=case, what=what, digest=stored.sha256, request_id=access.request_id)
    return vault.open_stored(case, stored)
