"""The sheet on which planted cases and controls are written down one by one: their rows of the fact tables, and the truth about them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from custodiet.detection.engine import Engine
from custodiet.simulation import force, people
from custodiet.simulation.asked import Asked, NotAsked
from custodiet.simulation.chance import Chance

FIRST = 500_000_000_000
"""Keys of what is planted begin here; those of the rest of the force end long before."""
START = datetime.fromisoformat(force.START)
"""UTC without a zone, as every moment of the facts."""
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty that was worked."""

    day: int
    code: str
    lo: datetime
    hi: datetime


@dataclass(slots=True)
class Sheet:
    """What is planted so far. Staff and persons are whole numbers here, and their names in the force only in the rows."""

    engine: Engine
    asked: Asked
    chance: Chance
    rows: dict[str, list[Row]] = field(default_factory=dict)
    purposes: list[tuple[int, int, datetime, datetime, str]] = field(default_factory=list)
    planted: list[Row] = field(default_factory=list)
    controls: list[Row] = field(default_factory=list)
    spared: set[int] = field(default_factory=set)
    """Staff whose roster is left whole whatever is lost."""
    count: int = 0
    looked: dict[str, int] = field(default_factory=dict)
    """The day of each planted access."""
    staff: dict[int, Row] = field(default_factory=dict)
    free: dict[str, list[int]] = field(default_factory=dict)
    hot: tuple[int, datetime] | None = None
    """Whom everybody talks about, and since when."""
    lossy_units: set[int] = field(default_factory=set)
    """Units of whose roster a tenth is lost."""
    reposted: list[tuple[int, int, str, int]] = field(default_factory=list)
    """(staff, day, role, unit): who serves elsewhere from that day."""

    def __post_init__(self) -> None:
        for row in self.engine.rows("SELECT s, role, unit, leader, supervisor, has_phone FROM staff_made ORDER BY s"):
            self.staff[row["s"]] = row
            if not row["leader"]:
                self.free.setdefault(row["role"], []).append(row["s"])
        for role, listed in self.free.items():
            self.chance.hand(f"order of {role}").shuffle(listed)

    def officer(self, *roles: str, able: Callable[[list[Duty]], bool] = bool) -> int:
        """Somebody of one of these roles for whom nothing was planted yet, whose duties suit; of any role where those are used up."""
        for role in (*roles, *self.free):
            for chosen in reversed(self.free.get(role, [])):
                duties = self.duties(chosen)
                if len(duties) > self.asked.days // 5 and able(duties):
                    self.free[role].remove(chosen)
                    return chosen
        raise NotAsked(f"{self.asked.officers} officers are too few for all that is to be planted. Give more --officers, or plant less.")

    def mate(self, s: int, day: int) -> int:
        """A colleague of the same unit who works on that day; the supervisor where there is nobody."""
        found = self.engine.rows(
            "SELECT s FROM worked WHERE unit = $unit AND day = $day AND code = 'duty' AND s <> $s ORDER BY s",
            unit=self.staff[s]["unit"],
            day=day,
            s=s,
        )
        return int(found[self.key() % len(found)]["s"]) if found else int(self.staff[s]["supervisor"] or s)

    def someone(self, role: str, other_than: int) -> int:
        """Somebody of that role who works, whatever else is planted."""
        listed = [each for each, row in self.staff.items() if row["role"] == role and each != other_than]
        first = self.key() * 7 % len(listed)
        found = next((each for each in listed[first:] + listed[:first] if len(self.duties(each)) > 1), None)
        if found is None:
            raise NotAsked(f"Nobody of the role {role} works on two days. Give more --officers or more --days.")
        return found

    def duties(self, s: int) -> list[Duty]:
        """The duties that officer worked, in order."""
        found = self.engine.rows("SELECT day, code, lo, hi FROM worked WHERE s = $s AND code = 'duty' ORDER BY day", s=s)
        return [Duty(row["day"], row["code"], row["lo"], row["hi"]) for row in found]

    def key(self) -> int:
        """A number that nothing else on the sheet has."""
        self.count += 1
        return self.count

    def add(self, table: str, **values: Any) -> None:
        """A row of a fact table. `from_` stands for from, and `staff` and `person` for the numbers we keep."""
        named = {name.rstrip("_"): value for name, value in values.items()}
        if "staff" in named:
            named["staff_id"] = staff_id(named.pop("staff"))
        if "person" in named:
            named["person_id"] = person_id(named.pop("person"))
        self.rows.setdefault(table, []).append(
            {name: value.isoformat(timespec="seconds") if isinstance(value, datetime) else value for name, value in named.items()}
        )

    def person(self, *, flags: str = "DA,vulnerable", sex: str = "F", born: int = 1990, number: bool = True) -> int:
        """A new person on record, with a telephone of her own."""
        p = people.persons(self.asked) + self.key()
        self.add("person", person=p, dob_year=born, sex=sex, flags=flags, address_id=people.number_told("AD", p + FIRST))
        if number:
            since = START - timedelta(days=20 + p * 37 % 700)
            self.add(
                "phone_link",
                msisdn_e164=self.number(p),
                person=p,
                source="records system",
                valid_from=since,
                confidence="confirmed",
                shared=False,
            )
        return p

    def number(self, p: int) -> str:
        """That person's number."""
        return people.telephone_told(self.asked, p)

    def work_number(self, s: int) -> str:
        """That officer's work telephone."""
        return people.telephone_told(self.asked, people.force_telephone(self.asked, s))

    def contact(
        self, s: int, p: int, at: datetime, kind: str, direction: str = "out", seconds: int = 40, number: str | None = None
    ) -> None:
        """A call or text between the two."""
        self.add(
            "comms", comm_id=people.number_told("M", FIRST + self.key()), at=at, asset_msisdn=number or self.work_number(s),
            other_e164=self.number(p),
            other_class="mobile", direction=direction, kind=kind, duration_s=seconds if kind == "call" else None,
            answered=seconds > 0 if kind == "call" else None,
        )  # fmt: skip

    def look(self, s: int, p: int, at: datetime, *, originator: int | None = None) -> str:
        """A look at her record under that officer's log-in; its number. `originator`: for whom."""
        access_id = people.number_told("A", FIRST + self.key())
        self.looked[access_id] = day_of(at)
        self.add(
            "access", access_id=access_id, at=at + timedelta(seconds=self.asked.faults["skew"]),
            account_id=f"{staff_id(s)}-records", system="records",
            workstation=f"W{self.staff[s]['unit']:04d}",
            action="open", entity_type="person", entity_id=person_id(p), person=p, hits=1,
            originator_staff_id=staff_id(originator) if originator else None, originator_raw=staff_id(originator) if originator else None,
            session_id=people.number_told("Z", FIRST + self.count), ms_open=20_000 + self.count * 7919 % 90_000,
        )  # fmt: skip
        return access_id

    def incident(self, staff: Sequence[int], p: int, at: datetime, kind: str = "domestic incident", role: str = "victim") -> str:
        """An incident at that moment, attended by these officers, in which she is involved; its number. Open for a day."""
        key = FIRST + self.key()
        number = people.number_told("I", key)
        self.add(
            "incident",
            incident_id=number,
            opened=at,
            closed=at + timedelta(hours=20),
            type=kind,
            grade="priority",
            da_flag=kind == "domestic incident",
            location=f"beat {key % 40}",
        )
        self.add("involvement", incident_id=number, crime_id=people.number_told("C", key), person=p, role=role, from_=at)
        for nth, s in enumerate(staff):
            arrives = at + timedelta(minutes=12 + nth)
            self.add(
                "attendance", incident_id=number, staff=s, callsign=f"R{self.count % 90:02d}", assigned=at + timedelta(minutes=4),
                at_scene=arrives, clear=arrives + timedelta(minutes=70),
            )  # fmt: skip
            self.purposes.append((s, p, arrives, arrives + timedelta(hours=20), "T1"))
        return people.number_told("C", key)

    def charge(self, s: int, p: int, case: str, role: str, lo: datetime, hi: datetime) -> None:
        """Put that officer in charge of the case, or of a part of it, and let the work on it be looked up."""
        self.add("assignment", case_id=case, staff=s, role=role, from_=lo, to=hi)
        self.purposes.append((s, p, lo, hi, "T2" if role in ("OIC", "supervisor") else "T7"))

    def log(self, s: int, p: int, at: datetime, channel: str = "call", purpose: str = "update to victim", case: str | None = None) -> None:
        """An entry that says that the two spoke."""
        self.add("contact_log", person=p, case_id=case, staff=s, at=at, channel=channel, purpose=purpose)

    def truth(self, s: int, p: int | None, kind: str, days: Sequence[int], accesses: Sequence[str] = ()) -> None:
        """That this was planted, from the first of these days, or days of these accesses, to the last."""
        days = [*days, *(self.looked[each] for each in accesses)]
        self.planted.append(
            {
                "officer": staff_id(s),
                "person": person_id(p) if p else None,
                "kind": kind,
                "from": min(days),
                "to": max(days),
                "accesses": list(accesses),
            }
        )

    def control(self, s: int, kind: str, p: int | None = None) -> None:
        """That this is as it should be, and must stay quiet."""
        self.controls.append({"officer": staff_id(s), "kind": kind} | ({"person": person_id(p)} if p else {}))


def staff_id(s: int) -> str:
    """The staff number of somebody."""
    return f"S{10_000 + s}"


def person_id(p: int) -> str:
    """The number of a person's record."""
    return people.number_told("P", p)


def day_of(at: datetime) -> int:
    """The day of the force, counted from 0, on which that moment lies."""
    return (at - START).days
