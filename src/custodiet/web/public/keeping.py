"""What caches and search engines may do with public pages: keep none unasked, so that a withdrawal is seen at once."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

ASK_EACH_TIME = "public, max-age=0, must-revalidate"
"""A cache may hold the page but asks before it shows it; what was withdrawn is gone with the next look."""


def indexed() -> bool:
    """Whether the force lets search engines list its published outcomes (policy.toml, `[publication] indexed`)."""
    return settings.POLICY.get("publication", {}).get("indexed") is True


def kept(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The answer with its rules for caches and search engines; whoever is signed in gets it kept nowhere."""
    response["X-Robots-Tag"] = "index, follow, noarchive" if indexed() else "noindex, nofollow, noarchive"
    if not request.user.is_authenticated:
        response["Cache-Control"] = ASK_EACH_TIME
        response.may_be_kept = True  # type: ignore[attr-defined]  # read by the gate, which otherwise forbids every cache
    return response
