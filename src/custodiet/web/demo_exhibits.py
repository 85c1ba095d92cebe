"""The exhibits of the demonstration: the raw files of each story, taken in as the pages take them in, waiting to be read."""

from pathlib import Path

from custodiet.casework.actions import exhibits, readings, ties
from custodiet.casework.models import Case, TieKind, User

KINDS = {
    "accounts": "accounts",
    "assignments": "assignments",
    "attendance": "attendance",
    "device-register": "device_register",
    "duty-roster": "roster",
    "incidents": "incidents",
    "involvements": "involvements",
    "persons": "persons",
    "phone-bill": "phone_bill",
    "phone-links": "phone_links",
    "records-access": "access_log",
    "screenshot": "screenshots",
    "staff": "staff",
    "whatsapp": "whatsapp",
}
"""As what a file is read, by how its name begins."""
TITLES = {
    "phone_bill": "Bill of the officer's work telephone",
    "whatsapp": "Chat that the complainant handed over",
    "access_log": "Looks into the records system",
    "roster": "Duty roster, as planned and as worked",
    "device_register": "Register of the force's telephones",
    "screenshots": "Screenshot from the complainant's telephone",
}
PEOPLE = {1: {"complainant": "P-10234"}, 2: {"complainant": "P-20456"}}
"""The person numbers of the force's systems, by story and by the person's key in the case."""


def take_in(case: Case, number: int, folder: Path, by: User) -> None:
    """Every file of the folder, and who in them is who."""
    for path in sorted(folder.iterdir()):
        kind = next((kind for start, kind in KINDS.items() if path.name.startswith(start)), None)
        if kind is None or not path.is_file():
            continue
        with path.open("rb") as stream:
            title = TITLES.get(kind, f"{kind.replace('_', ' ').capitalize()} from the force's systems")
            made = exhibits.receive(
                case=case, stream=stream, file_name=path.name, maker=by.full_name, title=title, by=by, place="Westmere police station"
            )
        readings.ask(exhibit=made, kind=kind, answers={}, by=by)
    for key, value in PEOPLE.get(number, {}).items():
        part = case.involvements.filter(key=key).first()
        if part:
            ties.tie(case=case, person=part.person, kind=TieKind.PERSON_ID, value=value, why="Her record in the records system", by=by)
