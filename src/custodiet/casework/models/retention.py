"""What keeps a case beyond its time, what a review decided, and that a case was disposed of. All of it is append-only by trigger."""

from django.db import models
from django.db.models import Q

from custodiet.casework.models.case import Case
from custodiet.casework.models.recorded import RecordedBy
from custodiet.law.vocabulary import Term


class RetentionHold(RecordedBy):
    """A legal hold: while it stands nothing of the case is disposed of, whatever its period says. It stays on record when it is lifted."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="retention_holds")
    why = models.TextField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(why=""), name="hold_has_a_reason")]


class RetentionHoldLifted(RecordedBy):
    """That a hold no longer stands, who lifted it and why."""

    hold = models.OneToOneField(RetentionHold, on_delete=models.PROTECT, related_name="lifted")
    why = models.TextField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(why=""), name="hold_lifted_with_a_reason")]


class ReviewEnd(Term):
    """What a review of a case whose time is over decided."""

    KEPT = "kept"
    PROPOSED = "disposal proposed"
    DECLINED = "disposal declined"
    DISPOSED = "disposed"


class RetentionReview(RecordedBy):
    """One decision of a review; the latest counts. `why` holds nothing of the case where it was disposed of: only the rule."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="retention_reviews")
    end = models.CharField(max_length=20, choices=[(end.value, end.capitalised) for end in ReviewEnd])
    why = models.TextField()
    until = models.DateField(null=True, blank=True)
    proposal = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="decided")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(why=""), name="review_has_a_reason"),
            models.CheckConstraint(condition=~Q(end="kept") | Q(until__isnull=False), name="kept_until_a_day"),
            models.CheckConstraint(condition=~Q(end="disposed") | Q(proposal__isnull=False), name="disposal_was_proposed"),
        ]
