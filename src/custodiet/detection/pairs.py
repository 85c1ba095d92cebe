"""Every officer and person who have anything to do with each other, weighed on one day against their peers.

Peers are the pairs of the same class: what the officer was to the person, and in which role. A class of few pairs is judged
with all roles together. A pair with nothing to count ranks last and weighs nothing.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from custodiet.detection.engine import Engine
from custodiet.detection.surprise import calibrated_sql, rank_sql

CONTACT_DAYS, LOOK_DAYS, FEW = 70, 180, 500
"""How far back contact and looks are counted, in days; and how many pairs make a class of its own."""


@dataclass(frozen=True, slots=True)
class Sign:
    """An indicator that is a count: its code, its column, its family, and its share of the family's weight."""

    code: str
    column: str
    family: str
    share: float


SIGNS: tuple[Sign, ...] = (
    Sign("C1", "sent", "contact", 0.20),
    Sign("C3", "unlogged", "contact", 0.10),
    Sign("C4", "off_duty", "contact", 0.20),
    Sign("C5", "without_purpose", "contact", 0.30),
    Sign("C6", "active_days", "contact", 0.10),
    Sign("C8", "at_night", "contact", 0.10),
    Sign("A1", "look_days", "access", 0.75),
    Sign("A2", "coupled", "access", 0.25),
)
"""Shares of a family add up to 1: an average of e-values is an e-value."""

COUNTED = """
WITH touched AS (
    SELECT staff_id, person_id, SUM(sent) AS sent, SUM(got) AS got, SUM(off_duty) AS off_duty, SUM(at_night) AS at_night, SUM(unlogged) AS unlogged,
           SUM(without_purpose) AS without_purpose, SUM(no_roster) AS no_roster, COUNT(*) AS active_days, MIN(day) AS first_contact, MAX(day) AS last_contact
    FROM contact_day WHERE day > CAST($day AS DATE) - {contact} AND day <= CAST($day AS DATE) GROUP BY staff_id, person_id
), looked AS (
    SELECT look.staff_id, look.person_id, COUNT(*) AS look_days, MIN(look.day) AS first_look, MAX(look.day) AS last_look,
           SUM(CASE WHEN near.staff_id IS NULL THEN 0 ELSE 1 END) AS coupled, MAX(look.adverse) AS adverse
    FROM look_day AS look LEFT JOIN (
        SELECT DISTINCT l.staff_id, l.person_id, l.day FROM look_day AS l JOIN contact_day AS c
          ON c.staff_id = l.staff_id AND c.person_id = l.person_id AND c.day BETWEEN l.day - 1 AND l.day + 1 AND c.without_purpose > 0
    ) AS near ON near.staff_id = look.staff_id AND near.person_id = look.person_id AND near.day = look.day
    WHERE look.day > CAST($day AS DATE) - {look} AND look.day <= CAST($day AS DATE) GROUP BY look.staff_id, look.person_id
), known AS (
    SELECT staff_id, person_id,
           MIN(CASE WHEN rel = 'safeguarding' AND hi >= CAST($day AS DATE) - {contact} THEN 0 WHEN rel = 'in charge' AND hi >= CAST($day AS DATE) - {contact} THEN 1
                    WHEN rel = 'attended' THEN 2 ELSE 3 END) AS rel
    FROM role_span WHERE lo <= CAST($day AS DATE) + 1 AND hi > CAST($day AS DATE) - {look} GROUP BY staff_id, person_id
), served AS (
    SELECT staff_id, MIN(role_code) AS role FROM posting
    WHERE COALESCE(valid_from, TIMESTAMP '1900-01-01') <= CAST($day AS DATE) AND COALESCE(valid_to, TIMESTAMP '9999-01-01') > CAST($day AS DATE)
    GROUP BY staff_id
), pair AS (
    SELECT staff_id, person_id FROM known UNION SELECT staff_id, person_id FROM touched UNION SELECT staff_id, person_id FROM looked
)
SELECT pair.staff_id, pair.person_id, COALESCE(known.rel, 4) AS rel, COALESCE(served.role, 'unknown') AS role,
       COALESCE(touched.sent, 0) AS sent, COALESCE(touched.got, 0) AS got, COALESCE(touched.off_duty, 0) AS off_duty,
       COALESCE(touched.at_night, 0) AS at_night, COALESCE(touched.unlogged, 0) AS unlogged, COALESCE(touched.without_purpose, 0) AS without_purpose,
       COALESCE(touched.no_roster, 0) AS no_roster, COALESCE(touched.active_days, 0) AS active_days,
       COALESCE(looked.look_days, 0) AS look_days, COALESCE(looked.coupled, 0) AS coupled, COALESCE(looked.adverse, 0) AS adverse,
       LEAST(COALESCE(touched.first_contact, looked.first_look), COALESCE(looked.first_look, touched.first_contact)) AS first_day,
       GREATEST(COALESCE(touched.last_contact, looked.last_look), COALESCE(looked.last_look, touched.last_contact)) AS last_day
FROM pair
LEFT JOIN touched ON touched.staff_id = pair.staff_id AND touched.person_id = pair.person_id
LEFT JOIN looked ON looked.staff_id = pair.staff_id AND looked.person_id = pair.person_id
LEFT JOIN known ON known.staff_id = pair.staff_id AND known.person_id = pair.person_id
LEFT JOIN served ON served.staff_id = pair.staff_id
"""

