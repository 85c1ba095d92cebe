"""Who serves: staff by role and unit under a supervisor, and every day of every roster as planned and as worked."""

from custodiet.detection.engine import Engine
from custodiet.simulation.asked import Asked
from custodiet.simulation.chance import Chance

SHARES = (
    ("response", 0.40), ("neighbourhood", 0.13), ("safeguarding", 0.08), ("CID", 0.14), ("control room", 0.08), ("custody", 0.05),
    ("firearms licensing", 0.01), ("intelligence", 0.04), ("admin", 0.07),
)  # fmt: skip
ROUND_THE_CLOCK = ("response", "control room", "custody")
CIVILIAN = ("control room", "firearms licensing", "intelligence", "admin")

FIVE_WEEKS = "NNNN---AAA--EEEE--NNN---AAAA--EEE--"
"""The line of a variable shift arrangement of five weeks: nights, afternoons and earlies; five teams, each a week apart."""
SIX_AND_THREE = "EEEAAA---"
TOURS = {"E": (7, 17), "A": (14, 24), "N": (22, 31), "D": (8, 16), "L": (12, 20), "-": (0, 24)}
"""Local hours from and until; 31 is 07:00 of the next morning. A rest day is a whole day."""

START = "2024-01-01"
"""A Monday. Within half a year the clocks go forward once; within a year they go back as well."""


def blocks(officers: int) -> list[tuple[str, int, int]]:
    """Each role, the number of its first member and how many they are; staff are numbered from 1."""
    found, first = [], 1
    for role, share in SHARES[1:]:
        count = max(2, round(officers * share))
        found.append((role, first, count))
        first += count
    return [*found, ("response", first, officers - first + 1)]


def prepare(engine: Engine, asked: Asked, chance: Chance) -> None:
    """Make `staff_made` (s, role, unit, team, leader, supervisor …) and `duty_made` (d, s, day, tour, code, planned and worked)."""
    _staff(engine, asked, chance)
    _tours(engine, asked)
    _duties(engine, asked, chance)


def _staff(engine: Engine, asked: Asked, chance: Chance) -> None:
    parts, unit = [], 1
    for role, first, count in blocks(asked.officers):
        size = min(11, max(3, count // 5))
        parts.append(
            f"SELECT s, '{role}' AS role, {unit} + (s - {first}) // {size} AS unit, {unit} AS first_unit, {first} AS first_s,"
            f" (s - {first}) % {size} = 0 AS leader, {first} + ((s - {first}) // {size}) * {size} AS head"
            f" FROM (SELECT UNNEST(range({first}, {first + count})) AS s) AS numbered"
        )
        unit += -(-count // size)
    engine.make(
        "staff_made",
        f"""
        SELECT CAST(s AS BIGINT) AS s, role, unit, unit % 5 AS team, leader, CASE WHEN NOT leader THEN head WHEN s <> first_s
               THEN first_s END AS supervisor,
               CASE WHEN role IN {CIVILIAN} THEN 'staff' WHEN role = 'neighbourhood' AND s % 3 = 0 THEN 'PCSO'
                    WHEN role = 'response' AND s % 37 = 0 THEN 'special' ELSE 'officer' END AS kind,
               CASE WHEN {chance.draw("part time", "s")} < 0.1 THEN 0.6 ELSE 1.0 END AS hours, role NOT IN ('control room', 'custody')
                      AS has_phone
        FROM ({" UNION ALL ".join(parts)}) AS everybody
        """,
    )


def _tours(engine: Engine, asked: Asked) -> None:
    listed = ", ".join(f"('{tour}', {lo}, {hi})" for tour, (lo, hi) in TOURS.items())
    as_utc = "((TIMESTAMP '{start}' + INTERVAL 1 DAY * day + INTERVAL 1 HOUR * {hour}) AT TIME ZONE 'Europe/London') AT TIME ZONE 'UTC'"
    engine.make(
        "tour",
        f"""
        SELECT day, tour, {as_utc.format(start=START, hour="from_hour")} AS lo, {as_utc.format(start=START, hour="to_hour")} AS hi
        FROM (SELECT UNNEST(range(0, {asked.days})) AS day) AS days, (VALUES {listed}) AS hours(tour, from_hour, to_hour)
        """,
    )


def _duties(engine: Engine, asked: Asked, chance: Chance) -> None:
    tour = f"""
        CASE WHEN role IN {ROUND_THE_CLOCK} THEN substr('{FIVE_WEEKS}', CAST(1 + (day + 7 * team) % 35 AS INTEGER), 1)
             WHEN role = 'neighbourhood' THEN substr('{SIX_AND_THREE}', CAST(1 + (day + 3 * unit) % 9 AS INTEGER), 1)
             WHEN day % 7 >= 5 THEN '-' WHEN role IN ('CID', 'safeguarding') AND (day // 7 + s) % 4 = 0 THEN 'L' ELSE 'D' END"""
    code = f"""
        CASE WHEN {chance.draw("leave", "s", "day // 7")} < 0.09 THEN 'leave' WHEN {chance.draw("sick", "s", "day // 3")} < 0.03 THEN 'sick'
             WHEN tour = '-' THEN CASE WHEN role IN ('CID', 'safeguarding') AND (day // 7 + s) % 5 = 0 THEN 'on-call' ELSE 'RD' END
             WHEN luck < 0.01 THEN 'TOIL' WHEN luck < 0.013 THEN 'cancelled' WHEN luck < 0.023 THEN 'court' WHEN luck < 0.05 THEN 'training'
             WHEN hours < 1 AND luck < 0.4 THEN 'RD' ELSE 'duty' END"""
    more = chance.whole("165", "overtime length", "s", "coded.day")
    over = f"CASE WHEN {chance.draw('overtime', 's', 'coded.day')} < 0.15 THEN 15 + {more} ELSE 0 END"
    engine.make(
        "duty_made",
        f"""
        WITH rostered AS (
            SELECT s, role, unit, day, hours, {tour} AS tour, {chance.draw("day off", "s", "day")} AS luck
            FROM staff_made, (SELECT UNNEST(range(0, {asked.days})) AS day) AS days
        ), coded AS (SELECT *, {code} AS code FROM rostered)
        SELECT CAST(s AS BIGINT) * {asked.days} + coded.day AS d, s, role, unit, CAST(coded.day AS BIGINT) AS day, coded.tour, code,
               code IN ('duty', 'court', 'training') AS working, tour.lo AS plan_lo, tour.hi AS plan_hi,
               CASE WHEN code IN ('duty', 'court', 'training')
                    THEN tour.lo - INTERVAL 10 MINUTE + INTERVAL 1 MINUTE * {chance.whole("20", "arrives", "s", "coded.day")} END AS lo,
               CASE WHEN code IN ('duty', 'court', 'training') THEN tour.hi + INTERVAL 1 MINUTE * ({over}) END AS hi,
               CASE WHEN code IN ('duty', 'court', 'training') THEN {over} ELSE 0 END AS overtime
        FROM coded JOIN tour ON tour.day = coded.day AND tour.tour = coded.tour
        """,
    )
    engine.make(
        "worked",
        """
        SELECT d, s, role, unit, day, code, lo, hi, ROW_NUMBER() OVER (PARTITION BY s ORDER BY day) - 1 AS turn FROM duty_made WHERE working
        """,
    )
    engine.make(
        "turns",
        "SELECT s, day, SUM(CASE WHEN working THEN 1 ELSE 0 END) OVER (PARTITION BY s ORDER BY day ROWS UNBOUNDED PRECEDING)"
        " - CASE WHEN working THEN 1 ELSE 0 END AS before FROM duty_made",
    )
