"""What people decided about the rules of detection: links approved or declined as explanations, windows confirmed. Append-only."""

from django.db import models
from django.db.models import Q

from custodiet.casework.models.recorded import RecordedBy
from custodiet.law.vocabulary import Term


class Ruled(Term):
    """What was decided about an explanation."""

    APPROVED = "approved"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class RuleDecision(RecordedBy):
    """A decision about a link that was proposed, a window of the policy file, or a hot record. The latest of a subject governs.

    `subject`: link: and the key of the link, window: and the code of the explanation, or hot: and the person's number (of hot ones all
    count that were made since the last withdrawal). `figures`: what was proposed then; of a hot record its days and who asked.
    """

    subject = models.CharField(max_length=80)
    decided = models.CharField(max_length=20, choices=[(each.value, each.capitalised) for each in Ruled])
    before_hours = models.FloatField()
    after_hours = models.FloatField()
    figures = models.JSONField(default=dict)
    why = models.TextField()
    on = models.DateField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(why=""), name="rule_decision_says_why"),
            models.CheckConstraint(condition=Q(before_hours__gte=0, after_hours__gte=0), name="rule_window_is_not_negative"),
        ]

    @property
    def code(self) -> str:
        """The code of the force's own explanation that it made."""
        return f"F{self.pk}"
