"""Where a case stands: what the record leaves open, what no calendar counts, and what a change may not break."""

from dataclasses import fields, replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from custodiet.law import instruments as ins
from custodiet.law.position import NotOpen, admit, correct, position, possible_matters
from custodiet.law.steps import History
from custodiet.law.steps import investigation as inv
from custodiet.law.steps import opening as op
from custodiet.law.steps import outcome as out
from custodiet.law.steps import proceedings as pro
from custodiet.law.story import load
from custodiet.law.vocabulary import ModeOfInvestigation, Office
from tests.law.tried import HEARING, IN_2022, PC, one, referred

ROOT = Path(__file__).resolve().parents[2]
STORIES = sorted([*ROOT.glob("demo/stories/*.yaml"), *ROOT.glob("tests/stories/published/*.yaml")])
TODAY = date(2026, 1, 1)
DAY = timedelta(days=1)
AA = Office.APPROPRIATE_AUTHORITY


def unsure(kind, first, last, **content):
    """A step whose day lies between the two."""
    return kind(on=date.fromisoformat(last), not_before=date.fromisoformat(first), **content)


def about_one(*steps):
    return History([op.SubjectIdentified(on=date(2024, 1, 1), about=PC), *steps])


def day_by_day(history):
    """What governs on each day that the one inexact step can have had, found by trying them all."""
    [(number, step)] = [(number, step) for number, step in enumerate(history) if not step.exact]
    days = [step.earliest + n * DAY for n in range((step.on - step.earliest).days + 1)]
    supposed = [history.supposing({number: day}) for day in days]
    return {tuple(ladder.governing(each, PC, TODAY) for ladder in ins.LADDERS) for each in supposed}


@pytest.mark.parametrize(
    "history",
    [
        about_one(unsure(op.CameToAttention, "2024-01-01", "2025-09-01"), out.OfficerLeft(on=date(2024, 5, 20), about=PC)),
        about_one(unsure(op.CameToAttention, "2019-01-01", "2020-09-01"), out.OfficerLeft(on=date(2019, 1, 30), about=PC)),
        about_one(op.CameToAttention(on=date(2024, 2, 29)), unsure(out.OfficerLeft, "2023-01-01", "2024-06-01", about=PC)),
        about_one(op.CameToAttention(on=date(2018, 12, 14)), unsure(out.OfficerLeft, "2017-09-01", "2020-06-01", about=PC)),
    ],
    ids=["attention about May 2025", "attention about February 2020", "leaving a year before", "leaving about December 2017"],
)
def test_all_that_the_inexact_day_leaves_open_is_found_as_if_every_day_were_tried(history):
    found = possible_matters(history, TODAY)
    answers = [tuple(matter.regime(ladder, PC) for ladder in ins.LADDERS) for matter in found]
    assert set(answers) == day_by_day(history) and len(answers) == len(set(answers))


def test_the_question_after_a_day_cites_the_first_of_the_regimes_it_lies_between():
    history = about_one(unsure(op.CameToAttention, "2019-12-01", "2020-03-01"))
    found = position(history, TODAY)
    assert found.regimes(ins.CONDUCT) == (ins.CR12, ins.CR20)
    assert [q.under for q in found.questions if q.why.startswith(ins.CONDUCT.question)] == [ins.CR12.under]


def test_what_is_owed_under_one_of_two_regimes_says_so_and_what_is_owed_under_both_does_not():
    recorded = [op.Recorded(on=date(2020, 3, 2)), inv.InvestigatorAppointed(on=date(2020, 3, 3))]
    found = position(about_one(unsure(op.ComplaintMade, "2020-01-20", "2020-02-10"), *recorded), TODAY)
    doubtful = {duty.id for duty in found.duties if "Owed only under one of the regimes" in duty.advice}
    for day in (date(2020, 1, 20), date(2020, 2, 10)):
        only = {duty.id for duty in position(about_one(op.ComplaintMade(on=day), *recorded), TODAY).duties}
        assert doubtful - only and not {duty.id for duty in found.duties} - doubtful - only


