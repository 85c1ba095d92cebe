"""One exhibit: its page, having it read or stopping that, taking a copy, its disclosure."""

from collections.abc import Callable
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from custodiet.casework import exhibit_queries
from custodiet.casework.access import Refused, visible_to
from custodiet.casework.actions import exhibits as verbs
from custodiet.casework.actions import readings
from custodiet.casework.exhibit_pages import ExhibitPage, ReadingLine
from custodiet.casework.jobs import Permission
from custodiet.casework.models import DisclosureStatus, Exhibit, Reading, ReadingState
from custodiet.web.staff import columns
from custodiet.web.staff.case import done
from custodiet.web.staff.exhibit_forms import DisclosureForm, ReadForm
from custodiet.web.staff.exhibits import COLOURS, IN_WORK, counts, kinds, size
from custodiet.web.staff.frame import around
from custodiet.web.staff.kind_names import kind_name
from custodiet.web.staff.original import line_url
from custodiet.web.templatetags.house import moment

MOST_LINES = 200
"""Refused and undated lines that a page shows."""


def exhibit(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """One exhibit: what it is, what was read from it and what was refused, who held it."""
    page = exhibit_queries.exhibit(request.access, reference, number)
    reading = page.readings[0] if page.readings else None
    names = {
        "read": "read-exhibit",
        "columns": "exhibit-columns",
        "stop": "stop-reading",
        "copy": "copy-exhibit",
        "disclose": "disclose-exhibit",
        "dispose": "dispose-exhibit",
    }
    urls = {short: reverse(name, args=[reference, number]) for short, name in names.items()}
    context = around(
        request,
        {"reference": page.reference, "title": page.title},
        "exhibits",
        page=page,
        facts=_facts(page),
        reading=_reading(reading, lambda at: "" if page.exhibit.gone else line_url(reference, number, at)),
        earlier=[{"line": line, "kind": kind_name(line.kind), "state": ReadingState(line.state).capitalised} for line in page.readings[1:]],
        urls=urls,
        columns_head=columns.head(),
        can_handle=Permission.HANDLE in page.may,
        can_disclose=Permission.DISCLOSE in page.may,
    )
    return render(request, "staff/exhibit.html", context)


def _facts(page: ExhibitPage) -> list[dict[str, Any]]:
    line = page.exhibit
    rows = [
        {"key": _("What it is"), "value": line.title},
        {"key": _("File"), "value": f"{line.file_name} ({size(line.size)})"},
        {"key": _("Produced by"), "value": line.maker},
        {"key": _("Received"), "value": _("%(when)s by %(who)s") % {"when": moment(line.received_at), "who": line.received_by}},
        {"key": _("Digest (SHA-256)"), "value": line.sha256},
        {"key": _("Disclosure"), "value": line.disclosure or _("Not decided")},
    ]
    if page.sources:
        rows.append({"key": _("Made from"), "value": ", ".join(page.sources)})
    return rows


def _reading(line: ReadingLine | None, at: Callable[[str], str]) -> dict[str, Any] | None:
    """The latest reading as the page prints it; `at` is the address of a place in the original."""
    if line is None:
        return None
    report = line.report
    told = report.get("remarks", [])
    remarks = [each for each in told if each["says"] and each["key"] not in ("mapping", "header")]
    return {
        "line": line,
        "kind": kind_name(line.kind) or _("To be told from the content"),
        "state": ReadingState(line.state).capitalised,
        "colour": COLOURS[line.state],
        "in_work": line.state in IN_WORK,
        "figures": counts(line.rows_in_file, line.rows_read, line.rows_refused),
        "questions": report.get("questions", []),
        "remarks": remarks,
        "columns": columns.understood(line),
        "can_put_right": columns.can_be_put_right(line),
        "mapping": next((each["value"] for each in told if each["key"] == "mapping" and isinstance(each["value"], dict)), {}),
        "refusals": [each | {"url": at(each["line"])} for each in report.get("refusals", [])[:MOST_LINES]],
        "refused_more": max(0, (line.rows_refused or 0) - MOST_LINES),
        "undated": [each | {"url": at(each["line"])} for each in report.get("undated", [])[:MOST_LINES]],
        "undated_count": report.get("undated_count", 0),
    }


def read(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Have an exhibit read: as what, and what the file itself does not settle."""
    page = exhibit_queries.exhibit(request.access, reference, number)
    last = page.readings[0] if page.readings else None
    questions = last.report.get("questions", []) if last else []
    first = {"kind": last.kind, **{key: value for key, value in last.answers.items() if key in ("own_number", "zone")}} if last else {}
    form = ReadForm(request.POST if request.method == "POST" else None, kinds=kinds(), questions=questions, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            answers = (last.answers if last and last.kind == form.cleaned_data["kind"] else {}) | form.answers()
            readings.ask(exhibit=_exhibit(request, number), kind=form.cleaned_data["kind"], answers=answers, by=request.user)
            return done(request, _("The file waits to be read."), "exhibit", reference, number)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = around(
        request, {"reference": page.reference, "title": page.title}, "exhibits",
        heading=_("Read %(exhibit)s: %(title)s") % {"exhibit": page.exhibit.reference, "title": page.exhibit.title},
        form=form, button=_("Read it"), cancel_url=reverse("exhibit", args=[reference, number]),
        intro=_("The original stays as it is. What was read from it before is replaced, all at once."),
    )  # fmt: skip
    return render(request, "staff/case_form.html", context)


def stop(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Stop a reading that waits or is being done."""
    row = visible_to(request.access, Reading).filter(exhibit=_exhibit(request, number), state__in=IN_WORK).order_by("-pk").first()
    try:
        if row is None:
            raise Refused(_("Nothing is being read. There is nothing to stop."))
        readings.stop(reading=row, by=request.user)
        return done(request, _("The reading was stopped."), "exhibit", reference, number)
    except Refused as refusal:
        return done(request, str(refusal), "exhibit", reference, number)


def copy(request: HttpRequest, reference: str, number: int) -> HttpResponseBase:
    """The original, to take away: on record before the first byte leaves, never shown inside a page."""
    row = _exhibit(request, number)
    stream = verbs.hand_out(exhibit=row, by=request.user, purpose=request.access.purpose)
    response = FileResponse(stream, as_attachment=True, filename=row.file_name, content_type="application/octet-stream")
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def disclose(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Decide on an exhibit's relevance and disclosure."""
    row = _exhibit(request, number)
    form = DisclosureForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            verbs.judge(
                exhibit=row,
                status=DisclosureStatus(given["status"]),
                relevant=given["relevant"] == "yes",
                why=given["why"],
                by=request.user,
            )
            return done(request, _("The decision is on record."), "exhibit", reference, number)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = around(
        request, {"reference": reference, "title": request.case.title}, "exhibits",
        heading=_("Disclosure of %s") % row.reference, form=form, button=_("Record the decision"),
        cancel_url=reverse("exhibit", args=[reference, number]),
    )  # fmt: skip
    return render(request, "staff/case_form.html", context)


def _exhibit(request: HttpRequest, number: int) -> Exhibit:
    row = visible_to(request.access, Exhibit).filter(case=request.case, pk=number).first()
    if row is None:
        raise Http404
    return row
