"""When the ledger cannot be written, because the database is read only or somebody holds its lock, nothing is shown or kept."""

import sqlite3

import pytest
from django.db import connection

from custodiet.casework.models import LedgerEntry, Note
from tests.permissions.world import World, browser_of

SECRET = (b"A neutral title", b"Holloway", b"A task", b"A note", b"officer-1", b"PC X")


def answers(world, client):
    """What the pages of the case say, and the sending of a note."""
    client.raise_request_exception = False
    address = f"/case/{world.case.reference}/"
    yield from (client.get(address + page) for page in ("", "account/", "people/", "exhibits/", "purpose/"))
    yield client.post(address + "notes/", {"text": "Written in vain", "side": "private"})


def settle(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def check(answer) -> None:
    assert answer.status_code == 500
    assert b"The program has failed" in answer.content
    assert not any(secret in answer.content for secret in SECRET)


@pytest.mark.only_on("sqlite")
@pytest.mark.django_db
def test_nothing_is_shown_from_a_database_that_can_only_be_read(db):
    world = World()
    client = browser_of(world.opener, world.case)
    before = LedgerEntry.objects.count(), Note.objects.count()
    settle("PRAGMA query_only=ON")
    try:
        for answer in answers(world, client):
            check(answer)
    finally:
        settle("PRAGMA query_only=OFF")
    assert (LedgerEntry.objects.count(), Note.objects.count()) == before


@pytest.mark.only_on("postgresql")
@pytest.mark.django_db(transaction=True)
def test_nothing_is_shown_from_a_server_that_can_only_be_read():
    world = World()
    client = browser_of(world.opener, world.case)
    before = LedgerEntry.objects.count(), Note.objects.count()
    settle("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY")
    try:
        for answer in answers(world, client):
            check(answer)
    finally:
        settle("SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE")
    assert (LedgerEntry.objects.count(), Note.objects.count()) == before


@pytest.mark.only_on("sqlite")
@pytest.mark.django_db(transaction=True)
def test_nothing_is_shown_while_somebody_else_holds_the_lock_of_the_database():
    world = World()
    client = browser_of(world.opener, world.case)
    before = LedgerEntry.objects.count(), Note.objects.count()
    settle("PRAGMA busy_timeout=0")
    other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        for answer in answers(world, client):
            check(answer)
            settle("PRAGMA busy_timeout=0")
    finally:
        other.execute("ROLLBACK")
        other.close()
    settle("PRAGMA busy_timeout=20000")
    assert (LedgerEntry.objects.count(), Note.objects.count()) == before
    assert client.get(f"/case/{world.case.reference}/people/").status_code == 200
