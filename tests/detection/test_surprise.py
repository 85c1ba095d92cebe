"""Evidence is honest whatever the counts: it averages to one at most, and false discoveries stay below the stated rate."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custodiet.detection.engine import Engine
from custodiet.detection.surprise import KEPT, decibans, discoveries, evidence, evidence_sql


def among(scores):
    """The evidence of each of these scores among the others."""
    return [evidence(score, scores[:n] + scores[n + 1 :]) for n, score in enumerate(scores)]


@given(st.lists(st.integers(0, 50), min_size=1, max_size=60))
def test_in_every_class_evidence_averages_to_one_whatever_the_scores(scores):
    values = among(scores)
    assert sum(values) / len(values) == pytest.approx(1.0)


@given(st.lists(st.integers(0, 9), min_size=1, max_size=40))
def test_the_evidence_in_sql_is_the_evidence_in_words(scores):
    with Engine() as engine:
        for score, wanted in zip(scores, among(scores), strict=True):
            peers = len(scores) - 1
            mean = (sum(scores) - score) / peers if peers else 0
            found = engine.rows(f"SELECT {evidence_sql(str(score), str(mean), str(peers))} AS e")[0]["e"]
            assert float(found) == pytest.approx(wanted)


def test_foremost_by_a_mile_says_more_than_foremost_by_a_hair():
    hair, mile = evidence(4, [3] * 99), evidence(40, [3] * 99)
    assert hair < 1.5 < 5 < mile


def test_without_the_sign_half_of_the_stake_is_kept_and_where_nobody_has_it_all():
    assert evidence(0, [1, 2, 3]) == KEPT
    assert evidence(0, [0, 0]) == 1.0


@pytest.mark.parametrize(
    ("values", "tested", "found"),
    [([2000.0, 30.0], 100, 1), ([1999.0], 100, 0), ([1000.0, 1000.0], 100, 2), ([], 100, 0), ([700.0, 700.0, 700.0], 100, 3)],
)
def test_a_discovery_needs_evidence_for_all_that_was_tested(values, tested, found):
    assert discoveries(values, tested, 0.05) == found


def test_where_nothing_is_out_of_the_ordinary_hardly_anything_is_certified():
    draw, certified = random.Random(7), 0
    for _ in range(400):
        values = among([int(draw.paretovariate(0.8)) for _ in range(60)])
        certified += discoveries(values, 60, 0.05) > 0
    assert certified / 400 <= 0.05


def test_evidence_is_weighed_in_decibans():
    assert decibans(10) == 10
    assert decibans(100) == 20
