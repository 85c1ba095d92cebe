"""Whether somebody was on duty at a moment: yes, no, or unknown. Where the roster is silent the answer is unknown, never no.

The duty as worked decides; where only the plan is known the plan does, and the answer says so. A roster speaks of a day when
it has a row that begins on that day, or that spans the moment: a rest day, leave and a cancelled duty are rows too. A row whose code
nobody knows says nothing, except that the answer within its hours is unknown; nor does a duty without an end after its start, of which
the answer is unknown for a day.
"""

from custodiet.detection.engine import Engine

ON, OFF, UNKNOWN = "on duty", "off duty", "unknown"
NOT_WORKING = ("RD", "leave", "sick", "TOIL", "cancelled", "on-call")
"""Codes of rows that say that somebody was not at work. Being on call is not being on duty; a call-out is a row of its own."""

KNOWN = ("duty", "court", "training", *NOT_WORKING)
MEANT = (
    f"CASE WHEN code IS NULL OR code IN {KNOWN} THEN COALESCE(code, 'duty') "
    "WHEN actual_start IS NOT NULL AND actual_end IS NOT NULL AND code <> 'unknown' THEN 'duty' ELSE 'unknown' END"
)
"""A code that is no word of ours, such as the name of a shift, is a duty where the hours worked stand beside it, else unknown."""

LOCAL_DAY = "CAST((({0} AT TIME ZONE 'UTC') AT TIME ZONE 'Europe/London') AS DATE)"

MEASURED = f"""
SELECT staff_id, lo, CASE WHEN code IN {NOT_WORKING} THEN COALESCE(ends, lo) WHEN ends > lo THEN ends ELSE lo + INTERVAL 1 DAY END AS hi,
       CASE WHEN code IN {NOT_WORKING} OR ends > lo THEN code ELSE 'unknown' END AS code, actual, source_id, line
FROM (
    SELECT staff_id, COALESCE(actual_start, planned_start) AS lo,
           COALESCE(actual_end, planned_end + INTERVAL 1 MINUTE * COALESCE(overtime_min, 0), planned_end) AS ends,
           actual_start IS NOT NULL AND actual_end IS NOT NULL AS actual, {MEANT} AS code, source_id, line
    FROM duty
) AS meant
WHERE lo IS NOT NULL
"""
"""Each row of the roster from its first moment to its last, with what it means."""

KEPT = f"hi >= lo AND hi < lo + INTERVAL 1 DAY * CASE WHEN code IN {NOT_WORKING} THEN 800 ELSE 40 END"
"""An absence may last two years; a duty of forty days is a mistake of the file."""

SPANS = f"""
SELECT staff_id, lo, hi, code, code NOT IN {NOT_WORKING} AND code <> 'unknown' AS worked, code IN {NOT_WORKING} OR actual AS actual,
       {LOCAL_DAY.format("lo")} AS first_day, UNNEST(GENERATE_SERIES(
           CAST({LOCAL_DAY.format("lo")} AS TIMESTAMP), CAST({LOCAL_DAY.format("hi")} AS TIMESTAMP), INTERVAL 1 DAY)) AS touched,
       source_id, line
FROM ({MEASURED}) AS known
WHERE {KEPT}
"""
"""One row for each day that a row of the roster touches, so that a moment is looked up by person and day."""


def prepare(engine: Engine) -> None:
    """Make the table `duty_span` once for an engine."""
    engine.make("duty_span", SPANS)


def add(engine: Engine, source: str, target: str) -> None:
    """Make `target`: the rows of `source` (which has `row_key`, `staff_id`, `at`, `at_alt`) with `duty` and `duty_basis`.

    A text that may mean two moments has an answer only where both moments have the same.
    """
    engine.make(
        target,
        f"""
        WITH asked AS (
            SELECT row_key, staff_id, "at" AS moment FROM {source} WHERE "at" IS NOT NULL
            UNION ALL SELECT row_key, staff_id, at_alt AS moment FROM {source} WHERE at_alt IS NOT NULL
        ), judged AS (
            SELECT asked.row_key, asked.moment,
                   MAX(CASE WHEN span.worked AND span.lo <= asked.moment AND asked.moment < span.hi THEN 1 ELSE 0 END) AS at_work,
                   MAX(CASE WHEN span.code = 'unknown' AND span.lo <= asked.moment AND asked.moment < span.hi THEN 1 ELSE 0 END) AS unclear,
                   MAX(CASE WHEN span.code <> 'unknown' AND (span.first_day = {LOCAL_DAY.format("asked.moment")}
                             OR (span.lo <= asked.moment AND asked.moment < span.hi)) THEN 1 ELSE 0 END) AS spoken,
                   MAX(CASE WHEN span.actual AND (span.first_day = {LOCAL_DAY.format("asked.moment")}
                             OR (span.lo <= asked.moment AND asked.moment < span.hi)) THEN 1 ELSE 0 END) AS by_actual
            FROM asked LEFT JOIN duty_span AS span
              ON span.staff_id = asked.staff_id AND CAST(span.touched AS DATE) = {LOCAL_DAY.format("asked.moment")}
            GROUP BY asked.row_key, asked.moment
        ), answered AS (
            SELECT row_key,
                   CASE WHEN at_work = 1 THEN '{ON}' WHEN unclear = 1 THEN '{UNKNOWN}' WHEN spoken = 1 THEN '{OFF}' ELSE '{UNKNOWN}' END AS duty,
                   CASE WHEN spoken = 0 AND at_work = 0 THEN 'none' WHEN by_actual = 1 THEN 'actual' ELSE 'planned' END AS basis
            FROM judged
        ), agreed AS (
            SELECT row_key, CASE WHEN COUNT(DISTINCT duty) = 1 THEN MIN(duty) ELSE '{UNKNOWN}' END AS duty, MIN(basis) AS duty_basis
            FROM answered GROUP BY row_key
        )
        SELECT {source}.*, COALESCE(agreed.duty, '{UNKNOWN}') AS duty, COALESCE(agreed.duty_basis, 'none') AS duty_basis
        FROM {source} LEFT JOIN agreed ON agreed.row_key = {source}.row_key
        """,
    )
