"""The page of one place in an original: the rows around it as they stand in the file, and what was read there."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from custodiet.casework import originals
from custodiet.evidence.shown import Shown
from custodiet.web.staff.frame import around
from custodiet.web.staff.printed import upper


def line_url(reference: str, exhibit: int | None, at: str) -> str:
    """The address of a place in an exhibit; empty where the file is no exhibit of the case."""
    return f"{reverse('exhibit-line', args=[reference, exhibit])}?{urlencode({'at': at})}" if exhibit else ""


def line(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """The rows of the original around a place, the place marked; the file itself is opened behind the walls."""
    page = originals.place(request.access, reference, number, request.GET.get("at", ""))
    context = around(
        request,
        {"reference": page.reference, "title": page.title},
        "exhibits",
        page=page,
        heading=_("%(exhibit)s, %(at)s") % {"exhibit": page.exhibit, "at": page.at} if page.at else page.exhibit,
        columns=_head(page.shown),
        rows=_rows(page.shown),
        exhibit_url=reverse("exhibit", args=[reference, number]),
        fact_head=[_("What"), _("As it was read")],
        facts=[{"table": upper(each.table), "rows": [_told(*column) for column in each.columns]} for each in page.facts],
    )
    return render(request, "staff/original_line.html", context)


def _told(name: str, says: str, value: str) -> list[Any]:
    """A column of what was read: what it means, with its name in the tables of facts, and what it holds."""
    return [{"text": upper(says), "note": name, "header": True}, value]


def _width(shown: Shown) -> int:
    return max((len(row.cells) for row in shown.rows), default=0)


def _head(shown: Shown) -> list[str]:
    """The heads of the table: the file's own where they are known."""
    width, own = _width(shown), shown.header
    if width == 1 and not own:
        return [_("As it stands")]
    return [(own[column] if column < len(own) else "") or _("Column %d") % (column + 1) for column in range(width)]


def _rows(shown: Shown) -> list[dict[str, Any]]:
    """The rows below the heads, all of one width."""
    width = _width(shown)
    return [{"line": row.line, "is_place": row.is_place, "cells": [*row.cells, *[""] * (width - len(row.cells))]} for row in shown.body]
