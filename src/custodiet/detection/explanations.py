"""The policing purposes: for each, the days on which it explains that somebody looks at a person's record, and why.

Each is one row: its code, its window, and one join that yields (staff_id, person_id, lo, hi, because, cites). An explanation
expires: that somebody met her once does not explain a look a month later. An earlier look never explains a later one, and
neither does a link without a day.
"""

from dataclasses import dataclass

from custodiet.detection.engine import Engine


@dataclass(frozen=True, slots=True)
class Explanation:
    """A purpose. `window` is how long before and after it explains; `sql` its join; `about` one sentence for the manual."""

    code: str
    about: str
    window: str
    sql: str


def _of_event(table: str, before: str, after: str, said: str) -> str:
    return f"""
SELECT fact.staff_id, fact.person_id, fact."at" - INTERVAL {before} AS lo, COALESCE(fact.until, fact."at") + INTERVAL {after} AS hi,
       '{said}' AS because, fact.source_id || ' ' || fact.line AS cites
FROM {table} AS fact WHERE fact."at" IS NOT NULL"""


def _of_assignment(roles: str, before: str, after: str, said: str) -> str:
    return f"""
SELECT fact.staff_id, part.person_id, fact."from" - INTERVAL {before} AS lo, fact."to" + INTERVAL {after} AS hi,
       '{said} ' || fact.case_id AS because, fact.source_id || ' ' || fact.line || '; ' || part.source_id || ' ' || part.line AS cites
FROM assignment AS fact JOIN involvement AS part ON part.crime_id = fact.case_id OR part.incident_id = fact.case_id
WHERE fact."from" IS NOT NULL AND fact.role IN ({roles})"""


def _of_task(kinds: str, before: str, after: str, said: str) -> str:
    return f"""
SELECT fact.staff_id, COALESCE(fact.person_id, part.person_id) AS person_id, fact."from" - INTERVAL {before} AS lo,
       fact."to" + INTERVAL {after} AS hi, '{said} (task ' || fact.task_id || ')' AS because, fact.source_id || ' ' || fact.line AS cites
FROM task AS fact LEFT JOIN involvement AS part ON fact.person_id IS NULL AND (part.crime_id = fact.case_id OR part.incident_id = fact.case_id)
WHERE fact."from" IS NOT NULL AND lower(fact.kind) IN ({kinds})"""


ATTENDED = """
SELECT fact.staff_id, part.person_id, COALESCE(fact.at_scene, fact.assigned) - INTERVAL 1 HOUR AS lo,
       COALESCE(fact.clear, fact.at_scene, fact.assigned) + INTERVAL 36 HOUR AS hi, 'was sent to incident ' || fact.incident_id AS because,
       fact.source_id || ' ' || fact.line || '; ' || part.source_id || ' ' || part.line AS cites
FROM attendance AS fact JOIN involvement AS part ON part.incident_id = fact.incident_id
WHERE COALESCE(fact.at_scene, fact.assigned) IS NOT NULL"""

EXPLANATIONS: tuple[Explanation, ...] = (
    Explanation("T1", "was sent to an incident in which the person is involved", "1 hour before the scene to 36 hours after it", ATTENDED),
    Explanation(
        "T2", "is in charge of a case in which the person is involved", "1 hour before to 72 hours after the end",
        _of_assignment("'OIC', 'supervisor'", "1 HOUR", "72 HOUR", "has charge of case"),
    ),
    Explanation("T4", "dealt with the person in custody", "2 hours before to 24 hours after", _of_event("custody", "2 HOUR", "24 HOUR", "dealt with the person in custody")),
    Explanation("T5", "took or dispatched a call", "30 minutes before to 2 hours after", _of_event("call_handled", "30 MINUTE", "2 HOUR", "handled a call")),
    Explanation(
        "T6", "prepares the file, exhibits or disclosure of a case", "24 hours before to 96 hours after",
        _of_assignment("'file', 'exhibits', 'disclosure'", "24 HOUR", "96 HOUR", "prepares the file of case"),
    ),
    Explanation(
        "T7", "keeps the person safe: family or sexual offences liaison, a missing person, a MARAC", "24 hours before to 72 hours after",
        _of_assignment("'FLO', 'SOIT', 'IDVA-liaison'", "24 HOUR", "72 HOUR", "is liaison in case")
        + "\nUNION ALL" + _of_task("'missing', 'marac', 'safeguarding'", "24 HOUR", "72 HOUR", "has a safeguarding task"),
    ),
    Explanation("T8", "has an intelligence task", "1 hour before to 96 hours after", _of_task("'intel', 'intelligence', 'research'", "1 HOUR", "96 HOUR", "has an intelligence task")),
    Explanation(
        "T9", "deals with a licence, vetting, a disclosure or a subject access request", "while it is open",
        _of_event("licence_app", "0 HOUR", "0 HOUR", "deals with an application")
        + "\nUNION ALL" + _of_task("'licensing', 'dbs/vetting', 'dbs', 'vetting', 'sar', 'complaint', 'audit', 'training', 'warrant'", "0 HOUR", "0 HOUR", "has a task"),
    ),
    Explanation("T11", "stopped the person, with a record", "30 minutes before and after", _of_event("stop", "30 MINUTE", "30 MINUTE", "stopped the person")),
    Explanation("T12", "was briefed on the person", "2 hours before to 4 days after", _of_event("briefing_view", "2 HOUR", "4 DAY", "was briefed on the person")),
    Explanation("T13", "warns the person for court", "96 hours before to 24 hours after", _of_task("'court warning', 'court'", "96 HOUR", "24 HOUR", "has a court task")),
)  # fmt: skip
"""The explanations that an officer has of their own. Those of a team, a session and a colleague's request come with the nightly rules."""


def prepare(engine: Engine) -> None:
    """Make the table `purpose`: every explanation as an interval. Needs `one_person` of `detection.contacts`."""
    every = "\nUNION ALL\n".join(f"SELECT '{each.code}' AS code, own.* FROM ({each.sql}) AS own" for each in EXPLANATIONS)
    engine.make(
        "purpose",
        f"""
        SELECT every_purpose.code, every_purpose.staff_id, one.one_id AS person_id, every_purpose.lo, every_purpose.hi,
               every_purpose.because, every_purpose.cites
        FROM ({every}) AS every_purpose JOIN one_person AS one ON one.person_id = every_purpose.person_id
        WHERE every_purpose.staff_id IS NOT NULL
        """,
    )
