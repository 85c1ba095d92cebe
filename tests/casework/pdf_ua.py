"""What PDF/UA-1 (ISO 14289-1) asks of a file and a program can look for without a validator; each check says what is wrong.

The first line of each check stands in docs/operating.md. `made` are the numbers (from 0) of the pages that the program made itself; on
those that are somebody else's the content and the fonts are not looked at.
"""

import re
from itertools import pairwise

from pypdf.generic import ArrayObject, ContentStream, IndirectObject, NullObject

PAINTS = (b"Tj", b"TJ", b"'", b'"', b"Do", b"f", b"F", b"f*", b"S", b"s", b"B", b"b", b"sh")
BEGINS = (b"BDC", b"BMC")


def it_is_not_encrypted(reader, made):
    """It is not encrypted."""
    if reader.is_encrypted:
        yield "it is encrypted"


def it_says_that_it_is_pdf_ua(reader, made):
    """The metadata say that it is PDF/UA-1."""
    if not re.search(r"pdfuaid:part(>|=\")1", _xmp(reader)):
        yield "the metadata do not say that it is PDF/UA"


def it_has_a_title_and_shows_it(reader, made):
    """The metadata hold a title, and the window shows it."""
    if not re.search(r"<dc:title>.*?<rdf:li[^>]*>[^<]+</rdf:li>", _xmp(reader), re.DOTALL):
        yield "the metadata have no title"
    if reader.trailer["/Root"].get("/ViewerPreferences", {}).get("/DisplayDocTitle") != True:  # noqa: E712 (an object of PDF)
        yield "the window does not show its title"


def it_has_a_language(reader, made):
    """The document says in which language it is."""
    if not re.fullmatch(r"[a-zA-Z]{2}(-[a-zA-Z]{2})?", str(reader.trailer["/Root"].get("/Lang", ""))):
        yield "it has no language"


def it_is_tagged(reader, made):
    """It says that it is tagged, and every page belongs to the tree of tags."""
    if reader.trailer["/Root"].get("/MarkInfo", {}).get("/Marked") != True:  # noqa: E712 (an object of PDF)
        yield "it does not say that it is tagged"
    numbers = _numbers(reader)
    yield from (f"page {number} belongs to no tag" for number, page in enumerate(reader.pages) if page.get("/StructParents") not in numbers)


def content_is_tagged_or_an_artefact(reader, made):
    """Whatever is drawn stands in a tag that the tree reaches, or is marked as an artefact."""
    held = {(page, mcid) for _tag, page, mcid in _leaves(reader)}
    for number, page in _own(reader, made):
        open_marks = []
        for operands, operator in ContentStream(page["/Contents"], reader).operations:
            if operator in BEGINS:
                open_marks.append(_told(operands, number, held))
            elif operator == b"EMC":
                if not open_marks:
                    yield f"page {number}: a mark ends that has not begun"
                    break
                open_marks.pop()
            elif operator in PAINTS and True not in open_marks:
                yield f"page {number}: {operator.decode()} is neither in a tag nor marked as an artefact"
                break
        if open_marks:
            yield f"page {number}: a mark has no end"


def _told(operands, number, held):
    mcid = operands[1].get("/MCID") if len(operands) > 1 and isinstance(operands[1], dict) else None
    return operands[0] == "/Artifact" or (mcid is not None and (number, int(mcid)) in held)


def tags_are_in_the_order_of_reading(reader, made):
    """Nothing stands in two tags, and the words follow in the order of the tags as they were laid out.

    The marks of lists and pictures are drawn last, and are not compared.
    """
    places = [(page, mcid) for tag, page, mcid in _leaves(reader) if tag not in ("/Lbl", "/Figure")]
    if len(set(places)) != len(places):
        yield "something stands in two tags"
    mine = {number for number, _page in _own(reader, made)}
    for before, after in pairwise([place for place in places if place[0] in mine]):
        if after < before:
            yield f"page {after[0]}: what is drawn in place {after[1]} is read after what is drawn in place {before[1]} of page {before[0]}"
            return


def headings_nest(reader, made):
    """Headings begin at the first level and skip none."""
    last = 0
    for tag in _tags(reader):
        if found := re.fullmatch(r"/H([1-6])", tag["/S"]):
            if int(found[1]) > last + 1:
                yield f"a heading of level {found[1]} follows one of level {last}"
            last = int(found[1])


def lists_are_made_of_items(reader, made):
    """A list holds items, and an item a mark and a body."""
    for tag in _tags(reader):
        allowed = {"/L": ("/LI", "/L", "/Caption"), "/LI": ("/Lbl", "/LBody")}.get(tag["/S"])
        if allowed and (found := [kid["/S"] for kid in _kids(tag) if kid["/S"] not in allowed]):
            yield f"in {tag['/S']} stands {found[0]}"


