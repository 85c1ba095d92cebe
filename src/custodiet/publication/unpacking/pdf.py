"""PDF: every object of every revision as its bytes hold it, and the text of every page as its typefaces spell it.

Two ways that do not lean on each other. The sweep goes through the raw bytes and finds what no page shows: older revisions,
attachments, remarks, properties, forms, text under boxes. The pages are drawn, letter by letter, for the text whose letters
only a typeface can tell.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from custodiet.publication.unpacking import pdf_pages
from custodiet.publication.unpacking.part import Part, Unread, stretches
from custodiet.publication.unpacking.pdf_streams import PIXELS, Stream, Undecoded, streams
from custodiet.publication.unpacking.pdf_strings import strings_of
from custodiet.publication.unpacking.plain import is_font

_LAST_REVISIONS = 20
_SMALL = 2_000_000
_REMARK = re.compile(rb"(?m)^%(?!PDF-|%EOF)[ \t]*([^\r\n]+)")
_NAME_ESCAPE = re.compile(r"#([0-9A-Fa-f]{2})")
_IMAGE = re.compile(rb"/Subtype\s*/Image\b")
_ONLY_TABLES = re.compile(rb"/Type\s*/XRef\b|/FunctionType\b|/ShadingType\b")
_FONT = re.compile(rb"/Length1\b|/Subtype\s*/(?:Type1C|CIDFontType0C|OpenType)\b")
_PROFILE = re.compile(rb"/N\s+[134]\b")
_ATTACHED = re.compile(rb"/Type\s*/EmbeddedFile\b")
_PROSE = re.compile(rb"/Type\s*/Metadata\b|/Subtype\s*/XML\b")


def is_pdf(data: bytes) -> bool:
    """Whether it is a PDF, which may begin after up to 1,024 bytes of something else."""
    return b"%PDF-" in data[:1024]


def parts(data: bytes) -> Iterator[Part | Unread]:
    """Every object in the bytes, then every page of every revision. Of small files the last few are kept."""
    yield from _kept(data) if len(data) <= _SMALL else _taken_apart(data)


@lru_cache(maxsize=16)
def _kept(data: bytes) -> tuple[Part | Unread, ...]:
    return tuple(_taken_apart(data))


def _taken_apart(data: bytes) -> Iterator[Part | Unread]:
    if re.search(rb"/Encrypt\b", data):
        yield Unread("", "the PDF is encrypted and could not be read. Publish it without protection.")
    found, outside = streams(data)
    yield from _objects(outside, "in the objects of the PDF")
    yield from (Part("in a remark in the PDF", said) for said in _REMARK.findall(outside))
    for stream in found:
        yield from _stream(stream)
    yield from _revisions(data)


def _revisions(data: bytes) -> Iterator[Part | Unread]:
    ends = [each.end() for each in re.finditer(rb"%%EOF[\r\n]*", data)] or [len(data)]
    if data[ends[-1] :].strip():
        yield Part("behind the end of the PDF", data[ends[-1] :])
    if len(ends) > _LAST_REVISIONS:
        yield Unread("", f"the PDF has more than {_LAST_REVISIONS} revisions. Print it to a new one.")
        return
    for number, end in enumerate(reversed(ends)):
        whole = data[: end if number else len(data)]
        if number and b"startxref" not in whole:
            continue
        yield from pdf_pages.texts(whole, "on a page" if number == 0 else "on a page of an older revision", older=bool(number))


def _objects(raw: bytes, how: str) -> Iterator[Part]:
    """The texts in objects, and the objects as they stand, where numbers mean nothing."""
    yield from (Part(how, text) for text in strings_of(raw))
    yield Part(how, _NAME_ESCAPE.sub(lambda found: chr(int(found[1], 16)), raw.decode("latin-1")), layout=True)


def _stream(stream: Stream) -> Iterator[Part | Unread]:
    if stream.spare.strip(b"\x00\r\n"):
        yield Part("behind the end of a packed stream of the PDF", stream.spare)
    content = stream.content
    if isinstance(content, Undecoded):
        if content.kind == "JPEG":
            yield Part("in a picture of the PDF", content.data)
        elif content.kind in PIXELS:
            yield Unread("in a picture of the PDF", f"its pixels are packed as {content.kind}, which is not read here. Look at it.")
        else:
            yield Unread("in the PDF", "a stream is damaged and could not be read. Print it to a new PDF.")
    elif _ONLY_TABLES.search(stream.about):
        return
    elif _IMAGE.search(stream.about):
        yield from _pixels(stream.about, content)
    elif _ATTACHED.search(stream.about):
        yield Part("in an attachment of the PDF", content)
    elif _PROSE.search(stream.about):
        yield Part("in the XMP data of the PDF", content)
    elif _FONT.search(stream.about) or is_font(content):
        yield Part("in a typeface of the PDF", stretches(content, 5), layout=True)
    elif _PROFILE.search(stream.about) and b"acsp" in content[:60]:
        yield Part("in a colour profile of the PDF", stretches(content, 5), layout=True)
    else:
        yield from _objects(content, "in a stream of the PDF")
        if content[:4] in (b"PK\x03\x04", b"%PDF", b"\x89PNG"):
            yield Part("in a file inside the PDF", content)


def _pixels(about: bytes, content: bytes) -> Iterator[Part | Unread]:
    """A picture whose pixels stand in the PDF without the envelope of a file; one is put around it."""
    made = pdf_pages.picture(about, content)
    if made is None:
        yield Unread("in a picture of the PDF", "its pixels could not be read. Look at it yourself.")
    else:
        yield Part("in a picture of the PDF", made)
