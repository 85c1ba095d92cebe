"""Days and times of handset reports: with an offset they are read, without one, or with day and month in doubt, they are asked for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from custodiet.evidence.moments import Moment, Order, day_of, in_zone, known_zone
from custodiet.evidence.reading import Answers, Choice, Question

_STAMP = re.compile(
    r"(\d{1,4})[-/.](\d{1,2})[-/.](\d{1,4})[T ,]{1,3}(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(?:[.,](\d{1,9}))?"
    r"\s?([AaPp])?\.?(?:[Mm]\.?)?\s?\(?(Z|UTC|GMT)?([+-]\d{1,2}(?::?\d{2})?)?\)?"
)
_SAID: dict[str, Order] = {"dmy": "dmy", "mdy": "mdy", "ymd": "ymd"}
LONGEST = 60
"""Characters of a day and time; a longer text is none."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """A text taken apart, before it is known what its numbers mean. `order` and `zone` are what the text itself says."""

    numbers: tuple[int, int, int]
    order: Order | None
    clock: tuple[int, int, int, int]
    zone: str


@dataclass(frozen=True, slots=True)
class When:
    """A day and time as it stood, the moment it means, or why that is not known."""

    text: str
    moment: Moment | None = None
    why: str = ""

    def columns(self) -> dict[str, str | None]:
        """The columns `at`, `at_alt`, `at_text`, `zone` of a fact."""
        return self.moment.columns(self.text) if self.moment else {"at_text": self.text or None, "zone": self.why or None}


def stamp(text: str) -> Stamp | None:
    """The text taken apart; None where it is no day and time."""
    found = _STAMP.fullmatch(text.replace("\u202f", " ").replace("\u00a0", " ").strip()) if len(text) <= LONGEST else None
    if found is None:
        return None
    first, second, third, hour, minute = (int(found[group]) for group in range(1, 6))
    if found[8]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found[8] in "Pp" else 0)
    if hour > 23 or minute > 59 or int(found[6] or 0) > 59:
        return None
    offset = _offset(found[10]) if found[10] else ("UTC" if found[9] else "")
    micro = int((found[7] or "0").ljust(6, "0")[:6])
    return Stamp((first, second, third), "ymd" if first > 99 else None, (hour, minute, int(found[6] or 0), micro), offset)


def _offset(text: str) -> str:
    hours, minutes = int(text[1:].replace(":", "")[:2]), int(text[1:].replace(":", "")[2:] or 0)
    return f"{text[0]}{hours:02d}:{minutes:02d}"


class Clock:
    """Reads the days and times of one file, by what the file says, then by what a person has answered, and asks for the rest."""

    def __init__(self, answers: Answers, *, zone: str = "", order: Order | None = None) -> None:
        self.zone = zone or answers.get("zone", "")
        self.order = order or _SAID.get(answers.get("date_order", ""))
        if self.zone:
            known_zone(self.zone)
        self._no_zone = self._no_order = ""

    def read(self, text: str) -> When:
        """What the text means."""
        text = text.strip()
        if not text:
            return When("", None, "The report gives no time.")
        parts = stamp(text)
        if parts is None:
            return When(text, None, f"“{text[:LONGEST]}” is not a day and time that can be read.")
        order = parts.order or self.order
        if order is None:
            order = _only_order(parts)
        if order is None:
            self._no_order = self._no_order or text
            return When(text, None, f"“{text}” may be two days: day and month cannot be told apart.")
        zone = parts.zone or self.zone
        if not zone:
            self._no_zone = self._no_zone or text
            return When(text, None, f"“{text}” does not say its zone: it may be UTC or local time.")
        return _settled(text, parts, order, zone)

    def questions(self) -> Iterator[Question]:
        """What was missing, if anything was, with an example of each meaning."""
        if self._no_order:
            yield self._order_question(self._no_order)
        if self._no_zone:
            yield Question(
                "zone",
                f"In which zone does the report give its times, such as “{self._no_zone}”?",
                "The times bear no offset. In summer, and for what happened near midnight, an hour decides the day and the duty.",
                (
                    Choice("UTC", "the times are UTC: in summer an hour earlier than on the wall"),
                    Choice("Europe/London", "the times are those of a clock on the wall"),
                ),
            )

    @staticmethod
    def _order_question(example: str) -> Question:
        parts = stamp(example)
        days = {order: parts and day_of(parts.numbers, order) for order in _SAID.values()}
        choices = tuple(Choice(order, f"“{example}” is {day.day} {day:%B %Y}") for order, day in days.items() if day)
        return Question(
            "order", f"In which order does the report write day and month, such as “{example}”?", "No date in it settles this.", choices
        )


def _only_order(parts: Stamp) -> Order | None:
    """The order, where the text can be a day in one order only."""
    possible = [order for order in _SAID.values() if day_of(parts.numbers, order) and not (order == "ymd" and parts.numbers[2] > 31)]
    return possible[0] if len(possible) == 1 else None


def _settled(text: str, parts: Stamp, order: Order, zone: str) -> When:
    day = day_of(parts.numbers, order)
    if day is None or not 1900 < day.year < 2200:
        return When(text, None, f"“{text}” is no day in the order {order}.")
    hour, minute, second, micro = parts.clock
    try:
        moment = in_zone(day + timedelta(hours=hour, minutes=minute, seconds=second, microseconds=micro), zone)
    except ValueError:  # an offset of a hundred hours
        return When(text, None, f"“{text}” has an offset that no place on Earth has.")
    return When(text, None, moment) if isinstance(moment, str) else When(text, moment)


def seconds(text: str) -> int | None:
    """A duration in whole seconds from `hh:mm:ss`, `mm:ss`, or a number of seconds; None where it is none."""
    parts = text.strip().split(":")
    if len(parts) > 3 or not all(
        part.replace(".", "", 1).isascii() and part.replace(".", "", 1).isdigit() and len(part) < 12 for part in parts
    ):
        return None
    total = 0.0
    for part in parts:
        total = total * 60 + float(part)
    return int(total)
