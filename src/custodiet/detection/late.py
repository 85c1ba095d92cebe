"""The explanations that are judged on what is left: a colleague's case (T10), and the wrong record of a name (T14).

That a look was asked for by another (T15) needs no join: the look belongs to whoever asked, and each of their purposes reaches a quarter
of an hour further on either side.
"""

from collections.abc import Mapping

from custodiet.detection.duty import LOCAL_DAY
from custodiet.detection.windows import Window

BRIEF_MS = 30_000
"""A record that was closed within half a minute may have been the wrong one."""

CHARGES = """
SELECT COALESCE(one.one_id, part.person_id) AS person_id, charge.staff_id AS in_charge, theirs.unit_id,
       GREATEST(charge."from" - INTERVAL {before} MINUTE, COALESCE(theirs.valid_from, TIMESTAMP '1900-01-01')) AS lo,
       COALESCE(charge."to" + INTERVAL {after} MINUTE, TIMESTAMP '9999-01-01') AS hi, COALESCE(theirs.valid_to, TIMESTAMP '9999-01-01') AS gone
FROM involvement AS part JOIN assignment AS charge ON charge.case_id = part.crime_id
JOIN posting AS theirs ON theirs.staff_id = charge.staff_id
LEFT JOIN merged AS one ON one.person_id = part.person_id
WHERE charge.role = 'OIC' AND charge."from" IS NOT NULL AND theirs.unit_id IS NOT NULL
"""
"""In which unit somebody had charge of a case of the person, from when to when; `gone`: when that posting ended."""

STOOD_IN = f"""
WITH mates AS (
    SELECT left_over.access_id, left_over.staff_id, left_over.person_id, left_over.moment, charge.in_charge, {LOCAL_DAY.format("left_over.moment")} AS local_day
    FROM {{source}} AS left_over
    JOIN (SELECT * FROM charge_span {{within}}) AS charge ON charge.person_id = left_over.person_id AND charge.in_charge <> left_over.staff_id
         AND charge.lo <= left_over.moment AND left_over.moment <= charge.hi AND left_over.moment < charge.gone
    JOIN posting AS mine ON mine.staff_id = left_over.staff_id AND mine.unit_id = charge.unit_id
         AND COALESCE(mine.valid_from, TIMESTAMP '1900-01-01') <= left_over.moment
         AND left_over.moment < COALESCE(mine.valid_to, TIMESTAMP '9999-01-01')
    ANTI JOIN adverse ON adverse.staff_id = left_over.staff_id AND adverse.person_id = left_over.person_id
    ANTI JOIN hot ON hot.person_id = left_over.person_id AND hot.lo <= left_over.moment AND left_over.moment <= hot.hi
), at_work AS (SELECT staff_id, touched, lo, hi FROM duty_span {{within}} {{and_or_where}} worked)
SELECT DISTINCT mates.access_id, mates.person_id, mates.moment, mates.in_charge FROM mates
SEMI JOIN at_work AS mine_now ON mine_now.staff_id = mates.staff_id AND mine_now.touched = mates.local_day
      AND mine_now.lo <= mates.moment AND mates.moment < mine_now.hi
ANTI JOIN at_work AS theirs_now ON theirs_now.staff_id = mates.in_charge AND theirs_now.touched = mates.local_day
      AND theirs_now.lo <= mates.moment AND mates.moment < theirs_now.hi
"""
"""T10: a colleague of the same unit has charge, is off duty, and the one who looks is on duty. A row for each look and such colleague."""

FOLLOWED = f"""
SELECT DISTINCT short.access_id, next_look.access_id AS right_id FROM (
    SELECT * FROM {{source}} WHERE ms_open <= {BRIEF_MS} AND session_id IS NOT NULL
) AS short
JOIN judged AS next_look ON next_look.session_id = short.session_id AND next_look.staff_id = short.staff_id
     AND next_look.person_id <> short.person_id AND next_look.moment > short.moment
     AND next_look.moment <= short.moment + INTERVAL {{after}} MINUTE
LEFT JOIN covered AS by_mate ON by_mate.access_id = next_look.access_id
WHERE next_look.place IS NOT NULL OR by_mate.access_id IS NOT NULL
"""
"""T14, first half: open for half a minute at most, and soon after in the same session another record that is explained."""

ALONE = """
SELECT staff_id, person_id FROM kept WHERE code IS NULL GROUP BY staff_id, person_id HAVING COUNT(*) = 1
"""
"""T14, second half: never again. A record that was opened twice was not opened by mistake."""


def charges(windows: Mapping[str, Window]) -> str:
    """SQL of who has charge of a case of whom, in which unit."""
    return CHARGES.format(**windows["T10"].minutes())


def covered(source: str, within: str) -> str:
    """SQL of the looks that T10 covers. `within`: which spans may reach them."""
    return f"SELECT DISTINCT access_id FROM ({stood_in(source, within)}) AS each_one"


def stood_in(source: str, within: str = "") -> str:
    """SQL of for whom each look stood in, where T10 covers it."""
    return STOOD_IN.format(source=source, within=within, and_or_where="AND" if within else "WHERE")


def followed(source: str, windows: Mapping[str, Window]) -> str:
    """SQL of the brief looks that the right record followed."""
    return FOLLOWED.format(source=source, after=windows["T14"].minutes()["after"])
