"""The verbs about messages to people of the public: queue one, say that a letter was posted. Nothing unsafe is ever queued."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from custodiet.casework import carriers, journal, neutral, safe_ways
from custodiet.casework.access import Access, NotThere, Refused, require
from custodiet.casework.jobs import Permission
from custodiet.casework.models import Case, Delivery, Neutral, Outgoing, Person, User, Way
from custodiet.casework.secrets_held import seal
from custodiet.ledger.entries import Verb


def queue(
    *, case: Case, person: Person, template: Neutral, today: date, by: User | None, secret: str = "", way: Way | None = None
) -> Outgoing:
    """Put a message in the outbox: the safest quick way, or `way`. Where none is safe the row says so, and nothing goes out."""
    with transaction.atomic():
        locked = Case.objects.select_for_update(no_key=True).get(pk=case.pk)
        if by is not None:
            require(Access(by), Permission.REACH, locked)
        if not locked.involvements.filter(person=person).exists():
            raise NotThere
        chosen, why = _way(person, today, way)
        why = why or " ".join(neutral.tells(neutral.compose(template, secret), neutral.private_words(locked, person)))
        row = Outgoing.objects.create(
            case=locked,
            person=person,
            template=template.name,
            way=chosen.name if chosen else "",
            by=by,
            sealed=seal(secret) if secret and not why else b"",
            state=Delivery.WITHHELD.name if why else Delivery.QUEUED.name,
            why=why,
        )
        journal.record(Verb.COLLECTION, by=by, case=locked, what=f"message {row.pk}", fields=["template", "way", "state"])
        return row


def _way(person: Person, today: date, wanted: Way | None) -> tuple[Way | None, str]:
    if wanted is not None:
        return wanted, carriers.closed(wanted) or safe_ways.unsafe(person, wanted, today)
    open_to = [way for way in Way if not carriers.closed(way)]
    found = safe_ways.ways(person, today, open_to)
    if found:
        return found[0], ""
    return None, " ".join(safe_ways.unsafe(person, way, today) for way in open_to)


def posted(*, message: Outgoing, by: User) -> Outgoing:
    """Say that a letter was put in the post by hand."""
    with transaction.atomic():
        case = Case.objects.select_for_update(no_key=True).get(pk=message.case_id)
        require(Access(by), Permission.REACH, case)
        row = Outgoing.objects.select_for_update().get(pk=message.pk)
        if row.way != Way.POST.name or row.state != Delivery.QUEUED.name:
            raise Refused("Only a letter that waits to be posted can be said to be posted. Look at the list again.")
        row.state, row.handed_over_at, row.sealed = Delivery.HANDED_OVER.name, timezone.now(), b""
        row.save(update_fields=["state", "handed_over_at", "sealed"])
        journal.record(Verb.DISCLOSURE, by=by, case=case, what=f"message {row.pk}", fields=["posted"])
        return row
