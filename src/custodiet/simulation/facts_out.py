"""The invented force as fact tables: for each table the SQL of its rows, with what is wrong in them, and its order in the file."""

from custodiet.simulation.asked import Asked
from custodiet.simulation.chance import Chance
from custodiet.simulation.force import START
from custodiet.simulation.people import force_telephone, number_of, telephone

STAFF, PERSON = "'S' || CAST(10000 + {0} AS VARCHAR)", number_of("P", "{0}")
CLOCKS_CHANGE = (89, 90, 299, 300)
"""The days before and of which the clocks change, counted from 0."""
TWICE = "TIMESTAMP '2024-10-27 00:00:00'"
"""Local times of the two hours from here may mean either."""


def staff(key: str) -> str:
    """SQL of a staff number."""
    return STAFF.format(key)


def person(key: str) -> str:
    """SQL of a person's number."""
    return PERSON.format(key)


def tables(asked: Asked, chance: Chance) -> dict[str, tuple[str, str]]:
    """Each table's rows and by what they are sorted. What was planted is among them, and nothing marks it."""
    return {
        "staff": (_staff(asked, chance), "staff_id"),
        "posting": (_POSTINGS, "staff_id, valid_from"),
        "account": (_accounts(), "account_id"),
        "duty": (_duties(asked, chance), "staff_id, planned_start, code"),
        "person": (_PERSONS, "person_id"),
        "incident": (_INCIDENTS, "opened, incident_id"),
        "attendance": (_attendances(asked, chance), "assigned, incident_id, staff_id"),
        "involvement": (_INVOLVEMENTS, '"from", incident_id, person_id, role'),
        "assignment": (_ASSIGNMENTS, '"from", case_id, staff_id, role'),
        "task": (_TASKS, '"from", task_id'),
        **{name: _events(name) for name in ("custody", "stop", "call_handled", "licence_app")},
        "briefing_view": (_BRIEFINGS, '"at", id'),
        "contact_log": (_LOG, '"at", staff_id, person_id'),
        "phone_asset": (_force_telephones(asked), "msisdn_e164"),
        "phone_link": (_persons_telephones(asked), "msisdn_e164, person_id"),
        "association": (_KIN, "staff_id, kind, person_id"),
        "comms": (_comms(asked), '"at", comm_id'),
        "access": (_accesses(asked, chance), '"at", access_id'),
    }


_POSTINGS = f"""
    SELECT {staff("s")} AS staff_id, role AS role_code, 'U' || unit AS unit_id, {staff("supervisor")} AS supervisor_id, valid_from, valid_to
    FROM posting_made"""
_PERSONS = f"""
    SELECT {person("p")} AS person_id, {person("merged")} AS merged_into, dob_year, sex, NULLIF(flags, '') AS flags,
           {number_of("AD", "address")} AS address_id
    FROM person_made"""
_INCIDENTS = f"""
    SELECT {number_of("I", "i")} AS incident_id, opened, closed, type, grade, da AS da_flag, 'beat ' || (i % 40) AS location
    FROM incident_made"""
_INVOLVEMENTS = f"""
    SELECT {number_of("I", "i")} AS incident_id, CASE WHEN is_crime THEN {number_of("C", "i")} END AS crime_id, {person("p")} AS person_id,
           role, lo AS "from"
    FROM involve_made"""
_ASSIGNMENTS = f"""
    SELECT {number_of("C", "c")} AS case_id, {staff("s")} AS staff_id, role, lo AS "from", hi AS "to" FROM assign_made"""
_TASKS = f"""
    SELECT {number_of("T", "t")} AS task_id, {staff("s")} AS staff_id, {person("p")} AS person_id, kind, "from", "to" FROM task_made"""
_BRIEFINGS = f"""
    SELECT 'B' || d || '-' || nth AS id, {staff("s")} AS staff_id, {person("p")} AS person_id, "at" FROM briefing_made"""
_LOG = f"""
    SELECT {person("p")} AS person_id, CASE WHEN c > 0 THEN {number_of("C", "c")} END AS case_id, {staff("s")} AS staff_id, "at",
           CASE kind WHEN 'call' THEN 'call' ELSE 'text' END AS channel, 'update to victim' AS purpose
    FROM log_made"""
