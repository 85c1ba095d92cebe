"""The readings of a document: its parts (`unpacking`), and what each says after every decoding (`decodings`), one in another.

`Readings` goes through all of them to a depth, and keeps what could not be read.
"""

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from custodiet.publication.decodings import LAST_READINGS, READINGS, packed_in
from custodiet.publication.unpacking import Part, Unread, kind_of, unpack

_DEEPEST = 5
_DEEPEST_FILE = 6
_LARGEST_TEXT = 8_000_000
_LARGEST_FILE = 60_000_000
_MOST_PER_CHARACTER = 150
_MOST_CHARACTERS = 40_000_000
_MOST_PARTS = 40_000

Seeing = Callable[[bytes], str]
"""Reads the words in the pixels of a picture, or raises `ValueError` with the reason. Without one, pictures are said to be unread."""


class NotScanned(ValueError):
    """The document could not be searched to the end, so nothing may be concluded from it. The message says why."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One text to be searched: how it was come by, and whether numbers in it mostly place things on a page."""

    how: str
    text: str
    layout: bool = False


@dataclass(frozen=True, slots=True)
class _Waiting:
    how: str
    content: bytes | str
    layout: bool = False
    depth: int = 0
    files: int = 0


class Readings:
    """Every reading of a document, the document as written first. `unread` fills with what could not be read."""

    def __init__(self, document: bytes | str, see: Seeing | None = None) -> None:
        self.unread: list[Unread] = []
        self._see = see
        self._allowed = 10_000
        self._waiting = deque((_Waiting("", document),))
        self._seen: set[tuple[bool, str]] = set()

    def __iter__(self) -> Iterator[Reading]:
        spent = parts = 0
        while self._waiting:
            one = self._waiting.popleft()
            parts += 1
            if parts > _MOST_PARTS:
                raise _unfolds()
            if isinstance(one.content, bytes):
                self._take_apart(one, one.content)
                continue
            if (one.layout, one.content) in self._seen or (one.layout and (False, one.content) in self._seen):
                continue
            self._seen.add((one.layout, one.content))
            spent += len(one.content)
            if spent > min(_MOST_CHARACTERS, self._allowed):
                raise _unfolds()
            yield Reading(one.how or "as written", one.content, one.layout)
            self._read_again(one, one.content)

    def _take_apart(self, one: _Waiting, data: bytes) -> None:
        """The parts of a file go to the end of the line; the text of one stays at its place."""
        _not_too_large(data, _LARGEST_FILE if kind_of(data) else _LARGEST_TEXT)
        if one.files > _DEEPEST_FILE:
            self.unread.append(Unread(one.how, "files lie too deep in one another here. Pack them out."))
            return
        for part in unpack(data):
            if isinstance(part, Unread):
                self.unread.append(Unread(_joined(one.how, part.how), part.why))
            elif part.picture:
                self._look_at(_joined(one.how, part.how), part.content)
            elif part.content:
                self._put(one, part)

    def _put(self, one: _Waiting, part: Part) -> None:
        how = _joined(one.how, part.how)
        if isinstance(part.content, str):
            self._allowed += _MOST_PER_CHARACTER * len(part.content)
        self._waiting.append(_Waiting(how, part.content, one.layout or part.layout, one.depth, one.files + 1))

    def _look_at(self, how: str, picture: bytes | str) -> None:
        if self._see is None or isinstance(picture, str):
            self.unread.append(Unread(how, "nothing here can read the words in a picture. Look at it yourself, or install Tesseract."))
            return
        try:
            words = self._see(picture)
        except ValueError as wrong:
            self.unread.append(Unread(how, f"{wrong}. Look at it yourself."))
            return
        self._allowed += _MOST_PER_CHARACTER * len(words)
        self._waiting.append(_Waiting(how, words, depth=_DEEPEST))

    def _read_again(self, one: _Waiting, text: str) -> None:
        if not one.how:
            _not_too_large(text, _LARGEST_TEXT)
            self._allowed += _MOST_PER_CHARACTER * len(text) if one.files == 0 else 0
        if one.depth >= _DEEPEST or one.layout:
            return
        for readings, depth in ((READINGS, one.depth + 1), (LAST_READINGS, _DEEPEST)):
            for name, read in readings:
                further = read(text)
                if further and (False, further) not in self._seen:
                    self._waiting.append(_Waiting(_joined(one.how, name), further, False, depth, one.files))
        for name, packed in packed_in(text):
            self._waiting.append(_Waiting(_joined(one.how, name), packed, False, one.depth + 1, one.files))


def _joined(before: str, after: str) -> str:
    return f"{before}, {after}" if before and after else before or after


def _not_too_large(document: bytes | str, largest: int) -> None:
    if len(document) > largest:
        raise NotScanned(f"The document is larger than {largest:,} bytes and was not searched. Publish it in parts.")


def _unfolds() -> NotScanned:
    return NotScanned(
        "The document unfolds into more text than can be searched; something is packed into it many times over."
        " Publish it without the encoded part."
    )
