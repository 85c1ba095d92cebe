"""What becomes of each row of an extract, and the steps of each case: worked out without asking the database, so that a dry run is the run.

Rows in the files = taken + refused + doubtful. Refused: it cannot be. Doubtful: a person has to say what is meant, in the extract or in
the mapping, and the import is run again; until then it is not on record. What hangs on a row shares its fate.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from hashlib import sha256

from custodiet.casework.imports import placeholders, steps
from custodiet.casework.imports.days import WrongDay
from custodiet.casework.imports.mapping import Layout
from custodiet.casework.imports.rows import Row
from custodiet.casework.imports.steps import Part, Unclear
from custodiet.law.vocabulary import MatterKind, Rank


class Fate(StrEnum):
    """What becomes of a row."""

    TAKEN = "taken"
    REFUSED = "refused"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A row's fate, and why where it is not taken."""

    row: Row
    fate: Fate
    why: str = ""


@dataclass(slots=True)
class PlannedPerson:
    """Somebody in a case: the key of their steps, what they are, and what the extract says of them."""

    subject: str
    key: str
    officer: bool
    row: Row
    born_on: date | None = None
    rank: Rank = Rank.NONE


@dataclass(slots=True)
class PlannedCase:
    """A case as the extract has it: its steps in the order in which they are to be recorded, and who is in it."""

    reference: str
    kind: MatterKind
    received: date
    earliest: date | None
    closed: date | None
    parts: list[Part] = field(default_factory=list)
    people: dict[str, PlannedPerson] = field(default_factory=dict)


@dataclass(slots=True)
class Plan:
    """The cases, and the fate of every row."""

    layout: Layout
    cases: dict[str, PlannedCase]
    verdicts: list[Verdict]

    def counts(self) -> dict[str, Counter[str]]:
        """How many rows of each table were taken, refused and are doubtful."""
        found: dict[str, Counter[str]] = defaultdict(Counter)
        for each in self.verdicts:
            found[each.row.table][each.fate.value] += 1
        return dict(found)


class Stop(Exception):
    """A row that is not taken."""

    def __init__(self, fate: Fate, why: str) -> None:
        super().__init__(why)
        self.fate, self.why = fate, why


def plan(rows: Iterable[Row], layout: Layout, today: date) -> Plan:
    """The plan of an extract."""
    return _Planning(list(rows), layout, today).made()


