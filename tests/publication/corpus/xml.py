"""Hiding places in XML, drawings (SVG) and calendars (ICS, vCard)."""

import base64
import quopri
import re
from html import escape, unescape
from xml.etree import ElementTree

from tests.publication.corpus.place import Place


def drawing(inside: str) -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 90"><path d="M10 20L30 6817"/>{inside}</svg>'.encode()


def text_of(data: bytes) -> str:
    return "".join(ElementTree.fromstring(data).itertext())


def calendar(line: str) -> bytes:
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1@example.org\r\n{line}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n".encode()


def folded(line: str) -> str:
    return "\r\n ".join(line[at : at + 9] for at in range(0, len(line), 9))


def unfolded(data: bytes) -> str:
    return data.decode().replace("\r\n ", "")


def spans(text: str) -> str:
    return "<text>" + "".join(f'<tspan x="{at * 9}">{escape(letter)}</tspan>' for at, letter in enumerate(text)) + "</text>"


PLACES = (
    Place("the title of a drawing", lambda t: drawing(f"<title>{escape(t)}</title>"), text_of),
    Place("the description of a drawing", lambda t: drawing(f"<desc>{escape(t)}</desc>"), text_of),
    Place("letters placed one by one in a drawing", lambda t: drawing(spans(t)), text_of),
    Place("the metadata of a drawing", lambda t: drawing(f"<metadata><a>{escape(t)}</a></metadata>"), text_of),
    Place("a remark in a drawing", lambda t: drawing(f"<!-- {t} -->"), bytes.decode),
    Place("the label of a drawing", lambda t: drawing(f'<g aria-label="{escape(t)}"/>'), lambda d: unescape(d.decode())),
    Place("XML text", lambda t: f"<a><b>{escape(t)}</b></a>".encode(), text_of),
    Place("a CDATA section", lambda t: f"<a><![CDATA[{t}]]></a>".encode(), text_of),
    Place("CDATA sections around letters", lambda t: ("<a>" + "".join(f"<![CDATA[{c}]]>" for c in t) + "</a>").encode(), text_of),
    Place(
        "an entity that the document declares",
        lambda t: f'<!DOCTYPE a [<!ENTITY p "{escape(t[:3])}"><!ENTITY q "{escape(t[3:])}">]><a>&p;&q;</a>'.encode(),
        text_of,
    ),
    Place("an instruction in XML", lambda t: f"<a><?note {t}?></a>".encode(), bytes.decode),
    Place("XML in UTF-16", lambda t: f'<?xml version="1.0" encoding="utf-16"?><a>{escape(t)}</a>'.encode("utf-16"), text_of),
    Place("the title of an appointment", lambda t: calendar(f"SUMMARY:Hearing {t}"), unfolded),
    Place("a folded line of a calendar", lambda t: calendar(folded(f"DESCRIPTION:Hearing about {t}")), unfolded),
    Place("the guest of an appointment", lambda t: calendar(f'ATTENDEE;CN="{t}":mailto:nobody@example.org'), unfolded),
    Place("a field of a calendar's own", lambda t: calendar(f"X-NOTE;VALUE=TEXT:{t}"), unfolded),
    Place(
        "the attachment of an appointment",
        lambda t: calendar(folded(f"ATTACH;ENCODING=BASE64;VALUE=BINARY:{base64.b64encode(t.encode()).decode()}")),
        lambda d: base64.b64decode(re.search(r"BINARY:(\S*)", unfolded(d))[1]).decode(),
    ),
    Place(
        "a visiting card",
        lambda t: (
            b"BEGIN:VCARD\r\nNOTE;ENCODING=QUOTED-PRINTABLE:" + "".join(f"={b:02X}" for b in t.encode()).encode() + b"\r\nEND:VCARD\r\n"
        ),
        lambda d: quopri.decodestring(d).decode(),
    ),
)
