"""What the queries answer: plain data for the pages, with aliases in place of names wherever a name is not needed."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from custodiet.casework.jobs import Permission
from custodiet.law.matter import Duty, Option
from custodiet.law.position import Position
from custodiet.law.steps import Step
from custodiet.law.vocabulary import Office


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLine:
    """A case in a list."""

    reference: str
    title: str
    kind: str
    stage: str
    next_due_on: date | None
    restricted: bool
    overdue: bool = False
    duties: tuple[Duty, ...] = ()
    mine: tuple[Duty, ...] = ()
    met_by: dict[tuple[Any, ...], Option] = field(default_factory=dict)
    """By the key of a duty: the step that meets it, where it may be taken now and this reader may record it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskLine:
    """Something to do. `pk` is for the form that finishes it."""

    pk: int
    reference: str
    what: str
    owner: str
    due: date | None
    done: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Worklist:
    """What is due: the user's open tasks and the cases the user may see, the earliest day first."""

    today: date
    tasks: tuple[TaskLine, ...]
    cases: tuple[CaseLine, ...]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine:
    """Somebody in the case, under the alias."""

    key: str
    alias: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StepLine:
    """A step as it was recorded. `step` is None where the row only strikes; `struck_by` numbers the row that struck it."""

    pk: int
    seq: int
    title: str
    on: date
    not_before: date | None
    about: str
    about_words: str
    office: str
    recorded_by: str
    recorded_at: datetime
    step: Step | None
    strikes: int | None
    struck_by: int | None
    why: str

    @property
    def stands(self) -> bool:
        """Whether it is part of the history."""
        return self.step is not None and self.struck_by is None


@dataclass(frozen=True, slots=True, kw_only=True)
class AllegationLine:
    """An allegation, against whom, and its national category."""

    key: str
    officer_key: str
    officer: str
    conduct: str
    category: str
    scheme_version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteLine:
    """A note and who wrote it when."""

    author: str
    text: str
    shareable: bool
    recorded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerLine:
    """Somebody who works on the case. `grant_pk` is for the form that ends it."""

    grant_pk: int
    name: str
    role: str
    offices: tuple[str, ...]
    until: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePage:
    """A case: `position` printed, and what stands beside it."""

    reference: str
    title: str
    kind: str
    restricted: bool
    version: int
    position: Position
    people: tuple[PersonLine, ...]
    steps: tuple[StepLine, ...]
    allegations: tuple[AllegationLine, ...]
    tasks: tuple[TaskLine, ...]
    notes: tuple[NoteLine, ...]
    workers: tuple[WorkerLine, ...]
    offices: tuple[Office, ...]
    may: frozenset[Permission]
    aliases: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactLine:
    """How somebody may be reached; the order of the channels is that of the form."""

    channels: tuple[tuple[str, bool], ...]
    announce: bool
    phone: str
    email: str
    post: str
    best_times: str
    never_tell: str
    safe_word: str
    ask_for: str
    caller: str
    someone_else: str
    shared_device: bool
    plain_envelope: bool
    adaptations: str
    away_from: str
    review_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPage:
    """Somebody in the case, by name."""

    ref: str
    key: str
    alias: str
    role: str
    name: str
    title: str
    born_on: date | None
    vulnerability: str
    rank: str = ""
    collar_number: str = ""
    capacity: str = ""
    force: str = ""
    unit: str = ""
    contact: ContactLine | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PeoplePage:
    """The people of a case."""

    reference: str
    title: str
    people: tuple[PersonPage, ...]
    may: frozenset[Permission]


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Somebody did or looked at something."""

    seq: int
    at: datetime
    who: str
    job: str
    verb: str
    what: str
    purpose: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LooksPage:
    """Who looked at a case, the latest first: the page of that number, of so many looks in all."""

    reference: str
    title: str
    looks: tuple[Look, ...]
    number: int
    count: int
