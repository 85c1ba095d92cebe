"""Warnings in words: what was given, from when to when, and whether it was in force on a day."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from custodiet.casework.follow_pages import Read
from custodiet.law.warned import READ_AT, Warned
from custodiet.web.context import today
from custodiet.web.staff.printed import upper
from custodiet.web.templatetags.house import british

READ_HEAD = (gettext_lazy("Warning"), gettext_lazy("In force on that day?"), gettext_lazy("From, and last day"))
STATES = {
    True: (gettext_lazy("In force"), "red"),
    False: (gettext_lazy("Not in force"), "grey"),
    None: (gettext_lazy("Not known"), "yellow"),
}


def read(each: Read) -> list[Any]:
    """A warning read on a day."""
    state, colour = STATES[each.in_force]
    cell = {"text": each.reference, "url": reverse("case", args=[each.reference])} if each.reference else {"text": _("Another case")}
    day = _("Read on %(day)s, under %(what)s") % {"day": british(each.day), "what": READ_AT}
    return [
        {"text": upper(each.warned.outcome.value), "header": True, "note": f"{each.alias} · {each.warned.under}"},
        {"text": "", "tag": state, "colour": colour, "note": " ".join(filter(None, [day, each.disagrees]))},
        {**cell, "note": days(each.warned)},
    ]


def days(each: Warned) -> str:
    """From when to when a warning lasts, and what was left out."""
    if each.last is None:
        return each.unknown
    words = _("%(first)s to %(last)s") % {"first": british(each.first), "last": british(each.last)}
    if each.breaks:
        left_out = sum((ended - on).days + 1 for on, ended in each.breaks)
        words += " · " + ngettext("%d day of career break left out", "%d days of career break left out", left_out) % left_out
    return " · ".join(filter(None, [words, each.advice]))


def warning(each: Warned) -> list[Any]:
    """The cells of a warning: what it is, whether it is in force, and its days."""
    state, colour = STATES[each.in_force_on(today())]
    return [
        {"text": upper(each.outcome.value), "header": True, "note": str(each.under)},
        {"text": "", "tag": state, "colour": colour, "note": each.period},
        {"text": days(each)},
    ]
