"""A role in PostgreSQL that may do what one table says and nothing else: the statements that make it, and what it can do beyond that.

A process that anybody can reach runs under such a role: whoever takes the process over has the role's rights and no others.
"""

import argparse
import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from django.db import connection, transaction

RIGHT, WRONG, ELSEWHERE = 0, 1, 2
NAME = re.compile(r"[a-z_][a-z0-9_]{0,62}")
HELD = (
    "SELECT c.relname, a.attname, has_column_privilege(%(name)s, c.oid, a.attnum, 'SELECT'),"
    " has_column_privilege(%(name)s, c.oid, a.attnum, 'INSERT'), has_column_privilege(%(name)s, c.oid, a.attnum, 'UPDATE')"
    " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid"
    " WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'v', 'm', 'p') AND a.attnum > 0 AND NOT a.attisdropped"
)
REMOVES = (
    "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = current_schema()"
    " AND c.relkind IN ('r', 'v', 'p') AND has_table_privilege(%s, c.oid, 'DELETE, TRUNCATE')"
)
ABOVE = (
    "SELECT r.rolsuper OR r.rolbypassrls OR r.rolcreaterole OR EXISTS (SELECT 1 FROM pg_auth_members m WHERE m.member = r.oid)"
    " FROM pg_roles r WHERE r.rolname = %s"
)
CREATES = "SELECT has_schema_privilege(r.oid, current_schema(), 'CREATE') FROM pg_roles r WHERE r.rolname = %s"
MAKES = (
    "It can make tables and functions beside those of the program. Before PostgreSQL 15 everybody could; as the owner of the schema: "
    "REVOKE CREATE ON SCHEMA public FROM PUBLIC."
)
"""What is made there can stand before what the owner means, and then runs with the owner's rights."""
STANDS = "md5(concat(pg_get_expr(p.polqual, p.polrelid), ' | ', pg_get_expr(p.polwithcheck, p.polrelid)))"
"""The condition of a policy as the server has it: it writes what it was given in its own way, so the two texts cannot be compared."""
LIMITED = (
    f"SELECT c.relname, obj_description(p.oid, 'pg_policy'), {STANDS} FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
    " JOIN pg_policy p ON p.polrelid = c.oid JOIN pg_roles r ON r.oid = ANY (p.polroles) WHERE n.nspname = current_schema()"
    " AND c.relrowsecurity AND NOT p.polpermissive AND p.polcmd = '*' AND r.rolname = %s AND p.polname = 'only_of_' || r.rolname"
)
FUNCTION = "SELECT prosecdef, prosrc FROM pg_proc WHERE oid = to_regprocedure(%s)"
OTHER_ROWS = (
    "It sees rows of {table} under another condition than this version of the program writes, or one that was altered since. Carry out the "
    "command for the role again with --apply."
)
OTHER_FUNCTION = "What it sees rests on {function}, which is not as this version makes it. Carry out the command again with --apply."
RESERVED = ("on", "end")
"""Names of our columns that are words of SQL."""
Columns = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Narrow:
    """What a role may read, add and change, by table and column; and which rows of a table are there for it at all.

    `rows` holds a condition for each table of which it sees some rows alone, and `asks` the functions that these ask, by name with their
    arguments, each with what makes it. `reads_only`: its transactions change nothing.
    """

    reads: Columns
    adds: Columns = field(default_factory=dict)
    changes: Columns = field(default_factory=dict)
    rows: Mapping[str, str] = field(default_factory=dict)
    asks: Mapping[str, str] = field(default_factory=dict)
    reads_only: bool = False


def arguments(parser: argparse.ArgumentParser, example: str) -> None:
    """What such a command takes."""
    parser.add_argument("name", help=f"the name of the role, for example {example}")
    parser.add_argument("--apply", action="store_true", help="make the role and its grants")


def run(options: argparse.Namespace, what: Narrow, all_is_well: str, elsewhere: str) -> int:
    """Print or carry out the grants, and say what the role can do beyond them."""
    if connection.vendor != "postgresql":
        sys.stderr.write(f"This database is not PostgreSQL and has no roles. {elsewhere}\n")
        return ELSEWHERE
    if not NAME.fullmatch(options.name):
        sys.stderr.write("The name of a role is small letters, figures and _, and begins with a letter.\n")
        return ELSEWHERE
    made = statements(options.name, what)
    if options.apply:
        with transaction.atomic(), connection.cursor() as cursor:
            for statement in made:
                cursor.execute(statement)
    else:
        sys.stdout.writelines(f"{statement};\n" for statement in made)
    return _looked_at(options.name, what, all_is_well)


