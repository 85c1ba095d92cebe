"""The pages of a bundle that the program makes itself: the index, the sheets for what is left out, tables and texts row by row."""

import itertools
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from custodiet.casework.models import Bundle, BundleItem, Exhibit
from custodiet.casework.pdf import paged
from custodiet.evidence.sheets import Row, Sheets
from custodiet.law.vocabulary import Cut

ADDRESS = "https://bundle.example.org/page/"
"""What stands in a link of the index until the pages are joined; then it leads to the page itself."""
ALPHABET = (
    "? ABCDEFGHIJKLMNOPQRSTUVWXYZ abcdefghijklmnopqrstuvwxyz 0123456789 .,:;/()–-·’'&ÀÁÂÄÇÈÉÊËÌÍÎÏÑÒÓÔÖÙÚÛÜŴŶàáâäçèéêëìíîïñòóôöùúûüŵŷ"
)
WIDE, WIDEST = 5, 14
"""Columns from which a page lies on its side, and columns that a page has room for; more are written in one, between bars."""


def pages_of_rows(exhibit: Exhibit, title: str, found: Sheets) -> tuple[bytes, int]:
    """The pages of an exhibit that is a table, a chat or a text: every row, with the place in the file. Raises NoPdf."""
    parts = list(_parts(found))
    width = max(len(row.cells) for row in found.rows)
    context = {
        "exhibit": exhibit, "title": title, "parts": parts, "landscape": width > WIDE and width <= WIDEST, "barred": width > WIDEST,
        "count": sum(len(part["rows"]) for part in parts), "others": [row.cells[0] for row in _others(found)],
    }  # fmt: skip
    return paged("papers/bundle_rows.html", context)


def _others(found: Sheets) -> tuple[Row, ...]:
    return found.rows[len(found.rows) - found.others :] if found.others else ()


def _parts(found: Sheets) -> Iterator[dict[str, Any]]:
    """The parts of a file, each with its name, its width and its rows; a part without rows is none."""
    rows = found.rows[: len(found.rows) - found.others] if found.others else found.rows
    name = ""
    for is_name, group in itertools.groupby(rows, key=lambda row: not row.cells):
        several = list(group)
        if is_name:
            name = several[-1].line
            continue
        width = max(len(row.cells) for row in several)
        barred = width > WIDEST
        lines = [(row.line, [" | ".join(row.cells)] if barred else [*row.cells, *[""] * (width - len(row.cells))]) for row in several]
        yield {"name": name, "columns": range(1, 2 if barred else width + 1), "rows": lines}


def sheet_of_file(exhibit: Exhibit, title: str) -> tuple[bytes, int]:
    """One sheet that names a file which is handed over beside the bundle. Raises NoPdf."""
    return paged("papers/bundle_file.html", {"exhibit": exhibit, "title": title})


def front(bundle: Bundle, volume: int, cut: Cut, made_on: Any, items: Iterable[tuple[BundleItem, bool]]) -> tuple[bytes, int, int]:
    """The index, and after it one sheet for each item that is left out: the PDF, the pages of the index, the sheets. Raises NoPdf."""
    pairs = list(items)
    lines = [{"item": item, "included": included, "url": f"{ADDRESS}{item.first}"} for item, included in pairs]
    left_out = [item for item, included in pairs if not included]
    context = {
        "bundle": bundle, "cut": cut, "made_on": made_on, "lines": lines, "left_out": left_out, "title": name_of(bundle, volume),
        "volume": volume, "first": pairs[0][0].first, "last": pairs[-1][0].last,
    }  # fmt: skip
    data, count = paged("papers/bundle_front.html", context)
    return data, count - len(left_out), len(left_out)


def alphabet() -> bytes:
    """A page of every character that is written below the pages. Raises NoPdf."""
    return paged("papers/bundle_alphabet.html", {"characters": ALPHABET}, tagged=False)[0]


def name_of(bundle: Bundle, volume: int) -> str:
    """What a volume is called."""
    return bundle.title if volume == 0 else _("%(title)s: supplement %(number)d") % {"title": bundle.title, "number": volume}


def roman(number: int) -> str:
    """“iv”."""
    out = ""
    for value, sign in ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
        while number >= value:
            out, number = out + sign, number - value
    return out
