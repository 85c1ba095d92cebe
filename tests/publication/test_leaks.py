"""The search for leaks: that a name really is hidden, that it is found there, and that clean text stays clean."""

import base64
import quopri
import re
from collections.abc import Callable
from contextlib import suppress
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from custodiet.publication.leaks import Leak, find, forms_of_name
from custodiet.publication.readings import NotScanned
from custodiet.publication.render import render
from tests.publication.corpus import PLACES
from tests.publication.corpus.place import Place
from tests.publication.made import PROTECTED, hearing_notice, outcome_notice

CLEAN = (
    b"<!doctype html><html lang='en'><title>Outcome of misconduct hearing: PC X</title>"
    b"<body><p>PC X met Ms A on duty.</p>%s<p>He made 17 calls.</p></body></html>"
)


def entities(name: str) -> str:
    return "".join(f"&#{ord(character)};" for character in name)


def hex_entities(name: str) -> str:
    return "".join(f"&#x{ord(character):x};" for character in name)


def percent(name: str) -> str:
    return "".join(f"%{byte:02X}" for byte in name.encode())


def b64(name: str) -> str:
    return base64.b64encode(name.encode()).decode()


def styled(name: str) -> str:
    return "".join(f"\\{ord(character):06x}" for character in name)


HIDING: dict[str, Callable[[str], str]] = {
    "plainly": lambda name: name,
    "in capitals": str.upper,
    "in an attribute": lambda name: f'<span title="{name}">PC X</span>',
    "in a comment": lambda name: f"<!-- {name} -->",
    "in a data attribute of an empty element": lambda name: f"<i data-officer='{name}'></i>",
    "in an address": lambda name: f'<a href="/outcomes/{name.lower().replace(" ", "-")}">PC X</a>',
    "in a title of a link in percent signs": lambda name: f'<a href="/?q={percent(name)}">PC X</a>',
    "percent-encoded twice": lambda name: f'<a href="/?q={quote(percent(name))}">PC X</a>',
    "in decimal entities": entities,
    "in hexadecimal entities": hex_entities,
    "in entities of entities": lambda name: entities(name).replace("&", "&amp;"),
    "split by tags": "<b></b>".join,
    "split by one tag": lambda name: f"{name[:4]}<span class='a'>{name[4:]}</span>",
    "split by a tag with a bracket in it": lambda name: f"{name[:4]}<span title='>'>{name[4:]}</span>",
    "split by comments": "<!-- x -->".join,
    "split by empty comments": "<!-->".join,
    "split by break opportunities": "<wbr>".join,
    "split by soft hyphens": "&shy;".join,
    "split by zero-width spaces": "\u200b".join,
    "split by zero-width entities": "&#8203;".join,
    "split by joiners": "\u2060".join,
    "split by letters drawn as nothing": "\u3164".join,
    "letter-spaced": " ".join,
    "with full stops": ".".join,
    "in two strings of a script": lambda name: f'<script>show("{name[:4]}" + "{name[4:]}")</script>',
    "in base64": lambda name: f'<img src="data:text/plain;base64,{b64(name)}">',
    "in base64 twice": lambda name: b64(b64(name)),
    "in base64 glued to letters": lambda name: f"ab{b64('to ' + name + ' and others')}",
    "in base64 of an address": lambda name: base64.urlsafe_b64encode(f"?{name}?{name}>".encode()).decode(),
    "in base64 over two lines": lambda name: f"{b64('about ' + name)[:12]}\n{b64('about ' + name)[12:]}",
    "in base64 of UTF-16": lambda name: base64.b64encode(name.encode("utf-16-le")).decode(),
    "in hexadecimal": lambda name: name.encode().hex(),
    "in spaced hexadecimal": lambda name: name.encode().hex(" "),
    "in script escapes": lambda name: "".join(f"\\u{ord(character):04x}" for character in name),
    "in old percent escapes": lambda name: "".join(f"%u{ord(character):04X}" for character in name),
    "in short script escapes": lambda name: "".join(f"\\x{ord(character):02x}" for character in name),
    "in escapes of a style": lambda name: f'<style>p::after {{content: "{styled(name)}"}}</style>',
    "in quoted-printable": lambda name: "".join(f"={byte:02X}" for byte in name.encode()),
    "broken by quoted-printable": lambda name: f"{name[:4]}=\n{name[4:]}",
    "in character codes": lambda name: f"String.fromCharCode({','.join(str(ord(each)) for each in name)})",
    "backwards": lambda name: f'<bdo dir="rtl">{name[::-1]}</bdo>',
    "in full-width letters": lambda name: "".join(chr(ord(c) + 0xFEE0) if c.isalpha() else c for c in name),
    "in mathematical letters": lambda name: "".join(chr(0x1D41A + ord(c) - ord("a")) if c.isalpha() else c for c in name.lower()),
    "with accents": lambda name: name.replace("e", "é").replace("o", "ö"),
    "with combining accents": "\u0301".join,
    "with letters of another alphabet": lambda name: name.replace("a", "\u0430").replace("e", "\u0435").replace("o", "\u03bf"),
    "run together": lambda name: name.replace(" ", ""),
    "inside an email address": lambda name: f"{name.replace(' ', '.').lower()}27@example.org",
    "as words of a class": lambda name: f"<p class='officer_{name.replace(' ', '_')}'>",
}
FULL_NAME = "Tobias Penhallow"


