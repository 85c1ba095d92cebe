"""Why a pair is shown, in words: what was seen, against how many peers, which explanations were tried and failed, what is missing."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

from custodiet.detection import accesses, contacts, indicators, pairs
from custodiet.detection.engine import Engine
from custodiet.detection.finding import Evidence, Finding
from custodiet.detection.indicators.unit import Pair
from custodiet.detection.lanes import TIED, Shown
from custodiet.detection.pairs import CONTACT_DAYS, LOOK_DAYS, RELATIONS, SIGNS
from custodiet.detection.record import Contact, Look, Origin
from custodiet.detection.wording import calls_and_texts, counted, of_tie
from custodiet.detection.wording import day as in_words
from custodiet.detection.wording import days as in_span

NOT_IN_THE_FILES = "Not in the files: "
"""How a finding begins the list of tables that were not there; whoever shows it knows which of them nobody was allowed to ask for."""
SAID = {
    "C1": "{calls} from the officer's work telephone within {days} days",
    "C3": "{n} of them without an entry in the contact log within a day",
    "C4": "{n} of them while off duty by the roster",
    "C5": "{n} of them while no purpose was open, and when few are in touch any more",
    "C6": "such contact on {on}",
    "C8": "{n} of them between 22:00 and 06:00",
    "A1": "looks at the person's record on {on} that no policing purpose explains",
    "A2": "{n} of those days within a day of such contact",
    "J1": "such contact on {on} with no such look within three days",
}
PEERS = "{what}: of {peers} alike, {alike}"
INNOCENT = (
    "A task, a case role or a contact log that is not in these extracts; a supervisor who knew of the contact; somebody of the officer's own "
    "home, rung on the work telephone; a number or a log-in that was not the officer's on those days."
)
RULES = "detection rules of 26 November 2026, third edition"
MOST_ORIGINS = 200


def finding(engine: Engine, shown: Shown, found_on: date, lacking: dict[str, list[str]]) -> Finding:
    """The finding of a pair that is shown. Asks the files for the rows behind every number."""
    row = shown.row
    officer, person = str(row["staff_id"]), str(row["person_id"])
    touched = [each for each in contacts.between(engine, officer, person) if _within(each, row, found_on)]
    looked = [each for each in accesses.unexplained_of(engine, officer, person) if each.at and each.at.date() <= found_on]
    evidence = (*_by_rule(engine, shown, looked), *_evidence(engine, row, touched, looked, lacking))
    return Finding(
        officer=officer,
        person=person,
        lane=shown.lane,
        tier=shown.tier,
        first=row["first_day"] or found_on,
        last=row["last_day"] or found_on,
        found_on=found_on,
        score=round(float(row["e_any"]), 4),
        evidence=evidence,
        tried=tuple(tried(engine, officer, person, looked)),
        missing=tuple(_missing(row, lacking)),
        innocent=INNOCENT,
        rules=RULES,
        details={
            "relation": RELATIONS[row["rel"]],
            "role": row["role"],
            "peers": int(row["peer_count"]),
            "received": int(row["got"]),
            "first_shown_in_tier": shown.tier,
        },
        context=indicators.context(engine, Pair(officer, person, found_on)),
    )


def _by_rule(engine: Engine, shown: Shown, looked: list[Look]) -> Iterator[Evidence]:
    """What a rule shows needs no peers: the tie to the person, and on how many days the record was opened without a purpose."""
    if shown.lane == "rule":
        ties = engine.rows(
            f"SELECT kind FROM ({TIED}) AS tie WHERE staff_id = $officer AND person_id = $person ORDER BY kind",
            officer=shown.row["staff_id"],
            person=shown.row["person_id"],
        )
        days = len({look.at.date() for look in looked if look.at})
        on = counted(days, "day", "days")
        named = " and ".join(of_tie(str(tie["kind"])) for tie in ties)
        yield Evidence(
            "R1",
            f"The record was opened on {on} without a purpose, and between the two there is on record: {named}.",
            1.0,
            _origins(looked),
        )


def _within(contact: Contact, row: dict[str, Any], found_on: date) -> bool:
    return contact.at is not None and contact.device == "force telephone" and contact.at.date() <= found_on


def _evidence(
    engine: Engine, row: dict[str, Any], touched: list[Contact], looked: list[Look], lacking: dict[str, list[str]]
) -> Iterator[Evidence]:
    behind = {"contact": _origins(touched), "access": _origins(looked), "joint": ()}
    for sign in SIGNS:
        number = round(row[sign.column])
        if sign.code in lacking:
            yield Evidence(
                sign.code, "", 1.0, missing=f"The files hold no {' and no '.join(lacking[sign.code])}, so nothing is said of it."
            )
        elif number:
            alike = max(1, pairs.alike(engine, sign, row))
            others = "no other had as many" if alike == 1 else f"{alike:,} had as many or more"
            on = counted(number, "day", "days")
            days = LOOK_DAYS if sign.family == "access" else CONTACT_DAYS
            what = SAID[sign.code].format(n=f"{number:,}", calls=calls_and_texts(number), on=on, days=days)
            says = PEERS.format(what=what[0].upper() + what[1:], peers=counted(int(row["peer_count"]), "pair", "pairs"), alike=others) + "."
            yield Evidence(sign.code, says, round(float(row[f"e_{sign.code}"]), 4), behind[sign.family])


def _origins(records: Iterable[Contact | Look]) -> tuple[Origin, ...]:
    return tuple(origin for record in records for origin in record.origins)[:MOST_ORIGINS]


def tried(engine: Engine, officer: str, person: str, looked: list[Look]) -> Iterator[str]:
    """The purposes there were, and why each does not reach the looks that nothing explains: one sentence for all looks it fails alike."""
    purposes = engine.rows(
        "SELECT code, because, lo, hi FROM purpose WHERE staff_id = $officer AND person_id = $person ORDER BY lo, code, because, hi",
        officer=officer,
        person=person,
    )
    if looked and not purposes:
        yield "No attendance, case, task or custody ties this officer to this person on any day."
    failed: dict[tuple[str, str, str], list[tuple[datetime, timedelta]]] = {}
    for look in looked:
        for purpose in purposes:
            if look.at is not None:
                why, side, apart = _apart(look.at, purpose["lo"], purpose["hi"])
                failed.setdefault((f"{purpose['because']} ({purpose['code']})", why, side), []).append((look.at, apart))
    for (what, why, side), looks in failed.items():
        yield f"{_looks([at for at, _ in looks])}: {what}, {why}{_lag([apart for _, apart in looks], side)}."


def _looks(moments: list[datetime]) -> str:
    """“Look of 2 December 2021”; “2 looks on 2 December 2021”; “14 looks from 2 to …”."""
    if len(moments) == 1:
        return f"Look of {in_words(moments[0])}"
    return f"{len(moments):,} looks {in_span(min(moments), max(moments))}"


def _lag(apart: list[timedelta], side: str) -> str:
    """“, 9 days before”; “, 3 to 9 days before”; “, 2 hours before” within a day; nothing where the purpose was not past or to come."""
    if not side:
        return ""
    if max(apart) < timedelta(days=1):
        hours = int(max(apart).total_seconds() // 3600)
        return f", {counted(hours, 'hour', 'hours') if hours else 'less than an hour'} {side}"
    least, most = min(apart).days, max(apart).days
    span = f"{least:,}" if least == most else f"{least:,} to {most:,}" if least else f"up to {most:,}"
    return f", {span} {'day' if most == 1 else 'days'} {side}"


def _apart(at: datetime, lo: datetime | None, hi: datetime | None) -> tuple[str, str, timedelta]:
    """Why the purpose does not reach that moment, on which side of it the purpose lies, and how far off."""
    if hi is not None and at > hi:
        return f"which ended on {in_words(hi)}", "before", at - hi
    if lo is not None and at < lo:
        return f"which began on {in_words(lo)}", "after", lo - at
    return "which an adverse tie between the two, or a record declared hot, cancels", "", timedelta()


def _missing(row: dict[str, Any], lacking: dict[str, list[str]]) -> Iterator[str]:
    if row["no_roster"]:
        silent = int(row["no_roster"])
        yield f"For {counted(silent, 'contact', 'contacts')} the roster is silent; {'it counts' if silent == 1 else 'they count'} as neither on nor off duty."
    tables = sorted({table for each in lacking.values() for table in each})
    if tables:
        yield f"{NOT_IN_THE_FILES}{', '.join(tables)}."
    yield "What passed on private telephones or in apps is invisible here."
