"""The pages of papers: the list, making one, one paper with its words, taking a copy, how it was given, a report edited in Word."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from custodiet.casework import paper_edited, paper_pdf, paper_queries
from custodiet.casework.access import Refused, visible_to
from custodiet.casework.actions import edited_papers
from custodiet.casework.actions import papers as verbs
from custodiet.casework.jobs import Permission
from custodiet.casework.models import Paper
from custodiet.casework.paper_queries import UNANSWERED, PaperLine
from custodiet.casework.pdf import NoPdf
from custodiet.law.calendar import Service
from custodiet.law.vocabulary import PaperKind
from custodiet.web.context import force_name, today
from custodiet.web.staff import printed
from custodiet.web.staff.case import done
from custodiet.web.staff.frame import around
from custodiet.web.staff.paged import paged
from custodiet.web.staff.paper_forms import EditedForm, MakeForm, ServeForm, ServeLetterForm
from custodiet.web.staff.step_fields import Names
from custodiet.web.templatetags.house import british, moment

MESSAGES = 10
"""So many messages of officers stand on a page, the newest first."""


def papers(request: HttpRequest, reference: str) -> HttpResponse:
    """The papers of a case, what may be made, and what the officers answered."""
    page = paper_queries.papers(request.access, reference, today())
    may = Permission.PAPERS in page.may
    context = around(
        request,
        {"reference": page.reference, "title": page.title},
        "papers",
        rows=[_row(reference, line) for line in page.papers],
        columns=[_("Paper"), _("What it is"), _("Dated"), _("Given")],
        makes=[
            {
                "words": _("%(kind)s, %(officer)s") % {"kind": each.kind.capitalised, "officer": each.officer},
                "url": reverse("make-paper", args=[reference, each.officer_key, each.kind.name.lower().replace("_", "-")]),
                "why_not": each.why_not,
            }
            for each in page.possible
        ]
        if may
        else [],
        clocks=printed.duty_rows(page.clocks, today(), Names(officers=page.aliases)),
        points=[{"key": f"{each.officer}: {each.part}", "value": each.text} for each in page.points],
        written=paged(request, [{"key": officer, "value": text} for officer, text in page.messages], MESSAGES),
        answer_head=[_("Allegation"), _("Against"), _("Answer"), _("Mitigation or account")],
        answers=[
            [
                {"text": each.conduct, "header": True},
                each.officer,
                {"text": "", "tag": each.stance.capitalize(), "colour": "yellow" if each.stance == UNANSWERED else "grey"},
                each.account,
            ]
            for each in page.answers
        ],
        answer_urls=[
            {"officer": alias, "url": f"{reverse('answers', args=[reference])}?officer={key}"}
            for key, alias in dict.fromkeys((each.officer_key, each.officer) for each in page.answers)
        ]
        if may
        else [],
    )
    return render(request, "staff/papers.html", context)


def _row(reference: str, line: PaperLine) -> list[Any]:
    given = _("Counts as given on %s") % british(line.counts_on) if line.counts_on else _("Not given")
    note = "" if line.latest else _("A newer version takes its place")
    return [
        {"text": line.reference, "url": reverse("paper", args=[reference, line.seq]), "header": True},
        {"text": f"{line.kind}, {line.officer}", "note": _("version %d") % line.version},
        british(line.dated),
        {"text": given, "note": note},
    ]


def make(request: HttpRequest, reference: str, officer: str, kind: str) -> HttpResponse:
    """Make a paper: only what no record holds is asked for."""
    wanted = kind.upper().replace("-", "_")
    page = paper_queries.papers(request.access, reference, today())
    line = next((each for each in page.possible if each.kind.name == wanted and each.officer_key == officer), None)
    if line is None:
        return done(request, _("There is no such paper, or nobody of that key is complained of in this case."), "papers", reference)
    told = PaperKind[wanted]
    own = [each for each in page.answers if each.officer == line.officer]
    form = MakeForm(request.POST if request.method == "POST" else None, kind=told, allegations=own)
    refused = line.why_not
    if request.method == "POST" and form.is_valid():
        try:
            given = form.answers()
            row = verbs.make(case=request.case, kind=told, officer=officer, answers=given, on=today(), force=force_name(), by=request.user)
            return done(request, _("%s is made. Read it before it is given.") % row.reference, "paper", reference, row.seq)
        except Refused as refusal:
            refused = str(refusal)
    intro = refused or _("Everything else comes from the record. The paper is dated today, numbered, and never changes.")
    heading = _("Make: %(kind)s, %(officer)s") % {"kind": told.value, "officer": line.officer}
    return form_page(request, reference, form, heading, _("Make the paper"), reverse("papers", args=[reference]), intro)


def paper(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """One paper: what it says, and how it was given."""
    page = paper_queries.paper(request.access, reference, number)
    line = page.paper
    context = around(
        request,
        {"reference": page.reference, "title": page.title},
        "papers",
        page=page,
        facts=_facts(line),
        copy_url=reverse("copy-paper", args=[reference, number]),
        pdf_url=reverse("pdf-paper", args=[reference, number]),
        edited_url=reverse("edited-paper", args=[reference, number])
        if Permission.TAKE_STEP in page.may and line.latest and not line.counts_on and page.by_hand
        else "",
        serve_url=reverse("serve-paper", args=[reference, number])
        if Permission.PAPERS in page.may and line.latest and not line.counts_on
        else "",
        exhibit_url=reverse("exhibit-paper", args=[reference, number]) if Permission.HANDLE in page.may and line.counts_on else "",
    )
    return render(request, "staff/paper.html", context)


def _facts(line: PaperLine) -> list[dict[str, Any]]:
    rows = [
        {"key": _("Paper"), "value": _("%(reference)s, version %(version)d") % {"reference": line.reference, "version": line.version}},
        {"key": _("Dated"), "value": british(line.dated)},
        {"key": _("Made"), "value": f"{moment(line.made_at)}, {line.made_by}"},
        {"key": _("Template"), "value": line.template},
        {"key": _("Digest (SHA-256)"), "value": line.sha256},
    ]
    if line.counts_on and line.sent_on:
        rows += [
            {"key": _("Given"), "value": f"{line.how.capitalize()}, {british(line.sent_on)}, {line.given_by}"},
            {"key": _("Counts as given"), "value": f"{british(line.counts_on)} ({line.under})"},
            {"key": _("Proof"), "value": line.receipt or _("None was entered")},
        ]
    return rows


def pdf(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """The paper as a tagged PDF, to take away: on record before the first byte leaves."""
    row = row_of(request, number)
    try:
        data = paper_pdf.as_pdf(paper=row, by=request.user, purpose=request.access.purpose)
    except NoPdf as missing:
        return done(request, str(missing), "paper", reference, number)
    headers = {"Content-Disposition": f'attachment; filename="{_file(row, reference)}.pdf"', "Content-Security-Policy": CLOSED}
    return HttpResponse(data, content_type="application/pdf", headers=headers)


def _file(row: Paper, reference: str) -> str:
    """The name of the file: that of a letter says that it is a letter, and no more."""
    return "letter" if row.kind == PaperKind.OUTCOME_LETTER.name else f"{reference}-paper-{row.seq}"


SAFELY = gettext_lazy(
    "Tell the person in a meeting or a call first; a letter alone is no way to learn of an outcome. By e-mail or post it goes only where "
    "the person said that this is safe, and the message that carries it says no more than that there is a letter."
)
CLOSED = "default-src 'none'; sandbox"


def edited(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Hand in a report as it was edited in Word: a new version, as long as none was given."""
    row = row_of(request, number)
    form = EditedForm(request.POST or None, request.FILES or None) if request.method == "POST" else EditedForm()
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            data = file.read() if file.size <= paper_edited.MOST else b" " * (paper_edited.MOST + 1)
            made = edited_papers.take_edited(paper=row, data=data, on=today(), by=request.user)
            return done(
                request, _("%s is the report as you edited it. Read it before it is given.") % made.reference, "paper", reference, made.seq
            )
        except Refused as refusal:
            form.add_error("file", str(refusal))
    heading = _("Hand in %s as you edited it in Word") % row.reference
    intro = _("It becomes a new version. What you edited stays as it was. When a version has been given, the report is frozen.")
    cancel = reverse("paper", args=[reference, number])
    return form_page(request, reference, form, heading, _("Hand it in"), cancel, intro, multipart=True)


