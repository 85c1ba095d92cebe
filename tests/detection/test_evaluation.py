"""An evaluation counts what was planted and found, at a rate of false alerts that it keeps, and writes a page."""

import argparse
import json

import pytest

from custodiet.cli import main
from custodiet.detection import rates
from custodiet.detection.baselines import IsolationForest, Logistic
from custodiet.detection.evaluation import LEAST, Night, Planted, Scored, planted_of
from custodiet.detection.pairs import SIGNS
from custodiet.detection.ruled import Ruled
from custodiet.web import command_evaluate, evaluation_rules
from custodiet.web.evaluation_rules import held_up
from custodiet.web.evaluation_run import OFF, Weighed
from tests.detection.made import facts
from tests.detection.test_audit import force

CODES = [sign.code for sign in SIGNS]


def night(day, evidence):
    """A night on which every sign of every lane weighs so much that the whole is `evidence`."""
    each = (-2 + (4 + 12 * evidence) ** 0.5) / 2  # contact + access + access times apart, by three, all alike
    made = Night(day, tuple(each for _ in SIGNS))
    assert made.weight() == pytest.approx(evidence)
    return made


def forces(*scores, planted=(), officers=1000, days=30):
    """One force of 1,000 officers and a month, with those (officer, person, day, evidence)."""
    done = Scored(officers, days)
    for officer, person, day, value in scores:
        done.nights.setdefault((officer, person), []).append(night(day, value))
        done.raw[officer, person] = value
    return [(done, list(planted))]


L0 = Planted("1", "A", "L0", 3, 20, ())
MADE = forces(("1", "A", 6, 25.0), ("1", "A", 13, 500.0), ("2", "B", 6, 400.0), ("3", "C", 6, 100.0), planted=[L0])


def test_the_threshold_lets_through_as_many_false_alerts_as_it_may():
    assert rates.threshold(MADE, 0.0) > 400
    assert 99.9 < rates.threshold(MADE, 1.02) < 400
    assert rates.threshold(MADE, 5.0) == LEAST
    assert rates.false_alerts(MADE, rates.threshold(MADE, 1.02)) == 1


def test_each_size_of_force_has_a_threshold_of_its_own_and_one_between_two_takes_the_nearer():
    small = forces(("1", "A", 6, 30.0), ("2", "B", 6, 20.0), planted=[L0], officers=200)
    at = rates.thresholds([*MADE, *small], 0.0)
    assert set(at) == {rates.size_of(1000), rates.size_of(200)}
    assert rates.applied(at, small[0][0]) < 30 < 400 < rates.applied(at, MADE[0][0])
    assert rates.levels(small, at)[0].found == 1
    assert rates.levels(small, rates.threshold([*MADE, *small], 0.0))[0].found == 0  # one for both would miss it
    assert [rates.applied(at, Scored(officers, 30)) for officers in (90, 260, 800, 5000)] == [min(at.values())] * 2 + [max(at.values())] * 2


def test_a_pair_is_found_on_the_first_night_that_reaches_the_threshold():
    found = rates.levels(MADE, rates.threshold(MADE, 0.0))[0]
    assert (found.kind, found.planted, found.found, found.median_days) == ("L0", 1, 1, 10)
    low, high = found.interval()
    assert low < 0.3 and high == 1.0
    assert rates.levels(MADE, 600.0)[0].found == 0


def test_the_median_counts_those_who_were_never_shown():
    later = [Planted(str(n), "A", "L0", 0, 9, ()) for n in range(3)]
    one = forces(("0", "A", 4, 99.0), planted=later)
    assert rates.levels(one, 50)[0].median_days is None
    two = forces(("0", "A", 4, 99.0), ("1", "A", 8, 99.0), planted=later)
    assert rates.levels(two, 50)[0].median_days == 8


def test_other_pairs_of_an_officer_on_whom_something_is_planted_are_no_false_alerts():
    made = forces(("1", "Z", 6, 99.0), planted=[L0])
    assert rates.false_alerts(made, 30) == 0


def test_without_a_lane_or_a_sign_it_says_nothing_either_way():
    values = dict.fromkeys(CODES, 1.0) | {"C6": 101.0, "A1": 41.0, "J1": 31.0}
    whole = Night(1, tuple(values[code] for code in CODES))
    contact, access = 1 + 0.4 * 100, 1 + 0.75 * 40
    assert whole.weight() == pytest.approx((contact + access + access * 31) / 3)
    assert whole.weight(without="contact") == pytest.approx((1 + access + access * 31) / 3)
    assert whole.weight(without="joint") == pytest.approx((contact + access + 1) / 3)
    assert whole.weight(without="access") == pytest.approx((contact + 1 + 31) / 3)
    assert whole.weight(without="C6") == pytest.approx((1 + access + access * 31) / 3)


def test_what_a_force_gave_is_the_same_after_it_was_written_down():
    done = MADE[0][0]
    done.features["1", "A"], done.groups["1"] = (1.0, 2.0), ("response", "officer", "full-time")
    again = Scored.from_data(json.loads(json.dumps(done.as_data())))
    assert again.as_data() == done.as_data()
    assert rates.levels([(again, [L0])], 300)[0].found == 1


