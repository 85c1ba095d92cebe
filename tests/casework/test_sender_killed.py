"""The sender killed at any moment: the next sends what waited, and only what was on its way goes twice, under one name."""

import os
import random
import re
import signal
import time
from collections import Counter
from datetime import date

import pytest
from django.db import connections

from custodiet.casework import sender
from custodiet.casework.actions import outgoing, people
from custodiet.casework.models import Delivery, Neutral, Outgoing, Part
from tests.casework.conftest import opened, staff

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
TODAY = date(2026, 11, 24)
MESSAGES, KILLS = 30, 12


def waiting():
    """Messages that wait for one person."""
    department = staff()
    case = opened(department.intake)
    new = people.NewPerson(name="Nadia Ferris", contact={"safe_to_email": True, "email": "n@example.org", "asked_on": TODAY})
    her = people.add_person(case=case, person=new, role=Part.VICTIM, key="victim-1", by=department.intake).person
    for _ in range(MESSAGES):
        outgoing.queue(case=case, person=her, by=department.intake, template=Neutral.NEWS, today=TODAY)


def killed(after):
    """Start a sender and kill it after that many seconds; whether it was still at work."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        try:
            sender.send_waiting(TODAY)
        finally:
            os._exit(0)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def taken(outbox):
    """How often the carrier took each message, by its name."""
    return Counter(name for file in outbox.iterdir() for name in re.findall(r"^Message-ID: <(m\d+)@", file.read_text(), re.MULTILINE))


def test_whenever_the_sender_is_killed_every_message_goes_and_none_twice_but_the_one_it_held(settings, shelf, tmp_path):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "outbox"
    waiting()
    chance = random.Random(11)
    at_work = sum(killed(chance.uniform(0.005, 0.12)) for _ in range(KILLS))
    assert at_work >= 4, "it was killed too late every time: nothing was tried"
    sender.send_waiting(TODAY)
    rows = Outgoing.objects.all()
    assert {row.state for row in rows} == {Delivery.HANDED_OVER.name}
    often = taken(settings.EMAIL_FILE_PATH)
    assert set(often) == {f"m{row.pk}" for row in rows} and len(often) == MESSAGES
    assert sum(often.values()) - MESSAGES <= at_work
    assert sender.send_waiting(TODAY)[Delivery.HANDED_OVER.value] == 0
