"""What is kept after an outcome: proof, learning, areas that are somebody's own, and a watch that is part of an order.

All of it is append-only by trigger. What the law knows of follow-up (warnings, restrictions, plans, checks) is steps in the history.
"""

from django.db import models
from django.db.models import Q

from custodiet.casework.models.case import Case, CaseStep
from custodiet.casework.models.exhibit import Exhibit
from custodiet.casework.models.operation import Operation
from custodiet.casework.models.recorded import Recorded, RecordedBy
from custodiet.law.vocabulary import Term


class AreaFrom(Term):
    """How it is known that an area is somebody's own."""

    NAMED = "named by the person"
    KNOWN = "known to the force"


class MeetingArea(RecordedBy):
    """An area in which somebody lives or goes. Sealed: readable to this installation only, and never shown to an officer concerned.

    A row that strikes an earlier one takes it back and names nothing itself.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="meeting_areas")
    person = models.ForeignKey("casework.Person", on_delete=models.PROTECT, related_name="+")
    sealed = models.BinaryField(blank=True, default=b"")
    source = models.CharField(max_length=20, choices=[(each.name, each.capitalised) for each in AreaFrom])
    strikes = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="struck_by")

    class Meta:
        ordering = ["pk"]


class Taught(Term):
    """Whom a learning recommendation is for."""

    OFFICER = "the officer concerned"
    FORCE = "the force"


class Learning(RecordedBy):
    """A learning recommendation: to whom, from whom, until when, and who sees to it. It is done where proof of it stands."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="learning")
    to = models.CharField(max_length=20, choices=[(each.name, each.capitalised) for each in Taught])
    officer = models.CharField(max_length=40, blank=True, help_text="The key of the officer in the case")
    what = models.TextField()
    recommended_by = models.CharField(max_length=120)
    due = models.DateField()
    owner = models.CharField(max_length=120)
    token = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~Q(what="") & ~Q(owner=""), name="learning_says_what_and_who")]


class Proof(RecordedBy):
    """That what a step or a recommendation says is really so: an exhibit, or the statement of a named supervisor, of a day."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="proofs")
    step = models.ForeignKey(CaseStep, null=True, on_delete=models.PROTECT, related_name="proofs")
    learning = models.ForeignKey(Learning, null=True, on_delete=models.PROTECT, related_name="proofs")
    on = models.DateField()
    supervisor = models.CharField(max_length=120, blank=True)
    words = models.TextField(blank=True)
    exhibit = models.ForeignKey(Exhibit, null=True, on_delete=models.PROTECT, related_name="+")
    token = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(step=None) ^ Q(learning=None), name="proof_is_of_one_thing"),
            models.CheckConstraint(
                condition=~Q(exhibit=None) | (~Q(supervisor="") & ~Q(words="")), name="proof_is_an_exhibit_or_a_statement"
            ),
        ]


class WatchedFor(Term):
    """What a watch on an officer looks at: the two rules of detection that an order may name."""

    LOOKS = "looks into the records systems that no policing purpose explains"
    CONTACT = "contact by work telephone with people met on duty"


class OfficerWatch(RecordedBy):
    """The terms of a watch on one officer as part of an order: which step orders it, what is looked at, from which day.

    Necessity, basis, last day, and who decided stand in its operation: it is one, with the same doors and the same end.
    """

    operation = models.OneToOneField(Operation, on_delete=models.PROTECT, related_name="watches_officer")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="officer_watches")
    order = models.ForeignKey(CaseStep, on_delete=models.PROTECT, related_name="+")
    officer = models.CharField(max_length=40, help_text="The key of the officer in the case")
    number = models.CharField(max_length=30, help_text="The collar or staff number, by which the facts know the officer")
    first_day = models.DateField()
    watched_for = models.JSONField(help_text="Names of WatchedFor")

    class Meta:
        ordering = ["pk"]


class OfficerWatchNight(Recorded):
    """What one night saw within the terms of a watch; an empty one says that it looked and saw nothing."""

    watch = models.ForeignKey(OfficerWatch, on_delete=models.PROTECT, related_name="nights")
    on = models.DateField()
    content = models.JSONField(default=dict)

    class Meta:
        ordering = ["pk"]
