"""Columns are guessed from known headers only, shown, put right by answers, and asked for where they are not found."""

import io

import openpyxl
from hypothesis import given
from hypothesis import strategies as st

from custodiet.evidence.grid import open_grid
from custodiet.evidence.grid_row import GridRow
from custodiet.evidence.headed import Record, find_header, records
from custodiet.evidence.mapping import Field, guess, layout
from custodiet.evidence.reading import Question, Refused, Remark, Source

FIELDS = (
    Field("when", ("date", "call date"), needed=True, about="the day"),
    Field("called", ("called no", "number dialled"), needed=True, about="the number called"),
    Field("cost", ("cost", "charge")),
)


def read(data: bytes | str, **answers: str) -> list:
    data = data.encode() if isinstance(data, str) else data
    return list(records(open_grid(Source(io.BytesIO(data), "x", len(data))), FIELDS, answers))


def of(kind, outcomes):
    return [each for each in outcomes if isinstance(each, kind)]


def test_case_blanks_signs_and_brackets_of_a_header_do_not_matter():
    assert guess(["CALL_DATE", "Called No.", "Cost (£)"], FIELDS).columns == {"when": 0, "called": 1, "cost": 2}


def test_a_header_that_only_resembles_a_word_is_not_taken():
    assert guess(["Update", "Recalled no", "Costs"], FIELDS).columns == {}


def test_an_answer_beats_the_guess_and_no_column_serves_twice():
    mapping = guess(["Date", "Call date", "Called no"], FIELDS, {"column.when": "Call date", "column.cost": "nowhere"})
    assert mapping.shown() == {"when": "Call date", "called": "Called no"}


def test_titles_above_the_headers_are_no_records_and_are_remarked():
    outcomes = read("Invented Mobile\nMobile number:,07700 900456\n\nDate,Called No,Cost\n1/2/2021,07700900123,1\n")
    assert [(each.line, each["called"]) for each in of(Record, outcomes)] == [("line 5", "07700900123")]
    header, mapping, columns = of(Remark, outcomes)
    assert columns.value["line"] == "line 4"
    assert header.value == {"line": "line 4", "above": ["Invented Mobile", "Mobile number: | 07700 900456"]}
    assert mapping.value == {"when": "Date", "called": "Called No", "cost": "Cost"}
    assert not of(Refused, outcomes)


def test_a_full_row_above_the_headers_is_refused_not_dropped():
    outcomes = read("1/2/2021,07700900123,1\nDate,Called No,Cost\n1/2/2021,07700900123,1\n")
    assert [each.line for each in of(Refused, outcomes)] == ["line 1"]


def test_a_needed_column_that_is_not_found_is_asked_for_with_examples_and_its_rows_are_refused():
    outcomes = read("Date,B number,Cost\n1/2/2021,07700900123,1\n")
    (question,) = of(Question, outcomes)
    assert question.key == "column.called"
    assert [each.value for each in question.choices] == ["Date", "B number", "Cost"]
    assert "07700900123" in question.choices[1].shows
    assert "the number called" in of(Refused, outcomes)[0].reason
    answered = read("Date,B number,Cost\n1/2/2021,07700900123,1\n", **{"column.called": "B number"})
    assert [each["called"] for each in of(Record, answered)] == ["07700900123"]


def test_a_table_without_headers_is_asked_about_and_read_by_the_number_of_its_columns():
    data = "1/2/2021,07700900123\n2/2/2021,07700900124\n"
    outcomes = read(data)
    assert {each.key for each in of(Question, outcomes)} == {"column.when", "column.called"}
    assert len(of(Refused, outcomes)) == 2
    answered = read(data, **{"column.when": "#1", "column.called": "#2"})
    assert [each["called"] for each in of(Record, answered)] == ["07700900123", "07700900124"]


