"""Applicants compared with the College's public barred list: each a hit, possible, or none, with the reasons. Nothing is kept.

The public list gives name, force, rank, reasons and day, and no date of birth (BL17 10); so a name alone settles nothing, and an entry
leaves it after five years (BL17 11). Whoever is not found may still be barred: only the College can say (Police Act 1996 s.88C).
"""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

MOST = 5_000_000
"""Bytes of a file; the whole public list has fewer than two thousand entries."""
LIST_COLUMNS = {
    "name": ("name", "full name", "surname and forenames"),
    "given": ("forename", "forenames", "first name", "first names", "given names"),
    "family": ("surname", "last name", "family name"),
    "force": ("force", "police force", "organisation"),
    "rank": ("rank", "rank or role", "role"),
    "reason": ("reason", "reasons", "reason category", "reason for dismissal", "category"),
    "day": ("date", "date of dismissal", "date of finding", "date of dismissal or finding", "dismissal date"),
}
APPLICANT_COLUMNS = {
    "reference": ("reference", "applicant", "applicant reference", "number", "id"),
    "name": LIST_COLUMNS["name"],
    "given": LIST_COLUMNS["given"],
    "family": LIST_COLUMNS["family"],
    "also": ("also known as", "former name", "former names", "previous names", "other names", "maiden name"),
    "force": ("former force", "former forces", "previous force", "previous forces", "force", "forces", "police force"),
}
_SHORT = {
    "bob": ("robert",), "rob": ("robert",), "bill": ("william",), "will": ("william",), "liam": ("william",), "dick": ("richard",),
    "rick": ("richard",), "jim": ("james",), "jack": ("john",), "tony": ("anthony",), "mike": ("michael",),
    "steve": ("stephen", "steven"), "kate": ("catherine", "katherine"), "liz": ("elizabeth",), "beth": ("elizabeth",),
    "peggy": ("margaret",), "maggie": ("margaret",), "harry": ("henry", "harold"), "ted": ("edward",), "ned": ("edward",),
    "andy": ("andrew",), "dave": ("david",), "sean": ("shaun", "shawn"),
}  # fmt: skip
"""Forenames that are used in place of another without being its beginning."""
_STOP = frozenset({"police", "constabulary", "service", "force", "the", "of", "and", "city", "greater"})


class Unreadable(Exception):
    """A file cannot be compared. The message says which line or column, why, and what to do."""


class Match(StrEnum):
    """How an applicant stands to the list."""

    HIT = "hit"
    POSSIBLE = "possible"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the public list, with its line in the file."""

    line: int
    name: str
    force: str
    rank: str
    reason: str
    day: str


@dataclass(frozen=True, slots=True)
class Applicant:
    """Somebody who applies, under the reference of the application, with every name and former force that was given."""

    line: int
    reference: str
    names: tuple[str, ...]
    forces: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found of one applicant: the entries that may be theirs, each with why."""

    reference: str
    name: str
    match: Match
    because: tuple[str, ...]


def read_list(data: bytes) -> list[Entry]:
    """The public list from a CSV file. Raises `Unreadable`."""
    rows = list(_rows(data, LIST_COLUMNS, "the barred list"))
    return [
        Entry(line, _whole(row), row.get("force", ""), row.get("rank", ""), row.get("reason", ""), row.get("day", "")) for line, row in rows
    ]  # fmt: skip


def read_applicants(data: bytes) -> list[Applicant]:
    """The applicants from a CSV file. Raises `Unreadable`."""
    found = []
    for line, row in _rows(data, APPLICANT_COLUMNS, "the applicants"):
        others = [each.strip() for each in re.split(r"[;/]", row.get("also", "")) if each.strip()]
        family = [f"{row.get('given', '')} {each}" if " " not in each else each for each in others]
        found.append(Applicant(line, row.get("reference") or f"line {line}", (_whole(row), *family), row.get("force", "")))
    return found


def compared(entries: Sequence[Entry], applicants: Iterable[Applicant]) -> list[Answer]:
    """Each applicant against every entry, in the order of the file."""
    return [_answer(entries, applicant) for applicant in applicants]


def _answer(entries: Sequence[Entry], applicant: Applicant) -> Answer:
    found = [(_judged(entry, applicant), entry) for entry in entries]
    sure = [(why, entry) for (match, why), entry in found if match is Match.HIT]
    perhaps = [(why, entry) for (match, why), entry in found if match is Match.POSSIBLE]
    match = Match.HIT if sure else Match.POSSIBLE if perhaps else Match.NONE
    because = tuple(_sentence(why, entry) for why, entry in (*sure, *perhaps))
    return Answer(applicant.reference, applicant.names[0], match, because)


def _sentence(why: str, entry: Entry) -> str:
    told = ", ".join(filter(None, (entry.name, entry.rank, entry.force, entry.day)))
    return f"Line {entry.line} of the list ({told}): {why}."


