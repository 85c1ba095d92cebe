"""The dated account of an officer and a person of the case: choose the two, the account, the rows behind a figure, exports."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from custodiet import __version__
from custodiet.casework import exhibit_queries, vault
from custodiet.casework.access import Refused, visible_to
from custodiet.casework.actions import exhibits as verbs
from custodiet.casework.exhibit_pages import AccountPage
from custodiet.casework.jobs import Permission
from custodiet.casework.models import Exhibit, Part
from custodiet.casework.who_is_who import who_is_who
from custodiet.detection.account import Entry
from custodiet.detection.finding import Evidence
from custodiet.detection.indicators.reactive import REACTIVE
from custodiet.web.account.drawing import draw
from custodiet.web.account.pdf import NoPdf, pdf
from custodiet.web.account.sheet import sheet
from custodiet.web.account.word import word
from custodiet.web.account.words import figures as figure_rows
from custodiet.web.account.words import marked, ranges, title, week_rows, when
from custodiet.web.staff.case import done
from custodiet.web.staff.frame import around
from custodiet.web.staff.original import line_url
from custodiet.web.staff.paged import paged
from custodiet.web.staff.ties import tie_rows

FORMATS: dict[str, tuple[Callable[[AccountPage], bytes], str]] = {
    "pdf": (pdf, "application/pdf"),
    "docx": (word, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "csv": (sheet, "text/csv; charset=utf-8"),
}
ENTRIES, ROWS = 50, 100
"""Entries of the account, and rows behind a figure, on one page."""
CHIEF = (
    "calls",
    "texts",
    "off_duty",
    "duty_unknown",
    "chats",
    "chats_off_duty",
    "at_night",
    "after_closed",
    "unexplained_contacts",
    "unexplained_look_ups",
)
"""The figures that stand large at the head of the page, where they are not nought."""

READING = {each.code: each.triage for each in REACTIVE}


def choose(request: HttpRequest, reference: str) -> HttpResponse:
    """Whose account: every officer of the case with every other person in it."""
    page = who_is_who(request.access, reference)
    officers = [line for line in page.people if line.role == Part.OFFICER.capitalised]
    others = [line for line in page.people if line.role != Part.OFFICER.capitalised]
    pairs = [
        {"text": _("%(officer)s and %(person)s") % {"officer": officer.alias, "person": other.alias}, "note": other.role,
         "url": reverse("contact", args=[reference, officer.key, other.key])}
        for officer in officers for other in others
    ]  # fmt: skip
    may = Permission.HANDLE in page.may
    context = around(
        request, {"reference": page.reference, "title": page.title}, "contacts", pairs=pairs, who=page,
        ties=tie_rows(reference, page.standing, may), tie_url=reverse("tie", args=[reference]) if may else "",
    )  # fmt: skip
    return render(request, "staff/contacts.html", context)


def or_told(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Where the facts of the case are not as they were put there, that is said in place of an account that lacks them."""

    @wraps(view)
    def shown(request: HttpRequest, reference: str, *more: str, **named: str) -> HttpResponse:
        try:
            return view(request, reference, *more, **named)
        except (vault.Altered, vault.NoKey) as wrong:
            messages.error(request, _("There is no account. %s Have the exhibit read again.") % wrong)
            return redirect("contacts", reference)

    return shown


@or_told
def account(request: HttpRequest, reference: str, officer: str, person: str) -> HttpResponse:
    """The account: figures, statement, drawing, weeks, and every entry; each figure opens its rows."""
    page = exhibit_queries.account_page(request.access, reference, officer, person)
    shown = paged(request, page.account.entries, ENTRIES)
    context = around(
        request,
        {"reference": page.reference, "title": page.title},
        "contacts",
        page=page,
        shown={**shown, "page_url": "?page="},
        heading=title(page),
        chief=[_figure(page, key) for key in CHIEF if page.account.figure(key).number],
        figures=_figure_table(page),
        drawing=mark_safe(draw(page.account)),
        weeks=[[row[0], *map(_numeric, row[1:])] for row in week_rows(page.account)],
        entries=[_entry_row(page, entry) for entry in shown["rows"]],
        sources=[_source_row(page, n) for n in range(len(page.sources))],
        aids=[_aid(page, each) for each in page.account.aids],
        aid_head=[_("Sign"), _("What it says"), _("Entries")],
        unknown=_unknown(page),
        ties=tie_rows(reference, page.ties, Permission.HANDLE in page.may),
        tie_url=reverse("tie", args=[reference]) if Permission.HANDLE in page.may else "",
        export_url=reverse("export-contact", args=[reference, officer, person]) if Permission.HANDLE in page.may else "",
        columns=_heads(),
        week_head=[
            _("Week from"),
            *({"text": words, "numeric": True} for words in (_("Calls"), _("Texts"), _("Chat"), _("Looks"), _("Off duty"))),
        ],
        source_head=[_("Exhibit"), _("File"), _("Rows: in the file, read, refused"), _("Digest (SHA-256)")],
        figure_head=[_("What"), _numeric(_("Number")), _("Entries")],
    )
    return render(request, "staff/contact.html", context)


