"""Many forces side by side: numbers, rates, ranks, how many answered of how many asked, and what a rank cannot tell."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from custodiet.figures.measures import BY_KEY as MEASURES
from custodiet.figures.measures.ends import DISMISSED, VETTING
from custodiet.figures.period import Period
from custodiet.figures.rates import Between, per_thousand
from custodiet.figures.returns import RefusedReturn, Return, other_definitions
from custodiet.law.vocabulary import Outcome

GONE = (*DISMISSED, VETTING)
WOULD = (Outcome.WOULD_HAVE_BEEN_DISMISSED.value,)
COLUMNS = ("complaint", "internal", "from outside")


@dataclass(frozen=True, slots=True)
class Line:
    """One force: dismissed, would have been, left first, how those dismissed were found, its strength, rate and ranks.

    `rank` is by number, `rate_rank` by rate; both count from 1 and are shared by equals. `apart` says whether the bounds of its
    rate part it from the middle force's.
    """

    force: str
    dismissed: int
    would_have_been: int | None
    left_first: int | None
    found: dict[str, int]
    officers: int | None
    rate: Between | None
    rank: int
    rate_rank: int | None
    apart: bool


@dataclass(frozen=True)
class National:
    """The table of all that answered. `asked` is how many forces there are; `notes` what a reader must know."""

    period: Period
    asked: int
    lines: tuple[Line, ...]
    notes: tuple[str, ...]

    @property
    def answered(self) -> int:
        """How many forces answered."""
        return len(self.lines)

    def line(self, force: str) -> Line | None:
        """The line of that force."""
        return next((line for line in self.lines if line.force == force), None)

    def sentence(self, force: str) -> str:
        """What may be said of that force, in one breath with what it rests on."""
        line = self.line(force)
        if line is None:
            return f"{force} has not answered for {self.period.phrase}."
        return " ".join(filter(None, (self._rank(line), _left(line), _found(line), self._rate(line))))

    def _rank(self, line: Line) -> str:
        same = sum(other.rank == line.rank for other in self.lines) - 1
        place = "the highest" if line.rank == 1 else f"{_ordinal(line.rank)} highest"
        shared = f", a place shared with {same} other{'s' if same > 1 else ''}" if same else ""
        return (
            f"{line.force}: {line.dismissed:,} dismissed in {self.period.phrase}, {place} number of the {self.answered} forces that "
            f"answered, of {self.asked} asked{shared}."
        )

    def _rate(self, line: Line) -> str:
        if line.rate is None or line.rate_rank is None:
            return "Its strength is not given, so no rate can be."
        rated = sum(other.rate_rank is not None for other in self.lines)
        apart = "which parts it from the middle force" if line.apart else "which does not part it from the middle force"
        return (
            f"For each thousand officers that is {line.rate.value:.2f} (between {line.rate.low:.2f} and {line.rate.high:.2f}), "
            f"{_ordinal(line.rate_rank)} of {rated}, {apart}."
        )


def _left(line: Line) -> str:
    if line.left_first is None:
        return ""
    return f"{line.left_first:,} resigned or retired before the end of their case."


def _found(line: Line) -> str:
    parts = [f"{number:,} {_FOUND[column]}" for column, number in line.found.items() if number]
    return f"Of those dismissed, {', '.join(parts)}." if parts else ""


_FOUND = {"complaint": "came to light by a complaint", "internal": "were found by the force itself", "from outside": "came from outside"}


def _ordinal(number: int) -> str:
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def merged(returns: Iterable[Return], asked: int) -> National:
    """The national table of these returns, all of one period. Raises RefusedReturn where two do not go together."""
    answered = list(returns)
    if not answered:
        raise RefusedReturn("There is no return to put side by side. Take in the returns of at least one force first.")
    _agree(answered, asked)
    notes = [sentence for one in answered for sentence in other_definitions(one)]
    given = [
        one for one in answered if one.of("outcomes", *GONE) is not None and one.definitions.get("outcomes") == MEASURES["outcomes"].version
    ]
    notes += [f"{one.force} gave no outcomes that can be compared. It has no line." for one in answered if one not in given]
    return National(answered[0].period, asked, _lines(given), (*notes, *RANKS))


RANKS = (
    "A rank orders the forces that answered, not all forces. It says nothing of those that did not.",
    "A force that looks for misconduct finds more of it: a high number can mean more misconduct, or more of it found. The columns on how "
    "it was found stand beside the number for that reason.",
    "A large force has more of everything. The rate for a thousand officers allows for that, and its bounds say how much is chance.",
    "Those who resigned first were not dismissed. They stand apart, and so do those who would have been dismissed.",
)


def _agree(answered: Sequence[Return], asked: int) -> None:
    first = answered[0]
    seen: dict[str, Return] = {}
    for one in answered:
        if one.force in seen:
            raise RefusedReturn(
                f"{one.force} is there twice, from the snapshots {seen[one.force].snapshot[:12]} and {one.snapshot[:12]}. Keep the one "
                "that the force says is right, and leave out the other."
            )
        if (one.period.first, one.period.last) != (first.period.first, first.period.last):
            words = "overlaps" if one.period.overlaps(first.period) else "is not"
            raise RefusedReturn(
                f"{one.force} answers for {one.period.phrase}, which {words} {first.period.phrase} that {first.force} answers for. Ask "
                "for returns of one period."
            )
        seen[one.force] = one
    if asked < len(answered):
        raise RefusedReturn(f"{len(answered)} forces answered, more than the {asked} that are said to have been asked. Say how many were.")


def _lines(answered: Sequence[Return]) -> tuple[Line, ...]:
    numbers = {one.force: one.of("outcomes", *GONE) or 0 for one in answered}
    rates = {one.force: per_thousand(numbers[one.force], one.officers) if one.officers else None for one in answered}
    known = sorted((rate for rate in rates.values() if rate), key=lambda rate: rate.value)
    middle = known[len(known) // 2] if known else None
    lines = [
        Line(
            one.force, numbers[one.force], one.of("outcomes", *WOULD), one.total("left-first"),
            {column: one.column("outcomes", GONE, column) or 0 for column in COLUMNS}, one.officers, rate := rates[one.force],
            1 + sum(other > numbers[one.force] for other in numbers.values()),
            1 + sum(other.value > rate.value for other in known) if rate else None,
            bool(rate and middle and not rate.overlaps(middle)),
        )
        for one in answered
    ]  # fmt: skip
    return tuple(sorted(lines, key=lambda line: (line.rank, line.force)))
