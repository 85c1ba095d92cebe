"""What the pages show. Every opening enters the ledger, with its purpose and the fields shown, before it is answered.

If the entry cannot be written, nothing is answered. A refused opening is entered too, in the same way whether the case
is hidden or does not exist.
"""

from collections.abc import Callable, Iterable
from datetime import date
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from django.db import transaction
from django.db.models import F, Q

from custodiet.casework import journal, standing
from custodiet.casework.access import Access, NotThere, active_grants, case_of, offices_of, require, visible_to
from custodiet.casework.jobs import HELD_BY_GRANT, Permission, permissions
from custodiet.casework.lines import allegation_lines, person_page, step_lines, task_line, worker_lines
from custodiet.casework.models import Case, Involvement, LedgerEntry, Note, Task
from custodiet.casework.pages import CaseLine, CasePage, Look, LooksPage, NoteLine, PeoplePage, PersonLine, Worklist
from custodiet.law.matter import Duty, Option
from custodiet.law.position import position
from custodiet.law.vocabulary import MatterKind, Office, Stage
from custodiet.ledger.entries import Verb

P = ParamSpec("P")
AnswerT = TypeVar("AnswerT")

WORKLIST_LENGTH = 50
SEARCH_LENGTH = 50
LOOKS_LENGTH = 200


def opening(query: Callable[Concatenate[Access, str, P], AnswerT]) -> Callable[Concatenate[Access, str, P], AnswerT]:
    """Answer in one transaction with the ledger entry; enter a refusal in a transaction of its own."""

    @wraps(query)
    def opened(access: Access, reference: str, *args: P.args, **kwargs: P.kwargs) -> AnswerT:
        try:
            with transaction.atomic():
                return query(access, printable(reference), *args, **kwargs)
        except NotThere:
            denied(access, query.__name__, reference)
            raise

    return opened


def denied(access: Access, what: str, reference: str) -> None:
    """Enter in the ledger that this was asked for and not answered."""
    with transaction.atomic():
        journal.record(
            Verb.DENIED,
            by=access.user,
            what=f"{what} {printable(reference)}"[:64],
            purpose=access.purpose,
            request_id=access.request_id,
        )


def printable(text: str) -> str:
    """What was typed, without what no database and no ledger takes (half characters, control characters)."""
    return "".join(letter for letter in text if letter.isprintable()).strip()[:200]


def consulted(access: Access, case: Case | None, what: str, fields: list[str], **more) -> None:
    """Enter in the ledger what is about to be shown."""
    journal.record(
        Verb.CONSULTATION,
        by=access.user,
        case=case,
        what=what,
        purpose=access.purpose,
        fields=fields,
        request_id=access.request_id,
        **more,
    )


def worklist(access: Access, today: date) -> Worklist:
    """What is due for this user: open tasks, and the cases in sight by their next day."""
    with transaction.atomic():
        cases = visible_to(access, Case)
        first = cases.exclude(stage=Stage.CLOSED.value).order_by(F("next_due_on").asc(nulls_last=True), "pk")
        held = _offices_by_case(access)
        may_record = Permission.TAKE_STEP in permissions(access.user)
        chosen = first.prefetch_related("steps__recorded_by")[:WORKLIST_LENGTH]
        lines = tuple(_case_line(case, today, held.get(case.pk, frozenset()), may_record) for case in chosen)
        open_tasks = visible_to(access, Task).filter(owner=access.user, done=None).select_related("case", "owner")
        tasks = tuple(task_line(task) for task in open_tasks.order_by(F("due").asc(nulls_last=True), "pk"))
        total = cases.count()
        consulted(
            access, None, "worklist", ["reference", "title", "stage", "duties"],
            references=[line.reference for line in lines],
        )  # fmt: skip
    return Worklist(today=today, tasks=tasks, cases=lines, total=total)


def _offices_by_case(access: Access) -> dict[int, frozenset[str]]:
    held: dict[int, frozenset[str]] = {}
    for case, offices in active_grants(access.user).values_list("case", "offices"):
        held[case] = held.get(case, frozenset()) | frozenset(offices)
    return held


def _case_line(case: Case, today: date, held: frozenset[str], may_record: bool) -> CaseLine:
    rows = sorted(case.steps.all(), key=lambda row: row.seq)
    found = position(standing.of_rows(rows).history, today)
    due = tuple(duty for duty in found.open_duties if duty.due)
    return CaseLine(
        reference=case.reference,
        title=case.title,
        kind=MatterKind(case.kind).capitalised,
        stage=found.stage.capitalised,
        next_due_on=found.next_due,
        restricted=case.restricted,
        overdue=any(duty.overdue(today) for duty in due),
        duties=due,
        mine=tuple(duty for duty in due if duty.owed_by.value in held),
        met_by={duty.key: option for duty in due if (option := _meeting(duty, found.options, held))} if may_record else {},
    )


def _meeting(duty: Duty, options: Iterable[Option], held: frozenset[str]) -> Option | None:
    """The first open option that meets the duty and lies with an office that the user may record for."""
    for option in options:
        mine = any(office not in HELD_BY_GRANT or office.value in held for office in option.by)
        if option and mine and option.step in duty.met_by and option.about == duty.about:
            return option
    return None


