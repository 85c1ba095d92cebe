"""The face of the law: `position(history, today)`, `admit(history, step, by, today)`, `correct(...)`.

Inexact days are resolved here and nowhere else: every choice of regime that the record leaves open becomes one matter,
all rules are asked about each, and what differs between them comes back as a question. A refusal needs certainty.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from typing import Any

from custodiet.law import instruments
from custodiet.law.calendar import DAY, OutsideCalendar, add_months
from custodiet.law.instruments import GAPS, LADDERS, NOT_FORMALISED, THRESHOLDS, Ladder, Regime
from custodiet.law.matter import Duty, DutyKind, Matter, Option
from custodiet.law.powers import Power, british, track_of
from custodiet.law.rules import RULES
from custodiet.law.stages import stage_of
from custodiet.law.steps import History, Key, Step
from custodiet.law.steps.opening import CameToAttention, ComplaintMade, ReopenedByDirectorGeneral
from custodiet.law.steps.outcome import OfficerLeft
from custodiet.law.steps.people import VettingMatterArose
from custodiet.law.steps.proceedings import NoticeOfReferralServed
from custodiet.law.vocabulary import Citation, Office, Stage

DECIDING_DAYS = (
    ComplaintMade,
    CameToAttention,
    ReopenedByDirectorGeneral,
    NoticeOfReferralServed,
    OfficerLeft,
    VettingMatterArose,
)
MAY_PRECEDE_THE_MATTER = (OfficerLeft,)


class NotOpen(Exception):
    """The step may not be taken. `str()` is the law's reason; `under` the provision, where there is one."""

    def __init__(self, reason: str, under: Citation | None = None) -> None:
        super().__init__(reason)
        self.reason, self.under = reason, under


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


def possible_matters(history: History, today: date) -> list[Matter]:
    """One matter for each set of regimes that the record leaves open; usually one."""
    inexact = {i: step for i, step in enumerate(history) if not step.exact and isinstance(step, DECIDING_DAYS)}
    found: dict[tuple[Regime, ...], Matter] = {}
    for days in product(*(_days_to_suppose(step, history) for step in inexact.values())):
        supposed = history.supposing(dict(zip(inexact, days, strict=True))) if inexact else history
        matter = Matter(history, today, supposed)
        officers: tuple[Key | None, ...] = history.officers or (None,)
        found.setdefault(tuple(matter.regime(ladder, officer) for ladder in LADDERS for officer in officers), matter)
    return list(found.values())


def _days_to_suppose(step: Step, history: History) -> list[date]:
    """The days within the step's interval on which a transitional provision can turn, and both its ends."""
    turning = set(THRESHOLDS)
    for other in history:
        if isinstance(other, DECIDING_DAYS) and other is not step:
            turning |= {other.on, other.earliest, *(add_months(other.on, gap * way) for gap in GAPS for way in (1, -1))}
    turning |= {day + DAY for day in turning}  # what counts "until that day" turns on the day after
    return sorted({step.earliest, step.on} | {day for day in turning if step.earliest < day < step.on})


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


def admit(history: History, step: Step, by: Office | None, today: date) -> History:
    """The history with that step, or `NotOpen` with the law's reason.

    `by` is the office that decides; None only re-checks what was admitted before. A step dated before others is judged
    by what stood in the record on its day, and every later step must still be lawful after it.
    """
    _check_day(history, step, today)
    _check_about(history, step)
    _check_open(history.until(step.on), step, by)
    result = history.with_step(step)
    _replay(history, result, [later for later in history if later.on > step.on], today)
    return result


def _check_open(earlier: History, step: Step, by: Office | None) -> None:
    """Raise `NotOpen` where no law that may govern lets the step follow on those before it."""
    matters = possible_matters(earlier, step.on)
    try:
        verdicts = [_verdict(matter, step, by) for matter in matters]
    except OutsideCalendar as beyond:
        raise NotOpen(str(beyond)) from beyond
    if all(verdicts):
        raise verdicts[0] or NotOpen("")


def correct(history: History, struck: Step, replacement: Step | None, by: Office, today: date) -> History:
    """The history with one step struck out and, if given, another in its place; later steps must still be lawful.

    What keeps its day keeps its place among the steps of that day, so that those which rest on it still stand behind it.
    """
    later = list(history.after(struck))
    if replacement is not None and replacement.on == struck.on:
        before = history.before(struck)
        _check_day(history.without(struck), replacement, today)
        _check_about(history.without(struck), replacement)
        _check_open(before, replacement, by)
        result = History((*before, replacement, *later))
    else:
        rest = history.without(struck)
        result = admit(rest, replacement, by, today) if replacement else rest
    _replay(history, result, later, today)
    return result


