"""The published outcomes: stored bytes and nothing else. This module reaches no table but that of what was published."""

import hmac
from hashlib import sha256

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe

from custodiet.casework.actions import publish


def outcomes(request: HttpRequest) -> HttpResponse:
    """What is published now."""
    listed = [{"title": each.title, "url": reverse("outcome", args=[each.slug]), "on": each.published_at} for each in publish.on_show()]
    return render(request, "public/outcomes.html", {"outcomes": listed})


def outcome(request: HttpRequest, slug: str) -> HttpResponse:
    """One published outcome: the bytes as they were approved; a page whose bytes changed since is not served."""
    found = publish.served(slug)
    if found is None or found.withdrawn_at:
        raise Http404
    body = bytes(found.body)
    if not hmac.compare_digest(sha256(body).hexdigest(), found.digest):
        raise Http404
    # Safe: these bytes were written by custodiet.publication.render, which escapes everything, and hold their digest.
    context = {"outcome_title": found.title, "body": mark_safe(body.decode())}
    return render(request, "public/outcome.html", context)
