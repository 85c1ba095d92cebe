"""Hiding places in plain text and HTML: attributes, remarks, scripts, and every way in which letters are written otherwise."""

import base64
import csv
import gzip
import html
import io
import json
import quopri
import re
from collections.abc import Callable
from html.parser import HTMLParser
from urllib.parse import quote, unquote

from tests.publication.corpus.place import Place


class Reader(HTMLParser):
    """What a browser knows of a page: its text, remarks and attributes."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.text = self.remarks = ""
        self.attributes: list[str] = []
        self.feed(page.decode())

    def handle_data(self, data):
        self.text += data

    def handle_comment(self, data):
        self.remarks += data

    def handle_starttag(self, tag, attrs):
        self.attributes += [value or "" for _, value in attrs]


def in_page(inside: Callable[[str], str]) -> Callable[[str], bytes]:
    """A page with this inside it."""

    def hide(text: str) -> bytes:
        return f"<!doctype html><html lang='en'><title>Outcome: PC X</title><p>PC X met Ms A.</p>{inside(text)}<p>He rang.</p>".encode()

    return hide


def text_of(page: bytes) -> str:
    return Reader(page).text


def attributes_of(page: bytes) -> str:
    return "\n".join(Reader(page).attributes)


def remarks_of(page: bytes) -> str:
    return Reader(page).remarks


def b64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def marked(decode: Callable[[str], str]) -> Callable[[bytes], str]:
    """Decodes what stands between two marks."""

    def reveal(page: bytes) -> str:
        found = re.search(r"\{\{(.*?)\}\}", page.decode(), re.DOTALL)
        return decode(found[1]) if found else ""

    return reveal


def between(encode: Callable[[str], str]) -> Callable[[str], bytes]:
    return in_page(lambda text: "<!-- {{" + encode(text) + "}} -->")


def each(pattern: str) -> Callable[[str], str]:
    return lambda text: "".join(pattern.format(ord(letter)) for letter in text)


def attr(text: str) -> str:
    return html.escape(text, quote=True)


def plain_csv(text: str) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([["Year", "Outcome"], ["2023", "Dismissed"], ["2024", text]])
    return out.getvalue().encode()


def cells(data: bytes) -> str:
    return "\n".join(cell for row in csv.reader(io.StringIO(data.decode())) for cell in row)


def full_width(text: str) -> str:
    return "".join(chr(ord(letter) + 0xFEE0) if letter.isascii() and letter.isalnum() else letter for letter in text)


def half_width(text: str) -> str:
    return "".join(chr(ord(letter) - 0xFEE0) if 0xFF01 <= ord(letter) <= 0xFF5E else letter for letter in text)


HTML = (
    Place("the text of a page", in_page(attr), text_of),
    Place("a remark in a page", in_page(lambda t: f"<!-- {t} -->"), remarks_of),
    Place("a title attribute", in_page(lambda t: f'<span title="{attr(t)}">PC X</span>'), attributes_of),
    Place("alternative text in a page", in_page(lambda t: f'<img src="a.png" alt="{attr(t)}">'), attributes_of),
    Place("a data attribute", in_page(lambda t: f"<i data-who='{attr(t)}'></i>"), attributes_of),
    Place("a meta element", in_page(lambda t: f'<meta name="author" content="{attr(t)}">'), attributes_of),
    Place("a hidden field", in_page(lambda t: f'<input type="hidden" value="{attr(t)}">'), attributes_of),
    Place("an element that is not shown", in_page(lambda t: f'<p style="display:none">{attr(t)}</p>'), text_of),
    Place("a template", in_page(lambda t: f"<template><p>{attr(t)}</p></template>"), text_of),
    Place("a script", in_page(lambda t: f"<script>let who = {json.dumps(t)};</script>"), text_of),
    Place("linked data", in_page(lambda t: f'<script type="application/ld+json">{json.dumps({"name": t})}</script>'), text_of),
    Place(
        "a page within an attribute",
        in_page(lambda t: f'<iframe srcdoc="{attr(attr(t))}"></iframe>'),
        lambda p: html.unescape(attributes_of(p)),
    ),
    Place("decimal entities", in_page(each("&#{};")), text_of),
    Place("hexadecimal entities", in_page(each("&#x{:x};")), text_of),
    Place("entities of entities", in_page(lambda t: each("&#{};")(t).replace("&", "&amp;")), lambda p: html.unescape(text_of(p))),
    Place("letters split by tags", in_page("<b></b>".join), text_of),
    Place("letters split by remarks", in_page("<!-- x -->".join), text_of),
    Place("letters split by break opportunities", in_page("<wbr>".join), text_of),
    Place("letters split by soft hyphens", in_page("&shy;".join), lambda p: text_of(p).replace("\xad", "")),
    Place("letters split by zero-width spaces", in_page("\u200b".join), lambda p: text_of(p).replace("\u200b", "")),
    Place("letters split by joiners", in_page("\u2060".join), lambda p: text_of(p).replace("\u2060", "")),
    Place("full-width letters", in_page(full_width), lambda p: half_width(text_of(p))),
    Place("letters set backwards", in_page(lambda t: f'<bdo dir="rtl">{attr(t[::-1])}</bdo>'), lambda p: text_of(p)[::-1]),
    Place(
        "an address in percent signs", in_page(lambda t: f'<a href="/?q={quote(t, safe="")}">a</a>'), lambda p: unquote(attributes_of(p))
    ),
    Place(
        "an address encoded twice",
        in_page(lambda t: f'<a href="/?q={quote(quote(t, safe=""), safe="")}">a</a>'),
        lambda p: unquote(unquote(attributes_of(p))),
    ),
    Place(
        "every letter in percent signs",
        in_page(lambda t: f'<a href="/?q={"".join(f"%{byte:02x}" for byte in t.encode())}">a</a>'),
        lambda p: unquote(attributes_of(p)),
    ),
    Place(
        "a picture in an address",
        in_page(lambda t: f'<img src="data:image/svg+xml;base64,{b64(f"<svg><title>{attr(t)}</title></svg>")}">'),
        lambda p: html.unescape(base64.b64decode(attributes_of(p).split("base64,")[1]).decode()),
    ),
    Place(
        "a packed file in an address",
        in_page(lambda t: f'<a href="data:application/gzip;base64,{base64.b64encode(gzip.compress(t.encode())).decode()}">a</a>'),
        lambda p: gzip.decompress(base64.b64decode(attributes_of(p).split("base64,")[1])).decode(),
    ),
    Place(
        "the letters of a style",
        in_page(lambda t: f'<style>p::after {{content: "{each(chr(92) + "{:06x}")(t)}"}}</style>'),
        lambda p: re.sub(r"\\([0-9a-f]{6})", lambda found: chr(int(found[1], 16)), text_of(p)),
    ),
    Place(
        "two strings of a script",
        in_page(lambda t: f'<script>show("{t[:3]}" + "{t[3:]}")</script>'),
        lambda p: text_of(p).replace('" + "', ""),
    ),
)
ENCODED = (
    Place("base64", between(b64), marked(lambda t: base64.b64decode(t).decode())),
    Place("base64 of base64", between(lambda t: b64(b64(t))), marked(lambda t: base64.b64decode(base64.b64decode(t)).decode())),
    Place(
        "base64 over several lines",
        between(lambda t: base64.encodebytes(f"{t}; ".encode() * 3).decode()),
        marked(lambda t: base64.decodebytes(t.encode()).decode()),
    ),
    Place(
        "base64 of addresses",
        between(lambda t: base64.urlsafe_b64encode(t.encode()).decode()),
        marked(lambda t: base64.urlsafe_b64decode(t).decode()),
    ),
    Place(
        "base64 of UTF-16",
        between(lambda t: base64.b64encode(t.encode("utf-16-le")).decode()),
        marked(lambda t: base64.b64decode(t).decode("utf-16-le")),
    ),
    Place("base32", between(lambda t: base64.b32encode(t.encode()).decode()), marked(lambda t: base64.b32decode(t).decode())),
    Place(
        "base85",
        between(lambda t: base64.a85encode(t.encode(), adobe=True).decode()),
        marked(lambda t: base64.a85decode(t, adobe=True).decode()),
    ),
    Place("hexadecimal", between(lambda t: t.encode().hex()), marked(lambda t: bytes.fromhex(t).decode())),
    Place("spaced hexadecimal", between(lambda t: t.encode().hex(" ")), marked(lambda t: bytes.fromhex(t).decode())),
    Place("quoted-printable", between(each("={:02X}")), marked(lambda t: quopri.decodestring(t).decode())),
    Place("escapes of a script", between(each("\\u{:04x}")), marked(lambda t: json.loads(f'"{t}"'))),
    Place("short escapes of a script", between(each("\\x{:02x}")), marked(lambda t: t.encode().decode("unicode_escape"))),
    Place("octal escapes", between(each("\\{:03o}")), marked(lambda t: t.encode().decode("unicode_escape"))),
    Place(
        "character codes", between(lambda t: ",".join(str(ord(c)) for c in t)), marked(lambda t: "".join(chr(int(n)) for n in t.split(",")))
    ),
    Place(
        "binary figures",
        between(lambda t: " ".join(f"{ord(c):08b}" for c in t)),
        marked(lambda t: "".join(chr(int(n, 2)) for n in t.split())),
    ),
    Place("UTF-16", lambda t: f"PC X met Ms A. {t}".encode("utf-16"), lambda d: d.decode("utf-16")),
    Place("UTF-16 without a mark", lambda t: f"PC X met Ms A. {t}".encode("utf-16-be"), lambda d: d.decode("utf-16-be")),
    Place("UTF-32", lambda t: f"PC X met Ms A. {t}".encode("utf-32"), lambda d: d.decode("utf-32")),
    Place(
        "UTF-7", lambda t: b"PC X met. +" + base64.b64encode(t.encode("utf-16-be")).rstrip(b"=") + b"- Ms A.", lambda d: d.decode("utf-7")
    ),
    Place("plain text", lambda t: f"PC X met Ms A. {t}".encode(), bytes.decode),
    Place("Latin letters of one byte", lambda t: f"£5 Café. {t}".encode("latin-1"), lambda d: d.decode("latin-1")),
    Place("a cell of a CSV file", plain_csv, cells),
    Place(
        "a value of a JSON file",
        lambda t: json.dumps({"officer": "PC X", "extra": {"a": [1, t]}}).encode(),
        lambda d: json.loads(d)["extra"]["a"][1],
    ),
    Place(
        "a JSON file in escapes",
        lambda t: ('{"who": "' + each("\\u{:04x}")(t) + '"}').encode(),
        lambda d: json.loads(d)["who"],
    ),
    Place(
        "the headers of an answer",
        lambda t: f"HTTP/1.1 200 OK\r\nContent-Disposition: attachment; filename*=UTF-8''{quote(t, safe='')}.pdf\r\n\r\n".encode(),
        lambda d: unquote(d.decode()),
    ),
    Place("the address of a page", lambda t: f"https://example.org/outcomes/{quote(t)}/".encode(), lambda d: unquote(d.decode())),
    Place("rich text", lambda t: rf"{{\rtf1\ansi PC X {{\b {t}}}\par}}".encode(), bytes.decode),
    Place(
        "rich text in hexadecimal",
        lambda t: (r"{\rtf1\ansi PC X " + each(r"\'{:02x}")(t) + r"\par}").encode(),
        lambda d: re.sub(r"\\'([0-9a-f]{2})", lambda found: chr(int(found[1], 16)), d.decode()),
    ),
    Place(
        "rich text in numbers",
        lambda t: (r"{\rtf1\ansi PC X " + each(r"\u{}?")(t) + r"\par}").encode(),
        lambda d: re.sub(r"\\u(\d+)\?", lambda found: chr(int(found[1])), d.decode()),
    ),
)
PLACES = HTML + ENCODED
