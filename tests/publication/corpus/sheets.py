"""Hiding places in workbooks (XLSX, ODS)."""

import io
from collections.abc import Callable
from html import escape, unescape

import openpyxl
from openpyxl.comments import Comment
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Font
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from tests.publication.corpus.archives import opened, zipped
from tests.publication.corpus.place import Place

Change = Callable[[openpyxl.Workbook, str], None]


def workbook(change: Change) -> Callable[[str], bytes]:
    def hide(text: str) -> bytes:
        book = openpyxl.Workbook()
        book.active.append(["Year", "Outcome"])
        book.active.append([2023, "Dismissed"])
        change(book, text)
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()

    return hide


def with_parts(parts: Callable[[str], dict[str, str]]) -> Callable[[str], bytes]:
    """A workbook with parts that openpyxl keeps no eye on."""

    def hide(text: str) -> bytes:
        made = opened(workbook(lambda book, text: None)(text))
        return zipped({name: made.read(name) for name in made.namelist()} | {name: xml.encode() for name, xml in parts(text).items()})

    return hide


def read(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def part(name: str) -> Callable[[bytes], str]:
    return lambda data: unescape(opened(data).read(name).decode())


def cell(book: openpyxl.Workbook, text: str) -> None:
    book.active["A3"] = text


def far_cell(book: openpyxl.Workbook, text: str) -> None:
    book.active["XFD900000"] = text


def sheet(state: str) -> Change:
    def change(book: openpyxl.Workbook, text: str) -> None:
        made = book.create_sheet("Data")
        made["A1"] = text
        made.sheet_state = state

    return change


def title_of_sheet(book: openpyxl.Workbook, text: str) -> None:
    book.create_sheet("x").title = "".join(c for c in text if c not in "[]:*?/\\")[:31]


def hidden_column(book: openpyxl.Workbook, text: str) -> None:
    book.active["F1"] = text
    book.active.column_dimensions["F"].hidden = True


def white(book: openpyxl.Workbook, text: str) -> None:
    book.active["F1"] = text
    book.active["F1"].font = Font(color="FFFFFF")


def comment(book: openpyxl.Workbook, text: str) -> None:
    book.active["A1"].comment = Comment(text, "x")


def author(book: openpyxl.Workbook, text: str) -> None:
    book.active["A1"].comment = Comment("x", text)


def defined_name(book: openpyxl.Workbook, text: str) -> None:
    book.defined_names["WHO"] = DefinedName("WHO", attr_text=f'"{text}"')


def creator(book: openpyxl.Workbook, text: str) -> None:
    book.properties.creator = text


def custom_property(book: openpyxl.Workbook, text: str) -> None:
    book.custom_doc_props.append(StringProperty(name="Reviewed by", value=text))


def header(book: openpyxl.Workbook, text: str) -> None:
    book.active.oddHeader.center.text = text


def prompt(book: openpyxl.Workbook, text: str) -> None:
    rule = DataValidation(type="list", formula1='"a,b"')
    rule.prompt = text
    rule.add("A1")
    book.active.add_data_validation(rule)


def link(book: openpyxl.Workbook, text: str) -> None:
    book.active["A1"].hyperlink = "https://example.org/"
    book.active["A1"].hyperlink.tooltip = text


def formula(book: openpyxl.Workbook, text: str) -> None:
    book.active["A3"] = f'=IF(FALSE,"{text}","")'


def cells(at: str, sheet_of: str | None = None) -> Callable[[bytes], str]:
    return lambda data: str((read(data)[sheet_of] if sheet_of else read(data).active)[at].value)


def ods(content: str, meta: str = "") -> bytes:
    return zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": f"<office:document-content>{content}</office:document-content>".encode(),
            "meta.xml": f"<office:document-meta>{meta}</office:document-meta>".encode(),
        }
    )


