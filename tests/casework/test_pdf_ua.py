"""What can be looked for of PDF/UA in every PDF that the program makes; and each check finds the fault that it is for.

Bundles are looked at in test_bundle_pages.py, the papers of a whole case in test_outcome_papers.py, the account in
tests/web/test_account_exports.py.
"""

import io
import re
from pathlib import Path

import pytest
from django.utils.safestring import mark_safe
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, NameObject, NumberObject, TextStringObject

from custodiet.casework.pdf import paper
from custodiet.publication.notices import Condition
from custodiet.publication.shapes import Shape
from tests.casework.pdf_ua import CHECKS, faults
from tests.publication.made import hearing_notice, outcome_notice, pdf_of, reviewed

pytestmark = pytest.mark.usefixtures("papers")
OPERATING = Path(__file__).resolve().parents[2] / "docs" / "operating.md"
LONG = reviewed("The officer looked at records without a policing purpose. " * 90)
PARTS = [
    {"kind": "title", "text": "Notice"}, {"kind": "heading", "text": "What is alleged"}, {"kind": "text", "text": "Words " * 900},
    {"kind": "points", "points": ["one", "two"]}, {"kind": "table", "text": [["When", "1 June 2026"], ["Where", "Exampleton"]]},
]  # fmt: skip
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="20"><title>Calls by week</title><path d="M1 1h80"/></svg>'


@pytest.mark.parametrize("shape", Shape)
def test_a_notice_of_each_kind_in_each_shape_has_no_fault(shape):
    for notice in (outcome_notice(), hearing_notice(allegations=(LONG, LONG), conditions=tuple(Condition))):
        assert list(faults(PdfReader(io.BytesIO(pdf_of(notice, shape))))) == []


def test_a_paper_of_every_kind_of_part_has_no_fault():
    assert list(faults(PdfReader(io.BytesIO(paper("papers/paper.html", {"parts": PARTS, "title": "Notice"}))))) == []


# --- a file with everything in it, and each check beside the change that it alone finds ---


@pytest.fixture(scope="module")
def whole():
    """A PDF with headings, a list, a table, a picture, a link and two pages."""
    item = {
        "item": {"seq": 1, "numbers": "1", "title": "Bill", "exhibit": {"reference": "E1"}},
        "included": True,
        "url": "https://a.example.org/",
    }
    line = {"title": "Bundle", "lines": [item], "left_out": [{"pages": 1, "numbers": "2"}], "first": 1, "last": 2}
    front = paper("papers/bundle_front.html", line)
    words = "<p>More.</p><ul><li>one</li><li><p>two</p></li></ul>"
    rest = paper("papers/notice.html", {"title": "Bundle", "body": mark_safe(f"<h1>Bundle</h1><h2>Part</h2>{words}{DRAWING}")})
    return front, rest


def changed(data, change):
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return PdfReader(io.BytesIO(out.getvalue()))


def tags(writer):
    root = writer.root_object["/StructTreeRoot"]

    def below(node):
        for kid in node.get("/K", ()):
            tag = kid.get_object()
            if isinstance(tag, dict) and "/S" in tag:
                yield tag
                yield from below(tag)

    return list(below(root))


def first(writer, kind):
    return next(tag for tag in tags(writer) if tag["/S"] == kind)


def metadata(writer, old, new):
    stream = writer.root_object["/Metadata"].get_object()
    said = stream.get_data().decode()
    made = DecodedStreamObject()
    made.set_data(re.sub(old, new, said, flags=re.DOTALL).encode())
    writer.root_object[NameObject("/Metadata")] = writer._add_object(made)


def content(writer, old, new):
    page = writer.pages[0]
    made = DecodedStreamObject()
    made.set_data(re.sub(old, new, page["/Contents"].get_data(), count=1, flags=re.DOTALL))
    page[NameObject("/Contents")] = writer._add_object(made)


def renamed(writer, kind, name):
    first(writer, kind)[NameObject("/S")] = NameObject(name)


def turned(writer):
    root = writer.root_object["/StructTreeRoot"]["/K"][0].get_object()
    one, two, paragraph, points, *rest = root["/K"]
    root[NameObject("/K")] = ArrayObject([one, two, points, paragraph, *rest])


def twice(writer):
    root = writer.root_object["/StructTreeRoot"]["/K"][0].get_object()
    root["/K"].append(root["/K"][0])