@pytest.mark.parametrize("where", HIDING)
def test_a_planted_name_is_found_wherever_it_is_hidden(where: str) -> None:
    page = CLEAN.replace(b"%s", HIDING[where](FULL_NAME).encode())
    assert find(CLEAN, [FULL_NAME]) == [], "the page without the plant must be clean"
    assert [leak.protected for leak in find(page, ["Someone Else", FULL_NAME])] == [1]


@pytest.mark.parametrize("where", HIDING)
def test_a_planted_surname_is_found_wherever_it_is_hidden(where: str) -> None:
    page = CLEAN.replace(b"%s", HIDING[where]("Penhallow").encode())
    assert [leak.protected for leak in find(page, ["Penhallow"])] == [0]


def test_most_of_those_hiding_places_are_missed_by_searching_the_bytes() -> None:
    """The leak was possible: whoever only searches for the name in the page as it is finds few of them."""
    seen = [where for where, hide in HIDING.items() if FULL_NAME in hide(FULL_NAME)]
    assert seen == ["plainly", "in an attribute", "in a comment", "in a data attribute of an empty element"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "latin-1"])
def test_the_encoding_of_the_bytes_is_no_hiding_place(encoding: str) -> None:
    page = CLEAN.decode().replace("%s", "<p>José Penhállow</p>").encode(encoding)
    assert [leak.protected for leak in find(page, ["Penhallow"])] == [0]


@pytest.mark.parametrize(
    ("identifier", "written"),
    [
        ("Tobias Penhallow", "Penhallow, Tobias"),
        ("Tobias Penhallow", "tobias_penhallow"),
        ("O'Shaughnessy", "OShaughnessy"),
        ("O'Shaughnessy", "O\u2019Shaughnessy"),
        ("Søren Ødegård", "Soren Odegard"),
        ("Strauß-Meyer", "STRAUSS MEYER"),
        ("Łukasz Wiśniewski", "lukasz wisniewski"),
        ("07700 900123", "+44 7700 900123"),
        ("07700 900123", "+44 (0)7700-900-123"),
        ("+44 7700 900123", "07700900123"),
        ("07700 900123", "tel:+447700900123"),
        ("tobias@example.org", "TOBIAS@EXAMPLE.ORG"),
        ("14/03/1990", "1990-03-14"),
        ("14 March 1990", "14 march 1990"),
        ("12 Quay Lane", "12, Quay Lane"),
        ("WV19 KDE", "wv19kde"),
        ("Lee", "PC Lee's statement"),
        ("Lee", "<td>Al</td><td>Lee</td>"),
        ("Lee", "L<b>e</b>e"),
        ("Lee", "/outcomes/pc-lee/"),
        ("Lee", "pc_lee"),
        ("Ng", "Ms NG said"),
        ("6800", "PC 6800"),
        ("Al Lee", "Lee, Al"),
        ("李娜", "李娜"),
        ("Łuk", "LUK"),
        ("Smith", "pcsmith2"),
        ("Smith", "S m i t h"),
        ("Jane Doe", "exjanedoe2"),
        ("7700 900123", "07700900123"),
        ("李", "李 said"),
        ("Lee", "4c6565"),
        ("Lee", "(TGVlIQ==)"),
    ],
)
def test_an_identifier_is_found_in_the_forms_people_write_it(identifier: str, written: str) -> None:
    assert len(find(written, [identifier])) == 1


