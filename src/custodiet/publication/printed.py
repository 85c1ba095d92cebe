"""A notice as a PDF: what it says in the order of its tags, and what it may be made of.

The PDF is drawn elsewhere, from the fragment of the page. Here it is read back from its finished bytes and compared, so that nothing
leaves in it that the page does not say: no remark, attachment, script, form, picture, older revision, or word about whoever made it.
"""

import io
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from typing import Any
from xml.etree import ElementTree

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from custodiet.publication.markup import Html

CATALOGUE = frozenset({"/Type", "/Pages", "/Lang", "/StructTreeRoot", "/ViewerPreferences", "/MarkInfo", "/Metadata"})
PAGE = frozenset({"/Type", "/Parent", "/MediaBox", "/Contents", "/Resources", "/Tabs", "/StructParents", "/TrimBox", "/BleedBox"})
PROPERTIES = frozenset({"/Producer", "/Title"})
OF_METADATA = frozenset({"xmpmeta", "RDF", "Description", "about", "part", "Producer", "title", "Alt", "li", "lang"})
_FOOT = re.compile(r"(?:\d+/\d+)+")
_MARK = re.compile(r"\d+\.|[•◦▪‣]?")
_MOST_NAMED = 5


class NotPrinted(ValueError):
    """A PDF that cannot be read back."""


def fit_for_print(fragment: bytes) -> Html:
    """The fragment with its terms and descriptions in one list: a list in a PDF holds items and nothing between."""
    return Html(fragment.decode().replace("<div>", "").replace("</div>", ""))


def unrolled(fragment: bytes) -> bytes:
    """A table of one row as terms and descriptions: for a row that is longer than a page."""
    caption, *cells = (re.findall(rb"<%s[^>]*>(.*?)</%s>" % (name, name), fragment) for name in (b"caption", b"th", b"td"))
    rows = b"".join(b"<dt>%s</dt><dd>%s</dd>" % pair for pair in zip(*cells, strict=True))
    return re.sub(rb"<table>.*</table>", lambda _found: b"<h2>%s</h2><dl>%s</dl>" % (b"".join(caption), rows), fragment)


def otherwise(pdf: bytes, fragment: bytes) -> str:
    """A sentence where the PDF says anything but what the page says, in its order; "" where both say the same."""
    try:
        tagged, untagged = _read(pdf)
    except NotPrinted as wrong:
        return str(wrong)
    if tagged not in (_said(fragment), _said(unrolled(fragment))):
        return "The PDF does not say what the page says, in its order. Make it afresh from the notice."
    if untagged and not _FOOT.fullmatch(untagged):
        return "The PDF shows something beside its words and the numbers of its pages. Make it afresh from the notice."
    return ""


def strange(pdf: bytes, title: str) -> tuple[str, ...]:
    """What the PDF holds that no notice holds, each once and at most five; empty for a notice of that title."""
    try:
        found = list(dict.fromkeys(_strange(pdf, title)))
    except (PyPdfError, ElementTree.ParseError, KeyError, TypeError, ValueError, AttributeError, RecursionError):
        return ("something that could not be read",)
    return tuple(found[:_MOST_NAMED])


def _strange(pdf: bytes, title: str) -> Iterator[str]:
    if pdf.count(b"%%EOF") != 1 or not pdf.rstrip().endswith(b"%%EOF"):
        yield "an older revision, or something behind its end"
    reader = PdfReader(io.BytesIO(pdf))
    root: Any = reader.trailer["/Root"]
    if set(root) - CATALOGUE:
        yield "something besides pages, tags and metadata in its catalogue"
    for page in reader.pages:
        resources: Any = page["/Resources"]
        if set(page) - PAGE or page.annotations:
            yield "a page with a link, a remark or a form"
        if resources.get("/XObject"):
            yield "a picture"
    info: Any = reader.metadata or {}
    if set(info) - PROPERTIES or info.get("/Title") != title:
        yield "properties besides its title, or another title"
    named = {name.rpartition("}")[2] for element in ElementTree.fromstring(root["/Metadata"].get_data()).iter() for name in _names(element)}
    if named - OF_METADATA:
        yield "metadata besides its title"


def _names(element: ElementTree.Element) -> Iterator[str]:
    yield element.tag
    yield from element.attrib


@lru_cache(maxsize=16)
def _read(pdf: bytes) -> tuple[str, str]:
    """The letters in the order of the tags, without the marks of lists, and those that belong to no tag.

    The same file is looked at by whoever drafts, approves and publishes it; the last few are kept, for they follow from its bytes alone.
    """
    import pdfplumber  # slow to import, and only whoever publishes needs it
    from pdfplumber.structure import PDFStructTree

    try:
        with pdfplumber.open(io.BytesIO(pdf)) as document:
            drawn: dict[tuple[int, int | None], str] = {}
            for page in document.pages:
                for letter in page.chars:
                    key = (page.page_number, letter.get("mcid"))
                    drawn[key] = drawn.get(key, "") + letter["text"]
            tagged = "".join(_of(element, drawn) for element in PDFStructTree(document))
    except Exception as wrong:  # whatever breaks a reader of PDF: it was not read
        raise NotPrinted(f"The PDF cannot be read back ({type(wrong).__name__}). Make it afresh from the notice.") from None
    return _letters(tagged), _letters("".join(drawn.values()))


def _of(element: Any, drawn: dict[tuple[int, int | None], str]) -> str:
    """What stands in a tag and below it; taken out of what is drawn."""
    own = "".join(drawn.pop((element.page_number, number), "") for number in element.mcids)
    said = own + "".join(_of(kid, drawn) for kid in element.children)
    return "" if element.type == "Lbl" and _MARK.fullmatch(said.strip()) else said


def _said(fragment: bytes) -> str:
    return _letters(unescape(re.sub(r"<[^<>]*>", "", fragment.decode())))


def _letters(text: str) -> str:
    """What is compared: every character that is no space, ligatures as their letters."""
    return "".join(unicodedata.normalize("NFKC", text).split())
