"""The lines of an untrusted text: in a stated encoding, of bounded length, as often as a reader wants to go through them.

The encoding is what the file's own mark says, else UTF-8, else (where no byte above 127 makes sense as UTF-8) Windows-1252.
Only a line feed ends a line: a message may hold other signs that some programs take for one.
"""

import codecs
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO

from custodiet.evidence.reading import Remark, Source, UnreadableFile

LONGEST_LINE = 1_000_000
"""Characters. A longer line is no line that a person or a chat program wrote."""
MOST_BYTES = 2_000_000_000
_SHOWN = 200
_ESCAPED = ("\udc80", "\udcff")


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its end, its number in the file, and what is wrong with it, where something is."""

    number: int
    text: str
    wrong: str = ""


@dataclass(frozen=True, slots=True)
class Lines:
    """A text that can be gone through again: `again` opens it at its beginning."""

    again: Callable[[], IO[bytes]]
    encoding: str

    def __iter__(self) -> Iterator[Line]:
        errors = "replace" if self.encoding.startswith("utf-16") else "surrogateescape"
        text = io.TextIOWrapper(self.again(), self.encoding, errors, newline="\n")
        number = 0
        try:
            while line := text.readline(LONGEST_LINE):
                number += 1
                wrong = ""
                if len(line) == LONGEST_LINE and not line.endswith("\n"):
                    wrong = f"The line has more than {LONGEST_LINE:,} characters. No chat program writes such a line."
                    line = line[:_SHOWN]
                    while (more := text.readline(LONGEST_LINE)) and not more.endswith("\n"):
                        pass
                yield self._line(number, line, wrong)
        finally:
            text.detach()

    def _line(self, number: int, line: str, wrong: str) -> Line:
        text = line.removesuffix("\n").removesuffix("\r")
        if not wrong and not text.isascii() and (shown := self._broken(text)):
            return Line(number, shown, f"The line holds bytes that mean nothing in {self.name}.")
        return Line(number, text, wrong)

    def _broken(self, text: str) -> str:
        """The line with a sign in place of each byte that has no meaning; empty where all have one."""
        if self.encoding.startswith("utf-16"):
            return text if "\ufffd" in text else ""
        shown = text.encode("utf-8", "replace").decode()
        return shown if any(_ESCAPED[0] <= sign <= _ESCAPED[1] for sign in text) else ""

    @property
    def name(self) -> str:
        """The encoding as a person knows it."""
        return {"utf-8": "UTF-8", "cp1252": "Windows-1252"}.get(self.encoding, "UTF-16")

    def remarks(self) -> Iterator[Remark]:
        """What should be said of the encoding, where it was not certain."""
        if self.encoding == "cp1252":
            says = "The file is not UTF-8, as chat programs write it: it was read as Windows-1252. Accents and signs may be wrong."
            yield Remark("encoding", says, "cp1252")


def lines_of(source: Source) -> Lines:
    """The lines of a file."""

    def again() -> IO[bytes]:
        source.stream.seek(0)
        return source.stream

    return lines_from(again)


def lines_from(again: Callable[[], IO[bytes]]) -> Lines:
    """The lines of whatever `again` opens; one pass over it settles the encoding. UnreadableFile where it is no text."""
    stream = again()
    start = stream.read(4096)
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if start.startswith(mark):
            return Lines(again, encoding)
    if start.count(0) * 20 > len(start):
        raise UnreadableFile("The file is binary, not text. Give the export itself: the .txt, or the .zip that the telephone made.")
    return Lines(again, _encoding(again()))


def _encoding(stream: IO[bytes]) -> str:
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    sound = unsound = False
    size = 0
    while chunk := stream.read(1 << 20):
        size += len(chunk)
        if size > MOST_BYTES:
            raise UnreadableFile(f"The text is longer than {MOST_BYTES:,} bytes. No chat is; look at what the file holds.")
        text = decoder.decode(chunk)
        if not text.isascii():
            above = {sign for sign in set(text) if sign > "\x7f"}
            escaped = {sign for sign in above if _ESCAPED[0] <= sign <= _ESCAPED[1]}
            sound, unsound = sound or bool(above - escaped), unsound or bool(escaped)
    unsound = unsound or any(sign > "\x7f" for sign in decoder.decode(b"", final=True))
    return "cp1252" if unsound and not sound else "utf-8"
