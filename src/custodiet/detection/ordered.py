"""A watch on one officer within the terms of an order: what lies outside them is taken out of sight before anything is asked.

Two rules look: looks at records that no policing purpose explains, and contact by work telephone with people met on duty. Of the log and
the bills only this officer's own rows remain, of the days of the order; shared log-ins and pool telephones are left out, because a row of
theirs may be a colleague's. What explains (duties, incidents, cases, tasks) stays whole: to explain by less would accuse by more.
"""

from dataclasses import dataclass
from datetime import date, datetime

from custodiet.detection import cascade, contacts, desks, meetings
from custodiet.detection.engine import Engine
from custodiet.detection.explanations import Explanation
from custodiet.detection.windows import Window

TERMS = """
SELECT told.* FROM memory.main.{table} AS told
WHERE CAST(told."at" AS DATE) BETWEEN $first AND $last AND {asked} AND EXISTS (SELECT 1 FROM {owner} WHERE {own})
"""
OWN_LOG_IN = """held.account_id = told.account_id AND held.staff_id = $officer AND NOT COALESCE(held.is_shared, false)
  AND (held.valid_from IS NULL OR told."at" >= held.valid_from) AND (held.valid_to IS NULL OR told."at" < held.valid_to)"""
OWN_TELEPHONE = """held.msisdn_e164 = told.asset_msisdn AND held.staff_id = $officer AND NOT COALESCE(held.pool, false)
  AND (held."from" IS NULL OR told."at" >= held."from") AND (held."to" IS NULL OR told."at" < held."to")"""


@dataclass(frozen=True, slots=True)
class Terms:
    """Whom a watch is on, from which day to which, and which of the two rules look."""

    officer: str
    first: date
    last: date
    looks: bool
    contact: bool


@dataclass(frozen=True, slots=True)
class Met:
    """Contact by work telephone with one person met on duty."""

    person: str
    calls: int
    texts: int
    off_duty: int
    first: datetime | None
    last: datetime | None


def narrow(engine: Engine, terms: Terms) -> None:
    """Leave of the log and of the bills what lies within the terms, and no message of any private telephone."""
    given = {"first": terms.first, "last": terms.last, "officer": terms.officer}
    for table, owner, own, asked in (
        ("access", "account AS held", OWN_LOG_IN, terms.looks),
        ("comms", "phone_asset AS held", OWN_TELEPHONE, terms.contact),
    ):
        engine.make(table, TERMS.format(table=table, owner=owner, own=own, asked="true" if asked else "false"), **given)
    engine.make("message", "SELECT * FROM memory.main.message WHERE false")


def unexplained(engine: Engine, terms: Terms, windows: dict[str, Window], more: tuple[Explanation, ...] = ()) -> list[tuple[str, datetime]]:
    """The looks within the terms that nothing explains: whose record, and when. Needs `narrow` and `contacts.prepare`."""
    if not terms.looks:
        return []
    desks.explain(engine, cascade.run(engine, windows, more), windows)
    rows = engine.rows(
        "SELECT DISTINCT person_id, moment FROM unexplained WHERE staff_id = $officer ORDER BY moment, person_id", officer=terms.officer
    )
    return [(str(row["person_id"]), row["moment"]) for row in rows]


def met(engine: Engine, terms: Terms) -> list[Met]:
    """Whom the officer had contact with by work telephone, of those met on duty. Needs `narrow` and `contacts.prepare`."""
    if not terms.contact:
        return []
    found = []
    for person in contacts.people_of(engine, terms.officer):
        if not meetings.between(engine, terms.officer, person):
            continue
        touched = [each for each in contacts.between(engine, terms.officer, person) if each.device == "force telephone"]
        days = sorted(each.at for each in touched if each.at)
        calls, off = sum(each.kind == "call" for each in touched), sum(each.duty == "off duty" for each in touched)
        if touched:
            found.append(Met(person, calls, len(touched) - calls, off, days[0] if days else None, days[-1] if days else None))
    return found
