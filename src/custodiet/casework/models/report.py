"""What people tell from outside: pages as they were accepted, files in quarantine, that it was sent, and what became of it.

All of it is append-only by trigger. What somebody wrote is sealed under a key of the report's own; without that key, which stands
outside the database, the rows tell that there is a report and no more.
"""

from django.db import models
from django.db.models import Q

from custodiet.casework.models import random
from custodiet.casework.models.case import Case
from custodiet.casework.models.recorded import Recorded, RecordedBy
from custodiet.law.vocabulary import Term


class ReportWay(Term):
    """What whoever tells it is to it."""

    PERSON = "the person it happened to"
    OTHER = "someone who tells it for another"
    COLLEAGUE = "a colleague, in confidence"
    PARTNER = "a partner body"
    OFFICER = "an officer who takes it down"


class Report(Recorded):
    """A report that was begun. Of its code only the digest is kept."""

    reference = models.CharField(max_length=12, unique=True, default=random.report, editable=False)
    compartment = models.CharField(max_length=32, default=random.token, editable=False)
    code_digest = models.CharField(max_length=64, unique=True)


class ReportPage(Recorded):
    """One page as it was accepted; the latest of a name counts. `token` is the form's own, so that one sent twice is one page."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="pages")
    seq = models.PositiveIntegerField()
    name = models.CharField(max_length=20)
    sealed = models.BinaryField()
    token = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["report", "seq"]
        constraints = [models.UniqueConstraint(fields=["report", "seq"], name="page_number_once_in_a_report")]


class ReportFile(Recorded):
    """A file in quarantine: nobody opens it before it is adopted. Its name is sealed with what was seen of it."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="files")
    seq = models.PositiveIntegerField()
    sealed = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    address = models.CharField(max_length=200)
    size = models.BigIntegerField()
    set_aside = models.CharField(max_length=200, blank=True, help_text="Why it is not adopted with the others")

    class Meta:
        ordering = ["report", "seq"]
        constraints = [
            models.UniqueConstraint(fields=["report", "seq"], name="file_number_once_in_a_report"),
            models.UniqueConstraint(fields=["report", "sha256"], name="file_once_in_a_report"),
        ]


class ReportSent(Recorded):
    """That it was sent: the receipt as it was given, and what the list of reports says of it."""

    report = models.OneToOneField(Report, on_delete=models.PROTECT, related_name="sent")
    way = models.CharField(max_length=40, choices=[(way.value, way.capitalised) for way in ReportWay])
    in_confidence = models.BooleanField(default=False)
    salt = models.CharField(max_length=64)
    receipt = models.JSONField()


class ReportMark(Recorded):
    """A word of the report as a keyed digest: by it a report that names a reader is kept from that reader."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="marks")
    mark = models.CharField(max_length=24)

    class Meta:
        indexes = [models.Index(fields=["mark"], name="report_by_mark")]


class ReportEnd(Term):
    """What a report became."""

    CASE = "a new case"
    JOINED = "part of a case"
    NOT_OURS = "not for us"


class ReportOutcome(RecordedBy):
    """What became of a report, who decided it and why. `told` is what whoever sent it reads under their code."""

    report = models.OneToOneField(Report, on_delete=models.PROTECT, related_name="outcome")
    end = models.CharField(max_length=20, choices=[(end.value, end.capitalised) for end in ReportEnd])
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="reports")
    why = models.TextField()
    told = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(end="not for us", case=None) & ~Q(told="") | ~Q(end="not for us") & Q(case__isnull=False),
                name="report_ends_in_a_case_or_with_an_answer",
            ),
            models.CheckConstraint(condition=~Q(why=""), name="report_ends_with_a_reason"),
        ]


class ReportGuesses(models.Model):
    """How many wrong codes came from one address in the running hour. Only a digest of the address is kept."""

    address_digest = models.CharField(max_length=64, unique=True)
    since = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)
