"""Looks of the program's own users that nothing explains, and what whoever they were routed to made of them. Append-only."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from custodiet.casework.models.people import Role
from custodiet.casework.models.recorded import Recorded, RecordedBy
from custodiet.law.vocabulary import Term


class WatchedLook(Recorded):
    """A user's looks at one case or finding on one day that no task, office, place or work of theirs explains.

    `first` is the number of the first of them in the ledger. `content`: how many, the purposes that were typed, what was shown,
    and what was tried. `holder`: the job it is routed to.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=80, help_text="case: or finding: and its number")
    on = models.DateField()
    first = models.BigIntegerField(unique=True)
    content = models.JSONField()
    holder = models.CharField(max_length=40, choices=[(each.value, each.capitalised) for each in Role])

    class Meta:
        ordering = ["-on", "pk"]


class WatchOutcome(Term):
    """What was made of it."""

    IN_ORDER = "in order"
    ASKED = "the user was asked"
    RAISED = "raised as a matter"


class WatchReply(RecordedBy):
    """What somebody made of it, with the reason."""

    look = models.ForeignKey(WatchedLook, on_delete=models.PROTECT, related_name="replies")
    outcome = models.CharField(max_length=30, choices=[(each.value, each.capitalised) for each in WatchOutcome])
    reason = models.TextField()
    on = models.DateField()

    class Meta:
        ordering = ["look", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="watch_reply_says_why")]
