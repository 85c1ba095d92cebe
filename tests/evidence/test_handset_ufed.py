"""Cellebrite's report.xml: every model a record, every message of a chat one of its own, deletion kept, nothing guessed."""

import io
import zipfile
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from custodiet.evidence.readers import BY_NAME
from custodiet.evidence.reading import Reading, Refused, Source, UnreadableFile

OWN, AYESHA, BEN = "+447700900456", "+447700900123", "+447700900789"


def field(name, value):
    inner = f'<value type="String"><![CDATA[{value}]]></value>' if value else "<empty />"
    return f'<field name="{name}" type="String">{inner}</field>'


def party(identifier, role="", name="", owner=False):
    body = field("Identifier", identifier) + field("Role", role) + field("Name", name) + field("IsPhoneOwner", str(owner))
    return f'<model type="Party" id="p" deleted_state="Intact">{body}</model>'


def people(name, *parties):
    return f'<multiModelField name="{name}" type="Party">{"".join(parties)}</multiModelField>'


def model(kind, *parts, state="Intact"):
    return f'<model type="{kind}" id="m" deleted_state="{state}" decoding_confidence="High">{"".join(parts)}</model>'


def report(*models, info="", namespace="http://pa.cellebrite.com/report/2.0"):
    kinds = "".join(f'<modelType type="x">{each}</modelType>' for each in models)
    return (
        f'<?xml version="1.0" encoding="utf-8"?><project xmlns="{namespace}" name="invented">'
        f'<metadata section="Device Info">{info}</metadata><taggedFiles><file path="a"/></taggedFiles>'
        f"<decodedData>{kinds}</decodedData></project>"
    )


def message(body, *, sender=AYESHA, owner=False, at="2021-11-24T19:03:11.000+00:00", state="Intact", extra=""):
    return model(
        "InstantMessage", field("Body", body), f'<modelField name="From" type="Party">{party(sender, owner=owner)}</modelField>',
        field("TimeStamp", at), extra, state=state,
    )  # fmt: skip


def chat(*messages, source="WhatsApp"):
    inside = f'<multiModelField name="Messages" type="InstantMessage">{"".join(messages)}</multiModelField>'
    who = people("Participants", party(AYESHA + "@s.whatsapp.net", name="Ayesha"), party(OWN, owner=True))
    return model("Chat", field("Source", source), field("Id", "chat-1"), who, inside)


CALL = model(
    "Call", field("Direction", "Outgoing"), field("TimeStamp", "2021-11-24T19:03:11.000+00:00"), field("Duration", "00:02:05"),
    people("Parties", party(AYESHA, "To"), party(OWN, "From", owner=True)),
)  # fmt: skip
SMS = model(
    "SMS", field("Folder", "Inbox"), field("Body", "are you on tonight"), field("TimeStamp", "2021-11-24T20:00:00.000+01:00"),
    people("Parties", party(AYESHA, "From", "Ayesha")), state="Deleted",
)  # fmt: skip
INFO = f'<item name="MSISDN">{OWN}</item>'


def read(data, answers=None, name="report.xml"):
    data = data.encode() if isinstance(data, str) else data
    reading = Reading("handset_report")
    facts = []
    for outcome in BY_NAME["handset_report"].read(Source(io.BytesIO(data), name, len(data)), answers or {}):
        facts += reading.take(outcome)
    return reading, facts


def only(facts, table):
    (found,) = [fact.values for fact in facts if fact.table == table]
    return found


def test_a_call_becomes_what_a_bill_would_say_of_it():
    reading, facts = read(report(CALL))
    call = only(facts, "comms")
    assert (reading.rows_in_file, reading.rows_read) == (1, 1)
    assert call["at"] == "2021-11-24T19:03:11"
    assert (call["asset_msisdn"], call["other_e164"], call["direction"]) == (OWN, AYESHA, "out")
    assert (call["kind"], call["duration_s"], call["answered"], call["deleted_state"]) == ("call", 125, True, "intact")


def test_a_missed_call_came_in_and_was_not_answered():
    _, facts = read(
        report(model("Call", field("Type", "Missed"), field("TimeStamp", "2021-11-24T19:03:11Z"), people("Parties", party(AYESHA, "From"))))
    )
    assert (only(facts, "comms")["direction"], only(facts, "comms")["answered"]) == ("in", False)