def without(writer, kind, key):
    del first(writer, kind)[NameObject(key)]


def link(writer):
    return writer.pages[0]["/Annots"][0].get_object()


def font(writer):
    return next(iter(writer.pages[0]["/Resources"]["/Font"].values())).get_object()


def unfonted(writer):
    descriptor = font(writer)["/DescendantFonts"][0].get_object()["/FontDescriptor"]
    for key in [key for key in descriptor if key.startswith("/FontFile")]:
        del descriptor[key]


FRONT, REST = 0, 1
BROKEN = {
    "it_is_not_encrypted": [(FRONT, lambda writer: writer.encrypt("", "owner"))],
    "it_says_that_it_is_pdf_ua": [(FRONT, lambda writer: metadata(writer, r'pdfuaid:part="1"', ""))],
    "it_has_a_title_and_shows_it": [
        (FRONT, lambda writer: metadata(writer, r"<dc:title>.*</dc:title>", "")),
        (FRONT, lambda writer: writer.root_object.pop("/ViewerPreferences")),
    ],
    "it_has_a_language": [(FRONT, lambda writer: writer.root_object.pop("/Lang"))],
    "it_is_tagged": [
        (FRONT, lambda writer: writer.root_object.pop("/MarkInfo")),
        (FRONT, lambda writer: writer.pages[1].__setitem__(NameObject("/StructParents"), NumberObject(99))),
    ],
    "content_is_tagged_or_an_artefact": [
        (REST, lambda writer: content(writer, rb"/Artifact\s+<</Type /Pagination>>\s+BDC", b"/Span <</MCID 99>> BDC")),
        (REST, lambda writer: content(writer, rb"/Span\s+<</MCID 0>>\s+BDC(.*?)EMC", rb"\1")),
        (REST, lambda writer: content(writer, rb"EMC", b"")),
        (REST, lambda writer: content(writer, rb"$", b" EMC")),
    ],
    "tags_are_in_the_order_of_reading": [(REST, turned), (REST, twice)],
    "headings_nest": [(REST, lambda writer: renamed(writer, "/H2", "/H3")), (REST, lambda writer: renamed(writer, "/H1", "/P"))],
    "lists_are_made_of_items": [
        (REST, lambda writer: renamed(writer, "/LBody", "/P")), (REST, lambda writer: renamed(writer, "/LI", "/Div")),
    ],
    "tables_have_heads": [
        (FRONT, lambda writer: [renamed(writer, "/TH", "/TD") for _ in range(4)]),
        (FRONT, lambda writer: without(writer, "/TH", "/A")),
    ],
    "figures_have_words": [(REST, lambda writer: without(writer, "/Figure", "/Alt"))],
    "links_have_words_and_tags": [
        (FRONT, lambda writer: link(writer).pop("/Contents")),
        (FRONT, lambda writer: link(writer).__setitem__(NameObject("/StructParent"), NumberObject(99))),
    ],
    "keys_follow_the_tags": [(FRONT, lambda writer: writer.pages[0].__setitem__(NameObject("/Tabs"), NameObject("/R")))],
    "fonts_come_with_it": [(FRONT, unfonted), (FRONT, lambda writer: font(writer).pop("/ToUnicode"))],
}  # fmt: skip


def labelled(writer):
    """A link in the index gets its words when the bundle is joined (custodiet.evidence.joining); here they are put on it."""
    for page in writer.pages:
        for each in page.get("/Annots", ()):
            each.get_object()[NameObject("/Contents")] = TextStringObject("Page 1")


def test_every_check_has_a_file_that_it_refuses():
    assert list(BROKEN) == [check.__name__ for check in CHECKS]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_this_check_alone_finds_the_fault(check, whole):
    for which, change in BROKEN[check.__name__]:
        assert list(faults(changed(whole[which], labelled))) == []
        broken = changed(whole[which], lambda writer, change=change: (labelled(writer), change(writer)))
        found = {each.__name__: list(each(broken, None)) for each in CHECKS}
        assert found[check.__name__], check.__name__
        others = {name for name, said in found.items() if said and name != check.__name__}
        assert not others, (check.__name__, found)


def test_the_manual_says_which_checks_these_are():
    said = " ".join(OPERATING.read_text(encoding="utf-8").split())
    assert all(check.__doc__.splitlines()[0] in said for check in CHECKS)
    assert "veraPDF was not used" in said
