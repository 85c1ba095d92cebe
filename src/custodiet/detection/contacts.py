"""An officer's contact with a person: every call, text and chat between them, from every source, each counted once.

The nightly rules and the investigator's account ask the same question here; the account asks it of one pair.
Whose a number is, is a matter of days: a register says who held a force telephone when, a link says whose a number or a chat
name was when, how surely, and whether it was shared. What rests on a pool telephone or a contested link is marked `contested`.
"""

from typing import Any

from custodiet.detection import duty
from custodiet.detection.engine import Engine
from custodiet.detection.matching import matched
from custodiet.detection.record import Contact, Origin

OUT, IN = "out", "in"


def one_end(column: str) -> str:
    """SQL: a number in E.164 whatever its dress, or a chat name without regard to capitals."""
    bare = f"regexp_replace(regexp_replace(regexp_replace({column}, '[^0-9+]', '', 'g'), '^00', '+'), '^0', '+44')"
    return (
        f"CASE WHEN regexp_full_match({column}, '[+][0-9]+') THEN {column} "
        f"WHEN regexp_full_match({column}, '44[0-9]{{9,10}}') THEN '+' || {column} "
        f"WHEN regexp_full_match(trim({column}), '[+]?[0-9 ().-]{{7,}}') THEN {bare} ELSE lower(trim({column})) END"
    )


MERGED = """
WITH RECURSIVE follow(person_id, now_id, hops) AS (
    SELECT person_id, merged_into, 1 FROM person WHERE merged_into IS NOT NULL AND person_id IS NOT NULL
    UNION ALL
    SELECT follow.person_id, person.merged_into, follow.hops + 1 FROM follow JOIN person ON person.person_id = follow.now_id
    WHERE person.merged_into IS NOT NULL AND follow.hops < 20
)
SELECT person_id, arg_max(now_id, hops) AS one_id FROM follow GROUP BY person_id
"""
"""Records that were merged are one person: the one they became. Only merged records stand here."""

ASSET = f"""staff_id, {one_end("msisdn_e164")} AS number, "from" AS lo, "to" AS hi, COALESCE(pool, false) AS pool
FROM phone_asset WHERE staff_id IS NOT NULL AND msisdn_e164 IS NOT NULL"""
HELD_BY_TWO = f"""
SELECT DISTINCT one.number, one.staff_id FROM (SELECT {ASSET}) AS one JOIN (SELECT {ASSET}) AS two ON two.number = one.number
 AND two.staff_id <> one.staff_id AND COALESCE(one.lo, TIMESTAMP '1900-01-01') < COALESCE(two.hi, TIMESTAMP '9999-01-01')
 AND COALESCE(two.lo, TIMESTAMP '1900-01-01') < COALESCE(one.hi, TIMESTAMP '9999-01-01')
"""
"""Whoever had a force telephone while somebody else had it too: what passed on it is nobody's in particular, as on a pool telephone."""

OFFICER_ENDS = f"""
SELECT mine.staff_id, mine.number, mine.lo, mine.hi, 'force telephone' AS device, mine.pool OR two.number IS NOT NULL AS contested
FROM (SELECT DISTINCT {ASSET}) AS mine LEFT JOIN ({HELD_BY_TWO}) AS two ON two.number = mine.number AND two.staff_id = mine.staff_id
UNION ALL
SELECT staff_id, {one_end("msisdn_e164")}, valid_from, valid_to, 'own telephone or account',
       COALESCE(shared, false) OR COALESCE(confidence, '') = 'contested'
FROM phone_link WHERE staff_id IS NOT NULL AND msisdn_e164 IS NOT NULL
"""

