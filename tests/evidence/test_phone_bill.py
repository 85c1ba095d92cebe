"""Bills: every layout reads, nothing spoilt is repaired, nothing undecidable is guessed, nothing counts twice."""

import random
from collections import Counter
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from custodiet.evidence.reading import UnreadableFile
from tests.evidence.tables import Result, csv_of, ods_of, pdf_of, xlsx_of

OWN, OTHER = "07700 900456", "07700 900123"
PLAIN = ["Date", "Time", "Number dialled", "Call type", "Duration"]
UK_CDR = [
    "CallType",
    "CustomerIdentifier",
    "TelephoneNumberDialled",
    "CallDate",
    "CallTime",
    "Duration",
    "BytesTransmitted",
    "Description",
    "RecordID",
]
DETAIL = [
    "calldate",
    "calltime",
    "handset",
    "username",
    "datavolume",
    "callduration",
    "diallednumber",
    "dialledlocation",
    "transmissiontype",
    "network",
]
REPORT = [
    "calldatetime",
    "calltype",
    "subcalltype",
    "destination",
    "notes",
    "duration",
    "datavolume",
    "numberdialled",
    "mobilenumber",
    "serviceused",
]
BT = [
    "Charge Code",
    "Installation No",
    "Line No",
    "Charge Card No",
    "Date",
    "Time",
    "Destination",
    "Called No",
    "Duration",
    "Txt Direct Rebate",
    "Cost",
]
RESELLER = ["CLI", "Date", "Time", "Number Dialled", "Destination", "Call Type", "Duration", "Cost", "Cost Centre"]

LAYOUTS = {
    "uk_cdr v1": [UK_CDR, ["Voice", OWN, OTHER, "24/11/2021", "19:03:11", "133", "0", "Mobile call", "R1"]],
    "bt_web v1": [BT, ["D", OWN, "1", "", "24/11/2021", "19:03:11", "Mobile", OTHER, "00:02:13", "", "0.12"]],
    "multi_network v1": [DETAIL, ["24/11/2021", "19:03:11", OWN, "PC X", "", "00:02:13", OTHER, "Mobile", "Voice", "A"]],
    "itemised v1": [REPORT, ["24/11/2021 19:03:11", "Voice", "", "Mobile", "", "00:02:13", "", OTHER, OWN, "Voice"]],
    "reseller v1": [RESELLER, [OWN, "24/11/2021", "19:03:11", OTHER, "Mobile", "Voice", "00:02:13", "0.12", "PSD"]],
    "plain v1": [[*PLAIN, "Mobile number"], ["24/11/2021", "19:03:11", OTHER, "Voice call", "2 min 13 s", OWN]],
}
WRITTEN = {"csv": csv_of, "semicolons": lambda rows: csv_of(rows, ";"), "xlsx": xlsx_of, "ods": ods_of}


def plain(*rows: list, header: list = PLAIN, own: str = OWN, **answers: str) -> Result:
    answers = {"own_number": own, **answers} if own else answers
    return Result("phone_bill", csv_of([header, *rows]), **answers)


@pytest.mark.parametrize("written", WRITTEN.values(), ids=WRITTEN.keys())
@pytest.mark.parametrize("layout", LAYOUTS)
def test_one_call_stays_one_call_in_every_layout_and_every_kind_of_file(layout, written):
    result = Result("phone_bill", written(LAYOUTS[layout]))
    assert result.remarks["profile"].value == layout
    assert result.counts == (1, 1, 0)
    assert not result.questions
    (fact,) = result.facts
    told = {name: fact[name] for name in ("at", "zone", "asset_msisdn", "other_e164", "direction", "kind", "duration_s")}
    assert told == {
        "at": "2021-11-24T19:03:11",
        "zone": "Europe/London",
        "asset_msisdn": "+447700900456",
        "other_e164": "+447700900123",
        "direction": "out",
        "kind": "call",
        "duration_s": 133,
    }
    assert fact["at_text"] == "24/11/2021 19:03:11"


