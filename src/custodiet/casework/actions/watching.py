"""The verb about looks of users: what whoever they were routed to makes of them, and why."""

from datetime import date

from django.db import transaction

from custodiet.casework import journal
from custodiet.casework.access import Access, Refused
from custodiet.casework.models import User, WatchedLook, WatchOutcome, WatchReply
from custodiet.casework.seals import seal
from custodiet.casework.watch_queries import watch_row
from custodiet.ledger.entries import Verb


def answer(*, look: WatchedLook, outcome: WatchOutcome, reason: str, by: User, today: date) -> WatchReply:
    """Say what is made of it. Whoever looked answers nothing about themselves: it is not there for them."""
    if not reason.strip():
        raise Refused("A look that nothing explains is answered with a reason: somebody may ask for it one day. Write why.")
    with transaction.atomic():
        row = watch_row(Access(by), str(look.pk))
        made = WatchReply.objects.create(look=row, outcome=outcome.value, reason=reason.strip(), by=by, on=today)
        made.refresh_from_db()
        journal.record(Verb.ALTERATION, by=by, what=f"watch reply {made.pk}", purpose=made.reason[:500], seal=seal(made))
        return made
