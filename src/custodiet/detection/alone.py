"""How many looks each explanation covers that no other does: what would be left to a person if it did not stand there.

Of the purposes of an officer's own, the looks that one of them covers and none of the others. What a colleague's case, a slip or a desk
explains (T10, T14, T16) is tried on what is left, so all of it is theirs alone. T15 explains by reach: counted are the looks made for
another that no purpose covers without it. Some of these would still find another explanation further down; what is lost in truth
says an evaluation that switches the explanation off.
"""

from collections.abc import Mapping

from custodiet.detection import cascade
from custodiet.detection.cascade import Cascade
from custodiet.detection.engine import Engine
from custodiet.detection.windows import Window

SOLE = """
SELECT tried.code, COUNT(*) AS n FROM (
    SELECT access_id, MIN(place) AS place FROM judged WHERE place IS NOT NULL GROUP BY access_id HAVING COUNT(DISTINCT place) = 1
) AS sole JOIN tried ON tried.place = sole.place GROUP BY tried.code
"""
BY_REACH = """
SELECT COUNT(*) AS n FROM (
    SELECT judged.access_id, MAX(CASE WHEN span.lo <= judged.moment AND judged.moment <= span.hi THEN 1 ELSE 0 END) AS plain
    FROM judged JOIN span ON span.staff_id = judged.staff_id AND span.person_id = judged.person_id AND span.place = judged.place
    WHERE judged.by_another GROUP BY judged.access_id
) AS asked_for WHERE plain = 0
"""


def of(engine: Engine, found: Cascade, windows: Mapping[str, Window]) -> dict[str, int]:
    """By code, of every explanation. Needs the tables of `cascade.run`, and `found` with what desks explain."""
    cascade.cover(engine, "SELECT look_base.*, true AS counted FROM look_base", windows)
    sole = {str(row["code"]): int(row["n"]) for row in engine.rows(SOLE)}
    reached = int(engine.rows(BY_REACH)[0]["n"])
    cascade.tidy(engine)
    late = {code: found.explained.get(code, 0) for code in (*cascade.LATE, "T16")}
    own = {str(row["code"]): sole.get(str(row["code"]), 0) for row in engine.rows("SELECT code FROM tried ORDER BY place")}
    return own | late | {"T15": reached}
