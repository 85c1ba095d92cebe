"""Behind the wall: the tags of several PDFs as one tree, in the order of the pages; a page without tags is one figure with words."""

from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject, NullObject, NumberObject, TextStringObject

from custodiet.evidence.sheeting_copy import Copier

DEEPEST = 40
"""Levels of tags below one another."""


class Tags:
    """The tree of tags in the making: `taken` are its elements below the document, `numbers` what each page and link belongs to."""

    def __init__(self, writer: PdfWriter) -> None:
        self.writer = writer
        self.root: IndirectObject = writer._add_object(DictionaryObject())
        self.document: IndirectObject = writer._add_object(DictionaryObject())
        self.taken: list[IndirectObject] = []
        self.numbers: list[Any] = []
        self.renumbered: set[int] = set()

    def take_over(self, reader: PdfReader, copier: Copier) -> None:
        """The tags of a part that has some. Call it when its pages are in their place."""
        catalogue: Any = reader.trailer["/Root"].get_object()
        if "/StructTreeRoot" not in catalogue:
            return
        old = catalogue.raw_get("/StructTreeRoot")
        copier.map(old, self.document)
        below: list[Any] = []
        for each in _several(old.get_object().get("/K")):
            if each.get_object().get("/S") == "/Document":  # one document stays; what is below it comes up
                copier.map(each, self.document)
                below += _several(each.get_object().get("/K"))
            else:
                below.append(each)
        self.taken += [copier.copy(each) for each in below]
        self._renumber(_numbers(old.get_object()["/ParentTree"]), copier)

    def _renumber(self, old: dict[int, Any], copier: Copier) -> None:
        """What belonged to which tag belongs to it still, under the next free number."""
        for reference in list(copier.known.values()):
            made: Any = reference.get_object()
            if not isinstance(made, DictionaryObject) or reference.idnum in self.renumbered:
                continue
            for key in ("/StructParents", "/StructParent"):
                number: Any = made.get(key)
                if number is not None and int(number) in old:
                    self.renumbered.add(reference.idnum)
                    self.numbers.append(copier.copy(old[int(number)]))
                    made[NameObject(key)] = NumberObject(len(self.numbers) - 1)

    def page(self, page: IndirectObject, words: str) -> None:
        """A page that has no tags is a figure, and these are its words."""
        made: Any = page.get_object()
        if not isinstance(made, DictionaryObject) or "/StructParents" in made:
            return
        figure: IndirectObject = self.writer._add_object(NullObject())
        layout = {
            NameObject("/O"): NameObject("/Layout"),
            NameObject("/BBox"): made["/MediaBox"],
            NameObject("/Placement"): NameObject("/Block"),
        }
        said = {"/Type": "/StructElem", "/S": "/Figure", "/P": self.document, "/Pg": page, "/K": NumberObject(0)}
        self._set(figure, said | {"/Alt": TextStringObject(words), "/A": DictionaryObject(layout)})
        made[NameObject("/StructParents")] = NumberObject(len(self.numbers))
        self.numbers.append(ArrayObject([figure]))
        self.taken.append(figure)

    def finish(self, pages: list[IndirectObject], title: str) -> None:
        """Put the tree together, in the order of the pages."""
        for each in self.taken:
            self._heads(each)
        order = {page.idnum: number for number, page in enumerate(pages)}
        placed = sorted(self.taken, key=lambda each: _first(each, order))
        self._set(self.document, {"/Type": "/StructElem", "/S": "/Document", "/P": self.root, "/K": ArrayObject(placed)})
        numbers = ArrayObject()
        for number, belongs in enumerate(self.numbers):
            numbers += [NumberObject(number), self.writer._add_object(belongs) if isinstance(belongs, ArrayObject) else belongs]
        tree = self.writer._add_object(DictionaryObject({NameObject("/Nums"): numbers}))
        self._set(
            self.root,
            {
                "/Type": "/StructTreeRoot",
                "/K": ArrayObject([self.document]),
                "/ParentTree": tree,
                "/ParentTreeNextKey": NumberObject(len(self.numbers)),
            },
        )
        self.writer.root_object[NameObject("/StructTreeRoot")] = self.root

    def _heads(self, tag: Any, depth: int = 0) -> None:
        """The heads of a table say that they stand above a column; names that could stand twice in the whole are taken away."""
        made: Any = tag.get_object() if hasattr(tag, "get_object") else tag
        if depth > DEEPEST or not (isinstance(made, DictionaryObject) and made.get("/S")):
            return
        kind: Any = made["/S"]
        made.pop(NameObject("/ID"), None)
        if kind == "/TH":
            table = {"/O": NameObject("/Table"), "/Scope": NameObject("/Column")}
            made[NameObject("/A")] = DictionaryObject({NameObject(key): value for key, value in table.items()})
        elif kind == "/TD":
            made.pop(NameObject("/A"), None)
        for kid in _several(made.get("/K")):
            self._heads(kid, depth + 1)

    def _set(self, reference: IndirectObject, values: dict[str, Any]) -> None:
        made = DictionaryObject({NameObject(key): NameObject(value) if type(value) is str else value for key, value in values.items()})
        made.indirect_reference = reference
        self.writer._objects[reference.idnum - 1] = made


def _several(found: Any) -> list[Any]:
    if found is None or isinstance(found, NullObject):
        return []
    inside = found.get_object() if isinstance(found, IndirectObject) else found
    return list(inside) if isinstance(inside, ArrayObject) else [getattr(inside, "indirect_reference", None) or found]


def _numbers(tree: Any) -> dict[int, Any]:
    """What a tree of numbers holds."""
    node, found = tree.get_object(), dict[int, Any]()
    flat = list(node.get("/Nums", ()))
    found |= {int(key): value for key, value in zip(flat[::2], flat[1::2], strict=True)}
    for kid in node.get("/Kids", ()):
        found |= _numbers(kid)
    return found


def _first(tag: Any, order: dict[int, int], depth: int = 0) -> int:
    """The first page on which something of a tag stands."""
    made = tag.get_object()
    if isinstance(made, DictionaryObject):
        page = made.raw_get("/Pg") if "/Pg" in made else None
        if isinstance(page, IndirectObject) and page.idnum in order:
            return order[page.idnum]
        kids = _several(made.get("/K"))
        return min((_first(each, order, depth + 1) for each in kids if depth < DEEPEST and hasattr(each, "get_object")), default=len(order))
    return len(order)
