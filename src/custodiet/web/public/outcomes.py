"""The published outcomes: stored bytes and nothing else. This module reaches no table but that of what was published."""

import hmac
from hashlib import sha256

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe

from custodiet.casework.actions import publish
from custodiet.web.public.keeping import indexed, kept


def outcomes(request: HttpRequest) -> HttpResponse:
    """What is published now."""
    listed = [{"title": each.title, "url": reverse("outcome", args=[each.slug]), "on": each.published_at} for each in publish.on_show()]
    return kept(request, render(request, "public/outcomes.html", {"outcomes": listed, "indexed": indexed()}))


def outcome(request: HttpRequest, slug: str) -> HttpResponse:
    """One published outcome: the bytes as they were approved; a page whose bytes changed since is not served.

    One that was withdrawn answers 410 and says nothing of what it was, so that search engines and readers drop it.
    """
    found = publish.served(slug)
    if found is None:
        raise Http404
    if found.withdrawn_at:
        return render(request, "public/gone.html", status=410)
    body = bytes(found.body)
    if not hmac.compare_digest(sha256(body).hexdigest(), found.digest):
        raise Http404
    # Safe: these bytes were written by custodiet.publication.render, which escapes everything, and hold their digest.
    context = {"outcome_title": found.title, "body": mark_safe(body.decode()), "indexed": indexed()}
    return kept(request, render(request, "public/outcome.html", context))