def test_a_header_as_long_as_a_page_is_called_by_its_number_in_questions_and_answers():
    table = f"{'x' * 12_000},Called no,Cost\n01/02/2021,07700 900123,1\n"
    [question] = of(Question, read(table))
    assert [(each.value, len(each.shows)) for each in question.choices] == [("#1", 212), ("Called no", 23), ("Cost", 7)]
    answered = read(table, **{"column.when": "#1"})
    assert [each["when"] for each in of(Record, answered)] == ["01/02/2021"]
    assert [each.value for each in of(Remark, answered) if each.key == "mapping"] == [{"when": "#1", "called": "Called no", "cost": "Cost"}]


def test_headers_repeated_on_every_page_are_no_records():
    outcomes = read("Date,Called No\n1/2/2021,07700900123\nDate,Called No\n2/2/2021,07700900123\n")
    assert len(of(Record, outcomes)) == 2
    assert [each.value for each in of(Remark, outcomes) if each.key == "headers again"] == [1]


def test_a_row_with_more_cells_than_headers_is_refused():
    outcomes = read("Date,Called No,Cost\n1/2/2021,07700900123,1,000\n")
    assert "4 cells under 3 headers" in of(Refused, outcomes)[0].reason


def test_every_sheet_has_its_own_headers_and_a_sheet_without_is_refused_without_a_question():
    workbook = openpyxl.Workbook()
    workbook.active.title = "Summary"
    workbook.active.append(["Line rental", 12])
    for name, header in (("Calls", ["Date", "Called No"]), ("Texts", ["Called No", "Date"])):
        sheet = workbook.create_sheet(name)
        sheet.append(header)
        sheet.append([name, name])
    stream = io.BytesIO()
    workbook.save(stream)
    outcomes = read(stream.getvalue())
    assert [each.line for each in of(Record, outcomes)] == ["Calls row 2", "Texts row 2"]
    assert [each.line for each in of(Refused, outcomes)] == ["Summary row 1"]
    assert not of(Question, outcomes)


def test_a_person_may_say_which_row_holds_the_headers_and_a_blank_one_refuses_the_rows_in_words():
    data = "Date,Called No\n\nDay,B\n1/2/2021,07700900123\n"
    answered = read(data, header="line 3", **{"column.when": "Day", "column.called": "B"})
    assert [each["called"] for each in of(Record, answered)] == ["07700900123"]
    assert {each.line for each in of(Refused, read(data, header="line 2"))} == {"line 1", "line 3", "line 4"}


@given(
    st.lists(
        st.lists(st.sampled_from(["Date", "called no", "Cost (£)", "Call Date [UTC]", "", "x", "12.40", "(charge)"]), max_size=5),
        max_size=6,
    )
)
def test_a_row_that_is_passed_over_as_no_headers_would_not_have_been_taken_for_them(table):
    rows = [GridRow(f"line {number}", tuple(cells)) for number, cells in enumerate(table, 1)]
    named = [len(guess(row.cells, FIELDS).columns) for row in rows]
    most = max(named, default=0)
    assert find_header(rows, FIELDS) == (named.index(most) if most > 1 else None)


def columns_of(outcomes):
    return [each.value for each in of(Remark, outcomes) if each.key == "columns"]


def test_every_column_is_told_with_its_first_cell_and_what_it_was_read_as_also_where_nothing_is_asked():
    [told] = columns_of(read("Date,Called No,,Cost\n1/2/2021,,x,\n2/2/2021,07700900123,,1\n"))
    assert told["columns"] == [
        ["Date", "Date", "1/2/2021", "when"], ["Called No", "Called No", "07700900123", "called"], ["#3", "", "x", ""],
        ["Cost", "Cost", "1", "cost"],
    ]  # fmt: skip
    assert (told["line"], told["told"]) == ("line 1", []) and told["fields"][1] == ["called", "the number called"]


def test_a_correction_for_a_layout_holds_for_tables_with_exactly_its_headers():
    data = "Date,Called no,Number dialled\n1/2/2021,0,07700900123\n"
    [told] = columns_of(read(data))
    told_so = {f"column.called@{told['layout']}": "Number dialled"}
    assert [each["called"] for each in of(Record, read(data))] == ["0"]
    assert [each["called"] for each in of(Record, read(data, **told_so))] == ["07700900123"]
    assert columns_of(read(data, **told_so))[0]["told"] == ["called"]
    other = data.replace("Number dialled", "Number dialled,Cost").replace("123", "123,1")
    assert [each["called"] for each in of(Record, read(other, **told_so))] == ["0"]


