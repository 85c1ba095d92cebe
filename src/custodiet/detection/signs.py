"""What is counted of each officer and person, day by day, and what they are to each other: the ground of the indicators.

Work-telephone data only: a person's own telephone and an officer's private one never enter here. Pool telephones, shared numbers
and shared log-ins are nobody's in particular and are left out, as is what has no day.
"""

from custodiet.detection import duty, strength
from custodiet.detection.contacts import one_end
from custodiet.detection.engine import Engine
from custodiet.detection.strength import Stretch

CALLS = f"""
SELECT ROW_NUMBER() OVER () AS row_key, officer.staff_id, person.person_id, told."at", told.at_alt,
       COALESCE(told.direction, 'out') AS direction, told.kind, COALESCE(told.duration_s, 0) AS duration_s
FROM (
    SELECT "at", at_alt, direction, kind, duration_s, {one_end("asset_msisdn")} AS own, {one_end("COALESCE(other_e164, other_raw)")} AS other FROM comms
) AS told
JOIN officer_end AS officer ON officer.number = told.own AND officer.device = 'force telephone' AND NOT officer.contested
     AND COALESCE(officer.lo, TIMESTAMP '1900-01-01') <= told."at" AND told."at" < COALESCE(officer.hi, TIMESTAMP '9999-01-01')
JOIN person_end AS person ON person.number = told.other AND NOT person.contested
     AND COALESCE(person.lo, TIMESTAMP '1900-01-01') <= told."at" AND told."at" < COALESCE(person.hi, TIMESTAMP '9999-01-01')
WHERE told.kind IN ('call', 'sms', 'mms') AND told."at" IS NOT NULL
"""

CONTACT_DAYS = """
SELECT call.staff_id, call.person_id, CAST(call."at" AS DATE) AS day,
       SUM(CASE WHEN call.direction = 'out' THEN 1 ELSE 0 END) AS sent,
       SUM(CASE WHEN call.direction = 'in' THEN 1 ELSE 0 END) AS got,
       SUM(CASE WHEN call.direction = 'out' AND call.duty = 'off duty' THEN 1 ELSE 0 END) AS off_duty,
       SUM(CASE WHEN call.duty = 'unknown' THEN 1 ELSE 0 END) AS no_roster,
       SUM(CASE WHEN call.direction = 'out' AND (HOUR(call."at") >= 22 OR HOUR(call."at") < 6) THEN 1 ELSE 0 END) AS at_night,
       SUM(CASE WHEN call.direction = 'out' AND logged.staff_id IS NULL THEN 1 ELSE 0 END) AS unlogged,
       SUM(CASE WHEN call.direction = 'out' AND COALESCE(tied.is_open, 0) = 0 THEN 1 ELSE 0 END) AS without_purpose,
       SUM(CASE WHEN call.direction = 'out' AND COALESCE(tied.is_open, 0) = 0 THEN COALESCE(tied.weighs, 1.0) ELSE 0.0 END) AS stale,
       MAX(CASE WHEN call.direction = 'out' AND COALESCE(tied.is_open, 0) = 0 THEN COALESCE(tied.weighs, 1.0) ELSE 0.0 END) AS stale_day
FROM call_on_duty AS call
LEFT JOIN (
    SELECT DISTINCT entry.staff_id, COALESCE(one.one_id, entry.person_id) AS person_id, near.day
    FROM contact_log AS entry LEFT JOIN merged AS one ON one.person_id = entry.person_id
    JOIN (SELECT -1 AS step UNION ALL SELECT 0 UNION ALL SELECT 1) AS around ON true
    JOIN (SELECT DISTINCT CAST("at" AS DATE) AS day FROM call_on_duty) AS near ON near.day = CAST(entry."at" AS DATE) + around.step
    WHERE entry."at" IS NOT NULL
) AS logged ON logged.staff_id = call.staff_id AND logged.person_id = call.person_id AND logged.day = CAST(call."at" AS DATE)
LEFT JOIN (
    SELECT row_key, is_open, {weight} AS weighs FROM call_since
) AS tied ON tied.row_key = call.row_key
GROUP BY call.staff_id, call.person_id, CAST(call."at" AS DATE)
"""
"""One row for each officer, person and day with contact, with how much of it was what. `stale`: contact after every purpose had
ended, each by what the learned strength leaves of it; `stale_day`: the same of the day, which is one at most."""

ROLES = ("T1", "T2", "T4", "T6", "T7", "T9", "T13")
"""The purposes that are a role towards the person, for which one may be in contact with them."""

ROLE_SPANS = f"""
SELECT purpose.staff_id, purpose.person_id, purpose.lo, COALESCE(purpose.hi, TIMESTAMP '9999-01-01') AS hi,
       CASE purpose.code WHEN 'T7' THEN 'safeguarding' WHEN 'T2' THEN 'in charge' WHEN 'T6' THEN 'in charge' WHEN 'T1' THEN 'attended' ELSE 'other' END AS rel
FROM purpose WHERE purpose.code IN {ROLES} AND purpose.lo IS NOT NULL
"""
"""What an officer was to a person, from when to when."""

LOOK_DAYS = """
SELECT staff_id, person_id, CAST(moment AS DATE) AS day, COUNT(*) AS looks, MAX(CASE WHEN adverse IS NULL THEN 0 ELSE 1 END) AS adverse
FROM unexplained WHERE NOT shared GROUP BY staff_id, person_id, CAST(moment AS DATE)
"""
"""One row for each officer, person and day with a look that nothing explains."""

BESIDE = """
SELECT touched.*, EXISTS (
    SELECT 1 FROM look_day AS look WHERE look.staff_id = touched.staff_id AND look.person_id = touched.person_id
    AND look.day BETWEEN touched.day - 3 AND touched.day + 3) AS beside
FROM contact_day AS touched
"""


def prepare(engine: Engine) -> list[Stretch]:
    """Make `contact_day`, `look_day`, `role_span`; what was learned of contact after a purpose. Needs `contacts.prepare` and `cascade.run`."""
    engine.make("role_span", ROLE_SPANS)
    engine.make("call_found", CALLS)
    duty.add(engine, "call_found", "call_on_duty")
    learned = strength.learn(engine, "call_on_duty")
    strength.since(engine, "call_on_duty", "call_since")
    hours = "date_diff('second', ended, \"at\") / 3600.0"
    engine.make("contact_day", CONTACT_DAYS.format(weight=strength.weight_sql(learned, "rel", hours)))
    engine.make("look_day", LOOK_DAYS)
    engine.make("contact_seen", BESIDE)
    engine.make("set_apart", "SELECT staff_id, person_id FROM look_day WHERE false")
    engine.drop("call_found", "call_since")
    return learned


def needs() -> dict[str, tuple[str, ...]]:
    """The tables that each indicator rests on."""
    contact = ("comms", "phone_asset", "phone_link")
    return {
        "C1": (*contact, "involvement"),
        "C2": (*contact, "attendance"),
        "C3": (*contact, "contact_log"),
        "C4": (*contact, "duty"),
        "C5": (*contact, "involvement"),
        "C6": contact,
        "C7": contact,
        "C8": contact,
        "A1": ("access", "account"),
        "A2": ("access", *contact),
        "J1": ("access", *contact, "involvement"),
        "A3": ("access", "person"),
        "A4": ("access", "association"),
    }


def silenced(engine: Engine) -> dict[str, list[str]]:
    """The indicators that lack a table, and which."""
    return {code: lacks for code, tables in needs().items() if (lacks := [table for table in tables if not engine.holds(table)])}
