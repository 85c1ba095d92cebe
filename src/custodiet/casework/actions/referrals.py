"""The verbs about packs of referrals: hand one over, signed, and take one in, once."""

from collections.abc import Mapping
from datetime import date
from hashlib import sha256

from django.db import transaction

from custodiet.casework import journal, referral_pack, referral_read
from custodiet.casework.access import Access, Refused, case_of, require
from custodiet.casework.jobs import Permission, permissions
from custodiet.casework.models import Case, ReceivedReferral, User
from custodiet.casework.referral_pack import DISCLOSED
from custodiet.casework.referral_read import MOST_CHARACTERS, RefusedPack
from custodiet.casework.sealed_oversight import RECEIVED
from custodiet.casework.seals import seal
from custodiet.casework.signing import origin, private_key
from custodiet.ledger.entries import Verb
from custodiet.ledger.notes import NoteRefused, VerifierKey, open_note, parse_note, sign_note


def hand_over(access: Access, reference: str, *, force: str, today: date) -> str:
    """The signed pack of that case. That it left, and what it discloses, is in the ledger before it is given."""
    with transaction.atomic():
        case = case_of(access, reference)
        require(access, Permission.REFER, case)
        Case.objects.select_for_update(no_key=True).get(pk=case.pk)
        text = referral_pack.written(case, force, today)
        journal.record(
            Verb.EXPORT, by=access.user, case=case, what="referral pack", purpose=access.purpose, fields=list(DISCLOSED),
            request_id=access.request_id, digest=sha256(text.encode()).hexdigest(),
        )  # fmt: skip
        return sign_note(text, origin(), private_key())


def take_in(note: str, *, keys: Mapping[str, VerifierKey], by: User, today: date) -> tuple[ReceivedReferral, bool]:
    """Take a pack in; whether it is new. Raises RefusedPack. `keys`: the key of each force, under its name as in its packs."""
    if Permission.OVERSEE not in permissions(by):
        raise Refused("Your job does not take referrals in. Overseers and the head of department do.")
    text, signed = _believed(note, keys)
    pack = referral_read.read(text)
    if keys.get(pack.force) not in signed:
        raise RefusedPack(f"It says it is of {pack.force}, whose key did not sign it. Ask {pack.force} whether it sent this.")
    found = sha256(text.encode()).hexdigest()
    with transaction.atomic():
        journal.frontier()  # one at a time: the same pack, sent twice in the same moment, is taken in once
        if again := ReceivedReferral.objects.filter(digest=found).first():
            return again, False
        latest = ReceivedReferral.objects.filter(force=pack.force, reference=pack.reference).order_by("stands", "made_on").last()
        if latest is not None and pack.later < (latest.stands, latest.made_on):
            raise RefusedPack(f"A later pack of {pack.reference} of {pack.force} is here already, made on {latest.made_on:%d.%m.%Y}.")
        row = ReceivedReferral.objects.create(
            force=pack.force, reference=pack.reference, stands=pack.stands, made_on=pack.made_on, signed_by=str(keys[pack.force]),
            text=text, digest=found, on=today, by=by,
        )  # fmt: skip
        row.refresh_from_db()
        journal.record(Verb.COLLECTION, by=by, what=f"{RECEIVED} {row.pk}", force=pack.force, reference=pack.reference, seal=seal(row))
        return row, True


def _believed(note: str, keys: Mapping[str, VerifierKey]) -> tuple[str, tuple[VerifierKey, ...]]:
    """The signed text and who signed it; where the signature does not fit, the part that was altered is named."""
    if len(note) > MOST_CHARACTERS:
        raise RefusedPack("It is too large for a pack of a referral. Ask the force to send it again.")
    try:
        return open_note(note, list(keys.values()))
    except NoteRefused as refused:
        raise RefusedPack(f"{refused} {_which(note)}".strip()) from refused


def _which(note: str) -> str:
    try:
        wrong = referral_read.altered(referral_read.unread(parse_note(note).text))
    except (ValueError, TypeError, RecursionError):  # it is not even a pack, so no part of it can be named
        return ""
    return f"What was altered stands in the part: {', '.join(wrong)}." if wrong else ""
