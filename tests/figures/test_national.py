"""Many forces' returns: what is taken in, what is refused, and what the table says of a rank."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custodiet.figures.cube import cube
from custodiet.figures.national import merged
from custodiet.figures.period import calendar_year, year_ending
from custodiet.figures.rates import per_thousand, share
from custodiet.figures.returns import RefusedReturn, read, written
from custodiet.law.vocabulary import HowFound, Outcome
from tests.figures.made import case, imposed, left

YEAR = calendar_year(2024)
DAY, END = date(2024, 3, 1), date(2024, 11, 20)


def return_of(force, dismissed, officers, *, inside=0, first=0, would=0, year=YEAR, snapshot="a" * 64):
    """A return of a force with so many dismissed (so many of them found inside), so many who left first."""
    records = [
        case(n, DAY, imposed(END, Outcome.DISMISSAL_WITHOUT_NOTICE), found=HowFound.PROACTIVE_AUDIT if n < inside else HowFound.COMPLAINT)
        for n in range(dismissed)
    ]
    records += [case(1000 + n, DAY, left(END)) for n in range(first)]
    records += [case(2000 + n, DAY, left(DAY), imposed(END, Outcome.WOULD_HAVE_BEEN_DISMISSED)) for n in range(would)]
    return written(force, year, officers, snapshot, cube(records, year))


def test_a_return_comes_back_as_it_was_written_and_holds_no_case():
    stored = return_of("Wessex Vale", 7, 3_000, inside=5, first=5, would=1)
    told = read(stored)
    assert (told.force, told.period, told.officers) == ("Wessex Vale", YEAR, 3_000)
    assert told.total("outcomes") == 8
    assert told.column("outcomes", ("dismissal without notice",), "internal") == 5
    assert b"C000001" not in stored
    assert return_of("Wessex Vale", 7, 3_000, inside=5, first=5, would=1) == stored


def test_the_sentence_of_story_two_in_our_numbers_with_what_it_rests_on():
    forces = [return_of(f"Force {n}", n % 5, 1_000 + 100 * n) for n in range(21)]
    told = merged([read(each) for each in (*forces, return_of("Wessex Vale", 7, 3_000, inside=5, first=5))], asked=43)
    assert told.sentence("Wessex Vale") == (
        "Wessex Vale: 7 dismissed in 2024, the highest number of the 22 forces that answered, of 43 asked. 5 resigned or retired before "
        "the end of their case. Of those dismissed, 2 came to light by a complaint, 5 were found by the force itself. For each thousand "
        "officers that is 2.33 (between 0.93 and 4.81), 2nd of 22, which does not set it apart from the middle force."
    )
    assert told.sentence("Nowhere") == "Nowhere has not answered for 2024."
    assert "It says nothing of those that did not." in " ".join(told.notes)


def test_forty_three_forces_make_one_table_and_equals_share_a_place():
    told = merged([read(return_of(f"Force {n:02}", n % 3, 1_000 if n else None)) for n in range(43)], asked=43)
    assert told.answered == 43
    assert {line.rank for line in told.lines} == {1, 15, 29}
    assert told.line("Force 00").rate is None
    assert "no rate can be" in told.sentence("Force 00")
    assert "a place shared with 13 others" in told.sentence("Force 02")


def test_a_force_that_dismissed_nobody_is_not_said_to_have_the_third_highest_number():
    told = merged([read(return_of(f"Force {n}", max(0, n - 3), 1_000)) for n in range(6)], asked=43)
    assert told.sentence("Force 0").startswith("Force 0: 0 dismissed in 2024, as in 3 others of the 6 forces that answered, of 43 asked. ")
    assert "high" not in told.sentence("Force 0") and " of 6, " not in told.sentence("Force 0")
    alone = merged([read(return_of("A", 0, 1_000)), read(return_of("B", 1, 1_000))], asked=43)
    assert "the only one with none of the 2 forces that answered" in alone.sentence("A")


@pytest.mark.parametrize(
    ("second", "asked", "sentence"),
    [
        (return_of("A", 2, 10, snapshot="b" * 64), 43, r"A is there twice, from the snapshots a+ and b+\."),
        (return_of("B", 2, 10, year=year_ending(2025)), 43, r"B answers for the year ending 31 March 2025, which overlaps 2024"),
        (return_of("B", 2, 10, year=calendar_year(2020)), 43, r"which is not 2024 that A answers for"),
        (return_of("B", 2, 10), 1, r"2 forces answered, more than the 1"),
    ],
)
def test_returns_that_do_not_go_together_are_refused(second, asked, sentence):
    with pytest.raises(RefusedReturn, match=sentence):
        merged([read(return_of("A", 1, 10)), read(second)], asked)


def test_nothing_to_put_side_by_side_is_said():
    with pytest.raises(RefusedReturn, match="no return to put side by side"):
        merged([], 43)


def altered(**changes):
    """A return with something in it changed."""
    return json.dumps(json.loads(return_of("A", 1, 10)) | changes).encode()


@pytest.mark.parametrize(
    ("stored", "sentence"),
    [
        (b"{", "cannot be read as JSON"),
        (b"[]", "no return of a force"),
        (altered(version=2), "version 2 .* Update this installation first"),
        (altered(force=" "), "which force it is of"),
        (altered(officers=-3), "“-3” is no number of officers"),
        (altered(period="March"), "“March” is no period"),
        (altered(tables={"outcomes": {"measure": "other/1", "cells": []}}), "says it is “other”"),
        (altered(tables={"outcomes": {"measure": "outcomes/1", "cells": [["a", "b", -1]]}}), "“-1” in the table “outcomes” is no count"),
        (altered(tables={"outcomes": {"measure": "outcomes/1", "cells": [["a", "b", 1], ["a", "b", 2]]}}), "stands in it twice"),
    ],
)
def test_a_return_that_cannot_be_understood_is_refused_whole(stored, sentence):
    with pytest.raises(RefusedReturn, match=sentence):
        read(stored)


def test_another_definition_is_left_out_of_the_comparison_and_said():
    tables = {"outcomes": {"measure": "outcomes/7", "cells": [["dismissal without notice", "internal", 9]]}}
    told = merged([read(return_of("B", 1, 10)), read(altered(tables=tables))], 43)
    assert [line.force for line in told.lines] == ["B"]
    assert any("by version 7 of the definition" in note for note in told.notes)
    assert any("A gave no outcomes that can be compared" in note for note in told.notes)


@given(st.binary(max_size=80))
def test_whatever_is_handed_in_is_refused_with_a_sentence(stored):
    with pytest.raises(RefusedReturn, match=r"\."):
        read(stored)


@given(st.integers(0, 500), st.integers(1, 10_000))
def test_a_rate_and_a_share_lie_between_their_bounds(events, people):
    rate, part = per_thousand(events, people), share(min(events, people), people)
    assert rate.low <= rate.value <= rate.high
    assert part.low <= part.value + 1e-9 and part.value <= part.high + 1e-9


def test_there_is_no_rate_of_nobody():
    assert per_thousand(3, 0) is None
    assert share(0, 0) is None
