"""The whole force back in: an archive into an empty installation, all of it or nothing.

Every file is compared with its digest and the head with its signature before anything is written. Files come first, each placed whole;
the rows come in one transaction, in which the triggers stand aside and the ledger must come to the root that the head says. Whoever is
killed before that transaction ends has an empty database, and does it again.
"""

import getpass
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.models import Model

from custodiet.casework import journal, triggers
from custodiet.casework.access import Refused
from custodiet.casework.models import LedgerBody, LedgerEntry
from custodiet.casework.openfiles import archive, locks, places, tables
from custodiet.casework.openfiles.archive import Archive, RefusedExport
from custodiet.evidence.durable import folder, sync
from custodiet.ledger.entries import Verb
from custodiet.ledger.notes import NoteRefused, VerifierKey, open_note
from custodiet.ledger.tree import Frontier

RESTORED = "whole force restored"


def opened(root: Path, held: locks.Opener, signed_by: str = "") -> Archive:
    """The archive, its list compared with its head and the head with its signature: by the key inside, and by one given apart."""
    note, said = archive.head(root)
    lock = said.get("lock")
    key = None if lock == {"way": "open"} else locks.unlocked(lock if isinstance(lock, dict) else {}, held)
    found = Archive(root, note, said, archive.listed(root, said), key)
    if key is not None and not all(each.sealed or path.startswith(f"{places.STORE}/") for path, each in found.files.items()):
        raise RefusedExport(f"{archive.FILES} says that a file of a locked export lies open, so it was altered. Nothing was restored.")
    own = found.whole(places.LEDGER_KEY)
    try:
        trusted = [VerifierKey.parse(signed_by)] if signed_by else []
        name = trusted[0].name if trusted else note.rpartition("— ")[2].split(" ")[0]
        open_note(note, trusted or [VerifierKey(name, _public(own))])
    except NoteRefused as wrong:
        raise RefusedExport(f"{archive.HEAD} is not as it was signed: {wrong} Nothing was restored.") from wrong
    return found


def restore(found: Archive) -> Iterator[str]:
    """Restore it, handing out a sentence for each part that is done."""
    _known(found.head["migration"])
    for count, _path in enumerate(found.check(), 1):
        if count % 1000 == 0:
            yield f"{count:,} of {len(found.files):,} files are as they were written."
    yield f"All {len(found.files):,} files are as they were written."
    if _restored_before(found):
        call_command("migrate", verbosity=0)
        yield "This very export was restored here already. Nothing was done."
        return
    _migrate(found.head["migration"])
    _must_be_empty(found)
    for path in found.files:
        if where := places.place_of(path):
            _placed(where, found, path)
    yield "The store, the keys and what the force has chosen stand in their places."
    rows = _load(found)
    call_command("migrate", verbosity=0)
    yield f"{rows:,} rows are restored, and the ledger stands at the entry and root that the export says. Run custodiet doctor and verify."


def _public(own: bytes) -> Ed25519PublicKey:
    return Ed25519PrivateKey.from_private_bytes(own).public_key()


def _known(name: str) -> None:
    if ("casework", name) not in MigrationLoader(None).disk_migrations:
        raise RefusedExport(
            f"This export was written by a newer version of the program: its tables are those of {name}, which this one does not know. "
            "Install the version that wrote it, or a later one. Nothing was restored."
        )


def _migrate(name: str) -> None:
    """The empty tables as they were when the export was written; what came after follows when the rows are there."""
    applied = {migration for app, migration in MigrationLoader(connection).applied_migrations if app == "casework"}
    if not any(migration > name for migration in applied):
        _one_by_one().migrate([("casework", name)])
    elif max(applied) != name:
        raise Refused(
            f"The tables here are newer ({max(applied)}) than those of the export ({name}). Restore into a database without tables; they "
            "are brought to this version afterwards. Nothing was restored."
        )


def _one_by_one() -> MigrationExecutor:
    """The migrations without those that stand for several: an export may have been written between two that one now replaces."""
    executor = MigrationExecutor(connection)
    executor.loader = MigrationLoader(connection, replace_migrations=False)
    return executor


