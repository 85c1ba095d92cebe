"""Whether an officer and a person can meet: where the officer works, against the areas that are the person's own.

The areas are those that the person named, those that the force knows, and the station or team that must not deal with them. They are
sealed, and nothing here is asked for any page of an officer. The answer is a comparison of names of places and no more: a person decides.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from custodiet.casework import standing
from custodiet.casework.access import same_as
from custodiet.casework.models import AreaFrom, Case, Involvement, MeetingArea, Part, Person
from custodiet.casework.secrets_held import unseal
from custodiet.law.steps import History, Key
from custodiet.law.steps.investigation import DutiesRestricted, RestrictionReviewed
from custodiet.law.vocabulary import Term

_MOVES = (DutiesRestricted.__name__, RestrictionReviewed.__name__)
NO_PLACE = frozenset(
    {"a", "and", "area", "at", "beat", "centre", "city", "duties", "duty", "hub", "in", "neighbourhood", "of", "office", "on", "patrol"}
    | {"police", "policing", "response", "road", "section", "station", "street", "team", "the", "town", "unit", "village", "ward"}
)
"""Words that name no place by themselves."""


class Meets(Term):
    """What the comparison says."""

    YES = "the two can meet"
    NO = "nothing on record says that they can meet"
    UNKNOWN = "not known"


@dataclass(frozen=True, slots=True)
class Area:
    """An area of a person: its row, its name, and how it is known."""

    pk: int
    words: str
    source: str


@dataclass(frozen=True, slots=True)
class Compared:
    """One officer against one person: what the comparison says, where the officer works, since when, and why."""

    officer: str
    whom: str
    key: Key
    meets: Meets
    place: str
    since: date | None
    shared: tuple[str, ...] = ()

    @property
    def why(self) -> str:
        """The reason, in a sentence that ends with what to do."""
        if self.meets is Meets.YES:
            return f"{self.officer} works at {self.place}, and {', '.join(self.shared)} is an area of {self.whom}. Move one of the duties."
        if self.meets is Meets.NO:
            return f"{self.officer} works at {self.place}, which names no area of {self.whom}. Look at the map before relying on it."
        if not self.place:
            return f"Where {self.officer} works is not on record. Enter it with the restriction of duties or the move."
        return f"No area of {self.whom} is on record. Ask where they live and go, and enter it as theirs."


def areas_of(case: Case, person: Person) -> tuple[Area, ...]:
    """The areas of that person which stand in that case, readable."""
    rows = MeetingArea.objects.filter(case=case, person=person, strikes=None, struck_by=None).order_by("pk")
    named = [Area(row.pk, unseal(row.sealed), AreaFrom[row.source].value) for row in rows]
    contact = getattr(person, "safe_contact", None)
    away = [Area(0, contact.away_from, "must not deal with this person")] if contact and contact.away_from else []
    return (*named, *away)


Move = tuple[date, str]


def moves(history: History, officer: Key) -> list[Move]:
    """When the officer was moved in that case, and whereto, in order."""
    return [
        (step.on, step.posted_to.strip()) for step in history
        if isinstance(step, (DutiesRestricted, RestrictionReviewed)) and step.posted_to.strip() and history.concerns(step, officer)
    ]  # fmt: skip


def posted(here: list[Move], elsewhere: list[Move], unit: str) -> tuple[str, date | None]:
    """Where the officer works now and since when: the last move on record, or else the unit on record; "" where neither is.

    Of two moves on one day that of this case counts: it was made knowing whom the officer must not meet.
    """
    found = sorted([*elsewhere, *here], key=lambda move: move[0])
    return (found[-1][1], found[-1][0]) if found else (unit, None)


def moved_elsewhere(case: Case, officer: Person) -> list[Move]:
    """The moves of that officer in other cases, which this one is told without saying which.

    A covert case tells nothing. An officer stands on record more than once where whoever put them there could not know of the other case.
    """
    rows = Involvement.objects.filter(same_as(officer.pk), role=Part.OFFICER.value, case__restricted=False).exclude(case=case)
    told = rows.filter(case__steps__kind__in=_MOVES).select_related("case").distinct().order_by("pk")
    return [move for row in told for move in moves(standing.standing(row.case).history, row.key)]


def compared(case: Case, history: History, until: date | None = None) -> Iterator[Compared]:
    """Every officer of the case against everybody who was harmed or complained, as things stand on that day."""
    people = list(case.involvements.select_related("person__officer", "person__safe_contact").order_by("pk"))
    harmed = [each for each in people if each.role in (Part.VICTIM.value, Part.COMPLAINANT.value)]
    for officer in (each for each in people if each.role == Part.OFFICER.value):
        profile = getattr(officer.person, "officer", None)
        elsewhere = [move for move in moved_elsewhere(case, officer.person) if until is None or move[0] <= until] if harmed else []
        place, since = posted(moves(history, officer.key), elsewhere, profile.unit if profile else "")
        for who in harmed:
            yield _one(case, officer, who, place, since)


def _one(case: Case, officer: Involvement, who: Involvement, place: str, since: date | None) -> Compared:
    areas = areas_of(case, who.person)
    shared = tuple(each.words for each in areas if same_place(each.words, place))
    meets = Meets.YES if shared else Meets.NO if place and areas else Meets.UNKNOWN
    return Compared(officer.alias, who.alias, who.key, meets, place, since, shared)


def same_place(one: str, other: str) -> bool:
    """Whether the words that name a place in one stand together in the other: “Harrow Down” in “Harrow Down neighbourhood team”."""
    first, second = _names(one), _names(other)
    if not first or not second:
        return False
    less, more = sorted((first, second), key=len)
    return less <= more


def _names(words: str) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W_]+", words.casefold())) - NO_PLACE
