"""The exhibits of a case: the list, adding files, the schedule of unused material. One of them by itself is in `exhibit`."""

from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from custodiet.casework import exhibit_queries
from custodiet.casework.access import Refused
from custodiet.casework.actions import exhibits as verbs
from custodiet.casework.actions import readings
from custodiet.casework.exhibit_pages import ExhibitLine
from custodiet.casework.jobs import Permission
from custodiet.casework.models import DisclosureStatus, Exhibit, ReadingState
from custodiet.evidence import sandbox
from custodiet.web.staff.case import done
from custodiet.web.staff.exhibit_forms import AddExhibitsForm
from custodiet.web.staff.frame import around
from custodiet.web.staff.kind_names import kind_choice, kind_name
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