def statements(name: str, what: Narrow) -> list[str]:
    """What makes the role. Give it a password, or a socket of its own, beside this."""
    make = f"CREATE ROLE {name} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT NOREPLICATION NOBYPASSRLS"
    return [
        f"DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '{name}') THEN {make}; END IF; END $$",
        f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {name}",
        f"REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM {name}",
        f"GRANT USAGE ON SCHEMA public TO {name}",
        *_granted(name, "SELECT", what.reads),
        *_granted(name, "INSERT", what.adds),
        *_granted(name, "UPDATE", what.changes),
        *(line for function, made in what.asks.items() for line in (made, *_asked(name, function))),
        *(line for table, condition in what.rows.items() for line in _limited(name, table, condition)),
        f"ALTER ROLE {name} SET default_transaction_read_only = {'on' if what.reads_only else 'off'}",
    ]


def _granted(name: str, right: str, columns: Columns) -> Iterable[str]:
    return (f"GRANT {right} ({', '.join(_quoted(each) for each in of)}) ON {table} TO {name}" for table, of in columns.items())


def _asked(name: str, function: str) -> tuple[str, str]:
    return f"REVOKE ALL ON FUNCTION {function} FROM PUBLIC", f"GRANT EXECUTE ON FUNCTION {function} TO {name}"


def _quoted(column: str) -> str:
    return f'"{column}"' if column in RESERVED else column


def _limited(name: str, table: str, condition: str) -> list[str]:
    """For everybody else the table stays as it was: the one policy lets all rows through, the other takes some from this role."""
    return [
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"DROP POLICY IF EXISTS every_row ON {table}",
        f"CREATE POLICY every_row ON {table} USING (true) WITH CHECK (true)",
        f"DROP POLICY IF EXISTS only_of_{name} ON {table}",
        f"CREATE POLICY only_of_{name} ON {table} AS RESTRICTIVE TO {name} USING ({condition}) WITH CHECK ({condition})",
        f"DO $$ BEGIN EXECUTE format('COMMENT ON POLICY only_of_{name} ON {table} IS %L', (SELECT concat('{_mark(condition)} ', {STANDS})"
        f" FROM pg_policy p WHERE p.polname = 'only_of_{name}' AND p.polrelid = '{table}'::regclass)); END $$",
    ]


def _mark(condition: str) -> str:
    """A condition as this version writes it, in few letters. With what the server made of it, it stands as a comment on the policy."""
    return sha256(condition.encode()).hexdigest()[:16]


def too_much(name: str, what: Narrow) -> list[str]:
    """What the role can do beyond what it may, as sentences. The role is there."""
    if _one(ABOVE, name):
        return ["It is a superuser, passes by the rows it may see, or belongs to another role."]
    with connection.cursor() as cursor:
        cursor.execute(HELD, {"name": name})
        held = cursor.fetchall()
        cursor.execute(REMOVES, [name])
        removes = {table for (table,) in cursor.fetchall()}
        cursor.execute(LIMITED, [name])
        limited = {table: said == f"{_mark(what.rows.get(table, ''))} {stands}" for table, said, stands in cursor.fetchall()}
    reads = sorted((table, column) for table, column, select, _add, _change in held if select and column not in what.reads.get(table, ()))
    writes = sorted(
        {table for table, column, _select, add, _change in held if add and column not in what.adds.get(table, ())}
        | {table for table, column, _select, _add, change in held if change and column not in what.changes.get(table, ())}
        | removes
    )
    return [
        *(f"It can read {table}.{column}." for table, column in reads),
        *(f"It can write to {table}{' more than it may' if table in {*what.adds, *what.changes} else ''}." for table in writes),
        *(f"It can reach every row of {table}." for table in sorted(set(what.rows) - set(limited))),
        *(OTHER_ROWS.format(table=table) for table in sorted(set(what.rows) & set(limited)) if not limited[table]),
        *(OTHER_FUNCTION.format(function=function) for function, made in what.asks.items() if not _as_made(function, made)),
        *([MAKES] if _one(CREATES, name) else []),
    ]


def _as_made(function: str, made: str) -> bool:
    """Whether the server has that function as this version makes it: its body is kept there letter for letter."""
    with connection.cursor() as cursor:
        cursor.execute(FUNCTION, [function])
        found = cursor.fetchone()
    return found is not None and tuple(found) == ("SECURITY DEFINER" in made, made.split("$$")[1])


def _one(asked: str, name: str) -> bool | None:
    """The answer to a question about that role; None where there is no such role."""
    with connection.cursor() as cursor:
        cursor.execute(asked, [name])
        found = cursor.fetchone()
    return found[0] if found else None


def _looked_at(name: str, what: Narrow, all_is_well: str) -> int:
    if _one(ABOVE, name) is None:
        sys.stdout.write(f"-- The role {name} is not there yet. Carry these out, or run this again with --apply.\n")
        return WRONG
    found = too_much(name, what)
    sys.stdout.writelines(f"-- {each}\n" for each in found or [all_is_well])
    return WRONG if found else RIGHT
