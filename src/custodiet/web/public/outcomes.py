"""The published papers, one by one and in lists: stored bytes and nothing else. This module reaches no table but theirs."""

import hmac
from hashlib import sha256
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from custodiet.casework import on_site
from custodiet.casework.models import PaperOnSite, PublishedOutcome
from custodiet.casework.on_site import State
from custodiet.web.context import archive, force_name, today
from custodiet.web.public.keeping import indexed, kept

NAMES = {PaperOnSite.OUTCOME: "outcome", PaperOnSite.HEARING: "hearing-notice"}
"""The route of a paper of each kind; with "-pdf" behind it, that of its PDF."""
MOST_PAGES = 5000
_PAGES: dict[tuple[Any, ...], bytes] = {}
RECENT = 500
"""How many lines a page lists; the tables for programs have all."""


def address_of(paper: PublishedOutcome) -> str:
    """Where the public reads it."""
    return reverse(NAMES[PaperOnSite(paper.kind)], args=[paper.slug])


def outcomes(request: HttpRequest) -> HttpResponse:
    """The outcomes whose period runs."""
    listed = [_line(each) for each in on_site.outcomes(today())[:RECENT]]
    context = {"outcomes": listed, "indexed": indexed(), "archive": archive()}
    return kept(request, render(request, "public/outcomes.html", context))


def archived(request: HttpRequest) -> HttpResponse:
    """The outcomes past their period that the force keeps; not there where it keeps none."""
    if not archive():
        raise Http404
    listed = [_line(each) for each in on_site.archived(today())[:RECENT]]
    return kept(request, render(request, "public/archive.html", {"outcomes": listed}), listed=False)


def recalled(request: HttpRequest) -> HttpResponse:
    """What was taken off the site before its time, by address alone: whoever copied it is asked to drop it."""
    listed = [{"address": request.build_absolute_uri(address_of(each)), "at": each.withdrawn_at} for each in _recalled()]
    return kept(request, render(request, "public/recalled.html", {"recalled": listed, "archive": archive()}), listed=False)


def pdf_of(paper: PublishedOutcome) -> str:
    """Where the public reads it as PDF; "" where it has none."""
    return reverse(f"{NAMES[PaperOnSite(paper.kind)]}-pdf", args=[paper.slug]) if paper.pdf_digest else ""


def outcome(request: HttpRequest, slug: str) -> HttpResponse:
    """One published outcome."""
    return _paper(request, slug, PaperOnSite.OUTCOME)


def hearing_notice(request: HttpRequest, slug: str) -> HttpResponse:
    """One notice of a hearing that is to come or being held."""
    return _paper(request, slug, PaperOnSite.HEARING)


def outcome_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """The same as PDF."""
    return _pdf(request, slug, PaperOnSite.OUTCOME)


def hearing_notice_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """The same as PDF."""
    return _pdf(request, slug, PaperOnSite.HEARING)


def _paper(request: HttpRequest, slug: str, kind: PaperOnSite) -> HttpResponse:
    """The bytes as they were approved; a page whose bytes changed since is not served.

    One that was withdrawn, or whose period has ended, answers 410 and says nothing of what it was, so that search engines and
    readers drop it.
    """
    found, state = _found(on_site.served(slug), kind)
    if not state.served:
        return _gone(request)
    body = _approved(found.body, found.digest)
    listed = _listed(state, kind)
    # Safe: these bytes were written by custodiet.publication.render, which escapes everything, and hold their digest.
    context = {
        "outcome_title": found.title, "body": mark_safe(body.decode()), "indexed": listed and indexed(), "pdf_url": pdf_of(found),
        "hearing": kind is PaperOnSite.HEARING, "kept": state is State.KEPT,
    }  # fmt: skip
    return kept(request, _finished(request, found.digest, context), listed=listed)


def _pdf(request: HttpRequest, slug: str, kind: PaperOnSite) -> HttpResponse:
    """The same for the PDF; it goes with its page."""
    found, state = _found(on_site.printed(slug), kind)
    if not found.pdf_digest:
        raise Http404
    if not state.served:
        return _gone(request)
    response = HttpResponse(_approved(found.pdf, found.pdf_digest), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{NAMES[kind]}-{slug}.pdf"'
    return kept(request, response, listed=_listed(state, kind))


def _found(paper: PublishedOutcome | None, kind: PaperOnSite) -> tuple[PublishedOutcome, State]:
    if paper is None or paper.kind != kind.value:
        raise Http404
    return paper, on_site.state(paper, today(), archive())


def _gone(request: HttpRequest) -> HttpResponse:
    return render(request, "public/gone.html", status=410)


def _approved(data: bytes | memoryview, digest: str) -> bytes:
    """The bytes, if they are those that two people approved."""
    if not hmac.compare_digest(sha256(data).hexdigest(), digest):
        raise Http404
    return bytes(data)


def _listed(state: State, kind: PaperOnSite) -> bool:
    return state is State.SHOWN and kind is PaperOnSite.OUTCOME


def _finished(request: HttpRequest, digest: str, context: dict[str, Any]) -> HttpResponse:
    """The page around the bytes. The public process, in which nobody signs in, draws it once; whether it may be served was asked before."""
    if hasattr(request, "user"):
        return render(request, "public/outcome.html", context)
    said = tuple(context[name] for name in ("outcome_title", "indexed", "hearing", "kept", "pdf_url"))
    key = (digest, *said, request.path, get_language(), force_name(), today())
    if key not in _PAGES:
        if len(_PAGES) >= MOST_PAGES:
            _PAGES.clear()
        _PAGES[key] = render(request, "public/outcome.html", context).content
    return HttpResponse(_PAGES[key])


def _recalled() -> list[PublishedOutcome]:
    return list(on_site.recalled())


def _line(paper: PublishedOutcome) -> dict[str, Any]:
    return {"title": paper.title, "url": address_of(paper), "on": paper.published_at}
