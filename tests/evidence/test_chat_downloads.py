"""Downloads of Instagram, Snapchat, Telegram and Signal: text as it was written, each entry one record, nothing made up."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from custodiet.evidence.readers.instagram import Instagram
from custodiet.evidence.readers.signal import Signal
from custodiet.evidence.readers.snapchat import Snapchat
from custodiet.evidence.readers.telegram import Telegram
from custodiet.evidence.reading import UnreadableFile
from tests.evidence.exhibit import archive, read

AT_MS, AT_S, AT = 1637780591000, "1637780591", "2021-11-24T19:03:11"


def keys(reading):
    return [remark.key for remark in reading.remarks]


# --- Instagram --------------------------------------------------------------------------------------------------------


def instagram(*messages, people=("Ayesha", "Gaz"), **answers):
    thread = {
        "participants": [{"name": name} for name in people],
        "messages": list(messages),
        "title": "Gaz",
        "thread_path": "inbox/gaz_123",
    }
    return read(Instagram(), json.dumps(thread), "message_1.json", **answers)


def said(content, **more):
    return {"sender_name": "Gaz", "timestamp_ms": AT_MS, "content": content, **more}


def test_text_taken_for_latin_1_is_put_right():
    _, (fact,) = instagram(said("I donâ\u0080\u0099t want to", sender_name="ZoÃ«"))
    assert (fact["body"], fact["from"], fact["at"], fact["zone"], fact["conv_id"]) == ("I don’t want to", "Zoë", AT, "UTC", "gaz_123")


@pytest.mark.parametrize("text", ["plain", "café", "don’t", "Â", "\u0080"])
def test_text_that_was_not_taken_for_latin_1_stays_as_it_stands(text):
    assert instagram(said(text))[1][0]["body"] == text


@pytest.mark.parametrize(
    ("message", "kind", "marks"),
    [
        (said("Reacted \u2764 to your message "), "system", "reaction"),
        (said("Liked a message"), "system", "reaction"),
        (said("Gaz liked your message"), "system", "reaction"),
        (said("I liked your message so much"), "message", None),
        (said("hello", reactions=[{"reaction": "x", "actor": "Ayesha"}]), "message", "reacted to"),
        (said("Gaz sent an attachment.", share={"link": "https://example.org/reel"}), "media", "attached"),
        (said(None, photos=[{"uri": "inbox/gaz_123/photos/1.jpg"}]), "media", "attached"),
        (said("Gaz started a video chat"), "call", "video"),
        (said("You missed a video chat with Gaz"), "call", "video, missed"),
        (said("Audio call ended", call_duration=61), "call", "voice"),
        (said(None, is_unsent=True), "deleted", None),
        (said(None), "message", "empty"),
    ],
)
def test_a_reaction_a_call_and_a_file_are_told_from_a_message(message, kind, marks):
    _, (fact,) = instagram(message)
    assert (fact["kind"], fact["marks"]) == (kind, marks)


def test_between_two_the_other_is_to_whom_and_the_owner_gives_the_direction():
    reading, (fact,) = instagram(said("hi"))
    assert (fact["from"], fact["to"], fact["direction"], "owner" in keys(reading)) == ("Gaz", "Ayesha", None, True)
    assert [instagram(said("hi"), owner=owner)[1][0]["direction"] for owner in ("Ayesha", "Gaz")] == ["in", "out"]
    assert instagram(said("hi"), people=("Ayesha", "Gaz", "Jo"))[1][0]["to"] is None


def test_an_archive_is_read_conversation_by_conversation_and_a_broken_one_is_refused_alone():
    thread = json.dumps({"participants": [], "messages": [said("hi"), 7]})
    files = {
        "your_instagram_activity/messages/inbox/a_1/message_1.json": thread,
        "messages/inbox/b_2/message_1.json": "{",
        "other.json": "{}",
    }
    reading, facts = read(Instagram(), archive(files), "instagram.zip")
    assert [fact["line"] for fact in facts] == ["your_instagram_activity/messages/inbox/a_1/message_1.json message 1"]
    assert [refusal.line for refusal in reading.refusals] == [
        "messages/inbox/b_2/message_1.json",
        "your_instagram_activity/messages/inbox/a_1/message_1.json message 2",
    ]


# --- Snapchat ---------------------------------------------------------------------------------------------------------


def test_the_newer_download_of_snapchat_is_read_and_what_it_leaves_out_is_said():
    entries = [
        {"From": "gaz99", "Media Type": "TEXT", "Created": "2021-11-24 19:03:11 UTC", "Content": "hi", "Conversation Title": None,
            "IsSender": False, "IsSaved": True},
        {"From": "ayesha", "Media Type": "TEXT", "Created": "2021-11-24 19:04:11 UTC", "Content": "hello", "Conversation Title": None,
            "IsSender": True, "IsSaved": False},
        {"From": "gaz99", "Media Type": "MEDIA", "Created": "2021-11-24 19:05:11 UTC", "Content": "", "IsSender": False,
            "Media IDs": "a | b"},
        {"From": "gaz99", "Media Type": "STATUSERASEDMESSAGE", "Created": "2021-11-24 19:06:11 UTC", "Content": "", "IsSender": False},
        {"From": "gaz99", "Media Type": "STATUSCALLMISSEDVIDEO", "Created": "2021-11-24 19:07:11 UTC", "Content": "", "IsSender": False},
        {"From": "gaz99", "Media Type": "STATUSCONVERSATIONCAPTURESCREENSHOT", "Created": "when", "Content": "", "IsSender": False},
    ]  # fmt: skip
    reading, facts = read(Snapchat(), json.dumps({"gaz99": entries}), "chat_history.json")
    assert [(fact["at"], fact["from"], fact["to"], fact["direction"], fact["kind"], fact["marks"]) for fact in facts] == [
        (AT, "gaz99", None, "in", "message", None),
        ("2021-11-24T19:04:11", "ayesha", "gaz99", "out", "message", "not saved"),
        ("2021-11-24T19:05:11", "gaz99", None, "in", "media", "media"),
        ("2021-11-24T19:06:11", "gaz99", None, "in", "deleted", None),
        ("2021-11-24T19:07:11", "gaz99", None, "in", "call", "video, missed"),
        (None, None, None, "in", "system", "screenshot"),
    ]
    assert (facts[2]["body_ref"], {fact["conv_id"] for fact in facts}, len(reading.undated)) == ("a; b", {"gaz99"}, 1)
    assert "only saved content" in keys(reading)


def test_the_older_download_of_snapchat_is_read():
    chats = {
        "Received Saved Chat History": [{"From": "gaz99", "Media Type": "TEXT", "Created": "2021-11-24 19:03:11 UTC", "Text": "hi"}],
        "Sent Saved Chat History": [{"To": "gaz99", "Media Type": "TEXT", "Created": "2021-11-24 19:04:11 UTC", "Text": "hello"}, "x"],
    }
    reading, facts = read(Snapchat(), json.dumps(chats), "chat_history.json", owner="ayesha")
    assert [(fact["from"], fact["to"], fact["direction"], fact["body"], fact["conv_id"]) for fact in facts] == [
        ("gaz99", "ayesha", "in", "hi", "gaz99"),
        ("ayesha", "gaz99", "out", "hello", "gaz99"),
    ]
    assert [refusal.line for refusal in reading.refusals] == ["chat_history.json sent 2"]


def test_snaps_of_an_archive_are_media_of_which_only_the_moment_is_known():
    snaps = {"Received Snap History": [{"From": "gaz99", "Media Type": "IMAGE", "Created": "2021-11-24 19:03:11 UTC"}]}
    _, (fact,) = read(Snapchat(), archive({"json/snap_history.json": json.dumps(snaps), "json/account.json": "{}"}), "mydata.zip")
    assert (fact["kind"], fact["marks"], fact["direction"], fact["line"]) == (
        "media",
        "snap, image",
        "in",
        "json/snap_history.json received 1",
    )


def test_a_partner_whose_name_is_as_long_as_a_page_is_shortened_in_every_line_and_told_from_the_next():
    entry = {"Created": "2021-11-24 19:03:11 UTC", "Content": "hi", "IsSender": False}
    _, facts = read(Snapchat(), json.dumps({"g" * 5000 + end: [entry] for end in "ab"}), "chat_history.json")
    assert [fact["line"] for fact in facts] == [f"chat_history.json {'g' * 60}{end} 1" for end in ("", " (2)")]


# --- Telegram ---------------------------------------------------------------------------------------------------------


def telegram(*messages, **answers):
    chat = {"name": "Gaz", "type": "personal_chat", "id": 42, "messages": list(messages)}
    return read(Telegram(), json.dumps(chat), "result.json", **answers)


def told(text, **more):
    return {"id": 1, "type": "message", "date": AT, "date_unixtime": AT_S, "from": "Gaz", "from_id": "user42", "text": text, **more}


def test_half_a_sign_in_the_count_of_seconds_is_shown_as_no_sign():
    reading, (fact,) = telegram(told("x", date_unixtime=AT_S + "\ud83d"))
    assert (fact["at"], fact["zone"]) == (None, f"“{AT_S}\ufffd” is no number of seconds since 1970.")
    assert [undated.reason for undated in reading.undated] == [fact["zone"]]


@pytest.mark.parametrize("sort", [{}, [], {"text": "personal_chat"}, None, 7])
def test_a_chat_of_telegram_whose_sort_is_no_text_is_read_as_one_with_nobody_in_particular(sort):
    chat = {"name": "Gaz", "type": sort, "id": 42, "messages": [told("hi")]}
    _, (fact,) = read(Telegram(), json.dumps(chat), "result.json")
    assert (fact["body"], fact["conv_id"], fact["direction"], fact["to"]) == ("hi", "Gaz", None, None)


def test_two_chats_of_one_name_are_told_apart_in_every_line():
    chats = [{"name": name, "type": "personal_chat", "id": 42, "messages": [told("hi")]} for name in ("Gaz", "Gaz", "Gaz (2)", None)]
    _, facts = read(Telegram(), json.dumps({"chats": {"list": chats}}), "result.json")
    assert [fact["line"] for fact in facts] == ["Gaz message 1", "Gaz (2) message 1", "Gaz (2) (2) message 1", "chat 42 message 1"]


def test_text_in_parts_is_joined():
    _, facts = telegram(told(["see ", {"type": "link", "text": "example.org"}, " now"]), told("plain"), told(""))
    assert [fact["body"] for fact in facts] == ["see example.org now", "plain", None]


def test_in_a_chat_between_two_whoever_is_not_the_other_is_the_owner():
    _, facts = telegram(told("in"), told("out", **{"from": "Ayesha", "from_id": "user7"}))
    assert [(fact["from"], fact["to"], fact["direction"]) for fact in facts] == [("Gaz", None, "in"), ("Ayesha", "Gaz", "out")]


def test_the_moment_is_the_number_and_without_it_local_time():
    _, (fact,) = telegram(told("x", date="2021-07-24T20:03:11", date_unixtime="1627153391"))
    assert (fact["at"], fact["at_text"], fact["zone"]) == ("2021-07-24T19:03:11", "2021-07-24T20:03:11", "UTC")
    old = told("x", date="2021-10-31T01:30:00")
    del old["date_unixtime"]
    _, (fact,) = telegram(old)
    assert (fact["at"], fact["at_alt"], fact["zone"]) == ("2021-10-31T00:30:00", "2021-10-31T01:30:00", "Europe/London")
    assert telegram({**old, "date": "2021-10-31T01:30:00+0300"})[1][0]["at"] == "2021-10-30T22:30:00"


@pytest.mark.parametrize(
    ("message", "kind", "marks"),
    [
        (told("x", edited="2021-11-24T19:05:00", forwarded_from="Jo"), "message", "edited, forwarded"),
        (told("", photo="photos/1.jpg"), "media", "image"),
        (told("", file="voice/1.ogg", media_type="voice_message"), "media", "audio"),
        (told("x", self_destruct_period_seconds=5), "message", "disappearing"),
        (told("", type="service", actor="Gaz", actor_id="user42", action="phone_call", duration_seconds=61), "call", "voice"),
        (told("", type="service", actor="Gaz", actor_id="user42", action="phone_call", discard_reason="missed"), "call", "voice, missed"),
        (told("", type="service", actor="Gaz", actor_id="user42", action="set_messages_ttl"), "system", "disappearing"),
        (told("", type="service", actor="Gaz", actor_id="user42", action="create_group"), "system", "group"),
    ],
)
def test_kinds_and_marks_of_telegram(message, kind, marks):
    _, (fact,) = telegram(message)
    assert (fact["kind"], fact["marks"]) == (kind, marks)
    assert fact["duration_s"] == (61 if "duration_seconds" in message else None)


def test_a_whole_account_is_read_chat_by_chat_and_what_is_no_message_is_refused():
    account = {
        "chats": {"list": [{"name": "A", "type": "private_group", "id": 1, "messages": [told("x"), 5, {"id": 2}, told("y", type="odd")]}]}
    }
    reading, facts = read(Telegram(), json.dumps(account), "result.json", owner="gaz")
    assert [(fact["conv_id"], fact["direction"], fact["to"]) for fact in facts] == [("A", "out", None)]
    assert [refusal.line for refusal in reading.refusals] == ["A message 2", "A message 3", "A message 4"]


def test_the_html_of_telegram_is_refused_with_what_to_ask_for():
    with pytest.raises(UnreadableFile, match="Machine-readable JSON"):
        read(Telegram(), "<!DOCTYPE html><html></html>", "messages.html")


# --- Signal -----------------------------------------------------------------------------------------------------------


def test_signal_is_read_with_its_further_lines():
    text = (
        "# Gaz\n[2021-07-04, 19:03] Gaz: hi\nthere\n\n[2021-07-04, 19:04] Me: 24/11/2021, 19:03 - Jo: pasted\n[2021-07-05 09:05:11] Gaz: \n"
    )
    reading, facts = read(Signal(), text, "Gaz.txt")
    assert [(fact["at"], fact["from"], fact["body"], fact["direction"], fact["line"]) for fact in facts] == [
        ("2021-07-04T18:03:00", "Gaz", "hi\nthere", None, "lines 2-4"),
        ("2021-07-04T18:04:00", "Me", "24/11/2021, 19:03 - Jo: pasted", "out", "line 5"),
        ("2021-07-05T08:05:11", "Gaz", "", None, "line 6"),
    ]
    assert ([refusal.line for refusal in reading.refusals], "zone" in keys(reading)) == (["line 1"], True)
    assert [(fact["from"], fact["direction"]) for fact in read(Signal(), text, "Gaz.txt", owner="Ayesha")[1]] == [
        ("Gaz", "in"), ("Ayesha", "out"), ("Gaz", "in"),
    ]  # fmt: skip


# --- All of them ------------------------------------------------------------------------------------------------------

READERS = [Instagram(), Snapchat(), Telegram(), Signal()]


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
@pytest.mark.parametrize(
    "content",
    [
        b"", b"{}}", b"[]", b"{", b"7", b'{"messages": 7}', b'{"a": 7}', b"[" * 100_000, b'{"a":' * 50_000, b"<html>", b"\xff\xfe\x00",
        b"9" * 10_000,
        b"PK\x03\x04", archive({"x.txt": "x"}), archive({"result.json": "[", "message_1.json": "["}),
    ],
)  # fmt: skip
def test_what_is_no_download_is_refused_or_refused_in_part(reader, content):
    try:
        reading, facts = read(reader, content, "x.json")
    except UnreadableFile as refusal:
        assert len(str(refusal)) > 40
    else:
        assert not facts
        assert reading.refusals


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from(["", "x", AT, AT_S, "\ud83d", "user42", "message",
    "2021-11-24 19:03:11 UTC"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["text", "uri", "name"]), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip
FIELDS = st.sampled_from(
    ["sender_name", "timestamp_ms", "content", "photos", "share", "reactions", "call_duration", "is_unsent", "date", "date_unixtime",
        "from", "from_id",
     "text", "type", "action", "duration_seconds", "photo", "media_type", "From", "To", "Created", "Media Type", "IsSender", "Content",
     "Media IDs"]
)  # fmt: skip
ENTRIES = st.lists(VALUES | st.dictionaries(FIELDS, VALUES, max_size=6), max_size=6)


@settings(max_examples=60, deadline=None)
@given(ENTRIES, VALUES, VALUES)
def test_every_entry_is_one_record_whatever_it_holds(entries, name, other):
    held = {
        Instagram(): {"participants": [name, {"name": other}], "messages": entries, "thread_path": other},
        Telegram(): {"name": name, "type": other, "id": other, "messages": entries},
        Snapchat(): {"gaz99": [{"Created": "x"}, *entries]},
    }
    for reader, content in held.items():
        reading, facts = read(reader, json.dumps(content), "x.json", owner="Gaz")
        assert reading.rows_in_file == len(entries) + isinstance(reader, Snapchat)
        for fact in facts:
            assert not any("\ud800" <= sign <= "\udfff" for value in fact.values() if isinstance(value, str) for sign in value)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_raise_anything_but_the_refusal_of_the_file(data):
    for reader in READERS:
        for content in (data, b'{"messages": [' + data, b"[2021-11-24, 19:03] Gaz: " + data):
            try:
                read(reader, content, "x.json")
            except UnreadableFile as refusal:
                assert str(refusal)
