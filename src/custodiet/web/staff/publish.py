"""Publishing an outcome: what the public would see, every reason against it, and the approval of two people.

The first approval is a note on the case that names the day and the digest of the bytes; notes are append-only. The second
person sees the same bytes, made afresh, and their approval publishes them.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from custodiet.casework.access import Permission, Refused, permissions, visible_to
from custodiet.casework.actions import notes, publish
from custodiet.casework.models import Involvement, Note, PublishedOutcome, User
from custodiet.law.steps import Key
from custodiet.law.steps.proceedings import PublicityConsidered, ReportingRestricted
from custodiet.publication import gate
from custodiet.publication.names import AliasRefused
from custodiet.publication.notices import NotClosed
from custodiet.publication.render import render as bytes_of
from custodiet.publication.render import title as title_of
from custodiet.publication.words import WordsRefused
from custodiet.web.context import force_name, today
from custodiet.web.forms import GovukForm
from custodiet.web.staff.case import done
from custodiet.web.staff.frame import Frame, frame
from custodiet.web.staff.notice import compose, officers_with_outcome, protected, restrictions
from custodiet.web.templatetags.house import british

APPROVAL = "Approved for publication: {officer}, dated {on}, digest {digest}"
READ = re.compile(r"Approved for publication: (\S+), dated (\d{4}-\d\d-\d\d), digest ([0-9a-f]{64})")
NOBODY_YET = "the second reviewer, who has not approved yet"


class ApproveForm(GovukForm):
    """Approval of exactly the bytes on the page."""

    digest = forms.CharField(widget=forms.HiddenInput)
    read = forms.BooleanField(label=gettext_lazy("I have read every word above, and nobody can be recognised who must not be"))


@dataclass(frozen=True, slots=True)
class Approved:
    """The first approval: by whom, of which day and digest."""

    by: User
    on: date
    digest: str


@dataclass(frozen=True, slots=True)
class Draft:
    """The notice as it would be published, or the reasons why it may not be."""

    title: str = ""
    body: bytes = b""
    digest: str = ""
    refusals: tuple[str, ...] = ()


def publishing(request: HttpRequest, reference: str) -> HttpResponse:
    """What would be published, whether it may be, and who has approved it."""
    seen = frame(request)
    shown: dict[str, Any] = {"published": _published(request)}
    officers = officers_with_outcome(seen)
    officer = request.GET.get("officer") or next(iter(officers), "")
    if officer not in officers:
        shown["refusals"] = [_("No outcome has been imposed, so there is nothing to publish. Record the outcome first.")]
        return render(request, "staff/publish.html", seen.page("publish", **shown))
    first = _first_approval(request, officer)
    second = bool(first and first.by != request.user)
    draft = _draft(seen, officer, first)
    form = ApproveForm(request.POST if request.method == "POST" else None, initial={"digest": draft.digest})
    if request.method == "POST" and form.is_valid() and not draft.refusals:
        if form.cleaned_data["digest"] != draft.digest:
            form.add_error(None, _("The record changed while the page was open, and so did what would be published. Read it again."))
        else:
            try:
                return _approve(request, officer, draft, first if second else None)
            except Refused as refusal:
                form.add_error(None, str(refusal))
    mine = bool(first and first.by == request.user and first.digest == draft.digest)
    shown |= {
        "refusals": draft.refusals,
        "preview": mark_safe(_lowered(draft.body.decode())),  # written by custodiet.publication.render, which escapes everything
        "digest": draft.digest,
        "waiting": _waiting(first) if first else "",
        "form": None if draft.refusals or mine else form,
        "button": _("Approve and publish") if second else _("Approve, and pass on to a second person"),
    }
    return render(request, "staff/publish.html", seen.page("publish", **shown))


def _approve(request: HttpRequest, officer: Key, draft: Draft, first: Approved | None) -> HttpResponse:
    if first is None:
        text = APPROVAL.format(officer=officer, on=today().isoformat(), digest=draft.digest)
        notes.add(case=request.case, text=text, by=request.user)
        return done(request, _("Approved. It is published when a second person approves it."), "publish", request.case.reference)
    publish.store(
        case=request.case,
        body=draft.body,
        digest=draft.digest,
        approved_by=(first.by, request.user),
        by=request.user,
        title=draft.title,
    )
    return done(request, _("The outcome is published."), "publish", request.case.reference)


def _first_approval(request: HttpRequest, officer: Key) -> Approved | None:
    """The latest approval on record by somebody who may publish, unless it has led to publication."""
    published = set(visible_to(request.access, PublishedOutcome).filter(case=request.case).values_list("digest", flat=True))
    found = visible_to(request.access, Note).filter(case=request.case, text__startswith="Approved for publication:")
    for note in found.select_related("author").order_by("-pk"):
        read = READ.fullmatch(note.text)
        if read and read[1] == officer and Permission.PUBLISH in permissions(note.author):
            return None if read[3] in published else Approved(note.author, date.fromisoformat(read[2]), read[3])
    return None


def _draft(seen: Frame, officer: Key, first: Approved | None) -> Draft:
    reader = seen.request.user.full_name
    other = first.by.full_name if first and first.by != seen.request.user else NOBODY_YET
    on = first.on if first else today()
    try:
        notice = compose(seen, officer, force_name(), on, (other, reader))
    except (WordsRefused, AliasRefused, NotClosed) as refusal:
        return Draft(refusals=(str(refusal),))
    body, title = bytes_of(notice), title_of(notice)
    people = visible_to(seen.request.access, Involvement).filter(case=seen.request.case)
    answered = seen.history.has(PublicityConsidered, officer) or seen.history.has(ReportingRestricted, officer)
    verdict = gate.examine(
        notice,
        body,
        protected(list(people.select_related("person__officer", "person__safe_contact"))),
        anonymity_question_answered=answered,
        today=today(),
        restrictions=restrictions(seen),
        beside={"title": title},
    )
    if isinstance(verdict, gate.Withheld):
        return Draft(refusals=verdict.reasons)
    if first and first.digest != verdict.digest and first.by != seen.request.user:
        changed = _(
            "The record changed after %(name)s approved, and the approval was for other bytes. %(name)s must read and approve it again."
        )
        return Draft(title, body, verdict.digest, (changed % {"name": first.by.full_name},))
    return Draft(title, body, verdict.digest)


def _waiting(first: Approved) -> str:
    words = _("%(name)s approved these bytes as of %(on)s. It is published when a second person approves the same digest: %(digest)s")
    return words % {"name": first.by.full_name, "on": british(first.on), "digest": first.digest[:16]}


def _published(request: HttpRequest) -> list[dict[str, Any]]:
    found = visible_to(request.access, PublishedOutcome).filter(case=request.case, withdrawn_at=None).defer("body")
    return [{"title": each.title, "url": reverse("outcome", args=[each.slug]), "at": each.published_at} for each in found]


def _lowered(html: str) -> str:
    """The same words with the headings two levels lower, so that the page that shows them keeps one heading of its own."""
    for level in (2, 1):
        html = html.replace(f"<h{level}>", f"<h{level + 3}>").replace(f"</h{level}>", f"</h{level + 3}>")
    return html
