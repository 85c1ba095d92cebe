"""The explanations in plain Python: look by look, fact by fact, without a plan. What every engine must agree with.

A world is a dictionary of tables: lists of rows, moments as datetimes, what is unknown None or absent.
"""

from collections import Counter
from datetime import datetime, timedelta

from custodiet.detection.windows import DEFAULTS

NEVER, EVER, TICK = datetime(9999, 1, 1), datetime(1900, 1, 1), timedelta(microseconds=1)
ROLES = {
    "OIC": "T2",
    "supervisor": "T2",
    "file": "T6",
    "exhibits": "T6",
    "disclosure": "T6",
    "FLO": "T7",
    "SOIT": "T7",
    "IDVA-liaison": "T7",
}
TASKS = {
    "intel": "T8",
    "research": "T8",
    "missing": "T7",
    "MARAC": "T7",
    "licensing": "T9",
    "warrant": "T9",
    "vetting": "T9",
    "complaint": "T9",
    "court warning": "T13",
}
EVENTS = {"custody": "T4", "call_handled": "T5", "stop": "T11", "briefing_view": "T12", "licence_app": "T9"}
WEAK = {"T11", "T12"}
AWAY = ("RD", "leave", "sick", "TOIL", "cancelled", "on-call", "unknown")


class World:
    """The tables of a world, with records that were merged followed to the one they became."""

    def __init__(self, tables):
        self.tables = tables
        became = {row["person_id"]: row["merged_into"] for row in tables.get("person", []) if row.get("merged_into")}
        self.one = {person: _end(became, person) for person in became}
        told = [row for row in self.all("association") if row.get("staff_id")]
        self.ties = {(row["staff_id"], self.who(row["person_id"])) for row in told if row.get("person_id")}
        self.ties |= {
            (row["staff_id"], self.who(lives["person_id"]))
            for row in told
            for lives in self.all("person")
            if not row.get("person_id") and row.get("address_id") and row["address_id"] == lives.get("address_id")
        }

    def hot(self, person):
        """The spans in which a record was declared hot."""
        return [
            (row.get("from") or EVER, row.get("to") or NEVER)
            for row in self.all("association")
            if not row.get("staff_id")
            and row.get("person_id")
            and row.get("kind") == "hot subject"
            and self.who(row["person_id"]) == person
        ]

    def is_hot(self, person, at):
        """Whether it was at that moment."""
        return any(lo <= at <= hi for lo, hi in self.hot(person))

    def all(self, table):
        """Its rows."""
        return self.tables.get(table, [])

    def who(self, person):
        """The record that this one became."""
        return self.one.get(person, person)

    def looks(self):
        """Every look as (access_id, staff, person, moment, slack, row)."""
        slack = timedelta(hours=DEFAULTS["T15"].before_hours)
        for row in self.all("access"):
            if row.get("at") is None or row.get("person_id") is None or row.get("action") in ("search", "list"):
                continue
            own = self.holder(row)
            asked = row.get("originator_staff_id") or None
            yield (
                row["access_id"],
                asked or own,
                self.who(row["person_id"]),
                row["at"],
                slack if asked and asked != own else timedelta(),
                row,
            )

    def holder(self, look):
        """Who held the log-in at that moment: of several the one who took it over last."""
        held = [
            row
            for row in self.all("account")
            if row["account_id"] == look["account_id"]
            and (not row.get("system") or not look.get("system") or row["system"] == look["system"])
            and (row.get("valid_from") or EVER) <= look["at"] < (row.get("valid_to") or NEVER)
        ]
        return max(held, key=lambda row: row.get("valid_from") or EVER)["staff_id"] if held else look["account_id"]

    def on_duty(self, staff, at):
        """Whether the roster has them at work."""
        return any(
            row["staff_id"] == staff and row.get("code", "duty") not in AWAY and row["actual_start"] <= at < row["actual_end"]
            for row in self.all("duty")
        )

    def units(self, staff, at):
        """The units in which somebody serves."""
        return {row["unit_id"] for row in self.serving(staff, at) if row.get("unit_id")}

    def serving(self, staff, at):
        """The postings that somebody has at a moment."""
        return [
            row
            for row in self.all("posting")
            if row["staff_id"] == staff and (row.get("valid_from") or EVER) <= at < (row.get("valid_to") or NEVER)
        ]

    def people_of(self, case, *keys):
        """Whoever is involved in a case or incident."""
        return [self.who(row["person_id"]) for row in self.all("involvement") for key in keys if case is not None and row.get(key) == case]


def explained(tables):
    """Every look with the codes of what covers it on its own, or by T10 or T14; an empty set where nothing does."""
    world = World(tables)
    spans = list(standing(world))
    looks = list(world.looks())
    found = {
        access: {code for code, who, whom, lo, hi in spans if (who, whom) == (staff, person) and lo <= at + slack and at - slack <= hi}
        for access, staff, person, at, slack, _row in looks
    }
    for access, staff, person, at, _slack, _row in looks:
        if not found[access] and colleague(world, staff, person, at):
            found[access] = {"T10"}
    slips = {look[0] for look in looks if not found[look[0]] and slip(world, look, looks, found)}
    return found | {access: {"T14"} for access in slips}


def unexplained(tables):
    """The access_ids that nothing covers."""
    return {access for access, codes in explained(tables).items() if not codes}


