"""What a verification is given and gives back: the stored row, the kinds of mismatch, the report in words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from custodiet.ledger.entries import Json


@dataclass(frozen=True, slots=True)
class Body:
    """The erasable part of an entry: the salt and the body that was committed to under it."""

    salt: bytes
    value: Json


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredEntry:
    """One row as the database gives it back; nothing in it is taken on trust, so nothing in it is validated here.

    `leaf` is the leaf hash stored beside the fields. `body` is None where it was erased or was not asked for.
    `copies` are columns that repeat parts of the body so that they can be searched; each must equal the body's own.
    """

    sequence: int
    recorded_at: datetime
    verb: str
    compartment: str
    commitment: bytes
    leaf: bytes
    body: Body | None = None
    copies: Mapping[str, Json] = field(default_factory=dict)


class Kind(StrEnum):
    """What kind of mismatch was found."""

    ORDER = "order"
    TIME = "time"
    FIELDS = "fields"
    LEAF = "leaf"
    BODY = "body"
    COPY = "copy"
    MISSING_BODY = "missing body"
    CHECKPOINT = "checkpoint"
    HEAD = "head"


@dataclass(frozen=True, slots=True)
class Mismatch:
    """One thing that does not fit. `sequence` is the entry, or the size of the checkpoint, at which it shows."""

    sequence: int
    kind: Kind
    sentence: str


@dataclass(frozen=True, slots=True)
class Report:
    """What the whole ledger came to.

    `size` entries were read and `root` is their root; `covered` of them, counted from the first, are covered by a good
    checkpoint; `erased` bodies are gone and accounted for by an erasure entry.
    """

    size: int
    root: bytes
    covered: int
    erased: int
    mismatches: tuple[Mismatch, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing was found that does not fit."""
        return not self.mismatches

    @property
    def sentences(self) -> tuple[str, ...]:
        """The report in words: the summary, then every mismatch in the order of the ledger."""
        verdict = "nothing was found altered" if self.sound else f"{len(self.mismatches)} things do not fit"
        summary = f"{self.size} entries read: {verdict}. {self._cover()}"
        if self.erased:
            summary += f" {self.erased} bodies were erased, as the ledger itself records; their entries still verify."
        return (summary, *(mismatch.sentence for mismatch in self.mismatches))

    def _cover(self) -> str:
        if not self.covered:
            return "No checkpoint covers them, so a rewriting of the whole ledger would not have been seen."
        if self.covered == self.size:
            return "A checkpoint covers all of them."
        after = self.size - self.covered
        return f"A checkpoint covers entries 1 to {self.covered}; the {after} after it rest on the database alone."