PERSON_ENDS = f"""
SELECT COALESCE(one.one_id, link.person_id) AS person_id, {one_end("link.msisdn_e164")} AS number, link.valid_from AS lo, link.valid_to AS hi,
       COALESCE(link.shared, false) OR COALESCE(link.confidence, '') = 'contested' AS contested
FROM phone_link AS link LEFT JOIN merged AS one ON one.person_id = link.person_id
WHERE link.msisdn_e164 IS NOT NULL AND link.person_id IS NOT NULL
"""

_WHEN = """(told."at" IS NULL OR ((officer.lo IS NULL OR told."at" >= officer.lo) AND (officer.hi IS NULL OR told."at" < officer.hi)
    AND (person.lo IS NULL OR told."at" >= person.lo) AND (person.hi IS NULL OR told."at" < person.hi)))"""
_PAIR = "($officer IS NULL OR officer.staff_id = $officer) AND ($person IS NULL OR person.person_id = $person)"

TELEPHONED = f"""
WITH told AS (
    SELECT 'comms ' || COALESCE(sha256, source_id) || ' ' || line AS record, "at", at_alt, at_text, {one_end("asset_msisdn")} AS own,
           {one_end("COALESCE(other_e164, other_raw)")} AS other, direction, CASE WHEN kind = 'mms' THEN 'sms' ELSE kind END AS kind,
           duration_s, answered, deleted_state, source_id, line, sha256
    FROM comms WHERE kind IN ('call', 'sms', 'mms') AND COALESCE(other_e164, other_raw) IS NOT NULL
)
SELECT record, "at", at_alt, at_text, direction, kind, duration_s, answered, deleted_state, source_id, line, sha256,
       officer.staff_id, person.person_id, officer.device, officer.contested OR person.contested AS contested
FROM told JOIN officer_end AS officer ON officer.number = told.own JOIN person_end AS person ON person.number = told.other
WHERE {_WHEN} AND {_PAIR}
UNION ALL
SELECT record, "at", at_alt, at_text, CASE direction WHEN 'in' THEN 'out' WHEN 'out' THEN 'in' ELSE direction END AS direction, kind,
       duration_s, answered, deleted_state, source_id, line, sha256,
       officer.staff_id, person.person_id, officer.device, officer.contested OR person.contested AS contested
FROM told JOIN person_end AS person ON person.number = told.own JOIN officer_end AS officer ON officer.number = told.other
WHERE {_WHEN} AND {_PAIR}
"""
"""From the officer's telephone or its bill, and from the person's own telephone, whose “in” is the officer's “out”."""

CHATTED = f"""
WITH told AS (
    SELECT message.*, {one_end('"from"')} AS sender, COALESCE(sha256, source_id) || ' ' || COALESCE(conv_id, '') AS conversation
    FROM message WHERE kind IS NULL OR kind IN ('message', 'media', 'deleted', 'call')
), part AS (
    SELECT DISTINCT conversation, sender AS name FROM told WHERE sender IS NOT NULL
    UNION SELECT DISTINCT conversation, {one_end("receiver")} FROM (SELECT conversation, UNNEST(string_split("to", ';')) AS receiver FROM told) AS each_one
), among AS (SELECT conversation, COUNT(*) AS heads FROM part WHERE name IS NOT NULL AND name <> '' GROUP BY conversation)
SELECT 'message ' || COALESCE(told.sha256, told.source_id) || ' ' || told.line AS record, told."at", told.at_alt, told.at_text,
       CASE WHEN told.sender = officer.number THEN 'out' ELSE 'in' END AS direction,
       CASE WHEN told.channel IN ('sms', 'mms') THEN 'sms' WHEN told.kind = 'call' THEN 'chat call' ELSE 'chat' END AS kind,
       told.duration_s, NULL AS answered, COALESCE(told.deleted_state, CASE WHEN told.kind = 'deleted' THEN 'deleted' END) AS deleted_state,
       told.source_id, told.line, told.sha256,
       officer.staff_id, person.person_id, officer.device, officer.contested OR person.contested OR among.heads > 2 AS contested, told.channel, told.body
FROM told
JOIN part AS here ON here.conversation = told.conversation JOIN officer_end AS officer ON officer.number = here.name
JOIN part AS there ON there.conversation = told.conversation JOIN person_end AS person ON person.number = there.name
JOIN among ON among.conversation = told.conversation
WHERE told.sender IN (officer.number, person.number) AND {_WHEN} AND {_PAIR}
"""
"""A message from one of the two in a conversation in which both take part; in a group it is marked as contested."""


