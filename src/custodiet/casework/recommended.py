"""Recommendations of overseers as the pages show them: what each asks, by when, what the force answered, and where that shows."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from custodiet.casework.access import Access, NotThere
from custodiet.casework.jobs import Permission, permissions
from custodiet.casework.models import Answered, Recommendation, RecommendationAnswer
from custodiet.casework.queries import consulted, opening
from custodiet.law.vocabulary import Term


class Standing(Term):
    """How a recommendation stands."""

    WAITING = "not answered"
    ACCEPTED = "accepted, not done yet"
    REFUSED = "refused"
    DONE = "done"


STANDS = {Answered.ACCEPTED: Standing.ACCEPTED, Answered.REFUSED: Standing.REFUSED, Answered.DONE: Standing.DONE}


@dataclass(frozen=True, slots=True, kw_only=True)
class RecommendationLine:
    """A recommendation with its answers. `done_on` is the day on which nothing more was owed, if it came."""

    row: Recommendation
    stands: Standing
    answers: tuple[RecommendationAnswer, ...]
    done_on: date | None


def recommendations(access: Access) -> tuple[RecommendationLine, ...]:
    """Every recommendation, what is still owed first, by its day."""
    with transaction.atomic():
        lines = [_line(row) for row in _rows(access)]
        consulted(access, None, "recommendations", ["recommendations", "answers"])
    return tuple(sorted(lines, key=lambda line: (line.done_on is not None, line.row.due, line.row.pk)))


@opening
def recommendation(access: Access, number: str) -> RecommendationLine:
    """One of them."""
    row = row_of(access, number)
    consulted(access, None, f"recommendation {row.pk}", ["recommendations", "answers"])
    return _line(row)


def row_of(access: Access, number: str) -> Recommendation:
    """The row of that number, or `NotThere`."""
    row = _rows(access).filter(pk=int(number)).first() if number.isdigit() else None
    if row is None:
        raise NotThere
    return row


def standing(answers: tuple[RecommendationAnswer, ...]) -> Standing:
    """How it stands by the last of its answers."""
    return STANDS[Answered(answers[-1].answer)] if answers else Standing.WAITING


def _rows(access: Access) -> QuerySet[Recommendation]:
    if Permission.RECOMMENDED not in permissions(access.user):
        return Recommendation.objects.none()
    return Recommendation.objects.select_related("by").prefetch_related("answers__by")


def _line(row: Recommendation) -> RecommendationLine:
    answers = tuple(row.answers.all())
    stands = standing(answers)
    return RecommendationLine(
        row=row, stands=stands, answers=answers, done_on=answers[-1].on if stands in (Standing.DONE, Standing.REFUSED) else None
    )  # fmt: skip
