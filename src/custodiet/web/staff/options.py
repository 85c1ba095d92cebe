"""What may be decided now, printed: the options by the office that decides, what is due first, the rest by part of the law.

A record near its end leaves forty steps open, most of them for the odd day on which something is recorded late. So what
discharges an open duty stands on top, the parts that belong to the stage stand open, and the others are folded.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from custodiet.casework.jobs import HELD_BY_GRANT
from custodiet.law.matter import Option
from custodiet.law.position import Position
from custodiet.law.steps import Step, investigation, opening, outcome, people, proceedings
from custodiet.law.vocabulary import Office, Stage
from custodiet.web.staff.step_fields import Names

LATE = frozenset({Stage.OUTCOME, Stage.FOLLOW_UP})
PARTS = (
    (opening, lazy("Complaint, recording and handling"), frozenset({Stage.RECEIVED, Stage.RECORDED, Stage.CLOSED})),
    (
        investigation,
        lazy("Referral, investigation and suspension"),
        frozenset({Stage.RECEIVED, Stage.RECORDED, Stage.REFERRED, Stage.INVESTIGATION}),
    ),
    (proceedings, lazy("Case to answer and proceedings"), frozenset({Stage.DECISION, Stage.PROCEEDINGS, Stage.HEARING})),
    (outcome, lazy("Findings, outcome, lists and appeals"), frozenset({Stage.HEARING}) | LATE),
    (people, lazy("People, reviews, learning and vetting"), LATE),
)
"""The parts of the law, by the module of their steps: title, and the stages at which the part stands open."""


@dataclass(slots=True)
class Part:
    """Options of one part of the law; `open` where the part belongs to the stage the case has reached."""

    title: str
    open: bool
    options: list[dict[str, Any]] = field(default_factory=list)


@dataclass(slots=True)
class Desk:
    """What one office may decide now, and what it may not."""

    office: Office
    mine: bool
    may_record: bool
    due: list[dict[str, Any]] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    refused: list[dict[str, Any]] = field(default_factory=list)

    @property
    def options(self) -> list[dict[str, Any]]:
        """Everything that is open."""
        return [*self.due, *(option for part in self.parts for option in part.options)]


def desks(position: Position, names: Names, held: Collection[Office], reference: str) -> list[Desk]:
    """The options grouped by the office that decides, the reader's own offices first."""
    found: dict[Office, Desk] = {}
    own, awaited = own_offices(held), _awaited(position)
    soonest = sorted(position.options, key=lambda option: awaited.get((option.step, option.about), date.max))
    for option in soonest:
        office = next((each for each in option.by if each in own), None)
        office = office or next((each for each in option.by if each in held), option.by[0])
        desk = found.setdefault(office, Desk(office, office in own, office in held))
        if not option:
            desk.refused.append(_refused(option, names))
        elif (option.step, option.about) in awaited:
            desk.due.append(_open(option, names, reference, desk.may_record))
        else:
            _part(desk, option, position.stage).append(_open(option, names, reference, desk.may_record))
    for desk in found.values():
        desk.parts.sort(key=lambda part: not part.open)
    order = list(Office)
    return sorted(found.values(), key=lambda desk: (not desk.mine, not desk.options, order.index(desk.office)))


def _awaited(position: Position) -> dict[tuple[type[Step], str | None], date]:
    """The steps that would discharge something that is owed and not done, each with the earliest last day."""
    found: dict[tuple[type[Step], str | None], date] = {}
    for duty in position.open_duties:  # the earliest day comes first
        for step in duty.met_by:
            found.setdefault((step, duty.about), duty.due or date.max)
    return found


def _part(desk: Desk, option: Option, stage: Stage) -> list[dict[str, Any]]:
    title, stages = next((str(title), stages) for module, title, stages in PARTS if option.step.__module__ == module.__name__)
    part = next((part for part in desk.parts if part.title == title), None)
    if part is None:
        part = Part(title, stage in stages)
        desk.parts.append(part)
    return part.options


def own_offices(held: Collection[Office]) -> set[Office]:
    """The offices the reader decides in; whoever holds none keeps the record for the others."""
    return {office for office in held if office in HELD_BY_GRANT} or ({Office.RECORDER} & set(held))


def _open(option: Option, names: Names, reference: str, mine: bool) -> dict[str, Any]:
    return {
        "title": title_of(option),
        "url": step_url(option, reference),
        "by": offices_in_words(option.by),
        "about": names.of(option.about),
        "advice": option.advice,
        "citation": option.under,
        "mine": mine,
    }


def _refused(option: Option, names: Names) -> dict[str, Any]:
    return {
        "title": title_of(option),
        "by": offices_in_words(option.by),
        "about": names.of(option.about),
        "reason": option.refused,
        "citation": option.under,
    }


def offices_in_words(offices: Collection[Office]) -> str:
    """“chair, appropriate authority or recorder of the force”."""
    *first, last = [office.value for office in offices]
    return _("%(first)s or %(last)s") % {"first": ", ".join(first), "last": last} if first else last


def title_of(option: Option) -> str:
    """The step in words, with the value where the option is one among several."""
    return f"{option.step.title()}: {option.value.value}" if option.value else option.step.title()


def step_url(option: Option, reference: str) -> str:
    """Where the form of that option is, with what is known of it filled in."""
    query = {"about": option.about or "", "value": option.value.value if option.value else ""}
    known = {name: value for name, value in query.items() if value}
    address = reverse("step", args=[reference, option.step.__name__])
    return f"{address}?{urlencode(known)}" if known else address
