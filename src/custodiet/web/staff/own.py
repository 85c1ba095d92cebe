"""An officer's own page, on the staff side: the matters, the page of one, and what may be sent from it. A representative reads only.

No permission of a job opens it: what is there is a question put to the record (`casework.own_matters`), and whoever may not know
that there is a matter is answered as if there were none.
"""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from custodiet.casework import own_findings, own_matters, own_queries
from custodiet.casework.access import Refused
from custodiet.casework.actions import concerned, own_copies
from custodiet.casework.models import Role
from custodiet.casework.own_matters import OwnMatter
from custodiet.casework.own_offers import INVESTIGATOR, Offer
from custodiet.casework.own_pages import OwnPage
from custodiet.law.position import NotOpen
from custodiet.law.vocabulary import ResponsePart
from custodiet.web.context import today
from custodiet.web.staff import printed
from custodiet.web.staff.findings import shown_lines
from custodiet.web.staff.own_follow import followed
from custodiet.web.staff.own_forms import FindingForm, LetInForm, MessageForm, ObjectForm, ReplyForm, StatementForm
from custodiet.web.staff.paged import paged
from custodiet.web.staff.step_fields import Names

OFFERED = {
    Offer.STATEMENT: gettext_lazy("Give a statement to the investigator"),
    Offer.REPLY: gettext_lazy("Reply to the notice of referral"),
}
CLOSED = "default-src 'none'; sandbox"


def matters(request: HttpRequest) -> HttpResponse:
    """Every matter of which this user may read the officer's side, and what detection looked at and let go."""
    found = own_queries.listed(request.access, today())
    rows = [
        [
            {"text": each.case.reference, "url": reverse("own-matter", args=[each.case.reference]), "header": True},
            _("Your own") if each.own else _("Of %s, who let you in") % each.involvement.person.name,
        ]
        for each in found
    ]
    dismissed = [
        [{"text": _("A finding that came to nothing"), "url": reverse("own-finding", args=[row.reference]), "header": True}]
        for row in own_findings.dismissed(request.access, today())
    ]
    context = {
        "rows": rows, "columns": [_("Matter"), _("Whose")], "dismissed": dismissed, "dismissed_head": [_("What was looked at")],
        "at_the_door": request.user.role not in OUTSIDE,
    }  # fmt: skip
    return render(request, "staff/own_matters.html", context)


OUTSIDE = (Role.REPRESENTATIVE.value, Role.PANEL.value, Role.OVERSEER.value)
"""The jobs of people who stand at nobody's door."""
MESSAGES = 5
"""So many of the officer's own messages stand on the page, the newest first; older ones are a link away."""


def matter(request: HttpRequest, matter: str) -> HttpResponse:
    """One matter, from the officer's side."""
    page = own_queries.page(request.access, matter, today())
    names = Names(officers={page_key(request, matter): page.alias})
    context = {
        "page": page,
        "clocks": printed.duty_rows(sorted(page.clocks, key=lambda duty: (not duty.open, duty.due)), today(), names),
        "papers": [
            {
                "what": _("%(paper)s, version %(number)d") % {"paper": each.get_kind_display(), "number": each.version},
                "on": each.served.counts_on,
                "reference": each.reference,
                "url": reverse("own-paper", args=[matter, each.seq]),
            }
            for each in page.papers
        ],
        "copies": [
            {
                "what": _("%(title)s, supplement %(number)d") % {"title": each.title, "number": each.volume} if each.volume else each.title,
                "on": each.on,
                "reference": _("the bundle"),
                "url": reverse("own-copy", args=[matter, each.number]),
            }
            for each in page.copies
        ],
        "points": [{"key": ResponsePart[part].capitalised, "value": text} for part, text in page.points],
        "written": paged(request, page.messages, MESSAGES),
        "followed": followed(page.followed, names) if page.followed else None,
        "offered": [
            {"url": reverse(f"own-{offer.value}", args=[matter]), "text": text} for offer, text in OFFERED.items() if not page.offers[offer]
        ],
        "may_object": not page.offers[Offer.OBJECTION],
        "findings": [{"url": reverse("own-finding", args=[each]), "text": each} for each in page.findings],
        "crumbs": [{"text": _("My matters"), "url": reverse("own-matters")}],
    }
    return render(request, "staff/own_matter.html", context)


