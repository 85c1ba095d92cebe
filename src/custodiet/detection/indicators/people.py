"""A3 and A4: looks without a purpose at people who are recorded as vulnerable, and the ties and crowds that speak against a look."""

from datetime import date

from custodiet.detection import hot
from custodiet.detection.engine import Engine
from custodiet.detection.finding import Evidence
from custodiet.detection.indicators.unit import Indicator, Pair, says, silent
from custodiet.detection.pairs import LOOK_DAYS
from custodiet.detection.wording import counted, of_tie

TRAWL, CROWD, WEEK = 3, 5, 7
"""Vulnerable people that make a trawl; officers without a purpose that make a crowd; and within how many days."""

VULNERABLE = f"""
WITH looked AS (
    SELECT DISTINCT look.staff_id, look.person_id, COALESCE(who.flags, '') <> '' AS vulnerable, lower(COALESCE(who.sex, '')) AS sex
    FROM unexplained AS look LEFT JOIN person AS who ON who.person_id = look.person_id
    WHERE NOT look.shared AND CAST(look.moment AS DATE) > CAST($day AS DATE) - {LOOK_DAYS} AND CAST(look.moment AS DATE) <= CAST($day AS DATE)
), served AS (
    SELECT staff_id, MIN(role_code) AS role FROM posting
    WHERE COALESCE(valid_from, TIMESTAMP '1900-01-01') <= CAST($day AS DATE) AND COALESCE(valid_to, TIMESTAMP '9999-01-01') > CAST($day AS DATE)
    GROUP BY staff_id
), counted AS (
    SELECT staff_id, COUNT(*) AS people, SUM(CASE WHEN vulnerable THEN 1 ELSE 0 END) AS vulnerable,
           SUM(CASE WHEN sex IN ('f', 'female') THEN 1 ELSE 0 END) AS women, SUM(CASE WHEN sex = '' THEN 0 ELSE 1 END) AS sexed
    FROM looked GROUP BY staff_id
)
SELECT served.staff_id, served.role, COALESCE(counted.people, 0) AS people, COALESCE(counted.vulnerable, 0) AS vulnerable,
       COALESCE(counted.women, 0) AS women, COALESCE(counted.sexed, 0) AS sexed
FROM (SELECT staff_id, role FROM served UNION ALL
      SELECT staff_id, 'unknown' FROM counted WHERE staff_id NOT IN (SELECT staff_id FROM served WHERE staff_id IS NOT NULL)) AS served
LEFT JOIN counted ON counted.staff_id = served.staff_id
"""


def trawling(engine: Engine, pair: Pair) -> Evidence | None:
    """A3: how many vulnerable people the officer looked at without a purpose, among officers of the same role."""
    rows = engine.rows(VULNERABLE, day=pair.day.isoformat())
    own = next((row for row in rows if row["staff_id"] == pair.officer), None)
    if own is None or not own["people"]:
        return None
    if not engine.rows("SELECT 1 AS one FROM person WHERE COALESCE(flags, '') <> '' LIMIT 1"):
        return silent("A3", "No person's record says who is vulnerable, so nothing is said of whom the officer looked at.")
    if own["vulnerable"] < TRAWL:
        return None
    peers = [row for row in rows if row["role"] == own["role"]]
    as_many = sum(row["vulnerable"] >= own["vulnerable"] for row in peers) - 1
    others = "no other" if as_many == 0 else counted(as_many, "other", "others")
    words = (
        f"Within {LOOK_DAYS} days, looks without a purpose at {own['people']:,} people, {own['vulnerable']:,} of them recorded as vulnerable; "
        f"of {counted(len(peers), 'person', 'people')} in the role {own['role']}, {others} had as many or more."
    )
    return says("A3", words + _skew(own, peers))


def _skew(own: dict[str, int], peers: list[dict[str, int]]) -> str:
    """How the sexes of those looked at compare; nothing where too few are known to compare."""
    women = sum(row["women"] for row in peers) - own["women"]
    sexed = sum(row["sexed"] for row in peers) - own["sexed"]
    if own["sexed"] < TRAWL or sexed < TRAWL:
        return ""
    return f" {own['women']:,} of {own['sexed']:,} were women; of those whom the others so looked at, {women:,} of {sexed:,}."


