"""A paper that was edited in Word: what such a file may hold before it is taken.

Nothing hidden, nothing that runs, nothing that is fetched from elsewhere.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from docx import Document

from custodiet.casework.access import Refused

MOST, MOST_UNPACKED = 5_000_000, 60_000_000
"""Bytes of a file, and of what it unpacks to; a paper has a few pages."""
_PARTS = re.compile(r"(\[Content_Types\]\.xml|_rels/|docProps/|customXml/|word/(_rels/|theme/|media/|[A-Za-z0-9]+\.xml$))")
_BAD = (
    (re.compile(rb"<w:(?:ins|del|moveFrom|moveTo) "), "tracked changes, which whoever receives it can undo. Accept or reject each in Word"),
    (re.compile(rb"<w:vanish(?:/| w:val=\"(?:1|true|on))"), "hidden text. Show and delete it in Word"),
    (re.compile(rb"TargetMode=\"External\"(?![^>]*hyperlink)"), "a part that is fetched from elsewhere. Take it out in Word"),
    (re.compile(rb"<!ENTITY|<!DOCTYPE"), "a definition that no Word file has. Save it anew in Word"),
)


def checked(data: bytes) -> bytes:
    """The file as it may be taken. Raises `Refused`, and then nothing was taken."""
    if len(data) > MOST:
        raise Refused(f"The file has more than {MOST // 1_000_000} million bytes, and no paper has. Take the pictures out of it.")
    if wrong := list(_faults(data)):
        raise Refused(f"The file was not taken: it holds {wrong[0]}, and hand it in again.")
    try:
        words = [each.text for each in Document(io.BytesIO(data)).paragraphs]
    except Exception as broken:  # python-docx raises whatever its parser does
        raise Refused(_NO_WORD) from broken
    if not any(text.strip() for text in words):
        raise Refused("The file was not taken: there are no words in it. Hand in the paper as it is to be given.")
    return data


_NO_WORD = "The file was not taken: it is no Word file (.docx) that can be read. Save it in Word as a Word document, and hand it in again."


def _faults(data: bytes) -> Iterator[str]:
    try:
        packed = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError) as broken:
        raise Refused(_NO_WORD) from broken
    with packed:
        if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED:
            yield "far more than a paper when it is unpacked. Save it anew in Word"
            return
        for name in packed.namelist():
            if not _PARTS.match(name) or "vba" in name.lower():
                yield f"a part that a paper does not need ({name[:60]}). Save it in Word as a plain .docx"
            elif name.startswith("word/comments"):
                yield "comments, which whoever receives it can read. Delete them in Word"
            elif name.endswith((".xml", ".rels")):
                yield from _inside(packed, name)


def _inside(packed: zipfile.ZipFile, name: str) -> Iterator[str]:
    try:
        text = packed.read(name)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError) as broken:
        raise Refused(_NO_WORD) from broken
    yield from (words for pattern, words in _BAD if pattern.search(text))
