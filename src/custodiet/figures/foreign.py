"""Other people's complaint data: a mapping says which column means what, and every row is taken, doubtful or refused, with its reasons.

A doubtful row is counted where it can be: somebody called “UNKNOWN” was complained of, but is nobody, and never joined with the next
“UNKNOWN”. Nothing read this way is a case; it is counted and drawn, and that is all.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import Enum
from typing import Any

FIELDS = ("row", "case", "officer", "day", "category", "finding", "outcome", "sex", "ethnicity")
"""What a mapping may name. `case` and `day` must be there; `officer` may be several columns, which together name one person; `row`
is the file's own number of the row, by which one that stands in it twice is known."""
NEEDED = ("case", "day")
NOBODY = ""
NOT_SAID = "not said"


class WrongMapping(ValueError):
    """The mapping cannot be used. The message says what is wrong with it and what to write."""


class Fate(Enum):
    """What became of a row."""

    TAKEN = "taken"
    DOUBTFUL = "doubtful"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the file, counted from 1 without the head: what it says in our words, what became of it, and why."""

    number: int
    fate: Fate
    reasons: tuple[str, ...]
    says: Mapping[str, str] = field(default_factory=dict)
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Mapped:
    """A mapping: for each of our fields its columns, the days that can be, the words that name nobody, and values in our words."""

    title: str
    columns: Mapping[str, tuple[str, ...]]
    formats: tuple[str, ...]
    first: date
    last: date
    nobody: frozenset[str]
    values: Mapping[str, Mapping[str, str]]
    encoding: str = "utf-8-sig"


def mapping(said: Mapping[str, Any]) -> Mapped:
    """The mapping of a TOML document. Raises WrongMapping."""
    _shaped(said)
    columns = {name: tuple(_listed(each)) for name, each in said.get("columns", {}).items()}
    if unknown := sorted(columns.keys() - set(FIELDS)):
        raise WrongMapping(f"[columns] names “{unknown[0]}”. It may name: {', '.join(FIELDS)}.")
    if missing := [name for name in NEEDED if not columns.get(name)]:
        raise WrongMapping(f"[columns] does not say which column is the {missing[0]}. Without it no row can be counted.")
    days = said.get("days", {})
    first, last = days.get("first"), days.get("last")
    if type(first) is not date or type(last) is not date or first > last:
        raise WrongMapping("[days] needs `first` and `last`, as days: first = 2000-01-01. A day outside them is refused.")
    return Mapped(
        str(said.get("title", "Complaints")), columns, tuple(_listed(days.get("formats", "%Y-%m-%d"))), first, last,
        frozenset(_plain(each) for each in _listed(said.get("nobody", []))),
        {name: {_plain(key): str(value) for key, value in table.items()} for name, table in said.get("values", {}).items()},
        str(said.get("encoding", "utf-8-sig")),
    )  # fmt: skip


TABLES = ("columns", "days", "values", "beside")


def _shaped(said: Mapping[str, Any]) -> None:
    """Raise WrongMapping where something that is there is not of the kind that it has to be."""
    for name in TABLES:
        if not isinstance(said.get(name, {}), dict):
            raise WrongMapping(f"“{name}” is a table. Write [{name}] on a line of its own, and below it what belongs to it.")
    for name, table in said.get("values", {}).items():
        if not isinstance(table, dict):
            raise WrongMapping(
                f"“values.{name}” is a table. Write [values.{name}] on a line of its own, and below it our words for theirs."
            )
    lists = {f"[columns] {name}": each for name, each in said.get("columns", {}).items()}
    lists |= {"nobody": said.get("nobody", []), "[days] formats": said.get("days", {}).get("formats", [])}
    for name, each in lists.items():
        if not (isinstance(each, str) or (isinstance(each, list) and all(isinstance(word, str) for word in each))):
            raise WrongMapping(f"{name} is “{each}”, and it takes texts: a text in quotation marks, or several of them in [ ].")
    if odd := next((name for name, each in said.get("beside", {}).items() if not isinstance(each, str)), ""):
        raise WrongMapping(f"[beside] {odd} is no text. It takes the `file` and the `key`, each in quotation marks.")


def _listed(said: str | list[str]) -> list[str]:
    return [said] if isinstance(said, str) else said


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold()


def read(rows: Iterable[Mapping[str, str]], by: Mapped) -> Iterator[Row]:
    """Every row with its fate; none is left out.

    A row whose own number stood in the file before is refused. Where rows have no number, one that says the same as an earlier one
    is doubtful and counts: a person can be accused of one thing twice in a case.
    """
    seen: set[tuple[tuple[str, str], ...]] = set()
    for number, raw in enumerate(rows, 1):
        row = _row(number, raw, by)
        if row.fate is not Fate.REFUSED:
            key = (("row", row.says["row"]),) if row.says["row"] else tuple(sorted(row.says.items()))
            if key in seen and row.says["row"]:
                row = Row(number, Fate.REFUSED, ("its number stands in the file before",))
            elif key in seen and row.says["officer"] != NOBODY:
                row = replace(row, fate=Fate.DOUBTFUL, reasons=(*row.reasons, "it says the same as an earlier row"))
            seen.add(key)
        yield row


def _row(number: int, raw: Mapping[str, str], by: Mapped) -> Row:
    if None in raw or None in raw.values():
        return Row(number, Fate.REFUSED, ("not as many columns as the head of the file",))
    says = {name: _joined(raw, by.columns.get(name, ())) for name in FIELDS}
    day = _day(says["day"], by)
    refused = []
    if not says["case"]:
        refused.append("no case")
    if day is None:
        refused.append("no day that can be read" if says["day"] else "no day")
    elif not by.first <= day <= by.last:
        refused.append("a day that cannot be")
    if refused:
        return Row(number, Fate.REFUSED, tuple(refused))
    doubts = list(_doubts(says, raw, by))
    return Row(number, Fate.DOUBTFUL if doubts else Fate.TAKEN, tuple(doubts), says, day)


def _joined(raw: Mapping[str, str], columns: tuple[str, ...]) -> str:
    return " ".join(" ".join((raw.get(column) or "").split()) for column in columns).strip()


def _doubts(says: dict[str, str], raw: Mapping[str, str], by: Mapped) -> Iterator[str]:
    """What is doubtful in it; puts the values into our words as it goes."""
    if by.columns.get("officer"):
        parts = [_plain(raw.get(column) or "") for column in by.columns["officer"]]
        if any(part in by.nobody for part in parts) or not any(parts):
            says["officer"] = NOBODY
            yield "names nobody: a placeholder stands for the person"
    for name, table in by.values.items():
        given = _plain(says.get(name, ""))
        if given in table:
            says[name] = table[given]
        elif given:
            yield f"a {name} that the mapping does not know"
            says[name] = NOT_SAID


def _day(words: str, by: Mapped) -> date | None:
    for each in by.formats:
        try:
            return datetime.strptime(words, each).date()  # noqa: DTZ007 (a day has no zone)
        except ValueError:
            continue
    return None


@dataclass(frozen=True)
class Tally:
    """What was read: how many rows came to what, why, and the counts of what was taken or doubtful."""

    rows: int
    fates: Counter[Fate]
    reasons: Counter[tuple[Fate, str]]
    counts: Mapping[str, Counter[str]]
    people: Counter[str]


def tally(rows: Iterable[Row]) -> Tally:
    """Everything counted in one pass."""
    fates: Counter[Fate] = Counter()
    reasons: Counter[tuple[Fate, str]] = Counter()
    people: Counter[str] = Counter()
    counts: dict[str, Counter[str]] = {name: Counter() for name in ("year", *COUNTED)}
    for row in rows:
        fates[row.fate] += 1
        reasons.update((row.fate, why) for why in row.reasons)
        if row.fate is Fate.REFUSED or row.day is None:
            continue
        counts["year"][str(row.day.year)] += 1
        for name in COUNTED:
            counts[name][row.says[name] or NOT_SAID] += 1
        if row.says["officer"] != NOBODY:
            people[_plain(row.says["officer"])] += 1
    return Tally(fates.total(), fates, reasons, counts, people)


COUNTED = ("category", "finding", "outcome", "sex", "ethnicity")
OFTEN = ((1, "1"), (3, "2 to 3"), (9, "4 to 9"), (19, "10 to 19"))
OFTENEST = "20 or more"


def how_often(people: Counter[str]) -> Counter[str]:
    """How many people stand in how many rows."""
    found: Counter[str] = Counter({words: 0 for _, words in OFTEN} | {OFTENEST: 0})
    found.update(next((words for most, words in OFTEN if number <= most), OFTENEST) for number in people.values())
    return found
