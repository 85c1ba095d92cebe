"""The fragment: what it says, in which elements, and that every text in it is escaped."""

from datetime import date, time
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custodiet.law.vocabulary import FormOfProceedings, Outcome, Seat, Severity
from custodiet.publication.markup import Html, tag, together
from custodiet.publication.names import Alias, PersonTitle
from custodiet.publication.notices import NotClosed
from custodiet.publication.render import day, render, title
from tests.publication.made import DAY, OFFICER_NAME, hearing_notice, named, outcome_notice, reviewed

ELEMENTS = {"article", "h1", "h2", "dl", "div", "dt", "dd", "p", "ul", "ol", "li", "time"}
ATTRIBUTES = {("article", "class"), ("article", "lang"), ("time", "datetime")}


class Reader(HTMLParser):
    """What a browser would see: the elements, their attributes, the text; and whether every element is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: set[str] = set()
        self.attributes: set[tuple[str, str]] = set()
        self.open: list[str] = []
        self.text: list[str] = []
        self.comments: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.open.append(tag)
        self.attributes |= {(tag, name) for name, _ in attrs}

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)


def read(rendered: bytes) -> Reader:
    """The fragment, read."""
    reader = Reader()
    reader.feed(rendered.decode())
    reader.close()
    assert reader.open == []
    return reader


def text_of(rendered: bytes) -> str:
    """All that can be read in the fragment, one stretch a line."""
    return "\n".join(stretch for stretch in read(rendered).text if stretch.strip())


def test_story_one_reads_as_it_was_published() -> None:
    assert text_of(render(outcome_notice())) == "\n".join(
        [
            "Outcome of misconduct hearing: PC X",
            "Force",
            "Wessex Vale Constabulary",
            "Officer",
            "PC X, former officer",
            "Proceedings",
            "Misconduct hearing",
            "Date",
            "18 December 2023",
            "Chaired by",
            "Legally qualified chair",
            "Outcome",
            "Would have been dismissed",
            "List of the College of Policing",
            "Police barred list",
            "Contact",
            "17 calls",
            "43 text messages",
            "Published",
            "27 December 2023",
            "Summary",
            "The contact was not required by any duty.",
            "It was concealed.",
            "Findings",
            "PC X pursued an improper relationship with Ms A, whom he had met on duty.",
            "Denied. Found: gross misconduct.",
            "Standards breached: Discreditable Conduct; Authority, Respect and Courtesy.",
            "Names not given: PC X, Ms A. The letters are not initials.",
        ]
    )


def test_the_notice_of_the_hearing_says_when_where_and_what_is_alleged() -> None:
    notice = hearing_notice(
        days=(DAY, date(2023, 12, 19)),
        starts_at=time(9, 30),
        place=reviewed("Police headquarters"),
        chair=Seat.LEGALLY_QUALIFIED_CHAIR,
    )
    read_out = text_of(render(notice))
    for line in (
        "Notice of misconduct hearing: PC X",
        "18 December 2023\n19 December 2023",
        "Starts at\n09:30",
        "Place\nPolice headquarters",
        "Held\nIn public",
        "Alleged level\nGross misconduct",
        "Standards said to be breached\nHonesty and Integrity",
        "Allegations\nPC X contacted Ms A without a policing purpose.",
    ):
        assert line in read_out


def test_what_a_notice_does_not_say_leaves_no_empty_line() -> None:
    bare = hearing_notice(days=(), people=(), allegations=(), standards=())
    read_out = text_of(render(bare))
    for heading in ("Date", "Starts at", "Place", "Chaired by", "Standards", "Contact", "Allegations"):
        assert heading not in read_out
    outcome = text_of(render(outcome_notice(summary=(), findings=(), contacts=(), listing=None, chair=None)))
    for heading in ("Summary", "Findings", "Contact", "List of", "Chaired by", "Warning"):
        assert heading not in outcome


def test_a_final_written_warning_shows_its_last_day() -> None:
    notice = outcome_notice(outcome=Outcome.FINAL_WRITTEN_WARNING, warning_ends=date(2025, 3, 13), listing=None)
    assert "Final written warning\nWarning in force until\n13 March 2025" in text_of(render(notice))


def test_a_finding_of_neither_says_so_and_names_no_standard() -> None:
    finding = outcome_notice().findings[0]
    neither = type(finding)(allegation=finding.allegation, answer=finding.answer, level=Severity.NEITHER)
    read_out = text_of(render(outcome_notice(findings=(neither,))))
    assert "Denied. Found: neither misconduct nor gross misconduct." in read_out
    assert "Standards breached" not in read_out


def test_an_officer_lawfully_named_is_named_and_the_others_are_not() -> None:
    notice = outcome_notice(officer=named())
    read_out = text_of(render(notice))
    assert title(notice) == f"Outcome of misconduct hearing: PC {OFFICER_NAME}"
    assert "Names not given: Ms A." in read_out
    assert "Names not given" not in text_of(render(outcome_notice(officer=named(), people=())))


@pytest.mark.parametrize("notice", [outcome_notice(), hearing_notice(), outcome_notice(officer=named())])
def test_only_plain_elements_and_no_comment_script_style_or_free_attribute(notice: object) -> None:
    reader = read(render(notice))  # type: ignore[arg-type]  # either kind of notice
    assert reader.elements <= ELEMENTS
    assert reader.attributes <= ATTRIBUTES
    assert reader.comments == []


@given(st.text(min_size=1, max_size=60))
def test_whatever_a_reviewed_text_says_it_adds_no_element(words: str) -> None:
    try:
        text = reviewed(words)
    except ValueError:
        return
    reader = read(render(outcome_notice(summary=(text,), place=text)))
    assert reader.elements <= ELEMENTS
    assert reader.attributes <= ATTRIBUTES
    assert " ".join(words.split()) in " ".join(" ".join(reader.text).split())


def test_markup_in_a_text_is_shown_and_not_obeyed() -> None:
    rendered = render(outcome_notice(summary=(reviewed("<script>alert('&amp;')</script>"),)))
    assert b"&lt;script&gt;alert(&#x27;&amp;amp;&#x27;)&lt;/script&gt;" in rendered


def test_the_same_notice_gives_the_same_bytes() -> None:
    assert render(outcome_notice()) == render(outcome_notice())


def test_a_notice_with_a_stray_value_is_not_rendered() -> None:
    notice = outcome_notice()
    object.__setattr__(notice, "place", OFFICER_NAME)
    with pytest.raises(NotClosed) as refused:
        render(notice)
    assert OFFICER_NAME not in str(refused.value)


def test_the_title_follows_the_form_of_proceedings() -> None:
    accelerated = outcome_notice(form=FormOfProceedings.ACCELERATED_HEARING, people=(Alias(PersonTitle.MR, "B"),))
    assert title(accelerated) == "Outcome of accelerated misconduct hearing: PC X"


@pytest.mark.parametrize(("value", "words"), [(date(2024, 2, 29), "29 February 2024"), (DAY, "18 December 2023")])
def test_a_date_is_read_and_can_be_read_by_programs(value: date, words: str) -> None:
    assert day(value) == f'<time datetime="{value.isoformat()}">{words}</time>'


def test_the_writer_escapes_all_but_its_own_work() -> None:
    assert tag("p", "a < b", tag("b", "c & d"), id='x"y') == '<p id="x&quot;y">a &lt; b<b>c &amp; d</b></p>'
    assert tag("br") == "<br>"
    assert together("<", Html("<i>")) == "&lt;<i>"
