"""An empty database is made in one go, and is the same as one that came through every migration one by one."""

import re
from contextlib import closing, contextmanager
from pathlib import Path

from django.apps import apps
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from custodiet.casework.triggers import expected

CHECK = re.compile(r'CONSTRAINT "(\w+)" CHECK (\(.*?\))(?=, CONSTRAINT|, "|\)$|, UNIQUE|, FOREIGN)', re.DOTALL)


@contextmanager
def empty(file: Path):
    """A connection to a database of its own, in that file."""
    described = connections.databases["default"] | {"ENGINE": "django.db.backends.sqlite3", "NAME": str(file)}
    connections.databases["aside"] = described | {"OPTIONS": {}}
    try:
        with closing(connections["aside"]) as connection:
            yield connection
    finally:
        del connections.databases["aside"]
        del connections["aside"]


def made(file: Path, squashed: bool):
    """What stands in a database of the records: of each table its columns, constraints and triggers."""
    with empty(file) as connection:
        executor = MigrationExecutor(connection)
        executor.loader = MigrationLoader(connection, replace_migrations=squashed)
        leaves = [leaf for leaf in executor.loader.graph.leaf_nodes() if leaf[0] == "casework"]
        executor.migrate([leaf for leaf in leaves if squashed or not executor.loader.graph.nodes[leaf].replaces])
        with connection.cursor() as cursor:
            cursor.execute("SELECT type, name, tbl_name, sql FROM sqlite_master WHERE tbl_name LIKE 'casework_%'")
            stands = cursor.fetchall()
            columns = {table: columns_of(cursor, table) for kind, table, _on, _sql in stands if kind == "table"}
        constraints = {name: dict(CHECK.findall(sql)) for kind, name, _on, sql in stands if kind == "table"}
        rest = {(kind, name, table, sql) for kind, name, table, sql in stands if kind != "table" and sql}
    return columns, constraints, rest


def columns_of(cursor, table: str):
    """The columns with type, default and key, and what they point to, in whatever order they stand."""
    own = cursor.execute(f"PRAGMA table_info({table})").fetchall()
    there = cursor.execute(f"PRAGMA foreign_key_list({table})").fetchall()
    return sorted(tuple(map(str, row[1:])) for row in own), sorted(tuple(map(str, row[2:])) for row in there)


def test_both_ways_end_in_the_same_tables_constraints_and_triggers(tmp_path, django_db_blocker):
    with django_db_blocker.unblock():
        at_once, one_by_one = made(tmp_path / "at-once", squashed=True), made(tmp_path / "one-by-one", squashed=False)
    for found, wanted in zip(at_once, one_by_one, strict=True):
        assert found == wanted
    columns, constraints, rest = at_once
    assert {model._meta.db_table for model in apps.get_app_config("casework").get_models()} <= set(columns)
    assert constraints["casework_retentionreview"].keys() >= {"review_has_a_reason", "kept_until_a_day"}
    assert {(table, name) for kind, name, table, _sql in rest if kind == "trigger"} == expected("sqlite")
