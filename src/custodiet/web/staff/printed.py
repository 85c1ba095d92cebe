"""A position in law, printed: what stands, what is due, what may be decided and by whom, what may not and why.

Plain data for the components. Nothing is decided here: every word about the law comes from the law.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from custodiet.casework.access import HELD_BY_GRANT
from custodiet.law.instruments import LADDERS
from custodiet.law.matter import Duty, Option
from custodiet.law.position import Position
from custodiet.law.vocabulary import Office
from custodiet.web.clocks import Clock, clock
from custodiet.web.staff.step_fields import Names


@dataclass(slots=True)
class Desk:
    """What one office may decide now, and what it may not. `more`: what it may record as others may, folded away."""

    office: Office
    mine: bool
    may_record: bool
    options: list[dict[str, Any]] = field(default_factory=list)
    more: list[dict[str, Any]] = field(default_factory=list)
    refused: list[dict[str, Any]] = field(default_factory=list)


def heading(case: Any, position: Position) -> dict[str, Any]:
    """What stands at the head of every page of a case."""
    first = next((duty for duty in position.open_duties if duty.due), None)
    return {
        "reference": case.reference,
        "title": case.title,
        "stage": position.stage.capitalised,
        "tags": [{"text": _("Restricted"), "colour": "purple"}] if case.restricted else [],
        "next_what": upper(first.what) if first else "",
        "next_due": clock(first.due, position.today) if first else None,
    }


def duty_rows(duties: Iterable[Duty], today: date, names: Names) -> list[dict[str, Any]]:
    """Duties and periods, each with its clock, its owner and its provision."""
    return [
        {
            "what": upper(duty.what),
            "about": names.of(duty.about),
            "by": duty.owed_by.value,
            "to": duty.owed_to.value if duty.owed_to else "",
            "period": duty.period,
            "clock": clock_of(duty, today),
            "under": duty.under,
            "advice": duty.advice,
            "unknown": duty.unknown,
        }
        for duty in duties
    ]


def upper(words: str) -> str:
    """The words as they open a line."""
    return words[:1].upper() + words[1:]


def clock_of(duty: Duty, today: date) -> Clock:
    """The clock of a duty; one of no fixed day says how long the period is."""
    return clock(duty.due, today, duty.met_on)


def desks(position: Position, names: Names, held: Collection[Office], reference: str) -> list[Desk]:
    """The options grouped by the office that decides, the reader's own offices first."""
    found: dict[Office, Desk] = {}
    own = own_offices(held)
    for option in position.options:
        office = next((each for each in option.by if each in own), None)
        office = office or next((each for each in option.by if each in held), option.by[0])
        desk = found.setdefault(office, Desk(office, office in own, office in held))
        if option:
            shared = desk.mine and option.by[0] not in own
            (desk.more if shared else desk.options).append(_open(option, names, reference, desk.may_record))
        else:
            desk.refused.append(_refused(option, names))
    order = list(Office)
    return sorted(found.values(), key=lambda desk: (not desk.mine, not desk.options, order.index(desk.office)))


def own_offices(held: Collection[Office]) -> set[Office]:
    """The offices the reader decides in; whoever holds none keeps the record for the others."""
    return {office for office in held if office in HELD_BY_GRANT} or ({Office.RECORDER} & set(held))


def questions(position: Position, names: Names) -> list[dict[str, Any]]:
    """What is not in the record and must be asked."""
    return [
        {"text": upper(_with_about(question.what, names.of(question.about))), "why": question.why, "citation": question.under}
        for question in position.questions
    ]


def regimes(position: Position, names: Names) -> list[dict[str, Any]]:
    """Which regime of each ladder governs for each officer, and under what."""
    rows = []
    order = {ladder.name: number for number, ladder in enumerate(LADDERS)}
    for governing in sorted(position.governing, key=lambda g: order[g.ladder.name]):
        rows.append(
            {
                "ladder": governing.ladder.name[:1].upper() + governing.ladder.name[1:],
                "officer": names.of(governing.officer),
                "settled": governing.settled,
                "regimes": [{"words": regime.words, "under": regime.under} for regime in governing.regimes],
                "question": governing.ladder.question,
            }
        )
    return rows


def _open(option: Option, names: Names, reference: str, mine: bool) -> dict[str, Any]:
    return {
        "title": title_of(option),
        "url": step_url(option, reference),
        "by": _("or").join(f" {office.value} " for office in option.by).strip(),
        "about": names.of(option.about),
        "advice": option.advice,
        "citation": option.under,
        "mine": mine,
    }


def _refused(option: Option, names: Names) -> dict[str, Any]:
    return {
        "title": title_of(option),
        "by": _("or").join(f" {office.value} " for office in option.by).strip(),
        "about": names.of(option.about),
        "reason": option.refused,
        "citation": option.under,
    }


def title_of(option: Option) -> str:
    """The step in words, with the value where the option is one among several."""
    return f"{option.step.title()}: {option.value.value}" if option.value else option.step.title()


def step_url(option: Option, reference: str) -> str:
    """Where the form of that option is, with what is known of it filled in."""
    query = {"about": option.about or "", "value": option.value.value if option.value else ""}
    known = {name: value for name, value in query.items() if value}
    address = reverse("step", args=[reference, option.step.__name__])
    return f"{address}?{urlencode(known)}" if known else address


def _with_about(text: str, about: str) -> str:
    return f"{text} ({about})" if about else text