PLACES = (
    Place("a cell", workbook(cell), cells("A3")),
    Place("a cell at the far end of a sheet", workbook(far_cell), cells("XFD900000")),
    Place("a hidden sheet", workbook(sheet("hidden")), cells("A1", "Data")),
    Place("a very hidden sheet", workbook(sheet("veryHidden")), cells("A1", "Data")),
    Place("a hidden column", workbook(hidden_column), cells("F1")),
    Place("white letters on white", workbook(white), cells("F1")),
    Place("a comment on a cell", workbook(comment), lambda d: read(d).active["A1"].comment.text),
    Place("the author of a comment", workbook(author), lambda d: read(d).active["A1"].comment.author),
    Place("a defined name", workbook(defined_name), lambda d: read(d).defined_names["WHO"].attr_text),
    Place("the creator of a workbook", workbook(creator), lambda d: read(d).properties.creator),
    Place("a property of a workbook's own", workbook(custom_property), lambda d: str(list(read(d).custom_doc_props.props))),
    Place("the header of a sheet", workbook(header), lambda d: read(d).active.oddHeader.center.text),
    Place("the prompt of a cell", workbook(prompt), lambda d: read(d).active.data_validations.dataValidation[0].prompt),
    Place("the tip of a link", workbook(link), lambda d: read(d).active["A1"].hyperlink.tooltip),
    Place("a formula", workbook(formula), cells("A3")),
    Place(
        "a pivot cache",
        with_parts(
            lambda t: {"xl/pivotCache/pivotCacheRecords1.xml": f'<pivotCacheRecords><r><s v="{escape(t)}"/></r></pivotCacheRecords>'}
        ),
        part("xl/pivotCache/pivotCacheRecords1.xml"),
    ),
    Place(
        "the shared items of a pivot cache",
        with_parts(
            lambda t: {
                "xl/pivotCache/pivotCacheDefinition1.xml": f'<pivotCacheDefinition><sharedItems><s v="{escape(t)}"/></sharedItems></pivotCacheDefinition>'
            }
        ),
        part("xl/pivotCache/pivotCacheDefinition1.xml"),
    ),
    Place(
        "the kept copy of another workbook",
        with_parts(
            lambda t: {
                "xl/externalLinks/externalLink1.xml": f'<externalLink><sheetData><cell r="A1" t="str"><v>{escape(t)}</v></cell></sheetData></externalLink>'
            }
        ),
        part("xl/externalLinks/externalLink1.xml"),
    ),
    Place(
        "a remark in a thread of a workbook",
        with_parts(
            lambda t: {"xl/threadedComments/threadedComment1.xml": f"<ThreadedComments><text>{escape(t)}</text></ThreadedComments>"}
        ),
        part("xl/threadedComments/threadedComment1.xml"),
    ),
    Place(
        "a shared text that no cell uses",
        with_parts(lambda t: {"xl/sharedStrings2.xml": f"<sst><si><r><t>{escape(t[:3])}</t></r><r><t>{escape(t[3:])}</t></r></si></sst>"}),
        lambda d: part("xl/sharedStrings2.xml")(d).replace("</t></r><r><t>", ""),
    ),
    Place(
        "alternative text in a sheet",
        with_parts(lambda t: {"xl/drawings/drawing9.xml": f'<xdr:wsDr><xdr:cNvPr id="1" name="a" descr="{escape(t)}"/></xdr:wsDr>'}),
        part("xl/drawings/drawing9.xml"),
    ),
    Place(
        "a cell of an ODS file",
        lambda t: ods(f"<table:table><table:table-cell><text:p>{escape(t)}</text:p></table:table-cell></table:table>"),
        part("content.xml"),
    ),
    Place(
        "a remark in an ODS file",
        lambda t: ods(
            f"<office:annotation><text:p>{''.join(f'<text:span>{escape(c)}</text:span>' for c in t)}</text:p></office:annotation>"
        ),
        lambda d: part("content.xml")(d).replace("</text:span><text:span>", ""),
    ),
    Place(
        "the properties of an ODS file",
        lambda t: ods("", f"<meta:user-defined meta:name='by'>{escape(t)}</meta:user-defined>"),
        part("meta.xml"),
    ),
    Place("a tracked change in an ODS file", lambda t: ods(f"<table:previous office:string-value='{escape(t)}'/>"), part("content.xml")),
)
