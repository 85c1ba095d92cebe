"""The account as a Word file, for those who work on in Word: the statement, the weeks, every entry, the files and refusals."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from django.utils.translation import gettext as _
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.shared import Pt

from custodiet.casework.exhibit_pages import AccountPage
from custodiet.web.account.words import figures, marked, refused_rows, source_rows, title, week_rows, when
from custodiet.web.templatetags.house import moment


def word(page: AccountPage) -> bytes:
    """The bytes of the .docx file. Its properties name the program and no person."""
    made = Document()
    _landscape(made)
    made.core_properties.author = made.core_properties.last_modified_by = "Custodiet"
    made.core_properties.title = title(page)
    made.core_properties.created = made.core_properties.modified = page.made_at.replace(tzinfo=None)
    made.add_heading(title(page), level=1)
    made.add_paragraph(_("Case %(case)s. Made on %(day)s.") % {"case": page.reference, "day": moment(page.made_at)})
    made.add_heading(_("What the files show"), level=2)
    for sentence in page.account.statement:
        made.add_paragraph(sentence)
    for caution in page.cautions:
        made.add_paragraph(caution, style="List Bullet")
    made.add_heading(_("Figures"), level=2)
    _table(made, [_("What"), _("Number"), _("Entries")], figures(page.account))
    made.add_heading(_("Week by week"), level=2)
    _table(made, [_("Week from"), _("Calls"), _("Texts"), _("Chat"), _("Looks"), _("Off duty")], week_rows(page.account))
    made.add_heading(_("Every entry, in order of time"), level=2)
    _table(made, [_("No."), _("Time in England"), _("What"), _("Duty and marks"), _("Stands in")], _entries(page))
    made.add_heading(_("The files"), level=2)
    _table(made, [_("Exhibit"), _("File"), _("Rows: in the file, read, refused"), _("Digest (SHA-256)")], source_rows(page))
    made.add_heading(_("Lines that were refused"), level=2)
    if refusals := refused_rows(page):
        _table(made, [_("Exhibit"), _("Line"), _("Why")], refusals)
    else:
        made.add_paragraph(_("None."))
    out = io.BytesIO()
    made.save(out)
    return dated(out.getvalue(), page.made_at)


def dated(packed: bytes, moment: datetime) -> bytes:
    """The same zip with that moment on each of its parts, so that the file made again has the same digest."""
    out, at = io.BytesIO(), moment.astimezone(UTC).timetuple()[:6]
    with zipfile.ZipFile(io.BytesIO(packed)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            part = zipfile.ZipInfo(name, at)
            part.compress_type = zipfile.ZIP_DEFLATED
            after.writestr(part, before.read(name))
    return out.getvalue()


def _entries(page: AccountPage) -> Iterable[Sequence[str]]:
    for entry in page.account.entries:
        stands = "\n".join(f"{origin.source_id}, {origin.line}" for origin in entry.origins)
        yield (
            str(entry.number),
            when(entry),
            entry.what + (f": {entry.detail}" if entry.detail else ""),
            "\n".join(filter(None, [marked(entry), entry.purpose])),
            stands,
        )


def _landscape(made: WordDocument) -> None:
    section = made.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    made.styles["Normal"].font.name = "Arial"
    made.styles["Normal"].font.size = Pt(10)


def _table(made: WordDocument, head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    table = made.add_table(rows=1, cols=len(head))
    table.style = "Light Grid Accent 1"
    for cell, text in zip(table.rows[0].cells, head, strict=True):
        cell.text = text
    for row in rows:
        for cell, value in zip(table.add_row().cells, row, strict=True):
            cell.text = "".join(letter for letter in str(value) if letter.isprintable() or letter == "\n")
