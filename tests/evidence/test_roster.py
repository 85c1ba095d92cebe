"""Duty rosters: planned and worked, codes, midnight; where the roster is silent nothing is said."""

from datetime import datetime, time, timedelta

import pytest

from custodiet.evidence.readers.roster import ROSTER
from tests.evidence.extract_files import one, read, table
from tests.evidence.tables import Result, xlsx_of

HEAD = "Staff ID|Duty date|Code|Planned start|Planned end|Actual start|Actual end|Overtime (min)|Status"


def times(row) -> tuple[object, ...]:
    return tuple(row[name] for name in ("planned_start", "planned_end", "actual_start", "actual_end"))


def test_a_late_shift_ends_at_the_midnight_that_is_written_24_00():
    row = one(ROSTER, HEAD, "4471|21/11/2021|LATE|14:00|24:00|14:00|02:10|130|Confirmed")
    assert times(row) == ("2021-11-21T14:00:00", "2021-11-22T00:00:00", "2021-11-21T14:00:00", "2021-11-22T02:10:00")
    assert (row["code"], row["overtime_min"], row["confidence"]) == ("duty", 130, "actual")


def test_a_night_shift_runs_into_the_next_day_and_local_time_becomes_utc():
    row = one(ROSTER, HEAD, "4471|21/07/2021|NIGHT|2100|0700||||")
    assert times(row) == ("2021-07-21T20:00:00", "2021-07-22T06:00:00", None, None)
    assert row["confidence"] == "planned"


def test_a_start_after_midnight_belongs_to_the_night_that_was_planned():
    row = one(ROSTER, HEAD, "4471|21/11/2021|NIGHT|21:00|07:00|00:30|07:00||")
    assert times(row)[2:] == ("2021-11-22T00:30:00", "2021-11-22T07:00:00")


def test_a_shift_over_the_end_of_summer_time_is_an_hour_longer():
    row = one(ROSTER, HEAD, "4471|30/10/2021|NIGHT|21:00|07:00||||")
    assert times(row)[:2] == ("2021-10-30T20:00:00", "2021-10-31T07:00:00")


@pytest.mark.parametrize(
    ("word", "code"),
    [("RD", "RD"), ("Rest day", "RD"), ("AL", "leave"), ("SICK", "sick"), ("TOIL", "TOIL"), ("CANX", "cancelled"), ("On-call", "on-call")],
)
def test_a_day_off_without_times_is_a_row_that_speaks_of_the_whole_day(word, code):
    row = one(ROSTER, HEAD, f"4471|21/07/2021|{word}||||||Confirmed")
    assert times(row) == ("2021-07-20T23:00:00", "2021-07-21T23:00:00", None, None)
    assert (row["code"], row["confidence"]) == (code, "actual")


@pytest.mark.parametrize(
    ("word", "code"), [("COURT", "court"), ("TRG", "training"), ("RDW", "duty"), ("AL", "leave"), ("ONCALL", "on-call")]
)
def test_a_code_with_times_keeps_them(word, code):
    row = one(ROSTER, HEAD, f"4471|21/11/2021|{word}|09:30|13:00|09:30|13:00||Confirmed")
    assert (row["code"], row["planned_start"], row["actual_end"]) == (code, "2021-11-21T09:30:00", "2021-11-21T13:00:00")


def test_a_duty_without_times_has_no_hours_and_the_shift_is_asked_for():
    content = table(HEAD, "4471|21/11/2021|LATE||||||")
    reading, facts = read(ROSTER, content)
    assert times(facts[0].values) == (None, None, None, None)
    assert (facts[0].values["confidence"], len(reading.undated)) == ("unknown", 1)
    assert [question.key for question in reading.questions] == ["shift.LATE"]
    _, answered = read(ROSTER, content, **{"shift.LATE": "14:00-24:00"})
    assert times(answered[0].values)[:2] == ("2021-11-21T14:00:00", "2021-11-22T00:00:00")