def test_a_deleted_text_is_a_text_with_its_words_and_says_that_it_was_deleted():
    _, facts = read(report(SMS, info=INFO))
    text, words = only(facts, "comms"), only(facts, "message")
    assert (text["kind"], text["direction"], text["other_e164"], text["asset_msisdn"]) == ("sms", "in", AYESHA, OWN)
    assert text["at"] == words["at"] == "2021-11-24T19:00:00"
    assert (words["body"], words["from"], words["to"], words["channel"]) == ("are you on tonight", AYESHA, OWN, "sms")
    assert text["deleted_state"] == words["deleted_state"] == "deleted"


def test_a_text_to_two_people_is_one_record_and_reaches_both():
    sent = model(
        "SMS", field("Folder", "Sent"), field("TimeStamp", "2021-11-24T19:00:00Z"), people("Parties", party(AYESHA, "To"), party(BEN, "To"))
    )
    reading, facts = read(report(sent, info=INFO))
    assert reading.rows_in_file == 1
    assert [fact.values["other_e164"] for fact in facts if fact.table == "comms"] == [AYESHA, BEN]


def test_a_draft_was_never_sent_and_is_no_text_of_the_network():
    draft = model(
        "SMS",
        field("Folder", "Drafts"),
        field("Body", "hello"),
        field("TimeStamp", "2021-11-24T19:00:00Z"),
        people("Parties", party(AYESHA, "To")),
    )
    _, facts = read(report(draft, info=INFO))
    assert [fact.table for fact in facts] == ["message"]
    assert only(facts, "message")["marks"] == "draft"


def test_each_message_of_a_chat_is_a_record_with_the_chats_own_program_and_number():
    reading, facts = read(report(chat(message("hi"), message("hello", sender=OWN, owner=True))))
    assert reading.rows_in_file == 2
    first, second = (fact.values for fact in facts)
    assert (first["channel"], first["conv_id"], first["from"], first["to"]) == ("whatsapp", "chat-1", AYESHA, OWN)
    assert (second["direction"], second["from"], second["to"]) == ("out", OWN, AYESHA)
    assert {fact.table for fact in facts} == {"message"}


def test_a_deleted_message_without_words_is_kept_as_deleted():
    _, facts = read(report(chat(message("", state="Deleted"))))
    assert (only(facts, "message")["kind"], only(facts, "message")["deleted_state"]) == ("deleted", "deleted")


def test_a_picture_is_media_and_a_disappearing_message_says_so():
    attached = model("Attachment", field("Filename", "IMG-1.jpg"))
    picture = message("", extra=f'<multiModelField name="Attachments" type="Attachment">{attached}</multiModelField>')
    gone = message("soon gone", extra=field("SelfDestructDuration", "24:00:00"))
    _, facts = read(report(chat(picture, gone)))
    assert (facts[0].values["kind"], facts[0].values["body_ref"]) == ("media", "IMG-1.jpg")
    assert facts[1].values["marks"] == "disappearing"


def test_a_call_of_a_chat_program_is_a_message_and_no_call_of_the_network():
    ring = model(
        "Call",
        field("Source", "WhatsApp"),
        field("Direction", "Incoming"),
        field("Duration", "00:00:30"),
        field("TimeStamp", "2021-11-24T19:00:00Z"),
        people("Parties", party(AYESHA, "From")),
    )
    reading, facts = read(report(ring))
    assert (only(facts, "message")["kind"], only(facts, "message")["channel"], only(facts, "message")["duration_s"]) == (
        "call",
        "whatsapp",
        30,
    )
    assert "app calls" in {remark.key for remark in reading.remarks}
    assert not reading.questions


def test_a_chat_without_messages_is_a_record_and_contacts_are_counted_not_believed():
    reading, facts = read(report(chat(), model("Contact", field("Name", "Ayesha")), model("Location", field("Name", "x"))))
    assert (reading.rows_in_file, facts) == (3, [])
    assert {remark.key: remark.value for remark in reading.remarks} == {"contacts": 1, "other models": 1}


def test_the_telephones_own_number_is_asked_for_where_the_report_does_not_settle_it():
    reading, facts = read(report(SMS))
    assert only(facts, "comms")["asset_msisdn"] is None
    assert [question.key for question in reading.questions] == ["own_number"]
    reading, facts = read(report(SMS), {"own_number": "07700 900456"})
    assert only(facts, "comms")["asset_msisdn"] == OWN
    assert not reading.questions


def test_two_numbers_in_the_device_information_settle_nothing():
    reading, _ = read(report(SMS, info=INFO + f'<item name="Phone number 2">{BEN}</item>'))
    assert BEN in reading.questions[0].why


