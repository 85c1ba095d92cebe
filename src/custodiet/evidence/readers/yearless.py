"""Days without a year, as printed bills and rosters write them (“Wed 24 Nov”). Which year is for a person to say; the days of the week
narrow it.

Days follow one another, so from December to January the year goes on, and back again where the newest stand first.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from custodiet.evidence.cells import MONTHS, stamp
from custodiet.evidence.reading import Answers, Choice, Question, UnreadableFile

WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY = re.compile(
    r"(?:(mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,? )?([0-9]{1,2})(?:st|nd|rd|th)?[- ]"
    r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\b\.?",
    re.IGNORECASE,
)
FIRST, LAST = 2000, 2035
"""Years that may be meant: not the present one, for a file is read the same whenever it is read."""
MOST = 12


@dataclass(frozen=True, slots=True)
class Yearless:
    """A day and month, with its day of the week where it stands there; `end` is where they end in the text."""

    weekday: str
    day: int
    month: int
    end: int


def without_year(text: str) -> Yearless | None:
    """What a cell says that begins with a day and a month and names no year."""
    found = _DAY.match(text[:60])
    if found is None or stamp(text) is not None:
        return None
    return Yearless((found[1] or "").lower(), int(found[2]), MONTHS.index(found[3].lower()) + 1, found.end())


def check(answers: Answers) -> None:
    """Refuse an answer that is no year."""
    told = answers.get("year", str(FIRST))
    if not (told.isdecimal() and FIRST <= int(told) <= LAST):
        raise UnreadableFile(f"“{told}” is no year. Give that of the first day with four figures, such as 2021.")


@dataclass(slots=True)
class Years:
    """The years of one pass over a file, as so many after that of its first day; and what was seen, to ask by."""

    after: int = 0
    month: int = 0
    example: str = ""
    seen: set[tuple[int, tuple[str, int, int]]] = field(default_factory=set)

    def dated(self, text: str, answers: Answers) -> str:
        """The text with its year; without one where nobody has said it, or where the day of the week belies it."""
        said = without_year(text)
        if said is None:
            return text
        if self.month and abs(said.month - self.month) > 6:
            self.after += 1 if said.month < self.month else -1
        self.month, self.example = said.month, self.example or text[:40]
        self.seen.add((self.after, (said.weekday, said.day, said.month)))
        if "year" not in answers:
            return text
        year = int(answers["year"]) + self.after
        return f"{text[: said.end]} {year}{text[said.end :]}" if _fits(year, said.weekday, said.day, said.month) else text

    def questions(self, answers: Answers) -> Iterator[Question]:
        """Which year it is, where days without one were seen and nobody has said it, or what was said cannot be."""
        possible = [year for year in range(FIRST, LAST + 1) if all(_fits(year + after, *there) for after, there in self.seen)]
        told = answers.get("year")
        if not self.seen or (told and int(told) in possible):
            return
        why = "Its days name none." + (" The days of the week leave these." if any(weekday for _, (weekday, *_) in self.seen) else "")
        if told:
            why = f"In {told} its days do not fall on the days of the week that it names. {why}"
        choices = tuple(Choice(str(year), f"“{self.example}” is in {year}") for year in reversed(possible)) if len(possible) <= MOST else ()
        yield Question("year", f"Of which year is “{self.example}”, the first day?", why, choices)


def _fits(year: int, weekday: str, day: int, month: int) -> bool:
    try:
        return not weekday or WEEK[date(year, month, day).weekday()] == weekday
    except ValueError:
        return False
