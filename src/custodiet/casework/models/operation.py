"""Operations: under what authority findings are looked for, who may see them, what was decided, and every night's run.

All of it is append-only by trigger: an operation is asked for once, and every decision about it is a row of its own.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from custodiet.casework.models import random
from custodiet.casework.models.recorded import Recorded, RecordedBy
from custodiet.law.vocabulary import Term


class Source(Term):
    """What an operation may read of the force's records. Private telephones and apps are none of them, and cannot be asked for."""

    LOOKS = "looks into the records systems"
    TELEPHONES = "work telephones"
    DUTIES = "duties and postings"
    WORK = "incidents, cases and tasks"
    TIES = "declared and family ties"


TABLES_OF: dict[Source, tuple[str, ...]] = {
    Source.LOOKS: ("access", "account"),
    Source.TELEPHONES: ("comms", "phone_asset", "phone_link"),
    Source.DUTIES: ("staff", "posting", "duty"),
    Source.WORK: (
        "person", "incident", "attendance", "involvement", "assignment", "task", "custody", "stop", "call_handled", "licence_app",
        "briefing_view", "contact_log",
    ),
    Source.TIES: ("association",),
}  # fmt: skip
"""The tables of facts that each source is. No source is a table of messages: those come from people's own telephones."""


class Operation(Recorded):
    """A search through the force's facts that somebody asks for: why, why no less would do, on what basis, until when."""

    reference = models.CharField(max_length=12, unique=True, default=random.operation, editable=False)
    title = models.CharField(max_length=120, help_text="A neutral title: no name")
    purpose = models.TextField()
    necessity = models.TextField()
    proportionality = models.TextField()
    lawful_basis = models.JSONField(help_text="By source: the lawful basis on which it is read; a source without one is not read")
    expires_on = models.DateField()
    holder = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="held_operations")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(purpose="") & ~Q(necessity="") & ~Q(proportionality=""), name="operation_says_why",
            ),
        ]  # fmt: skip


class OperationReader(Recorded):
    """Somebody who may see what the operation finds. The holder is one of them."""

    operation = models.ForeignKey(Operation, on_delete=models.PROTECT, related_name="readers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["operation", "user"], name="reader_once_in_an_operation")]


class Decided(Term):
    """What was decided about an operation."""

    AUTHORISED = "authorised"
    REFUSED = "refused"
    CLOSED = "closed"


class OperationDecision(RecordedBy):
    """A decision about an operation, by somebody other than who asked for it."""

    operation = models.ForeignKey(Operation, on_delete=models.PROTECT, related_name="decisions")
    decided = models.CharField(max_length=20, choices=[(each.value, each.capitalised) for each in Decided])
    on = models.DateField()
    why = models.TextField()

    class Meta:
        ordering = ["operation", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["operation", "decided"], name="decided_once_about_an_operation"),
            models.CheckConstraint(condition=~Q(why=""), name="decision_about_an_operation_says_why"),
        ]


class NightRun(Recorded):
    """That the force's facts were gone through for an operation: how much there was, what was found, what was silent."""

    operation = models.ForeignKey(Operation, on_delete=models.PROTECT, related_name="runs")
    on = models.DateField()
    added = models.PositiveIntegerField()
    report = models.JSONField(default=dict)
