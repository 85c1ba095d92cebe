"""The ways in of people of the public: a key of two halves, the sessions opened with it, and how often somebody guessed wrong.

Neither half is kept, only what proves it. A key opens one person's page in one case and nothing beside it.
"""

from django.db import models

from custodiet.casework.models.case import Involvement
from custodiet.casework.models.recorded import RecordedBy


class PortalKey(RecordedBy):
    """A link and a code for one person in one case. It ends by its day, by being revoked, or by too many wrong codes."""

    involvement = models.ForeignKey(Involvement, on_delete=models.PROTECT, related_name="portal_keys")
    link_digest = models.CharField(max_length=64, unique=True)
    salt = models.CharField(max_length=32)
    code_digest = models.CharField(max_length=64)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveIntegerField(default=0, help_text="Wrong codes ever; a right one does not take them back")
    in_row = models.PositiveIntegerField(default=0, help_text="Wrong codes since the last right one")
    rests_until = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)


class PortalSession(models.Model):
    """A visit. Only the digest of its cookie is kept."""

    key = models.ForeignKey(PortalKey, on_delete=models.PROTECT, related_name="sessions")
    digest = models.CharField(max_length=64, unique=True)
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)


class PortalGuesses(models.Model):
    """How often one address guessed wrong in the running hour. The address itself is not kept."""

    address_digest = models.CharField(max_length=64, unique=True)
    since = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)
