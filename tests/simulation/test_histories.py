"""The years of an invented force: every step of every course is one that the law admits, and the same seed tells the same years."""

from collections import Counter
from datetime import date
from itertools import product
from random import Random

import pytest

from custodiet.figures.measures import BY_KEY
from custodiet.figures.measures.informed import IN_TIME, LATE
from custodiet.figures.period import period
from custodiet.figures.record import Record
from custodiet.figures.table import lengths, things
from custodiet.law.position import admit, position
from custodiet.law.steps import History
from custodiet.law.vocabulary import HowFound, Rank
from custodiet.simulation.courses import course
from custodiet.simulation.drawn import Drawn, End
from custodiet.simulation.histories import histories
from custodiet.simulation.neighbours import OURS, neighbours

LATER = date(2026, 11, 1)
DAYS = [date(2016, 9, 1), date(2018, 12, 20), date(2020, 1, 25), date(2020, 3, 4), date(2022, 5, 6), date(2024, 6, 4)]
"""A day under each of the laws: 2012 before there was a barred list, 2012, on the eve of 2020, 2020, and the panels of 2024."""


@pytest.mark.parametrize("began", DAYS)
def test_the_law_admits_every_step_of_every_course_and_nothing_is_owed_at_its_end(began):
    for end, found, category in product(End, (HowFound.COMPLAINT, HowFound.PROACTIVE_AUDIT), ("G2", "K")):
        history = History()
        for step, office in course(Drawn(began=began, found=found, category=category, rank=Rank.SERGEANT, end=end), Random(3)):
            history = admit(history, step, office, LATER)
        assert [duty.what for duty in position(history, LATER).open_duties if duty.due] == [], (end, found, category)


def test_the_same_seed_tells_the_same_years_and_another_seed_others():
    last = date(2023, 12, 18)
    told = histories(OURS, last, 1, 20)
    assert told == histories(OURS, last, 1, 20) != histories(OURS, last, 1, 21)
    assert all(step.on <= last for taken in told for step, _ in taken)


def test_there_are_forty_two_neighbours_and_none_is_ours():
    names = {force.name for force in neighbours()}
    assert len(names) == 42
    assert OURS.name not in names


def test_the_figures_of_how_long_it_took_and_who_was_told_have_something_of_each_kind():
    today = date(2023, 12, 18)
    records = [Record(f"{n}", History(step for step, _ in taken), today) for n, taken in enumerate(histories(OURS, today, 5, 20))]
    asked = period("2018-12-19..2023-12-18")
    notices = lengths(BY_KEY["time-to-notice"], things(BY_KEY["time-to-notice"], records, asked))
    assert 0.8 < notices.share < 1
    told = Counter(one.value for one in things(BY_KEY["updates"], records, asked))
    assert told[IN_TIME] > told[LATE] > 0
    assert len(list(things(BY_KEY["mode-of-investigation"], records, asked))) > 0