@pytest.mark.parametrize("ruled", [True, False])
def test_a_printed_bill_reads_from_its_tables_and_names_its_own_telephone(ruled):
    rows = [[f"{day:02d}/11/2021", "19:03:11", f"07700 9001{day:02d}", "Mobile call", "00:02:13"] for day in range(1, 28)]
    pages = [PLAIN, *rows[:20], PLAIN, *rows[20:]]
    result = Result("phone_bill", pdf_of(pages, above=f"Mobile number: {OWN}", ruled=ruled, a_page=21))
    assert result.counts == (27, 27, 0)
    assert result.column("other_e164") == [f"+4477009001{day:02d}" for day in range(1, 28)]
    assert set(result.column("asset_msisdn")) == {"+447700900456"}
    assert result.reads[20].line == "page 2 row 3"
    assert result.remarks["headers again"].value == 1


def test_a_bill_says_that_it_holds_outgoing_events_only():
    assert "Outgoing only" in plain(["24/11/2021", "19:03:11", OTHER, "Text", ""]).remarks["outgoing only"].says


def test_what_came_in_is_incoming_where_a_column_says_so():
    header = ["Date", "Time", "Calling number", "Called number", "Direction", "Type", "Duration"]
    rows = [
        ["24/11/2021", "19:03", OTHER, OWN, "Incoming", "Voice", "0:01:00"],
        ["24/11/2021", "19:05", OWN, OTHER, "Outgoing", "Voice", "0:01:00"],
    ]
    result = plain(*rows, header=header, own="")
    assert result.column("direction") == ["in", "out"]
    assert set(result.column("asset_msisdn")) == {"+447700900456"}
    assert set(result.column("other_e164")) == {"+447700900123"}
    assert "outgoing only" not in result.remarks


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Voice call", "call"), ("UK Landline", "call"), ("Voicemail", "call"), ("Text message", "sms"), ("SMS", "sms"),
        ("Text to mobile", "sms"), ("Picture message", "mms"), ("MMS", "mms"), ("GPRS", "data"), ("Mobile data", "data"),
    ],
)  # fmt: skip
def test_the_kind_is_told_by_plain_words(words, kind):
    assert plain(["24/11/2021", "19:03:11", OTHER, words, ""]).column("kind") == [kind]


def test_an_unknown_word_is_asked_about_and_its_answer_holds():
    row = ["24/11/2021", "19:03:11", OTHER, "Zeta 9", "0:10"]
    result = plain(row)
    assert result.column("kind") == [None]
    assert "1 row" in result.questions["kind.zeta 9"].why
    assert plain(row, **{"kind.zeta 9": "call"}).column("kind") == ["call"]


def test_where_no_column_says_the_kind_it_is_asked_once_for_the_file():
    header = ["Date", "Time", "Number dialled", "Duration"]
    rows = [["24/11/2021", "19:03", OTHER, "0:01:00"], ["24/11/2021", "19:04", OTHER, ""]]
    assert list(plain(*rows, header=header).questions) == ["kind"]
    assert plain(*rows, header=header, kind="by length").column("kind") == ["call", "sms"]


# --- Days and times ----------------------------------------------------------------------------------------------------------


def test_an_order_that_nothing_proves_is_asked_with_both_meanings_and_the_rows_stay_undated():
    result = plain(["03/04/2021", "19:03:11", OTHER, "Text", ""], ["05/06/2021", "19:03:11", OTHER, "Text", ""])
    assert [each.shows for each in result.questions["date_order"].choices] == [
        "“03/04/2021” is 3 April 2021",
        "“03/04/2021” is 4 March 2021",
    ]
    assert result.column("at") == [None, None]
    assert result.column("at_text") == ["03/04/2021 19:03:11", "05/06/2021 19:03:11"]
    assert len(result.reading.undated) == 2
    answered = plain(["03/04/2021", "19:03:11", OTHER, "Text", ""], date_order="mdy")
    assert answered.column("at") == ["2021-03-04T19:03:11"]


