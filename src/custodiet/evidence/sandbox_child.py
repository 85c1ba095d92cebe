"""What runs behind the walls: one reader, one file, lines of JSON on a pipe. Started by `custodiet.evidence.sandbox`.

Standard input says what to do, standard output is the pipe; both are taken away before the file is read. The reader's
module is loaded before the walls go up, the file is opened by whoever started us: no path of ours reaches a reader.
"""

import json
import os
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, TypeAlias

from custodiet.evidence import showing, telling, walls
from custodiet.evidence.reading import Read, Reader, Refused, Remark, Source, UnreadableFile
from custodiet.evidence.wire import Ended, Failed, Said, Walls, pack

Work: TypeAlias = Callable[[dict[str, Any], dict[str, Reader]], Iterator[Said]]
PROGRAMS = {"screenshots": "tesseract"}
"""The readers that may start a program, and which."""
OFTEN = 0.2
"""Seconds after which what was said is sent on, though little: somebody watches."""


def main(readers: dict[str, Reader]) -> None:
    """Do what standard input asks for, and end without running anything of the interpreter's own farewell."""
    request = json.load(sys.stdin)
    pipe = os.fdopen(os.dup(1), "wb", buffering=1 << 16)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)
    os.close(nowhere)
    sys.dont_write_bytecode = True
    send(request, readers, pipe)
    pipe.flush()
    os._exit(0)


def send(request: dict[str, Any], readers: dict[str, Reader], pipe: BinaryIO) -> None:
    """Raise the walls, then say everything that is to be said."""
    kind, said = request["kind"], work(request["do"])
    stand, missing = walls.stand_up(megabytes=request["megabytes"], seconds=request["seconds"], program=PROGRAMS.get(kind))
    pipe.write(pack(Walls(tuple(stand), tuple(missing))))
    pipe.flush()
    reserve = bytearray(1 << 20)  # to have something left to say it with, where memory has run out
    try:
        flushed = 0.0
        for each in said(request, readers):
            pipe.write(pack(each))
            if time.monotonic() - flushed > OFTEN:
                pipe.flush()
                flushed = time.monotonic()
    except UnreadableFile as refusal:
        pipe.write(pack(Failed("unreadable", str(refusal))))
    except MemoryError:
        del reserve
        pipe.write(pack(Failed("memory", "")))
    except Exception as mistake:
        pipe.write(pack(Failed("mistake", place(mistake))))


def work(do: str) -> Work:
    """What is to be done, with everything loaded that it needs."""
    if do in ("sheets", "join"):  # what draws pages takes half a second to load, and reading needs none of it
        from custodiet.evidence import joining, sheeting

        return {"sheets": sheeting.sheets, "join": joining.join}[do]
    return {"read": read, "kinds": kinds, "guess": guess, "show": show}[do]


def place(mistake: Exception) -> str:
    """Which mistake, and where in the programs; never its text, which may hold something of the file."""
    where = traceback.extract_tb(mistake.__traceback__)[-1:]
    return f"{type(mistake).__name__} at " + ", ".join(f"{Path(frame.filename).name} line {frame.lineno}" for frame in where)


def source(request: dict[str, Any]) -> Source:
    """The file, from the descriptor that was handed over."""
    return Source(os.fdopen(request["descriptor"], "rb", closefd=False), request["name"], request["size"])


def read(request: dict[str, Any], readers: dict[str, Reader]) -> Iterator[Said]:
    """The outcomes of a reading, and the reader's own count at the end."""
    if request["kind"] not in readers:
        yield Failed("kind", "")
        return
    rows_read = rows_refused = 0
    for outcome in readers[request["kind"]].read(source(request), request["answers"]):
        rows_read += isinstance(outcome, Read)
        rows_refused += isinstance(outcome, Refused)
        yield outcome
    yield Ended(rows_read, rows_refused)


def kinds(request: dict[str, Any], readers: dict[str, Reader]) -> Iterator[Said]:
    """What there is to read: one remark a reader."""
    for reader in readers.values():
        yield Remark(reader.name, reader.about, list(reader.endings))
    yield Ended(0, 0)


def guess(request: dict[str, Any], readers: dict[str, Reader]) -> Iterator[Said]:
    """Each kind that the file's beginning can be read as: one remark, with how many records were read and refused."""

    def again() -> Source:
        os.lseek(request["descriptor"], 0, os.SEEK_SET)
        return source(request)

    yield from telling.told(again, readers.values(), request["answers"], PROGRAMS)
    yield Ended(0, 0)


def show(request: dict[str, Any], _readers: dict[str, Reader]) -> Iterator[Said]:
    """The rows of the original around a place."""
    yield from showing.show(source(request), request["at"], request["headers"])
    yield Ended(0, 0)


if __name__ == "__main__":
    from custodiet.evidence.readers import BY_NAME

    main(BY_NAME)
