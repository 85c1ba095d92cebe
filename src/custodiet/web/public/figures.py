"""The published figures: stored tables and nothing else. A revision is another page; the older one stays, for whoever quoted it."""

import hmac
import json
from hashlib import sha256
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from custodiet.casework import on_site
from custodiet.casework.models import PublishedFigures
from custodiet.figures.period import calendar_year, period, year_ending
from custodiet.web.figure_tables import csv_of, tables_of
from custodiet.web.languages import ENGLISH
from custodiet.web.public.keeping import kept
from custodiet.web.templatetags.house import british


def statistics(request: HttpRequest) -> HttpResponse:
    """What was published, the latest first."""
    seen: set[str] = set()
    lines = []
    for each in on_site.figures():
        url = reverse("published-figures", args=[each.pk])
        lines.append({"name": name_of(each.period), "url": url, "on": each.recorded_at, "replaced": each.period in seen})
        seen.add(each.period)
    return kept(request, render(request, "public/statistics.html", {"lines": lines}))


def published(request: HttpRequest, number: str) -> HttpResponse:
    """The tables of one publication, each with its sentence, its drawing and its definition."""
    row, told = _of(number)
    latest = on_site.figures().filter(period=row.period).first()
    tables = tables_of(told, "" if get_language() == ENGLISH else name_of(row.period))
    context = {
        "told": told, "name": name_of(row.period), "on": row.recorded_at, "tables": tables,
        "csv_url": reverse("figures-table", args=[row.pk]),
        "newer": reverse("published-figures", args=[latest.pk]) if latest and latest.pk != row.pk else "",
    }  # fmt: skip
    return kept(request, render(request, "public/published_figures.html", context))


def table(request: HttpRequest, number: str) -> HttpResponse:
    """The same as CSV."""
    _row, told = _of(number)
    response = HttpResponse(csv_of(told), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="figures-{told["period"].replace("..", "-to-")}.csv"'
    return kept(request, response)


def name_of(key: str) -> str:
    """The name of a period in the language of the page."""
    asked = period(key)
    if asked == calendar_year(asked.last.year):
        return asked.name
    if asked == year_ending(asked.last.year):
        return _("year ending 31 March %(year)s") % {"year": asked.last.year}
    return _("period from %(first)s to %(last)s") % {"first": british(asked.first), "last": british(asked.last)}


def _of(number: str) -> tuple[PublishedFigures, dict[str, Any]]:
    """One publication; tables whose bytes changed since are not served."""
    row = on_site.figures().filter(pk=int(number)).first() if number.isdecimal() and len(number) < 10 else None
    if row is None or not hmac.compare_digest(sha256(bytes(row.body)).hexdigest(), row.digest):
        raise Http404
    return row, json.loads(bytes(row.body))