def _must_be_empty(found: Archive) -> None:
    full = [model._meta.db_table for model in _models(found.head["migration"]) if model._base_manager.exists()]
    if full:
        raise Refused(f"This database is not empty: there are rows in {full[0]}. Nothing was restored. Name an empty one.")
    theirs = {places.place_of(path) for path in found.files}
    for place in (places.store(), *places.beside().values()):
        for _below, here in places.found(place):
            if here not in theirs:
                raise Refused(f"{here} stands here and is no part of the export, so this installation is not empty. Nothing was restored.")
    for path in found.files:
        where = places.place_of(path)
        if where and where.exists() and not _same(where, found, path):
            raise Refused(f"{where} stands here already and is another than in the export. Nothing was restored. Move it away first.")


def _same(where: Path, found: Archive, path: str) -> bool:
    with where.open("rb") as file:
        return all(file.read(len(part)) == part for part in found.chunks(path)) and not file.read(1)


def _placed(where: Path, found: Archive, path: str) -> None:
    """A file in its place, whole; where a killed restore has put it already, it stays."""
    if where.exists():
        return
    folder(where.parent)
    with tempfile.NamedTemporaryFile(dir=where.parent, prefix=".new-", delete=False) as aside:
        for part in found.chunks(path):
            aside.write(part)
        aside.flush()
        os.fsync(aside.fileno())
    os.chmod(aside.name, 0o400 if path.startswith(f"{places.STORE}/objects/") else 0o600)
    os.replace(aside.name, where)
    sync(where.parent)


def _models(name: str) -> list[type[Model]]:
    """The tables as they were at that migration."""
    state = _one_by_one().loader.project_state([("casework", name)])
    left_out = {model._meta.db_table for model in tables.LEFT_OUT}
    return [model for model in state.apps.get_models() if model._meta.app_label == "casework" and model._meta.db_table not in left_out]


def _load(found: Archive) -> int:
    """All rows in one transaction; raises RefusedExport, and then there are none."""
    models = _models(found.head["migration"])
    with transaction.atomic():
        triggers.take_away(connection)
        counted = {model._meta.db_table: _rows(model, found) for model in models}
        if counted != found.head["tables"]:
            raise RefusedExport("The tables do not hold as many rows as the head says. Nothing was restored. Write a new export.")
        connection.check_constraints()
        with connection.cursor() as cursor:
            for sql in connection.ops.sequence_reset_sql(no_style(), models):
                cursor.execute(sql)
        triggers.put(connection)
        _ledger_stands(found)
        journal.record(
            Verb.COLLECTION, by=None, what=RESTORED, purpose="custodiet restore", fields=["everything"],
            run_by=getpass.getuser(), export=found.head["list"],
        )  # fmt: skip
    return sum(counted.values())


def _rows(model: type[Model], found: Archive) -> int:
    path, batch, count = f"tables/{model._meta.db_table}.jsonl", [], 0
    if path not in found.files:
        raise RefusedExport(f"{path} is not in this export. Nothing was restored. Write a new export.")
    for count, line in enumerate(found.lines(path), 1):
        try:
            batch.append(tables.read(model, line, count))
        except tables.Misread as wrong:
            raise RefusedExport(f"{path}: {wrong}. Nothing was restored.") from wrong
        if len(batch) == tables.AT_A_TIME:
            model._base_manager.bulk_create(batch)
            batch = []
    model._base_manager.bulk_create(batch)
    return count


def _ledger_stands(found: Archive) -> None:
    frontier = Frontier.over(bytes(leaf) for leaf in LedgerEntry.objects.order_by("seq").values_list("leaf", flat=True).iterator())
    if {"size": frontier.size, "root": frontier.root().hex()} != found.head["ledger"] or frontier != journal.frontier():
        raise RefusedExport("The ledger in this export does not come to the root that its head says. Nothing was restored.")


def _restored_before(found: Archive) -> bool:
    """Whether this database came from this very export. Before the first migration there is no such table."""
    if LedgerBody._meta.db_table not in connection.introspection.table_names():
        return False
    rows = LedgerBody.objects.filter(entry__object_ref=RESTORED).values_list("value", flat=True)
    return any(body.get("export") == found.head["list"] for body in rows)
