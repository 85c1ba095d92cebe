"""`custodiet verify` finds whatever was altered past the program: stored files, files of facts, rows of the sealed tables.

Alterations are tried at random, and each is undone before the next: 150 in the ordinary run, a thousand in `make soak`.
"""

import argparse
import getpass
import io
import random
from argparse import Namespace

import pytest
from django.db import IntegrityError, connection, transaction

from custodiet.casework import queries, triggers, vault, verify
from custodiet.casework.access import Access
from custodiet.casework.actions import exhibits, ties
from custodiet.casework.models import DisclosureStatus, Exhibit, LedgerBody, LedgerEntry, Reading, Tie
from tests.casework.made_exhibits import CHAT, CHAT_NAME, bring, read, tie_both, world

pytestmark = pytest.mark.django_db

ALTERATIONS = pytest.mark.parametrize("alterations", [75, pytest.param(500, marks=pytest.mark.long)])
TABLES = [model._meta.db_table for model, _word, _path in verify.SEALED]


@pytest.fixture
def there(department, shelf):
    """A case in which every sealed table has rows, and readings of every ending."""
    made = world(department)
    bill, chat = bring(made), bring(made, CHAT, CHAT_NAME)
    read(made, bill, **{"column.called": "Number"})
    read(made, chat, "whatsapp")
    read(made, chat, "sms_backup")
    read(made, bring(made, b"Total,,,\n" * 9, "unknown.bin"), "")
    tie_both(made)
    ties.strike(said=Tie.objects.first(), why="Mistyped", by=made.by)
    exhibits.judge(exhibit=bill, status=DisclosureStatus.UNUSED, relevant=True, why="Considered", by=made.by)
    exhibits.derive(case=made.case, data=b"made", file_name="a.csv", title="t", sources=[bill, chat], made_with={"tool": "x"}, by=made.by)
    return made


def faults(there):
    out = io.StringIO()
    return verify.examine(out, [there.case]), out.getvalue()


def run(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall() if cursor.description else []


def test_where_nothing_was_altered_nothing_is_found(there):
    assert faults(there) == (0, "4 exhibits checked; 0 faults found.\n")


def test_a_case_that_there_is_not_is_said(there, capsys):
    assert verify.run(Namespace(read_only=True, case="WV-9999-9999")) == 2
    assert "no case WV-9999-9999" in capsys.readouterr().err
    assert verify.run(Namespace(read_only=True, case=there.case.reference)) == 0
    assert verify.run(Namespace(read_only=True, case=None)) == 0


def other(chance, value, kind):
    """Another value for a column than the one that stands there."""
    if value is None:
        return chance.choice([1, 2]) if kind in ("integer", "bigint", "integer unsigned") else "2020-01-01"
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return 1 - value if kind == "bool" else value + chance.choice([1, -1, 7])
    if hasattr(value, "isoformat"):
        return value.replace(year=value.year - 1)
    if kind in ("json", "jsonb") or (kind == "text" and str(value)[:1] in "{["):
        return '{"altered": true}'
    if kind in ("datetime", "date"):
        return str(value).replace("20", "19", 1)
    return str(value)[:-1] + ("x" if str(value)[-1:] != "x" else "y")


def columns(table):
    with connection.cursor() as cursor:
        described = connection.introspection.get_table_description(cursor, table)
        if connection.vendor == "sqlite":
            kinds = {row[1]: row[2].split("(")[0] for row in run(f"PRAGMA table_info({table})")}
        else:
            kinds = dict(run("SELECT column_name, data_type FROM information_schema.columns WHERE table_name = %s", table))
    return [(each.name, kinds[each.name]) for each in described]


def alter_a_column(chance):
    table = chance.choice(TABLES)
    name, kind = chance.choice([each for each in columns(table) if each[0] != "id"])
    number, before = chance.choice(run(f'SELECT id, "{name}" FROM {table}'))
    value = other(chance, before, kind)
    run(f'UPDATE {table} SET "{name}" = %s WHERE id = %s', value, number)
    return f"{table}.{name} of {number}: {str(before)[:40]} became {str(value)[:40]}"


def remove_a_row(chance):
    table = chance.choice(TABLES)
    [number] = chance.choice(run(f"SELECT id FROM {table}"))
    run(f"DELETE FROM {table} WHERE id = %s", number)
    return f"{table} {number} removed"


def add_a_row(chance):
    table = chance.choice(TABLES)
    names = [name for name, _kind in columns(table)]
    row = list(chance.choice(run(f"SELECT {', '.join(names)} FROM {table}")))
    row[names.index("id")] = 10_000
    for name, value in (("seq", 999), ("reference", "XX/9"), ("strikes_id", None)):
        if name in names:
            row[names.index(name)] = value
    if table == "casework_derivation":
        row[names.index("made_id")], row[names.index("source_id")] = row[names.index("source_id")], row[names.index("made_id")]
    run(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join(['%s'] * len(row))})", *row)
    return f"a row added to {table}"


