"""One row of a telephone system's log is a leg of a call. Several legs are one call: told by what the system gives them in common.

A first pass keeps four numbers for each leg; calls of more than one leg are then known, with their length and their first moment.
"""

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field

from custodiet.evidence.cells import Stamp
from custodiet.evidence.repeats import twice


@dataclass(frozen=True, slots=True)
class Leg:
    """A row of the log. `call` is what all legs of one call share; `connected` and `ended` are seconds since 1970, -1 where not said."""

    line: str
    call: str
    start: Stamp | None
    text: str
    own: str
    other: str
    direction: str | None
    seconds: int | None
    answered: bool | None = None
    connected: float = -1
    ended: float = -1


@dataclass(slots=True)
class Together:
    """The legs of one call: how many, how long together, and those that have come so far in the second pass."""

    count: int = 0
    seconds: int = 0
    known: bool = False
    connected: float = -1
    ended: float = -1
    answered: bool | None = None
    first: Leg | None = None
    lines: list[str] = field(default_factory=list)

    def add(self, seconds: int, connected: float, ended: float) -> None:
        """Take one more leg into account, in the first pass."""
        self.count += 1
        if seconds >= 0:
            self.seconds, self.known = self.seconds + seconds, True
        if connected > 0:
            self.connected = min(connected, self.connected) if self.connected > 0 else connected
        self.ended = max(ended, self.ended)

    def came(self, leg: Leg) -> bool:
        """Take the next leg of the second pass; whether it was the last."""
        self.first = self.first or leg
        self.answered = True if self.answered or leg.answered else leg.answered if self.answered is None else self.answered
        self.lines.append(leg.line)
        return len(self.lines) == self.count

    @property
    def length(self) -> int | None:
        """From the first connection to the last end where the log has both, else all legs together."""
        if self.connected > 0 and self.ended >= self.connected:
            return round(self.ended - self.connected)
        return self.seconds if self.known else None


@dataclass(slots=True)
class Calls:
    """The legs of a log, counted."""

    marks: "array[int]" = field(default_factory=lambda: array("q"))
    seconds: "array[int]" = field(default_factory=lambda: array("q"))
    connected: "array[float]" = field(default_factory=lambda: array("d"))
    ended: "array[float]" = field(default_factory=lambda: array("d"))

    def see(self, leg: Leg) -> None:
        """Take a leg into account."""
        self.marks.append(hash(leg.call))
        self.seconds.append(-1 if leg.seconds is None else leg.seconds)
        self.connected.append(leg.connected)
        self.ended.append(leg.ended)

    def together(self) -> dict[int, Together]:
        """The calls that have more than one leg, by the hash of what their legs share."""
        again = twice(self.marks, len(self.marks))
        found: dict[int, Together] = {}
        for mark, seconds, connected, ended in self._rows():
            if mark in again:
                found.setdefault(mark, Together()).add(seconds, connected, ended)
        return {mark: call for mark, call in found.items() if call.count > 1}

    def _rows(self) -> Iterator[tuple[int, int, float, float]]:
        return zip(self.marks, self.seconds, self.connected, self.ended, strict=True)
