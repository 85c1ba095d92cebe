"""Publishing an outcome: what the public would see, every reason against it, and the approval of two people.

The first approval is a note on the case that names the day and the digest of the bytes; notes are append-only. The second
person sees the same bytes, made afresh, and their approval publishes them.
"""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from custodiet.casework import protected, staff_list
from custodiet.casework.access import Permission, Refused, permissions, visible_to
from custodiet.casework.actions import notes, publish
from custodiet.casework.identifiers import identifiers
from custodiet.casework.models import Note, PublishedOutcome
from custodiet.law.steps import Key
from custodiet.law.steps.proceedings import PublicityConsidered, ReportingRestricted
from custodiet.publication import gate, jigsaw
from custodiet.publication.names import TITLE_OF_RANK, Alias, AliasRefused, NamedOfficer
from custodiet.publication.notices import NotClosed, OutcomeNotice
from custodiet.publication.render import title as title_of
from custodiet.publication.shapes import plain
from custodiet.publication.shapes import render as bytes_of
from custodiet.publication.words import WordsRefused
from custodiet.web.context import force_name, shape, today
from custodiet.web.forms import GovukForm
from custodiet.web.staff import approval
from custodiet.web.staff.approval import Approved
from custodiet.web.staff.case import done
from custodiet.web.staff.frame import Frame, frame
from custodiet.web.staff.notice import compose, officers_with_outcome, restrictions
from custodiet.web.templatetags.house import british

NOBODY_YET = "the second reviewer, who has not approved yet"


class ApproveForm(GovukForm):
    """Approval of exactly the bytes on the page."""

    digest = forms.CharField(widget=forms.HiddenInput)
    read = forms.BooleanField(label=gettext_lazy("I have read every word above, and nobody can be recognised who must not be"))


@dataclass(frozen=True, slots=True)
class Draft:
    """The notice as it would be published, or the reasons why it may not be."""

    title: str = ""
    body: bytes = b""
    digest: str = ""
    refusals: tuple[str, ...] = ()
    checked: tuple[tuple[str, str], ...] = ()


def publishing(request: HttpRequest, reference: str) -> HttpResponse:
    """What would be published, whether it may be, and who has approved it."""
    seen = frame(request)
    if request.method == "POST" and request.POST.get("withdraw"):
        return _withdraw(request, request.POST["withdraw"])
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
        "checked": [{"key": what, "value": words} for what, words in (*draft.checked, *_approvals(first))],
        "preview": mark_safe(_lowered(draft.body.decode())),  # written by custodiet.publication.render, which escapes everything
        "digest": draft.digest,
        "waiting": _waiting(first) if first else "",
        "form": None if draft.refusals or mine else form,
        "button": _("Approve and publish") if second else _("Approve, and pass on to a second person"),
    }
    return render(request, "staff/publish.html", seen.page("publish", **shown))


def _approve(request: HttpRequest, officer: Key, draft: Draft, first: Approved | None) -> HttpResponse:
    if first is None:
        notes.add(case=request.case, text=approval.kept(officer, today(), draft.digest), by=request.user)
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


def _withdraw(request: HttpRequest, slug: str) -> HttpResponse:
    """Take one published notice off the public site: one press, and its address answers that it is gone."""
    found = visible_to(request.access, PublishedOutcome).filter(case=request.case, slug=slug, withdrawn_at=None).first()
    if found is None:
        return done(request, _("It was off the site already. Nothing was changed."), "publish", request.case.reference)
    publish.withdraw(published=found, by=request.user)
    return done(request, _("It is off the public site, and out of every list and feed there."), "publish", request.case.reference)


def _first_approval(request: HttpRequest, officer: Key) -> Approved | None:
    """The latest approval on record by somebody who may publish, unless it has led to publication."""
    published = set(visible_to(request.access, PublishedOutcome).filter(case=request.case).values_list("digest", flat=True))
    written = visible_to(request.access, Note).filter(case=request.case, text__startswith=approval.BEGINS)
    for note in written.select_related("author").order_by("-pk"):
        found = approval.read(note)
        if found and found.officer == officer and Permission.PUBLISH in permissions(note.author):
            return None if found.digest in published else found
    return None


