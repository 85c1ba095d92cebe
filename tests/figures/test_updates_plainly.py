"""The updates that fell due are those that a plain reading of the rules finds, on random histories, one notice and one step at a time.

The rules of keeping informed are asked for in every case of a force, and walk a history once for it; here each question is put
to the history afresh, as the regulation reads (CMR20 34(2)).
"""

import random
from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path

from custodiet.figures.measures import BY_KEY
from custodiet.figures.measures.informed import IN_TIME, LATE, NOT_DONE
from custodiet.figures.record import Record
from custodiet.law.rules.complaints import in_writing
from custodiet.law.rules.keeping_informed_clocks import CLOCKS
from custodiet.law.rules.keeping_informed_news import OUTCOMES, PROCESSES, START_OF_HANDLING, recipients
from custodiet.law.steps import History
from custodiet.law.steps.opening import CaseClosed, WithdrawalConfirmed
from custodiet.law.steps.outcome import (
    Imposed,
    MeetingAppealDetermined,
    MeetingAppealMade,
    TribunalAppealDetermined,
    TribunalAppealMade,
)
from custodiet.law.steps.people import InformingWithheld, InterestedPersonRecognised, PersonInformed
from custodiet.law.story import load
from custodiet.law.vocabulary import Outcome, ToldOf
from tests.figures.made import AS_OF

STORY = Path(__file__).resolve().parents[2] / "demo" / "stories" / "two.yaml"
NEWS = (ToldOf.PROGRESS, ToldOf.OUTCOME)
PERIODS = {clock.id: clock.period for clock in CLOCKS}
PEOPLE = ("complainant", "ms-b", "mr-c")


def counted(record):
    """What the measure counts."""
    return sorted((one.on, one.about or "", one.value) for one in BY_KEY["updates"].count(record))


def plainly(record):
    """The same, each start met and ended by looking through the steps for it."""
    found = []
    for person in recipients(record.history):
        for clock, start, of in starts(record.history, person):
            due = PERIODS[clock].last(start.on)
            steps = list(record.history)
            told = [
                step for step in steps if isinstance(step, PersonInformed) and step.on >= start.on and step is not start
                and person.is_meant_by(step.person) and step.of in of and in_writing(step.how)
                and (not isinstance(start, PersonInformed | InformingWithheld) or after(steps, start, step))
            ]  # fmt: skip
            met = next(iter(told), None)
            ends = [step for step in steps if after(steps, start, step) and ended(clock, step, person)]
            if met is not None and after(steps, start, met) and any(after(steps, end, met) for end in ends):
                met = None
            if met is None and (ends or due >= record.as_of):
                continue
            found.append((due, person.key or "", NOT_DONE if met is None else LATE if met.on > due else IN_TIME))
    return sorted(found)


def after(steps, one, other):
    """Whether the other stands after the one."""
    return at(steps, other) > at(steps, one)


def at(steps, one):
    """Where that very step stands."""
    return next(place for place, step in enumerate(steps) if step is one)


def ended(clock, step, person):
    """Whether that step ends the clock for that person."""
    if isinstance(step, InformingWithheld):
        return person.is_meant_by(step.person)
    return isinstance(step, WithdrawalConfirmed) or (clock != "outcome-told" and isinstance(step, CaseClosed))


def starts(history, person):
    """Every start of the three clocks for that person: its clock, its step, what must be told."""
    steps = list(history)
    began = next((step for step in steps if isinstance(step, START_OF_HANDLING)), None)
    if began:
        yield "progress-first", began if after(steps, person.since, began) else person.since, NEWS
    silent = []
    for step in steps:
        if isinstance(step, tuple(begins for begins, _ in PROCESSES)):
            last = next(reversed(notices(steps[: at(steps, step)], person)), None)
            if last is not None and last not in silent and not goes_on(steps[: at(steps, last) + 1], person):
                silent.append(last)
                yield "progress-first", step, NEWS
    for notice in notices(steps, person):
        if goes_on(steps[: at(steps, notice) + 1], person):
            yield "progress-next", notice, NEWS
    for step in steps:
        if after(steps, person.since, step):
            if isinstance(step, OUTCOMES):
                yield "outcome-told", step, (ToldOf.OUTCOME,)
            elif isinstance(step, MeetingAppealMade | TribunalAppealMade):
                yield "outcome-told", step, (ToldOf.APPEAL,)
            elif isinstance(step, MeetingAppealDetermined | TribunalAppealDetermined):
                yield "outcome-told", step, (ToldOf.APPEAL_RESULT,)


def notices(steps, person):
    """What that person was told of progress and outcome, or was not told for a reason."""
    return [
        step for step in steps
        if isinstance(step, PersonInformed | InformingWithheld) and person.is_meant_by(step.person)
        and (isinstance(step, InformingWithheld) or step.of in NEWS)
    ]  # fmt: skip


def goes_on(steps, person):
    """Whether there is more to tell after the last of those steps."""
    told = any(isinstance(step, PersonInformed) and step.of is ToldOf.OUTCOME for step in notices(steps, person))
    standing = History(steps)
    running = [
        begun for begins, ends in PROCESSES for begun in steps if isinstance(begun, begins)
        and not any(
            isinstance(end, ends) and after(steps, begun, end) and standing.concerns(end, begun.about)
            and not (isinstance(end, Imposed) and end.outcome is Outcome.RETURNED_TO_AUTHORITY)
            for end in steps
        )
    ]  # fmt: skip
    return not told or bool(running)


@cache
def steps_told():
    """The steps of story two."""
    return [told.step for told in load(STORY.read_text(encoding="utf-8")).steps]


def at_random(seed):
    """Story two with steps gone, moved by some weeks and told again, and people informed or not on random days."""
    chance = random.Random(seed)
    story = steps_told()
    first, rest = story[0], [step for step in story[1:] if chance.random() < 0.8]
    moved = [replace(step, on=step.on + timedelta(days=chance.choice((0, 0, 7, 40))), not_before=None) for step in rest]
    days = [step.on for step in moved] or [first.on]
    more = [
        kind(on=chance.choice(days) + timedelta(days=chance.choice((0, 1, 30))), person=chance.choice(PEOPLE), **said)
        for kind, said in chance.choices((
            (PersonInformed, {"of": ToldOf.PROGRESS, "how": "in writing"}), (PersonInformed, {"of": ToldOf.OUTCOME, "how": "in writing"}),
            (PersonInformed, {"of": ToldOf.APPEAL, "how": "by telephone"}), (InformingWithheld, {"reason": "a trial"}),
            (InterestedPersonRecognised, {"consent": True, "reason": "harmed"}),
        ), weights=(5, 3, 1, 1, 1), k=chance.randrange(9))
    ]  # fmt: skip
    return Record(f"C{seed}", History([replace(first, not_before=None), *moved, *more]), AS_OF)


def test_the_updates_counted_are_those_that_a_plain_reading_finds():
    seen = set()
    for seed in range(100):
        record = at_random(seed)
        assert counted(record) == plainly(record), seed
        seen |= {value for _, _, value in counted(record)}
    assert seen == {IN_TIME, LATE, NOT_DONE}
