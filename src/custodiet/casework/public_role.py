"""`custodiet public-role NAME [--apply]`: the role in PostgreSQL under which the public site runs, and what it can read.

It may read the columns of two tables that the public site shows, and no person, no case, no step. Without --apply the statements are
printed; with it they are carried out. Either way a role that is there is looked at afterwards: whatever more it can read is named.
0: it reads what it should. 1: it reads more, or is not there. 2: this is no PostgreSQL.
"""

import argparse
import re
import sys

from django.db import connection

from custodiet.casework.models import PublishedFigures, PublishedOutcome
from custodiet.casework.on_site import OF_FIGURES, PUBLIC

RIGHT, WRONG, ELSEWHERE = 0, 1, 2
NAME = re.compile(r"[a-z_][a-z0-9_]{0,62}")
OPEN = {PublishedOutcome._meta.db_table: PUBLIC, PublishedFigures._meta.db_table: OF_FIGURES}
"""The tables of which the public site reads something, and what."""
READS = (
    "SELECT c.relname, a.attname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid"
    " WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'v', 'm', 'p') AND a.attnum > 0 AND NOT a.attisdropped"
    " AND has_column_privilege(%s, c.oid, a.attnum, 'SELECT')"
)
WRITES = (
    "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = current_schema()"
    " AND c.relkind IN ('r', 'v', 'p') AND (has_table_privilege(%s, c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE')"
    " OR has_any_column_privilege(%s, c.oid, 'INSERT, UPDATE'))"
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("name", help="the name of the role, for example custodiet_public")
    parser.add_argument("--apply", action="store_true", help="make the role and its grants")


def run(options: argparse.Namespace) -> int:
    """Print or carry out the grants, and say what the role can read beyond them."""
    if connection.vendor != "postgresql":
        sys.stderr.write("This database is not PostgreSQL and has no roles. Serve the public pages from it as they are.\n")
        return ELSEWHERE
    if not NAME.fullmatch(options.name):
        sys.stderr.write("The name of a role is small letters, figures and _, and begins with a letter.\n")
        return ELSEWHERE
    for statement in statements(options.name):
        if options.apply:
            with connection.cursor() as cursor:
                cursor.execute(statement)
        else:
            sys.stdout.write(f"{statement};\n")
    return _looked_at(options.name)


def statements(name: str) -> list[str]:
    """What makes the role: it may sign in, and read those columns. Give it a password, or a socket of its own, beside this."""
    make = f"CREATE ROLE {name} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT NOREPLICATION"
    return [
        f"DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '{name}') THEN {make}; END IF; END $$",
        f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {name}",
        f"REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM {name}",
        f"GRANT USAGE ON SCHEMA public TO {name}",
        *(f"GRANT SELECT ({', '.join(columns)}) ON {table} TO {name}" for table, columns in OPEN.items()),
        f"ALTER ROLE {name} SET default_transaction_read_only = on",
    ]


def too_much(name: str) -> list[str]:
    """What the role can read or write beyond the columns that are public, as sentences."""
    with connection.cursor() as cursor:
        cursor.execute(READS, [name])
        reads = sorted(
            {(table, column) for table, column in cursor.fetchall()}
            - {(table, column) for table, columns in OPEN.items() for column in columns}
        )
        cursor.execute(WRITES, [name, name])
        writes = sorted(table for (table,) in cursor.fetchall())
    return [f"It can read {table}.{column}." for table, column in reads] + [f"It can write to {table}." for table in writes]


def _looked_at(name: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = %s", [name])
        there = cursor.fetchone()
    if there is None:
        sys.stdout.write(f"-- The role {name} is not there yet. Carry these out, or run this again with --apply.\n")
        return WRONG
    found = ["It is a superuser."] if there[0] else too_much(name)
    for each in found:
        sys.stdout.write(f"-- {each}\n")
    if not found:
        sys.stdout.write(f"-- The role {name} can read the public columns of {' and '.join(OPEN)}, and nothing else.\n")
    return WRONG if found else RIGHT
