"""The pages of looks of the program's own users that nothing explains: the list, and one with what is made of it."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from custodiet.casework import report_watch, watch_queries
from custodiet.casework.access import Refused
from custodiet.casework.actions.watching import answer
from custodiet.casework.models import WatchOutcome
from custodiet.casework.watch import EXPLANATIONS, WINDOWS
from custodiet.casework.watch_queries import WatchLine
from custodiet.web.context import today
from custodiet.web.staff.finding_forms import WatchForm
from custodiet.web.templatetags.house import british, moment


def watch(request: HttpRequest) -> HttpResponse:
    """What waits for this reader, and what was answered."""
    page = watch_queries.watch_page(request.access, today())
    context = {
        "head": [_("Who"), _("Looked at"), _("Purpose given"), _("Why nothing explains it")],
        "waiting": [_row(line) for line in page.waiting],
        "answered_head": [_("Who"), _("Looked at"), _("What was made of it")],
        "answered": [[*_row(line)[:2], _replies(line)] for line in page.answered],
        "rule_head": [_("Code"), _("A look is explained where the user …"), _("From, until")],
        "unread": report_watch.told(request.access),
        "rules": [[{"text": each.code, "header": True}, each.about, WINDOWS[each.code].words()] for each in EXPLANATIONS],
    }
    return render(request, "staff/watch.html", context)


def _row(line: WatchLine) -> list[Any]:
    many = ngettext("%(count)d look on %(day)s", "%(count)d looks on %(day)s", line.looks) % {"count": line.looks, "day": british(line.on)}
    return [
        {"text": line.who, "url": reverse("watched-look", args=[line.number]), "header": True, "note": line.job},
        {"text": line.subject[:1].upper() + line.subject[1:], "note": many},
        "; ".join(line.purposes) or _("none"),
        " ".join(line.tried),
    ]


def _replies(line: WatchLine) -> str:
    return " ".join(f"{outcome}: {reason} ({by}, {british(on)})" for outcome, reason, by, on in line.replies)


def look(request: HttpRequest, number: int) -> HttpResponse:
    """One of them: when, what was shown, which purpose was given, what was tried; then what is made of it."""
    row = watch_queries.watch_row(request.access, str(number))
    form = WatchForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            answer(look=row, outcome=WatchOutcome(given["outcome"]), reason=given["reason"], by=request.user, today=today())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Recorded: %s.") % given["outcome"])
            return redirect("watch")
    line = watch_queries.watch_line(request.access, str(number), today())
    facts = [
        {"key": _("Who"), "value": f"{line.who} ({line.job})"},
        {"key": _("Looked at"), "value": line.subject},
        {"key": _("When"), "value": _when(line.first_at, line.last_at)},
        {"key": _("Pages"), "value": ", ".join(line.what)},
        {"key": _("What was shown"), "value": ", ".join(line.fields)},
        {"key": _("Purpose given"), "value": "; ".join(line.purposes) or _("none")},
    ]
    context = {
        "line": line,
        "facts": facts,
        "form": form,
        "crumbs": [{"text": _("Looks of users"), "url": reverse("watch")}],
    }
    return render(request, "staff/watched_look.html", context)


def _when(first: datetime, last: datetime) -> str:
    begun, ended = moment(first), moment(last)
    return begun if begun == ended else _("%(first)s to %(last)s") % {"first": begun, "last": ended}
