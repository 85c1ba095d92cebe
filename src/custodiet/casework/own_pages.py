"""What an officer reads of their own matter, as plain data: notices in their versions, periods, papers, copies, the age of the case.

Only what the officer was told, or is owed by law, comes in: never a reason that staff wrote for each other, and nothing of anybody
else. Free words that were written for the officer are searched first for whatever would tell where somebody else of the case lives or
how they are reached; what holds it is not shown, and nothing stands in its place.
"""

from dataclasses import dataclass
from datetime import date

from custodiet.casework.follow_queries import OwnFollowUp
from custodiet.casework.models import Paper
from custodiet.casework.own_offers import Offer
from custodiet.law.matter import Duty


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A notice as it was given, with what stood in the record then. `number` counts the notices of its kind."""

    what: str
    number: int
    on: date
    how: str
    severity: str
    form: str
    standards: tuple[str, ...]
    alleged: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Something the officer was told or did, with its day, and the words that were for the officer."""

    on: date
    what: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Age:
    """How long the matter has run since it came to attention, when the twelve months end, and each report that it is not finished."""

    since: date
    months_end: date | None
    days: int
    reports: tuple[tuple[date, str, date | None], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A copy of a bundle that was given to the officer."""

    number: int
    title: str
    volume: int
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Helper:
    """Somebody whom the officer let in."""

    number: int
    name: str
    since: date
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """An allegation, and what the officer answered to it: a stance and words, both empty where nothing was answered."""

    key: str
    conduct: str
    stance: str
    account: str
    mitigation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPage:
    """Everything the page says. `own`: whether the reader is the officer, who alone answers; `messages`: the newest first."""

    reference: str
    alias: str
    own: bool
    closed_on: date | None
    versions: tuple[Version, ...]
    answers: tuple[Answered, ...]
    points: tuple[tuple[str, str], ...]
    messages: tuple[str, ...]
    clocks: tuple[Duty, ...]
    told: tuple[Told, ...]
    papers: tuple[Paper, ...]
    copies: tuple[Copy, ...]
    conducted_by: tuple[str, ...]
    seats: tuple[str, ...]
    offers: dict[Offer, str]
    may_object_to: tuple[str, ...]
    age: Age | None
    followed: OwnFollowUp | None
    welfare: str
    helpers: tuple[Helper, ...]
    findings: tuple[str, ...]

    @property
    def answered(self) -> bool:
        """Whether the officer answered any allegation on the page."""
        return any(each.stance or each.account or each.mitigation for each in self.answers)
