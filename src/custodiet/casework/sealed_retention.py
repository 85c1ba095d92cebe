"""Whether holds, what lifted them and what reviews decided are as the ledger recorded them, and what was disposed of is gone."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Model

from custodiet.casework import vault
from custodiet.casework.models import RetentionHold, RetentionHoldLifted, RetentionReview
from custodiet.casework.retention import disposed
from custodiet.casework.sealed_findings import table_holds

SEALED: tuple[tuple[type[Model], str], ...] = (
    (RetentionHold, "retention hold"),
    (RetentionHoldLifted, "retention hold lifted"),
    (RetentionReview, "retention review"),
)
"""The sealed tables, and the words before a row's number in the ledger."""


def retention_holds(today: date) -> Iterator[str]:
    """Every hold and review is as the ledger recorded it, none is gone, and of a case that was disposed of nothing can be opened."""
    for model, words in SEALED:
        yield from table_holds(model, words)
    for row in disposed().select_related("case"):
        if row.case.steps.exists() or vault.has_key(row.case):
            yield f"Case {row.case.reference} was disposed of, but not all of it is gone. Run custodiet work, which destroys what is left."
