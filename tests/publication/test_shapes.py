"""One notice in six shapes: who, when and with what result in each, no name in any, and made of nothing but a notice."""

from dataclasses import replace
from datetime import date, time

import pytest

from custodiet.law.vocabulary import Outcome, PartOfReasons, Seat, Severity
from custodiet.publication.leaks import find
from custodiet.publication.notices import Answer, Finding, NotClosed, Notice, Reason
from custodiet.publication.results import DECIDED
from custodiet.publication.shapes import Shape, plain, render
from custodiet.publication.structure import strange
from tests.publication.made import OFFICER_NAME, PROTECTED, hearing_notice, named, outcome_notice, reviewed

HEARING = hearing_notice(starts_at=time(10, 0), place=reviewed("Police headquarters, Exampleton"))
OUTCOME = outcome_notice(warning_ends=date(2025, 12, 17))
EVERY = [(shape, notice) for shape in Shape for notice in (HEARING, OUTCOME)]


@pytest.mark.parametrize(("shape", "notice"), EVERY)
def test_every_shape_says_who_and_when_and_is_made_of_nothing_else(shape: Shape, notice: Notice) -> None:
    page = render(notice, shape)
    words = plain(page)
    assert "PC X, former officer" in words or "PC X, a former officer of Wessex Vale Constabulary" in words
    assert "18 December 2023" in words
    assert strange(page) == ()


@pytest.mark.parametrize("shape", Shape)
def test_the_outcome_stands_in_every_shape_with_its_end_and_the_list(shape: Shape) -> None:
    words = plain(render(OUTCOME, shape))
    for said in ("would have been dismissed", "17 december 2025", "police barred list"):
        assert said in words.lower()


@pytest.mark.parametrize("shape", Shape)
def test_the_reasons_of_the_findings_and_of_the_outcome_stand_below_every_shape(shape: Shape) -> None:
    first = replace(OUTCOME.findings[0], reason=reviewed("The records of the network bear her out."))
    harm = Reason(part=PartOfReasons.HARM, text=reviewed("Serious harm to Ms A."))
    page = render(replace(OUTCOME, findings=(first,), reasons=(harm,)), shape)
    words = plain(page)
    assert "The records of the network bear her out." in words and "Harm\n  Serious harm to Ms A." in words
    assert strange(page) == () and "Reasons for the outcome" not in plain(render(OUTCOME, shape))


@pytest.mark.parametrize("shape", [each for each in Shape if each is not Shape.LINE])
def test_every_shape_but_the_line_says_what_was_alleged_and_which_standards(shape: Shape) -> None:
    for notice, alleged, standard in (
        (HEARING, "contacted Ms A without a policing purpose", "Honesty and integrity"),
        (OUTCOME, "pursued an improper relationship with Ms A", "Discreditable conduct"),
    ):
        words = plain(render(notice, shape))
        assert alleged in words and standard.casefold() in words.casefold()


@pytest.mark.parametrize(("shape", "notice"), EVERY)
def test_no_shape_of_an_anonymous_case_holds_a_name(shape: Shape, notice: Notice) -> None:
    assert find(render(notice, shape), PROTECTED) == []
    assert find(plain(render(notice, shape)), PROTECTED) == []


@pytest.mark.parametrize("shape", Shape)
def test_where_the_officer_is_named_the_name_is_found_so_it_could_have_leaked(shape: Shape) -> None:
    assert find(render(outcome_notice(officer=named()), shape), [OFFICER_NAME])


@pytest.mark.parametrize("shape", Shape)
def test_every_text_is_escaped_in_every_shape(shape: Shape) -> None:
    page = render(hearing_notice(allegations=(reviewed("PC X wrote <script>x</script> & more."),)), shape)
    assert b"<script>" not in page and strange(page) == ()


@pytest.mark.parametrize("shape", Shape)
def test_a_notice_with_a_stray_value_has_no_shape(shape: Shape) -> None:
    notice = outcome_notice()
    object.__setattr__(notice, "place", OFFICER_NAME)
    with pytest.raises(NotClosed, match="The field place"):
        render(notice, shape)


@pytest.mark.parametrize("outcome", Outcome)
def test_every_outcome_has_its_sentence(outcome: Outcome) -> None:
    words = plain(render(outcome_notice(outcome=outcome), Shape.NEWS))
    told = DECIDED[outcome].format(who="PC X, a former officer of Wessex Vale Constabulary,")
    assert f"{told[:1].upper()}{told[1:]}".removesuffix(",") + "." in words


@pytest.mark.parametrize("shape", [each for each in Shape if each is not Shape.LINE])
def test_words_without_a_full_stop_do_not_run_into_the_finding_and_no_answer_is_made_up(shape: Shape) -> None:
    bare = Finding(allegation=reviewed("Looked at a record"), answer=Answer.NOT_ANSWERED, level=Severity.MISCONDUCT)
    words = plain(render(outcome_notice(findings=(bare,)), shape))
    assert "Found: misconduct." in words and "nswered" not in words and "record Found" not in words


@pytest.mark.parametrize("shape", [Shape.LABELS, Shape.CHARGES])
def test_a_chair_is_not_called_the_chair_twice(shape: Shape) -> None:
    words = plain(render(outcome_notice(chair=Seat.CHIEF_OFFICER_CHAIR), shape))
    assert "hief officer of the force or delegate" in words and ", as chair" not in words
