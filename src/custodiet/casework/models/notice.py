"""What was published: finished bytes, their digest, and the two people who approved that digest."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from custodiet.casework.models import random
from custodiet.casework.models.case import Case


class PublishedOutcome(models.Model):
    """A published outcome. The public site serves these bytes and nothing else; only `withdrawn_at` may change."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="published")
    slug = models.CharField(max_length=32, unique=True, default=random.slug, editable=False)
    title = models.CharField(max_length=200, blank=True)
    body = models.BinaryField()
    digest = models.CharField(max_length=64)
    approved_by_first = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    approved_by_second = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(db_default=Now(), editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(approved_by_first=F("approved_by_second")), name="approved_by_two_people"),
        ]
