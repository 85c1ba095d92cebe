"""More evidence from a person's page: files into quarantine, where nobody opens them, until staff adopt them as exhibits of the case.

They wait as the files of a report do (`actions.reports`), under a key of their own; the person's request names where.
"""

from collections.abc import Iterable
from datetime import date
from typing import BinaryIO

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from custodiet.casework import vault
from custodiet.casework.access import Refused
from custodiet.casework.actions import exhibits, portal_talk, reports
from custodiet.casework.actions.portal_keys import Visit
from custodiet.casework.models import Asked, Exhibit, Involvement, PortalRequest, Report, ReportFile, User

HELD = "held"
"""In the details of a request: where its files wait."""


def give(*, visit: Visit, files: Iterable[tuple[BinaryIO, str]], words: str, token: str, today: date) -> PortalRequest:
    """Take files in. Each is on the disk before the request that names them is recorded; the same form twice is one request."""
    if before := portal_talk.sent_before(visit, token):
        return before
    held, _code = reports.begin()
    for stream, name in files:
        reports.give_file(report=held, stream=stream, file_name=name)
    if not held.files.exists():
        raise Refused(_("There was no file. Choose one first."))
    return portal_talk.ask(visit=visit, kind=Asked.EVIDENCE, words=words, token=token, today=today, details={HELD: held.reference})


def waiting(request: PortalRequest) -> list[ReportFile]:
    """The files of a request, in the order in which they came."""
    held = Report.objects.filter(reference=request.details.get(HELD, "")).first() if request.kind == Asked.EVIDENCE.name else None
    return reports.files_of(held) if held else []


def adopt(*, request: PortalRequest, by: User) -> list[Exhibit]:
    """Make exhibits of what waits, except what was set aside. That this was done is the answer the person reads."""
    with transaction.atomic():
        who = Involvement.objects.filter(case=request.case, person=request.person).order_by("pk")[0]
        made, aside = [], 0
        for file in waiting(request):
            if file.set_aside:
                aside += 1
                continue
            name = reports.seen_of(file)["name"]
            stream = vault.open_quarantined(file.report.compartment, vault.Stored(file.address, file.sha256, file.size))
            why = f"Given on the person's own page on {timezone.localtime(file.recorded_at):%d.%m.%Y at %H:%M}"
            made.append(
                exhibits.receive(
                    case=request.case, stream=stream, file_name=name, maker=who.alias, by=by, title=name, why=why,
                    happened_at=file.recorded_at,
                )
            )  # fmt: skip
        words = f"We took in {len(made)} of your files." + (f" {aside} could do harm. We keep them apart, unopened." if aside else "")
        portal_talk.settle(request=request, words=words, by=by)
        return made
