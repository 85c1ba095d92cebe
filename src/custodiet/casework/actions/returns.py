"""The verb about returns: take in what a force sent, or record why it was refused. Nothing that was sent goes unrecorded."""

from hashlib import sha256

from django.db import transaction

from custodiet.casework import force_keys, journal
from custodiet.casework.access import Refused
from custodiet.casework.jobs import Permission, permissions
from custodiet.casework.models import ForceReturn, User
from custodiet.casework.sealed_figures import RETURN
from custodiet.casework.seals import seal
from custodiet.figures.period import period
from custodiet.figures.returns import RefusedReturn, Return
from custodiet.ledger.entries import Verb

MOST_NAME = 200


def receive(*, file_name: str, stored: bytes, by: User, corrects: bool = False) -> ForceReturn:
    """Record that return. `corrects`: it stands in the place of the one that the same force sent for the same period.

    A refused return is a row as well, with its reason; the caller looks at `refused`. Raises Refused where `by` may not, or the file
    of keys is missing.
    """
    if Permission.RETURNS not in permissions(by):
        raise Refused("Your job does not take in returns. The overseer and the head of department do.")
    try:
        keys = force_keys.keys_in(force_keys.file_of_keys())
    except OSError as missing:
        raise Refused(
            f"The keys of the forces are not there ({missing.filename}), so nobody's return can be told from a forged one. Put a line for "
            "each force into that file: its public key, a space, its name."
        ) from missing
    with transaction.atomic():
        journal.frontier()  # two people taking in the same return at once: the second finds the first's
        try:
            found = force_keys.opened(stored, keys)
            earlier = _standing(found, sha256(stored).hexdigest(), corrects)
        except RefusedReturn as wrong:
            return _recorded(file_name, stored, by, refused=str(wrong))
        return _recorded(file_name, stored, by, force=found.force, period=found.period.key, replaces=earlier)


def standing_returns() -> list[ForceReturn]:
    """The returns that were taken in and that no later one replaces."""
    return list(ForceReturn.objects.filter(refused="", replaced_by=None).order_by("force", "pk"))


def _standing(found: Return, digest: str, corrects: bool) -> ForceReturn | None:
    """The earlier return in whose place this one stands. Raises RefusedReturn where the two do not go together."""
    for row in ForceReturn.objects.filter(refused="", replaced_by=None, force=found.force).order_by("pk"):
        other = period(row.period)
        if row.digest == digest:
            raise RefusedReturn(f"It is the same, byte for byte, as {row.file_name}, which was taken in before. It counts once.")
        if row.period == found.period.key:
            if corrects:
                return row
            raise RefusedReturn(
                f"{found.force} has answered for {found.period.phrase} already, in {row.file_name}. Where this one corrects it, say so "
                "when you send it; else ask the force which of the two is right."
            )
        if other.overlaps(found.period):
            raise RefusedReturn(
                f"It is for {found.period.phrase}, which overlaps {other.phrase} that {found.force} answered for in {row.file_name}: the "
                "same cases would count twice. Ask the force for a return of one period."
            )
    return None


def _recorded(file_name: str, stored: bytes, by: User, **more: object) -> ForceReturn:
    row = ForceReturn.objects.create(
        file_name=file_name[:MOST_NAME], body=stored[: force_keys.MOST_BYTES], digest=sha256(stored).hexdigest(), by=by, **more
    )
    row.refresh_from_db()
    told = {"force": row.force, "period": row.period, "digest": row.digest, "refused": row.refused}
    journal.record(Verb.COLLECTION, by=by, what=f"{RETURN} {row.pk}", seal=seal(row), **told)
    return row
