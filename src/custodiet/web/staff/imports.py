"""Bringing in the cases of another system: the files, which column is what, what would become of every row, and the cases coming in.

One page carries an import from its files to its end. What it shows of rows is worked out afresh from the files each time, so that what
is read is what is brought in.
"""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from custodiet.casework import import_work
from custodiet.casework.access import Refused
from custodiet.casework.actions import case_imports as verbs
from custodiet.casework.import_work import Looked
from custodiet.casework.imports.plan import Fate
from custodiet.casework.models import CaseImport
from custodiet.casework.vault import Altered, NoKey
from custodiet.web.context import force_name, today
from custodiet.web.import_report import report as written
from custodiet.web.staff.import_forms import TITLES, BringInForm, EndForm, FilesForm, MappingForm
from custodiet.web.staff.papers import CLOSED
from custodiet.web.templatetags.house import british, moment

SHOWN = 200
"""Rows that the page says; the report has every one."""


def imports(request: HttpRequest) -> HttpResponse:
    """The imports there were, and the files of another."""
    form = FilesForm(request.POST, request.FILES) if request.method == "POST" else FilesForm()
    if request.method == "POST" and form.is_valid() and (row := _received(request, form)):
        return redirect("import", row.pk)
    rows = [
        [
            {"text": each.source, "url": reverse("import", args=[each.pk]), "header": True},
            f"{len(each.files):,}",
            _state(each),
            {"text": each.by.full_name, "note": moment(each.recorded_at)},
        ]
        for each in import_work.every(request.access)
    ]
    head = [_("System"), _("Files"), _("How far it is"), _("By")]
    context = {"head": head, "rows": rows, "form": form, "waiting": waiting(request)}
    return render(request, "staff/imports.html", context)


def waiting(request: HttpRequest) -> list[dict[str, Any]]:
    """The imports that nobody has ended though they have waited long, in a sentence each: who began which, when, and where to end it."""
    said = _("%(who)s began to bring in the cases of %(source)s on %(when)s. Its files, with names and what was alleged, still lie here.")
    return [
        {
            "text": said % {"who": each.by.full_name, "source": each.source, "when": british(localdate(each.recorded_at))},
            "url": reverse("import", args=[each.pk]),
        }
        for each in import_work.waiting(request.access, now())
    ]


def _received(request: HttpRequest, form: FilesForm) -> CaseImport | None:
    files = form.cleaned_data["files"]
    if sum(each.size for each in files) > verbs.MOST_BYTES:  # before any of it is read into memory
        form.add_error("files", verbs.TOO_MUCH)
        return None
    try:
        given = [(each.name, each.read()) for each in files]
        return verbs.receive(source=form.cleaned_data["source"], files=given, by=request.user)
    except Refused as refusal:
        form.add_error("files", str(refusal))
        return None


def _state(row: CaseImport, reached: int | None = None) -> str:
    """How far it is; `reached`: how many of the cases that the reader may see, where that was counted."""
    if row.ended_at:
        return _("Ended %s") % moment(row.ended_at)
    if row.whole:
        return _("All cases are in; its files wait to be destroyed")
    if not row.reached:
        return _("Nothing is in yet")
    if reached is None:
        return _("Begun: more cases wait")
    return ngettext("%(number)d case is in, and more wait", "%(number)d cases are in, and more wait", reached) % {"number": reached}


def one(request: HttpRequest, number: int) -> HttpResponse:
    """One import: its columns, its rows, and the next thing that may be done with it."""
    row = import_work.one(number)
    asked = request.POST.get("act", "") if request.method == "POST" else ""
    mapping = MappingForm(request.POST if asked == "mapping" else None, said=row.said, headers=import_work.headers_of(row))
    bring = BringInForm(request.POST if asked == "bring" else None)
    end = EndForm(request.POST if asked == "end" else None)
    form = {"mapping": mapping, "bring": bring, "end": end}.get(asked)
    if form is not None and form.is_valid():
        try:
            messages.success(request, _done(request, row, asked, form))
            return redirect("import", row.pk)
        except (Refused, Altered, NoKey) as refusal:
            form.add_error(None, str(refusal))
    try:
        found = import_work.look(request.access, number, today())
    except (Altered, NoKey) as wrong:
        return render(request, "staff/import.html", {"row": row, "wrong": str(wrong), "end": end})
    return render(request, "staff/import.html", _context(found, mapping, bring, end, form))


