"""An officer's looks at a person's record, and what explains each. Unexplained is a neutral word: no purpose was found."""

from typing import Any

from custodiet.detection import duty
from custodiet.detection.engine import Engine
from custodiet.detection.record import Look, Origin

LOOKS = """
SELECT ROW_NUMBER() OVER (ORDER BY look."at", look.source_id, look.line) AS row_key, look.access_id, look.session_id, look.ms_open, look."at",
       look.at_alt, look.at_text, COALESCE(look.originator_staff_id, held.staff_id, look.account_id) AS staff_id,
       look.originator_staff_id IS NOT NULL AND look.originator_staff_id <> COALESCE(held.staff_id, look.account_id) AS by_another,
       COALESCE(held.is_shared, false) AS contested, COALESCE(one.one_id, look.person_id) AS person_id, look.system, look.action, look.entity_type, look.entity_id,
       look.reason_raw, look.source_id, look.line, look.sha256
FROM access AS look
LEFT JOIN merged AS one ON one.person_id = look.person_id
LEFT JOIN account AS held ON held.account_id = look.account_id AND (held.system IS NULL OR look.system IS NULL OR held.system = look.system)
     AND (held.valid_from IS NULL OR look."at" >= held.valid_from) AND (held.valid_to IS NULL OR look."at" < held.valid_to)
WHERE ($officer IS NULL OR COALESCE(look.originator_staff_id, held.staff_id, look.account_id) = $officer
       OR COALESCE(held.staff_id, look.account_id) = $officer)
  AND look.person_id IS NOT NULL AND ($person IS NULL OR COALESCE(one.one_id, look.person_id) = $person)
"""
"""Who looked: for whom it was done where the log says so, else who holds the log-in, else the log-in itself."""


def find(engine: Engine, *, officer: str | None = None, person: str | None = None) -> None:
    """Make the table `look`, each with the officer's duty at that moment. Needs `contacts.prepare`."""
    engine.make("look_found", LOOKS, officer=officer, person=person)
    duty.add(engine, "look_found", "look")


def between(engine: Engine, officer: str, person: str) -> list[Look]:
    """Every look of that officer at that person's record, in order of time. Needs `contacts.prepare` and `explanations.prepare`."""
    find(engine, officer=officer, person=person)
    rows = engine.rows("SELECT * FROM look ORDER BY row_key")
    reasons: dict[int, list[tuple[str, str]]] = {}
    for row in engine.rows(
        """
        SELECT DISTINCT look.row_key, purpose.code, purpose.because, purpose.cites FROM look
        JOIN purpose ON purpose.staff_id = look.staff_id AND purpose.person_id = look.person_id
        WHERE (purpose.lo IS NULL OR purpose.lo <= look."at") AND (purpose.hi IS NULL OR look."at" <= purpose.hi)
        ORDER BY look.row_key, purpose.code, purpose.because
        """
    ):
        reasons.setdefault(row["row_key"], []).append((f"{row['because']} ({row['code']})", row["cites"]))
    return [_look(row, reasons.get(row["row_key"], [])) for row in rows]


def _look(row: dict[str, Any], reasons: list[tuple[str, str]]) -> Look:
    return Look(
        staff_id=row["staff_id"],
        person_id=row["person_id"],
        at=row["at"],
        system=row["system"] or "",
        action=row["action"] or "",
        what=" ".join(filter(None, [row["entity_type"], row["entity_id"]])),
        reason=row["reason_raw"] or "",
        explained=tuple(dict.fromkeys(why for why, _ in reasons)),
        cites=tuple(dict.fromkeys(cites for _, cites in reasons)),
        duty=row["duty"],
        duty_basis=row["duty_basis"],
        contested=bool(row["contested"]),
        origins=(Origin(row["source_id"] or "", row["line"] or "", row["sha256"] or "", row["at_text"] or ""),),
    )
