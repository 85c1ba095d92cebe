"""The pages on which a wrong tie is struck and an exhibit is disposed of: what they refuse, what goes, what stays on record."""

import re
from html import unescape

import pytest

from custodiet.casework import facts_kept
from custodiet.casework.models import Case, CustodyAct, Tie
from tests.casework.conftest import staff
from tests.casework.made_exhibits import bring, entered, read, tie_both, world
from tests.permissions.world import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def there(db, tmp_path, settings, monkeypatch):
    monkeypatch.delenv("CUSTODIET_KEY", raising=False)
    settings.DATA = tmp_path / "data"
    return world(staff())


def look(there, rest, by=None):
    return browser_of(by or there.by, there.case).get(f"/case/{there.case.reference}/{rest}")


def send(there, rest, by=None, **given):
    return browser_of(by or there.by, there.case).post(f"/case/{there.case.reference}/{rest}", given, follow=True)


def words(response):
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", response.content.decode())))


def head(there):
    return words(look(there, f"contact/{there.officer}/{there.person}/"))


@pytest.fixture
def wrong(there):
    """The bill was read, the two numbers are tied, and the second of them wrongly."""
    read(there, bring(there))
    tie_both(there)
    return Tie.objects.get(value="+447700900123")


def test_what_stands_leads_to_the_page_that_strikes_it_on_both_pages_that_show_it(there, wrong):
    for page in ("contact/", f"contact/{there.officer}/{there.person}/"):
        assert f'href="/case/{there.case.reference}/contact/who/{wrong.pk}/strike/"' in look(there, page).content.decode()
    assert "telephone number +447700900123" in words(look(there, f"contact/who/{wrong.pk}/strike/")).lower()


def test_a_tie_that_was_struck_counts_no_longer_and_stays_on_record_with_its_reason(there, wrong):
    assert "1 text" in head(there)
    answer = words(send(there, f"contact/who/{wrong.pk}/strike/", why="A slip of the keys"))
    assert "It was struck." in answer and "What was struck" in answer and "A slip of the keys" in answer
    assert "1 text" not in head(there)
    assert Tie.objects.get(strikes=wrong).person == wrong.person
    assert entered(there.case, "tie ")[-1]["fields"] == ["strikes"]


def test_who_it_is_instead_is_said_in_the_same_step(there, wrong):
    send(there, f"contact/who/{wrong.pk}/strike/", why="It is his own second telephone", person=there.officer)
    again = Tie.objects.get(strikes=wrong)
    assert (again.person, again.value, again.why) == (there.part(there.officer), wrong.value, "It is his own second telephone")


def test_the_person_of_the_tie_is_no_answer_to_who_it_is_instead(there, wrong):
    answer = send(there, f"contact/who/{wrong.pk}/strike/", why="So", person=there.person)
    assert "There is a problem" in words(answer) and not Tie.objects.filter(strikes=wrong).exists()


def test_a_tie_is_struck_for_a_reason_and_once(there, wrong):
    assert "There is a problem" in words(send(there, f"contact/who/{wrong.pk}/strike/", why=""))
    send(there, f"contact/who/{wrong.pk}/strike/", why="A slip")
    assert look(there, f"contact/who/{wrong.pk}/strike/").status_code == 404
    assert Tie.objects.filter(strikes=wrong).count() == 1


def test_what_a_struck_tie_says_is_not_offered_to_who_may_only_look(there, wrong):
    text = look(there, "contact/", there.staff.authority).content.decode()
    assert "+447700900123" in text and "/strike/" not in text
    assert look(there, f"contact/who/{wrong.pk}/strike/", there.staff.authority).status_code == 404


def closed(there):
    Case.objects.filter(pk=there.case.pk).update(stage="closed")


GIVEN = {
    "why": "Returned to its owner.",
    "basis": "The owner's claim; kept until the matter closed.",
    "hold": "The court and the review body were asked; nothing is pending.",
}


