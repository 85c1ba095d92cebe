"""The sheets of a paper as files: CSV for programs, Word for those who work on in Word, PDF with the drawings."""

import csv
import io
from collections.abc import Sequence
from datetime import UTC, datetime, time

from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from docx import Document

from custodiet.casework.models import FrozenFigures
from custodiet.casework.paper_word import dated
from custodiet.casework.pdf import paper as drawn
from custodiet.figures.answers import EXEMPTION
from custodiet.figures.disclosure import KEPT_BACK
from custodiet.figures.drawing import bars
from custodiet.figures.papers import FiguresPaper
from custodiet.figures.period import Period
from custodiet.figures.sheet import Number, Sheet
from custodiet.web.templatetags.house import british

FORMS = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "pdf": "application/pdf",
    "csv": "text/csv; charset=utf-8",
}  # fmt: skip


def written(form: str, row: FrozenFigures, paper: FiguresPaper, asked: Period, sheets: Sequence[Sheet]) -> bytes:
    """The bytes of that file; the same sheets give the same bytes. Raises NoPdf."""
    return {"docx": _word, "pdf": _pdf, "csv": _csv}[form](row, paper, asked, sheets)


def shown(number: Number | str) -> str:
    """A number as it is printed."""
    return KEPT_BACK if number is None else f"{number:,}" if isinstance(number, int) else number


def named(words: str) -> str:
    """The name of a row or column as it is printed."""
    return words[:1].upper() + words[1:]


def drawing(sheet: Sheet, place: int) -> str:
    """Its bars, or nothing where there is nothing to draw. Safe: `bars` writes numbers and escapes every word."""
    if not any(number for _, number in sheet.bars):
        return ""
    return mark_safe(bars(sheet.title, sheet.sentence, [(named(name), number) for name, number in sheet.bars], f"sheet-{place}"))


def source(row: FrozenFigures, asked: Period) -> str:
    """What the paper was counted from."""
    told = {"force": row.force, "period": asked.phrase, "day": british(row.taken_on), "snapshot": row.snapshot[:16]}
    return _("%(force)s, %(period)s. Counted from the cases as they stood on %(day)s (snapshot %(snapshot)s).") % told


def withheld(paper: FiguresPaper, sheets: Sequence[Sheet]) -> list[str]:
    """What an answer to a request withholds, and the exemption that it is withheld under; nothing of another paper."""
    said = [words for sheet in sheets for words in sheet.not_given] if paper.answers else []
    return [*said, EXEMPTION] if said else []


def _csv(row: FrozenFigures, paper: FiguresPaper, asked: Period, sheets: Sequence[Sheet]) -> bytes:
    out = io.StringIO()
    lines = csv.writer(out, lineterminator="\r\n")
    if any(sheet.listed for sheet in sheets):
        for sheet in sheets:
            lines.writerow(["force", "period", "snapshot", *sheet.head])
            lines.writerows([row.force, asked.key, row.snapshot, name, *map(shown, cells)] for name, cells in sheet.rows)
        return out.getvalue().encode()
    lines.writerow(["force", "period", "snapshot", "table", "row", "column", "number"])
    for sheet in sheets:
        for name, numbers in sheet.rows:
            for column, number in zip(sheet.head[1:], numbers, strict=True):
                shown_as = KEPT_BACK if number is None else number
                lines.writerow([row.force, asked.key, row.snapshot, sheet.title, name, column, shown_as])
    return out.getvalue().encode()


def _word(row: FrozenFigures, paper: FiguresPaper, asked: Period, sheets: Sequence[Sheet]) -> bytes:
    made = Document()
    made.core_properties.author = made.core_properties.last_modified_by = "Custodiet"
    made.core_properties.title = paper.title
    made.core_properties.created = made.core_properties.modified = datetime.combine(row.taken_on, time())
    made.add_heading(paper.title, level=1)
    made.add_paragraph(source(row, asked))
    if paper.unsure:
        made.add_paragraph(paper.unsure)
    for sheet in sheets:
        made.add_heading(sheet.title, level=2)
        made.add_paragraph(sheet.sentence)
        table = made.add_table(rows=1, cols=len(sheet.head), style="Table Grid")
        for cell, words in zip(table.rows[0].cells, sheet.head, strict=True):
            cell.text = named(words)
        for name, numbers in sheet.rows:
            for cell, words in zip(table.add_row().cells, (named(name), *map(shown, numbers)), strict=True):
                cell.text = words
        for note in sheet.notes:
            made.add_paragraph(note, style="List Bullet")
    if said := withheld(paper, sheets):
        made.add_heading(_("What is withheld, and why"), level=2)
        for words in said:
            made.add_paragraph(words, style="List Bullet")
    out = io.BytesIO()
    made.save(out)
    return dated(out.getvalue(), datetime.combine(row.taken_on, time(), UTC))


def _pdf(row: FrozenFigures, paper: FiguresPaper, asked: Period, sheets: Sequence[Sheet]) -> bytes:
    told = [
        {"sheet": sheet, "drawing": drawing(sheet, place), "rows": [(named(name), list(map(shown, each))) for name, each in sheet.rows]}
        for place, sheet in enumerate(sheets)
    ]
    return drawn("papers/figures.html", {"paper": paper, "source": source(row, asked), "sheets": told, "withheld": withheld(paper, sheets)})
