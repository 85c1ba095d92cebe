"""What the queries about operations and findings answer: plain data for the pages, with pseudonyms where nobody was unmasked."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingLine:
    """A finding in the queue, in one sentence."""

    reference: str
    title: str
    operation: str
    lane: str
    tier: int
    first: date
    last: date
    sentence: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """When the queue of an operation was last filled, how far the facts reach, and what was silent or could not be read."""

    operation: str
    title: str
    at: datetime | None
    until: date | None
    silenced: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """The findings that wait for somebody, the strongest first, and those decided on."""

    waiting: tuple[FindingLine, ...]
    decided: tuple[FindingLine, ...]
    filled: tuple[Filled, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignLine:
    """One sign with its peers; `rows` is how many rows stand behind it."""

    code: str
    says: str
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TriageLine:
    """What somebody made of the finding. `case` is the reference of the case it became, where the reader may see that case."""

    outcome: str
    reason: str
    explanation: str
    by: str
    on: date
    case: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingPage:
    """A finding: what was seen, against whom, what was tried, what is missing, what would make it innocent.

    `odds` is the evidence, so many to one (none where nothing was weighed). The signs count to `counted_to`, and what the officer sent;
    `received` more came from the person.
    """

    line: FindingLine
    seen: str
    contacts: int
    unexplained: int
    signs: tuple[SignLine, ...]
    context: tuple[SignLine, ...]
    tried: tuple[str, ...]
    missing: tuple[str, ...]
    innocent: str
    relation: str
    peers: int
    odds: float | None
    counted_to: date
    received: int
    rules: str
    unmasked: bool
    adopted: bool
    triage: tuple[TriageLine, ...]
    purpose: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RowLine:
    """A row behind a number: when, what, on or off duty, and where it stands."""

    at: datetime | None
    at_text: str
    what: str
    duty: str
    source: str
    line: str
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowsPage:
    """The rows behind a number of a finding."""

    reference: str
    title: str
    heading: str
    rows: tuple[RowLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationLine:
    """An operation in a list."""

    reference: str
    title: str
    state: str
    holder: str
    expires_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationPage:
    """An operation: why, on what basis, who may see, what was decided, and how its findings fared (numbers only)."""

    line: OperationLine
    purpose: str
    necessity: str
    proportionality: str
    lawful_basis: tuple[tuple[str, str], ...]
    not_read: tuple[str, ...]
    asked_by: str
    asked_at: datetime
    readers: tuple[str, ...]
    decisions: tuple[tuple[str, str, date, str], ...]
    runs: tuple[tuple[date, datetime], ...]
    outcomes: tuple[tuple[str, int], ...]
    may_decide: bool
    may_close: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """Everything that was looked for and seen of an officer in one finding, for the officer to read later."""

    operation: str
    purpose: str
    necessity: str
    proportionality: str
    lawful_basis: dict[str, str]
    found: str
    content: dict
    triage: tuple[TriageLine, ...]
    looked: tuple[tuple[datetime, str, str], ...]
    rows: tuple["RowLine", ...] = ()
    odds: float | None = None
