"""Referrals that other forces handed over: each pack as it was signed. Append-only; a later pack of the same referral is another row."""

from django.db import models

from custodiet.casework.models.recorded import RecordedBy


class ReceivedReferral(RecordedBy):
    """A pack that was taken in. `digest` is that of the signed text, so that the same pack is never taken in twice."""

    force = models.CharField(max_length=200)
    reference = models.CharField(max_length=40)
    stands = models.PositiveIntegerField()
    made_on = models.DateField()
    signed_by = models.CharField(max_length=300)
    text = models.TextField()
    digest = models.CharField(max_length=64, unique=True)
    on = models.DateField()

    class Meta:
        ordering = ["force", "reference", "pk"]
