"""A report that somebody of the force takes down at the door: begun by whoever is signed in, so that the record says who it was.

Who took it down is a page of the report like the others, put there by the sign-in and by no form: it is sealed with them, stands in the
digest that the receipt signs, and goes into the case with the words. Anybody may say on the public form that they are an officer; what is
typed there is proved by nothing, and the report says so wherever staff read it.
"""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from custodiet.casework import journal
from custodiet.casework.actions import reports
from custodiet.casework.models import Report, ReportWay, User, random
from custodiet.ledger.entries import Verb

DOOR = "door"
"""The name of the page that says who took it down. No page of the form has it."""
OWN = ("who", "taken")
"""The pages that nobody else sends in such a report: in which way it is told, and what was seen."""
TYPED = "The name of the officer was typed on the public form. Nobody has proved it."


def begin(*, by: User) -> tuple[Report, str]:
    """A report that this user takes down, and its code. Whoever holds it reads this page too: the name to sign in with is not there."""
    with transaction.atomic():
        report, code = reports.begin()
        profile = getattr(by.person, "officer", None) if by.person else None
        who = {
            "user": by.pk, "name": by.full_name, "job": by.role,
            "begun": timezone.now().isoformat(timespec="seconds"),
            "number": f"{profile.collar_number} of {profile.force}" if profile else "",
        }  # fmt: skip
        for name, answers in (("who", {"way": ReportWay.OFFICER.value}), (DOOR, who)):
            reports.accept(report=report, name=name, answers=answers, token=f"{report.pk}-{random.token()}")
        journal.record(Verb.COLLECTION, by=by, what=f"report {report.reference}", fields=["taken down at the door"])
    return report, code


def closed_to(answers: Mapping[str, Any], page: str, user: int | None) -> bool:
    """Whether that page of the report is another's to send: of whoever began it, signed in."""
    return DOOR in answers and (page == "who" or (page in OWN and answers[DOOR]["user"] != user))


def taken_by(way: str, answers: Mapping[str, Any]) -> str:
    """Who took it down, and how far that is proved, as staff read it; "" where nobody did."""
    if DOOR not in answers:
        return TYPED if way == ReportWay.OFFICER.value else ""
    who = answers[DOOR]
    number = f"number {who['number']}" if who["number"] else "no number on record"
    return (
        f"Taken down by {who['name']} ({who['job']}; {number}), signed in under login {who['user']}. What was seen could be written "
        "under that sign-in alone."
    )
