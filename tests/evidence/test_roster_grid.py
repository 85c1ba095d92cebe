"""A roster drawn as a grid: each line is a row, each filled cell a duty; what cannot be placed is refused or asked."""

import io
from datetime import date, timedelta

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from custodiet.evidence.grid import Grid, GridRow
from custodiet.evidence.readers.roster_grid import lines
from custodiet.evidence.readers.yearless import Years
from custodiet.evidence.reading import UnreadableFile
from tests.evidence.tables import Result, csv_of, xlsx_of

DATED = [
    ["Response team B"],
    ["Collar", "Name", "Mon 22/11/2021", "Tue 23/11/2021", "Wed 24/11/2021", "Thu 25/11/2021"],
    ["4471", "HOLLOWAY", "0700-1700", "N 2200-0700", "RD", "1400x0000"],
    ["5521", "SMITH", "", "AL", "-", "N"],
    ["", "Total", "1", "2", "0", "2"],
]
NAMED = [
    ["Week commencing 22/11/2021"],
    ["Collar No", "Name", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
    ["4471", "HOLLOWAY", "0700-1700", "", "RD", "", "", "", "RD"],
]


def grid(rows, **answers: str) -> Result:
    """The reading of a grid."""
    return Result("roster", csv_of(rows), "roster.csv", **answers)


def times(read: Result) -> list[tuple]:
    """Whose duties were planned from when to when, and their codes."""
    return [(fact["staff_id"], fact["planned_start"], fact["planned_end"], fact["code"]) for fact in read.facts]


def days(read: Result) -> list[str]:
    """The day that each duty was read with, as it stood or was counted."""
    return [fact["at_text"].partition(";")[0] for fact in read.facts]


def test_each_filled_cell_is_a_duty_and_each_line_a_row():
    read = grid(DATED, **{"code.code.N": "duty", "shift.N": "21:00-07:00"})
    assert times(read) == [
        ("4471", "2021-11-22T07:00:00", "2021-11-22T17:00:00", "duty"),
        ("4471", "2021-11-23T22:00:00", "2021-11-24T07:00:00", "duty"),
        ("4471", "2021-11-24T00:00:00", "2021-11-25T00:00:00", "RD"),
        ("4471", "2021-11-25T14:00:00", "2021-11-26T00:00:00", "duty"),
        ("5521", "2021-11-23T00:00:00", "2021-11-24T00:00:00", "leave"),
        ("5521", "2021-11-25T21:00:00", "2021-11-26T07:00:00", "duty"),
    ]
    assert [each.line for each in read.reads] == ["line 3", "line 4"]
    assert read.refused == [("line 5", "It does not say whose duty it is.")]
    assert read.remarks["header"].value == {"line": "line 2", "above": ["Response team B"]}


def test_a_code_that_is_in_no_table_is_asked_for_with_its_hours():
    read = grid(DATED)
    assert {"code.code.N", "shift.N"} <= set(read.questions)
    assert "It gives no times for “N”" in read.reads[1].undated


def test_the_days_of_a_week_are_counted_from_the_line_above_them():
    assert days(grid(NAMED)) == ["2021-11-22", "2021-11-24", "2021-11-28"]


@pytest.mark.parametrize("title", ["Week commencing 12/09/2022", "Week commencing 12 September 2022", "w/c 2022-09-12"])
def test_a_week_begins_on_the_one_day_that_has_the_right_name(title):
    assert days(grid([[title], *NAMED[1:]])) == ["2022-09-12", "2022-09-14", "2022-09-18"]


def test_a_week_that_may_begin_on_two_days_is_asked_for_and_read_as_answered():
    both = [["Week commencing 05/09/2022"], *NAMED[1:]]  # 5 September and 9 May are Mondays both
    read = grid(both)
    assert "date_order" in read.questions and read.facts == []
    assert [reason[:36] for _line, reason in read.refused] == ["On which day the week of this line b"]
    assert days(grid(both, date_order="dmy"))[0] == "2022-09-05" and days(grid(both, date_order="mdy"))[0] == "2022-05-09"


def test_a_week_without_a_day_above_it_is_refused_with_the_reason():
    assert [reason[:36] for _line, reason in grid(NAMED[1:]).refused] == ["On which day the week of this line b"]


def test_the_day_on_which_a_week_begins_may_be_answered_and_must_have_the_right_name():
    asked = grid(NAMED[1:])
    assert "Mon" in asked.questions["week.line 1"].asks
    assert days(grid(NAMED[1:], **{"week.line 1": "22/11/2021"})) == ["2021-11-22", "2021-11-24", "2021-11-28"]
    assert times(grid(NAMED[1:], **{"week.line 1": "2021-11-22"})) == times(grid(NAMED))
    for wrong in ("23/11/2021", "the first", "31/11/2021"):
        with pytest.raises(UnreadableFile, match="no Mon on which"):
            grid(NAMED[1:], **{"week.line 1": wrong})


def test_days_without_a_year_are_asked_for_and_read_as_answered():
    rows = [["Collar", "Fri 31 Dec", "Sat 1 Jan", "Sun 2 Jan"], ["4471", "RD", "0700-1700", "RD"]]
    assert "2021" in [choice.value for choice in grid(rows).questions["year"].choices]
    assert days(grid(rows, year="2021")) == ["Fri 31 Dec 2021", "Sat 1 Jan 2022", "Sun 2 Jan 2022"]


def test_further_weeks_stand_below_under_days_of_their_own():
    later = [[cell.replace("Mon 22", "Mon 29").replace("Tue 23", "Tue 30") for cell in DATED[1]], ["4471", "H", "RD", "RD", "", ""]]
    later[0][4:] = ["Wed 01/12/2021", "Thu 02/12/2021"]
    read = grid(DATED[:3] + later)
    assert days(read)[-2:] == ["Mon 29/11/2021", "Tue 30/11/2021"]
    assert read.remarks["headers again"].value == 1


def test_the_one_column_of_staff_numbers_is_found_without_a_header_and_two_are_asked_for():
    rows = [["", "", *DATED[1][2:]], *DATED[2:4]]
    assert {fact["staff_id"] for fact in grid(rows).facts} == {"4471", "5521"}
    two = [[row[0], row[0], *row[2:]] for row in rows]
    read = grid(two)
    assert [choice.value for choice in read.questions["column.staff_id"].choices] == ["#1", "#2"]
    assert read.facts == [] and len(read.refused) == 2
    assert {fact["staff_id"] for fact in grid(two, **{"column.staff_id": "#2"}).facts} == {"4471", "5521"}


def test_a_workbook_whose_days_are_days_reads_the_same():
    assert times(Result("roster", xlsx_of(DATED), "roster.xlsx")) == times(grid(DATED))


WHO = st.sampled_from(["4471", "", "PC 4471 HOLLOWAY", "5521/5522"])
CELLS = st.sampled_from(["", "0700-1700", "RD", "N", "x", "2500-2600", "-", "0700-1700 RD", "31/12/2021"])


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(["4471", "", "PC 4471 HOLLOWAY", "5521/5522"]), st.lists(CELLS, min_size=4, max_size=4)), max_size=8)
)
def test_every_line_is_read_or_refused(made):
    rows = [[who, "A", *cells] for who, cells in made]
    read = grid([*DATED[:2], *rows])
    told = read.remarks["headers again"].value if "headers again" in read.remarks else 0
    assert len(read.reads) + len(read.refused) + told == len(rows)


