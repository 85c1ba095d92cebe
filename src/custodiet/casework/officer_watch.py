"""A watch on an officer as part of an order: its nights, who sees what they saw, and what the officer is shown afterwards.

The watch is an operation: asked for with necessity and proportionality, authorised by somebody else, over on its last day. No other
night reads the force's facts for it, and it reads nothing outside its terms (`detection/ordered.py`).
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from custodiet.casework import journal, night, sight, standing
from custodiet.casework.access import Access, case_of, require
from custodiet.casework.jobs import Permission
from custodiet.casework.models import Case, Decided, OfficerWatch, OfficerWatchNight, WatchedFor
from custodiet.casework.queries import consulted, opening
from custodiet.casework.rules import hot_records, rules
from custodiet.casework.seals import seal
from custodiet.detection import audit, contacts, ordered
from custodiet.detection.engine import Engine
from custodiet.detection.fact_files import NotFacts
from custodiet.detection.windows import WrongWindow
from custodiet.law.steps.outcome import OfficerLeft
from custodiet.ledger.entries import Verb


@dataclass(frozen=True, slots=True)
class WatchLine:
    """A watch with its terms, for those who may see it; `nights` are only those that saw something, and `looked` how many there were."""

    watch: OfficerWatch
    alias: str
    state: str
    watched_for: tuple[str, ...]
    looked: int
    nights: tuple[OfficerWatchNight, ...]


@dataclass(frozen=True, slots=True)
class OwnWatch:
    """A watch that is over, as its officer may read it: why, on what basis, from when to when, what was looked at and what was seen."""

    purpose: str
    necessity: str
    proportionality: str
    lawful_basis: dict[str, str]
    first_day: date
    last_day: date
    watched_for: tuple[str, ...]
    nights: int
    looks: int
    contacts: int


def run(today: date) -> list[night.Night]:
    """One night of every watch that is authorised and not over. It ends with the service of the officer."""
    rows = OfficerWatch.objects.filter(operation__in=sight.open_operations(today).values("pk"), first_day__lte=today)
    return [_night(row, today) for row in rows.select_related("operation", "case").order_by("pk") if not _left(row)]


def _left(row: OfficerWatch) -> bool:
    return standing.standing(row.case).history.has(OfficerLeft, row.officer)


def _night(row: OfficerWatch, today: date) -> night.Night:
    place = Path(settings.DATA) / "nights" / row.operation.reference
    facts = night.lawful(row.operation, audit.facts_of(Path(settings.FORCE_FACTS)), place / "facts")
    terms = terms_of(row, today)
    try:
        with Engine(facts, more={"association": hot_records()}) as engine:
            ordered.narrow(engine, terms)
            contacts.prepare(engine)
            by = rules()
            content = _content(ordered.met(engine, terms), ordered.unexplained(engine, terms, dict(by.windows), tuple(by.own)))
    except (NotFacts, WrongWindow) as wrong:
        return night.Night(row.operation, 0, str(wrong))
    return _store(row, content, today)


def terms_of(row: OfficerWatch, today: date) -> ordered.Terms:
    """The terms as detection takes them: from the first day of the watch to today, or to its last day."""
    last = min(today, row.operation.expires_on)
    names = set(row.watched_for)
    return ordered.Terms(row.number, row.first_day, last, WatchedFor.LOOKS.name in names, WatchedFor.CONTACT.name in names)


def _content(met: list[ordered.Met], looks: list[tuple[str, Any]]) -> dict[str, Any]:
    return {
        "looks": [{"person": person, "at": at.isoformat()} for person, at in looks],
        "contact": [
            {
                "person": each.person, "calls": each.calls, "texts": each.texts, "off_duty": each.off_duty,
                "first": each.first.isoformat() if each.first else None, "last": each.last.isoformat() if each.last else None,
            }
            for each in met
        ],
    }  # fmt: skip


def _store(row: OfficerWatch, content: dict[str, Any], today: date) -> night.Night:
    """Keep what the night saw, as long as the operation is still open; the same again is kept once for each day."""
    with transaction.atomic():
        if not sight.open_operations(today).select_for_update(no_key=True).filter(pk=row.operation_id).exists():
            return night.Night(row.operation, 0, "The watch was closed meanwhile. Nothing was stored.")
        last = row.nights.last()
        new = _size(content) - (_size(last.content) if last else 0)
        if last is None or last.on != today or last.content != content:
            made = OfficerWatchNight.objects.create(watch=row, on=today, content=content)
            made.refresh_from_db()
            journal.record(
                Verb.COMBINATION, by=None, case=row.case, what=f"officer watch night {made.pk}", purpose=row.operation.purpose[:500],
                seal=seal(made),
            )  # fmt: skip
    return night.Night(row.operation, max(new, 0))


def _size(content: dict[str, Any]) -> int:
    return len(content["looks"]) + sum(each["calls"] + each["texts"] for each in content["contact"])


@opening
def watches(access: Access, reference: str, today: date) -> tuple[WatchLine, ...]:
    """The watches of that case which this reader may see: those who are named in them or decide about them, while they last."""
    case = case_of(access, reference)
    require(access, Permission.DETECT, case)
    seen = OfficerWatch.objects.filter(case=case, operation__in=sight.operations(access, today).values("pk"))
    aliases = dict(case.involvements.values_list("key", "alias"))
    lines = tuple(_line(row, aliases, today) for row in seen.select_related("operation", "order").prefetch_related("nights").order_by("pk"))
    consulted(access, case, "watches of an order", ["aliases", "terms", "numbers of looks and contacts"])
    return lines


def _line(row: OfficerWatch, aliases: dict[str, str], today: date) -> WatchLine:
    nights = list(row.nights.all())
    made = [each.decided for each in row.operation.decisions.all()]
    return WatchLine(
        watch=row, alias=aliases.get(row.officer, row.officer), state=made[-1] if made else "waits to be authorised",
        watched_for=_words(row), looked=len(nights), nights=tuple(each for each in nights if _size(each.content)),
    )  # fmt: skip


def _words(row: OfficerWatch) -> tuple[str, ...]:
    return tuple(each.value for each in WatchedFor if each.name in row.watched_for)


def shown_to_officer(number: str, today: date) -> tuple[OwnWatch, ...]:
    """The authorised watches on the officer of that number that are over, for the officer: numbers of what was seen, and nobody's name."""
    rows = OfficerWatch.objects.filter(number__iexact=number, operation__decisions__decided=Decided.AUTHORISED.value)
    return tuple(_own(row) for row in rows.select_related("operation").order_by("pk") if _over(row, today))


