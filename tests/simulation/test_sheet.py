"""Whom the sheet chooses for what is planted."""

import pytest

from custodiet.detection.engine import Engine
from custodiet.simulation import abuse, force, people
from custodiet.simulation.asked import NotAsked, asked
from custodiet.simulation.chance import Chance
from custodiet.simulation.sheet import Sheet

STAFF = "SELECT s, 'response' AS role, 1 AS unit, false AS leader, 0 AS supervisor, true AS has_phone FROM (VALUES (0), (1), (2)) AS v(s)"
WORKED = """
SELECT s, day, 'duty' AS code, TIMESTAMP '2024-01-01 07:00:00' + day * INTERVAL 1 DAY AS lo,
       TIMESTAMP '2024-01-01 16:00:00' + day * INTERVAL 1 DAY AS hi
FROM (VALUES {}) AS v(s, day)
"""


def sheet(folder, worked):
    engine = Engine(folder)
    engine.make("staff_made", STAFF)
    engine.make("worked", WORKED.format(worked))
    return Sheet(engine, asked(200, 140, 1), Chance(1))


@pytest.mark.parametrize("turn", range(3))
def test_whoever_is_on_leave_all_the_time_meets_nobody(tmp_path, turn):
    one = sheet(tmp_path, "(0, 3), (2, 3), (2, 4)")
    one.count = turn
    assert one.someone("response", 5) == 2


def test_where_nobody_works_that_is_said(tmp_path):
    with pytest.raises(NotAsked, match="Nobody of the role response works on two days"):
        sheet(tmp_path, "(0, 3), (2, 3)").someone("response", 5)


def test_a_case_is_planted_on_days_after_which_the_officer_is_at_work():
    """Of the force of this seed one officer, chosen for a case of two weeks, is on leave in those weeks."""
    order = asked(200, 140, 1022, ["L0=2", "L1=2", "L2=2", "L3=2", "L4=2", "L5=2"])
    with Engine() as engine:
        chance = Chance(order.seed)
        force.prepare(engine, order, chance)
        people.prepare(engine, order, chance)
        planted = Sheet(engine, order, chance)
        abuse.plant(planted)
    assert sum(case["kind"] == "L3" for case in planted.planted) == 2
