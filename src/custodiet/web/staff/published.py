"""What both pages of publication share: the form of approval, what is published of the case, taking it off, and approving."""

from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from custodiet.casework import on_site, recheck
from custodiet.casework.access import Refused, visible_to
from custodiet.casework.actions import notes, publish
from custodiet.casework.actions.publish import Told
from custodiet.casework.models import PaperOnSite, PublishedOutcome
from custodiet.law.steps import Key
from custodiet.publication.directions import officer_of
from custodiet.publication.names import NamedOfficer
from custodiet.publication.shapes import plain
from custodiet.web.context import archive, today
from custodiet.web.forms import GovukForm
from custodiet.web.public.outcomes import address_of
from custodiet.web.staff import approval, directed
from custodiet.web.staff.approval import Approved
from custodiet.web.staff.case import done
from custodiet.web.staff.examined import Draft, approvals, waiting
from custodiet.web.staff.frame import Frame

PDF = "pdf"
CHANGED = gettext_lazy("The record changed while the page was open, and so did what would be published. Read it again.")
OUTSIDE = gettext_lazy(
    "No provision that governs this case has such a paper published: a meeting is held in private, and staff are outside the Conduct"
    " Regulations (CR20 39(1), 43(6)). It is not published."
)
STATES = {
    on_site.State.SHOWN: gettext_lazy("on the site until the end of"),
    on_site.State.KEPT: gettext_lazy("in the archive; its period ended on"),
    on_site.State.ENDED: gettext_lazy("off the site; its period ended on"),
}


class ApproveForm(GovukForm):
    """Approval of exactly the bytes on the page."""

    digest = forms.CharField(widget=forms.HiddenInput)
    read = forms.BooleanField(label=gettext_lazy("I have read every word above, and nobody can be recognised who must not be"))


def decided(request: HttpRequest, page: str, officer: Key, made: Draft, told: Told, first: Approved | None) -> HttpResponse | ApproveForm:
    """The answer to an approval that was given, or the PDF that was asked for; else the form for approving, with what is wrong in it."""
    if request.method == "GET" and request.GET.get("as") == PDF and made.pdf:
        return HttpResponse(made.pdf, content_type="application/pdf", headers={"Content-Disposition": 'inline; filename="notice.pdf"'})
    second = bool(first and first.by != request.user)
    form = ApproveForm(request.POST if request.method == "POST" else None, initial={"digest": made.digest})
    if request.method == "POST" and form.is_valid() and not made.refusals:
        if form.cleaned_data["digest"] != made.digest:
            form.add_error(None, CHANGED)
        else:
            try:
                return _approve(request, page, officer, made, told, first if second else None)
            except Refused as refusal:
                form.add_error(None, str(refusal))
    return form


def _approve(request: HttpRequest, page: str, officer: Key, made: Draft, told: Told, first: Approved | None) -> HttpResponse:
    reference = request.case.reference
    if first is None:
        notes.add(case=request.case, text=approval.kept(officer, today(), made.digest, told.kind), by=request.user)
        return done(request, _("Approved. It is published when a second person approves it."), page, reference)
    publish.store(
        case=request.case, body=made.body, pdf=made.pdf, digest=made.digest, approved_by=(first.by, request.user), by=request.user,
        today=today(), title=made.title, told=told,
    )  # fmt: skip
    words = _("The notice of the hearing is published.") if told.kind is PaperOnSite.HEARING else _("The outcome is published.")
    return done(request, words, page, reference)


def lawful(seen: Frame, officer: Key, kind: PaperOnSite, made: Draft) -> Draft:
    """The draft with the law's own reason against publishing it now, where there is one."""
    option = seen.position.option(publish.STEPS[kind], officer)
    reason = option.refused if option is not None else str(OUTSIDE)
    return replace(made, refusals=(*made.refusals, reason)) if reason else made


