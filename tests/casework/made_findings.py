"""An operation that was asked for and authorised, and findings in it, made as a night makes them."""

from datetime import date, timedelta
from itertools import count
from typing import Any

from django.db import transaction
from django.utils import timezone

from custodiet.casework import night
from custodiet.casework.actions import operations
from custodiet.casework.models import Decided, DetectedFinding, NightRun, Operation, Role, Source, Tally, User
from custodiet.detection.finding import Evidence, Finding
from custodiet.detection.record import Origin

TODAY = timezone.localdate()  # the pages ask the clock whether an operation is over
BASIS = "Data Protection Act 2018, section 35(2)(b)"
OFFICER, PERSON = "4471", "P-10234"
CALLS = "31 calls and texts from the officer's work telephone within 70 days: of 107 pairs alike, no other had as many."
PROPOSAL = {
    "key": "unit/attendance/person", "covered": 240, "permuted": 3, "unexplained": 900, "looks": 90000, "support": 0.002667,
    "precision": 0.987654,
}  # fmt: skip
_numbers = count(1)


def asked(by: User, *readers: User, **other: Any) -> Operation:
    """An operation as an analyst asks for it."""
    values: dict[str, Any] = {
        "title": "Contact with people met on duty", "purpose": "To find what nobody complains of.", "necessity": "Nothing less finds it.",
        "proportionality": "Work telephones only.", "lawful_basis": dict.fromkeys(Source, BASIS), "today": TODAY,
        "expires_on": TODAY + timedelta(days=90), "by": by, "readers": readers,
    }  # fmt: skip
    return operations.ask(**(values | other))


def authorised(by: User, head: User, *readers: User, **other: Any) -> Operation:
    """The same, authorised."""
    row = asked(by, *readers, **other)
    operations.decide(operation=row, decided=Decided.AUTHORISED, why="It is limited.", by=head, today=TODAY)
    return row


def a_finding(officer: str = OFFICER, person: str = PERSON, **other: Any) -> Finding:
    """What the detection says of the two, with numbers wherever a number might stand."""
    origins = tuple(Origin(f"bill-of-{officer}.xlsx", f"row {number}", f"{number:064x}", "22/11/2021 15:02") for number in range(1, 4))
    values: dict[str, Any] = {
        "officer": officer, "person": person, "lane": "joint", "tier": 2, "first": date(2021, 11, 22), "last": date(2021, 12, 20),
        "found_on": date(2021, 12, 20), "score": 10.2718,
        "evidence": (
            Evidence("C1", CALLS, 4.6, origins),
            Evidence("C3", "", 1.0, missing="The files hold no contact_log, so nothing is said of it."),
        ),
        "tried": (
            f"Look of 2 December 2021: was sent to incident WV-20211121-{officer} (T1), which ended on 23 November 2021, 9 days before.",
            f"No task ties {officer} to {person}.",
        ),
        "missing": ("Private telephones are invisible here.",), "innocent": "A task that is not in these extracts.",
        "rules": "detection rules of a day", "details": {"relation": "in charge", "role": "unknown", "peers": 107, "received": 0},
    }  # fmt: skip
    return Finding(**(values | other))


def put(operation: Operation, finding: Finding, tally: dict[str, Any] | None = None) -> DetectedFinding:
    """A finding in an operation, as a night stores it."""
    with transaction.atomic():
        run = NightRun.objects.create(
            operation=operation,
            on=TODAY,
            added=1,
            report={
                "last_day": "2022-02-01", "silenced": {"C3": ["contact_log"], "T4": ["custody"]}, "contacts": 200,
                "contacts_without_roster": 30, "proposals": [PROPOSAL],
            },
        )  # fmt: skip
        row = night._add(operation, finding)
        if tally:
            Tally.objects.create(finding=row, run=run, content=tally)
    return row


def a_tally(officer: str = OFFICER) -> dict[str, Any]:
    """Two contacts and a look, with their rows."""
    origin = {"source_id": f"bill-of-{officer}.xlsx", "line": "row 1", "sha256": f"{1:064x}", "at_text": "22/11/2021 15:02"}
    contact = {"at": "2021-11-22T15:02:00", "what": "sms", "direction": "out", "seconds": None, "duty": "off duty", "origins": [origin]}
    look = {"at": "2021-12-02T21:52:00", "what": "open", "system": "RECORDS", "reason": "", "duty": "on duty", "origins": [origin]}
    return {
        "calls": 0, "texts": 2, "off_duty": 2, "looks": 1, "first": "2021-11-22", "last": "2021-12-02",
        "tried": list(a_finding(officer).tried),
        "contact_rows": [contact, contact], "look_rows": [look],
    }  # fmt: skip


def found(by: User, head: User, *readers: User) -> DetectedFinding:
    """A finding in an authorised operation."""
    return put(authorised(by, head, *readers), a_finding(), a_tally())


def somebody(role: Role, **other: Any) -> User:
    """Somebody of that job."""
    number = next(_numbers)
    return User.objects.create_user(f"somebody-{number}", full_name=f"Somebody {number}", role=role.value, **other)
