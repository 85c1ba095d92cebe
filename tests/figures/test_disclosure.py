"""What is kept back of a table cannot be worked out: not by subtraction, not by linear programming, not from two releases."""

import random
from collections.abc import Mapping

import pytest
from scipy.optimize import linprog

from custodiet.figures.bounds import TOTAL, Bound, slack
from custodiet.figures.disclosure import NARROWEST, SMALLEST, Released, controlled, rounded

TABLES = 1_000


def drawn(rng):
    """A random table: its rows, its columns, and every number with the margins."""
    rows = tuple(f"row {n}" for n in range(rng.randint(2, 5)))
    columns = tuple(f"column {n}" for n in range(rng.randint(2, 4)))
    mean = rng.choice((2, 6, 15, 60))
    return rows, columns, margins(rows, columns, {(row, column): int(rng.expovariate(1 / mean)) for row in rows for column in columns})


def margins(rows, columns, cells):
    """The cells with their totals."""
    truth = dict(cells)
    truth |= {(row, TOTAL): sum(cells[row, column] for column in columns) for row in rows}
    truth |= {(TOTAL, column): sum(cells[row, column] for row in rows) for column in columns}
    return truth | {(TOTAL, TOTAL): sum(cells.values())}


class Attacker:
    """Whoever has one or two releases: what they say as inequalities, and how far they hold a place."""

    def __init__(self, rows, columns):
        self.rows, self.columns = rows, columns
        self.places = [(row, column) for row in rows for column in columns]
        self.limits, self.most, self.bounds = [], [], []

    def learn(self, given: Mapping, loose: int) -> None:
        """What a release says: every number is the truth to within `loose`; nought is nought in a first release."""
        start = len(self.bounds)
        for place in self.places:
            self.bounds.append((0, None) if given[place] is None else self._about(given[place], loose))
        for place, number in given.items():
            if TOTAL in place and number is not None:
                least, most = self._about(number, loose)
                self._limit(self._of(place, start), most)
                self._limit([-each for each in self._of(place, start)], -least)

    def learn_that_only_grew(self, by: int) -> None:
        """That in the second release every number is that of the first and at most so many more."""
        size = len(self.places)
        for place in range(size):
            row = [0.0] * (2 * size)
            row[place], row[size + place] = 1.0, -1.0
            self._limit(row, 0)
            self._limit([-each for each in row], by)

    def width(self, place, start: int = 0) -> float:
        """Between what values the truth of that place lies."""
        aim = self._of(place, start)
        aim += [0.0] * (len(self.bounds) - len(aim))
        limits = [row + [0.0] * (len(self.bounds) - len(row)) for row in self.limits]
        least, most = (
            linprog([sign * each for each in aim], A_ub=limits or None, b_ub=self.most or None, bounds=self.bounds) for sign in (1, -1)
        )
        if most.status == 3:
            return float("inf")
        assert least.status == most.status == 0, (least.message, most.message)
        return -most.fun - least.fun

    @staticmethod
    def _about(number, loose):
        return (0, 0) if number == 0 and loose == 2 else (max(0, number - loose), number + loose)

    def _of(self, place, start):
        row, column = place
        mine = [float(row in (TOTAL, each[0]) and column in (TOTAL, each[1])) for each in self.places]
        return [0.0] * start + mine

    def _limit(self, row, most):
        self.limits.append(row)
        self.most.append(most)


def naive(rows, columns, truth):
    """The usual way: what is small is kept back, everything else and every total is printed as it is."""
    return Released(rows, columns, {p: None if 0 < n < SMALLEST and TOTAL not in p else n for p, n in truth.items()})


def test_nothing_kept_back_can_be_narrowed_to_within_four_and_the_naive_way_fails():
    rng = random.Random(20261126)
    attacked = recovered = small = 0
    for _ in range(TABLES):
        rows, columns, truth = drawn(rng)
        open_to_all = Attacker(rows, columns)
        open_to_all.learn(naive(rows, columns, truth).given, 0)
        ours = controlled(rows, columns, truth)
        attacker = Attacker(rows, columns)
        attacker.learn(ours.given, 2)
        assert not [p for p, n in truth.items() if 0 < n < SMALLEST and ours.given[p] is not None]
        hidden = [place for place, number in ours.given.items() if number is None]
        for place in rng.sample(hidden, min(1, len(hidden))):
            attacked += 1
            assert attacker.width(place) >= NARROWEST - 1e-6, (truth, ours.given, place)
        kept = [p for p in open_to_all.places if 0 < truth[p] < SMALLEST]
        for place in rng.sample(kept, min(1, len(kept))):
            small += 1
            recovered += open_to_all.width(place) < 1e-6
    assert attacked > TABLES / 2
    assert recovered > small / 10


