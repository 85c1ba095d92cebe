"""The first page: what this is, how to leave it fast, and what it cannot do for somebody who is watched."""

from django.http import HttpRequest, HttpResponse

from custodiet.web.portal.page import portal, show


@portal
def start(request: HttpRequest) -> HttpResponse:
    """Before the first question."""
    return show(request, "portal/start.html")


@portal
def staying_safe(request: HttpRequest) -> HttpResponse:
    """What a browser keeps, and what can be done about it."""
    return show(request, "portal/staying_safe.html")
