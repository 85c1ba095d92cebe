"""A notice as PDF, read back: in the order of its tags it says what the page says, and it is made of nothing else."""

from collections.abc import Callable
from typing import Any

import pytest
from pypdf import PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject, TextStringObject

from custodiet.publication.notices import Condition
from custodiet.publication.printed import otherwise, strange
from custodiet.publication.render import title
from custodiet.publication.shapes import Shape, render
from tests.publication.made import altered, hearing_notice, outcome_notice, pdf_of, reviewed

pytestmark = pytest.mark.usefixtures("papers")
LONG = "On one occasion the officer “looked” at <records> & files: Ôl, ffi, 17. " * 40
LONG_NOTICE = hearing_notice(allegations=(reviewed(f"{LONG}\n\n{LONG}"),) * 2, conditions=tuple(Condition))


@pytest.mark.parametrize("shape", Shape)
def test_in_every_shape_it_says_what_the_page_says_and_holds_nothing_else(shape: Shape) -> None:
    for notice in (outcome_notice(), LONG_NOTICE):
        pdf = pdf_of(notice, shape)
        assert otherwise(pdf, render(notice, shape)) == "" and strange(pdf, title(notice)) == ()
    assert pdf_of(outcome_notice(), shape) == pdf_of(outcome_notice(), shape)


@pytest.mark.parametrize(
    "other",
    [outcome_notice(listing=None), outcome_notice(contacts=()), outcome_notice(summary=()), hearing_notice()],
)
def test_one_word_more_or_less_is_another_notice(other: Any) -> None:
    assert "does not say what the page says" in otherwise(pdf_of(outcome_notice()), render(other))


def test_words_that_stand_outside_the_tags_are_seen() -> None:
    fragment, pdf = render(outcome_notice()), pdf_of(outcome_notice())
    assert otherwise(pdf, fragment) == ""
    assert "something beside its words" in otherwise(altered(pdf, write_beside), fragment)


def write_beside(writer: PdfWriter) -> None:
    """Letters on the page, in the typeface of the page, that no tag holds."""
    page: Any = writer.pages[0]
    name = next(iter(page["/Resources"]["/Font"]))
    more = DecodedStreamObject()
    more.set_data(page["/Contents"].get_data() + f"\nBT {name} 9 Tf 50 30 Td <00010002> Tj ET".encode())
    page[NameObject("/Contents")] = writer._add_object(more)


def test_what_is_no_pdf_is_said_to_be_none() -> None:
    assert "cannot be read back" in otherwise(b"%PDF-1.7 and no more", render(outcome_notice()))
    assert strange(b"%PDF-1.7 and no more", "") != ()


def _remark(writer: PdfWriter) -> None:
    writer.add_annotation(0, FreeText(text="look", rect=(50, 550, 200, 650)))


def _bookmark(writer: PdfWriter) -> None:
    writer.add_outline_item(title="A name", page_number=0)


def _act(writer: PdfWriter) -> None:
    act = {"/S": NameObject("/JavaScript"), "/JS": TextStringObject("app.alert(1)")}
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject({NameObject(key): value for key, value in act.items()})


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda writer: writer.add_attachment("a.txt", b"a"), "something besides pages, tags and metadata in its catalogue"),
        (_act, "something besides pages, tags and metadata in its catalogue"),
        (
            lambda writer: writer.add_outline_item(title="A name", page_number=0),
            "something besides pages, tags and metadata in its catalogue",
        ),
        (_remark, "a page with a link, a remark or a form"),
        (lambda writer: writer.add_metadata({"/Author": "Somebody"}), "properties besides its title, or another title"),
        (lambda writer: writer.add_metadata({"/Title": "Another"}), "properties besides its title, or another title"),
    ],
)
def test_whatever_a_notice_does_not_hold_is_named(change: Callable[[PdfWriter], object], words: str) -> None:
    whole, name = pdf_of(outcome_notice()), title(outcome_notice())
    assert strange(altered(whole, lambda writer: None), name) == ()
    assert words in strange(altered(whole, change), name)


def test_an_older_revision_and_what_stands_behind_the_end_are_named() -> None:
    whole, name = pdf_of(outcome_notice()), title(outcome_notice())
    for more in (b"Tobias Penhallow", b"\n%%EOF\n"):
        assert strange(whole + more, name) == ("an older revision, or something behind its end",)
