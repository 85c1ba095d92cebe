"""A notice for the public as tagged PDF: the words of its page and nothing else. Made again, it is the same bytes."""

from functools import lru_cache

from django.utils.safestring import mark_safe

from custodiet.casework.pdf import paged
from custodiet.publication.printed import fit_for_print, unrolled


@lru_cache(maxsize=16)
def notice_pdf(fragment: bytes, title: str) -> bytes:
    """The PDF of a fragment that `custodiet.publication` rendered. Raises `NoPdf` where none can be made here.

    The pages of approval ask for the same one again and again; it follows from its words alone, so the last few are kept.
    """
    wide = b"<table>" in fragment
    data, pages = _drawn(fragment, title, wide)
    return _drawn(unrolled(fragment), title, False)[0] if wide and pages > 1 else data


def _drawn(fragment: bytes, title: str, wide: bool) -> tuple[bytes, int]:
    body = mark_safe(fit_for_print(fragment))  # written by custodiet.publication.render, which escapes everything
    return paged("papers/notice.html", {"title": title, "body": body, "wide": wide})
