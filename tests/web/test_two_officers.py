"""Two officers in one case, one of them protected: what is published and written of the other tells nothing of the first."""

from dataclasses import replace
from datetime import timedelta

import pytest

from custodiet.casework import paper_word
from custodiet.casework.actions import papers, take_step
from custodiet.casework.kept import bytes_of
from custodiet.casework.models import PublishedOutcome, User
from custodiet.casework.vault import Stored
from custodiet.law.steps.opening import AllegationMade
from custodiet.law.steps.outcome import Found, OfficerLeft, OutcomeNotified, ReportSubmitted
from custodiet.law.steps.people import PersonInformed
from custodiet.law.steps.proceedings import ReportingRestricted
from custodiet.law.story import Told, load
from custodiet.law.vocabulary import Office, Outcome, PaperKind, Protected
from custodiet.web.demo import STORIES
from custodiet.web.demo_cases import CAST, part_of, replay
from tests.permissions.world import browser_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

FIRST, SECOND = "officer-1", "officer-2"
ONLY_THE_FIRST = "Looked away when messages were sent from the car"
NAMES_THE_FIRST = "Looked away when Gareth Holloway sent messages from the car"
SAID = {PaperKind.CHAIRS_REPORT: {"appeal": "To a tribunal"}, PaperKind.NOTICE_OF_REFERRAL: {}, PaperKind.RESPONSE_FORM: {}}


def both(told, conduct):
    """The step, and beside it that of the second officer, who is restricted in nothing and has not left."""
    step = told.step
    yield told
    if isinstance(step, AllegationMade) and step.about == "allegation-3":
        yield replace(told, step=replace(step, about="allegation-4", officer=SECOND, conduct=conduct))
    elif isinstance(step, Found) and step.about == "allegation-3":
        yield replace(told, step=replace(step, about="allegation-4", reason="Proved by the messages"))
    elif step.about == FIRST and not isinstance(step, (ReportingRestricted, OfficerLeft)):
        second = replace(step, about=SECOND)
        yield replace(told, step=replace(second, outcome=Outcome.DISMISSAL_WITHOUT_NOTICE) if hasattr(second, "outcome") else second)


def case_of_two(tmp_path, settings, monkeypatch, conduct):
    monkeypatch.delenv("CUSTODIET_KEY", raising=False)
    settings.DATA = tmp_path / "data"
    settings.POLICY = {"force": {"name": "Wessex Vale Constabulary"}}
    users = {
        name: User.objects.create_user(name, None, full_name=full, email=f"{name}@example.org", role=role.value)
        for role, name, full in CAST
    }
    story = load((STORIES / "one.yaml").read_text(encoding="utf-8"))
    officer = {"name": "Rhys Calloway", "role": "officer concerned", "rank": "constable", "collar": "5120"}
    story = replace(story, people=story.people | {SECOND: officer})
    steps = [told for told in part_of(story, "outcome") if not isinstance(told.step, PersonInformed)]
    doubled = [each for told in steps for each in both(told, conduct)]
    assert all(isinstance(each, Told) for each in doubled)
    today = max(told.step.on for told in doubled) + timedelta(days=1)
    return replay(story, doubled, users, today, 1), users, today


def notice(case, users, officer, today):
    """What the page of publication says once the officer was given the report."""
    hands = ((ReportSubmitted, Office.CHAIR, "chair"), (OutcomeNotified, Office.APPROPRIATE_AUTHORITY, "authority"))
    for kind, office, username in hands:
        take_step(
            case=case, step=kind(on=today, about=officer), by=users[username], office=office, today=today, token=kind.__name__, version=None
        )  # fmt: skip
    page = browser_of(users["publications"], case).get(f"/case/{case.reference}/publish/?officer={officer}")
    return page.context["refusals"], str(page.context["preview"])


def test_the_notice_and_the_papers_of_the_other_officer_name_nobody_who_is_protected(db, tmp_path, settings, monkeypatch):
    case, users, today = case_of_two(tmp_path, settings, monkeypatch, ONLY_THE_FIRST)
    bound = list(case.steps.filter(kind="ReportingRestricted"))
    assert [(row.about, Protected.OFFICER_NAME.value in row.content["binds"]) for row in bound] == [(FIRST, True)]
    for kind, answers in SAID.items():
        row = papers.make(
            case=case, kind=kind, officer=SECOND, answers=answers, on=today, force="Wessex Vale Constabulary", by=users["authority"]
        )  # fmt: skip
        words = "\n".join(str(text) for _kind, text in paper_word.blocks(bytes_of(case, Stored(row.address, row.sha256, row.size))))
        assert "Rhys Calloway" in words and ONLY_THE_FIRST in words
        assert not any(name in words for name in ("Holloway", "4471", "PC X", "17 calls")), kind
    refusals, preview = notice(case, users, SECOND, today)
    assert "PC Y" in preview and not any(name in preview for name in ("Holloway", "4471", "PC X", "Calloway"))
    assert refusals == ()


def test_a_notice_of_the_other_officer_that_names_the_protected_one_is_withheld_whole(db, tmp_path, settings, monkeypatch):
    case, users, today = case_of_two(tmp_path, settings, monkeypatch, NAMES_THE_FIRST)
    refusals, _preview = notice(case, users, SECOND, today)
    held = [f"The {what} holds what must not leave" for what in ("page", "PDF", "plain text")]
    assert [sentence.split(":")[0] for sentence in refusals] == held
    assert not any("Holloway" in sentence for sentence in refusals)
    page = browser_of(users["publications"], case).post(
        f"/case/{case.reference}/publish/?officer={SECOND}", {"read": "on", "digest": "0" * 64}
    )  # fmt: skip
    assert page.status_code == 200 and not PublishedOutcome.objects.exists()
    assert case.notes.count() == 0  # not even half an approval
