"""Days without a year, as printed bills and rosters write them (“Wed 24 Nov”). Which year is for a person to say; the days of the week
narrow it.

Where days follow one another from row to row, the year goes on from December to January, or back where the newest stand first. Where
they do not, or more than half a year lies between two, the file may mean one year or another, and is asked.
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
_YEAR = re.compile(r"[-/., ]{0,2}(?:'[0-9]{2}|(?:19|20)[0-9]{2})(?![0-9:])")
FIRST, LAST = 2000, 2035
"""Years that may be meant: not the present one, for a file is read the same whenever it is read."""
MOST = 12
TURNS = {
    "near": "days that stand next to each other lie less than half a year apart",
    "oldest first": "the oldest stand first: where the month falls, a year has begun",
    "newest first": "the newest stand first: where the month rises, a year has ended",
    "one year": "all are of one year",
}
"""The orders in which days without a year may stand, and what each means for the year."""


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
    if found is None or stamp(text) is not None or _YEAR.match(text, found.end()):
        return None
    return Yearless((found[1] or "").lower(), int(found[2]), MONTHS.index(found[3].lower()) + 1, found.end())


def check(answers: Answers) -> None:
    """Refuse an answer that is no year."""
    told = answers.get("year", str(FIRST))
    if not (told.isdecimal() and FIRST <= int(told) <= LAST):
        raise UnreadableFile(f"“{told}” is no year. Give that of the first day with four figures, such as 2021.")
    if answers.get("year_turn", "near") not in TURNS:
        raise UnreadableFile(f"“{answers['year_turn'][:40]}” is no order of days. Give one of: {', '.join(TURNS)}.")


@dataclass(slots=True)
class Years:
    """The years of one pass over a file, as so many after that of its first day, by each order in which its days may stand.

    `first` is the first pass, which has seen the whole file; `rises` and `falls` whether a day stood a little after or before the last.
    """

    first: "Years | None" = None
    after: dict[str, int] = field(default_factory=lambda: dict.fromkeys(TURNS, 0))
    last: tuple[int, int] = (0, 0)
    rises: bool = False
    falls: bool = False
    wide: str = ""
    example: str = ""
    seen: set[tuple[tuple[int, ...], tuple[str, int, int]]] = field(default_factory=set)
    settled: tuple[str, ...] = ()

    def dated(self, text: str, answers: Answers) -> str:
        """The text with its year; without one where nobody has said it, it may be one of two, or the day of the week belies it."""
        said = without_year(text)
        if said is None:
            return text
        self._go_on(said, text)
        if "year" not in answers:
            return text
        turns = self.first.turns(answers) if self.first is not None else ("near",)
        years = {int(answers["year"]) + self.after[turn] for turn in turns}
        fitting = [year for year in years if _fits(year, said.weekday, said.day, said.month)]
        return f"{text[: said.end]} {fitting[0]}{text[said.end :]}" if len(fitting) == 1 else text

    def _go_on(self, said: Yearless, text: str) -> None:
        """Count the years on to that day, in each of the orders."""
        here = (said.month, said.day)
        if self.last[0] and here != self.last:
            rises = here > self.last
            if abs(said.month - self.last[0]) > 6:
                self.after["near"] += -1 if rises else 1
                self.wide = self.wide or text[:40]
            else:
                self.rises, self.falls = self.rises or rises, self.falls or not rises
            self.after["oldest first"] += not rises
            self.after["newest first"] -= rises
            for turn in self._excluded():
                self.after[turn] = 0
        self.last, self.example = here, self.example or text[:40]
        self.seen.add((tuple(self.after.values()), (said.weekday, said.day, said.month)))

    def _excluded(self) -> set[str]:
        """The orders that the days disprove. Days that follow one another prove an order; then not all are of one year for certain."""
        no = {"oldest first"} if self.falls else set[str]()
        no |= {"newest first"} if self.rises else set()
        return no | ({"one year"} if self.rises != self.falls else set())

    def turns(self, answers: Answers) -> tuple[str, ...]:
        """The orders that may be: as answered, else those that neither the days nor their names disprove. Ask after the first pass."""
        if not self.settled:
            left = [answers["year_turn"]] if "year_turn" in answers else [turn for turn in TURNS if turn not in self._excluded()]
            told = answers.get("year")
            possible = [turn for turn in left if (int(told) in self._possible(turn) if told else self._possible(turn))]
            self.settled = tuple(possible or left)
        return self.settled

    def _possible(self, turn: str) -> list[int]:
        """The years of the first day, with that order, in which every day has the name that it is given."""
        at = list(TURNS).index(turn)
        return [year for year in range(FIRST, LAST + 1) if all(_fits(year + after[at], *there) for after, there in self.seen)]

    def questions(self, answers: Answers) -> Iterator[Question]:
        """Which year it is, where days without one were seen and nobody has said it, or what was said cannot be; and in which order."""
        if not self.seen:
            return
        turns = self.turns(answers)
        possible = sorted({year for turn in turns for year in self._possible(turn)})
        told = answers.get("year")
        if not told or int(told) not in possible:
            named = any(weekday for _, (weekday, *_) in self.seen)
            why = "Its days name none." + (" The days of the week leave these." if named else "")
            if told:
                why = f"In {told} its days do not fall on the days of the week that it names. {why}"
            choices = tuple(Choice(str(year), f"“{self.example}” is in {year}") for year in reversed(possible))
            yield Question("year", f"Of which year is “{self.example}”, the first day?", why, choices if len(choices) <= MOST else ())
        places = [list(TURNS).index(turn) for turn in turns]
        if any(not weekday and len({after[at] for at in places}) > 1 for after, (weekday, *_) in self.seen):
            why = f"More than half a year, or the turn of one, lies before “{self.wide}”, and no year is named."
            yield Question("year_turn", "In what order do its days stand?", why, tuple(Choice(turn, TURNS[turn]) for turn in turns))


def _fits(year: int, weekday: str, day: int, month: int) -> bool:
    try:
        return not weekday or WEEK[date(year, month, day).weekday()] == weekday
    except ValueError:
        return False
