"""What a file is taken apart into: parts to go on with, and remarks on what could not be read."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """Bytes or text out of a file. `how` says how it was come by; empty if it is the document itself as it is written.

    `layout`: numbers in it mostly place things on a page, so a short number alone says nothing. `picture`: to be looked at.
    """

    how: str
    content: bytes | str
    layout: bool = False
    picture: bool = False


@dataclass(frozen=True, slots=True)
class Unread:
    """Something in a file that could not be read to its end, so that nothing may be concluded from the file."""

    how: str
    why: str

    def __str__(self) -> str:
        return f"{self.how}: {self.why}" if self.how else f"{self.why[:1].upper()}{self.why[1:]}"


def stretches(data: bytes, shortest: int = 4) -> str:
    """The legible stretches of bytes that are mostly something else, in one-byte and two-byte letters."""
    found = [each.decode("utf-8", "replace") for each in re.findall(_legible(shortest), data)]
    if b"\x00" in data:
        bare = data.replace(b"\x00", b"")
        found += [each.decode("utf-8", "replace") for each in re.findall(_legible(shortest), bare)]
        for start in (0, 1):
            for encoding in ("utf-16-le", "utf-16-be"):
                found.append(data[start:].decode(encoding, "replace"))
    return "\n.\n".join(found)


def _legible(shortest: int) -> bytes:
    letters = rb"(?:[\x20-\x7e]|[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3})"
    return letters + b"{%d,}" % shortest
