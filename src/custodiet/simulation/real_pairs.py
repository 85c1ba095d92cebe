"""Contact as real people had it: pairs of real records, calls and texts in their own order, given to officers with good reason to speak."""

from pathlib import Path

from custodiet.detection.engine import Engine
from custodiet.simulation.asked import Asked
from custodiet.simulation.chance import Chance

LEAST_CONTACTS = 10
"""A pair that spoke less is like what is drawn anyway."""


def prepare(engine: Engine, asked: Asked, chance: Chance) -> None:
    """Make `tie_now` (ties whose contact is drawn) and `contact_real` (contact of the others, from the files). Needs `tie_made`."""
    if asked.background is None:
        engine.make("tie_now", "SELECT * FROM tie_made")
        return
    _pairs(engine, asked.background)
    engine.make(
        "tie_real",
        f"""
        WITH able AS (
            SELECT tie, ROW_NUMBER() OVER (ORDER BY {chance.draw("real pair", "tie")}, tie) - 1 AS place FROM tie_made
            WHERE many >= 5 AND why IN ('OIC', 'SOIT', 'FLO', 'safeguarding', 'family')
        ), few AS (SELECT COUNT(*) AS pairs FROM (SELECT DISTINCT pair FROM real_event) AS each_pair)
        SELECT able.tie, able.place % few.pairs AS pair FROM able, few WHERE able.place < few.pairs * GREATEST(1, {asked.officers} // 1000)
        """,
    )
    engine.make("tie_now", "SELECT tie_made.* FROM tie_made ANTI JOIN tie_real ON tie_real.tie = tie_made.tie")


def contacts(engine: Engine, asked: Asked) -> None:
    """Add to `contact_made` the contact of the real pairs: the same day after day, each day's within a duty of the officer."""
    if asked.background is None:
        return
    engine.make("contact_drawn_only", "SELECT * FROM contact_made")
    engine.make(
        "contact_made",
        """
        WITH timed AS (
            SELECT tie_made.tie, s, p, c, logged, kind, event.direction, seconds, nth,
                   first_turn + LEAST(many - 1, CAST(floor(event.day * many / 28.0) AS BIGINT)) AS turn, share_of_day
            FROM tie_real JOIN tie_made ON tie_made.tie = tie_real.tie JOIN real_event AS event ON event.pair = tie_real.pair
        )
        SELECT * FROM contact_drawn_only
        UNION ALL
        SELECT timed.tie * 65536 + nth, timed.tie, timed.s, p, c, logged, worked.day, kind,
               date_trunc('second', worked.lo + to_microseconds(CAST(share_of_day * date_diff('microsecond', worked.lo, worked.hi)
                      AS BIGINT))), direction, true,
               CASE WHEN kind = 'call' THEN GREATEST(seconds, 0) END, CASE WHEN kind = 'call' THEN seconds >= 0 END
        FROM timed JOIN worked ON worked.s = timed.s AND worked.turn = timed.turn
        """,
    )


def _pairs(engine: Engine, folder: Path) -> None:
    """`real_event`: pair, nth, kind, direction (out: from the one with the lower number), seconds, day, share of the day gone by."""
    engine.make(
        "real_event",
        f"""
        WITH told AS (
            SELECT CAST(timestamp AS BIGINT) AS at_s, CAST(caller AS BIGINT) AS one, CAST(callee AS BIGINT) AS two, 'call' AS kind,
                   CAST(duration AS BIGINT) AS seconds
            FROM read_csv($calls, header = true)
            UNION ALL SELECT CAST(timestamp AS BIGINT), CAST(sender AS BIGINT), CAST(recipient AS BIGINT), 'sms', NULL
                   FROM read_csv($texts, header = true)
        ), paired AS (
            SELECT LEAST(one, two) AS low, GREATEST(one, two) AS high, at_s, kind, seconds, CASE WHEN one < two THEN 'out' ELSE 'in' END
                   AS direction FROM told
            WHERE one <> two
        ), counted AS (
            SELECT *, COUNT(*) OVER (PARTITION BY low, high) AS contacts, ROW_NUMBER() OVER (PARTITION BY low, high ORDER BY at_s, kind,
                   direction, seconds) AS nth
            FROM paired
        )
        SELECT DENSE_RANK() OVER (ORDER BY low, high) - 1 AS pair, nth, kind, direction, seconds, at_s // 86400 AS day,
               (at_s % 86400) / 86400.0 AS share_of_day
        FROM counted WHERE contacts >= {LEAST_CONTACTS} AND nth < 65000
        """,
        calls=str(folder / "calls.csv"),
        texts=str(folder / "sms.csv"),
    )
