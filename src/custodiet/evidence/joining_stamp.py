"""Behind the wall: the words below each page, written in a font that the file carries with it.

The font comes with a page that the program made of every character that is needed; which sign draws which character stands in
the font's own table.
"""

import re
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject

from custodiet.evidence.sheeting_copy import Copier

SIZE, BELOW, ASIDE, FONT = 9, 14.0, 36.0, "/CustodietStamp"
_ONE = re.compile(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")
_PARTS = re.compile(r"beginbfchar(.*?)endbfchar", re.DOTALL)
_SPAN = re.compile(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")
_SPANS = re.compile(r"beginbfrange(.*?)endbfrange", re.DOTALL)


class Alphabet:
    """A font, and how each character is written in it and how wide it is."""

    def __init__(self, reader: PdfReader, copier: Copier) -> None:
        page: Any = reader.pages[0]
        fonts = page["/Resources"]["/Font"]
        name = sorted(fonts)[0]
        self.font = copier.copy(fonts.raw_get(name))
        self.copier = copier
        font = fonts[name].get_object()
        self.codes = _codes(font["/ToUnicode"].get_object().get_data().decode("latin-1"))
        below = font["/DescendantFonts"][0].get_object()
        self.widths, self.other = _widths(below.get("/W", ArrayObject())), float(below.get("/DW", 1000))

    def stamp(self, page: Any, left: str, right: str) -> None:
        """Write the words below the page, marked as no part of its content."""
        wide = float(page["/MediaBox"][2])
        lines = [(ASIDE, left), (wide - ASIDE - self._wide(right), right)]
        written = "".join(f"BT {FONT} {SIZE} Tf {x:.2f} {BELOW} Td <{self._signs(words)}> Tj ET\n" for x, words in lines if words)
        made = DecodedStreamObject()
        made.set_data(f"/Artifact <</Type /Pagination>> BDC\nq 0 g\n{written}Q\nEMC\n".encode())
        page[NameObject("/Contents")] = ArrayObject([*self._framed(page.raw_get("/Contents")), self.copier.add(made.flate_encode())])
        resources = page["/Resources"].get_object()
        if "/Font" not in resources:
            resources[NameObject("/Font")] = DictionaryObject()
        resources["/Font"].get_object()[NameObject(FONT)] = self.font

    def _framed(self, content: Any) -> list[Any]:
        """The page's own content, so that what it sets does not reach the stamp."""
        found = content.get_object()
        parts = list(found) if isinstance(found, ArrayObject) else [content]
        frame = []
        for sign in (b"q\n", b"\nQ\n"):
            made = DecodedStreamObject()
            made.set_data(sign)
            frame.append(self.copier.add(made))
        return [frame[0], *parts, frame[1]]

    def _signs(self, words: str) -> str:
        return "".join(self._sign(letter) for letter in words)

    def _sign(self, letter: str) -> str:
        """A character that the font does not have is a question mark."""
        return self.codes.get(letter) or self.codes["?"]

    def _wide(self, words: str) -> float:
        return SIZE / 1000 * sum(self.widths.get(int(self._sign(letter), 16), self.other) for letter in words)


def _codes(table: str) -> dict[str, str]:
    """By character: the sign that draws it, in hexadecimal."""
    found: dict[str, str] = {}
    for part in _SPANS.findall(table):
        for first, last, to in _SPAN.findall(part):
            for step in range(int(last, 16) - int(first, 16) + 1):
                found[_text(f"{int(to, 16) + step:0{len(to)}x}")] = f"{int(first, 16) + step:0{len(first)}x}"
    for part in _PARTS.findall(table):
        found |= {_text(to): sign for sign, to in _ONE.findall(part)}
    return found


def _text(written: str) -> str:
    return bytes.fromhex(written).decode("utf-16-be")


def _widths(table: Any) -> dict[int, float]:
    """By sign: how wide it is, in thousandths of the size of the letters."""
    found: dict[int, float] = {}
    rest = list(table)
    while rest:
        first, second = int(rest.pop(0)), rest.pop(0).get_object()
        if isinstance(second, ArrayObject):
            found |= {first + step: float(width) for step, width in enumerate(second)}
        else:
            found |= dict.fromkeys(range(first, int(second) + 1), float(rest.pop(0)))
    return found
