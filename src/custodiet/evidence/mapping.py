"""Which column of a table means what: guessed from the headers, put right by a person, and by headers seen before.

A guess is a header that is one of the words known for a field, nothing looser. An answer `column.called` is for every table of a
file that has such a header; `column.called@1f2e…` for tables with exactly these headers, which is how a correction is remembered.
The answer `#3` is the third column, and `#0` none. How rows are read under their headers is in `headed`.
"""

import re
from collections.abc import Iterable, Sequence
from collections.abc import Mapping as Named
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256

from custodiet.evidence.moments import Order
from custodiet.evidence.reading import Answers

LONGEST_HEADER = 200
"""Characters of a header by which its column is called."""
NONE = "#0"
"""The answer that no column holds a field."""
_BRACKETS = re.compile(r"[(\[][^()\[\]]{0,60}[)\]]")
_NOT_WORD = re.compile(r"[^0-9a-z#£%]+")
_NUMBERED = re.compile(r"#([1-9][0-9]{0,3})")


@dataclass(frozen=True, slots=True)
class Field:
    """What a column may mean, and the headers it is known by. `about` says it to a person. What stands in a `hidden` one is never shown."""

    name: str
    synonyms: tuple[str, ...]
    needed: bool = False
    about: str = ""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Profile:
    """A named layout of a table, with what its files do not say themselves. A change of meaning is a new version.

    `signature` are headers that together prove the layout. `order`, `zone` and `duration` (seconds, minutes …) are how its days and
    lengths are written; `outgoing` that it holds what was charged, so outgoing events only; `fixed` values of every row.
    """

    name: str
    version: int
    about: str
    fields: tuple[Field, ...]
    signature: tuple[str, ...] = ()
    order: Order | None = None
    zone: str = ""
    duration: str = ""
    outgoing: bool = False
    fixed: Named[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mapping:
    """The headers of a table as they stood, and the column of each field that was found. `told`: the fields that an answer placed."""

    header: tuple[str, ...]
    columns: Named[str, int]
    told: frozenset[str] = frozenset()

    def shown(self) -> dict[str, str]:
        """Field and header, for a person to look over."""
        return {name: self.word(column) for name, column in self.columns.items()}

    def word(self, column: int) -> str:
        """What a column is called in an answer: its header, or its number where it has none, shares it, or nobody would read it."""
        header = self.header[column]
        return header if header and len(header) <= LONGEST_HEADER and self.header.count(header) == 1 else f"#{column + 1}"


def layout(header: Sequence[str]) -> str:
    """What stands for a table's headers, in their order: sixteen digits that tell nothing of the words."""
    return sha256("\x1f".join(each.strip() for each in header).encode()).hexdigest()[:16]


def plain(header: str) -> str:
    """A header without case, blanks and signs: `Called No.` and `called_no` are one."""
    return _NOT_WORD.sub("", header.lower().replace("ﬁ", "fi"))


def plain_names(header: Sequence[str]) -> tuple[list[str], list[str]]:
    """Each header plainly, and without what stands in brackets."""
    whole = [plain(each) for each in header]
    return whole, [
        plain(_BRACKETS.sub(" ", each)) if "(" in each or "[" in each else name for each, name in zip(header, whole, strict=True)
    ]


@lru_cache(2_000)  # the words of a few dozen readers, looked for in every one of the first rows of every file
def known(synonyms: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(plain, synonyms))


def answer(answers: Answers, name: str, of: str = "") -> str | None:
    """Which column a person said holds a field: in tables of that layout, else in any."""
    return answers.get(f"column.{name}@{of}", answers.get(f"column.{name}"))


def layouts(answers: Answers) -> frozenset[str]:
    """The layouts that some answer is about."""
    return frozenset(key.partition("@")[2] for key in answers if key.startswith("column.") and "@" in key)


def guess(header: Sequence[str], fields: Iterable[Field], answers: Answers | None = None) -> Mapping:
    """The column of each field: as a person answered, else the header that is one of its words. No column serves twice.

    An answer that names no column of this table leaves the field to be guessed: it may be meant for another sheet.
    """
    columns: dict[str, int] = {}
    whole, bare = plain_names(header)
    fields, present, none = tuple(fields), {*whole, *bare}, set()
    of = layout(header) if any("@" in key for key in answers or ()) else ""
    for each in fields if answers else ():
        if (said := answer(answers or {}, each.name, of)) is None:
            continue
        found = column_of(said, header, whole)
        if found is not None and found not in columns.values():
            columns[each.name] = found
        elif said.strip() == NONE:
            none.add(each.name)
    told = frozenset(columns) | none
    for each in fields:
        if each.name not in told:
            words = [word for word in known(each.synonyms) if word in present]
            hits = (names.index(word) for names in (whole, bare) for word in words if word in names)
            free = next((hit for hit in hits if hit not in columns.values()), None)
            if free is not None:
                columns[each.name] = free
    return Mapping(tuple(header), {each.name: columns[each.name] for each in fields if each.name in columns}, told)


def column_of(said: str, header: Sequence[str], whole: Sequence[str] = ()) -> int | None:
    """The column that a person named: by its header, or as `#3`; None where there is no such column."""
    said = said.strip()
    if said and said in header:
        return header.index(said)
    if numbered := _NUMBERED.fullmatch(said):
        number = int(numbered[1]) - 1
        return number if number < len(header) else None
    whole = whole or [plain(each) for each in header]
    return whole.index(plain(said)) if plain(said) and plain(said) in whole else None
