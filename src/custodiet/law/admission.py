"""Whether a step may be taken, struck out or replaced: by the rules of every matter that the record leaves open, and by what stands later.

A refusal needs certainty: what one possible matter allows is not refused.
"""

from collections.abc import Iterable
from datetime import date

from custodiet.law import instruments
from custodiet.law.calendar import OutsideCalendar
from custodiet.law.matter import Matter
from custodiet.law.powers import Power, british, track_of
from custodiet.law.rules import RULES
from custodiet.law.steps import History, Step
from custodiet.law.steps.outcome import OfficerLeft
from custodiet.law.vocabulary import Citation, Office
from custodiet.law.worlds import DECIDING_DAYS, possible_matters

MAY_PRECEDE_THE_MATTER = (OfficerLeft,)


class NotOpen(Exception):
    """The step may not be taken. `str()` is the law's reason; `under` the provision, where there is one."""

    def __init__(self, reason: str, under: Citation | None = None) -> None:
        super().__init__(reason)
        self.reason, self.under = reason, under


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
