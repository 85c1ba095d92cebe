"""What a WhatsApp export says of the files sent in it: numbers that are missing between others, names that are in no archive."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import PurePosixPath

from custodiet.evidence.readers.whatsapp_survey import Survey
from custodiet.evidence.reading import Remark

MOST_SAID = 50


def gaps(found: Survey, pasted: set[int]) -> Iterator[Remark]:
    """A remark for each run of attachment numbers that the export leaves out.

    Telephones number either the files or all lines. A step as large as the lines between two files is no gap.
    """
    numbered = sorted({(number, row) for number, row in found.attachments if row not in pasted})
    said = 0
    for (number, row), (following, next_row) in pairwise(numbered):
        if following - number <= 1 or following - number == next_row - row:
            continue
        said += 1
        if said > MOST_SAID:
            yield Remark("attachments", f"More attachment numbers are missing after {number}; only the first {MOST_SAID} gaps are listed.")
            return
        first, last = number + 1, following - 1
        which = f"Attachment {first} is" if first == last else f"Attachments {first} to {last} are"
        yield Remark(
            "attachments",
            f"{which} not in the export: line {found.line[row]} names number {number}, line {found.line[next_row]} number {following}. "
            "Media may have been removed before the export was made.",
            [first, last],
        )


class Media:
    """The files beside the chat in its archive, and which of them messages name."""

    def __init__(self, members: list[str], chat: str) -> None:
        self.there = {PurePosixPath(name).name for name in members if name != chat}
        self.zipped = bool(chat)
        self.named: set[str] = set()
        self.missing: list[str] = []

    def mark(self, name: str | None) -> tuple[str, ...]:
        """The marks of a message that names a file."""
        if name is None or not self.zipped:
            return ()
        self.named.add(name)
        if name in self.there:
            return ()
        self.missing.append(name)
        return ("file not in the export",)

    def remarks(self) -> Iterator[Remark]:
        """What is said once the whole chat was read."""
        if self.missing:
            says = f"Files that messages name and the archive lacks: {len(self.missing)}, the first of them {self.missing[0][:100]}."
            yield Remark("missing files", says, [name[:200] for name in self.missing[:MOST_SAID]])
        if spare := sorted(self.there - self.named):
            says = f"Files of the archive that no message names: {len(spare)}, the first of them {spare[0][:100]}."
            yield Remark("spare files", says, [name[:200] for name in spare[:MOST_SAID]])
