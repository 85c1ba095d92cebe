"""What passes between a person of the public and the force on that person's page: messages, wishes, words that were looked over."""

from django.conf import settings
from django.db import models

from custodiet.casework.models.case import Case, CaseStep
from custodiet.casework.models.recorded import Recorded, RecordedBy
from custodiet.law.vocabulary import Stage, Term


class Asked(Term):
    """What may be asked for on the page."""

    REVIEW = "a review of the outcome"
    APOLOGY = "an apology"
    HEARING = "a place at the hearing"
    CONTACT = "another way to be reached"
    EVIDENCE = "that new files be looked at"


class Worded(Term):
    """Which words were looked over before they are shown."""

    WHERE = "where it stands"
    OUTCOME = "the outcome explained"


class PortalMessage(Recorded):
    """A message. Without `by` it came from the person. Append-only by trigger; `token` names the form, so that it comes once."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="portal_messages")
    person = models.ForeignKey("casework.Person", on_delete=models.PROTECT, related_name="portal_messages")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    text = models.TextField()
    token = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["pk"]


class PortalRequest(Recorded):
    """Something the person asked for. It waits until somebody has answered it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="portal_requests")
    person = models.ForeignKey("casework.Person", on_delete=models.PROTECT, related_name="portal_requests")
    kind = models.CharField(max_length=20, choices=[(each.name, each.capitalised) for each in Asked])
    on = models.DateField()
    words = models.TextField(blank=True)
    details = models.JSONField(default=dict)
    token = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["pk"]


class PortalAnswer(RecordedBy):
    """What was done about what was asked for."""

    request = models.OneToOneField(PortalRequest, on_delete=models.PROTECT, related_name="answer")
    words = models.TextField()


class ReviewedWords(RecordedBy):
    """Words for the page that somebody who decides has looked over. They are shown while the case is at that stage; the last ones count."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="reviewed_words")
    person = models.ForeignKey("casework.Person", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=[(each.name, each.capitalised) for each in Worded])
    stage = models.CharField(max_length=40, choices=[(each.value, each.capitalised) for each in Stage])
    text = models.TextField()

    class Meta:
        ordering = ["pk"]


class MeetingAnswer(RecordedBy):
    """The answer to the question that every move, return and restriction of an officer asks: can they meet again?"""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="meeting_answers")
    step = models.OneToOneField(CaseStep, on_delete=models.PROTECT, related_name="meeting_answer")
    can_meet = models.BooleanField()
    what = models.TextField()