ROWS = (alter_a_column, alter_a_column, alter_a_column, remove_a_row, add_a_row)


def altered_unseen(there, chance):
    """Alter one thing in the database, and undo it: what it was, where nobody found it. IntegrityError: the database refused."""
    with transaction.atomic():
        if connection.vendor == "sqlite":
            run("PRAGMA defer_foreign_keys = ON")
        said = chance.choice(ROWS)(chance)
        found = faults(there)[0]
        transaction.set_rollback(True)
    return "" if found else said


@pytest.mark.slow
@ALTERATIONS
def test_every_alteration_of_a_row_is_found(there, alterations):
    chance, tried, missed = random.Random(2026), 0, []
    triggers.take_away(connection)
    while tried < alterations:
        try:
            missed.append(altered_unseen(there, chance))
            tried += 1
        except IntegrityError:  # the database itself refuses it; then nothing was altered
            continue
    assert [each for each in missed if each] == []
    assert faults(there)[0] == 0


def flip(path, chance):
    data = bytearray(path.read_bytes())
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    path.write_bytes(data)


def cut(path, chance):
    path.write_bytes(path.read_bytes()[: chance.randrange(path.stat().st_size)])


def lengthen(path, chance):
    path.write_bytes(path.read_bytes() + chance.randbytes(1 + chance.randrange(40)))


def remove(path, chance):
    path.unlink()


def put_another(path, chance):
    others = [each for each in path.parents[2].rglob("*") if each.is_file() and each.read_bytes() != path.read_bytes()]
    path.write_bytes(chance.choice(others).read_bytes() if others else b"another")


@pytest.mark.slow
@ALTERATIONS
def test_every_alteration_of_a_stored_file_or_of_a_file_of_facts_is_found(there, alterations):
    chance = random.Random(471)
    stored = sorted((vault.store().root / "objects").glob("??/??/*"))
    keys = sorted((vault.store().root / "cases").iterdir())
    facts = [path for path in stored if path.name in {each["address"] for row in Reading.objects.all() for each in row.facts.values()}]
    assert len(stored) == 6 and len(keys) == 1 and len(facts) == 2
    for path in stored + keys:
        path.chmod(0o600)
    missed = []
    for _ in range(alterations):
        path = chance.choice(chance.choice([stored, stored, facts, keys]))
        how = chance.choice([flip, flip, cut, lengthen, remove, put_another])
        before = {each: each.read_bytes() for each in stored + keys}
        how(path, chance)
        if faults(there)[0] == 0:
            missed.append(f"{how.__name__} {path}")
        for each, data in before.items():
            each.write_bytes(data)
    assert missed == []
    assert faults(there)[0] == 0


def test_a_file_that_somebody_put_among_the_facts_is_named(there):
    (vault.facts_folder(there.case) / "comms").mkdir()
    (vault.facts_folder(there.case) / "comms" / "mine.parquet").write_bytes(b"PAR1")
    status, said = faults(there)
    assert status == 1 and "the file comms/mine.parquet among the facts" in said


