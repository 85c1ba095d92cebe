"""Steps to plain data and back, and story files: what is unreadable is named with its line and what to write instead."""

from datetime import date

import pytest

from custodiet.law.codec import Unreadable, decode, encode, kind_named
from custodiet.law.position import NotOpen
from custodiet.law.steps import BY_NAME, KINDS, History
from custodiet.law.steps.opening import AllegationMade, ComplaintMade, HandlingConcluded, SubjectIdentified
from custodiet.law.steps.outcome import Found, Imposed
from custodiet.law.steps.people import SupervisionPlanned
from custodiet.law.story import UnreadableStory, load, replay
from custodiet.law.vocabulary import Outcome, Rank, Severity, StandardOfProfessionalBehaviour

DAY = date(2023, 12, 18)


def test_a_step_comes_back_as_it_was():
    for step in (
        ComplaintMade(on=DAY, not_before=date(2023, 1, 1), oral=True),
        SubjectIdentified(on=DAY, about="officer-1", rank=Rank.SERGEANT, warning_until=date(2024, 1, 1)),
        Found(on=DAY, about="a", level=Severity.MISCONDUCT, breaches=(StandardOfProfessionalBehaviour.CONFIDENTIALITY,), admitted=True),
        Imposed(on=DAY, about="o", outcome=Outcome.FINAL_WRITTEN_WARNING, months=24),
        SupervisionPlanned(on=DAY, about="o", plan="weekly", check_every_days=7),
    ):
        assert decode(type(step), encode(step)) == step
        assert decode(type(step).__name__, encode(step)) == step


def test_only_what_differs_from_the_default_is_written():
    assert encode(ComplaintMade(on=DAY)) == {"on": "2023-12-18"}


def test_every_step_has_a_name_a_title_and_labels_of_its_own():
    assert len(BY_NAME) == len(KINDS) == len({kind.title() for kind in KINDS})
    for kind in KINDS:
        assert kind_named(kind.__name__) is kind
        assert kind_named(kind.title()) is kind
        assert all(field.metadata["label"] for field in kind.own_fields()), kind


@pytest.mark.parametrize(
    ("kind", "content", "field", "words"),
    [
        ("Nonsense", {}, "step", "no step called"),
        ("ImposedX", {"on": "2023-12-18"}, "step", "Did you mean Imposed"),
        (
            "Suspenxyz",
            {"on": "2023-12-18"},
            "step",
            "Did you mean InvestigationSuspended, Suspended, SuspensionConsidered, SuspensionConfirmed[?]",
        ),
        ("ComplaintMade", {}, "on", "the day it took effect"),
        ("ComplaintMade", {"on": "18/12/2023"}, "on", "year-month-day"),
        ("ComplaintMade", {"on": "1899-12-31"}, "on", "outside the years 1900 to 2199. Check the year of “on”"),
        ("ComplaintMade", {"on": date(2200, 1, 1)}, "on", "outside the years 1900 to 2199"),
        ("ComplaintMade", {"on": "2023-12-18", "oral": "yes"}, "oral", "true or false"),
        ("ComplaintMade", {"on": "2023-12-18", "colour": 1}, "colour", "no field"),
        ("ComplaintMade", {"on": "2023-12-18", "found": "gossip"}, "found", "Write one of: complaint; colleague"),
        ("Imposed", {"on": "2023-12-18", "outcome": "written warning", "months": "18"}, "months", "whole number"),
        ("Imposed", {"on": "2023-12-18", "outcome": "written warning", "months": True}, "months", "whole number"),
        ("Imposed", {"on": "2023-12-18"}, "outcome", "Which outcome"),
        ("AllegationMade", {"on": "2023-12-18", "officer": "o", "conduct": ["x"]}, "conduct", "is text"),
        ("ComplaintMade", {"on": "2023-12-18", "not_before": "2023-12-18"}, "on", "must lie before"),
    ],
)
def test_what_cannot_be_read_is_named(kind, content, field, words):
    with pytest.raises(Unreadable, match=words) as refused:
        decode(kind, content)
    assert refused.value.field == field


def test_the_first_and_the_last_day_that_can_be_meant_are_read():
    assert [decode("ComplaintMade", {"on": day}).on.isoformat() for day in ("1900-01-01", "2199-12-31")] == ["1900-01-01", "2199-12-31"]


def test_an_empty_answer_to_an_optional_question_is_no_answer():
    step = decode(HandlingConcluded, {"on": DAY, "service_acceptable": "", "reason": 5})
    assert (step.service_acceptable, step.reason) == (None, "5")


def test_a_single_word_stands_for_a_list_of_one_and_names_of_members_are_read():
    step = decode(Found, {"on": DAY, "level": "MISCONDUCT", "breaches": "use of force"})
    assert (step.level, step.breaches) == (Severity.MISCONDUCT, (StandardOfProfessionalBehaviour.USE_OF_FORCE,))


ONE_STEP = "steps:\n  - {on: 2022-01-01, step: ComplaintMade}\n"
STORY = """title: A story
people:
  officer-1: {name: Invented}
steps:
  - {on: 2022-03-14, step: Complaint made, by: complainant}
  - on: 2022-01-01..2022-03-20
    step: AllegationMade
    about: allegation-1
    officer: ""
    conduct: words
expect:
  on: 2022-03-20
"""


