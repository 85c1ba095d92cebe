"""A look under a shared log-in is explained by whoever worked at that terminal then, and by nobody else."""

import pytest

from custodiet.detection import cascade, contacts, desks
from custodiet.detection.engine import Engine
from tests.detection.made import facts

WORLD = """
account
account_id  staff_id  is_shared
desk        -         yes
a1          1         no
a2          2         no

custody
id  staff_id  person_id  at                until
c   1         A          2024-03-05 10:00  2024-03-05 14:00

access
access_id  at                account_id  person_id  workstation
x          2024-03-05 12:00  desk        {person}   W1
own        {own}  {account}  Z          {terminal}
"""


@pytest.mark.parametrize(
    ("own", "account", "terminal", "person", "explained"),
    [
        ("2024-03-05 09:00", "a1", "W1", "A", True),  # who dealt with her in custody worked there that day
        ("2024-03-05 09:00", "a1", "W2", "A", False),  # … but at another terminal
        ("2024-03-03 09:00", "a1", "W1", "A", False),  # … but two days before
        ("2024-03-05 09:00", "a2", "W1", "A", False),  # somebody else worked there
        ("2024-03-05 09:00", "a1", "W1", "B", False),  # who had no purpose with him
    ],
)
def test_a_shared_log_in(tmp_path, own, account, terminal, person, explained):
    with Engine(facts(tmp_path, WORLD.format(own=own, account=account, terminal=terminal, person=person))) as engine:
        contacts.prepare(engine)
        before = cascade.run(engine)
        found = desks.explain(engine, before)
        left = {row["access_id"] for row in engine.rows("SELECT access_id FROM unexplained")}
    assert ("x" not in left) == explained
    assert found.explained["T16"] == explained and found.unexplained == before.unexplained - explained
    assert "own" in left


def test_a_look_under_a_log_in_of_ones_own_is_not_explained_by_a_colleague(tmp_path):
    text = WORLD.format(own="2024-03-05 09:00", account="a1", terminal="W1", person="A").replace("-         yes", "2         no ")
    with Engine(facts(tmp_path, text)) as engine:
        contacts.prepare(engine)
        assert desks.explain(engine, cascade.run(engine)).explained["T16"] == 0
