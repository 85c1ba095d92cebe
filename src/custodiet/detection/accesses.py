"""An officer's looks at a person's record, each with what the audit makes of it: explained, adverse, or unexplained, a neutral word.

There is one judge, the cascade. After an audit `unexplained_of` asks what it left; without one, `between` has it judge the looks of one
pair, with what stands beside them in their sessions, and none of the rest of the log. A list of hits is no look and is not judged;
it stands on the account as what it is, and so does a look without a day.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from custodiet.detection import cascade, contacts, desks, duty, late, looks, reasons_of_looks
from custodiet.detection.engine import Engine
from custodiet.detection.explanations import Explanation
from custodiet.detection.reasons_of_looks import Why
from custodiet.detection.record import ADVERSE, EXPLAINED, HITS, UNDATED, UNEXPLAINED, Look, LookState, Origin
from custodiet.detection.windows import DEFAULTS, Window

SHOWN = f"""
SELECT DISTINCT {looks.NAME} AS access_id, {looks.STAFF} AS staff_id, {looks.OPERATOR} AS operator, {looks.PERSON} AS person_id, look."at",
       look.at_alt, look.at_text, look.session_id, look.ms_open, {looks.BY_ANOTHER} AS by_another, COALESCE(held.shared, false) AS contested,
       look.system, look.action, look.entity_type, look.entity_id, look.reason_raw, look.source_id, look.line, look.sha256,
       {looks.IS_LOOK} AS is_look
{looks.OWNED.format(access="pair_access", then=f'((look."at" IS NULL AND held.staff_id = $officer) OR ({looks.THEN}))')}
WHERE ($officer IS NULL OR {looks.STAFF} = $officer OR {looks.OPERATOR} = $officer)
  AND look.person_id IS NOT NULL AND ($person IS NULL OR {looks.PERSON} = $person)
"""
"""What was done for an officer, or by the officer for another. One without a day may be of whoever ever held the log-in."""

ASKED = """
SELECT look.*, true AS counted FROM pair_look AS look SEMI JOIN pair_staff ON pair_staff.staff_id = look.staff_id
UNION ALL
SELECT look.*, false AS counted FROM near_look AS look SEMI JOIN pair_brief AS brief
  ON brief.session_id = look.session_id AND brief.staff_id = look.staff_id AND brief.person_id <> look.person_id
"""
"""The looks of the pair, and those that stand beside a brief one of them in its session: one of these may be the right record (T14)."""


def find(engine: Engine, *, officer: str | None = None, person: str | None = None) -> None:
    """Make the table `look`: every look and list of hits, each with the officer's duty at that moment. Needs `contacts.prepare`."""
    engine.make("holder", looks.HOLDER)
    whose, names = cascade.among("person_id", _records(engine, person))
    engine.make("pair_access", f"SELECT * FROM access WHERE {whose}", **names)
    numbered = f'SELECT ROW_NUMBER() OVER (ORDER BY "at", source_id, line) AS row_key, shown.* FROM ({SHOWN}) AS shown'
    engine.make("look_found", numbered, officer=officer, person=person)
    duty.add(engine, "look_found", "look")


def _records(engine: Engine, person: str | None) -> list[str]:
    """The person's record and those that became it."""
    merged = engine.rows("SELECT person_id FROM merged WHERE one_id = $person", person=person) if person else []
    return [*(str(row["person_id"]) for row in merged), *([person] if person else [])]


def unexplained_of(engine: Engine, officer: str, person: str) -> list[Look]:
    """The looks of the two that an audit of this engine left unexplained, in order of time. Needs `cascade.run`."""
    find(engine, officer=officer, person=person)
    rows = engine.rows(
        """
        SELECT look.*, left_over.adverse AS tie FROM look JOIN unexplained AS left_over
          ON left_over.access_id = look.access_id AND left_over.staff_id = look.staff_id AND left_over.person_id = look.person_id
        WHERE look.staff_id = $officer ORDER BY look.row_key
        """,
        officer=officer,
    )
    return [_look(row, ADVERSE if row["tie"] else UNEXPLAINED, row["tie"] or "") for row in rows]


