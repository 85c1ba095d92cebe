"""Why a look is explained, in words and with the row that says so: asked of the cascade's own tables, right after it judged."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from custodiet.detection import cascade, late, looks
from custodiet.detection.engine import Engine
from custodiet.detection.windows import Window


@dataclass(frozen=True, slots=True)
class Why:
    """One explanation of a look: its code, what the officer did, and where that stands (the source and the line)."""

    code: str
    because: str
    cites: str


OWN = f"""
SELECT DISTINCT judged.access_id, purpose.code, purpose.because, purpose.cites FROM judged
JOIN tried ON tried.place = judged.place
JOIN (SELECT code, staff_id, person_id, lo, COALESCE(hi, TIMESTAMP '9999-01-01') AS hi, because, cites FROM purpose
      WHERE {{theirs}} AND person_id = $person) AS purpose
  ON purpose.code = tried.code AND purpose.staff_id = judged.staff_id AND purpose.person_id = judged.person_id
 AND {cascade.REACHES.format(span="purpose", look="judged", before="{before}", after="{after}")}
"""
STOOD_IN = """
SELECT DISTINCT mate.access_id, 'T10' AS code, 'stood in for a colleague of the unit, off duty then, who has charge of case ' || charge.case_id AS because,
       COALESCE(charge.source_id, '') || ' ' || COALESCE(charge.line, '') AS cites
FROM ({mates}) AS mate
JOIN assignment AS charge ON charge.staff_id = mate.in_charge AND charge.role = 'OIC' AND charge."from" <= mate.moment + INTERVAL {before} MINUTE
     AND (charge."to" IS NULL OR charge."to" >= mate.moment - INTERVAL {after} MINUTE)
JOIN involvement AS part ON part.crime_id = charge.case_id LEFT JOIN merged AS one ON one.person_id = part.person_id
WHERE COALESCE(one.one_id, part.person_id) = mate.person_id
"""
RIGHT = f"""
SELECT DISTINCT followed.access_id, 'T14' AS code, 'the wrong record of a name: closed at once, never opened again, and the right one followed' AS because,
       COALESCE(look.source_id, '') || ' ' || COALESCE(look.line, '') AS cites
FROM followed JOIN near_access AS look ON {looks.NAME} = followed.right_id
WHERE followed.access_id NOT IN (SELECT access_id FROM desk_there)
"""
THERE = """
SELECT DISTINCT there.access_id, 'T16' AS code, 'whoever worked at that terminal then ' || purpose.because AS because, purpose.cites
FROM desk_there AS there JOIN kept AS look ON look.access_id = there.access_id
JOIN (SELECT * FROM purpose WHERE person_id = $person) AS purpose
  ON purpose.staff_id = there.staff_id AND purpose.person_id = look.person_id
 AND purpose.lo <= look.moment AND (purpose.hi IS NULL OR look.moment <= purpose.hi)
"""


def told(engine: Engine, windows: Mapping[str, Window], staff: Collection[str], person: str) -> dict[str, list[Why]]:
    """For each look of the pair that is explained: by what. Needs what `accesses` had the cascade make."""
    team = windows["T10"]
    theirs, names = cascade.among("staff_id", staff)
    mates = late.stood_in("left_over")
    asked = {
        "best": OWN.format(theirs=theirs, **cascade.reach(windows)),
        "covered": STOOD_IN.format(mates=mates, **team.minutes()),
        "followed": RIGHT,
        "desk_there": THERE,
    }
    found: dict[str, list[Why]] = {}
    for table, sql in asked.items():
        if engine.rows(
            f"SELECT 1 AS one FROM {table} LIMIT 1"
        ):  # most pairs need one of the four; the others would read the facts for nothing
            given = {name: value for name, value in {**names, "person": person}.items() if f"${name}" in sql}
            for row in engine.rows(f"SELECT * FROM ({sql}) AS each_one ORDER BY access_id, code, because, cites", **given):
                found.setdefault(row["access_id"], []).append(Why(row["code"], row["because"], row["cites"]))
    return found
