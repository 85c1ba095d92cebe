"""A place in an original, as the pages show it: the rows around it, and what was read there. On record before it is answered.

The original is opened behind the walls (`custodiet.evidence.sandbox`), never in this process.
"""

from dataclasses import dataclass

from custodiet.casework import facts_kept, vault
from custodiet.casework.access import Access, NotThere, Refused, case_of, require
from custodiet.casework.actions import exhibits as verbs
from custodiet.casework.jobs import Permission
from custodiet.casework.models import Case, Exhibit, ReadingState
from custodiet.casework.queries import consulted, opening, printable
from custodiet.detection.engine import Engine
from custodiet.evidence import sandbox
from custodiet.evidence.facts import ORIGIN, TABLES, Column
from custodiet.evidence.shown import Shown, short

MOST_FACTS = 20
LONGEST_PLACE = 500
NO_PLACE = "No place in the file was named. Open it from a row of the contact account: each names the exhibit and the line in it."


@dataclass(frozen=True, slots=True)
class ReadThere:
    """One row of facts that was read at a place: what it is, and each column that holds something: its name, meaning and value."""

    table: str
    columns: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacePage:
    """A place in an exhibit."""

    reference: str
    title: str
    exhibit: str
    exhibit_title: str
    file_name: str
    at: str
    shown: Shown
    facts: tuple[ReadThere, ...]


def place(access: Access, reference: str, number: int, at: str) -> PlacePage:
    """The rows of that exhibit around the place of that locator, and what was read there."""
    at = at[:LONGEST_PLACE]
    row = opened(access, reference, number, at)
    return PlacePage(
        reference=row.case.reference,
        title=row.case.title,
        exhibit=row.reference,
        exhibit_title=row.title,
        file_name=row.file_name,
        at=printable(at),
        shown=_shown(access, row, at) if at else Shown(says=NO_PLACE),
        facts=read_at(row.case, row.sha256, at) if at else (),
    )


@opening
def opened(access: Access, reference: str, number: int, at: str) -> Exhibit:
    """The exhibit; that somebody looks into it, and where, is in the ledger when this returns."""
    case = case_of(access, reference)
    require(access, Permission.EXHIBITS, case)
    row = case.exhibits.select_related("case").filter(pk=number).first()
    if row is None:
        raise NotThere
    consulted(access, case, f"exhibit {row.reference}", ["the original", printable(at)])
    return row


def _shown(access: Access, row: Exhibit, at: str) -> Shown:
    """Opened outside the transaction that put it on record, so that nobody waits for a long file."""
    try:
        stream = verbs.look_into(exhibit=row, at=printable(at), by=access.user, purpose=access.purpose)
        return sandbox.show(stream, row.file_name, at, headers_of(row))
    except (Refused, vault.Altered, vault.NoKey) as refusal:
        return Shown(says=str(refusal))


def headers_of(row: Exhibit) -> list[str]:
    """The locators of the rows that the latest reading took for headers."""
    known = [ReadingState.READ.value, ReadingState.ASKS.value]
    reading = row.readings.filter(state__in=known).order_by("-pk").first()
    remarks = reading.report.get("remarks", []) if reading else []
    return [each["value"]["line"] for each in remarks if each["key"] == "header" and isinstance(each["value"], dict)]


def _meaning(column: Column) -> str:
    """What a column says, and that a moment is told in UTC: the text beside it may be an hour off."""
    return f"{column.meaning} (UTC)" if column.type == "moment" else column.meaning


def read_at(case: Case, digest: str, at: str) -> tuple[ReadThere, ...]:
    """The facts of the file of that digest that carry that locator."""
    found = []
    origin = {column.name for column in ORIGIN} - {"at_text", "zone"}
    with facts_kept.opened(case, [digest]) as folder, Engine(folder) as engine:
        for table in (each for each in TABLES if engine.holds(each.name)):
            asked = f"SELECT * FROM {table.name} WHERE sha256 = $digest AND line = $at LIMIT {MOST_FACTS}"
            for row in engine.rows(asked, digest=digest, at=at):
                told = [each for each in table.columns if each.name not in origin and row[each.name] is not None]
                columns = tuple((each.name, _meaning(each), short(str(row[each.name]))) for each in told)
                found.append(ReadThere(table.about, columns))
    return tuple(found[:MOST_FACTS])
