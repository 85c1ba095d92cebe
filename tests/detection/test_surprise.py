"""Ranks are honest whatever the counts, evidence averages to one at most, and false discoveries stay below the stated rate."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custodiet.detection.engine import Engine
from custodiet.detection.surprise import calibrated, calibrated_sql, decibans, discoveries, rank_sql


def ranks(counts):
    """The share of all that have at least as much."""
    return [sum(other >= count for other in counts) / len(counts) for count in counts]


@given(st.lists(st.integers(0, 50), min_size=1, max_size=60))
def test_in_every_class_evidence_averages_to_one_at_most(counts):
    values = [calibrated(rank) for rank in ranks(counts)]
    assert sum(values) / len(values) <= 1.0


@given(st.lists(st.tuples(st.sampled_from("ab"), st.integers(0, 9)), min_size=1, max_size=40))
def test_the_rank_in_sql_is_the_rank_in_words(rows):
    with Engine() as engine:
        listed = ", ".join(f"({n}, '{peers}', {count})" for n, (peers, count) in enumerate(rows))
        engine.make("counted", f"SELECT * FROM (VALUES {listed}) AS made(n, peers, count)")
        p = rank_sql("count", "peers")
        found = engine.rows(f"SELECT n, p, {calibrated_sql('p')} AS e FROM (SELECT n, {p} AS p FROM counted) AS ranked ORDER BY n")
    for row, (peers, count) in zip(found, rows, strict=True):
        alike = [other for of, other in rows if of == peers]
        wanted = sum(other >= count for other in alike) / len(alike)
        assert row["p"] == pytest.approx(wanted)
        assert row["e"] == pytest.approx(calibrated(wanted))


def test_the_rarer_the_rank_the_heavier_the_evidence():
    values = [calibrated(rank) for rank in (1.0, 0.5, 0.1, 0.01, 0.001, 0.000001)]
    assert values == sorted(values)
    assert values[0] == 0.5 and values[-1] > 5000


@pytest.mark.parametrize("rank", [0, -0.1, 1.1])
def test_what_is_no_rank_is_refused(rank):
    with pytest.raises(ValueError, match="is no rank"):
        calibrated(rank)


@pytest.mark.parametrize(
    ("values", "tested", "found"),
    [([2000.0, 30.0], 100, 1), ([1999.0], 100, 0), ([1000.0, 1000.0], 100, 2), ([], 100, 0), ([700.0, 700.0, 700.0], 100, 3)],
)
def test_a_discovery_needs_evidence_for_all_that_was_tested(values, tested, found):
    assert discoveries(values, tested, 0.05) == found


def test_where_nothing_is_out_of_the_ordinary_hardly_anything_is_certified():
    draw, certified = random.Random(7), 0
    for _ in range(400):
        values = [calibrated(rank) for rank in ranks([int(draw.paretovariate(0.8)) for _ in range(60)])]
        certified += discoveries(values, 60, 0.05) > 0
    assert certified / 400 <= 0.05


def test_evidence_is_weighed_in_decibans():
    assert decibans(10) == 10
    assert decibans(100) == 20
