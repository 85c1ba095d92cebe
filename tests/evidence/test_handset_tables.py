"""Tables of handset reports: titles skipped, zones read from headers, missing rows kept, and what is not settled asked."""

import csv
import io

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from custodiet.evidence.readers import BY_NAME
from custodiet.evidence.reading import Reading, Source, UnreadableFile

OWN, AYESHA = "+447700900456", "+447700900123"


def read(data, answers=None, name="report.csv"):
    data = data.encode() if isinstance(data, str) else data
    reading, facts = Reading("handset_report"), []
    for outcome in BY_NAME["handset_report"].read(Source(io.BytesIO(data), name, len(data)), answers or {}):
        facts += reading.take(outcome)
    assert reading.rows_in_file == reading.rows_read + reading.rows_refused
    return reading, facts


def table(*rows, sign=",", bom=False):
    out = io.StringIO()
    csv.writer(out, delimiter=sign, lineterminator="\n").writerows(rows)
    return ("\ufeff" if bom else "") + out.getvalue()


def workbook(**sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title.replace("_", " "))
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def values(facts, name):
    return [fact.values for fact in facts if fact.table == name]


# --- Cellebrite XLSX --------------------------------------------------------------------------------------------------

CALL_LOG = [
    ["Call Log (2)"],
    ["#", "Parties", "Date", "Time", "Duration", "Type", "Status", "Source", "Deleted"],
    [1, f"To: {AYESHA} Ayesha", "24/11/2021", "24/11/2021 19:03:11(UTC+0)", "00:02:05", "Outgoing", "Established", "", "No"],
    [2, f"From: {AYESHA} Ayesha", "25/11/2021", "25/11/2021 20:00:00(UTC+1)", "00:00:00", "Missed", "", "", "Yes"],
]
DEVICE = [["Device Info"], ["Name", "Value"], ["MSISDN", OWN], ["IMEI", "350000000000006"]]
CONTACTS = [
    ["Contacts (480)"],
    ["#", "Name", "Entries", "Source"],
    [1, "Ayesha", f"Phone-Mobile: {AYESHA}\nEmail-Home: a@example.org", "Phone"],
]
CHATS = [
    ["Chats (1)"],
    ["#", "Chat #", "Participants", "Source", "From", "To", "Body", "Timestamp: Time", "Deleted - Instant Message"],
    [1, "7", f"447700900123@s.whatsapp.net Ayesha\n{OWN} Me (owner)", "WhatsApp", "447700900123@s.whatsapp.net Ayesha", "", "hi\nthere",
     "24/11/2021 19:05:00(UTC+0)", "Deleted"],
]  # fmt: skip


def test_the_title_row_of_a_cellebrite_sheet_is_no_record():
    reading, facts = read(workbook(Device_Info=DEVICE, Call_Log=CALL_LOG, Contacts=CONTACTS), name="report.xlsx")
    assert reading.rows_in_file == 3
    first, second = values(facts, "comms")
    assert (first["at"], first["direction"], first["duration_s"], first["answered"]) == ("2021-11-24T19:03:11", "out", 125, True)
    assert (first["asset_msisdn"], first["other_e164"], first["deleted_state"]) == (OWN, AYESHA, "intact")
    assert (second["at"], second["direction"], second["answered"], second["deleted_state"]) == (
        "2021-11-25T19:00:00",
        "in",
        False,
        "deleted",
    )
    assert {remark.key: remark.value for remark in reading.remarks}["contacts"] == 1
    assert any("Call Log (2)" in remark.says for remark in reading.remarks)
    assert not reading.questions


def test_a_chat_row_names_its_sender_by_number_and_everyone_else_as_recipient():
    _, facts = read(workbook(Chats=CHATS), name="report.xlsx")
    (message,) = values(facts, "message")
    assert (message["from"], message["to"], message["channel"], message["body"]) == (AYESHA, OWN, "whatsapp", "hi\nthere")
    assert (message["direction"], message["deleted_state"], message["conv_id"]) == ("in", "deleted", "7")