def between(
    engine: Engine, officer: str, person: str, windows: Mapping[str, Window] = DEFAULTS, more: Sequence[Explanation] = ()
) -> list[Look]:
    """Every look of that officer at that person's record, and every list of hits, in order of time. Needs `contacts.prepare`.

    Judges the pair afresh: what an audit kept in this engine (`unexplained` and `kept`) is gone afterwards.
    """
    find(engine, officer=officer, person=person)
    shown = engine.rows("SELECT * FROM look ORDER BY row_key")
    if not any(row["is_look"] and row["at"] for row in shown):
        return [_look(row, HITS if not row["is_look"] else UNDATED) for row in shown]
    _ask(engine, windows, more)
    left = {row["access_id"]: row["adverse"] for row in engine.rows("SELECT access_id, adverse FROM unexplained")}
    why = reasons_of_looks.told(engine, windows, staff_of(engine), contacts.same_person(engine, person))
    cascade.tidy(engine)
    engine.drop("unexplained", "kept", "desk_there", "near_access")
    return [_judged(row, left, why.get(row["access_id"], ())) for row in shown]


def _ask(engine: Engine, windows: Mapping[str, Window], more: Sequence[Explanation]) -> None:
    """Have the cascade judge the looks in `look`; leaves its tables."""
    looks.offer(engine, "pair_look", "pair_access")
    engine.make("pair_staff", 'SELECT DISTINCT staff_id FROM look WHERE is_look AND "at" IS NOT NULL')
    engine.make("pair_brief", f"SELECT DISTINCT staff_id, person_id, session_id FROM pair_look WHERE ms_open <= {late.BRIEF_MS}")
    sessions = {str(row["session_id"]) for row in engine.rows("SELECT session_id FROM pair_brief WHERE session_id IS NOT NULL")}
    beside, names = cascade.among("session_id", sessions)
    engine.make("near_access", f"SELECT * FROM access WHERE {beside if sessions else 'false'}", **names)
    looks.offer(engine, "near_look", "near_access")
    engine.make("pair_asked", ASKED)
    cascade.prepare(engine, windows, more, staff_of(engine))
    cascade.cover(engine, "SELECT * FROM pair_asked", windows)
    cascade.keep(engine, windows)
    desks.explain(engine, cascade.settle(engine, {}), windows)


def staff_of(engine: Engine) -> list[str]:
    """Whose looks are judged: the officer's, and theirs for whom the officer looked."""
    return [str(row["staff_id"]) for row in engine.rows("SELECT staff_id FROM pair_staff")]


def _judged(row: dict[str, Any], left: Mapping[str, str | None], why: Iterable[Why]) -> Look:
    if not row["is_look"] or row["at"] is None:
        return _look(row, HITS if not row["is_look"] else UNDATED)
    if row["access_id"] in left:
        tie = left[row["access_id"]]
        return _look(row, ADVERSE if tie else UNEXPLAINED, tie or "")
    return _look(row, EXPLAINED, why=tuple(why))


def _look(row: dict[str, Any], state: LookState, tie: str = "", why: tuple[Why, ...] = ()) -> Look:
    return Look(
        access_id=row["access_id"],
        staff_id=row["staff_id"],
        person_id=row["person_id"],
        at=row["at"],
        system=row["system"] or "",
        action=row["action"] or "",
        what=" ".join(filter(None, [row["entity_type"], row["entity_id"]])),
        reason=row["reason_raw"] or "",
        state=state,
        tie=tie,
        codes=tuple(dict.fromkeys(each.code for each in why)),
        explained=tuple(dict.fromkeys(f"{each.because} ({each.code})" for each in why)),
        cites=tuple(dict.fromkeys(each.cites for each in why if each.cites.strip())),
        for_another=bool(row["by_another"]),
        duty=row["duty"],
        duty_basis=row["duty_basis"],
        contested=bool(row["contested"]),
        origins=(Origin(row["source_id"] or "", row["line"] or "", row["sha256"] or "", row["at_text"] or ""),),
    )
