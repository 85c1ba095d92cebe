"""Published tables as pages and programs take them: rows and columns with the words of the components, a drawing, and a CSV."""

import csv
import io
from typing import Any

from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from custodiet.figures.bounds import TOTAL
from custodiet.figures.disclosure import KEPT_BACK, TOO_FEW
from custodiet.figures.drawing import bars
from custodiet.figures.measures import BY_KEY
from custodiet.figures.table import ALL
from custodiet.web.sentences import opening


def column_words(column: str) -> str:
    """What stands above a column."""
    return _("Number") if column == ALL else opening(word(column))


def word(text: str) -> str:
    """A word of a published table in the language of the page; as it was approved, where no translation is known.

    Which words these are, `tools.languages` asks the measures themselves.
    """
    return _(text) if text else ""


def sentence_of(told: dict[str, Any], period: str) -> str:
    """The sentence of a table: as it was approved, and in another language than English the same number in the words of the measure."""
    measure = BY_KEY.get(told["measure"].partition("/")[0])
    if not period or measure is None or measure.named != told["measure"]:
        return told["sentence"]
    total = next(value for row, column, value in told["given"] if (row, column) == (TOTAL, TOTAL))
    template = _(TOO_FEW if total is None else measure.sentence)
    return opening(template.format(n=total, title=word(told["title"]), period=period))


def tables_of(told: dict[str, Any], period: str = "") -> list[dict[str, Any]]:
    """The tables of what leaves, as the components take them: with the sentence, the drawing and what was kept back.

    `period` is its name in the language of the page, where that is not English.
    """
    return [_table_of(number, each, period) for number, each in enumerate(told["tables"], 1)]


def _table_of(number: int, told: dict[str, Any], period: str) -> dict[str, Any]:
    title, sentence = word(told["title"]), sentence_of(told, period)
    given = {(row, column): value for row, column, value in told["given"]}
    wide = told["columns"] != [ALL]
    columns = [*told["columns"], TOTAL] if wide else told["columns"]
    rows = [each for each in told["rows"] if any(given[each, column] != 0 for column in columns)]
    shown = [*rows, TOTAL]
    first = [(word(each), given[each, TOTAL if wide else ALL]) for each in rows]
    return {
        "title": title,
        "sentence": sentence,
        "definition": word(told["definition"]),
        "source": told["source"],
        "unit": word(told["unit"]),
        "empty": not rows,
        "kept_back": any(value is None for value in given.values()),
        "head": [word(told["by"][0]), *(column_words(column) for column in columns)],
        "rows": [
            [{"text": opening(word(each)), "header": True}, *({"text": _number(given[each, column])} for column in columns)]
            for each in shown
        ],
        "drawing": mark_safe(bars(title, sentence, first, f"drawing-{number}")) if any(value for _, value in first) else "",
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
