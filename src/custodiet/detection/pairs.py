"""Every officer and person who have anything to do with each other, weighed on one day against their peers.

Peers are the pairs of the same class: what the officer was to the person, and in which role. A class of few pairs is judged
with all roles together. Once a week all pairs are weighed; on the nights between only those of whom something is new, against
the classes of the last whole weighing. A pair with nothing to count loses half its stake and no more.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from custodiet.detection.engine import Engine
from custodiet.detection.surprise import evidence_sql

CONTACT_DAYS, LOOK_DAYS, FEW = 70, 180, 500
"""How far back contact and looks are counted, in days; and how many pairs make a class of its own."""
PRIOR, APART = 5000, 3
"""Each class is judged as if so many average pairs of the force stood in it too; days within which a look and a contact may share a cause."""


@dataclass(frozen=True, slots=True)
class Sign:
    """An indicator that is a count: its code, its column, its family, and its share of the family's weight.

    A pair's score is the count, but at most `most`, to that `power`: much on one pair says more than little on many, and nobody
    can hide behind somebody who does it without end.
    """

    code: str
    column: str
    family: str
    share: float
    power: int
    most: int


SIGNS: tuple[Sign, ...] = (
    Sign("C1", "sent", "contact", 0.10, 1, 60),
    Sign("C3", "unlogged", "contact", 0.10, 1, 60),
    Sign("C4", "off_duty", "contact", 0.15, 1, 20),
    Sign("C5", "stale", "contact", 0.15, 1, 30),
    Sign("C6", "stale_days", "contact", 0.40, 3, 10),
    Sign("C8", "at_night", "contact", 0.10, 1, 20),
    Sign("A1", "look_days", "access", 0.75, 4, 6),
    Sign("A2", "coupled", "access", 0.25, 2, 6),
    Sign("J1", "apart", "joint", 1.0, 3, 10),
)
"""Shares of a family add up to 1: an average of e-values is an e-value."""

COUNTED = """
WITH touched AS (
    SELECT staff_id, person_id, SUM(sent) AS sent, SUM(got) AS got, SUM(off_duty) AS off_duty, SUM(at_night) AS at_night, SUM(unlogged) AS unlogged,
           SUM(without_purpose) AS without_purpose, SUM(stale) AS stale, SUM(stale_day) AS stale_days, SUM(no_roster) AS no_roster,
           SUM(CASE WHEN beside THEN 0.0 ELSE stale_day END) AS apart, COUNT(*) AS active_days, MIN(day) AS first_contact, MAX(day) AS last_contact
    FROM contact_seen AS each_row WHERE day > CAST($day AS DATE) - {contact} AND day <= CAST($day AS DATE){only} GROUP BY staff_id, person_id
), looked AS (
    SELECT each_row.staff_id, each_row.person_id, COUNT(*) AS look_days, MIN(each_row.day) AS first_look, MAX(each_row.day) AS last_look,
           SUM(CASE WHEN near.staff_id IS NULL THEN 0 ELSE 1 END) AS coupled, MAX(each_row.adverse) AS adverse
    FROM look_day AS each_row LEFT JOIN (
        SELECT DISTINCT l.staff_id, l.person_id, l.day FROM look_day AS l JOIN contact_day AS c
          ON c.staff_id = l.staff_id AND c.person_id = l.person_id AND c.day BETWEEN l.day - 1 AND l.day + 1 AND c.stale_day >= 0.5
    ) AS near ON near.staff_id = each_row.staff_id AND near.person_id = each_row.person_id AND near.day = each_row.day
    WHERE each_row.day > CAST($day AS DATE) - {look} AND each_row.day <= CAST($day AS DATE){only} GROUP BY each_row.staff_id, each_row.person_id
), known AS (
    SELECT staff_id, person_id,
           MIN(CASE WHEN rel = 'safeguarding' AND hi >= CAST($day AS DATE) - {contact} THEN 0 WHEN rel = 'in charge' AND hi >= CAST($day AS DATE) - {contact} THEN 1
                    WHEN rel = 'attended' THEN 2 ELSE 3 END) AS rel
    FROM role_span AS each_row WHERE lo <= CAST($day AS DATE) + 1 AND hi > CAST($day AS DATE) - {look}{only} GROUP BY staff_id, person_id
), declared AS (
    SELECT DISTINCT staff_id, person_id FROM adverse
), served AS (
    SELECT staff_id, MIN(role_code) AS role FROM posting
    WHERE COALESCE(valid_from, TIMESTAMP '1900-01-01') <= CAST($day AS DATE) AND COALESCE(valid_to, TIMESTAMP '9999-01-01') > CAST($day AS DATE)
    GROUP BY staff_id
), pair AS (
    SELECT staff_id, person_id FROM known UNION SELECT staff_id, person_id FROM touched UNION SELECT staff_id, person_id FROM looked
)
SELECT pair.staff_id, pair.person_id, CASE WHEN declared.staff_id IS NOT NULL THEN 5 ELSE COALESCE(known.rel, 4) END AS rel,
       COALESCE(served.role, 'unknown') AS role,
       COALESCE(touched.sent, 0) AS sent, COALESCE(touched.got, 0) AS got, COALESCE(touched.off_duty, 0) AS off_duty,
       COALESCE(touched.at_night, 0) AS at_night, COALESCE(touched.unlogged, 0) AS unlogged, COALESCE(touched.without_purpose, 0) AS without_purpose,
       COALESCE(touched.stale, 0) AS stale, COALESCE(touched.stale_days, 0) AS stale_days,
       COALESCE(touched.apart, 0) AS apart,
       COALESCE(touched.no_roster, 0) AS no_roster, COALESCE(touched.active_days, 0) AS active_days,
       COALESCE(looked.look_days, 0) AS look_days, COALESCE(looked.coupled, 0) AS coupled, COALESCE(looked.adverse, 0) AS adverse,
       LEAST(COALESCE(touched.first_contact, looked.first_look), COALESCE(looked.first_look, touched.first_contact)) AS first_day,
       GREATEST(COALESCE(touched.last_contact, looked.last_look), COALESCE(looked.last_look, touched.last_contact)) AS last_day