def test_a_sheet_that_is_not_known_is_refused_row_by_row_and_named():
    odd = [["Odd (1)"], ["Alpha", "Beta"], ["x", "y"]]
    reading, _ = read(workbook(Call_Log=CALL_LOG, Odd=odd), name="report.xlsx")
    assert [refused.line for refused in reading.refusals] == ["Odd row 3"]
    assert "other sheet" in {remark.key for remark in reading.remarks}


def test_a_number_that_a_spreadsheet_has_spoilt_is_refused_with_its_row():
    rows = [*CALL_LOG[:2], [1, "To: 4.477E+11", "", "24/11/2021 19:03:11(UTC+0)", "00:00:05", "Outgoing", "", "", ""]]
    reading, _ = read(workbook(Call_Log=rows), name="report.xlsx")
    assert "scientific notation" in reading.refusals[0].reason
    assert reading.refusals[0].line == "Call Log row 3"


def test_day_and_month_that_cannot_be_told_apart_are_asked_for_with_both_meanings():
    rows = [*CALL_LOG[:2], [1, f"To: {AYESHA}", "", "03/04/2021 19:03:11(UTC+0)", "00:00:05", "Outgoing", "", "", ""]]
    reading, facts = read(workbook(Call_Log=rows), {"own_number": OWN}, name="report.xlsx")
    assert (values(facts, "comms")[0].get("at"), values(facts, "comms")[0]["at_text"]) == (None, "03/04/2021 19:03:11(UTC+0)")
    (question,) = reading.questions
    assert [choice.shows.partition(" is ")[2] for choice in question.choices] == ["3 April 2021", "4 March 2021"]
    _, facts = read(workbook(Call_Log=rows), {"own_number": OWN, "date_order": "mdy"}, name="report.xlsx")
    assert values(facts, "comms")[0]["at"] == "2021-03-04T19:03:11"


def test_a_day_that_only_one_order_allows_settles_the_whole_workbook():
    rows = [*CALL_LOG[:2], [1, f"To: {AYESHA}", "", "03/04/2021 19:03:11(UTC+0)", "00:00:05", "Outgoing", "", "", ""], CALL_LOG[2]]
    _, facts = read(workbook(Call_Log=rows), {"own_number": OWN}, name="report.xlsx")
    assert values(facts, "comms")[0]["at"] == "2021-04-03T19:03:11"


# --- AXIOM --------------------------------------------------------------------------------------------------------------


def test_the_zone_and_the_order_of_days_are_read_from_the_header():
    data = table(
        ["Sender", "Recipient(s)", "Message Sent Date/Time - UTC+01:00 (dd/MM/yyyy)", "Message", "Type", "Deleted"],
        [AYESHA, OWN, "03/04/2021 00:30:00", "hi", "Received", ""],
    )
    reading, facts = read(data, {"own_number": OWN}, name="Android SMS.csv")
    (text,) = values(facts, "comms")
    assert (text["at"], text["zone"], text["direction"], text["kind"]) == ("2021-04-02T23:30:00", "+01:00", "in", "sms")
    assert not reading.questions


def test_an_old_header_puts_the_month_first():
    data = table(["Caller", "Recipient(s)", "Call Date/Time - (UTC) (MM/dd/yyyy)", "Duration", "Direction"],
                 [OWN, AYESHA, "03/04/2021 7:03:11 PM", "125", "Outgoing"])  # fmt: skip
    _, facts = read(data, {"own_number": OWN}, name="Android Call Logs.csv")
    (call,) = values(facts, "comms")
    assert (call["at"], call["duration_s"], call["other_e164"]) == ("2021-03-04T19:03:11", 125, AYESHA)


def test_the_program_is_taken_from_the_artefacts_name_and_said_so_or_asked_for():
    rows = (
        ["Sender", "Recipient(s)", "Message Sent Date/Time - UTC+00:00 (dd/MM/yyyy)", "Message"],
        [AYESHA, OWN, "03/04/2021 00:30:00", "hi"],
    )
    reading, facts = read(table(*rows), name="WhatsApp Messages - Android.csv")
    assert values(facts, "message")[0]["channel"] == "whatsapp"
    assert "channel" in {remark.key for remark in reading.remarks}
    reading, facts = read(table(*rows), name="export.csv")
    assert values(facts, "message")[0]["channel"] == "chat"
    assert [question.key for question in reading.questions] == ["channel"]
    reading, facts = read(table(*rows), {"channel": "sms", "own_number": OWN}, name="export.csv")
    assert [len(values(facts, name)) for name in ("comms", "message")] == [1, 1]
    assert not reading.questions


