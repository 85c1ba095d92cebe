"""What brought an officer and a person together on duty, and when the matter was closed."""

from typing import Any

from custodiet.detection.engine import Engine
from custodiet.detection.record import Meeting, Origin

_TOGETHER = (("custody", "custody"), ("stop", "stop or other encounter"), ("call_handled", "call handled"))

INCIDENTS = """
SELECT fact.staff_id, COALESCE(one.one_id, part.person_id) AS person_id, COALESCE(fact.at_scene, fact.assigned, incident.opened) AS "at", fact.clear AS until,
       COALESCE(incident.type, 'incident') AS what, fact.incident_id AS number, COALESCE(part.role, '') AS role, incident.closed,
       fact.source_id AS first_source, fact.line AS first_line, fact.sha256 AS first_sha, part.source_id AS second_source,
       part.line AS second_line, part.sha256 AS second_sha
FROM attendance AS fact
JOIN involvement AS part ON part.incident_id = fact.incident_id
LEFT JOIN merged AS one ON one.person_id = part.person_id
LEFT JOIN incident ON incident.incident_id = fact.incident_id
WHERE fact.staff_id = $officer AND COALESCE(one.one_id, part.person_id) = $person
"""

OTHERS = """
SELECT fact.staff_id, COALESCE(one.one_id, fact.person_id) AS person_id, fact."at", fact.until, '{what}' AS what, COALESCE(fact.id, '') AS number, '' AS role,
       fact.until AS closed, fact.source_id AS first_source, fact.line AS first_line, fact.sha256 AS first_sha, NULL AS second_source,
       NULL AS second_line, NULL AS second_sha
FROM {table} AS fact LEFT JOIN merged AS one ON one.person_id = fact.person_id
WHERE fact.staff_id = $officer AND COALESCE(one.one_id, fact.person_id) = $person
"""


def between(engine: Engine, officer: str, person: str) -> list[Meeting]:
    """Every meeting on duty of the two, in order of time. Needs `contacts.prepare`."""
    parts = [INCIDENTS, *(OTHERS.format(table=table, what=what) for table, what in _TOGETHER)]
    rows = engine.rows("\nUNION ALL\n".join(parts) + '\nORDER BY "at", number', officer=officer, person=person)
    return [_meeting(row) for row in rows]


def _meeting(row: dict[str, Any]) -> Meeting:
    origins = [Origin(row["first_source"] or "", row["first_line"] or "", row["first_sha"] or "")]
    if row["second_line"]:
        origins.append(Origin(row["second_source"] or "", row["second_line"] or "", row["second_sha"] or ""))
    return Meeting(
        staff_id=row["staff_id"],
        person_id=row["person_id"],
        at=row["at"],
        until=row["until"],
        what=row["what"],
        number=row["number"] or "",
        role=row["role"],
        closed=row["closed"],
        origins=tuple(origins),
    )
