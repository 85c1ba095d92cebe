"""The steps that a row of an extract stands for. What the extract does not say is left unknown: a day becomes the days it can have been."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from custodiet.casework.imports.days import WrongDay, day_of
from custodiet.casework.imports.mapping import Layout
from custodiet.casework.imports.rows import Row
from custodiet.law.steps import Step
from custodiet.law.steps.opening import AllegationMade, CameToAttention, CaseClosed, ComplaintMade, Recorded, SubjectIdentified
from custodiet.law.steps.outcome import Imposed, OfficerLeft
from custodiet.law.vocabulary import Capacity, Departure, MatterKind, Outcome, Rank

RANKS = {
    "pc": Rank.CONSTABLE, "dc": Rank.CONSTABLE, "police constable": Rank.CONSTABLE, "detective constable": Rank.CONSTABLE,
    "ps": Rank.SERGEANT, "sgt": Rank.SERGEANT, "ds": Rank.SERGEANT, "police sergeant": Rank.SERGEANT, "detective sergeant": Rank.SERGEANT,
    "insp": Rank.INSPECTOR, "di": Rank.INSPECTOR, "detective inspector": Rank.INSPECTOR, "police inspector": Rank.INSPECTOR,
    "ch insp": Rank.CHIEF_INSPECTOR, "chief insp": Rank.CHIEF_INSPECTOR, "dci": Rank.CHIEF_INSPECTOR, "supt": Rank.SUPERINTENDENT,
    "ch supt": Rank.CHIEF_SUPERINTENDENT, "chief supt": Rank.CHIEF_SUPERINTENDENT,
}  # fmt: skip
STAFF = ("police staff", "staff", "pcso", "police community support officer")
COMPLAINANTS = ("complainant", "complainer", "reporter")
LETTERS_OF_2020 = "ABCDEFGHIJKL"
UNKNOWN = "unknown"
MOST_NAME = 200
"""Characters of a name, as the record takes them."""


class Unclear(Exception):
    """A word that means nothing here until a person says what. The message says where to say it."""


class HasDays(Protocol):
    """When a case came in and was closed, as far as that is known."""

    received: date
    closed: date | None


@dataclass(frozen=True, slots=True)
class Part:
    """One step of a row: what tells it again in the next extract (`identity` and `name`), the step, and the row it is from."""

    identity: tuple[str, ...]
    name: str
    step: Step
    row: Row


@dataclass(frozen=True, slots=True)
class Opening:
    """How a case began and ended. `received` is the latest day on which it can have come in."""

    kind: MatterKind
    received: date
    earliest: date | None
    closed: date | None
    steps: list[tuple[str, Step]]


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person of a case."""

    officer: bool
    capacity: Capacity
    rank: Rank
    born_on: date | None


def opening(row: Row, layout: Layout, today: date) -> Opening:
    """How the case of that row began, was recorded and closed."""
    kind = _kind(row, layout)
    asked = (("received_on", "The day it came in"), ("recorded_on", "The day it was recorded"), ("closed_on", "The day it was closed"))
    received, recorded, closed = (day_of(row[name], what, layout.dates, today) for name, what in asked)
    earliest = None
    if received is None:
        if layout.received_between is None:
            raise Unclear("It does not say when the case came in. Write in the mapping between which days: received_between = [DAY, DAY].")
        earliest, received = layout.received_between
        latest = min(day for day in (received, recorded, closed, today) if day)
        if latest <= earliest:
            raise WrongDay(f"It was recorded or closed on {latest}, before {earliest}, the first day on which it can have come in.")
        received = latest
    for day, what in ((recorded, "recorded"), (closed, "closed")):
        if day and day < (earliest or received):
            raise WrongDay(f"It was {what} on {day:%d.%m.%Y}, before it came in on {received:%d.%m.%Y}.")
    dated: dict[str, Any] = {"on": received, "not_before": earliest}
    first: Step = ComplaintMade(**dated) if kind is MatterKind.COMPLAINT else CameToAttention(**dated, kind=kind)
    found: list[tuple[str, Step]] = [("opened", first)]
    if recorded:
        found.append(("recorded", Recorded(on=recorded)))
    if closed:
        found.append(("closed", CaseClosed(on=closed, reason=row["result"])))
    return Opening(kind, received, earliest, closed, found)


def _kind(row: Row, layout: Layout) -> MatterKind:
    word = row["kind"] or layout.kind
    meant = layout.means("kinds", word) or word
    for kind in MatterKind:
        if meant.casefold() == kind.value:
            return kind
    raise Unclear(f'Of what kind the case is, “{word}” does not say. Write it in the mapping, under [kinds] or as kind = "complaint".')