def test_a_sheet_without_days_beside_one_that_has_them_is_refused_line_by_line():
    book = openpyxl.Workbook()
    for row in DATED:
        book.active.append(row)
    book.create_sheet("Notes").append(["4471", "on loan to another team"])
    stream = io.BytesIO()
    book.save(stream)
    read = Result("roster", stream.getvalue(), "roster.xlsx")
    assert len(read.facts) == 6
    assert [reason[:31] for line, reason in read.refused if line.startswith("Notes")] == ["No line of the table holds days"]


LATER = [["Week commencing 29/11/2021"], *NAMED[1:]]


def test_a_second_week_has_the_days_of_the_line_above_it():
    assert days(grid([*NAMED, *LATER])) == ["2021-11-22", "2021-11-24", "2021-11-28", "2021-11-29", "2021-12-01", "2021-12-05"]


def test_the_names_again_for_another_team_are_the_same_week_and_for_the_same_people_an_unknown_one():
    other = [NAMED[1], ["5521", *NAMED[2][1:]]]
    read = grid([*NAMED, *other])
    assert days(read) == ["2021-11-22", "2021-11-24", "2021-11-28"] * 2
    again = grid([*NAMED, NAMED[1], ["5521", *NAMED[2][1:]], NAMED[2]])
    assert len(again.reads) == 1 and [reason[:33] for _line, reason in again.refused] == ["On which day the week of this lin"] * 2
    assert "week.line 4" in again.questions
    told = grid([*NAMED, NAMED[1], ["5521", *NAMED[2][1:]], NAMED[2]], **{"week.line 4": "29/11/2021"})
    assert days(told)[3:] == ["2021-11-29", "2021-12-01", "2021-12-05"] * 2


