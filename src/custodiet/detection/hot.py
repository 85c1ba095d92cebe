"""Records that a named person declared hot for some days: somebody everybody talks about, so that curiosity is to be expected.

A declaration is a row of the table `association` without an officer: the person, the kind “hot subject”, from when to when. It speaks against
everybody: while it lasts no stop, briefing, approved link, colleague's case or slip explains a look at that record, and what only those would
have explained is shown as adverse. A purpose of one's own (a case, an incident, a task) explains as ever. It expires, and it makes no pair of
its own: neither a class to be judged in nor a place in the lane of rules.
"""

from datetime import datetime, timedelta

from custodiet.detection import wording
from custodiet.detection.engine import Engine
from custodiet.evidence.facts import Value

KIND = "hot subject"
EVER, NEVER = datetime(1900, 1, 1), datetime(9999, 1, 1)
INSTANT = timedelta(microseconds=1)

HOT = f"""
SELECT DISTINCT COALESCE(one.one_id, told.person_id) AS person_id, COALESCE(told."from", TIMESTAMP '{EVER}') AS lo,
       COALESCE(told."to", TIMESTAMP '{NEVER}') AS hi
FROM association AS told LEFT JOIN merged AS one ON one.person_id = told.person_id
WHERE told.staff_id IS NULL AND told.person_id IS NOT NULL AND told.kind = '{KIND}'
"""

COOLED = """
SELECT own.staff_id, own.person_id, GREATEST(own.lo, COALESCE(calm."from", own.lo)) AS lo, LEAST(own.hi, COALESCE(calm."to", own.hi)) AS hi
FROM ({spans}) AS own LEFT JOIN cool AS calm ON calm.person_id = own.person_id
WHERE GREATEST(own.lo, COALESCE(calm."from", own.lo)) <= LEAST(own.hi, COALESCE(calm."to", own.hi))
"""
"""Spans less the days on which the record was hot. A person who never was has no row in `cool`, and keeps them whole."""


def prepare(engine: Engine) -> None:
    """Make `hot` (person, from, to) and `cool` (of these people, the times between). Needs the table `merged`."""
    engine.make("hot", HOT)
    by_person: dict[str, list[tuple[datetime, datetime]]] = {}
    for row in engine.rows("SELECT person_id, lo, hi FROM hot ORDER BY person_id, lo, hi"):
        by_person.setdefault(str(row["person_id"]), []).append((row["lo"], row["hi"]))
    engine.tell("cool", "association", [_told(person, *span) for person, spans in by_person.items() for span in between(spans)])


def between(spans: list[tuple[datetime, datetime]]) -> list[tuple[datetime, datetime]]:
    """What lies before, between and after spans that are in order of time; both ends of a span belong to it."""
    found, since = [], EVER
    for lo, hi in spans:
        found.append((since, lo - INSTANT if lo > EVER else EVER))
        since = max(since, hi + INSTANT if hi < NEVER else NEVER)
    return [*found, (since, NEVER)]


def words(lo: datetime, hi: datetime) -> str:
    """“from 1 May 2021 to 3 May 2021”; where an end is not said, that."""
    if lo > EVER and hi < NEVER:
        return wording.days(lo, hi)
    return f"from {wording.day(lo)}, without an end" if lo > EVER else "without a beginning"


def _told(person: str, lo: datetime, hi: datetime) -> dict[str, Value]:
    return {"person_id": person, "from": lo.isoformat(sep=" "), "to": hi.isoformat(sep=" ")}
