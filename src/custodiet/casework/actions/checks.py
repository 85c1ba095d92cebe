"""The verb about a check of applicants: that it was done, by whom and with what result in numbers. No name of an applicant is kept."""

from collections import Counter
from collections.abc import Sequence

from django.db import transaction

from custodiet.casework import journal
from custodiet.casework.access import Access
from custodiet.casework.barred_list import Answer, Match
from custodiet.ledger.entries import Verb


def barred_checked(*, access: Access, entries: int, answers: Sequence[Answer]) -> None:
    """Enter the check in the ledger, before its result is shown."""
    found = Counter(answer.match for answer in answers)
    with transaction.atomic():
        journal.record(
            Verb.CONSULTATION, by=access.user, what="barred list check", purpose="Pre-employment check", request_id=access.request_id,
            fields=["applicants against the public list"], entries=entries, hits=found[Match.HIT],
            possible=found[Match.POSSIBLE], none=found[Match.NONE],
        )  # fmt: skip
