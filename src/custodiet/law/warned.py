"""The register of warnings: of a history every warning with its first and last day, and whether it was in force on a given day.

A pure reading of the clocks of `rules/service_record.py`: career breaks left out, extensions, and the Regulations under which it was
given (months 12 and 18 under those of 2012, 18 and 24 or up to 60 under those of 2020). The day that matters is that of the severity
assessment of the later matter (CR20 23(10), 42(5)-(8); CR12 35(5)-(9)). What a court or an appeal undid was never in force.
"""

from dataclasses import dataclass
from datetime import date

from custodiet.law.position import position
from custodiet.law.steps import History, Key, Step
from custodiet.law.steps.investigation import SeverityAssessed
from custodiet.law.steps.opening import SubjectIdentified
from custodiet.law.steps.outcome import CareerBreakTaken
from custodiet.law.vocabulary import Citation, Instrument, Outcome, cite

OF_CLOCK = {
    "ww": Outcome.WRITTEN_WARNING,
    "fww": Outcome.FINAL_WRITTEN_WARNING,
    "old-ww": Outcome.WRITTEN_WARNING,
    "old-fww": Outcome.FINAL_WRITTEN_WARNING,
    "old-fww-extension": Outcome.FINAL_WRITTEN_WARNING,
}
READ_AT = cite(Instrument.CR20, "23(10), 42(5)-(8), 62(3)")
"""Under what a warning is read at the day of the severity assessment."""


@dataclass(frozen=True, slots=True)
class Warned:
    """One warning. `last` is None where no day can be computed, and `unknown` then says why and what to enter.

    `breaks` are the career breaks that were left out; `told` says that the record of a case only repeats it, as of another case.
    """

    officer: Key
    outcome: Outcome
    first: date
    last: date | None
    under: Citation
    period: str = ""
    breaks: tuple[tuple[date, date], ...] = ()
    unknown: str = ""
    advice: str = ""
    told: bool = False

    def in_force_on(self, day: date) -> bool | None:
        """Whether it was in force on that day, the first and the last included; None where the record leaves it open."""
        if day < self.first:
            return None if self.unknown or self.told else False
        return None if self.last is None else day <= self.last


def warnings(history: History, today: date) -> tuple[Warned, ...]:
    """The warnings given in that history by that day, and those that it says were given elsewhere, in the order of their first day."""
    known = history.until(today)
    given = [
        Warned(
            officer=duty.about, outcome=OF_CLOCK[duty.id], first=duty.began_on, last=duty.due, under=duty.under, period=duty.period,
            breaks=_breaks(known, duty.about, duty.began_on, duty.due), unknown=duty.unknown, advice=duty.advice,
        )
        for duty in position(known, today).duties if duty.id in OF_CLOCK and duty.about is not None
    ]  # fmt: skip
    return tuple(sorted([*given, *_told(known)], key=lambda each: (each.first, each.outcome)))


def _breaks(history: History, officer: Key, first: date, last: date | None) -> tuple[tuple[date, date], ...]:
    """The career breaks that touch the warning, each from its first day within it."""
    taken = sorted((max(each.on, first), each.ended_on) for each in history.all(CareerBreakTaken, officer))
    return tuple((on, ended) for on, ended in taken if on <= ended and (last is None or on <= last))


def _told(history: History) -> list[Warned]:
    latest = {said.about: said for said in history.all(SubjectIdentified) if said.about}
    found = []
    for officer, said in latest.items():
        days = ((Outcome.WRITTEN_WARNING, said.warning_until), (Outcome.FINAL_WRITTEN_WARNING, said.final_warning_until))
        found += [Warned(officer, outcome, said.on, last, READ_AT, told=True) for outcome, last in days if last is not None]
    return found


def read_on(history: History, officer: Key) -> Step | None:
    """The step on whose day warnings are read in that matter: the first severity assessment of the officer, or None."""
    return history.first(SeverityAssessed, officer)
