"""Pairs are weighed among their like: evidence averages to one at most on permuted logs, and persistence outweighs a burst."""

import random
from datetime import date, timedelta

import pytest

from custodiet.detection import pairs
from custodiet.detection.engine import Engine

START, TODAY = date(2024, 1, 1), date(2024, 3, 1)
CONTACT = ["sent", "got", "off_duty", "no_roster", "at_night", "unlogged", "without_purpose", "stale", "stale_day"]


def world(engine, contact, looks, spans=(), ties=()):
    """The tables that `weigh` asks, from (officer, person, day, count) of contact and (officer, person, day) of looks."""
    quoted = ", ".join(
        f"('{staff}', '{person}', DATE '{day}', {n}, 0, 0, 0, 0, {n}, {n}, {float(n)}, 1.0, {beside})"
        for staff, person, day, n, beside in contact
    )
    columns = ", ".join(["staff_id", "person_id", "day", *CONTACT, "beside"])
    none = "(SELECT * FROM (VALUES ('', '', DATE '2000-01-01', 0, 0, 0, 0, 0, 0, 0, 0.0, 0.0, false)) AS n WHERE false)"
    for name in ("contact_seen", "contact_day"):
        engine.make(name, f"SELECT * FROM {f'(VALUES {quoted})' if contact else none} AS made({columns})")
    seen = ", ".join(f"('{staff}', '{person}', DATE '{day}', 1, 0)" for staff, person, day in looks) or "('', '', DATE '1999-01-01', 0, 0)"
    engine.make("look_day", f"SELECT * FROM (VALUES {seen}) AS made(staff_id, person_id, day, looks, adverse)")
    roles = ", ".join(f"('{staff}', '{person}', TIMESTAMP '{START}', TIMESTAMP '{START} 12:00', 'attended')" for staff, person in spans)
    engine.make("role_span", f"SELECT * FROM (VALUES {roles}) AS made(staff_id, person_id, lo, hi, rel)")
    told = ", ".join(f"('{staff}', '{person}')" for staff, person in ties) or "('-', '-')"
    engine.make("adverse", f"SELECT * FROM (VALUES {told}) AS made(staff_id, person_id)")
    engine.make("set_apart", "SELECT staff_id, person_id FROM look_day WHERE false")


SPANS = [(f"s{n % 40}", f"p{n}") for n in range(2000)]


def permuted(seed):
    """Ordinary work: who is in touch and who is looked up have nothing to do with each other."""
    draw = random.Random(seed)
    touched = [(*pair, TODAY - timedelta(days=draw.randrange(60)), int(draw.paretovariate(1.2)), False) for pair in draw.sample(SPANS, 200)]
    again = [(*each[:2], TODAY - timedelta(days=60 + n % 5), 1, False) for n, each in enumerate(touched[:40])]
    looks = [(*pair, TODAY - timedelta(days=draw.randrange(80))) for pair in draw.sample(SPANS, 100)]
    return touched + again, looks + [(*each[:2], each[2] - timedelta(days=90)) for each in looks[:20]]


def test_evidence_of_every_family_averages_to_one_at_most_on_permuted_logs():
    shuffled, draw = [], random.Random(1)
    for seed in range(4):
        with Engine() as engine:
            world(engine, *permuted(seed), SPANS)
            pairs.weigh(engine, TODAY)
            rows = engine.rows("SELECT e_contact, e_access, e_apart FROM weighed")
        for name in ("e_contact", "e_access", "e_apart"):
            assert sum(row[name] for row in rows) / len(rows) <= 1.0 + 1e-9
        access, apart = [row["e_access"] for row in rows], [row["e_apart"] for row in rows]
        for _ in range(150):  # the log of looks given to other pairs of the class: nothing joins it to the contact any more
            draw.shuffle(access)
            shuffled.append(sum(one * other for one, other in zip(access, apart, strict=True)) / len(rows))
    assert sum(shuffled) / len(shuffled) <= 1.05


