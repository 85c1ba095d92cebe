"""What the queries answer about exhibits and accounts: plain data for the pages and the exports."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from custodiet.casework.jobs import Permission
from custodiet.casework.layouts import Remembered
from custodiet.casework.pages import PersonLine
from custodiet.detection.account import Account


@dataclass(frozen=True, slots=True, kw_only=True)
class ExhibitLine:
    """An exhibit in a list. `state` and the counts are those of its latest reading, empty where it was never read.

    `gone` is the sentence that says when, by whom and why it was disposed of; empty where it is held. `proposed`: that somebody has
    proposed its disposal, and a second person has not decided yet.
    """

    pk: int
    reference: str
    title: str
    maker: str
    file_name: str
    size: int
    sha256: str
    received_at: datetime
    received_by: str
    derived: bool
    kind: str
    state: str
    rows_in_file: int | None
    rows_read: int | None
    rows_refused: int | None
    problem: str
    disclosure: str
    gone: str
    proposed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExhibitsPage:
    """The exhibits of a case."""

    reference: str
    title: str
    exhibits: tuple[ExhibitLine, ...]
    may: frozenset[Permission]


@dataclass(frozen=True, slots=True, kw_only=True)
class CustodyLine:
    """One thing done with an exhibit."""

    seq: int
    act: str
    at: datetime
    by: str
    place: str
    why: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionLine:
    """A decision on disclosure."""

    status: str
    relevant: bool
    why: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingLine:
    """A reading of an exhibit and what came of it. `report` holds refusals, undated rows, questions and remarks as plain data."""

    pk: int
    kind: str
    state: str
    asked_by: str
    asked_at: datetime
    ended_at: datetime | None
    rows_so_far: int
    rows_in_file: int | None
    rows_read: int | None
    rows_refused: int | None
    problem: str
    answers: dict[str, str]
    report: dict[str, Any]
    remembered: dict[str, Remembered]
    """Of each table (by its layout) that was read as somebody put it right before: where that came from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExhibitPage:
    """One exhibit: what it is, what it was made from, what was done with it, what was read from it."""

    reference: str
    title: str
    exhibit: ExhibitLine
    made_with: dict[str, Any]
    sources: tuple[str, ...]
    custody: tuple[CustodyLine, ...]
    decisions: tuple[DecisionLine, ...]
    readings: tuple[ReadingLine, ...]
    may: frozenset[Permission]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """A file that an account rests on, with what of it was refused, as (line, reason)."""

    exhibit: str
    exhibit_pk: int | None
    title: str
    file_name: str
    sha256: str
    rows_in_file: int | None
    rows_read: int | None
    rows_refused: int | None
    refusals: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TieLine:
    """By what somebody of the case is known in the files."""

    pk: int
    key: str
    alias: str
    kind: str
    value: str
    confidence: str
    why: str
    by: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class StruckTie:
    """What was said of somebody and counts no longer: why, and who struck it when."""

    said: TieLine
    why: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoPage:
    """By what the people of a case are known in its files: what stands, and what was struck, the latest first."""

    reference: str
    title: str
    standing: tuple[TieLine, ...]
    struck: tuple[StruckTie, ...]
    people: tuple[PersonLine, ...]
    may: frozenset[Permission]


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountPage:
    """The dated account of an officer and a person of the case, the files it rests on, and who in them is nobody yet."""

    reference: str
    title: str
    officer_key: str
    officer: str
    person_key: str
    person: str
    account: Account
    unread: tuple[str, ...]
    """Of each exhibit that was not read to its end by then, or is held no longer: that it is not counted."""
    sources: tuple[SourceLine, ...]
    unknown_names: tuple[tuple[str, int], ...]
    people: tuple[PersonLine, ...]
    ties: tuple[TieLine, ...]
    made_at: datetime
    may: frozenset[Permission]
    hours: dict[str, tuple[float, float]]
    """The window of every explanation by which the looks were judged, in hours before and after."""

    @property
    def cautions(self) -> tuple[str, ...]:
        """What must be known before the figures are used."""
        return (*self.unread, *self.account.cautions)
