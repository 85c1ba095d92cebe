"""The pages of figures: the snapshots, the tables of one for a period, the cases behind a number, and publishing by two people."""

import json
from collections.abc import Mapping
from hashlib import sha256
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

from custodiet.casework import figure_queries
from custodiet.casework.access import Refused
from custodiet.casework.actions import figures as verbs
from custodiet.casework.figure_queries import SHORT
from custodiet.casework.jobs import Permission, permissions
from custodiet.casework.models import FrozenFigures
from custodiet.figures.breakdown import DIMENSIONS
from custodiet.figures.drawing import bars
from custodiet.figures.measure import Measure
from custodiet.figures.measures import BY_KEY as MEASURES
from custodiet.figures.period import Period, WrongPeriod, period, year_ending
from custodiet.figures.rates import per_thousand, share
from custodiet.figures.table import ALL, Table, lengths
from custodiet.web.context import force_name, today
from custodiet.web.figure_tables import column_words, tables_of
from custodiet.web.forms import GovukForm
from custodiet.web.templatetags.house import british, moment


class FreezeForm(GovukForm):
    """The wish to freeze, said once more."""

    sure = forms.BooleanField(label=gettext_lazy("Freeze every case that is not covert, as it stands today"))


class ApproveForm(GovukForm):
    """Approval of exactly the tables on the page."""

    digest = forms.CharField(widget=forms.HiddenInput)
    read = forms.BooleanField(label=gettext_lazy("I have read every table above, and nobody can be recognised in them"))


def figures(request: HttpRequest) -> HttpResponse:
    """The snapshots; freezing another."""
    may = Permission.FREEZE in permissions(request.user)
    form = FreezeForm(request.POST if request.method == "POST" and may else None)
    if request.method == "POST" and may and form.is_valid():
        row = verbs.freeze(force=force_name(), by=request.user, today=today())
        messages.success(request, _("The figures are frozen."))
        return redirect("frozen-figures", row.snapshot[:SHORT])
    rows = [
        [
            {"text": british(each.taken_on), "url": reverse("frozen-figures", args=[each.snapshot[:SHORT]]), "header": True},
            {"text": f"{each.cases:,}"},
            {"text": each.by.full_name, "note": moment(each.recorded_at)},
            {"text": each.snapshot[:SHORT]},
        ]
        for each in figure_queries.every(request.access)
    ]
    context = {"head": [_("Frozen on"), _("Cases"), _("By"), _("Snapshot")], "rows": rows, "form": form if may else None}
    return render(request, "staff/figures.html", context)


def frozen(request: HttpRequest, frozen: str) -> HttpResponse:
    """One snapshot: every measure for the period that is asked for, each number with its cases."""
    row = figure_queries.frozen_of(frozen)
    asked, wrong = asked_period(request, row)
    tables = figure_queries.tables(request.access, row, asked)
    context = {
        "frozen": row,
        "period": asked,
        "wrong": wrong,
        "words": _words(request, asked),
        "facts": _facts(row, asked),
        "measures": [_line(row, asked, table) for table in tables.values()],
        "head": [_("Measure"), _("Number"), _("Found by complaint"), _("Found inside or from outside")],
        "publish_url": f"{reverse('publish-figures', args=[frozen])}?{urlencode({'period': asked.key})}",
        "papers_url": address("figure-papers", [frozen], asked),
        "crumbs": [{"text": _("Figures"), "url": reverse("figures")}],
    }
    return render(request, "staff/frozen_figures.html", context)


