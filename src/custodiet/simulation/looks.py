"""The access log: what every role looks up for its work, duty by duty, each look for a purpose that the tables show, or nearly each."""

from custodiet.detection.engine import Engine
from custodiet.simulation.asked import Asked
from custodiet.simulation.chance import Chance
from custodiet.simulation.people import persons
from custodiet.simulation.work import PURPOSES

A_DUTY = {
    "response": 34, "neighbourhood": 33, "CID": 35, "safeguarding": 38, "control room": 40, "custody": 38, "firearms licensing": 32,
    "intelligence": 38, "admin": 30,
}  # fmt: skip
"""About how many looks a duty holds; at four to five duties a week about 150 a week."""
COVER, PREDECESSOR, FOR_ANOTHER = 0.012, 0.012, 0.05
"""Shares of looks: at a case of a colleague who is off duty; at a person of a like name first; by the control room for an officer."""


def prepare(engine: Engine, asked: Asked, chance: Chance) -> None:
    """Make `look_made` (n, s, p, at, code, originator, session, mark). Needs everything that `work` and `incidents` make."""
    _at_hand(engine, chance)
    _cover(engine, chance)
    _radio(engine, chance)
    _looks(engine, asked, chance)


def _at_hand(engine: Engine, chance: Chance) -> None:
    """What lies on whose desk in which duty, and in which part of it."""
    engine.make(
        "at_hand",
        f"""
        SELECT worked.d, ROW_NUMBER() OVER (PARTITION BY worked.d ORDER BY purpose.p, purpose.code, purpose.lo) - 1 AS rn, purpose.p,
               purpose.code,
               GREATEST(worked.lo, purpose.lo) AS lo, LEAST(worked.hi, purpose.hi) AS hi
        FROM ({PURPOSES}) AS purpose JOIN worked ON worked.s = purpose.s AND purpose.lo < worked.hi AND purpose.hi > worked.lo
               + INTERVAL 2 MINUTE
        WHERE worked.code = 'duty' AND {chance.draw("at hand", "worked.d", "purpose.p", "purpose.code")} < purpose.share
        """,
    )


def _cover(engine: Engine, chance: Chance) -> None:
    """For each duty one open case of a colleague of the unit who is not at work during it."""
    engine.make(
        "cover",
        f"""
        WITH desk AS (
            SELECT assign_made.s, staff_made.unit, involve_made.p, assign_made.lo, assign_made.seen_to AS hi
            FROM assign_made JOIN involve_made ON involve_made.i = assign_made.c JOIN staff_made ON staff_made.s = assign_made.s
            WHERE assign_made.role = 'OIC' AND assign_made.seen_to > assign_made.lo + INTERVAL 10 DAY
        ), numbered AS (SELECT *, ROW_NUMBER() OVER (PARTITION BY unit ORDER BY lo, s, p) - 1 AS rn, COUNT(*) OVER (PARTITION BY unit)
               AS many FROM desk),
        many AS (SELECT DISTINCT unit, many FROM numbered), asked AS (
            SELECT worked.d, worked.s, worked.day, worked.unit, worked.lo, worked.hi,
                   {chance.whole("many.many", "covers", "worked.d", "tries.nth")} AS rn, tries.nth
            FROM worked JOIN many ON many.unit = worked.unit, (VALUES (0), (1), (2), (3), (4), (5)) AS tries(nth) WHERE worked.code = 'duty'
        )
        SELECT asked.d, MIN(numbered.p) AS p, MIN(asked.lo) AS lo, MIN(asked.hi) AS hi
        FROM asked JOIN numbered ON numbered.unit = asked.unit AND numbered.rn = asked.rn
        LEFT JOIN worked AS same ON same.s = numbered.s AND same.day = asked.day
        LEFT JOIN worked AS eve ON eve.s = numbered.s AND eve.day = asked.day - 1
        WHERE numbered.s <> asked.s AND numbered.lo < asked.lo AND numbered.hi > asked.hi AND same.s IS NULL
          AND (eve.s IS NULL OR eve.hi < asked.lo)
        GROUP BY asked.d
        """,
    )


def _radio(engine: Engine, chance: Chance) -> None:
    engine.make(
        "radio",
        """
        SELECT h, ROW_NUMBER() OVER (PARTITION BY h ORDER BY attend_made.i, attend_made.s, involve_made.p) - 1 AS rn, COUNT(*)
               OVER (PARTITION BY h) AS many,
               attend_made.s, involve_made.p, scene, clear
        FROM attend_made JOIN incident_made ON incident_made.i = attend_made.i JOIN involve_made ON involve_made.i = attend_made.i
        """,
    )


