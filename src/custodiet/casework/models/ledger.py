"""The ledger as it is stored: one row for each entry, its erasable body apart, and the frontier of the tree."""

from django.conf import settings
from django.db import models

from custodiet.casework.models.case import Case


class LedgerEntry(models.Model):
    """One line of the ledger. Append-only by trigger.

    `actor`, `case` and `object_ref` repeat parts of the body for searching; `doctor` compares them with it.
    """

    seq = models.BigIntegerField(primary_key=True)
    recorded_at = models.DateTimeField()
    verb = models.CharField(max_length=30)
    compartment = models.CharField(max_length=32, blank=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_constraint=True)
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="+")
    object_ref = models.CharField(max_length=64, blank=True)
    commitment = models.BinaryField(max_length=32)
    leaf = models.BinaryField(max_length=32)


class LedgerBody(models.Model):
    """The erasable part: purpose, fields shown, and the salt without which the commitment tells nothing."""

    entry = models.OneToOneField(LedgerEntry, primary_key=True, on_delete=models.PROTECT, related_name="body")
    salt = models.BinaryField(max_length=32)
    value = models.JSONField()


class LedgerHead(models.Model):
    """The one row that an appending transaction locks: the frontier of the tree over all leaves."""

    frontier = models.BinaryField()