FROM pair
LEFT JOIN touched ON touched.staff_id = pair.staff_id AND touched.person_id = pair.person_id
LEFT JOIN looked ON looked.staff_id = pair.staff_id AND looked.person_id = pair.person_id
LEFT JOIN known ON known.staff_id = pair.staff_id AND known.person_id = pair.person_id
LEFT JOIN declared ON declared.staff_id = pair.staff_id AND declared.person_id = pair.person_id
LEFT JOIN served ON served.staff_id = pair.staff_id
"""
FRESH = """
SELECT staff_id, person_id FROM contact_day WHERE day = CAST($day AS DATE)
UNION SELECT staff_id, person_id FROM look_day WHERE day = CAST($day AS DATE)
"""
ONLY = " AND EXISTS (SELECT 1 FROM fresh WHERE fresh.staff_id = each_row.staff_id AND fresh.person_id = each_row.person_id)"

SET_APART = 1000.0
"""Whoever reached this on an earlier night is no longer among those by whom the others are judged."""
STRANGERS = 4
"""Pairs whom nothing ties stand in their class only because of a look or a contact: there the first look is free, what follows counts."""
RELATIONS = ("safeguarding", "in charge", "attended", "other duty", "none", "a declared tie")
"""What an officer was to a person, by the number in `rel`."""


def weigh(engine: Engine, day: date, lacking: Collection[str] = ()) -> int:
    """Weigh all pairs as of the end of that day, and keep their classes for the nights that follow; how many pairs there are.

    Makes `weighed` and `peer` (every pair with its class). Needs `signs.prepare`. The signs in `lacking` miss a table and weigh 1,
    which says nothing either way. `e_contact`, `e_access` are the families; `e_joint` their product; `e_any` the average of the
    three, which is what the rate of false discoveries is held over.
    """
    _counted(engine, day, fresh=False)
    engine.make("big_class", f"SELECT rel, role FROM counted GROUP BY rel, role HAVING COUNT(*) >= {FEW}")
    engine.make("peer", CLASSED)
    sums = ", ".join(f"SUM({_score(sign)}) AS whole_{sign.code}" for sign in SIGNS)
    means = ", ".join(f"AVG({_score(sign)}) AS mean_{sign.code}" for sign in SIGNS)
    held = ", ".join(
        f"GREATEST(whole_{s.code} / peer_count, (whole_{s.code} + {PRIOR} * mean_{s.code}) / (peer_count + {PRIOR})) AS usual_{s.code}"
        for s in SIGNS
    )
    engine.make(
        "judge",
        "SELECT peer.* FROM peer ANTI JOIN set_apart ON set_apart.staff_id = peer.staff_id AND set_apart.person_id = peer.person_id",
    )
    engine.make(
        "peer_sum",
        f"""
        SELECT peers, peer_count, {held} FROM (SELECT peers, COUNT(*) AS peer_count, {sums} FROM judge GROUP BY peers) AS own
        CROSS JOIN (SELECT {means} FROM judge) AS whole_force
        """,
    )
    _weighed(engine, "peer", lacking)
    return int(engine.rows("SELECT COUNT(*) AS n FROM peer")[0]["n"])


def weigh_new(engine: Engine, day: date, lacking: Collection[str] = ()) -> int:
    """Weigh again the pairs of whom something is new on that day, against the classes of the last `weigh`; how many they are."""
    engine.make("fresh", FRESH, day=day.isoformat())
    many = int(engine.rows("SELECT COUNT(*) AS n FROM fresh")[0]["n"])
    if not many:
        return 0
    _counted(engine, day, fresh=True)
    _weighed(engine, f"({CLASSED})", lacking)
    return many


CLASSED = """
SELECT counted.*, CASE WHEN big.rel IS NOT NULL THEN CAST(counted.rel AS VARCHAR) || '/' || counted.role ELSE CAST(counted.rel AS VARCHAR) END AS peers
FROM counted LEFT JOIN big_class AS big ON big.rel = counted.rel AND big.role = counted.role
"""


def _counted(engine: Engine, day: date, *, fresh: bool) -> None:
    sql = COUNTED.format(contact=CONTACT_DAYS, look=LOOK_DAYS, only=ONLY if fresh else "")
    engine.make("counted", sql, day=day.isoformat())


def _score(sign: Sign) -> str:
    first = f" - CASE WHEN rel = {STRANGERS} THEN 1 ELSE 0 END" if sign.code == "A1" else ""
    return f"POWER(LEAST(GREATEST({sign.column}{first}, 0), {sign.most}), {sign.power})"


def _weighed(engine: Engine, source: str, lacking: Collection[str]) -> None:
    """A pair's e-value is its score over the mean score of its class, itself included; half of the stake is kept."""
    weights = ", ".join(
        ("1.0" if sign.code in lacking else evidence_sql(_score(sign), f"usual_{sign.code}", "sums.peer_count")) + f" AS e_{sign.code}"
        for sign in SIGNS
    )
    families = ", ".join(
        " + ".join(f"{sign.share} * e_{sign.code}" for sign in SIGNS if sign.family == family)
        + f" AS e_{'apart' if family == 'joint' else family}"
        for family in ("contact", "access", "joint")
    )
    engine.make(
        "weighed",
        f"""
        SELECT each_pair.*, (e_contact + e_access + e_joint) / 3 AS e_any
        FROM (SELECT each_family.*, e_access * e_apart AS e_joint FROM (SELECT w.*, {families} FROM (
            SELECT each_one.*, COALESCE(sums.peer_count, 0) AS peer_count, {weights}
            FROM {source} AS each_one LEFT JOIN peer_sum AS sums ON sums.peers = each_one.peers
        ) AS w) AS each_family) AS each_pair
        """,
    )
    engine.add("set_apart", f"SELECT staff_id, person_id FROM weighed WHERE e_any >= {SET_APART}")


def alike(engine: Engine, sign: Sign, row: Mapping[str, Any]) -> int:
    """How many pairs of the class had as much of that sign or more at the last whole weighing, or now where it is this one alone."""
    return int(
        engine.rows(
            f"SELECT COUNT(*) AS n FROM peer WHERE peers = $peers AND {sign.column} >= $much", peers=row["peers"], much=row[sign.column]
        )[0]["n"]
    )