def test_headers_that_a_correction_is_about_are_found_although_no_word_of_them_is_known():
    data = "Invented Mobile\nTag,Rufnummer\n1/2/2021,07700900123\n"
    of_it = layout(["Tag", "Rufnummer"])
    told = {f"column.when@{of_it}": "Tag", f"column.called@{of_it}": "Rufnummer"}
    assert not of(Record, read(data))
    assert [(each.line, each["called"]) for each in of(Record, read(data, **told))] == [("line 3", "07700900123")]


def test_a_person_may_say_that_no_column_holds_a_field_and_each_of_two_columns_of_one_name_has_a_number():
    data = "Date,Called no,Cost,Cost\n1/2/2021,07700900123,1,2\n"
    assert [each["cost"] for each in of(Record, read(data))] == ["1"]
    assert [each["cost"] for each in of(Record, read(data, **{"column.cost": "#0"}))] == [""]
    assert [each[0] for each in columns_of(read(data))[0]["columns"]] == ["Date", "Called no", "#3", "#4"]
    assert [each["cost"] for each in of(Record, read(data, **{"column.cost": "#4"}))] == ["2"]


def test_what_is_said_of_a_column_that_there_is_not_or_of_an_unknown_field_is_remarked_and_not_passed_over():
    outcomes = read("Date,Called no\n1/2/2021,07700900123\n", **{"column.when": "Dte", "column.whom": "Date"})
    said = [each.says for each in of(Remark, outcomes) if each.key == "columns not found"]
    assert [each["when"] for each in of(Record, outcomes)] == ["1/2/2021"]
    assert "“Dte” holds the day" in said[0] and "“column.whom” names nothing" in said[1]


def test_the_columns_of_a_sheet_are_put_right_and_the_other_sheets_are_read_as_before():
    workbook = openpyxl.Workbook()
    for sheet, header in ((workbook.active, ["Date", "Called No"]), (workbook.create_sheet("B"), ["Day", "Called no"])):
        sheet.append(header)
        sheet.append(["1/2/2021", "07700900123"])
    stream = io.BytesIO()
    workbook.save(stream)
    outcomes = read(stream.getvalue(), **{"column.when": "Day"})
    assert [each["when"] for each in of(Record, outcomes)] == ["1/2/2021", "1/2/2021"]
    assert [each["told"] for each in columns_of(outcomes)] == [[], ["when"]]


def test_nothing_of_a_column_that_must_not_be_shown_is_told_as_an_example_or_in_a_question():
    secret = (Field("when", ("date",), needed=True), Field("sought", ("search",), hidden=True), Field("who", ("user",), needed=True))
    data = b"Date,Search,Log-in\n1/2/2021,Ann Example 1980,ab12\n"
    outcomes = list(records(open_grid(Source(io.BytesIO(data), "x", len(data))), secret, {}))
    assert [each[2] for each in columns_of(outcomes)[0]["columns"]] == ["1/2/2021", "…", "…"]
    [question] = of(Question, outcomes)
    assert "Ann" not in str(question) and "Log-in: nothing" not in str(question)


def test_a_second_row_of_headers_is_refused_and_never_read_as_a_record():
    two = "Date,Called no,Cost\nCall date,Number dialled,Note\n1/2/2021,07700900123,1\n"
    outcomes = read(two)
    assert [each.line for each in of(Record, outcomes)] == ["line 3"]
    [refused] = of(Refused, outcomes)
    assert refused.line == "line 2" and "names columns" in refused.reason
    told = read(two, header="line 2")
    assert [(each["when"], each["cost"]) for each in of(Record, told)] == [("1/2/2021", "")]
    assert [each.line for each in of(Refused, told)] == ["line 1"]
