"""Whether what people told from outside is as it was when they sent it: the receipt that they hold would say otherwise."""

from collections.abc import Iterator
from datetime import date

from custodiet.casework import signing, vault
from custodiet.casework.actions import reports
from custodiet.casework.models import LedgerEntry, ReportOutcome, ReportSent
from custodiet.casework.report_watch import nobody_opens
from custodiet.ledger import receipt


def reports_hold(today: date) -> Iterator[str]:
    """Every report that was sent agrees with its receipt, word for word and file by file, and the ledger has its entry."""
    for sent in ReportSent.objects.select_related("report").order_by("pk").iterator():
        for sentence in _wrong(sent):
            yield f"Report {sent.report.reference}: {sentence}"


def reports_have_a_reader(today: date) -> Iterator[str]:
    """Every report that waits exists for somebody who receives reports."""
    if number := nobody_opens():
        yield (
            f"{number} reports wait that nobody who receives reports can open: each of them is named in it, or shares a surname with "
            "somebody who is. Give the job of receiving reports to somebody else as well."
        )


def _wrong(sent: ReportSent) -> Iterator[str]:
    statement = sent.receipt["statement"]
    yield from receipt.faults(sent.receipt, signing.verifier())
    entry = LedgerEntry.objects.filter(seq=sent.receipt["entry"]["sequence"]).first()
    if entry is None or bytes(entry.commitment).hex() != sent.receipt["entry"]["commitment"]:
        yield "the ledger's entry is not the one on its receipt. Whoever sent it can prove that."
    try:
        words = receipt.words_digest(sent.salt, reports.answers_of(sent.report))
        if f"Digest of the words: {words}\n" not in statement:
            yield "its words are not those that were received."
        waits = not ReportOutcome.objects.filter(report=sent.report).exists()  # what was adopted is an exhibit, and verified as one
        for file in reports.files_of(sent.report):
            if waits:
                vault.verify_quarantined(sent.report.compartment, vault.Stored(file.address, file.sha256, file.size))
            if f"digest {file.sha256}\n" not in statement:
                yield f"its file {file.seq} is not on its receipt."
    except (vault.Altered, vault.NoKey) as wrong:
        yield str(wrong)
