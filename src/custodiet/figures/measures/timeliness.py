"""How long it took: from the day it came to attention to the notice, to the hearing, to the end."""

from collections.abc import Callable, Iterator
from datetime import date

from custodiet.figures.measure import Measure, Sure, Unit
from custodiet.figures.measures.ends import gravest
from custodiet.figures.measures.opening import MISCONDUCT
from custodiet.figures.record import Counted, Record
from custodiet.law.rules import standing
from custodiet.law.steps import Key, Step
from custodiet.law.steps.investigation import NoticeServed
from custodiet.law.steps.opening import CameToAttention, CaseClosed, ComplaintMade
from custodiet.law.steps.outcome import StaffOutcomeDecided

YEAR = 365
"""Twelve months, in days: the period after which an investigation has to be explained (CMR20 reg. 13)."""
Ends = Callable[[Record, Key], Step | None]


def attention(record: Record) -> Step | None:
    """The step with which the matter came to attention."""
    begun = [step for kind in (ComplaintMade, CameToAttention) if (step := record.history.first(kind))]
    return min(begun, key=lambda step: step.on, default=None)


def _between(ends: Ends) -> Callable[[Record], Iterator[Counted]]:
    """From attention to that end, for each officer; counted on the day of the end. Where a day is inexact nothing is measured."""

    def count(record: Record) -> Iterator[Counted]:
        began = attention(record)
        if began is None:
            return
        for officer in record.history.officers:
            ended = ends(record, officer)
            if ended and ended.on >= began.on:
                exact = began.exact and ended.exact
                yield Counted(record, ended.on, officer, ended.not_before, days=_days(began.on, ended.on) if exact else None)

    return count


def _days(first: date, last: date) -> int:
    return (last - first).days


def _notice(record: Record, officer: Key) -> Step | None:
    return record.history.first(NoticeServed, officer)


def _hearing(record: Record, officer: Key) -> Step | None:
    return standing.hearing(record.matter, officer)


def _end(record: Record, officer: Key) -> Step | None:
    return gravest(record, officer) or record.history.latest(StaffOutcomeDecided, officer) or record.history.latest(CaseClosed)


MEASURES = (
    Measure(
        key="time-to-notice", title="From attention to the notice of investigation", unit=Unit.PEOPLE, source="CR20 reg. 17; CMR20 reg. 17",
        sure=Sure.OWN, within=28,
        definition="Days from the day the matter came to attention to the first notice of investigation given to the officer, for notices "
        "given in the period. The law says as soon as practicable; 28 days is a wish, not a limit.",
        sentence="In {period} {n:,} people were given notice of investigation.", count=_between(_notice),
    ),
    Measure(
        key="time-to-hearing", title="From attention to the hearing or meeting", unit=Unit.PEOPLE, source=MISCONDUCT, sure=Sure.ADAPTED,
        within=YEAR,
        definition="Days from the day the matter came to attention to the first day of the hearing or meeting, for those that began in the "
        "period.",
        sentence="In {period} hearings or meetings began for {n:,} people.", count=_between(_hearing),
    ),
    Measure(
        key="time-to-end", title="From attention to the end", unit=Unit.PEOPLE, source=MISCONDUCT, sure=Sure.ADAPTED, within=YEAR,
        definition="Days from the day the matter came to attention to the outcome or the closing of the case, for cases that ended in the "
        "period.",
        sentence="In {period} the cases of {n:,} people ended.", count=_between(_end),
    ),
)  # fmt: skip
