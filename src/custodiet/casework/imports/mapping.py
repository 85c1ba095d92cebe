"""Which file and which column is what: guessed from the headers, written as TOML for a person to put right, and read back."""

import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any


class WrongMapping(Exception):
    """A mapping that cannot be used. The message says where and what to write."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Something that a table of an extract may hold: its name, in words, whether a row needs it, and headers it goes by.

    A header that is its bare name is the first it goes by, unless that name stands among `headers` later or `bare` is false:
    a column “Allegation” holds what is alleged, and the reference stands beside it.
    """

    name: str
    about: str
    needed: bool = False
    headers: tuple[str, ...] = ()
    bare: bool = True

    @property
    def known(self) -> tuple[str, ...]:
        """The headers it goes by, the likeliest first."""
        own = (self.name,) if self.bare and self.name not in self.headers else ()
        return tuple(_folded(header) for header in (*own, *self.headers))


CASE = Asked(
    "case", "the reference of the case", True, ("case ref", "case reference", "case number", "case no", "case id", "matter ref", "case")
)
SUBJECT = Asked("subject", "the reference of the person", True, (
    "subject ref", "subject reference", "subject no", "subject number", "subject id", "person ref", "person id", "officer id", "subject",
))  # fmt: skip


def _may(name: str, about: str, headers: str, bare: bool = True) -> Asked:
    """What a row may hold or not."""
    return Asked(name, about, False, tuple(headers.split(", ")), bare)


_REFERENCES = "allegation ref, allegation reference, allegation number, allegation no, allegation id"
TABLES: dict[str, tuple[Asked, ...]] = {
    "cases": (
        Asked("reference", "the reference of the case", True, CASE.headers),
        _may("kind", "complaint, conduct matter or death or serious injury matter", "case type, type, matter type, nature"),
        _may("received_on", "the day on which it came in", "date received, received, complaint date, date of complaint"),
        _may("recorded_on", "the day on which it was recorded", "date recorded, recorded"),
        _may("closed_on", "the day on which it was closed", "date closed, closed, date finalised, completed date"),
        _may("result", "how it ended, in words", "case result, disposition, final result"),
    ),
    "people": (
        CASE,
        SUBJECT,
        _may("name", "the name", "full name, subject name, officer name"),
        _may("role", "subject, or complainant", "involvement, person type"),
        _may("rank", "the rank", "grade"),
        _may("number", "the collar or staff number", "collar number, collar no, warrant number, staff number"),
        _may("born_on", "the day of birth", "date of birth, dob, born"),
    ),
    "allegations": (
        CASE,
        SUBJECT,
        _may("allegation", "the reference of the allegation", _REFERENCES, bare=False),
        _may("category", "the category", "allegation type, allegation category"),
        _may("conduct", "what is alleged, in words", "summary, description, allegation summary, allegation details, allegation"),
        _may("from_day", "when the conduct began", "incident date, date of incident, date from"),
        _may("to_day", "when it ended", "date to, incident end date"),
    ),
    "outcomes": (
        CASE,
        SUBJECT,
        Asked("outcome", "the outcome", True, ("action", "action taken", "sanction", "result")),
        _may("on", "the day of the outcome", "outcome date, date of outcome, action date, date of action, hearing date, date"),
        _may("months", "the months of a warning", "warning months, length"),
    ),
}
"""What is taken from an extract. What stands in other columns stays in the file, and the report says which columns those are."""

DAY_ORDERS = ("day first", "month first")
SCHEMES = ("2020", "other")


@dataclass(frozen=True, slots=True)
class Taken:
    """A file and the header of the column of each thing it holds."""

    file: str
    columns: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Layout:
    """A whole mapping. `source` names the other system: it is part of what tells a row again, so it never changes."""

    source: str
    tables: Mapping[str, Taken]
    dates: str = "day first"
    scheme: str = "2020"
    kind: str = ""
    received_between: tuple[date, date] | None = None
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def means(self, what: str, word: str) -> str | None:
        """What a word of the extract stands for; None where the mapping does not say. `what`: kinds, ranks, categories, outcomes."""
        known = {_folded(each): meant for each, meant in self.words.get(what, {}).items()}
        return known.get(_folded(word))


def guessed(source: str, headers: Mapping[str, Iterable[str]]) -> Layout:
    """The mapping that the names of the files and their headers suggest; what is not known by its name is left out."""
    found: dict[str, Taken] = {}
    for table, asked in TABLES.items():
        best: tuple[int, str, dict[str, str]] | None = None
        for file, names in sorted(headers.items()):
            columns = columns_of(table, names)
            score = len(columns) + (10 if table.rstrip("s") in file.casefold() or table in file.casefold() else 0)
            if all(each.name in columns for each in asked if each.needed) and (best is None or score > best[0]):
                best = (score, file, columns)
        if best and (best[0] >= 10 or best[1] not in {each.file for each in found.values()}):
            found[table] = Taken(best[1], best[2])
    return Layout(source, found)


def columns_of(table: str, names: Iterable[str]) -> dict[str, str]:
    """Which of these headers is what in that table, as far as their names say."""
    folded = {_folded(name): name for name in reversed(list(names))}
    found: dict[str, str] = {}
    for each in TABLES[table]:
        hit = next((folded[name] for name in each.known if name in folded and folded[name] not in found.values()), None)
        if hit is not None:
            found[each.name] = hit
    return found