def test_a_single_letter_is_asked_for_because_forces_differ():
    reading, facts = read(ROSTER, table(HEAD, "4471|21/11/2021|L|14:00|24:00||||"))
    assert facts[0].values["code"] == "unknown"
    assert [question.key for question in reading.questions] == ["code.code.L"]
    assert one(ROSTER, HEAD, "4471|21/11/2021|L|14:00|24:00||||", **{"code.code.L": "duty"})["code"] == "duty"


def test_what_was_done_instead_goes_before_the_tour():
    assert (
        one(ROSTER, "Staff ID|Date|Tour code|Activity code|Planned start|Planned end", "4471|21/11/2021|EARLY|COURT|07:00|17:00")["code"]
        == "court"
    )


def test_bare_times_are_planned_until_a_person_says_that_they_were_worked():
    content = table("Collar no|Date|Start|End|Shift", "4471|21/11/2021|07:00|17:00|Early")
    reading, facts = read(ROSTER, content)
    assert [question.key for question in reading.questions] == ["times"]
    assert facts[0].values["confidence"] == "planned"
    assert read(ROSTER, content, times="actual")[1][0].values["confidence"] == "actual"


def test_times_may_stand_in_one_cell():
    assert one(ROSTER, "Collar no|Date|Hours|Code", "4471|21/11/2021|1400-2400|LATE")["planned_end"] == "2021-11-22T00:00:00"


def test_days_may_stand_beside_the_times():
    row = one(ROSTER, "Staff ID|Planned start|Planned end|Code", "4471|21/11/2021 21:00|22/11/2021 07:00|NIGHT")
    assert times(row)[:2] == ("2021-11-21T21:00:00", "2021-11-22T07:00:00")


def test_overtime_without_a_unit_is_asked_for():
    content = table("Staff ID|Date|Planned start|Planned end|Overtime", "4471|21/11/2021|07:00|17:00|2")
    reading, facts = read(ROSTER, content)
    assert facts[0].values["overtime_min"] is None
    assert [question.key for question in reading.questions] == ["overtime_unit"]
    assert read(ROSTER, content, overtime_unit="hours")[1][0].values["overtime_min"] == 120


def test_a_row_that_says_nothing_of_the_day_is_refused():
    reading, _ = read(ROSTER, table(HEAD, "4471|21/11/2021|||||||", "|21/11/2021|RD||||||"))
    assert [refusal.reason for refusal in reading.refusals] == [
        "It gives neither times nor a code, so it says nothing of the day.",
        "It does not say whose duty it is.",
    ]


def test_a_rest_day_whose_date_is_not_settled_is_read_without_a_day():
    reading, facts = read(ROSTER, table(HEAD, "4471|03/04/2021|RD||||||Confirmed"))
    assert times(facts[0].values) == (None, None, None, None)
    assert (facts[0].values["code"], reading.questions[0].key, len(reading.undated)) == ("RD", "date_order", 1)


def test_a_workbook_s_days_and_times_are_those_that_it_shows():
    rows = [
        ["Staff ID", "Duty date", "Code", "Planned start", "Planned end", "Actual start", "Actual end", "Overtime (min)", "Status"],
        [4471, datetime(2021, 11, 3), "LATE", time(14), timedelta(hours=24), time(14), time(2, 10), 130, "Confirmed"],
        [4471, datetime(2021, 11, 4), "RD", None, None, None, None, None, "Confirmed"],
        [4471, datetime(2021, 11, 5), "NIGHT", datetime(2021, 11, 5, 21), datetime(2021, 11, 6, 7), None, None, None, None],
    ]
    found = Result("roster", xlsx_of(rows))
    assert (found.counts, found.questions, found.column("staff_id")) == ((3, 3, 0), {}, ["4471"] * 3)
    assert [times(row) for row in found.facts] == [
        ("2021-11-03T14:00:00", "2021-11-04T00:00:00", "2021-11-03T14:00:00", "2021-11-04T02:10:00"),
        ("2021-11-04T00:00:00", "2021-11-05T00:00:00", None, None),
        ("2021-11-05T21:00:00", "2021-11-06T07:00:00", None, None),
    ]


