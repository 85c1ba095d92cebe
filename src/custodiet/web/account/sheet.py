"""The account as CSV: every entry with every line it was counted from, then the files, then what of them was refused.

No cell can be taken for a formula by a spreadsheet: what begins like one is written behind an apostrophe.
"""

import csv
import io
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from custodiet.casework.exhibit_pages import AccountPage
from custodiet.web.account.words import refused_rows

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def sheet(page: AccountPage) -> bytes:
    """The bytes of the CSV file: UTF-8 with a mark, so that a spreadsheet reads it right."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    for row in rows(page):
        writer.writerow([plain(cell) for cell in row])
    return out.getvalue().encode("utf-8-sig")


def plain(cell: object) -> str:
    """A cell that no spreadsheet runs."""
    text = "" if cell is None else str(cell)
    return "'" + text if text.lstrip(" \u00a0").startswith(FORMULA) else text


def rows(page: AccountPage) -> Iterator[Iterable[object]]:
    """The rows of the file, the heads of its parts among them."""
    account = page.account
    yield (_("Case"), page.reference)
    yield (_("Between"), page.officer, page.person)
    yield (_("Made"), page.made_at.isoformat(timespec="seconds"))
    yield ()
    yield (_("What the files show"),)
    yield from ((sentence,) for sentence in (*account.statement, *page.cautions))
    yield ()
    yield (_("Figure"), _("Number"), _("Entries"))
    yield from ((figure.key, figure.number, " ".join(map(str, figure.entries))) for figure in account.figures)
    yield ()
    yield (
        _("Entry"), _("Time in England"), _("What"), _("Detail"), _("Duty"), _("Marks"), _("Purpose"),
        _("Exhibit"), _("Line"), _("As it stood"), _("Digest of the file (SHA-256)"),
    )  # fmt: skip
    for entry in account.entries:
        for origin in entry.origins:
            yield (
                entry.number, entry.local.isoformat(timespec="seconds") if entry.local else "", entry.what, entry.detail, entry.duty,
                ", ".join(entry.marks), entry.purpose, origin.source_id, origin.line, origin.at_text, origin.sha256,
            )  # fmt: skip
    yield ()
    yield (_("Exhibit"), _("Title"), _("File"), _("Digest (SHA-256)"), _("Rows in the file"), _("Rows read"), _("Rows refused"))
    for source in page.sources:
        yield (
            source.exhibit, source.title, source.file_name, source.sha256, source.rows_in_file, source.rows_read, source.rows_refused,
        )  # fmt: skip
    yield ()
    yield (_("Exhibit"), _("Refused line"), _("Why"))
    yield from refused_rows(page, most=1_000_000)
