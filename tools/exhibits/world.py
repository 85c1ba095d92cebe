"""The force around the story: incidents, who went, who was involved, and several hundred look-ups that each have a reason.

Drawn by chance from a fixed seed, so that the same files come out on every run.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from tools.exhibits.files import Cell, day, stamp
from tools.exhibits.shifts import Shift

INCIDENTS = ("Incident no", "Opened", "Closed", "Type", "Grade", "DA flag", "Location")
INVOLVEMENTS = ("Incident no", "Crime no", "Person ID", "Role", "From", "To")
ATTENDANCE = ("Incident no", "Collar no", "Call sign", "Assigned", "At scene", "Clear")
ASSIGNMENTS = ("Crime no", "Staff ID", "Role", "From", "To")
ACCESS = (
    "Event ID", "Date", "Time", "User ID", "Terminal", "System", "Action", "Record type", "Record ID", "Person ID", "Search terms", "Results",
    "Reason", "Originator", "Session",
)  # fmt: skip
PLACES = ("Mill Lane, Westmere", "Kestrel Road, Westmere", "Harbour View, Westmere", "Station Parade, Westmere", "Alder Close, Westmere")
KINDS = (
    ("Domestic incident", "2", True), ("Concern for safety", "1", False), ("Theft from shop", "3", False), ("Antisocial behaviour", "3", False),
    ("Burglary dwelling", "2", False), ("Assault", "1", False), ("Missing person", "1", False),
)  # fmt: skip


@dataclass(frozen=True)
class Look:
    """A look into a system, by the clock on the wall."""

    at: datetime
    user: str
    action: str
    person: str = ""
    record: str = ""
    terms: str = ""
    results: str = ""
    reason: str = ""
    system: str = "RECORDS"
    originator: str = ""
    terminal: str = "WM-MDT-07"

    def cells(self, number: int) -> tuple[Cell, ...]:
        """The row of the access log."""
        kind = "PERSON" if self.record.startswith("P-") or self.terms else "CRIME" if self.record.startswith("CR/") else "INCIDENT"
        return (
            f"AE{2100000 + number * 37}", day(self.at), f"{self.at:%H:%M:%S}", self.user, self.terminal, self.system, self.action, kind,
            self.record, self.person, self.terms, self.results, self.reason, self.originator, f"S{self.at:%y%m%d}{self.user[-4:]}",
        )  # fmt: skip


@dataclass
class World:
    """The rows of every extract, as they stand in the files."""

    incidents: list[tuple[Cell, ...]] = field(default_factory=list)
    involvements: list[tuple[Cell, ...]] = field(default_factory=list)
    attendance: list[tuple[Cell, ...]] = field(default_factory=list)
    assignments: list[tuple[Cell, ...]] = field(default_factory=list)
    persons: list[tuple[Cell, ...]] = field(default_factory=list)
    looks: list[Look] = field(default_factory=list)

    def access_rows(self) -> list[tuple[Cell, ...]]:
        """The access log in the order of time."""
        return [look.cells(number) for number, look in enumerate(sorted(self.looks, key=lambda look: (look.at, look.user, look.action)), 1)]


@dataclass(frozen=True)
class Cast:
    """Who does what: log-ins are made of collar numbers by `login`."""

    response: tuple[str, ...]
    supervisor: str
    investigator: str
    clerk: str
    controller: str
    prefix: str
    names: dict[str, str]

    def login(self, staff_id: str) -> str:
        """The log-in of a member of staff in the records system."""
        return f"{self.prefix}{staff_id}"


def ordinary(cast: Cast, roster: list[Shift], first: date, nights: int, count: int, seed: int) -> World:
    """Incidents on days from `first`, each attended by officers who were on duty, looked at by those with a reason."""
    chance, world = Random(seed), World()
    for number in range(count):
        opened = datetime.combine(first, datetime.min.time()) + timedelta(minutes=chance.randrange(nights * 1440))
        crews = [each for each in cast.response if _at_work(roster, each, opened)]
        if crews:
            incident = _one(world, cast, chance, opened.replace(second=chance.randrange(60)), crews[:2], number)
            if _at_work(roster, cast.controller, opened):
                world.looks.append(_by_radio(cast, incident, crews[0], opened + timedelta(minutes=31)))
    return world


def _at_work(roster: list[Shift], staff_id: str, moment: datetime) -> bool:
    spans = (shift.worked() for shift in roster if shift.staff_id == staff_id and -1 <= (moment.date() - shift.on).days <= 1)
    return any(span[0] <= moment and moment + timedelta(hours=2, minutes=30) < span[1] for span in spans if span)


def _one(world: World, cast: Cast, chance: Random, opened: datetime, crews: list[str], number: int) -> str:
    kind, grade, domestic = KINDS[chance.randrange(len(KINDS))]
    incident, crime = f"WV-{opened:%Y%m%d}-{1000 + number * 7:04d}", f"CR/{51000 + number * 13}/{opened:%y}"
    sent = opened + timedelta(minutes=2 + chance.randrange(9))
    scene = sent + timedelta(minutes=5 + chance.randrange(15))
    clear = scene + timedelta(minutes=20 + chance.randrange(70))
    world.incidents.append(
        (incident, stamp(opened), stamp(clear), kind, grade, "Y" if domestic else "N", PLACES[chance.randrange(len(PLACES))])
    )
    for index in range(1 + chance.randrange(2)):
        person = f"P-{30000 + number * 10 + index}"
        world.persons.append((person, "", 1950 + chance.randrange(55), "FM"[chance.randrange(2)], "domestic abuse" if domestic else ""))
        world.involvements.append((incident, crime, person, ("Victim", "Suspect")[index], day(opened), day(opened + timedelta(days=30))))
        for crew in crews:
            seen = scene + timedelta(minutes=1 + chance.randrange(15), seconds=chance.randrange(60))
            world.looks.append(Look(seen, cast.login(crew), "View", person, person, reason="Attending incident"))
        _behind(world, cast, chance, opened, clear, person, crime)
    for crew in crews:
        world.attendance.append((incident, crew, f"WM{int(crew) % 40:02d}", stamp(sent), stamp(scene), stamp(clear)))
    if grade != "3":
        start = (opened + timedelta(days=1)).replace(hour=9, minute=0, second=0)
        world.assignments.append((crime, cast.investigator, "OIC", stamp(start), stamp(start + timedelta(days=21))))
    return incident


def _by_radio(cast: Cast, incident: str, crew: str, at: datetime) -> Look:
    """A check that the control room makes for an officer who asks over the radio: the originator is not the operator."""
    terms, originator = f"subject of {incident}", f"PC {crew} {cast.names[crew]}"
    return Look(
        at, cast.login(cast.controller), "Search", terms=terms, results="1", system="PNC", originator=originator, terminal="CTRL-14"
    )


def _behind(world: World, cast: Cast, chance: Random, opened: datetime, clear: datetime, person: str, crime: str) -> None:
    """What happens behind the desk: the file is prepared by the clerk, under an assignment that covers the look-up."""
    if chance.randrange(3):
        return
    start = (clear + timedelta(days=2)).replace(hour=9, minute=0, second=0)
    start += timedelta(days=max(0, 7 - start.weekday()) if start.weekday() > 4 else 0)
    world.assignments.append((crime, cast.clerk, "File", stamp(start), stamp(start + timedelta(days=3))))
    at = start + timedelta(minutes=chance.randrange(360))
    world.looks.append(Look(at, cast.login(cast.clerk), "Open", person, person, reason="File preparation", terminal="HQ-CJ-02"))
    world.looks.append(
        Look(at + timedelta(minutes=4), cast.login(cast.clerk), "Print", "", crime, reason="File preparation", terminal="HQ-CJ-02")
    )