def test_two_releases_side_by_side_tell_no_more_than_one():
    rng = random.Random(7)
    narrower = 0
    for _ in range(80):
        rows, columns, before = drawn(rng)
        cells = {place: number for place, number in before.items() if TOTAL not in place}
        for place in rng.sample(sorted(cells), 2):
            cells[place] += rng.randint(0, 2)
        after = margins(rows, columns, cells)
        first = controlled(rows, columns, before)
        second = controlled(rows, columns, after, first)
        assert not [place for place, number in first.given.items() if number is None and second.given[place] is not None]
        attacker = Attacker(rows, columns)
        attacker.learn(first.given, 2)
        start = len(attacker.bounds)
        attacker.learn(second.given, 4)
        attacker.learn_that_only_grew(2)
        hidden = [place for place, number in first.given.items() if number is None]
        for place in rng.sample(hidden, min(2, len(hidden))):
            assert attacker.width(place) >= NARROWEST - 1e-6
            assert attacker.width(place, start) >= NARROWEST - 1e-6
        afresh = controlled(rows, columns, after)
        narrower += any(number is None and afresh.given[place] is not None for place, number in first.given.items())
    assert narrower > 5  # a release made afresh would have shown what the first kept back


def test_a_number_moves_only_when_the_truth_has_moved_by_more_than_its_rounding():
    rows, columns = ("row",), ("all",)
    first = controlled(rows, columns, {("row", "all"): 21, (TOTAL, "all"): 21, (TOTAL, TOTAL): 21})
    again = controlled(rows, columns, {("row", "all"): 23, (TOTAL, "all"): 23, (TOTAL, TOTAL): 23}, first)
    moved = controlled(rows, columns, {("row", "all"): 26, (TOTAL, "all"): 26, (TOTAL, TOTAL): 26}, first)
    assert (first.shown("row", "all"), again.shown("row", "all"), moved.shown("row", "all")) == ("20", "20", "25")


@pytest.mark.parametrize(("number", "given"), [(0, 0), (8, 10), (12, 10), (13, 15), (1002, 1000)])
def test_numbers_are_given_to_the_nearest_five(number, given):
    assert rounded(number) == given


def test_a_table_of_one_small_number_says_nothing_and_an_empty_one_says_nought():
    one = controlled(("row",), ("all",), {("row", "all"): 3, (TOTAL, "all"): 3, (TOTAL, TOTAL): 3})
    none = controlled(("row",), ("all",), {("row", "all"): 0, (TOTAL, "all"): 0, (TOTAL, TOTAL): 0})
    assert set(one.given.values()) == {None}
    assert one.shown("row", "all") == "c"
    assert set(none.given.values()) == {0}


def test_the_same_table_gives_the_same_release_every_time():
    rows, columns, truth = drawn(random.Random(3))
    assert controlled(rows, columns, truth) == controlled(rows, columns, truth)


def test_the_flows_agree_with_linear_programming_on_how_far_a_place_is_held():
    rng = random.Random(11)
    for _ in range(60):
        rows, columns, truth = drawn(rng)
        given = {place: None if rng.random() < 0.4 else rounded(number) for place, number in truth.items()}
        attacker = Attacker(rows, columns)
        attacker.learn(given, 3)
        bound = {p: Bound(truth[p], 0, None) if g is None else Bound(truth[p], max(0, g - 3), g + 3) for p, g in given.items()}
        for place in [p for p, g in given.items() if g is None][:3]:
            if attacker.width(place) < 40:
                assert slack(rows, columns, bound, place, 50) == pytest.approx(attacker.width(place), abs=1e-6)


@pytest.mark.parametrize("number", range(1, 8))
def test_a_published_nought_does_not_stand_once_there_was_somebody(number):
    rows, columns = ("first", "second"), ("all",)
    before = {("first", "all"): 0, ("second", "all"): 20, (TOTAL, "all"): 20, (TOTAL, TOTAL): 20}
    first = controlled(rows, columns, before)
    after = before | {("first", "all"): number, (TOTAL, "all"): 20 + number, (TOTAL, TOTAL): 20 + number}
    assert first.given["first", "all"] == 0
    assert controlled(rows, columns, after, first).given["first", "all"] is None
    assert controlled(rows, columns, before, first).given["first", "all"] == 0