def _replay(before: History, after: History, later: Iterable[Step], today: date) -> None:
    """See that every later step that was lawful before the change is lawful after it.

    What would have been refused without the change is no fault of it: a rule that was sharpened since must not lock
    the cases that were decided while it asked for less.
    """
    for step in later:
        refusal = _refusal(after, step, today)
        if refusal and not _refusal(before, step, today):
            raise NotOpen(
                f"“{step.title()}” of {british(step.on)} rests on this and would no longer be lawful: {refusal.reason} "
                "Correct that entry first.",
                refusal.under,
            ) from refusal


def _refusal(history: History, step: Step, today: date) -> NotOpen | None:
    """Why a step of that history would not be admitted where it stands."""
    try:
        admit(history.before(step), step, None, today)
    except NotOpen as refusal:
        return refusal
    return None


def _check_day(history: History, step: Step, today: date) -> None:
    if step.on > today:
        raise NotOpen(
            f"{british(step.on)} lies in the future (today is {british(today)}). A step is entered when it has been taken; "
            "enter the day on which it was."
        )
    if history and step.on < history[0].on and not isinstance(step, (*DECIDING_DAYS, *MAY_PRECEDE_THE_MATTER)):
        raise NotOpen(
            f"{british(step.on)} lies before the matter began (“{history[0].title()}”, {british(history[0].on)}). "
            "Check the year, or correct the opening step first."
        )


def _check_about(history: History, step: Step) -> None:
    known = (*history.officers, *history.allegations)
    if step.names_officer or step.names_allegation:
        if not step.about:
            raise NotOpen(f"“{step.title()}” needs a name of its own in the case (for example officer-1). Give it one.")
        officer = getattr(step, "officer", "")
        if officer and officer not in history.officers:
            raise NotOpen(f"“{officer}” is not among the persons complained of in this case. Identify that person first.")
        return
    if step.about is not None and step.about not in known:
        raise NotOpen(
            f"“{step.about}” is neither an officer nor an allegation of this case. Choose one of: {', '.join(known) or 'none yet'}."
        )
    if step.about is None and type(step).track.value != "the case":
        raise NotOpen(f"“{step.title()}” concerns {type(step).track.value}. Say which: {', '.join(known) or 'none is in the record yet'}.")


def _verdict(matter: Matter, step: Step, by: Office | None) -> NotOpen | None:
    """Why the step may not be taken in that matter, or None where it may."""
    refused: NotOpen | None = None
    of_others: list[Power] = []
    for power in _powers_for(step):
        if not power.where(matter, track_of(step)):
            continue
        if by is not None and by not in power.by:
            of_others.append(power)
            continue
        reason = power.refusal(matter, track_of(step)) or power.admits(matter, step)
        if not reason or power.under.advises:
            return None
        refused = NotOpen(reason, power.under)
    if refused is None and by is not None and of_others:
        return _for_others(step, by, of_others)
    return refused or NotOpen(_not_known(matter, step))


def _for_others(step: Step, by: Office, powers: list[Power]) -> NotOpen:
    who = " or the ".join(dict.fromkeys(office.value for power in powers for office in power.by))
    first, *_ = (power.under for power in powers)
    return NotOpen(
        f"The {by.value} may not take this step: “{step.title()}” is for the {who} ({first}). "
        "Ask the holder of that office, or choose the office under which it was decided.",
        first,
    )


def _powers_for(step: Step) -> list[Power]:
    return [power for rules in RULES for power in rules.POWERS if power.step is type(step)]


def _not_known(matter: Matter, step: Step) -> str:
    left = matter.history.latest(OfficerLeft, step.about)
    if left is not None and step.about is not None:
        return (
            f"The person left the force on {british(left.on)}, and “{step.title()}” is for those who serve "
            f"({', '.join(dict.fromkeys(str(power.under) for power in _powers_for(step))) or 'no provision'}). "
            "If that day is wrong, correct “Officer left the force”; if this was done before it, enter the day on which it was."
        )
    regime = matter.regime(instruments.CONDUCT, step.about)
    return (
        f"“{step.title()}” is not a step that the rules of this case know: {regime.words} ({regime.under}). "
        "Check the day the matter came to attention and the capacity of the person, on which the rules turn."
    )
