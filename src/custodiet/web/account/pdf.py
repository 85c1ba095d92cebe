"""The account as a tagged PDF, where the libraries that draw it are installed; otherwise a sentence says which are missing."""

from django.utils.safestring import mark_safe

from custodiet.casework.exhibit_pages import AccountPage
from custodiet.casework.pdf import NoPdf, paper
from custodiet.web.account.drawing import draw
from custodiet.web.account.words import figures, marked, refused_rows, source_rows, title, week_rows, when

__all__ = ["NoPdf", "pdf"]


def pdf(page: AccountPage) -> bytes:
    """The bytes of the PDF. Raises NoPdf where the system's libraries are not there."""
    return paper("papers/account.html", context(page))


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
