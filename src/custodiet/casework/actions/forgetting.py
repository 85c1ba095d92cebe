"""What was begun from outside and never sent is forgotten: its key is destroyed, so that nobody can ever read it.

What somebody gave on their own page waits in a report that is never sent either; it was given, and so it stays.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max
from django.db.models.functions import Coalesce
from django.utils import timezone

from custodiet.casework import journal, vault
from custodiet.casework.actions import reports
from custodiet.casework.actions.portal_evidence import HELD
from custodiet.casework.models import Asked, PortalRequest, Report, ReportSent
from custodiet.ledger.entries import Verb

KEPT_UNSENT = timedelta(days=90)
"""How long something that was not sent is kept after the last page of it, as the page of the code says."""


def forget_unsent(now: datetime | None = None) -> int:
    """Forget what has lain unsent for too long; how many."""
    before = (now or timezone.now()) - KEPT_UNSENT
    last = Coalesce(Max("pages__recorded_at"), "recorded_at")
    held = PortalRequest.objects.filter(kind=Asked.EVIDENCE.name).values_list(f"details__{HELD}", flat=True)
    old = (
        Report.objects.filter(sent=None, recorded_at__lt=before)
        .annotate(last=last)
        .filter(last__lt=before)
        .exclude(reference__in=list(held))
    )
    return sum(_forgotten(report) for report in old.order_by("pk") if vault.has_words(report.compartment))


def _forgotten(report: Report) -> bool:
    """On record first: where the process dies in between, it is done again."""
    with transaction.atomic():
        reports.held_alone(report)
        if ReportSent.objects.filter(report=report).exists():
            return False
        journal.record(Verb.ERASURE, by=None, what=f"report {report.reference}", purpose="It was never sent", fields=["pages", "files"])
    vault.forget(report.compartment, [vault.Stored(file.address, file.sha256, file.size) for file in report.files.all()])
    return True
