"""What staff are given to do about persons, duty by duty: tasks, custody, stops, calls, briefings and applications; and every purpose."""

from custodiet.detection.engine import Engine
from custodiet.simulation.asked import Asked
from custodiet.simulation.chance import Chance
from custodiet.simulation.people import persons

TASKS = (
    ("intelligence", "intel", 4.0, 60), ("safeguarding", "MARAC", 0.8, 240), ("safeguarding", "missing", 0.8, 72),
    ("safeguarding", "safeguarding", 1.0, 200), ("admin", "DBS/vetting", 3.0, 120), ("admin", "court warning", 2.5, 72),
    ("admin", "SAR", 0.3, 300), ("CID", "research", 0.8, 96), ("neighbourhood", "safeguarding", 1.2, 150),
    ("neighbourhood", "warrant", 0.2, 48), ("response", "missing", 0.1, 24), ("firearms licensing", "licensing", 1.0, 200),
)  # fmt: skip
"""Role, kind of task, how many a duty, and at most how many hours each is open."""

EVENTS = (
    ("custody", "custody", 8.0, 900), ("call_handled", "control room", 16.0, 12), ("stop", "response", 0.7, 25),
    ("stop", "neighbourhood", 1.5, 25), ("licence_app", "firearms licensing", 5.0, 9000),
)  # fmt: skip
"""Table, role, how many a duty, and at most how many minutes each lasts."""

BRIEFED = ("response", "neighbourhood", "CID")


def prepare(engine: Engine, asked: Asked, chance: Chance) -> None:
    """Make `task_made`, `event_made` and `briefing_made`. Needs `worked`."""
    engine.make("task_made", f"SELECT ROW_NUMBER() OVER (ORDER BY d, kind, nth) AS t, * FROM ({_tasks(asked, chance)}) AS every")
    engine.make("event_made", f"SELECT ROW_NUMBER() OVER (ORDER BY kind, d, nth) AS n, * FROM ({_events(asked, chance)}) AS every")
    engine.make(
        "briefing_made",
        f"""
        SELECT d, s, nth, 1 + CAST(floor({persons(asked)} * pow({chance.draw("briefed on", "unit", "day", "nth")}, 3)) AS BIGINT) AS p, lo,
               lo + INTERVAL 1 MINUTE * (5 + {chance.whole("20", "briefed at", "d", "nth")}) AS "at", unit, day
        FROM worked, (VALUES (0), (1), (2)) AS each_one(nth) WHERE code = 'duty' AND role IN {BRIEFED}
        """,
    )


def _tasks(asked: Asked, chance: Chance) -> str:
    parts = []
    for role, kind, a_duty, hours in TASKS:
        most = int(a_duty * 2) + 1
        named = f"'{kind}'"
        parts.append(
            f"""
            SELECT d, s, '{kind}' AS kind, nth, 1 + CAST(floor({persons(asked)} * pow({chance.draw("task person", "d", named, "nth")},
                   1.5)) AS BIGINT) AS p,
                   lo + INTERVAL 1 MINUTE * {chance.whole("420", "task begins", "d", named, "nth")} AS "from",
                   lo + INTERVAL 1 MINUTE * (600 + {chance.whole(str(hours * 60), "task ends", "d", named, "nth")}) AS "to"
            FROM worked, (SELECT UNNEST(range(0, {most})) AS nth) AS each_one
            WHERE role = '{role}' AND code = 'duty' AND {chance.draw("task is", "d", named, "nth")} < {a_duty / most}"""
        )
    return " UNION ALL ".join(parts)


def _events(asked: Asked, chance: Chance) -> str:
    parts = []
    for table, role, a_duty, minutes in EVENTS:
        most = int(a_duty * 1.6) + 1
        named = f"'{table}'"
        parts.append(
            f"""
            SELECT d, s, '{table}' AS kind, nth, 1 + CAST(floor({persons(asked)} * pow({chance.draw("event person", "d", named, "nth")},
                   1.8)) AS BIGINT) AS p,
                   lo + INTERVAL 1 MINUTE * (10 + {chance.whole("400", "event at", "d", named, "nth")}) AS "at",
                   lo + INTERVAL 1 MINUTE * (15 + {chance.whole("400", "event at", "d", named, "nth")}
                          + {chance.whole(str(minutes), "event lasts", "d", named, "nth")}) AS until
            FROM worked, (SELECT UNNEST(range(0, {most})) AS nth) AS each_one
            WHERE role = '{role}' AND code = 'duty' AND {chance.draw("event is", "d", named, "nth")} < {a_duty / most}"""
        )
    return " UNION ALL ".join(parts)


PURPOSES = """
SELECT attend_made.s, involve_made.p, scene - INTERVAL 15 MINUTE AS lo, clear + INTERVAL 24 HOUR AS hi, 'T1' AS code, 1.0 AS share
FROM attend_made JOIN involve_made ON involve_made.i = attend_made.i
UNION ALL
SELECT assign_made.s, involve_made.p, assign_made.lo, assign_made.seen_to + INTERVAL 12 HOUR,
       CASE WHEN assign_made.role IN ('OIC', 'supervisor') THEN 'T2' WHEN assign_made.role = 'file' THEN 'T6' ELSE 'T7' END,
       CASE WHEN assign_made.role = 'supervisor' THEN 0.08 ELSE 0.35 END
FROM assign_made JOIN involve_made ON involve_made.i = assign_made.c
UNION ALL
SELECT s, p, "from", "to", CASE WHEN kind IN ('intel', 'research') THEN 'T8' WHEN kind = 'court warning' THEN 'T13'
       WHEN kind IN ('MARAC', 'missing', 'safeguarding') THEN 'T7' ELSE 'T9' END, 0.8 FROM task_made
UNION ALL
SELECT s, p, "at" - INTERVAL 20 MINUTE * CASE WHEN kind = 'custody' THEN 1 ELSE 0 END, until + INTERVAL 10 MINUTE * CASE
       WHEN kind = 'licence_app' THEN 0 ELSE 1 END,
       CASE kind WHEN 'custody' THEN 'T4' WHEN 'call_handled' THEN 'T5' WHEN 'stop' THEN 'T11' ELSE 'T9' END, 1.0 FROM event_made
UNION ALL
SELECT s, p, "at", lo + INTERVAL 34 HOUR, 'T12', 0.8 FROM briefing_made
UNION ALL
SELECT supervisor, involve_made.p, clear, clear + INTERVAL 20 HOUR, 'T3', 0.25
FROM attend_made JOIN involve_made ON involve_made.i = attend_made.i JOIN staff_made ON staff_made.s = attend_made.s
WHERE supervisor IS NOT NULL
UNION ALL
SELECT s, p, lo, hi, code, 0.6 FROM planted_purpose
"""
"""(s, p, lo, hi, code, share): when who has reason to look at whom; `share` is on how many of the duties in it they do at all.

Each is narrower than the window that `detection.explanations` allows: looks are made for the work, not for the rule.
"""
