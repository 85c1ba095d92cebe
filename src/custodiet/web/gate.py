"""The gate: every request passes it, and what no route declares does not pass.

It makes `request.access` (who, for what purpose, in which request), ends a session that has lasted too long, and answers
whatever is not permitted exactly like what does not exist. Within a case it makes `request.case`.
"""

import secrets
import time
from collections.abc import Callable
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import render, resolve_url

from custodiet.casework import queries
from custodiet.casework.access import Access, NotThere, can, case_of
from custodiet.casework.jobs import Permission, permissions
from custodiet.web.purpose import purpose_of
from custodiet.web.route import Anyone, Route

SIGNED_IN_AT = "signed_in_at"
ASKS_FOR_PURPOSE = "purpose"  # the name of the page that asks why a case is opened
OWN_PAGES = "own-"  # the pages of officers, who answer in long words
WITHOUT_PURPOSE = (ASKS_FOR_PURPOSE, "conflict")  # pages of a case that show nothing of it


class Gate:
    """The middleware; stands behind authentication."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let the request through and keep what signed-in people see out of every cache."""
        request.access = None
        if request.user.is_authenticated and _too_long(request):
            logout(request)
        response = self.get_response(request)
        if not getattr(response, "may_be_kept", False):
            response["Cache-Control"] = "no-store"
        return response

    def process_view(self, request: HttpRequest, view: Callable, args: tuple, kwargs: dict) -> HttpResponse | None:
        """Judge the request by the route that it was resolved to."""
        route = getattr(view, "route", None)
        if not isinstance(route, Route):
            raise Http404
        if route.permission is not Anyone.PUBLIC:
            if not request.user.is_authenticated:
                return _signed_out(request, route) or _to_sign_in(request)
            request.access = Access(request.user, request_id=secrets.token_hex(8))
            if isinstance(route.permission, Permission) and route.permission not in permissions(request.user):
                raise Http404
        if route.of_case and (answer := self._within_case(request, route, kwargs["reference"])):
            return answer
        if request.method not in (*route.methods, "HEAD" if "GET" in route.methods else ""):
            return HttpResponseNotAllowed(route.methods)
        return None

    def _within_case(self, request: HttpRequest, route: Route, reference: str) -> HttpResponse | None:
        try:
            case = case_of(request.access, reference)
        except NotThere:
            queries.denied(request.access, queries.case_page.__name__, reference)
            raise Http404 from None
        if isinstance(route.permission, Permission) and not can(request.access, route.permission, case):
            raise Http404
        purpose = purpose_of(request, case.reference)
        if not purpose and route.name not in WITHOUT_PURPOSE:
            query = {"next": request.get_full_path()} if request.method == "GET" else {}
            return HttpResponseRedirect(f"{resolve_url(ASKS_FOR_PURPOSE, reference)}?{urlencode(query)}")
        request.case = case
        request.access = Access(request.user, purpose, request.access.request_id)
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """What may not be seen is answered like what does not exist."""
        if isinstance(exception, NotThere):
            raise Http404 from exception


def _too_long(request: HttpRequest) -> bool:
    """Whether the session has lasted longer than any may, however busy it was."""
    began = request.session.setdefault(SIGNED_IN_AT, time.time())
    return time.time() - began > settings.SESSION_LONGEST


def _signed_out(request: HttpRequest, route: Route) -> HttpResponse | None:
    """What somebody had written on a page of their own when the session ended, for them to copy; nothing of it is stored."""
    if request.method != "POST" or not route.name.startswith(OWN_PAGES) or request.content_type != "application/x-www-form-urlencoded":
        return None
    written = [value for name, value in request.POST.items() if name.startswith("words") and value.strip()]
    context = {"written": written, "sign_in_url": resolve_url(settings.LOGIN_URL)}
    return render(request, "staff/signed_out.html", context) if written else None


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    query = urlencode({"next": request.get_full_path()}) if request.method == "GET" and request.path != "/" else ""
    return HttpResponseRedirect(f"{resolve_url(settings.LOGIN_URL)}{'?' if query else ''}{query}")
