"""Bundles for tests: exhibits of every kind, what each reader gets of them, and a look into the PDF that comes out."""

import io

from PIL import Image, ImageDraw
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from custodiet.casework import bundle_work, vault
from custodiet.casework.actions import bundles
from custodiet.casework.models import BundleItem, Form
from custodiet.law.vocabulary import Cut
from tests.casework.made_exhibits import BILL, CHAT, bring

EVERY = tuple(Cut)


def pdf(*pages: str, **more) -> bytes:
    """A PDF whose pages say these words; `more` are entries of its catalogue."""
    writer = PdfWriter()
    for words in pages:
        page = writer.add_blank_page(595, 842)
        content = DecodedStreamObject()
        content.set_data(f"BT /F 20 Tf 72 700 Td ({words}) Tj ET".encode())
        font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
        font = DictionaryObject({NameObject(key): NameObject(value) for key, value in font.items()})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): DictionaryObject({NameObject("/F"): font})})
        page[NameObject("/Contents")] = writer._add_object(content)
    for key, value in more.items():
        writer.root_object[NameObject(f"/{key}")] = value
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def picture(kind: str = "PNG", words: str = "drawn words", **more) -> bytes:
    """A picture with words drawn in it."""
    made = Image.new("RGB", (400, 300), "white")
    ImageDraw.Draw(made).text((20, 20), words, fill="black", font_size=40)
    out = io.BytesIO()
    made.save(out, kind, **more)
    return out.getvalue()


def begun(world, *files, title="Misconduct hearing"):
    """A bundle of these exhibits, (content, name) each, with its pages made."""
    bundle = bundles.make(case=world.case, title=title, by=world.by)
    add(world, bundle, *files)
    return bundle


def add(world, bundle, *files, form=Form.PAGES):
    """More exhibits: the bundle itself or its next supplement. Gives the job."""
    chosen = [bundles.Chosen(bring(world, content, name), title=f"What {name} is", form=form) for content, name in files]
    return bundle_work.perform(bundles.choose(bundle=bundle, chosen=chosen, by=world.by))


def usual(world):
    """A bundle with a PDF of three pages, a picture, a table and a chat."""
    return begun(world, (pdf("one", "two", "three"), "statement.pdf"), (picture(), "photo.png"), (BILL, "bill.csv"), (CHAT, "chat.txt"))


def include_all(world, bundle, *cuts):
    """Every item goes to these readers; to all three where none is named."""
    for cut in cuts or EVERY:
        bundles.decide(items=bundle.items.all(), cut=cut, ground=None, why="", by=world.staff.authority)


def leave_out(world, item: BundleItem, cut: Cut, ground, why="It would identify a witness"):
    """That item is kept from that reader."""
    bundles.decide(items=[item], cut=cut, ground=ground, why=why, by=world.staff.authority)


def build(world, bundle, cut=Cut.PANEL, volume=0):
    """Have it built; the job that came of it."""
    return bundle_work.perform(bundles.build(bundle=bundle, volume=volume, cut=cut, by=world.by))


def opened(job) -> PdfReader:
    """The built PDF."""
    assert job.state == "done", job.problem
    return PdfReader(io.BytesIO(data_of(job)))


def data_of(job) -> bytes:
    """Its bytes."""
    with vault.open_stored(job.bundle.case, vault.Stored(job.address, job.sha256, job.size)) as stream:
        return stream.read()


def said(reader: PdfReader) -> list[str]:
    """The words of each page."""
    return [page.extract_text() for page in reader.pages]
