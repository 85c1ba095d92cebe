"""The verbs about figures: freeze the cases as they stand, put tables forward, and publish them as the second of two."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from hashlib import sha256

from django.db import transaction

from custodiet.casework import figure_queries, frozen_store, journal, standing
from custodiet.casework.access import Refused
from custodiet.casework.jobs import Permission, permissions
from custodiet.casework.models import Case, FiguresPutForward, FrozenFigures, Involvement, Part, PublishedFigures, User
from custodiet.casework.retention import not_disposed
from custodiet.casework.sealed_figures import FROZEN, PUBLISHED, PUT_FORWARD
from custodiet.casework.seals import seal
from custodiet.figures import snapshot
from custodiet.figures.period import Period
from custodiet.figures.record import Characteristics, Record
from custodiet.ledger.entries import Verb

TOLD_EVERY = 1000
"""Cases after which a freezing says how far it is."""


def freeze(
    *, force: str, by: User, today: date, workforce: Mapping[str, Characteristics] | None = None,
    strength: Mapping[str, Mapping[str, int]] | None = None, tell: Callable[[int, int], None] | None = None,
) -> FrozenFigures:  # fmt: skip
    """Freeze every case as it stands; the same cases on the same day are the same snapshot.

    `workforce` says of the officers of this force, by number, what tables of disparity and lists case by case use; it is kept in the
    snapshot alone.
    `strength` is how many people there are of each rank and capacity. `tell` is told how many cases are read, and of how many.

    A covert case is left out while it is covert, so that no figure tells that it is there; the next snapshot after has it.
    """
    if Permission.FREEZE not in permissions(by):
        raise Refused("Your job does not freeze the figures. The head of department does.")
    with transaction.atomic():
        cases = not_disposed(Case.objects.filter(restricted=False)).order_by("pk")
        known = _known(force, workforce or {})
        records, every = [], cases.count() if tell else 0
        for number, case in enumerate(cases.iterator(chunk_size=500), 1):
            records.append(Record(case.reference, standing.standing(case).history, today, known.get(case.pk, {})))
            if tell and number % TOLD_EVERY == 0:
                tell(number, every)
        name, written = snapshot.frozen(force, today, records, strength)
        if again := FrozenFigures.objects.filter(snapshot=name).first():
            return again
        stored = frozen_store.put(written)
        row = FrozenFigures.objects.create(
            snapshot=name, force=force, taken_on=today, cases=len(records), address=stored.address, size=stored.size, by=by
        )
        row.refresh_from_db()
        journal.record(Verb.COLLECTION, by=by, what=f"{FROZEN} {row.pk}", snapshot=name, cases=len(records), seal=seal(row))
    return row


def _known(force: str, workforce: Mapping[str, Characteristics]) -> dict[int, dict[str, Characteristics]]:
    """What the extract says of the officers of each case, by their key in it."""
    found: dict[int, dict[str, Characteristics]] = {}
    officers = Involvement.objects.filter(role=Part.OFFICER.value, person__officer__force=force)
    for case, key, number in officers.values_list("case", "key", "person__officer__collar_number"):
        if said := workforce.get(number):
            found.setdefault(case, {})[key] = said
    return found


def approve(*, frozen: FrozenFigures, asked: Period, digest: str, by: User) -> PublishedFigures | None:
    """Approve the tables of that snapshot and period as they would leave; `digest` is that of the bytes that were read.

    The first approval puts them forward and gives None. The second, by another person over the same bytes, publishes them.
    """
    if Permission.PUBLISH not in permissions(by):
        raise Refused("Your job does not publish. The publications officer and the head of department do.")
    with transaction.atomic():
        if frozen.published.filter(period=asked.key).exists():
            raise Refused("The tables of this snapshot are published for that period already. A correction needs a new snapshot.")
        body = leaving(frozen, asked)
        if sha256(body).hexdigest() != digest:
            raise Refused("What would be published has changed since the page was opened. Read it again.")
        first = FiguresPutForward.objects.filter(frozen=frozen, period=asked.key, digest=digest).order_by("pk").last()
        if first is None:
            row = FiguresPutForward.objects.create(frozen=frozen, period=asked.key, digest=digest, by=by)
            row.refresh_from_db()
            journal.record(Verb.ALTERATION, by=by, what=f"{PUT_FORWARD} {row.pk}", period=asked.key, digest=digest, seal=seal(row))
            return None
        if first.by_id == by.pk:
            raise Refused("You approved these tables yourself. A second person reads and publishes them.")
        made = PublishedFigures.objects.create(
            frozen=frozen, period=asked.key, body=body, digest=digest, approved_by_first=first.by, approved_by_second=by
        )
        made.refresh_from_db()
        journal.record(Verb.PUBLICATION, by=by, what=f"{PUBLISHED} {made.pk}", period=asked.key, digest=digest, seal=seal(made))
        return made


def leaving(frozen: FrozenFigures, asked: Period) -> bytes:
    """The tables of that snapshot and period as they would leave, after what left of the period before."""
    before = PublishedFigures.objects.filter(period=asked.key).order_by("pk").last()
    earlier = figure_queries.released_of(bytes(before.body)) if before else {}
    said = figure_queries.leaving(figure_queries.snapshot_of(frozen), asked, earlier)
    return json.dumps(said, ensure_ascii=False, sort_keys=True, indent=1).encode() + b"\n"
