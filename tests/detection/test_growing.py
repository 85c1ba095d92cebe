"""Nights one by one end where an audit of the whole ends, whatever came late; a night that was killed is made up for by the next."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from custodiet.detection import audit, contacts, growing
from custodiet.detection.engine import Engine
from custodiet.detection.windows import DEFAULTS
from tests.detection import plainly
from tests.detection.made import facts
from tests.detection.test_audit import OFFICERS, force, run
from tests.detection.worlds import put, worlds

NIGHTS = 3


@settings(max_examples=8, deadline=None)
@given(worlds, st.randoms(use_true_random=False))
def test_nights_leave_what_plain_python_leaves_of_the_whole_whichever_night_a_fact_came(world, chance):
    for number, each in enumerate(world["access"]):
        each["access_id"] = str(number)
    came = {table: [chance.randrange(NIGHTS) for _ in rows] for table, rows in world.items()}
    with tempfile.TemporaryDirectory() as place:
        folder, before = Path(place) / "facts", None
        folder.mkdir()
        for night in range(NIGHTS):
            put(
                {table: [row for row, on in zip(rows, came[table], strict=True) if on == night] for table, rows in world.items()},
                folder,
                f"night{night}",
            )
            with Engine(folder) as engine:
                contacts.prepare(engine)
                found = growing.explain(engine, DEFAULTS, (), before, Path(place) / f"state{night - 1}")
                (Path(place) / f"state{night}").mkdir()
                before = growing.remember(engine, found, Path(place) / f"state{night}")
                left = {row["access_id"] for row in engine.rows("SELECT access_id FROM unexplained")}
    assert left == plainly.unexplained(world)
    assert found.looks == len(plainly.explained(world)) == sum(found.explained.values()) + found.adverse + found.unexplained


LATER = """
access
access_id  at                account_id  person_id
{name}     2024-03-{day} 12:00  1           A
"""
CASE = """
assignment
case_id  staff_id  role  from              to
c        1         OIC   2024-03-01 00:00  2024-03-30 00:00

involvement
crime_id  person_id
c         A
"""


def night(folder, state):
    said = []
    with Engine(folder) as engine:
        found = audit.run(engine, state=state, said=said.append, grows=True)
        return found, {row["access_id"] for row in engine.rows("SELECT access_id FROM unexplained")}, said


def test_a_case_that_is_entered_late_explains_the_looks_that_were_kept(tmp_path):
    folder, state = tmp_path / "facts", tmp_path / "state"
    facts(folder, LATER.format(name="x", day="05"), "one.csv")
    assert night(folder, state)[1] == {"x"}
    facts(folder, LATER.format(name="y", day="06"), "two.csv")
    assert night(folder, state)[1] == {"x", "y"}
    facts(folder, CASE, "three.csv")
    found, left, said = night(folder, state)
    assert left == set() and found.looks == 2 and found.explained["T2"] == 2
    assert not any("afresh" in words for words in said)


def test_a_file_that_changed_makes_a_night_explain_everything_afresh_and_say_why(tmp_path):
    folder, state = tmp_path / "facts", tmp_path / "state"
    facts(folder, LATER.format(name="x", day="05") + "\n" + CASE, "one.csv")
    assert night(folder, state)[1] == set()
    (folder / "assignment" / "one.csv.parquet").unlink()
    _, left, said = night(folder, state)
    assert left == {"x"}
    assert any("afresh, because one.csv.parquet of the table assignment changed or went" in words for words in said)


def test_a_register_that_says_otherwise_who_held_a_log_in_makes_a_night_explain_everything_afresh(tmp_path):
    folder, state = tmp_path / "facts", tmp_path / "state"
    facts(folder, LATER.format(name="x", day="05") + "\n" + CASE, "one.csv")
    assert night(folder, state)[1] == set()
    facts(folder, "account\naccount_id  staff_id\n1           7\n", "two.csv")
    _, left, said = night(folder, state)
    assert left == {"x"} and any("who held a log-in" in words for words in said)


def by_day(whole, folder, days):
    """The force's facts, its calls and looks a file for each day; yields after each."""
    with Engine(whole) as engine:
        for table in ("account", "phone_asset", "phone_link", "involvement", "attendance"):
            engine.write_facts(table, [f"SELECT * FROM {table}"], "ALL", folder / table / "all.parquet")
        for day in days:
            for table in ("access", "comms"):
                engine.write_facts(
                    table, [f"SELECT * FROM {table} WHERE CAST(\"at\" AS DATE) = DATE '{day}'"], "ALL", folder / table / f"{day}.parquet"
                )
            yield day


@pytest.mark.slow
def test_nights_one_by_one_find_what_an_audit_of_the_whole_finds_day_by_day(tmp_path):
    whole = force(tmp_path / "whole")
    with Engine(whole) as engine:
        days = [
            row["d"]
            for row in engine.rows(
                'SELECT DISTINCT CAST("at" AS DATE) AS d FROM (SELECT "at" FROM access UNION ALL SELECT "at" FROM comms) AS t ORDER BY d'
            )
        ]
    found = None
    for number, _day in enumerate(by_day(whole, tmp_path / "facts", days)):
        if number % 9 == 0 or number == len(days) - 1:  # most nights are missed: the next one makes up for them
            found = night(tmp_path / "facts", tmp_path / "state")[0]
    asked = run(whole)
    assert found.looks == asked.looks == OFFICERS * 8 + 2 and found.unexplained == asked.unexplained == 2
    assert {(each.officer, each.person) for each in found.findings} == {(each.officer, each.person) for each in asked.findings}
    assert len({(each.officer, each.person) for each in found.findings}) == len(found.findings)


def test_a_night_that_was_killed_is_made_up_for_by_the_next(tmp_path):
    folder, state = tmp_path / "facts", tmp_path / "state"
    facts(folder, LATER.format(name="x", day="05"), "one.csv")
    night(folder, state)
    facts(folder, LATER.format(name="y", day="06"), "two.csv")

    class Killed(Exception):
        pass

    def kill(words):
        if words.startswith("Weighing"):
            raise Killed

    with pytest.raises(Killed), Engine(folder) as engine:
        audit.run(engine, state=state, said=kill, grows=True)
    found, left, _ = night(folder, state)
    assert left == {"x", "y"} and found.looks == 2


def test_what_comes_late_on_a_day_that_was_weighed_is_weighed_the_next_night(tmp_path):
    folder, state = tmp_path / "facts", tmp_path / "state"
    facts(folder, LATER.format(name="x", day="05"), "one.csv")
    assert any(words.startswith("Weighing") for words in night(folder, state)[2])
    assert not any(words.startswith("Weighing") for words in night(folder, state)[2])
    facts(folder, LATER.format(name="y", day="05"), "two.csv")
    assert any(words.startswith("Weighing") for words in night(folder, state)[2])