def _draft(seen: Frame, officer: Key, first: Approved | None) -> Draft:
    reader = seen.request.user.full_name
    other = first.by.full_name if first and first.by != seen.request.user else NOBODY_YET
    on = first.on if first else today()
    try:
        notice = compose(seen, officer, force_name(), on, (other, reader))
    except (WordsRefused, AliasRefused, NotClosed) as refusal:
        return Draft(refusals=(str(refusal),))
    body, title = bytes_of(notice, shape()), title_of(notice)
    of_case = seen.request.case
    answered = seen.history.has(PublicityConsidered, officer) or seen.history.has(ReportingRestricted, officer)
    sought = identifiers(protected.people(of_case, today()), [*protected.staff(of_case), seen.request.user])
    figure = _figure(seen, notice, body)
    checked = _checked(seen, officer, len(sought), figure)
    verdict = gate.examine(
        notice,
        body,
        sought,
        jigsaw=figure,
        shape=shape(),
        anonymity_question_answered=answered,
        today=today(),
        restrictions=restrictions(seen),
        beside={"title": title, "plain text": plain(body)},
    )
    if isinstance(verdict, gate.Withheld):
        return Draft(refusals=verdict.reasons, checked=checked)
    if first and first.digest != verdict.digest and first.by != seen.request.user:
        changed = _(
            "The record changed after %(name)s approved, and the approval was for other bytes. %(name)s must read and approve it again."
        )
        return Draft(title, body, verdict.digest, (changed % {"name": first.by.full_name},), checked)
    return Draft(title, body, verdict.digest, checked=(*checked, _clean(len(sought))))


def _figure(seen: Frame, notice: OutcomeNotice, body: bytes) -> jigsaw.Jigsaw:
    """How many officers fit what this notice and everything published of the case say together."""
    earlier = visible_to(seen.request.access, PublishedOutcome).filter(case=seen.request.case).values_list("body", flat=True)
    officer = notice.officer.alias if isinstance(notice.officer, NamedOfficer) else notice.officer
    ranks = [rank.value for rank, title in TITLE_OF_RANK.items() if title is officer.title]
    texts = [body.decode(), *(bytes(each).decode("utf-8", "replace") for each in earlier)]
    return jigsaw.count(staff_list.colleagues(), texts, [(jigsaw.Trait.RANK, rank) for rank in ranks])


def _checked(seen: Frame, officer: Key, sought: int, figure: jigsaw.Jigsaw) -> tuple[tuple[str, str], ...]:
    """What the chair decided, and how many officers fit."""
    decided = seen.history.latest(ReportingRestricted, officer)
    considered = seen.history.latest(PublicityConsidered, officer)
    if decided:
        held = [r.binds[0].value for r in restrictions(seen) if r.holds(r.binds[0], today(), Alias.parse(seen.seen.aliases[officer]))]
        words = _("On %(on)s the chair directed; not to be published now: %(what)s.")
        chair = words % {"on": british(decided.on), "what": ", ".join(held) or _("nothing")}
    elif considered:
        chair = _("On %(on)s the chair considered publicity and restricted nothing.") % {"on": british(considered.on)}
    else:
        chair = _("The question has not been put to the chair, or the answer is not on record.")
    return ((_("The chair's decision"), chair), (_("Who could be meant"), str(figure)))


def _clean(sought: int) -> tuple[str, str]:
    words = _("Every byte was searched, in every encoding, for %(number)d names, numbers and addresses of those protected. None was found.")
    return _("The deep search"), words % {"number": sought}


def _approvals(first: Approved | None) -> tuple[tuple[str, str], ...]:
    words = _("%(name)s, on %(on)s") % {"name": first.by.full_name, "on": british(first.on)} if first else _("not yet")
    return ((_("First approval"), words), (_("Second approval"), _("not yet")))


def _waiting(first: Approved) -> str:
    words = _("%(name)s approved the notice dated %(on)s. It is published when a second person approves the very same words.")
    return words % {"name": first.by.full_name, "on": british(first.on)}


def _published(request: HttpRequest) -> list[dict[str, Any]]:
    found = visible_to(request.access, PublishedOutcome).filter(case=request.case, withdrawn_at=None).defer("body")
    return [
        {"title": each.title, "url": reverse("outcome", args=[each.slug]), "at": each.published_at, "slug": each.slug, "by": _both(each)}
        for each in found.select_related("approved_by_first", "approved_by_second")
    ]


def _both(published: PublishedOutcome) -> str:
    """Who approved it."""
    return _("%(first)s and %(second)s") % {
        "first": published.approved_by_first.full_name,
        "second": published.approved_by_second.full_name,
    }


def _lowered(html: str) -> str:
    """The same words with the headings two levels lower, so that the page that shows them keeps one heading of its own."""
    for level in (2, 1):
        html = html.replace(f"<h{level}>", f"<h{level + 3}>").replace(f"</h{level}>", f"</h{level + 3}>")
    return html
