"""What an account is made of: contacts, looks and meetings, each with the rows of the files behind it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

LookState: TypeAlias = Literal["explained", "adverse", "unexplained", "a list of hits", "without a day"]
EXPLAINED: LookState = "explained"
ADVERSE: LookState = "adverse"
UNEXPLAINED: LookState = "unexplained"
HITS: LookState = "a list of hits"
UNDATED: LookState = "without a day"


@dataclass(frozen=True, slots=True)
class Origin:
    """The row of a file behind a number: the exhibit or file, the line in it, the file's digest, the time as it stood there."""

    source_id: str
    line: str
    sha256: str
    at_text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """One contact. `at` is UTC, None where no source dates it; `duty` as `detection.duty` says; `origins` are all its sources."""

    staff_id: str
    person_id: str
    at: datetime | None
    at_alt: datetime | None
    kind: str
    direction: str
    channel: str
    duration_s: int | None
    answered: bool | None
    deleted: bool
    device: str
    contested: bool
    duty: str
    duty_basis: str
    body: str
    origins: tuple[Origin, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One look, and what it is judged to be; a list of hits and a look without a day are not judged.

    `explained` is why, in words, with the code of each explanation; `cites` where each stands; `tie` the kind of tie that speaks against
    an adverse one. `for_another`: whoever was at the log-in did it for `staff_id`, whose look it is.
    """

    access_id: str
    staff_id: str
    person_id: str
    at: datetime | None
    system: str
    action: str
    what: str
    reason: str
    state: LookState
    tie: str
    codes: tuple[str, ...]
    explained: tuple[str, ...]
    cites: tuple[str, ...]
    for_another: bool
    duty: str
    duty_basis: str
    contested: bool
    origins: tuple[Origin, ...]

    @property
    def unexplained(self) -> bool:
        """Whether nothing explains it, a tie between the two or none."""
        return self.state in (ADVERSE, UNEXPLAINED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """Something that brings officer and person together on duty: an incident both were at, custody, a stop."""

    staff_id: str
    person_id: str
    at: datetime | None
    until: datetime | None
    what: str
    number: str
    role: str
    closed: datetime | None
    origins: tuple[Origin, ...]
