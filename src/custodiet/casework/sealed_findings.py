"""Whether operations, their findings and what was made of them are as the ledger recorded them."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Model

from custodiet.casework.models import (
    DetectedFinding,
    LedgerBody,
    NightRun,
    Operation,
    OperationDecision,
    RuleDecision,
    Tally,
    Triage,
    WatchedLook,
    WatchReply,
)
from custodiet.casework.seals import seal

SEALED: tuple[tuple[type[Model], str], ...] = (
    (Operation, "operation"),
    (OperationDecision, "operation decision"),
    (NightRun, "night"),
    (DetectedFinding, "detected finding"),
    (Tally, "tally"),
    (Triage, "triage"),
    (RuleDecision, "rule decision"),
    (WatchedLook, "watched look"),
    (WatchReply, "watch reply"),
)
"""The sealed tables, and the words before a row's number in the ledger."""


def findings_hold(today: date) -> Iterator[str]:
    """Every operation, finding and decision about one is as the ledger recorded it, and none is gone."""
    for model, words in SEALED:
        yield from table_holds(model, words)


def table_holds(model: type[Model], words: str) -> Iterator[str]:
    """Every row of a sealed table is as the ledger recorded it, and none is gone."""
    known = _known(words)
    for row in model._default_manager.order_by("pk").iterator():
        if row.pk not in known:
            yield f"{words} {row.pk}: the ledger knows nothing of it. It was put in past the program."
        elif known.pop(row.pk) != seal(row):
            yield f"{words} {row.pk}: the row was altered after it was recorded."
    for number in sorted(known):
        yield f"{words} {number}: the ledger recorded it, but it is gone."


def _known(words: str) -> dict[int, str]:
    """The seals that the ledger recorded, by the number of the row."""
    rows = LedgerBody.objects.filter(entry__object_ref__startswith=f"{words} ").values_list("entry__object_ref", "value")
    told = ((name.removeprefix(f"{words} "), body) for name, body in rows)
    return {int(number): str(body["seal"]) for number, body in told if number.isdigit() and isinstance(body, dict) and "seal" in body}
