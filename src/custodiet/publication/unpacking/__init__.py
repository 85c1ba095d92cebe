"""What a finished file holds, taken apart without a program that would show it: parts of archives, objects, segments, headers.

`unpack` gives the parts of one layer; whoever calls it goes on with each (`readings`). Bounded in depth, number and size.
"""

from collections.abc import Callable, Iterator

from custodiet.publication.unpacking import mail, packed, pdf, pictures, plain, zipped
from custodiet.publication.unpacking.part import Part, Unread

Piece = Part | Unread

KINDS: tuple[tuple[str, Callable[[bytes], bool], Callable[[bytes], Iterator[Piece]]], ...] = (
    ("ZIP", zipped.is_zip, zipped.parts),
    ("PDF", pdf.is_pdf, pdf.parts),
    ("PNG", pictures.is_png, pictures.png),
    ("JPEG", pictures.is_jpeg, pictures.jpeg),
    ("picture", pictures.is_other, pictures.other),
    ("gzip", packed.is_gzip, packed.gzipped),
    ("bzip2", packed.is_bzip2, packed.bzipped),
    ("xz", packed.is_xz, packed.xzipped),
    ("tar", packed.is_tar, packed.tarred),
    ("sealed", packed.is_sealed, packed.sealed),
    ("RTF", plain.is_rtf, plain.rtf),
    ("e-mail", mail.is_mail, mail.parts),
)
"""How each kind is called, how it is recognised by its bytes, and what takes it apart; the first that knows it does."""


def kind_of(data: bytes) -> str:
    """The kind of a file that is taken apart here, or an empty word for text and for what nobody knows."""
    return next((name for name, recognises, _ in KINDS if recognises(data)), "")


def unpack(data: bytes) -> Iterator[Piece]:
    """The parts of these bytes, one layer of them; text, however it is written, is one part or several spellings of it."""
    for _, recognises, take_apart in KINDS:
        if recognises(data):
            yield from take_apart(data)
            return
    yield from plain.texts(data)


__all__ = ["KINDS", "Part", "Piece", "Unread", "kind_of", "unpack"]
