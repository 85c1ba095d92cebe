"""Warnings and reductions in rank: how long they last, and whether they counted on the day of the severity assessment.

The numbers stand in the clocks; the rules on outcomes and on the form of proceedings take them from here. A question is
answered True or False only where the record makes it certain, otherwise None: a refusal needs certainty.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from custodiet.law.calendar import DAY
from custodiet.law.clocks import CD, MONTHS, Clock, Start, Starts, from_field, period
from custodiet.law.instruments import REGULATIONS_2012, REGULATIONS_2020
from custodiet.law.matter import Duty, DutyKind, Matter
from custodiet.law.rules import standing
from custodiet.law.rules.standing import under_2012, under_2020
from custodiet.law.steps import Key, Step
from custodiet.law.steps.opening import SubjectIdentified
from custodiet.law.steps.outcome import CareerBreakTaken, Imposed
from custodiet.law.vocabulary import FormOfProceedings, Instrument, Office, Outcome, cite

LAST_DAY_2012 = REGULATIONS_2020 - DAY


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningClock(Clock):
    """A warning in force: it lasts the months for which it was given; the stated period is the standard one."""

    def _duty(self, matter: Matter, about: Key | None, start: Start) -> Duty | None:
        months = getattr(start.step, "months", None) or self.period.amount
        return Clock._duty(replace(self, period=replace(self.period, amount=months)), matter, about, start)

    def _due(self, matter: Matter, about: Key | None, start: Start) -> tuple[date | None, str]:
        due, advice = Clock._due(self, matter, about, start)
        if due is None or advice:
            return due, advice
        return due + timedelta(days=_days_of_career_breaks(matter, about, start.day, due)), advice


def _days_of_career_breaks(matter: Matter, about: Key | None, first: date, last: date) -> int:
    """The days of career break by which a warning is prolonged; a break that begins when it is over counts nothing.

    A day that two entries both name is left out once: the record may hold breaks from before overlapping ones were refused.
    """
    days, free = 0, first
    for taken in sorted(matter.history.all(CareerBreakTaken, about), key=lambda step: step.on):
        begins = max(taken.on, free)
        if begins <= last + timedelta(days=days):
            days += max((taken.ended_on - begins).days + 1, 0)
            free = max(free, taken.ended_on + DAY)
    return days


def _from_notification(outcome: Outcome) -> Starts:
    """Starts on the day the officer was notified of that outcome, as long as nothing has undone it."""

    def starts(matter: Matter, about: Key | None) -> Iterator[Start]:
        for step in standing.afresh(matter, Imposed, about):
            if step.outcome is outcome:
                yield Start(step.notified_on or step.on, step, step.exact or step.notified_on is not None)

    return starts


def _extended_from(matter: Matter, about: Key | None) -> Iterator[Start]:
    """An extension runs from the day on which the final written warning would have ended (CR12 35(8))."""
    subject = matter.subject(about)
    for step in standing.afresh(matter, Imposed, about):
        if step.outcome is Outcome.EXTENSION_OF_FINAL_WRITTEN_WARNING and subject and subject.final_warning_until:
            yield Start(subject.final_warning_until, step)


def _reduced(step: Step) -> bool:
    return isinstance(step, SubjectIdentified) and step.reduced_in_rank_on is not None


def _given_at_hearing(matter: Matter, about: Key | None) -> bool:
    return under_2020(matter, about) and not standing.is_form(matter, about, FormOfProceedings.MEETING)


WW = WarningClock(
    id="ww", what="written warning in force", period=period("F7", 18, MONTHS), under=cite(Instrument.CR20, "42(9)(a)"),
    starts=_from_notification(Outcome.WRITTEN_WARNING), where=under_2020, kind=DutyKind.IN_FORCE,
    owed_by=Office.OFFICER_CONCERNED, since=REGULATIONS_2020,
)  # fmt: skip
FWW = WarningClock(
    id="fww", what="final written warning in force", period=period("F7", 24, MONTHS), under=cite(Instrument.CR20, "42(9)(b); 62(4)(a)"),
    starts=_from_notification(Outcome.FINAL_WRITTEN_WARNING), where=under_2020, kind=DutyKind.IN_FORCE,
    owed_by=Office.OFFICER_CONCERNED, since=REGULATIONS_2020,
)  # fmt: skip
FWW_LONGEST = Clock(
    id="fww-max", what="final written warning, longest if given at a hearing", period=period("F7", 60, MONTHS),
    under=cite(Instrument.CR20, "42(10); 62(4)(b)"), starts=_from_notification(Outcome.FINAL_WRITTEN_WARNING),
    where=_given_at_hearing, kind=DutyKind.BAR, owed_by=Office.CHAIR, since=REGULATIONS_2020,
)  # fmt: skip
OLD_WW = WarningClock(
    id="old-ww", what="written warning in force", period=period("", 12, MONTHS), under=cite(Instrument.CR12, "3(3)(a), (4)"),
    starts=_from_notification(Outcome.WRITTEN_WARNING), where=under_2012, kind=DutyKind.IN_FORCE,
    owed_by=Office.OFFICER_CONCERNED, since=REGULATIONS_2012, to=LAST_DAY_2012,
)  # fmt: skip
OLD_FWW = WarningClock(
    id="old-fww", what="final written warning in force", period=period("", 18, MONTHS), under=cite(Instrument.CR12, "3(3)(b), (4)"),
    starts=_from_notification(Outcome.FINAL_WRITTEN_WARNING), where=under_2012, kind=DutyKind.IN_FORCE,
    owed_by=Office.OFFICER_CONCERNED, since=REGULATIONS_2012, to=LAST_DAY_2012,
)  # fmt: skip
OLD_EXTENSION = WarningClock(
    id="old-fww-extension", what="final written warning extended, once, in exceptional circumstances", period=period("", 18, MONTHS),
    under=cite(Instrument.CR12, "35(7)-(9), 55(3)-(5)"), starts=_extended_from, where=under_2012,
    kind=DutyKind.IN_FORCE, owed_by=Office.OFFICER_CONCERNED, since=REGULATIONS_2012, to=LAST_DAY_2012,
)  # fmt: skip
OLD_NOTICE_OF_DISMISSAL = Clock(
    id="old-dismissal-notice", what="dismissal with notice takes effect at the earliest", period=period("", 28, CD),
    under=cite(Instrument.CR12, "35(4)"), starts=_from_notification(Outcome.DISMISSAL_WITH_NOTICE),
    where=under_2012, kind=DutyKind.BAR, owed_by=Office.CHAIR, owed_to=Office.OFFICER_CONCERNED, since=REGULATIONS_2012, to=LAST_DAY_2012,
)  # fmt: skip
REDUCED_IN_RANK = Clock(
    id="reduced-in-rank", what="reduction in rank forces a hearing if less than", period=period("", 24, MONTHS),
    under=cite(Instrument.CR20, "23(10)(c)"), starts=from_field(SubjectIdentified, "reduced_in_rank_on", when=_reduced),
    where=under_2020, kind=DutyKind.BAR, owed_by=Office.APPROPRIATE_AUTHORITY, since=REGULATIONS_2020,
)  # fmt: skip
OLD_REDUCED_IN_RANK = Clock(
    id="old-reduced-in-rank", what="reduction in rank forces a hearing if less than", period=period("", 18, MONTHS),
    under=cite(Instrument.CR12, "19(9)(b)"), starts=from_field(SubjectIdentified, "reduced_in_rank_on", when=_reduced),
    where=under_2012, kind=DutyKind.BAR, owed_by=Office.APPROPRIATE_AUTHORITY, since=REGULATIONS_2012, to=LAST_DAY_2012,
)  # fmt: skip

LENGTHS: tuple[Clock, ...] = (WW, FWW, FWW_LONGEST, OLD_WW, OLD_FWW, OLD_EXTENSION, OLD_NOTICE_OF_DISMISSAL)
REDUCTIONS: tuple[Clock, ...] = (REDUCED_IN_RANK, OLD_REDUCED_IN_RANK)


def months_of(clock: Clock) -> int:
    """The months that the clock of a warning states."""
    assert clock.period.amount is not None
    return clock.period.amount


def written_warning_live(matter: Matter, about: Key | None) -> bool | None:
    """Whether a written warning was in force at the severity assessment; None where the record leaves it open."""
    subject = matter.subject(about)
    return _still_ran(matter, about, subject.warning_until if subject else None)


def final_warning_live(matter: Matter, about: Key | None) -> bool | None:
    """Whether a final written warning was in force at the severity assessment; None where the record leaves it open."""
    subject = matter.subject(about)
    return _still_ran(matter, about, subject.final_warning_until if subject else None)


def final_warning_extended(matter: Matter, about: Key | None) -> bool:
    """Whether the final written warning from another case was extended before (CR12 35(9))."""
    subject = matter.subject(about)
    return subject is not None and subject.final_warning_extended


def reduced_in_rank(matter: Matter, about: Key | None) -> date | None:
    """The day of an earlier reduction in rank, or None."""
    subject = matter.subject(about)
    return subject.reduced_in_rank_on if subject else None


def rank_clock(matter: Matter, about: Key | None) -> Clock:
    """The period after a reduction in rank in which misconduct goes to a hearing, under the Regulations that govern."""
    return OLD_REDUCED_IN_RANK if under_2012(matter, about) else REDUCED_IN_RANK


def reduced_lately(matter: Matter, about: Key | None) -> bool | None:
    """Whether the severity assessment fell within the period in which an earlier reduction in rank forces a hearing."""
    reduced = reduced_in_rank(matter, about)
    ends = rank_clock(matter, about).period.last(reduced) if reduced else None
    return _still_ran(matter, about, ends - DAY if ends else None)


def _still_ran(matter: Matter, about: Key | None, last: date | None) -> bool | None:
    """Whether something that ran until `last` still ran on the day of the severity assessment."""
    if last is None:
        return False
    assessed = standing.assessment(matter, about)
    if assessed is None:
        return None
    if assessed.on <= last:
        return True
    return False if assessed.earliest > last else None
