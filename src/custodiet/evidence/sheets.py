"""An exhibit as pages, and pages joined to one PDF: asked of a process behind the walls, where alone the files are opened."""

import io
import json
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

from custodiet.evidence import stopped
from custodiet.evidence.reading import Remark
from custodiet.evidence.stopped import Limits, ReadingFailed
from custodiet.evidence.walled import ENTRY, child, descriptor
from custodiet.evidence.wire import Ended, Failed, Garbled, Piece, Walls

PIECE = 3 << 20
"""Bytes of a file that cross the wall in one line."""
MOST_ROWS, CELLS, CELL = 3_000, 60, 3_500
"""Rows of an exhibit, columns of a row and characters of a cell; a longer cell goes on in a row of its own."""
OF_AN_EXHIBIT = Limits(seconds=300, megabytes=1024, output_bytes=1 << 30)
OF_A_BUNDLE = Limits(seconds=300, megabytes=4096, output_bytes=2 << 30)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of an exhibit: where it stands in the file, and its cells. A part's name, where a part begins, has no cells."""

    line: str
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheets:
    """An exhibit as so many pages of a PDF, or as rows that pages are yet to be made of."""

    pdf: bytes = b""
    pages: int = 0
    rows: tuple[Row, ...] = ()
    others: int = 0
    """Of the rows, how many at the end name files of an archive that are not shown."""


def sheets(file: BinaryIO, name: str, entry: tuple[str, ...] = ENTRY) -> Sheets:
    """The pages of an exhibit. Raises UnreadableFile with a sentence that says why there are none, and what to do."""
    remarks, data = _asked(file, {"do": "sheets", "name": name}, OF_AN_EXHIBIT, entry)
    pages, rows, others = 0, [], 0
    for each in remarks:
        match each.key, each.value:
            case "pages", int(count) if 0 < count < 100_000:
                pages = count
            case "part", str(words):
                rows.append(Row(words))
            case "others", int(count):
                others = count
            case "row", [str(line), *cells] if all(isinstance(cell, str) for cell in cells):
                rows.append(Row(line, tuple(cells)))
            case "walls", _:
                continue
            case _:
                raise stopped.garbled("pages", "something that is no page and no row")
    if bool(data) != bool(pages) or bool(data) == bool(rows):
        raise stopped.garbled("pages", "neither pages nor rows")
    return Sheets(data, pages, tuple(rows), others)


def join(parts: Sequence[bytes], plan: dict[str, Any], entry: tuple[str, ...] = ENTRY) -> bytes:
    """One PDF of pages of these PDFs, as the plan says (see `custodiet.evidence.joining`)."""
    places, at = [], 0
    for part in parts:
        places.append([at, len(part)])
        at += len(part)
    head = json.dumps(plan | {"parts": places}).encode()
    packed = io.BytesIO(struct.pack(">Q", len(head)) + head + b"".join(parts))
    _, data = _asked(packed, {"do": "join", "name": "plan"}, OF_A_BUNDLE, entry)
    if not data.startswith(b"%PDF-"):
        raise stopped.garbled("pages", "no PDF")
    return data


def _asked(file: BinaryIO, request: dict[str, Any], limits: Limits, entry: tuple[str, ...]) -> tuple[list[Remark], bytes]:
    """The remarks and the bytes that came back. Raises UnreadableFile, ReadingFailed among them."""
    remarks, data = list[Remark](), io.BytesIO()
    with descriptor(file) as (held, size), child(entry, held) as worker:
        worker.ask(request | {"kind": "", "size": size}, limits)
        for said in worker.lines("pages", limits):
            match said:
                case Remark():
                    remarks.append(said)
                case Piece():
                    data.write(said.bytes())
                case Ended():
                    return remarks, data.getvalue()
                case Failed():
                    raise stopped.failure(said, "pages", limits, ())
                case Walls():
                    continue
                case _:
                    raise stopped.garbled("pages", "something that is no page")
    raise ReadingFailed("The pages were not made. Try again; if it fails again, report it to whoever maintains the program.")


__all__ = ["Garbled", "Row", "Sheets", "join", "sheets"]
