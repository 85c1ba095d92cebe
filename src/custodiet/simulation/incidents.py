"""What happens: incidents, which crews attend them, who is involved, which become crimes, and who has charge of those."""

from custodiet.detection.engine import Engine
from custodiet.simulation.asked import Asked
from custodiet.simulation.calibration import HOUR_OF_AN_INCIDENT
from custodiet.simulation.chance import Chance, spread
from custodiet.simulation.force import START, blocks
from custodiet.simulation.people import persons

AN_OFFICER_A_DAY = 0.3

TYPES = (
    ("domestic incident", 14), ("violence", 14), ("theft", 16), ("burglary", 8), ("antisocial behaviour", 15), ("concern for safety", 11),
    ("missing person", 6), ("road traffic collision", 8), ("sexual offence", 3), ("sudden death", 3), ("mental health", 2),
)  # fmt: skip


def _when(kind: str, share: float) -> str:
    return f"WHEN '{kind}' THEN {share}"


_CRIMES = {
    "sexual offence": 0.95, "domestic incident": 0.6, "violence": 0.6, "theft": 0.5, "burglary": 0.9, "sudden death": 0.3,
    "antisocial behaviour": 0.1,
}  # fmt: skip
_BECOMES_A_CRIME = f"CASE type {' '.join(_when(kind, share) for kind, share in _CRIMES.items())} ELSE 0.03 END"


def prepare(engine: Engine, asked: Asked, chance: Chance) -> None:
    """Make `incident_made`, `attend_made`, `involve_made` and `assign_made`. Needs what `force` and `people` make."""
    _incidents(engine, asked, chance)
    _attendances(engine, chance)
    _involvements(engine, asked, chance)
    _assignments(engine, asked, chance)


def _incidents(engine: Engine, asked: Asked, chance: Chance) -> None:
    kinds = [kind for kind, weight in TYPES for _ in range(weight)]
    a_day = round(asked.officers * AN_OFFICER_A_DAY)
    engine.make(
        "incident_made",
        f"""
        WITH drawn AS (
            SELECT CAST(i AS BIGINT) AS i, (i - 1) // {a_day} AS day, {chance.draw("hour", "i")} AS hour_drawn,
                   {chance.of(kinds, "type", "i")} AS type
            FROM (SELECT UNNEST(range(1, {a_day * asked.days + 1})) AS i) AS numbered
        ), timed AS (
            SELECT i, type, TIMESTAMP '{START}' + INTERVAL 1 DAY * day
                   + INTERVAL 1 SECOND * CAST(floor(3600 * {spread(HOUR_OF_AN_INCIDENT, "hour_drawn")}) AS BIGINT) AS opened FROM drawn
        )
        SELECT i, type, opened, opened + INTERVAL 1 MINUTE * CAST(90 + 2800 * pow({chance.draw("closed", "i")}, 3) AS BIGINT) AS closed,
               type = 'domestic incident' AS da, {chance.of(("immediate", "priority", "priority", "scheduled"), "grade", "i")} AS grade,
               CAST(date_diff('hour', TIMESTAMP '{START}', opened) AS BIGINT) AS h, {chance.draw("crime", "i")} < {_BECOMES_A_CRIME}
                      AS is_crime,
               CASE WHEN type = 'antisocial behaviour' THEN 'neighbourhood' ELSE 'response' END AS pool
        FROM timed
        """,
    )


def _attendances(engine: Engine, chance: Chance) -> None:
    """Two officers to a crew; a crew is whoever stands beside each other in the unit at that hour."""
    engine.make(
        "crew_hour",
        f"""
        WITH hours AS (
            SELECT role AS pool, s, unit, UNNEST(range(CAST(date_diff('hour', TIMESTAMP '{START}', lo) AS BIGINT) + 1,
                   CAST(date_diff('hour', TIMESTAMP '{START}', hi) AS BIGINT))) AS h
            FROM worked WHERE code = 'duty' AND role IN ('response', 'neighbourhood')
        ), ranked AS (SELECT pool, h, s, (ROW_NUMBER() OVER (PARTITION BY pool, h ORDER BY unit, s) - 1) // 2 AS crew FROM hours)
        SELECT pool, h, crew, s, MAX(crew) OVER (PARTITION BY pool, h) + 1 AS crews FROM ranked
        """,
    )
    engine.make(
        "attend_made",
        f"""
        WITH sent AS (
            SELECT i, opened, pool, h, nth FROM incident_made, (VALUES (0), (1)) AS crews(nth)
            WHERE nth = 0 OR (type IN ('violence', 'domestic incident', 'sudden death') AND {chance.draw("second crew", "i")} < 0.35)
        ), hour_of AS (SELECT DISTINCT pool, h, crews FROM crew_hour), picked AS (
            SELECT sent.i, sent.opened, sent.pool, sent.h, ({chance.whole("hour_of.crews", "crew", "sent.i")} + nth) % hour_of.crews
                   AS crew, nth
            FROM sent JOIN hour_of ON hour_of.pool = sent.pool AND hour_of.h = sent.h WHERE nth < hour_of.crews
        ), timed AS (
            SELECT picked.i, crew_hour.s, picked.crew, opened + INTERVAL 1 MINUTE * (2
                   + {chance.whole("8", "assigned", "picked.i", "picked.nth")}) AS assigned,
                   8 + {chance.whole("30", "travels", "picked.i", "picked.nth")} AS travels,
                   20 + CAST(160 * pow({chance.draw("stays", "picked.i", "picked.nth")}, 2) AS BIGINT) AS stays
            FROM picked JOIN crew_hour ON crew_hour.pool = picked.pool AND crew_hour.h = picked.h AND crew_hour.crew = picked.crew
        )
        SELECT i, s, crew, assigned, assigned + INTERVAL 1 MINUTE * travels AS scene, assigned + INTERVAL 1 MINUTE * (travels + stays)
               AS clear FROM timed
        """,
    )