def told(seen: Frame, officer: Key, made: Draft, kind: PaperOnSite, on: date, **more: Any) -> Told:
    """What stands beside the bytes of that draft."""
    if made.notice is None:
        return Told(kind=kind)
    return Told(
        kind=kind, about=officer, alias=str(officer_of(made.notice)), named=isinstance(made.notice.officer, NamedOfficer),
        withheld=directed.bound(seen, officer, on), dated=on, version=seen.seen.version, **more,
    )  # fmt: skip


def shown(request: HttpRequest, officer: Key, made: Draft, form: ApproveForm, first: Approved | None) -> dict[str, Any]:
    """What the template is given of a draft."""
    mine = bool(first and first.by == request.user and first.digest == made.digest)
    second = bool(first and first.by != request.user)
    return {
        "refusals": made.refusals,
        "checked": [{"key": what, "value": words} for what, words in (*made.checked, *approvals(first))],
        "preview": mark_safe(_lowered(made.body.decode())),  # written by custodiet.publication.render, which escapes everything
        "shapes": [
            {"name": name.capitalize(), "html": mark_safe(_lowered(html.decode()))}  # the same
            for name, html in made.shapes
            if html != made.body
        ],
        "plain": plain(made.body) if made.body else "",
        "digest": made.digest,
        "fingerprints": made.digest.split("+") if made.digest else [],
        "pdf_url": f"?{urlencode({'officer': officer, 'as': PDF})}" if made.pdf else "",
        "waiting": waiting(first) if first else "",
        "form": None if made.refusals or mine else form,
        "button": _("Approve and publish") if second else _("Approve, and pass on to a second person"),
    }


def withdraw(request: HttpRequest, page: str) -> HttpResponse:
    """Take one published notice off the public site: one press, and its address answers that it is gone."""
    found = _of_case(request).filter(slug=request.POST["withdraw"], withdrawn_at=None).defer("body", "pdf").first()
    if found is None:
        return done(request, _("It was off the site already. Nothing was changed."), page, request.case.reference)
    publish.withdraw(published=found, by=request.user, today=today())
    return done(request, _("It is off the public site, and out of every list and feed there."), page, request.case.reference)


def of_case(request: HttpRequest, kind: PaperOnSite) -> list[dict[str, Any]]:
    """What is published of the case and was not withdrawn, with how it stands today."""
    found = _of_case(request).filter(kind=kind, withdrawn_at=None).defer("body", "pdf")
    return [_line(each) for each in found.select_related("approved_by_first", "approved_by_second").order_by("pk")]


def withdrawn(request: HttpRequest, kind: PaperOnSite) -> list[dict[str, Any]]:
    """What was taken off the site before its time, and whether the site still serves or lists it: asked now."""
    found = _of_case(request).filter(kind=kind).exclude(withdrawn_at=None).defer("body").order_by("pk")
    return [{"address": address_of(each), "at": each.withdrawn_at, "gone": recheck.gone(each, today())} for each in found]


def _line(paper: PublishedOutcome) -> dict[str, Any]:
    state = on_site.state(paper, today(), archive())
    by = _("%(first)s and %(second)s") % {"first": paper.approved_by_first.full_name, "second": paper.approved_by_second.full_name}
    url = address_of(paper) if state.served else ""
    return {
        "title": paper.title, "url": url, "at": paper.published_at, "slug": paper.slug, "by": by, "state": STATES[state],
        "until": paper.until, "about": paper.about, "running": state is on_site.State.SHOWN,
    }  # fmt: skip


def _of_case(request: HttpRequest) -> Any:
    return visible_to(request.access, PublishedOutcome).filter(case=request.case)


def _lowered(html: str) -> str:
    """The same words with the headings lower, so that the page that shows them keeps one heading of its own."""
    for level in (2, 1):
        html = html.replace(f"<h{level}>", f"<h{level + 3}>").replace(f"</h{level}>", f"</h{level + 3}>")
    return html
