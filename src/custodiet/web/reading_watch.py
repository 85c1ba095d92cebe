"""Tells on a terminal how far a long reading is."""

import time
from types import TracebackType
from typing import TextIO

from custodiet.evidence.sandbox import Progress

PATIENCE = 2.0
"""Seconds before anything is said."""
LINE_EVERY = 5.0
"""Seconds between lines where they cannot be written over one another."""


class Watch:
    """Called with the progress of a reading; says something of it when it takes long."""

    def __init__(self, name: str, out: TextIO) -> None:
        self.name, self.out = name, out
        self.over = out.isatty()
        self.due = time.monotonic() + PATIENCE
        self.spoke = False

    def __call__(self, progress: Progress) -> None:
        """Say how far it is, if it is time."""
        now = time.monotonic()
        if now < self.due:
            return
        self.due = now + (0.2 if self.over else LINE_EVERY)
        self.spoke = True
        part = f"{100 * progress.taken // max(1, progress.size)} % of {progress.size / 1e6:,.1f} MB"
        said = f"{self.name}: {progress.rows:,} records, {part} taken in" if progress.rows else f"{self.name}: {part} looked through"
        self.out.write(f"\r{said}" if self.over else f"{said}\n")
        self.out.flush()

    def __enter__(self) -> "Watch":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self.spoke and self.over:
            self.out.write("\n")