def page_key(request: HttpRequest, reference: str) -> str:
    """Under which key the record speaks of the officer."""
    return own_matters.matter_of(request.access, reference, today()).key


def _own(request: HttpRequest, reference: str) -> tuple[OwnMatter, OwnPage]:
    """The officer's own matter, for a form that only the officer sends."""
    found = own_matters.matter_of(request.access, reference, today(), own=True)
    return found, own_queries.page(request.access, reference, today())


def statement(request: HttpRequest, matter: str) -> HttpResponse:
    """Give the statement to the investigator."""
    _found, page = _own(request, matter)
    before = dict(page.points).get(ResponsePart.STATEMENT.name, "")
    form = StatementForm(request.POST if request.method == "POST" else None, before=before)
    heading = _("Your statement to the investigator")
    intro = _("You need not say anything. What you leave out now and rely on later may count against you.")
    if why := page.offers[Offer.STATEMENT]:
        return _as_message(request, matter, heading, form, why, lambda: form.cleaned_data["words"])
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if answer := _sent(request, matter, form, lambda common: concerned.state(text=given["words"], **common)):
            return answer
    return _form(request, matter, form, heading, intro)


def reply(request: HttpRequest, matter: str) -> HttpResponse:
    """Reply to the notice of referral."""
    _found, page = _own(request, matter)
    form = ReplyForm(request.POST if request.method == "POST" else None, allegations=page.answers, before=dict(page.points))
    heading = _("Your reply")
    intro = _("Say for each allegation whether you accept it. One that you leave is not answered; it is not denied.")
    if why := page.offers[Offer.REPLY]:
        return _as_message(request, matter, heading, form, why, form.as_words)
    if request.method == "POST" and form.is_valid():
        answer = _sent(request, matter, form, lambda common: concerned.reply(answers=form.answers(), points=form.beside(), **common))
        if answer:
            return answer
    return _form(request, matter, form, heading, intro)


def objection(request: HttpRequest, matter: str) -> HttpResponse:
    """Object to somebody who decides."""
    _found, page = _own(request, matter)
    whom = page.may_object_to or (*page.seats, INVESTIGATOR)
    form = ObjectForm(request.POST if request.method == "POST" else None, whom=whom)
    heading = _("Object to somebody who decides")
    intro = _("In writing, with the grounds. If it is upheld, somebody else takes the place, and you may object to them as well.")
    if why := page.offers[Offer.OBJECTION]:
        return _as_message(request, matter, heading, form, why, form.as_words)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if answer := _sent(request, matter, form, lambda common: concerned.object_to(whom=given["whom"], grounds=given["words"], **common)):
            return answer
    return _form(request, matter, form, heading, intro)


def message(request: HttpRequest, matter: str) -> HttpResponse:
    """Write to the appropriate authority, also when everything else is over."""
    _own(request, matter)
    form = MessageForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if answer := _sent(request, matter, form, lambda common: concerned.write(text=given["words"], **common)):
            return answer
    intro = _("It is no answer to the allegations and starts no period. The appropriate authority is told to read it.")
    return _form(request, matter, form, _("Write to the appropriate authority"), intro)


def _as_message(request: HttpRequest, reference: str, heading: str, form: Any, why: str, words: Callable[[], str]) -> HttpResponse:
    """What is asked for when it is not open leads to a message, with the sentence why; what is sent all the same is kept as one."""
    if request.method != "POST":
        messages.info(request, _("%s You can write a message in place of that.") % why)
        return redirect("own-message", reference)
    if form.is_valid():
        kept = _("%s What you wrote is kept as a message in place of that. The appropriate authority is told to read it.") % why
        answer = _sent(request, reference, form, lambda common: concerned.write(text=_headed(heading, words()), **common), kept)
        if answer:
            return answer
    return _form(request, reference, form, heading, why)


def _headed(heading: str, text: str) -> str:
    return f"{heading}\n{text.strip()}" if text.strip() else ""


