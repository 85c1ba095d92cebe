"""A due date seen from a day: met, overdue, due today, due soon or later, and the words a page prints for it.

The day is always an argument. Nothing here asks what time it is.
"""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

SOON = 7  # calendar days; where the law or a force draws another line, the page passes it


@dataclass(frozen=True, slots=True)
class Clock:
    """A due date with its state ("overdue", "today", "soon", "later", "met", "late", "passed", "unknown") and its words."""

    state: str
    words: str
    due: datetime.date | None = None

    @property
    def colour(self) -> str:
        """The colour of the tag; empty where the words stand as plain text. The words alone say everything."""
        return {"overdue": "red", "today": "orange", "soon": "yellow", "met": "green", "late": "grey"}.get(self.state, "")


def clock(due: datetime.date | None, today: datetime.date, met_on: datetime.date | None = None, soon: int = SOON) -> Clock:
    """How `due` stands on the day `today`. Times of day are left aside: a period of days ends with its day."""
    due, met_on = day_of(due), day_of(met_on)
    if met_on:
        late = (met_on - due).days if due else 0
        if late > 0:
            return Clock("late", ngettext("done %d day late", "done %d days late", late) % late, due)
        return Clock("met", _("done"), due)
    if due is None:
        return Clock("unknown", _("no date yet"))
    left = (due - today).days
    if left < 0:
        return Clock("overdue", ngettext("%d day overdue", "%d days overdue", -left) % -left, due)
    if left == 0:
        return Clock("today", _("due today"), due)
    words = _("tomorrow") if left == 1 else _("in %d days") % left
    return Clock("soon" if left <= soon else "later", words, due)


def window(due: datetime.date | None, today: datetime.date, used_on: datetime.date | None = None) -> Clock:
    """How a period stands in which something may be done, and need not be: when it has passed, nobody is late."""
    due = day_of(due)
    if used_on is None and due is not None and due < today:
        return Clock("passed", _("passed"), due)
    return clock(due, today, used_on)


def day_of(value: datetime.date | None) -> datetime.date | None:
    """The day of a date or of a moment."""
    return value.date() if isinstance(value, datetime.datetime) else value
