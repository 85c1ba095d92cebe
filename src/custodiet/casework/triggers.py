"""The triggers that keep steps, notes and the ledger append-only, in the words of each database.

A migration installs them and `doctor` looks whether they are there. On SQLite, altering one of these tables rebuilds it
and drops its triggers: such a migration must end with `migrations.RunPython(triggers.install)`.
"""

from collections.abc import Collection, Mapping, Sequence

from custodiet.casework.guarded import FROZEN, KEPT, ONCE, TABLES, Guarded

LATE = 2
"""Seconds by which a given time may differ from the database's own clock."""

_REFUSED = "This record is append-only: what was recorded is never altered or removed. Record a correction instead."
_TWICE = "This record is append-only: a row with this number, or from this very form, is there already."
_NUMBER = "Rows are numbered without gaps, and this is not the next number. Nothing was recorded."
_TIME = "The time of a record is set by the database; another time was given. Nothing was recorded."
_WITHDRAWN = "What was withdrawn stays withdrawn. Have it approved and published again."
_ENDED = "A grant ends once: what has ended, or is to end, is not prolonged, nor ended in the past. Give another grant."

_MAKES = "CREATE OR REPLACE FUNCTION"


def install(apps, schema_editor) -> None:
    """For a migration: put every trigger in place."""
    put(schema_editor.connection)


def remove(apps, schema_editor) -> None:
    """For a migration that goes back: take every trigger away."""
    take_away(schema_editor.connection)


def put(connection) -> None:
    """Put every trigger in place, replacing what is there. Tables and columns that a later migration makes get theirs then."""
    there = connection.introspection.table_names()
    with connection.cursor() as cursor:
        known = {table: _columns(connection, cursor, table) for table in FROZEN if table in there}
        for statement in statements(connection.vendor, there, known):
            cursor.execute(statement)


def _columns(connection, cursor, table: str) -> set[str]:
    return {column.name for column in connection.introspection.get_table_description(cursor, table)}


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
    found |= {
        (table, f"{table}_{action}") for table in FROZEN for action in ("frozen", *(["no_truncate"] if vendor == "postgresql" else []))
    }
    found |= {(table, f"{table}_no_delete") for table in KEPT}
    found |= {("casework_publishedoutcome", "casework_publishedoutcome_withdrawn"), ("casework_grant", "casework_grant_ends")}
    return found | ({(table, f"{table}_once") for table in ONCE} if vendor == "sqlite" else set())


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
        if connection.vendor == "postgresql":
            present -= _weakened(cursor)
        wrong = [name for table, name in sorted(expected(connection.vendor)) if (table, name) not in present]
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            stored = dict(cursor.fetchall())
            meant = {_name(sql): sql for sql in statements("sqlite") if sql.startswith("CREATE")}
            wrong += [name for name, sql in sorted(meant.items()) if name in stored and stored[name] != sql]
    return wrong


def _weakened(cursor) -> set[tuple[str, str]]:
    """On PostgreSQL: the triggers that call another function than ours, or one that was written anew."""
    meant = {_name_of_function(sql): sql.split("$$")[1] for sql in statements("postgresql") if sql.startswith(_MAKES)}
    calls = {_name_of_trigger(sql): sql.rsplit(" ", 1)[1].rstrip("()") for sql in statements("postgresql") if " TRIGGER " in sql[:30]}
    cursor.execute(
        "SELECT c.relname, t.tgname, p.proname, p.prosrc FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
        " JOIN pg_proc p ON p.oid = t.tgfoid WHERE NOT t.tgisinternal"
    )
    return {
        (table, name)
        for table, name, function, source in cursor.fetchall()
        if name in calls and (function != calls[name] or source != meant.get(function))
    }


def _name_of_function(sql: str) -> str:
    return sql.split("(", maxsplit=1)[0].rsplit(maxsplit=1)[-1]


def _name_of_trigger(sql: str) -> str:
    return sql.split()[4]


