"""The reasons of an outcome: three stages, all or none of them; and no word of how the panel voted."""

from dataclasses import replace
from datetime import date
from itertools import takewhile
from pathlib import Path

import pytest

from custodiet.law.position import NotOpen, admit, possible_matters
from custodiet.law.rules.outcome_reasons import STAGES, lacking, unsaid
from custodiet.law.steps import History
from custodiet.law.steps.outcome import Found, Imposed, OfficerLeft, ReportSubmitted
from custodiet.law.steps.proceedings import HearingEnded
from custodiet.law.story import load
from custodiet.law.vocabulary import Office, Outcome, PurposeOfOutcome, Severity, StandardOfProfessionalBehaviour

PC, DAY = "officer-1", date(2023, 12, 18)
STORY = Path(__file__).resolve().parents[2] / "demo" / "stories" / "one.yaml"
TOLD = Imposed(
    on=DAY, about=PC, outcome=Outcome.DISMISSAL_WITHOUT_NOTICE, culpability="High", harm="Serious", aggravating="Concealed",
    mitigating="Nothing", purposes=(PurposeOfOutcome.PROTECTION,), purpose="To protect", reason="Nothing less would do",
)  # fmt: skip


def before_the_findings():
    """The first story to the hearing, its officer still serving."""
    steps = [told.step for told in load(STORY.read_text(encoding="utf-8")).steps if not isinstance(told.step, OfficerLeft)]
    return list(takewhile(lambda step: not isinstance(step, Found), steps))


def history(level=Severity.GROSS_MISCONDUCT, *more):
    breaches = () if level is Severity.NEITHER else (StandardOfProfessionalBehaviour.DISCREDITABLE_CONDUCT,)
    return History([*before_the_findings(), *more, Found(on=DAY, about="allegation-1", level=level, breaches=breaches, reason="Proved")])


def lacks(step, level=Severity.GROSS_MISCONDUCT, *more):
    return {lacking(matter, step) for matter in possible_matters(history(level, *more), DAY)}


@pytest.mark.parametrize("stage", STAGES)
def test_an_outcome_that_leaves_one_stage_out_says_which(stage):
    step = replace(TOLD, **{stage: () if stage == "purposes" else "  "})
    assert unsaid(step) == [stage]
    (said,) = lacks(step)
    assert STAGES[stage] in said and "EWCA Civ 27" in said
    if stage != "reason":
        with pytest.raises(NotOpen, match="three stages"):
            admit(history(), step, Office.CHAIR, DAY)


def test_an_outcome_with_every_stage_is_admitted_and_so_is_an_old_account_that_tells_none():
    assert lacks(TOLD) == {""}
    assert admit(history(), TOLD, Office.CHAIR, DAY).has(Imposed)
    bare = Imposed(on=DAY, about=PC, outcome=Outcome.DISMISSAL_WITHOUT_NOTICE)
    assert lacks(bare) != {""}
    assert admit(history(), bare, Office.CHAIR, DAY).has(Imposed)


def test_where_nothing_was_found_there_is_nothing_to_weigh_but_a_reason_is_given():
    nothing = Imposed(on=DAY, about=PC, outcome=Outcome.NO_ACTION, reason="Not proved")
    assert lacks(nothing, Severity.NEITHER) == {""}
    assert "why it was chosen" in lacks(replace(nothing, reason=""), Severity.NEITHER).pop()


def test_misconduct_of_a_former_officer_is_recorded_and_not_weighed():
    step = Imposed(on=DAY, about=PC, outcome=Outcome.NO_ACTION, reason="Recorded")
    left = OfficerLeft(on=date(2023, 6, 1), about=PC)
    assert lacks(step, Severity.MISCONDUCT, left) == {""} != lacks(step, Severity.MISCONDUCT)


@pytest.mark.parametrize(
    ("words", "refused"),
    [
        ("We were unanimous", True),
        ("One member dissented from this", True),
        ("Two of the panel thought so", True),
        ("The majority of the messages were sent at night", False),
        ("She belongs to a minority", False),
    ],
)
def test_the_reasons_may_not_tell_how_the_panel_voted(words, refused):
    step = replace(TOLD, reason=words)
    if refused:
        with pytest.raises(NotOpen, match=r"CR20 41\(17\)"):
            admit(history(), step, Office.CHAIR, DAY)
    else:
        assert admit(history(), step, Office.CHAIR, DAY).has(Imposed)


def test_a_finding_may_not_tell_it_either():
    bare = History(before_the_findings())
    step = Found(on=DAY, about="allegation-1", level=Severity.NEITHER, reason="By a majority we do not find it proved")
    with pytest.raises(NotOpen, match="unanimous or by a majority"):
        admit(bare, step, Office.CHAIR, DAY)


def test_a_finding_says_why_and_other_steps_are_not_asked():
    found = Found(on=DAY, about="allegation-1", level=Severity.NEITHER, reason=" ")
    assert "balance of probabilities" in lacks(found).pop()
    assert lacks(replace(found, reason="Not proved")) == {""}
    assert lacks(OfficerLeft(on=DAY, about=PC)) == {""}


def test_what_is_not_weighed_may_tell_some_of_the_stages():
    history_of_nothing = history(Severity.NEITHER)
    step = Imposed(on=DAY, about=PC, outcome=Outcome.NO_ACTION, reason="Not proved", harm="None that was proved")
    assert admit(history_of_nothing, step, Office.CHAIR, DAY).has(Imposed)


def test_the_report_of_the_chair_may_not_tell_it_either():
    ended = history().with_step(TOLD).with_step(HearingEnded(on=DAY, about=PC))
    step = ReportSubmitted(on=DAY, about=PC, reasons_if_not_dismissed="One member dissented")
    with pytest.raises(NotOpen, match=r"“dissented” does"):
        admit(ended, step, Office.CHAIR, DAY)
    assert admit(ended, replace(step, reasons_if_not_dismissed=""), Office.CHAIR, DAY).has(ReportSubmitted)
