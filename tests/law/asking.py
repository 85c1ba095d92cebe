"""Ways of asking one rules module: the table of its powers as text, the reason for a refusal, its duties as text."""

from datetime import date

from custodiet.law.matter import Matter
from custodiet.law.steps import History
from custodiet.law.steps.investigation import ModeOfInvestigationDetermined
from custodiet.law.steps.opening import CameToAttention, Recorded, SubjectIdentified
from custodiet.law.vocabulary import Attention, Capacity, Rank

OFFICER = "officer-1"


def begun(
    day,
    *more,
    recorded=False,
    mode=None,
    capacity=Capacity.MEMBER_OF_A_POLICE_FORCE,
    rank=Rank.CONSTABLE,
    to=Attention.APPROPRIATE_AUTHORITY,
):
    """A conduct matter about one person, as it stands on its first day, and what more is said."""
    steps = [CameToAttention(on=day, to=to), SubjectIdentified(on=day, about=OFFICER, capacity=capacity, rank=rank)]
    steps += [Recorded(on=day)] if recorded else []
    steps += [ModeOfInvestigationDetermined(on=day, mode=mode)] if mode else []
    return History([*steps, *more])


def day(text):
    """A day as it stands in the tables, for example 4 Mar 2024 as 2024-03-04."""
    return date.fromisoformat(text)


def powers(rules, history, today=None):
    """The powers that the law of that history knows: step, provision, offices, and what stands before and after it."""
    matter = Matter(history, today or history[-1].on, history)
    lines = []
    for power in rules.POWERS:
        about = OFFICER if power.step.track.value == "an officer" else None
        if not power.where(matter, about):
            continue
        line = [power.step.__name__, power.under.text, " / ".join(office.value for office in power.by)]
        line += ["after " + " or ".join(kind.__name__ for kind in power.after)] if power.after else []
        line += ["until " + " or ".join(kind.__name__ for kind in power.until)] if power.until else []
        lines.append(" | ".join([*line, "once"] if power.once else line))
    return lines


def lines(text):
    """The lines of a table in a test."""
    return [line.strip() for line in text.strip().splitlines()]


def reason(rules, history, step):
    """Why that step may not be taken in that history on its day, by the first power that knows it; "" where it may."""
    matter = Matter(history, step.on, history)
    known = [power for power in rules.POWERS if power.step is type(step) and power.where(matter, step.about)]
    assert known, f"{type(step).__name__} is not a step that the rules of this history know"
    found = [power.refusal(matter, step.about) or power.admits(matter, step) for power in known]
    return "" if "" in found else found[0]


def duties(rules, history, today, *ids):
    """The duties of that history as lines: name, day it began, last day, and the day it was met or "open"."""
    matter = Matter(history, day(today) if isinstance(today, str) else today, history)
    return [
        f"{duty.id} {duty.began_on} {duty.due or '-'} {duty.met_on or 'open'}" for duty in rules.duties(matter) if not ids or duty.id in ids
    ]


def owed(rules):
    """Who owes what kind of thing to whom, and on which track, for every clock of the module."""
    return [f"{clock.id} | {clock.kind} | {clock.owed_by} | {clock.owed_to or '-'} | {clock.track}" for clock in rules.CLOCKS]