@pytest.mark.parametrize(
    ("identifier", "written"),
    [
        ("Lee", "The officer was asleep and sleepy."),
        ("Lee", "Leeds, fleet and Leeming"),
        ("Ng", "meeting, evening, sting"),
        ("Ford", "He could not afford it; Fordham and Bradford"),
        ("6800", "1680023"),
        ("Martin", "a smart inspector"),
        ("Khan", "pckhan2"),
        ("Khan", "k h a n"),
        ("Ann Lee", "exannlee2"),
        ("Al Lee", "special leeway"),
        ("Tobias Penhallow", "Tobias said that Penha was low"),
        ("07700 900123", "07700 900124"),
        ("Penhallow", "Pen, hall and ow"),
    ],
)
def test_what_only_looks_like_the_identifier_is_left_alone(identifier: str, written: str) -> None:
    assert find(written, [identifier]) == []


def test_the_notices_of_story_one_hold_nothing_that_is_protected() -> None:
    names = [*PROTECTED, "Lee", "Ng", "Ford", "Khan", "Patel", "Smith", "Jones", "Marguerite Easterbrook"]
    for notice in (outcome_notice(), hearing_notice()):
        assert find(render(notice), names) == []


PROSE = """
The panel heard that the officer attended a domestic incident and afterwards made contact that no duty required.
Over ten weeks there were 17 calls and 43 text messages from a work phone, several of them while the officer was off
duty. The chair found breaches of Honesty and Integrity, of Authority, Respect and Courtesy, and Discreditable Conduct.
The outcome was published on 27 December 2023; it stays on the website for not less than 28 days (regulation 43).
"""
SURNAMES = """
Smith Jones Taylor Brown Williams Wilson Johnson Davies Robinson Wright Thompson Evans Walker White Roberts Green Thomas
Hughes Edwards Turner Jackson Harris Clarke Cooper Harrison Davis Wood Baker Patel Martin Morris James Khan Allen Moore
Parker Clark Cook Price Phillips Shaw Bennett Lee Watson Griffiths Young Ali Ng Li Begum Hussain Ahmed Singh Kaur Shah
Okafor Adeyemi Nowak Kowalski Murphy Kelly Ryan Byrne Walsh Doyle Rees Pugh Gough Bevan Lloyd Hart Ball Reed Marsh
""".split()  # noqa: SIM905 - names are read more easily as words


def test_common_surnames_are_not_seen_in_prose_that_does_not_hold_them() -> None:
    assert find(PROSE, SURNAMES) == []


def test_a_short_name_that_is_a_common_word_holds_the_page_back() -> None:
    """Written down as it is: held back too often rather than once too seldom."""
    assert [leak.protected for leak in find("He may appeal.", ["May"])] == [0]


UNDONE_BY_PROGRAMS = (
    "in an attribute",
    "in a comment",
    "in a title of a link in percent signs",
    "percent-encoded twice",
    "in decimal entities",
    "in hexadecimal entities",
    "in base64",
    "in base64 twice",
    "in base64 glued to letters",
    "in base64 of UTF-16",
    "in hexadecimal",
    "in quoted-printable",
    "in character codes",
)


@pytest.mark.parametrize("outer", UNDONE_BY_PROGRAMS)
def test_a_name_hidden_in_any_way_and_then_encoded_is_found(outer: str) -> None:
    missed = [inner for inner in HIDING if not find(HIDING[outer](HIDING[inner](FULL_NAME)), [FULL_NAME])]
    assert missed == []


def test_a_leak_says_where_and_how_but_never_what() -> None:
    leak = find(f"<i>{b64('Penhallow!')}</i>", ["Nobody", "Penhallow"])[0]
    assert leak == Leak(1, "in base64", 0)
    assert str(leak) == "protected identifier number 2, in base64"
    assert "enhallow" not in repr(leak)


def test_the_steps_of_a_nested_reading_are_told_in_order() -> None:
    leak = find(base64.b64encode(b"<i>Pen</i>hallow, as he was"), ["Penhallow"])[0]
    assert leak.how == "in base64, with tags taken out"


@pytest.mark.parametrize(("times", "found"), [(5, True), (6, False)])
def test_encodings_are_undone_five_deep_and_no_deeper(times: int, found: bool) -> None:
    hidden = "Penhallow, as he was then called"
    for _ in range(times):
        hidden = b64(hidden)
    assert bool(find(hidden, ["Penhallow"])) is found