class _Planning:
    def __init__(self, rows: list[Row], layout: Layout, today: date) -> None:
        self.rows, self.layout, self.today = rows, layout, today
        self.cases: dict[str, PlannedCase] = {}
        self.lost: dict[str, Stop] = {}  # cases that are not taken, and why
        self.nobody: dict[str, str] = {}  # subjects that are nobody, and why
        self.not_taken: dict[tuple[str, str], Stop] = {}  # people of a case who are not taken
        self.seen: dict[tuple[str, ...], Row] = {}
        self.fates: dict[int, Verdict] = {}

    def made(self) -> Plan:
        by_table = {table: [row for row in self.rows if row.table == table] for table in ("cases", "people", "allegations", "outcomes")}
        self._find_nobody(by_table)
        self._find_merged(by_table["people"])
        self._twice(by_table["cases"])
        if "cases" not in self.layout.tables:
            self._cases_from(self.rows)
        takes = {"cases": self._case, "people": self._person, "allegations": self._allegation, "outcomes": self._outcome}
        for table, take in takes.items():
            for row in by_table[table]:
                self._settled(row, take)
        for case in self.cases.values():
            if case.closed:  # what closes it comes last, whatever happened on that day
                case.parts.sort(key=lambda part: part.name == "closed")
        return Plan(self.layout, self.cases, [self.fates[id(row)] for row in self.rows])

    def _settled(self, row: Row, take: Callable[[Row], None]) -> None:
        if id(row) in self.fates:
            return
        try:
            if row.odd:
                raise Stop(Fate.REFUSED, row.odd)
            self._no_twin(row)
            take(row)
            self.fates[id(row)] = Verdict(row, Fate.TAKEN)
        except (Stop, WrongDay, Unclear) as stopped:
            fate = stopped.fate if isinstance(stopped, Stop) else Fate.REFUSED if isinstance(stopped, WrongDay) else Fate.DOUBTFUL
            self.fates[id(row)] = Verdict(row, fate, str(stopped))
            if row.table == "cases" and row["reference"] not in self.cases:  # a twin of a row that was taken loses nothing
                self.lost.setdefault(row["reference"], Stop(fate, _hangs_on("case", row["reference"], row, fate)))
            if row.table == "people":
                self.not_taken.setdefault((row["case"], row["subject"]), Stop(fate, _hangs_on("person", row["subject"], row, fate)))

    # --- what is seen over all rows together ---

    def _find_nobody(self, by_table: dict[str, list[Row]]) -> None:
        counted: Counter[str] = Counter()
        for row in by_table["people"] or by_table["allegations"]:
            if row["subject"]:
                counted[row["subject"]] += 1
            if word := next((row[name] for name in ("subject", "name", "number") if placeholders.is_word(row[name])), ""):
                self.nobody[row["subject"]] = f"The person {row['subject']} is called “{word}”, which stands for nobody."
        for subject in self.nobody:
            counted.pop(subject, None)
        self.nobody |= placeholders.improbable(counted)

    def _find_merged(self, people: list[Row]) -> None:
        """One reference for several people, or one number: which of them is meant a person has to say."""
        names: dict[str, dict[str, Row]] = defaultdict(dict)
        numbers: dict[str, dict[str, Row]] = defaultdict(dict)
        for row in people:
            if row["subject"] in self.nobody or row.odd:
                continue
            if row["name"]:
                names[row["subject"]].setdefault(row["name"].casefold(), row)
                if row["number"]:
                    numbers[row["number"]].setdefault(row["name"].casefold(), row)
        for row in people:
            if row["subject"] not in self.nobody:
                self._one_of_two(row, "reference", row["subject"], names[row["subject"]])
                self._one_of_two(row, "number", row["number"], numbers[row["number"]])

    def _one_of_two(self, row: Row, what: str, said: str, called: dict[str, Row]) -> None:
        if len(called) < 2 or id(row) in self.fates:
            return
        first, second = list(called.values())[:2]
        why = (
            f"Two people were made one, or one is written in two ways: the {what} {said} is “{first['name']}” in row {first.number} "
            f"and “{second['name']}” in row {second.number}."
        )
        self.fates[id(row)] = Verdict(row, Fate.DOUBTFUL, why)
        self.not_taken[row["case"], row["subject"]] = Stop(Fate.DOUBTFUL, _hangs_on("person", row["subject"], row, Fate.DOUBTFUL))

    def _twice(self, cases: list[Row]) -> None:
        """A reference with two accounts of the case: which of them holds a person has to say."""
        first: dict[str, Row] = {}
        for row in cases:
            if row.odd or not row["reference"]:
                continue
            before = first.setdefault(row["reference"], row)
            if before is not row and before.cells != row.cells:
                why = f"The case {row['reference']} stands in rows {before.number} and {row.number}, which say different things of it."
                for each in (before, row):
                    self.fates[id(each)] = Verdict(each, Fate.DOUBTFUL, why)
                self.lost[row["reference"]] = Stop(Fate.DOUBTFUL, why)

    def _cases_from(self, rows: list[Row]) -> None:
        """An extract without a table of cases: each reference is a case, of which nothing else is known."""
        if not self.layout.received_between or not self.layout.kind:
            return
        for row in rows:
            if row["case"] and row["case"] not in self.cases:
                self._open(row["case"], Row(row.table, row.file, row.number, {"reference": row["case"]}))

    def _no_twin(self, row: Row) -> None:
        before = self.seen.setdefault((row.table, *(f"{name}={said}" for name, said in sorted(row.cells.items()))), row)
        if before is not row:
            raise Stop(Fate.REFUSED, f"It says the same as row {before.number}, word for word, so it is not counted twice.")

    # --- a row of each table ---

    def _case(self, row: Row) -> None:
        if not row["reference"]:
            raise Stop(Fate.REFUSED, "It has no reference of a case, so nothing can be tied to it.")
        if row["reference"] in self.lost:
            raise self.lost[row["reference"]]
        self._open(row["reference"], row)

    def _open(self, reference: str, row: Row) -> None:
        made = steps.opening(row, self.layout, self.today)
        case = PlannedCase(reference, made.kind, made.received, made.earliest, made.closed)
        case.parts += [Part(("cases", reference), name, step, row) for name, step in made.steps]
        self.cases[reference] = case

    def _of(self, row: Row) -> PlannedCase:
        if not row["case"]:
            raise Stop(Fate.REFUSED, "It has no reference of a case, so it belongs to none.")
        if row["case"] in self.lost:
            raise self.lost[row["case"]]
        if row["case"] not in self.cases:
            raise Stop(Fate.REFUSED, f"Its case {row['case']} stands in no row of the cases.")
        return self.cases[row["case"]]

    def _person(self, row: Row) -> None:
        case = self._of(row)
        if not row["subject"]:
            raise Stop(Fate.REFUSED, "It has no reference of a person.")
        if row["subject"] in self.nobody:
            raise Stop(Fate.DOUBTFUL, f"{self.nobody[row['subject']]} It is set aside: the case counts, the person does not.")
        if row["subject"] in case.people:
            before = case.people[row["subject"]].row
            raise Stop(Fate.DOUBTFUL, f"The person {row['subject']} stands in this case twice, in rows {before.number} and {row.number}.")
        made = steps.person(row, self.layout, self.today, case.received)
        key = keyed("person", row["subject"])
        case.people[row["subject"]] = PlannedPerson(row["subject"], key, made.officer, row, made.born_on, made.rank)
        if made.officer:
            case.parts.append(
                Part(("people", case.reference, row["subject"]), "identified", steps.identified(made, key, case.received), row)
            )

    def _officer(self, row: Row) -> tuple[PlannedCase, PlannedPerson]:
        case = self._of(row)
        if row["subject"] in self.nobody:
            raise Stop(Fate.DOUBTFUL, f"{self.nobody[row['subject']]} What is said of it is set aside with it.")
        if stopped := self.not_taken.get((case.reference, row["subject"])):
            raise stopped
        person = case.people.get(row["subject"])
        if person is None:
            who = row["subject"] or "(none named)"
            raise Stop(Fate.REFUSED, f"The person {who} is missing: no row of the people has them in the case {case.reference}.")
        if not person.officer:
            raise Stop(Fate.REFUSED, f"The person {row['subject']} is the complainant of this case, and it is about an officer.")
        return case, person

    def _allegation(self, row: Row) -> None:
        case, person = self._officer(row)
        name = row["allegation"] or sha256(repr(sorted(row.cells.items())).encode()).hexdigest()[:12]
        identity = ("allegations", case.reference, name)
        if any(part.identity == identity for part in case.parts):
            raise Stop(Fate.DOUBTFUL, f"The allegation {name} stands in this case twice, with different words.")
        step = steps.allegation(row, self.layout, self.today, case.received, keyed("allegation", case.reference, name), person.key)
        case.parts.append(Part(identity, "made", step, row))

    def _outcome(self, row: Row) -> None:
        case, person = self._officer(row)
        step = steps.outcome(row, self.layout, self.today, case, person.key)
        name = f"{type(step).__name__} {row['outcome'].casefold()}"
        identity = ("outcomes", case.reference, row["subject"], name)
        if any(part.identity == identity for part in case.parts):
            raise Stop(Fate.DOUBTFUL, f"“{row['outcome']}” stands twice for the person {row['subject']} in this case, on different days.")
        case.parts.append(Part(identity, "imposed", step, row))


def keyed(what: str, *words: str) -> str:
    """The key by which the steps of a case name a person or an allegation: the same in every run, whatever rows were added."""
    return f"{what}-{sha256(chr(31).join(words).encode()).hexdigest()[:10]}"


def _hangs_on(what: str, reference: str, row: Row, fate: Fate) -> str:
    return f"Its {what} {reference} is {fate.value} ({row.file}, row {row.number})."
