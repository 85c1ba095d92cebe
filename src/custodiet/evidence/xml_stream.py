"""An untrusted XML document as a stream: elements as they begin and end, never the whole tree. No document type, no entities.

Whoever reads takes from each element what it needs and lets it go with `forget`; what is kept at once is bounded.
"""

from collections.abc import Iterator
from typing import Literal, Protocol, TypeAlias
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from custodiet.evidence.reading import UnreadableFile

MOST_DEPTH = 64
MOST_KEPT = 200_000
MOST_VALUE = 16 << 20
"""Elements inside one another, elements kept at once, and bytes of one value."""

Step: TypeAlias = tuple[Literal["start", "end"], Element, list[Element]]
"""What happened, to which element, and the elements that it stands in, outermost first."""


class Bytes(Protocol):
    """Whatever bytes can be read from."""

    def read(self, size: int = -1, /) -> bytes:
        """The next bytes; none at the end."""
        ...


class BrokenXML(Exception):
    """The document stops being XML; the message says where and why."""


class _Paced:
    """The file's bytes; refuses to go on where one value, between two tags, grows beyond measure."""

    def __init__(self, stream: Bytes) -> None:
        self._stream, self.since = stream, 0

    def read(self, size: int) -> bytes:
        # An unfinished tag is looked through from its start each time bytes come, so ever more come at once.
        data = self._stream.read(max(size, self.since))
        self.since += len(data)
        if self.since > MOST_VALUE:
            raise UnreadableFile(
                f"One value in the XML is longer than {MOST_VALUE:,} bytes. No report holds such a text; it was not read on. "
                "Ask for the report without attachments inside it."
            )
        return data


def steps(stream: Bytes) -> Iterator[Step]:
    """Every beginning and end of an element, in order. Raises BrokenXML where the document is not well formed."""
    paced = _Paced(stream)
    within: list[Element] = []
    kept = 0
    try:
        for what, element in iterparse(paced, events=("start", "end"), forbid_dtd=True):
            paced.since = 0
            if what == "start":
                if len(within) >= MOST_DEPTH:
                    raise UnreadableFile(
                        f"The XML has more than {MOST_DEPTH} elements inside one another; no report has. It was not read on."
                    )
                kept += 1
                if kept > MOST_KEPT:
                    kept = sum(1 for _ in within[0].iter())
                    if kept > MOST_KEPT // 2:
                        raise UnreadableFile(
                            f"One record of the XML has more than {MOST_KEPT // 2:,} elements; no report has. It was not read on."
                        )
                yield "start", element, within
                within.append(element)
            else:
                within.pop()
                yield "end", element, within
    except DefusedXmlException as error:
        raise UnreadableFile(
            "The XML declares a document type or entities. Reports and backups have none, and that is how XML is made to reach for "
            "other files or to swell beyond measure. It was not read. Ask for the export again, straight from the tool."
        ) from error
    except ParseError as error:
        raise BrokenXML(str(error)) from error
    except (LookupError, ValueError) as error:  # an encoding that does not exist, or that the parser cannot read
        raise BrokenXML(str(error)) from error


def forget(element: Element, within: list[Element]) -> None:
    """Let an element go that has been dealt with."""
    element.clear()
    if within:
        within[-1].remove(element)


def name(element: Element) -> str:
    """The element's name without its namespace."""
    return element.tag.rpartition("}")[2]


def namespace(element: Element) -> str:
    """The element's namespace; empty where it has none."""
    return element.tag[1:].partition("}")[0] if element.tag.startswith("{") else ""
