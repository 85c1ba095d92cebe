"""The ledger's signed checkpoints: those that were taken, and whether the ledger of today still continues one.

A checkpoint that somebody else keeps is what the force cannot take back. Here the whole ledger is gone through entry by entry; what
comes out is believed as far as this program is. Whoever does not believe it checks a receipt outside, or has a witness.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from custodiet.casework.access import Access, NotThere
from custodiet.casework.models import LedgerCheckpoint, LedgerEntry
from custodiet.casework.queries import consulted
from custodiet.casework.signing import origin, private_key
from custodiet.ledger import checkpoint as checkpoints
from custodiet.ledger.checkpoint import Checkpoint, CheckpointRefused
from custodiet.ledger.entries import Entry, Verb
from custodiet.ledger.tree import Frontier

SHOWN = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """Whether the ledger continues what a checkpoint says, in words where it does not."""

    number: int | None
    size: int
    holds: bool
    words: str = ""


def taken(access: Access) -> list[LedgerCheckpoint]:
    """The checkpoints that were taken, the latest first."""
    with transaction.atomic():
        rows = list(LedgerCheckpoint.objects.select_related("by")[:SHOWN])
        consulted(access, None, "checkpoints", ["sizes and roots of the ledger"])
    return rows


def checkpoint_of(access: Access, number: int) -> LedgerCheckpoint:
    """One of them, to be taken away."""
    with transaction.atomic():
        row = LedgerCheckpoint.objects.filter(pk=number).first()
        if row is None:
            raise NotThere
        consulted(access, None, f"checkpoint {row.pk}", ["size and root of the ledger"])
    return row


def believed(note: str) -> Checkpoint:
    """The checkpoint in that text, if this installation's ledger signed it. Raises CheckpointRefused."""
    return checkpoints.verify(note, origin=origin(), public_key=private_key().public_key())


def check(access: Access, brought: str = "") -> list[Checked]:
    """Whether today's ledger continues every checkpoint that was taken, and the one that was brought along."""
    with transaction.atomic():
        rows = list(LedgerCheckpoint.objects.all()[:SHOWN])
        found: list[Checked] = []
        stated: list[tuple[int | None, Checkpoint]] = []
        for number, note in [*([(None, brought)] if brought else []), *((row.pk, row.note) for row in rows)]:
            try:
                stated.append((number, believed(note)))
            except CheckpointRefused as refused:
                found.append(Checked(number=number, size=0, holds=False, words=str(refused)))
        roots = _roots({each.size for _, each in stated})
        found += [_judged(number, each, roots) for number, each in stated]
        consulted(
            access, None, "consistency of the ledger", ["sizes and roots of the ledger"], failed=sum(not each.holds for each in found)
        )
    return found


def _judged(number: int | None, stated: Checkpoint, roots: dict[int, bytes]) -> Checked:
    if stated.size not in roots:
        words = f"The checkpoint speaks of {stated.size:,} entries; the ledger has fewer now. Entries were taken out of its end."
        return Checked(number=number, size=stated.size, holds=False, words=words)
    if roots[stated.size] != stated.root:
        words = f"The first {stated.size:,} entries are not those of the checkpoint: one of them was altered, put in or taken out."
        return Checked(number=number, size=stated.size, holds=False, words=words)
    return Checked(number=number, size=stated.size, holds=True)


def _roots(sizes: Iterable[int]) -> dict[int, bytes]:
    """The root of the ledger at each of those sizes, from the entries as they stand."""
    wanted, frontier = set(sizes), Frontier()
    roots = {0: frontier.root()} if 0 in wanted else {}
    for row in LedgerEntry.objects.order_by("seq").iterator(chunk_size=2000):
        told = {"sequence": row.seq, "recorded_at": row.recorded_at, "compartment": row.compartment}
        entry = Entry(**told, verb=Verb(row.verb), commitment=bytes(row.commitment))
        frontier = frontier.append(entry.leaf())
        if frontier.size in wanted:
            roots[frontier.size] = frontier.root()
    return roots
