"""The links that may be proposed as explanations: every dated way from a person's record to a member of staff, up to five tables.

A link has three parts: by whom (the member of staff, a colleague of the unit, the supervisor), through what (a table of work), and
to whom (the person, somebody of the same address, somebody of the same incident). Each step has a day, or it is none. What is an
explanation already is not among them.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from custodiet.detection.explanations import Explanation

BEFORE_HOURS, AFTER_HOURS = 24, 96
"""How long before and after the work a link is looked for; whoever approves it may shorten both."""

WORK: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "attendance": (
        "was sent to an incident",
        """
        SELECT fact.staff_id, part.person_id, COALESCE(fact.at_scene, fact.assigned) AS lo,
               COALESCE(fact.clear, fact.at_scene, fact.assigned) AS hi, fact.source_id, fact.line
        FROM attendance AS fact JOIN involvement AS part ON part.incident_id = fact.incident_id""",
        ("attendance", "involvement"),
    ),
    "charge": (
        "has charge of a case",
        """
        SELECT fact.staff_id, part.person_id, fact."from" AS lo, fact."to" AS hi, fact.source_id, fact.line
        FROM assignment AS fact JOIN involvement AS part ON part.crime_id = fact.case_id WHERE fact.role IN ('OIC', 'supervisor')""",
        ("assignment", "involvement"),
    ),
    "case part": (
        "has another part in a case",
        """
        SELECT fact.staff_id, part.person_id, fact."from" AS lo, fact."to" AS hi, fact.source_id, fact.line
        FROM assignment AS fact JOIN involvement AS part ON part.crime_id = fact.case_id WHERE fact.role NOT IN ('OIC', 'supervisor')""",
        ("assignment", "involvement"),
    ),
    "task": (
        "has a task about somebody",
        """SELECT fact.staff_id, fact.person_id, fact."from" AS lo, fact."to" AS hi, fact.source_id, fact.line FROM task AS fact""",
        ("task",),
    ),
    "contact log": (
        "put a contact on record",
        """SELECT fact.staff_id, fact.person_id, fact."at" AS lo, fact."at" AS hi, fact.source_id, fact.line FROM contact_log AS fact""",
        ("contact_log",),
    ),
} | {
    table.replace("_", " "): (
        said,
        f"""SELECT fact.staff_id, fact.person_id, fact."at" AS lo, COALESCE(fact.until, fact."at") AS hi, fact.source_id, fact.line FROM {table} AS fact""",
        (table,),
    )
    for table, said in (
        ("custody", "dealt with somebody in custody"), ("stop", "stopped somebody"), ("call_handled", "handled a call"),
        ("briefing_view", "was briefed on somebody"), ("licence_app", "deals with an application"),
    )
}  # fmt: skip
"""Through what: the words, the dated rows (staff_id, person_id, lo, hi, source_id, line), and the tables."""

BY: dict[str, tuple[str, str]] = {
    "self": ("", "SELECT work.* FROM ({work}) AS work"),
    "unit": (
        "works in the unit of somebody who ",
        """
        SELECT mine.staff_id, work.person_id, work.lo, work.hi, work.source_id, work.line FROM ({work}) AS work
        JOIN posting AS theirs ON theirs.staff_id = work.staff_id
             AND COALESCE(theirs.valid_from, TIMESTAMP '1900-01-01') <= work.lo AND work.lo < COALESCE(theirs.valid_to, TIMESTAMP '9999-01-01')
        JOIN posting AS mine ON mine.unit_id = theirs.unit_id AND mine.staff_id <> theirs.staff_id
             AND COALESCE(mine.valid_from, TIMESTAMP '1900-01-01') <= work.lo AND work.lo < COALESCE(mine.valid_to, TIMESTAMP '9999-01-01')""",
    ),
    "supervisor": (
        "supervises somebody who ",
        """
        SELECT boss.supervisor_id AS staff_id, work.person_id, work.lo, work.hi, work.source_id, work.line FROM ({work}) AS work
        JOIN posting AS boss ON boss.staff_id = work.staff_id AND boss.supervisor_id IS NOT NULL
             AND COALESCE(boss.valid_from, TIMESTAMP '1900-01-01') <= work.lo AND work.lo < COALESCE(boss.valid_to, TIMESTAMP '9999-01-01')""",
    ),
}

TO: dict[str, tuple[str, str]] = {
    "person": ("", "SELECT near.* FROM ({near}) AS near"),
    "address": (
        ", and the person has the same address",
        """
        SELECT near.staff_id, other.person_id, near.lo, near.hi, near.source_id, near.line FROM ({near}) AS near
        JOIN person AS known ON known.person_id = near.person_id
        JOIN person AS other ON other.address_id = known.address_id AND other.person_id <> known.person_id""",
    ),
    "incident": (
        ", and the person was in the same incident",
        """
        SELECT near.staff_id, other.person_id, near.lo, near.hi, near.source_id, near.line FROM ({near}) AS near
        JOIN involvement AS known ON known.person_id = near.person_id
        JOIN involvement AS other ON other.incident_id = known.incident_id AND other.person_id <> known.person_id""",
    ),
}

STANDING = frozenset({(by, work, "person") for by in ("self",) for work in WORK if work not in ("contact log", "task", "case part")})
"""Explanations already. A task and a part in a case are explanations by their kinds; other kinds of them may be proposed."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link by its three parts; `key` names it in the records."""

    by: str
    work: str
    to: str

    @property
    def key(self) -> str:
        """“unit/attendance/person”."""
        return f"{self.by}/{self.work}/{self.to}"

    @property
    def about(self) -> str:
        """In words, as it follows “the officer”."""
        return BY[self.by][0] + WORK[self.work][0] + TO[self.to][0]

    @property
    def needs(self) -> tuple[str, ...]:
        """The tables it rests on."""
        more = {"unit": ("posting",), "supervisor": ("posting",), "self": ()}[self.by]
        last = {"address": ("person",), "incident": ("involvement",), "person": ()}[self.to]
        return tuple(dict.fromkeys((*WORK[self.work][2], *more, *last)))

    def explanation(self, code: str) -> Explanation:
        """The explanation that it would be, always weak: an adverse tie cancels it."""
        rows = TO[self.to][1].replace("{near}", BY[self.by][1].replace("{work}", WORK[self.work][1]))
        sql = f"""
SELECT link.staff_id, link.person_id, link.lo - INTERVAL {{before}} MINUTE AS lo, link.hi + INTERVAL {{after}} MINUTE AS hi,
       '{self.about}' AS because, COALESCE(link.source_id, '') || ' ' || COALESCE(link.line, '') AS cites
FROM ({rows}) AS link WHERE link.lo IS NOT NULL"""
        return Explanation(code, self.about, self.needs, sql, weak=True)


def every() -> Iterator[Link]:
    """Every link that is no explanation yet, the shortest first."""
    links = [Link(by, work, to) for by in BY for work in WORK for to in TO if (by, work, to) not in STANDING]
    yield from sorted(links, key=lambda link: ((link.by != "self") + (link.to != "person"), link.key))


def link(key: str) -> Link:
    """The link of that key; KeyError where there is none."""
    by, work, to = key.split("/")
    if by not in BY or work not in WORK or to not in TO:
        raise KeyError(key)
    return Link(by, work, to)
