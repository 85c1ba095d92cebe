"""The pages of a bundle: nothing of an exhibit acts or hides in it, nothing that it shows is lost, and it is tagged."""

import io
import subprocess

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, FloatObject, NameObject, NumberObject, TextStringObject

from custodiet.evidence import sheets
from custodiet.evidence.reading import UnreadableFile
from tests.casework.conftest import staff
from tests.casework.made_bundles import build, data_of, include_all, opened, pdf, said, usual
from tests.casework.made_exhibits import BILL, world
from tests.casework.pdf_ua import faults


def named(**entries):
    return DictionaryObject({NameObject(f"/{key}"): value for key, value in entries.items()})


def pages_of(content, name="a.pdf"):
    return sheets.sheets(io.BytesIO(content), name)


def words_of(content):
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def marked(words, flags=0, subtype="/FreeText"):
    """A PDF with a remark on it, as a viewer draws it."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf("the page itself"))))
    drawing = DecodedStreamObject()
    drawing.set_data(f"BT /F 12 Tf 2 2 Td ({words}) Tj ET".encode())
    drawing.update(named(Subtype=NameObject("/Form"), BBox=ArrayObject(map(FloatObject, (0, 0, 100, 20)))))
    drawing[NameObject("/Resources")] = writer.pages[0]["/Resources"].clone(writer)
    note = named(
        Subtype=NameObject(subtype), Rect=ArrayObject(map(FloatObject, (50, 50, 150, 70))), F=NumberObject(flags),
        AP=named(N=writer._add_object(drawing)),
    )  # fmt: skip
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(note)])
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_what_acts_in_a_pdf_and_what_is_attached_to_it_stays_behind():
    script = named(S=NameObject("/JavaScript"), JS=TextStringObject("app.alert('a script')"))
    attached = DecodedStreamObject()
    attached.set_data(b"an attachment")
    names = named(EmbeddedFiles=named(Names=ArrayObject([TextStringObject("a"), named(EF=named(F=attached))])))
    original = pdf("one", OpenAction=script, Names=names)
    assert b"JavaScript" in original and b"an attachment" in original
    made = pages_of(original)
    assert made.pages == 1 and words_of(made.pdf) == "one"
    assert b"JavaScript" not in made.pdf and b"attachment" not in made.pdf and b"OpenAction" not in made.pdf


@pytest.mark.parametrize(("flags", "subtype", "shown"), [(0, "/FreeText", True), (4, "/Widget", True), (2, "/FreeText", False)])
def test_a_remark_and_a_filled_in_field_are_drawn_as_a_viewer_shows_them_and_a_hidden_one_is_not(flags, subtype, shown):
    assert ("a remark" in words_of(pages_of(marked("a remark", flags, subtype)).pdf)) is shown


@pytest.mark.parametrize(("turned", "wide"), [(0, False), (90, True), (180, False), (270, True)])
def test_a_page_that_lies_on_its_side_comes_upright(turned, wide):
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf("words on a page"))))
    writer.pages[0][NameObject("/Rotate")] = NumberObject(turned)
    out = io.BytesIO()
    writer.write(out)
    box = PdfReader(io.BytesIO(pages_of(out.getvalue()).pdf)).pages[0].mediabox
    assert (box.width > box.height) is wide


def test_every_row_of_a_table_comes_and_a_long_cell_goes_on_in_the_next_row():
    made = pages_of(BILL + b"x," + b"y" * 9000 + b"\n", "bill.csv")
    assert [row.line for row in made.rows] == ["line 1", "line 2", "line 3", "line 4", *["line 5"] * 3]
    assert sum(row.cells[-1].count("y") for row in made.rows[-3:]) == 9000


def test_a_pdf_that_refers_to_itself_without_end_gets_a_sentence():
    loop = ArrayObject()
    inner = loop
    for _ in range(200):
        deeper = ArrayObject()
        inner.append(deeper)
        inner = deeper
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf("one"))))
    writer.pages[0]["/Resources"][NameObject("/Deep")] = loop
    out = io.BytesIO()
    writer.write(out)
    with pytest.raises(UnreadableFile):
        pages_of(out.getvalue())


def test_words_cannot_be_joined_to_what_no_part_holds():
    with pytest.raises(UnreadableFile, match="broke down"):
        sheets.join([pdf("one")], {"pages": [{"part": 5, "page": 0}], "alphabet": 0})


@pytest.mark.django_db
def test_a_bundle_passes_what_can_be_looked_for_of_pdf_ua_and_opens_without_a_network(shelf, papers, db, tmp_path):
    there = world(staff())
    bundle = usual(there)
    include_all(there, bundle)
    job = build(there, bundle)
    reader = opened(job)
    others = {1, 2, 3}  # the pages of somebody else's PDF
    assert list(faults(reader, made=set(range(len(reader.pages))) - others)) == []
    path = tmp_path / "bundle.pdf"
    path.write_bytes(data_of(job))
    told = subprocess.run(["pdfinfo", path], check=True, capture_output=True, text=True).stdout
    assert "Tagged:          yes" in told and "JavaScript:      no" in told
    assert b"/URI" not in data_of(job) and b"/Launch" not in data_of(job) and b"example.org" not in data_of(job)
    assert [tag for tag in ("Index", "What statement.pdf is") if tag not in said(reader)[0]] == []
