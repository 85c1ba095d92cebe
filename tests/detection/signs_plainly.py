"""The counts of signs in plain Python, read off the tables row by row: the reference of the specifications."""

from collections import Counter
from datetime import timedelta

from custodiet.detection.pairs import CONTACT_DAYS, LOOK_DAYS
from tests.detection import plainly


def sent(tables, day):
    """Every call and text that an officer sent to a person within the days that are counted: (officer, person, moment)."""
    held = {row["msisdn_e164"]: row["staff_id"] for row in tables.get("phone_asset", ())}
    ends = {row["msisdn_e164"]: row["person_id"] for row in tables.get("phone_link", ())}
    for row in tables.get("comms", ()):
        recent = day - timedelta(days=CONTACT_DAYS) < row["at"].date() <= day
        if row["direction"] == "out" and recent and row["asset_msisdn"] in held and row["other_e164"] in ends:
            yield held[row["asset_msisdn"]], ends[row["other_e164"]], row["at"]


def c1(tables, day):
    """All of it."""
    return Counter((officer, person) for officer, person, _at in sent(tables, day))


def c3(tables, day):
    """Without an entry of the contact log of that day or one beside it."""
    log = [(row["staff_id"], row["person_id"], row["at"].date()) for row in tables["contact_log"]]
    return Counter(
        (officer, person)
        for officer, person, at in sent(tables, day)
        if not any((officer, person) == entry[:2] and abs((entry[2] - at.date()).days) <= 1 for entry in log)
    )


def c4(tables, day):
    """Off duty: the roster speaks of that day, and has nobody at work at that moment. (In March the clock in London is UTC.)"""
    world = plainly.World(tables)
    spoken = {(row["staff_id"], row["actual_start"].date()) for row in tables["duty"]}
    return Counter(
        (officer, person) for officer, person, at in sent(tables, day) if (officer, at.date()) in spoken and not world.on_duty(officer, at)
    )


def without_role(tables, day):
    """What was sent when no attendance and no charge of a case covers the moment."""
    spans = [(who, whom, lo, hi) for code, who, whom, lo, hi in plainly.purposes(plainly.World(tables)) if code in ("T1", "T2")]
    for officer, person, at in sent(tables, day):
        if not any((who, whom) == (officer, person) and lo <= at <= hi for who, whom, lo, hi in spans):
            yield officer, person, at


def c5(tables, day):
    """All of that."""
    return Counter((officer, person) for officer, person, _at in without_role(tables, day))


def c6(tables, day):
    """The days of it."""
    return Counter((officer, person) for officer, person, _on in {(o, p, at.date()) for o, p, at in without_role(tables, day)})


def c8(tables, day):
    """At night."""
    return Counter((officer, person) for officer, person, at in sent(tables, day) if at.hour >= 22 or at.hour < 6)


def look_days(tables, day):
    """The days of looks that nothing explains: (officer, person, day)."""
    left, world = plainly.unexplained(tables), plainly.World(tables)
    found = {(staff, person, at.date()) for access, staff, person, at, *_ in world.looks() if access in left}
    return {each for each in found if day - timedelta(days=LOOK_DAYS) < each[2] <= day}


def a1(tables, day):
    """All of them."""
    return Counter(each[:2] for each in look_days(tables, day))


def a2(tables, day):
    """Those with contact without a role within a day."""
    near = {(officer, person, at.date() + timedelta(days=n)) for officer, person, at in without_role(tables, day) for n in (-1, 0, 1)}
    return Counter(each[:2] for each in look_days(tables, day) & near)


COUNTS = {"C1": c1, "C3": c3, "C4": c4, "C5": c5, "C6": c6, "C8": c8, "A1": a1, "A2": a2}