def _involvements(engine: Engine, asked: Asked, chance: Chance) -> None:
    many = persons(asked)
    engine.make(
        "involve_made",
        f"""
        WITH parts AS (
            SELECT i, opened, is_crime, type, part, {chance.draw("who", "i", "part")} AS who
            FROM incident_made, (VALUES ('victim', 1.0), ('suspect', 0.55), ('witness', 0.4)) AS roles(part, share)
            WHERE {chance.draw("part", "i", "part")} < share
        )
        SELECT DISTINCT i, is_crime, type, part AS role, opened AS lo,
               CASE WHEN type IN ('domestic incident', 'sexual offence') AND part = 'victim' THEN 12 * (1
                      + CAST(floor({many // 12} * pow(who, 1.6)) AS BIGINT))
                    ELSE 1 + CAST(floor({many} * pow(who, 1.8)) AS BIGINT) END AS p
        FROM parts
        """,
    )


def member(asked: Asked, role: str, chance: Chance, purpose: str, *keys: str) -> str:
    """SQL of somebody of that role."""
    _, first, count = next(each for each in blocks(asked.officers) if each[0] == role)
    return f"({first} + {chance.whole(str(count), purpose, *keys)})"


def _assignments(engine: Engine, asked: Asked, chance: Chance) -> None:
    luck = chance.draw("who has charge", "incident_made.i")
    engine.make(
        "assign_made",
        f"""
        WITH first_there AS (SELECT i, MIN(s) AS s FROM attend_made GROUP BY i), charged AS (
            SELECT incident_made.i, opened, type,
                   CASE WHEN type IN ('domestic incident', 'sexual offence') AND {luck} < 0.45
                          THEN {member(asked, "safeguarding", chance, "OIC", "incident_made.i")}
                        WHEN {luck} < 0.6 THEN {member(asked, "CID", chance, "OIC", "incident_made.i")} ELSE first_there.s END AS s,
                   opened + INTERVAL 1 MINUTE * (60 + {chance.whole("600", "charge begins", "incident_made.i")}) AS lo,
                   opened + INTERVAL 1 HOUR * (48 + CAST(24 * 120 * pow({chance.draw("charge ends", "incident_made.i")}, 2.2) AS BIGINT))
                          AS hi
            FROM incident_made JOIN first_there ON first_there.i = incident_made.i WHERE is_crime
        ), every AS (
            SELECT i AS c, s, 'OIC' AS role, lo, hi FROM charged
            UNION ALL
            SELECT i, supervisor, 'supervisor', lo + INTERVAL 2 HOUR, hi FROM charged JOIN staff_made ON staff_made.s = charged.s
                   WHERE supervisor IS NOT NULL
            UNION ALL
            SELECT i, {member(asked, "admin", chance, "file", "i")}, 'file', hi - INTERVAL 6 DAY, hi FROM charged
            WHERE {chance.draw("has file", "i")} < 0.3 AND hi > lo + INTERVAL 8 DAY
            UNION ALL
            SELECT i, {member(asked, "safeguarding", chance, "SOIT", "i")}, 'SOIT', lo, hi FROM charged WHERE type = 'sexual offence'
                   AND {chance.draw("has SOIT", "i")} < 0.6
            UNION ALL
            SELECT i, {member(asked, "CID", chance, "FLO", "i")}, 'FLO', lo, hi FROM charged WHERE type = 'sudden death'
                   AND {chance.draw("has FLO", "i")} < 0.4
        )
        SELECT c, s, role, lo, CASE WHEN hi < TIMESTAMP '{START}' + INTERVAL {asked.days} DAY THEN hi END AS hi,
               LEAST(hi, TIMESTAMP '{START}' + INTERVAL {asked.days} DAY) AS seen_to FROM every
        """,
    )
