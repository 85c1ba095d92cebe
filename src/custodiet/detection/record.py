"""What an account is made of: contacts, looks and meetings, each with the rows of the files behind it."""

from dataclasses import dataclass
from datetime import datetime


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
    """One look. `explained` is why, in words, with the code of the explanation; empty where nothing explains it."""

    staff_id: str
    person_id: str
    at: datetime | None
    system: str
    action: str
    what: str
    reason: str
    explained: tuple[str, ...]
    cites: tuple[str, ...]
    duty: str
    duty_basis: str
    contested: bool
    origins: tuple[Origin, ...]


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
