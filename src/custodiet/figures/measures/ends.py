"""How it ended: outcomes, those who went first, and the lists of the College."""

from collections.abc import Iterator

from custodiet.figures.measure import Measure, Sure, Unit
from custodiet.figures.measures.opening import MISCONDUCT, each_officer
from custodiet.figures.record import Counted, Record
from custodiet.law.rules import standing
from custodiet.law.steps import Key
from custodiet.law.steps.outcome import (
    Imposed,
    IncludedInAdvisoryList,
    IncludedInBarredList,
    OfficerLeft,
    StaffOutcomeDecided,
)
from custodiet.law.steps.people import DismissedOnVettingGrounds
from custodiet.law.steps.proceedings import ProceedingsWithdrawn
from custodiet.law.vocabulary import Departure, Outcome

COLLEGE = "College of Policing, Police dismissals: barred and advisory lists"
STAFF_DISMISSED, STAFF_OTHER = "staff: dismissed, or would have been", "staff: other outcome"
VETTING = "dismissed because clearance was withdrawn"
DISMISSED = (Outcome.DISMISSAL_WITH_NOTICE.value, Outcome.DISMISSAL_WITHOUT_NOTICE.value)
"""Dismissed while serving. “Would have been dismissed” stands apart, always."""
VALUES = (*(outcome.value for outcome in Outcome), VETTING, STAFF_DISMISSED, STAFF_OTHER)
RESIGNED, RETIRED = Departure.RESIGNED.value, Departure.RETIRED.value


def outcomes(record: Record) -> Iterator[Counted]:
    """The outcome of each officer that stands."""
    for officer in record.history.officers:
        imposed = gravest(record, officer)
        if imposed:
            yield Counted(record, imposed.on, officer, imposed.not_before, imposed.outcome.value)
        elif vetting := record.history.latest(DismissedOnVettingGrounds, officer):
            yield Counted(record, vetting.on, officer, vetting.not_before, VETTING)
        elif staff := record.history.latest(StaffOutcomeDecided, officer):
            yield Counted(record, staff.on, officer, staff.not_before, STAFF_DISMISSED if staff.dismissed else STAFF_OTHER)


def gravest(record: Record, officer: Key) -> Imposed | None:
    """The outcome that stands for that officer: of those that nothing has undone the gravest, as the vocabulary lists them."""
    standing_ones = standing.afresh(record.matter, Imposed, officer)
    order = list(Outcome)
    return max(standing_ones, key=lambda step: (_GRAVITY.get(step.outcome, order.index(step.outcome)), step.on), default=None)


_GRAVITY = {Outcome.CASE_DISMISSED: -2, Outcome.RETURNED_TO_AUTHORITY: -1}
"""The two that stand last in the vocabulary and are no outcome against the officer."""


def _dismissed(record: Record) -> Iterator[Counted]:
    for one in outcomes(record):
        if one.value in (*DISMISSED, VETTING):
            yield one


def _would_have_been(record: Record) -> Iterator[Counted]:
    for one in outcomes(record):
        if one.value == Outcome.WOULD_HAVE_BEEN_DISMISSED.value:
            yield one


def left_first(record: Record) -> Iterator[Counted]:
    """Who resigned or retired while the case ran and before any outcome."""
    for officer in record.history.officers:
        left = record.history.first(OfficerLeft, officer)
        if left is None or left.how not in (Departure.RESIGNED, Departure.RETIRED):
            continue
        before = record.history.before(left)
        if not before.any_of((Imposed, StaffOutcomeDecided, ProceedingsWithdrawn), officer):
            yield Counted(record, left.on, officer, left.not_before, left.how.value)


MEASURES = (
    Measure(
        key="outcomes", title="Outcomes", unit=Unit.PEOPLE, source=MISCONDUCT, sure=Sure.PUBLISHED,
        definition="People by the outcome that stands, the gravest where there are several, on the day it was imposed. What a court, a "
        "tribunal or an appeal has undone does not count.",
        sentence="In {period} outcomes were imposed on {n:,} people.", count=outcomes, values=VALUES,
    ),
    Measure(
        key="dismissed", title="Dismissed", unit=Unit.PEOPLE, source=COLLEGE, sure=Sure.PUBLISHED,
        definition="People dismissed while serving, with or without notice or because vetting clearance was withdrawn. Those who would "
        "have been dismissed had they not left are never among them.",
        sentence="In {period} {n:,} people were dismissed.", count=_dismissed, values=(*DISMISSED, VETTING),
    ),
    Measure(
        key="would-have-been-dismissed", title="Would have been dismissed", unit=Unit.PEOPLE, source=COLLEGE, sure=Sure.PUBLISHED,
        definition="Former officers and staff of whom it was found that they would have been dismissed had they still served.",
        sentence="In {period} it was found of {n:,} people that they would have been dismissed had they not left.",
        count=_would_have_been,
    ),
    Measure(
        key="left-first", title="Resigned or retired before the end", unit=Unit.PEOPLE, source=MISCONDUCT, sure=Sure.ADAPTED,
        definition="People who resigned or retired while the case ran, before any outcome and before the case against them was withdrawn.",
        sentence="In {period} {n:,} people resigned or retired before their case had ended.", count=left_first,
        values=(RESIGNED, RETIRED),
    ),
    Measure(
        key="barred", title="Entered in the barred list", unit=Unit.PEOPLE, source=COLLEGE, sure=Sure.PUBLISHED,
        definition="People included in the police barred list, on the day of inclusion.",
        sentence="In {period} {n:,} people were included in the barred list.",
        count=each_officer(IncludedInBarredList),
    ),
    Measure(
        key="advisory", title="Entered in the advisory list", unit=Unit.PEOPLE, source=COLLEGE, sure=Sure.PUBLISHED,
        definition="People included in the police advisory list, on the day of inclusion.",
        sentence="In {period} {n:,} people were included in the advisory list.",
        count=each_officer(IncludedInAdvisoryList),
    ),
)  # fmt: skip