def test_one_day_beyond_the_twelfth_settles_the_order_of_the_whole_file():
    result = plain(["03/04/2021", "19:03:11", OTHER, "Text", ""], ["25/04/2021", "19:03:11", OTHER, "Text", ""])
    assert result.column("at") == ["2021-04-03T18:03:11", "2021-04-25T18:03:11"]
    assert result.remarks["date order"].value == "dmy"


def test_dates_that_a_spreadsheet_has_mixed_are_asked_about_even_where_the_layout_is_known():
    rows = [["24/11/2021", "19:03:11", OWN, OTHER], ["11/24/2021", "19:03:11", OWN, OTHER]]
    result = Result("phone_bill", csv_of([["calldate", "calltime", "handset", "diallednumber"], *rows]))
    assert "mixed" in result.questions["date_order"].why
    assert result.column("at") == [None, None]


def test_the_second_hour_of_an_autumn_night_keeps_both_moments_and_the_lost_hour_of_spring_has_none():
    result = plain(["31/10/2021", "01:30:00", OTHER, "Text", ""], ["27/03/2022", "01:30:00", OTHER, "Text", ""])
    assert (result.column("at")[0], result.column("at_alt")[0]) == ("2021-10-31T00:30:00", "2021-10-31T01:30:00")
    assert result.column("at")[1] is None
    assert "clocks went forward" in result.reading.undated[0].reason


def test_a_zone_of_the_header_and_of_an_answer_are_heeded():
    row = ["24/07/2021", "19:03:11", OTHER, "Text", ""]
    assert plain(row).column("at") == ["2021-07-24T18:03:11"]
    assert plain(row, header=["Date", "Time (UTC)", *PLAIN[2:]]).column("at") == ["2021-07-24T19:03:11"]
    assert plain(row, zone="+02:00").column("at") == ["2021-07-24T17:03:11"]
    with pytest.raises(UnreadableFile, match="no zone"):
        plain(row, zone="Mars/Olympus")


@pytest.mark.parametrize(
    "text", ["2021-07-24 18:03:11Z", "2021-07-24T19:03:11+01:00", "24 Jul 2021 7:03:11 pm", "Sat 24-Jul-21 19:03:11", "20210724190311"]
)
def test_every_plain_way_of_writing_a_moment_is_read(text):
    assert plain([text, OTHER, "Text"], header=["Date/Time", "Number dialled", "Type"]).column("at") == ["2021-07-24T18:03:11"]


def test_a_day_without_a_time_is_no_moment():
    result = plain(["24/11/2021", OTHER, "Text"], header=["Date", "Number dialled", "Type"])
    assert result.column("at") == [None]
    assert "time of day" in result.reading.undated[0].reason


def test_midnight_in_a_spreadsheet_is_midnight_where_its_other_rows_say_a_time():
    rows = [["Date/Time", "Number dialled", "Type", "Duration", "Mobile number"]]
    rows += [[moment, OTHER, "Voice", time(0, 2, 13), OWN] for moment in (datetime(2021, 11, 24), datetime(2021, 11, 24, 19, 3, 11))]
    result = Result("phone_bill", xlsx_of(rows))
    assert result.column("at") == ["2021-11-24T00:00:00", "2021-11-24T19:03:11"]
    assert result.column("duration_s") == [133, 133]
    alone = Result("phone_bill", xlsx_of(rows[:2]))
    assert alone.column("at") == [None]


@pytest.mark.parametrize(
    ("text", "length"),
    [("1:02:03", 3723), ("2:13", 133), ("2 min 13 s", 133), ("1h 2m 3s", 3723), ("133 secs", 133), ("", None), ("-", None), ("n/a", None)],
)
def test_every_plain_way_of_writing_a_length_is_read(text, length):
    assert plain(["24/11/2021", "19:03:11", OTHER, "Voice", text]).column("duration_s") == [length]


