"""Bundles: what a hearing reads, page by page; what of it each reader gets and why; what was built, and who was given it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from custodiet.casework.models.case import Case
from custodiet.casework.models.exhibit import Exhibit
from custodiet.casework.models.recorded import Recorded, RecordedBy
from custodiet.law.vocabulary import Cut, HarmTest, LeftOut, Term

GROUNDS = [(ground.name, ground.capitalised) for terms in (HarmTest, LeftOut) for ground in terms]


class Bundle(Recorded):
    """A bundle of a case. Append-only by trigger; what is in it stands in its items."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="bundles")
    seq = models.PositiveIntegerField()
    title = models.CharField(max_length=120)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["case", "seq"]
        constraints = [models.UniqueConstraint(fields=["case", "seq"], name="bundle_number_once_in_a_case")]


class Form(Term):
    """How an exhibit stands in a bundle."""

    PAGES = "page by page"
    SHEET = "a sheet that names the file, which is handed over beside the bundle"


class BundleItem(Recorded):
    """An exhibit in a bundle, with its pages and their numbers, which never change. Append-only by trigger.

    `volume` 0 is the bundle itself, 1 its first supplement. The pages are a PDF in the store, found by `address`.
    """

    bundle = models.ForeignKey(Bundle, on_delete=models.PROTECT, related_name="items")
    seq = models.PositiveIntegerField()
    volume = models.PositiveIntegerField()
    exhibit = models.ForeignKey(Exhibit, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    form = models.CharField(max_length=10, choices=[(form.name, form.capitalised) for form in Form])
    first = models.PositiveIntegerField()
    pages = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    address = models.CharField(max_length=200)
    size = models.BigIntegerField()

    class Meta:
        ordering = ["bundle", "seq"]
        constraints = [
            models.UniqueConstraint(fields=["bundle", "seq"], name="item_number_once_in_a_bundle"),
            models.CheckConstraint(condition=Q(pages__gt=0, first__gt=0), name="item_has_pages"),
        ]

    @property
    def last(self) -> int:
        """The number of its last page."""
        return self.first + self.pages - 1

    @property
    def numbers(self) -> str:
        """“37”, or “37–41”."""
        return str(self.first) if self.pages == 1 else f"{self.first}–{self.last}"


class CutDecision(RecordedBy):
    """Whether an item goes to a reader, and if not, on which ground; the latest counts. Append-only by trigger."""

    item = models.ForeignKey(BundleItem, on_delete=models.PROTECT, related_name="decisions")
    cut = models.CharField(max_length=10, choices=[(cut.name, cut.capitalised) for cut in Cut])
    included = models.BooleanField()
    ground = models.CharField(max_length=40, blank=True, choices=GROUNDS)
    why = models.TextField(blank=True)

    class Meta:
        ordering = ["item", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(included=True, ground="") | Q(included=False) & ~Q(ground="") & ~Q(why=""), name="left_out_with_a_ground"
            ),
        ]


class JobState(Term):
    """How far a job has come."""

    WAITING = "waiting"
    RUNNING = "being made"
    DONE = "done"
    FAILED = "failed"


class BundleJob(models.Model):
    """Pages to be made of chosen exhibits (`cut` is empty), or a volume to be built for a reader; and what came of it.

    What was asked never changes: the exhibits chosen, or the decision that counted for each item. What came of it is written
    once, when it ends. Made again from the same row, a volume is the same bytes.
    """

    bundle = models.ForeignKey(Bundle, on_delete=models.PROTECT, related_name="jobs")
    volume = models.PositiveIntegerField()
    cut = models.CharField(max_length=10, blank=True, choices=[(cut.name, cut.capitalised) for cut in Cut])
    asked = models.JSONField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(db_default=Now(), editable=False)
    state = models.CharField(
        max_length=20, choices=[(state.value, state.capitalised) for state in JobState], default=JobState.WAITING.value
    )
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    ended_at = models.DateTimeField(null=True, blank=True)
    problem = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    address = models.CharField(max_length=200, blank=True)
    size = models.BigIntegerField(default=0)
    made_with = models.JSONField(default=dict)

    class Meta:
        ordering = ["bundle", "pk"]


class BundleGiven(RecordedBy):
    """That somebody was given a built volume: who, as what, how and when. Append-only by trigger."""

    job = models.ForeignKey(BundleJob, on_delete=models.PROTECT, related_name="given")
    to = models.CharField(max_length=200)
    as_what = models.CharField(max_length=200)
    how = models.CharField(max_length=200)
    on = models.DateField()

    class Meta:
        ordering = ["job", "pk"]