def _judged(entry: Entry, applicant: Applicant) -> tuple[Match, str]:
    wanted = _words(entry.name)
    forces = _forces(entry.force) & _forces(applicant.forces)
    best: tuple[Match, str] = (Match.NONE, "")
    for name in applicant.names:
        match, why = _name(wanted, _words(name))
        if match is Match.NONE:
            continue
        if match is Match.HIT and forces:
            return Match.HIT, f"{why}, and a former force is the same"
        where = "the former force is another" if applicant.forces and entry.force else "no former force can be compared"
        best = (Match.POSSIBLE, f"{why}; {'a former force is the same' if forces else where}")
    return best


def _name(listed: list[str], given: list[str]) -> tuple[Match, str]:
    """How near two names are; the order of the words does not count."""
    if not listed or not given:
        return Match.NONE, ""
    if sorted(listed) == sorted(given):
        return Match.HIT, "the name is the same"
    one, other = set(listed), set(given)
    if len(one) > 1 and len(other) > 1 and (one < other or other < one):
        return Match.HIT, "the name is the same but for a further forename"
    if len(listed) < 2 or len(given) < 2:
        return Match.NONE, ""
    own, theirs = [word for word in listed if word not in given], [word for word in given if word not in listed]
    if len(own) == len(theirs) == 1 and _short_for(own[0], theirs[0]):
        return Match.POSSIBLE, f"one name may stand for the other ({own[0]}, {theirs[0]})"
    near = [(a, b) for a, b in zip(sorted(listed), sorted(given), strict=False) if a != b]
    if len(listed) == len(given) and len(near) == 1 and _one_slip(*near[0]):
        return Match.POSSIBLE, f"the name differs by one letter ({near[0][0]}, {near[0][1]})"
    return Match.NONE, ""


def _short_for(one: str, other: str) -> bool:
    """Whether the one is an initial, the beginning, or a usual short form of the other."""
    short, long = sorted((one, other), key=len)
    if len(short) == 1 or len(short) > 2:
        return long.startswith(short) or long in _SHORT.get(short, ())
    return False


def _one_slip(one: str, other: str) -> bool:
    """Whether one letter more, less, other, or two in the wrong order make the one word the other; short words are left alone."""
    if min(len(one), len(other)) < 4 or abs(len(one) - len(other)) > 1:
        return False
    first = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    rest = (one[first + 1 :], other[first + 1 :]), (one[first:], other[first + 1 :]), (one[first + 1 :], other[first:])
    swapped = one[first : first + 2] == other[first : first + 2][::-1] and one[first + 2 :] == other[first + 2 :]
    return swapped or any(a == b for a, b in rest)


def _words(name: str) -> list[str]:
    """The words of a name, folded: “O’Neill, Seán” is sean, oneill."""
    family, comma, given = name.partition(",")
    text = f"{given} {family}" if comma else name
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return re.findall(r"[a-z0-9]+", re.sub(r"['’`.]", "", plain))


def _forces(text: str) -> frozenset[str]:
    return frozenset(word for word in _words(text.replace(",", " ").replace(";", " ")) if word not in _STOP)


def _whole(row: dict[str, str]) -> str:
    return row.get("name") or f"{row.get('given', '')} {row.get('family', '')}".strip()


def _rows(data: bytes, columns: dict[str, tuple[str, ...]], what: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Every row by the names of `columns`, with its line. Raises `Unreadable`."""
    table = csv.reader(io.StringIO(_text(data, what), newline=""), delimiter=_delimiter(data))
    try:
        head = next((row for row in table if any(cell.strip() for cell in row)), [])
        places = {field: _place(head, names) for field, names in columns.items()}
        if places["name"] is None and (places["given"] is None or places["family"] is None):
            raise Unreadable(
                f"The file of {what} has no column for the name (its first line is: {', '.join(head)[:120]}). Name one “Name”, or two "
                "“Forenames” and “Surname”."
            )
        found = False
        for row in table:
            if not any(cell.strip() for cell in row):
                continue
            told = {field: row[i].strip() for field, i in places.items() if i is not None and i < len(row)}
            if not _words(_whole(told)):
                raise Unreadable(f"Line {table.line_num} of {what} has no name that could be compared. Write it in, or take the line out.")
            found = True
            yield table.line_num, told
    except csv.Error as broken:
        raise Unreadable(f"Line {table.line_num} of {what} cannot be read ({broken}). Save the table as CSV (UTF-8) again.") from broken
    if not found:
        raise Unreadable(f"The file of {what} holds no line beside its head, so nothing was compared. Look whether it is the right file.")


def _place(head: Sequence[str], names: tuple[str, ...]) -> int | None:
    told = [" ".join(cell.casefold().replace("_", " ").split()).strip("\ufeff ") for cell in head]
    return next((told.index(name) for name in names if name in told), None)


def _text(data: bytes, what: str) -> str:
    if len(data) > MOST:
        raise Unreadable(f"The file of {what} is larger than {MOST // 1_000_000} million bytes. Look whether it is the right file.")
    if b"\0" in data:
        raise Unreadable(f"The file of {what} is no text, so it is no CSV file. Save the table as CSV (UTF-8).")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable(f"The file of {what} is in an encoding that is not known. Save the table as CSV (UTF-8).")


def _delimiter(data: bytes) -> str:
    first = data.split(b"\n", 1)[0]
    return max(",;\t", key=lambda each: first.count(each.encode()))
