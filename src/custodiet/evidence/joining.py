"""Behind the wall: pages of several PDFs as one, numbered, linked, bookmarked and tagged. The same parts and plan give the same bytes.

The plan, as it comes in front of the parts:

    parts      [place, length] of each PDF behind the plan; part 0 was made by the program and links to `links`
    pages      in order: part, page (from 0), label, stamp (left and right, below), alt (words for a page that has no tags)
    outline    title, page (from 0), level
    links      by address: the page (from 0) that it leads to, and words for whoever does not see it
    alphabet   the part whose one page holds every character of the stamps, in the font that they are written in
    title, subject, language, id (32 hexadecimal digits), created (as PDF writes a moment), xmp
"""

import io
import json
import logging
import struct
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    ByteStringObject,
    DecodedStreamObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from custodiet.evidence.joining_stamp import Alphabet
from custodiet.evidence.joining_tags import Tags
from custodiet.evidence.reading import Reader
from custodiet.evidence.sheeting import pieces
from custodiet.evidence.sheeting_copy import Copier
from custodiet.evidence.wire import Ended, Said

OWN = frozenset({"/Parent"})
"""What of pages that the program made is put anew."""


def join(request: dict[str, Any], _readers: dict[str, Reader]) -> Iterator[Said]:
    """The pages of the parts as one PDF, in pieces."""
    with open(request["descriptor"], "rb", closefd=False) as file:
        whole = file.read()
    (length,) = struct.unpack(">Q", whole[:8])
    plan, rest = json.loads(whole[8 : 8 + length]), memoryview(whole)[8 + length :]
    yield from pieces(joined(plan, [bytes(rest[at : at + size]) for at, size in plan["parts"]]))
    yield Ended(0, 0)


def joined(plan: dict[str, Any], parts: list[bytes]) -> bytes:
    """The bytes of the joined PDF."""
    logging.disable(logging.CRITICAL)
    return Joiner(plan, parts).bytes()


