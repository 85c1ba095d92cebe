"""Explaining a whole log: what one explanation covers is not asked of the next, and what none covers is left.

The naive plan (every look against every interval at once) stands in the tests as the oracle. Here each explanation runs as one
anti-join on what the ones before it left, the commonest first; those of a team, a session and a colleague's request run last, on
the little that is left. The answer is the same; only the order in which purposes are tried decides which of several is counted.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from custodiet.detection import explanations
from custodiet.detection.engine import Engine
from custodiet.detection.explanations import OWN, Explanation
from custodiet.detection.windows import DEFAULTS, Window

LOOKS = """
SELECT look.access_id, COALESCE(look.originator_staff_id, held.staff_id, look.account_id) AS staff_id,
       COALESCE(one.one_id, look.person_id) AS person_id, look."at" AS moment, look.session_id, look.ms_open,
       COALESCE(look.originator_staff_id, '') <> '' AND look.originator_staff_id <> COALESCE(held.staff_id, look.account_id) AS by_another,
       COALESCE(held.is_shared, false) AS shared
FROM access AS look
LEFT JOIN account AS held ON held.account_id = look.account_id
     AND COALESCE(held.valid_from, TIMESTAMP '1900-01-01') <= look."at" AND look."at" < COALESCE(held.valid_to, TIMESTAMP '9999-01-01')
LEFT JOIN merged AS one ON one.person_id = look.person_id
WHERE look.person_id IS NOT NULL AND look."at" IS NOT NULL AND COALESCE(look.action, 'open') NOT IN ('search', 'list')
"""
"""Looks at a person's record; a list of hits is not one. Whose look it is: for whom it was done, else who holds the log-in."""

TEAM = """
SELECT left_over.* FROM {source} AS left_over WHERE NOT EXISTS (
    SELECT 1 FROM covered WHERE covered.staff_id = left_over.staff_id AND covered.person_id = left_over.person_id AND covered.moment = left_over.moment)
"""

COVERED = """
SELECT DISTINCT left_over.staff_id, left_over.person_id, left_over.moment
FROM {source} AS left_over
JOIN posting AS mine ON mine.staff_id = left_over.staff_id
     AND COALESCE(mine.valid_from, TIMESTAMP '1900-01-01') <= left_over.moment AND left_over.moment < COALESCE(mine.valid_to, TIMESTAMP '9999-01-01')
JOIN involvement AS part ON part.person_id = left_over.person_id
JOIN assignment AS charge ON charge.case_id = part.crime_id AND charge.role = 'OIC' AND charge.staff_id <> left_over.staff_id
     AND charge."from" <= left_over.moment AND left_over.moment <= COALESCE(charge."to", TIMESTAMP '9999-01-01')
JOIN posting AS theirs ON theirs.staff_id = charge.staff_id AND theirs.unit_id = mine.unit_id
     AND COALESCE(theirs.valid_from, TIMESTAMP '1900-01-01') <= left_over.moment AND left_over.moment < COALESCE(theirs.valid_to, TIMESTAMP '9999-01-01')
LEFT JOIN adverse ON adverse.staff_id = left_over.staff_id AND adverse.person_id = left_over.person_id
LEFT JOIN duty_span AS at_work ON at_work.staff_id = charge.staff_id AND at_work.worked AND at_work.lo <= left_over.moment AND left_over.moment < at_work.hi
WHERE adverse.staff_id IS NULL AND at_work.staff_id IS NULL
  AND EXISTS (SELECT 1 FROM duty_span AS mine_now WHERE mine_now.staff_id = left_over.staff_id AND mine_now.worked
              AND mine_now.lo <= left_over.moment AND left_over.moment < mine_now.hi)
"""
"""T10: a colleague of the same unit has charge, is off duty, and the one who looks is on duty."""