def test_a_force_weighed_before_the_rule_was_looked_at_says_nothing_of_it():
    told = MADE[0][0].as_data()
    for name in ("named", "shown", "alone"):
        del told[name]
    old = Weighed(1, 1000, Scored.from_data(told), [L0], [])
    assert evaluation_rules.by_rule([old]) is None and held_up([old], {}) == {}
    assert list(evaluation_rules.lines({"by_rule": None, "held_up": {}})) == []


def test_the_rule_names_at_once_and_shows_as_it_has_room():
    ruled = Ruled(officers=1000)
    ruled.take([("1", "A"), ("2", "B"), ("3", "C")], 6, [("2", "B")])
    assert ruled.named == {("1", "A"): 6, ("2", "B"): 6, ("3", "C"): 6} and ruled.shown == {("1", "A"): 6}
    ruled.take([("3", "C"), ("1", "A")], 40, [])
    assert ruled.named["3", "C"] == 6 and ruled.shown == {("1", "A"): 6, ("3", "C"): 40}


def test_what_an_explanation_holds_up_is_what_is_left_without_it():
    def weighed(seed, unexplained):
        done = Scored(1000, 30, looks=100, unexplained=unexplained, explained={"T1": 60, "T2": 30}, alone={"T1": 40, "T2": 5})
        return Weighed(seed, 1000, done, [], [])

    told = held_up([weighed(1, 10), weighed(2, 10)], {"T1": [weighed(2, 45)], "T16": [weighed(9, 50)]})
    assert list(told) == list(OFF)
    assert told["T1"] == {"counted": 120, "alone": 80, "alone_share": 0.4, "lost": 35, "of": 100}
    assert told["T2"]["lost"] is None and told["T16"]["lost"] is None  # nothing to hold it against


def test_other_methods_are_judged_at_the_same_rate_and_threshold():
    at, found = rates.by_score(MADE, 0.0, lambda done: done.raw)
    assert rates.applied(at, MADE[0][0]) > 400 and found[0].found == 1
    _, held = rates.by_score(forces(("1", "A", 6, 25.0), ("2", "B", 6, 40.0), planted=[L0]), 0.0, lambda done: done.raw, at)
    assert held[0].found == 0


def test_who_is_shown_more_often_than_the_others_is_said_with_an_interval():
    rows = [(str(n), "P", 1, 99.0) for n in range(10)]
    made = forces(*rows)
    made[0][0].groups = {str(n): ("response" if n < 20 else "CID", "officer", "full-time") for n in range(100)}
    made[0][0].nights["30", "P"] = [night(1, 99.0)]
    groups = {each.name: each for each in rates.disparity(made, 50)}
    assert groups["response"].ratio == pytest.approx((10 / 20) / (1 / 80))
    assert groups["response"].interval[0] > 1 > groups["CID"].interval[1]
    assert groups["officer"].ratio is None  # there are no others


def test_intervals_hold_what_tables_say():
    assert rates.wilson(8, 10) == pytest.approx((0.4902, 0.9433), abs=0.001)
    assert rates.poisson(10) == pytest.approx((4.80, 18.39), abs=0.05)
    assert rates.poisson(0) == pytest.approx((0.0, 3.69), abs=0.05)


def test_a_forest_finds_who_stands_alone_and_gives_the_same_twice():
    rows = [*[(float(n % 7), float(n % 5)) for n in range(250)], (60.0, 50.0)]
    one, two = IsolationForest(rows), IsolationForest(rows)
    assert one.score((60.0, 50.0)) > max(one.score(row) for row in rows[:-1])
    assert one.score((60.0, 50.0)) == two.score((60.0, 50.0))


def test_a_regression_learns_what_tells_the_planted_from_the_others():
    rows = [(float(n % 10), float(n % 3)) for n in range(400)]
    taught = Logistic(rows, [row[0] >= 8 for row in rows])
    assert taught.score((9.0, 1.0)) > 0 > taught.score((2.0, 1.0))
    assert abs(taught.score((5.0, 0.0)) - taught.score((5.0, 2.0))) < 1


def test_what_is_no_truth_file_is_refused_with_a_sentence():
    with pytest.raises(ValueError, match="no truth file"):
        planted_of({"planted": [{"officer": "1"}]})


def options(*words):
    parser = argparse.ArgumentParser()
    command_evaluate.arguments(parser)
    return parser.parse_args([str(word) for word in words])


