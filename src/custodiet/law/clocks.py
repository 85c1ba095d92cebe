"""Clock: what starts a period, how long it runs, what meets it, who owes it. A table of clocks gives the duties.

The numbers of the law stand in these tables, one clock for each time limit, named as in the table of time limits.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from custodiet.law.calendar import Formula, OutsideCalendar, Period, Unit
from custodiet.law.matter import Duty, DutyKind, Matter
from custodiet.law.powers import Asks, british, everywhere
from custodiet.law.steps import Key, Step, Track
from custodiet.law.steps.opening import ComplianceExcused, PeriodExtended
from custodiet.law.vocabulary import Citation, Office


@dataclass(frozen=True, slots=True)
class Start:
    """What set a clock running: the day, the step, and whether the record gives the day itself."""

    day: date
    step: Step
    exact: bool = True


Starts = Callable[[Matter, Key | None], Iterable[Start]]
WD, CD, WEEKS, MONTHS, YEARS = Unit.WORKING_DAYS, Unit.CALENDAR_DAYS, Unit.WEEKS, Unit.MONTHS, Unit.YEARS


def period(formula: str, amount: int | None, unit: Unit, upto: int | None = None) -> Period:
    """A period, written short: `period("F1", 5, WD)`; formula "" is a plain period, "back" counts back."""
    return Period(Formula(formula), amount, unit, upto)


AS_SOON_AS_PRACTICABLE = Period(Formula.FROM, None, Unit.ASAP)


def from_step(*kinds: type[Step], when: Callable[[Step], bool] | None = None, last_only: bool = False) -> Starts:
    """Starts on every step of those kinds (or only the latest) that satisfies `when`."""

    def starts(matter: Matter, about: Key | None) -> Iterator[Start]:
        found = [s for kind in kinds for s in matter.history.all(kind, about) if when is None or when(s)]
        found.sort(key=lambda step: step.on)
        for step in found[-1:] if last_only else found:
            yield Start(step.on, step, step.exact)

    return starts


def first_of(*kinds: type[Step], when: Callable[[Step], bool] | None = None) -> Starts:
    """Starts on the first step of those kinds that satisfies `when`."""
    every = from_step(*kinds, when=when)

    def starts(matter: Matter, about: Key | None) -> Iterator[Start]:
        yield from list(every(matter, about))[:1]

    return starts


def from_field(kind: type[Step], name: str, when: Callable[[Step], bool] | None = None) -> Starts:
    """Starts on the day that a field of the step names, or on the day of the step where the field is empty."""

    def starts(matter: Matter, about: Key | None) -> Iterator[Start]:
        for step in matter.history.all(kind, about):
            if when is None or when(step):
                day = getattr(step, name)
                yield Start(day or step.on, step, step.exact or day is not None)

    return starts


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A time limit.

    `starts` gives every start; each start is met by the first step in `met_by` that follows it and satisfies
    `meets` (`in_order`: that also stands after it in the record, where otherwise two of one day may stand in either order); it falls
    away if a step in `ends` follows before it is met. `where`: whether the law that governs knows it.
    `since` and `to` are the days between which it is the law for new cases. `confidence` travels in `under`.
    """

    id: str
    what: str
    period: Period
    under: Citation
    starts: Starts
    owed_by: Office
    owed_to: Office | None = None
    met_by: tuple[type[Step], ...] = ()
    meets: Callable[[Start, Step], bool] | None = None
    ends: tuple[type[Step], ...] = ()
    where: Asks = everywhere
    track: Track = Track.OFFICER
    kind: DutyKind = DutyKind.DUTY
    since: date | None = None
    to: date | None = None
    extra_days: Callable[[Matter, Start, Key | None], int] | None = None
    in_order: bool = False

    def duties(self, matter: Matter) -> Iterator[Duty]:
        """What this clock says of the matter: one duty for each start on each track.

        Where a start lies beyond the calendar, one duty says so in place of all of them.
        """
        for about in self._tracks(matter):
            try:
                found = [self._duty(matter, about, start) for start in self.starts(matter, about)] if self.where(matter, about) else []
            except OutsideCalendar as beyond:
                found = [self._made(about, matter.today, unknown=str(beyond))]
            yield from (duty for duty in found if duty)

    def _tracks(self, matter: Matter) -> tuple[Key | None, ...]:
        match self.track:
            case Track.OFFICER:
                return matter.history.officers
            case Track.ALLEGATION:
                return matter.history.allegations
            case _:
                return (None,)

    def _duty(self, matter: Matter, about: Key | None, start: Start) -> Duty | None:
        met = self._met(matter, about, start)
        if met is None and self._fallen_away(matter, about, start):
            return None
        if not start.exact:
            return self._made(about, start.day, met_on=met.on if met else None, unknown=self._unknown(start), asks=start.step)
        try:
            due, advice = self._due(matter, about, start)
            first, unknown = self.period.first(start.day), ""
        except OutsideCalendar as beyond:
            due, advice, first, unknown = None, "", None, str(beyond)
        return self._made(about, start.day, due=due, not_before=first, met_on=met.on if met else None, unknown=unknown, advice=advice)

    def _made(self, about: Key | None, began_on: date, *, due: date | None = None, advice: str = "", **more: Any) -> Duty:
        if self.under.advises:
            advice = f"{advice} {self.under} may advise only: its text is uncertain or was not read.".strip()
        return Duty(
            id=self.id, what=self.what, kind=self.kind, owed_by=self.owed_by, owed_to=self.owed_to, under=self.under,
            period=self.period.words, met_by=self.met_by, about=about, began_on=began_on, due=due, advice=advice, **more,
        )  # fmt: skip

    def _due(self, matter: Matter, about: Key | None, start: Start) -> tuple[date | None, str]:
        for step in matter.history.all(PeriodExtended, about):
            if step.clock == self.id and step.on >= start.day:
                return step.until, f"Moved to {british(step.until)}: {step.reason}"
        for excuse in matter.history.all(ComplianceExcused, about):
            if excuse.clock == self.id and excuse.on >= start.day:
                return None, f"Excused for exceptional circumstances: {excuse.reason}"
        due = self.period.last(start.day)
        if due and self.extra_days:
            due = _plus(due, self.extra_days(matter, start, about))
        return due, ""

    def _met(self, matter: Matter, about: Key | None, start: Start) -> Step | None:
        return next(
            (
                step
                for step in self._meeting(matter, start)
                if step.on >= start.step.on
                and step is not start.step
                and matter.history.concerns(step, about)
                and (self.meets is None or self.meets(start, step))
            ),
            None,
        )

    def _meeting(self, matter: Matter, start: Start) -> Iterator[Step]:
        """The steps of the kinds that can meet it, in order; of one kind, as is usual, straight from the history's index."""
        if len(self.met_by) == 1 and not self.in_order:
            return iter(matter.history.all(self.met_by[0]))
        steps = matter.history.after(start.step) if self.in_order else matter.history
        return (step for step in steps if isinstance(step, self.met_by))

    def _fallen_away(self, matter: Matter, about: Key | None, start: Start) -> bool:
        return any(isinstance(step, self.ends) and matter.history.concerns(step, about) for step in matter.history.after(start.step))

    def _unknown(self, start: Start) -> str:
        return (
            f"The day of “{start.step.title()}” is not in the record (between {british(start.step.earliest)} and "
            f"{british(start.step.on)}), so the last day cannot be computed. Enter the day."
        )


def _plus(day: date, number: int) -> date:
    return date.fromordinal(day.toordinal() + number)


def duties_of(clocks: Iterable[Clock], matter: Matter) -> list[Duty]:
    """All duties that a table of clocks gives."""
    return [duty for clock in clocks for duty in clock.duties(matter)]
