"""Who watches the watchers: the program's own users, their looks at cases and findings, through the engine that looks at officers.

The ledger is the access log; open tasks, offices, a place just given, and work on record are the explanations, and they expire as
all do. What none of them explains is routed to another holder than the user: the head of department's to the appropriate
authority, everybody else's to the head of department. Unexplained is a neutral word here too.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db import transaction

from custodiet.casework import journal
from custodiet.casework.models import (
    DetectedFinding,
    Grant,
    LedgerEntry,
    OperationReader,
    Role,
    Task,
    TriageOutcome,
    User,
    WatchedLook,
)
from custodiet.casework.seals import seal
from custodiet.detection import accesses, cascade, contacts, telling
from custodiet.detection.engine import Engine
from custodiet.detection.explanations import Explanation
from custodiet.detection.windows import DEFAULTS, Window
from custodiet.evidence.facts import Value
from custodiet.ledger.entries import Verb

MARK = "watch of users"
"""What the ledger calls the entry that says how far a watch came."""
CASE, FINDING = "case:", "finding:"
LOOKED = (Verb.CONSULTATION.value, Verb.DISCLOSURE.value)
WORKED = (Verb.ALTERATION.value, Verb.COLLECTION.value, Verb.PUBLICATION.value, Verb.ROLE_CHANGE.value, Verb.ERASURE.value)
BACK = timedelta(days=4)
"""How far back work is read: longer than its window reaches."""
ENDED = (TriageOutcome.DISMISSED.value, TriageOutcome.ADOPTED.value)


def _spans(table: str, role: str, said: str) -> str:
    kind = "kind" if table == "task" else "role"
    who = "fact.person_id" if table == "task" else "fact.case_id"
    return f"""
SELECT fact.staff_id, {who} AS person_id, fact."from" - INTERVAL {{before}} MINUTE AS lo, fact."to" + INTERVAL {{after}} MINUTE AS hi,
       '{said}' AS because, '' AS cites FROM {table} AS fact WHERE fact."from" IS NOT NULL AND fact.{kind} = '{role}'"""


EXPLANATIONS: tuple[Explanation, ...] = (
    Explanation("W1", "has an open task on it", ("task",), _spans("task", "watch task", "has a task on it")),
    Explanation("W2", "holds an office in it", ("assignment",), _spans("assignment", "watch office", "holds an office in it")),
    Explanation("W3", "was given a place in it", ("assignment",), _spans("assignment", "watch place", "was given a place in it")),
    Explanation(
        "W4", "put something on record in it", ("contact_log",),
        """
