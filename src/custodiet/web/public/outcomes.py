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
from custodiet.web.context import archive, force_name, today
from custodiet.web.public.keeping import indexed, kept

NAMES = {PaperOnSite.OUTCOME: "outcome", PaperOnSite.HEARING: "hearing-notice"}
"""The route of a paper of each kind."""
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
    return kept(request, render(request, "public/recalled.html", {"recalled": listed}), listed=False)


def outcome(request: HttpRequest, slug: str) -> HttpResponse:
    """One published outcome."""
    return _paper(request, slug, PaperOnSite.OUTCOME)


def hearing_notice(request: HttpRequest, slug: str) -> HttpResponse:
    """One notice of a hearing that is to come or being held."""
    return _paper(request, slug, PaperOnSite.HEARING)


def _paper(request: HttpRequest, slug: str, kind: PaperOnSite) -> HttpResponse:
    """The bytes as they were approved; a page whose bytes changed since is not served.

    One that was withdrawn, or whose period has ended, answers 410 and says nothing of what it was, so that search engines and
    readers drop it.
    """
    found = on_site.served(slug)
    if found is None or found.kind != kind.value:
        raise Http404
    state = on_site.state(found, today(), archive())
    if not state.served:
        return render(request, "public/gone.html", status=410)
    body = bytes(found.body)
    if not hmac.compare_digest(sha256(body).hexdigest(), found.digest):
        raise Http404
    listed = state is on_site.State.SHOWN and kind is PaperOnSite.OUTCOME
    # Safe: these bytes were written by custodiet.publication.render, which escapes everything, and hold their digest.
    context = {
        "outcome_title": found.title, "body": mark_safe(body.decode()), "indexed": listed and indexed(),
        "hearing": kind is PaperOnSite.HEARING, "kept": state is on_site.State.KEPT,
    }  # fmt: skip
    return kept(request, _finished(request, found.digest, context), listed=listed)


def _finished(request: HttpRequest, digest: str, context: dict[str, Any]) -> HttpResponse:
    """The page around the bytes. The public process, in which nobody signs in, draws it once; whether it may be served was asked before."""
    if hasattr(request, "user"):
        return render(request, "public/outcome.html", context)
    key = (digest, context["outcome_title"], context["indexed"], context["hearing"], context["kept"], get_language(), force_name(), today())
    if key not in _PAGES:
        if len(_PAGES) >= MOST_PAGES:
            _PAGES.clear()
        _PAGES[key] = render(request, "public/outcome.html", context).content
    return HttpResponse(_PAGES[key])


def _recalled() -> list[PublishedOutcome]:
    return list(on_site.recalled())


def _line(paper: PublishedOutcome) -> dict[str, Any]:
    return {"title": paper.title, "url": address_of(paper), "on": paper.published_at}
