"""Killed while it takes files in and reads them: nothing acknowledged is lost, nothing is half stored, nothing is wrong after.

A child process takes in file after file, says each that is on record, and reads it; kill -9 comes at any moment.
"""

import io
import os
import random
import signal
import time

import pytest
from django.db import connection, connections

from custodiet.casework import vault, verify, worker
from custodiet.casework.actions import readings
from custodiet.casework.models import Case, Exhibit, Reading
from tests.casework.conftest import staff
from tests.casework.made_exhibits import BILL, bring, world

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def content(number: int) -> bytes:
    """A bill that differs from every other, of a third of a megabyte every other time."""
    return BILL + b"Total of the month %d,,,,,\n" % number + b"\n" * (300_000 if number % 2 else 0)


def live(there, turn: int, pipe: int) -> None:
    """What the child does until it is killed: take in, say so, read."""
    for number in range(turn * 1000, turn * 1000 + 999):
        made = bring(there, content(number), f"bill-{number}.csv")
        os.write(pipe, f"{made.pk} {number}\n".encode())
        readings.perform(readings.ask(exhibit=made, kind="phone_bill", answers={}, by=there.by))


def killed(there, turn: int, after: float) -> list[list[int]]:
    """Start a child, kill it after that many seconds; what it had acknowledged."""
    connections.close_all()
    reading_end, writing_end = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading_end)
        try:
            live(there, turn, writing_end)
        finally:
            os._exit(1)
    os.close(writing_end)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    _pid, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), "it ended before it was killed"
    with open(reading_end) as pipe:
        return [list(map(int, line.split())) for line in pipe.read().splitlines()]


@pytest.mark.parametrize("kills", [25, pytest.param(500, marks=pytest.mark.long)])
def test_whenever_it_is_killed_nothing_acknowledged_is_lost_and_nothing_is_half_stored(shelf, kills):
    there, chance, acknowledged = world(staff()), random.Random(9), []
    for turn in range(kills):
        acknowledged += killed(there, turn, chance.uniform(0.02, 0.9))
    assert len(acknowledged) >= kills // 5, "it was killed too soon every time: nothing was tried"
    case = Case.objects.get(pk=there.case.pk)
    for number, seed in acknowledged:
        assert vault.open_exhibit(case, Exhibit.objects.get(pk=number)).read() == content(seed)
    with worker.lock() as held:
        assert held
        worker.again()
        vault.sweep()
        worker.work()
    out = io.StringIO()
    assert verify.examine(out, [case]) == 0, out.getvalue()
    assert set(Reading.objects.values_list("state", flat=True)) == {"read"}
    assert not list(vault.facts_folder(case).glob(".reading-*")), "what a dead reading left lies about"
    connection.close()
