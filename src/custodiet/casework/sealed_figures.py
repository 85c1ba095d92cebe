"""Whether snapshots of the figures, and what was published of them, are as the ledger recorded them, and each file is what it was."""

from collections.abc import Iterator
from datetime import date
from hashlib import sha256

from custodiet.casework import frozen_store
from custodiet.casework.models import FiguresPutForward, ForceReturn, FrozenFigures, PublishedFigures
from custodiet.casework.sealed_findings import table_holds
from custodiet.casework.vault import Altered, NoKey

FROZEN, PUT_FORWARD, PUBLISHED = "frozen figures", "figures put forward", "published figures"
RETURN = "return of a force"
"""The words before a row's number in the ledger."""


def figures_hold(today: date) -> Iterator[str]:
    """Every row is as the ledger recorded it, none is gone, and every snapshot's file and every published table is what it was."""
    for model, words in ((FrozenFigures, FROZEN), (FiguresPutForward, PUT_FORWARD), (PublishedFigures, PUBLISHED), (ForceReturn, RETURN)):
        yield from table_holds(model, words)
    for row in FrozenFigures.objects.iterator():
        try:
            frozen_store.bytes_of(row)
        except (Altered, NoKey) as wrong:
            yield f"{FROZEN} {row.pk}: {wrong}"
    for row in PublishedFigures.objects.iterator():
        if sha256(bytes(row.body)).hexdigest() != row.digest:
            yield f"{PUBLISHED} {row.pk}: the tables are not those that were approved."
