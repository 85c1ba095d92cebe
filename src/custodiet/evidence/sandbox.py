"""Read an untrusted file in a process that cannot hurt: no network, bounded memory, time and output.

Only codes and rows come back, and each is checked before it is believed (`custodiet.evidence.wire`). The libraries that
open spreadsheets, PDF and XML are never loaded here. Whatever becomes of the reader, this process goes on.
"""

import os
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import BinaryIO

from custodiet.evidence import stopped
from custodiet.evidence.guessed import WHY, Guess, likeliest
from custodiet.evidence.reading import Answers, Outcome, Read, Refused, Remark, UnreadableFile
from custodiet.evidence.shown import Shown, believed
from custodiet.evidence.stopped import Limits, ReadingFailed
from custodiet.evidence.walled import ENTRY, child, descriptor
from custodiet.evidence.wire import Ended, Failed, Garbled, Piece, Walls

__all__ = ["Guess", "Kind", "Limits", "Progress", "ReadingFailed", "guess", "isolation", "kinds", "likeliest", "read_untrusted", "show"]
STOPPED = (
    f"The place could not be reached: whoever goes through the original gets {stopped.QUICK.seconds} seconds and little memory, and was "
    "stopped. What was read there stands below; take a copy of the original to see the place itself."
)
"""What is said where the process that looks for the place did not end as it should."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a reading is: records so far, bytes of the file that the reader has taken in, bytes there are."""

    rows: int
    taken: int
    size: int


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: its word on the command line, a line about it, the file endings it takes."""

    name: str
    about: str
    endings: tuple[str, ...]


def read_untrusted(
    file: Path | BinaryIO,
    name: str,
    kind: str,
    answers: Answers,
    *,
    limits: Limits | None = None,
    progress: Callable[[Progress], None] | None = None,
    entry: tuple[str, ...] = ENTRY,
) -> Iterator[Outcome]:
    """Yield what the file holds while it is being read. Raises UnreadableFile, or ReadingFailed at the point of failure.

    `progress` is told how far it is, about once a second, also while nothing comes. Where a wall cannot be raised on this
    machine, a Remark says so first. `entry` is the program behind the walls.
    """
    with descriptor(file) as (held, size), child(entry, held) as reader:
        limits = limits or Limits.of(size)
        reader.ask({"do": "read", "kind": kind, "name": name, "answers": answers, "size": size}, limits)
        rows_read = rows_refused = 0

        def tell() -> None:  # the child shares the place in the file with us, so nothing need be said of it
            if progress:
                progress(Progress(rows_read + rows_refused, os.lseek(held, 0, os.SEEK_CUR), size))

        for said in reader.lines(kind, limits, tell):
            match said:
                case Read():
                    rows_read += 1
                case Refused():
                    rows_refused += 1
                case Walls(_, missing):
                    if missing:
                        yield Remark("walls", f"Read without: {'; '.join(missing)}. This machine does not offer it.", list(missing))
                    continue
                case Ended():
                    if said != Ended(rows_read, rows_refused):
                        raise stopped.miscounted(kind, said, Ended(rows_read, rows_refused))
                    return
                case Failed() | Piece():
                    raise stopped.failure(said, kind, limits, [each.name for each in kinds(entry)] if said == Failed("kind", "") else ())
            if rows_read + rows_refused > limits.rows:
                raise stopped.too_many(limits)
            yield said


def kinds(entry: tuple[str, ...] = ENTRY) -> tuple[Kind, ...]:
    """The kinds of file that can be read. Asked of the child, so that no reader is loaded here."""
    with child(entry) as reader:
        found = reader.remarks({"do": "kinds"})
    return tuple(Kind(remark.key, remark.says, tuple(str(ending) for ending in remark.value)) for remark in found)


def guess(file: Path | BinaryIO, name: str, entry: tuple[str, ...] = ENTRY) -> Guess:
    """What the file may be, told from its ending and its first records, and from its content alone where its ending is wrong.

    Nothing where a reader had to be stopped over it: a person then says the kind, and hears why.
    """
    with descriptor(file) as (held, size), child(entry, held) as reader:
        try:
            found = reader.remarks({"do": "guess", "name": name, "answers": {}, "size": size})
        except ReadingFailed:
            return Guess({})
    return Guess({each.key: each.value for each in found if each.key != WHY}, "".join(each.says for each in found if each.key == WHY))


def show(file: Path | BinaryIO, name: str, at: str, headers: Collection[str] = (), entry: tuple[str, ...] = ENTRY) -> Shown:
    """The rows of the original around the place of that locator, or a sentence why it cannot be shown.

    `headers` are the locators of the rows that a reading took for headers (its remark of that key).
    """
    with descriptor(file) as (held, size), child(entry, held) as reader:
        try:
            return believed(reader.remarks({"do": "show", "name": name, "at": at, "headers": list(headers), "size": size}))
        except (ReadingFailed, Garbled):
            return Shown(says=STOPPED)
        except UnreadableFile as refusal:
            return Shown(says=str(refusal))


@cache
def isolation() -> Walls:
    """Which walls stand on this machine and which it does not offer."""
    with child(ENTRY) as reader:
        reader.ask({"do": "kinds", "kind": ""}, stopped.QUICK)
        return next(said for said in reader.lines("no kind", stopped.QUICK) if isinstance(said, Walls))