def test_a_family_that_is_judged_without_its_zeros_would_fail_that():
    with Engine() as engine:
        world(engine, *permuted(1), SPANS)
        pairs.weigh(engine, TODAY)
        assert engine.rows("SELECT AVG(e_access) AS e FROM weighed WHERE look_days > 0")[0]["e"] > 5


def test_contact_on_many_days_outweighs_a_burst_on_one():
    burst = [("s1", "p1", TODAY, 40, False)]
    days = [("s2", "p2", TODAY - timedelta(days=n), 1, False) for n in range(8)]
    with Engine() as engine:
        world(engine, burst + days, [], SPANS)
        pairs.weigh(engine, TODAY)
        found = {row["person_id"]: row["e_contact"] for row in engine.rows("SELECT * FROM weighed WHERE person_id IN ('p1', 'p2')")}
    assert found["p2"] > 1.5 * found["p1"]


def test_a_night_weighs_only_what_is_new_and_as_the_whole_weighing_would():
    contact, looks = permuted(3)
    new = ("s1", "p1", TODAY + timedelta(days=1), 9, False)
    with Engine() as engine:
        world(engine, [*contact, new], looks, SPANS)
        pairs.weigh(engine, TODAY)
        assert pairs.weigh_new(engine, TODAY + timedelta(days=1)) == 1
        night = engine.rows("SELECT * FROM weighed")
        pairs.weigh(engine, TODAY + timedelta(days=1))
        whole = engine.rows("SELECT * FROM weighed WHERE person_id = 'p1'")
        assert pairs.weigh_new(engine, TODAY + timedelta(days=2)) == 0
    assert [row["person_id"] for row in night] == ["p1"]
    assert night[0]["e_any"] == pytest.approx(whole[0]["e_any"], rel=0.2)


def test_contact_beside_a_look_is_not_counted_with_it_once_more():
    days = [TODAY - timedelta(days=n) for n in range(3)]
    apart = [("s1", "p1", day, 1, False) for day in days]
    beside = [("s2", "p2", day, 1, True) for day in days]
    with Engine() as engine:
        world(engine, apart + beside, [("s1", "p1", TODAY), ("s2", "p2", TODAY)], SPANS)
        pairs.weigh(engine, TODAY)
        found = {row["person_id"]: row["e_joint"] for row in engine.rows("SELECT * FROM weighed WHERE person_id IN ('p1', 'p2')")}
    assert found["p1"] > 5 * found["p2"]


def test_the_first_look_at_a_stranger_is_free_and_the_next_ones_count():
    strangers = [(f"s{n % 9}", f"q{n}", TODAY) for n in range(300)]
    more = [("s1", "x", TODAY - timedelta(days=n)) for n in range(4)]
    with Engine() as engine:
        world(engine, [], strangers + more, SPANS)
        pairs.weigh(engine, TODAY)
        found = {row["person_id"]: row["e_access"] for row in engine.rows("SELECT * FROM weighed WHERE rel = 4")}
    assert found["q1"] < 1 and found["x"] > 20


def test_a_declared_tie_is_judged_among_declared_ties():
    with Engine() as engine:
        world(engine, [("s1", "p1", TODAY, 5, False)], [], SPANS, [("s1", "p1")])
        pairs.weigh(engine, TODAY)
        assert engine.rows("SELECT peers FROM weighed WHERE person_id = 'p1'")[0]["peers"] == "5"


def test_nobody_hides_behind_a_pair_that_was_found_before():
    worst = [("s1", "p1", TODAY - timedelta(days=n), 1, False) for n in range(30)]
    later = [("s2", "p2", TODAY - timedelta(days=n), 1, False) for n in range(5)]
    with Engine() as engine:
        world(engine, worst + later, [("s1", "p1", TODAY - timedelta(days=n)) for n in (1, 9)], SPANS)
        pairs.weigh(engine, TODAY)
        first = engine.rows("SELECT e_contact FROM weighed WHERE person_id = 'p2'")[0]["e_contact"]
        pairs.weigh(engine, TODAY)
        second = engine.rows("SELECT e_contact FROM weighed WHERE person_id = 'p2'")[0]["e_contact"]
    assert second > 3 * first