SESSION = """
SELECT left_over.* FROM {source} AS left_over
LEFT JOIN adverse ON adverse.staff_id = left_over.staff_id AND adverse.person_id = left_over.person_id
LEFT JOIN (SELECT staff_id, person_id, COUNT(*) AS looks FROM {source} GROUP BY staff_id, person_id) AS again
  ON again.staff_id = left_over.staff_id AND again.person_id = left_over.person_id
LEFT JOIN (
    SELECT DISTINCT short.access_id FROM {source} AS short JOIN look_base AS next_look
      ON next_look.staff_id = short.staff_id AND next_look.session_id = short.session_id AND next_look.person_id <> short.person_id
     AND next_look.moment > short.moment AND next_look.moment <= short.moment + INTERVAL 2 MINUTE
    LEFT JOIN {source} AS unexplained ON unexplained.access_id = next_look.access_id
    WHERE short.ms_open IS NOT NULL AND short.ms_open <= 30000 AND unexplained.access_id IS NULL
) AS found ON found.access_id = left_over.access_id
WHERE found.access_id IS NULL OR again.looks > 1 OR adverse.staff_id IS NOT NULL
"""
"""T14: the wrong record of a name, open for half a minute at most and never again, and within two minutes the right one."""


@dataclass(frozen=True, slots=True)
class Cascade:
    """How many looks there were, how many each explanation covered that none before it had, and how many are left.

    `adverse` of those left have a tie that speaks against them. `silenced`: explanations that lack a table, and which.
    """

    looks: int
    explained: dict[str, int]
    adverse: int
    unexplained: int
    silenced: dict[str, list[str]]


def run(engine: Engine, windows: Mapping[str, Window] = DEFAULTS, more: Sequence[Explanation] = ()) -> Cascade:
    """Make the table `unexplained` (with `adverse`: the kind of tie, or NULL). Needs `contacts.prepare`.

    `more`: explanations of the force's own, tried after those that stand in the program.
    """
    explanations.prepare(engine, windows, more)
    engine.view("look_base", LOOKS)
    silent = explanations.silenced(engine)
    count, source, explained = _count(engine, "look_base"), "look_base", {}
    whole = count
    steps = [(each.code, _without("{source}", each, windows)) for each in (*OWN, *more)]
    steps += [("T10", TEAM), ("T14", SESSION)]
    for number, (code, sql) in enumerate(steps):
        target = f"left_{number % 2}"
        if code == "T10":
            engine.make("covered", COVERED.format(source=source))
        engine.make(target, sql.replace("{source}", source))
        left = _count(engine, target)
        explained[code], count, source = count - left, left, target
    engine.make(
        "unexplained",
        f"""
        SELECT left_over.access_id, left_over.staff_id, left_over.person_id, left_over.moment, left_over.by_another, left_over.shared,
               MIN(adverse.kind) AS adverse
        FROM {source} AS left_over LEFT JOIN adverse ON adverse.staff_id = left_over.staff_id AND adverse.person_id = left_over.person_id
        GROUP BY ALL
        """,
    )
    engine.connection.execute("DROP TABLE IF EXISTS left_0; DROP TABLE IF EXISTS left_1; DROP TABLE IF EXISTS covered")
    adverse = int(engine.rows("SELECT COUNT(*) AS n FROM unexplained WHERE adverse IS NOT NULL")[0]["n"])
    return Cascade(whole, explained, adverse, count - adverse, silent)


def _without(source: str, each: Explanation, windows: Mapping[str, Window]) -> str:
    """The looks that the explanation does not cover."""
    cancelled = " ANTI JOIN adverse ON adverse.staff_id = own.staff_id AND adverse.person_id = own.person_id" if each.weak else ""
    window = windows["T15"].before_hours * 60
    return f"""
    SELECT left_over.* FROM {source} AS left_over ANTI JOIN (
        SELECT own.staff_id, own.person_id, own.lo, COALESCE(own.hi, TIMESTAMP '9999-01-01') AS hi
        FROM ({explanations.interval(each, windows)}) AS own{cancelled}
    ) AS purpose ON purpose.staff_id = left_over.staff_id AND purpose.person_id = left_over.person_id
      AND purpose.lo <= left_over.moment + (CASE WHEN left_over.by_another THEN INTERVAL {window:.0f} MINUTE ELSE INTERVAL 0 MINUTE END)
      AND purpose.hi >= left_over.moment - (CASE WHEN left_over.by_another THEN INTERVAL {window:.0f} MINUTE ELSE INTERVAL 0 MINUTE END)
    """


def _count(engine: Engine, table: str) -> int:
    return int(engine.rows(f"SELECT COUNT(*) AS n FROM {table}")[0]["n"])
