"""What must stay quiet: officers whose contact or look-ups stand out, every one of them as they should be."""

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random

from custodiet.simulation.people import number_told, telephone_told
from custodiet.simulation.sheet import FIRST, START, Duty, Sheet, day_of, person_id


def plant(sheet: Sheet) -> None:
    """One of each kind for every thousand officers, or part of them."""
    for nth in range(-(-sheet.asked.officers // 1000)):
        for kind, made in KINDS.items():
            made(sheet, sheet.chance.hand(f"control {kind} {nth}"))


def _speaks(
    sheet: Sheet, s: int, p: int, rng: Random, duties: list[Duty], number: int, logged: float, case: str | None = None, calls: float = 0.3
) -> None:
    """So many contacts within these duties, a third of them hers, and the stated share of them on record."""
    for _ in range(number):
        duty = duties[rng.randrange(len(duties))]
        at = (duty.lo + (duty.hi - duty.lo) * rng.uniform(0.02, 0.98)).replace(microsecond=0)
        call = rng.random() < calls
        sheet.contact(s, p, at, "call" if call else "sms", "in" if rng.random() < 0.33 else "out", rng.randrange(10, 900))
        if rng.random() < logged:
            sheet.log(s, p, at + timedelta(minutes=6), "call" if call else "text", case=case)


def _during(sheet: Sheet, s: int, lo: datetime, days: int) -> list[Duty]:
    return [duty for duty in sheet.duties(s) if lo < duty.lo and duty.hi < lo + timedelta(days=days)]


def _begins(sheet: Sheet, s: int, rng: Random, days: int) -> Duty:
    able = [duty for duty in sheet.duties(s) if duty.day + days < sheet.asked.days] or sheet.duties(s)[:1]
    return able[rng.randrange(len(able))]


def _in_charge(
    sheet: Sheet, rng: Random, role: str, of: str, kind: str, days: int, number: int, logged: float
) -> tuple[int, int, datetime]:
    """Somebody of a unit who has charge of a case, and speaks with the person often while it is open."""
    days = min(days, sheet.asked.days - 8)
    s, p = sheet.officer(of), sheet.person(flags="vulnerable", born=rng.randrange(1960, 2004))
    begins = _begins(sheet, s, rng, days + 2)
    first = sheet.someone("response", s)
    at = begins.lo - timedelta(hours=4)
    case = sheet.incident([first], p, at, kind, "witness" if role == "FLO" else "victim")
    sheet.charge(s, p, case, role, begins.lo, begins.lo + timedelta(days=days))
    _speaks(sheet, s, p, rng, [begins, *_during(sheet, s, begins.lo, days)], number, logged, case)
    return s, p, begins.lo


def _flo(sheet: Sheet, rng: Random) -> None:
    """Family liaison: 200 contacts with one of the family in two months."""
    s, p, _ = _in_charge(sheet, rng, "FLO", "CID", "sudden death", 60, 200, 0.9)
    sheet.control(s, "FLO", p)


def _soit(sheet: Sheet, rng: Random) -> None:
    """Sexual offences liaison: 120 contacts with the victim in ten weeks."""
    s, p, _ = _in_charge(sheet, rng, "SOIT", "safeguarding", "sexual offence", 70, 120, 0.9)
    sheet.control(s, "SOIT", p)


def _da_car(sheet: Sheet, rng: Random) -> None:
    """The car that goes to every domestic incident: each victim is rung back once or twice, and texted."""
    s = sheet.officer("response")
    for duty in sheet.duties(s)[:30]:
        for _ in range(2):
            p = sheet.person(born=rng.randrange(1960, 2004))
            at = duty.lo + (duty.hi - duty.lo) * rng.uniform(0.05, 0.6)
            case = sheet.incident([s, sheet.mate(s, duty.day)], p, at.replace(microsecond=0))
            after = [Duty(duty.day, "duty", at + timedelta(hours=2), duty.hi + timedelta(hours=1)), *_during(sheet, s, duty.hi, 3)]
            _speaks(sheet, s, p, rng, after[:2], rng.randrange(1, 4), 0.6, case)
    sheet.control(s, "DA-car")


def _neighbourhood(sheet: Sheet, rng: Random) -> None:
    """A resident who rings about the same neighbours every day, and is rung back now and then."""
    days = min(100, sheet.asked.days - 10)
    s, p, since = _in_charge(sheet, rng, "OIC", "neighbourhood", "antisocial behaviour", days, 30, 0.6)
    for day in range(1, days):
        sheet.contact(
            s,
            p,
            (since + timedelta(days=day, hours=rng.uniform(-2, 9))).replace(microsecond=0),
            "call",
            "in",
            rng.choice((0, 30, 200, 700)),
        )
    sheet.control(s, "neighbourhood", p)


def _missing(sheet: Sheet, rng: Random) -> None:
    """A child who is missing time and again: a task each time, and a mother who is spoken to all day."""
    s, p = sheet.officer("safeguarding"), sheet.person(flags="repeat", born=rng.randrange(1975, 1990))
    for duty in sheet.duties(s)[3:60:6]:
        over = duty.lo + timedelta(days=3)
        sheet.add("task", task_id=number_told("T", FIRST + sheet.key()), staff=s, person=p, kind="missing", from_=duty.lo, to=over)
        sheet.purposes.append((s, p, duty.lo, over, "T7"))
        _speaks(sheet, s, p, rng, [duty, *_during(sheet, s, duty.lo, 3)], rng.randrange(6, 14), 0.8)
    sheet.control(s, "missing", p)


def _negotiator(sheet: Sheet, rng: Random) -> None:
    """Called out to somebody on a roof, and on the telephone with them for six hours, most of them after the end of the duty."""
    s, p = sheet.officer("CID", "response"), sheet.person(flags="MH,vulnerable", sex=rng.choice("FM"), born=rng.randrange(1960, 2004))
    duty = _begins(sheet, s, rng, 6)
    out = duty.hi + timedelta(hours=1)
    home = out + timedelta(hours=7)
    sheet.add(
        "duty", staff=s, planned_start=out, planned_end=home, actual_start=out, actual_end=home, code="duty", overtime_min=420,
        confidence="actual",
    )  # fmt: skip
    sheet.incident([s], p, out + timedelta(minutes=5), "concern for safety", "other")
    for _ in range(60):
        at = out + timedelta(minutes=rng.randrange(40, 400), seconds=rng.randrange(60))
        sheet.contact(s, p, at, rng.choice(("call", "sms", "sms")), rng.choice(("out", "out", "in")), rng.randrange(5, 900))
    sheet.control(s, "negotiator", p)


def _pool(sheet: Sheet, rng: Random) -> None:
    """A telephone that lies in the front office, registered to whoever had it first; a woman who reports every day, and many others."""
    s, p = sheet.officer("neighbourhood"), sheet.person(born=rng.randrange(1960, 2004))
    begins = _begins(sheet, s, rng, min(60, sheet.asked.days - 8))
    number = telephone_told(sheet.asked, _pool_key(sheet))
    sheet.add("phone_asset", msisdn_e164=number, staff=s, pool=True, from_=START - timedelta(days=400))
    sheet.incident([s, sheet.mate(s, begins.day)], p, begins.lo + timedelta(hours=1))
    for day in range(1, min(60, sheet.asked.days - begins.day - 1)):
        for _ in range(rng.randrange(1, 4)):
            at = (begins.lo + timedelta(days=day, hours=rng.uniform(0, 14))).replace(microsecond=0)
            sheet.contact(s, p, at, rng.choice(("call", "sms")), rng.choice(("out", "in")), rng.randrange(5, 400), number=number)
    sheet.control(s, "pool-phone", p)


def _pool_key(sheet: Sheet) -> int:
    """The key of a telephone that belongs to nobody: above the officers' own."""
    return 10 ** (6 if sheet.asked.officers <= 4000 else 8) - 1 - sheet.asked.officers - sheet.key()


def _recycled(sheet: Sheet, rng: Random) -> None:
    """The number of a woman whom the officer met is given up, and goes to the officer's brother."""
    s, p = sheet.officer("response"), sheet.person(born=rng.randrange(1960, 2000), number=False)
    begins = _begins(sheet, s, rng, sheet.asked.days * 2 // 3)
    sheet.incident([s, sheet.mate(s, begins.day)], p, begins.lo + timedelta(hours=1))
    up, again = begins.lo + timedelta(days=6), begins.lo + timedelta(days=9)
    brother = sheet.person(flags="", sex="M", born=rng.randrange(1970, 2000), number=False)
    number = sheet.number(p)
    sheet.add(
        "phone_link",
        msisdn_e164=number,
        person=p,
        source="records system",
        valid_from=START - timedelta(days=300),
        valid_to=up,
        confidence="confirmed",
        shared=False,
    )
    sheet.add(
        "phone_link", msisdn_e164=number, person=brother, source="records system", valid_from=again, confidence="confirmed", shared=False
    )
    sheet.add("association", staff=s, person=brother, kind="family")
    duties = _during(sheet, s, again, sheet.asked.days // 2)
    for _ in range(80):
        duty = duties[rng.randrange(len(duties))]
        at = (duty.lo + (duty.hi - duty.lo) * rng.uniform(0, 1) + timedelta(hours=rng.choice((0, 0, 6)))).replace(microsecond=0)
        sheet.contact(s, p, at, rng.choice(("call", "sms")), rng.choice(("out", "in")), rng.randrange(5, 400))
    sheet.control(s, "recycled", p)


def _dst(sheet: Sheet, rng: Random) -> None:
    """At work on the night on which the clocks change, in charge of a case, on the telephone in the hour that is missing or twice there."""
    for day in (90, 300):
        found = sheet.engine.rows(
            "SELECT s FROM worked WHERE role = 'response' AND code = 'duty' AND day = $day AND hour(lo) >= 20 ORDER BY s", day=day - 1
        )
        able = [row["s"] for row in found if row["s"] in sheet.free["response"]]
        if day >= sheet.asked.days or not able:
            continue
        s = able[rng.randrange(len(able))]
        sheet.free["response"].remove(s)
        night = next(duty for duty in sheet.duties(s) if duty.day == day - 1)
        p, lo = sheet.person(born=rng.randrange(1960, 2004)), night.lo - timedelta(days=5)
        case = sheet.incident([s, sheet.mate(s, max(0, day - 6))], p, lo)
        sheet.charge(s, p, case, "OIC", lo, lo + timedelta(days=20))
        middle = START + timedelta(days=day, minutes=20)
        _speaks(sheet, s, p, rng, [Duty(day, "duty", middle, middle + timedelta(hours=2))], 20, 0.7, case)
        sheet.control(s, "dst", p)


def _roster_loss(sheet: Sheet, rng: Random) -> None:
    """A tenth of the unit's roster is lost, and an officer of it has an ordinary case: what is missing must not look like time off."""
    s, p, _ = _in_charge(sheet, rng, "OIC", "response", "violence", 50, 40, 0.7)
    sheet.lossy_units.add(int(sheet.staff[s]["unit"]))
    sheet.control(s, "roster-loss", p)


def _reposted(sheet: Sheet, rng: Random) -> None:
    """Moved to another unit in the middle of a case, which goes on."""
    s, p, since = _in_charge(sheet, rng, "OIC", "response", "violence", 60, 40, 0.7)
    detective = sheet.someone("CID", s)
    sheet.reposted.append((s, day_of(since) + 25, "CID", int(sheet.staff[detective]["unit"])))
    sheet.control(s, "reposted", p)


def _merge(sheet: Sheet, rng: Random) -> None:
    """Two records of one person, one of which became the other: the case stands on the old one, the look-ups and the number on the new."""
    s, p, since = _in_charge(sheet, rng, "OIC", "CID", "violence", 45, 40, 0.7)
    new = sheet.person(born=1985)
    old = next(row for row in sheet.rows["person"] if row["person_id"] == person_id(p))
    old["merged_into"] = person_id(new)
    for duty in _during(sheet, s, since, 40)[:10]:
        sheet.look(s, new, duty.lo + (duty.hi - duty.lo) * rng.uniform(0.1, 0.9))
        sheet.contact(s, new, (duty.lo + timedelta(hours=2)).replace(microsecond=0), "call", seconds=60)
    sheet.control(s, "merge", new)


KINDS: dict[str, Callable[[Sheet, Random], None]] = {
    "FLO": _flo, "SOIT": _soit, "DA-car": _da_car, "neighbourhood": _neighbourhood, "missing": _missing, "negotiator": _negotiator,
    "pool-phone": _pool, "recycled": _recycled, "dst": _dst, "roster-loss": _roster_loss, "reposted": _reposted, "merge": _merge,
}  # fmt: skip
