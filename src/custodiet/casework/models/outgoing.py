"""What goes out to people of the public: a row for each message and how far it has come. Its words come from a closed list."""

from django.conf import settings
from django.db import models

from custodiet.casework.models.case import Case
from custodiet.casework.models.recorded import Recorded
from custodiet.law.vocabulary import Term


class Neutral(Term):
    """The messages there are. Their words stand in `casework.neutral`; none says what it is about."""

    NEWS = "there is something to read"
    WAY_IN = "here is your link"
    CODE = "here is your code"


class Way(Term):
    """How a message goes."""

    EMAIL = "by e-mail"
    TEXT = "by text message"
    POST = "by post"


class Delivery(Term):
    """How far it has come."""

    QUEUED = "queued"
    HANDED_OVER = "handed over"
    DELIVERED = "delivered"
    FAILED = "failed"
    WITHHELD = "withheld as unsafe"


class Outgoing(Recorded):
    """A message. What is frozen says to whom and which; the rest moves on. `sealed` holds a link or a code until it has gone."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="outgoing")
    person = models.ForeignKey("casework.Person", on_delete=models.PROTECT, related_name="outgoing")
    template = models.CharField(max_length=40, choices=[(each.name, each.capitalised) for each in Neutral])
    way = models.CharField(max_length=20, choices=[(each.name, each.capitalised) for each in Way], blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    sealed = models.BinaryField(blank=True, default=b"")
    state = models.CharField(max_length=20, choices=[(each.name, each.capitalised) for each in Delivery], default=Delivery.QUEUED.name)
    why = models.TextField(blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True, blank=True)
    handed_over_at = models.DateTimeField(null=True, blank=True)
    carrier_ref = models.CharField(max_length=80, blank=True, help_text="What the carrier calls it, to ask whether it arrived")

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["state", "next_try_at"], name="outgoing_waits")]
