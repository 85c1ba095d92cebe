"""The College's two lists: of one case the reports, their clocks and what became of them; and applicants held against the public list."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from custodiet.casework import barred_list, list_pack, paper_queries
from custodiet.casework.access import Refused
from custodiet.casework.actions.checks import barred_checked
from custodiet.casework.barred_list import Answer, Match, Unreadable
from custodiet.casework.jobs import Permission
from custodiet.casework.paper_lists import KINDS
from custodiet.casework.pdf import NoPdf
from custodiet.law.rules import lists as rules
from custodiet.law.steps import Key
from custodiet.law.steps.outcome import IncludedInAdvisoryList, IncludedInBarredList
from custodiet.web.context import today
from custodiet.web.staff import printed
from custodiet.web.staff.case import done, in_words
from custodiet.web.staff.frame import Frame, frame
from custodiet.web.staff.paper_forms import BarredCheckForm
from custodiet.web.staff.papers import CLOSED, row_of
from custodiet.web.templatetags.house import british

CLOCKS = frozenset(clock.id for clock in rules.CLOCKS)
STEPS = frozenset(power.step for power in rules.POWERS)
COLOURS = {Match.HIT: "red", Match.POSSIBLE: "yellow", Match.NONE: "grey"}


def lists(request: HttpRequest, reference: str) -> HttpResponse:
    """For each officer: what is owed to the College and by it, the reports made, what has happened, and when removal may be asked for."""
    seen = frame(request)
    page = paper_queries.papers(request.access, reference, today())
    officers = [_officer(seen, key, page) for key in seen.history.officers]
    return render(request, "staff/lists.html", seen.page("lists", officers=officers))


def _officer(seen: Frame, key: Key, page: paper_queries.PapersPage) -> dict[str, Any]:
    duties = [duty for duty in seen.position.duties if duty.id in CLOCKS and duty.about == key]
    may = Permission.PAPERS in page.may
    made = [line for line in page.papers if line.kind in {kind.capitalised for kind in KINDS} and line.officer == seen.names.of(key)]
    listed = seen.history.any_of((IncludedInBarredList, IncludedInAdvisoryList), key)
    return {
        "name": seen.names.of(key),
        "clocks": printed.duty_rows(duties, seen.position.today, seen.names),
        "removal": "" if listed else _("Nobody has recorded that the College included the person, so no period until an application runs."),
        "reports": [
            {
                "reference": line.reference, "kind": line.kind, "dated": british(line.dated), "version": line.version,
                "latest": line.latest,
                "given": british(line.counts_on) if line.counts_on else "", "url": reverse("paper", args=[seen.reference, line.seq]),
                "pack_url": reverse("pack-paper", args=[seen.reference, line.seq]),
            }
            for line in made
        ],
        "makes": [
            {
                "words": each.kind.capitalised, "why_not": each.why_not,
                "url": reverse("make-paper", args=[seen.reference, key, each.kind.name.lower().replace("_", "-")]),
            }
            for each in page.possible if each.officer_key == key and each.kind in KINDS
        ] if may else [],
        "steps": [
            {"on": line.on, "what": line.title, "detail": in_words(line.step, seen)}
            for line in sorted(seen.seen.steps, key=lambda line: (line.on, line.seq))
            if line.stands and line.step is not None and type(line.step) in STEPS and line.step.about == key
        ],
    }  # fmt: skip


def pack(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """A report as a pack, to send: on record before the first byte leaves."""
    row = row_of(request, number)
    try:
        data = list_pack.pack(paper=row, by=request.user, purpose=request.access.purpose)
    except (NoPdf, Refused) as refusal:
        return done(request, str(refusal), "paper", reference, number)
    headers = {"Content-Disposition": f'attachment; filename="{reference}-paper-{row.seq}.zip"', "Content-Security-Policy": CLOSED}
    return HttpResponse(data, content_type="application/zip", headers=headers)


def barred_check(request: HttpRequest) -> HttpResponse:
    """Applicants held against the public list: both files are read, compared and forgotten; that it was done is in the ledger."""
    form = BarredCheckForm(request.POST, request.FILES) if request.method == "POST" else BarredCheckForm()
    context: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        try:
            entries = barred_list.read_list(_bytes(form.cleaned_data["list"]))
            applicants = barred_list.read_applicants(_bytes(form.cleaned_data["applicants"]))
            answers = barred_list.compared(entries, applicants)
            barred_checked(access=request.access, entries=len(entries), answers=answers)
            context |= {"asked": True, "rows": [_row(each) for each in answers], "count": len(entries)}
            context["head"] = [_("Applicant"), _("On the list"), _("Why")]
        except Unreadable as wrong:
            form.add_error(None, str(wrong))
    return render(request, "staff/barred_check.html", context)


def _bytes(file: Any) -> bytes:
    return bytes(file.read(barred_list.MOST + 1))


def _row(answer: Answer) -> list[Any]:
    why = " ".join(answer.because) or _("No entry has such a name. Entries leave the public list after five years: ask the College.")
    return [
        {"text": answer.name, "header": True, "note": answer.reference},
        {"text": "", "tag": _(answer.match.value).capitalize(), "colour": COLOURS[answer.match]},
        why,
    ]
