"""An import that a page carries: its files opened, its mapping as it stands or was remembered, and what would become of every row."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from custodiet.casework import vault
from custodiet.casework.access import Access, NotThere
from custodiet.casework.imports import mapping, rows
from custodiet.casework.imports.mapping import Layout, WrongMapping
from custodiet.casework.imports.plan import Fate, Plan, Verdict, plan
from custodiet.casework.jobs import Permission, permissions
from custodiet.casework.models import CaseImport, Conflict, Person, User
from custodiet.casework.queries import consulted
from custodiet.evidence.store import Stored
from custodiet.ledger.entries import canonical_json

Words = frozenset[str]
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
QUOTED = re.compile("“([^”]*)”")


@dataclass(frozen=True, slots=True)
class Looked:
    """An import as its page shows it. `wrong`: why the mapping cannot be used as it stands; then there is no plan.

    `cases`: how many it makes, and `reached`: how many of them are in, both as far as whoever reads it may know of them.
    """

    row: CaseImport
    wrong: str
    plan: Plan | None
    verdicts: tuple[Verdict, ...]
    left: Mapping[str, list[str]]
    remembered: CaseImport | None
    digest: str
    cases: int = 0
    reached: int = 0

    @property
    def counts(self) -> dict[str, Counter[Fate]]:
        """How many rows of each table have which fate."""
        found: dict[str, Counter[Fate]] = {table: Counter() for table in self.plan.layout.tables} if self.plan else {}
        for each in self.verdicts:
            found[each.row.table][each.fate] += 1
        return found


def every(access: Access) -> list[CaseImport]:
    """The imports, the latest first."""
    with transaction.atomic():
        found = list(CaseImport.objects.select_related("by"))
        consulted(access, None, "imports", ["source", "numbers of files", "how far it is", "who began it"])
    return found


def one(number: int) -> CaseImport:
    """The import of that number, or NotThere."""
    row = CaseImport.objects.select_related("by").filter(pk=number).first()
    if row is None:
        raise NotThere
    return row


def look(access: Access, number: int, today: date) -> Looked:
    """The import with what would become of every row, on record as looked at. Raises NotThere, Altered or NoKey."""
    with transaction.atomic():
        row = one(number)
        consulted(access, None, f"import {row.pk}", ["headers", "rows refused or doubtful"])
    return in_sight(access.user, looked(row, today))


def in_sight(user: User, found: Looked) -> Looked:
    """The same less the rows of a case that names the reader, or somebody with whom they declared a conflict.

    They are not counted either: a number that does not add up with what is shown would tell that there is something.
    """
    names, numbers = _kept_from(user)
    ours = {_case_of(each) for each in found.verdicts if each.row["number"] in numbers or _is_one_of(names, each.row["name"])} - {""}
    seen = (each for each in found.verdicts if _case_of(each) not in ours and not _named(names, each))
    cases = [case not in ours for case in found.plan.cases] if found.plan else []
    return replace(found, verdicts=tuple(seen), cases=sum(cases), reached=sum(cases[: found.row.reached]))


def _case_of(each: Verdict) -> str:
    return each.row["case"] or each.row["reference"]


def _named(names: Iterable[Words], each: Verdict) -> bool:
    """Whether the row itself names one of them, or the reason that is given for its fate does."""
    return any(_is_one_of(names, said) for said in (each.row["name"], *QUOTED.findall(each.why)))


def _is_one_of(names: Iterable[Words], said: str) -> bool:
    """Whether that is one of the names, however an extract orders it and whatever it puts beside it: “REES, Alun (PC)”."""
    words = _words(said)
    return any(name == words or (len(name) > 1 and name <= words) for name in names)


def _words(name: str) -> Words:
    return frozenset(WORD.findall(name.casefold()))


def _kept_from(user: User) -> tuple[set[Words], set[str]]:
    """The names, as the words of each, and the numbers by which an extract would name them."""
    conflicts = Conflict.objects.standing().filter(user=user).exclude(person=None).values("person")
    people = Person.objects.filter(Q(pk=user.person_id) | Q(pk__in=conflicts)).values_list("name", "officer__collar_number")
    told = [(user.full_name, ""), *people]
    return {_words(name) for name, _number in told} - {frozenset()}, {number for _name, number in told if number}


def waiting(access: Access, now: datetime) -> list[CaseImport]:
    """The imports whose files have lain locked for longer than they ought to, for whoever may end them; the oldest first."""
    if Permission.IMPORT not in permissions(access.user):
        return []
    old = CaseImport.objects.filter(ended_at=None, recorded_at__lt=now - timedelta(days=WAITS_DAYS))
    return list(old.select_related("by").order_by("recorded_at"))


WAITS_DAYS = 14
"""After so many days somebody is reminded that the files of an import, with names and what was alleged, still lie here."""


def looked(row: CaseImport, today: date) -> Looked:
    """The same, of a row that is at hand.

    A day lies ahead that lay ahead when the files came, however long it takes to bring them in: or a row that was refused would be taken
    between two presses, and the count of the cases that are in would begin to mean others.
    """
    if row.ended_at:
        return Looked(row, "", None, (), {}, None, "")
    try:
        layout = layout_of(row.said)
        read, left = rows.read(opened(row), layout)
    except WrongMapping as wrong:
        return Looked(row, str(wrong), None, (), {}, remembered_from(row), "")
    made = plan(read, layout, min(today, timezone.localdate(row.recorded_at)))
    told = row.told.values_list("table", "number", "why")
    return Looked(row, "", made, tuple(reconciled(made, told)), left, remembered_from(row), digest_of(row), len(made.cases))


def reconciled(made: Plan, doubts: Iterable[tuple[str, int, str]]) -> Iterable[Verdict]:
    """Of every row its fate. What the records knew better when it was brought in makes a row doubtful."""
    known: dict[tuple[str, int], str] = {}
    for table, number, why in doubts:
        known[table, number] = f"{known[table, number]} {why}" if (table, number) in known else why
    for each in made.verdicts:
        why = known.get((each.row.table, each.row.number), "")
        yield Verdict(each.row, Fate.DOUBTFUL, why) if why and each.fate is Fate.TAKEN else each


def digest_of(row: CaseImport) -> str:
    """What a person has read when they bring it in: these files by this mapping."""
    return sha256(canonical_json([row.pk, row.source, row.said, [each["sha256"] for each in row.files]])).hexdigest()


def layout_of(said: Mapping[str, Any]) -> Layout:
    """The mapping as it is kept. Raises WrongMapping."""
    between = said.get("received_between")
    days = {"received_between": [date.fromisoformat(day) for day in between]} if between else {}
    return mapping.of({**said, **days})


def kept(layout: Layout) -> dict[str, Any]:
    """The mapping as it is kept: days as text."""
    said = mapping.plain(layout)
    if layout.received_between:
        said["received_between"] = [day.isoformat() for day in layout.received_between]
    return said


def opened(row: CaseImport) -> dict[str, bytes]:
    """The files by their names, verified. Raises Altered or NoKey."""
    found = {}
    for each, stored in zip(row.files, stored_of(row), strict=True):
        with vault.open_quarantined(row.compartment, stored) as stream:
            found[each["name"]] = stream.read()
    return found


def stored_of(row: CaseImport) -> list[Stored]:
    """Where its files are."""
    return [Stored(each["address"], each["sha256"], each["size"]) for each in row.files]


def headers_of(row: CaseImport) -> dict[str, list[str]]:
    """The headers of each file."""
    return {each["name"]: each["headers"] for each in row.files}


def remembered_from(row: CaseImport) -> CaseImport | None:
    """The latest import before it whose files had the same headers."""
    wanted = sorted(headers_of(row).values())
    before = CaseImport.objects.filter(pk__lt=row.pk).select_related("by").order_by("-pk")
    return next((each for each in before.iterator() if sorted(headers_of(each).values()) == wanted), None)


def remembered(row: CaseImport, before: CaseImport) -> dict[str, Any]:
    """What a person said of the same headers, with the names that the files have now."""
    now = {tuple(headers): name for name, headers in headers_of(row).items()}
    names = {name: now[tuple(headers)] for name, headers in headers_of(before).items()}
    said = {**before.said, "source": row.source}
    for table in mapping.TABLES:
        if table in said:
            said[table] = {**said[table], "file": names.get(said[table]["file"], said[table]["file"])}
    return said
