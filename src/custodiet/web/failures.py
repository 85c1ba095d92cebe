"""What is answered when the program fails or cannot read a request.

These pages ask nothing of the database, the session or the templates' context, since any of them may be what failed; the
one thing they say of themselves is whether this is a demonstration.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string


def bad_request(_request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The request could not be read."""
    return _page("400.html", 400)


def form_not_accepted(_request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form came without its token."""
    return _page("403_csrf.html", 403)


def server_error(_request: HttpRequest) -> HttpResponse:
    """The program failed."""
    return _page("500.html", 500)


def _page(template: str, status: int) -> HttpResponse:
    return HttpResponse(render_to_string(template, {"demo": settings.DEMO}), status=status)
