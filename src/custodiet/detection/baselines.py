"""General methods beside ours, on the same pairs: an isolation forest without labels, and a logistic regression with them.

Small implementations of the published methods in plain Python, for comparison only: nothing here is used to find anybody. The
regression is told who was planted in the forces it learns from, which no real force can tell it.
Sources: F. T. Liu, K. M. Ting, Z.-H. Zhou, Isolation Forest (2008); the regression is ridge-penalised and fitted by Newton's method.
"""

import math
from collections.abc import Sequence
from random import Random

Row = Sequence[float]
TREES, SAMPLE = 50, 256
RIDGE, ROUNDS = 1.0, 12


class IsolationForest:
    """Trees that cut at random; who is alone after few cuts is unusual."""

    def __init__(self, rows: Sequence[Row], seed: int = 1) -> None:
        draw = Random(seed)
        self._size = min(SAMPLE, len(rows))
        depth = math.ceil(math.log2(max(2, self._size)))
        self._trees = [_grow(draw.sample(rows, self._size), depth, draw) for _ in range(TREES)]

    def score(self, row: Row) -> float:
        """From 0 (as usual as can be) to 1."""
        return float(2 ** (-sum(_path(tree, row) for tree in self._trees) / TREES / max(1e-9, _usual(self._size))))


Tree = tuple[int, float, "Tree", "Tree"] | int


def _grow(rows: Sequence[Row], depth: int, draw: Random) -> Tree:
    if depth == 0 or len(rows) <= 1:
        return len(rows)
    spans = [(n, min(row[n] for row in rows), max(row[n] for row in rows)) for n in range(len(rows[0]))]
    able = [each for each in spans if each[1] < each[2]]
    if not able:
        return len(rows)
    column, low, high = able[draw.randrange(len(able))]
    at = draw.uniform(low, high)
    return (
        column,
        at,
        _grow([r for r in rows if r[column] < at], depth - 1, draw),
        _grow([r for r in rows if r[column] >= at], depth - 1, draw),
    )


def _path(tree: Tree, row: Row) -> float:
    length = 0
    while not isinstance(tree, int):
        column, at, low, high = tree
        tree = low if row[column] < at else high
        length += 1
    return length + _usual(tree)


def _usual(size: int) -> float:
    """The mean length of a search that fails in a tree of so many."""
    return 2 * (math.log(size - 1) + 0.5772156649) - 2 * (size - 1) / size if size > 2 else float(size == 2)


class Logistic:
    """The odds that a pair was planted, from the logarithms of its counts."""

    def __init__(self, rows: Sequence[Row], planted: Sequence[bool]) -> None:
        told = [_shaped(row) for row in rows]
        wide = len(told[0])
        self._weights = [0.0] * wide
        for _ in range(ROUNDS):
            slope = [-RIDGE * w for w in self._weights]
            bend = [[RIDGE * (i == j) for j in range(wide)] for i in range(wide)]
            for row, is_planted in zip(told, planted, strict=True):
                p = _odds(self._weights, row)
                push, firm = is_planted - p, max(1e-9, p * (1 - p))
                for i, value in enumerate(row):
                    if value:
                        slope[i] += push * value
                        for j, other in enumerate(row):
                            bend[i][j] += firm * value * other
            self._weights = [w + step for w, step in zip(self._weights, _solved(bend, slope), strict=True)]

    def score(self, row: Row) -> float:
        """The logarithm of the odds."""
        return sum(w * value for w, value in zip(self._weights, _shaped(row), strict=True))


def _shaped(row: Row) -> list[float]:
    return [1.0, *(math.log1p(max(0.0, value)) for value in row)]


def _odds(weights: Row, row: Row) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, sum(w * value for w, value in zip(weights, row, strict=True))))))


def _solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Gauss's elimination with the largest pivot."""
    rows = [[*line, value] for line, value in zip(matrix, right, strict=True)]
    for i in range(len(rows)):
        best = max(range(i, len(rows)), key=lambda n: abs(rows[n][i]))
        rows[i], rows[best] = rows[best], rows[i]
        for n in range(i + 1, len(rows)):
            share = rows[n][i] / rows[i][i]
            rows[n] = [value - share * above for value, above in zip(rows[n], rows[i], strict=True)]
    found = [0.0] * len(rows)
    for i in reversed(range(len(rows))):
        found[i] = (rows[i][-1] - sum(rows[i][j] * found[j] for j in range(i + 1, len(rows)))) / rows[i][i]
    return found