# --- ALEAPP and iLEAPP --------------------------------------------------------------------------------------------------


def tsv(*rows):
    return table(*rows, sign="\t", bom=True)


def test_an_aleapp_call_log_is_read_with_its_marks_of_deletion():
    data = tsv(
        ["Call Date", "Phone Account Address", "Partner", "Type", "Duration in Secs", "Partner Location", "Country ISO", "Deleted"],
        ["2021-11-24 19:03:11+00:00", "07700900456", "07700900123", 'Incoming <i data-feather="x"></i>', "125", "", "GB", "1"],
        ["2021-11-24 20:03:11+00:00", "07700900456", "", "Missed", "0", "", "GB", "0"],
    )
    reading, facts = read(data, name="Call Logs.tsv")
    first, second = values(facts, "comms")
    assert (first["at"], first["asset_msisdn"], first["other_e164"], first["direction"]) == ("2021-11-24T19:03:11", OWN, AYESHA, "in")
    assert (first["duration_s"], first["answered"], first["deleted_state"]) == (125, True, "deleted")
    assert (second["answered"], second.get("other_class"), second["deleted_state"]) == (
        False,
        None,
        "intact",
    )
    assert not reading.questions


def test_rows_missing_from_an_iphone_are_a_fact_of_kind_gap():
    data = tsv(
        ["Beginning Timestamp", "Ending Timestamp", "Previous guid", "guid", "Previous ROWID", "ROWID", "Number of Missing Rows"],
        ["2021-11-24 19:00:00+00:00", "2021-11-24 20:00:00+00:00", "A", "B", "100", "104", "3"],
        ["2021-11-24 19:00:00+00:00", "2021-11-24 20:00:00+00:00", "A", "B", "100", "104", "many"],
    )
    reading, facts = read(data, name="SMS missing ROWIDs.tsv")
    (gap,) = values(facts, "message")
    assert (gap["kind"], gap["at"], gap["duration_s"]) == ("gap", "2021-11-24T19:00:00", 3600)
    assert gap["body"].startswith("3 rows are missing between ROWID 100 and 104")
    assert [refused.line for refused in reading.refusals] == ["line 3"]


def test_an_imessage_is_no_text_of_the_network_and_an_sms_is():
    data = tsv(
        [
            "Message Timestamp",
            "Read Timestamp",
            "From Me",
            "Chat Contact ID",
            "Message",
            "Service",
            "Message Direction",
            "Account Login",
            "Chat ID",
        ],
        ["2021-11-24 19:03:11+00:00", "", "1", AYESHA, "hi", "iMessage", "Outgoing", f"P:{OWN}", "5"],
        ["2021-11-24 19:04:11+00:00", "", "0", AYESHA, "yo", "SMS", "Incoming", f"P:{OWN}", "5"],
    )
    _, facts = read(data, name="SMS.tsv")
    chat, text = values(facts, "message")
    assert (chat["channel"], chat["from"], chat["to"], chat["direction"]) == ("imessage", OWN, AYESHA, "out")
    assert (text["channel"], text["from"], text["to"]) == ("sms", AYESHA, OWN)
    assert [fact["body"] if "body" in fact else fact["other_e164"] for fact in values(facts, "comms")] == [AYESHA]


