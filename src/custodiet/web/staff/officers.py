"""Which officer of a case a page is about, where it is about one of several."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from custodiet.law.steps import Key
from custodiet.web.staff.frame import Frame


def chosen(request: HttpRequest, officers: list[Key]) -> Key | None:
    """The officer that the address names, else the first; None where there is none, or another is named."""
    officer = request.GET.get("officer") or next(iter(officers), "")
    return officer if officer in officers else None


def links(seen: Frame, page: str, officers: list[Key], here: Key) -> list[dict[str, Any]]:
    """A link for each of several officers; none where there is only one."""
    address = reverse(page, args=[seen.reference])
    if len(officers) < 2:
        return []
    return [{"name": seen.names.of(key), "url": f"{address}?officer={key}", "current": key == here} for key in officers]
