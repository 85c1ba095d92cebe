"""Who calls and texts whom on work telephones for the work, as heavy-tailed as people are, and what of it is put on record."""

from custodiet.detection.engine import Engine
from custodiet.simulation import real_pairs
from custodiet.simulation.asked import Asked
from custodiet.simulation.calibration import CALLS_PER_PAIR, HOUR_OF_A_TEXT, MISSED, SECONDS_OF_A_CALL, TEXTS_PER_PAIR
from custodiet.simulation.chance import Chance, spread
from custodiet.simulation.force import START

PURPOSES = """
SELECT 'OIC' AS why, assign_made.s, involve_made.p, assign_made.lo, assign_made.seen_to AS hi, 0.6 AS share, 0.45 AS calls, 0.22 AS texts,
       0.7 AS logged, assign_made.c
FROM assign_made JOIN involve_made ON involve_made.i = assign_made.c WHERE assign_made.role = 'OIC' AND involve_made.role <> 'suspect'
UNION ALL
SELECT assign_made.role, assign_made.s, involve_made.p, assign_made.lo, assign_made.seen_to, 1.0, 2.0, 0.9, 0.9, assign_made.c
FROM assign_made JOIN involve_made ON involve_made.i = assign_made.c WHERE assign_made.role IN ('SOIT', 'FLO')
       AND involve_made.role = 'victim'
UNION ALL
SELECT 'attended', attend_made.s, involve_made.p, clear, clear + INTERVAL 4 DAY, 0.1, 0.3, 0.06, 0.5, involve_made.i
FROM attend_made JOIN involve_made ON involve_made.i = attend_made.i WHERE involve_made.role <> 'suspect'
UNION ALL
SELECT kind, s, p, "from", "to", CASE kind WHEN 'missing' THEN 0.9 WHEN 'safeguarding' THEN 0.6 ELSE 0.3 END, CASE kind WHEN 'missing'
       THEN 0.8 ELSE 0.4 END,
       CASE kind WHEN 'safeguarding' THEN 0.2 WHEN 'missing' THEN 0.2 ELSE 0.03 END, 0.75, -t FROM task_made WHERE kind IN ('missing',
              'safeguarding', 'MARAC', 'court warning', 'licensing', 'DBS/vetting')
"""
"""(why, s, p, lo, hi, share, calls, texts, logged, c): who may have cause to speak; on what share of these they do, and how the
number in 28 days compares with that of the students in `calibration`; on what share of the days it is put on record."""

OFF_DUTY, FROM_HER, IN_28_DAYS = 0.04, 0.35, 28
FAMILY = 0.12
"""Officers who call home on the work telephone. Nobody minds, and every method that counts finds them."""


def prepare(engine: Engine, asked: Asked, chance: Chance) -> None:
    """Make `tie_made` and `contact_made` (x, s, p, at, kind, direction, seconds, answered) and `log_made`. Needs `work` and `incidents`."""
    _ties(engine, asked, chance)
    real_pairs.prepare(engine, asked, chance)
    _contacts(engine, chance)
    real_pairs.contacts(engine, asked)
    engine.make(
        "log_made",
        f"""
        SELECT s, p, c, day, MIN("at") + INTERVAL 10 MINUTE AS "at", MIN(kind) AS kind FROM contact_made
        WHERE duty AND {chance.draw("logged", "tie", "day")} < logged GROUP BY s, p, c, day
        """,
    )