def _looks(engine: Engine, asked: Asked, chance: Chance) -> None:
    a_duty = "CASE role " + " ".join(f"WHEN '{role}' THEN {many}" for role, many in A_DUTY.items()) + " END"
    anybody = f"1 + CAST(floor({persons(asked)} * pow({chance.draw('anybody', 'd', 'j')}, 2)) AS BIGINT)"
    own = asked.faults["unrecorded"]
    engine.make(
        "past",
        """
        SELECT attend_made.s, involve_made.p, clear, ROW_NUMBER() OVER (PARTITION BY attend_made.s ORDER BY scene, attend_made.i,
               involve_made.p) - 1 AS rn,
               COUNT(*) OVER (PARTITION BY attend_made.s) AS many
        FROM attend_made JOIN involve_made ON involve_made.i = attend_made.i
        """,
    )
    engine.make("on_desk", "SELECT d, COUNT(*) AS many FROM at_hand GROUP BY d")
    engine.make(
        "drawn_look",
        f"""
        WITH sized AS (
            SELECT worked.d, s, role, lo, hi, many, CAST({a_duty} * (0.6 + 0.8 * {chance.draw("busy", "worked.d")}) AS BIGINT) AS looks
            FROM worked JOIN on_desk ON on_desk.d = worked.d WHERE code = 'duty'
        ), each_look AS (SELECT d, s, role, lo, hi, many, UNNEST(range(0, looks)) AS j FROM sized)
        SELECT d, s, role, lo, hi, j, {chance.draw("kind of look", "d", "j")} AS luck, {chance.draw("look at", "d", "j")} AS moment,
               CAST(floor(many * pow({chance.draw("which", "d", "j // 2")}, 1.3)) AS BIGINT) AS rn FROM each_look
        """,
    )
    cover, radio = (
        f"luck >= {own} AND luck < {own + COVER}",
        f"role = 'control room' AND luck >= {own + COVER} AND luck < {own + COVER + FOR_ANOTHER}",
    )
    engine.make(
        "look_made",
        f"""
        SELECT d * 128 + j * 2 AS n, look.s, CASE WHEN j % 2 = 0 AND unlinked.p IS NOT NULL THEN unlinked.p ELSE {anybody} END AS p,
               look.lo + to_microseconds(CAST(moment * date_diff('microsecond', look.lo, look.hi) AS BIGINT)) AS "at", '' AS code,
                      CAST(NULL AS BIGINT) AS originator, d, j, false AS follows
        FROM drawn_look AS look LEFT JOIN past AS unlinked ON unlinked.s = look.s AND unlinked.rn = (look.d * 31 + j) % unlinked.many
               AND unlinked.clear + INTERVAL 3 DAY < look.lo
        WHERE luck < {own}
        UNION ALL
        SELECT look.d * 128 + j * 2, look.s, cover.p, look.lo + to_microseconds(CAST(moment * date_diff('microsecond', look.lo, look.hi)
               AS BIGINT)), 'T10', NULL, look.d, j, false
        FROM drawn_look AS look JOIN cover ON cover.d = look.d WHERE {cover}
        UNION ALL
        SELECT look.d * 128 + j * 2, look.s, radio.p, radio.scene + to_microseconds(CAST(moment * date_diff('microsecond', radio.scene,
               radio.clear) AS BIGINT)), 'T15', radio.s, look.d, j, false
        FROM drawn_look AS look JOIN radio ON radio.h = CAST(date_diff('hour', TIMESTAMP '2024-01-01', look.lo) AS BIGINT)
               + CAST(floor(moment * 8) AS BIGINT)
             AND radio.rn = look.rn % radio.many WHERE {radio}
        UNION ALL
        SELECT look.d * 128 + j * 2, look.s, at_hand.p, at_hand.lo + to_microseconds(CAST(moment * date_diff('microsecond', at_hand.lo,
               at_hand.hi) AS BIGINT)), at_hand.code, NULL, look.d, j, luck >= {1 - PREDECESSOR}
        FROM drawn_look AS look JOIN at_hand ON at_hand.d = look.d AND at_hand.rn = look.rn WHERE luck >= {own} AND NOT ({cover})
               AND NOT ({radio})
        UNION ALL
        SELECT look.d * 128 + j * 2 + 1, look.s, {anybody}, at_hand.lo + to_microseconds(CAST(moment * date_diff('microsecond',
               at_hand.lo, at_hand.hi) AS BIGINT))
               - INTERVAL 1 SECOND * (20 + {chance.whole("80", "before", "d", "j")}), 'T14', NULL, look.d, j, false
        FROM drawn_look AS look JOIN at_hand ON at_hand.d = look.d AND at_hand.rn = look.rn WHERE luck >= {1 - PREDECESSOR}
        """.replace("hash(d, j)", "hash(look.d, j)"),
    )
