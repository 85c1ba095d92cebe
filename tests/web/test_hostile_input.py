"""What is sent by hand, twice, damaged or too large: each is answered with a sentence, and nothing is half written."""

import re

import pytest
from django.db import connection

from custodiet.casework.models import Case, CaseStep, Involvement, LedgerEntry, LedgerHead, Note, Person
from custodiet.web.staff.step_fields import LONGEST_OF
from tests.permissions.world import browser_of

pytestmark = pytest.mark.django_db

NEW = {
    "kind": "conduct matter", "on_day": "3", "on_month": "11", "on_year": "2026", "title": "A matter", "found": "complaint",
    "rank": "constable", "capacity": "member of a police force", "person_title": "Ms", "person_name": "Amy Lockyer", "token": "new-1",
}  # fmt: skip
OFFICER = {
    "person_name": "Owen Pryce", "collar_number": "5512", "on_day": "3", "on_month": "11", "on_year": "2026", "rank": "constable",
    "capacity": "member of a police force", "office": "recorder of the force", "token": "form-1", "version": "1",
    "final_warning_extended": "no",
}  # fmt: skip
UNSEEN = "holds a character that cannot be seen"
DAMAGED = "The form came back damaged"


@pytest.fixture
def browser(world):
    client = browser_of(world.opener, world.case)
    client.raise_request_exception = False
    return client


