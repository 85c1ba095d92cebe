"""What was published: finished bytes, their digest, and the two people who approved that digest; and drafts of hearing notices."""

from datetime import date
from enum import StrEnum

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone

from custodiet.casework.models import random
from custodiet.casework.models.case import Case
from custodiet.casework.models.recorded import Recorded
from custodiet.law.rules.hearing_report import LEAST_ON_SITE


class PaperOnSite(StrEnum):
    """What kind of paper is published."""

    OUTCOME = "outcome"
    HEARING = "hearing"


class PublishedOutcome(models.Model):
    """A published notice, of an outcome or of a hearing. The public site serves these bytes and nothing else; only `withdrawn_at` changes.

    `body` is the page, `pdf` the same words as tagged PDF, empty where none could be made; each has its digest, and both were approved.
    `listed` is what the lists of the public site say of it besides the title. `about`, `alias`, `named` and `withheld` are for the next
    paper of the case, which may say nothing that this one kept back. `dated` is the day the notice bears, `last_day` the last on which the
    site shows it; `may_be_kept` says whether a force that keeps an archive may show it there afterwards.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="published")
    slug = models.CharField(max_length=32, unique=True, default=random.slug, editable=False)
    title = models.CharField(max_length=200, blank=True)
    body = models.BinaryField()
    digest = models.CharField(max_length=64)
    pdf = models.BinaryField(default=b"")
    pdf_digest = models.CharField(max_length=64, blank=True, default="")
    kind = models.CharField(max_length=10, choices=[(each.value, each.value) for each in PaperOnSite], default=PaperOnSite.OUTCOME.value)
    listed = models.JSONField(default=dict)
    about = models.CharField(max_length=40, blank=True, default="")
    alias = models.CharField(max_length=40, blank=True, default="")
    named = models.BooleanField(default=False)
    withheld = models.JSONField(default=list)
    dated = models.DateField(null=True)
    last_day = models.DateField(null=True)
    may_be_kept = models.BooleanField(default=False)
    approved_by_first = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    approved_by_second = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(db_default=Now(), editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(approved_by_first=F("approved_by_second")), name="approved_by_two_people"),
        ]

    @property
    def until(self) -> date:
        """The last day of its period; of a paper of which none was recorded, the last of the least that the law gives."""
        least = LEAST_ON_SITE.last(timezone.localdate(self.published_at))
        assert least is not None
        return self.last_day or least


class NoticeDraft(Recorded):
    """What the record does not know and a notice of a hearing says: time, place, conditions, and who wrote it. Append-only by trigger.

    A change is a new row; the latest of an officer is the one that is published.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notice_drafts")
    about = models.CharField(max_length=40)
    content = models.JSONField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    @property
    def is_published(self) -> bool:
        """Whether a notice of that hearing was published since this was written, and was not withdrawn."""
        since = PublishedOutcome.objects.filter(case_id=self.case_id, kind=PaperOnSite.HEARING.value, about=self.about)
        return since.filter(withdrawn_at=None, published_at__gte=self.recorded_at).exists()
