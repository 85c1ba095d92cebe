"""The list with one line for each officer in a case: an attacker who knows some columns of a person finds nobody in it."""

from collections import Counter
from datetime import date
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from custodiet.figures.answers import ABUSE, DISCRIMINATION, EVERY, NO_ACTION, SEXUAL
from custodiet.figures.case_lines import by_case, columns, lines
from custodiet.figures.lines import listed
from custodiet.figures.period import calendar_year, period
from custodiet.figures.record import Characteristics
from custodiet.law.vocabulary import Outcome, Rank
from tests.figures.made import case, closed, imposed, later

DAY, YEARS = date(2024, 3, 1), period("2023-01-01..2024-12-31")
WOMAN, MAN = Characteristics(sex="female"), Characteristics(sex="male")
COLUMNS = columns(YEARS)
KNOWN = [place for place, column in enumerate(COLUMNS) if column.known]


def force():
    """Forty constables of either end, and the one woman among the chief inspectors, dismissed."""
    ends = ([closed(later(DAY, 90))], [imposed(later(DAY, 90), Outcome.DISMISSAL_WITHOUT_NOTICE)])
    made = [case(n, DAY, *ends[n % 2], person=MAN) for n in range(40)]
    return [*made, case(99, DAY, *ends[1], rank=Rank.CHIEF_INSPECTOR, person=WOMAN)]


def meeting(shown, known):
    """The lines of a list that may be a person of whom those columns are known."""
    return [line for line in shown if all(line[place] == value for place, value in known.items())]


def attack(told, line):
    """For every set of columns that are known of this person: how many people may be meant, and what the rest says of them."""
    written = [column.said(value, level) for column, value, level in zip(told.columns, line, told.levels, strict=True)]
    for size in range(1, len(written) + 1):
        for places in combinations(told.given, size):
            yield places, meeting(told.lines, {place: written[place] for place in places})


def test_the_list_as_the_record_has_it_singles_a_person_out_and_the_one_that_leaves_does_not():
    naive = lines(force(), YEARS, SEXUAL)
    known = {place: value for place, value in enumerate(naive[-1]) if place in KNOWN}
    assert [line[-1] for line in meeting(naive, known)] == ["dismissed"]  # her end, to whoever knows her rank, sex and year
    told = listed(COLUMNS, naive)
    assert told.lines
    assert not [line for line in told.lines if "chief inspector" in line or "female" in line]
    for _, found in attack(told, naive[-1]):
        assert len(found) != 1


VALUES = [
    st.sampled_from(["2023", "2024"]), st.sampled_from([rank.value for rank in list(Rank)[:4]]), st.sampled_from(["female", "male"]),
    st.just("complaint"), st.sampled_from(["G2", "J1", "J2"]), st.sampled_from(["no finding", "misconduct"]),
    st.sampled_from(["dismissed", "would have been dismissed", "written or final written warning"]),
]  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.tuples(*VALUES), st.integers(1, 30)), max_size=12))
def test_whatever_columns_are_known_of_whomever_no_one_is_found_and_no_end_follows(drawn):
    truth = [line for line, number in drawn for _ in range(number)]
    told = listed(COLUMNS, truth)
    written = Counter(
        tuple(column.said(value, level) for column, value, level in zip(COLUMNS, line, told.levels, strict=True)) for line in truth
    )
    for line, number in Counter(told.lines).items():
        assert number % 5 == 0
        assert written[line] >= 8
    rest = [place for place in told.given if place not in KNOWN]
    for line in set(truth):
        for places, found in attack(told, line):
            if found and not set(places) & set(rest):
                assert all(len({each[place] for each in found}) > 1 for place in rest)


def test_equal_people_are_shown_in_a_multiple_of_five_and_the_rest_is_said_to_be_withheld():
    sheet = by_case(SEXUAL)(force(), YEARS)[0]
    assert Counter(row[-1] for _, row in sheet.rows) == {NO_ACTION: 20, "dismissed": 20}
    assert any("Fewer than 8 lines" in words for words in sheet.not_given)


def test_people_who_all_met_the_same_end_are_not_shown_with_it():
    alike = [case(n, DAY, imposed(later(DAY, 90), Outcome.WRITTEN_WARNING), person=MAN) for n in range(40)]
    sheet = by_case(SEXUAL)(alike, YEARS)[0]
    assert len(lines(alike, YEARS, SEXUAL)) == 40
    assert not any("warning" in value for _, row in sheet.rows for value in row)


def test_an_end_does_not_follow_because_those_who_share_it_differ_in_something_else():
    """Whoever knows that a man who is a constable was complained of in 2024 learns from neither list that he was dismissed."""
    known, other = ("2024", "constable", "male", "complaint"), ("2024", "sergeant", "male", "complaint")
    shared = [(*known, code, level, "dismissed") for code, level in (("J1", "misconduct"), ("G2", "gross misconduct")) for _ in range(20)]
    apart = [(*other, code, level, end) for code, level, *_, end in (line[4:] for line in shared)]
    apart += [(*line[:-1], "no action") for line in apart]
    told = listed(COLUMNS, [*shared, *apart])
    assert told.lines
    assert len({line[-1] for line in meeting(told.lines, {1: "constable"})}) != 1


def test_the_same_lines_in_another_order_give_the_same_list():
    told = lines(force(), YEARS, SEXUAL)
    assert listed(COLUMNS, told) == listed(COLUMNS, told[::-1])
    assert listed(COLUMNS, []).lines == ()


@pytest.mark.parametrize(("about", "found"), [(SEXUAL, 2), (ABUSE, 1), (DISCRIMINATION, 1), (EVERY, 4)])
def test_a_question_finds_its_own_cases_and_an_officer_with_two_allegations_has_one_line(about, found):
    records = [
        case(1, DAY, categories=["G2", "G3"]),
        case(2, DAY, categories=["J1"]),
        case(3, DAY, categories=["F"]),
        case(4, DAY, categories=["A1"]),
    ]
    assert len(lines(records, calendar_year(2024), about)) == found
    assert lines(records[:1], calendar_year(2024), about) in (
        [],
        [("2024", "constable", "not known", "complaint", "several", "no finding", "not yet ended")],
    )


def test_questions_of_which_one_lies_in_the_other_bind_each_other():
    assert SEXUAL.shares(ABUSE) and EVERY.shares(DISCRIMINATION)
    assert not SEXUAL.shares(DISCRIMINATION)
