"""An extract of another system on its way in: where its files wait, which column is what, and how far its cases have come."""

from django.db import models

from custodiet.casework.models.recorded import RecordedBy


class CaseImport(RecordedBy):
    """Files of an extract, as a person brought them, under a key of their own until the import is ended; then the key is destroyed.

    `files` has of each its name, address, digest, size, headers and number of rows; `said` is the mapping as plain data. `reached` cases
    are on record, `done` counts their steps, `told` says of rows what the records know better. What is brought in stands in the ledger.
    """

    source = models.CharField(max_length=120)
    compartment = models.CharField(max_length=40, unique=True)
    files = models.JSONField()
    said = models.JSONField()
    reached = models.PositiveIntegerField(default=0)
    done = models.JSONField(default=dict)
    whole = models.BooleanField(default=False)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]


class ImportDoubt(models.Model):
    """A row of an extract of which the records know better, and why; gone when the import is ended."""

    of = models.ForeignKey(CaseImport, on_delete=models.CASCADE, related_name="told")
    table = models.CharField(max_length=20)
    number = models.PositiveIntegerField()
    why = models.TextField()

    class Meta:
        ordering = ["pk"]
