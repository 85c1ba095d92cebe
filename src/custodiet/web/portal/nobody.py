"""In the portal's process nobody is signed in, whatever cookie comes."""

from collections.abc import Callable

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse


class Nobody:
    """The middleware in the place of the one that knows who signed in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Say to the pages that nobody is."""
        request.user = AnonymousUser()
        return self.get_response(request)
