"""The verbs of a person's page: she writes, asks, says how she may be reached; staff answer, and look over what the page says.

A form carries a token, so that what is sent twice (the back button, two tabs, a lost answer) is recorded once.
"""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from custodiet.casework import journal, protected, standing
from custodiet.casework.access import Access, NotThere, Refused, offices_of, require
from custodiet.casework.actions import outgoing
from custodiet.casework.actions.portal_keys import Visit
from custodiet.casework.jobs import Permission
from custodiet.casework.models import (
    Asked,
    Case,
    Neutral,
    Person,
    PortalAnswer,
    PortalMessage,
    PortalRequest,
    ReviewedWords,
    SafeContact,
    User,
    Worded,
)
from custodiet.law.position import position
from custodiet.law.vocabulary import Office
from custodiet.ledger.entries import Verb

LONGEST = 10_000
NARROWED = ("safe_to_call", "safe_to_text", "safe_to_voicemail", "safe_to_email", "safe_to_post", "announce")

PLACES = (
    ("safe_to_email", "email"),
    ("safe_to_post", "post"),
    *((way, "phone") for way in ("safe_to_call", "safe_to_text", "safe_to_voicemail")),
)
"""The ways, each with the field that says where it leads: a place that changed is not used before somebody has confirmed it."""


def write(*, visit: Visit, text: str, token: str, today: date) -> PortalMessage:
    """She writes; also after the case has closed."""
    with transaction.atomic():
        case = _locked(visit.case)
        if before := PortalMessage.objects.filter(token=token, case=case, person=visit.involvement.person_id).first():
            return before
        return _said(case, visit.involvement.person_id, None, text, token, today)


def answer(*, case: Case, person: Person, text: str, by: User, token: str, today: date) -> PortalMessage:
    """Staff write to her. The words stand on her page; what goes out says only that there is something to read."""
    with transaction.atomic():
        locked = _locked(case)
        require(Access(by), Permission.REACH, locked)
        if before := PortalMessage.objects.filter(token=token, case=locked, by=by, person=person).first():
            return before
        _of_case(locked, person)
        refuse_names(locked, person, text, today)
        made = _said(locked, person.pk, by, text, token, today)
        outgoing.queue(case=locked, person=person, template=Neutral.NEWS, today=today, by=by)
        return made


def ask(*, visit: Visit, kind: Asked, words: str, token: str, today: date, details: dict[str, Any] | None = None) -> PortalRequest:
    """She asks for something. It waits on the list of what is due until somebody has answered."""
    with transaction.atomic():
        case = _locked(visit.case)
        if before := sent_before(visit, token):
            return before
        row = PortalRequest.objects.create(
            case=case, person_id=visit.involvement.person_id, kind=kind.name, on=today, words=_text(words, may_be_empty=True),
            details=details or {}, token=_token(token),
        )  # fmt: skip
        if kind is Asked.CONTACT:
            _narrow(visit.involvement.person_id, details or {})
        journal.record(Verb.COLLECTION, by=None, case=case, what=f"request {row.pk}", fields=[kind.value])
        return row


def sent_before(visit: Visit, token: str) -> PortalRequest | None:
    """What was asked for with that form already. Without its details: her pages read no number or address (`portal_role`)."""
    asked = PortalRequest.objects.filter(token=token, case=visit.case, person=visit.involvement.person_id)
    return asked.defer("details").first()


def _narrow(person: int, wanted: dict[str, Any]) -> None:
    """What she says is not safe is not used from this moment. What she says is safe, somebody confirms: it may not be she who writes.

    A number or address that she gives is not compared with the one on record: the process of her pages cannot read that (`portal_role`).
    Where nothing is on record no way is safe, and nothing is put there: that process could put in a number of its own.
    """
    off = [name for name in NARROWED if not wanted.get(name)]
    off += [way for way, field in PLACES if wanted.get(field) and way not in off]
    SafeContact.objects.filter(person=person).update(**dict.fromkeys(off, False))


def settle(*, request: PortalRequest, words: str, by: User) -> PortalAnswer:
    """Say what was done about what she asked for; she reads it on her page."""
    with transaction.atomic():
        case = _locked(request.case)
        require(Access(by), Permission.REACH, case)
        if PortalAnswer.objects.filter(request=request).exists():
            raise Refused("This was answered already. Look at the page again; write a message if there is more to say.")
        made = PortalAnswer.objects.create(request=request, words=_text(words), by=by)
        journal.record(Verb.ALTERATION, by=by, case=case, what=f"request {request.pk}", fields=["answer"])
        return made


def look_over(*, case: Case, person: Person, kind: Worded, text: str, by: User, today: date) -> ReviewedWords:
    """Words for her page, looked over by somebody who holds the office of the appropriate authority in the case."""
    with transaction.atomic():
        locked = _locked(case)
        require(Access(by), Permission.REACH, locked)
        _of_case(locked, person)
        if Office.APPROPRIATE_AUTHORITY not in offices_of(by, locked):
            raise Refused("What the page says where the law gives discretion is looked over by the appropriate authority. Ask its holder.")
        refuse_names(locked, person, text, today)
        stage = position(standing.standing(locked).history, today).stage
        made = ReviewedWords.objects.create(case=locked, person=person, kind=kind.name, stage=stage.value, text=_text(text), by=by)
        journal.record(Verb.ALTERATION, by=by, case=locked, what=f"words {made.pk}", fields=[kind.value])
        return made


def refuse_names(case: Case, person: Person, text: str, today: date) -> None:
    """Refuse a text for her page that names anybody whose name may not be told."""
    said = " ".join(text.casefold().split())
    for row in protected.bound_names(case, today):
        name = " ".join(row.person.name.casefold().split())
        if row.person_id != person.pk and len(name) > 3 and name in said:
            raise Refused(f"The text names {row.alias}, whose name is protected. Write “the officer”, or another word that names nobody.")


def _said(case: Case, person: int, by: User | None, text: str, token: str, today: date) -> PortalMessage:
    made = PortalMessage.objects.create(case=case, person_id=person, by=by, on=today, text=_text(text), token=_token(token))
    journal.record(Verb.DISCLOSURE if by else Verb.COLLECTION, by=by, case=case, what=f"page message {made.pk}", fields=["text"])
    return made


def _locked(case: Case) -> Case:
    return Case.objects.select_for_update(no_key=True).get(pk=case.pk)


def _of_case(case: Case, person: Person) -> None:
    if not case.involvements.filter(person=person).exists():
        raise NotThere


def _token(token: str) -> str:
    if not token.strip() or len(token) > 64 or PortalMessage.objects.filter(token=token).exists():
        raise Refused(_("Something went wrong with this page. Open it again, and send it once more."))
    return token


def _text(text: str, may_be_empty: bool = False) -> str:
    plain = text.replace("\x00", "").strip()
    if not plain and not may_be_empty:
        raise Refused(_("There is nothing written. Write something first."))
    if len(plain) > LONGEST:
        raise Refused(_("This is longer than %(most)s letters. Send it in two parts.") % {"most": f"{LONGEST:,}"})
    return plain
