"""Real published outcomes, replayed step by step: the law admits them, chooses the regime named, allows the outcome."""

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from custodiet.law.codec import decode
from custodiet.law.instruments import CONDUCT, LADDERS, PANELS
from custodiet.law.position import NotOpen, admit, position
from custodiet.law.steps import BY_NAME, History
from custodiet.law.steps.opening import CameToAttention
from custodiet.law.steps.outcome import Found, Imposed, Quashed, Remitted
from custodiet.law.steps.proceedings import NoticeOfReferralServed, ReportingRestricted
from custodiet.law.story import Story, load, replay
from custodiet.law.vocabulary import Office, Protected

HERE = Path(__file__).parent
FILES = sorted((HERE / "published").glob("*.yaml")) + sorted((HERE.parents[1] / "demo" / "stories").glob("*.yaml"))
EXPECTATIONS = {
    "on", "regimes", "not_regimes", "unsettled", "asked", "due", "owed", "open", "not_offered", "refused", "findings", "quashed", "stage",
    "if_attention", "if_notice", "cipher", "no_breach", "not_breached", "not_owed",
}  # fmt: skip


def told(path: Path) -> Story:
    return load(path.read_text(encoding="utf-8"))


def ladder(name):
    return next(one for one in LADDERS if one.name == name)


@cache
def replayed(path: Path) -> tuple[History, date]:
    on = told(path).expect["on"]
    return replay(told(path), on), on


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def path(request) -> Path:
    return request.param


@pytest.fixture
def story(path) -> Story:
    return told(path)


def test_every_published_record_and_both_stories_are_here():
    assert len(list((HERE / "published").glob("*.yaml"))) == 12
    assert len(FILES) == 14


def test_the_story_is_admitted_and_expects_only_what_is_checked(story, path):
    history, on = replayed(path)
    assert len(history) == len([t for t in story.steps if t.step.on <= on])
    assert set(story.expect) <= EXPECTATIONS


def test_the_regimes_are_those_the_history_chooses(story, path):
    history, on = replayed(path)
    found = position(history, on)
    for name, key in story.expect.get("regimes", {}).items():
        if name != "__line__":
            assert [r.key for r in found.regimes(ladder(name))] == [key], name
    for name, key in story.expect.get("not_regimes", {}).items():
        if name != "__line__":
            assert key not in [r.key for r in found.regimes(ladder(name))], name
    for name in story.expect.get("unsettled", []):
        assert len(found.regimes(ladder(name))) > 1, name


def test_what_is_not_public_is_asked_for(story, path):
    history, on = replayed(path)
    questions = " ".join(q.what + q.why for q in position(history, on).questions)
    for words in story.expect.get("asked", []):
        assert words in questions


def test_what_is_due_falls_on_the_expected_day(story, path):
    history, on = replayed(path)
    duties = position(history, on).duties
    for clock, day in story.expect.get("due", {}).items():
        if clock != "__line__":
            assert day in [duty.due for duty in duties if duty.id == clock], clock
    for clock in story.expect.get("owed", []):
        assert any(duty.id == clock and duty.open for duty in duties), clock
    for clock in story.expect.get("not_owed", []):
        assert not any(duty.id == clock for duty in duties), clock


def test_the_outcome_was_open_when_it_was_imposed(story, path):
    history, _ = replayed(path)
    for wanted in story.expect.get("open", []):
        kind = BY_NAME[wanted["step"]]
        before = history.before(history.latest(kind)) if kind is Imposed else history
        day = history.latest(kind).on if kind is Imposed else story.expect["on"]
        option = position(before, day).option(kind, wanted.get("about"), wanted.get("value"))
        assert option is not None and option, (wanted, option and option.refused)


def test_what_the_rules_do_not_know_is_not_offered(story, path):
    history, on = replayed(path)
    offered = {option.step.__name__ for option in position(history, on).options}
    assert not offered & set(story.expect.get("not_offered", []))


def test_what_the_law_refuses_is_refused_in_words(story, path):
    history, _ = replayed(path)
    for wanted in story.expect.get("refused", []):
        content = {k: v for k, v in wanted.items() if k not in ("step", "by", "says", "__line__")}
        taken = history.latest(BY_NAME[wanted["step"]])
        step = decode(wanted["step"], {"on": taken.on, **content})
        with pytest.raises(NotOpen, match=wanted["says"]):
            admit(history.before(taken), step, Office(wanted["by"]), taken.on)


def test_findings_are_made_for_each_allegation(story, path):
    history, _ = replayed(path)
    for allegation, level in story.expect.get("findings", {}).items():
        if allegation != "__line__":
            assert history.latest(Found, allegation).level == level
    for allegation in story.expect.get("no_breach", []):
        assert history.latest(Found, allegation).breaches == ()
    for standard in story.expect.get("not_breached", []):
        assert all(standard not in found.breaches for found in history.all(Found)), standard


def test_the_chair_gave_the_cipher_and_bound_the_name(story, path):
    history, _ = replayed(path)
    if cipher := story.expect.get("cipher"):
        [restricted] = [told for told in story.steps if isinstance(told.step, ReportingRestricted)]
        assert restricted.by is Office.CHAIR and restricted.step in history
        assert restricted.step.alias == cipher and Protected.OFFICER_NAME in restricted.step.binds


def test_a_quashed_outcome_leads_back_to_proceedings(story, path):
    history, on = replayed(path)
    if officer := story.expect.get("quashed"):
        assert history.has(Quashed, officer) and history.has(Remitted, officer)
        assert position(history, on).stage == story.expect["stage"]


def test_a_day_that_is_not_public_decides_once_it_is_known(story, path):
    history, on = replayed(path)
    for day, verdict in story.expect.get("if_attention", {}).items():
        if day == "__line__":
            continue
        imposed = history.latest(Imposed)
        known = History(replace(s, on=day, not_before=None) if isinstance(s, CameToAttention) else s for s in history.before(imposed))
        assert len(position(known, on).regimes(CONDUCT)) == 1
        if "admitted" in verdict:
            assert admit(known, imposed, Office.CHAIR, on).has(Imposed)
        else:
            with pytest.raises(NotOpen, match=verdict["refused"]):
                admit(known, imposed, Office.CHAIR, on)


def test_the_day_of_the_notice_decides_who_sits_and_whether_reasons_go_to_the_policing_body(story, path):
    history, on = replayed(path)
    for day, verdict in story.expect.get("if_notice", {}).items():
        if day == "__line__":
            continue
        known = History(replace(s, on=day, not_before=None) if isinstance(s, NoticeOfReferralServed) else s for s in history)
        found = position(known, on)
        assert [regime.key for regime in found.regimes(PANELS)] == [verdict["panels"]]
        assert len([duty for duty in found.duties if duty.id == "restriction-reasons"]) == verdict["restriction-reasons"]
