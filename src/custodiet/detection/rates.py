"""Figures of an evaluation: recall at a stated rate of false alerts, with intervals; what each lane and sign is worth; who is shown.

A threshold is chosen on some forces so that pairs nobody planted are shown at most so often for each 1,000 officers and month, and
then kept for the others; one for each size of force, because evidence grows with the number of peers. A pair counts from the first night on which its evidence reaches the threshold.
"""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from custodiet.detection.evaluation import ABUSE, LEAST, LEVELS, OTHERS, Night, Pair, Planted, Scored

Forces = Sequence[tuple[Scored, Sequence[Planted]]]
Weigh = Callable[[Night], float]
At: TypeAlias = float | Mapping[int, float]
"""A threshold, or one for each size of force (`size_of`)."""


def plainly(night: Night) -> float:
    """The evidence as the audit has it."""
    return night.weight()


def months(forces: Forces) -> float:
    """How many times 1,000 officers and a month these forces are."""
    return sum(done.thousand_months for done, _ in forces)


def honest(forces: Forces, weigh: Weigh = plainly) -> Iterator[tuple[Scored, Pair, float]]:
    """The highest evidence of every pair whose officer nobody planted anything on."""
    for done, planted in forces:
        known = {each.officer for each in planted}
        for pair, nights in done.nights.items():
            if pair[0] not in known:
                yield done, pair, max(weigh(night) for night in nights)


def cut(values: Sequence[float], allowed: int, least: float) -> float:
    """The lowest threshold that at most so many of these values reach, and not below `least`."""
    ordered = sorted(values, reverse=True)
    return max(least, math.nextafter(ordered[allowed], math.inf)) if allowed < len(ordered) else least


def threshold(forces: Forces, rate: float, weigh: Weigh = plainly) -> float:
    """The lowest evidence at which pairs nobody planted are shown at most `rate` times for each 1,000 officers and month."""
    return cut([value for *_, value in honest(forces, weigh)], int(rate * months(forces)), LEAST)


def size_of(officers: int) -> int:
    """Forces of a size are within a factor of about two of one another."""
    return round(math.log2(max(1, officers)))


def thresholds(forces: Forces, rate: float, weigh: Weigh = plainly) -> dict[int, float]:
    """One for each size of these forces."""
    return {size: threshold(those, rate, weigh) for size, those in _by_size(forces).items()}


def _by_size(forces: Forces) -> dict[int, Forces]:
    sizes = sorted({size_of(done.officers) for done, _ in forces})
    return {size: [each for each in forces if size_of(each[0].officers) == size] for size in sizes}


def applied(at: At, done: Scored) -> float:
    """The threshold for that force: of its size, or of the nearest one there is."""
    return at[min(at, key=lambda size: abs(size - size_of(done.officers)))] if isinstance(at, Mapping) else at


def wilson(found: int, of: int) -> tuple[float, float]:
    """Wilson's interval of a share, 95 in a hundred."""
    if not of:
        return 0.0, 1.0
    z, p = 1.96, found / of
    middle, half = p + z * z / (2 * of), z * math.sqrt(p * (1 - p) / of + z * z / (4 * of * of))
    return max(0.0, (middle - half) / (1 + z * z / of)), min(1.0, (middle + half) / (1 + z * z / of))


def poisson(count: int) -> tuple[float, float]:
    """An interval of an expected count, 95 in a hundred (Wilson and Hilferty's approximation of the exact one)."""
    low = count * (1 - 1 / (9 * count) - 1.96 / (3 * math.sqrt(count))) ** 3 if count else 0.0
    more = count + 1
    return max(0.0, low), more * (1 - 1 / (9 * more) + 1.96 / (3 * math.sqrt(more))) ** 3


@dataclass(frozen=True, slots=True)
class Level:
    """What became of one level: how many were planted, found and certified, and the days from the first act to the showing."""

    kind: str
    planted: int
    found: int
    certified: int
    days: tuple[int, ...]

    @property
    def recall(self) -> float:
        """The share that was found."""
        return self.found / self.planted if self.planted else 0.0

    @property
    def median_days(self) -> float | None:
        """Half of those that were planted were shown by then; None where fewer than half ever were."""
        middle = (self.planted - 1) // 2
        return self.days[middle] if 0 <= middle < len(self.days) else None

    def interval(self) -> tuple[float, float]:
        """Of the recall."""
        return wilson(self.found, self.planted)


