"""The triggers that keep steps, notes and the ledger append-only, in the words of each database.

A migration installs them and `doctor` looks whether they are there. On SQLite, altering one of these tables rebuilds it
and drops its triggers: such a migration must end with `migrations.RunPython(triggers.install)`.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

LATE = 2
"""Seconds by which a given time may differ from the database's own clock."""

_REFUSED = "This record is append-only: what was recorded is never altered or removed. Record a correction instead."
_TWICE = "This record is append-only: a row with this number, or from this very form, is there already."
_NUMBER = "Rows are numbered without gaps, and this is not the next number. Nothing was recorded."
_TIME = "The time of a record is set by the database; another time was given. Nothing was recorded."


@dataclass(frozen=True, slots=True)
class Guarded:
    """An append-only table. `number` is counted without gaps (within `within`); `once` may never appear twice.

    `sets_time`: PostgreSQL's trigger writes the time itself; the ledger's time is part of its leaf, so it is checked.
    """

    table: str
    key: str = "id"
    number: str = ""
    within: str = ""
    once: tuple[str, ...] = ()
    sets_time: bool = True


TABLES = (
    Guarded("casework_casestep", number="seq", within="case_id", once=("token", "strikes_id")),
    Guarded("casework_note"),
    Guarded("casework_exhibit"),
    Guarded("casework_derivation"),
    Guarded("casework_custody", number="seq", within="exhibit_id"),
    Guarded("casework_disclosure"),
    Guarded("casework_tie", once=("strikes_id",)),
    Guarded("casework_ledgerentry", key="seq", number="seq", sets_time=False),
)
FROZEN = {
    "casework_publishedoutcome": ("case_id", "slug", "body", "digest", "approved_by_first_id", "approved_by_second_id"),
    "casework_ledgerbody": ("entry_id", "salt", "value"),
    "casework_reading": ("exhibit_id", "kind", "answers", "asked_by_id", "asked_at"),
}
"""Tables of which some columns never change, though a row may be withdrawn or erased by what is meant for that."""


def install(apps, schema_editor) -> None:
    """For a migration: put every trigger in place."""
    put(schema_editor.connection)


def remove(apps, schema_editor) -> None:
    """For a migration that goes back: take every trigger away."""
    take_away(schema_editor.connection)


def put(connection) -> None:
    """Put every trigger in place, replacing what is there. Tables that a later migration makes get theirs then."""
    there = connection.introspection.table_names()
    with connection.cursor() as cursor:
        for statement in statements(connection.vendor, there):
            cursor.execute(statement)


def take_away(connection) -> None:
    """Take every trigger away: for going back a migration, and for emptying a test database."""
    there = connection.introspection.table_names()
    with connection.cursor() as cursor:
        for table, name in sorted(expected(connection.vendor)):
            if table not in there:
                continue
            on = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


def expected(vendor: str) -> set[tuple[str, str]]:
    """The table and name of every trigger there must be."""
    actions = ["no_update", "no_delete", "guard", *(["no_truncate"] if vendor == "postgresql" else [])]
    found = {(one.table, f"{one.table}_{action}") for one in TABLES for action in actions}
    return found | {(table, f"{table}_frozen") for table in FROZEN}


