"""The records are append-only in the database itself, whoever holds the connection."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from custodiet.casework import guarded, journal, triggers
from custodiet.casework.actions import exhibits
from custodiet.casework.models import Case, CaseStep, Conflict, DisclosureStatus, Grant, LedgerBody, Note, PublishedOutcome, User
from custodiet.ledger.entries import Verb
from tests.casework.made_exhibits import bring, read, tie_both, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def step() -> CaseStep:
    user = User.objects.create_user("recorder", full_name="Ada Recorder", role="intake")
    case = Case.objects.create(kind="complaint", title="A complaint")
    return made(case, user, 1)


def made(case: Case, user: User, seq: int, **other: object) -> CaseStep:
    values = {"kind": "ComplaintMade", "on": "2023-01-02", "office": "complainant", "token": f"token-{seq}"} | other
    return CaseStep.objects.create(case=case, seq=seq, recorded_by=user, seal="0" * 64, **values)


def run(sql: str, *values: object) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def test_every_trigger_is_there() -> None:
    assert triggers.missing(connection) == []


def test_the_database_sets_the_time(step: CaseStep) -> None:
    assert abs(step.recorded_at - timezone.now()) < timedelta(seconds=5)


def test_a_step_cannot_be_updated(step: CaseStep) -> None:
    with pytest.raises(IntegrityError, match="append-only"):
        run("UPDATE casework_casestep SET kind = 'Recorded' WHERE id = %s", step.pk)


def test_a_step_cannot_be_deleted(step: CaseStep) -> None:
    with pytest.raises(IntegrityError, match="append-only"):
        run("DELETE FROM casework_casestep WHERE id = %s", step.pk)


def test_a_step_number_cannot_be_left_out(step: CaseStep) -> None:
    with pytest.raises(IntegrityError, match="without gaps"), transaction.atomic():
        made(step.case, step.recorded_by, 3)


def test_a_note_cannot_be_updated_or_deleted(step: CaseStep) -> None:
    note = Note.objects.create(case=step.case, author=step.recorded_by, text="Seen.")
    for sql in ("UPDATE casework_note SET shareable = TRUE WHERE id = %s", "DELETE FROM casework_note WHERE id = %s"):
        with pytest.raises(IntegrityError, match="append-only"):
            run(sql, note.pk)


@pytest.mark.only_on("sqlite")
@pytest.mark.parametrize("recursive", ["ON", "OFF"])
@pytest.mark.parametrize("change", [{}, {"id": None}, {"seq": 2, "id": None}, {"seq": 2, "token": "another"}])
def test_insert_or_replace_is_refused_whatever_the_pragma_says(step: CaseStep, recursive: str, change: dict) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA recursive_triggers = {recursive}")
        cursor.execute("SELECT * FROM casework_casestep WHERE id = %s", [step.pk])
        names = [column[0] for column in cursor.description]
        row = dict(zip(names, cursor.fetchone(), strict=True)) | {"kind": "Recorded"} | change
    try:
        with pytest.raises(IntegrityError):
            marks = ", ".join(["%s"] * len(row))
            columns = ", ".join(f'"{name}"' for name in row)
            run(f"INSERT OR REPLACE INTO casework_casestep ({columns}) VALUES ({marks})", *row.values())
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA recursive_triggers = ON")
    assert CaseStep.objects.get().kind == "ComplaintMade"


@pytest.mark.only_on("sqlite")
def test_another_time_than_the_clock_says_is_refused_on_sqlite(step: CaseStep) -> None:
    with pytest.raises(IntegrityError, match="time of a record"), transaction.atomic():
        made(step.case, step.recorded_by, 2, recorded_at=timezone.now() - timedelta(minutes=1))


@pytest.mark.only_on("postgresql")
def test_another_time_than_the_clock_says_is_replaced_on_postgresql(step: CaseStep) -> None:
    second = made(step.case, step.recorded_by, 2, recorded_at=timezone.now() - timedelta(days=9))
    second.refresh_from_db()
    assert abs(second.recorded_at - timezone.now()) < timedelta(seconds=5)


@pytest.mark.only_on("postgresql")
def test_the_triggers_fire_for_a_replica_too(step: CaseStep) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
    with pytest.raises(IntegrityError, match="append-only"):
        run("DELETE FROM casework_casestep WHERE id = %s", step.pk)


@pytest.mark.only_on("postgresql")
@pytest.mark.parametrize("table", [*(one.table for one in guarded.TABLES), *guarded.FROZEN])
def test_a_table_cannot_be_truncated(table: str) -> None:
    with pytest.raises(IntegrityError, match="append-only"):
        run(f"TRUNCATE {table} CASCADE")


@pytest.mark.only_on("sqlite")
def test_a_trigger_that_was_weakened_is_missed() -> None:
    run("DROP TRIGGER casework_note_no_delete")
    run("CREATE TRIGGER casework_note_no_delete BEFORE DELETE ON casework_note BEGIN SELECT 1; END")
    assert triggers.missing(connection) == ["casework_note_no_delete"]


def test_a_trigger_that_is_gone_is_missed() -> None:
    on = " ON casework_note" if connection.vendor == "postgresql" else ""
    run(f"DROP TRIGGER casework_note_guard{on}")
    assert triggers.missing(connection) == ["casework_note_guard"]


@pytest.mark.only_on("postgresql")
@pytest.mark.parametrize("function", ["custodiet_refuse", "custodiet_withdrawn", "custodiet_ends", "casework_casestep_guarded"])
def test_a_function_that_no_longer_refuses_is_missed(function: str) -> None:
    run(f"CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$")
    assert triggers.missing(connection) != []


@pytest.mark.only_on("postgresql")
def test_a_trigger_that_calls_another_function_is_missed() -> None:
    run("CREATE FUNCTION idle() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$")
    run("CREATE OR REPLACE TRIGGER casework_note_no_update BEFORE UPDATE ON casework_note FOR EACH ROW EXECUTE FUNCTION idle()")
    run("ALTER TABLE casework_note ENABLE ALWAYS TRIGGER casework_note_no_update")
    assert triggers.missing(connection) == ["casework_note_no_update"]


@pytest.fixture
def published(step: CaseStep) -> PublishedOutcome:
    other = User.objects.create_user("other", full_name="Ben Other", role="head of department")
    people = {"approved_by_first": step.recorded_by, "approved_by_second": other}
    return PublishedOutcome.objects.create(case=step.case, title="PC X", body=b"PC X", digest="0" * 64, **people)


@pytest.mark.parametrize("change", ["title = 'Gareth Holloway'", "published_at = '2020-01-01 00:00:00+00'", "slug = 'holloway'", "id = 77"])
def test_nothing_that_the_public_reads_can_be_altered(published: PublishedOutcome, change: str) -> None:
    with pytest.raises(IntegrityError, match="append-only"):
        run(f"UPDATE casework_publishedoutcome SET {change} WHERE id = %s", published.pk)


def test_what_was_published_cannot_be_deleted(published: PublishedOutcome) -> None:
    with pytest.raises(IntegrityError, match="append-only"):
        run("DELETE FROM casework_publishedoutcome WHERE id = %s", published.pk)


@pytest.mark.parametrize("again", [None, timezone.now()])
def test_what_was_withdrawn_stays_withdrawn(published: PublishedOutcome, again: object) -> None:
    run("UPDATE casework_publishedoutcome SET withdrawn_at = %s WHERE id = %s", timezone.now(), published.pk)
    with pytest.raises(IntegrityError, match="stays withdrawn"):
        run("UPDATE casework_publishedoutcome SET withdrawn_at = %s WHERE id = %s", again, published.pk)


@pytest.mark.only_on("sqlite")
@pytest.mark.parametrize("recursive", ["ON", "OFF"])
@pytest.mark.parametrize("change", [{}, {"id": None}, {"slug": "another"}])
def test_a_published_row_cannot_be_replaced(published: PublishedOutcome, recursive: str, change: dict) -> None:
    with pytest.raises(IntegrityError):
        replace("casework_publishedoutcome", "id", published.pk, {"body": b"Gareth Holloway"} | change, recursive)
    assert bytes(PublishedOutcome.objects.get().body) == b"PC X"


@pytest.mark.only_on("sqlite")
def test_the_body_of_a_ledger_entry_can_be_erased_but_not_replaced(step: CaseStep) -> None:
    with transaction.atomic():
        entry = journal.record(Verb.CONSULTATION, by=step.recorded_by, case=step.case, what="case page", purpose="Enquiry")
    with pytest.raises(IntegrityError, match="append-only"):
        replace("casework_ledgerbody", "entry_id", entry.pk, {"value": "{}"}, "OFF")
    assert LedgerBody.objects.get().value["purpose"] == "Enquiry"
    run("DELETE FROM casework_ledgerbody WHERE entry_id = %s", entry.pk)
    assert not LedgerBody.objects.exists()


def replace(table: str, key: str, number: int, change: dict, recursive: str) -> None:
    """INSERT OR REPLACE of a row with something changed."""
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA recursive_triggers = {recursive}")
        cursor.execute(f"SELECT * FROM {table} WHERE {key} = %s", [number])
        row = dict(zip([column[0] for column in cursor.description], cursor.fetchone(), strict=True)) | change
    try:
        run(f"INSERT OR REPLACE INTO {table} ({', '.join(row)}) VALUES ({', '.join(['%s'] * len(row))})", *row.values())
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA recursive_triggers = ON")


@pytest.fixture
def grant(step: CaseStep) -> Grant:
    return Grant.objects.create(case=step.case, user=step.recorded_by, role="intake", granted_by=step.recorded_by)


@pytest.mark.parametrize(
    "change", ["offices = '[\"chair\"]'", "role = 'chair'", "user_id = user_id + 1", "since = '2020-01-01 00:00:00+00'"]
)
def test_what_a_grant_gave_to_whom_and_since_when_cannot_be_altered(grant: Grant, change: str) -> None:
    with pytest.raises(IntegrityError, match="append-only"):
        run(f"UPDATE casework_grant SET {change}")


def test_a_grant_ends_earlier_and_only_once(grant: Grant) -> None:
    hour = timedelta(hours=1)
    until = "UPDATE casework_grant SET until = %s"
    run(until, timezone.now() + 2 * hour)
    run(until, timezone.now() + hour)
    for end in (timezone.now() + 3 * hour, None, timezone.now() - hour):
        with pytest.raises(IntegrityError, match="A grant ends once"):
            run(until, end)
    run(until, timezone.now())
    for end in (timezone.now() + hour, None):
        with pytest.raises(IntegrityError, match="A grant ends once"):
            run(until, end)


@pytest.mark.parametrize("change", ["case_id = case_id + 1", "reason = 'None'", "declared_at = '2020-01-01 00:00:00+00'"])
def test_a_declared_conflict_cannot_be_altered(grant: Grant, change: str) -> None:
    Conflict.objects.create(user=grant.user, case=grant.case, reason="A friend", declared_by=grant.user)
    with pytest.raises(IntegrityError, match="append-only"):
        run(f"UPDATE casework_conflict SET {change}")


@pytest.mark.parametrize("table", ["grant", "conflict"])
def test_neither_a_grant_nor_a_conflict_can_be_deleted(grant: Grant, table: str) -> None:
    Conflict.objects.create(user=grant.user, case=grant.case, reason="A friend", declared_by=grant.user)
    with pytest.raises(IntegrityError, match="append-only"):
        run(f"DELETE FROM casework_{table}")


@pytest.mark.only_on("sqlite")
@pytest.mark.parametrize("recursive", ["ON", "OFF"])
def test_a_grant_cannot_be_replaced(grant: Grant, recursive: str) -> None:
    with pytest.raises(IntegrityError, match="append-only"):
        replace("casework_grant", "id", grant.pk, {"role": "chair"}, recursive)


EVIDENCE = ("exhibit", "custody", "disclosure", "derivation", "tie")


@pytest.fixture
def evidence(department, shelf):
    """A row in every table of the evidence."""
    there = world(department)
    made = bring(there)
    exhibits.judge(exhibit=made, status=DisclosureStatus.UNUSED, relevant=True, why="Considered", by=there.by)
    exhibits.derive(case=there.case, data=b"made", file_name="a.csv", title="t", sources=[made], made_with={}, by=there.by)
    tie_both(there)
    read(there, made)
    return there


@pytest.mark.parametrize("table", EVIDENCE)
def test_evidence_cannot_be_updated_or_deleted(evidence, table: str) -> None:
    for sql in (f"UPDATE casework_{table} SET recorded_at = recorded_at", f"DELETE FROM casework_{table}"):
        with pytest.raises(IntegrityError, match="append-only"):
            run(sql)


def test_a_custody_event_cannot_be_left_out(evidence) -> None:
    made = evidence.case.exhibits.first()
    with pytest.raises(IntegrityError, match="without gaps"), transaction.atomic():
        made.custody.create(seq=made.custody.count() + 2, act="viewed", by=evidence.by, sha256=made.sha256)


@pytest.mark.parametrize(
    "change", ["kind = 'whatsapp'", "answers = '{}'", "exhibit_id = exhibit_id + 1", "asked_at = '2020-01-01 00:00:00+00'"]
)
def test_what_was_asked_of_a_reading_is_frozen_and_what_came_of_it_is_not(evidence, change: str) -> None:
    with pytest.raises(IntegrityError, match="append-only"):
        run(f"UPDATE casework_reading SET {change}")
    run("UPDATE casework_reading SET rows_so_far = 5")


@pytest.mark.only_on("sqlite")
@pytest.mark.parametrize("recursive", ["ON", "OFF"])
@pytest.mark.parametrize(
    ("table", "change"),
    [("exhibit", {"sha256": "f" * 64}), ("custody", {"why": "x"}), ("tie", {"value": "x"}), ("reading", {"state": "x"})],
)
def test_evidence_cannot_be_replaced(evidence, table: str, change: dict, recursive: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT MIN(id) FROM casework_{table}")
        number = cursor.fetchone()[0]
    with pytest.raises(IntegrityError):
        replace(f"casework_{table}", "id", number, change, recursive)


@pytest.mark.parametrize(
    ("table", "set_to"),
    [
        ("exhibit", "sha256 = ''"),
        ("disclosure", "why = ''"),
        ("tie", "value = ''"),
        ("reading", "rows_read = 99"),
        ("reading", "state = 'failed'"),
    ],
)
def test_a_row_of_evidence_that_says_nothing_is_refused_even_without_triggers(evidence, table: str, set_to: str) -> None:
    triggers.take_away(connection)
    with pytest.raises(IntegrityError):
        run(f"UPDATE casework_{table} SET {set_to}")
