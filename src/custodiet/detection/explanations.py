"""The policing purposes: for each, when it explains that somebody looks at a person's record, and why.

An explanation of an officer's own is one join that yields an interval: (staff_id, person_id, lo, hi, because, cites). Every one
expires: that somebody met her once does not explain a look a month later. An earlier look never explains a later one, and
neither does a link without a day. What a team, a session or a colleague's request explains is judged on what is left
(`detection.late`). To add one: write it here, give it a window in `detection.windows` and a case in tests/detection/test_cascade.py.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from custodiet.detection import hot
from custodiet.detection.engine import Engine
from custodiet.detection.windows import DEFAULTS, Window


@dataclass(frozen=True, slots=True)
class Explanation:
    """A purpose: its code, a sentence for the manual, the tables it needs, and its join. `{before}`, `{after}`: the window in minutes.

    `weak`: an adverse tie between the two (family, a neighbour …) cancels it, and so does a record that is declared hot.
    """

    code: str
    about: str
    needs: tuple[str, ...]
    sql: str
    weak: bool = False


def _of_event(table: str, said: str) -> str:
    return f"""
SELECT fact.staff_id, fact.person_id, fact."at" - INTERVAL {{before}} MINUTE AS lo,
       COALESCE(fact.until, fact."at") + INTERVAL {{after}} MINUTE AS hi, '{said}' AS because,
       COALESCE(fact.source_id, '') || ' ' || COALESCE(fact.line, '') AS cites
FROM {table} AS fact WHERE fact."at" IS NOT NULL"""


def _of_assignment(roles: str, said: str) -> str:
    """Through the crime's number, and through the incident's."""
    parts = []
    for key in ("crime_id", "incident_id"):
        parts.append(f"""
SELECT fact.staff_id, part.person_id, fact."from" - INTERVAL {{before}} MINUTE AS lo, fact."to" + INTERVAL {{after}} MINUTE AS hi,
       '{said} ' || fact.case_id AS because, COALESCE(fact.source_id, '') || ' ' || COALESCE(fact.line, '') AS cites
FROM assignment AS fact JOIN involvement AS part ON part.{key} = fact.case_id
WHERE fact."from" IS NOT NULL AND fact.role IN ({roles})""")
    return "\nUNION ALL".join(parts)


def _of_task(kinds: str, said: str) -> str:
    """For the person that the task names, or for those of the case it names."""
    head = f"""
SELECT fact.staff_id, {{who}} AS person_id, fact."from" - INTERVAL {{before}} MINUTE AS lo, fact."to" + INTERVAL {{after}} MINUTE AS hi,
       '{said} (task ' || COALESCE(fact.task_id, '') || ')' AS because, COALESCE(fact.source_id, '') || ' ' || COALESCE(fact.line, '') AS cites
FROM task AS fact {{join}}
WHERE fact."from" IS NOT NULL AND lower(fact.kind) IN ({kinds})"""
    named = head.replace("{who}", "fact.person_id").replace("{join}", "") + " AND fact.person_id IS NOT NULL"
    cases = [
        head.replace("{who}", "part.person_id").replace("{join}", f"JOIN involvement AS part ON part.{key} = fact.case_id")
        + " AND fact.person_id IS NULL"
        for key in ("crime_id", "incident_id")
    ]
    return "\nUNION ALL".join([named, *cases])


ATTENDED = """
SELECT fact.staff_id, part.person_id, COALESCE(fact.at_scene, fact.assigned) - INTERVAL {before} MINUTE AS lo,
       COALESCE(fact.clear, fact.at_scene, fact.assigned) + INTERVAL {after} MINUTE AS hi, 'was sent to incident ' || fact.incident_id AS because,
       COALESCE(fact.source_id, '') || ' ' || COALESCE(fact.line, '') AS cites
FROM attendance AS fact JOIN involvement AS part ON part.incident_id = fact.incident_id
WHERE COALESCE(fact.at_scene, fact.assigned) IS NOT NULL"""

SUPERVISED = """
SELECT boss.supervisor_id AS staff_id, part.person_id,
       GREATEST(fact."from", COALESCE(boss.valid_from, fact."from")) - INTERVAL {before} MINUTE AS lo,
       LEAST(COALESCE(fact."to", boss.valid_to), COALESCE(boss.valid_to, fact."to")) + INTERVAL {after} MINUTE AS hi,
       'supervises who has charge of case ' || fact.case_id AS because, COALESCE(fact.source_id, '') || ' ' || COALESCE(fact.line, '') AS cites
FROM assignment AS fact JOIN posting AS boss ON boss.staff_id = fact.staff_id
JOIN involvement AS part ON part.crime_id = fact.case_id
WHERE fact."from" IS NOT NULL AND fact.role = 'OIC' AND boss.supervisor_id IS NOT NULL
  AND (boss.valid_from IS NULL OR fact."to" IS NULL OR boss.valid_from <= fact."to") AND (boss.valid_to IS NULL OR boss.valid_to >= fact."from")"""

SUPERVISED_SCENE = """
SELECT boss.supervisor_id AS staff_id, part.person_id, COALESCE(fact.at_scene, fact.assigned) - INTERVAL {before} MINUTE AS lo,
       COALESCE(fact.clear, fact.at_scene, fact.assigned) + INTERVAL {after} MINUTE AS hi,
       'supervises who was sent to incident ' || fact.incident_id AS because, COALESCE(fact.source_id, '') || ' ' || COALESCE(fact.line, '') AS cites
