"""What the pages of the reports from outside show, as plain data; every opening enters the ledger with the fields shown."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from custodiet.casework.access import Access, NotThere, visible_to
from custodiet.casework.actions import reports
from custodiet.casework.models import Report, ReportOutcome
from custodiet.casework.queries import consulted, opening

LISTED = ["number", "way", "received", "state"]
OPENED = ["words", "safe contact", "names of files"]


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A report in the list: nothing of what it says."""

    reference: str
    way: str
    in_confidence: bool
    received: datetime
    files: int
    end: str
    case: str


@dataclass(frozen=True, slots=True)
class ReportRead:
    """A report as it is read: what was said, page by page; the files, unopened; what became of it."""

    line: ReportLine
    way: str
    answers: dict[str, dict[str, Any]]
    files: tuple[dict[str, Any], ...]
    outcome: ReportOutcome | None
    receipt: dict[str, Any]


def received(access: Access) -> list[ReportLine]:
    """The reports this user may see, those that wait first, the oldest first."""
    with transaction.atomic():
        rows = visible_to(access, Report).select_related("sent", "outcome__case").order_by("sent__recorded_at")
        lines = sorted((_line(row) for row in rows), key=lambda line: (bool(line.end), line.received))
        consulted(access, None, "reports", LISTED, references=[line.reference for line in lines])
    return lines


def report_of(access: Access, reference: str) -> Report:
    """The report of that number, or `NotThere`."""
    found = visible_to(access, Report).select_related("sent").filter(reference=reference).first() if reference.isprintable() else None
    if found is None:
        raise NotThere
    return found


@opening
def read(access: Access, reference: str) -> ReportRead:
    """Open a report. That it was opened, by whom and what was shown is in the ledger before anything is; a refusal is too."""
    report = report_of(access, reference)
    consulted(access, None, f"report {report.reference}", OPENED)
    files = tuple(
        {"number": each.seq, "size": each.size, "sha256": each.sha256, "set_aside": each.set_aside, **reports.seen_of(each)}
        for each in reports.files_of(report)
    )
    outcome = ReportOutcome.objects.select_related("case", "by").filter(report=report).first()
    return ReportRead(
        line=_line(report), way=report.sent.way, answers=reports.answers_of(report), files=files, outcome=outcome,
        receipt=report.sent.receipt,
    )  # fmt: skip


def _line(report: Report) -> ReportLine:
    outcome = ReportOutcome.objects.select_related("case").filter(report=report).first()
    return ReportLine(
        reference=report.reference, way=report.sent.get_way_display(), in_confidence=report.sent.in_confidence,
        received=report.sent.recorded_at, files=len(reports.files_of(report)), end=outcome.end if outcome else "",
        case=outcome.case.reference if outcome and outcome.case else "",
    )  # fmt: skip
