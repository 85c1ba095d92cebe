"""The face of the law: `position(history, today)`, `admit(history, step, by, today)`, `correct(...)`.

All rules are asked about each matter that the record leaves open (`worlds`), and what differs between them comes back as a question.
What may be recorded is judged in `admission`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from custodiet.law.admission import NotOpen, admit, correct
from custodiet.law.instruments import LADDERS, NOT_FORMALISED, Ladder, Regime
from custodiet.law.matter import Duty, DutyKind, Matter, Option
from custodiet.law.rules import RULES
from custodiet.law.stages import stage_of
from custodiet.law.steps import History, Key, Step
from custodiet.law.vocabulary import Citation, Stage
from custodiet.law.worlds import DECIDING_DAYS, possible_matters

__all__ = ["Governing", "NotOpen", "Position", "Question", "admit", "correct", "position", "possible_matters"]


@dataclass(frozen=True, slots=True)
class Question:
    """Something that is not in the record and on which something depends; `asks` is the step whose day is not exact."""

    what: str
    why: str
    under: Citation | None = None
    about: Key | None = None
    asks: Step | None = None


@dataclass(frozen=True, slots=True)
class Governing:
    """What one ladder answers for one officer: one regime, or several while the record leaves it open."""

    ladder: Ladder
    officer: Key | None
    regimes: tuple[Regime, ...]

    @property
    def settled(self) -> bool:
        """Whether the record leaves only one answer."""
        return len(self.regimes) == 1


@dataclass(frozen=True, slots=True)
class Position:
    """Where a case stands in law on a day: stage, regimes, options, duties, questions."""

    today: date
    stage: Stage
    stages: dict[Key, Stage]
    governing: tuple[Governing, ...]
    options: tuple[Option, ...]
    duties: tuple[Duty, ...]
    questions: tuple[Question, ...]

    @property
    def open_duties(self) -> tuple[Duty, ...]:
        """What is owed and not met, the earliest day first; days that are not fixed come last."""
        owed = [d for d in self.duties if d.open and d.kind is DutyKind.DUTY]
        return tuple(sorted(owed, key=lambda duty: duty.due or date.max))

    @property
    def windows(self) -> tuple[Duty, ...]:
        """What may still be done, and until when."""
        return tuple(d for d in self.duties if d.open and d.kind is DutyKind.WINDOW and (not d.due or d.due >= self.today))

    @property
    def in_force(self) -> tuple[Duty, ...]:
        """Warnings and other effects that last today."""
        return tuple(d for d in self.duties if d.open and d.kind is DutyKind.IN_FORCE and (not d.due or d.due >= self.today))

    @property
    def next_due(self) -> date | None:
        """The earliest day by which something is owed."""
        return next((duty.due for duty in self.open_duties if duty.due), None)

    def option(self, step: type[Step], about: Key | None = None, value: Any = None) -> Option | None:
        """The option for that step on that track, an open one before a refused one."""
        found = [o for o in self.options if o.step is step and about in (None, o.about) and value in (None, o.value)]
        return next((o for o in found if o), next(iter(found), None))

    def regimes(self, ladder: Ladder, officer: Key | None = None) -> tuple[Regime, ...]:
        """The regimes that may govern on that ladder for that officer (the first officer if none is named)."""
        return next((g.regimes for g in self.governing if g.ladder is ladder and officer in (None, g.officer)), ())


def position(history: History, today: date) -> Position:
    """Where the case stands on that day. Steps that take effect later than `today` are left out."""
    standing = history.until(today)
    matters = possible_matters(standing, today)
    governing = tuple(_governing(matters, standing))
    questions = [*_questions_of_regime(standing, governing), *_questions_of_form(governing)]
    duties = _merged_duties(matters)
    questions += [Question(duty.what, duty.unknown, duty.under, duty.about, duty.asks) for duty in _asking(duties)]
    return Position(
        today=today,
        stage=stage_of(standing, None),
        stages={officer: stage_of(standing, officer) for officer in standing.officers},
        governing=governing,
        options=tuple(_merged_options(matters)),
        duties=tuple(duties),
        questions=tuple(dict.fromkeys(questions)),
    )


def _governing(matters: list[Matter], history: History) -> Iterator[Governing]:
    for officer in history.officers or (None,):
        for ladder in LADDERS:
            yield Governing(ladder, officer, tuple(dict.fromkeys(m.regime(ladder, officer) for m in matters)))


def _questions_of_regime(history: History, governing: Iterable[Governing]) -> Iterator[Question]:
    unsettled = [g for g in governing if not g.settled]
    days = [step for step in history if not step.exact and isinstance(step, DECIDING_DAYS)]
    for g in unsettled:
        names = " or ".join(f"“{step.title()}”" for step in days)
        regimes = "; or: ".join(regime.words for regime in g.regimes)
        yield Question(
            f"On which day was {names}?",
            f"{g.ladder.question} On that day turns: {regimes}.",
            g.regimes[0].under,
            g.officer,
            days[0] if days else None,
        )


def _questions_of_form(governing: Iterable[Governing]) -> Iterator[Question]:
    for g in governing:
        if g.settled and g.regimes[0] is NOT_FORMALISED:
            yield Question(g.ladder.question, f"The answer is {NOT_FORMALISED.words}.", NOT_FORMALISED.under, g.officer)


def _asking(duties: Iterable[Duty]) -> Iterator[Duty]:
    """The duties whose last day waits for a day that is not known; a mere threshold asks for nothing."""
    return (duty for duty in duties if duty.unknown and duty.open and duty.kind is not DutyKind.BAR)


def _merged_options(matters: list[Matter]) -> Iterator[Option]:
    found: dict[tuple[Any, ...], list[Option]] = {}
    for matter in matters:
        for rules in RULES:
            for option in rules.options(matter):
                found.setdefault(option.key, []).append(option)
    for same in found.values():
        yield _merged(same, len(matters))


def _merged(same: list[Option], worlds: int) -> Option:
    allowed = next((option for option in same if option), None)
    if allowed is None or (all(same) and len(same) == worlds):
        return allowed or same[0]
    refused = next((option.refused for option in same if not option), "the other regulations do not know this step")
    doubt = f"Depends on a day that is not in the record; on some days it would not be open: {refused}"
    return replace(allowed, advice=f"{allowed.advice} {doubt}".strip())


def _merged_duties(matters: list[Matter]) -> list[Duty]:
    found: dict[tuple[Any, ...], Duty] = {}
    worlds: dict[tuple[Any, ...], list[Matter]] = {}
    for matter in matters:
        for rules in RULES:
            for duty in rules.duties(matter):
                found.setdefault(duty.key, duty)
                worlds.setdefault(duty.key, []).append(matter)
    doubt = "Owed only under one of the regimes that the record leaves open."
    everywhere = len(matters)
    return [
        duty if len(worlds[key]) >= everywhere else replace(duty, advice=f"{duty.advice} {doubt}".strip()) for key, duty in found.items()
    ]
