"""Long lists a page at a time, by plain links; the number of the page stands in the address."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

LENGTH = 20


def page_asked(request: HttpRequest) -> int:
    """The number of the page that the address asks for; the first where it asks for none or for nonsense."""
    asked = request.GET.get("page", "")
    return max(1, int(asked)) if asked.isascii() and asked.isdigit() and len(asked) < 10 else 1


def paged(request: HttpRequest, rows: Sequence[Any], length: int = LENGTH) -> dict[str, Any]:
    """The rows of the page that is asked for, or of the last, with what components/pagination.html expects."""
    pages = pages_of(len(rows), length)
    number = min(page_asked(request), pages)
    first = (number - 1) * length
    return {"rows": rows[first : first + length], "first": first + 1, **around_page(number, len(rows), length)}


def around_page(number: int, count: int, length: int = LENGTH) -> dict[str, Any]:
    """What components/pagination.html expects, and which of how many the page shows."""
    first, last = (number - 1) * length + 1, min(number * length, count)
    words = _("%(first)d to %(last)d of %(count)d") % {"first": first, "last": last, "count": count}
    return {"page": number, "pages": pages_of(count, length), "page_url": "?page=", "part": words if count > length else ""}


def pages_of(count: int, length: int = LENGTH) -> int:
    """How many pages that many rows fill; an empty list is one page."""
    return max(1, -(-count // length))
