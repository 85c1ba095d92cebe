"""A case, its steps and allegations, who is in it, who may see it, and who has declared a conflict."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

from custodiet.casework.models import random
from custodiet.casework.models.recorded import Recorded, RecordedBy
from custodiet.law.vocabulary import MatterKind, Office, Stage, Term


class Case(models.Model):
    """A case is its steps. `stage` and `next_due_on` are an index over them; `doctor` compares it with the law."""

    reference = models.CharField(max_length=12, unique=True, default=random.reference, editable=False)
    kind = models.CharField(max_length=40, choices=[(kind.value, kind.capitalised) for kind in MatterKind])
    title = models.CharField(max_length=120, help_text="A neutral title: no name, no allegation")
    restricted = models.BooleanField(default=False, help_text="Covert: known only to those who hold a grant")
    compartment = models.CharField(max_length=32, default=random.token, editable=False)
    stage = models.CharField(max_length=40, choices=[(stage.value, stage.capitalised) for stage in Stage], default=Stage.RECEIVED.value)
    next_due_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["next_due_on"]), models.Index(fields=["stage"])]


class CaseStep(Recorded):
    """One step as it was recorded. Append-only by trigger; the database sets the time.

    `content` is what `law.codec` wrote; `on`, `not_before` and `about` repeat parts of it so that they can be asked
    for. A row that strikes an earlier one without putting another in its place has no kind.
    `seal` covers the row, the row before it, and that row's time.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="steps")
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=80, blank=True)
    on = models.DateField()
    not_before = models.DateField(null=True, blank=True)
    about = models.CharField(max_length=40, blank=True)
    content = models.JSONField(default=dict)
    office = models.CharField(max_length=60, choices=[(office.value, office.capitalised) for office in Office])
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    strikes = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="struck_by")
    why = models.TextField(blank=True)
    token = models.CharField(max_length=64, unique=True)
    seal = models.CharField(max_length=64)

    class Meta:
        ordering = ["case", "seq"]
        constraints = [
            models.UniqueConstraint(fields=["case", "seq"], name="step_number_once_in_a_case"),
            models.CheckConstraint(condition=Q(strikes=None) | ~Q(why=""), name="striking_has_a_reason"),
            models.CheckConstraint(condition=~Q(kind="") | Q(strikes__isnull=False), name="step_has_a_kind"),
            models.CheckConstraint(condition=~Q(token=""), name="step_has_a_token"),
        ]


class Allegation(models.Model):
    """An allegation as the national categories count it; what is alleged stands in the steps."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="allegations")
    key = models.CharField(max_length=40)
    officer_key = models.CharField(max_length=40)
    category = models.CharField(max_length=20, blank=True)
    scheme_version = models.CharField(max_length=20, default="2020")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "key"], name="allegation_key_once_in_a_case")]


class Part(Term):
    """What a person is in a case."""

    OFFICER = "officer concerned"
    COMPLAINANT = "complainant"
    VICTIM = "victim"
    WITNESS = "witness"
    INTERESTED = "interested person"
    PANEL = "panel member"


class Involvement(models.Model):
    """A person in a case, under the key its steps use and the alias its pages use."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="involvements")
    person = models.ForeignKey("casework.Person", on_delete=models.PROTECT, related_name="involvements")
    key = models.CharField(max_length=40)
    role = models.CharField(max_length=40, choices=[(p.value, p.capitalised) for p in Part])
    alias = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "key", "role"], name="part_once_in_a_case"),
            models.UniqueConstraint(fields=["case", "person", "role"], name="person_once_in_a_part"),
        ]


class Grant(models.Model):
    """A user's place in a case: the role on it, the offices that may be exercised in it, and for how long."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="grants")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=40)
    offices = models.JSONField(default=list)
    since = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField(null=True, blank=True)
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["user", "case"])]
        constraints = [
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=models.F("since")), name="grant_ends_after"),
        ]


class Conflicts(models.QuerySet["Conflict"]):
    """Questions about conflicts."""

    def standing(self) -> "Conflicts":
        """Those that nobody has ended."""
        return self.filter(ended=None)


class Conflict(models.Model):
    """A conflict of interest: from this moment the user sees neither the case nor any case with that person in it.

    It stays on record when it is ended: `ended` is the record that ends it.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="conflicts")
    case = models.ForeignKey(Case, null=True, blank=True, on_delete=models.PROTECT, related_name="conflicts")
    person = models.ForeignKey("casework.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="conflicts")
    reason = models.TextField()
    declared_at = models.DateTimeField(db_default=Now())
    declared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    objects = Conflicts.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(case=None, person__isnull=False) | Q(case__isnull=False, person=None),
                name="conflict_with_one_thing",
            ),
        ]


class ConflictEnded(RecordedBy):
    """That a conflict no longer stands, who said so and why. Append-only by trigger."""

    conflict = models.OneToOneField(Conflict, on_delete=models.PROTECT, related_name="ended")
    why = models.TextField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(why=""), name="conflict_ended_with_a_reason")]