def test_a_plain_number_is_a_length_only_with_its_unit():
    row = ["24/11/2021", "19:03:11", OTHER, "Voice", "2.5"]
    result = plain(row)
    assert result.column("duration_s") == [None]
    assert result.remarks["lengths"].value == 1
    assert [each.value for each in result.questions["duration_unit"].choices] == ["seconds", "minutes"]
    assert plain(row, duration_unit="minutes").column("duration_s") == [150]
    assert plain(row, header=[*PLAIN[:4], "Duration (mins)"]).column("duration_s") == [150]


def test_data_is_counted_in_bytes_where_the_unit_is_said():
    header = ["Date", "Time", "Number dialled", "Call type", "Data (MB)"]
    assert plain(["24/11/2021", "19:03:11", "internet", "GPRS", "1.5"], header=header).column("bytes") == [1572864]
    unsaid = plain(["24/11/2021", "19:03:11", "internet", "GPRS", "1.5"], header=[*header[:4], "Data"])
    assert unsaid.column("bytes") == [None]
    assert unsaid.remarks["volumes"].value == 1


# --- Numbers -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("raw", ["4.47E+11", "4.477009E+11", "7700900123"])
def test_a_spoilt_number_is_refused_with_the_row_shown(raw):
    refused = plain(["24/11/2021", "19:03:11", raw, "Text", ""]).refusal()
    assert (refused.line, raw in refused.text) == ("line 2", True)
    assert "spreadsheet" in refused.reason


def test_a_number_cell_of_a_spreadsheet_that_has_lost_its_nought_is_refused_and_a_whole_one_is_read():
    rows = [[*PLAIN, "CLI"]] + [
        ["24/11/2021", "19:03:11", cell, "Text", "", OWN] for cell in (7700900123, 447700900123, 447700900000, "07700900123")
    ]
    result = Result("phone_bill", xlsx_of(rows))
    assert [line for line, _ in result.refused] == ["Sheet row 2", "Sheet row 4"]
    assert result.column("other_e164") == ["+447700900123"] * 2


@pytest.mark.parametrize(
    ("raw", "kind"), [("Withheld", "withheld"), ("121", "voicemail"), ("60123", "short code"), ("+33 6 12 34 56 78", "international")]
)
def test_other_numbers_keep_their_text_and_have_a_class(raw, kind):
    result = plain(["24/11/2021", "19:03:11", raw, "Voice", "0:10"])
    assert (result.column("other_raw"), result.column("other_class")) == ([raw], [kind])


def test_a_switchboard_is_told_by_a_person():
    assert plain(["24/11/2021", "19:03:11", "01632 960001", "Voice", "0:10"], switchboard="01632960001").column("other_class") == [
        "switchboard"
    ]


def test_whose_bill_it_is_is_asked_where_nothing_says_it():
    result = plain(["24/11/2021", "19:03:11", OTHER, "Text", ""], own="")
    assert "own_number" in result.questions
    assert result.column("asset_msisdn") == [None]


def test_lines_between_the_rows_name_the_telephone_of_the_rows_that_follow():
    rows = [[f"Mobile number: {OWN}"], PLAIN, ["24/11/2021", "19:03:11", OTHER, "Text", ""], ["Mobile number: 07700 900457"]]
    rows.append(["24/11/2021", "19:03:11", OTHER, "Text", ""])
    result = Result("phone_bill", csv_of(rows))
    assert result.column("asset_msisdn") == ["+447700900456", "+447700900457"]
    assert result.counts == (2, 2, 0)


# --- What is no event, and what stands twice ---------------------------------------------------------------------------------


def test_totals_notes_and_cut_lines_are_refused_each_with_its_reason():
    rows = [
        ["24/11/2021", "19:03:11", OTHER, "Text", ""],
        ["Total", "", "", "", "0:10"],
        ["see overleaf", "", "", "", ""],
        ["24/11/2021", "19:"],
    ]
    result = plain(*rows)
    assert result.counts == (4, 1, 3)
    assert [reason.split(",")[0] for _, reason in result.refused] == [
        "It is a sum or a note of the bill",
        "It names neither a day nor a number",
        "It is cut off: 2 cells of 5.",
    ]


