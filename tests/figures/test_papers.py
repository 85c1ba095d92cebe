"""The papers of a snapshot: what may leave shows no small number, what a body is given by law shows every one, answers add up."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custodiet.figures import answers
from custodiet.figures.answer_sheets import by_year
from custodiet.figures.measures import BY_KEY as MEASURES
from custodiet.figures.papers import BY_KEY, PAPERS
from custodiet.figures.period import calendar_year, period, year_ending
from custodiet.law.steps.investigation import SeverityAssessed
from custodiet.law.vocabulary import HowFound, Outcome, Severity
from tests.figures.made import OFFICER, case, closed, imposed, later, left, to_iopc

DAY, YEAR = date(2024, 3, 1), calendar_year(2024)
ENDS = (
    lambda: [closed(later(DAY, 90))],
    lambda: [imposed(later(DAY, 90), Outcome.FINAL_WRITTEN_WARNING)],
    lambda: [left(later(DAY, 20))],
    lambda: [to_iopc(DAY), imposed(later(DAY, 90), Outcome.DISMISSAL_WITHOUT_NOTICE)],
)


def cases(counts):
    """So many cases of each end, found by complaint and otherwise in turn."""
    ends = [end for end, number in zip(ENDS, counts, strict=True) for _ in range(number)]
    return [
        case(n, DAY, *end(), complaint=n % 2 == 0, found=HowFound.COMPLAINT if n % 2 == 0 else HowFound.COLLEAGUE, categories=["G2"])
        for n, end in enumerate(ends)
    ]


@given(st.lists(st.integers(0, 14), min_size=4, max_size=4))
def test_no_paper_that_leaves_shows_a_number_from_one_to_seven(counts):
    records = cases(counts)
    for paper in PAPERS:
        if paper.leaves and paper.answers in (None, answers.SEXUAL):  # the other questions go through the same layouts
            numbers = [n for sheet in paper.sheets(records, YEAR) for _, row in sheet.rows for n in row if isinstance(n, int)]
            assert not [n for n in numbers if 0 < n < 8], paper.key


def test_the_answer_gives_the_layout_that_a_force_published():
    sheet = by_year(answers.SEXUAL)(cases((20, 15, 0, 10)), YEAR)[0]
    told = dict(sheet.rows)
    assert sheet.head == ("what", "2024")
    assert told[answers.IN_COMPLAINTS] == (25,)
    assert (told[answers.NO_ACTION], told[answers.WARNING], told[answers.DISMISSED]) == ((20,), (15,), (10,))
    assert told[answers.LEFT] == (0,)
    assert told[answers.REFERRALS] == (10,)


def test_an_answer_year_by_year_counts_the_days_that_were_asked_for_and_no_others():
    before, within = date(2024, 3, 1), date(2024, 4, 1)
    records = [*(case(n, before, closed(DAY)) for n in range(20)), *(case(n, within, closed(later(within, 9))) for n in range(100, 110))]
    sheet = by_year(answers.SEXUAL)(records, year_ending(2025))[0]
    assert sheet.head == ("what", "2024 (1 April to 31 December)", "2025 (1 January to 31 March)")
    assert dict(sheet.rows)[answers.IN_COMPLAINTS] == (10, 0)


def test_what_a_body_is_given_by_law_is_exact_and_what_is_unsure_is_said():
    sheets = BY_KEY["home-office"].sheets(cases((0, 0, 0, 3)), YEAR)
    outcomes = next(sheet for sheet in sheets if sheet.title == MEASURES["outcomes"].title)
    assert dict(outcomes.rows)["dismissal without notice"][-1] == 3
    assert all(BY_KEY[key].unsure for key in ("home-office", "iopc", "college"))


@pytest.mark.parametrize(
    ("quick", "slow", "share"),
    [(24, 1, None), (18, 7, None), (3, 22, None), (17, 8, "68 %"), (25, 0, "100 %")],
)
def test_a_share_from_which_one_to_seven_people_can_be_worked_out_is_kept_back_where_it_leaves(quick, slow, share):
    records = [case(n, DAY, imposed(later(DAY, 90 if n < quick else 400), Outcome.WRITTEN_WARNING)) for n in range(quick + slow)]
    asked = period("2024-01-01..2025-12-31")
    told = {paper: BY_KEY[paper].sheets(records, asked)[-1].rows[-1] for paper in ("board", "home-office")}
    assert told["board"] == ("share within 365 days", (share,))
    assert told["home-office"] == ("share within 365 days", (f"{100 * quick / (quick + slow):.0f} %",))


def test_no_two_tables_of_a_paper_have_the_same_title_and_an_own_definition_is_said_to_be_one():
    told = {paper.key: paper.sheets(cases((5, 5, 5, 5)), YEAR) for paper in PAPERS if paper.answers in (None, answers.ABUSE)}
    assert not [key for key, sheets in told.items() if len({sheet.title for sheet in sheets}) < len(sheets)]
    updates = next(sheet for sheet in told["board"] if sheet.title == MEASURES["updates"].title)
    assert updates.notes == ("Counted by our own definition: no national one was found.",)


def test_times_of_few_people_are_not_told():
    board = BY_KEY["board"].sheets(cases((0, 0, 0, 3)), YEAR)
    assert [row[1] for row in next(sheet for sheet in board if sheet.title == MEASURES["time-to-end"].title).rows] == [
        ("too few to say",)
    ] * 2


@pytest.mark.parametrize(("days", "named"), [(365, 0), (366, 1)])
def test_an_investigation_is_named_to_the_policing_body_after_twelve_months(days, named):
    began = date.fromordinal(date(2026, 1, 31).toordinal() - days)
    running = case(1, began, SeverityAssessed(on=later(began, 3), about=OFFICER, severity=Severity.MISCONDUCT))
    ended = case(2, date(2024, 1, 1), SeverityAssessed(on=date(2024, 1, 3), about=OFFICER, severity=Severity.MISCONDUCT), closed(DAY))
    assert len(BY_KEY["policing-body"].sheets([running, ended], YEAR)[0].rows) == named
