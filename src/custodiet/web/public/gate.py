"""The gate of the public process: pages are looked at, nothing is sent to them, and what does not say otherwise is kept nowhere."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed


class PublicGate:
    """The middleware; the last before the pages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let a look through."""
        response = self.get_response(request) if request.method in ("GET", "HEAD") else HttpResponseNotAllowed(["GET"])
        if not getattr(response, "may_be_kept", False):
            response["Cache-Control"] = "no-store"
        return response