def _ties(engine: Engine, asked: Asked, chance: Chance) -> None:
    engine.make(
        "tie_made",
        f"""
        WITH told AS (
            SELECT purpose.* FROM ({PURPOSES}) AS purpose JOIN staff_made ON staff_made.s = purpose.s
            WHERE has_phone AND {chance.draw("speaks", "purpose.s", "purpose.p", "purpose.c", "purpose.why")} < share
                   AND lo < TIMESTAMP '{START}' + INTERVAL {asked.days} DAY
        ), home AS (
            SELECT 'family' AS why, s, kin AS p, TIMESTAMP '{START}' AS lo, TIMESTAMP '{START}' + INTERVAL {asked.days} DAY AS hi, 0.5
                   AS calls, 0.5 AS texts,
                   0.0 AS logged, CAST(0 AS BIGINT) AS c FROM kin_made WHERE calls_home
        ), every AS (SELECT why, s, p, lo, hi, calls, texts, logged, c FROM told UNION ALL SELECT * FROM home), turned AS (
            SELECT every.*, since.before AS first_turn, GREATEST(until.before, since.before + 1) - since.before AS many,
                   sqrt(LEAST(GREATEST(date_diff('hour', lo, hi) / 24.0, 1), 90) / {IN_28_DAYS}) AS scale,
                          {chance.draw("how many calls", "every.s", "p", "c", "why")} AS call_luck,
                   {chance.draw("how many texts", "every.s", "p", "c", "why")} AS text_luck
            FROM every
            JOIN turns AS since ON since.s = every.s AND since.day = GREATEST(date_diff('day', TIMESTAMP '{START}', lo), 0)
            JOIN turns AS until ON until.s = every.s AND until.day = LEAST(GREATEST(date_diff('day', TIMESTAMP '{START}', hi) + 1, 0),
                   {asked.days - 1})
        )
        SELECT ROW_NUMBER() OVER (ORDER BY why, s, p, c) AS tie, why, s, p, c, lo, hi, logged, first_turn, many,
               CAST(round({spread(CALLS_PER_PAIR, "call_luck")} * calls * scale + 0.2) AS BIGINT) AS calls,
               LEAST(CAST(round({spread(TEXTS_PER_PAIR, "text_luck")} * texts * scale) AS BIGINT), 900) AS texts
        FROM turned
        """,
    )


def _contacts(engine: Engine, chance: Chance) -> None:
    """Three contacts in a row make a conversation; it falls into a duty within the purpose, save what she begins, and a little more."""
    engine.make(
        "contact_drawn",
        f"""
        WITH every AS (
            SELECT tie, s, p, c, logged, first_turn, many, 'call' AS kind, UNNEST(range(0, calls)) AS j FROM tie_now
            UNION ALL SELECT tie, s, p, c, logged, first_turn, many, 'sms', UNNEST(range(1000, 1000 + texts)) FROM tie_now
        )
        SELECT tie, s, p, c, logged, kind, j, first_turn + {chance.whole("many", "on which duty", "tie", "j // 3")} AS turn,
               {chance.draw("moment", "tie", "j // 3")} AS moment, {chance.draw("gap", "tie", "j")} AS gap,
                      {chance.draw("off duty", "tie", "j // 3")} AS off,
               {chance.draw("direction", "tie", "j")} < {FROM_HER} AS from_her, {chance.draw("hour of hers", "tie", "j // 3")} AS her_hour,
               {chance.draw("seconds", "tie", "j")} AS long, {chance.draw("missed", "tie", "j")} < {MISSED} AS missed
        FROM every
        """,
    )
    engine.make(
        "contact_made",
        f"""
        WITH placed AS (
            SELECT drawn.*, worked.day, worked.lo, worked.hi, from_her AND off < 0.4 AS hers,
                   CASE WHEN from_her AND off < 0.4
                        THEN date_trunc('day', worked.lo) + INTERVAL 1 SECOND * CAST(floor(3600 * {spread(HOUR_OF_A_TEXT, "her_hour")})
                               AS BIGINT)
                        WHEN off > {1 - OFF_DUTY} THEN worked.hi + INTERVAL 1 MINUTE * CAST(floor(150 * moment) AS BIGINT)
                        ELSE worked.lo + to_microseconds(CAST(moment * 0.95 * date_diff('microsecond', worked.lo, worked.hi) AS BIGINT)) END
                   + INTERVAL 1 SECOND * CAST(floor((j % 3) * (20 + 400 * gap)) AS BIGINT) AS "at"
            FROM contact_drawn AS drawn JOIN worked ON worked.s = drawn.s AND worked.turn = drawn.turn
        )
        SELECT tie * 65536 + j AS x, tie, s, p, c, logged, day, kind, date_trunc('second', "at") AS "at", CASE WHEN from_her THEN 'in'
               ELSE 'out' END AS direction,
               NOT hers AND off <= {1 - OFF_DUTY} AS duty,
               CASE WHEN kind = 'call' THEN CASE WHEN missed THEN 0 ELSE CAST(floor({spread(SECONDS_OF_A_CALL, "long")})
                      AS BIGINT) END END AS seconds,
               CASE WHEN kind = 'call' THEN NOT missed END AS answered
        FROM placed
        """,
    )
