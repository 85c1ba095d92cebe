"""What PDF/UA-1 (ISO 14289-1) asks of a file and a program can look for without a validator; each check says what is wrong.

Looked for: title, language, tags, the mark in the metadata, every page in the tree, every piece of content tagged or marked as no
content (on pages that the program made), words for every figure, links with words and tags, fonts that come with the file
(on the same pages), bookmarks, headings that begin at 1 and skip no level, heads of tables with a scope, no encryption.
Not looked for: whether the words for a figure are good, whether contrast is enough, what stands inside other people's pages.
"""

import re

from pypdf.generic import ArrayObject, ContentStream, IndirectObject


def faults(reader, *, made=None):
    """Every fault. `made`: the numbers (from 0) of the pages that the program made itself, all where it is not said."""
    root = reader.trailer["/Root"]
    pages = list(reader.pages)
    yield from _head(reader, root)
    tags = list(_tags(root["/StructTreeRoot"]))
    numbers = _numbers(root["/StructTreeRoot"]["/ParentTree"])
    for number, page in enumerate(pages):
        if page.get("/StructParents") not in numbers:
            yield f"page {number} belongs to no tag"
        if made is None or number in made:
            yield from (f"page {number}: {fault}" for fault in _content(reader, page))
            yield from (f"page {number}: {fault}" for fault in _fonts(page))
        yield from (f"page {number}: {fault}" for fault in _links(page, numbers))
    yield from _figures(tags)
    yield from _headings(tags)
    yield from ("a head of a table has no scope" for tag in tags if tag["/S"] == "/TH" and "/Scope" not in str(tag.get("/A")))


def _head(reader, root):
    xmp = root["/Metadata"].get_data().decode()
    if reader.is_encrypted:
        yield "it is encrypted"
    if not re.search(r"pdfuaid:part(>|=\")1", xmp) or "dc:title" not in xmp:
        yield "the metadata do not say that it is PDF/UA, or have no title"
    if not root.get("/Lang"):
        yield "it has no language"
    if root.get("/MarkInfo", {}).get("/Marked") != True:  # noqa: E712 (an object of PDF)
        yield "it does not say that it is tagged"
    if root.get("/ViewerPreferences", {}).get("/DisplayDocTitle") != True:  # noqa: E712
        yield "the window does not show its title"


def _tags(node, depth=0):
    for kid in _several(node.get("/K")):
        tag = kid.get_object()
        if isinstance(tag, dict) and "/S" in tag:
            yield tag
            yield from _tags(tag, depth + 1)


def _several(found):
    found = found.get_object() if isinstance(found, IndirectObject) else found
    return found if isinstance(found, ArrayObject) else [] if found is None else [found]


def _numbers(tree):
    flat = list(tree.get_object().get("/Nums", ()))
    found = dict(zip(flat[::2], flat[1::2], strict=True))
    for kid in tree.get_object().get("/Kids", ()):
        found |= _numbers(kid)
    return found


def _content(reader, page):
    """Everything that paints stands between a mark and its end."""
    depth = 0
    for _operands, operator in ContentStream(page["/Contents"], reader).operations:
        if operator in (b"BDC", b"BMC"):
            depth += 1
        elif operator == b"EMC":
            depth -= 1
        elif operator in (b"Tj", b"TJ", b"'", b'"', b"Do", b"f", b"F", b"f*", b"S", b"s", b"B", b"b", b"sh") and not depth:
            yield f"{operator.decode()} is neither tagged nor marked as no content"
            return
    if depth:
        yield "a mark has no end"


def _fonts(page):
    for name, reference in page["/Resources"].get("/Font", {}).items():
        font = reference.get_object()
        below = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
        if not any(key in below.get("/FontDescriptor", {}) for key in ("/FontFile", "/FontFile2", "/FontFile3")):
            yield f"the font {name} does not come with the file"
        if "/ToUnicode" not in font:
            yield f"the font {name} does not say which characters it draws"


def _links(page, numbers):
    remarks = [each.get_object() for each in page.get("/Annots", ())]
    if remarks and page.get("/Tabs") != "/S":
        yield "its links are not reached in the order of the tags"
    for each in remarks:
        if each.get("/StructParent") not in numbers:
            yield "a link belongs to no tag"
        if not each.get("/Contents"):
            yield "a link has no words"


def _figures(tags):
    return ("a figure has no words" for tag in tags if tag["/S"] == "/Figure" and not tag.get("/Alt"))


def _headings(tags):
    last = 0
    for tag in tags:
        if found := re.fullmatch(r"/H([1-6])", tag["/S"]):
            if int(found[1]) > last + 1:
                yield f"a heading of level {found[1]} follows one of level {last}"
            last = int(found[1])