FROM attendance AS fact JOIN posting AS boss ON boss.staff_id = fact.staff_id
     AND COALESCE(boss.valid_from, TIMESTAMP '1900-01-01') <= COALESCE(fact.at_scene, fact.assigned)
     AND COALESCE(fact.at_scene, fact.assigned) < COALESCE(boss.valid_to, TIMESTAMP '9999-01-01')
JOIN involvement AS part ON part.incident_id = fact.incident_id
WHERE boss.supervisor_id IS NOT NULL AND COALESCE(fact.at_scene, fact.assigned) IS NOT NULL"""

OWN: tuple[Explanation, ...] = (
    Explanation("T2", "has charge of a case in which the person is involved", ("assignment", "involvement"), _of_assignment("'OIC', 'supervisor'", "has charge of case")),
    Explanation("T1", "was sent to an incident in which the person is involved", ("attendance", "involvement"), ATTENDED),
    Explanation("T6", "prepares the file, the exhibits or the disclosure of a case", ("assignment", "involvement"), _of_assignment("'file', 'exhibits', 'disclosure'", "prepares the file of case")),
    Explanation(
        "T7", "keeps the person safe: family or sexual offences liaison, a missing person, a MARAC", ("assignment", "involvement", "task"),
        _of_assignment("'FLO', 'SOIT', 'IDVA-liaison'", "is liaison in case") + "\nUNION ALL" + _of_task("'missing', 'marac', 'safeguarding'", "has a safeguarding task"),
    ),
    Explanation("T8", "has an intelligence task", ("task",), _of_task("'intel', 'intelligence', 'research'", "has an intelligence task")),
    Explanation(
        "T9", "deals with a licence, vetting, a warrant, a disclosure, a complaint or a subject access request", ("licence_app", "task"),
        _of_event("licence_app", "deals with an application") + "\nUNION ALL"
        + _of_task("'licensing', 'dbs/vetting', 'dbs', 'vetting', 'sar', 'complaint', 'audit', 'training', 'warrant'", "has a task"),
    ),
    Explanation("T4", "dealt with the person in custody", ("custody",), _of_event("custody", "dealt with the person in custody")),
    Explanation("T5", "took or dispatched a call", ("call_handled",), _of_event("call_handled", "handled a call")),
    Explanation("T13", "warns the person for court", ("task",), _of_task("'court warning', 'court'", "has a court task")),
    Explanation(
        "T3", "supervises whoever has charge of a case or was sent to an incident", ("posting", "assignment", "attendance", "involvement"),
        SUPERVISED + "\nUNION ALL" + SUPERVISED_SCENE,
    ),
    Explanation("T11", "stopped the person, with a record", ("stop",), _of_event("stop", "stopped the person"), weak=True),
    Explanation("T12", "was briefed on the person", ("briefing_view",), _of_event("briefing_view", "was briefed on the person"), weak=True),
)  # fmt: skip
"""The explanations that somebody has of their own, the weak ones last: a look is counted under the first that covers it."""

ADVERSE = """
SELECT tie.staff_id, COALESCE(one.one_id, tie.person_id) AS person_id, COALESCE(tie.kind, 'declared') AS kind, tie."from" AS lo, tie."to" AS hi
FROM association AS tie LEFT JOIN merged AS one ON one.person_id = tie.person_id
WHERE tie.staff_id IS NOT NULL AND tie.person_id IS NOT NULL
UNION ALL
SELECT tie.staff_id, COALESCE(one.one_id, lives.person_id), COALESCE(tie.kind, 'neighbour'), tie."from", tie."to"
FROM association AS tie JOIN person AS lives ON lives.address_id = tie.address_id LEFT JOIN merged AS one ON one.person_id = lives.person_id
WHERE tie.staff_id IS NOT NULL AND tie.person_id IS NULL AND tie.address_id IS NOT NULL
"""
"""The ties that speak against a weak explanation: self, family, a declared associate, a neighbour, a colleague. (`detection.hot`: records
that speak against everybody for some days.)"""


def interval(each: Explanation, windows: Mapping[str, Window] = DEFAULTS) -> str:
    """SQL of an explanation's intervals with its window put in, and merged records followed."""
    window = windows[each.code].minutes()
    own = each.sql.replace("{before}", window["before"]).replace("{after}", window["after"])
    return f"""
SELECT '{each.code}' AS code, own.staff_id, COALESCE(one.one_id, own.person_id) AS person_id, own.lo, own.hi, own.because, own.cites
FROM ({own}) AS own LEFT JOIN merged AS one ON one.person_id = own.person_id WHERE own.staff_id IS NOT NULL AND own.person_id IS NOT NULL"""


def prepare(engine: Engine, windows: Mapping[str, Window] = DEFAULTS, more: Sequence[Explanation] = ()) -> None:
    """Offer the view `purpose`: every explanation of an officer's own as an interval, with its words. Needs `contacts.prepare`.

    `more`: explanations of the force's own, which somebody approved; their windows are among `windows`.
    """
    engine.view("purpose", "\nUNION ALL\n".join(interval(each, windows) for each in (*OWN, *more)))
    engine.make("adverse", ADVERSE)
    hot.prepare(engine)


def silenced(engine: Engine) -> dict[str, list[str]]:
    """The explanations for which a table is missing, with the tables they lack."""
    needs = {each.code: each.needs for each in OWN} | {"T10": ("posting", "assignment", "involvement", "duty")}
    return {code: lacks for code, tables in needs.items() if (lacks := [table for table in tables if not engine.holds(table)])}
