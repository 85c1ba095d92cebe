"""What a cell of a table says: a day, a time, a zone, a length of time, an amount of data. Every pattern is anchored and simple.

A day in numbers keeps its three numbers; which is the day and which the month is for the file as a whole to prove (`DateOrder`).
"""

import re
from dataclasses import dataclass, field
from datetime import timedelta
from functools import lru_cache
from typing import Literal, TypeAlias
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from custodiet.evidence.moments import Moment, Order, day_of, in_zone, since_1970
from custodiet.evidence.reading import Choice, Question

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FULL = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
_ISO = re.compile(r"([12][0-9]{3})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?![0-9])")
_COMPACT = re.compile(r"([12][0-9]{3})([0-9]{2})([0-9]{2})(?![0-9])")
_NUMBERS = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4}|[0-9]{2})(?![0-9])")
_NAMED = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)?[-/ ]{1,2}([A-Za-z]{3,9})\.?[-/, ]{1,2}([0-9]{4}|[0-9]{2})(?![0-9])")
_MONTH_FIRST = re.compile(r"([A-Za-z]{3,9})\.? ([0-9]{1,2})(?:st|nd|rd|th)?,? ([0-9]{4})(?![0-9])")
_WEEKDAY = re.compile(r"(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)(?:day|sday|nesday|rsday|urday)?\.?,? ", re.IGNORECASE)
_TIME = re.compile(r"([0-9]{1,2})[:.]([0-9]{2})(?:[:.]([0-9]{2})(?:[.,]([0-9]{1,9}))?)? ?(am|pm|a\.m\.|p\.m\.)?", re.IGNORECASE)
_SHORT_TIME = re.compile(r"([01][0-9]|2[0-3])([0-5][0-9])([0-5][0-9])?")
_ZONE = re.compile(r"\(?(Z|UTC|GMT|BST)?\)? ?([+-][0-9]{1,2}(?::?[0-9]{2})?)?\)?", re.IGNORECASE)

Numbers: TypeAlias = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Stamp:
    """A day, a time or both, as a cell writes them. `numbers` are in the order they stand; `order` is given where the text shows it."""

    numbers: Numbers | None = None
    order: Order | None = None
    time: timedelta | None = None
    zone: str = ""
    epoch: float | None = None


@lru_cache(10_000)
def stamp(text: str) -> Stamp | None:
    """What a cell says of day and time; None where it says neither."""
    text = " ".join(text.replace("\u202f", " ").replace("\u00a0", " ").split())
    if len(text) > 80:
        return None
    if re.fullmatch(r"1[0-9]{9}(?:\.[0-9]{1,6})?", text):
        return Stamp(epoch=float(text))
    if re.fullmatch(r"1[0-9]{12}", text):
        return Stamp(epoch=int(text) / 1000)
    if re.fullmatch(r"[12][0-9]{13}", text):  # as exchanges write it: 20211124190311
        text = f"{text[:8]} {text[8:]}"
    if weekday := _WEEKDAY.match(text):
        text = text[weekday.end() :]
    numbers, order, rest = _day(text)
    if numbers is None:
        return _clock(text)
    rest = rest.lstrip("Tt, ").removeprefix("at ").removeprefix("- ")
    if not rest:
        return Stamp(numbers, order)
    clock = _clock(rest)
    return Stamp(numbers, order, clock.time, clock.zone) if clock else None


def _day(text: str) -> tuple[Numbers | None, Order | None, str]:
    for pattern in (_ISO, _COMPACT):
        if found := pattern.match(text):
            return (int(found[1]), int(found[2]), int(found[3])), "ymd", text[found.end() :]
    if found := _NUMBERS.match(text):
        return (int(found[1]), int(found[2]), int(found[3])), None, text[found.end() :]
    if (found := _NAMED.match(text)) and (month := _month(found[2])):
        return (int(found[1]), month, int(found[3])), "dmy", text[found.end() :]
    if (found := _MONTH_FIRST.match(text)) and (month := _month(found[1])):
        return (month, int(found[2]), int(found[3])), "mdy", text[found.end() :]
    return None, None, text


