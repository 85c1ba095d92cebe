"""An evaluation counts what was planted and found, at a rate of false alerts that it keeps, and writes a page."""

import argparse
import json

import pytest

from custodiet.detection.evaluation import LEAST, Planted, Scored, false_rate, levels, planted_of, raw_recall, threshold
from custodiet.web import command_evaluate
from tests.detection.test_audit import force


def forces(*scores, planted=()):
    """One force of 1,000 officers and a month, with those (officer, person, day, score)."""
    done = Scored(officers=1000, days=30)
    for officer, person, day, value in scores:
        done.scores.setdefault((officer, person), []).append((day, value))
        done.raw[officer, person] = value
    return [(done, list(planted))]


L0 = Planted("1", "A", "L0", 3, 20, ())
MADE = forces(("1", "A", 6, 5.0), ("1", "A", 13, 50.0), ("2", "B", 6, 40.0), ("3", "C", 6, 10.0), planted=[L0])


def test_the_threshold_lets_through_as_many_false_alerts_as_it_may():
    assert threshold(MADE, 0.0) > 40
    assert 10 < threshold(MADE, 1.02) <= 40
    assert threshold(MADE, 5.0) == LEAST
    assert false_rate(MADE, threshold(MADE, 1.02)) == pytest.approx(1.0, abs=0.05)


def test_a_pair_is_found_in_the_first_week_that_reaches_the_threshold():
    found = levels(MADE, threshold(MADE, 0.0))[0]
    assert (found.kind, found.planted, found.found, found.median_days) == ("L0", 1, 1, 10)
    low, high = found.interval()
    assert low < 0.3 and high == 1.0
    assert levels(MADE, 60.0)[0].found == 0


def test_other_pairs_of_an_officer_on_whom_something_is_planted_are_no_false_alerts():
    made = forces(("1", "Z", 6, 99.0), planted=[L0])
    assert false_rate(made, 10) == 0


def test_raw_counts_are_judged_at_the_same_rate():
    assert raw_recall(MADE, 0.0) == 1.0
    assert raw_recall(forces(("1", "A", 6, 5.0), ("2", "B", 6, 40.0), planted=[L0]), 0.0) == 0.0


def test_what_is_no_truth_file_is_refused_with_a_sentence():
    with pytest.raises(ValueError, match="no truth file"):
        planted_of({"planted": [{"officer": "1"}]})


def test_the_page_and_the_figures_are_written(tmp_path, capsys):
    force(tmp_path / "f" / "facts")
    (tmp_path / "f" / "truth").mkdir()
    planted = {"officer": "5", "person": "P5-1", "kind": "L2", "from": 13, "to": 42, "accesses": ["x0", "x1"]}
    truth = {"version": 1, "start": "2024-01-01", "days": 60, "planted": [planted], "controls": [{"officer": "7", "kind": "FLO"}]}
    (tmp_path / "f" / "truth" / "truth.json").write_text(json.dumps(truth))
    parser = argparse.ArgumentParser()
    command_evaluate.arguments(parser)
    assert command_evaluate.run(parser.parse_args([str(tmp_path / "f"), "--to", str(tmp_path / "out")])) == 0
    report = json.loads((tmp_path / "out" / "evaluation.json").read_text())
    found = {each["kind"]: each["found"] for each in report["levels"]}
    assert found["L2"] == 1 and report["planted_looks_visible"] == 1.0
    assert report["planted_looks_visible_to_a_classic_audit"] == 0.0
    assert "1 of 1" in capsys.readouterr().out
    assert "<svg" in (tmp_path / "out" / "evaluation.html").read_text()
    assert command_evaluate.run(parser.parse_args([str(tmp_path), "--to", str(tmp_path / "out")])) == 2