def page(first: int, count: int = 8) -> list[list[str]]:
    return [["24/11/2021", f"19:{first + each:02d}:00", OTHER, "Text", ""] for each in range(count)]


def test_a_page_that_appears_twice_counts_once():
    result = plain(*page(0), *page(20), *page(0))
    assert result.counts == (24, 16, 8)
    assert result.refused[0] == (
        "line 18",
        "It repeats line 2, as do the rows around it: the page appears twice. Each event is counted once.",
    )
    assert plain(*page(0), *page(20), *page(0), repeats="keep").counts == (24, 24, 0)


def test_two_texts_in_one_minute_and_a_text_in_ten_parts_are_kept_and_counted():
    result = plain(*page(0), page(0)[3], *[page(30)[0]] * 10)
    assert result.counts == (19, 19, 0)
    assert result.remarks["same rows"].value == 10


# --- Whatever comes ----------------------------------------------------------------------------------------------------------


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=600))
def test_arbitrary_bytes_are_read_or_refused_as_a_whole(data):
    try:
        Result("phone_bill", data)
    except UnreadableFile as refused:
        assert len(str(refused)) > 20


CELL = st.sampled_from(
    ["24/11/2021", "11/24/2021", "19:03:11", OTHER, "4.47E+11", "Text", "0:10", "", "x", "Total", "99/99/9999", "é", "Voicemail", "-1"]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(CELL, min_size=1, max_size=6), max_size=15), st.sampled_from(list(LAYOUTS)))
def test_rows_read_and_rows_refused_are_the_rows_of_the_file(rows, layout):
    header = LAYOUTS[layout][0]
    result = Result("phone_bill", csv_of([header, *rows]))
    standing = [row for row in rows if any(cell.strip() for cell in row)]
    assert result.reading.rows_in_file == result.reading.rows_read + result.reading.rows_refused == len(standing)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32), st.sampled_from(["csv", "xlsx", "ods"]))
def test_a_damaged_bill_is_read_or_refused_and_never_more_than_that(seed, kind):
    chance = random.Random(seed)
    data = bytearray(WRITTEN[kind]([PLAIN, *page(0)]))
    for _ in range(chance.randint(1, 6)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    try:
        result = Result("phone_bill", bytes(data[: chance.randint(1, len(data))]))
    except UnreadableFile:
        return
    assert result.reading.rows_in_file == result.reading.rows_read + result.reading.rows_refused


def test_a_length_of_more_than_a_day_is_read_from_a_spreadsheet():
    rows = [[*PLAIN, "CLI"], ["24/11/2021", "19:03:11", OTHER, "Voice", timedelta(hours=30), OWN]]
    assert Result("phone_bill", xlsx_of(rows)).column("duration_s") == [108000]


def test_the_bills_of_both_stories_read_whole_and_the_first_holds_17_calls_and_43_texts_to_her():
    exhibits = Path(__file__).resolve().parents[2] / "demo" / "exhibits"
    one = Result("phone_bill", (exhibits / "phone-bill-2021-11-to-2022-02.xlsx").read_bytes())
    assert (one.counts, len(one.questions), len(one.reading.undated)) == ((490, 490, 0), 0, 0)
    to_her = [fact for fact in one.facts if fact["other_e164"] == "+447700900123" and "2021-11-22" <= fact["at"] < "2022-01-31"]
    assert Counter(fact["kind"] for fact in to_her) == {"call": 17, "sms": 43}
    two = Result("phone_bill", (exhibits / "two" / "phone-bill-2021-05-to-2021-06.csv").read_bytes())
    assert two.reading.rows_in_file == two.reading.rows_read
    assert not two.reading.undated
