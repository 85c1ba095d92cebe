"""The tags of a PDF that was drawn, put right before it is written, where the library that draws leaves them short of PDF/UA.

Numbers of pages are marked as no content. What stands in an item of a list beside its mark is the body of the item. The head of a
column or a row says which it is.
"""

from collections.abc import Iterator
from typing import Any

SHEET_NUMBER = (b"/Artifact", b"<</Type /Pagination>>")


def put_right(_document: object, pdf: Any) -> None:
    """For the library: it hands over the finished PDF, whose objects can still be changed."""
    root = _at(pdf, pdf.catalog["StructTreeRoot"])
    reached: set[int] = set()
    for tag in list(_below(pdf, _at(pdf, root["K"][0]), reached)):
        if tag["S"] == "/LI":
            _body(pdf, tag)
        elif tag["S"] == "/THead":
            _heads(pdf, tag, "/Column")
        elif tag["S"] == "/TBody":
            _heads(pdf, tag, "/Row")
    belongs = iter(_at(pdf, root["ParentTree"])["Nums"])
    for number, page in zip(belongs, pdf.page_references, strict=False):  # links come after the pages
        assert type(number) is int
        _untagged(pdf, _at(pdf, page), next(belongs), reached)


def _at(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(bytes(reference).split()[0])]


def _below(pdf: Any, tag: Any, reached: set[int]) -> Iterator[Any]:
    reached.add(tag.number)
    yield tag
    for kid in tag["K"]:
        if type(kid) is not int and "S" in (below := _at(pdf, kid)):
            yield from _below(pdf, below, reached)


def _body(pdf: Any, item: Any) -> None:
    """An item of a list holds its mark and its body, and nothing else."""
    kids = [(kid, _at(pdf, kid)) for kid in item["K"]]
    loose = [(kid, tag) for kid, tag in kids if tag["S"] not in ("/Lbl", "/LBody")]
    if not loose:
        return
    body = type(item)(
        {"Type": "/StructElem", "S": "/LBody", "K": type(item["K"])([kid for kid, _ in loose]), "Pg": item["Pg"], "P": item.reference}
    )
    pdf.add_object(body)
    for _, tag in loose:
        tag["P"] = body.reference
    marks = [kid for kid, tag in kids if tag["S"] in ("/Lbl", "/LBody")]
    item["K"] = type(item["K"])([*marks, body.reference])


def _heads(pdf: Any, part: Any, scope: str) -> None:
    for tag in _below(pdf, part, set()):
        if tag["S"] == "/TH":
            tag["A"]["Scope"] = scope


def _untagged(pdf: Any, page: Any, belongs: Any, reached: set[int]) -> None:
    """What is drawn in the margins is in no tag: it is marked as no content, and nothing says that it belongs to one."""
    loose = {number for number, tag in enumerate(belongs) if int(bytes(tag).split()[0]) not in reached}
    for number in loose:
        belongs[number] = "null"
    drawn = _at(pdf, page["Contents"]).stream
    for place, said in enumerate(drawn):
        if isinstance(said, dict) and said.get("MCID") in loose:
            drawn[place - 1], drawn[place] = SHEET_NUMBER
