"""C2 and C7: the officer against the others who were sent to the same incident, and who of the two began to speak."""

from datetime import datetime, timedelta
from typing import Any

from custodiet.detection.engine import Engine
from custodiet.detection.finding import Evidence
from custodiet.detection.indicators.unit import Indicator, Pair, at_least, once_in, says, silent
from custodiet.detection.pairs import CONTACT_DAYS
from custodiet.detection.record import Origin
from custodiet.detection.wording import calls_and_texts

SILENCE = timedelta(hours=1)
"""A silence longer than this ends a conversation; what follows begins another."""

SENT = f"""
SELECT scene.staff_id, MIN(scene.source_id) AS source_id, MIN(scene.line) AS line, MIN(scene.sha256) AS sha256,
       COALESCE(MIN(touched.sent), 0) AS sent
FROM (
    SELECT DISTINCT fact.staff_id, fact.source_id, fact.line, fact.sha256 FROM attendance AS fact WHERE fact.staff_id IS NOT NULL AND fact.incident_id IN (
        SELECT own.incident_id FROM attendance AS own JOIN involvement AS part ON part.incident_id = own.incident_id
        LEFT JOIN merged AS one ON one.person_id = part.person_id
        WHERE own.staff_id = $officer AND COALESCE(one.one_id, part.person_id) = $person
          AND CAST(COALESCE(own.at_scene, own.assigned) AS DATE) <= CAST($day AS DATE)
    )
) AS scene LEFT JOIN (
    SELECT staff_id, SUM(sent) AS sent FROM contact_day
    WHERE person_id = $person AND day > CAST($day AS DATE) - {CONTACT_DAYS} AND day <= CAST($day AS DATE) GROUP BY staff_id
) AS touched ON touched.staff_id = scene.staff_id
GROUP BY scene.staff_id ORDER BY scene.staff_id
"""


def same_scene(engine: Engine, pair: Pair) -> Evidence | None:
    """C2: contact sent to the person, the officer's against the most of anybody else at the same incidents."""
    rows = engine.rows(SENT, officer=pair.officer, person=pair.person, day=pair.day.isoformat())
    mine = next((int(row["sent"]) for row in rows if row["staff_id"] == pair.officer), 0)
    others = [int(row["sent"]) for row in rows if row["staff_id"] != pair.officer]
    if not mine:
        return None
    if not others:
        return silent(
            "C2", "Nobody else was sent to an incident with the person, so there is no colleague of the same scene to compare with."
        )
    chance = at_least(mine, mine + sum(others), 1 / (len(others) + 1))
    if len(others) == 1:
        whom = f"one other officer was sent to the same incidents, who sent {others[0]:,}"
    else:
        whom = f"{len(others):,} other officers were sent to the same incidents, and the most that one of them sent is {max(others):,}"
    words = (
        f"{calls_and_texts(mine)} to the person within {CONTACT_DAYS} days; {whom}. "
        f"Were each contact equally likely to come from any of them, that would happen {once_in(chance)}."
    )
    return says("C2", words, tuple(Origin(row["source_id"] or "", row["line"] or "", row["sha256"] or "") for row in rows))


def one_sided(engine: Engine, pair: Pair) -> Evidence | None:
    """C7: how many conversations the officer began, and how many in a row stayed without an answer."""
    rows = engine.rows(
        f"""
        SELECT "at", direction FROM call_on_duty WHERE staff_id = $officer AND person_id = $person
           AND CAST("at" AS DATE) > CAST($day AS DATE) - {CONTACT_DAYS} AND CAST("at" AS DATE) <= CAST($day AS DATE) ORDER BY "at", direction
        """,
        officer=pair.officer,
        person=pair.person,
        day=pair.day.isoformat(),
    )
    if not rows:
        return None
    if not engine.rows("SELECT 1 AS one FROM comms WHERE direction = 'in' LIMIT 1"):
        return silent("C7", "The bills hold nothing that was received, so who began a conversation is not known.")
    begun = conversations(rows)
    mine, streak = sum(each == "out" for each in begun), unanswered(rows)
    whole = f"{len(begun):,} conversation{'' if len(begun) == 1 else 's'}"
    tail = f"; at most {streak:,} in a row stayed without an answer by telephone" if streak > 1 else ""
    return says("C7", f"The officer began {mine:,} of {whole} (a silence of an hour ends one){tail}.")


def conversations(rows: list[dict[str, Any]]) -> list[str]:
    """The direction of the first contact of each conversation."""
    begun: list[str] = []
    last: datetime | None = None
    for row in rows:
        if last is None or row["at"] - last > SILENCE:
            begun.append(row["direction"])
        last = row["at"]
    return begun


def unanswered(rows: list[dict[str, Any]]) -> int:
    """The longest run of contacts from the officer with none from the person between them."""
    longest = run = 0
    for row in rows:
        run = run + 1 if row["direction"] == "out" else 0
        longest = max(longest, run)
    return longest


SAME_SCENE = Indicator(
    "C2",
    "contact sent to the person within 70 days, against the most that anybody else sent to the same incidents sent",
    ("comms", "phone_asset", "phone_link", "attendance", "involvement"),
    "One officer of a crew is told to keep in touch; a colleague rings from the station's line.",
    "Who was there without being sent by the command and control system; a crew under one call sign.",
    "Ask who of the crew was to keep in touch, and since when.",
    same_scene,
)
ONE_SIDED = Indicator(
    "C7",
    "conversations that the officer began, and the longest run of contacts without an answer",
    ("comms", "phone_asset", "phone_link"),
    "A victim who answers by another telephone, in person or not at all while a case needs an answer.",
    "What the person sent to another number, or by an app; bills that hold only what was sent.",
    "Ask what each call was for; a reminder of a court day needs no answer.",
    one_sided,
)
