"""Exhibits for tests: a case with an officer and a complainant, a bill that refuses a row, a chat that asks, and their reading."""

import io
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from custodiet.casework.actions import disposal, exhibits, grants, people, readings, ties
from custodiet.casework.actions.people import NewPerson
from custodiet.casework.models import Case, Custody, Exhibit, LedgerBody, Part, Reading, TieKind, User
from tests.casework.conftest import TODAY, Department, opened

BILL = b"""Date,Time,From,Number,Type,Duration
22/11/2021,21:03:10,07700900471,07700900123,Voice,00:01:01
23/11/2021,10:00:00,07700900471,07700900123,SMS,
Total of the month,,,,,
"""
CHAT = b"03/04/2021, 09:05 - Anna: a\n03/04/2021, 09:06 - Sam: b\n"
CHAT_NAME = "WhatsApp Chat with Anna.txt"


@dataclass
class World:
    """The case, who works on it, and the two between whom something passed."""

    case: Case
    staff: Department
    officer: str = "officer-1"
    person: str = "complainant-1"

    @property
    def by(self) -> User:
        """Who does it, where that does not matter."""
        return self.staff.investigator

    def part(self, key: str):
        """The person of that key."""
        return self.case.involvements.get(key=key).person


def world(staff: Department) -> World:
    """A case that every one of the department may see."""
    case = opened(staff.intake)
    officer = NewPerson(name="Gareth Holloway", officer={"force": "Wessex Vale Constabulary", "collar_number": "4471"})
    people.add_person(case=case, person=officer, role=Part.OFFICER, key="officer-1", by=staff.intake)
    people.add_person(case=case, person=NewPerson(name="Anna Bell"), role=Part.COMPLAINANT, key="complainant-1", by=staff.intake)
    with transaction.atomic():
        for each in (staff.investigator, staff.authority):
            grants.place(case, each, staff.intake)
    return World(case, staff)


def bring(world: World, content: bytes = BILL, file_name: str = "bill.csv", by: User | None = None, **more: object) -> Exhibit:
    """Hand a file in."""
    given = {"maker": "Owen Tredinnick", "title": "", **more}
    return exhibits.receive(case=world.case, stream=io.BytesIO(content), file_name=file_name, by=by or world.by, **given)


def read(world: World, exhibit: Exhibit, kind: str = "phone_bill", **answers: str) -> Reading:
    """Ask for it to be read, and read it."""
    return readings.perform(readings.ask(exhibit=exhibit, kind=kind, answers=answers, by=world.by))


def tie_both(world: World) -> None:
    """Say whose the two numbers of the bill are."""
    for key, number in ((world.officer, "07700 900471"), (world.person, "07700 900123")):
        ties.tie(case=world.case, person=world.part(key), kind=TieKind.NUMBER, value=number, why="The register of telephones", by=world.by)


def entered(case: Case, start: str) -> list[dict]:
    """The bodies of the ledger about that case whose object begins so, in order."""
    bodies = LedgerBody.objects.filter(entry__case=case).order_by("entry").select_related("entry").values_list("value", flat=True)
    return [body for body in bodies if body["object_ref"].startswith(start)]


def closed(case: Case) -> None:
    """Let the case stand as closed, whatever its history says."""
    Case.objects.filter(pk=case.pk).update(stage="closed")


PROPOSED = {"why": "Its time is over.", "basis": "The schedule: six years after the matter closed.", "hold": "No appeal, no review."}


def proposed(world: World, exhibit: Exhibit, by: User | None = None, today: date = TODAY, **more: str) -> Custody:
    """Propose its disposal."""
    return disposal.propose(exhibit=exhibit, by=by or world.by, today=today, **{**PROPOSED, **more})


def gone(world: World, exhibit: Exhibit, by: User | None = None, second: User | None = None, today: date = TODAY, **more: str) -> Custody:
    """Its disposal, proposed by one and confirmed by another."""
    proposal = proposed(world, exhibit, by=by, today=today, **more)
    return disposal.confirm(exhibit=exhibit, proposal=proposal.pk, looked="The register.", by=second or world.staff.authority, today=today)