def _over(row: OfficerWatch, today: date) -> bool:
    return row.operation.expires_on < today or row.operation.decisions.filter(decided=Decided.CLOSED.value).exists()


def _own(row: OfficerWatch) -> OwnWatch:
    asked, last = row.operation, row.nights.last()
    closed = asked.decisions.filter(decided=Decided.CLOSED.value).first()
    content = last.content if last else {"looks": [], "contact": []}
    return OwnWatch(
        purpose=asked.purpose, necessity=asked.necessity, proportionality=asked.proportionality, lawful_basis=asked.lawful_basis,
        first_day=row.first_day, last_day=min(closed.on, asked.expires_on) if closed else asked.expires_on, watched_for=_words(row),
        nights=row.nights.count(), looks=len(content["looks"]), contacts=sum(each["calls"] + each["texts"] for each in content["contact"]),
    )  # fmt: skip


def orders_of(case: Case, today: date) -> list[tuple[int, str, str]]:
    """What may order a watch in that case: number, key of the officer, and the words of the step."""
    found = standing.standing(case)
    return [
        (row.seq, row.about, step.title())
        for row in found.rows
        if (step := found.steps.get(row.pk)) is not None and row.kind in ORDERS and row.on <= today
    ]


ORDERS = ("Imposed", "DutiesRestricted", "SupervisionPlanned")
"""The steps that a watch may be part of."""
