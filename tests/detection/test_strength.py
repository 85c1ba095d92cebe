"""The strength of a purpose at a lag is learned from a log alone, and agrees with the truth of worlds in which it is known."""

import random
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custodiet.detection import strength
from custodiet.detection.engine import Engine
from custodiet.detection.strength import STRETCHES, Stretch, never_rising, until, weight, weight_sql

START = datetime(2024, 1, 1)


def world(engine, seed, until_hours, chance=0, one_pair=0):
    """Two thousand purposes of a day, of a hundred officers of one role, at 600 people; contact goes on until so many hours after.

    `chance`: contacts between anybody and anybody. `one_pair`: contacts of one pair long after its purpose.
    """
    draw = random.Random(seed)
    spans, events = [], []
    for n in range(2000):
        staff, person, lo = f"s{n % 100}", f"p{draw.randrange(600)}", START + timedelta(hours=draw.randrange(24 * 60))
        spans.append(f"('{staff}', '{person}', TIMESTAMP '{lo}', TIMESTAMP '{lo + timedelta(days=1)}', 'attended')")
        if draw.random() < 0.5:
            events.append((staff, person, lo + timedelta(hours=draw.uniform(0, 24 + until_hours))))
    for _ in range(chance):
        events.append((f"s{draw.randrange(100)}", f"p{draw.randrange(600)}", START + timedelta(hours=draw.randrange(24 * 120))))
    for n in range(one_pair):
        events.append(("s0", "p-one", START + timedelta(days=20, hours=n)))
    if one_pair:
        spans.append(f"('s0', 'p-one', TIMESTAMP '{START}', TIMESTAMP '{START + timedelta(days=1)}', 'attended')")
    listed = ", ".join(f"({n}, '{staff}', '{person}', TIMESTAMP '{at:%Y-%m-%d %H:%M:%S}')" for n, (staff, person, at) in enumerate(events))
    engine.make("told", f'SELECT * FROM (VALUES {listed}) AS made(row_key, staff_id, person_id, "at")')
    engine.make("role_span", f"SELECT * FROM (VALUES {', '.join(spans)}) AS made(staff_id, person_id, lo, hi, rel)")
    return {(each.lo, each.hi): each for each in strength.learn(engine, "told")}


@pytest.mark.parametrize("true_hours", [24, 48, 96])
def test_it_is_strong_until_contact_ends_and_none_after_it(true_hours):
    for seed in (1, 2):
        with Engine() as engine:
            found = world(engine, seed, true_hours)
        assert all(each.word in ("strong", "adequate") for (_, hi), each in found.items() if hi <= true_hours)
        assert all(each.word == "none" for (lo, _), each in found.items() if lo >= true_hours)
        assert until(list(found.values()), "adequate") == {"attended": true_hours}


def test_what_is_as_frequent_in_the_permuted_log_is_no_strength():
    with Engine() as engine:
        found = world(engine, 3, 24, chance=12000)
    late = [each for (lo, _), each in found.items() if lo >= 48]
    assert all(each.seen > 20 and each.chance > 20 for each in late[5:])
    assert all(each.word in ("none", "thin") for each in late)


def test_one_pair_cannot_make_an_exception_usual_by_repeating_it():
    with Engine() as engine:
        found = world(engine, 4, 24, one_pair=300)
    assert all(each.word == "none" for (lo, _), each in found.items() if lo >= 336)
    assert sum(each.seen for (lo, _), each in found.items() if lo >= 336) >= 1


def test_what_a_log_is_too_short_to_show_is_not_claimed():
    with Engine() as engine:
        engine.make("told", "SELECT 1 AS row_key, 's' AS staff_id, 'p' AS person_id, TIMESTAMP '2024-01-01 01:00' AS \"at\"")
        engine.make(
            "role_span",
            "SELECT 's' AS staff_id, 'p' AS person_id, TIMESTAMP '2024-01-01' AS lo, TIMESTAMP '2024-01-01' AS hi, 'x' AS rel",
        )
        assert all(each.strength == 0 for each in strength.learn(engine, "told"))
        engine.make("told", "SELECT * FROM told WHERE false")
        assert strength.learn(engine, "told") == []


def test_the_same_log_gives_the_same_table():
    with Engine() as one, Engine() as two:
        assert world(one, 5, 48, chance=500) == world(two, 5, 48, chance=500)


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0.1, 9)), min_size=1, max_size=12))
def test_the_curve_never_rises_and_keeps_its_mean(points):
    values, weights = [value for value, _ in points], [each for _, each in points]
    found = never_rising(values, weights)
    assert all(after <= before + 1e-12 for before, after in pairwise(found))
    mean = sum(value * each for value, each in points)
    assert sum(value * each for value, each in zip(found, weights, strict=True)) == pytest.approx(mean, abs=1e-9)


def test_a_curve_that_falls_stays_as_it_is():
    assert never_rising([0.9, 0.5, 0.1], [1, 1, 1]) == [0.9, 0.5, 0.1]


def test_a_custom_weighs_nothing_and_an_exception_all():
    assert weight(1.0) == 0 and weight(0.1) == pytest.approx(0.5) and weight(0.01) == 1 and weight(0) == 1
    told = [Stretch("attended", lo, hi, 100, 9, 0, strong) for (lo, hi), strong in zip(STRETCHES, [1.0, 0.1, *[0.0] * 10], strict=True)]
    with Engine() as engine:
        sql = weight_sql(told, "rel", "hours")
        rows = "(VALUES ('attended', 3.0), ('attended', 7.0), ('attended', 13.0), ('other', 3.0)) AS made(rel, hours)"
        found = [float(row["w"]) for row in engine.rows(f"SELECT {sql} AS w FROM {rows}")]
    assert found == [0.0, 0.5, 1.0, 1.0]
    assert weight_sql([], "rel", "hours") == "1.0"