def test_weeks_that_name_no_day_are_asked_for_one_by_one_and_at_once():
    two = [NAMED[1], NAMED[2], NAMED[1], NAMED[2]]
    assert {"week.line 1", "week.line 3"} <= set(grid(two).questions)
    assert days(grid(two, **{"week.line 1": "22/11/2021", "week.line 3": "29/11/2021"}))[::3] == ["2021-11-22", "2021-11-29"]


def test_the_weeks_of_two_sheets_are_told_apart():
    book = openpyxl.Workbook()
    for sheet in (book.active, book.create_sheet("Other")):
        for row in NAMED[1:]:
            sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    answers = {"week.Sheet row 1": "22/11/2021", "week.Other row 1": "29/11/2021"}
    assert set(answers) <= set(Result("roster", stream.getvalue(), "roster.xlsx").questions)
    assert days(Result("roster", stream.getvalue(), "roster.xlsx", **answers))[::3] == ["2021-11-22", "2021-11-29"]


@pytest.mark.parametrize("rows", [NAMED, DATED, [["Collar", "Date", "Start", "End"], ["4471", "22/11/2021", "07:00", "17:00"]]])
def test_an_answer_of_a_week_that_begins_nowhere_is_told_and_not_passed_over(rows):
    assert grid(rows, **{"week.line 7": "22/11/2021"}).remarks["week not found"].value == "line 7"


def test_a_title_that_says_from_when_until_when_is_no_headers_of_a_list():
    title = ["Date from", "22/11/2021", "Date to", "28/11/2021"]
    assert days(grid([title, *NAMED[1:]])) == ["2021-11-22", "2021-11-24", "2021-11-28"]
    assert len(grid([[*DATED[1], "Start date"], [*DATED[2], "01/09/2015"]]).facts) == 4


@pytest.mark.parametrize(
    ("titles", "first"),
    [
        (["Week commencing 15/11/2021", "Printed 22/11/2021"], "2021-11-15"),
        (["Team B 15/11/2021"], "2021-11-15"),
        (["Week ending 21/11/2021"], "2021-11-15"),
        (["Printed 22/11/2021"], None),
        (["Team B 15/11/2021", "Team B 22/11/2021"], None),
        (["Week ending 22/11/2021"], None),
    ],
)
def test_the_day_on_which_a_roster_was_printed_is_not_that_of_its_week(titles, first):
    read = grid([[title] for title in titles] + NAMED[1:])
    assert days(read)[:1] == ([first] if first else []) and bool(read.refused) == (first is None)


@pytest.mark.parametrize("corner", ["November 2021", "2021", "Team 3"])
def test_what_stands_beside_the_days_does_not_hide_them(corner):
    assert len(days(grid([["Collar", corner, *DATED[1][2:]], DATED[2]]))) == 4


@pytest.mark.parametrize("whose", ["4471", "PC 4471 HOLLOWAY"])
def test_a_register_of_leave_is_no_grid_and_none_of_its_lines_is_lost(whose):
    asked_on_following_days = [whose, "22/11/2021", "23/11/2021", "24/11/2021"]
    read = grid(
        [["Collar", "Leave From", "Leave To", "Approved"], asked_on_following_days, [whose, "01/12/2021", "05/12/2021", "20/11/2021"]]
    )
    assert read.reads == [] and [line for line, _reason in read.refused][-2:] == ["line 2", "line 3"]


