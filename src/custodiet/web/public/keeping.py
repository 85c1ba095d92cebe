"""What caches and search engines may do with public pages: keep none unasked, so that a withdrawal is seen at once."""

from hashlib import sha256

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

ASK_EACH_TIME = "public, max-age=0, must-revalidate"
"""A cache may hold the page but asks before it shows it; what was withdrawn is gone with the next look."""


def indexed() -> bool:
    """Whether the force lets search engines list its published outcomes (policy.toml, `[publication] indexed`)."""
    return settings.POLICY.get("publication", {}).get("indexed") is True


def kept(request: HttpRequest, response: HttpResponse, *, listed: bool = True) -> HttpResponse:
    """The answer with its rules for caches and search engines; whoever is signed in gets it kept nowhere.

    `listed`: a search engine may list the page where the force lets it. Whoever holds the very same bytes is told so (304).
    """
    response["X-Robots-Tag"] = "index, follow, noarchive" if listed and indexed() else "noindex, nofollow, noarchive"
    if getattr(request, "user", None) is not None and request.user.is_authenticated:
        return response
    tag = f'"{sha256(response.content).hexdigest()[:32]}"'
    response["ETag"] = tag
    response["Cache-Control"] = ASK_EACH_TIME
    answer = get_conditional_response(request, etag=tag, response=response)
    answer["X-Robots-Tag"] = response["X-Robots-Tag"]
    answer.may_be_kept = True  # read by the gate, which otherwise forbids every cache
    return answer
