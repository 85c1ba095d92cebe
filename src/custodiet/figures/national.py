"""Many forces side by side: numbers, rates, ranks, how many answered of how many asked, and what a rank cannot tell."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from custodiet.figures.measures import BY_KEY as MEASURES
from custodiet.figures.period import Period
from custodiet.figures.question import ALL_DISMISSED, Question
from custodiet.figures.rates import Between, per_thousand
from custodiet.figures.returns import RefusedReturn, Return, other_definitions
from custodiet.figures.said import parts


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
    question: Question = ALL_DISMISSED

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
        return "".join(part.words for part in parts(self, line))


def merged(returns: Iterable[Return], asked: int, question: Question = ALL_DISMISSED) -> National:
    """The national table of these returns, all of one period. Raises RefusedReturn where two do not go together."""
    answered = list(returns)
    if not answered:
        raise RefusedReturn("There is no return to put side by side. Take in the returns of at least one force first.")
    _agree(answered, asked)
    notes = [sentence for one in answered for sentence in other_definitions(one)]
    given = [one for one in answered if _answers(one, question)]
    notes += [f"{one.force} gave no outcomes that can be compared. It has no line." for one in answered if one not in given]
    return National(answered[0].period, asked, _lines(given, question), (*notes, *RANKS), question)


def _answers(one: Return, question: Question) -> bool:
    return one.total(question.measure) is not None and one.definitions.get(question.measure) == MEASURES[question.measure].version


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


def _lines(answered: Sequence[Return], question: Question) -> tuple[Line, ...]:
    numbers = {one.force: one.of(question.measure, *question.gone) or 0 for one in answered}
    rates = {one.force: per_thousand(numbers[one.force], one.officers) if one.officers else None for one in answered}
    known = sorted((rate for rate in rates.values() if rate), key=lambda rate: rate.value)
    middle = known[len(known) // 2] if known else None
    lines = [
        Line(
            one.force, numbers[one.force], one.of(question.measure, *question.would), _left(one, question),
            {column: one.column(question.measure, question.gone, column) or 0 for column in question.found}, one.officers,
            rate := rates[one.force],
            1 + sum(other > numbers[one.force] for other in numbers.values()),
            1 + sum(other.value > rate.value for other in known) if rate else None,
            bool(rate and middle and not rate.overlaps(middle)),
        )
        for one in answered
    ]  # fmt: skip
    return tuple(sorted(lines, key=lambda line: (line.rank, line.force)))


def _left(one: Return, question: Question) -> int | None:
    return one.of(question.left_measure, *question.left) if question.left else one.total(question.left_measure)
