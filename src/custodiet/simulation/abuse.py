"""What is planted: officers who use their position on somebody they met on duty (L0 to L5), and others who look without a reason."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from random import Random

from custodiet.simulation.sheet import START, Duty, Sheet, day_of

SPAN, CALLS, TEXTS, OFF_DUTY = 70, 17, 43, 18
"""The pattern of a published case: 17 calls and 43 texts in ten weeks, 18 of the 60 off duty, two look-ups without a purpose."""


def plant(sheet: Sheet) -> None:
    """Everything that was asked for, on the sheet."""
    for kind, number in sheet.asked.plant.items():
        for nth in range(number):
            chance = sheet.chance.hand(f"plant {kind} {nth}")
            _KINDS[kind](sheet, kind, chance)


def meeting(sheet: Sheet, s: int, p: int, rng: Random, span: int) -> tuple[datetime, list[Duty]]:
    """An incident of hers that the officer attends with a colleague, with `span` days to follow; when it was, and the duties after."""
    duties = sheet.duties(s)
    able = [duty for duty in duties if duty.day + span + 4 < sheet.asked.days and duty.hi - duty.lo > timedelta(hours=7)]
    chosen = rng.randrange(len(able)) if able else 0
    met = next((duty for duty in able[chosen:] + able[:chosen] if _stays(duty, duties)), duties[0])
    at = met.lo + timedelta(minutes=rng.randrange(60, 240))
    case = sheet.incident([s, sheet.mate(s, met.day)], p, at)
    detective = sheet.someone("CID", s)
    sheet.charge(detective, p, case, "OIC", at + timedelta(hours=9), at + timedelta(days=20))
    return at, [duty for duty in duties if duty.lo > at + timedelta(days=3)]


def _stays(met: Duty, duties: list[Duty]) -> bool:
    """Whether the officer is not on leave right after that duty, and works six times more."""
    after = [duty.day - met.day for duty in duties if duty.day > met.day]
    return len(after) > 9 and after[0] < 12


def _article(sheet: Sheet, kind: str, rng: Random) -> None:
    """L0 exactly; L1 with every figure up to a quarter more or less; L2 half of it; L5 on duty only and covered up."""
    jitter = (lambda number: round(number * rng.uniform(0.75, 1.25))) if kind == "L1" else lambda number: number
    span = min(jitter(SPAN), sheet.asked.days - 10)
    calls, texts = (9, 21) if kind == "L2" else (jitter(CALLS), jitter(TEXTS))
    s, p = sheet.officer("response", "neighbourhood"), sheet.person(born=rng.randrange(1970, 2004))
    at, duties = meeting(sheet, s, p, rng, span + 5)
    if kind == "L0":
        sheet.spared.add(s)
    share_off = 0.0 if kind == "L5" else OFF_DUTY / 60 if kind != "L1" else rng.uniform(0.2, 0.4)
    since = next((at + timedelta(days=n) for n in range(1, 6) if _speaks_of(sheet, s, day_of(at) + n, span)), at + timedelta(days=1))
    moments = list(_moments(sheet, s, rng, since, span, calls + texts, share_off))
    kinds = ["call"] * calls + ["sms"] * texts
    rng.shuffle(kinds)
    for moment, each in zip(moments, kinds, strict=True):
        sheet.contact(s, p, moment, each, seconds=rng.randrange(20, 900))
        if kind == "L5" and rng.random() < 0.8:
            sheet.log(s, p, moment + timedelta(minutes=5), "call" if each == "call" else "text")
    within = [duty for duty in duties if duty.day < day_of(at) + span]
    looks = 2 if kind in ("L0", "L2") else rng.randrange(1, 5)
    found = _covered(sheet, s, p, rng, within) if kind == "L5" else [_look(sheet, s, p, rng, within) for _ in range(looks)]
    sheet.truth(s, p, kind, [day_of(moment) for moment in moments], found)


def _switch(sheet: Sheet, kind: str, rng: Random) -> None:
    """L3: a few calls and texts, then silence, for they went on where no bill shows it; two look-ups."""
    s, p = sheet.officer("response", "neighbourhood"), sheet.person(born=rng.randrange(1975, 2005))
    at, duties = meeting(sheet, s, p, rng, 26)
    moments = list(_moments(sheet, s, rng, at + timedelta(days=1), 14, 11, 0.3))
    for moment, each in zip(moments, ["call", "sms", "sms", "sms", "call", "sms", "sms", "sms", "call", "sms", "sms"], strict=True):
        sheet.contact(s, p, moment, each, seconds=rng.randrange(20, 600))
    found = [_look(sheet, s, p, rng, duties[:8]), _look(sheet, s, p, rng, duties[4:30])]
    sheet.truth(s, p, kind, [day_of(moment) for moment in moments], found)


def _looks_only(sheet: Sheet, kind: str, rng: Random) -> None:
    """L4: nothing on the work telephone; three look-ups after the purpose ended."""
    s, p = sheet.officer("response", "neighbourhood"), sheet.person(born=rng.randrange(1975, 2005))
    at, duties = meeting(sheet, s, p, rng, 50)
    found = [_look(sheet, s, p, rng, duties[:24]) for _ in range(3)]
    sheet.truth(s, p, kind, [day_of(at), day_of(at) + 50], found)


def _ex_partner(sheet: Sheet, kind: str, rng: Random) -> None:
    """Somebody the officer once lived with, whom the force met without them: four to fifteen look-ups over months."""
    s, p = (
        sheet.officer("response", "neighbourhood", "CID", "admin"),
        sheet.person(flags="DA" if rng.random() < 0.4 else "", born=rng.randrange(1970, 2000)),
    )
    other = sheet.someone("response", s)
    first = sheet.duties(other)
    sheet.incident([other], p, first[rng.randrange(len(first) // 2)].lo + timedelta(hours=2))
    duties = sheet.duties(s)
    chosen = sorted(rng.sample(duties, min(len(duties), rng.randrange(4, 16))), key=lambda duty: duty.day)
    found = [_look(sheet, s, p, rng, [duty]) for duty in chosen]
    sheet.truth(s, p, kind, [duty.day for duty in chosen], found)


def _trawler(sheet: Sheet, kind: str, rng: Random) -> None:
    """Opens one vulnerable woman after another, of whom they know nothing."""
    s = sheet.officer("response", "neighbourhood")
    duties = sheet.duties(s)
    start = rng.randrange(max(1, len(duties) // 2))
    several = duties[start : start + 12]
    them = sheet.engine.rows(
        "SELECT p FROM person_made WHERE p % 12 = 0 AND sex = 'F' AND dob_year BETWEEN 1980 AND 2004 AND merged IS NULL ORDER BY p"
    )
    chosen = rng.sample([row["p"] for row in them], min(len(them), rng.randrange(25, 60)))
    found = [_look(sheet, s, p, rng, several) for p in chosen]
    sheet.truth(s, None, kind, [duty.day for duty in several], found)


def _hot_subject(sheet: Sheet, kind: str, rng: Random) -> None:
    """Somebody everybody talks about: this officer looks out of curiosity. All of a force's cases look at one person within four days."""
    if sheet.hot is None:
        p, first = sheet.person(flags="", sex=rng.choice("FM"), born=rng.randrange(1960, 2002), number=False), sheet.someone("response", 0)
        duties = sheet.duties(first)
        sheet.hot = (p, duties[rng.randrange(len(duties) // 4, len(duties) * 3 // 4)].lo + timedelta(hours=1))
        sheet.incident([first], p, sheet.hot[1], "sudden death", "suspect")
    p, at = sheet.hot
    then = (at + timedelta(hours=3), at + timedelta(days=4))
    s = sheet.officer(
        "response", "neighbourhood", "CID", "admin", "custody", able=lambda duties: any(then[0] < duty.lo < then[1] for duty in duties)
    )
    duties = [duty for duty in sheet.duties(s) if then[0] < duty.lo < then[1]]
    found = [_look(sheet, s, p, rng, duties) for _ in range(rng.randrange(1, 3))]
    sheet.truth(s, p, kind, [duty.day for duty in duties], found)


def _own_circle(sheet: Sheet, kind: str, rng: Random) -> None:
    """The officer's own record, or that of a member of the family."""
    s = sheet.officer("response", "neighbourhood", "CID", "admin", "custody")
    p = sheet.person(flags="", sex=rng.choice("FM"), born=rng.randrange(1965, 2000))
    sheet.add("association", staff=s, person=p, kind=kind)
    other = sheet.someone("response", s)
    duties = sheet.duties(other)
    sheet.incident([other], p, duties[rng.randrange(len(duties) // 2)].lo + timedelta(hours=2), "theft", "witness")
    own = sheet.duties(s)
    chosen = sorted(rng.sample(own, min(len(own), rng.randrange(1, 5))), key=lambda duty: duty.day)
    found = [_look(sheet, s, p, rng, [duty]) for duty in chosen]
    sheet.truth(s, p, kind, [duty.day for duty in chosen], found)


def _look(sheet: Sheet, s: int, p: int, rng: Random, duties: list[Duty]) -> str:
    duty = duties[rng.randrange(len(duties))]
    return sheet.look(s, p, duty.lo + (duty.hi - duty.lo) * rng.uniform(0.05, 0.95))


def _covered(sheet: Sheet, s: int, p: int, rng: Random, duties: list[Duty]) -> list[str]:
    """Two under the log-in of a colleague who is at work at the same time, and one that the control room makes for the officer."""
    mate, operator = sheet.mate(s, duties[0].day), sheet.someone("control room", s)
    days = {duty.day for duty in sheet.duties(mate)}
    together = [duty for duty in duties if duty.day in days] or duties
    found = [_look(sheet, mate, p, rng, together) for _ in range(2)]
    duty = duties[rng.randrange(len(duties))]
    return [*found, sheet.look(operator, p, duty.lo + (duty.hi - duty.lo) * rng.uniform(0.1, 0.9), originator=s)]


def _moments(sheet: Sheet, s: int, rng: Random, since: datetime, span: int, number: int, share_off: float) -> Iterator[datetime]:
    """`number` moments of which the first and the last are `span` days apart, both days counted, and the stated share lies off duty."""
    first, last = day_of(since), day_of(since) + span - 1
    off = round(number * share_off)
    duties = [duty for duty in sheet.duties(s) if first <= duty.day < last]
    on_duty = [_on(duties[rng.randrange(len(duties))], rng) for _ in range(number - off)]
    at_home = _off_days(sheet, s, first, last)
    off_duty = [at_home[rng.randrange(len(at_home))] + timedelta(minutes=rng.randrange(10 * 60, 21 * 60)) for _ in range(off)]
    yield from sorted(_pinned(sheet, s, rng, on_duty, off_duty, first, last))


def _pinned(sheet: Sheet, s: int, rng: Random, on_duty: list[datetime], off_duty: list[datetime], first: int, last: int) -> list[datetime]:
    """The same, with one moment on the first day and one on the last, whichever state the officer is in on those days."""
    duties, free = sheet.duties(s), _off_days(sheet, s, first, last)
    for day in (first, last):
        duty = next((each for each in duties if each.day == day and day_of(each.lo) == day), None)
        rest = next((each for each in free if day_of(each) == day), None)
        if duty and on_duty:
            on_duty[0 if day == first else -1] = _early(duty, rng)
        elif rest and off_duty:
            off_duty[0 if day == first else -1] = rest + timedelta(minutes=rng.randrange(10 * 60, 21 * 60))
    return on_duty + off_duty


def _speaks_of(sheet: Sheet, s: int, first: int, span: int) -> bool:
    """Whether the officer is clearly at work or clearly off on the first and the last of these days."""
    last = first + span - 1
    plain = {duty.day for duty in sheet.duties(s)} | {day_of(day) for day in _off_days(sheet, s, first, last)}
    return {first, last} <= plain


def _on(duty: Duty, rng: Random) -> datetime:
    return (duty.lo + (duty.hi - duty.lo) * rng.uniform(0.05, 0.9)).replace(microsecond=0)


def _early(duty: Duty, rng: Random) -> datetime:
    return duty.lo + timedelta(minutes=rng.randrange(10, 110))


def _off_days(sheet: Sheet, s: int, first: int, last: int) -> list[datetime]:
    """Mornings (midnight, UTC) of days on which nothing is worked, nor on the night before."""
    rows = sheet.engine.rows(
        """
        SELECT duty_made.day FROM duty_made
        WHERE duty_made.s = $s AND duty_made.day BETWEEN $first AND $last AND NOT duty_made.working
          AND NOT EXISTS (SELECT 1 FROM worked WHERE worked.s = duty_made.s AND worked.day = duty_made.day - 1
                 AND worked.hi > TIMESTAMP '2024-01-01' + INTERVAL 1 DAY * duty_made.day + INTERVAL 9 HOUR)
        ORDER BY duty_made.day
        """,
        s=s, first=first, last=last,
    )  # fmt: skip
    return [START + timedelta(days=row["day"]) for row in rows]


_KINDS: dict[str, Callable[[Sheet, str, Random], None]] = {
    "L0": _article, "L1": _article, "L2": _article, "L3": _switch, "L4": _looks_only, "L5": _article, "ex-partner": _ex_partner,
    "trawler": _trawler, "hot-subject": _hot_subject, "self": _own_circle, "family": _own_circle,
}  # fmt: skip
