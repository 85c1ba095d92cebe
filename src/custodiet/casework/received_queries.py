"""Referrals that forces handed over, as the overseer's pages show them: the latest pack of each, and what it says."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from custodiet.casework import referral_read
from custodiet.casework.access import Access, NotThere
from custodiet.casework.jobs import Permission, permissions
from custodiet.casework.models import ReceivedReferral
from custodiet.casework.queries import consulted, opening
from custodiet.casework.referral_read import Pack

FIELDS = ["force", "reference", "criteria", "days of referral", "form of investigation"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """The latest pack of a referral. `refer_by` is the last day for referring it, where a clock ran."""

    row: ReceivedReferral
    pack: Pack
    packs: int
    refer_by: date | None
    referred_on: date | None


def received(access: Access) -> tuple[Received, ...]:
    """The referrals received, the latest pack of each, by force and reference."""
    if Permission.OVERSEE not in permissions(access.user):
        return ()
    with transaction.atomic():
        packs: dict[tuple[str, str], list[ReceivedReferral]] = {}
        for row in ReceivedReferral.objects.order_by("force", "reference", "stands", "made_on", "pk"):
            packs.setdefault((row.force, row.reference), []).append(row)
        lines = tuple(_of(rows) for rows in packs.values())
        consulted(access, None, "received referrals", FIELDS, references=[line.row.reference for line in lines])
    return lines


@opening
def received_page(access: Access, number: str) -> Received:
    """One of them, with everything its latest pack says."""
    row = ReceivedReferral.objects.filter(pk=int(number)).first() if number.isdigit() else None
    if row is None or Permission.OVERSEE not in permissions(access.user):
        raise NotThere
    same = ReceivedReferral.objects.filter(force=row.force, reference=row.reference).order_by("stands", "made_on", "pk")
    found = _of(list(same))
    consulted(access, None, f"received referral {row.pk}", [*FIELDS, "clocks", "aliases", "allegations"], references=[row.reference])
    return found


def _of(rows: list[ReceivedReferral]) -> Received:
    latest = rows[-1]
    pack = referral_read.read(latest.text)
    referred = pack.parts["referral"]["referred_on"]
    # The duty to refer is the one that was met on the day of the referral.
    due = next((clock["due"] for clock in pack.parts["clocks"] if clock["what"].startswith("refer ") and clock["due"]), None)
    return Received(
        row=latest, pack=pack, packs=len(rows), refer_by=date.fromisoformat(due) if due else None,
        referred_on=date.fromisoformat(referred) if referred else None,
    )  # fmt: skip