def measure(request: HttpRequest, frozen: str, measure: str) -> HttpResponse:
    """One measure as a table by what is asked for, with its drawing, its definition and its sentence."""
    row = figure_queries.frozen_of(frozen)
    asked, _wrong = asked_period(request, row)
    by = request.GET.get("by", "how-found")
    table = figure_queries.table(request.access, row, asked, measure, by)
    told = table.measure
    people = figure_queries.strength(request.access, row, by)
    context = {
        "measure": told,
        "sentence": table.sentence,
        "period": asked,
        "times": _times(table) if told.of_time else [],
        "doubtful": len(table.doubtful),
        "facts": _definition(told),
        "head": [
            table.by[0].title,
            *(column_words(column) for column in table.columns),
            *([_("Total")] if len(table.columns) > 1 else []),
            *([_("Share, and between what it lies 95 times in 100")] if table.by[0].protected else []),
            *([_("People on the day of the snapshot"), _("For each 1,000, and between what it lies 95 times in 100")] if people else []),
        ],
        "rows": _rows(row, asked, table, by, people),
        "drawing": mark_safe(bars(told.title, table.sentence, [(each, table.row_total(each)) for each in table.rows])),
        "others": [
            {"text": each.title, "url": address("figures-measure", [frozen, measure], asked, by=each.key), "current": each.key == by}
            for each in DIMENSIONS
        ],
        "crumbs": [
            {"text": _("Figures"), "url": reverse("figures")},
            {"text": _("Snapshot of %(day)s") % {"day": british(row.taken_on)}, "url": address("frozen-figures", [frozen], asked)},
        ],
    }
    return render(request, "staff/figures_measure.html", context)


def cases(request: HttpRequest, frozen: str, measure: str) -> HttpResponse:
    """The cases behind one number."""
    row = figure_queries.frozen_of(frozen)
    asked, _wrong = asked_period(request, row)
    by, rows, columns = request.GET.get("by", "how-found"), request.GET.getlist("row"), request.GET.getlist("column")
    found = figure_queries.behind(request.access, row, asked, measure, by, rows, columns)
    context = {
        "heading": MEASURES[measure].title,
        "place": " · ".join(each for each in (*rows, *columns) if each != ALL),
        "head": [_("Case"), _("Day"), _("Class"), _("Days")],
        "rows": [
            [
                {"text": each.title, "url": reverse("case", args=[each.reference]), "header": True, "note": each.reference},
                {"text": british(each.on)},
                {"text": each.value.capitalize() or "–"},
                {"text": "–" if each.days is None else f"{each.days:,}"},
            ]
            for each in found
        ],
        "crumbs": [{"text": MEASURES[measure].title, "url": address("figures-measure", [frozen, measure], asked, by=by)}],
    }
    return render(request, "staff/figures_cases.html", context)