def _month(word: str) -> int | None:
    word = word.lower()
    known = word in MONTHS or word in _FULL or word == "sept"
    return MONTHS.index(word[:3]) + 1 if known else None


def _clock(text: str) -> Stamp | None:
    """A time of day, with its zone where one follows."""
    found = _TIME.match(text)
    if found is None:
        found = _SHORT_TIME.fullmatch(text)
        return Stamp(time=timedelta(hours=int(found[1]), minutes=int(found[2]), seconds=int(found[3] or 0))) if found else None
    hours, minutes, seconds = int(found[1]), int(found[2]), int(found[3] or 0)
    if half := (found[5] or "").lower().replace(".", ""):
        if not 1 <= hours <= 12:
            return None
        hours = hours % 12 + (12 if half == "pm" else 0)
    zone = _ZONE.fullmatch(text[found.end() :].strip())
    if zone is None or hours > 23 or minutes > 59 or seconds > 59:
        return None
    fraction = int((found[4] or "0").ljust(6, "0")[:6])
    return Stamp(time=timedelta(hours=hours, minutes=minutes, seconds=seconds, microseconds=fraction), zone=_zone_of(zone[1], zone[2]))


def _zone_of(name: str | None, offset: str | None) -> str:
    if offset:
        return offset
    return {"": "", "bst": "+01:00"}.get((name or "").lower(), "UTC")


@lru_cache(100)
def zone_in(header: str) -> str:
    """The zone that a header names, as in `Start (UTC)` or `Time UTC+1`; empty where it names none."""
    found = re.search(r"\b(UTC|GMT|BST)(?: ?([+-][0-9]{1,2}(?::?[0-9]{2})?))?", header[:200], re.IGNORECASE)
    return _zone_of(found[1], found[2]) if found else ""


@lru_cache(100)
def known_zone(name: str) -> bool:
    """Whether `in_zone` knows that zone."""
    if re.fullmatch(r"(?:UTC|GMT)?[+-](?:0?[0-9]|1[0-4])(?::?[0-5][0-9])?|Z", name):
        return True
    try:
        return bool(ZoneInfo(name))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False


def moment(said: Stamp, order: Order | None, zone: str) -> Moment | str:
    """The moment of a stamp that has day and time, or a sentence why it is none."""
    if said.epoch is not None:
        return since_1970(said.epoch)
    if said.numbers is None or said.time is None:
        return "The time of day is not said." if said.numbers else "The day is not said."
    settled = said.order or order
    if settled is None:
        return "Which number is the day and which the month is not settled."
    day = day_of(said.numbers, settled)
    if day is None:
        return f"{'/'.join(map(str, said.numbers))} is no date with {WORDS[settled]}."
    if not known_zone(said.zone or zone):
        return f"The zone {said.zone or zone} is not known."
    return in_zone(day + said.time, said.zone or zone)


WORDS: dict[Order, str] = {"dmy": "the day first", "mdy": "the month first", "ymd": "the year first"}


@dataclass(slots=True)
class DateOrder:
    """What the dates of a whole file prove of the order of day and month. Feed it every date, then ask."""

    fits: dict[Order, int] = field(default_factory=lambda: {"dmy": 0, "mdy": 0})
    dates: int = 0
    example: tuple[str, Numbers] | None = None

    def see(self, text: str, said: Stamp | None) -> None:
        """Take one date into account. A text that is a date in no order proves nothing."""
        if said is None or said.numbers is None or said.order:
            return
        fitting = [order for order in self.fits if day_of(said.numbers, order)]
        self.dates += bool(fitting)
        for order in fitting:
            self.fits[order] += 1
        if self.example is None and len(fitting) == 2 and said.numbers[0] != said.numbers[1]:
            self.example = (text, said.numbers)

    def proven(self) -> set[Order]:
        """The orders in which every date is one. Both: nothing proves either. None: the file mixes them."""
        return {order for order, count in self.fits.items() if count == self.dates}

    def question(self) -> Question:
        """Which is it: both meanings of one date of the file."""
        mixed = not self.proven()
        why = (
            f"Of {self.dates} dates {self.fits['dmy']} are dates with the day first and {self.fits['mdy']} with the month first: "
            "a program has mixed them."
            if mixed
            else "Every date in the file is a date both ways, so the file does not prove its order."
        )
        return Question("date_order", "Does the day or the month come first?", why, tuple(self._choice(order) for order in self.fits))

    def _choice(self, order: Order) -> Choice:
        if self.example is None:
            return Choice(order, WORDS[order])
        text, numbers = self.example
        day = day_of(numbers, order)
        return Choice(order, f"“{text}” is {day.day} {day:%B %Y}" if day else WORDS[order])


