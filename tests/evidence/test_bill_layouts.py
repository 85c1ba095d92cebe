"""Bills as printed, and call records as switches write them: headings that name the telephone, days without a year, codes for words."""

import pytest

from custodiet.evidence.reading import UnreadableFile
from tests.evidence.tables import Result

PRINTED = """Itemised calls for 07700 900456
Date;Time;To;What;Mins:Secs
Wed 24 Nov;7:03pm;07700 900123;Calls to UK mobiles;2:05
Fri 31 Dec;11:59pm;07700 900123;Texts;
Sat 1 Jan;12:01am;020 7946 0123;Calls to UK landlines;12:00
"""
SWITCH = """start_ts,a_party,b_party,event,seconds,cell_id
1637780591,447700900456,447700900123,MOC,125,1234
1637780700,447700900123,447700900456,SMSMT,,1234
1637780800,447700900456,447700900123,SMS-MO,,1234
1637780900,447700900123,447700900456,MTC,0,1234
"""
TOLD = """EventStart\tDirection\tOtherParty\tType\tDurationSeconds
2021-11-24T19:03:11Z\tOutgoing\t+447700900123\tVoice Call\t125
2021-11-24T19:06:00Z\tMissed\t+447700900123\tVoice Call\t0
"""


def bill(text: str, **answers: str) -> Result:
    """The reading of a table of text."""
    return Result("phone_bill", text.encode(), "bill.csv", **answers)


def column(read: Result, name: str) -> list:
    """What each fact says there."""
    return [fact.get(name) for fact in read.facts]


def test_a_printed_bill_with_its_year_is_read_across_the_turn_of_the_year():
    read = bill(PRINTED, year="2021")
    assert column(read, "at") == ["2021-11-24T19:03:00", "2021-12-31T23:59:00", "2022-01-01T00:01:00"]
    assert column(read, "kind") == ["call", "sms", "call"]
    assert column(read, "duration_s")[::2] == [125, 720] and set(column(read, "asset_msisdn")) == {"+447700900456"}
    assert read.questions == {}


def test_a_printed_bill_asks_for_its_year_and_offers_those_in_which_the_days_of_the_week_are_right():
    read = bill(PRINTED)
    asked = read.questions["year"]
    assert [choice.value for choice in asked.choices] == ["2032", "2027", "2021", "2010", "2004"]
    assert {each.undated for each in read.reads} == {
        "Its day names no year, or one in which it is another day of the week: the file is asked for it."
    }


def test_the_newest_row_first_goes_back_over_the_turn_of_the_year():
    first, heads, *rows = PRINTED.splitlines()
    read = bill("\n".join([first, heads, *reversed(rows)]), year="2022")
    assert column(read, "at") == ["2022-01-01T00:01:00", "2021-12-31T23:59:00", "2021-11-24T19:03:00"]


def test_a_year_that_the_days_of_the_week_belie_dates_nothing_and_is_asked_for_again():
    read = bill(PRINTED, year="2020")
    assert all(each.undated for each in read.reads)
    assert read.questions["year"].why.startswith("In 2020 its days do not fall on the days of the week")


def test_without_days_of_the_week_any_year_may_be_given_and_nothing_is_offered():
    plain = PRINTED.replace("Wed ", "").replace("Fri ", "").replace("Sat ", "")
    assert bill(plain).questions["year"].choices == ()
    assert column(bill(plain, year="2020"), "at")[0] == "2020-11-24T19:03:00"


def test_a_day_that_the_year_does_not_have_stays_undated():
    read = bill("Date,Time,Number,Type\n29 Feb,10:00,07700 900123,Call\n", year="2021", own_number="07700 900456")
    assert [bool(each.undated) for each in read.reads] == [True]


@pytest.mark.parametrize("year", ["21", "1890", "MMXXI"])
def test_an_answer_that_is_no_year_is_refused(year):
    with pytest.raises(UnreadableFile, match="is no year"):
        bill(PRINTED, year=year)


def test_the_records_of_a_switch_say_by_codes_what_they_are_and_which_way_they_went():
    read = bill(SWITCH)
    assert column(read, "kind") == ["call", "sms", "sms", "call"]
    assert column(read, "direction") == ["out", "in", "out", "in"]
    assert set(column(read, "asset_msisdn")) == {"+447700900456"} and set(column(read, "other_e164")) == {"+447700900123"}
    assert read.facts[0]["duration_s"] == 125 and not any(each.undated for each in read.reads)


def test_a_missed_call_came_in_and_was_not_answered():
    read = bill(TOLD, own_number="07700 900456")
    assert [(fact["direction"], fact.get("answered"), fact["duration_s"]) for fact in read.facts] == [("out", True, 125), ("in", False, 0)]
    assert "duration_unit" not in read.questions  # the header says it


def test_a_start_time_beside_a_date_is_a_time():
    read = bill("Call Date,Start Time,Number Called,Type\n24/11/2021,19:03:11,07700900123,Call\n", own_number="07700 900456")
    assert column(read, "at") == ["2021-11-24T19:03:11"]


@pytest.mark.parametrize(
    ("line", "own"),
    [
        ("Calls made by PC 4471 from 07700 900456", "+447700900456"),
        ("Usage for +44 7700 900456", "+447700900456"),
        ("Calls from 01 12 2021", None),
        ("Charges from 01 11 2021 30 11 2021", None),
    ],
)
def test_a_heading_names_the_telephone_and_no_day_is_taken_for_one(line, own):
    read = bill(f"{line}\nDate,Time,Number,Type\n24/11/2021,19:03:11,07700900123,Call\n")
    assert column(read, "asset_msisdn") == [own]
