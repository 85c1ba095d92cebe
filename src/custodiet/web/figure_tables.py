"""Published tables as pages and programs take them: rows and columns with the words of the components, a drawing, and a CSV."""

import csv
import io
from typing import Any

from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from custodiet.figures.bounds import TOTAL
from custodiet.figures.disclosure import KEPT_BACK
from custodiet.figures.drawing import bars
from custodiet.figures.table import ALL


def column_words(column: str) -> str:
    """What stands above a column."""
    return _("Number") if column == ALL else column[:1].upper() + column[1:]


def tables_of(told: dict[str, Any]) -> list[dict[str, Any]]:
    """The tables of what leaves, as the components take them: with the sentence, the drawing and what was kept back."""
    return [_table_of(number, each) for number, each in enumerate(told["tables"], 1)]


def _table_of(number: int, told: dict[str, Any]) -> dict[str, Any]:
    given = {(row, column): value for row, column, value in told["given"]}
    wide = told["columns"] != [ALL]
    columns = [*told["columns"], TOTAL] if wide else told["columns"]
    rows = [each for each in told["rows"] if any(given[each, column] != 0 for column in columns)]
    shown = [*rows, TOTAL]
    first = [(each, given[each, TOTAL if wide else ALL]) for each in rows]
    return {
        "title": told["title"],
        "sentence": told["sentence"],
        "definition": told["definition"],
        "source": told["source"],
        "unit": told["unit"],
        "empty": not rows,
        "kept_back": any(value is None for value in given.values()),
        "head": [told["by"][0], *(column_words(column) for column in columns)],
        "rows": [
            [{"text": each[:1].upper() + each[1:], "header": True}, *({"text": _number(given[each, column])} for column in columns)]
            for each in shown
        ],
        "drawing": mark_safe(bars(told["title"], told["sentence"], first, f"drawing-{number}")) if any(value for _, value in first) else "",
    }  # Safe: `bars` writes numbers and escapes every word.


def _number(value: int | None) -> str:
    return KEPT_BACK if value is None else f"{value:,}"


def csv_of(told: dict[str, Any]) -> str:
    """Every place of every table as a line: measure with its version, row, column, number; what is kept back has the letter c."""
    written = io.StringIO()
    lines = csv.writer(written, lineterminator="\r\n")
    lines.writerow(["force", "period", "measure", "row", "column", "number"])
    for each in told["tables"]:
        for row, column, value in each["given"]:
            lines.writerow([told["force"], told["period"], each["measure"], row, column, KEPT_BACK if value is None else value])
    return written.getvalue()
