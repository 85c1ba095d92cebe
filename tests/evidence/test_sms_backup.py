"""SMS Backup & Restore: texts and calls as a bill has them, words beside them, every element one record."""

import io
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from custodiet.evidence.facts import BY_NAME
from custodiet.evidence.readers.sms_backup import SmsBackup
from custodiet.evidence.reading import UnreadableFile
from custodiet.evidence.xml_references import Repaired
from tests.evidence.exhibit import read

OWN, GAZ, JO = "+447700900111", "07700 900123", "+447700900456"
AT = "1637780591000"
"""24 November 2021, 19:03:11."""


def sms(kind="1", address=GAZ, body="hi", date=AT, **more):
    rest = "".join(f' {key}="{value}"' for key, value in more.items())
    return f'<sms protocol="0" address="{address}" date="{date}" type="{kind}" body="{body}" read="1" status="-1"{rest} />'


def call(kind="1", number=GAZ, duration="12", presentation="1", date=AT):
    return f'<call number="{number}" duration="{duration}" date="{date}" type="{kind}" presentation="{presentation}" />'


def mms(box, addresses, parts, address=GAZ):
    people = "".join(f'<addr address="{number}" type="{role}" charset="106" />' for number, role in addresses)
    held = "".join(f'<part seq="0" ct="{kind}" {attributes} />' for kind, attributes in parts)
    return f'<mms date="{AT}" msg_box="{box}" address="{address}" sub="null" m_id="x"><parts>{held}</parts><addrs>{people}</addrs></mms>'


def backup(*records, root="smses", count=None):
    head = "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?><!--made by hand-->"
    return f'{head}<{root} count="{len(records) if count is None else count}">{"".join(records)}</{root}>'


def go(content, **answers):
    return read(SmsBackup(), content, "sms.xml", **{"own_number": OWN, **answers})


def blank(table):
    return {"table": table} | dict.fromkeys(column.name for column in BY_NAME[table].columns)


def remark(reading, key):
    return next((each for each in reading.remarks if each.key == key), None)


def test_a_text_is_on_the_log_of_the_telephone_and_its_words_are_a_message():
    _, (comms, message) = go(backup(sms("1", contact_name="Gaz")))
    assert comms == blank("comms") | {
        "at": "2021-11-24T19:03:11", "at_text": AT, "zone": "UTC", "asset_msisdn": OWN, "other_e164": "+447700900123", "other_raw": GAZ,
        "other_class": "mobile", "direction": "in", "kind": "sms", "line": "record 1 (sms)",
    }  # fmt: skip
    assert message == blank("message") | {
        "at": "2021-11-24T19:03:11", "at_text": AT, "zone": "UTC", "from": "+447700900123", "to": OWN, "channel": "sms", "body": "hi",
        "kind": "message", "direction": "in", "export_kind": "sms backup", "conv_id": "+447700900123", "line": "record 1 (sms)",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("1", [("comms", "in", "sms"), ("message", "in", "message")]),
        ("2", [("comms", "out", "sms"), ("message", "out", "message")]),
        ("3", [("message", "out", "unsent")]),
        ("4", [("message", "out", "unsent")]),
        ("5", [("message", "out", "unsent")]),
        ("6", [("message", "out", "unsent")]),
        ("99", [("comms", None, "sms"), ("message", None, "message")]),
    ],
)
def test_what_was_never_sent_has_words_and_no_contact(kind, said):
    assert [(fact["table"], fact["direction"], fact["kind"]) for fact in go(backup(sms(kind)))[1]] == said


@pytest.mark.parametrize(
    ("kind", "duration", "said"),
    [
        ("1", "12", ("in", 12, True)), ("2", "12", ("out", 12, True)), ("2", "0", ("out", 0, False)), ("3", "0", ("in", 0, False)),
        ("4", "0", ("in", 0, None)), ("5", "0", ("in", 0, False)), ("6", "0", ("in", 0, False)), ("2", "", ("out", None, None)),
    ],
)  # fmt: skip
def test_a_call_has_its_direction_length_and_whether_it_was_answered(kind, duration, said):
    _, (fact,) = go(backup(call(kind, duration=duration), root="calls"))
    assert (fact["table"], fact["kind"], (fact["direction"], fact["duration_s"], fact["answered"])) == ("comms", "call", said)


@pytest.mark.parametrize(("number", "presentation"), [("-1", "3"), ("-2", "2"), ("", "2"), ("-3", "4"), ("", "1")])
def test_a_hidden_number_is_withheld(number, presentation):
    _, (fact,) = go(backup(call(number=number, presentation=presentation), root="calls"))
    assert (fact["other_e164"], fact["other_class"]) == (None, "withheld")


