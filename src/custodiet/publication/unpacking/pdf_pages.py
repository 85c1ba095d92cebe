"""The text of the pages of a PDF, letter by letter in the order in which they are drawn, seen or unseen."""

import io
import logging
import re
import struct
import zlib
from collections.abc import Iterable, Iterator

from pdfminer.converter import PDFLayoutAnalyzer
from pdfminer.layout import LTChar, LTContainer, LTItem, LTPage
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser

from custodiet.publication.unpacking.part import Part, Unread

_MOST_PAGES = 600
_A_GAP, _ANOTHER_LINE = 0.15, 0.4  # of the size of the letters
_UNSPELT = re.compile(r"\(cid:\d+\)")

logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it remarks on every oddity of a file; ours are in the report


class _Letters(PDFLayoutAnalyzer):
    """Keeps the letters of each page in the order of drawing."""

    def __init__(self, manager: PDFResourceManager) -> None:
        super().__init__(manager, laparams=None)
        self.pages: list[LTPage] = []

    def receive_layout(self, ltpage: LTPage) -> None:
        self.pages.append(ltpage)


def texts(data: bytes, how: str, *, older: bool) -> Iterator[Part | Unread]:
    """The pages as text: with gaps as spaces, and run together where letters were set apart."""
    try:
        document = PDFDocument(PDFParser(io.BytesIO(data)))
        manager = PDFResourceManager()
        device = _Letters(manager)
        interpreter = PDFPageInterpreter(manager, device)
        for number, page in enumerate(PDFPage.create_pages(document)):
            if number == _MOST_PAGES:
                yield Unread("", f"the PDF has more than {_MOST_PAGES} pages. Publish it in parts.")
                break
            interpreter.process_page(page)
    except Exception as wrong:  # a hostile file may break its reader anywhere; whatever happens, the file was not read
        if not older:
            yield Unread("", f"the pages of the PDF could not be read ({type(wrong).__name__}). Print it to a new PDF.")
        return
    for number, drawn in enumerate(device.pages, start=1):
        letters = list(_letters(drawn))
        spaced, together = _text(letters, gaps=True), _text(letters, gaps=False)
        where = how.replace("a page", f"page {number}", 1)
        yield Part(where, spaced)
        yield Part(f"{where}, letters set apart put together", together, layout=True)
        if _UNSPELT.search(spaced):
            yield Unread(where, "there is text in a typeface that does not say which letters it draws. Print it to a new PDF.")


def _letters(item: LTItem) -> Iterator[LTChar]:
    if isinstance(item, LTChar):
        yield item
    elif isinstance(item, LTContainer):
        for each in item:
            yield from _letters(each)


def _text(letters: Iterable[LTChar], *, gaps: bool) -> str:
    written: list[str] = []
    before: LTChar | None = None
    for letter in letters:
        if before is not None:
            size = max(letter.size, before.size, 1)
            if abs(letter.y0 - before.y0) > _ANOTHER_LINE * size:
                written.append("\n")
            elif gaps and not -size < letter.x0 - before.x1 < _A_GAP * size:
                written.append(" ")
        written.append(letter.get_text())
        before = letter
    return "".join(written)


def picture(about: bytes, content: bytes) -> bytes | None:
    """A PNG of the pixels of a picture that a PDF holds bare; None where they are of a kind that is not read here."""
    said = (re.search(rb"/%s\s+(\d+)" % key, about) for key in (b"Width", b"Height", b"BitsPerComponent"))
    width, height, bits = (int(found[1]) if found else 0 for found in said)
    if re.search(rb"/ImageMask\s+true", about):
        bits = 1
    if not width or not height or bits not in (1, 8):
        return None
    for channels, colour in ((1, 0), (3, 2)):
        row = (width * channels * bits + 7) // 8
        if len(content) in (row * height, row * height + 1):
            rows = b"".join(b"\x00" + content[at : at + row] for at in range(0, row * height, row))
            head = struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, 0)
            chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
            return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, body) for kind, body in chunks)
    return None


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
