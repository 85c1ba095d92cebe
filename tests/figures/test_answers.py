"""Published figures come out of the same functions from rows made to match them."""

from datetime import date

import pytest

from custodiet.figures import answers
from custodiet.figures.breakdown import CAPACITY, VALUE
from custodiet.figures.measures import BY_KEY
from custodiet.figures.measures.opening import category
from custodiet.figures.period import calendar_year, year_ending
from custodiet.figures.table import tabled, things
from custodiet.law.vocabulary import Capacity, FormOfProceedings, HowFound, Outcome, Severity
from tests.figures.made import case, closed, found, imposed, left, referred_to, to_iopc, withdrawn

YEARS = [calendar_year(year) for year in range(2017, 2021)]
ENDS = {
    answers.NO_ACTION: lambda day: [closed(day)],
    answers.DISCONTINUED: lambda day: [withdrawn(day)],
    answers.LEARNING: lambda day: [imposed(day, Outcome.MANAGEMENT_ADVICE)],
    answers.WARNING: lambda day: [imposed(day, Outcome.FINAL_WRITTEN_WARNING)],
    answers.DISMISSED: lambda day: [imposed(day, Outcome.DISMISSAL_WITHOUT_NOTICE)],
    answers.WOULD: lambda day: [left(day), imposed(day, Outcome.WOULD_HAVE_BEEN_DISMISSED)],
    answers.LEFT: lambda day: [left(day)],
}
RESULTS = {
    answers.NO_ACTION: (10, 6, 7, 6), answers.DISCONTINUED: (3, 0, 0, 0), answers.LEARNING: (1, 0, 3, 1),
    answers.WARNING: (1, 0, 2, 0), answers.DISMISSED: (2, 1, 0, 1), answers.WOULD: (0, 6, 2, 0), answers.LEFT: (3, 0, 0, 0),
}  # fmt: skip
"""A force's answer on 2017 to 2020: what came of each allegation, year by year."""
COMPLAINTS, IN_COMPLAINTS = (3, 5, 3, 4), (5, 5, 3, 5)
CONDUCT, IN_CONDUCT = (10, 6, 8, 1), (15, 8, 11, 3)
REFERRED = (6, 6, 6, 2)


def spread(allegations, cases):
    """So many allegations over so many cases, one each and the rest in the first."""
    return [1 + (allegations - cases if place == 0 else 0) for place in range(cases)]


def rows_of(year, place):
    """Cases whose counts are those published for that year. A case has one end; each of its allegations shares it."""
    ends = [end for end, numbers in RESULTS.items() for _ in range(numbers[place])]
    sizes = [(True, n) for n in spread(IN_COMPLAINTS[place], COMPLAINTS[place])]
    sizes += [(False, n) for n in spread(IN_CONDUCT[place], CONDUCT[place])]
    made = []
    for number, (complaint, size) in enumerate(sorted(sizes, key=lambda each: -each[1])):
        end = next(each for each in sorted(set(ends), key=ends.count, reverse=True) if ends.count(each) >= size)
        for _ in range(size):
            ends.remove(end)
        began = date(year, 2, 1)
        steps = [*([to_iopc(began)] if number < REFERRED[place] else []), *ENDS[end](date(year, 11, 1))]
        made.append(case(year * 100 + number, began, *steps, complaint=complaint, categories=["J1"] * size))
    assert not ends
    return made


def test_the_answer_of_a_force_on_sexual_misconduct_is_reproduced():
    records = [record for place, year in enumerate(range(2017, 2021)) for record in rows_of(year, place)]
    told = answers.answer(records, YEARS)
    assert tuple(told.row(answers.COMPLAINTS)) == COMPLAINTS
    assert tuple(told.row(answers.IN_COMPLAINTS)) == IN_COMPLAINTS
    assert tuple(told.row(answers.CONDUCT)) == CONDUCT
    assert tuple(told.row(answers.IN_CONDUCT)) == IN_CONDUCT
    assert tuple(told.row(answers.REFERRALS)) == REFERRED
    assert {end: tuple(told.row(end)) for end in RESULTS} == RESULTS
    for year in YEARS:
        allegations = told.n(answers.IN_COMPLAINTS, year) + told.n(answers.IN_CONDUCT, year)
        assert sum(told.n(row, year) for row in answers.RESULTS) == allegations


