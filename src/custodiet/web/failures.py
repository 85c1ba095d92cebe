"""What is answered when the program fails or cannot read a request.

These pages ask nothing of the database, the session or the templates' context, since any of them may be what failed; the
one thing they say of themselves is whether this is a demonstration. Below the addresses for people outside they look as those
pages do, with the way out.
"""

import contextlib

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import NoReverseMatch

from custodiet.web.portal.page import NEUTRAL, sealed


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The request could not be read."""
    return _neutral(request, 400) or _page("400.html", 400)


def form_not_accepted(_request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form came without its token."""
    return _page("403_csrf.html", 403)


def server_error(request: HttpRequest) -> HttpResponse:
    """The program failed."""
    return _neutral(request, 500) or _page("500.html", 500)


def _neutral(request: HttpRequest, status: int) -> HttpResponse | None:
    """The answer below the addresses for people outside; none elsewhere, and in a process that does not serve them."""
    if request.path_info.startswith(NEUTRAL):
        with contextlib.suppress(NoReverseMatch):
            return sealed(_page("portal/failed.html", status))
    return None


def _page(template: str, status: int) -> HttpResponse:
    return HttpResponse(render_to_string(template, {"demo": settings.DEMO}), status=status)