SELECT fact.staff_id, fact.person_id, fact."at" - INTERVAL {before} MINUTE AS lo, fact."at" + INTERVAL {after} MINUTE AS hi,
       'put something on record in it' AS because, '' AS cites FROM contact_log AS fact WHERE fact."at" IS NOT NULL""",
    ),
    Explanation(
        "W5", "is named in the operation while the finding waits", ("assignment",),
        _spans("assignment", "watch reader", "is named in the operation of it"),
    ),
)  # fmt: skip
WINDOWS: dict[str, Window] = {
    "W1": Window(0, 24), "W2": Window(0, 72), "W3": Window(0, 168), "W4": Window(1, 48), "W5": Window(0, 72),
}  # fmt: skip
"""A place without an office explains a week of reading in; after that a task, an office or work on record does."""


def holder_of(user: User) -> Role:
    """The job to which the looks of that user are routed: never their own."""
    return Role.APPROPRIATE_AUTHORITY if user.role == Role.HEAD.value else Role.HEAD


def run() -> int:
    """Go through what users looked at since the last time; how many unexplained looks were put before their holders."""
    with transaction.atomic():
        last = LedgerEntry.objects.filter(object_ref=MARK).select_related("body").order_by("-seq").first()
        since = int(last.body.value["until"]) if last else 0
        rows = list(_looks(since))
        until = max((row.seq for row in rows), default=since)
        made = [_put(each) for each in _unexplained(rows)] if rows else []
        if rows:
            journal.record(Verb.COMBINATION, by=None, what=MARK, until=until, looks=len(rows), unexplained=len(made))
    return len(made)


def _looks(since: int) -> Iterable[LedgerEntry]:
    rows = LedgerEntry.objects.filter(seq__gt=since, verb__in=LOOKED).exclude(actor=None).exclude(object_ref="purpose")
    return (row for row in rows.select_related("actor", "body").order_by("seq") if subject_of(row))


def subject_of(row: LedgerEntry) -> str:
    """The case or the finding that an entry is about; nothing where it is a list or a page of its own."""
    if row.case_id:
        return f"{CASE}{row.case_id}"
    word, _, rest = row.object_ref.partition(" ")
    return f"{FINDING}{rest}" if word == "finding" else ""


def _unexplained(rows: list[LedgerEntry]) -> list[dict[str, Any]]:
    """What the engine leaves of them, by user, subject and day, each with what was tried."""
    known = {str(row.seq): row for row in rows}
    with Engine(more=_facts(rows), memory_mb=512) as engine:
        contacts.prepare(engine)
        cascade.run(engine, DEFAULTS | WINDOWS, EXPLANATIONS)
        left = engine.rows("SELECT access_id, staff_id, person_id, moment FROM unexplained")
        groups: dict[tuple[str, str, date], list[LedgerEntry]] = defaultdict(list)
        for row in left:
            groups[row["staff_id"], row["person_id"], row["moment"].date()].append(known[row["access_id"]])
        return [
            {"subject": subject, "on": day, "rows": sorted(found, key=lambda row: row.seq), "tried": _tried(engine, staff, subject, day)}
            for (staff, subject, day), found in sorted(groups.items(), key=lambda each: (each[0][2], each[0][0], each[0][1]))
        ]


def _tried(engine: Engine, staff: str, subject: str, day: date) -> list[str]:
    looked = [each for each in accesses.unexplained_of(engine, staff, subject) if each.at and each.at.date() == day]
    if not engine.rows(
        "SELECT 1 AS one FROM purpose WHERE staff_id = $staff AND person_id = $subject LIMIT 1", staff=staff, subject=subject
    ):
        return ["No task on it, no office or place in it, and nothing that the user put on record in it."]
    return list(dict.fromkeys(telling.tried(engine, staff, subject, looked)))


def _put(found: dict[str, Any]) -> WatchedLook:
    rows: list[LedgerEntry] = found["rows"]
    bodies = [row.body.value for row in rows if hasattr(row, "body")]
    user = rows[0].actor
    content = {
        "looks": len(rows),
        "first_at": rows[0].recorded_at.isoformat(),
        "last_at": rows[-1].recorded_at.isoformat(),
        "what": sorted({row.object_ref for row in rows}),
        "purposes": sorted({str(body.get("purpose", "")) for body in bodies} - {""}),
        "fields": sorted({field for body in bodies for field in body.get("fields", ())}),
        "tried": found["tried"],
    }
    row = WatchedLook.objects.create(
        user=user, subject=found["subject"], on=found["on"], first=rows[0].seq, content=content, holder=holder_of(user).value
    )
    row.refresh_from_db()
    journal.record(Verb.COMBINATION, by=None, what=f"watched look {row.pk}", holder=row.holder, seal=seal(row))
    return row


def _facts(rows: list[LedgerEntry]) -> dict[str, list[dict[str, Value]]]:
    """The looks as an access log, and what may explain them as tables of facts."""
    users = {row.actor_id for row in rows}
    cases = {row.case_id for row in rows if row.case_id}
    findings = {subject.removeprefix(FINDING) for row in rows if (subject := subject_of(row)).startswith(FINDING)}
    looks: list[dict[str, Value]] = [
        {
            "access_id": str(row.seq), "at": _text(row.recorded_at), "account_id": str(row.actor_id), "person_id": subject_of(row),
            "action": "open",
        }
        for row in rows
    ]  # fmt: skip
    return {
        "access": looks,
        "task": list(_tasks(users, cases)),
        "assignment": [*_grants(users, cases), *_readers(users, findings)],
        "contact_log": list(_work(users, min(row.recorded_at for row in rows))),
    }


def _tasks(users: set, cases: set) -> Iterable[dict[str, Value]]:
    given = {
        row.object_ref: row.recorded_at
        for row in LedgerEntry.objects.filter(case__in=cases, verb=Verb.COLLECTION.value, object_ref__startswith="task ")
    }
    for each in Task.objects.filter(owner__in=users, case__in=cases):
        begins = given.get(f"task {each.pk}")
        ends = datetime.combine(each.done + timedelta(days=1), datetime.min.time(), UTC) if each.done else None
        if begins:
            yield {
                "task_id": str(each.pk), "staff_id": str(each.owner_id), "person_id": f"{CASE}{each.case_id}", "kind": "watch task",
                "from": _text(begins), "to": _text(ends),
            }  # fmt: skip


def _grants(users: set, cases: set) -> Iterable[dict[str, Value]]:
    for each in Grant.objects.filter(user__in=users, case__in=cases):
        one: dict[str, Value] = {"case_id": f"{CASE}{each.case_id}", "staff_id": str(each.user_id), "from": _text(each.since)}
        yield {**one, "role": "watch place", "to": _text(each.since)}
        if each.offices:
            yield {**one, "role": "watch office", "to": _text(each.until)}


def _readers(users: set, findings: set[str]) -> Iterable[dict[str, Value]]:
    for found in DetectedFinding.objects.filter(reference__in=findings).prefetch_related("triage"):
        ended = [row.recorded_at for row in found.triage.all() if row.outcome in ENDED]
        for reader in OperationReader.objects.filter(operation=found.operation_id, user__in=users):
            yield {
                "case_id": f"{FINDING}{found.reference}", "staff_id": str(reader.user_id), "role": "watch reader",
                "from": _text(found.recorded_at), "to": _text(min(ended)) if ended else None,
            }  # fmt: skip


def _work(users: set, first: datetime) -> Iterable[dict[str, Value]]:
    """What the users themselves put on record: in a case, or about a finding."""
    rows = LedgerEntry.objects.filter(actor__in=users, verb__in=[*WORKED, Verb.COMBINATION.value], recorded_at__gte=first - BACK)
    for row in rows.select_related("body"):
        about = str(row.body.value.get("finding", "")) if hasattr(row, "body") else ""
        subject = f"{CASE}{row.case_id}" if row.case_id else f"{FINDING}{about}" if about else ""
        if subject:
            yield {"staff_id": str(row.actor_id), "person_id": subject, "at": _text(row.recorded_at)}


def _text(moment: datetime | None) -> str | None:
    """A moment as the facts hold it: UTC without a zone."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat() if moment else None
