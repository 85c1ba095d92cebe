"""What passes on an officer's own page: whom they let in to help, which copies of a bundle it shows, what they say to a finding."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from custodiet.casework.models.bundle import BundleGiven
from custodiet.casework.models.case import Involvement
from custodiet.casework.models.finding import DetectedFinding
from custodiet.casework.models.recorded import RecordedBy


class Representation(RecordedBy):
    """The officer's consent that somebody reads the page of one matter with them. Append-only by trigger; see `RepresentationEnded`."""

    involvement = models.ForeignKey(Involvement, on_delete=models.PROTECT, related_name="representations")
    representative = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="represents")

    class Meta:
        ordering = ["involvement", "pk"]


class RepresentationEnded(RecordedBy):
    """That the officer took the consent back. Append-only by trigger."""

    representation = models.OneToOneField(Representation, on_delete=models.PROTECT, related_name="ended")


class CopyShown(RecordedBy):
    """On the page of which officer a copy of a bundle stands, of those that were given. Append-only by trigger."""

    given = models.OneToOneField(BundleGiven, on_delete=models.PROTECT, related_name="shown")
    involvement = models.ForeignKey(Involvement, on_delete=models.PROTECT, related_name="copies")


class FindingAnswer(RecordedBy):
    """What an officer says to a finding of detection about them. Append-only by trigger; `token` names the form, so that it comes once."""

    finding = models.ForeignKey(DetectedFinding, on_delete=models.PROTECT, related_name="answers")
    text = models.TextField()
    on = models.DateField()
    token = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["finding", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="answer_to_a_finding_says_something")]
