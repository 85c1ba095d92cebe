"""The way out of every page."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from custodiet.casework.actions import portal_keys
from custodiet.web.portal.page import VISIT, everyday, forget, portal


@portal
def leave(request: HttpRequest) -> HttpResponse:
    """Away to an everyday page. What was accepted is kept; this browser no longer opens it, whatever button is pressed there."""
    forget(request)
    response = HttpResponseRedirect(everyday())
    response.delete_cookie(settings.CSRF_COOKIE_NAME, path=settings.CSRF_COOKIE_PATH, samesite=settings.CSRF_COOKIE_SAMESITE)
    if visit := portal_keys.visit(request.COOKIES.get(VISIT, ""), timezone.now()):
        portal_keys.leave(visit=visit, now=timezone.now())
    response.delete_cookie(VISIT, path="/", samesite="Strict")
    return response
