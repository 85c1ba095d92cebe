"""The account as a tagged PDF, where the libraries that draw it are installed; otherwise a sentence says which are missing."""

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from custodiet.casework.exhibit_pages import AccountPage
from custodiet.web.account.drawing import draw
from custodiet.web.account.words import figures, marked, refused_rows, source_rows, title, week_rows, when

MISSING = (
    "This installation cannot make PDF files: a library of the system is missing. Install libpango-1.0-0, libpangoft2-1.0-0 and "
    "libharfbuzz-subset0 (Debian's names), or take the Word file."
)


class NoPdf(Exception):
    """PDF files cannot be made here. The message says what is missing and what to do."""


def pdf(page: AccountPage) -> bytes:
    """The bytes of the PDF. Raises NoPdf where the system's libraries are not there."""
    try:
        from weasyprint import HTML  # three seconds, and libraries that not every machine has
    except (ImportError, OSError) as missing:
        raise NoPdf(_(MISSING)) from missing
    html = render_to_string("papers/account.html", context(page))
    made = HTML(string=html, url_fetcher=_nothing).write_pdf(pdf_variant="pdf/ua-1")
    return bytes(made)


def context(page: AccountPage) -> dict[str, object]:
    """What the paper prints."""
    account = page.account
    return {
        "page": page,
        "title": title(page),
        "drawing": mark_safe(draw(account)),  # custodiet.web.account.drawing escapes every word
        "figures": list(figures(account)),
        "weeks": list(week_rows(account)),
        "entries": [{"entry": entry, "when": when(entry), "marks": marked(entry)} for entry in account.entries],
        "sources": list(source_rows(page)),
        "refusals": refused_rows(page),
    }


def _nothing(url: str, *_args: object, **_more: object) -> dict[str, object]:
    """A paper is whole in itself: nothing is fetched."""
    raise ValueError(f"A paper may not fetch anything, and {url[:60]} was asked for.")