def test_days_that_do_not_follow_one_another_are_no_days_of_a_grid():
    read = grid([["Collar", "22/11/2021", "29/11/2021", "06/12/2021"], ["4471", "RD", "RD", "RD"]])
    assert read.facts == [] and len(read.refused) == 2


def test_a_line_with_a_cell_too_many_is_refused_and_not_read_a_day_late():
    slipped = ["4471", "HOLLOWAY", " A", "0700-1700", "N", "RD", "RD"]
    assert [reason[:29] for _line, reason in grid([*DATED[:2], slipped]).refused] == ["It has 7 cells under 6 header"]


def test_a_full_line_above_the_days_is_refused_and_no_title():
    read = grid([["5521", "SMITH", "RD", "RD", "RD", "RD"], *DATED[1:3]])
    assert read.refused == [("line 1", "It stands above the days of the grid, and is too full to be a title.")]
    assert read.remarks["header"].value["above"] == []


def test_the_names_of_the_days_may_stand_above_the_days_or_below_them():
    names = ["", "", "Mon", "Tue", "Wed", "Thu", "Fri"]
    dates = ["Collar", "Name", *(f"{day}/11/2021" for day in range(22, 27))]
    line = ["4471", "HOLLOWAY", "RD", "", "RD", "", ""]
    for head in ([names, dates], [dates, names], [[*dates[:2], *names[2:]], ["", "", *dates[2:]]]):
        assert days(grid([*head, line])) == ["22/11/2021", "24/11/2021"]


def test_the_hours_of_a_contract_are_nobodys_number():
    read = grid([["Officer name", "Contract", *DATED[1][2:]], ["HOLLOWAY A", "40", *DATED[2][2:]]])
    assert read.facts == [] and "column.staff_id" in read.questions


def test_a_shift_in_two_parts_is_two_duties_and_a_reference_is_no_shift():
    read = grid([DATED[1], ["4471", "HOLLOWAY", "0700-1100/1700-2100", "CR/1234/2021", "", ""]])
    assert [found[1:3] for found in times(read)] == [
        ("2021-11-22T07:00:00", "2021-11-22T11:00:00"), ("2021-11-22T17:00:00", "2021-11-22T21:00:00"), (None, None),
    ]  # fmt: skip
    assert "code.code.CR/1234/2021" in read.questions


LINES = st.sampled_from([
    ["Week commencing 22/11/2021"], ["Printed 22/11/2021"], NAMED[1], NAMED[2], DATED[1], DATED[2], DATED[4], ["", "", *DATED[1][2:]],
    ["", "", "Mon", "Tue", "Wed", "Thu", "Fri"], ["4471", "22/11/2021", "23/11/2021", "24/11/2021"], ["4471", *"abcdefghi"], [""],
])  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(LINES, max_size=9))
def test_whatever_stands_in_a_grid_every_line_is_read_refused_or_told_of(rows):
    read = grid([*rows, DATED[1], DATED[2]])
    again = read.remarks["headers again"].value if "headers again" in read.remarks else 0
    titles = len(read.remarks["header"].value["above"])
    filled = sum(any(row) for row in rows) + 2
    assert len(read.reads) + len(read.refused) + again + titles + 1 == filled


def test_many_lines_of_days_do_not_go_through_the_file_again_each_time():
    begun = []

    def rows():
        begun.append(1)
        return iter([GridRow(f"line {number}", tuple(DATED[1])) for number in range(300)])

    said = list(lines(Grid("text", rows), {}, Years()))
    assert [each.value for each in said if each.key == "headers again"] == [299]
    assert len(begun) == 1


def test_a_grid_wider_than_what_is_read_at_once_gives_an_account_of_every_line():
    """The lines below the days are looked at ahead of their turn, and none of those further down may be passed over for it."""
    above = ["Collar", *(f"{day:%a %d/%m/%Y}" for day in (date(2021, 11, 1) + timedelta(days) for days in range(90)))]
    people = [[str(5000 + number), *["0700-1700"] * 90] for number in range(200)]
    read = grid([["Response team B"], above, *people])
    assert [fact["staff_id"] for fact in read.facts][::90] == [number for number, *_ in people]
    assert len(read.reads) == 200 and not read.refused