def copy(request: HttpRequest, reference: str, number: int) -> HttpResponseBase:
    """The Word file, to take away: on record before the first byte leaves."""
    row = row_of(request, number)
    stream = verbs.hand_out(paper=row, by=request.user, purpose=request.access.purpose)
    response = FileResponse(stream, as_attachment=True, filename=f"{_file(row, reference)}.docx", content_type="application/octet-stream")
    response["Content-Security-Policy"] = CLOSED
    return response


def serve(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Say how a paper was given; the day on which it counts is worked out."""
    row = row_of(request, number)
    letter = row.kind == PaperKind.OUTCOME_LETTER.name
    kind, first = ServeLetterForm if letter else ServeForm, {"sent_on": today(), "given_by": request.user.full_name}
    form = kind(request.POST if request.method == "POST" else None, initial=first)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            served = verbs.serve(paper=row, by=request.user, today=today(), **given | {"how": Service[given["how"]]})
            words = _("%(paper)s counts as given on %(day)s. Record the step in the case as well.")
            return done(request, words % {"paper": row.reference, "day": british(served.counts_on)}, "paper", reference, number)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    heading = _("How was %s given?") % row.reference
    intro = SAFELY if letter else ""
    return form_page(request, reference, form, heading, _("Record it"), reverse("paper", args=[reference, number]), intro)


def exhibit(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Take a paper that was given among the exhibits, so that a bundle can hold it."""
    row = row_of(request, number)
    try:
        made = verbs.put_among_exhibits(paper=row, by=request.user, title=f"{row.get_kind_display()}, {british(row.dated)}")
    except Refused as refusal:
        return done(request, str(refusal), "paper", reference, number)
    return done(request, _("%s is among the exhibits.") % made.reference, "exhibit", reference, made.pk)


def row_of(request: HttpRequest, number: int) -> Paper:
    """The paper of that number in this case, or nothing that can be seen."""
    row = visible_to(request.access, Paper).filter(case=request.case, seq=number).select_related("case", "made_by").first()
    if row is None:
        raise Http404
    return row


def form_page(
    request: HttpRequest, reference: str, form: Any, heading: str, button: str, cancel: str, intro: str = "", **more: Any
) -> HttpResponse:
    """A form about papers, under the heading of the case."""
    head = {"reference": reference, "title": request.case.title}
    context = around(request, head, "papers", heading=heading, form=form, button=button, cancel_url=cancel, intro=intro, **more)
    return render(request, "staff/case_form.html", context)
