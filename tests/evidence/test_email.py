"""An e-mail becomes one message, with its moment by its own zone; its attachments are named by digest, and nothing is fetched."""

from email.message import EmailMessage
from hashlib import sha256
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from custodiet.evidence.readers.email import Email
from custodiet.evidence.readers.email_html import words_of
from custodiet.evidence.reading import UnreadableFile
from tests.evidence.exhibit import read

DATE = "Wed, 24 Nov 2021 20:03:11 +0100"


def mail(body="Hello\nthere", date=DATE, html=None, **headers):
    made = EmailMessage()
    heads = {"From": "Gaz Example <gaz@example.org>", "To": "ayesha@example.org", "Subject": "Re: Meeting", "Date": date, **headers}
    for name, value in heads.items():
        if value is not None:
            made[name] = value
    if body is not None:
        made.set_content(body)
    if html is not None:
        made.add_alternative(html, subtype="html") if body is not None else made.set_content(html, subtype="html")
    return made


def go(content, **answers):
    return read(Email(), content.as_bytes() if isinstance(content, EmailMessage) else content, "x.eml", **answers)


def values(reading, key):
    return [remark.value for remark in reading.remarks if remark.key == key]


def test_an_email_is_one_message_from_and_to_addresses_at_its_own_zone():
    reading, (fact,) = go(mail(Cc="Jo <jo@example.org>"))
    assert (fact["from"], fact["to"], fact["channel"], fact["export_kind"]) == (
        "gaz@example.org",
        "ayesha@example.org; jo@example.org",
        "email",
        "eml",
    )
    assert (fact["at"], fact["at_text"], fact["zone"]) == ("2021-11-24T19:03:11", DATE, "+01:00")
    assert (fact["conv_id"], fact["body"], fact["line"]) == ("Meeting", "Re: Meeting\n\nHello\nthere", "the e-mail")
    assert values(reading, "names") == [{"gaz@example.org": "Gaz Example", "jo@example.org": "Jo"}]


@pytest.mark.parametrize(
    ("date", "at", "zone"),
    [
        ("Wed, 24 Nov 2021 19:03:11 -0000", "2021-11-24T19:03:11", "UTC"),
        ("Sat, 24 Jul 2021 19:03:11", "2021-07-24T18:03:11", "Europe/London"),
        ("Wed, 24 Nov 2021 19:03:11 GMT", "2021-11-24T19:03:11", "+00:00"),
        ("someday", None, "“someday” is no day and time of an e-mail."),
        ("Wed, 24 Nov 0021 19:03:11 +9999", None, None),
    ],
)
def test_the_zone_of_the_date_is_used_or_its_absence_said(date, at, zone):
    raw = f"From: gaz@example.org\nDate: {date}\n\nhello\n".encode()
    reading, (fact,) = go(raw)
    assert fact["at"] == at
    assert zone is None or fact["zone"] == zone
    assert (len(reading.undated) == 1) == (at is None)
    assert bool(values(reading, "zone")) == (zone == "Europe/London")


def test_an_attachment_is_named_with_its_digest():
    made = mail()
    made.add_attachment(b"secret", maintype="application", subtype="pdf", filename="notes.pdf")
    reading, (fact,) = go(made)
    assert fact["body_ref"] == "notes.pdf"
    assert values(reading, "attachment") == [
        {"name": "notes.pdf", "type": "application/pdf", "bytes": 6, "sha256": sha256(b"secret").hexdigest()}
    ]


def test_mail_inside_mail_is_named_and_not_opened():
    made = mail()
    made.add_attachment(mail(body="inner"))
    reading, facts = go(made)
    assert (len(facts), "inner" in facts[0]["body"], [value["type"] for value in values(reading, "attachment")]) == (
        1,
        False,
        ["message/rfc822"],
    )


def test_words_are_taken_out_of_html_where_there_is_no_plain_text():
    page = "<html><head><title>t</title></head><body><p>Hello&nbsp;<b>you</b></p>"
    page += "<script>alert('x')</script><img src='https://example.org/x'><p>2 < 3</p>"
    assert go(mail(body=None, html=page))[1][0]["body"] == "Re: Meeting\n\nHello you\n\n2 < 3"
    assert go(mail(html=page))[1][0]["body"] == "Re: Meeting\n\nHello\nthere"


def test_the_owner_of_the_mailbox_gives_the_direction():
    assert [go(mail(), owner=owner)[1][0]["direction"] for owner in ("gaz@example.org", "ayesha@example.org")] == ["out", "in"]