def read(text: str) -> Layout:
    """The mapping of a TOML file."""
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        raise WrongMapping(f"The mapping is no TOML: {wrong}. `custodiet cases mapping FOLDER` writes one to begin with.") from wrong
    return of(said)


def of(said: Mapping[str, Any]) -> Layout:
    """The mapping of what a TOML file or a form says. Raises WrongMapping."""
    if not str(said.get("source", "")).strip():
        raise WrongMapping('The mapping does not say which system the files are from. Write: source = "its name".')
    tables = {table: _taken(table, said[table]) for table in TABLES if table in said}
    if not tables:
        raise WrongMapping(f"The mapping names no table. There may be {', '.join(f'[{table}]' for table in TABLES)}.")
    words = {what: _words(said, what) for what in ("kinds", "ranks", "categories", "results")}
    return Layout(
        str(said["source"]).strip(), tables, _one_of(said, "dates", DAY_ORDERS), _one_of(said, "scheme", SCHEMES),
        str(said.get("kind", "")),
        _between(said), words | {"outcomes": _words(said, "outcome_words")},
    )  # fmt: skip


def plain(layout: Layout) -> dict[str, Any]:
    """The mapping as plain data, which `of` reads again."""
    said: dict[str, Any] = {"source": layout.source, "dates": layout.dates, "scheme": layout.scheme, "kind": layout.kind}
    if layout.received_between:
        said["received_between"] = list(layout.received_between)
    said |= {table: {"file": taken.file, **taken.columns} for table, taken in layout.tables.items()}
    return said | {("outcome_words" if what == "outcomes" else what): dict(words) for what, words in layout.words.items() if words}


def _taken(table: str, said: Any) -> Taken:
    columns = {name: str(header) for name, header in said.items() if name != "file"} if isinstance(said, dict) else {}
    known = [each.name for each in TABLES[table]]
    if not isinstance(said, dict) or not said.get("file"):
        raise WrongMapping(f'[{table}] does not name its file. Write: file = "{table}.csv".')
    if odd := [name for name in columns if name not in known]:
        raise WrongMapping(f"[{table}] has “{odd[0]}”, which is nothing that is taken. It may have: {', '.join(known)}.")
    if missing := [each.name for each in TABLES[table] if each.needed and each.name not in columns]:
        raise WrongMapping(f'[{table}] does not say in which column {missing[0]} is. Write: {missing[0]} = "the header".')
    return Taken(str(said["file"]), columns)


def _words(said: Mapping[str, Any], what: str) -> dict[str, str]:
    found = said.get(what, {})
    if not isinstance(found, dict):
        raise WrongMapping(
            f'{what} is a table of words and what they mean. Write [{what}] on a line of its own, and below: "word" = "meaning".'
        )
    return {str(word): str(meaning) for word, meaning in found.items()}


def _one_of(said: Mapping[str, Any], name: str, choices: tuple[str, ...]) -> str:
    found = str(said.get(name, choices[0]))
    if found not in choices:
        raise WrongMapping(f"{name} = “{found}” is not known. It is one of: {', '.join(choices)}.")
    return found


def _between(said: Mapping[str, Any]) -> tuple[date, date] | None:
    days = said.get("received_between")
    if days is None:
        return None
    if not (isinstance(days, list) and len(days) == 2 and all(type(day) is date for day in days) and days[0] < days[1]):
        raise WrongMapping("received_between is two days, the earlier first: received_between = [2014-01-01, 2019-12-31].")
    return days[0], days[1]


def written(layout: Layout) -> str:
    """The mapping as TOML, with what else may be said as remarks."""
    lines = [f"source = {json.dumps(layout.source)}  # the system the files are from; never change it afterwards"]
    lines.append(f"dates = {json.dumps(layout.dates)}  # or: {DAY_ORDERS[1]}")
    lines.append(f"scheme = {json.dumps(layout.scheme)}  # of the categories; or: other")
    kind, days = layout.kind, layout.received_between
    lines.append(f"{'' if kind else '# '}kind = {json.dumps(kind or 'complaint')}  # where the extract does not say of what kind a case is")
    between = f"[{days[0]}, {days[1]}]" if days else "[2014-01-01, 2019-12-31]"
    lines.append(f"{'' if days else '# '}received_between = {between}  # where it does not say when a case came in")
    for table, asked in TABLES.items():
        taken = layout.tables.get(table)
        lines += ["", f"[{table}]" if taken else f"# [{table}]"]
        lines.append(f"{'' if taken else '# '}file = {json.dumps(taken.file if taken else table + '.csv', ensure_ascii=False)}")
        for each in asked:
            header = taken.columns.get(each.name) if taken else None
            lines.append(f"{'' if header else '# '}{each.name} = {json.dumps(header or '', ensure_ascii=False)}  # {each.about}")
    remarks = {"kinds": "Conduct", "ranks": "Det Con", "categories": "Incivility", "outcome_words": "FWW"}
    meant = {"kinds": "conduct matter", "ranks": "constable", "categories": "H1", "outcome_words": "final written warning"}
    for name, example in remarks.items():
        said = layout.words.get("outcomes" if name == "outcome_words" else name, {})
        lines += ["", f"[{name}]", f"# {json.dumps(example)} = {json.dumps(meant[name])}"]
        lines += [f"{json.dumps(word, ensure_ascii=False)} = {json.dumps(meaning, ensure_ascii=False)}" for word, meaning in said.items()]
    return "\n".join(lines) + "\n"


def _folded(word: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", word.casefold()).strip()
