"""Whether areas, proof, learning and watches of an order are as the ledger recorded them."""

from collections.abc import Iterator
from datetime import date

from custodiet.casework.models import Learning, MeetingArea, OfficerWatch, OfficerWatchNight, Proof
from custodiet.casework.sealed_findings import table_holds

SEALED = (
    (MeetingArea, "meeting area"),
    (Learning, "learning"),
    (Proof, "proof"),
    (OfficerWatch, "officer watch"),
    (OfficerWatchNight, "officer watch night"),
)
"""The sealed tables, and the words before a row's number in the ledger."""


def follow_up_holds(today: date) -> Iterator[str]:
    """Every row is as the ledger recorded it, and none is gone."""
    for model, words in SEALED:
        yield from table_holds(model, words)