def publish(request: HttpRequest, frozen: str) -> HttpResponse:
    """The tables as they would leave; approved by one person and published by another."""
    row = figure_queries.frozen_of(frozen)
    asked, _wrong = asked_period(request, row)
    done = row.published.filter(period=asked.key).last()
    body = bytes(done.body) if done else verbs.leaving(row, asked)
    digest = sha256(body).hexdigest()
    first = row.put_forward.filter(period=asked.key, digest=digest).select_related("by").last()
    form = ApproveForm(request.POST if request.method == "POST" else None, initial={"digest": digest})
    if request.method == "POST" and form.is_valid():
        try:
            made = verbs.approve(frozen=row, asked=asked, digest=form.cleaned_data["digest"], by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            said = _("The figures are published.") if made else _("Approved. They are published when a second person approves them.")
            messages.success(request, said)
            return redirect(f"{reverse('publish-figures', args=[frozen])}?{urlencode({'period': asked.key})}")
    mine = bool(first and first.by_id == request.user.pk)
    context = {
        "period": asked,
        "tables": tables_of(json.loads(body)),
        "done": done,
        "first": first,
        "mine": mine,
        "form": None if done or mine else form,
        "button": _("Approve and publish") if first else _("Approve, and pass on to a second person"),
        "crumbs": [{"text": _("Snapshot of %(day)s") % {"day": british(row.taken_on)}, "url": address("frozen-figures", [frozen], asked)}],
    }
    return render(request, "staff/publish_figures.html", context)


def asked_period(request: HttpRequest, row: FrozenFigures) -> tuple[Period, str]:
    """The period that the address asks for, and what is wrong with it; the last whole financial year where it asks for none."""
    last = year_ending(row.taken_on.year if (row.taken_on.month, row.taken_on.day) >= (4, 1) else row.taken_on.year - 1)
    words = request.GET.get("period", "")
    if not words:
        return last, ""
    try:
        return period(words), ""
    except WrongPeriod as wrong:
        return last, str(wrong)


def _words(request: HttpRequest, asked: Period) -> str:
    return request.GET.get("period", "") or asked.key


def address(name: str, words: list[str], asked: Period, **more: str) -> str:
    """The address of that page for that period."""
    return f"{reverse(name, args=words)}?{urlencode({'period': asked.key, **more})}"


def _facts(row: FrozenFigures, asked: Period) -> list[dict[str, Any]]:
    return [
        {"key": _("Frozen on"), "value": british(row.taken_on)},
        {"key": _("Snapshot"), "value": row.snapshot},
        {"key": _("Cases in it"), "value": f"{row.cases:,}"},
        {"key": _("Period"), "value": asked.name},
        {"key": _("What is counted"), "value": _("The cases that you may open. A covert case is in no snapshot.")},
    ]


def _line(row: FrozenFigures, asked: Period, table: Table) -> list[dict[str, Any]]:
    url = address("figures-measure", [row.snapshot[:SHORT], table.measure.key], asked)
    complaint = table.column_total("complaint")
    return [
        {"text": table.measure.title, "url": url, "header": True, "note": str(table.measure.unit.value)},
        {"text": f"{table.total:,}"},
        {"text": f"{complaint:,}"},
        {"text": f"{table.total - complaint - table.column_total('not known'):,}"},
    ]


def _rows(row: FrozenFigures, asked: Period, table: Table, by: str, people: Mapping[str, int]) -> list[list[dict[str, Any]]]:
    made: list[list[dict[str, Any]]] = []
    for each in table.rows:
        cells: list[dict[str, Any]] = [{"text": each[:1].upper() + each[1:], "header": True}]
        for column in table.columns:
            number = table.n(each, column)
            words = {"by": by, "row": each, "column": column}
            url = address("figures-cases", [row.snapshot[:SHORT], table.measure.key], asked, **words) if number else ""
            cells.append({"text": f"{number:,}", **({"url": url} if url else {})})
        cells += [{"text": f"{table.row_total(each):,}"}] if len(table.columns) > 1 else []
        cells += [{"text": shared(table.row_total(each), table.total)}] if table.by[0].protected else []
        made.append([*cells, *(_rated(table.row_total(each), people.get(each, 0)) if people else [])])
    return made


def _rated(events: int, people: int) -> list[dict[str, Any]]:
    """How many people there are of a class, and the rate among them."""
    return [{"text": f"{people:,}" if people else "–"}, {"text": rated(events, people)}]


def rated(events: int, people: int) -> str:
    """Events for each thousand people with their bounds; of so few people that it would mislead, that they are too few."""
    found = per_thousand(events, people)
    if found is None or people < FEWEST:
        return _("too few to say")
    return f"{found.value:.1f} ({found.low:.1f} – {found.high:.1f})"


def shared(part: int, whole: int) -> str:
    """The share with its bounds; of so few that it would mislead, that they are too few."""
    found = share(part, whole)
    if found is None or whole < FEWEST:
        return _("too few to say")
    return f"{100 * found.value:.0f} % ({100 * found.low:.0f} – {100 * found.high:.0f} %)"


FEWEST = 20
"""Below so many people a share says nothing of a group."""


def _definition(told: Measure) -> list[dict[str, Any]]:
    return [
        {"key": _("Definition"), "value": told.definition},
        {"key": _("One is one of"), "value": told.unit.value},
        {"key": _("Source"), "value": told.source},
        {"key": _("How sure"), "value": told.sure.value.capitalize()},
        {"key": _("Version"), "value": told.named},
    ]


def _times(table: Table) -> list[dict[str, Any]]:
    found = lengths(table.measure, table.everything)
    share = "–" if found.share is None else f"{100 * found.share:.0f} %"
    return [
        {"key": _("Median"), "value": "–" if found.median is None else _("%(days)g days") % {"days": found.median}},
        {"key": _("Longest"), "value": "–" if found.longest is None else _("%(days)d days") % {"days": found.longest}},
        {"key": _("Within %(days)d days") % {"days": table.measure.within or 0}, "value": f"{found.in_time:,} ({share})"},
        {"key": _("Not measured, because a day is not in the record"), "value": f"{found.unmeasured:,}"},
    ]