def person(row: Row, layout: Layout, today: date, received: date) -> Somebody:
    """Who that is. Nobody was born after what they are said to have done."""
    if len(row["name"]) > MOST_NAME:
        raise WrongDay(
            f"The name has {len(row['name']):,} characters, and no name has. A quotation mark is amiss, or the column is another."
        )
    born = day_of(row["born_on"], "The day of birth", layout.dates, today)
    if born and born >= received:
        raise WrongDay(f"The person was born on {born:%d.%m.%Y}, and the case came in on {received:%d.%m.%Y}.")
    if row["role"].casefold() in COMPLAINANTS:
        if not row["name"]:
            raise Unclear("The complainant has no name. Write the name in the extract, or leave the row out.")
        return Somebody(False, Capacity.VOLUNTEER, Rank.NONE, born)
    word = row["rank"]
    meant = (layout.means("ranks", word) or word).casefold().replace(".", "")
    if meant in STAFF:
        return Somebody(True, Capacity.STAFF, Rank.NONE, born)
    found = RANKS.get(meant) or next((rank for rank in Rank if rank.value == meant), None)
    if found is None:
        raise Unclear(f'The rank “{word}” is not known. Write in the mapping which it is: [ranks] "{word}" = "constable".')
    return Somebody(True, Capacity.MEMBER_OF_A_POLICE_FORCE, found, born)


def identified(who: Somebody, key: str, received: date) -> Step:
    """That the person is one complained of. The extract does not say since when, so it stands on the day the case came in."""
    return SubjectIdentified(on=received, about=key, capacity=who.capacity, rank=who.rank)


def allegation(row: Row, layout: Layout, today: date, received: date, key: str, officer: str) -> Step:
    """The allegation of that row."""
    first, last = (
        day_of(row[name], what, layout.dates, today)
        for name, what in (("from_day", "The day of the conduct"), ("to_day", "The last day of the conduct"))
    )
    if first and first > received:
        raise WrongDay(f"The conduct was on {first:%d.%m.%Y}, after the case came in on {received:%d.%m.%Y}.")
    if first and last and last < first:
        raise WrongDay(f"The conduct ended on {last:%d.%m.%Y}, before it began on {first:%d.%m.%Y}.")
    category, words = _category(row, layout)
    conduct = " ".join(part for part in (row["conduct"] or "Not described in the extract.", words) if part)
    return AllegationMade(on=received, about=key, officer=officer, conduct=conduct, category=category, from_day=first, to_day=last)


def _category(row: Row, layout: Layout) -> tuple[str, str]:
    """The category of 2020, and in words what it was under another scheme."""
    word = row["category"]
    if not word:
        return "", ""
    if layout.scheme != "2020":
        return "", f"(Category in the extract, of another scheme: {word}.)"
    meant = layout.means("categories", word)
    if meant == UNKNOWN:
        return "", f"(Category in the extract: {word}.)"
    code = (meant or word).upper()
    if code[:1] in LETTERS_OF_2020 and (len(code) == 1 or code[1:].isdigit()) and len(code) <= 3:
        return code, ""
    raise Unclear(
        f'“{word}” is no category of the scheme of 2020. Write in the mapping which it is: [categories] "{word}" = "H1", or = "{UNKNOWN}".'
    )


def outcome(row: Row, layout: Layout, today: date, case: HasDays, officer: str) -> Step:
    """The outcome of that row, or that the officer left."""
    on = day_of(row["on"], "The day of the outcome", layout.dates, today)
    if on and on < case.received:
        raise WrongDay(f"The outcome is of {on:%d.%m.%Y}, before the case came in on {case.received:%d.%m.%Y}.")
    dated: dict[str, Any] = {"on": on, "about": officer} if on else _between(case, today) | {"about": officer}
    meant = (layout.means("outcomes", row["outcome"]) or row["outcome"]).casefold()
    for departure in Departure:
        if meant == departure.value:
            return OfficerLeft(**dated, how=departure)
    for each in Outcome:
        if meant == each.value:
            return Imposed(**dated, outcome=each, months=_months(row))
    raise Unclear(
        f"The outcome “{row['outcome']}” is not known. Write in the mapping which it is: "
        f'[outcome_words] "{row["outcome"]}" = "final written warning", or "resigned".'
    )


def _between(case: HasDays, today: date) -> dict[str, Any]:
    """The days on which it can have been, where the extract names none."""
    latest = case.closed or today
    return {"on": latest, "not_before": case.received} if latest > case.received else {"on": latest}


def _months(row: Row) -> int | None:
    if not row["months"]:
        return None
    if not row["months"].isdigit() or not 0 < int(row["months"]) <= 60:
        raise Unclear(f"A warning of “{row['months']}” months is none. Write the number of months.")
    return int(row["months"])