def tables_have_heads(reader, made):
    """Every table has heads, and every head says whether it stands above a column or before a row."""
    for table in (tag for tag in _tags(reader) if tag["/S"] == "/Table"):
        heads = [tag for tag in _below(table) if tag["/S"] == "/TH"]
        if not heads:
            yield "a table has no heads"
        yield from ("a head of a table has no scope" for tag in heads if "/Scope" not in str(tag.get("/A")))


def figures_have_words(reader, made):
    """Every figure has words in its place."""
    return ("a figure has no words" for tag in _tags(reader) if tag["/S"] == "/Figure" and not tag.get("/Alt"))


def links_have_words_and_tags(reader, made):
    """Every link has words, and belongs to a tag."""
    numbers = _numbers(reader)
    for number, page in enumerate(reader.pages):
        for each in (one.get_object() for one in page.get("/Annots", ())):
            if each.get("/StructParent") not in numbers:
                yield f"page {number}: a link belongs to no tag"
            if not each.get("/Contents"):
                yield f"page {number}: a link has no words"


def keys_follow_the_tags(reader, made):
    """The key that goes from link to link follows the tags on every page."""
    return (
        f"page {number}: it is not said that links are reached in the order of the tags"
        for number, page in enumerate(reader.pages)
        if page.get("/Annots") and page.get("/Tabs") != "/S"
    )


def fonts_come_with_it(reader, made):
    """Every font comes with the file and says which characters it draws."""
    for number, page in _own(reader, made):
        for name, reference in page["/Resources"].get("/Font", {}).items():
            font = reference.get_object()
            below = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
            if not any(key in below.get("/FontDescriptor", {}) for key in ("/FontFile", "/FontFile2", "/FontFile3")):
                yield f"page {number}: the font {name} does not come with the file"
            if "/ToUnicode" not in font:
                yield f"page {number}: the font {name} does not say which characters it draws"


CHECKS = (
    it_is_not_encrypted, it_says_that_it_is_pdf_ua, it_has_a_title_and_shows_it, it_has_a_language, it_is_tagged,
    content_is_tagged_or_an_artefact, tags_are_in_the_order_of_reading, headings_nest, lists_are_made_of_items, tables_have_heads,
    figures_have_words, links_have_words_and_tags, keys_follow_the_tags, fonts_come_with_it,
)  # fmt: skip


def faults(reader, *, made=None):
    """Every fault. `made`: the numbers (from 0) of the pages that the program made itself, all where it is not said."""
    for check in CHECKS:
        yield from check(reader, made)


def _xmp(reader):
    found = reader.trailer["/Root"].get("/Metadata")
    return found.get_object().get_data().decode() if found is not None else ""


def _own(reader, made):
    return ((number, page) for number, page in enumerate(reader.pages) if made is None or number in made)


def _tags(reader):
    return _below(reader.trailer["/Root"]["/StructTreeRoot"])


def _below(node):
    for tag in _kids(node):
        yield tag
        yield from _below(tag)


def _kids(node):
    for kid in _several(node.get("/K")):
        tag = kid.get_object()
        if isinstance(tag, dict) and "/S" in tag:
            yield tag


def _leaves(reader):
    """Everything that a tag holds on a page: the kind of the tag (of the mark it stands in), the number of the page and its own."""
    pages = {page.indirect_reference.idnum: number for number, page in enumerate(reader.pages)}

    def held(tag, kind):
        kind = kind if kind == "/Lbl" else tag["/S"]
        for kid in _several(tag.get("/K")):
            one = kid.get_object()
            if isinstance(one, int):
                yield kind, pages[tag.raw_get("/Pg").idnum], int(one)
            elif isinstance(one, dict) and "/MCID" in one:
                yield kind, pages[(one if "/Pg" in one else tag).raw_get("/Pg").idnum], int(one["/MCID"])
            elif isinstance(one, dict) and "/S" in one:
                yield from held(one, kind)

    for tag in _kids(reader.trailer["/Root"]["/StructTreeRoot"]):
        yield from held(tag, "")


def _several(found):
    found = found.get_object() if isinstance(found, IndirectObject) else found
    return found if isinstance(found, ArrayObject) else [] if found is None or isinstance(found, NullObject) else [found]


def _numbers(reader, tree=None):
    node = (tree or reader.trailer["/Root"]["/StructTreeRoot"]["/ParentTree"]).get_object()
    flat = list(node.get("/Nums", ()))
    found = dict(zip(flat[::2], flat[1::2], strict=True))
    for kid in node.get("/Kids", ()):
        found |= _numbers(reader, kid)
    return found