def combined(day: Stamp | None, time: Stamp | None) -> Stamp | None:
    """A day from one cell and a time from another."""
    if day is None or time is None or day.numbers is None or time.time is None:
        return day
    return Stamp(day.numbers, day.order, time.time, time.zone or day.zone)


Unit: TypeAlias = Literal["seconds", "minutes", "hours", "mm:ss", "h:mm"]
_UNITS: dict[str, int] = {"h": 3600, "hr": 3600, "hrs": 3600, "hour": 3600, "hours": 3600, "m": 60, "min": 60, "mins": 60, "minute": 60,
                          "minutes": 60, "s": 1, "sec": 1, "secs": 1, "second": 1, "seconds": 1}  # fmt: skip
_PART = re.compile(r"([0-9]{1,7}(?:\.[0-9]{1,4})?) ?([a-z]{1,7})\.?,? ?")
_PLAIN = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,6})?")
_PARTED = re.compile(r"([0-9]{1,5}):([0-9]{2})(?::([0-9]{2})(?:\.[0-9]{1,9})?)?")
NO_LENGTH = {"", "-", "--", "n/a", "na", "none", "null"}


def seconds(text: str, unit: str = "") -> int | None:
    """A length of time in seconds. `unit` is that of a plain number, or `h:mm` where two parts are hours and minutes. None: not said.

    Raises ValueError where the text is a length in no way known, or a plain number without a unit.
    """
    text = " ".join(text.lower().split())
    if text in NO_LENGTH:
        return None
    if found := _PARTED.fullmatch(text):
        first, second = int(found[1]), int(found[2])
        if found[3] is not None:
            return first * 3600 + second * 60 + int(found[3])
        return first * 3600 + second * 60 if unit == "h:mm" else first * 60 + second
    if _PLAIN.fullmatch(text):
        if unit not in {"seconds", "minutes", "hours"}:
            raise ValueError(f"“{text}” is a length without a unit.")
        return round(float(text) * {"seconds": 1, "minutes": 60, "hours": 3600}[unit])
    total, at = 0.0, 0
    while part := _PART.match(text, at):
        if part[2] not in _UNITS:
            break
        total, at = total + float(part[1]) * _UNITS[part[2]], part.end()
    if at != len(text) or not at:
        raise ValueError(f"“{text[:40]}” is no length of time.")
    return round(total)


@lru_cache(100)
def unit_in(header: str) -> str:
    """The unit of time that a header names, as in `Duration (secs)` or `DurationSeconds`; empty where it names none."""
    words = re.findall(r"[a-z]+(?::[a-z]+)*", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", header[:200]).lower())
    if any(word in {"h:mm", "hh:mm"} for word in words):
        return "h:mm"
    for unit, known in (("seconds", ("s", "sec", "secs", "second", "seconds")), ("minutes", ("min", "mins", "minute", "minutes"))):
        if any(word in known for word in words):
            return unit
    return ""


_SIZES = {"b": 1, "byte": 1, "bytes": 1, "kb": 1024, "mb": 1024**2, "gb": 1024**3}


def data_bytes(text: str, unit: str = "") -> int | None:
    """An amount of data in bytes, where the cell or `unit` says in what; None where neither does."""
    found = re.fullmatch(r"([0-9]{1,15}(?:\.[0-9]{1,6})?) ?([kmg]?b|bytes?)?", " ".join(text.lower().replace(",", "").split()))
    if found is None or not (size := _SIZES.get(found[2] or unit)):
        return None
    return round(float(found[1]) * size)


@lru_cache(100)
def size_in(header: str) -> str:
    """The unit of data that a header names; empty where it names none."""
    return next((word for word in re.findall(r"[a-z]+", header.lower()[:200]) if word in _SIZES and word != "b"), "")
