"""Behind the wall: copies what a PDF draws into another one, and nothing else of it.

Actions, scripts, attachments, remarks of programs, earlier versions and links stay behind: only what is reached from a page's
content and what it draws with is taken along, object by object, and of each object only what drawing needs.
"""

from collections import deque
from typing import Any

from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    EncodedStreamObject,
    IndirectObject,
    NameObject,
    NullObject,
    StreamObject,
)

from custodiet.evidence.reading import UnreadableFile

LEFT = frozenset(
    {
        "/A", "/AA", "/AF", "/Annots", "/Dest", "/EF", "/EmbeddedFiles", "/JS", "/JavaScript", "/LastModified", "/Metadata", "/Names",
        "/Next", "/OC", "/OPI", "/P", "/Parent", "/PieceInfo", "/Ref", "/StructParent", "/StructParents",
    }
)  # fmt: skip
"""The keys of an untrusted object that are left behind, wherever they stand."""
DEEPEST, MOST_OBJECTS = 60, 400_000
"""Levels of a value within an object, and objects of a file."""
HARMFUL = "The PDF is built in a way that no program of an office builds one: {}. Ask for it again, or have it printed and scanned."


class Copier:
    """Copies objects of one reader into a writer; each object once, however often it is referred to."""

    def __init__(self, writer: PdfWriter, left: frozenset[str] = LEFT) -> None:
        self.writer, self.left = writer, left
        self.known: dict[int, IndirectObject] = {}
        self._waiting: deque[tuple[IndirectObject, IndirectObject]] = deque()

    def add(self, value: Any) -> IndirectObject:
        """A new object of the writer."""
        reference: IndirectObject = self.writer._add_object(value)
        return reference

    def map(self, old: IndirectObject, new: IndirectObject) -> None:
        """From now on what refers to the one refers to the other."""
        self.known[old.idnum] = new

    def copy(self, value: Any) -> Any:
        """The value in the writer, with everything that it refers to."""
        made = self._value(value, 0)
        while self._waiting:
            old, new = self._waiting.popleft()
            found = self._value(old.get_object(), 0)
            found.indirect_reference = new
            self.writer._objects[new.idnum - 1] = found
        return made

    def _value(self, value: Any, depth: int) -> Any:
        if depth > DEEPEST:
            raise UnreadableFile(HARMFUL.format("values within values without end"))
        if isinstance(value, IndirectObject):
            return self._reference(value)
        if isinstance(value, StreamObject):
            return self.stream(value, depth)
        if isinstance(value, DictionaryObject):
            return DictionaryObject({key: self._value(each, depth + 1) for key, each in self._items(value)})
        if isinstance(value, ArrayObject):
            return ArrayObject(self._value(each, depth + 1) for each in value)
        return NullObject() if value is None else value

    def _reference(self, old: IndirectObject) -> IndirectObject:
        if old.idnum not in self.known:
            if len(self.known) > MOST_OBJECTS:
                raise UnreadableFile(HARMFUL.format(f"more than {MOST_OBJECTS:,} objects"))
            self.known[old.idnum] = self.add(NullObject())
            self._waiting.append((old, self.known[old.idnum]))
        return self.known[old.idnum]

    def _items(self, value: DictionaryObject) -> list[tuple[NameObject, Any]]:
        return [(key, value.raw_get(key)) for key in value if key not in self.left]

    def stream(self, value: StreamObject, depth: int = 0) -> EncodedStreamObject:
        """A stream with its bytes as they stand in the file."""
        made = EncodedStreamObject()
        postscript = value.get("/Subtype") == "/PS"
        made._data = b"" if postscript else value._data
        made.update({key: self._value(each, depth + 1) for key, each in self._items(value) if key != "/Length"})
        return made