def _done(request: HttpRequest, row: CaseImport, asked: str, form: Any) -> str:
    """Do what was asked; what to say of it."""
    if asked == "mapping":
        verbs.say(row=row, said=form.told(row.source), by=request.user)
        return _("The columns are as you said. Below stands what becomes of every row so; nothing is brought in yet.")
    if asked == "end":
        verbs.end(row=row, by=request.user)
        return _("The import is ended and its files are destroyed. What was brought in stays on record.")
    row = verbs.bring_some(row=row, digest=form.cleaned_data["digest"], force=force_name(), by=request.user, today=today())
    if row.whole:
        return _("All cases are in. Read below what became of every row; then end the import, so that its files are destroyed.")
    return _("Some cases are in. Go on for the others: they begin where this ended.")


def report(request: HttpRequest, number: int) -> HttpResponse:
    """Every row and what becomes of it, as a file."""
    try:
        found = import_work.look(request.access, number, today())
    except (Altered, NoKey):
        return redirect("import", number)  # the page says why
    text = written((verdict, "") for verdict in found.verdicts)
    headers = {"Content-Disposition": f'attachment; filename="import-{number}.csv"', "Content-Security-Policy": CLOSED}
    return HttpResponse(text.encode("utf-8-sig"), content_type="text/csv; charset=utf-8", headers=headers)


def _context(found: Looked, mapping: MappingForm, bring: BringInForm, end: EndForm, form: Any) -> dict[str, Any]:
    row = found.row
    bring.initial["digest"] = found.digest
    not_taken = [each for each in found.verdicts if each.fate is not Fate.TAKEN]
    return {
        "row": row,
        "form": form,
        "ended": _state(row) if row.ended_at else "",
        "state": _state(row, found.reached),
        "wrong": found.wrong,
        "remembered": _remembered(found),
        "mapping": None if row.ended_at else mapping,
        "count_head": [_("Table"), _("Rows in the file"), _("Taken"), _("Refused"), _("Doubtful")],
        "counts": _counts(found),
        "left": [{"table": TITLES[table], "columns": ", ".join(names)} for table, names in found.left.items() if names],
        "cases": found.cases,
        "row_head": [_("File and row"), _("What becomes of it"), _("Why, and what to do")],
        "rows": [
            [{"text": f"{each.row.file}, {each.row.number}", "header": True}, {"text": _fate(each.fate)}, each.why]
            for each in not_taken[:SHOWN]
        ],
        "more": max(0, len(not_taken) - SHOWN),
        "bring": bring if found.plan and found.plan.cases and not row.whole and not row.ended_at else None,
        "begun": row.reached,
        "end": None if row.ended_at else end,
        "crumbs": [{"text": _("Bring in cases"), "url": reverse("imports")}],
    }


def _fate(fate: Fate) -> str:
    return {Fate.TAKEN: _("Taken"), Fate.REFUSED: _("Refused"), Fate.DOUBTFUL: _("Doubtful")}[fate]


def _counts(found: Looked) -> list[list[Any]]:
    """The reconciliation: of each table the rows in its file, which are those taken, refused and doubtful together."""
    return [
        [
            {"text": str(TITLES[table]), "header": True},
            *({"text": f"{number:,}", "numeric": True} for number in (of.total(), of[Fate.TAKEN], of[Fate.REFUSED], of[Fate.DOUBTFUL])),
        ]
        for table, of in found.counts.items()
    ]  # fmt: skip


def _remembered(found: Looked) -> str:
    before = found.remembered
    if before is None:
        return ""
    said = {"number": before.pk, "who": before.by.full_name, "when": moment(before.recorded_at), "source": before.source}
    if before.source == found.row.source:
        return _("These headers were seen before: the columns are remembered from import %(number)d of %(who)s, %(when)s.") % said
    return (
        _(
            "These headers were seen before, in import %(number)d of %(who)s, %(when)s, and were then said to be of “%(source)s”. If it is "
            "the same system, bring the files in under that name: under another every case comes in a second time."
        )
        % said
    )
