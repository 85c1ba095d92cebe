"""Power: who may take which step, under what, after and until which other steps. A table of powers gives the options."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from custodiet.law.calendar import OutsideCalendar
from custodiet.law.matter import Matter, Option
from custodiet.law.steps import History, Key, Step, Track
from custodiet.law.steps.opening import CaseClosed, ReopenedByDirectorGeneral
from custodiet.law.steps.outcome import Quashed, Remitted
from custodiet.law.steps.people import AppealUnderOldRegulationsMade, ReviewApplied
from custodiet.law.vocabulary import Citation, Office, Term

Asks = Callable[[Matter, Key | None], bool]
Refuses = Callable[[Matter, Key | None], str]


def everywhere(matter: Matter, about: Key | None) -> bool:
    """Holds under every regime."""
    return True


def never(matter: Matter, about: Key | None) -> str:
    """Refuses nothing."""
    return ""


def anything(matter: Matter, step: Step) -> str:
    """Finds no fault with what the step says."""
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Power:
    """A power to take a step.

    `after`: one of these must stand in the record; `until`: none of these may; `once`: not twice on one track.
    `where`: whether the law that governs knows the power at all (if not, it is not offered). `unless`: why it may not
    be used now, or "". `admits`: what is wrong with what a given step says, or "". `variants`: the values among which
    the decision lies, each with why it is not open, or "".
    """

    step: type[Step]
    by: tuple[Office, ...]
    under: Citation
    after: tuple[type[Step], ...] = ()
    until: tuple[type[Step], ...] = ()
    once: bool = False
    where: Asks = everywhere
    unless: Refuses = never
    admits: Callable[[Matter, Step], str] = anything
    variants: Callable[[Matter, Key | None], Iterable[tuple[Term, str]]] | None = None
    even_closed: bool = False

    def options(self, matter: Matter) -> Iterator[Option]:
        """The options this power gives: one on each track it concerns, one for each variant."""
        for about in tracks(self.step, matter):
            if not self.where(matter, about):
                continue
            refused = self.refusal(matter, about)
            if self.variants is None:
                yield self._option(about, refused)
            else:
                for value, closed in self.variants(matter, about):
                    yield self._option(about, refused or closed, value)

    def _option(self, about: Key | None, refused: str, value: Term | None = None) -> Option:
        if refused and self.under.advises:
            return Option(self.step, self.by, self.under, about, advice=refused, value=value)
        return Option(self.step, self.by, self.under, about, refused, value=value)

    def refusal(self, matter: Matter, about: Key | None) -> str:
        """Why the step may not be taken now on that track, in words; "" where it may."""
        history = matter.history
        if not self.even_closed and (closed := closing(history)):
            return f"The case was closed on {british(closed.on)}. Correct that entry first if work is to go on."
        once = (self.step,) if self.once else ()
        for kind in (*self.until, *once):
            if stands := history.first(kind, about):
                return (
                    f"“{kind.title()}” already stands in the record on {british(stands.on)} ({self.under}). "
                    "If that entry is wrong, correct it, giving the reason."
                )
        if self.after and not history.any_of(self.after, about):
            wanted = " or ".join(f"“{kind.title()}”" for kind in self.after)
            return f"First comes {wanted}, which is not in the record ({self.under}). Enter that step with the day it happened."
        try:
            return self.unless(matter, about)
        except OutsideCalendar as beyond:
            return str(beyond)


REOPENS = (ReopenedByDirectorGeneral, ReviewApplied, AppealUnderOldRegulationsMade, Quashed, Remitted)


def closing(history: History) -> CaseClosed | None:
    """The closing that stands: the latest, unless a re-investigation, a review or a court has opened the case again since."""
    closed = history.latest(CaseClosed)
    if closed is None or any(isinstance(step, REOPENS) for step in history.after(closed)):
        return None
    return closed


def tracks(kind: type[Step], matter: Matter) -> tuple[Key | None, ...]:
    """The tracks on which a step of that kind can be taken now."""
    if kind.names_officer or kind.names_allegation:
        return (None,)
    match kind.track:
        case Track.OFFICER:
            return matter.history.officers
        case Track.ALLEGATION:
            return matter.history.allegations
        case _:
            return (None,)


def track_of(step: Step) -> Key | None:
    """The track on which a step is judged: a step that brings a new officer or allegation is judged on the whole case."""
    return None if step.names_officer or step.names_allegation else step.about


def options_of(powers: Iterable[Power], matter: Matter) -> list[Option]:
    """All options that a table of powers gives."""
    return [option for power in powers for option in power.options(matter)]


def british(day: date) -> str:
    """A day as British readers write it, for example 18 December 2023."""
    return f"{day.day} {day:%B %Y}"
