"""The pages of retention: what is due, what keeps the others, a hold, and a disposal by two people; afterwards the case is not there."""

import re
from html import unescape

import pytest

from custodiet.casework.models import RetentionHold, RetentionReview
from custodiet.web.staff import retention
from tests.casework.made_retention import LATER, NAME, closed_matter
from tests.permissions.world import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def there(db, tmp_path, settings, monkeypatch):
    monkeypatch.delenv("CUSTODIET_KEY", raising=False)
    settings.DATA = tmp_path / "data"
    monkeypatch.setattr(retention, "today", lambda: LATER)
    return closed_matter()


def words(response):
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", response.content.decode())))


def look(by, case, rest=None):
    return browser_of(by, case).get(f"/case/{case.reference}/retention/" if rest is None else rest)


def decide(by, case, decision, said="Its time is over.", **more):
    given = {"decision": decision, "words": said, **more}
    return browser_of(by, case).post(f"/case/{case.reference}/retention/", given, follow=True)


def test_a_closed_case_whose_time_is_over_stands_first_and_says_under_what(there):
    here, _second, case = there
    page = words(look(here.head, case, "/retention/"))
    assert page.index("Due for review") < page.index(case.reference) < page.index("No other closed case is in your sight")
    assert "A claim in tort can be brought for six years" in page and "The period was looked for and not found" in page
    assert NAME not in page
    assert "6 years after it was closed (LA80 2), until 20 March 2029" in words(look(here.head, case))


def test_a_hold_is_set_and_lifted_with_its_reason(there):
    here, _second, case = there
    decide(here.authority, case, "hold", "An inquest is expected.")
    held = RetentionHold.objects.get()
    page = words(look(here.head, case))
    assert "It is held: An inquest is expected." in page and "Propose that it be disposed of" not in page
    assert "An inquest is expected." in words(look(here.head, case, "/retention/"))
    decide(here.head, case, f"lift {held.pk}", "The inquest is over.")
    assert held.lifted.why == "The inquest is over."
    assert "Propose that it be disposed of" in words(look(here.head, case))


def test_two_people_dispose_of_it_and_then_it_is_not_there(there, django_capture_on_commit_callbacks):
    here, second, case = there
    decide(here.head, case, "propose")
    proposal = RetentionReview.objects.get().pk
    assert "Confirm that it is disposed of" not in words(look(here.head, case))
    assert "Its time is over." in words(look(second, case)) and "This cannot be undone" in words(look(second, case))
    with django_capture_on_commit_callbacks(execute=True):
        page = words(decide(second, case, "confirm", "The list of holds.", proposal=proposal))
    assert "The case was disposed of." in page
    assert f"proposed by {here.head.full_name}, confirmed by {second.full_name}" in page
    assert look(second, case).status_code == look(second, case, f"/case/{case.reference}/").status_code == 404
    assert NAME not in page


def test_it_is_kept_until_a_day_and_a_day_must_be_written(there):
    here, _second, case = there
    assert "Write until when it is kept" in words(decide(here.head, case, "keep"))
    decide(here.head, case, "keep", until_day="1", until_month="1", until_year="2031")
    assert "A review has kept it until 1 January 2031." in words(look(here.head, case))


def test_what_is_not_offered_cannot_be_sent(there):
    here, _second, case = there
    decide(here.head, case, "propose")
    decide(here.head, case, "confirm", proposal=RetentionReview.objects.get().pk)
    assert RetentionReview.objects.filter(end="disposed").count() == 0