def test_a_picture_message_that_came_in_from_a_group_is_from_its_sender():
    text = mms(
        "1", [(JO, 137), (GAZ, 151), (OWN, 151)],
        [("application/smil", 'text="x"'), ("image/jpeg", 'cl="me.jpg" data="aGk="'), ("text/plain", 'text="look"')],
        f"{GAZ}~{JO}",
    )  # fmt: skip
    _, (comms, message) = go(backup(text))
    assert (comms["other_e164"], comms["direction"], comms["kind"]) == (JO, "in", "mms")
    assert (message["from"], message["to"], message["conv_id"]) == (JO, f"{OWN}; +447700900123", f"+447700900123; {JO}")
    assert (message["body"], message["body_ref"], message["channel"]) == ("look", "me.jpg", "mms")


def test_a_picture_message_sent_to_two_is_one_record_with_a_contact_of_each():
    reading, facts = go(
        backup(mms("2", [("insert-address-token", 137), (GAZ, 151), (JO, 151)], [("text/plain", 'text="hello"')], f"{GAZ}~{JO}"))
    )
    assert [(fact["table"], fact.get("other_e164")) for fact in facts] == [("comms", "+447700900123"), ("comms", JO), ("message", None)]
    assert (facts[2]["from"], facts[2]["to"], reading.rows_in_file) == (OWN, f"+447700900123; {JO}", 1)


def test_without_the_own_number_it_is_asked_and_the_rest_is_read():
    reading, facts = go(backup(sms()), own_number="")
    assert ([question.key for question in reading.questions], facts[0]["asset_msisdn"]) == (["own_number"], None)


@pytest.mark.parametrize("date", ["", "null", "yesterday", "0", "9" * 30, "1637780591"])
def test_a_time_that_is_none_is_kept_and_said(date):
    reading, facts = go(backup(sms(date=date)))
    assert (facts[0]["at"], len(reading.undated)) == (None, 1)


def test_a_backup_that_breaks_off_is_read_up_to_there():
    whole = backup(sms(), sms(), sms())
    reading, facts = go(whole[: whole.rindex("<sms") + 40])
    assert (reading.rows_read, reading.rows_refused, len(facts)) == (2, 1, 4)
    assert ("breaks off" in reading.refusals[0].reason, remark(reading, "count").value) == (True, 2)


def test_an_unknown_element_and_an_empty_one_are_refused():
    reading, _ = go(backup("<fax number='1'/>", "<sms/>", sms()))
    assert ([refusal.line for refusal in reading.refusals], reading.rows_in_file) == (["record 1 (fax)", "record 2 (sms)"], 3)


def test_names_that_the_telephone_knows_are_remarked():
    assert remark(go(backup(sms(contact_name="Gaz")))[0], "names").value == {GAZ: "Gaz"}


def test_an_emoji_in_two_halves_is_one_sign_and_half_a_sign_is_said():
    reading, facts = go(backup(sms(body="a&#10;&#55357;&#56832;&#xD83D;&#xDE00;b &#55357; &#0;")))
    assert (facts[1]["body"], remark(reading, "signs").value) == ("a\n\U0001f600\U0001f600b \ufffd \ufffd", 2)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from([b"&#55357;", b"&#56832;", b"&#10;", b"&", b"#", b"&#x", b"D83D;", b"x", b";", b"5"]), max_size=40),
    st.integers(1, 9),
)
def test_references_are_mended_the_same_wherever_the_file_is_cut(pieces, size):
    data = b"".join(pieces)
    in_pieces, whole = (b"".join(iter(partial(Repaired(io.BytesIO(data)).read, each), b"")) for each in (size, 1000))
    assert in_pieces == whole


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "no XML"),
        ("hello", "no XML"),
        ("<html></html>", "not <smses>"),
        ('<!DOCTYPE smses [<!ENTITY a "b">]><smses><sms body="&a;"/></smses>', "document type"),
        ("<smses>" + "<a>" * 100, "inside one another"),
    ],
)
def test_what_is_no_backup_is_refused_with_a_sentence(content, sentence):
    with pytest.raises(UnreadableFile, match=sentence):
        go(content)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([sms(), sms("2"), call(), mms("1", [(JO, 137)], []), "<x/>", "<sms/>"]), max_size=12), st.integers(0, 3000))
def test_every_element_is_one_record_wherever_the_backup_breaks_off(records, kept):
    whole = backup(*records)
    try:
        reading, _ = go(whole[:kept])
    except UnreadableFile:
        return
    head = len(whole) - len("</smses>") - sum(map(len, records))
    complete = [record for n, record in enumerate(records, 1) if head + sum(map(len, records[:n])) <= kept]
    refused = sum(record in {"<x/>", "<sms/>"} for record in complete) + (kept < len(whole))
    assert (reading.rows_in_file, reading.rows_refused) == (len(complete) + (kept < len(whole)), refused)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_raise_anything_but_the_refusal_of_the_file(data):
    for content in (data, backup(sms()).encode()[:100] + data, backup().encode()[:-8] + data + b"</smses>"):
        try:
            go(content)
        except UnreadableFile as refusal:
            assert str(refusal)
