"""The published figures: stored tables and nothing else. A revision is another page; the older one stays, for whoever quoted it."""

import hmac
import json
from hashlib import sha256
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from custodiet.casework import on_site
from custodiet.casework.models import PublishedFigures
from custodiet.figures.period import period
from custodiet.web.figure_tables import csv_of, tables_of
from custodiet.web.public.keeping import kept


def statistics(request: HttpRequest) -> HttpResponse:
    """What was published, the latest first."""
    seen: set[str] = set()
    lines = []
    for each in on_site.figures():
        url = reverse("published-figures", args=[each.pk])
        lines.append({"name": period(each.period).name, "url": url, "on": each.recorded_at, "replaced": each.period in seen})
        seen.add(each.period)
    return kept(request, render(request, "public/statistics.html", {"lines": lines}))


def published(request: HttpRequest, number: str) -> HttpResponse:
    """The tables of one publication, each with its sentence, its drawing and its definition."""
    row, told = _of(number)
    latest = on_site.figures().filter(period=row.period).first()
    context = {
        "told": told, "on": row.recorded_at, "tables": tables_of(told), "csv_url": reverse("figures-table", args=[row.pk]),
        "newer": reverse("published-figures", args=[latest.pk]) if latest and latest.pk != row.pk else "",
    }  # fmt: skip
    return kept(request, render(request, "public/published_figures.html", context))


def table(request: HttpRequest, number: str) -> HttpResponse:
    """The same as CSV."""
    _row, told = _of(number)
    response = HttpResponse(csv_of(told), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="figures-{told["period"].replace("..", "-to-")}.csv"'
    return kept(request, response)


def _of(number: str) -> tuple[PublishedFigures, dict[str, Any]]:
    """One publication; tables whose bytes changed since are not served."""
    row = on_site.figures().filter(pk=int(number)).first() if number.isdecimal() and len(number) < 10 else None
    if row is None or not hmac.compare_digest(sha256(bytes(row.body)).hexdigest(), row.digest):
        raise Http404
    return row, json.loads(bytes(row.body))
