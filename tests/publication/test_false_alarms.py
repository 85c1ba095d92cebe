"""Clean outputs stay clean: of a thousand made by script, searched for a hundred identifiers of invented people, at most one alarms."""

from random import Random

import pytest

from custodiet.publication.leaks import Needles
from tests.publication.corpus.clean import KINDS, outputs, people

NEEDLES_OF = [Needles(people(Random(seed))) for seed in range(10)]


@pytest.mark.parametrize(("number", "most"), [(100, 0), pytest.param(1_000, 1, marks=pytest.mark.long)])
def test_clean_outputs_raise_at_most_one_false_alarm_in_a_thousand(number: int, most: int) -> None:
    searched = [NEEDLES_OF[at % 10].search(output, lambda picture: "") for at, output in enumerate(outputs(number))]
    alarms = [(at, each.found, each.unread) for at, each in enumerate(searched) if not each.clean]
    assert len(alarms) <= most, alarms[:5]


def test_the_clean_outputs_are_of_every_kind_and_their_people_of_every_kind() -> None:
    assert sum(times for times, _ in KINDS) == 100
    assert len({identifier.kind for identifier in people(Random(1))}) == 8