_KIN = f"SELECT {staff('s')} AS staff_id, {person('kin')} AS person_id, kind FROM kin_made"


def _staff(asked: Asked, chance: Chance) -> str:
    return f"""
        SELECT {staff("s")} AS staff_id, md5('{asked.seed}' || s) AS warrant_no_hash, kind, hours AS hours_fraction,
               TIMESTAMP '2005-01-01' + INTERVAL 1 DAY * {chance.whole("6500", "joined", "s")} AS start
        FROM staff_made"""


def _attendances(asked: Asked, chance: Chance) -> str:
    return f"""
        SELECT {number_of("I", "i")} AS incident_id, {staff("s")} AS staff_id, 'R' || lpad(CAST(crew AS VARCHAR), 2, '0') AS callsign,
               assigned,
               scene AS at_scene, clear
        FROM attend_made WHERE {chance.draw("attendance lost", "i", "s")} >= {asked.faults["attendance"]}"""


def _force_telephones(asked: Asked) -> str:
    return f"""
        SELECT {telephone(asked, f"{force_telephone(asked, 0)} - s")} AS msisdn_e164, {staff("s")} AS staff_id, false AS pool,
               TIMESTAMP '2022-01-01' AS "from"
        FROM staff_made WHERE has_phone"""


def _persons_telephones(asked: Asked) -> str:
    return f"""
        SELECT {telephone(asked, "number")} AS msisdn_e164, {person("p")} AS person_id, 'records system' AS source, lo AS valid_from,
               hi AS valid_to, confidence, shared
        FROM number_made"""


def _accounts() -> str:
    return f"""
        SELECT {staff("s")} || '-' || system AS account_id, {staff("s")} AS staff_id, system, TIMESTAMP '2022-01-01' AS valid_from, false
               AS is_shared
        FROM staff_made, (VALUES ('records'), ('PNC'), ('command and control')) AS systems(system)
        UNION ALL
        SELECT DISTINCT 'desk-U' || unit || '-' || system, NULL, system, TIMESTAMP '2022-01-01', true
        FROM staff_made, (VALUES ('records'), ('PNC'), ('command and control')) AS systems(system) WHERE role IN ('control room',
               'custody')"""


def _duties(asked: Asked, chance: Chance) -> str:
    astray, lost = chance.draw("hour out", "s", "day"), chance.draw("roster lost", "s", "day")
    out = f"CASE WHEN day IN {CLOCKS_CHANGE} AND s NOT IN (SELECT s FROM spared) AND {astray} < {asked.faults['dst']} THEN 1 ELSE 0 END"
    share = f"CASE WHEN unit IN (SELECT unit FROM lossy) THEN {max(0.1, asked.faults['roster'])} ELSE {asked.faults['roster']} END"
    return f"""
        SELECT {staff("s")} AS staff_id, plan_lo AS planned_start, plan_hi AS planned_end, lo + INTERVAL 1 HOUR * ({out}) AS actual_start,
               hi + INTERVAL 1 HOUR * ({out}) AS actual_end, code, overtime AS overtime_min, CASE WHEN working THEN 'actual'
                      ELSE 'planned' END AS confidence
        FROM duty_made WHERE s IN (SELECT s FROM spared) OR {lost} >= {share}"""


def _events(name: str) -> tuple[str, str]:
    return (
        f"SELECT '{name[0].upper()}' || n AS id, {staff('s')} AS staff_id, {person('p')} AS person_id, \"at\", until"
        f" FROM event_made WHERE kind = '{name}'",
        '"at", id',
    )


def _comms(asked: Asked) -> str:
    top = force_telephone(asked, 0)
    return f"""
        SELECT {number_of("M", "x")} AS comm_id, "at", {_other_moment()} AS at_alt, {telephone(asked, f"{top} - s")} AS asset_msisdn,
               {telephone(asked, "p")}
               AS other_e164, 'mobile' AS other_class,
               direction, kind, seconds AS duration_s, answered
        FROM contact_made JOIN (SELECT DISTINCT number FROM number_made) AS known ON known.number = contact_made.p
        UNION ALL
        SELECT {number_of("M", "700000000000 + n")}, "at", {_other_moment()}, {telephone(asked, f"{top} - s")}, CASE
               WHEN class = 'withheld' THEN NULL
               ELSE other END, class, direction, kind, seconds, CASE WHEN kind = 'call' THEN seconds > 0 END
        FROM other_contact"""


