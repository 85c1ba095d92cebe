"""A notice takes closed types only; free text gets in by two reviewers, a count by its unit, a force by its name."""

from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import get_args, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custodiet.law.vocabulary import Rank
from custodiet.publication.names import Secret
from custodiet.publication.notices import (
    CLOSED_TERMS,
    CLOSED_VALUES,
    Finding,
    HearingNotice,
    NotClosed,
    OutcomeNotice,
    Reason,
    closed,
    strays,
)
from custodiet.publication.words import (
    Approval,
    Count,
    Counted,
    ForceName,
    ReviewedText,
    WordsRefused,
    digest_of,
)
from tests.publication.made import DAY, MS_A, OFFICER_NAME, hearing_notice, named, outcome_notice, reviewed


class Names(StrEnum):
    """An enumeration someone made of a name."""

    OFFICER = OFFICER_NAME


class TextInDisguise(str):
    """Text that pretends to be something else."""


class DateWithNote(date):
    """A date that could carry more than a date."""


@dataclass(frozen=True)
class Person:
    """A record of a person, as casework has them."""

    name: str


def test_the_notices_of_story_one_are_closed() -> None:
    assert closed(outcome_notice())
    assert closed(hearing_notice())
    assert closed(outcome_notice(officer=named()))


@pytest.mark.parametrize(
    "value",
    [
        OFFICER_NAME,
        OFFICER_NAME.encode(),
        TextInDisguise(OFFICER_NAME),
        Secret(OFFICER_NAME),
        Person(OFFICER_NAME),
        Names.OFFICER,
        Rank.CONSTABLE,
        6800,
        True,
        1.5,
        [MS_A],
        {"name": OFFICER_NAME},
        datetime(2023, 12, 18, 23, 59),
        DateWithNote(2023, 12, 18),
    ],
    ids=lambda value: type(value).__name__,
)
@pytest.mark.parametrize("field", [field.name for field in fields(OutcomeNotice)])
def test_no_field_of_a_notice_takes_anything_else(field: str, value: object) -> None:
    with pytest.raises(NotClosed, match=f"The field {field} holds a value of type") as refused:
        outcome_notice(**{field: value})
    assert OFFICER_NAME not in str(refused.value)


def test_what_is_hidden_deep_in_a_notice_is_named_by_its_place() -> None:
    finding = Finding(
        allegation=reviewed("An allegation."),
        answer=outcome_notice().findings[0].answer,
        level=outcome_notice().findings[0].level,
        breaches=("Honesty", OFFICER_NAME),  # type: ignore[arg-type]  # the wrong type is the test
    )
    with pytest.raises(NotClosed) as refused:
        outcome_notice(findings=(finding, finding), people=(MS_A, (MS_A, OFFICER_NAME)))
    for place in ("findings[1].breaches[1]", "findings[2].breaches[2]", "people[2][2]"):
        assert f"The field {place} holds a value of type str" in str(refused.value)


def test_a_value_put_into_a_finished_notice_by_force_is_still_seen() -> None:
    notice = outcome_notice()
    object.__setattr__(notice, "place", OFFICER_NAME)
    assert not closed(notice)
    assert len(strays(notice)) == 1


def test_a_complainants_alias_does_not_stand_for_the_officer() -> None:
    with pytest.raises(NotClosed, match="a person who is no officer"):
        outcome_notice(officer=MS_A)


@pytest.mark.parametrize("thing", [None, OFFICER_NAME, Person(OFFICER_NAME), reviewed("Text."), [outcome_notice()]])
def test_what_is_no_notice_is_not_closed_however_harmless_it_is(thing: object) -> None:
    assert strays(thing) == (f"What is to be published is of type {type(thing).__name__}; only a notice can be.",)


def test_the_declared_types_of_every_notice_are_the_closed_ones() -> None:
    """The type checker and the run-time check agree: no field is declared to take what `strays` would refuse."""
    allowed = {*CLOSED_TERMS, *CLOSED_VALUES, Finding, HearingNotice, OutcomeNotice, Reason}
    for kind in (HearingNotice, OutcomeNotice, Finding, Reason):
        assert is_dataclass(kind)
        for name, hint in get_type_hints(kind).items():
            assert leaves(hint) <= allowed, f"{kind.__name__}.{name}"


def leaves(hint: object) -> set[object]:
    """The plain types a type hint is made of."""
    parts = [part for part in get_args(hint) if part is not Ellipsis]
    return set().union(*map(leaves, parts)) if parts else {hint}


