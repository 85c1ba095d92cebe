"""What overseers draw, judge and recommend, what the force answers, and the signed checkpoints of the ledger. All append-only."""

from django.db import models
from django.db.models import Q

from custodiet.casework.models.case import Case
from custodiet.casework.models.recorded import Recorded, RecordedBy
from custodiet.law.vocabulary import Term


class Sample(RecordedBy):
    """That cases were drawn: what each shall be asked, from which cases, by which seed.

    `rule` names the kind and stage of the cases drawn from ("" for any); `of` holds their references, so that the draw can be made again.
    """

    question = models.TextField()
    rule = models.JSONField()
    of = models.JSONField()
    seed = models.CharField(max_length=40)
    asked = models.PositiveIntegerField()
    on = models.DateField()

    class Meta:
        ordering = ["-pk"]
        constraints = [models.CheckConstraint(condition=~Q(question="") & ~Q(seed=""), name="sample_says_what_and_how")]


class SampledCase(Recorded):
    """A case that was drawn, at its place in the order of the draw."""

    sample = models.ForeignKey(Sample, on_delete=models.PROTECT, related_name="drawn")
    place = models.PositiveIntegerField()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["sample", "place"]
        constraints = [
            models.UniqueConstraint(fields=["sample", "place"], name="place_once_in_a_sample"),
            models.UniqueConstraint(fields=["sample", "case"], name="case_once_in_a_sample"),
        ]


class Verdict(Term):
    """What an overseer finds of one case."""

    MET = "met"
    NOT_MET = "not met"
    CANNOT_TELL = "cannot tell"


class Judgement(RecordedBy):
    """What an overseer found of a case that was drawn, in words. A later one stands beside it, never in its place."""

    sampled = models.ForeignKey(SampledCase, on_delete=models.PROTECT, related_name="judgements")
    verdict = models.CharField(max_length=20, choices=[(each.value, each.capitalised) for each in Verdict])
    words = models.TextField()
    on = models.DateField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="judgement_has_words")]


class Overseer(Term):
    """The bodies that oversee."""

    IOPC = "Independent Office for Police Conduct"
    LOCAL_POLICING_BODY = "local policing body"
    INSPECTORATE = "inspectorate"


class Recommendation(RecordedBy):
    """What an overseer recommends to the force, and by which day it is to be answered and done."""

    body = models.CharField(max_length=60, choices=[(each.value, each.capitalised) for each in Overseer])
    text = models.TextField()
    due = models.DateField()
    on = models.DateField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="recommendation_has_words")]


class Answered(Term):
    """What the force says to a recommendation."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    DONE = "done"


class RecommendationAnswer(RecordedBy):
    """The force's answer, with reasons; for what is done, the proof, and the page of this program on which it shows (`screen`)."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="answers")
    answer = models.CharField(max_length=20, choices=[(each.value, each.capitalised) for each in Answered])
    words = models.TextField()
    screen = models.CharField(max_length=40, blank=True)
    on = models.DateField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="answer_to_recommendation_has_words")]


class LedgerCheckpoint(RecordedBy):
    """The signed statement of how the ledger stood, as somebody took it away."""

    size = models.PositiveBigIntegerField()
    note = models.TextField()

    class Meta:
        ordering = ["-pk"]
