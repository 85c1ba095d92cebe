"""What is published: the notice of a hearing and the notice of an outcome, made of closed types only.

No field of a notice takes plain text, so no name can flow into one by mistake. The one hole is `ReviewedText`: words
that two people other than their author approved, each for exactly these words. `strays` looks through a whole notice
at run time and names every field that holds anything else.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date, time
from enum import Enum, StrEnum

from custodiet.law.vocabulary import FormOfProceedings, Outcome, PartOfReasons, Seat, Severity, StandardOfProfessionalBehaviour
from custodiet.publication.names import Alias, NamedOfficer
from custodiet.publication.words import Count, ForceName, ReviewedText


class Standing(StrEnum):
    """Where the officer stands with the force on the day of publication."""

    SERVING = "serving officer"
    FORMER = "former officer"
    STAFF = "member of police staff"
    FORMER_STAFF = "former member of police staff"


class Answer(StrEnum):
    """What the officer said to an allegation."""

    ADMITTED = "admitted"
    ADMITTED_IN_PART = "admitted in part"
    DENIED = "denied"
    NOT_ANSWERED = "not answered"


class Attendance(StrEnum):
    """Who may attend a hearing."""

    PUBLIC = "in public"
    PART_PRIVATE = "partly in private"
    PRIVATE = "in private"


class Listing(StrEnum):
    """The list of the College of Policing on which the outcome places the person."""

    BARRED = "police barred list"
    ADVISORY = "police advisory list"


class Condition(StrEnum):
    """A condition of attending a hearing, as forces state them."""

    ADULTS = "people under 18 are not admitted"
    IDENTITY = "bring a photograph as proof of identity"
    REGISTER = "register beforehand"
    SEATS = "seats are limited and are given in the order of registration"
    SEARCH = "you and your bags may be searched"
    NO_RECORDING = "no recording, photography or broadcasting"
    NO_PHONES = "telephones and computers are switched off"
    ASSISTANCE_DOGS = "assistance dogs are admitted, other animals are not"
    OWN_TIME = "serving officers and staff attend in their own time"
    MAY_EXCLUDE = "the chair may exclude anyone from all or part of the hearing"


CLOSED_TERMS: tuple[type[Enum], ...] = (
    FormOfProceedings,
    Outcome,
    PartOfReasons,
    Seat,
    Severity,
    StandardOfProfessionalBehaviour,
    Standing,
    Answer,
    Attendance,
    Condition,
    Listing,
)
"""The enumerations whose members a notice may hold."""

CLOSED_VALUES: tuple[type, ...] = (Alias, NamedOfficer, ForceName, ReviewedText, Count, date, time, type(None))
"""The values a notice may hold, by exact type: a subclass of any of them is refused."""


class NotClosed(TypeError):
    """A notice holds a value that is of no closed type. The message names the fields, never the values."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What was found on one allegation, and why. Not proved is a finding of neither, with no Standard breached."""

    allegation: ReviewedText
    answer: Answer
    level: Severity
    breaches: tuple[StandardOfProfessionalBehaviour, ...] = ()
    reason: ReviewedText | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """The reasons given for one part of the outcome, in the words in which they were recorded."""

    part: PartOfReasons
    text: ReviewedText


@dataclass(frozen=True, slots=True, kw_only=True)
class HearingNotice:
    """The public notice that a hearing will be held (CR20 36(1), 53(1)); the chair says which parts it has.

    `people` are the complainants, victims and witnesses it speaks of; `contacts` are counts such as 17 calls. `representations_by` is
    the last day for representations on publicity, which media may make too (CR20 36(3)-(6), 53(3)-(6)).
    """

    force: ForceName
    officer: Alias | NamedOfficer
    standing: Standing
    form: FormOfProceedings
    attendance: Attendance
    published_on: date
    level_alleged: Severity | None = None
    days: tuple[date, ...] = ()
    starts_at: time | None = None
    place: ReviewedText | None = None
    chair: Seat | None = None
    people: tuple[Alias, ...] = ()
    contacts: tuple[Count, ...] = ()
    allegations: tuple[ReviewedText, ...] = ()
    standards: tuple[StandardOfProfessionalBehaviour, ...] = ()
    conditions: tuple[Condition, ...] = ()
    how_to_attend: ReviewedText | None = None
    representations_by: date | None = None

    def __post_init__(self) -> None:
        _must_be_closed(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeNotice:
    """The public account of what was found and imposed (CR20 43(6), 63(5)).

    `people` are the complainants, victims and witnesses it speaks of; `contacts` are counts such as 17 calls;
    `warning_ends` is the last day of a warning; `reasons` are those of the outcome, by their stages, where the law has them published.
    """

    force: ForceName
    officer: Alias | NamedOfficer
    standing: Standing
    form: FormOfProceedings
    findings: tuple[Finding, ...]
    outcome: Outcome
    published_on: date
    days: tuple[date, ...] = ()
    place: ReviewedText | None = None
    chair: Seat | None = None
    people: tuple[Alias, ...] = ()
    contacts: tuple[Count, ...] = ()
    summary: tuple[ReviewedText, ...] = ()
    warning_ends: date | None = None
    listing: Listing | None = None
    reasons: tuple[Reason, ...] = ()

    def __post_init__(self) -> None:
        _must_be_closed(self)


Notice = HearingNotice | OutcomeNotice

_COMPOSED: tuple[type, ...] = (HearingNotice, OutcomeNotice, Finding, Reason)


def closed(notice: object) -> bool:
    """Whether every value in the notice, however deep, is of a closed type."""
    return not strays(notice)


def strays(notice: object) -> tuple[str, ...]:
    """A sentence for every field that holds a value of no closed type; empty for a closed notice.

    The sentence gives the field and the type, never the value, which may be the very name that must not be shown.
    """
    if type(notice) not in (HearingNotice, OutcomeNotice):
        return (f"What is to be published is of type {type(notice).__name__}; only a notice can be.",)
    return tuple(
        f"The field {where} holds a value of type {kind}. A notice takes only aliases, terms of law, dates, counts,"
        " the name of the force and reviewed text: give it one of these."
        for where, kind in _strays(notice, "")
    )


def _strays(value: object, where: str) -> Iterator[tuple[str, str]]:
    if type(value) in _COMPOSED:
        for field in fields(value):  # type: ignore[arg-type]  # each of these is a dataclass
            name = f"{where}.{field.name}" if where else field.name
            yield from _strays(getattr(value, field.name), name)
    elif type(value) is tuple:
        for number, item in enumerate(value, start=1):
            yield from _strays(item, f"{where}[{number}]")
    elif type(value) not in CLOSED_VALUES and type(value) not in CLOSED_TERMS:
        yield where, type(value).__name__
    elif where == "officer" and isinstance(value, Alias) and not value.of_officer:
        yield where, "Alias of a person who is no officer"


def _must_be_closed(notice: Notice) -> None:
    found = strays(notice)
    if found:
        raise NotClosed(" ".join(found))
