"""The gate: for every check one page which that check alone withholds."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, time
from hashlib import sha256
from typing import Any

import pytest

from custodiet.law.vocabulary import NoticePart, Protected
from custodiet.publication import gate
from custodiet.publication.directions import Required, Restriction, directions
from custodiet.publication.earlier import Earlier
from custodiet.publication.gate import CHECKS, Cleared, Withheld, examine
from custodiet.publication.identifiers import Identifier, Kind
from custodiet.publication.jigsaw import Jigsaw, Trait
from custodiet.publication.names import Alias, NamedOfficer, OfficerTitle
from custodiet.publication.notices import HearingNotice, OutcomeNotice
from custodiet.publication.render import render
from custodiet.publication.shapes import Shape
from custodiet.publication.shapes import render as render_in
from custodiet.publication.structure import strange
from tests.publication.made import (
    OFFICER_NAME,
    PC_X,
    PROTECTED,
    altered,
    hearing_notice,
    named,
    naming,
    outcome_notice,
    pdf_of,
    reviewed,
)

TODAY = date(2023, 12, 27)
OFFICER_RESTRICTED = Restriction(binds=(Protected.OFFICER_NAME,), about=PC_X)
REQUIRED = Required(parts=(NoticePart.DATE, NoticePart.CONDUCT), on=date(2023, 11, 20))
OTHERS_PROTECTED = ("Easterbrook", "Marguerite", "07700 900123")


def page(notice: OutcomeNotice | HearingNotice) -> bytes:
    """The finished page around the fragment, as the web room would make it."""
    return b"<!doctype html>\n<title>Outcomes</title>\n<main>" + render(notice) + b"</main>\n"


@dataclass(frozen=True)
class Case:
    """What is brought to the gate; passes as it stands."""

    notice: OutcomeNotice | HearingNotice
    rendered: bytes
    protected: tuple[str, ...] = PROTECTED
    answered: bool = True
    restrictions: tuple[Restriction, ...] = (OFFICER_RESTRICTED,)
    beside: tuple[tuple[str, str], ...] = (("address", "/outcomes/pc-x-2023/"),)
    last_day: date | None = None
    jigsaw: Jigsaw | None = None
    required: Required | None = None
    earlier: tuple[Earlier, ...] = ()
    pdf: Callable[[], bytes] = bytes

    def examined(self) -> Cleared | Withheld:
        """What the gate says."""
        return examine(
            self.notice,
            self.rendered,
            self.protected,
            anonymity_question_answered=self.answered,
            today=TODAY,
            restrictions=self.restrictions,
            beside=dict(self.beside),
            last_day=self.last_day,
            jigsaw=self.jigsaw,
            required=self.required,
            earlier=self.earlier,
            pdf=self.pdf(),
        )


def case(notice: OutcomeNotice | HearingNotice, **changes: Any) -> Case:
    """A notice brought with its own page."""
    return Case(**({"notice": notice, "rendered": page(notice)} | changes))


STORY_ONE = case(outcome_notice())
NAMED = case(outcome_notice(officer=named()), protected=OTHERS_PROTECTED, restrictions=())


def with_stray() -> Case:
    notice = outcome_notice()
    object.__setattr__(notice, "place", OFFICER_NAME)
    return replace(STORY_ONE, notice=notice)


REFUSED_BY: dict[str, tuple[Case, str]] = {
    "only_closed_types": (with_stray(), "The field place holds a value of type str."),
    "anonymity_was_decided": (replace(STORY_ONE, answered=False), "has not been answered"),
    "the_chairs_direction_is_followed": (
        replace(NAMED, restrictions=(OFFICER_RESTRICTED,)),
        "a restriction on the officer's name is in force",
    ),
    "the_naming_has_been_decided": (
        case(
            outcome_notice(officer=NamedOfficer(PC_X, OFFICER_NAME, naming(on=date(2023, 12, 28)))),
            protected=OTHERS_PROTECTED,
            restrictions=(),
        ),
        "dated in the future",
    ),
    "the_standards_stand_beside_the_conduct": (
        case(hearing_notice(standards=()), required=REQUIRED),
        "not which Standards of Professional Behaviour",
    ),
    "nothing_beyond_what_was_published_before": (
        case(
            outcome_notice(place=reviewed("Police headquarters, Wessex Vale")),
            earlier=(Earlier(officer=PC_X, on=date(2023, 12, 8), withheld=(Protected.LOCATION,)),),
        ),
        "The notice gives what the paper of 8 December 2023 withheld because the chair had directed so (location)",
    ),
    "one_alias_on_every_paper": (
        replace(STORY_ONE, earlier=(Earlier(officer=Alias(OfficerTitle.PC, "W"), on=date(2023, 12, 8)),)),
        "Earlier papers of this case call the officer PC W, and this one PC X",
    ),
    "within_its_period": (replace(STORY_ONE, last_day=date(2023, 12, 26)), "has passed"),
    "enough_officers_fit": (
        replace(STORY_ONE, jigsaw=Jigsaw(2, 900, ((Trait.UNIT, "Dog Section"),))),
        "2 of 900 officers fit what all publications of this case say together: unit (Dog Section). Fewer than 5 is too few",
    ),
    "made_of_nothing_else": (
        replace(STORY_ONE, rendered=STORY_ONE.rendered + b"<!-- made by the press office -->"),
        "The page holds a remark. Make it afresh from the notice.",
    ),
    "made_afresh_from_this_notice": (
        replace(STORY_ONE, rendered=STORY_ONE.rendered.replace(b"17 calls", b"16 calls")),
        "Make the page afresh from the notice.",
    ),
    "the_pdf_is_made_of_nothing_else": (
        replace(STORY_ONE, pdf=lambda: altered(pdf_of(STORY_ONE.notice), lambda writer: writer.add_attachment("a.txt", b"a"))),
        "The PDF holds something besides pages, tags and metadata in its catalogue. Make it afresh",
    ),
    "the_pdf_says_what_the_page_says": (
        replace(STORY_ONE, pdf=lambda: pdf_of(outcome_notice(contacts=()))),
        "The PDF does not say what the page says, in its order.",
    ),
    "something_was_looked_for": (replace(STORY_ONE, protected=()), "searched for nothing"),
    "no_protected_name_in_the_page": (
        case(outcome_notice(summary=(reviewed("A statement by T. Penhallow was read."),))),
        "The page holds what must not leave: protected identifier number 1, as written.",
    ),
    "no_protected_name_in_the_pdf": (
        replace(STORY_ONE, pdf=lambda: altered(pdf_of(STORY_ONE.notice), lambda writer: writer.add_metadata({"/Producer": "Penhallow"}))),
        "The PDF holds what must not leave: protected identifier number 1, ",
    ),
    "no_protected_name_beside_the_page": (
        replace(STORY_ONE, beside=(("address", "/outcomes/pc-x/"), ("file name", "penhallow.html"))),
        "The file name holds what must not leave: protected identifier number 1, as written.",
    ),
}


def test_story_one_is_cleared_under_the_digest_of_its_very_bytes() -> None:
    assert STORY_ONE.examined() == Cleared(sha256(STORY_ONE.rendered).hexdigest())
    assert STORY_ONE.examined()


def test_a_lawfully_named_officer_is_cleared() -> None:
    assert NAMED.examined()
    assert OFFICER_NAME.encode() in NAMED.rendered


def test_a_decision_of_today_to_name_the_officer_is_one() -> None:
    notice = outcome_notice(officer=NamedOfficer(PC_X, OFFICER_NAME, naming(on=TODAY)))
    assert case(notice, protected=OTHERS_PROTECTED, restrictions=()).examined()


def drawn_if_asked(check: str, request: pytest.FixtureRequest) -> None:
    """Skip what needs a PDF where none can be drawn."""
    if "pdf" in check:
        request.getfixturevalue("papers")


@pytest.mark.usefixtures("papers")
def test_a_notice_with_its_pdf_is_cleared_under_the_fingerprint_of_both() -> None:
    pdf = pdf_of(STORY_ONE.notice)
    both = f"{sha256(STORY_ONE.rendered).hexdigest()}+{sha256(pdf).hexdigest()}"
    assert replace(STORY_ONE, pdf=lambda: pdf).examined() == Cleared(both) == Cleared(gate.fingerprint(STORY_ONE.rendered, pdf))


def test_every_check_has_a_page_that_it_alone_withholds() -> None:
    assert list(REFUSED_BY) == [check.__name__ for check in CHECKS]


@pytest.mark.parametrize("check", REFUSED_BY)
def test_this_check_alone_withholds_it(check: str, request: pytest.FixtureRequest) -> None:
    drawn_if_asked(check, request)
    brought, words = REFUSED_BY[check]
    answer = brought.examined()
    assert isinstance(answer, Withheld)
    assert not answer
    assert len(answer.reasons) == 1
    assert words in answer.reasons[0]


@pytest.mark.parametrize("check", REFUSED_BY)
def test_without_this_check_it_would_have_left(check: str, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    drawn_if_asked(check, request)
    brought, _ = REFUSED_BY[check]
    monkeypatch.setattr(gate, "CHECKS", tuple(each for each in CHECKS if each.__name__ != check))
    if check == "only_closed_types":
        with pytest.raises(TypeError):  # the renderer is the second wall behind this one
            brought.examined()
    else:
        assert brought.examined()


@pytest.mark.usefixtures("papers")
def test_no_reason_ever_repeats_a_protected_name() -> None:
    for brought, _ in REFUSED_BY.values():
        answer = brought.examined()
        assert isinstance(answer, Withheld)
        assert not any(name.lower() in " ".join(answer.reasons).lower() for name in (*PROTECTED, "penhallow"))


def test_every_reason_is_given_at_once() -> None:
    bad = replace(STORY_ONE, answered=False, protected=(), rendered=b"something else")
    answer = bad.examined()
    assert isinstance(answer, Withheld)
    assert len(answer.reasons) == 3


def test_what_is_no_notice_is_withheld_without_asking_it_anything() -> None:
    answer = examine(  # type: ignore[arg-type]  # the wrong type is the test
        OFFICER_NAME, b"", PROTECTED, anonymity_question_answered=True, today=TODAY
    )
    assert answer == Withheld(("What is to be published is of type str; only a notice can be.",))


@pytest.mark.parametrize(
    ("restriction", "passes"),
    [
        (Restriction(binds=(Protected.OFFICER_NAME,)), False),
        (Restriction(binds=(Protected.OFFICER_NAME,), about=PC_X), False),
        (Restriction(binds=(Protected.OFFICER_NAME,), about=Alias(OfficerTitle.PC, "Y")), True),
        (Restriction(binds=(Protected.COMPLAINANT, Protected.WITNESS)), True),
        (Restriction(binds=(Protected.OFFICER_NAME,), lifted_on=date(2023, 12, 28)), False),
        (Restriction(binds=(Protected.OFFICER_NAME,), lifted_on=TODAY), True),
        (Restriction(binds=(Protected.OFFICER_NAME,), lifted_on=date(2023, 12, 1)), True),
    ],
)
def test_a_restriction_binds_whom_it_names_until_the_day_it_is_lifted(restriction: Restriction, passes: bool) -> None:
    assert bool(replace(NAMED, restrictions=(restriction,)).examined()) is passes


def test_an_alias_may_be_published_whatever_is_restricted() -> None:
    everything = Restriction(binds=tuple(Protected))
    notice = outcome_notice(days=(), place=None)
    assert case(notice, restrictions=(everything,)).examined()


def test_the_name_of_an_officer_under_an_alias_is_found_even_in_the_page_around_the_notice() -> None:
    around = replace(STORY_ONE, rendered=STORY_ONE.rendered.replace(b"Outcomes", b"&#80;enhallow"))
    answer = around.examined()
    assert isinstance(answer, Withheld)
    assert "with entities decoded" in answer.reasons[0]


def test_the_same_notice_twice_on_a_page_is_not_the_page_that_was_made() -> None:
    twice = replace(STORY_ONE, rendered=STORY_ONE.rendered * 2)
    assert isinstance(twice.examined(), Withheld)


def test_a_search_that_cannot_be_carried_to_its_end_withholds() -> None:
    answer = replace(STORY_ONE, protected=(*PROTECTED, "X")).examined()
    assert isinstance(answer, Withheld)
    assert all("could not be searched for protected names" in reason for reason in answer.reasons)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (b"<script>x</script>", "an element of a kind that no notice has (script)"),
        (b"<penhallow>", "an element of a kind that no notice has (of its own making)"),
        (b"<p data-penhallow='1'>", "an attribute that no notice has (of its own making on p)"),
        (b"<p style='color: red'>", "an attribute that no notice has (style on p)"),
        (b"<time datetime='Penhallow'>", "an attribute that no notice has (of its own making on time)"),
        (b"<a href='/'>", "an element of a kind that no notice has (a)"),
        (b"<?php ?>", "an instruction to a program"),
        (b"\xff", "bytes that are no UTF-8 text"),
    ],
)
def test_a_page_is_made_of_nothing_but_what_a_notice_is_made_of(more: bytes, words: str) -> None:
    assert strange(STORY_ONE.rendered) == ()
    assert strange(STORY_ONE.rendered + more) == (words,)


def test_a_notice_of_tomorrow_is_withheld_today() -> None:
    answer = case(outcome_notice(published_on=date(2023, 12, 28))).examined()
    assert answer == Withheld(("The notice is dated in the future. Publish it on its day, or date it today.",))


def test_a_notice_may_be_published_on_the_last_day_of_its_period() -> None:
    assert replace(STORY_ONE, last_day=TODAY).examined()


def test_a_named_officer_may_be_told_by_what_is_said() -> None:
    assert replace(NAMED, jigsaw=Jigsaw(1, 900, ((Trait.UNIT, "Dog Section"),))).examined()


def test_a_date_of_birth_on_the_list_is_found_however_it_is_written() -> None:
    brought = case(outcome_notice(summary=(reviewed("Ms A, born on the 14th of March, 1990, was heard."),)))
    assert brought.examined()
    born = Identifier(Kind.DATE_OF_BIRTH, "1990-03-14")
    answer = replace(brought, protected=(*PROTECTED, born)).examined()  # type: ignore[arg-type]  # typed beside mere text
    assert isinstance(answer, Withheld)


def test_a_hearing_notice_passes_the_same_gate() -> None:
    assert case(hearing_notice(), required=REQUIRED).examined()


PLACE = reviewed("Police headquarters, Wessex Vale")
LOCATION, DATES = (Restriction(binds=(term,)) for term in (Protected.LOCATION, Protected.DATES))
EVERY_PART = replace(REQUIRED, parts=tuple(NoticePart))


@pytest.mark.parametrize(
    ("brought", "words"),
    [
        (case(hearing_notice(place=PLACE), required=EVERY_PART, restrictions=(LOCATION,)), "Leave the place out."),
        (case(outcome_notice(place=PLACE), restrictions=(LOCATION,)), "Leave the place out."),
        (replace(STORY_ONE, restrictions=(DATES,)), "Leave the dates out."),
        (case(hearing_notice(days=(), starts_at=time(10)), required=EVERY_PART, restrictions=(DATES,)), "Leave the dates out."),
        (case(hearing_notice()), "The chair has not required a public notice"),
        (
            case(hearing_notice(), required=replace(REQUIRED, parts=())),
            "did not require (CR20 36(1), 53(1)): date, conduct.",
        ),
        (case(hearing_notice(place=PLACE), required=REQUIRED), "what the chair did not require (CR20 36(1), 53(1)): place."),
        (case(hearing_notice(days=()), required=REQUIRED), "and it does not (CR20 36(1), 53(1)): date."),
        (case(hearing_notice(), required=EVERY_PART, restrictions=()), "and it does not (CR20 36(1), 53(1)): name, time, place."),
    ],
)
def test_what_the_chair_directed_is_one_check_whatever_was_directed(brought: Case, words: str) -> None:
    answer = brought.examined()
    assert isinstance(answer, Withheld)
    assert any(words in reason for reason in answer.reasons)
    without = tuple(each for each in CHECKS if each is not gate.the_chairs_direction_is_followed)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gate, "CHECKS", without)
        assert brought.examined()


def test_what_a_restriction_takes_out_of_a_required_notice_is_not_missing() -> None:
    brought = case(hearing_notice(days=()), required=EVERY_PART, restrictions=(DATES, LOCATION, OFFICER_RESTRICTED))
    answer = brought.examined()
    assert isinstance(answer, Withheld) and "does not (CR20 36(1), 53(1)): time." in answer.reasons[0]
    parts = (NoticePart.NAME, NoticePart.DATE, NoticePart.PLACE, NoticePart.CONDUCT)
    assert replace(brought, required=replace(REQUIRED, parts=parts)).examined()


def test_each_direction_is_said_with_who_gave_it_when_and_where_it_is_followed() -> None:
    bound = Restriction(binds=(Protected.OFFICER_NAME, Protected.COMPLAINANT), about=PC_X, made_on=date(2023, 11, 6))
    said = [(each.directed, each.where) for each in directions(hearing_notice(), (bound,), REQUIRED, TODAY)]
    assert said == [
        (
            "The chair, 6 November 2023: not to be published: name of the officer",
            "PC X stands in place of the name, and every byte was searched for it",
        ),
        (
            "The chair, 6 November 2023: not to be published: complainant",
            "people stand in it by alias only (Ms A), and every byte was searched for their names",
        ),
        ("The chair, 20 November 2023: a public notice is to give: date, conduct", "the notice gives date, conduct"),
    ]


@pytest.mark.parametrize(
    ("term", "notice", "protected"),
    [
        (Protected.OFFICER_NAME, outcome_notice(officer=named()), OTHERS_PROTECTED),
        (Protected.LOCATION, outcome_notice(place=PLACE), PROTECTED),
        (Protected.DATES, outcome_notice(), PROTECTED),
    ],
)
def test_what_an_earlier_paper_withheld_may_be_given_once_the_direction_was_lifted(
    term: Protected, notice: OutcomeNotice, protected: tuple[str, ...]
) -> None:
    paper = Earlier(officer=PC_X, on=date(2023, 12, 8), withheld=(term,))
    brought = case(notice, earlier=(paper,), restrictions=(), protected=protected)
    assert isinstance(brought.examined(), Withheld)
    assert replace(brought, restrictions=(Restriction(binds=(term,), lifted_on=date(2023, 12, 20)),)).examined()
    lifted_before = Restriction(binds=(term,), lifted_on=date(2023, 12, 1))
    assert isinstance(replace(brought, restrictions=(lifted_before,)).examined(), Withheld)


def test_a_place_that_was_withheld_for_one_officer_is_not_given_in_the_notice_of_another() -> None:
    pc_y = Alias(OfficerTitle.PC, "Y")
    paper = Earlier(officer=pc_y, on=date(2023, 12, 8), withheld=(Protected.LOCATION, Protected.OFFICER_NAME), same_officer=False)
    about_y = Restriction(binds=(Protected.LOCATION, Protected.OFFICER_NAME), about=pc_y)
    brought = case(outcome_notice(officer=named(), place=PLACE), earlier=(paper,), restrictions=(about_y,), protected=OTHERS_PROTECTED)
    answer = brought.examined()
    assert isinstance(answer, Withheld) and len(answer.reasons) == 1 and "(location)" in answer.reasons[0]


def test_what_the_gate_was_shown_does_not_print_the_protected_names() -> None:
    seen = gate.Examination(
        notice=outcome_notice(),
        rendered=b"",
        protected=PROTECTED,
        anonymity_question_answered=True,
        restrictions=(),
        beside={},
        today=TODAY,
    )
    assert "Penhallow" not in repr(seen)


def test_a_page_in_another_shape_than_the_force_chose_was_not_made_for_it() -> None:
    notice = outcome_notice()
    made = render_in(notice, Shape.TABLE)
    asked = {"anonymity_question_answered": True, "today": TODAY}
    assert examine(notice, made, PROTECTED, shape=Shape.TABLE, **asked)  # type: ignore[arg-type]  # words of one call, twice
    assert isinstance(examine(notice, made, PROTECTED, **asked), Withheld)  # type: ignore[arg-type]
