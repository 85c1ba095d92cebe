"""The verbs about an import that a page carries: take the files in, say which column is what, bring cases in, and end it.

Cases come in for so many seconds at a press, each in a transaction with the count of how many are in: two people who press at once, or
one in two tabs, bring each case in once between them, and whoever breaks off goes on where it was.
"""

import io
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from custodiet.casework import import_work, journal, vault
from custodiet.casework.access import Refused
from custodiet.casework.actions.imports import Brought, Done, bring_in, may_import
from custodiet.casework.imports import mapping, rows
from custodiet.casework.imports.mapping import WrongMapping
from custodiet.casework.imports.plan import PlannedCase
from custodiet.casework.models import CaseImport, ImportDoubt, User, random
from custodiet.ledger.entries import Verb

MOST_BYTES = 50_000_000
"""In all files of a page together. A larger extract is brought in by the command, which reads file after file."""
TOO_MUCH = (
    f"The files have more than {MOST_BYTES // 1_000_000} MB together, more than a page takes. Cut the extract by years, or bring it in on "
    "the command line: custodiet cases import."
)
SECONDS = 20
"""For how long cases come in at one press; then the page says how far it has come."""


def receive(*, source: str, files: Iterable[tuple[str, bytes]], by: User) -> CaseImport:
    """Take the files of an extract in, with the mapping that was said of such files before, or else the one their headers suggest."""
    may_import(by)
    given = list(files)
    _sound(given)
    row = CaseImport(source=source, compartment=f"import-{random.salt().hex()[:24]}", files=[], said={}, by=by)
    try:
        for name, data in given:
            headers, number = rows.look(name, data)
            stored = vault.quarantine(row.compartment, io.BytesIO(data))
            where = {"address": stored.address, "sha256": stored.sha256, "size": stored.size}
            row.files.append({"name": name, **where, "headers": headers, "rows": number})
    except WrongMapping as wrong:
        vault.forget(row.compartment, import_work.stored_of(row))
        raise Refused(str(wrong)) from wrong
    with transaction.atomic():
        row.said = import_work.kept(mapping.guessed(source, import_work.headers_of(row)))
        row.save()
        if before := import_work.remembered_from(row):
            row.said = import_work.remembered(row, before)
            row.save(update_fields=["said"])
        files_of = {each["name"]: each["sha256"] for each in row.files}
        journal.record(Verb.COLLECTION, by=by, what=f"import {row.pk}", purpose=f"Cases of {source}", files=files_of)
    return row


def _sound(given: list[tuple[str, bytes]]) -> None:
    if sum(len(data) for _name, data in given) > MOST_BYTES:
        raise Refused(TOO_MUCH)
    names = Counter(name for name, _data in given)
    if twice := [name for name, number in names.items() if number > 1]:
        raise Refused(f"Two files are called {twice[0]}. Give each its own name, so that every row can be told by its file.")


def say(*, row: CaseImport, said: Mapping[str, Any], by: User) -> None:
    """Which column is what, as a person says. What was brought in by another mapping stays; the next press begins at the first case."""
    may_import(by)
    with transaction.atomic():
        row = _open(row)
        if row.said == dict(said):
            return
        row.said, row.reached, row.whole = dict(said), 0, False
        row.save(update_fields=["said", "reached", "whole"])
        row.told.all().delete()
        journal.record(Verb.ALTERATION, by=by, what=f"import {row.pk}", purpose="Which column is what", said=row.said)


def bring_some(*, row: CaseImport, digest: str, force: str, by: User, today: date, seconds: float = SECONDS) -> CaseImport:
    """Bring cases in for so many seconds. `digest` is that of the files and the mapping that were read. The row afterwards."""
    may_import(by)
    found = import_work.looked(row, today)
    if row.ended_at or found.plan is None or import_work.digest_of(row) != digest:
        raise Refused("What would be brought in has changed since the page was opened, or cannot be read. Read it again.")
    cases, until = list(found.plan.cases.values()), time.monotonic() + seconds
    brought: Counter[str] = Counter()
    while True:
        with transaction.atomic():
            row = _open(row)
            if import_work.digest_of(row) != digest:
                raise Refused("Somebody has put the mapping right meanwhile. Read the page again.")
            if row.reached < len(cases):
                brought += _one(row, cases[row.reached], force, by, today)
            if row.reached >= len(cases) or time.monotonic() > until:
                row.whole = row.reached >= len(cases)
                row.save(update_fields=["whole"])
                _enter(row, found, brought, by)
                return row


def _one(row: CaseImport, case: PlannedCase, force: str, by: User, today: date) -> Counter[str]:
    told: list[Brought] = bring_in(case, source=row.source, force=force, by=by, today=today)
    counted = Counter(each.done.value for each in told)
    row.reached += 1
    row.done = dict(Counter(row.done) + counted)
    row.save(update_fields=["reached", "done"])
    ImportDoubt.objects.bulk_create(
        ImportDoubt(of=row, table=each.row.table, number=each.row.number, why=each.why)
        for each in told if each.done in (Done.NOT_SAME, Done.KEPT)
    )  # fmt: skip
    return counted


def _enter(row: CaseImport, found: import_work.Looked, brought: Counter[str], by: User) -> None:
    assert found.plan is not None
    journal.record(
        Verb.COLLECTION, by=by, what="import of cases", purpose=f"Cases of {row.source}", fields=sorted(found.plan.layout.tables),
        number=row.pk, files={each["name"]: each["sha256"] for each in row.files},
        rows={table: dict(of) for table, of in found.plan.counts().items()}, steps=dict(brought), ended=row.whole,
    )  # fmt: skip


def end(*, row: CaseImport, by: User) -> None:
    """End it: its files are destroyed with their key. What was brought in stays on record, and so does the mapping."""
    may_import(by)
    with transaction.atomic():
        row = _open(row)
        row.ended_at = timezone.now()
        row.save(update_fields=["ended_at"])
        row.told.all().delete()
        journal.record(Verb.ALTERATION, by=by, what=f"import {row.pk}", purpose="Ended; its files are destroyed")
        stored = import_work.stored_of(row)
        transaction.on_commit(lambda: vault.forget(row.compartment, stored))


def _open(row: CaseImport) -> CaseImport:
    """The row as it stands, locked; Refused where somebody has ended it."""
    now = CaseImport.objects.select_for_update().get(pk=row.pk)
    if now.ended_at:
        raise Refused("This import was ended and its files are destroyed. Bring the files again to go on.")
    return now
