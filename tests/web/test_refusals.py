"""What a clerk may not record through the pages: each refusal is a sentence with its provision, and nothing is half written."""

import re
from pathlib import Path

import pytest

from custodiet.casework.models import CaseStep, LedgerEntry, Role
from custodiet.law.codec import encode
from custodiet.law.steps.outcome import Imposed, OfficerLeft
from custodiet.law.steps.proceedings import PanelAppointed
from custodiet.law.story import load
from tests.permissions.world import World, browser_of

pytestmark = pytest.mark.django_db

STORY = Path(__file__).resolve().parents[2] / "demo" / "stories" / "one.yaml"
SERVED = "notice of referral served"
HEARING, MEETING = "misconduct hearing", "misconduct meeting"
ANY = {"on_day": "18", "on_month": "12", "on_year": "2023", "about": "officer-1", "reason": "Seriousness", "token": "form-1"}
IMPOSED = ANY | {"several_incidents": "no", "authority_views_on_rank": "no"}
PANEL = ANY | {"conflicts_checked": "yes", "police_member_rank": "superintendent"}


@pytest.fixture
def world(db):
    return World()


def told(world, before, form=HEARING):
    """The first story on record up to a step, its officer still serving; rows as they stand in the records."""
    steps = [each for each in load(STORY.read_text(encoding="utf-8")).steps if not isinstance(each.step, OfficerLeft)]
    stop = next(number for number, each in enumerate(steps) if isinstance(each.step, before))
    for number, each in enumerate(steps[1:stop], 2):
        content = encode(each.step)
        if "form" in content:
            content["form"] = form
        CaseStep.objects.create(
            case=world.case, seq=number, kind=type(each.step).__name__, on=each.step.on, about=each.step.about or "", content=content,
            office=each.by.value, recorded_by=world.opener, token=f"row-{number}", seal="0" * 64,
        )  # fmt: skip
    world.case.version = stop
    world.case.save()


def refused(world, role, kind, answers):
    """What the page says; and nothing of it is in the records."""
    client = browser_of(world.related(role, "granted"), world.case)
    before = CaseStep.objects.count(), LedgerEntry.objects.exclude(verb="consultation").count(), world.case.version
    page = client.post(f"/case/{world.case.reference}/step/{kind}/", answers | {"version": str(world.case.version)})
    assert page.status_code == 200, page
    world.case.refresh_from_db()
    after = CaseStep.objects.count(), LedgerEntry.objects.exclude(verb="consultation").count(), world.case.version
    assert after == before
    assert page.context["form"].errors == {}, page.context["form"].errors
    refusal = page.context["refusal"]["reason"]
    assert refusal in " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).replace("&#x27;", "'").split())
    return refusal


@pytest.mark.parametrize("months", ["72", "", "23"])
def test_a_final_written_warning_lasts_no_six_years(world, months):
    told(world, Imposed)
    said = refused(world, Role.CHAIR, "Imposed", IMPOSED | {"outcome": "final written warning", "months": months, "office": "chair"})
    assert "Enter" in said
    assert "CR20" in said


def test_nobody_is_dismissed_at_a_meeting(world):
    told(world, Imposed, form=MEETING)
    answers = IMPOSED | {"outcome": "dismissal without notice", "office": "person conducting the proceedings"}
    said = refused(world, Role.CHAIR, "Imposed", answers)
    assert "meeting" in said
    assert "CR20" in said


@pytest.mark.parametrize(
    "seats",
    [
        ["chief officer of the force or delegate, as chair", "lay member", "lay member with relevant qualification or experience"],
        ["legally qualified chair"],
        ["person conducting the meeting"],
    ],
)
def test_a_panel_of_another_regime_is_not_appointed(world, seats):
    told(world, PanelAppointed)
    said = refused(world, Role.APPROPRIATE_AUTHORITY, "PanelAppointed", PANEL | {"seats": seats, "office": "appropriate authority"})
    assert "Enter exactly these seats" in said
    assert "legally qualified chair" in said
    assert "CR20" in said


def test_a_lawful_warning_is_taken_from_the_same_form(world):
    told(world, Imposed)
    client = browser_of(world.related(Role.CHAIR, "granted"), world.case)
    answers = IMPOSED | {
        "outcome": "final written warning", "months": "24", "office": "chair", "version": str(world.case.version),
        "exceptional_circumstances": "None like it before",
    }  # fmt: skip
    page = client.post(f"/case/{world.case.reference}/step/Imposed/", answers)
    assert page.status_code == 302, page.context["refusal"]