RELATIONS = ("safeguarding", "in charge", "attended", "other duty", "none")
"""What an officer was to a person, by the number in `rel`."""


def weigh(engine: Engine, day: date, lacking: Collection[str] = ()) -> int:
    """Make the table `weighed` as of the end of that day: counts, ranks (`p_…`), e-values (`e_…`); how many pairs there are.

    Needs `signs.prepare`. The signs in `lacking` miss a table and weigh 1, which says nothing either way. `peers` is the class; `e_contact`, `e_access` the families; `e_joint` their product; `e_any` the
    average of the three, which is what the rate of false discoveries is held over.
    """
    engine.make("counted", COUNTED.format(contact=CONTACT_DAYS, look=LOOK_DAYS), day=day.isoformat())
    engine.make(
        "classed",
        f"""
        SELECT counted.*, CASE WHEN COUNT(*) OVER (PARTITION BY rel, role) >= {FEW} THEN CAST(rel AS VARCHAR) || '/' || role ELSE CAST(rel AS VARCHAR) END AS peers
        FROM counted
        """,
    )
    ranks = ", ".join(f"CASE WHEN {s.column} = 0 THEN 1.0 ELSE {rank_sql(s.column, 'peers')} END AS p_{s.code}" for s in SIGNS)
    engine.make("ranked", f"SELECT classed.*, COUNT(*) OVER (PARTITION BY peers) AS peer_count, {ranks} FROM classed")
    weights = ", ".join(f"{'1.0' if s.code in lacking else calibrated_sql(f'p_{s.code}')} AS e_{s.code}" for s in SIGNS)
    families = ", ".join(
        " + ".join(f"{sign.share} * e_{sign.code}" for sign in SIGNS if sign.family == family) + f" AS e_{family}"
        for family in ("contact", "access")
    )
    engine.make(
        "weighed",
        f"""
        SELECT each_pair.*, e_contact * e_access AS e_joint, (e_contact + e_access + e_contact * e_access) / 3 AS e_any
        FROM (SELECT w.*, {families} FROM (SELECT ranked.*, {weights} FROM ranked) AS w) AS each_pair
        """,
    )
    engine.connection.execute("DROP TABLE counted; DROP TABLE classed; DROP TABLE ranked")
    return int(engine.rows("SELECT COUNT(*) AS n FROM weighed")[0]["n"])
