"""JSON of chat programs: read whole within a bound, taken apart with care, and one message of it as a fact.

What was expected and is something else is left empty or refused, never forced into shape; half signs become \ufffd.
"""

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from custodiet.evidence.archive import MAGIC, Archive
from custodiet.evidence.facts import Fact
from custodiet.evidence.readers.handset_times import When
from custodiet.evidence.reading import Source, UnreadableFile

MOST_BYTES = 200_000_000
LONGEST_BODY = 1_000_000


def members(source: Source, fits: str) -> Iterator[tuple[str, BinaryIO]]:
    """The file itself, or where it is an archive each of its files whose name ends in one of `fits` (parted by `|`), by name."""
    start = source.stream.read(4)
    source.stream.seek(0)
    if start not in MAGIC:
        yield "", source.stream
        return
    archive = Archive(source.stream)
    for member in sorted(each.name for each in archive.members):
        if member.lower().endswith(tuple(fits.split("|"))):
            yield member, archive.open(member)


def load(stream: BinaryIO, asked: str) -> Any:
    """The JSON of a stream. `asked` says what to ask for where it is none."""
    data = stream.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise UnreadableFile(f"The JSON is larger than {MOST_BYTES:,} bytes; it was not read. {asked}")
    if data.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"<":
        raise UnreadableFile(f"The file is HTML, made for looking at; it leaves out what JSON says. {asked}")
    try:
        return json.loads(data)
    except RecursionError as error:
        raise UnreadableFile(f"The JSON has values nested so deep that no chat program wrote it. {asked}") from error
    except ValueError as error:
        raise UnreadableFile(f"The file is no JSON ({str(error)[:120]}). {asked}") from error


class Places:
    """What the chats of a file are called where a line is named: short, and no two alike, whatever their people are called."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def place(self, name: str) -> str:
        """The name, as far as it may be long, told apart from those before it."""
        short = found = name[:60]
        number = 1
        while found in self._taken:
            number += 1
            found = f"{short} ({number})".strip()
        self._taken.add(found)
        return found


def text(value: object) -> str:
    """A text without half signs; empty where the value is none."""
    if not isinstance(value, str):
        return ""
    return value if value.isascii() else value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def shown(value: object) -> str:
    """A value that is not what was expected, as far as it may be shown."""
    return text(value)[:200] or (str(value)[:40] if isinstance(value, int | float | None) else type(value).__name__)


def dicts(value: object) -> list[dict[str, Any]]:
    """The objects of a list; empty where it is none."""
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def whole(value: object) -> int | None:
    """A whole number from 0 up that fits a fact; None otherwise."""
    if isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) < 12:
        value = int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**11 else None


def message(
    channel: str, when: When, *, conversation: str, sender: str = "", to: str = "", body: str | None = None, files: tuple[str, ...] = (),
    kind: str = "message", marks: tuple[str, ...] = (), direction: str | None = None, seconds: int | None = None, export: str = "",
) -> Fact:  # fmt: skip
    """A message of a chat as a fact; what is empty is unknown."""
    return Fact("message", {
        **when.columns(),
        "conv_id": conversation or None,
        "from": sender or None,
        "to": to or None,
        "channel": channel,
        "body": body,
        "body_ref": "; ".join(each for each in files if each) or None,
        "deleted_state": "deleted" if kind == "deleted" else None,
        "export_kind": export or f"{channel} json",
        "kind": kind,
        "marks": ", ".join(each for each in marks if each) or None,
        "duration_s": seconds,
        "direction": direction,
    })  # fmt: skip
