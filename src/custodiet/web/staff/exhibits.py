"""The pages of a case's exhibits: the list, adding files, one exhibit, having it read, taking a copy, disclosure, the schedule."""

from collections.abc import Callable
from functools import cache
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from custodiet.casework import exhibit_queries
from custodiet.casework.access import Permission, Refused, visible_to
from custodiet.casework.actions import exhibits as verbs
from custodiet.casework.actions import readings
from custodiet.casework.exhibit_pages import ExhibitLine, ExhibitPage, ReadingLine
from custodiet.casework.models import DisclosureStatus, Exhibit, Reading, ReadingState
from custodiet.evidence import sandbox
from custodiet.web.staff import columns
from custodiet.web.staff.case import done
from custodiet.web.staff.exhibit_forms import AddExhibitsForm, DisclosureForm, ReadForm
from custodiet.web.staff.frame import around
from custodiet.web.staff.kind_names import kind_choice, kind_name
from custodiet.web.staff.original import line_url
from custodiet.web.templatetags.house import moment

COLOURS = {
    ReadingState.WAITING.value: "grey",
    ReadingState.READING.value: "blue",
    ReadingState.ASKS.value: "yellow",
    ReadingState.READ.value: "green",
    ReadingState.FAILED.value: "red",
    ReadingState.STOPPED.value: "grey",
}
IN_WORK = {ReadingState.WAITING.value, ReadingState.READING.value}
MOST_LINES = 200


@cache
def kinds() -> tuple[tuple[str, str], ...]:
    """The kinds of file that can be read, as choices. The readers themselves are never loaded in this process."""
    return tuple(sorted(((kind.name, kind_choice(kind.name, kind.about)) for kind in sandbox.kinds()), key=lambda each: each[1].lower()))


def exhibits(request: HttpRequest, reference: str) -> HttpResponse:
    """The list of exhibits with how far each was read."""
    page = exhibit_queries.exhibits(request.access, reference)
    may_add = Permission.HANDLE in page.may
    context = around(
        request,
        {"reference": page.reference, "title": page.title},
        "exhibits",
        rows=[_row(reference, line) for line in page.exhibits],
        add_url=reverse("add-exhibits", args=[reference]) if may_add else "",
        waiting=any(line.state in IN_WORK for line in page.exhibits),
        columns=[_("Reference"), _("What it is"), _("Reading"), _("Rows: in the file, read, refused"), _("Disclosure")],
    )
    return render(request, "staff/exhibits.html", context)


def _row(reference: str, line: ExhibitLine) -> list[dict[str, Any]]:
    return [
        {"text": line.reference, "url": reverse("exhibit", args=[reference, line.pk]), "header": True},
        {"text": line.title, "note": " · ".join([*({line.file_name} - {line.title}), size(line.size), line.maker])},
        {"text": _("Disposed of"), "tag": _("Gone"), "colour": "grey"}
        if line.gone
        else {
            "text": kind_name(line.kind),
            "tag": ReadingState(line.state).capitalised,
            "colour": COLOURS[line.state],
            "note": line.problem,
        }
        if line.state
        else {"text": _("Kept as it is")},
        {"text": counts(line.rows_in_file, line.rows_read, line.rows_refused)},
        {"text": line.disclosure or _("Not decided"), "note": line.proposed},
    ]


def counts(in_file: int | None, read: int | None, refused: int | None) -> str:
    """“61, 60, 1”."""
    return f"{in_file:,}, {read or 0:,}, {refused or 0:,}" if in_file is not None else ""


def size(count: int) -> str:
    """“12.3 kB”."""
    for word in ("bytes", "kB", "MB"):
        if count < 1000:
            return f"{count:,.0f} {word}" if word == "bytes" else f"{count:,.1f} {word}"
        count /= 1000  # type: ignore[assignment]
    return f"{count:,.1f} GB"


