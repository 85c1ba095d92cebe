"""V1 and V2: visits that no open purpose explains, and whether an officer came to a person's incidents oftener than chance."""

from custodiet.detection.engine import Engine
from custodiet.detection.finding import Evidence
from custodiet.detection.indicators.unit import Indicator, Pair, at_least, once_in, says
from custodiet.detection.record import Origin
from custodiet.detection.wording import counted

REPEAT, SPAN = 2, 28
"""How many visits within how many days make them repeated."""
QUICK_HOURS, FEW = 24, 3
"""A domestic incident closed within so many hours is closed early; fewer later incidents than that tell nothing."""

VISITS = """
SELECT visit."at", visit.source_id, visit.line, visit.sha256, visit.what FROM (
    SELECT entry."at", entry.source_id, entry.line, entry.sha256, 'a visit in the contact log' AS what
    FROM contact_log AS entry LEFT JOIN merged AS one ON one.person_id = entry.person_id
    WHERE entry.staff_id = $officer AND COALESCE(one.one_id, entry.person_id) = $person AND lower(COALESCE(entry.channel, '')) = 'visit'
    UNION ALL
    SELECT COALESCE(fact.at_scene, fact.assigned), fact.source_id, fact.line, fact.sha256, 'at the address, for an incident of others'
    FROM attendance AS fact JOIN incident ON incident.incident_id = fact.incident_id
    JOIN person AS home ON home.person_id = $person AND home.address_id IS NOT NULL AND home.address_id = incident.location
    WHERE fact.staff_id = $officer AND fact.incident_id NOT IN (
        SELECT part.incident_id FROM involvement AS part LEFT JOIN merged AS one ON one.person_id = part.person_id
        WHERE part.incident_id IS NOT NULL AND COALESCE(one.one_id, part.person_id) = $person
    )
) AS visit
WHERE visit."at" IS NOT NULL AND CAST(visit."at" AS DATE) <= CAST($day AS DATE) AND NOT EXISTS (
    SELECT 1 FROM role_span AS role WHERE role.staff_id = $officer AND role.person_id = $person AND role.lo <= visit."at" AND visit."at" <= role.hi
) ORDER BY visit."at", visit.line
"""


def repeated_visits(engine: Engine, pair: Pair) -> Evidence | None:
    """V1: visits with no role open, at least two of them within four weeks."""
    rows = engine.rows(VISITS, officer=pair.officer, person=pair.person, day=pair.day.isoformat())
    times = [row["at"] for row in rows]
    within = max((sum(0 <= (later - first).days < SPAN for later in times) for first in times), default=0)
    if within < REPEAT:
        return None
    words = f"{len(rows):,} visits with no task, case or attendance open; {within:,} of them within {SPAN} days."
    return says("V1", words, tuple(Origin(row["source_id"] or "", row["line"] or "", row["sha256"] or "") for row in rows))


LATER = f"""
WITH known AS (
    SELECT DISTINCT incident.incident_id, incident.opened, incident.closed, COALESCE(incident.da_flag, false) AS da,
           own.staff_id IS NOT NULL AS mine, part.incident_id IS NOT NULL AS theirs
    FROM incident
    LEFT JOIN (SELECT DISTINCT incident_id, staff_id FROM attendance WHERE staff_id = $officer) AS own ON own.incident_id = incident.incident_id
    LEFT JOIN (
        SELECT DISTINCT part.incident_id FROM involvement AS part LEFT JOIN merged AS one ON one.person_id = part.person_id
        WHERE COALESCE(one.one_id, part.person_id) = $person
    ) AS part ON part.incident_id = incident.incident_id
    WHERE incident.opened IS NOT NULL AND CAST(incident.opened AS DATE) <= CAST($day AS DATE)
), met AS (SELECT MIN(opened) AS first_met FROM known WHERE mine AND theirs)
SELECT SUM(CASE WHEN theirs THEN 1 ELSE 0 END) AS theirs, SUM(CASE WHEN theirs AND mine THEN 1 ELSE 0 END) AS both,
       SUM(CASE WHEN theirs THEN 0 ELSE 1 END) AS others, SUM(CASE WHEN mine AND NOT theirs THEN 1 ELSE 0 END) AS others_mine,
       SUM(CASE WHEN theirs AND mine AND da AND closed IS NOT NULL AND closed <= opened + INTERVAL {QUICK_HOURS} HOUR THEN 1 ELSE 0 END) AS early,
       SUM(CASE WHEN theirs AND mine AND da AND closed IS NOT NULL THEN 1 ELSE 0 END) AS domestic,
       SUM(CASE WHEN NOT mine AND da AND closed IS NOT NULL AND closed <= opened + INTERVAL {QUICK_HOURS} HOUR THEN 1 ELSE 0 END) AS early_elsewhere,
       SUM(CASE WHEN NOT mine AND da AND closed IS NOT NULL THEN 1 ELSE 0 END) AS domestic_elsewhere
FROM known JOIN met ON known.opened > met.first_met
"""


def steering(engine: Engine, pair: Pair) -> Evidence | None:
    """V2: of the person's later incidents, how many the officer came to; and how early domestic ones among them were closed."""
    row = engine.rows(LATER, officer=pair.officer, person=pair.person, day=pair.day.isoformat())[0]
    theirs, both, others = int(row["theirs"] or 0), int(row["both"] or 0), int(row["others"] or 0)
    if theirs < FEW or both < 2 or not others:
        return None
    chance = at_least(both, theirs, max(int(row["others_mine"] or 0), 1) / others)
    words = (
        f"After they met there were {theirs:,} more incidents with the person, and the officer was sent to {both:,} of them; at the rate at "
        f"which the officer was sent to all others, that would happen {once_in(chance)}."
    )
    if row["domestic"] and row["domestic_elsewhere"]:
        early = int(row["early"])
        words += (
            f" Of {counted(int(row['domestic']), 'domestic incident', 'domestic incidents')} among them, {early:,} "
            f"{'was' if early == 1 else 'were'} closed within {QUICK_HOURS} hours; of "
            f"{int(row['domestic_elsewhere']):,} that the officer was not sent to, {int(row['early_elsewhere']):,}."
        )
    return says("V2", words)


REPEATED_VISITS = Indicator(
    "V1",
    f"visits with no role open, in the contact log or at the person's address for an incident of others; {REPEAT} or more within {SPAN} days",
    ("contact_log", "involvement"),
    "Welfare visits that a sergeant asked for by word of mouth; a beat on which the address lies.",
    "Visits that nobody put on record: vehicle positions, pocket books and body-worn video are not among the tables.",
    "Ask for the vehicle's positions and body-worn video of those days, and who sent the officer.",
    repeated_visits,
)
STEERING = Indicator(
    "V2",
    f"the person's later incidents to which the officer was sent, against the rate at all others; domestic ones closed within {QUICK_HOURS} hours",
    ("incident", "attendance", "involvement"),
    "A small beat with one crew; a dispatcher who sends whoever knows the house; a person who asks for the officer.",
    "Who chose to go: the tables say who was sent, not who offered.",
    "Ask the control room who asked for whom, and read how the domestic incidents were closed.",
    steering,
)
