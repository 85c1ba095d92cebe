"""The whole force out: every table, the store as it is, the keys and what the force has chosen, as files anybody can read about.

That it leaves is in the ledger before the first byte does, and so in the export. The tables are read as of one moment.
"""

import getpass
import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_bytes
from typing import Any

from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from custodiet import __version__
from custodiet.casework import journal, signing, vault
from custodiet.casework.access import Refused
from custodiet.casework.models import Custody, CustodyAct, Exhibit
from custodiet.casework.openfiles import locks, places, tables
from custodiet.casework.openfiles.archive import Writing, streamed
from custodiet.evidence.sealed import KEY
from custodiet.ledger.entries import Verb
from custodiet.ledger.notes import sign_note

OPEN = "open"


def lock(key: bytes, *, passphrase: str = "", recipient: str = "") -> dict[str, Any]:
    """How an archive is locked, as its head says it."""
    return locks.to_passphrase(key, passphrase) if passphrase else locks.to_recipient(key, recipient)


def export(
    to: Path, *, force: str, passphrase: str = "", recipient: str = "", plain_exhibits: bool = False, with_csv: bool = False
) -> Iterator[str]:
    """Write the archive, handing out a sentence for each part that is done. Without passphrase and recipient it lies open."""
    if to.exists() and any(to.iterdir()):
        raise Refused(f"{to} is not empty. Name a new folder: nothing is written over.")
    key = token_bytes(KEY) if passphrase or recipient else None
    locked = lock(key, passphrase=passphrase, recipient=recipient) if key else {"way": OPEN}
    to.mkdir(mode=0o700, parents=True, exist_ok=True)
    places.make_keys()
    _entered(locked["way"], plain_exhibits)
    into, taken_at = Writing(to, key), timezone.now()
    with _one_moment():
        rows, ledger = {}, _ledger()
        for model in tables.taken():
            name = model._meta.db_table
            into.put(f"tables/{name}.jsonl", streamed(tables.lines(model)))
            rows[name] = model._base_manager.count()
            if with_csv:
                into.put(f"csv/{name}.csv", streamed(tables.as_csv(model)))
    yield f"{len(rows)} tables with {sum(rows.values()):,} rows."
    yield from _files(into)
    if plain_exhibits:
        yield from _exhibits(into)
    said = {
        "what": "custodiet export", "program": __version__, "migration": migration(), "force": force, "taken_at": taken_at.isoformat(),
        "ledger": ledger, "tables": rows, "left_out": {model._meta.db_table: why for model, why in tables.LEFT_OUT.items()}, "lock": locked,
    }  # fmt: skip
    into.finish(sign_note(into.end(said), signing.origin(), signing.private_key()))
    yield f"The export is finished: {len(into.files):,} files in {to}. Its public key is {signing.verifier()}"


def migration() -> str:
    """The last migration of the records in this database."""
    loader = MigrationLoader(connection)
    return max(name for app, name in loader.applied_migrations if app == "casework")


def _entered(way: str, plain: bool) -> None:
    with transaction.atomic():
        journal.record(
            Verb.EXPORT, by=None, what="whole force", purpose="custodiet export", fields=["everything"],
            run_by=getpass.getuser(), locked_by=way, plain_exhibits=plain,
        )  # fmt: skip


@contextmanager
def _one_moment() -> Iterator[None]:
    """Everything read in it is as of one moment. On SQLite nobody writes meanwhile; on PostgreSQL they may."""
    with transaction.atomic():
        if connection.vendor == "postgresql" and not connection.savepoint_ids:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def _ledger() -> dict[str, Any]:
    """How the ledger stood."""
    frontier = journal.frontier()
    return {"size": frontier.size, "root": frontier.root().hex()}


def _files(into: Writing) -> Iterator[str]:
    """The store as it is (it is sealed already), the keys, and what the force has chosen."""
    count = 0
    for below, path in places.found(places.store()):
        try:
            file = path.open("rb")
        except FileNotFoundError:
            continue  # disposed of since the rows were read: its record will say so in the next export
        with file:
            into.put_as_it_is(f"{places.STORE}{below}", file)
        count += 1
    yield f"{count:,} files of the store, sealed as they are."
    for name, where in {**places.keys(), **places.beside()}.items():
        for below, path in places.found(where):
            with path.open("rb") as file:
                into.put(f"{name}{below}", file)
    yield "The keys, the policy, and what else the force has given."


def _exhibits(into: Writing) -> Iterator[str]:
    """Every exhibit that is still held, opened: named by its row, because a name may be somebody's."""
    gone = Custody.objects.filter(act=CustodyAct.DISPOSED.value).values("exhibit")
    altered = []
    for row in Exhibit.objects.exclude(pk__in=gone).select_related("case").order_by("pk"):
        try:
            with vault.open_exhibit(row.case, row) as file:
                whole = io.BytesIO(file.read()) if row.size < 1 << 24 else file
                into.put(f"exhibits/{row.pk}", whole)
        except (vault.Altered, vault.NoKey) as wrong:
            (into.root / f"exhibits/{row.pk}").unlink(missing_ok=True)
            altered.append({"exhibit": row.pk, "why": str(wrong)})
    if altered:
        into.put("exhibits/not-opened.jsonl", streamed(json.dumps(each).encode() + b"\n" for each in altered))
    yield f"The exhibits, opened; {len(altered)} could not be (exhibits/not-opened.jsonl)."
