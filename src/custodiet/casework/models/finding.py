"""Findings of an operation, under pseudonyms, and what was made of each. All of it is append-only by trigger."""

from django.db import models
from django.db.models import Q

from custodiet.casework.models import random
from custodiet.casework.models.case import Case
from custodiet.casework.models.operation import NightRun, Operation
from custodiet.casework.models.recorded import Recorded, RecordedBy
from custodiet.law.vocabulary import Term


class DetectedFinding(Recorded):
    """An officer and a person whom the detection shows. `content` is what `detection.finding.Finding.as_data` wrote.

    A finding is not a matter: it becomes one only when a person adopts it. Its reference is drawn at random, so that
    whoever may not see one cannot tell from the others that there is one.
    """

    operation = models.ForeignKey(Operation, on_delete=models.PROTECT, related_name="findings")
    reference = models.CharField(max_length=12, unique=True, default=random.finding, editable=False)
    fingerprint = models.CharField(max_length=32)
    officer = models.CharField(max_length=60)
    person = models.CharField(max_length=60)
    content = models.JSONField()

    class Meta:
        indexes = [models.Index(fields=["officer"], name="finding_by_officer")]
        constraints = [models.UniqueConstraint(fields=["operation", "fingerprint"], name="fingerprint_once_in_an_operation")]


class Pseudonym(Recorded):
    """The letters under which an operation's findings speak of an officer or a person, drawn at random for that operation."""

    operation = models.ForeignKey(Operation, on_delete=models.PROTECT, related_name="pseudonyms")
    subject = models.CharField(max_length=80, help_text="officer: or person: and the number in the force's systems")
    letters = models.CharField(max_length=8)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["operation", "subject"], name="subject_once_in_an_operation"),
            models.UniqueConstraint(fields=["operation", "letters"], name="letters_once_in_an_operation"),
        ]


class Tally(Recorded):
    """Everything between the two of a finding, as a night found it: each contact and each unexplained look, with its rows."""

    finding = models.ForeignKey(DetectedFinding, on_delete=models.PROTECT, related_name="tallies")
    run = models.ForeignKey(NightRun, on_delete=models.PROTECT, related_name="+")
    content = models.JSONField()


class TriageOutcome(Term):
    """What a person made of a finding."""

    DISMISSED = "dismissed"
    KEPT = "kept for more"
    ASKED = "asked of the supervisor"
    REPLIED = "the supervisor replied"
    UNMASKED = "unmasked"
    ADOPTED = "adopted"


class Triage(RecordedBy):
    """One decision about a finding, with its reason. `explanation` is the ordinary work that would explain it, where one is proposed."""

    finding = models.ForeignKey(DetectedFinding, on_delete=models.PROTECT, related_name="triage")
    outcome = models.CharField(max_length=30, choices=[(each.value, each.capitalised) for each in TriageOutcome])
    reason = models.TextField()
    explanation = models.TextField(blank=True)
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="adopted_findings")
    on = models.DateField()

    class Meta:
        ordering = ["finding", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="triage_says_why"),
            models.CheckConstraint(
                condition=Q(outcome=TriageOutcome.ADOPTED.value, case__isnull=False)
                | ~Q(outcome=TriageOutcome.ADOPTED.value) & Q(case=None),
                name="adopted_into_a_case",
            ),
            models.UniqueConstraint(fields=["finding"], condition=Q(outcome=TriageOutcome.ADOPTED.value), name="adopted_once"),
        ]