def test_a_text_approved_by_two_others_may_be_published() -> None:
    assert str(reviewed("The contact was not required.")) == "The contact was not required."
    assert reviewed("A").digest == digest_of("A")


@pytest.mark.parametrize(
    ("approvers", "count"),
    [
        ([], 0),
        (["R. Quill"], 1),
        (["R. Quill", "R. Quill"], 1),
        (["R. Quill", "r.  quill "], 1),
        (["R. Quill", "P. Author"], 1),
        (["P. AUTHOR", "p. author"], 0),
        (["R. Quill", " "], 1),
    ],
)
def test_the_author_and_the_same_reviewer_twice_do_not_count(approvers: list[str], count: int) -> None:
    approvals = tuple(Approval(by, digest_of("Text."), DAY) for by in approvers)
    with pytest.raises(WordsRefused, match=f"this one has {count}. Ask another reviewer"):
        ReviewedText("Text.", "P. Author", approvals)


def test_three_reviewers_are_as_good_as_two() -> None:
    approvals = tuple(Approval(by, digest_of("Text."), DAY) for by in ("A B", "C D", "E F"))
    assert ReviewedText("Text.", "P. Author", approvals).text == "Text."


@given(st.text(min_size=1), st.text(min_size=1))
def test_an_approval_of_other_words_is_worth_nothing(approved: str, published: str) -> None:
    approvals = tuple(Approval(by, digest_of(approved), DAY) for by in ("A B", "C D"))
    try:
        ReviewedText(published, "P. Author", approvals)
    except WordsRefused:
        return
    assert approved == published


def test_a_text_altered_after_approval_says_so() -> None:
    approvals = reviewed("He called 17 times.").approvals
    with pytest.raises(WordsRefused, match="for other words than these"):
        ReviewedText("He called 71 times.", "P. Author", approvals)


@pytest.mark.parametrize("hidden", ["\u200b", "\u202e", "\x00", "\u00ad", "\ue000", "\ufeff"])
def test_characters_that_no_reviewer_can_see_are_refused(hidden: str) -> None:
    with pytest.raises(WordsRefused, match="cannot be seen"):
        reviewed(f"Ms{hidden} A")


@pytest.mark.parametrize("text", ["", " \n", "x" * 20_001, None])
def test_an_empty_or_endless_text_is_refused(text: str) -> None:
    with pytest.raises(WordsRefused, match="between 1 and"):
        ReviewedText(text, "P. Author", ())


def test_a_text_without_an_author_is_refused() -> None:
    with pytest.raises(WordsRefused, match="does not say who wrote it"):
        ReviewedText("Text.", " ", reviewed("Text.").approvals)


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (Count(17, Counted.CALL), "17 calls"),
        (Count(1, Counted.CALL), "1 call"),
        (Count(0, Counted.VISIT), "0 visits"),
        (Count(2, Counted.RECORD_CHECK), "2 checks of police records"),
        (Count(1_239, Counted.TEXT_MESSAGE), "1,239 text messages"),
    ],
)
def test_a_count_is_read_with_its_unit(count: Count, words: str) -> None:
    assert str(count) == words


@pytest.mark.parametrize(
    ("number", "of"),
    [(-1, Counted.CALL), (True, Counted.CALL), (1.5, Counted.CALL), ("6800", Counted.CALL), (6800, "PC")],
)
def test_a_number_that_counts_nothing_is_no_count(number: object, of: object) -> None:
    with pytest.raises(WordsRefused):
        Count(number, of)  # type: ignore[arg-type]  # the wrong types are the test


@pytest.mark.parametrize(
    "name",
    [
        "Wessex Vale Constabulary",
        "Avon and Somerset Police",
        "Devon & Cornwall Police",
        "City of London Police",
        "Metropolitan Police Service",
        "Heddlu Dyfed-Powys Police",
        "Heddlu Gogledd Cymru",
    ],
)
def test_a_force_is_called_as_forces_are(name: str) -> None:
    assert str(ForceName(name)) == name


@pytest.mark.parametrize(
    "name",
    [
        "",
        "Police",
        OFFICER_NAME,
        "Constabularyman",
        "Wessex  Vale Constabulary",
        "Wessex\nVale Constabulary",
        "Wessex Vale Constabulary " + "and " * 8 + "more",
        None,
    ],
)
def test_what_is_called_otherwise_is_no_force_and_is_not_repeated(name: str) -> None:
    with pytest.raises(WordsRefused, match="Police, Constabulary or Heddlu") as refused:
        ForceName(name)
    assert OFFICER_NAME not in str(refused.value)
