"""How the cells of an extract are read: what a column holds, the force's code tables, and what a cell must say.

A word that a code table does not know is asked for, never guessed; `code.<column>.<word>` answers it for the whole file.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from custodiet.evidence.clock import said
from custodiet.evidence.facts import Value
from custodiet.evidence.mapping import Field, plain
from custodiet.evidence.reading import Answers, Choice, Outcome, Question, Remark
from custodiet.evidence.telephone import number

Kind: TypeAlias = Literal["text", "whole", "real", "yes/no", "at", "from", "to", "telephone", "digest", "year", "code", "flags"]
MOST_QUESTIONS = 40
"""Words of a code table that are asked for; a column with more unknown words is not the column that it was taken for."""
LONGEST_WORD = 200
"""Characters of a word of a code table."""
MOST_KEPT = 10_000
"""Words whose meaning is kept at hand while a file is read."""
YES, NO = {"y", "yes", "true", "1", "t", "x"}, {"n", "no", "false", "0", "f"}
_DATED = re.compile(r"date|time|day|^at$|^in$|^out$|^to$|^from$")
_WHOLE = re.compile(r"-?[0-9]{1,15}(?:\.0{1,6})?")
_REAL = re.compile(r"([0-9]{1,6}(?:\.[0-9]{1,6})?) ?(%?)")


class Unfit(ValueError):
    """A cell does not say what its column must. The message is the row's refusal."""


@dataclass(frozen=True, slots=True)
class Col:
    """A column of the fact table: the headers that it goes by, how its cells are read, and whether a row without it says nothing.

    A moment may stand in two columns, `clock` being the headers of its time of day. `codes` are the words of a code table, by what
    each means. `hidden` text never leaves the reader, not even in a refusal.
    """

    name: str
    headers: tuple[str, ...]
    kind: Kind = "text"
    needed: bool = False
    about: str = ""
    clock: tuple[str, ...] = ()
    codes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    hidden: bool = False

    @property
    def is_moment(self) -> bool:
        """Whether it holds a day or a moment."""
        return self.kind in ("at", "from", "to")

    @property
    def fields(self) -> Iterator[Field]:
        """The columns of the file that it is read from."""
        yield Field(self.name, (*self.headers, *self._longer()), self.needed, self.about, self.hidden)
        if self.is_moment:
            more = tuple(self._times())
            if self.clock or more:
                yield Field(f"{self.name}_clock", (*self.clock, *more), about=f"the time of day of {self.about or self.name}")

    def _times(self) -> Iterator[str]:
        """The headers of its time of day where its day has a column of its own: of `Arrival date` it is `Arrival time`."""
        if self.kind != "at":
            yield from (f"{each} time" for each in self.headers)
        for header in (*self.headers, *self._longer()):
            if "date" in header and "time" not in header:
                yield header.replace("date", "time")

    def _longer(self) -> Iterator[str]:
        """The headers of a moment, said at more length: for `created` also `Created date/time`, `Date created`, `Date and time created`.

        `Stopped at` and the like come last, for they may be places.
        """
        headers = self.headers if self.is_moment else ()
        bare = [header for header in headers if not _DATED.search(header)]
        for header in headers:
            if header in bare:
                yield from (f"{header} {more}" for more in ("date time", "date and time", "date", "on"))
                yield from (f"{more} {header}" for more in ("date time", "date and time", "date"))
            elif "date" in header and "time" not in header:
                yield from (f"{header} time", f"{header} and time")
        yield from (f"{header} at" for header in bare)


