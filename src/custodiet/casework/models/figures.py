"""Frozen figures: which snapshot was taken when by whom, which tables of it somebody put forward, and which were published by two."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from custodiet.casework.models.recorded import Recorded, RecordedBy


class FrozenFigures(RecordedBy):
    """That the cases were frozen as they stood: the snapshot's id, which is its digest, and where its bytes are. Append-only by trigger."""

    snapshot = models.CharField(max_length=64, unique=True)
    force = models.CharField(max_length=120)
    taken_on = models.DateField()
    cases = models.PositiveIntegerField()
    address = models.CharField(max_length=200)
    size = models.BigIntegerField()

    class Meta:
        ordering = ["pk"]


class FiguresPutForward(RecordedBy):
    """That somebody read the tables of a snapshot for a period as they would leave, and puts them forward. Append-only by trigger."""

    frozen = models.ForeignKey(FrozenFigures, on_delete=models.PROTECT, related_name="put_forward")
    period = models.CharField(max_length=30)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["pk"]


class PublishedFigures(Recorded):
    """Tables as they left, approved by two people over their digest. Append-only by trigger; a revision is another row.

    The public site reads these bytes and nothing else of the figures.
    """

    frozen = models.ForeignKey(FrozenFigures, on_delete=models.PROTECT, related_name="published")
    period = models.CharField(max_length=30)
    body = models.BinaryField()
    digest = models.CharField(max_length=64)
    approved_by_first = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    approved_by_second = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(approved_by_first=F("approved_by_second")), name="figures_approved_by_two_people"),
        ]


class ForceReturn(RecordedBy):
    """A return as a force sent it, with what became of it: taken in, or refused and why. Append-only by trigger.

    What was refused is kept too: an altered return is evidence. `replaces` is the earlier one that the force has corrected by this.
    """

    file_name = models.CharField(max_length=200)
    force = models.CharField(max_length=120, blank=True)
    period = models.CharField(max_length=30, blank=True)
    body = models.BinaryField()
    digest = models.CharField(max_length=64)
    refused = models.TextField(blank=True)
    replaces = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="replaced_by")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(refused="") | (~Q(force="") & ~Q(period="")), name="return_taken_in_says_whose_and_when"),
        ]