def add(request: HttpRequest, reference: str) -> HttpResponse:
    """Add files and have them read."""
    form = AddExhibitsForm(request.POST or None, request.FILES or None, kinds=kinds(), initial={"maker": request.user.get_full_name()})
    if request.method == "POST":
        form = AddExhibitsForm(request.POST, request.FILES, kinds=kinds())
        if form.is_valid() and (taken := _take_in(request, form)) is not None:
            return done(request, taken, "exhibits", reference)
    heading = {"reference": reference, "title": request.case.title}
    context = around(
        request, heading, "exhibits", heading=_("Add exhibits"), form=form, button=_("Add the files"), multipart=True,
        cancel_url=reverse("exhibits", args=[reference]),
        intro=_("The originals are kept as they are, sealed. What can be read from them is read apart from these pages."),
    )  # fmt: skip
    return render(request, "staff/case_form.html", context)


def _take_in(request: HttpRequest, form: AddExhibitsForm) -> str | None:
    """Every file, each on its own: one that is refused does not keep out the others. What became of them; None where any was refused."""
    given, new, before, refused = form.cleaned_data, 0, [], []
    for file in given["files"]:
        try:
            made = verbs.receive(
                case=request.case, stream=file.file, file_name=file.name or "", maker=given["maker"], title="", by=request.user,
                place=given["place"], why=given["why"],
            )  # fmt: skip
            if again := verbs.handed_in_before(made):
                before.append(f"{verbs.name_of(file.name or '')} ({made.reference})")
            if not again or _is_to_be_read(made, given["kind"]):
                readings.ask(exhibit=made, kind=given["kind"], answers={}, by=request.user)
            new += not again
        except Refused as refusal:
            refused.append(str(refusal) if f"“{file.name}”" in str(refusal) else f"{file.name}: {refusal}")
    words = _taken(new, before)
    for sentence in [*refused, words] if refused and words else refused:
        form.add_error("files", sentence)
    return None if refused else words


def _is_to_be_read(made: Exhibit, kind: str) -> bool:
    """Whether a file that was there before is read anew: what was answered about it, and what was put right, would be lost by that."""
    last = made.readings.order_by("-pk").first()
    return last is None or last.state == ReadingState.FAILED.value or kind not in ("", last.kind)


def _taken(new: int, before: list[str]) -> str:
    """What became of the files that were not refused: how many are new, and which were exhibits already."""
    said = []
    if new:
        words = ngettext("%(count)d file is on record and waits to be read.", "%(count)d files are on record and wait to be read.", new)
        said.append(words % {"count": new})
    if before:
        words = ngettext(
            "%(count)d holds the very bytes of an exhibit that was there before: %(which)s. That it was handed in again is on record; "
            "nothing is counted twice.",
            "%(count)d hold the very bytes of exhibits that were there before: %(which)s. That they were handed in again is on record; "
            "nothing is counted twice.",
            len(before),
        )
        said.append(words % {"count": len(before), "which": ", ".join(before)})
    return " ".join(said)


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


def schedule(request: HttpRequest, reference: str) -> HttpResponse:
    """The schedule of unused material, written from the decisions; sensitive material stands apart, and what is not decided too."""
    page = exhibit_queries.exhibits(request.access, reference)
    parts = {
        _("Unused, not sensitive"): [line for line in page.exhibits if line.disclosure == DisclosureStatus.UNUSED.capitalised],
        _("Sensitive"): [line for line in page.exhibits if line.disclosure == DisclosureStatus.SENSITIVE.capitalised],
        _("Not decided yet"): [line for line in page.exhibits if not line.disclosure],
    }
    tables = [
        {
            "caption": caption,
            "rows": [_schedule_row(line) for line in lines],
        }
        for caption, lines in parts.items()
    ]
    context = around(
        request, {"reference": page.reference, "title": page.title}, "exhibits", tables=tables,
        columns=[_("Reference"), _("What it is"), _("File"), _("Produced by"), _("Received")],
    )  # fmt: skip
    return render(request, "staff/schedule.html", context)


def _schedule_row(line: ExhibitLine) -> list[Any]:
    return [{"text": line.reference, "header": True}, line.title, line.file_name, line.maker, moment(line.received_at)]


def _exhibit(request: HttpRequest, number: int) -> Exhibit:
    row = visible_to(request.access, Exhibit).filter(case=request.case, pk=number).first()
    if row is None:
        raise Http404
    return row