def levels(forces: Forces, at: At, weigh: Weigh = plainly) -> list[Level]:
    """Recall and days by kind, at that threshold."""
    return [_level(kind, forces, at, weigh) for kind in (*LEVELS, *OTHERS)]


def _level(kind: str, forces: Forces, at: At, weigh: Weigh) -> Level:
    count, sure, days = 0, 0, []
    for done, planted in forces:
        for each in planted:
            if each.kind != kind:
                continue
            count += 1
            nights = done.nights.get((each.officer, each.person), [])
            first = next((night.day for night in nights if weigh(night) >= applied(at, done)), None)
            sure += (each.officer, each.person) in done.certified
            if first is not None:
                days.append(max(0, first - each.first))
    return Level(kind, count, len(days), sure, tuple(sorted(days)))


def false_alerts(forces: Forces, at: At, weigh: Weigh = plainly) -> int:
    """How many pairs nobody planted reach the threshold."""
    return sum(value >= applied(at, done) for done, _, value in honest(forces, weigh))


def recall(found: Sequence[Level]) -> float:
    """All levels of abuse together."""
    those = [each for each in found if each.kind in ABUSE]
    return sum(each.found for each in those) / max(1, sum(each.planted for each in those))


def curve(frozen: Forces, held: Forces) -> Iterator[tuple[float, float]]:
    """Points of recall against the rate of false alerts that was asked, each with its threshold frozen on the former."""
    for rate in (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0):
        yield rate, recall(levels(held, thresholds(frozen, rate)))


def without(frozen: Forces, held: Forces, rate: float, what: str) -> list[Level]:
    """The levels as if that lane or sign said nothing, with a threshold of its own from the frozen forces."""

    def weigh(night: Night) -> float:
        return night.weight(without=what)

    return levels(held, thresholds(frozen, rate, weigh), weigh)


@dataclass(frozen=True, slots=True)
class Group:
    """How often officers of one group on whom nothing was planted were shown, against all the others: a ratio with its interval."""

    name: str
    officers: int
    shown: int
    ratio: float | None
    interval: tuple[float, float] | None


def disparity(forces: Forces, at: At) -> list[Group]:
    """By role, kind of employment and hours. The interval is of the logarithm of the ratio of rates; None where nobody was shown."""
    members: dict[str, set[tuple[int, str]]] = {}
    shown: set[tuple[int, str]] = set()
    everybody: set[tuple[int, str]] = set()
    for number, (done, planted) in enumerate(forces):
        known = {each.officer for each in planted}
        for officer, names in done.groups.items():
            if officer not in known:
                everybody.add((number, officer))
                for name in names:
                    members.setdefault(name, set()).add((number, officer))
        shown |= {(number, pair[0]) for _, pair, value in honest([(done, planted)]) if value >= applied(at, done)}
    return [_group(name, those, everybody, shown) for name, those in sorted(members.items())]


def _group(name: str, those: set[tuple[int, str]], everybody: set[tuple[int, str]], shown: set[tuple[int, str]]) -> Group:
    mine, others = len(those & shown), len((everybody - those) & shown)
    rest = len(everybody - those)
    if not (mine and others and rest):
        return Group(name, len(those), mine, None, None)
    ratio = (mine / len(those)) / (others / rest)
    spread = 1.96 * math.sqrt(1 / mine + 1 / others)
    return Group(name, len(those), mine, ratio, (ratio * math.exp(-spread), ratio * math.exp(spread)))


def by_score(forces: Forces, rate: float, scored: Callable[[Scored], dict[Pair, float]], at: At | None = None) -> tuple[At, list[Level]]:
    """The thresholds (or those given) and the levels of any other method that gives a pair a score at the end."""
    scores = {id(done): scored(done) for done, _ in forces}
    if at is None:
        at = {size: _cut_of(those, rate, scores) for size, those in _by_size(forces).items()}
    found = []
    for kind in (*LEVELS, *OTHERS):
        those = [
            (scores[id(done)].get((each.officer, each.person)), applied(at, done))
            for done, planted in forces
            for each in planted
            if each.kind == kind
        ]
        found.append(Level(kind, len(those), sum(value is not None and value >= least for value, least in those), 0, ()))
    return at, found


def _cut_of(forces: Forces, rate: float, scores: Mapping[int, Mapping[Pair, float]]) -> float:
    false: list[float] = []
    for done, planted in forces:
        known = {each.officer for each in planted}
        false += [value for pair, value in scores[id(done)].items() if pair[0] not in known]
    return cut(false, int(rate * months(forces)), -math.inf)