def test_a_story_is_read_with_its_lines_and_its_inexact_days():
    story = load(STORY)
    assert (story.title, [told.line for told in story.steps]) == ("A story", [5, 6])
    assert story.people == {"officer-1": {"name": "Invented", "__line__": 3}}
    assert story.expect == {"on": date(2022, 3, 20)}
    assert isinstance(story.steps[1].step, AllegationMade) and story.steps[1].step.not_before == date(2022, 1, 1)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("steps: [\n", "^Line 2: .*not readable YAML"),
        ("- a\n", "^Line 1: a story begins with headings"),
        ("title: x\n", "^Line 1: a story needs a list of “steps”"),
        ("stepps: []\n", "^Line 1: “stepps” is no heading"),
        ("title: x\nsteps:\n  - just words\n", "^Line 3: a step is a list of fields.*“just words”"),
        ("steps:\n  - {on: 2022-01-01, step: ComplaintMade, by: butler}\n", "^Line 2: “butler” is no office"),
        ("steps:\n  - {step: ComplaintMade}\n", "^Line 2: a step needs “on”"),
        ("steps:\n  - {on: 2022-02-30, step: ComplaintMade}\n", "^Line 2: “2022-02-30” is not a day"),
        ("steps:\n  - {on: x..y, step: ComplaintMade}\n", "^Line 2: .*not a day"),
        ("title: a\ntitle: b\n", "^Line 2: “title” stands here twice"),
        ("title: x\nforce: \x00", "^Line 2: there is a control character"),
        ("\n\x00", "^Line 2: there is a control character"),
        ("title: x\nsteps: &all [*all]\n", "^Line 2: anchors and aliases"),
        ("title: x\nsteps:\n  - {on: 2022-01-01, step: ComplaintMade}\n  - {<<: *one}\n", "^Line 4: anchors and aliases"),
        ("title: x\nsteps: !!set {a}\n", "^Line 2: a tag such as “tag:yaml.org,2002:set”"),
        ("title: !!bool maybe\n", "^Line 1: a tag"),
        ("title: x\nsteps: " + "[" * 5000, "^Line 2: this lies deeper"),
        ("title: " + "[" * 13 + "]" * 13, "^Line 1: this lies deeper"),
        ("title: " + "[" * 12 + "]" * 12 + "\n" + ONE_STEP, "^Line 1: “title” is text"),
        ("title: [" + "[], " * 9 + "[" * 12 + "]" * 12 + "]", "^Line 1: this lies deeper"),
        ("title: x\n[a, b]: c\n", "^Line 2: this is no name of a field"),
        ("title: x\n{a: b}: c\n", "^Line 2: this is no name of a field"),
        ("title: x\nsteps:\n  - {on: 2022-01-01, step: ComplaintMade, __line__: 77}\n", "^Line 3: this is no name of a field"),
        ('title: x\nforce: "\\ud800"\n', "^Line 2: this holds half a character"),
        ('title: x\nforce: "\\UFFFFFFFF"\n', "^Line 2: this is not readable text"),
        ("title: x\nforce: " + "9" * 5000, "^Line 2: “9{60}…” cannot be read"),
        ("title: [x]\n" + ONE_STEP, "^Line 1: “title” is text"),
        ("people: [x]\n" + ONE_STEP, "^Line 1: “people” is a list of names"),
        ("expect: 3\n" + ONE_STEP, "^Line 1: “expect” is a list of names"),
    ],
)
def test_an_unreadable_story_names_its_line(text, words):
    with pytest.raises(UnreadableStory, match=words):
        load(text)


def test_striking_a_step_that_was_never_named_is_refused_with_the_line():
    story = load("steps:\n  - {on: 2022-01-01, step: ComplaintMade, strikes: nothing}\n")
    with pytest.raises(UnreadableStory, match=r"^Line 2: no earlier step is named “nothing”"):
        replay(story, DAY)


def test_a_step_that_strikes_a_named_one_takes_its_place():
    story = load(
        "steps:\n"
        "  - {on: 2022-01-01, step: ComplaintMade, name: first, by: complainant}\n"
        "  - {on: 2022-01-03, step: ComplaintMade, strikes: first, by: complainant}\n"
    )
    assert replay(story, DAY) == History([ComplaintMade(on=date(2022, 1, 3))])


def test_a_step_can_be_struck_once_only():
    story = load(
        "steps:\n"
        "  - {on: 2022-01-01, step: ComplaintMade, name: first}\n"
        "  - {on: 2022-01-03, step: ComplaintMade, strikes: first}\n"
        "  - {on: 2022-01-04, step: ComplaintMade, strikes: first}\n"
    )
    with pytest.raises(UnreadableStory, match=r"^Line 4: no earlier step is named “first”"):
        replay(story, DAY)


def test_an_unlawful_step_is_named_with_its_line():
    story = load("steps:\n  - {on: 2022-01-02, step: HearingEnded, about: nobody}\n")
    with pytest.raises(NotOpen, match=r"^Line 2: “nobody” is neither"):
        replay(story, DAY)
