"""Killed while somebody tells it: no page and no file that was accepted is lost, and none is half stored."""

import io
import os
import random
import signal
import time

import pytest
from django.db import connection, connections

from custodiet.casework import vault
from custodiet.casework.actions import reports
from custodiet.casework.models import Report, ReportFile, ReportPage

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


TURNS = 12
FILES = reports.MOST_FILES // TURNS
"""How many files a turn may give, so that a fast machine does not reach the most that a report takes."""


def live(report, turn, pipe):
    """What the child does until it is killed: page after page and file after file, each acknowledged when it is accepted."""
    for number in range(turn * 1000, turn * 1000 + 999):
        page = reports.accept(report=report, name="what", answers={"words": f"Words {number}"}, token=f"form-{number}")
        os.write(pipe, f"page {page.pk} {number}\n".encode())
        if number % 1000 < FILES:
            file = reports.give_file(report=report, stream=io.BytesIO(b"file %d" % number * 9000), file_name="a.jpg")
            os.write(pipe, f"file {file.pk} {number}\n".encode())


def killed(report, turn, after):
    """Start a child, kill it after that many seconds; what it had acknowledged."""
    connections.close_all()
    reading_end, writing_end = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading_end)
        try:
            live(report, turn, writing_end)
        finally:
            os._exit(1)
    os.close(writing_end)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    assert os.WIFSIGNALED(os.waitpid(child, 0)[1]), "it ended before it was killed"
    with open(reading_end) as pipe:
        return [line.split() for line in pipe.read().splitlines() if line.count(" ") == 2]


def test_whenever_it_is_killed_nothing_that_was_accepted_is_lost(shelf):
    report, code = reports.begin()
    chance, told = random.Random(6), []
    for turn in range(TURNS):
        told += killed(report, turn, chance.uniform(0.05, 0.4))
    assert len(told) >= 4, "it was killed too soon every time: nothing was tried"
    for kind, number, seed in told:
        if kind == "page":
            page = ReportPage.objects.get(pk=number)
            assert vault.open_words(report.compartment, bytes(page.sealed)) == b'{"words": "Words %s"}' % seed.encode()
        else:
            file = ReportFile.objects.get(pk=number)
            stored = vault.Stored(file.address, file.sha256, file.size)
            assert vault.open_quarantined(report.compartment, stored).read() == b"file %s" % seed.encode() * 9000
    assert [page.seq for page in report.pages.order_by("seq")] == list(range(1, report.pages.count() + 1))
    assert reports.find(code, "192.0.2.1") == Report.objects.get()
    connection.close()
