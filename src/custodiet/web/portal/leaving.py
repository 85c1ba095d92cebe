"""The way out of every page, and the choice of language."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.translation import check_for_language

from custodiet.casework.actions import portal_keys
from custodiet.web.portal.page import VISIT, everyday, forget, portal
from custodiet.web.route import Anyone, Route


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


@portal
def language(request: HttpRequest) -> HttpResponse:
    """English or Welsh, until the browser is closed; back to the page it was asked on."""
    back, chosen = request.POST.get("next", ""), request.POST.get("language", "")
    response = HttpResponseRedirect(back if _of_portal(back) else "/form/")
    if chosen in dict(settings.LANGUAGES) and check_for_language(chosen):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, chosen, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Strict",
        )  # fmt: skip
    return response


def _of_portal(address: str) -> bool:
    """Whether it is an address of ours that everybody may open: nobody is sent elsewhere from here."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or not address.startswith("/") or address.startswith("//") or "\\" in address:
        return False
    try:
        route = getattr(resolve(parts.path).func, "route", None)
    except Resolver404:
        return False
    return isinstance(route, Route) and route.permission is Anyone.PUBLIC and "GET" in route.methods