def standing(world):
    """Every purpose of somebody's own, less the weak ones that a tie cancels; what a hot record leaves of a weak one, piece by piece."""
    for code, staff, person, lo, hi in purposes(world):
        if code not in WEAK:
            yield code, staff, person, lo, hi
        elif (staff, person) not in world.ties:
            pieces = [(lo, hi)]
            for begins, ends in world.hot(person):
                cut = [piece for low, high in pieces for piece in ((low, min(high, begins - TICK)), (max(low, ends + TICK), high))]
                pieces = [(low, high) for low, high in cut if low <= high]
            yield from ((code, staff, person, low, high) for low, high in pieces)


def alone(tables):
    """How many looks each explanation alone covers; T15: those that nothing covers but by its reach."""
    counted = Counter(next(iter(codes)) for codes in explained(tables).values() if len(codes) == 1)
    world = World(tables)
    spans = list(standing(world))
    for _access, staff, person, at, slack, _row in world.looks():
        mine = [(lo, hi) for _code, who, whom, lo, hi in spans if (who, whom) == (staff, person)]
        if any(lo <= at + slack and at - slack <= hi for lo, hi in mine) and not any(lo <= at <= hi for lo, hi in mine):
            counted["T15"] += 1
    return counted


def desk(tables, access):
    """T16: under a log-in that several share, and somebody who worked at that terminal within twelve hours had a purpose."""
    world = World(tables)
    row = next(each for each in world.all("access") if each["access_id"] == access)
    shared = {each["account_id"] for each in world.all("account") if each.get("is_shared")}
    if row["account_id"] not in shared or not row.get("workstation"):
        return False
    window, person = DEFAULTS["T16"], world.who(row["person_id"])
    before, after = (timedelta(hours=hours) for hours in (window.before_hours, window.after_hours))
    there = {
        world.holder(each)
        for each in world.all("access")
        if each.get("workstation") == row["workstation"]
        and each["account_id"] not in shared
        and row["at"] - before <= each["at"] <= row["at"] + after
    }
    return any(who in there and whom == person and lo <= row["at"] <= hi for _code, who, whom, lo, hi in purposes(world))


def colleague(world, staff, person, at):
    """T10: one of the same unit has charge of the person's case and is off duty, and whoever looks is on duty."""
    return (
        (staff, person) not in world.ties
        and not world.is_hot(person, at)
        and world.on_duty(staff, at)
        and any(
            row["role"] == "OIC"
            and row["staff_id"] != staff
            and row["from"] <= at <= (row["to"] or NEVER)
            and person in world.people_of(row["case_id"], "crime_id")
            and world.units(row["staff_id"], at) & world.units(staff, at)
            and not world.on_duty(row["staff_id"], at)
            for row in world.all("assignment")
        )
    )


def slip(world, look, looks, found):
    """T14: closed within half a minute, never opened again, and within two minutes in the session another record that is explained."""
    _access, staff, person, at, _slack, row = look
    if row.get("ms_open") is None or row["ms_open"] > 30_000 or not row.get("session_id"):
        return False
    if (staff, person) in world.ties or world.is_hot(person, at):
        return False
    again = [other for other in looks if other[1:3] == (staff, person) and not found[other[0]]]
    after = timedelta(hours=DEFAULTS["T14"].after_hours)
    return len(again) == 1 and any(
        other[1] == staff
        and other[2] != person
        and other[5].get("session_id") == row["session_id"]
        and at < other[3] <= at + after
        and found[other[0]]
        for other in looks
    )


def purposes(world):
    """Every purpose of somebody's own as (code, staff, person, from, until), with its window."""
    yield from attended(world)
    for fact in world.all("assignment"):
        for person in world.people_of(fact["case_id"], "crime_id", "incident_id"):
            yield span(ROLES[fact["role"]], fact["staff_id"], person, fact["from"], fact["to"])
        if fact["role"] == "OIC":
            yield from supervised(world, fact)
    for fact in world.all("task"):
        for person in (
            [world.who(fact["person_id"])] if fact.get("person_id") else world.people_of(fact.get("case_id"), "crime_id", "incident_id")
        ):
            yield span(TASKS[fact["kind"]], fact["staff_id"], person, fact["from"], fact["to"])
    for table, code in EVENTS.items():
        for fact in world.all(table):
            yield span(code, fact["staff_id"], world.who(fact["person_id"]), fact["at"], fact.get("until") or fact["at"])


def attended(world):
    """T1, and T3 of a scene."""
    for fact in world.all("attendance"):
        at = fact.get("at_scene") or fact.get("assigned")
        if at is None:
            continue
        for person in world.people_of(fact["incident_id"], "incident_id"):
            yield span("T1", fact["staff_id"], person, at, fact.get("clear") or at)
            for boss in world.serving(fact["staff_id"], at):
                if boss.get("supervisor_id"):
                    yield span("T3", boss["supervisor_id"], person, at, fact.get("clear") or at)


def supervised(world, fact):
    """T3 of a case: while whoever has charge serves under the supervisor."""
    for boss in world.all("posting"):
        begins, ends = boss.get("valid_from"), boss.get("valid_to")
        if boss["staff_id"] != fact["staff_id"] or not boss.get("supervisor_id"):
            continue
        if (begins and fact["to"] and begins > fact["to"]) or (ends and ends < fact["from"]):
            continue
        until = [end for end in (fact["to"], ends) if end]
        for person in world.people_of(fact["case_id"], "crime_id"):
            yield span("T3", boss["supervisor_id"], person, max(fact["from"], begins or fact["from"]), min(until) if until else None)


def span(code, staff, person, begins, ends):
    """A purpose with its window."""
    window = DEFAULTS[code]
    until = ends + timedelta(hours=window.after_hours) if ends else NEVER
    return code, staff, person, begins - timedelta(hours=window.before_hours), until


def _end(became, person):
    for _hop in range(20):
        if person not in became:
            return person
        person = became[person]
    return person