def test_the_page_and_the_figures_are_written_and_the_same_twice(tmp_path, capsys):
    folder = force(tmp_path / "f" / "facts")
    facts(folder, "association\nstaff_id  person_id  kind\n9  P8-1  family\n11  P8-2  self", source="ties.csv")
    looks = ["own  2024-02-10 12:00  a9  P8-1", "again  2024-02-12 12:00  a9  P8-1", "honest  2024-02-12 12:00  a11  P8-2"]
    facts(folder, "\n".join(["access", "access_id  at  account_id  person_id", *looks]), source="more.csv")
    (tmp_path / "f" / "truth").mkdir()
    planted = [
        {"officer": "5", "person": "P5-1", "kind": "L2", "from": 13, "to": 42, "accesses": ["x0", "x1"]},
        {"officer": "9", "person": "P8-1", "kind": "family", "from": 40, "to": 42, "accesses": ["own", "again"]},
        {"officer": "12", "person": "P8-3", "kind": "ex-partner", "from": 3, "to": 42, "accesses": []},
    ]
    truth = {"version": 1, "start": "2024-01-01", "days": 60, "planted": planted, "controls": [{"officer": "7", "kind": "FLO"}]}
    (tmp_path / "f" / "truth" / "truth.json").write_text(json.dumps(truth))
    assert command_evaluate.run(options(tmp_path / "f", "--to", tmp_path / "out")) == 0
    report = json.loads((tmp_path / "out" / "evaluation.json").read_text())
    found = {each["kind"]: each["found"] for each in report["levels"]}
    assert found["L2"] == 1 and report["planted_looks_visible"] == 1.0
    assert report["planted_looks_visible_to_a_classic_audit"] == 0.0
    assert report["controls"]["FLO"] == {"of": 1, "certified": 0, "shown": 0}
    rule = report["by_rule"]
    assert [(each["kind"], each["planted"], each["named"], each["shown"], each["median_days"]) for each in rule["kinds"]] == [
        ("ex-partner", 1, 0, 0, None), ("self", 0, 0, 0, None), ("family", 1, 1, 1, 0),
    ]  # fmt: skip
    assert rule["honest"] == {"named": 1, "shown": 0}  # so small a force has room for one
    assert report["held_up"]["T1"] == {"counted": 320, "alone": 320, "alone_share": round(320 / 325, 6), "lost": None, "of": None}
    told = capsys.readouterr().out
    assert "1 of 1" in told and "by rule, family: 1 of 1 named, median 0 days, 1 within its room" in told
    assert "by rule, pairs nobody planted: 1 named, 0 within its room" in told
    first = (tmp_path / "out" / "evaluation.html").read_bytes()
    assert first.count(b"<svg") == 2 and b"The same" not in first
    assert command_evaluate.run(options(tmp_path / "f", "--to", tmp_path / "out")) == 0
    assert (tmp_path / "out" / "evaluation.html").read_bytes() == first
    assert command_evaluate.run(options(tmp_path, "--to", tmp_path / "out")) == 2
    assert command_evaluate.run(options("--to", tmp_path / "out")) == 2


FORCE = {"start": "2024-01-01", "days": 60, "controls": []}
L2 = {"officer": "5", "person": "A", "kind": "L2", "from": 1, "to": 2, "accesses": ["q"]}


@pytest.mark.parametrize(
    ("truth", "says"),
    [
        (FORCE | {"planted": [L2 | {"officer": "nobody", "accesses": []}]}, "not of the force that its truth speaks of: 1 of 1 officers"),
        (FORCE | {"planted": [L2]}, "not of the force that its truth speaks of: 1 of 1 looks"),
        (FORCE | {"planted": [L2 | {"accesses": ["own"]}]}, "most of its 1 planted looks are others' there"),
        ({"planted": []}, "truth.json is no truth of `custodiet simulate` ('start')"),
        ([], "is no truth of"),
    ],
)  # fmt: skip
def test_facts_and_truth_of_two_forces_give_no_figure(tmp_path, capsys, truth, says):
    facts(tmp_path / "f" / "facts", "account\naccount_id  staff_id\na5  5\n\naccess\naccess_id  account_id\nown  a6\n")
    (tmp_path / "f" / "truth").mkdir()
    (tmp_path / "f" / "truth" / "truth.json").write_text(json.dumps(truth))
    assert command_evaluate.run(options(tmp_path / "f", "--to", tmp_path / "out")) == 2
    assert says in capsys.readouterr().err


def test_what_cannot_be_written_is_said_before_the_work(tmp_path, capsys):
    (tmp_path / "taken").write_text("a file")
    assert command_evaluate.run(options("--seeds", "1-2", "--to", tmp_path / "taken" / "out")) == 2
    assert main(["simulate", "--officers", "60", "--days", "28", "--to", str(tmp_path / "taken" / "force")]) == 2
    assert "could not be written" in capsys.readouterr().err


@pytest.mark.slow
def test_a_run_over_seeds_goes_on_where_it_was_ended(tmp_path, capsys):
    words = ["--seeds", "1-2", "--sizes", "60", "--days", "28", "--faults", "0", "--explanations", "0", "--to", tmp_path]
    assert command_evaluate.run(options(*words)) == 2  # L0 takes 80 days, and the force has 28
    assert "takes 80 days" in capsys.readouterr().err


def test_seeds_are_written_as_people_write_them():
    assert command_evaluate.numbers("3, 5-7,3") == (3, 5, 6, 7)
    with pytest.raises(command_evaluate.WrongSeeds, match="no list of numbers"):
        command_evaluate.numbers("a few")
