"""Who is who in the files: a person of the case is said to be behind a number, a chat name or a key of the force's systems."""

from datetime import date

from django.db import transaction

from custodiet.casework import journal
from custodiet.casework.access import Access, NotThere, Refused, require
from custodiet.casework.jobs import Permission
from custodiet.casework.models import CONFIDENCE, WITHDRAWN, Case, Person, Tie, TieKind, User
from custodiet.casework.seals import seal
from custodiet.evidence.telephone import SpoiltNumber, number
from custodiet.ledger.entries import Verb


def tie(
    *,
    case: Case,
    person: Person,
    kind: TieKind,
    value: str,
    why: str,
    by: User,
    confidence: str = "confirmed",
    shared: bool = False,
    valid_from: date | None = None,
    valid_to: date | None = None,
    strikes: Tie | None = None,
) -> Tie:
    """Say who somebody in the files is, and how that is known. What was said before stands until it is struck."""
    if not why.strip():
        raise Refused("How is it known? Write what it rests on: a register, the person's own words, a contact list.")
    value = _value(kind, value)
    if confidence not in CONFIDENCE:
        raise Refused(f"Say how sure it is: {', '.join(CONFIDENCE)}.")
    if valid_from and valid_to and valid_to < valid_from:
        raise Refused("The last day lies before the first. Correct the days, or leave out the one that is not known.")
    with transaction.atomic():
        locked = Case.objects.select_for_update(no_key=True).get(pk=case.pk)
        require(Access(by), Permission.HANDLE, locked)
        if not locked.involvements.filter(person=person).exists():
            raise NotThere
        if strikes:
            _may_be_struck(strikes, locked)
        row = Tie.objects.create(
            case=locked, person=person, kind=kind.value, value=value, why=why.strip(), by=by, confidence=confidence, shared=shared,
            valid_from=valid_from, valid_to=valid_to, strikes=strikes,
        )  # fmt: skip
        row.refresh_from_db()
        journal.record(Verb.COMBINATION, by=by, case=locked, what=f"tie {row.pk}", fields=["kind", "value"], seal=seal(row))
        return row


def strike(*, said: Tie, why: str, by: User) -> Tie:
    """Say no more what was said: the account no longer counts by it, and the record keeps both, with the reason."""
    if not why.strip():
        raise Refused("Why is it not so? Write the reason; what was said and why it was struck both stay on record.")
    with transaction.atomic():
        locked = Case.objects.select_for_update(no_key=True).get(pk=said.case_id)
        require(Access(by), Permission.HANDLE, locked)
        _may_be_struck(said, locked)
        row = Tie.objects.create(
            case=locked, person=said.person, kind=said.kind, value=said.value, why=why.strip(), by=by, confidence=WITHDRAWN, strikes=said,
        )  # fmt: skip
        row.refresh_from_db()
        journal.record(Verb.ALTERATION, by=by, case=locked, what=f"tie {row.pk}", fields=["strikes"], seal=seal(row))
        return row


def _may_be_struck(said: Tie, case: Case) -> None:
    if said.case_id != case.pk:
        raise NotThere
    if said.confidence == WITHDRAWN or Tie.objects.filter(strikes=said).exists():
        raise Refused("This was struck already. Look at what stands now.")


def _value(kind: TieKind, value: str) -> str:
    text = value.strip()
    if not text:
        raise Refused("Enter the number, the name or the key as it stands in the files.")
    if kind is not TieKind.NUMBER:
        return text[:200]
    try:
        found = number(text)
    except SpoiltNumber as spoilt:
        raise Refused(str(spoilt)) from spoilt
    if not found.e164:
        raise Refused(f"“{text}” is no telephone number that can be dialled. Write it with its leading 0 or its +44.")
    return found.e164
