"""A night that is killed with its database, at one statement after another, is made up for by the next: nothing lost, nothing twice.

A child process goes through a force's facts and kills itself (SIGKILL) before a statement of its own reaches the database; what the
operation then holds is held against another operation whose only night was left alone.
"""

import io
import os
import random
import signal

import pytest
from django.db import connection, connections

from custodiet.casework import night, verify
from custodiet.casework.models import DetectedFinding, NightRun, Pseudonym, Role, Tally
from tests.casework.made_findings import TODAY, authorised, somebody
from tests.detection.made import facts
from tests.detection.test_audit import force

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
KILLS = 6


def killed(at: int) -> bool:
    """A night in a child that dies before its statement of that number; whether it got that far."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        left = iter(range(at, -1, -1))

        def die_there(execute, sql, params, many, context):
            if next(left) == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return execute(sql, params, many, context)

        try:
            with connection.execute_wrapper(die_there):
                night.run(TODAY)
        finally:
            os._exit(0)
    _pid, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def held_by(operation):
    """What an operation holds, without what is drawn at random."""
    rows = DetectedFinding.objects.filter(operation=operation)
    told = {(row.fingerprint, row.officer, row.person, str(row.content), str(row.tallies.latest("pk").content)) for row in rows}
    return sorted(told), len(rows), set(Pseudonym.objects.filter(operation=operation).values_list("subject", flat=True))


def test_whenever_a_night_is_killed_the_next_ends_with_the_findings_of_one_that_was_left_alone(settings, tmp_path):
    settings.DATA, settings.FORCE_FACTS = tmp_path / "data", force(tmp_path / "facts")
    ties = ["association", "staff_id  person_id  kind", "7  P7-1  family", "8  P8-1  self"]
    facts(tmp_path / "facts", "\n".join(ties), source="ties.csv")
    looks = ["x7  2024-02-10 12:00  a7  P7-1", "x8  2024-02-11 12:00  a8  P8-1", "x9  2024-02-20 12:00  a7  P7-1"]
    facts(tmp_path / "facts", "\n".join(["access", "access_id  at  account_id  person_id", *looks]), source="more.csv")
    analyst, head = somebody(Role.ANALYST), somebody(Role.HEAD)
    operation, chance = authorised(analyst, head), random.Random(11)
    hits, most = 0, 60
    for _turn in range(KILLS):
        hit = killed(at := chance.randrange(most))
        hits += hit
        if not hit:
            most = max(2, at)
    assert hits >= KILLS // 2, "it ended before it was killed: nothing was tried"
    night.run(TODAY)
    alone = authorised(analyst, head)
    night.run(TODAY)
    (told, many, subjects), wanted = held_by(operation), held_by(alone)
    assert many == len({row[1:3] for row in told}) >= 2
    assert (told, many, subjects) == wanted
    assert Tally.objects.filter(run__operation=operation).count() == many  # told once, though the night began so often
    assert NightRun.objects.filter(operation=operation).exclude(added=0).count() == 1
    out = io.StringIO()
    assert verify.examine(out, []) == 0, out.getvalue()
    connection.close()
