"""Whether bundles, what was decided of them and who was given them are as the ledger recorded them."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Model

from custodiet.casework.actions.bundles import ASKED, OPEN
from custodiet.casework.models import Bundle, BundleGiven, BundleItem, BundleJob, CutDecision, LedgerBody
from custodiet.casework.sealed_findings import table_holds
from custodiet.casework.seals import seal

SEALED: tuple[tuple[type[Model], str], ...] = (
    (Bundle, "bundle"),
    (BundleItem, "bundle item"),
    (CutDecision, "cut decision"),
    (BundleGiven, "bundle given"),
)
"""The sealed tables, and the words before a row's number in the ledger."""


def bundles_hold(today: date) -> Iterator[str]:
    """Every bundle, item, decision and handing over is as the ledger recorded it, and none is gone."""
    for model, words in SEALED:
        yield from table_holds(model, words)
    yield from _jobs()


def _jobs() -> Iterator[str]:
    known = dict(LedgerBody.objects.filter(entry__object_ref__startswith="bundle job ").values_list("entry__object_ref", "value"))
    for row in BundleJob.objects.order_by("pk").iterator():
        asked = known.pop(f"bundle job {row.pk} asked", {})
        ended = known.pop(f"bundle job {row.pk}", {})
        if asked.get("seal") != seal(row, ASKED):
            yield f"bundle job {row.pk}: what was asked is not what the ledger recorded."
        if row.state not in OPEN and ended.get("seal") != seal(row):
            yield f"bundle job {row.pk}: what came of it is not what the ledger recorded."
    yield from (f"{name}: the ledger recorded it, but it is gone." for name in sorted(known))