@or_told
def rows(request: HttpRequest, reference: str, officer: str, person: str, figure: str) -> HttpResponse:
    """The rows behind one figure, each with the exhibit and the line in it."""
    page = exhibit_queries.account_page(request.access, reference, officer, person)
    try:
        counted = page.account.figure(figure)
    except KeyError:
        raise Http404 from None
    behind = page.account.rows(counted)
    shown = paged(request, behind, ROWS)
    context = around(
        request,
        {"reference": page.reference, "title": page.title},
        "contacts",
        heading=counted.sentence,
        between=title(page),
        back_url=reverse("contact", args=[reference, officer, person]),
        columns=_heads(),
        shown=shown,
        entries=[
            _entry_row(page, entry) | {"place": _("%(n)s of %(all)s") % {"n": f"{number:,}", "all": f"{len(behind):,}"}}
            for number, entry in enumerate(shown["rows"], shown["first"])
        ],
    )
    return render(request, "staff/contact_rows.html", context)


@or_told
def export(request: HttpRequest, reference: str, officer: str, person: str) -> HttpResponse:
    """The account as a file: it becomes an exhibit of its own, made from the others, and is handed out."""
    made_as = FORMATS.get(request.POST.get("format", ""))
    if made_as is None:
        raise Http404
    make, content_type = made_as
    page = exhibit_queries.account_page(request.access, reference, officer, person)
    try:
        data = make(page)
        sources = list(visible_to(request.access, Exhibit).filter(case=request.case, sha256__in=[each.sha256 for each in page.sources]))
        name = f"account-{officer}-{person}-{page.made_at:%Y-%m-%d}.{request.POST['format']}"
        verbs.derive(
            case=request.case, data=data, file_name=name, title=title(page), sources=sources, by=request.user,
            made_with={"tool": "custodiet account", "version": __version__, "format": request.POST["format"], "officer": officer,
                       "person": person, "made_at": page.made_at.isoformat(), "hours": page.hours,
                       "sources": [each.sha256 for each in page.sources]},
        )  # fmt: skip
    except (NoPdf, Refused) as refusal:
        return done(request, str(refusal), "contact", reference, officer, person)
    response = HttpResponse(data, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _figure(page: AccountPage, key: str) -> dict[str, Any]:
    figure = page.account.figure(key)
    words = figure.sentence.removeprefix(f"{figure.number:,} ")
    url = reverse("contact-rows", args=[page.reference, page.officer_key, page.person_key, key])
    return {"number": figure.number, "words": words, "url": url}


def _aid(page: AccountPage, each: Evidence) -> list[Any]:
    """A sign that reads content, with the entries it was read from and what to ask first."""
    behind = {(origin.sha256, origin.line) for origin in each.origins}
    numbers = tuple(entry.number for entry in page.account.entries if any((o.sha256, o.line) in behind for o in entry.origins))
    return [
        {"text": each.indicator, "header": True},
        {"text": each.says or each.missing, "note": READING[each.indicator] if each.says else ""},
        ranges(numbers),
    ]


def _figure_table(page: AccountPage) -> list[list[Any]]:
    keys = [figure.key for figure in page.account.figures]
    return [
        [{"text": sentence, "url": reverse("contact-rows", args=[page.reference, page.officer_key, page.person_key, key])},
         {"text": number, "numeric": True}, entries]
        for key, (sentence, number, entries) in zip(keys, figure_rows(page.account), strict=True)
    ]  # fmt: skip


def _numeric(words: str) -> dict[str, Any]:
    return {"text": words, "numeric": True}


def _heads() -> list[str]:
    return [_("No."), _("Time in England"), _("What"), _("Duty and marks"), _("Stands in")]


def _entry_row(page: AccountPage, entry: Entry) -> dict[str, Any]:
    known = {source.sha256: source.exhibit_pk for source in page.sources}
    return {
        "number": entry.number,
        "when": when(entry),
        "what": entry.what,
        "detail": entry.detail,
        "marks": marked(entry),
        "purpose": entry.purpose,
        "off": entry.duty == "off duty",
        "unexplained": "unexplained" in entry.marks,
        "origins": [
            {"source": origin.source_id, "line": origin.line, "at_text": origin.at_text,
             "url": reverse("exhibit", args=[page.reference, known[origin.sha256]]) if known.get(origin.sha256) else "",
             "line_url": line_url(page.reference, known.get(origin.sha256), origin.line)}
            for origin in entry.origins
        ],
    }  # fmt: skip


def _source_row(page: AccountPage, number: int) -> list[Any]:
    source = page.sources[number]
    url = reverse("exhibit", args=[page.reference, source.exhibit_pk]) if source.exhibit_pk else ""
    counts = ", ".join(f"{count:,}" if count is not None else "–" for count in (source.rows_in_file, source.rows_read, source.rows_refused))
    told = {"text": counts, "url": f"{url}#refused"} if url and source.rows_refused else counts
    return [{"text": source.exhibit, "url": url}, {"text": source.title, "note": source.file_name}, told, source.sha256]


def _unknown(page: AccountPage) -> list[dict[str, Any]]:
    return [{"name": name, "sent": sent} for name, sent in page.unknown_names[:20]]