def test_the_reason_of_the_own_office_is_said_rather_than_that_another_may_too():
    history = History([op.ComplaintMade(on=date(2022, 3, 14)), op.Recorded(on=date(2022, 3, 16))])
    step = inv.ModeOfInvestigationDetermined(on=date(2022, 4, 1), mode=ModeOfInvestigation.DIRECTED)
    with pytest.raises(NotOpen, match="Any other form is for the Director General, after a referral"):
        admit(history, step, AA, TODAY)
    with pytest.raises(NotOpen, match="The chair may not take this step") as others:
        admit(history, step, Office.CHAIR, TODAY)
    assert "is for the Director General of the IOPC or the appropriate authority (PRA Sch 3 para 15)" in others.value.reason
    assert others.value.under.text == "PRA Sch 3 para 15"


def moved(step, years):
    """The step with every day in it moved by years."""
    days = {each.name: day for each in fields(step) if isinstance(day := getattr(step, each.name), date)}
    return replace(step, **{name: day.replace(year=day.year + years, day=min(day.day, 28)) for name, day in days.items()})


def later_by(years, story):
    """The steps of a story, every day moved by years, whether or not the law would have admitted them."""
    return [moved(told.step, years) for told in load(story.read_text(encoding="utf-8")).steps]


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.stem)
@pytest.mark.parametrize("years", [-20, -14, 11, 13, 15, 170])
def test_every_story_has_a_position_though_no_calendar_counts_its_days(story, years):
    steps = later_by(years, story)
    for number in range(len(steps)):
        found = position(History(steps[: number + 1]), max(step.on for step in steps[: number + 1]))
        uncounted = [duty for duty in found.duties if duty.period[:1].isdigit() and not (duty.due or duty.unknown or duty.advice)]
        assert uncounted == []


def test_what_is_due_beyond_the_calendar_is_a_question_that_says_what_to_do():
    began = date(2035, 11, 5)
    case = [op.CameToAttention(on=began), op.SubjectIdentified(on=began, about=PC), inv.InvestigatorAppointed(on=began)]
    found = position(History([*case, inv.ReportReceived(on=date(2035, 12, 20))]), date(2036, 1, 2))
    [duty] = [duty for duty in found.open_duties if duty.id == "case-to-answer"]
    [asked] = [q for q in found.questions if "2036" in q.why]
    assert (duty.due, asked.what, asked.why, asked.asks) == (None, duty.what, duty.unknown, None)
    assert "known here from 2008 to 2035, not for 2036" in asked.why and "count the days by hand" in asked.why


def withdrawn(**content):
    return one(pro.ProceedingsWithdrawn, IN_2022 + 130 * DAY, reason="No longer a case", **content)


def test_a_rule_that_was_sharpened_since_does_not_lock_the_case_that_was_decided_before():
    """A withdrawal recorded when nothing was asked of consulting the Director General (CR20 27(4)(b))."""
    case = referred(IN_2022, HEARING, op.Recorded(on=IN_2022), withdrawn())
    late = op.ComplainantContacted(on=IN_2022 + 20 * DAY, views="Entered late")
    assert late in admit(case, late, AA, TODAY)
    assert late not in correct(case.with_step(late), late, None, AA, TODAY)
    before = case.before(case.first(pro.ProceedingsWithdrawn))
    with pytest.raises(NotOpen, match="only after consulting the Director General"):
        admit(before, withdrawn(), AA, TODAY)
    assert admit(before, withdrawn(iopc_consulted=True), AA, TODAY)


def test_what_was_lawful_before_the_change_must_be_lawful_after_it():
    case = referred(IN_2022, HEARING, withdrawn(), notice=False)
    with pytest.raises(NotOpen, match="“Proceedings withdrawn” of 22 July 2022 rests on this and would no longer be lawful"):
        correct(case, case.first(pro.ReferredToProceedings), None, AA, TODAY)