def test_an_exhibit_of_an_open_case_is_held_and_the_page_says_so_in_place_of_a_form(there):
    made = bring(there)
    page = look(there, f"exhibits/{made.pk}/disposal/", there.staff.authority)
    assert "The case is open, so its exhibits are held" in words(page) and b'name="why"' not in page.content
    send(there, f"exhibits/{made.pk}/disposal/", there.staff.authority, **GIVEN)
    assert not made.custody.filter(act=CustodyAct.DISPOSED.value).exists()


def decide(there, made, by, decision="confirm", words_="The register was looked at.", **more):
    proposal = made.custody.filter(act=CustodyAct.PROPOSED.value).latest("seq").pk
    return send(there, f"exhibits/{made.pk}/disposal/", by, decision=decision, words=words_, proposal=proposal, **more)


def test_whoever_proposed_is_told_that_it_takes_two_and_can_only_take_it_back(there):
    made = bring(there)
    closed(there)
    answer = words(send(there, f"exhibits/{made.pk}/disposal/", **GIVEN))
    assert "Nothing is destroyed until a second person" in answer and "Its disposal was proposed on" in answer and "Decide on it" in answer
    page = words(look(there, f"exhibits/{made.pk}/disposal/"))
    assert "It takes two" in page and "Confirm: it is destroyed now" not in page
    assert "There is a problem" in words(decide(there, made, there.by))
    assert "The exhibit is kept." in words(decide(there, made, there.by, "decline", "A slip"))
    assert [row.act for row in made.custody.all()] == ["received", "disposal proposed", "disposal declined"]
    assert "A second person confirms" not in words(look(there, "exhibits/"))


def test_the_second_person_sees_the_reason_and_the_rule_before_they_decide(there):
    made = bring(there)
    closed(there)
    send(there, f"exhibits/{made.pk}/disposal/", **GIVEN)
    assert "A second person confirms or declines it" in words(look(there, "exhibits/"))
    page = words(look(there, f"exhibits/{made.pk}/disposal/", there.staff.authority))
    assert all(said in page for said in GIVEN.values()) and there.by.full_name in page and "This cannot be undone" in page
    assert "There is a problem" in words(decide(there, made, there.staff.authority, words_=" "))
    assert not made.custody.filter(act=CustodyAct.DISPOSED.value).exists()


@pytest.mark.parametrize("left_out", GIVEN)
def test_disposal_needs_its_reason_and_what_was_looked_at(there, left_out):
    made = bring(there)
    closed(there)
    answer = send(there, f"exhibits/{made.pk}/disposal/", there.staff.authority, **{**GIVEN, left_out: " "})
    assert "There is a problem" in words(answer) and not made.custody.filter(act=CustodyAct.DISPOSED.value).exists()


def test_of_what_was_disposed_of_the_record_stays_and_the_account_says_what_it_no_longer_counts(
    there, wrong, django_capture_on_commit_callbacks
):
    made = there.case.exhibits.get()
    bring(there, b"other", "other.txt")
    closed(there)
    send(there, f"exhibits/{made.pk}/disposal/", **GIVEN)
    with django_capture_on_commit_callbacks(execute=True):
        answer = words(decide(there, made, there.staff.authority))
    assert "OT/1 was disposed of on" in answer and "Returned to its owner." in answer and made.sha256 in answer
    assert "Take a copy of the original" not in answer and "Read it again" not in answer
    assert "3 rows in the file = 2 read + 1 refused" in answer
    assert made.custody.latest("seq").act == CustodyAct.DISPOSED.value
    with facts_kept.opened(there.case) as folder:
        assert list(folder.iterdir()) == []
    assert "What was read from it is counted no longer." in head(there)
    assert "Disposed of" in words(look(there, "exhibits/"))
    assert "OT/1 was disposed of on" in words(look(there, f"exhibits/{made.pk}/disposal/", there.staff.authority))