@pytest.mark.parametrize("facts", [{"altered": True}, {"comms": {}}, [], 7, {"comms": {"address": None, "sha256": None, "size": None}}])
def test_facts_of_a_reading_that_are_no_facts_are_a_fault_and_stop_no_verification(there, facts):
    triggers.take_away(connection)
    done = Reading.objects.filter(kind="phone_bill", state="read").last()
    Reading.objects.filter(pk=done.pk).update(facts=facts)
    status, said = faults(there)
    assert status == 1 and f"reading {done.pk}: the row was altered after it was recorded." in said and "exhibits checked" in said


@pytest.mark.parametrize("state", ["waiting", "reading", "stopped", "read"])
def test_a_reading_cannot_be_made_to_look_as_if_it_had_ended_otherwise(there, state):
    done = Reading.objects.filter(state="failed").first()
    Reading.objects.filter(pk=done.pk).update(state=state)
    status, said = faults(there)
    assert status == 1 and f"reading {done.pk}: the row was altered" in said


def test_the_answers_of_a_reading_that_waits_cannot_be_altered_unseen(there):
    from custodiet.casework.actions import readings

    waiting = readings.ask(exhibit=there.case.exhibits.first(), kind="phone_bill", answers={"zone": "UTC"}, by=there.by)
    assert faults(there)[0] == 0
    triggers.take_away(connection)
    Reading.objects.filter(pk=waiting.pk).update(answers={"zone": "Europe/London"})
    assert f"reading {waiting.pk}: what was asked is not what the ledger recorded" in faults(there)[1]
    Reading.objects.filter(pk=waiting.pk).delete()
    assert f"reading {waiting.pk}: the ledger recorded that it was asked, but it is gone" in faults(there)[1]


def test_an_exhibit_that_is_marked_as_disposed_past_the_program_is_found(there):
    made = there.case.exhibits.first()
    made.custody.create(seq=made.custody.count() + 1, act="disposed", by=there.by, sha256=made.sha256)
    assert "the ledger knows nothing of it" in faults(there)[1]


def test_a_digest_that_was_altered_into_none_is_said_and_does_not_end_the_run(there):
    made = there.case.exhibits.first()
    triggers.take_away(connection)
    Exhibit.objects.filter(pk=made.pk).update(sha256="x" * 64)
    assert f"exhibit {made.reference}: The address {made.address[:12]}… does not belong to the digest xxxxxxxxxxxx…" in faults(there)[1]


def test_an_entry_of_the_ledger_that_is_altered_is_found(there):
    triggers.take_away(connection)
    LedgerEntry.objects.filter(object_ref__startswith="custody").update(object_ref="custody 1")
    status, said = faults(there)
    assert status == 1 and "ledger:" in said


def looks():
    bodies = [body for body in LedgerBody.objects.order_by("entry").values_list("value", flat=True) if body.get("object_ref") == "verify"]
    return [(body["case"], body["run_by"], body["exhibits"], body["faults"]) for body in bodies]


def ran(*words):
    parser = argparse.ArgumentParser()
    verify.arguments(parser)
    return verify.run(parser.parse_args(words))


def test_who_verified_and_what_was_found_stands_in_the_ledger_and_the_next_look_finds_it_whole(there, capsys):
    checked = there.case.exhibits.count()
    assert (ran(), ran("--case", there.case.reference)) == (0, 0)
    assert looks() == [(None, getpass.getuser(), checked, 0), (there.case.pk, getpass.getuser(), checked, 0)]
    assert queries.who_looked(Access(there.staff.head), there.case.reference).looks[0].who == getpass.getuser()
    made = there.case.exhibits.first()
    made.custody.create(seq=made.custody.count() + 1, act="viewed", by=there.by, sha256=made.sha256)
    assert ran() == 1 and looks()[-1][3] >= 1


def test_a_look_that_must_not_write_enters_nothing_and_says_so(there, capsys):
    assert ran("--read-only") == 0 and looks() == []
    assert "not entered in the ledger" in capsys.readouterr().err


def test_a_look_that_cannot_be_entered_says_so_and_does_not_end_as_if_it_had_been(there, capsys):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM casework_ledgerhead")
        cursor.execute("INSERT INTO casework_ledgerhead (id, frontier) VALUES (1, %s)", [b"no frontier"])
    assert ran() == 1 and looks() == []
    assert "could not be entered in the ledger" in capsys.readouterr().err
