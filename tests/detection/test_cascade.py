"""The cascade leaves exactly the looks that the explanations, asked plainly one by one, leave."""

import json
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from custodiet.detection import cascade, contacts
from custodiet.detection.engine import Engine, write
from tests.detection import plainly
from tests.detection.made import facts

STAFF, PEOPLE, CASES = ("1", "2", "3"), ("A", "B"), ("c1", "c2")
moments = st.integers(0, 24 * 14).map(lambda hour: datetime(2024, 3, 1) + timedelta(hours=hour))
ends = st.one_of(st.none(), st.integers(0, 24 * 5).map(lambda hours: timedelta(hours=hours)))


@st.composite
def spans(draw, first, last, **more):
    begins, lasts = draw(moments), draw(ends)
    return {
        first: begins,
        last: begins + lasts if lasts is not None else None,
        "staff_id": draw(st.sampled_from(STAFF)),
        **draw(st.fixed_dictionaries(more)),
    }


def rows(strategy, most=5):
    return st.lists(strategy, max_size=most)


person, case = st.sampled_from(PEOPLE), st.sampled_from(CASES)
event = spans("at", "until", person_id=person)
worlds = st.fixed_dictionaries(
    {
        "access": rows(st.fixed_dictionaries({"at": moments, "account_id": st.sampled_from(STAFF), "person_id": person}), 12),
        "attendance": rows(spans("at_scene", "clear", incident_id=case)),
        "involvement": rows(st.fixed_dictionaries({"incident_id": case, "crime_id": case, "person_id": person})),
        "assignment": rows(spans("from", "to", case_id=case, role=st.sampled_from(sorted(plainly.ROLES)))),
        "task": rows(spans("from", "to", person_id=person, kind=st.sampled_from(sorted(plainly.TASKS)))),
        "custody": rows(event, 2),
        "call_handled": rows(event, 2),
        "stop": rows(event, 2),
        "briefing_view": rows(event, 2),
        "licence_app": rows(event, 2),
        "association": rows(st.fixed_dictionaries({"staff_id": st.sampled_from(STAFF), "person_id": person, "kind": st.just("family")}), 2),
    }
)


def put(world, folder):
    """The world as a folder of facts."""
    for number, look in enumerate(world["access"]):
        look["access_id"] = str(number)
    for table, rows_of in world.items():
        lines = folder / "lines"
        lines.write_text(
            "".join(json.dumps({k: v.isoformat() if isinstance(v, datetime) else v for k, v in row.items()}) + "\n" for row in rows_of)
        )
        write(table, lines, folder / f"{table}.parquet")


@settings(max_examples=25)
@given(worlds)
def test_the_cascade_agrees_with_plain_python_on_random_worlds(world):
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        put(world, folder)
        with Engine(folder) as engine:
            contacts.prepare(engine)
            found = cascade.run(engine)
            left = {row["access_id"] for row in engine.rows("SELECT access_id FROM unexplained")}
    wanted = plainly.unexplained(world)
    assert left == wanted
    assert found.looks == len(world["access"]) == sum(found.explained.values()) + found.adverse + found.unexplained


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
