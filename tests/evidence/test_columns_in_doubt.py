"""Headers that mean one thing in one system and another in the next: which column is chosen, and what is asked instead."""

import pytest

from custodiet.evidence.guessed import Guess, likeliest
from tests.evidence.tables import Result


def read(kind: str, header: str, line: str, **answers: str) -> Result:
    """The reading of one line."""
    return Result(kind, f"{header}\n{line}\n".encode(), "extract.csv", **answers)


@pytest.mark.parametrize(
    ("kind", "header", "line"),
    [
        ("access_log", "Action Date,Action Time,User ID,Action", "24/11/2021,19:40,GH4471,View"),
        ("access_log", "Log Date,Log Time,Login,Activity", "24/11/2021,19:40,GH4471,View"),
        ("access_log", "Date,Time,User,Viewed,Action", "24/11/2021,19:40,GH4471,N/3,View"),
        ("custody", "Custody Number,Officer No,Nominal URN,Arrived At,Arrival Date,Arrival Time", "C1,4471,N/3,Westvale,24/11/2021,19:40"),
        ("stops", "Stop No,Officer No,Person Ref,Stopped At,Date Stopped,Time Stopped", "S1,4471,N/3,High Street,24/11/2021,19:40"),
    ],
)
def test_the_time_of_day_is_that_of_its_day_and_a_place_is_no_time(kind, header, line):
    assert read(kind, header, line).column("at") == ["2021-11-24T19:40:00"]


def test_when_a_custody_was_begun_may_be_called_arrived_at():
    header = "Custody Number,Officer No,Nominal URN,Arrived At"
    assert read("custody", header, "C1,4471,N/3,24/11/2021 19:40").column("at") == ["2021-11-24T19:40:00"]


def test_the_reference_of_an_entry_is_not_the_person_who_was_looked_at():
    header = "Unique Reference,Date Time,User ID,Action,Record Type,Record ID"
    assert read("access_log", header, "AUD-991,24/11/2021 19:40,GH4471,View,Nominal,N/3").column("person_id") == ["N/3"]


def test_a_car_is_nobody_so_who_a_resource_is_is_asked():
    found = read("attendance", "Log Number,Resource,Assigned", "WV-1,WB21,13/11/2021 18:42")
    assert found.facts == [] and "column.staff_id" in found.questions


def test_a_urn_alone_is_not_taken_for_an_incident():
    found = read("incidents", "URN,Surname,DOB,Date Created", "N/3,X,01/02/1990,01/02/2015")
    assert found.facts == [] and "column.incident_id" in found.questions


def test_days_and_staff_alone_are_no_access_log():
    found = read("access_log", "Employee Number,Date,Planned Shift", "4471,24/11/2021,0700-1700")
    assert found.facts == [] and len(found.refused) == 1 and "column.action" in found.questions


def test_an_access_whose_action_and_record_are_empty_is_still_an_access():
    found = read("access_log", "User ID,Date Time,Action,Record ID", "GH4471,24/11/2021 19:40,,")
    assert found.column("account_id") == ["GH4471"]


@pytest.mark.parametrize(("columns", "kinds"), [(6, []), (4, ["postings"]), (0, ["postings"])])
def test_a_table_of_which_most_columns_are_unknown_is_told_to_be_nothing(columns, kinds):
    assert likeliest(Guess({"postings": {"read": 5, "refused": 0, "asked": 0, "known": 2, "columns": columns, "told": 10}})) == kinds


DUTY = [["2021-11-22T07:00:00", "2021-11-22T17:00:00"], ["2021-11-23T22:00:00", "2021-11-24T07:00:00"]]


@pytest.mark.parametrize(
    ("header", "lines"),
    [
        ("Duty Start Date,Start Time,Duty End Date,End Time", ["22/11/2021,07:00,22/11/2021,17:00", "23/11/2021,22:00,24/11/2021,07:00"]),
        ("Start Date,End Date", ["22/11/2021 07:00,22/11/2021 17:00", "23/11/2021 22:00,24/11/2021 07:00"]),
        ("Start Date,Start Time,End Time", ["22/11/2021,0700,1700", "23/11/2021,2200,0700"]),
    ],
)
def test_a_duty_has_the_days_that_stand_in_columns_of_their_own(header, lines):
    found = read("roster", f"Collar No,{header}", "\n".join(f"4471,{line}" for line in lines))
    assert [[fact["planned_start"], fact["planned_end"]] for fact in found.facts] == DUTY and not found.reading.undated


def test_leave_lasts_until_the_end_of_its_last_day_and_never_ends_before_it_begins():
    lines = "4471,22/11/2021,26/11/2021,AL\n4471,27/11/2021,,RD\n4471,29/11/2021,28/11/2021,AL"
    found = read("roster", "Collar No,Start Date,End Date,Duty", lines)
    assert found.column("planned_end") == ["2021-11-27T00:00:00", "2021-11-28T00:00:00"]
    assert found.refusal().reason == "It ends on 28/11/2021, before the day on which it begins."


def test_a_surname_beside_a_collar_number_is_nobodys_log_in():
    header = "Date/Time,User Name,Collar Number,Action,Record ID"
    lines = "\n".join(f"24/11/2021 19:40,{name},4471,View,N/3" for name in ('"HOLLOWAY, Graham"', "HOLLOWAY", "GH4471", ""))
    found = read("access_log", header, lines)
    assert found.column("account_id") == ["4471", "4471", "GH4471", "4471"]
    alone = read("access_log", header.replace("Collar Number", "Station"), "24/11/2021 19:40,HOLLOWAY,W,View,N/3")
    assert alone.column("account_id") == ["HOLLOWAY"]


def test_whose_a_number_beside_a_name_is_is_asked_and_a_word_is_no_number():
    header, line = "Date/Time,Operator,Officer No,Action,Record ID", "24/11/2021 19:40,gholloway,{},View,N/3"
    asked = read("access_log", header, line.format("4471"))
    assert "Officer No" in asked.questions["whose_number"].asks and asked.column("account_id") == ["4471"]
    for answer, account, asked_by in (("operator", "4471", None), ("requester", "gholloway", "4471"), ("another", "gholloway", None)):
        told = read("access_log", header, line.format("4471"), whose_number=answer)
        assert (told.column("account_id"), told.column("originator_staff_id"), told.questions) == ([account], [asked_by], {})
    without = read("access_log", header, line.format("n/a"))
    assert without.column("account_id") == ["gholloway"] and not without.questions
