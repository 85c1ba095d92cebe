"""The years before the two stories: the invented force's own cases as histories, its figures frozen, and forty-two neighbours' returns.

Every number that the pages of figures then show is counted from those histories. A neighbour's cases are counted where its return is
made and never stored; some returns are spoilt on the way, as they would be, and are refused.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from random import Random

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import transaction

from custodiet.casework.actions import append, figures, people, returns
from custodiet.casework.force_keys import file_of_keys
from custodiet.casework.models import Case, FrozenFigures, OfficerProfile, Part, Person, User
from custodiet.casework.signing import verifier
from custodiet.figures.cube import EXCHANGED, cube
from custodiet.figures.period import Period, period
from custodiet.figures.record import Record
from custodiet.figures.returns import written
from custodiet.figures.workforce import extract
from custodiet.law.steps import History
from custodiet.law.steps.opening import ComplaintMade, SubjectIdentified
from custodiet.law.vocabulary import MatterKind
from custodiet.ledger.notes import VerifierKey, sign_note
from custodiet.simulation.courses import OFFICER
from custodiet.simulation.drawn import Taken
from custodiet.simulation.histories import InventedForce, histories
from custodiet.simulation.neighbours import OURS, neighbours
from custodiet.web.command_figures import signed_return

SEED = 20
FIRST_NUMBER = 5001
FIRST = ("Alan", "Bethan", "Colin", "Deepa", "Ewan", "Farah", "Gwen", "Harvey", "Ines", "Joel", "Kirsty", "Liam", "Meera", "Nigel", "Orla")
LAST = ("Ambrey", "Birkett", "Coldwell", "Dunmore", "Eastgate", "Fallow", "Garside", "Hollins", "Ingram", "Jessop", "Kelsey", "Lodge",
        "Marden", "Norcott", "Oakes", "Penrose", "Quill", "Ravens", "Storr")  # fmt: skip
ANSWERED = tuple(each for each in EXCHANGED if each[0] in ("conduct-matters", "outcomes", "left-first", "abuse-ends"))
"""What the neighbours count of their cases: the tables that are set side by side, so that the demonstration opens soon."""


def add(users: dict[str, User], today: date, years: int, others: Sequence[InventedForce] = ()) -> FrozenFigures:
    """Bring the past over, freeze what stands, and take in the returns of those years (of all neighbours, or of those named)."""
    cases = histories(OURS, today, years, SEED)
    with transaction.atomic():
        for number, taken in enumerate(cases):
            _case(number, taken, users["intake"], today)
    frozen = figures.freeze(force=OURS.name, by=users["head"], today=today, workforce=extract(_workforce(len(cases), today)))
    first = date(today.year - years, today.month, min(today.day, 28))
    asked = period(f"{date.fromordinal(first.toordinal() + 1)}..{today}")
    _returns(frozen, asked, years, others or neighbours(), users["overseer"])
    return frozen


def _workforce(officers: int, today: date) -> Iterator[dict[str, str]]:
    """What the personnel system says of each, drawn in the shares of the published workforce statistics, whatever became of the case."""
    chance = Random(SEED)
    for number in range(officers):
        sex = "Female" if chance.random() < 0.35 else "Male"
        ethnicity = chance.choices(("White", "Asian", "Black", "Mixed", ""), (0.88, 0.04, 0.015, 0.025, 0.04))[0]
        joined = date.fromordinal(today.toordinal() - chance.randrange(2_200, 9_000))
        yield {"number": str(FIRST_NUMBER + number), "sex": sex, "ethnicity": ethnicity, "joined": joined.isoformat()}


def _case(number: int, taken: list[Taken], by: User, today: date) -> None:
    opening = taken[0][0]
    kind = MatterKind.COMPLAINT if isinstance(opening, ComplaintMade) else MatterKind.CONDUCT_MATTER
    rank = next(step.rank for step, _ in taken if isinstance(step, SubjectIdentified))
    case = Case.objects.create(kind=kind.value, title=f"Brought over from {opening.on.year} ({number + 1})")
    person = Person.objects.create(name=f"{FIRST[number % len(FIRST)]} {LAST[number % len(LAST)]}")
    OfficerProfile.objects.create(person=person, rank=rank.value, collar_number=str(FIRST_NUMBER + number), force=OURS.name)
    people.placed(case, person, Part.OFFICER, OFFICER, by)
    append.bring_over(case, taken, by=by, token=f"past-{number}", today=today)


def _returns(frozen: FrozenFigures, asked: Period, years: int, others: Sequence[InventedForce], by: User) -> None:
    keys = {force.name: _key(force) for force in others}
    lines = [f"{VerifierKey(_origin(name), key.public_key())} {name}" for name, key in keys.items()]
    file_of_keys().write_text("\n".join([*lines, f"{verifier()} {OURS.name}"]) + "\n", encoding="utf-8")
    returns.receive(file_name="wessex-vale.txt", stored=signed_return(frozen, asked, OURS.officers).encode(), by=by)
    for place, force in enumerate(others):
        text = _written(force, asked, years, frozen.taken_on)
        returns.receive(file_name=f"{_origin(force.name)}.txt", stored=_sent(place, text, force, keys), by=by)


def _written(force: InventedForce, asked: Period, years: int, today: date) -> str:
    """What that force counts of its own histories."""
    cases = histories(force, today, years, SEED)
    records = [Record(f"{n}", History(step for step, _ in taken), today) for n, taken in enumerate(cases)]
    snapshot = f"{force.name.encode().hex():0<64}"[:64]
    return written(force.name, asked, force.officers, snapshot, cube(records, asked, ANSWERED)).decode()


def _sent(place: int, text: str, force: InventedForce, keys: dict[str, Ed25519PrivateKey]) -> bytes:
    """The return as it arrives: most as they left, every eighth spoilt in one of five ways."""
    key, name = keys[force.name], _origin(force.name)
    if place % 8 != 7:
        return sign_note(text, name, key).encode()
    spoilt = (place // 8) % 5
    if spoilt == 0:  # one figure altered on the way
        return sign_note(text, name, key).replace(f'"officers": {force.officers}', f'"officers": {force.officers + 1}').encode()
    if spoilt == 1:  # signed by another force
        other = next(each for each in keys if each != force.name)
        return sign_note(text, _origin(other), keys[other]).encode()
    if spoilt == 2:  # of a newer version of the program
        return sign_note(text.replace('"version": 1', '"version": 2'), name, key).encode()
    if spoilt == 3:  # not a return at all
        return b"Please find attached."
    return sign_note(text, name, Ed25519PrivateKey.from_private_bytes(bytes(32))).encode()  # by a key that nobody knows


def _key(force: InventedForce) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(f"{force.name:<32}".encode()[:32])


def _origin(name: str) -> str:
    return name.lower().replace(" ", "-")
