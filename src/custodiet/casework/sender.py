"""`custodiet send`: hands over the messages that wait. It may be killed at any moment and started again: what waits still waits.

Before each message leaves, it is asked again whether it is safe: somebody may have said no since it was queued.
"""

import argparse
import sys
import time
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from custodiet.casework import carriers, journal, neutral, safe_ways
from custodiet.casework.models import Case, Delivery, Neutral, Outgoing, SafeContact, Way
from custodiet.casework.secrets_held import unseal
from custodiet.ledger.entries import Verb

MOST_TRIES = 6
PAUSE = 30
FIRST_WAIT = timedelta(minutes=5)


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--stay", action="store_true", help="go on looking for messages until interrupted")


def run(options: argparse.Namespace) -> int:
    """Send what waits; 1 where the chosen address or sender would itself tell what the messages are about."""
    if faults := list(neutral.address_faults()):
        sys.stderr.write("\n".join(["Nothing was sent: the address or the sender in policy.toml is not neutral.", *faults]) + "\n")
        return 1
    while True:
        counts = send_waiting(timezone.localdate())
        sys.stdout.write(", ".join(f"{count} {state}" for state, count in counts.items() if count) + "\n" if any(counts.values()) else "")
        if not options.stay:
            by_hand = Outgoing.objects.filter(state=Delivery.QUEUED.name, way=Way.POST.name).count()
            sys.stdout.write(f"{by_hand} to be posted by hand\n")
            return 0
        time.sleep(PAUSE)


def send_waiting(today: date) -> dict[str, int]:
    """Send each message that is due, and ask after those handed over; how many came to which state."""
    counts = {each.value: 0 for each in Delivery}
    for pk in _due():
        counts[_send(pk, today)] += 1
    for row in Outgoing.objects.filter(state=Delivery.HANDED_OVER.name).exclude(carrier_ref=""):
        if state := _ask_after(row):
            counts[state] += 1
    return counts


def _due() -> list[int]:
    rows = Outgoing.objects.filter(state=Delivery.QUEUED.name).exclude(way=Way.POST.name)
    now = timezone.now()
    return [row.pk for row in rows if row.next_try_at is None or row.next_try_at <= now]


def _send(pk: int, today: date) -> str:
    """One message, in a transaction of its own. The case is locked first, as everywhere."""
    with transaction.atomic():
        case = Case.objects.select_for_update(no_key=True).get(outgoing=pk)
        row = Outgoing.objects.select_for_update().select_related("person").get(pk=pk)
        if row.state != Delivery.QUEUED.name:
            return Delivery[row.state].value
        template, way, secret = Neutral[row.template], Way[row.way], unseal(row.sealed) if row.sealed else ""
        composed = neutral.compose(template, secret)
        why = safe_ways.unsafe(row.person, way, today) or " ".join(neutral.tells(composed, neutral.private_words(case, row.person)))
        if row.sealed and not secret:
            why = "The key of this installation has changed since, so the link or code cannot be read. Give the person a new one."
        if why:
            return _rests(row, case, Delivery.WITHHELD, why)
        contact = SafeContact.objects.get(person=row.person)
        try:
            row.carrier_ref = carriers.hand_over(way, getattr(contact, safe_ways.FIELDS[way][1]), composed, f"m{row.pk}")
        except Exception as wrong:  # whatever the carrier answers, the next message is sent all the same
            return _failed(row, case, wrong)
        row.handed_over_at = timezone.now()
        return _rests(row, case, Delivery.HANDED_OVER, "")


def _rests(row: Outgoing, case: Case, state: Delivery, why: str) -> str:
    """Write where it has come; a secret is kept no longer than it waits."""
    row.state, row.why, row.sealed = state.name, why, b""
    row.save(update_fields=["state", "why", "sealed", "handed_over_at", "carrier_ref", "tries"])
    verb = Verb.DISCLOSURE if state is Delivery.HANDED_OVER else Verb.ALTERATION
    journal.record(verb, by=None, case=case, what=f"message {row.pk}", fields=[state.value])
    return state.value


def _failed(row: Outgoing, case: Case, wrong: Exception) -> str:
    row.tries += 1
    why = f"The carrier did not take it ({type(wrong).__name__}). Try {row.tries} of {MOST_TRIES}."
    if row.tries >= MOST_TRIES:
        return _rests(row, case, Delivery.FAILED, f"{why} Reach the person another safe way.")
    row.why, row.next_try_at = why, timezone.now() + FIRST_WAIT * 2 ** (row.tries - 1)
    row.save(update_fields=["why", "tries", "next_try_at"])
    return Delivery.QUEUED.value


def _ask_after(row: Outgoing) -> str:
    try:
        found = carriers.arrived(row.carrier_ref)
    except Exception:  # asked again next time
        found = None
    if found is None:
        return ""
    with transaction.atomic():
        case = Case.objects.select_for_update(no_key=True).get(pk=row.case_id)
        if found:
            return _rests(row, case, Delivery.DELIVERED, "")
        return _rests(row, case, Delivery.FAILED, "The carrier could not deliver it. Reach the person another safe way.")
