"""Papers: notices and letters made from the record, when and how they were given, and what the officer answered to each allegation."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from custodiet.casework.models.case import Case
from custodiet.casework.models.recorded import Recorded, RecordedBy
from custodiet.law.calendar import Service
from custodiet.law.vocabulary import PaperKind, ResponsePart, Stance


class Paper(Recorded):
    """A paper as it was made: the file in the store, what it was filled with, and the template. Append-only by trigger.

    A new version is a new row; the old one stays as it was. `fields` are what the record did not know and was asked for.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="papers")
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=40, choices=[(kind.name, kind.capitalised) for kind in PaperKind])
    about = models.CharField(max_length=40)
    version = models.PositiveIntegerField()
    dated = models.DateField()
    fields = models.JSONField(default=dict)
    template = models.CharField(max_length=120)
    template_sha256 = models.CharField(max_length=64)
    sha256 = models.CharField(max_length=64)
    address = models.CharField(max_length=200)
    size = models.BigIntegerField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["case", "seq"]
        constraints = [
            models.UniqueConstraint(fields=["case", "seq"], name="paper_number_once_in_a_case"),
            models.UniqueConstraint(fields=["case", "kind", "about", "version"], name="version_once_of_a_paper"),
        ]

    @property
    def reference(self) -> str:
        """“P/3”."""
        return f"P/{self.seq}"


class PaperServed(RecordedBy):
    """That a paper was given: how, by whom, when, and the day on which that counts. Append-only by trigger."""

    paper = models.OneToOneField(Paper, on_delete=models.PROTECT, related_name="served")
    how = models.CharField(max_length=60, choices=[(how.name, how.value) for how in Service])
    sent_on = models.DateField()
    after_half_past_four = models.BooleanField(default=False)
    counts_on = models.DateField()
    under = models.CharField(max_length=120)
    given_by = models.CharField(max_length=200)
    receipt = models.TextField(blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(counts_on__gte=models.F("sent_on")), name="counts_when_sent_or_later")]


class AllegationAnswer(RecordedBy):
    """What the officer answered to an allegation; the latest counts, and none is no answer. Append-only by trigger."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="answers")
    allegation = models.CharField(max_length=40)
    stance = models.CharField(max_length=20, choices=[(stance.name, stance.capitalised) for stance in Stance])
    account = models.TextField(blank=True)
    on = models.DateField()

    class Meta:
        ordering = ["case", "pk"]


class ResponsePoint(RecordedBy):
    """A part of the officer's response beside the answers; the latest counts. Append-only by trigger.

    `allegation` is empty where the point concerns all of it; an empty `text` takes back what stood there.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="response_points")
    officer = models.CharField(max_length=40)
    part = models.CharField(max_length=30, choices=[(part.name, part.capitalised) for part in ResponsePart])
    allegation = models.CharField(max_length=40, blank=True)
    text = models.TextField(blank=True)
    on = models.DateField()

    class Meta:
        ordering = ["case", "pk"]