def test_a_time_without_an_offset_is_read_without_a_day_until_its_zone_is_told():
    text = SMS.replace("2021-11-24T20:00:00.000+01:00", "2021-07-01T20:00:00")
    reading, facts = read(report(text, info=INFO))
    assert only(facts, "comms").get("at") is None
    assert only(facts, "comms")["at_text"] == "2021-07-01T20:00:00"
    assert (len(reading.undated), [question.key for question in reading.questions]) == (1, ["zone"])
    _, facts = read(report(text, info=INFO), {"zone": "Europe/London"})
    assert only(facts, "comms")["at"] == "2021-07-01T19:00:00"


def test_an_answer_that_is_no_zone_is_refused_in_words():
    with pytest.raises(UnreadableFile, match="no time zone"):
        read(report(SMS), {"zone": "Narnia/Cair"})


def test_a_ufdr_is_an_archive_with_the_report_in_it():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("files/Image/../../etc/x.jpg", b"not a path to us")
        archive.writestr("report.xml", report(CALL, SMS))
    reading, _ = read(packed.getvalue(), name="phone.ufdr")
    assert reading.rows_read == 2


def test_a_report_that_breaks_off_keeps_what_came_before_and_says_that_the_rest_is_missing():
    whole = report(CALL, SMS)
    reading, facts = read(whole[: whole.index('type="SMS"') + 40])
    assert [fact.table for fact in facts] == ["comms"]
    assert "breaks off" in reading.refusals[0].reason
    assert reading.rows_read + reading.rows_refused == reading.rows_in_file


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("", "empty"),
        ("<html/>", "not a Cellebrite report"),
        (report(CALL, namespace="http://example.org/other"), "not a Cellebrite report"),
        ("<project", "stops being XML"),
        ('<!DOCTYPE project [<!ENTITY a "b">]><project/>', "document type"),
        ('<!DOCTYPE project SYSTEM "http://example.org/x.dtd"><project/>', "document type"),
        (report().replace("<decodedData>", "<decodedData>" + "<a>" * 70 + "</a>" * 70), "inside one another"),
        (report().replace("<decodedData>", "<decodedData>" + "<a>x</a>" * 10 + "y" * 17_000_000), "longer than"),
        (report(model("SMS", "<field/>" * 210_000)), "elements"),
        (b"PK\x05\x06" + bytes(18), "no report.xml"),
        (b"PK\x03\x04 and then nothing", "no end"),
        ("Date,Number\n1,2\n", "not known here"),
    ],
    ids=range(12),
)  # fmt: skip
def test_what_is_no_report_is_refused_in_words(data, words):
    with pytest.raises(UnreadableFile, match=words):
        read(data)


def test_a_locked_archive_says_that_it_is_locked():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("report.xml", report(CALL))
    locked = bytearray(packed.getvalue())
    locked[6] |= 1
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(UnreadableFile, match="password"):
        read(bytes(locked))


def test_a_report_that_swells_beyond_measure_is_not_read_to_its_end():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive, archive.open("report.xml", "w") as member:
        member.write(report(CALL).encode().removesuffix(b"</project>"))
        for _ in range(160):
            member.write(b"<a>" + b" " * 60_000 + b"</a>")
    with pytest.raises(UnreadableFile, match="swells"):
        read(packed.getvalue())


PARTS = [CALL, SMS, chat(message("one"), message("two"), message("three")), chat(), model("Contact", field("Name", "x"))]


@given(st.lists(st.sampled_from(range(len(PARTS))), max_size=6))
@settings(max_examples=40, deadline=None)
def test_records_read_and_refused_are_the_records_of_the_report(chosen):
    reading, _ = read(report(*(PARTS[each] for each in chosen)))
    assert reading.rows_in_file == reading.rows_read + reading.rows_refused == sum([1, 1, 3, 1, 1][each] for each in chosen)


@given(st.binary(max_size=400), st.integers(0, 2000), st.integers(0, 40), st.text(max_size=12))
@settings(max_examples=80, deadline=None)
def test_whatever_the_bytes_they_are_read_or_refused_in_words(junk, at, length, put):
    whole = report(CALL, SMS, chat(message("one"), message("two")))
    for data in (junk, whole[:at] + escape(put) + whole[at + length :], whole[:at] + put + whole[at:]):
        try:
            reading, _ = read(data if isinstance(data, bytes) else data.encode("utf-8", "replace"))
        except UnreadableFile as refused:
            assert len(str(refused)) > 20
        else:
            assert reading.rows_in_file == reading.rows_read + reading.rows_refused
            assert all(isinstance(each, Refused) and each.reason for each in reading.refusals)