@pytest.mark.parametrize(
    ("header", "row", "said"),
    [
        (["Date", "Date Sent", "Type", "Address", "Body", "MSG ID", "Thread ID"],
         ["2021-11-24 19:03:11+00:00", "", "Sent", "07700 900123", "hello", "1", "2"], ("sms", "out", OWN, AYESHA)),
        (["Message Timestamp", "Received Timestamp", "Message Direction", "Other Participant WA User Name", "Message", "Media",
          "Sending Party JID", "Message Type"],
         ["2021-11-24 19:03:11+00:00", "", "Incoming", "Ayesha", "hello", "", "447700900123@s.whatsapp.net", "Text"],
         ("whatsapp", "in", AYESHA, OWN)),
        (["Message Timestamp", "Direction", "Message Sender", "Other Participant/Conversation Name", "Message", "Message Type",
          "Conversation ID"],
         ["2021-11-24 19:03:11+00:00", "Incoming", "07700 900123", "Ayesha", "hello", "Text", "4"], ("sms", "in", AYESHA, OWN)),
        (["Timestamp", "Direction", "Sender Name", "Chat Name", "Message", "Attachment File", "From ID", "Receiver", "To ID", "Chat ID"],
         ["2021-11-24 19:03:11+00:00", "Incoming", "Ayesha", "Ayesha", "hello", "", "447700900123@s.whatsapp.net", "", "", "9"],
         ("whatsapp", "in", AYESHA, OWN)),
    ],
    ids=["android texts", "whatsapp android", "google messages", "whatsapp ios"],
)  # fmt: skip
def test_every_table_of_messages_says_who_wrote_to_whom(header, row, said):
    _, facts = read(tsv(header, row), {"own_number": OWN}, name="x.tsv")
    (message,) = values(facts, "message")
    assert (message["channel"], message["direction"], message["from"], message["to"]) == said
    assert (message["body"], message["at"]) == ("hello", "2021-11-24T19:03:11")


def test_a_whatsapp_call_is_a_message_of_kind_call():
    data = tsv(["Call Start Timestamp", "Call End Timestamp", "Call Duration", "Group Name", "Call Direction", "Caller", "Caller JID",
                "Call Type"],
               ["2021-11-24 19:03:11+00:00", "", "00:01:00", "", "Incoming", "Ayesha", "447700900123@s.whatsapp.net", "Video"])  # fmt: skip
    _, facts = read(data, {"own_number": OWN}, name="x.tsv")
    (call,) = values(facts, "message")
    assert (call["kind"], call["channel"], call["duration_s"], call["from"]) == ("call", "whatsapp", 60, AYESHA)
    assert not values(facts, "comms")


def test_a_time_without_a_zone_is_asked_for_and_both_meanings_are_shown():
    data = tsv(["Date", "Type", "Address", "Body"], ["2021-07-01 19:03:11", "Sent", "07700 900123", "x"])
    reading, facts = read(data, {"own_number": OWN})
    assert (reading.questions[0].key, [choice.value for choice in reading.questions[0].choices]) == ("zone", ["UTC", "Europe/London"])
    assert values(facts, "comms")[0].get("at") is None
    _, facts = read(data, {"own_number": OWN, "zone": "Europe/London"})
    assert values(facts, "comms")[0]["at"] == "2021-07-01T18:03:11"


def test_a_table_of_another_kind_is_refused_and_told_what_is_taken():
    with pytest.raises(UnreadableFile, match="not known here: Fruit"):
        read("Fruit,Price\napple,1\n")


ROW = ["2021-11-24 19:03:11+00:00", "Sent", "07700900123", "hello"]


@given(st.lists(st.lists(st.text(st.characters(codec="utf-8"), max_size=20) | st.sampled_from(ROW), max_size=6), max_size=8))
@settings(max_examples=60, deadline=None)
def test_every_row_of_a_table_is_read_or_refused(rows):
    data = tsv(["Date", "Type", "Address", "Body"], *rows)
    try:
        reading, _ = read(data)
    except UnreadableFile as refused:
        assert len(str(refused)) > 20
    else:
        assert reading.rows_in_file <= len(data.splitlines())


@given(st.binary(max_size=300))
@settings(max_examples=60, deadline=None)
def test_arbitrary_bytes_are_read_or_refused_in_words(data):
    for each in (data, tsv(["Date", "Type", "Address", "Body"]).encode() + data, b"Sender,Message,Date/Time - (UTC) (MM/dd/yyyy)\n" + data):
        try:
            read(each)
        except UnreadableFile as refused:
            assert len(str(refused)) > 20
