"""One call stays one call, in Avaya's, Cisco's and Microsoft's logs, however many rows each wrote of it."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from custodiet.evidence.reading import UnreadableFile
from tests.evidence.tables import Result, csv_of, xlsx_of

OTHER, LAND = "07700900123", "01632960001"


def avaya(start: str, connected: str, direction: str, caller: str, called: str, call: int, more: int, internal: int = 0) -> list:
    return [
        start,
        connected,
        5,
        caller,
        direction,
        called,
        called,
        "",
        internal,
        call,
        more,
        "E201",
        "Desk",
        "T9001",
        "Line 1",
        0,
        0,
        "",
        "",
        "",
        "",
    ]


SMDR = [
    avaya("2021/11/24 19:03:11", "00:00:20", "I", OTHER, "201", 1000012, 1),
    avaya("2021/11/24 19:03:30", "00:01:00", "O", "202", LAND, 1000013, 0),
    avaya("2021/11/24 19:03:31", "00:01:53", "I", OTHER, "205", 1000012, 0),
    avaya("2021/11/24 20:00:00", "00:00:00", "O", "201", "205", 1000014, 0, internal=1),
    avaya("2021/11/24 21:00:00", "00:00:10", "O", "201", OTHER, 1000012, 0),
]


def test_avayas_continued_rows_are_one_call_with_all_its_lines():
    result = Result("telephony", csv_of(SMDR))
    assert result.counts == (5, 5, 0)
    assert [len(each.facts) for each in result.reads] == [0, 1, 1, 1, 1]
    assert result.reads[2].line == "line 3 (with line 1)"
    call = result.facts[1]
    assert (call["at"], call["duration_s"], call["answered"], call["direction"]) == ("2021-11-24T19:03:11", 133, True, "in")
    assert (call["asset_msisdn"], call["other_e164"], call["zone"]) == ("201", "+447700900123", "Europe/London")
    assert result.remarks["calls of several rows"].value == {"rows": 2, "calls": 1}


def test_avayas_other_calls_have_their_direction_and_say_whether_they_were_answered():
    result = Result("telephony", csv_of(SMDR))
    assert result.column("direction") == ["out", "in", "internal", "out"]
    assert result.column("answered") == [True, True, False, True]


def test_a_number_that_avaya_uses_again_is_another_call_even_where_the_end_of_the_first_is_missing():
    rows = [SMDR[0], avaya("2021/11/27 19:03:11", "00:00:30", "I", LAND, "201", 1000012, 0)]
    assert Result("telephony", csv_of(rows)).column("duration_s") == [20, 30]


def test_a_log_cut_off_within_a_call_still_tells_the_call():
    assert Result("telephony", csv_of(SMDR[:1])).column("duration_s") == [20]


def test_a_row_of_another_shape_is_refused_and_the_rest_is_read():
    result = Result("telephony", csv_of([*SMDR, ["2021/11/24 22:00:00", "x"]]))
    assert result.counts == (6, 5, 1)
    assert "SMDR" in result.refusal().reason


CUCM = ["cdrRecordType", "globalCallID_callManagerId", "globalCallID_callId", "dateTimeOrigination", "callingPartyNumber"]
CUCM += ["originalCalledPartyNumber", "finalCalledPartyNumber", "dateTimeConnect", "dateTimeDisconnect", "duration", "pkid"]
TYPES = [
    "INTEGER",
    "INTEGER",
    "INTEGER",
    "INTEGER",
    "VARCHAR(50)",
    "VARCHAR(50)",
    "VARCHAR(50)",
    "INTEGER",
    "INTEGER",
    "INTEGER",
    "UNIQUEIDENTIFIER",
]
T = 1637780591  # 24 November 2021, 19:03:11 UTC


def cucm(call: int, start: int, caller: str, called: str, connected: int, ended: int) -> list:
    return [1, 1, call, start, caller, called, called, connected, ended, ended - connected if connected else 0, f"p{start}"]


def test_ciscos_row_of_types_is_no_record_and_legs_of_one_call_are_one_call():
    rows = [
        cucm(7, T, "4201", "907700900123", T + 5, T + 100),
        cucm(8, T + 9, LAND, "4201", 0, T + 30),
        cucm(7, T + 100, "4202", OTHER, T + 100, T + 138),
    ]
    result = Result("telephony", csv_of([CUCM, TYPES, *rows]), outside_line="9")
    assert result.counts == (3, 3, 0)
    assert result.remarks["type row"].value == "line 2"
    missed, call = result.facts
    assert (call["at"], call["duration_s"], call["direction"], call["other_e164"]) == ("2021-11-24T19:03:11", 133, "out", "+447700900123")
    assert call["other_raw"] == "907700900123"
    assert (missed["answered"], missed["direction"], missed["asset_msisdn"], missed["other_e164"]) == (False, "in", "4201", "+441632960001")
    assert set(result.column("zone")) == {"UTC"}


def test_a_leading_nine_is_asked_about_and_never_taken_off_unasked():
    data = csv_of([CUCM, TYPES, cucm(7, T, "4201", "907700900123", T + 5, T + 100)])
    result = Result("telephony", data)
    assert result.questions["outside_line"].choices[0].shows == "“907700900123” is 07700900123"
    assert result.column("other_e164") == [None]
    assert Result("telephony", data, outside_line="none").column("other_e164") == [None]


def test_a_call_number_given_again_after_a_restart_is_another_call():
    rows = [cucm(7, T, "4201", OTHER, T, T + 10), cucm(7, T + 500_000, "4201", OTHER, T + 500_000, T + 500_020)]
    assert Result("telephony", csv_of([CUCM, TYPES, *rows])).column("duration_s") == [10, 20]


PSTN = [
    "UsageId",
    "Call ID",
    "Conference ID",
    "User Location",
    "AAD ObjectId",
    "UPN",
    "User Display Name",
    "Caller ID",
    "Call Type",
    "Number Type",
]
PSTN += [
    "Domestic/International",
    "Destination Dialed",
    "Destination Number",
    "Start Time",
    "End Time",
    "Duration Seconds",
    "Connection Fee",
    "Charge",
]
DIRECT = [
    "Correlation ID",
    "SIP Address",
    "Display name",
    "Invite time",
    "Start time",
    "End time",
    "Duration (seconds)",
    "Caller Number",
    "Callee Number",
]
DIRECT += ["Call type", "Shared Correlation ID"]


def pstn(usage: str, call: str, kind: str, caller: str, called: str, seconds: int) -> list:
    times = ["2021-11-24T19:03:11.1234567Z", "2021-11-24T19:05:24.0000000Z"]
    return [usage, call, "", "GB", "", "x@example.org", "PC X", caller, kind, "", "", "United Kingdom", called, *times, seconds, 0, 0]


def teams_zip(**tables: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("parameters.json", "{}")
        for name, data in tables.items():
            archive.writestr(f"{name}.calls.2021-11-24.csv", data)
    return stream.getvalue()


def test_teams_rows_are_calls_whose_direction_is_in_their_type():
    rows = [
        pstn("u1", "c1", "user_out", "+441632960002", "+447700900123", 133),
        pstn("u2", "c1", "user_in", "+447700900123", "+441632960002", 0),
    ]
    result = Result("telephony", csv_of([PSTN, *rows]))
    assert result.column("direction") == ["out", "in"]
    assert result.column("at") == ["2021-11-24T19:03:11.123456"] * 2
    assert result.column("asset_msisdn") == ["+441632960002"] * 2
    assert result.column("other_e164") == ["+447700900123"] * 2
    assert result.column("duration_s") == [133, 0]


def test_a_teams_archive_is_read_with_the_name_of_each_table_and_forked_legs_are_one_call():
    times = ["2021-11-24T19:03:11Z", "2021-11-24T19:03:15Z", "2021-11-24T19:05:24Z"]
    legs = [[f"k{n}", "x@example.org", "PC X", *times, length, OTHER, "+441632960002", "dr_in", "s1"] for n, length in enumerate((0, 129))]
    data = teams_zip(
        PSTN=csv_of([PSTN, pstn("u1", "c1", "user_out", "+441632960002", "+447700900123", 133)]), DirectRouting=csv_of([DIRECT, *legs])
    )
    result = Result("telephony", data)
    assert result.counts == (3, 3, 0)
    assert [each.line for each in result.reads if each.facts] == [
        "DirectRouting.calls.2021-11-24.csv line 3 (with line 2)",
        "PSTN.calls.2021-11-24.csv line 2",
    ]
    assert result.column("duration_s") == [129, 133]
    assert result.remarks["not tables"].value == ["parameters.json"]


def test_a_log_may_come_as_a_spreadsheet():
    assert Result("telephony", xlsx_of([PSTN, pstn("u1", "c1", "user_out", "+441632960002", "+447700900123", 133)])).column(
        "duration_s"
    ) == [133]


@pytest.mark.parametrize("data", [csv_of([["Date", "Number"], ["24/11/2021", OTHER]]), teams_zip(), teams_zip(other=b"a,b\n1,2\n")])
def test_what_is_no_log_is_refused_with_what_to_do(data):
    with pytest.raises(UnreadableFile, match=r"phone_bill|npack"):
        Result("telephony", data)


CELL = st.sampled_from(
    ["2021/11/24 19:03:11", "00:01:00", "I", "O", "0", "1", OTHER, "7700900123", "", "x", "201", str(T), "user_out", "VARCHAR(50)", "133"]
)
HEADS = {"avaya": SMDR[0], "cucm": CUCM, "teams": PSTN}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(CELL, min_size=1, max_size=21), max_size=12), st.sampled_from(list(HEADS)))
def test_rows_read_and_rows_refused_are_the_rows_of_the_log(rows, system):
    result = Result("telephony", csv_of([HEADS[system], *rows]))
    standing = [row for row in rows if any(row)] + ([1] if system == "avaya" else [])
    typed = sum(each.key == "type row" for each in result.reading.remarks)
    assert result.reading.rows_in_file == result.reading.rows_read + result.reading.rows_refused
    assert result.reading.rows_in_file == len(standing) - typed


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=600) | st.binary(max_size=300).map(lambda tail: csv_of(SMDR) + tail))
def test_arbitrary_bytes_are_read_or_refused_as_a_whole(data):
    try:
        result = Result("telephony", data)
    except UnreadableFile:
        return
    assert result.reading.rows_in_file == result.reading.rows_read + result.reading.rows_refused
