"""Matter, what every rule is asked about; Option and Duty, what every rule answers."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from custodiet.law import instruments
from custodiet.law.instruments import Ladder, Regime
from custodiet.law.steps import History, Key, Step
from custodiet.law.steps.investigation import ModeOfInvestigationDetermined
from custodiet.law.steps.opening import SubjectIdentified
from custodiet.law.vocabulary import Citation, ModeOfInvestigation, Office, Term


@dataclass(frozen=True, slots=True)
class Matter:
    """A history, the day it is looked at, and the law that governs it.

    `supposed` is the history in which inexact days were taken as one of the days they can have been; only the choice
    of regime looks at it. Everything else asks `history`.
    """

    history: History
    today: date
    supposed: History
    _regimes: dict[tuple[str, Key | None], Regime] = field(default_factory=dict, compare=False, repr=False)

    def regime(self, ladder: Ladder, about: Key | None = None) -> Regime:
        """The regime of that ladder for the officer behind `about`; for the whole case, that of the first officer."""
        officer = self.history.officer_of(about) or next(iter(self.history.officers), None)
        known = self._regimes.get((ladder.name, officer))
        if known is None:
            known = self._regimes[(ladder.name, officer)] = ladder.governing(self.supposed, officer, self.today)
        return known

    def conduct_is(self, about: Key | None, *regimes: Regime) -> bool:
        """Whether the Conduct Regulations that govern are among these."""
        return self.regime(instruments.CONDUCT, about) in regimes

    def is_former(self, about: Key | None) -> bool:
        """Whether the person left before an outcome and is within the regime of former officers."""
        return self.regime(instruments.FORMER, about) in (instruments.FORMER_2017, instruments.FORMER_2025)

    def subject(self, about: Key | None) -> SubjectIdentified | None:
        """What the record says of the person complained of."""
        officer = self.history.officer_of(about)
        return self.history.latest(SubjectIdentified, officer) if officer else None

    def mode(self, about: Key | None = None) -> ModeOfInvestigation | None:
        """The form of investigation determined last."""
        determined = self.history.latest(ModeOfInvestigationDetermined, about)
        return determined.mode if determined else None


@dataclass(frozen=True, slots=True)
class Option:
    """A step that may, or may not, be taken next. `bool(option)`: it may. `refused` says why not, in words."""

    step: type[Step]
    by: tuple[Office, ...]
    under: Citation
    about: Key | None = None
    refused: str = ""
    advice: str = ""
    value: Term | None = None

    def __bool__(self) -> bool:
        return not self.refused

    @property
    def key(self) -> tuple[Any, ...]:
        """What makes two options the same option."""
        return (self.step, self.about, self.value, self.by, self.under.text)


class DutyKind(Term):
    """What a period is: something owed, something one may do until, something one may not do before, an effect."""

    DUTY = "duty"
    WINDOW = "window"
    BAR = "bar"
    IN_FORCE = "in force"


@dataclass(frozen=True, slots=True)
class Duty:
    """Something owed, open, barred or in force until a day. `due` is None where no day can be or is fixed.

    `met_by` are the kinds of step that discharge it; `asks` is the step whose day must be known before it can be counted.
    """

    id: str
    what: str
    kind: DutyKind
    owed_by: Office
    owed_to: Office | None
    due: date | None
    under: Citation
    began_on: date
    about: Key | None = None
    not_before: date | None = None
    met_on: date | None = None
    period: str = ""
    unknown: str = ""
    advice: str = ""
    met_by: tuple[type[Step], ...] = ()
    asks: Step | None = None

    @property
    def open(self) -> bool:
        """Not met yet."""
        return self.met_on is None

    def overdue(self, today: date) -> bool:
        """Owed, not met, and the last day is past."""
        return self.kind is DutyKind.DUTY and self.open and self.due is not None and self.due < today

    @property
    def late(self) -> bool:
        """Met, but after the last day."""
        return self.met_on is not None and self.due is not None and self.met_on > self.due

    @property
    def key(self) -> tuple[Any, ...]:
        """What makes two duties the same duty."""
        return (self.id, self.about, self.began_on)
