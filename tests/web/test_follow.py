"""The pages of follow-up: what stands, what is red, proof by a form, the register, and the areas that no officer is shown."""

from datetime import date

import pytest
from django.test import Client

from custodiet.casework.actions import follow, grants
from custodiet.casework.models import AreaFrom, Learning, MeetingArea, Part, Proof, Role
from custodiet.law.steps.people import SupervisionPlanned
from custodiet.web.purpose import KEPT
from tests.casework.conftest import user
from tests.casework.test_follow import SEEN, TODAY, World, warned

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db, monkeypatch):
    for page in ("follow", "follow_words", "frame", "case", "promises", "reach"):
        monkeypatch.setattr(f"custodiet.web.staff.{page}.today", lambda: TODAY, raising=False)
    return World()


def browser(world, who):
    client = Client()
    client.force_login(who, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session[KEPT] = {world.case.reference: "Testing"}
    session.save()
    return client


@pytest.fixture
def page(world):
    return browser(world, world.team.authority)


def address(world, rest="follow-up/"):
    return f"/case/{world.case.reference}/{rest}"


def text(response):
    return " ".join(response.content.decode().split())


def test_a_restriction_without_proof_and_a_late_check_are_red_and_proof_by_the_form_ends_the_first(page, world):
    row = world.limited()
    world.took(SupervisionPlanned(on=date(2024, 3, 4), about="officer-1", plan="Every week", check_every_days=28))
    shown = text(page.get(address(world)))
    assert shown.count("No proof") == 2 and "63 days overdue" in shown
    sent = {"do": "prove", "proof-of": f"s{row.seq}", "proof-supervisor": "Sgt Dale", "proof-words": SEEN, "proof-token": "f-1"}
    sent |= {"proof-on_day": "5", "proof-on_month": "3", "proof-on_year": "2024"}
    shown = text(page.post(address(world), sent, follow=True))
    assert "The proof is on record." in shown and shown.count("No proof") == 1 and f"Sgt Dale: {SEEN} (of 5 March 2024)" in shown
    again = text(page.post(address(world), sent | {"proof-token": "f-2"}))
    assert "The same proof stands already, of 5 March 2024" in again and Proof.objects.count() == 1


def test_what_is_late_stands_across_the_force_and_on_the_chiefs_page(page, world):
    world.took(SupervisionPlanned(on=date(2024, 3, 4), about="officer-1", plan="Every week", check_every_days=28))
    for who, place in ((page, "/follow-up/"), (browser(world, world.team.head), "/overdue/")):
        shown = text(who.get(place))
        assert "Check of the supervision" in shown and "63 days overdue" in shown and "No proof" in shown
        assert world.officer.name not in shown


def test_learning_is_recommended_by_the_form(page, world):
    sent = {"do": "learn", "learning-to": "officer-1", "learning-what": "Read the guidance", "learning-recommended_by": "The panel"}
    sent |= {"learning-owner": "Sgt Dale", "learning-token": "f-3"}
    sent |= {"learning-due_day": "1", "learning-due_month": "7", "learning-due_year": "2024"}
    shown = text(page.post(address(world), sent, follow=True))
    assert "Read the guidance" in shown and (Learning.objects.get().officer, Learning.objects.get().owner) == ("officer-1", "Sgt Dale")
    wrong = text(page.post(address(world), {"do": "learn"}))
    assert "There is a problem" in wrong


def test_the_register_answers_by_officer_and_day(page, world):
    warned(world)
    sent = {"number": "2290", "day_day": "19", "day_month": "1", "day_year": "2025"}
    shown = text(page.post("/follow-up/warnings/", sent))
    assert "Final written warning" in shown and "20 January 2023 to 19 January 2025" in shown and ">Not in force" not in shown
    assert "Not in force" in text(page.post("/follow-up/warnings/", sent | {"day_day": "20"}))
    assert "No warning of an officer of that number" in text(page.post("/follow-up/warnings/", sent | {"number": "1"}))


def test_the_case_page_says_which_warnings_of_other_cases_are_in_force_but_not_to_a_chair(page, world):
    warned(world)
    words = "Warnings from other cases on the day of the severity assessment"
    assert words in text(page.get(address(world, "")))
    chair = user(Role.CHAIR)
    grants.give(case=world.case, user=chair, by=world.team.head)
    assert words not in text(browser(world, chair).get(address(world, "")))


def test_an_area_is_entered_compared_and_taken_back(page, world):
    place = address(world, f"reach/{world.her.key}/areas/")
    shown = text(page.post(place, {"do": "add", "words": "Harrow Down", "source": "NAMED"}, follow=True))
    assert "Harrow Down" in shown and "Named by the person" in shown
    assert "The two can meet" in text(page.get(address(world))) and "The two can meet" in text(page.get(address(world, "reach/")))
    page.post(place, {"do": "strike", "number": MeetingArea.objects.first().pk})
    assert "No area is on record" in text(page.get(place))
    assert page.post(place, {"do": "strike", "number": "9" * 20}).status_code == 404


def test_no_page_of_those_who_do_not_keep_follow_up_shows_an_area_or_a_restriction(world):
    follow.add_area(case=world.case, person=world.her.person, words="Harrow Down", source=AreaFrom.NAMED, by=world.team.authority)
    world.limited(posted_to="Saltmarsh")
    assert world.case.involvements.filter(role=Part.OFFICER.value).exists()
    stranger = Client()
    for place in ("/outcomes/", "/hearings/", "/statistics/", "/form/", "/m/"):
        assert "Saltmarsh" not in text(stranger.get(place)) and "Harrow" not in text(stranger.get(place))
    chair = user(Role.CHAIR)
    grants.give(case=world.case, user=chair, by=world.team.head)
    assert browser(world, chair).get(address(world)).status_code == 404
    assert browser(world, chair).get("/follow-up/").status_code == 404
