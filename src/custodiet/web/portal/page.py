"""What every view of the portal stands behind: `portal` around the view, `show` to draw a page, `forget` to leave nothing behind.

The pages send no referrer, so that the site somebody leaves for does not learn where they come from. With that a browser sends
"Origin: null" with each form, which Django's own check refuses; here the token alone decides. It cannot be had from another site:
its cookie is never sent from there (SameSite=Strict), and no page may frame ours.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import render
from django.utils.decorators import decorator_from_middleware
from django.views.decorators.csrf import csrf_exempt
from django.views.defaults import page_not_found

EVERYDAY = "https://www.bbc.co.uk/weather"
KEPT = "portal_"
"""What the portal keeps in a session begins so; `forget` takes all of it away."""

NEUTRAL = ("/form/", "/m/", "/out/")
"""How the addresses for people outside begin."""

VISIT = "m" if settings.DEMO else "__Host-m"
"""The cookie of a visit to a person's own page; apart from every session, and gone with the way out."""


class PortalCsrf(CsrfViewMiddleware):
    """Django's check of forged forms, by the token alone."""

    def _origin_verified(self, request: HttpRequest) -> bool:
        return request.META["HTTP_ORIGIN"] == "null" or super()._origin_verified(request)

    def _check_referer(self, request: HttpRequest) -> None:
        if request.META.get("HTTP_REFERER"):
            super()._check_referer(request)

    def _reject(self, request: HttpRequest, reason: str) -> HttpResponse:
        return sealed(show(request, "portal/not_accepted.html", status=403))


_checked = decorator_from_middleware(PortalCsrf)


def portal(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view whose page leaves no trace: no referrer, no cache, no search engine."""
    inner = _checked(view)

    @csrf_exempt
    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return sealed(inner(request, *args, **kwargs))

    return shown


def sealed(response: HttpResponse) -> HttpResponse:
    """The answer with what keeps it out of referrers, caches and lists."""
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response


def show(request: HttpRequest, template: str, context: dict[str, Any] | None = None, status: int = 200) -> HttpResponse:
    """A page of the portal."""
    return render(request, template, context, status=status)


def not_there(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What does not exist or may not be seen. Below these addresses the answer looks as they do; elsewhere it is that of the house."""
    if request.path_info.startswith(NEUTRAL):
        return sealed(show(request, "portal/not_there.html", status=404))
    return page_not_found(request, exception or Http404())


def everyday() -> str:
    """The page that *exit this page* leads to (policy.toml, `[portal] exit`): one with nothing to notice."""
    chosen = str(settings.POLICY.get("portal", {}).get("exit", ""))
    return chosen if chosen.startswith("https://") else EVERYDAY


def forget(request: HttpRequest) -> None:
    """Take away what the portal keeps in this browser's session; a session that held nothing else goes whole."""
    for name in [name for name in request.session.keys() if name.startswith(KEPT)]:  # noqa: SIM118 (a session is no mapping)
        del request.session[name]
    if not request.user.is_authenticated:
        request.session.flush()
