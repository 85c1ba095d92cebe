"""Exhibits: the files a case rests on, who held each when, what was read from it, what is disclosed, and who is who in it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from custodiet.casework.models.case import Case
from custodiet.casework.models.recorded import Recorded, RecordedBy
from custodiet.law.vocabulary import Term


class Exhibit(Recorded):
    """A file as it was received, or as the program made it from others. Append-only by trigger; the bytes are in the store.

    `sha256` is the digest of the plain bytes; `address` finds them in the store. A derived exhibit names what it was made
    from and with (`made_with`: tool, version, parameters), so that it can be made again with the same digest.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="exhibits")
    reference = models.CharField(max_length=40, help_text="The maker's initials and a number: OT/1")
    title = models.CharField(max_length=200)
    maker = models.CharField(max_length=200, help_text="Who produces it")
    file_name = models.CharField(max_length=255)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    address = models.CharField(max_length=200)
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    derived_from = models.ManyToManyField("self", symmetrical=False, related_name="derivatives", through="Derivation")
    made_with = models.JSONField(default=dict)

    class Meta:
        ordering = ["case", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["case", "reference"], name="exhibit_reference_once_in_a_case"),
            models.CheckConstraint(condition=~Q(reference="") & ~Q(sha256=""), name="exhibit_has_reference_and_digest"),
        ]


class Derivation(Recorded):
    """That one exhibit was made from another. Append-only by trigger."""

    made = models.ForeignKey(Exhibit, on_delete=models.PROTECT, related_name="sources")
    source = models.ForeignKey(Exhibit, on_delete=models.PROTECT, related_name="uses")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["made", "source"], name="derivation_once")]


class CustodyAct(Term):
    """What was done with an exhibit."""

    SEIZED = "seized"
    RECEIVED = "received"
    OPENED = "opened"
    VIEWED = "viewed"
    COPIED = "copied"
    EXPORTED = "exported"
    DERIVED = "derived"
    DAMAGED = "found damaged"
    RESTORED = "restored"
    PROPOSED = "disposal proposed"
    DECLINED = "disposal declined"
    DISPOSED = "disposed"


class Custody(RecordedBy):
    """One thing done with an exhibit: who, where, why, and the digest that was seen. Append-only by trigger."""

    exhibit = models.ForeignKey(Exhibit, on_delete=models.PROTECT, related_name="custody")
    seq = models.PositiveIntegerField()
    act = models.CharField(max_length=20, choices=[(act.value, act.capitalised) for act in CustodyAct])
    happened_at = models.DateTimeField(null=True, blank=True, help_text="When it was done, where that is not when it was recorded")
    place = models.CharField(max_length=200, blank=True)
    why = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["exhibit", "seq"]
        constraints = [models.UniqueConstraint(fields=["exhibit", "seq"], name="custody_number_once_for_an_exhibit")]


class DisclosureStatus(Term):
    """What becomes of an exhibit in disclosure."""

    USED = "used"
    UNUSED = "unused"
    SENSITIVE = "sensitive"


class Disclosure(RecordedBy):
    """A decision on relevance and disclosure; the latest counts. Append-only by trigger."""

    exhibit = models.ForeignKey(Exhibit, on_delete=models.PROTECT, related_name="decisions")
    relevant = models.BooleanField()
    status = models.CharField(max_length=20, choices=[(status.value, status.capitalised) for status in DisclosureStatus])
    why = models.TextField()

    class Meta:
        ordering = ["exhibit", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(why=""), name="disclosure_has_a_reason")]


class ReadingState(Term):
    """How far a reading has come."""

    WAITING = "waiting"
    READING = "reading"
    ASKS = "asks"
    READ = "read"
    FAILED = "failed"
    STOPPED = "stopped"


class Reading(models.Model):
    """A file asked to be read as a kind, with the answers that a person gave; and what came of it.

    What was asked never changes. What came of it is written once, when it ends: the counts, the report (refusals,
    undated rows, questions, remarks) and the digest of each file of facts; the ledger holds the digest of all of it.
    """

    exhibit = models.ForeignKey(Exhibit, on_delete=models.PROTECT, related_name="readings")
    kind = models.CharField(max_length=40)
    answers = models.JSONField(default=dict)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(db_default=Now(), editable=False)
    state = models.CharField(max_length=20, choices=[(state.value, state.capitalised) for state in ReadingState], default="waiting")
    begun_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    rows_so_far = models.BigIntegerField(default=0)
    rows_in_file = models.BigIntegerField(null=True, blank=True)
    rows_read = models.BigIntegerField(null=True, blank=True)
    rows_refused = models.BigIntegerField(null=True, blank=True)
    problem = models.TextField(blank=True)
    report = models.JSONField(default=dict)
    facts = models.JSONField(default=dict)
    made_with = models.JSONField(default=dict)

    class Meta:
        ordering = ["exhibit", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(rows_in_file=None) | Q(rows_in_file=models.F("rows_read") + models.F("rows_refused")),
                name="every_row_was_read_or_refused",
            ),
            models.CheckConstraint(condition=~Q(state="failed") | ~Q(problem=""), name="a_failed_reading_says_why"),
        ]


class Layout(RecordedBy):
    """How tables with the same headers are read, as a person put it right; the latest of a kind and layout counts. Append-only by trigger.

    `layout` stands for the headers and tells nothing of their words; `columns` is the column of each field that was put right.
    """

    reading = models.ForeignKey(Reading, on_delete=models.PROTECT, related_name="layouts")
    kind = models.CharField(max_length=40)
    layout = models.CharField(max_length=16)
    columns = models.JSONField()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["kind", "layout"], name="layout_of_a_kind")]


class TieKind(Term):
    """By what somebody is known in the files."""

    STAFF_ID = "staff number"
    PERSON_ID = "person number"
    NUMBER = "telephone number"
    NAME = "chat name"


CONFIDENCE = ("confirmed", "likely", "contested")
WITHDRAWN = "withdrawn"
"""How sure a tie is; and the word in the row that strikes one and says nothing in its place."""


class Tie(RecordedBy):
    """A person of the case said who somebody in the files is. Append-only by trigger; a later one may strike it, with a reason."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="ties")
    person = models.ForeignKey("casework.Person", on_delete=models.PROTECT, related_name="ties")
    kind = models.CharField(max_length=30, choices=[(kind.value, kind.capitalised) for kind in TieKind])
    value = models.CharField(max_length=200)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    confidence = models.CharField(max_length=20, default="confirmed", choices=[(word, word) for word in (*CONFIDENCE, WITHDRAWN)])
    shared = models.BooleanField(default=False)
    why = models.TextField()
    strikes = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="struck_by")

    class Meta:
        ordering = ["case", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(why="") & ~Q(value=""), name="tie_has_value_and_reason")]
