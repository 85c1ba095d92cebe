"""An empty database is made in one go, and is the same as one that came through every migration one by one, with its rows in it."""

import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from django.apps import apps
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from custodiet.casework.triggers import expected

BEGAN = ("casework", "0002_triggers")
DAY = date(2024, 1, 1)
LONG_AGO = datetime(2024, 1, 1, 12, tzinfo=UTC)
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


def standing(connection):
    """Of each table its columns, of all tables the constraints, and the triggers and indexes."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT type, name, tbl_name, sql FROM sqlite_master WHERE tbl_name LIKE 'casework_%'")
        stands = cursor.fetchall()
        columns = {table: columns_of(cursor, table) for kind, table, _on, _sql in stands if kind == "table"}
    constraints = {name: dict(CHECK.findall(sql)) for kind, name, _on, sql in stands if kind == "table"}
    return columns, constraints, {(kind, name, table, sql) for kind, name, table, sql in stands if kind != "table" and sql}


def forward(connection, squashed: bool, *targets):
    """Migrate to these, or to the end."""
    executor = MigrationExecutor(connection)
    executor.loader = MigrationLoader(connection, replace_migrations=squashed)
    leaves = [leaf for leaf in executor.loader.graph.leaf_nodes() if leaf[0] == "casework"]
    executor.migrate(targets or [leaf for leaf in leaves if squashed or not executor.loader.graph.nodes[leaf].replaces])


def a_row_in_each(then):
    """A row in each table that there was when the records began."""

    def put(name, /, **fields):
        return then.get_model("casework", name).objects.using("aside").create(**fields)

    person = put("Person", name="Anna Example")
    user = put("User", username="anna", full_name="Anna Example", role="intake", person=person)
    case = put("Case", reference="WV-2222-2222", kind="complaint", title="Contact after a call", compartment="x")
    step = {"case": case, "recorded_by": user, "kind": "ComplaintMade", "on": DAY, "content": {}, "office": "intake"}
    put("CaseStep", seq=2, token="2", why="Entered twice", strikes=put("CaseStep", seq=1, token="1", **step), **step)
    entry = put(
        "LedgerEntry",
        seq=1,
        recorded_at=datetime.now(UTC),
        verb="case.opened",
        compartment="x",
        commitment=b"1",
        leaf=b"2",
        actor=user,
        case=case,
    )
    put("LedgerBody", entry=entry, salt=b"3", value={})
    put("LedgerHead", frontier=b"5")
    put("Note", text="He rang", case=case, author=user)
    put("PublishedOutcome", slug="a", case=case, approved_by_first=user, approved_by_second=put("User", username="b", role="intake"))
    put("SafeContact", person=person, phone="07700 900123")
    put("Task", what="Ring her", case=case, owner=user)
    put("Allegation", key="one", officer_key="officer-1", case=case)
    put("Grant", role="intake", offices=["intake"], since=LONG_AGO, case=case, granted_by=user, user=user)
    put("OfficerProfile", rank="constable", collar_number="4471", person=person)
    put("Involvement", key="complainant", role="complainant", case=case, person=person)
    put("Conflict", reason="A neighbour", case=case, declared_by=user, user=user)


def rows_of(connection):
    """Of each table with rows the names of its columns, and the rows."""
    with connection.cursor() as cursor:
        there = connection.introspection.table_names(cursor)
        named = {
            table: [column.name for column in connection.introspection.get_table_description(cursor, table)]
            for table in there
            if table.startswith("casework_")
        }
    return {table: (names, of(connection, table, names)) for table, names in named.items()}


def of(connection, table, names):
    """The rows of that table in those columns."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(map(connection.ops.quote_name, names))} FROM {table} ORDER BY 1, 2")
        return cursor.fetchall()


def columns_of(cursor, table: str):
    """The columns with type, default and key, and what they point to, in whatever order they stand."""
    own = cursor.execute(f"PRAGMA table_info({table})").fetchall()
    there = cursor.execute(f"PRAGMA foreign_key_list({table})").fetchall()
    return sorted(tuple(map(str, row[1:])) for row in own), sorted(tuple(map(str, row[2:])) for row in there)


def both_ways(folder: Path):
    """What stands at once; what stands one by one; the rows of the first days, before the rest and after it."""
    with empty(folder / "at-once") as connection:
        forward(connection, True)
        at_once = standing(connection)
    with empty(folder / "one-by-one") as connection:
        forward(connection, False, BEGAN)
        a_row_in_each(MigrationLoader(connection, replace_migrations=False).project_state([BEGAN]).apps)
        before = rows_of(connection)
        forward(connection, False)
        after = {table: (names, of(connection, table, names)) for table, (names, _rows) in before.items()}
        return at_once, standing(connection), before, after


def test_both_ways_end_in_the_same_tables_constraints_and_triggers_and_the_rows_of_the_first_days_are_kept(tmp_path, django_db_blocker):
    with django_db_blocker.unblock(), ThreadPoolExecutor(1) as aside:  # a thread of its own: this one may have driven a browser before
        at_once, one_by_one, before, after = aside.submit(both_ways, tmp_path).result()
    assert all(rows for _names, rows in before.values())
    assert after == before
    for found, wanted in zip(at_once, one_by_one, strict=True):
        assert found == wanted
    columns, constraints, rest = at_once
    assert {model._meta.db_table for model in apps.get_app_config("casework").get_models()} <= set(columns)
    assert constraints["casework_retentionreview"].keys() >= {"review_has_a_reason", "kept_until_a_day"}
    assert {(table, name) for kind, name, table, _sql in rest if kind == "trigger"} == expected("sqlite")