def words(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def of(world, page):
    return f"/case/{world.case.reference}/{page}"


@pytest.mark.parametrize("reference", ["%00", "%ED%A0%80", "%0d%0aX:1", "%E2%80%AE", "x" * 5000])
@pytest.mark.parametrize("page", ["", "people/", "step/Recorded/", "conflict/"])
def test_a_reference_that_is_none_is_answered_like_a_missing_one(browser, reference, page):
    assert browser.get(f"/case/{reference}/{page}").status_code == 404


@pytest.mark.parametrize(
    "damage", [{"version": v} for v in ("", "abc", "-1", "9" * 5000)] + [{"token": t} for t in ("", " ", "x" * 65)], ids=str
)
def test_a_step_whose_hidden_fields_were_damaged_is_refused_in_words(world, browser, damage):
    response = browser.post(of(world, "step/SubjectIdentified/"), OFFICER | damage)
    assert (response.status_code, DAMAGED in words(response)) == (200, True)
    assert world.case.steps.count() == 1


def test_a_new_matter_whose_token_was_damaged_is_refused_in_words(world, browser):
    response = browser.post("/new/", NEW | {"token": "x" * 61})
    assert (response.status_code, DAMAGED in words(response)) == (200, True)
    assert Case.objects.count() == 1


def test_naming_an_officer_twice_with_one_form_names_one_officer(world, browser):
    answers = [browser.post(of(world, "step/SubjectIdentified/"), OFFICER) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert CaseStep.objects.filter(case=world.case, kind="SubjectIdentified").count() == 1
    assert Person.objects.filter(name="Owen Pryce").count() == 1


def test_whoever_is_named_after_an_entry_was_struck_out_does_not_become_the_person_struck(world, browser):
    browser.post(of(world, "step/SubjectIdentified/"), OFFICER)
    strike = OFFICER | {"replace": "strike", "correction": "Mistaken identity", "token": "form-2", "version": "2"}
    assert browser.post(of(world, "account/2/correct/"), strike).status_code == 302
    right = OFFICER | {"person_name": "Rhys Owen", "collar_number": "6623", "token": "form-3", "version": "3"}
    assert browser.post(of(world, "step/SubjectIdentified/"), right).status_code == 302
    about = world.case.steps.get(seq=4).about
    assert world.case.involvements.get(key=about).person.name == "Rhys Owen"


def test_an_officer_named_again_after_the_entry_was_struck_out_is_the_same_officer(world, browser):
    browser.post(of(world, "step/SubjectIdentified/"), OFFICER)
    strike = OFFICER | {"replace": "strike", "correction": "Wrong day", "token": "form-2", "version": "2"}
    browser.post(of(world, "account/2/correct/"), strike)
    again = OFFICER | {"on_day": "4", "token": "form-3", "version": "3"}
    assert [browser.post(of(world, "step/SubjectIdentified/"), again).status_code for _ in range(2)] == [302, 302]
    assert world.case.involvements.get(person__name="Owen Pryce").key == world.case.steps.get(seq=4).about


def test_one_officer_named_as_a_second_is_refused_and_nothing_is_half_written(world, browser):
    browser.post(of(world, "step/SubjectIdentified/"), OFFICER)
    twice = browser.post(of(world, "step/SubjectIdentified/"), OFFICER | {"token": "form-2", "version": "2"})
    assert "This person is in the case already, as PC " in words(twice)
    assert world.case.steps.count() == 2


def test_a_form_gone_back_to_and_changed_is_not_taken_for_the_first(world, browser):
    browser.post(of(world, "step/SubjectIdentified/"), OFFICER)
    changed = browser.post(of(world, "step/SubjectIdentified/"), OFFICER | {"rank": "sergeant"})
    assert "already used to record something else" in words(changed)
    assert world.case.steps.count() == 2


@pytest.mark.parametrize("kind", ["conduct matter", "complaint"])
@pytest.mark.parametrize("officer", [{}, {"officer_name": "Owen Pryce", "collar_number": "5512", "conduct": "Contact"}])
def test_a_new_matter_sent_twice_is_one_case_with_everybody_once(world, browser, kind, officer):
    before = Case.objects.count(), Involvement.objects.count()
    answers = [browser.post("/new/", NEW | officer | {"kind": kind}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert (Case.objects.count(), Involvement.objects.count()) == (before[0] + 1, before[1] + (2 if officer else 1))


def test_a_category_longer_than_the_records_keep_is_refused_in_words(world, browser):
    browser.post(of(world, "step/SubjectIdentified/"), OFFICER)
    allegation = OFFICER | {
        "officer": "officer-2", "conduct": "Contact", "category": "G" * 21, "indicates_crime": "no", "justifies_proceedings": "no",
        "token": "form-2", "version": "2",
    }  # fmt: skip
    assert "must have 20 characters or fewer; it has 21 now" in words(browser.post(of(world, "step/AllegationMade/"), allegation))
    assert {"category": world.case.allegations.model._meta.get_field("category").max_length} == LONGEST_OF


@pytest.mark.parametrize("name", ["Owen\u200bPryce", "\u202eecyrP newO", "\u200b", "Owen\u00adPryce", "Owen\x07"])
def test_a_name_with_a_character_that_nobody_sees_is_refused(world, browser, name):
    response = browser.post(of(world, "step/SubjectIdentified/"), OFFICER | {"person_name": name})
    assert UNSEEN in words(response)
    assert world.case.steps.count() == 1


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("The number was \u202e321", False),
        ("\u200b \ufeff", False),
        ("Bell\x07", False),
        ("Pasted\u00ad from\u200b a letter,\r\n\twith a break", True),
        ("Ffôn \U0001f468\u200d\U0001f469\u200d\U0001f467", True),
    ],
)
def test_a_long_text_may_hold_what_pasting_brings_but_not_what_turns_it_round(world, browser, text, kept):
    response = browser.post(of(world, "notes/"), {"text": text, "side": "private"})
    assert (response.status_code == 302, UNSEEN in words(response)) == (kept, not kept)
    assert Note.objects.filter(case=world.case).count() == (2 if kept else 1)


def test_what_was_done_does_not_wait_in_a_cookie_for_whoever_comes_next(world, browser):
    response = browser.post(of(world, "notes/"), {"text": "Rang twice.", "side": "private"})
    assert [name for name in response.cookies if "session" not in name and "csrf" not in name] == []
    assert "The note is on record." in words(browser.get(response["Location"]))
    browser.post(of(world, "notes/"), {"text": "Rang again.", "side": "private"})
    browser.post("/sign-out/")
    assert "The note is on record." not in words(browser.get("/sign-in/"))


@pytest.mark.parametrize("page", ["", "account/", "people/", "allegations/", "notes/", "purpose/"])
def test_nothing_is_shown_when_the_ledger_cannot_be_written(world, browser, page):
    LedgerHead.objects.update(frontier=(999).to_bytes(8, "big") + bytes(32 * 8))
    response = browser.get(of(world, page))
    assert response.status_code == 500
    assert not any(secret in response.content for secret in (b"A neutral title", b"Holloway", b"A task", b"A note", b"officer-1"))


def test_the_tasks_shown_to_choose_a_purpose_are_in_the_ledger(world, browser):
    assert "A task" in words(browser.get(of(world, "purpose/")))
    entry = LedgerEntry.objects.order_by("-seq").first()
    assert (entry.verb, entry.case, entry.object_ref, entry.body.value["fields"]) == ("consultation", world.case, "purpose", ["own tasks"])


def test_a_name_too_long_to_sign_in_with_is_refused_before_it_is_stored(browser):
    response = browser.post("/sign-in/", {"username": "x" * 100_000, "password": "wrong"})
    assert (response.status_code, "must have 150 characters or fewer" in words(response)) == (200, True)


def test_guessing_is_stopped_alike_for_a_name_that_exists_and_one_that_does_not(world, client):
    said = {}
    for machine, name in enumerate((world.opener.username, "nobody")):
        for _ in range(6):
            response = client.post("/sign-in/", {"username": name, "password": "wrong"}, REMOTE_ADDR=f"10.0.0.{machine}")
        said[name] = response.status_code, "The sign-in rests" in words(response), len(response.content)
    assert said[world.opener.username] == said["nobody"] == (429, True, said["nobody"][2])


def test_ten_million_characters_and_a_hundred_thousand_fields_are_refused(browser):
    assert browser.post("/sign-in/", {"username": "x" * 10_000_000}).status_code == 400
    assert browser.post("/sign-in/", {f"field{n}": "x" for n in range(100_000)}).status_code == 400


@pytest.mark.parametrize(
    "target", ["//elsewhere.example.org/", "https://elsewhere.example.org/", "/\\elsewhere.example.org", "javascript:x"]
)
def test_signing_in_leads_nowhere_else_and_makes_a_new_session(world, client, target):
    world.opener.set_password("correct horse battery")
    world.opener.save()
    client.get("/sign-in/")
    session = client.session
    session["left by whoever set a trap"] = True
    session.save()
    before = session.session_key
    response = client.post("/sign-in/", {"username": world.opener.username, "password": "correct horse battery", "next": target})
    assert (response.status_code, response["Location"]) == (302, "/")
    assert client.session.session_key != before


def test_the_database_was_left_usable(browser):
    assert connection.is_usable()
