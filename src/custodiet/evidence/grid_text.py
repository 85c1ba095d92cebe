"""Tables in text: CSV, tab-separated, semicolons. Streamed line by line; what a line may mean is decided by this one rule set.

The encoding is what the file's mark says, else UTF-8 where it is UTF-8, else Windows-1252, and that is remarked. A line with
bytes that mean nothing in it is refused alone. A quotation mark that never closes costs its own line, not the rest of the file.
"""

import codecs
import contextlib
import csv
import io
import itertools
import re
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO

from custodiet.evidence.grid_row import MOST_LINE, MOST_ROWS, GridRow, bounded, too_many_rows
from custodiet.evidence.reading import Remark, UnreadableFile

DELIMITERS = (",", ";", "\t", "|")
NAMES = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars", "": "one column"}
MOST_SPAN = 100
"""Lines that one quoted cell may run over. A quotation mark open for longer is a stray one."""
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SAID = {"utf-8": "UTF-8", "utf-8-sig": "UTF-8", "utf-16": "UTF-16", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16", "cp1252": "Windows-1252"}
ESCAPED = re.compile("[\ud800-\udfff]")
csv.field_size_limit(MOST_LINE * MOST_SPAN)


@dataclass(slots=True)
class Text:
    """A table in text, opened: encoding and delimiter are settled."""

    stream: IO[bytes]
    encoding: str
    delimiter: str
    remarks: list[Remark] = field(default_factory=list)

    def rows(self) -> Iterator[GridRow]:
        """Every record of the file, blank lines too."""
        return map(bounded, split(lines(self.stream, self.encoding), self.delimiter))


def open_text(stream: IO[bytes]) -> Text:
    """Settle encoding and delimiter, and say so."""
    encoding, how = encoding_of(stream)
    delimiter = delimiter_of(line for _, line, broken in itertools.islice(lines(stream, encoding), 200) if not broken)
    said = f"Text in {SAID[encoding]}{how}, cells parted by {NAMES[delimiter]}."
    remarks = [Remark("table", said, {"encoding": SAID[encoding], "delimiter": delimiter})]
    if encoding == "cp1252":
        why = "The file is not UTF-8 and bears no mark of its encoding; it was read as Windows-1252. Look at names and £ signs."
        remarks.append(Remark("encoding", why, "Windows-1252"))
    return Text(stream, encoding, delimiter, remarks)


def encoding_of(stream: IO[bytes]) -> tuple[str, str]:
    """The encoding, and how it is known, after one pass over the file that also counts its lines."""
    stream.seek(0)
    start = stream.read(4096)
    stream.seek(0)
    for mark, encoding in MARKS:
        if start.startswith(mark):
            return encoding, " (by its mark)"
    if len(start) > 3 and start.count(0) * 3 > len(start):
        little = start[1::2].count(0) > start[0::2].count(0)
        return ("utf-16-le" if little else "utf-16-be"), " (by its bytes)"
    if start.count(0) * 20 > len(start):
        raise UnreadableFile(
            "The file is binary, not text. A CSV, XLSX, XLS, ODS or PDF table is needed: ask for the export in one of these."
        )
    sound, unsound, count = 0, 0, 0
    for line in pieces(stream):
        count += 1
        if line.isascii():
            continue
        try:
            line.decode("utf-8")
            sound += 1
        except UnicodeDecodeError:
            unsound += 1
    stream.seek(0)
    if count > MOST_ROWS:
        raise too_many_rows(f" (it has {count:,})")
    return ("cp1252" if unsound > sound else "utf-8"), ""


def pieces(stream: IO[bytes]) -> Iterator[bytes]:
    """The file's lines as bytes, very long ones in pieces."""
    while piece := stream.readline(MOST_LINE):
        yield piece


def lines(stream: IO[bytes], encoding: str) -> Iterator[tuple[int, str, str]]:
    """Number, text without its end, and why it is broken, of every line."""
    stream.seek(0)
    errors = "replace" if encoding.startswith("utf-16") else "surrogateescape"
    text = io.TextIOWrapper(stream, encoding=encoding, errors=errors, newline=None)
    try:
        number = 0
        while line := text.readline(MOST_LINE):
            number += 1
            if number > MOST_ROWS:
                raise too_many_rows()
            broken = ""
            if len(line) == MOST_LINE and not line.endswith("\n"):
                broken = f"It has more than {MOST_LINE:,} characters."
                while (rest := text.readline(MOST_LINE)) and not rest.endswith("\n"):
                    pass
                line = line[:500]
            line = line.removesuffix("\n")
            if not line.isascii() and (wrong := undecodable(line, encoding)):
                line, broken = wrong, broken or f"It holds bytes that mean nothing in {SAID[encoding]}."
            elif "\0" in line:
                line, broken = line.replace("\0", "\ufffd"), broken or "It holds a byte of value 0, which is no text."
            yield number, line, broken
    finally:
        with contextlib.suppress(ValueError):  # whoever stopped reading may have closed the file
            text.detach()


def undecodable(line: str, encoding: str) -> str:
    """The line with a sign where bytes had no meaning; empty where all had."""
    if encoding.startswith("utf-16"):
        return line if "\ufffd" in line else ""
    try:
        line.encode("utf-8")
    except UnicodeEncodeError:
        return ESCAPED.sub("\ufffd", line)
    return ""


def delimiter_of(sample: Iterator[str]) -> str:
    """The sign that parts the cells: the one for which most lines have the same number of cells, and many of them."""
    heads = [line for line in sample if line.strip()]
    if not heads:
        return ","
    if heads[0].lower().startswith("sep=") and heads[0][4:5] in DELIMITERS:
        return heads[0][4]

    def weight(sign: str) -> int:
        counts = Counter(count for line in heads if (count := outside_quotes(line).count(sign)))
        return max((count * lines for count, lines in counts.items()), default=0)

    best = max(DELIMITERS, key=weight)
    return best if weight(best) else ","


def outside_quotes(line: str) -> str:
    """The line without what stands between quotation marks."""
    return "".join(line.split('"')[::2])


def split(numbered: Iterator[tuple[int, str, str]], delimiter: str) -> Iterator[GridRow]:
    """Lines to rows: a cell in quotation marks may run over several lines."""
    waiting: deque[tuple[int, str, str]] = deque()
    coming = iter(numbered)
    while True:
        if not waiting:
            first = next(coming, None)
            if first is None:
                return
            waiting.append(first)
        number, line, broken = waiting.popleft()
        if number == 1 and line.lower().startswith("sep=") and len(line) == 5:
            continue
        if broken:
            yield GridRow(f"line {number}", (line,), broken=broken)
        elif '"' not in line:
            yield GridRow(f"line {number}", tuple(line.split(delimiter)) if line else ())
        else:
            yield quoted(number, line, waiting, coming, delimiter)


def quoted(number: int, line: str, waiting: deque[tuple[int, str, str]], coming: Iterator[tuple[int, str, str]], delimiter: str) -> GridRow:
    """A row in which quotation marks stand, with the lines that belong to it taken from those to come."""
    taken, text = 0, line
    while True:
        try:
            cells = next(csv.reader([text], delimiter=delimiter, strict=True))
        except csv.Error as error:
            if "unexpected end" not in str(error):
                return GridRow(
                    f"line {number}", (line,), broken="A quotation mark stands in the middle of a cell, so where it ends is not known."
                )
        else:
            for _ in range(taken):
                waiting.popleft()
            return GridRow(f"lines {number}-{number + taken}" if taken else f"line {number}", tuple(cells))
        more = until_a_mark(taken, waiting, coming)
        if not more or len(text) > MOST_LINE:
            return GridRow(f"line {number}", (line,), broken="A quotation mark opens a cell and nothing closes it.")
        text, taken = "\n".join((text, *more)), taken + len(more)


def until_a_mark(taken: int, waiting: deque[tuple[int, str, str]], coming: Iterator[tuple[int, str, str]]) -> list[str]:
    """The lines after those taken, up to the next with a quotation mark: no other can close a cell. Empty where there is none."""
    found: list[str] = []
    while taken + len(found) < MOST_SPAN:
        if len(waiting) == taken + len(found):
            waiting.extend(itertools.islice(coming, 1))
        if len(waiting) == taken + len(found):
            break
        _, line, broken = waiting[taken + len(found)]
        if broken:
            break
        found.append(line)
        if '"' in line:
            return found
    return []