def test_the_search_stops_when_everything_was_found() -> None:
    assert [leak.how for leak in find("Penhallow and Easterbrook", ["Easterbrook", "Penhallow"])] == ["as written"] * 2


@pytest.mark.parametrize("identifier", ["", "  ", "X", "-", "7"])
def test_an_identifier_too_short_to_look_for_is_said_and_not_passed_over(identifier: str) -> None:
    with pytest.raises(NotScanned, match="number 2 is empty or a single letter"):
        find("text", ["Penhallow", identifier])


@pytest.mark.parametrize(
    ("start", "words"),
    [
        (b"PK\x03\x04", "The ZIP archive is damaged."),
        (b"\x1f\x8b", "What is packed as gzip is damaged."),
        (b"%PDF-1.7", "The pages of the PDF could not be read"),
        (b"\x89PNG\r\n\x1a\n", "The PNG is cut off before its end."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "This is an old Office file, or one locked with a password."),
        (b"7z\xbc\xaf'\x1c", "This is a 7z archive."),
        (b"\x01\x02\x03\xff", "This is a kind of file that is not known here"),
    ],
)
def test_what_cannot_be_read_to_its_end_is_refused_and_not_called_clean(start: bytes, words: str) -> None:
    with pytest.raises(NotScanned, match=re.escape(words)):
        find(start + b"PC X", ["Penhallow"])


def test_a_document_that_unfolds_without_end_is_refused_and_not_called_clean() -> None:
    inside = "<i>&lt;b&gt;%26lt%3B \\u003c \\3c =3C 65,66,67,68 </i>"
    bomb = (inside + b64(b64(inside) + inside)) * 100
    with pytest.raises(NotScanned, match="unfolds into more text"):
        find(bomb, ["Penhallow"])


def test_a_number_that_is_no_character_is_passed_over() -> None:
    assert find("\\110000 \\10ffff Penhallow", ["Penhallow"])
    assert not find("\\110000 \\10ffff", ["Penhallow"])


def test_a_name_in_another_alphabet_is_found_in_utf_16() -> None:
    page = CLEAN.decode().replace("%s", "<p>Пенхаллоу</p>").encode("utf-16-be")
    assert find(page, ["Пенхаллоу"]) == [Leak(0, "as UTF-16 the other way round", page.decode("utf-16-be").index("П"))]


def test_a_document_too_large_to_search_is_refused_and_not_called_clean() -> None:
    with pytest.raises(NotScanned, match="larger than 8,000,000 bytes"):
        find(b"x" * 8_000_001, ["Penhallow"])


@given(st.binary(max_size=300))
def test_no_bytes_make_the_search_fall_over(document: bytes) -> None:
    """Whatever the bytes are, the answer is what was found or the reason why they could not be read."""
    with suppress(NotScanned):
        find(document, ["Penhallow", "Lee", "07700 900123"])


@given(st.sampled_from(PLACES), st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_damaged_file_makes_the_search_fall_over(place: Place, data: st.DataObject) -> None:
    document = bytearray(place.hide("nothing"))
    for _ in range(data.draw(st.integers(1, 4))):
        document[data.draw(st.integers(0, len(document) - 1))] = data.draw(st.integers(0, 255))
    with suppress(NotScanned):
        find(bytes(document[: data.draw(st.integers(1, len(document)))]), ["Penhallow"], lambda picture: "")


@given(st.text(st.sampled_from("<>&;#x%\\u0041=- \n\"'!abcPenhallow"), max_size=200))
def test_no_broken_markup_makes_the_search_fall_over(document: str) -> None:
    find(document, ["Easterbrook", "Lee"])


def test_the_forms_of_a_name_leave_out_what_would_be_found_everywhere() -> None:
    assert forms_of_name("Tobias John", "Penhallow") == (
        "Penhallow",
        "Tobias John Penhallow",
        "Tobias Penhallow",
        "Tobias",
    )
    assert forms_of_name("Maria", "Lee") == ("Lee", "Maria Lee", "Maria")
    assert forms_of_name("Will", "Lee") == ("Lee", "Will Lee")
    assert forms_of_name("", "Penhallow") == ("Penhallow",)


def test_the_tests_write_quoted_printable_as_the_standard_library_reads_it() -> None:
    assert quopri.decodestring(HIDING["in quoted-printable"]("Penhallow").encode()).decode() == "Penhallow"
