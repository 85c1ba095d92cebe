"""What a clerk may not record through the pages: each refusal is a sentence with its provision, and nothing is half written."""

import re
from pathlib import Path

import pytest

from custodiet.casework.models import CaseStep, LedgerEntry, Role
from custodiet.law.codec import encode
from custodiet.law.steps.outcome import Found, Imposed, OfficerLeft
from custodiet.law.steps.proceedings import PanelAppointed
from custodiet.law.story import load
from tests.permissions.world import browser_of

pytestmark = pytest.mark.django_db

STORY = Path(__file__).resolve().parents[2] / "demo" / "stories" / "one.yaml"
SERVED = "notice of referral served"
HEARING, MEETING = "misconduct hearing", "misconduct meeting"
ANY = {"on_day": "18", "on_month": "12", "on_year": "2023", "about": "officer-1", "reason": "Seriousness", "token": "form-1"}
STAGES = {
    "culpability": "High", "harm": "Serious", "aggravating": "Concealed", "mitigating": "Nothing", "purpose": "Confidence",
    "purposes": ["protect the public"],
}  # fmt: skip
IMPOSED = ANY | STAGES | {"several_incidents": "no", "authority_views_on_rank": "no"}
PANEL = ANY | {"conflicts_checked": "yes", "police_member_rank": "superintendent"}


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


def test_a_stale_form_tells_no_history_to_whoever_does_not_read_the_record(world):
    """The version comes with the form: whoever sends the first one would be told of every step since."""
    told(world, Imposed)
    sent = ANY | {"how": "resigned", "office": "recorder of the force", "version": "1"}
    for role, steps in ((Role.APPROPRIATE_AUTHORITY, world.case.version - 1), (Role.CHAIR, 0)):
        client = browser_of(world.related(role, "granted"), world.case)
        page = client.post(f"/case/{world.case.reference}/step/OfficerLeft/", sent)
        assert (page.status_code, len(page.context["changes"]), "Found" in str(page.context["paragraphs"])) == (409, steps, False)
        assert "While you had the form open, a step was recorded on this case." in page.content.decode()


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


@pytest.mark.parametrize("left_out", [*STAGES, "reason"])
def test_an_outcome_is_not_recorded_while_one_of_its_stages_is_not_told(world, left_out):
    told(world, Imposed)
    client = browser_of(world.related(Role.CHAIR, "granted"), world.case)
    answers = {name: value for name, value in IMPOSED.items() if name != left_out}
    answers |= {"outcome": "dismissal without notice", "office": "chair", "version": str(world.case.version)}
    before = CaseStep.objects.count()
    page = client.post(f"/case/{world.case.reference}/step/Imposed/", answers)
    assert list(page.context["form"].errors) == [left_out]
    assert CaseStep.objects.count() == before
    page = client.post(f"/case/{world.case.reference}/step/Imposed/", IMPOSED | answers | {left_out: IMPOSED[left_out]})
    assert page.status_code == 302


def test_an_outcome_that_is_not_open_is_not_offered_but_explained(world):
    told(world, Imposed)
    client = browser_of(world.related(Role.CHAIR, "granted"), world.case)
    page = client.get(f"/case/{world.case.reference}/step/Imposed/?about=officer-1").content.decode()
    assert 'value="dismissal without notice"' in page and 'value="would have been dismissed"' not in page
    assert "Would have been dismissed” is not open" in page  # but said, with the reason


def test_an_outcome_that_is_not_open_is_refused_with_its_provision_when_it_is_sent_all_the_same(world):
    told(world, Imposed)
    said = refused(world, Role.CHAIR, "Imposed", IMPOSED | {"outcome": "would have been dismissed", "office": "chair"})
    assert "CR20 42(3)" in said


@pytest.mark.parametrize(("kind", "field"), [("Imposed", "reason"), ("Imposed", "mitigating")])
def test_reasons_never_tell_how_the_panel_voted(world, kind, field):
    told(world, Imposed)
    words = {field: "By a majority we found that nothing less would do"}
    said = refused(world, Role.CHAIR, kind, IMPOSED | {"outcome": "dismissal without notice", "office": "chair"} | words)
    assert "“By a majority”" in said and "CR20 41(17)" in said


def test_a_finding_says_why(world):
    told(world, Found)
    answers = ANY | {"about": "allegation-1", "level": "gross misconduct", "breaches": ["Discreditable Conduct"], "office": "chair"}
    said = refused(world, Role.CHAIR, "Found", answers | {"reason": "", "admitted": "no"})
    assert "balance of probabilities" in said and "CR20 41" in said
