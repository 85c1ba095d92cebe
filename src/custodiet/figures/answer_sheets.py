"""Answers to requests for information as sheets, in the layouts that forces have published, each number as it may leave.

The margins of one cross table for each year are the layout of the best-known answer: what came of each allegation, against whether
it came by a complaint. So disclosure control sees every sum that a reader can make. Two layouts over the same cases could be set
against each other; whoever gives one is held to it (`casework.figure_papers`).

Each layout takes what is asked about, and gives the sheets of it.
"""

from collections.abc import Callable, Sequence
from datetime import date

from custodiet.figures.answers import (
    COMPLAINTS,
    CONDUCT,
    IN_COMPLAINTS,
    IN_CONDUCT,
    REFERRALS,
    RESULTS,
    Subject,
    answer,
    result,
)
from custodiet.figures.bounds import TOTAL
from custodiet.figures.breakdown import CATEGORY, RANK, SOURCE, Dimension
from custodiet.figures.disclosure import controlled, released
from custodiet.figures.measure import Measure, Sure, Unit
from custodiet.figures.period import Period, calendar_year
from custodiet.figures.record import Counted, Record
from custodiet.figures.sheet import Number, Sheet, of_released
from custodiet.figures.table import tabled
from custodiet.law.steps.investigation import Referred
from custodiet.law.steps.opening import ComplaintMade

Truth = dict[tuple[str, str], int]
Sheets = Callable[[Sequence[Record], Period], list[Sheet]]
HOW = ("Numbers from 1 to 7 are kept back (c), others are given to the nearest 5.",)
SAME_END = "An allegation has one result; those against one officer in one case share it."


def years_of(asked: Period) -> list[Period]:
    """The calendar years of that period; of the first and the last of them only the days that were asked for.

    A whole year in place of a part of it would count days that another answer counts too, and neither would be held to the other.
    """
    return [_within(calendar_year(year), asked) for year in range(asked.first.year, asked.last.year + 1)]


def _within(year: Period, asked: Period) -> Period:
    first, last = max(year.first, asked.first), min(year.last, asked.last)
    return year if (first, last) == (year.first, year.last) else Period(first, last, f"{year.name} ({_day(first)} to {_day(last)})")


def _day(day: date) -> str:
    return f"{day.day} {day:%B}"


def by_year(about: Subject) -> Sheets:
    """Complaints and conduct matters, allegations, what came of each, and referrals, year by year."""

    def made(records: Sequence[Record], asked: Period) -> list[Sheet]:
        years = years_of(asked)
        names, cells = tuple(year.name for year in years), _year_by_year(records, years, about)
        shown = (COMPLAINTS, IN_COMPLAINTS, CONDUCT, IN_CONDUCT, *RESULTS, REFERRALS)
        table = tuple((row, tuple(cells[row, name] for name in names)) for row in shown)
        sentence = f"{about.title} in {asked.phrase}: cases by the year in which they came to attention, and what came of each allegation."
        return [Sheet("Complaints, conduct matters and what came of them", sentence, ("what", *names), table, (), (SAME_END, *HOW))]

    return made


def _year_by_year(records: Sequence[Record], years: Sequence[Period], about: Subject) -> dict[tuple[str, str], Number]:
    told, cells = answer(records, years, about), dict[tuple[str, str], Number]()
    for year in years:
        given = controlled(RESULTS, (IN_COMPLAINTS, IN_CONDUCT), _cross(records, year, about)).given
        cells |= {(each, year.name): given[each, TOTAL] for each in RESULTS}
        cells |= {(each, year.name): given[TOTAL, each] for each in (IN_COMPLAINTS, IN_CONDUCT)}
    names = tuple(year.name for year in years)
    for rows in ((COMPLAINTS, CONDUCT), (REFERRALS,)):
        truth = {(row, year.name): told.n(row, year) for row in rows for year in years}
        given = controlled(rows, names, truth | _margins(truth, rows, names)).given
        cells |= {(row, name): given[row, name] for row in rows for name in names}
    return cells


def _cross(records: Sequence[Record], year: Period, about: Subject) -> Truth:
    """What came of each allegation in that year, against whether it came by a complaint, with every margin."""
    columns = (IN_COMPLAINTS, IN_CONDUCT)
    truth = {(row, column): 0 for row in RESULTS for column in columns}
    for one in allegations(records, year, about):
        truth[one.value, IN_COMPLAINTS if one.record.history.has(ComplaintMade) else IN_CONDUCT] += 1
    return truth | _margins(truth, RESULTS, columns)


def _margins(truth: Truth, rows: Sequence[str], columns: Sequence[str]) -> Truth:
    made = {(row, TOTAL): sum(truth[row, column] for column in columns) for row in rows}
    made |= {(TOTAL, column): sum(truth[row, column] for row in rows) for column in columns}
    return made | {(TOTAL, TOTAL): sum(truth.values())}


def allegations(records: Sequence[Record], asked: Period, about: Subject) -> list[Counted]:
    """Each allegation that is asked about, with its result as its class, on the day the case came to attention."""
    told = answer(records, [asked], about)
    keys = (IN_COMPLAINTS, IN_CONDUCT)
    found = [one for key in keys for one in told.cells.get((key, asked.name), ())]
    return [Counted(one.record, one.on, one.about, value=result(one.record, one.about or "")) for one in found]


def _crossed(title: str, rows: Dimension) -> Callable[[Subject], Sheets]:
    """A layout that sets what came of each allegation beside something else."""

    def layout(about: Subject) -> Sheets:
        def made(records: Sequence[Record], asked: Period) -> list[Sheet]:
            measure = Measure(
                key="answer", title=title, unit=Unit.ALLEGATIONS, definition="", source="", sure=Sure.OWN, sentence="", values=RESULTS,
                count=lambda record: allegations([record], asked, about),
            )  # fmt: skip
            table = tabled(measure, records, asked, rows, RESULT)
            sentence = f"{about.title} in {asked.phrase}: allegations by the case's day, and what came of each."
            return [of_released(title, sentence, rows.title, released(table), (SAME_END, *HOW))]

        return made

    return layout


RESULT = Dimension("value", "Result", lambda one: one.value)
WHETHER_REFERRED = Dimension(
    "referred", "Referred to the IOPC", lambda one: "referred" if one.record.history.has(Referred) else "not referred",
    ("referred", "not referred"),
)  # fmt: skip
by_source = _crossed("By whom it was brought, and what came of it", SOURCE)
by_rank = _crossed("Rank, and what came of it", RANK)
by_category = _crossed("National category, and what came of it", CATEGORY)
by_referral = _crossed("Whether it was referred, and what came of it", WHETHER_REFERRED)
