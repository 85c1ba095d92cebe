"""What may be said of one force among many, in one breath with what it rests on: words, and numbers that know where they come from."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from custodiet.figures.question import Question

if TYPE_CHECKING:
    from custodiet.figures.national import Line, National


@dataclass(frozen=True, slots=True)
class Part:
    """Words, or a number with the rows and columns of the table of that measure in which it was counted (none: all of them)."""

    words: str
    measure: str = ""
    rows: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()


def parts(table: "National", line: "Line") -> Iterator[Part]:
    """The sentences about that force."""
    question = table.question
    yield Part(f"{line.force}: ")
    yield Part(f"{line.dismissed:,}", question.measure, question.gone)
    yield Part(f" {question.words} in {table.period.phrase}, {_place(table, line)}")
    if line.left_first is not None:
        yield Part(" ")
        yield Part(f"{line.left_first:,}", question.left_measure, question.left)
        yield Part(" resigned or retired before the end of their case.")
    yield from _found(question, line)
    yield Part(" " + _rate(table, line))


def _place(table: "National", line: "Line") -> str:
    same = sum(other.rank == line.rank for other in table.lines) - 1
    if not line.dismissed:
        shared = f"as in {same} other{'s' if same > 1 else ''}" if same else "the only one with none"
        return f"{shared} of the {table.answered} forces that answered, of {table.asked} asked."
    place = "the highest" if line.rank == 1 else f"{ordinal(line.rank)} highest"
    shared = f", a place shared with {same} other{'s' if same > 1 else ''}" if same else ""
    return f"{place} number of the {table.answered} forces that answered, of {table.asked} asked{shared}."


def _found(question: Question, line: "Line") -> Iterator[Part]:
    told = [(column, number) for column, number in line.found.items() if number]
    for place, (column, number) in enumerate(told):
        yield Part(", " if place else " Of those dismissed, ")
        yield Part(f"{number:,}", question.measure, question.gone, (column,))
        yield Part(f" {question.found[column]}")
    if told:
        yield Part(".")


def _rate(table: "National", line: "Line") -> str:
    if line.rate is None or line.rate_rank is None:
        return "Its strength is not given, so no rate can be."
    rated = sum(other.rate_rank is not None for other in table.lines)
    apart = "which sets it apart from the middle force" if line.apart else "which does not set it apart from the middle force"
    return (
        f"For each thousand officers that is {line.rate.value:.2f} (between {line.rate.low:.2f} and {line.rate.high:.2f}), "
        f"{f'{ordinal(line.rate_rank)} of {rated}, ' if line.dismissed else ''}{apart}."
    )


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 11th."""
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