class Joiner:
    """One PDF in the making."""

    def __init__(self, plan: dict[str, Any], parts: list[bytes]) -> None:
        self.plan = plan
        self.writer = PdfWriter()
        self.writer.pdf_header = "%PDF-1.7"
        self.readers = [PdfReader(io.BytesIO(part)) for part in parts]
        self.copiers = [Copier(self.writer, OWN) for _ in self.readers]
        self.tags = Tags(self.writer)
        self.alphabet = Alphabet(self.readers[plan["alphabet"]], self.copiers[plan["alphabet"]])

    def bytes(self) -> bytes:
        """Everything, in the order in which it is numbered."""
        self._pages()
        self._tag()
        self._link()
        self._outline()
        self._head()
        out = io.BytesIO()
        self.writer.write(out)
        return out.getvalue()

    def _pages(self) -> None:
        """Every page first as a place, so that whatever refers to it finds it; then its content."""
        tree = self.writer._pages
        self.pages = [self.copiers[0].add(DictionaryObject()) for _ in self.plan["pages"]]
        for new, said in zip(self.pages, self.plan["pages"], strict=True):
            old = self.readers[said["part"]].pages[said["page"]]
            self.copiers[said["part"]].map(old.indirect_reference, new)
        for new, said in zip(self.pages, self.plan["pages"], strict=True):
            old = self.readers[said["part"]].pages[said["page"]]
            made = self.copiers[said["part"]].copy(DictionaryObject(old))
            made[NameObject("/Parent")] = tree
            made.indirect_reference = new
            self.writer._objects[new.idnum - 1] = made
            self.alphabet.stamp(made, *said["stamp"])
        kids: Any = tree.get_object()
        kids[NameObject("/Kids")] = ArrayObject(self.pages)
        kids[NameObject("/Count")] = NumberObject(len(self.pages))

    def _tag(self) -> None:
        for number, reader in enumerate(self.readers):
            if number != self.plan["alphabet"]:
                self.tags.take_over(reader, self.copiers[number])
        for new, said in zip(self.pages, self.plan["pages"], strict=True):
            self.tags.page(new, said["alt"])
        self.tags.finish(self.pages, self.plan["title"])

    def _link(self) -> None:
        """What in our own pages leads to an address of the plan leads to the page instead."""
        for reference in self.pages:
            page: Any = reference.get_object()
            for each in page.get("/Annots", ()):
                link = each.get_object()
                action = link.get("/A")
                target = self.plan["links"].get(str(action.get_object().get("/URI", ""))) if action is not None else None
                if target is not None:
                    del link["/A"]
                    link[NameObject("/Dest")] = self._place(target["page"])
                    link[NameObject("/Contents")] = TextStringObject(target["words"])
                    page[NameObject("/Tabs")] = NameObject("/S")

    def _place(self, number: int) -> ArrayObject:
        return ArrayObject([self.pages[number], NameObject("/Fit")])

    def _outline(self) -> None:
        """The bookmarks, one after another; those of a deeper level below the last one that is less deep."""
        add = self.copiers[0].add
        rows = [(each["level"], add(DictionaryObject()), each) for each in self.plan["outline"]]
        top = add(DictionaryObject({NameObject("/Type"): NameObject("/Outlines")}))
        self._below(top, rows)
        self.writer.root_object[NameObject("/Outlines")] = top

    def _below(self, above: IndirectObject, rows: list[tuple[int, IndirectObject, dict[str, Any]]]) -> None:
        if not rows:
            return
        starts = [number for number, (level, _reference, _each) in enumerate(rows) if level == rows[0][0]]
        kids = [rows[number][1] for number in starts]
        node: Any = above.get_object()
        node.update({NameObject("/First"): kids[0], NameObject("/Last"): kids[-1], NameObject("/Count"): NumberObject(len(kids))})
        for place, (start, end) in enumerate(zip(starts, [*starts[1:], len(rows)], strict=True)):
            _level, reference, said = rows[start]
            made: Any = reference.get_object()
            made[NameObject("/Title")] = TextStringObject(said["title"])
            made[NameObject("/Dest")] = self._place(said["page"])
            made[NameObject("/Parent")] = above
            if place:
                made[NameObject("/Prev")] = kids[place - 1]
            if place + 1 < len(kids):
                made[NameObject("/Next")] = kids[place + 1]
            self._below(reference, rows[start + 1 : end])

    def _head(self) -> None:
        """The catalogue, and what the file says of itself."""
        plan, root = self.plan, self.writer.root_object
        labels = ArrayObject()
        for number, label in enumerate(_labels([said["label"] for said in plan["pages"]])):
            if label is not None:
                labels += [NumberObject(number), DictionaryObject({NameObject(key): value for key, value in label.items()})]
        xmp = DecodedStreamObject()
        xmp.set_data(plan["xmp"].encode())
        xmp.update({NameObject("/Type"): NameObject("/Metadata"), NameObject("/Subtype"): NameObject("/XML")})
        said = {
            "/PageLabels": DictionaryObject({NameObject("/Nums"): labels}),
            "/Metadata": self.writer._add_object(xmp),
            "/Lang": TextStringObject(plan["language"]),
            "/MarkInfo": DictionaryObject({NameObject("/Marked"): BooleanObject(True)}),
            "/ViewerPreferences": DictionaryObject({NameObject("/DisplayDocTitle"): BooleanObject(True)}),
            "/PageMode": NameObject("/UseOutlines"),
        }
        root.update({NameObject(key): value for key, value in said.items()})
        self.writer.add_metadata(
            {
                "/Title": plan["title"], "/Subject": plan["subject"], "/Producer": "Custodiet", "/Creator": "Custodiet",
                "/CreationDate": plan["created"], "/ModDate": plan["created"],
            }
        )  # fmt: skip
        name = ByteStringObject(bytes.fromhex(plan["id"]))
        self.writer._ID = ArrayObject([name, name])


def _labels(labels: list[str]) -> Iterator[dict[str, Any] | None]:
    """For each page the rule that begins there, or None where the one before goes on: decimal, small roman, or the words themselves."""
    style, last = "", 0
    for number, label in enumerate(labels):
        if label.isdecimal():
            yield None if (style, last + 1) == ("/D", int(label)) else {"/S": NameObject("/D"), "/St": NumberObject(int(label))}
            style, last = "/D", int(label)
        elif not label:
            yield None if style == "/r" else {"/S": NameObject("/r"), "/St": NumberObject(number + 1)}
            style = "/r"
        else:
            yield {"/P": TextStringObject(label)}
            style = ""