def missing(connection) -> list[str]:
    """The triggers that are not there, or that are there but do not fire."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT c.relname, t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
                " WHERE NOT t.tgisinternal AND t.tgenabled = 'A'"
            )
        else:
            cursor.execute("SELECT tbl_name, name FROM sqlite_master WHERE type = 'trigger'")
        present = set(cursor.fetchall())
        wrong = [name for table, name in sorted(expected(connection.vendor)) if (table, name) not in present]
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            stored = dict(cursor.fetchall())
            meant = {_name(sql): sql for sql in statements("sqlite") if sql.startswith("CREATE")}
            wrong += [name for name, sql in sorted(meant.items()) if name in stored and stored[name] != sql]
    return wrong


def statements(vendor: str, there: Collection[str] | None = None) -> list[str]:
    """Everything to execute on that kind of database, for the tables that are there; for all where that is not said."""
    tables = [one for one in TABLES if there is None or one.table in there]
    frozen = {table: columns for table, columns in FROZEN.items() if there is None or table in there}
    return _postgresql(tables, frozen) if vendor == "postgresql" else _sqlite(tables, frozen)


def _name(sql: str) -> str:
    return sql.split()[2]


def _sqlite(tables: Sequence[Guarded], frozen: Mapping[str, tuple[str, ...]]) -> list[str]:
    made = []
    for one in tables:
        for action in ("UPDATE", "DELETE"):
            made.append(
                f"CREATE TRIGGER {one.table}_no_{action.lower()} BEFORE {action} ON {one.table}"
                f" BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END"
            )
        made.append(f"CREATE TRIGGER {one.table}_guard BEFORE INSERT ON {one.table} BEGIN {_sqlite_guard(one)} END")
    for table, columns in frozen.items():
        made.append(
            f"CREATE TRIGGER {table}_frozen BEFORE UPDATE OF {', '.join(columns)} ON {table} BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END"
        )
    return [line for sql in made for line in (f"DROP TRIGGER IF EXISTS {_name(sql)}", sql)]


def _sqlite_guard(one: Guarded) -> str:
    """INSERT OR REPLACE is refused here whatever the pragmas say, because the row it would replace is looked for."""
    same = " OR ".join(f"{column} = NEW.{column}" for column in (one.key, *one.once))
    checks = [f"SELECT RAISE(ABORT, '{_TWICE}') WHERE EXISTS (SELECT 1 FROM {one.table} WHERE {same});"]
    if one.number:
        where = f" WHERE {one.within} = NEW.{one.within}" if one.within else ""
        checks.append(
            f"SELECT RAISE(ABORT, '{_NUMBER}') WHERE NEW.{one.number} IS NOT"
            f" (SELECT COALESCE(MAX({one.number}), 0) + 1 FROM {one.table}{where});"
        )
    late = f"COALESCE(ABS(julianday(NEW.recorded_at) - julianday('now')) * 86400.0 > {LATE}, 1)"
    if not one.sets_time:
        # When the clock is put back the ledger stands still at its last time instead of falling.
        last = f"(SELECT recorded_at FROM {one.table} ORDER BY {one.key} DESC LIMIT 1)"
        late = f"(({late}) AND NEW.recorded_at IS NOT {last}) OR NEW.recorded_at < {last}"
    checks.append(f"SELECT RAISE(ABORT, '{_TIME}') WHERE {late};")
    return " ".join(checks)


def _postgresql(tables: Sequence[Guarded], frozen: Mapping[str, tuple[str, ...]]) -> list[str]:
    made = [
        "CREATE OR REPLACE FUNCTION custodiet_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" RAISE EXCEPTION '{_REFUSED}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    ]
    for one in tables:
        made.append(_postgresql_guard(one))
        made += _always(one.table, "guard", "BEFORE INSERT", "ROW", f"{one.table}_guarded")
        made += _always(one.table, "no_update", "BEFORE UPDATE", "ROW")
        made += _always(one.table, "no_delete", "BEFORE DELETE", "ROW")
        made += _always(one.table, "no_truncate", "BEFORE TRUNCATE", "STATEMENT")
    for table, columns in frozen.items():
        made += _always(table, "frozen", f"BEFORE UPDATE OF {', '.join(columns)}", "ROW")
    return made


def _always(table: str, name: str, when: str, each: str, function: str = "custodiet_refuse") -> list[str]:
    """ENABLE ALWAYS: otherwise session_replication_role = replica would switch the trigger off."""
    return [
        f"CREATE OR REPLACE TRIGGER {table}_{name} {when} ON {table} FOR EACH {each} EXECUTE FUNCTION {function}()",
        f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_{name}",
    ]


def _postgresql_guard(one: Guarded) -> str:
    body = ""
    if one.number:
        where = f" WHERE {one.within} = NEW.{one.within}" if one.within else ""
        body += (
            f" IF NEW.{one.number} IS DISTINCT FROM (SELECT COALESCE(MAX({one.number}), 0) + 1 FROM {one.table}{where})"
            f" THEN RAISE EXCEPTION '{_NUMBER}' USING ERRCODE = 'integrity_constraint_violation'; END IF;"
        )
    if one.sets_time:
        body += " NEW.recorded_at := clock_timestamp();"
    else:
        body += (
            f" last := (SELECT recorded_at FROM {one.table} ORDER BY {one.key} DESC LIMIT 1);"
            f" IF (abs(extract(epoch FROM NEW.recorded_at - clock_timestamp())) > {LATE}"
            " AND NEW.recorded_at IS DISTINCT FROM last) OR NEW.recorded_at < last"
            f" THEN RAISE EXCEPTION '{_TIME}' USING ERRCODE = 'integrity_constraint_violation'; END IF;"
        )
    return (
        f"CREATE OR REPLACE FUNCTION {one.table}_guarded() RETURNS trigger LANGUAGE plpgsql AS $$"
        f" DECLARE last timestamptz; BEGIN{body} RETURN NEW; END $$"
    )
