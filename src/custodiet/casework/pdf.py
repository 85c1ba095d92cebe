"""Papers as tagged PDF, where the libraries that draw them are installed; otherwise a sentence says which are missing."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from custodiet.casework.pdf_tags import put_right

MISSING = (
    "This installation cannot make PDF files: a library of the system is missing. Install libpango-1.0-0, libpangoft2-1.0-0 and "
    "libharfbuzz-subset0 (Debian's names), or take the Word file."
)


class NoPdf(Exception):
    """PDF files cannot be made here. The message says what is missing and what to do."""


def paper(template: str, context: dict[str, Any]) -> bytes:
    """The bytes of the PDF that a template makes; the same context gives the same bytes. Raises NoPdf."""
    return paged(template, context)[0]


def paged(template: str, context: dict[str, Any], *, tagged: bool = True) -> tuple[bytes, int]:
    """The same, and how many pages it has."""
    try:
        from weasyprint import HTML  # three seconds, and libraries that not every machine has
    except (ImportError, OSError) as missing:
        raise NoPdf(_(MISSING)) from missing
    html = HTML(string=render_to_string(template, context), url_fetcher=_nothing)
    variant = {"pdf_variant": "pdf/ua-1"} if tagged else {}
    document = html.render(**variant)
    return bytes(document.write_pdf(**variant, finisher=put_right if tagged else None)), len(document.pages)


def _nothing(url: str, *_args: object, **_more: object) -> dict[str, object]:
    """A paper is whole in itself: nothing is fetched."""
    raise ValueError(f"A paper may not fetch anything, and {url[:60]} was asked for.")
