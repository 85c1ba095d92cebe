"""A matter that was closed long ago, for the tests of retention and of its pages."""

import io
from datetime import date

from custodiet.casework.actions import exhibits, figures, grants, notes, people, take_step
from custodiet.casework.actions.people import NewPerson
from custodiet.casework.models import Part, Role
from custodiet.law.steps.opening import CaseClosed, FoundNotAComplaint
from custodiet.law.vocabulary import Office
from tests.casework.conftest import TODAY, fresh, opened, staff, user

LATER = date(2030, 1, 1)
NAME = "Zebedee Quillfeather"


def closed_matter(name: str = NAME):
    """A closed complaint of long ago, with a name, a note and an exhibit in it; and the head, the authority and a second head."""
    here = staff()
    case = opened(here.intake)
    people.add_person(case=case, person=NewPerson(name=name), role=Part.COMPLAINANT, key="complainant", by=here.intake)
    notes.add(case=case, text=f"{name} rang.", by=here.intake)
    said = io.BytesIO(f"{name} wrote this.".encode())
    exhibits.receive(case=case, stream=said, file_name="note.txt", maker="Maya Thornbury", title="", by=here.intake)
    grants.give(case=case, user=here.authority, by=here.head, offices=(Office.APPROPRIATE_AUTHORITY,))
    for step in (FoundNotAComplaint(on=TODAY, grounds="No complaint."), CaseClosed(on=TODAY)):
        take_step(
            case=case, step=step, by=here.authority, office=Office.APPROPRIATE_AUTHORITY, today=TODAY, token=fresh(), version=None
        )  # fmt: skip
    case.refresh_from_db()
    figures.freeze(force="A force", by=here.head, today=TODAY)
    return here, user(Role.HEAD), case