def said(head, *rows, **answers):
    """The hours of each row, and why it has none."""
    reading, facts = read(ROSTER, table(head, *rows), **answers)
    return [times(fact.values)[:2] for fact in facts], " ".join(each.reason for each in (*reading.undated, *reading.refusals))


NONE = [(None, None)]


@pytest.mark.parametrize(
    ("head", "row", "why"),
    [
        ("Staff ID|Start date|Start|End date|End|Code", "4471|15/11/2021|09:00|17/11/2021|17:00|TRG", "It would last 56 hours"),
        ("Staff ID|Start date|End date|Planned start|Planned end|Code", "4471|15/11/2021|17/11/2021|09:00|17:00|TRG", "It goes on"),
        ("Staff ID|Start date|End date|Hours|Code", "4471|15/11/2021|17/11/2021|0900-1700|TRG", "It goes on until 17/11/2021"),
        ("Staff ID|Date|Start date|Planned start|Planned end", "4471|15/11/2021|17/11/2021|09:00|17:00", "Its day is 15/11/2021"),
        ("Staff ID|Start date|Start|End date|End", "4471|15/11/2021|14:00|15/11/2021|00:00", "which is not after its start"),
        ("Staff ID|Planned start|Planned end", "4471|15/11/2021 14:00|15/11/2021 14:00", "which is not after its start"),
    ],
)  # fmt: skip
def test_a_duty_whose_hours_may_be_those_of_another_day_has_none_and_says_why(head, row, why):
    hours, told = said(head, row)
    assert hours == NONE and why in told


def test_the_hours_of_a_shift_are_not_given_to_the_first_of_its_days_alone():
    assert said("Staff ID|Start date|End date|Code", "4471|15/11/2021|19/11/2021|EARLY", **{"shift.EARLY": "07:00-17:00"})[0] == NONE
    assert said("Staff ID|Start date|End date|Code", "4471|15/11/2021|16/11/2021|NIGHT", **{"shift.NIGHT": "21:00-07:00"}) == (
        [("2021-11-15T21:00:00", "2021-11-16T07:00:00")], "",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("columns", "row", "hours"),
    [
        ("Start date|End date", "15/11/2021 00:00|19/11/2021 00:00|AL", ("2021-11-15T00:00:00", "2021-11-20T00:00:00")),
        ("Start date|End date", "15/11/2021 00:00|15/11/2021 00:00|AL", ("2021-11-15T00:00:00", "2021-11-16T00:00:00")),
        ("Date|Start date|End date", "17/11/2021|15/11/2021|19/11/2021|AL", ("2021-11-15T00:00:00", "2021-11-20T00:00:00")),
        ("Start date|Start|End date|End", "15/11/2021 00:00|1400|15/11/2021|2400|LATE", ("2021-11-15T14:00:00", "2021-11-16T00:00:00")),
        ("Start date|End date", "15/11/2021 22:00|16/11/2021 00:00|LATE", ("2021-11-15T22:00:00", "2021-11-16T00:00:00")),
        ("Date|Start date|Start|End", "15/11/2021|20/11/2021|09:00|17:00|COURT", ("2021-11-20T09:00:00", "2021-11-20T17:00:00")),
    ],
)  # fmt: skip
def test_a_midnight_beside_a_day_is_no_time_and_an_end_is_of_the_day_of_its_start(columns, row, hours):
    assert said(f"Staff ID|{columns}|Code", f"4471|{row}") == ([hours], "")


def test_an_absence_that_was_booked_on_another_day_is_refused_and_not_begun_then():
    hours, told = said("Staff ID|Date|Start date|End date|Code", "4471|01/11/2021|15/11/2021|19/11/2021|AL")
    assert hours == [] and "is none of those from 15/11/2021 to 19/11/2021" in told


def test_a_duty_with_one_end_alone_says_that_it_has_no_other():
    assert "one end of the duty and not the other" in said(HEAD, "4471|21/11/2021|LATE|14:00|||||")[1]
    assert said(HEAD, "4471|21/11/2021|LATE|14:00|24:00|14:05|||")[1] == ""