def _sent(request: HttpRequest, reference: str, form: Any, verb: Any, kept: str = "") -> HttpResponse | None:
    """Do it and go back to the page; or put on the form why it was refused, with everything that was written."""
    try:
        sent = verb({"by": request.user, "reference": reference, "today": today(), "token": form.cleaned_data["token"]})
    except (NotOpen, Refused) as refusal:
        form.add_error(None, str(refusal))
        return None
    said = kept or _("It is on record, with today’s day.")
    said = said if sent.new else _("This is on record already. Nothing was changed.")
    messages.success(request, " ".join(filter(None, [said, concerned.lateness(sent)])))
    return redirect("own-matter", reference)


def _form(request: HttpRequest, reference: str, form: Any, heading: str, intro: str) -> HttpResponse:
    context = {
        "heading": heading, "intro": intro, "form": form, "button": _("Send it"),
        "cancel_url": reverse("own-matter", args=[reference]),
        "crumbs": [
            {"text": _("My matters"), "url": reverse("own-matters")},
            {"text": reference, "url": reverse("own-matter", args=[reference])},
        ],
    }  # fmt: skip
    return render(request, "staff/form.html", context)


def let_in(request: HttpRequest, matter: str) -> HttpResponse:
    """Consent that somebody reads the page of this matter."""
    _own(request, matter)
    form = LetInForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            concerned.let_in(by=request.user, reference=matter, username=form.cleaned_data["username"], today=today())
        except Refused as refusal:
            form.add_error("username", str(refusal))
        else:
            messages.success(request, _("That person reads the page from now on. You can take it back at any moment."))
            return redirect("own-matter", matter)
    intro = _("A representative of your staff association, or a colleague as your police friend. They read; only you answer.")
    return _form(request, matter, form, _("Let somebody in to help you"), intro)


def take_back(request: HttpRequest, matter: str, number: int) -> HttpResponse:
    """Take a consent back."""
    concerned.take_back(by=request.user, reference=matter, number=number, today=today())
    messages.success(request, _("The page is closed to that person."))
    return redirect("own-matter", matter)


def paper(request: HttpRequest, matter: str, number: int) -> HttpResponseBase:
    """A paper that was given, to take away: on record before the first byte leaves."""
    stream = own_copies.paper(request.access, matter, number, today())
    return _file(stream, f"{matter}-paper-{number}.docx", "application/octet-stream")


def copy(request: HttpRequest, matter: str, number: int) -> HttpResponseBase:
    """A copy of a bundle that was given, to take away."""
    return _file(own_copies.bundle(request.access, matter, number, today()), f"{matter}-bundle-{number}.pdf", "application/pdf")


def _file(stream: Any, name: str, kind: str) -> HttpResponseBase:
    response = FileResponse(stream, as_attachment=True, filename=name, content_type=kind)
    response["Content-Security-Policy"] = CLOSED
    return response


def finding(request: HttpRequest, looked: str) -> HttpResponse:
    """A finding of detection about the reader, with its whole reason, and what they say to it."""
    found = own_findings.finding_of(request.access, looked, today())
    form = FindingForm(request.POST if request.method == "POST" else None) if found.own else None
    if request.method == "POST" and form is None:
        raise Http404
    if request.method == "POST" and form is not None and form.is_valid():
        given = form.cleaned_data
        try:
            concerned.answer_finding(by=request.user, finding=found.row, text=given["words"], today=today(), token=given["token"])
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("It is on record. Whoever opens the finding reads it with it."))
            return redirect("own-finding", looked)
    context = {
        "found": found, "each": _without_reasons(shown_lines(found.seen)), "form": form,
        "crumbs": [{"text": _("My matters"), "url": reverse("own-matters")}],
    }  # fmt: skip
    return render(request, "staff/own_finding.html", context)


def _without_reasons(lines: dict[str, Any]) -> dict[str, Any]:
    """The tables without the columns that are empty here: why somebody decided or looked, the head of department hands over."""
    cut = {"triage": [row[:3] for row in lines["triage"]], "looked": [row[:2] for row in lines["looked"]]}
    heads = {"triage_head": [_("What was made of it"), _("On"), _("By")], "looked_head": lines["looked_head"][:2]}
    return {**lines, **cut, **heads}