def statements(vendor: str, there: Collection[str] | None = None, known: Mapping[str, Collection[str]] | None = None) -> list[str]:
    """Everything to execute on that kind of database, for the tables and columns that are there; for all where that is not said."""
    tables = [one for one in TABLES if there is None or one.table in there]
    frozen = {
        table: tuple(column for column in columns if known is None or column in known.get(table, ()))
        for table, columns in FROZEN.items()
        if there is None or table in there
    }
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
    made += [_sqlite_once(table, columns) for table, columns in ONCE.items() if table in frozen]
    for table in KEPT:
        if table in frozen:
            made.append(f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END")
    made.append(
        "CREATE TRIGGER casework_publishedoutcome_withdrawn BEFORE UPDATE OF withdrawn_at ON casework_publishedoutcome"
        f" WHEN OLD.withdrawn_at IS NOT NULL BEGIN SELECT RAISE(ABORT, '{_WITHDRAWN}'); END"
    )
    late = _prolonged("julianday(NEW.until)", "julianday(OLD.until)", "julianday('now')", f"{LATE} / 86400.0")
    made.append(
        f"CREATE TRIGGER casework_grant_ends BEFORE UPDATE OF until ON casework_grant WHEN {late}"
        f" BEGIN SELECT RAISE(ABORT, '{_ENDED}'); END"
    )
    return [line for sql in made for line in (f"DROP TRIGGER IF EXISTS {_name(sql)}", sql)]


def _prolonged(new: str, old: str, now: str, late: str) -> str:
    """Whether an end is put where none may be: after one that is past, later than it was, or before this moment."""
    return f"{old} <= {now} OR {new} > {old} OR ({new} IS NULL AND {old} IS NOT NULL) OR {new} < {now} - {late}"


def _sqlite_once(table: str, columns: tuple[str, ...]) -> str:
    same = " OR ".join(f"{column} = NEW.{column}" for column in columns)
    return (
        f"CREATE TRIGGER {table}_once BEFORE INSERT ON {table} BEGIN"
        f" SELECT RAISE(ABORT, '{_TWICE}') WHERE EXISTS (SELECT 1 FROM {table} WHERE {same}); END"
    )


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
    made = [_function("custodiet_refuse", f" {_raise(_REFUSED)}")]
    for one in tables:
        made.append(_postgresql_guard(one))
        made += _always(one.table, "guard", "BEFORE INSERT", "ROW", f"{one.table}_guarded")
        made += _always(one.table, "no_update", "BEFORE UPDATE", "ROW")
        made += _always(one.table, "no_delete", "BEFORE DELETE", "ROW")
        made += _always(one.table, "no_truncate", "BEFORE TRUNCATE", "STATEMENT")
    for table, columns in frozen.items():
        made += _always(table, "frozen", f"BEFORE UPDATE OF {', '.join(columns)}", "ROW")
        made += _always(table, "no_truncate", "BEFORE TRUNCATE", "STATEMENT")
    made.append(_function("custodiet_withdrawn", f" IF OLD.withdrawn_at IS NOT NULL THEN {_raise(_WITHDRAWN)} END IF; RETURN NEW;"))
    late = _prolonged("NEW.until", "OLD.until", "clock_timestamp()", f"interval '{LATE} seconds'")
    made.append(_function("custodiet_ends", f" IF {late} THEN {_raise(_ENDED)} END IF; RETURN NEW;"))
    for table in KEPT:
        if table in frozen:
            made += _always(table, "no_delete", "BEFORE DELETE", "ROW")
    made += _always("casework_publishedoutcome", "withdrawn", "BEFORE UPDATE OF withdrawn_at", "ROW", "custodiet_withdrawn")
    made += _always("casework_grant", "ends", "BEFORE UPDATE OF until", "ROW", "custodiet_ends")
    return made


def _function(name: str, body: str) -> str:
    return f"{_MAKES} {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN{body} END $$"


def _raise(words: str) -> str:
    return f"RAISE EXCEPTION '{words}' USING ERRCODE = 'integrity_constraint_violation';"


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
    return f"{_MAKES} {one.table}_guarded() RETURNS trigger LANGUAGE plpgsql AS $$ DECLARE last timestamptz; BEGIN{body} RETURN NEW; END $$"