CROWDS = f"""
SELECT look.person_id, CAST(look.moment AS DATE) AS day, (
           SELECT COUNT(DISTINCT other.staff_id) FROM unexplained AS other WHERE other.person_id = look.person_id AND NOT other.shared
             AND other.moment BETWEEN look.moment - INTERVAL {WEEK} DAY AND look.moment + INTERVAL {WEEK} DAY
       ) AS officers
FROM unexplained AS look WHERE look.staff_id = $officer AND look.person_id = $person AND CAST(look.moment AS DATE) <= CAST($day AS DATE)
ORDER BY officers DESC, day LIMIT 1
"""


def ties_and_crowds(engine: Engine, pair: Pair) -> Evidence | None:
    """A4: a tie on record between the two; when the person's record was declared hot; and whether the person's record drew a crowd when the officer looked."""
    ties = engine.rows(
        "SELECT DISTINCT kind FROM adverse WHERE staff_id = $officer AND person_id = $person ORDER BY kind",
        officer=pair.officer,
        person=pair.person,
    )
    named = [of_tie(str(row["kind"])) for row in ties]
    words = [f"On record between the two: {' and '.join(named)}."] if named else []
    heated = engine.rows(
        "SELECT lo, hi FROM hot WHERE person_id = $person AND CAST(lo AS DATE) <= CAST($day AS DATE) ORDER BY lo, hi",
        person=pair.person,
        day=pair.day.isoformat(),
    )
    words += [f"The person's record was declared hot {hot.words(row['lo'], row['hi'])}." for row in heated]
    found = engine.rows(CROWDS, officer=pair.officer, person=pair.person, day=pair.day.isoformat())
    if found and found[0]["officers"] >= CROWD:
        words.append(
            f"Within {WEEK} days around {found[0]['day'].isoformat()}, {found[0]['officers']:,} people without a purpose opened this person's "
            "record, the officer among them: something may have made the person known."
        )
    return says("A4", " ".join(words)) if words else None


def hot_subjects(engine: Engine, until: date) -> list[dict[str, object]]:
    """The people whose record drew a crowd: within a week, so many different officers without a purpose. The week of the most."""
    rows = engine.rows(
        f"""
        SELECT person_id, week, COUNT(DISTINCT staff_id) AS officers FROM (
            SELECT person_id, staff_id, CAST(DATE_TRUNC('week', moment) AS DATE) AS week FROM unexplained
            WHERE NOT shared AND CAST(moment AS DATE) <= CAST($day AS DATE)
        ) AS looked GROUP BY person_id, week HAVING COUNT(DISTINCT staff_id) >= {CROWD} ORDER BY officers DESC, week, person_id
        """,
        day=until.isoformat(),
    )
    seen: dict[str, dict[str, object]] = {}
    for row in rows:
        seen.setdefault(
            str(row["person_id"]), {"person": str(row["person_id"]), "week": row["week"].isoformat(), "officers": int(row["officers"])}
        )
    return list(seen.values())


TRAWLING = Indicator(
    "A3",
    f"different people recorded as vulnerable whose records the officer opened without a purpose within {LOOK_DAYS} days ({TRAWL} or more), "
    "among people of the same role",
    ("access", "person"),
    "A safeguarding desk whose tasks are not in the extracts; a force that marks nearly everybody as vulnerable.",
    "What was typed into a search: the log keeps a digest of it; people whose vulnerability nobody recorded.",
    "Read the names of the people as a list: what have they in common, and who gave the officer a list?",
    trawling,
)
TIES_AND_CROWDS = Indicator(
    "A4",
    f"a tie on record between the two (self, family, declared, neighbour, colleague), or a hot subject: declared so for some days, or {CROWD} "
    f"or more people without a purpose within {WEEK} days",
    ("access",),
    "A namesake taken for family; a briefing at which everybody was asked to look.",
    "Ties that nobody declared; a crowd that looks through one log-in.",
    "Ask for the register of notifiable associations; for a crowd, what happened that week, and answer it once for all of them.",
    ties_and_crowds,
)