def test_a_case_of_another_kind_or_another_year_is_not_in_the_answer():
    records = [case(1, date(2018, 1, 1), categories=["D1"]), case(2, date(2021, 1, 1), categories=["J1"])]
    assert answers.answer(records, YEARS).cells == {}
    assert answers.answer([case(3, date(2018, 1, 1), categories=["J1"])], YEARS).row(answers.OPEN) == [0, 1, 0, 0]


def people(number, day, form, officers, staff):
    """So many officers and staff, referred to that form."""
    served = [Capacity.MEMBER_OF_A_POLICE_FORCE] * officers + [Capacity.STAFF] * staff
    return [case(number + n, day, referred_to(day, form), complaint=False, capacity=capacity) for n, capacity in enumerate(served)]


@pytest.mark.parametrize(
    ("year", "meeting", "hearing", "accelerated", "staff", "shares"),
    [(2023, 519, 266, 187, 328, (53, 27, 19)), (2024, 585, None, None, 386, (45, None, None))],
    ids=["year ending March 2023", "year ending March 2024"],
)
def test_the_home_office_figures_on_who_was_referred_to_what_are_reproduced(year, meeting, hearing, accelerated, staff, shares):
    day, officers = date(year - 1, 9, 1), 972 if year == 2023 else 1312
    hearing = hearing if hearing is not None else officers - meeting
    records = [
        *people(0, day, FormOfProceedings.MEETING, meeting, 0), *people(10_000, day, FormOfProceedings.HEARING, hearing, 0),
        *people(20_000, day, FormOfProceedings.ACCELERATED_HEARING, accelerated or 0, 0),
        *people(30_000, day, FormOfProceedings.STAFF_MEETING, 0, staff),
    ]  # fmt: skip
    table = tabled(BY_KEY["referred-to-proceedings"], records, year_ending(year), VALUE, CAPACITY)
    assert table.total == officers + staff == {2023: 1300, 2024: 1698}[year]
    assert table.column_total("member of a police force") == officers
    assert table.column_total("police staff") == staff
    forms = ("misconduct meeting", "misconduct hearing", "accelerated misconduct hearing")
    for form, share in zip(forms, shares, strict=True):
        if share is not None:
            assert round(100 * table.n(form, "member of a police force") / officers) == share


def test_the_findings_of_a_year_are_reproduced_level_by_level():
    day = date(2022, 9, 1)
    levels = [Severity.GROSS_MISCONDUCT] * 207 + [Severity.MISCONDUCT] * 25 + [Severity.NEITHER] * 34
    records = [case(n, day, found(day, level)) for n, level in enumerate(levels)]
    table = tabled(BY_KEY["findings"], records, year_ending(2023), VALUE)
    assert [round(100 * table.row_total(level.value) / table.total) for level in (Severity.GROSS_MISCONDUCT, Severity.MISCONDUCT)] == [
        78,
        9,
    ]


@pytest.mark.parametrize(("complaints", "conduct", "total"), [(20, 13, 33)])
def test_allegations_by_complaint_and_by_conduct_matter_add_up(complaints, conduct, total):
    records = [case(n, date(2021, 11, 1), categories=["J2"]) for n in range(complaints)]
    records += [case(1000 + n, date(2021, 11, 1), complaint=False, found=HowFound.COLLEAGUE, categories=["J2"]) for n in range(conduct)]
    assert len(list(things(BY_KEY["allegations"], records, year_ending(2022)))) == total


def test_allegations_of_one_force_by_category_are_reproduced():
    published = {"A": 3274, "B": 1024, "C": 210, "D": 99, "E": 82, "F": 247, "G": 167, "H": 895, "J": 31, "K": 42, "L": 4}
    letters = [letter for letter, number in published.items() for _ in range(number)]
    records = [case(n, date(2024, 6, 1), categories=letters[n : n + 25]) for n in range(0, len(letters), 25)]
    table = tabled(BY_KEY["allegations"], records, year_ending(2025), VALUE)
    assert {letter: table.row_total(category(letter)) for letter in published} == published
    assert table.total == 6075
