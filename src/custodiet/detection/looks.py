"""Looks at a person's record as the engine judges them: whose each look is, at whom, and when. A list of hits is not a look.

Whose look it is: for whom it was done, else who held the log-in on that day, else the log-in itself. A log-in that two people held at
once counts as shared, which is nobody's in particular.
"""

from custodiet.detection.engine import Engine

COLUMNS = ("access_id", "staff_id", "person_id", "moment", "session_id", "ms_open", "by_another", "shared")

HOLDER = """
WITH told AS (
    SELECT held.account_id, known.of_system, held.staff_id, COALESCE(held.valid_from, TIMESTAMP '1900-01-01') AS lo,
           COALESCE(held.valid_to, TIMESTAMP '9999-01-01') AS hi, COALESCE(held.is_shared, false) AS is_shared
    FROM account AS held JOIN (SELECT DISTINCT COALESCE(system, '') AS of_system FROM access) AS known
      ON held.system IS NULL OR known.of_system = '' OR held.system = known.of_system
    WHERE held.account_id IS NOT NULL
), reached AS (
    SELECT told.*, MAX(hi) OVER (PARTITION BY account_id, of_system ORDER BY lo, hi, staff_id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS until
    FROM told
), lined AS (
    SELECT reached.*, LEAD(lo) OVER each_one AS next_lo, COALESCE(LEAD(staff_id) OVER each_one, '') AS next_staff,
           LAG(until) OVER each_one AS last_hi, COALESCE(LAG(staff_id) OVER each_one, '') AS last_staff
    FROM reached WINDOW each_one AS (PARTITION BY account_id, of_system ORDER BY lo, hi, staff_id)
)
SELECT account_id, of_system, staff_id, lo, CASE WHEN next_lo < until THEN next_lo ELSE until END AS hi,
       is_shared OR COALESCE(next_lo < until AND next_staff <> COALESCE(staff_id, ''), false)
       OR COALESCE(last_hi > lo AND last_staff <> COALESCE(staff_id, ''), false) AS shared
FROM lined
"""
"""Who held a log-in when, at most one at a time in each system: whoever took it over later, and shared while two had it."""

NAME = "COALESCE(look.access_id, look.source_id || ' ' || look.line)"
"""A look that has no number goes by its place in the file."""
STAFF = "COALESCE(NULLIF(look.originator_staff_id, ''), held.staff_id, look.account_id)"
OPERATOR = "COALESCE(held.staff_id, look.account_id)"
BY_ANOTHER = f"COALESCE(NULLIF(look.originator_staff_id, '') <> {OPERATOR}, false)"
PERSON = "COALESCE(one.one_id, look.person_id)"
IS_LOOK = "LOWER(COALESCE(look.action, 'open')) NOT IN ('search', 'list')"
OWNED = """FROM {access} AS look
LEFT JOIN holder AS held ON held.account_id = look.account_id AND held.of_system = COALESCE(look.system, '') AND {then}
LEFT JOIN merged AS one ON one.person_id = look.person_id"""
THEN = 'held.lo <= look."at" AND look."at" < held.hi'

LOOKS = f"""
SELECT {{name}} AS access_id, {STAFF} AS staff_id, {PERSON} AS person_id, look."at" AS moment, look.session_id, look.ms_open,
       {BY_ANOTHER} AS by_another, COALESCE(held.shared, false) AS shared
{OWNED.replace("{then}", THEN)}
WHERE look.person_id IS NOT NULL AND look."at" IS NOT NULL AND {IS_LOOK}
"""


def prepare(engine: Engine) -> None:
    """Offer the view `look_base`: every look. Needs `contacts.prepare`."""
    engine.make("holder", HOLDER)
    offer(engine, "look_base", "access")


def offer(engine: Engine, name: str, access: str) -> None:
    """Offer the looks of that table as a view. One that has no number goes by its place in the file."""
    nameless = engine.rows(f"SELECT 1 AS one FROM {access} WHERE access_id IS NULL LIMIT 1")
    engine.view(name, LOOKS.format(access=access, name=NAME if nameless else "look.access_id"))
