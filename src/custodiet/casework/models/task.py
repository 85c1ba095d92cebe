"""What somebody has to do, and what was noted."""

from django.conf import settings
from django.db import models

from custodiet.casework.models.case import Case
from custodiet.casework.models.recorded import Recorded


class Task(models.Model):
    """Something one person has to do on a case; an open task is also a purpose for opening it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="tasks")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="tasks")
    what = models.CharField(max_length=200)
    due = models.DateField(null=True, blank=True)
    done = models.DateField(null=True, blank=True)


class Note(Recorded):
    """A note. Append-only by trigger, and private or shareable from the first day: it never changes sides."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notes")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    shareable = models.BooleanField(default=False)
