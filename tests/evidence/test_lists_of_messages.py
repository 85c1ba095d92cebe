"""Lists of messages that no forensic tool wrote, and headers that systems use in more words than one."""

import pytest

from custodiet.evidence.reading import UnreadableFile
from tests.evidence.tables import Result

LIST = """Date,Time,From,To,Message
24/11/2021,19:03:11,+447700900456,+447700900123,"Hi, it's me"
24/11/2021,19:05:00,+447700900123,+447700900456,Please stop
"""
BACKUP = """Chat Session,Message Date,Service,Type,Sender ID,Sender Name,Status,Text,Attachment
Gareth,2021-11-24 19:03:11,SMS,Incoming,+447700900456,Gareth,Received,Hi it's me,
Gareth,2021-11-24 19:05:11,WhatsApp,Outgoing,,,Sent,Who is this?,
"""
ANSWERS = {"zone": "Europe/London", "own_number": "07700 900123"}


def listed(text: str, **answers: str) -> Result:
    """The reading of a list."""
    return Result("handset_report", text.encode(), "list.csv", **answers)


def test_a_list_of_texts_keeps_their_words_and_which_way_each_went():
    read = listed(LIST, channel="sms", **ANSWERS)
    texts = [fact for fact in read.facts if "other_e164" in fact]
    assert [(fact["direction"], fact["other_e164"], fact["at"]) for fact in texts] == [
        ("in", "+447700900456", "2021-11-24T19:03:11"), ("out", "+447700900456", "2021-11-24T19:05:00"),
    ]  # fmt: skip
    assert [fact["body"] for fact in read.facts if "body" in fact] == ["Hi, it's me", "Please stop"]


def test_what_a_list_does_not_say_is_asked():
    assert {"zone", "channel"} <= set(listed(LIST).questions)


def test_a_backup_says_the_program_of_each_message():
    read = listed(BACKUP, **ANSWERS)
    assert [fact.get("channel") for fact in read.facts if "body" in fact] == ["sms", "whatsapp"]
    assert [fact["direction"] for fact in read.facts if "body" in fact] == ["in", "out"]


def test_a_list_of_messages_is_no_bill_unless_somebody_wants_its_times_alone():
    with pytest.raises(UnreadableFile, match="the words would be lost"):
        Result("phone_bill", LIST.encode(), "list.csv")
    assert len(Result("phone_bill", LIST.encode(), "list.csv", words="left out", kind="sms").facts) == 2


def test_a_bill_with_a_column_called_message_and_lengths_stays_a_bill():
    text = "Date,Time,Number,Message,Duration\n24/11/2021,19:03,07700 900123,Off peak,00:02:05\n"
    assert len(Result("phone_bill", text.encode(), "bill.csv", kind="call").facts) == 1


def test_a_call_list_whose_type_says_only_which_way_is_of_calls():
    rows = (
        "Call type,Date,Duration,Number",
        "Missed,2021-11-25 19:03:11,0:00,07700900456",
        "Outgoing,2021-11-26 19:03:11,1:00,07700900456",
    )
    read = Result("phone_bill", "\n".join(rows).encode(), "calls.csv", own_number="07700 900123")
    assert [(fact["kind"], fact["direction"], fact["answered"]) for fact in read.facts] == [
        ("call", "in", False),
        ("call", "out", True),
    ]


@pytest.mark.parametrize(
    "header", ["Created Date Time", "Created", "Date created", "Date and time created", "Created On", "Date/Time Created"]
)
def test_when_an_incident_was_opened_is_known_by_longer_headers_too(header):
    read = Result("incidents", f"Log Number,{header},Location\nWV-1,13/11/2021 18:40,12 Example Road\n".encode(), "cad.csv")
    assert [fact["opened"] for fact in read.facts] == ["2021-11-13T18:40:00"]


def test_a_duty_is_known_by_its_start_and_end():
    text = "Employee Number,Duty Start,Duty End,Duty Type\n4471,25/11/2021 22:00,26/11/2021 07:00,Night\n"
    read = Result("roster", text.encode(), "duty.csv")
    assert [(fact["planned_start"], fact["planned_end"]) for fact in read.facts] == [("2021-11-25T22:00:00", "2021-11-26T07:00:00")]


def said(read: Result, name: str) -> list:
    """What each message says there."""
    return [fact.get(name) for fact in read.facts if "body" in fact]


NAMED = "Date,Time,From,Message,Service\n24/11/2021,19:03:11,Gareth,Hi,WhatsApp\n24/11/2021,19:04:11,{},Yo,WhatsApp\n"


def test_who_held_the_handset_is_asked_where_senders_are_named_without_a_number():
    read = listed(NAMED.format("Ayesha"), **ANSWERS)
    assert said(read, "direction") == [None, None]
    assert [choice.value for choice in read.questions["own_name"].choices] == ["Gareth", "Ayesha", "Me"]
    told = listed(NAMED.format("Ayesha"), own_name="ayesha", **ANSWERS)
    assert said(told, "direction") == ["in", "out"] and said(told, "from") == ["Gareth", "+447700900123"] and told.questions == {}


def test_me_is_the_holder_of_the_handset():
    assert said(listed(NAMED.format("Me"), **ANSWERS), "direction") == [None, "out"]
    assert said(listed(NAMED.format("Me"), own_name="Me", **ANSWERS), "direction") == ["in", "out"]


def test_two_numbers_of_which_nobody_said_which_is_the_handsets_went_neither_way():
    text = LIST.replace("Message", "Message,Service").replace('me"', 'me",WhatsApp').replace("stop", "stop,WhatsApp")
    read = listed(text, zone="UTC")
    assert said(read, "direction") == [None, None] and "own_number" in read.questions
    assert said(listed(text, **ANSWERS), "direction") == ["in", "out"]


def test_that_the_other_end_sent_a_message_does_not_make_it_one_of_the_handset():
    read = listed("Message Date,Sender,Text,Status\n2021-11-24 19:03:11,+447700900456,Hi,Sent\n", channel="imessage", **ANSWERS)
    assert (said(read, "direction"), said(read, "from")) == (["in"], ["+447700900456"])


def test_a_type_may_say_that_it_is_a_text():
    read = listed(LIST.replace("Time,", "Time,Type,").replace(":11,", ":11,SMS,").replace(":00,", ":00,MMS,"), **ANSWERS)
    assert said(read, "channel") == ["sms", "mms"] and said(read, "direction") == ["in", "out"] and read.questions == {}


def test_the_day_and_the_time_of_sending_may_stand_in_two_columns():
    read = listed(LIST.replace("Date,Time", "Date Sent,Time Sent"), channel="sms", **ANSWERS)
    assert said(read, "at") == ["2021-11-24T19:03:11", "2021-11-24T19:05:00"]


def test_a_message_above_the_headers_is_refused_and_no_title():
    first, second, third = LIST.splitlines()
    read = listed("\n".join(("Texts of the handset", third, first, second)), channel="sms", **ANSWERS)
    assert read.refused == [("line 2", "It stands above the headers, and is too full to be a title.")] and len(read.reads) == 1
