"""The account as a Word file, for those who work on in Word: the statement, the weeks, every entry, the files and refusals."""

import io
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import _Row

from custodiet.casework.exhibit_pages import AccountPage
from custodiet.casework.paper_word import dated
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
    _foot(made, page.reference)
    made.add_paragraph(_("Case %(case)s. Made on %(day)s.") % {"case": page.reference, "day": moment(page.made_at)})
    made.add_paragraph(_("Times are those of England; each line names the exhibit and the line in it that it was counted from."))
    made.add_heading(_("What the files show"), level=2)
    for place, sentence in enumerate(page.account.statement):
        made.add_paragraph().add_run(sentence).bold = place == 0
    for caution in page.cautions:
        made.add_paragraph(caution, style="List Bullet")
    made.add_paragraph(_("The drawing is in the account's PDF; what it draws is counted week by week below."))
    made.add_heading(_("Figures"), level=2)
    _table(made, [_("What"), _("Number"), _("Entries")], figures(page.account), (85, 22, 160))
    made.add_heading(_("Week by week"), level=2)
    _table(
        made,
        [_("Week from"), _("Calls"), _("Texts"), _("Chat"), _("Looks"), _("Off duty")],
        week_rows(page.account),
        (67, 40, 40, 40, 40, 40),
    )
    made.add_heading(_("Every entry, in order of time"), level=2)
    _table(made, [_("No."), _("Time in England"), _("What"), _("Duty and marks"), _("Stands in")], _entries(page), (12, 43, 62, 105, 45))
    made.add_heading(_("The files"), level=2)
    _table(
        made, [_("Exhibit"), _("File"), _("Rows: in the file, read, refused"), _("Digest (SHA-256)")], source_rows(page), (20, 92, 40, 115)
    )
    made.add_heading(_("Lines that were refused"), level=2)
    if refusals := refused_rows(page):
        _table(made, [_("Exhibit"), _("Line"), _("Why")], refusals, (20, 60, 187))
    else:
        made.add_paragraph(_("None."))
    out = io.BytesIO()
    made.save(out)
    return dated(out.getvalue(), page.made_at)


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
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(15)
    made.styles["Normal"].font.name = "Arial"
    made.styles["Normal"].font.size = Pt(10)
    made.styles["Normal"].paragraph_format.space_after = Pt(3)


def _foot(made: WordDocument, reference: str) -> None:
    """At the foot of every page how it is marked, the case, and the number of the page."""
    foot = made.sections[0].footer.paragraphs[0]
    foot.add_run(_("Official – sensitive") + f" · {reference} · ").font.size = Pt(8)
    number = OxmlElement("w:fldSimple")
    number.set(qn("w:instr"), "PAGE")
    foot._p.append(number)


def _table(made: WordDocument, head: Sequence[str], rows: Iterable[Sequence[object]], widths: Sequence[int]) -> None:
    """A table whose columns are so many millimetres wide; its heads stand on every page, and no row is parted by the end of one."""
    table = made.add_table(rows=1, cols=len(head))
    table.style, table.autofit = "Light Grid Accent 1", False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    _fill(table.rows[0], head, widths, "w:tblHeader")
    for row in rows:
        _fill(table.add_row(), row, widths, "w:cantSplit")


def _fill(row: _Row, values: Sequence[object], widths: Sequence[int], rule: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(rule))
    for cell, value, width in zip(row.cells, values, widths, strict=True):
        cell.width = Mm(width)
        cell.text = "".join(letter for letter in str(value) if letter.isprintable() or letter == "\n")
