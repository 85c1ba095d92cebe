"""What every append-only record has: when it was recorded, by the database's own clock; and, of most, who recorded it.

The triggers in `custodiet.casework.triggers` keep the rows; a record is never altered, and what corrects it is another record.
"""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now


class Recorded(models.Model):
    """A record with the moment at which the database took it."""

    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        abstract = True


class RecordedBy(Recorded):
    """A record with who made it."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True
