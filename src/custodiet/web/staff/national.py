"""The page of many forces side by side: what may be said of ours, the table, what a rank cannot tell, and what was refused.

The numbers of other forces are theirs and open nothing. Those of our own open their cases, for whoever may open every case counted.
"""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from custodiet.casework import national_queries
from custodiet.casework.access import Refused
from custodiet.casework.actions import returns as verbs
from custodiet.casework.figure_queries import SHORT
from custodiet.casework.jobs import Permission, permissions
from custodiet.casework.models import FrozenFigures, Role
from custodiet.casework.national_queries import Side
from custodiet.figures.drawing import bars
from custodiet.figures.national import Line, National
from custodiet.figures.question import BY_KEY, FOR_ABUSE, QUESTIONS
from custodiet.figures.said import Part, parts
from custodiet.web.context import force_name
from custodiet.web.forms import GovukForm
from custodiet.web.templatetags.house import moment


class ReturnForm(GovukForm):
    """A file that a force sent."""

    file = forms.FileField(label=gettext_lazy("Return"), help_text=gettext_lazy("The signed file, as the force sent it"))
    corrects = forms.BooleanField(
        required=False, label=gettext_lazy("The force says that this corrects the return it sent before for the same period")
    )


def national(request: HttpRequest) -> HttpResponse:
    """The table of a period, and taking in another return."""
    may = Permission.RETURNS in permissions(request.user)
    form = ReturnForm(request.POST if request.method == "POST" and may else None, request.FILES if request.method == "POST" else None)
    if request.method == "POST" and may and form.is_valid() and _taken(request, form):
        return redirect("national-figures")
    question = BY_KEY.get(request.GET.get("question", ""), FOR_ABUSE)
    side = national_queries.side_by_side(request.access, request.GET.get("period", ""), question)
    table = side.table
    line = table.line(force_name()) if table else None
    context = {
        "question": question,
        "period": side.asked,
        "others": [
            {"text": f"{each.title}: {asked.name}", "url": _url(asked.key, each.key), "current": asked == side.asked and each is question}
            for asked in side.periods
            for each in QUESTIONS
        ],
        "wrong": side.wrong,
        "answered": _answered(side),
        "said": _said(request, side, table, line) if table and line else [],
        "head": _head(table) if table else [],
        "rows": [_row(each) for each in table.lines] if table else [],
        "drawing": _drawing(table) if table else "",
        "notes": table.notes if table else (),
        "refused_head": [_("File"), _("Why it was refused, and what to do")],
        "refused": [
            [{"text": each.file_name, "header": True, "note": moment(each.recorded_at)}, {"text": each.refused}] for each in side.refused
        ],
        "form": form if may else None,
        "crumbs": [{"text": _("Figures"), "url": reverse("figures")}],
    }
    return render(request, "staff/national.html", context)


def _taken(request: HttpRequest, form: ReturnForm) -> bool:
    """Take the file in; whether there is nothing more to correct in the form."""
    sent = form.cleaned_data["file"]
    try:
        row = verbs.receive(file_name=sent.name, stored=sent.read(), by=request.user, corrects=form.cleaned_data["corrects"])
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    if row.refused:
        messages.error(request, _("%(file)s was refused. %(why)s") % {"file": row.file_name, "why": row.refused})
    else:
        messages.success(request, _("The return of %(force)s is taken in.") % {"force": row.force})
    return True


def _url(period: str, question: str) -> str:
    return f"{reverse('national-figures')}?{urlencode({'period': period, 'question': question})}"


def _answered(side: Side) -> str:
    if side.table is None:
        return ""
    told = {"answered": side.table.answered, "asked": side.table.asked, "refused": len(side.refused)}
    return _("%(answered)d forces answered of %(asked)d asked. %(refused)d returns were refused and are in no number.") % told


def _said(request: HttpRequest, side: Side, table: National, line: Line) -> list[dict[str, str]]:
    """The sentence, each number with the address of its cases where this reader may open all of them."""
    frozen = national_queries.ours(side.snapshots.get(line.force, "")) if request.user.role == Role.HEAD else None
    return [{"text": part.words, "url": _behind(frozen, side, part)} for part in parts(table, line)]


def _behind(frozen: FrozenFigures | None, side: Side, part: Part) -> str:
    if frozen is None or side.asked is None or not part.measure or part.words == "0":
        return ""
    by = "how-found" if part.measure == FOR_ABUSE.measure else "source"
    words = [("period", side.asked.key), ("by", by), *(("column", each) for each in part.rows), *(("row", each) for each in part.columns)]
    return f"{reverse('figures-cases', args=[frozen.snapshot[:SHORT], part.measure])}?{urlencode(words)}"


def _head(table: National) -> list[str]:
    found = [each[:1].upper() + each[1:] for each in table.question.found]
    return [
        _("Force"), _("Rank"), _("Dismissed"), _("Would have been dismissed"), _("Resigned or retired first"),
        _("For each 1,000 officers"), _("Officers"), *found,
    ]  # fmt: skip


def _row(line: Line) -> list[dict[str, Any]]:
    rate = "–" if line.rate is None else f"{line.rate.value:.2f} ({line.rate.low:.2f} – {line.rate.high:.2f})"
    numbers = [line.would_have_been, line.left_first]
    return [
        {"text": line.force, "header": True},
        {"text": str(line.rank), "numeric": True},
        {"text": f"{line.dismissed:,}", "numeric": True},
        *({"text": "–" if each is None else f"{each:,}", "numeric": True} for each in numbers),
        {"text": rate, "numeric": True},
        {"text": "–" if line.officers is None else f"{line.officers:,}", "numeric": True},
        *({"text": f"{each:,}", "numeric": True} for each in line.found.values()),
    ]


def _drawing(table: National) -> str:
    """Safe: `bars` writes numbers and escapes every word."""
    words = _("Number of people dismissed, by force, the most first.")
    return mark_safe(bars(table.question.title, words, [(line.force, line.dismissed) for line in table.lines]))