def test_signs_in_an_unknown_encoding_are_shown_and_said():
    raw = b"From: gaz@example.org\nDate: Wed, 24 Nov 2021 19:03:11 +0000\nContent-Type: text/plain; charset=klingon\n\ncaf\xe9\n"
    reading, (fact,) = go(raw)
    assert (fact["body"], len(values(reading, "encoding"))) == ("caf\ufffd", 1)


@pytest.mark.parametrize("piece", ["<", "<a", "<!--", "<script>", "</", "<b>", "&", "&#1;", "<p ", "x"])
def test_html_made_to_be_slow_is_no_slower_than_its_length(piece):
    begun = perf_counter()
    words_of(piece * (1_000_000 // len(piece)))
    assert perf_counter() - begun < 10


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "neither From nor Date"),
        (b"hello", "neither From nor Date"),
        (
            b"From: a@example.org\nContent-Type: multipart/mixed; boundary=x\n\n" + b"--x\n\na\n" * 1_100 + b"--x--\n",
            "more than 1,000 parts",
        ),
        (b"From: a@example.org\nContent-Type: multipart/mixed; boundary=x\n\n" + b"--x\n\na\n" * 30_000, "more parts"),
        (b"".join(b"--b%d\nContent-Type: multipart/mixed; boundary=b%d\n\n" % (n, n + 1) for n in range(5_000)), "more parts"),
    ],
)
def test_what_is_no_email_or_a_bomb_is_refused_with_a_sentence(content, sentence):
    with pytest.raises(UnreadableFile, match=sentence):
        go(content)


@pytest.mark.parametrize("piece", ["(", '"', "<", "=?utf-8?q?x?= ", "=?x?q?", ",", "a@b,", ";", "a=b;", "[", "\\", "@", ".", "a"])
def test_headers_made_to_be_slow_are_no_slower_than_their_length(piece):
    long = piece * (500_000 // len(piece))
    begun = perf_counter()
    go(f"Date: {DATE}\nFrom: {long}\nSubject: {long}\nContent-Type: text/plain; {long}\nContent-Disposition: x; {long}\n\nx".encode())
    assert perf_counter() - begun < 10


def test_an_encoding_with_a_sign_that_no_name_may_have_is_said_like_any_unknown_one():
    raw = b'From: gaz@example.org\nDate: Wed, 24 Nov 2021 19:03:11 +0000\nContent-Type: text/plain; charset="utf\0"\n\ncaf\xe9\n'
    reading, (fact,) = go(raw)
    assert (fact["body"], len(values(reading, "encoding"))) == ("caf\ufffd", 1)


def test_encoded_words_and_names_in_quotation_marks_are_read():
    raw = f'Date: {DATE}\nFrom: "Example, Zoë" <zoe@example.org>\nTo: =?utf-8?q?Ren=C3=A9?= <rene@example.org>, jo@example.org\n'
    raw += "Subject: =?iso-8859-1?q?caf=E9?=\n\nx"
    reading, (fact,) = go(raw.encode())
    assert (fact["from"], fact["to"], fact["conv_id"]) == ("zoe@example.org", "rene@example.org; jo@example.org", "caf\u00e9")
    assert values(reading, "names") == [{"zoe@example.org": "Example, Zo\u00eb", "rene@example.org": "Ren\u00e9"}]


PIECES = st.sampled_from(
    [b"From: ", b"a@example.org", b"\n", b"\r\n", b"Date: ", DATE.encode(), b"Content-Type: ", b"multipart/mixed; boundary=x",
        b"text/html", b"--x", b"--x--",
     b"=?utf-8?q?=E9?=", b"=?x?b?", b"(", b'"', b"<", b"Content-Transfer-Encoding: base64", b"message/rfc822", b": ", b";",
     b"filename*=", b"\xff", b"\x00"]
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.lists(PIECES | st.binary(max_size=5), max_size=40).map(b"".join), st.booleans())
def test_no_bytes_raise_anything_but_the_refusal_of_the_file(data, headed):
    try:
        reading, facts = go(b"From: a@example.org\nDate: " + DATE.encode() + b"\n" + data if headed else data)
    except UnreadableFile as refusal:
        assert str(refusal)
    else:
        assert reading.rows_in_file == 1
        for fact in facts:
            assert "".join(value for value in fact.values() if isinstance(value, str)).encode()