@dataclass(slots=True)
class Codes:
    """The code tables of a file: what a person told, and the words that nobody has told yet."""

    answers: Answers
    unknown: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    asked: dict[str, Question] = field(default_factory=dict)
    met: dict[tuple[str, str], str | None] = field(default_factory=dict)

    def ask(self, question: Question) -> None:
        """Keep a question for the end, once for the file."""
        self.asked.setdefault(question.key, question)

    def meaning(self, column: Col, text: str) -> str | None:
        """What a word means; None where it is not known, and then it will be asked."""
        key = column.name, text
        if key not in self.met:
            if len(self.met) > MOST_KEPT:
                self.met.clear()
            self.met[key] = self._look_up(column, text)
        return self.met[key]

    def _look_up(self, column: Col, text: str) -> str | None:
        told = self.answers.get(f"code.{column.name}.{text}")
        if told is not None:
            return told or None
        if len(text) > LONGEST_WORD:
            raise Unfit(
                f"“{_short(text)}” has {len(text):,} characters, too many for {column.about or column.name}: the columns may have slipped."
            )
        word = plain(text)
        for meaning, words in column.codes.items():
            if word == plain(meaning) or word in map(plain, words):
                return meaning
        if len(self.unknown) <= MOST_QUESTIONS:
            self.unknown.setdefault((column.name, text), tuple(column.codes))
        return None

    def questions(self) -> Iterator[Outcome]:
        """What is to be asked; of words, one question for each as far as there are few."""
        yield from self.asked.values()
        for count, ((name, text), meanings) in enumerate(self.unknown.items()):
            if count == MOST_QUESTIONS:
                yield Remark(
                    "codes",
                    f"More than {MOST_QUESTIONS} words under {name} are not known. It may be the wrong column; see the columns read.",
                )
                return
            yield Question(
                f"code.{name}.{text}",
                f"What does “{text}” mean as {name}?",
                "The force's code table is its own, and this word is in none that is known. Until it is answered the column is left empty.",
                tuple(Choice(meaning, f"“{text}” is {meaning}") for meaning in meanings),
            )


def value(column: Col, text: str, codes: Codes) -> Value:
    """The value of a cell that holds no moment. Raises Unfit where it does not say what its column must."""
    match column.kind:
        case "whole":
            if not _WHOLE.fullmatch(text.replace(",", "")):
                raise Unfit(f"“{_short(text)}” is no whole number, where {column.about or column.name} should stand.")
            return int(text.replace(",", "").partition(".")[0])
        case "real":
            if (found := _REAL.fullmatch(text)) is None:
                raise Unfit(f"“{_short(text)}” is no number, where {column.about or column.name} should stand.")
            return float(found[1]) / (100 if found[2] else 1)
        case "yes/no":
            if text.lower() not in YES | NO:
                raise Unfit(f"“{_short(text)}” is neither yes nor no, where {column.about or column.name} should stand.")
            return text.lower() in YES
        case "code":
            return codes.meaning(column, text)
        case "digest":
            return digest(text)
        case "year":
            return year(text)
        case "telephone":
            return telephone(text)
        case "flags":
            return ", ".join(part for each in re.split(r"[;,|]", text.lower()) if (part := each.strip()))
        case _:
            return text


def digest(text: str) -> str:
    """The digest of what stood there, without regard to case and blanks: two can be told to be the same, and neither can be read."""
    return hashlib.sha256(" ".join(text.casefold().split()).encode()).hexdigest()


def year(text: str) -> int | None:
    """The year of a date of birth, or a year; None where it has two digits, which may be either century."""
    if found := re.fullmatch(r"(?:1[89]|20)[0-9]{2}(?:\.0)?", text):
        return int(found[0][:4])
    words = said(text)
    if words.numbers is None:
        raise Unfit(f"“{_short(text)}” is neither a year nor a date.")
    found_year = max(words.numbers)
    return found_year if found_year >= 1800 else None


def telephone(text: str) -> str | None:
    """A telephone number in E.164. Raises Unfit for what is no number, SpoiltNumber for what a spreadsheet has spoilt."""
    found = number(text)
    if found.e164 is None and found.kind != "withheld":
        raise Unfit(f"“{_short(text)}” is no whole telephone number ({found.kind}).")
    return found.e164


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
