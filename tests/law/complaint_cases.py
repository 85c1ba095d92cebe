"""Small cases for the rules on complaints: how they begin, and how a rules module is asked about them."""

from datetime import date

from custodiet.law.matter import Matter
from custodiet.law.steps import History
from custodiet.law.steps.opening import AllegationMade, CameToAttention, ComplaintMade, SubjectIdentified
from custodiet.law.vocabulary import Capacity, MatterKind, Rank

PC = "officer-1"
NEW = date(2024, 3, 1)
OLD = date(2019, 3, 1)
OLDER = date(2010, 3, 1)
LATER = date(2027, 1, 1)


def day(text):
    return date.fromisoformat(text)


def allegation(began=NEW, about="allegation-1", *, discipline=False, officer=PC, **flags):
    return AllegationMade(on=began, about=about, officer=officer, conduct="words", justifies_discipline=discipline, **flags)


def opened(kind=MatterKind.COMPLAINT, *more, began=NEW, rank=Rank.CONSTABLE, capacity=Capacity.MEMBER_OF_A_POLICE_FORCE, **opening):
    """A matter of that kind about one person, as it stands on its first day, and what follows."""
    first = ComplaintMade(on=began, **opening) if kind is MatterKind.COMPLAINT else CameToAttention(on=began, kind=kind)
    return History([first, SubjectIdentified(on=began, about=PC, rank=rank, capacity=capacity), *more])


def asked(history, today=LATER):
    return Matter(History(history), today, History(history))


def table(rules, history):
    """The powers that the law of that history knows: step, provision, offices, and what stands before and after it."""
    matter = asked(history)
    return [_line(power) for power in rules.POWERS if power.where(matter, None)]


def _line(power):
    parts = [power.step.__name__, power.under.text, ", ".join(office.name for office in power.by)]
    parts += ["after " + " or ".join(kind.__name__ for kind in power.after)] if power.after else []
    parts += ["until " + " or ".join(kind.__name__ for kind in power.until)] if power.until else []
    parts += ["once"] if power.once else []
    parts += ["even closed"] if power.even_closed else []
    return " | ".join(parts)


def lines(text):
    return [line.strip() for line in text.strip().splitlines()]


def verdicts(rules, history, step, by=None):
    """What each power that knows the step (for that office) says of it on its day: "" where it may be taken."""
    matter = asked(History(history).until(step.on), step.on)
    return [
        power.refusal(matter, step.about) or power.admits(matter, step)
        for power in rules.POWERS
        if power.step is type(step) and power.where(matter, step.about) and by in (None, *power.by)
    ]


def admitted(rules, history, step, by=None):
    return "" in verdicts(rules, history, step, by)


def refusal(rules, history, step, by=None):
    found = verdicts(rules, history, step, by)
    assert found, f"{type(step).__name__} is not known there"
    assert "" not in found, f"{type(step).__name__} was admitted"
    return " ".join(found)


def offered(rules, history, kind, today=LATER):
    return [option for option in rules.options(asked(history, today)) if option.step is kind]


def running(rules, history, *ids, today=LATER):
    """The duties as lines: name, first day, last day, the day it was met or "open", who owes it, to whom, about whom."""
    return [f"{d.id} {d.began_on} {d.due} {d.met_on or 'open'}" for d in rules.duties(asked(history, today)) if not ids or d.id in ids]


def clocks(rules):
    """Every clock of a module: who owes what kind of thing to whom."""
    return [f"{c.id} | {c.kind.name} | {c.owed_by.name} | {c.owed_to.name if c.owed_to else '-'}" for c in rules.CLOCKS]
