"""The cascade leaves exactly the looks that the explanations, asked plainly one by one, leave."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings

from custodiet.detection import alone, cascade, contacts
from custodiet.detection.engine import Engine
from custodiet.detection.windows import DEFAULTS
from tests.detection import plainly
from tests.detection.made import facts
from tests.detection.worlds import put, worlds


@settings(max_examples=25, deadline=None)
@given(worlds)
def test_the_cascade_agrees_with_plain_python_on_random_worlds_in_one_piece_and_in_many(world):
    with tempfile.TemporaryDirectory() as place:
        put(world, Path(place))
        wanted, asked = plainly.unexplained(world), len(plainly.explained(world))
        for in_one in (cascade.IN_ONE, 2):
            with Engine(Path(place)) as engine:
                contacts.prepare(engine)
                found = cascade.run(engine, in_one=in_one)
                left = {row["access_id"] for row in engine.rows("SELECT access_id FROM unexplained")}
                sole = alone.of(engine, found, DEFAULTS)
            assert left == wanted
            assert {code: n for code, n in sole.items() if n} == dict(plainly.alone(world))
            assert found.looks == asked == sum(found.explained.values()) + found.adverse + found.unexplained


LOOK = """
account
account_id  staff_id
a1          1
a2          2

access
access_id  at                account_id  person_id  session_id  ms_open
x          2024-03-05 12:00  a1          A          s           {ms}
{more}
"""
TEAM = """
posting
staff_id  unit_id  role_code
1         u        response
2         {unit}   response

involvement
crime_id  person_id
c1        A

assignment
case_id  staff_id  role  from              to
c1       2         OIC   2024-03-01 00:00  -

duty
staff_id  actual_start      actual_end        code
1         2024-03-05 08:00  2024-03-05 16:00  duty
2         {two}
"""


def left_in(tmp_path, text):
    with Engine(facts(tmp_path, text)) as engine:
        contacts.prepare(engine)
        cascade.run(engine)
        return {row["access_id"]: row["adverse"] for row in engine.rows("SELECT access_id, adverse FROM unexplained")}


@pytest.mark.parametrize(
    ("unit", "two", "explained"),
    [
        ("u", "2024-03-04 08:00  2024-03-04 16:00  duty", True),
        ("u", "2024-03-05 08:00  2024-03-05 16:00  duty", False),  # who has charge is at work: ask them
        ("v", "2024-03-04 08:00  2024-03-04 16:00  duty", False),  # another unit
    ],
)
def test_a_colleague_stands_in_for_who_has_charge_and_is_off_duty(tmp_path, unit, two, explained):
    left = left_in(tmp_path, LOOK.format(ms="-", more="") + TEAM.format(unit=unit, two=two))
    assert ("x" not in left) == explained


RIGHT = "y          2024-03-05 12:01  a1          B          s           -"
SCENE = """
attendance
incident_id  staff_id  at_scene          clear
i            1         2024-03-05 11:00  2024-03-05 13:00

involvement
incident_id  person_id
i            B
"""


@pytest.mark.parametrize(("ms", "explained"), [("9000", True), ("600000", False), ("-", False)])
def test_the_wrong_record_of_a_name_is_explained_where_it_was_closed_at_once_and_the_right_one_followed(tmp_path, ms, explained):
    assert ("x" not in left_in(tmp_path, LOOK.format(ms=ms, more=RIGHT) + SCENE)) == explained


def test_a_look_done_for_another_is_the_others(tmp_path):
    text = (
        """
access
access_id  at                account_id  originator_staff_id  person_id
x          2024-03-05 12:00  a1          1                    B
y          2024-03-05 12:00  1           3                    B
"""
        + SCENE
    )
    assert set(left_in(tmp_path, text)) == {"y"}


def test_what_speaks_against_a_look_is_said(tmp_path):
    tie = "\nassociation\nstaff_id  person_id  kind\n1         A          family\n"
    assert left_in(tmp_path, LOOK.format(ms="-", more="") + tie) == {"x": "family"}


def test_a_list_of_hits_is_not_a_look(tmp_path):
    text = "access\naccess_id  at                account_id  person_id  action\nx          2024-03-05 12:00  a1  A  search\n"
    assert left_in(tmp_path, text) == {}


@pytest.mark.parametrize(("boss", "explained"), [("1", True), ("9", False)])
def test_a_supervisor_looks_at_what_the_team_was_sent_to(tmp_path, boss, explained):
    text = f"""
posting
staff_id  supervisor_id
2         {boss}

attendance
incident_id  staff_id  at_scene          clear
i            2         2024-03-05 10:00  2024-03-05 11:00

involvement
incident_id  person_id
i            A
"""
    assert ("x" not in left_in(tmp_path, LOOK.format(ms="-", more="") + text)) == explained