@opening
def case_page(access: Access, reference: str, today: date) -> CasePage:
    """The case of that reference as it stands on that day."""
    case = case_of(access, reference)
    found = standing.standing(case)
    people = people_lines(case)
    aliases = {line.key: line.alias for line in people}
    reads = Permission.RECORD in permissions(access.user)
    page = CasePage(
        reference=case.reference,
        title=case.title,
        kind=MatterKind(case.kind).capitalised,
        restricted=case.restricted,
        version=case.version,
        position=position(found.history, today),
        people=people,
        steps=step_lines(found, aliases),
        allegations=allegation_lines(case, found.history, aliases),
        tasks=tuple(map(task_line, case.tasks.select_related("case", "owner").order_by("done", "due", "pk"))) if reads else (),
        notes=tuple(map(_note_line, case.notes.select_related("author").order_by("pk"))) if reads else (),
        workers=worker_lines(case),
        offices=tuple(offices_of(access.user, case)),
        may=permissions(access.user),
        aliases=aliases,
    )
    fields = ["title", "position", "steps", "aliases", "allegations", *(["tasks", "notes"] if reads else []), "workers"]
    consulted(access, case, "case page", fields)
    return page


def _note_line(note: Note) -> NoteLine:
    return NoteLine(author=note.author.full_name, text=note.text, shareable=note.shareable, recorded_at=note.recorded_at)


def record_of(access: Access, reference: str) -> Case:
    """The case of that reference for whoever reads its record, or `NotThere`."""
    if Permission.RECORD not in permissions(access.user):
        raise NotThere
    return case_of(access, reference)


def people_lines(case: Case) -> tuple[PersonLine, ...]:
    """The people of a case, under their aliases."""
    rows = case.involvements.order_by("pk")
    return tuple(PersonLine(key=row.key, alias=row.alias, role=row.get_role_display()) for row in rows)


@opening
def people_page(access: Access, reference: str) -> PeoplePage:
    """The people of a case, by name; how they may safely be reached, and what makes them vulnerable, go to no chair or overseer.

    The first goes to those alone who write to them, the second to those who deal with them or decide for them.
    """
    case = record_of(access, reference)
    may = permissions(access.user)
    reaches = Permission.REACH in may
    rows = list(case.involvements.select_related("person__officer", "person__safe_contact").order_by("pk"))
    told = Permission.VULNERABILITY in may
    people = tuple(person_page(row, with_contact=reaches, with_vulnerability=told) for row in rows)
    more = [*(["vulnerability"] if told else []), *(["safe contact"] if reaches else [])]
    fields = ["name", "title", "born_on", "officer profile", *more]
    consulted(access, case, "people", fields, people=[line.ref for line in people])
    return PeoplePage(reference=case.reference, title=case.title, people=people, may=may)


def search(access: Access, text: str) -> tuple[CaseLine, ...]:
    """The cases in sight whose reference or title holds the words, or in which somebody of that alias is.

    Whoever reads the record finds people by name and number too: to all others the answer would say whose name is behind an alias.
    """
    wanted = printable(text)
    with transaction.atomic():
        lines: tuple[CaseLine, ...] = ()
        if wanted:
            people = Q(alias__iexact=wanted)
            if Permission.RECORD in permissions(access.user):
                people |= Q(person__name__icontains=wanted) | Q(person__officer__collar_number__iexact=wanted)
            by_person = Involvement.objects.filter(people)
            matches = Q(reference__icontains=wanted) | Q(title__icontains=wanted) | Q(pk__in=by_person.values("case"))
            lines = tuple(_indexed_line(case) for case in visible_to(access, Case).filter(matches).order_by("reference")[:SEARCH_LENGTH])
        consulted(access, None, "search", ["reference", "title", "stage"], text=wanted, references=[line.reference for line in lines])
    return lines


def _indexed_line(case: Case) -> CaseLine:
    return CaseLine(
        reference=case.reference,
        title=case.title,
        kind=MatterKind(case.kind).capitalised,
        stage=Stage(case.stage).capitalised,
        next_due_on=case.next_due_on,
        restricted=case.restricted,
    )


@opening
def who_looked(access: Access, reference: str, number: int = 1, length: int = LOOKS_LENGTH) -> LooksPage:
    """Who did or looked at what in this case, for what purpose, the latest first: page `number` of pages of that length.

    Every opening is an entry itself and moves the others on: whoever turns the pages sees a row twice, and misses none.
    """
    case = case_of(access, reference)
    require(access, Permission.LOG, case)
    rows = visible_to(access, LedgerEntry).filter(case=case).select_related("actor", "body").order_by("-seq")
    count = rows.count()
    number = max(1, min(number, -(-count // length)))
    looks = tuple(_look(row) for row in rows[(number - 1) * length : number * length])
    consulted(access, case, "who looked", ["actor", "verb", "purpose", "fields"])
    return LooksPage(reference=case.reference, title=case.title, looks=looks, number=number, count=count)


def _look(row: LedgerEntry) -> Look:
    body = row.body.value if hasattr(row, "body") else {}
    return Look(
        seq=row.seq,
        at=row.recorded_at,
        who=row.actor.full_name if row.actor else str(body.get("run_by", "")),  # on the command line nobody has signed in
        job=row.actor.get_role_display() if row.actor else "",
        verb=row.verb,
        what=row.object_ref,
        purpose=str(body.get("purpose", "")),
        fields=tuple(body.get("fields", ())),
    )


def purposes(access: Access, reference: str) -> tuple[str, ...]:
    """The user's own open tasks on that case, from which a purpose is chosen; nothing where it cannot be seen."""
    mine = visible_to(access, Task).filter(case__reference=printable(reference), owner=access.user, done=None)
    return tuple(mine.order_by("due", "pk").values_list("what", flat=True))


@opening
def purpose_page(access: Access, reference: str) -> tuple[str, ...]:
    """`purposes`, for the page that shows them: it tells what is being done in the case, so it is an opening like others."""
    tasks = purposes(access, reference)
    consulted(access, case_of(access, reference), "purpose", ["own tasks"])
    return tasks


def offices(access: Access, reference: str) -> tuple[Office, ...]:
    """The offices in which this user may record steps in that case."""
    return tuple(offices_of(access.user, case_of(access, printable(reference))))