def prepare(engine: Engine) -> None:
    """Make the tables that every question about contact rests on; once for an engine."""
    duty.prepare(engine)
    engine.make("merged", MERGED)
    engine.make("officer_end", OFFICER_ENDS)
    engine.make("person_end", PERSON_ENDS)


def find(engine: Engine, *, officer: str | None = None, person: str | None = None) -> None:
    """Make the table `contact`: one row for each record of a contact in a file, with the officer's duty at that moment."""
    engine.make(
        "contact_found",
        f"""
        SELECT *, ROW_NUMBER() OVER (ORDER BY "at", record, staff_id, person_id) AS row_key FROM (
            SELECT *, CASE kind WHEN 'call' THEN 'telephone' ELSE 'text message' END AS channel, NULL AS body FROM ({TELEPHONED}) AS by_telephone
            UNION ALL SELECT * FROM ({CHATTED}) AS by_chat
        ) AS every_contact
        """,
        officer=officer,
        person=person,
    )
    duty.add(engine, "contact_found", "contact")


def same_person(engine: Engine, person: str) -> str:
    """The record that this person's record became, or itself."""
    found = engine.rows("SELECT one_id FROM merged WHERE person_id = $person", person=person)
    return str(found[0]["one_id"]) if found else person


def between(engine: Engine, officer: str, person: str) -> list[Contact]:
    """Every contact of the two, each counted once, in order of time; what cannot be dated stands last. Needs `prepare`."""
    find(engine, officer=officer, person=same_person(engine, person))
    return matched([_contact(row) for row in engine.rows("SELECT * FROM contact ORDER BY row_key")])


def people_of(engine: Engine, officer: str) -> list[str]:
    """Everybody with whom that officer had any contact on record, whom the files can name, by person_id. Needs `prepare`."""
    find(engine, officer=officer)
    return [str(row["person_id"]) for row in engine.rows("SELECT DISTINCT person_id FROM contact ORDER BY person_id")]


def unknown_names(engine: Engine) -> list[tuple[str, int]]:
    """The names and numbers in chats that nobody has tied to a person or an officer, with how many messages they sent. Needs `prepare`."""
    sender = one_end('"from"')
    rows = engine.rows(
        f"""
        SELECT min("from") AS shown, count(*) AS sent FROM message
        WHERE "from" IS NOT NULL AND "from" <> '' AND (kind IS NULL OR kind IN ('message', 'media', 'deleted', 'call'))
          AND {sender} NOT IN (SELECT number FROM officer_end UNION ALL SELECT number FROM person_end)
        GROUP BY {sender} ORDER BY sent DESC, shown
        """
    )
    return [(str(row["shown"]), int(row["sent"])) for row in rows]


def _contact(row: dict[str, Any]) -> Contact:
    return Contact(
        staff_id=row["staff_id"],
        person_id=row["person_id"],
        at=row["at"],
        at_alt=row["at_alt"],
        kind=row["kind"],
        direction=row["direction"] or "",
        channel=row["channel"] or "",
        duration_s=row["duration_s"],
        answered=row["answered"],
        deleted=(row["deleted_state"] or "") == "deleted",
        device=row["device"],
        contested=bool(row["contested"]),
        duty=row["duty"],
        duty_basis=row["duty_basis"],
        body=row["body"] or "",
        origins=(Origin(row["source_id"] or "", row["line"] or "", row["sha256"] or "", row["at_text"] or ""),),
    )