def _accesses(asked: Asked, chance: Chance) -> str:
    system = "CASE WHEN luck < 0.72 THEN 'records' WHEN luck < 0.85 THEN 'PNC' ELSE 'command and control' END"
    shared = f"role IN ('control room', 'custody') AND {chance.draw('shared log-in', 'd', 'j')} < {asked.faults['shared']}"
    return f"""
        WITH told AS (
            SELECT n, look_made.s, p, code, follows, "at", originator, d, j, unit, role, {chance.draw("system", "d", "j // 2")} AS luck,
                   {chance.draw("action", "n")} AS act,
                   {chance.draw("open for", "n")} AS shown, {shared} AS by_desk
            FROM look_made JOIN staff_made ON staff_made.s = look_made.s
        )
        SELECT {number_of("A", "n")} AS access_id, date_trunc('second', "at") + INTERVAL 1 SECOND * {round(asked.faults["skew"])} AS "at",
               CASE WHEN by_desk THEN 'desk-U' || unit ELSE {staff("s")} END || '-' || {system} AS account_id, {system} AS system, 'W'
                      || lpad(CAST(unit AS VARCHAR), 4, '0') AS workstation,
               CASE WHEN act < 0.55 OR code = 'T14' OR follows THEN 'open' WHEN act < 0.8 THEN 'search' WHEN act < 0.92 THEN 'edit'
                     WHEN act < 0.97 THEN 'list'
                      ELSE 'print' END AS action,
               'person' AS entity_type, {person("p")} AS entity_id, {person("p")} AS person_id, CASE WHEN act BETWEEN 0.55 AND 0.8 THEN 1
                      + CAST(floor(20 * shown) AS BIGINT) ELSE 1 END AS hits,
               {staff("originator")} AS originator_raw, {staff("originator")} AS originator_staff_id, {number_of("Z", "d * 64 + j // 6")}
                      AS session_id,
               CASE WHEN code = 'T14' THEN CAST(2000 + 14000 * shown AS BIGINT)
                    ELSE CAST(2000 + 180000 * pow(shown, 3) AS BIGINT) END AS ms_open
        FROM told"""


def _other_moment() -> str:
    """SQL: a bill tells local time, and between one and two of an autumn night that is one of two moments."""
    return f"""CASE WHEN "at" >= {TWICE} AND "at" < {TWICE} + INTERVAL 1 HOUR THEN "at" + INTERVAL 1 HOUR
                    WHEN "at" >= {TWICE} + INTERVAL 1 HOUR AND "at" < {TWICE} + INTERVAL 2 HOUR THEN "at" - INTERVAL 1 HOUR END"""


BY_THEMSELVES = f"""
SELECT d * 8 + nth AS n, s, date_trunc('second', lo + to_microseconds(CAST(moment * date_diff('microsecond', lo, hi) AS BIGINT))) AS "at",
       class, direction,
       kind, seconds, other FROM (
    SELECT d, s, nth, lo, hi, {{moment}} AS moment, {{word}} AS class, CASE WHEN {{way}} < 0.6 THEN 'out' ELSE 'in' END AS direction,
           CASE WHEN {{sort}} < 0.7 THEN 'call' ELSE 'sms' END AS kind, CASE WHEN {{sort}} < 0.7 THEN CAST(floor(240 * {{way}})
                  AS BIGINT) END AS seconds, '+4420794600' || lpad(CAST({{which}} AS VARCHAR), 4, '0') AS other
    FROM (SELECT worked.d, s, lo, hi, nth FROM worked JOIN staff_made USING (s), (VALUES (0), (1), (2)) AS each_one(nth) WHERE has_phone
           AND day >= 0) AS every
    WHERE {{share}} < 0.5 AND lo >= TIMESTAMP '{START}' - INTERVAL 1 DAY
) AS told
"""
"""Calls and texts with numbers that are nobody's in the records: landlines, switchboards, colleagues, withheld numbers."""
