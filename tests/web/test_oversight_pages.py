"""The overseers' pages as forms: drawing, judging, recommending and answering, and a checkpoint carried out and brought back."""

from datetime import timedelta

import pytest

from custodiet.casework.actions import oversight
from custodiet.casework.actions.referrals import take_in
from custodiet.casework.models import Judgement, LedgerCheckpoint, Overseer, Recommendation, Sample
from custodiet.casework.signing import verifier
from custodiet.web.context import today
from tests.permissions.world import browser_of

pytestmark = pytest.mark.django_db


def browser(made, name):
    return browser_of(made.users[name], *made.cases)


def test_an_overseer_draws_a_sample_and_judges_a_case_of_it(on_hearing_day):
    page = browser(on_hearing_day, "overseer")
    given = {"question": "Was the reason recorded?", "asked": "1", "kind": "", "stage": "", "seed": "autumn"}
    led = page.post("/oversight/samples/", given)["Location"]
    sample = Sample.objects.latest("pk")
    drawn = sample.drawn.get()
    assert led == f"/oversight/samples/{sample.pk}/"
    shown = page.get(led).content.decode()
    assert "autumn" in shown and drawn.case.reference in shown
    assert "There is a problem" in page.post(f"{led}1/", {"verdict": "met", "words": ""}).content.decode()
    assert not Judgement.objects.filter(sampled=drawn).exists()
    hidden = 'type="hidden" name="seen" value="%d"'
    assert hidden % 0 in page.get(f"{led}1/").content.decode()
    page.post(f"{led}1/", {"verdict": "not met", "words": "No reason stands beside step 4.", "seen": "0"})
    late = page.post(f"{led}1/", {"verdict": "met", "words": "Another tab", "seen": "0"}).content.decode()
    assert "Since this page was shown it was said: Not met" in late and "Another tab" in late
    assert hidden % Judgement.objects.get(sampled=drawn).pk in late  # pressed again, it stands beside what was read now
    assert "No reason stands beside step 4." in page.get(led).content.decode()
    assert page.get(f"{led}2/").status_code == page.get("/oversight/samples/999/").status_code == 404


def test_the_referral_of_the_first_story_shows_its_criterion_and_who_investigates(on_hearing_day):
    shown = browser(on_hearing_day, "overseer").get("/oversight/").content.decode()
    assert "R4 serious corruption" in shown and "Independent" in shown
    assert "You may open every case that is not covert: 2 of them." in shown


def test_the_chief_officer_answers_a_recommendation_and_it_leads_to_the_page_that_shows_it(on_hearing_day):
    overseer, chief = browser(on_hearing_day, "overseer"), browser(on_hearing_day, "chief")
    row = oversight.recommend(
        body=Overseer.IOPC, text="Ask first.", due=today() + timedelta(days=9), by=on_hearing_day.users["overseer"], today=today()
    )  # fmt: skip
    address = f"/oversight/recommendations/{row.pk}/"
    assert "Record the answer" in chief.get(address).content.decode()
    assert "Record the answer" not in overseer.get(address).content.decode()
    chief.post(address, {"answer": "accepted", "words": "We will ask from May.", "screen": ""})
    chief.post(address, {"answer": "done", "words": "Each move now asks the question.", "screen": "chief"})
    shown = overseer.get(address).content.decode()
    assert "Each move now asks the question." in shown and "Overdue to people" in shown and 'href="/overdue/"' not in shown
    assert 'href="/overdue/"' in chief.get(address).content.decode()


def test_a_recommendation_is_made_on_the_page_and_refused_for_a_day_gone_by(on_hearing_day):
    page = browser(on_hearing_day, "overseer")
    before = Recommendation.objects.count()
    day = {"due_day": "1", "due_month": "1", "due_year": "2020"}
    sent = {"body": "inspectorate", "text": "Ask first.", **day}
    assert "passed already" in page.post("/oversight/recommendations/", sent).content.decode()
    page.post("/oversight/recommendations/", sent | {"due_year": str(today().year + 9)})
    assert Recommendation.objects.count() == before + 1
    other = browser(on_hearing_day, "head").post("/oversight/recommendations/", sent)
    assert other.status_code == 200 and Recommendation.objects.count() == before + 1


def test_a_checkpoint_that_was_carried_out_is_checked_when_it_is_brought_back(on_hearing_day):
    page = browser(on_hearing_day, "overseer")
    page.post("/oversight/ledger/take/")
    row = LedgerCheckpoint.objects.first()
    file = page.get(f"/oversight/ledger/{row.pk}/")
    assert file["Content-Disposition"] == f'attachment; filename="checkpoint-{row.size}.txt"'
    carried = file.content.decode().replace("\n", "\r\n")  # as a browser sends what was pasted
    shown = page.post("/oversight/ledger/", {"note": carried}).content.decode()
    assert f"of {row.size} entries" in shown.replace(",", "") and "does not hold" not in shown
    lines = carried.split("\r\n")
    other = page.post("/oversight/ledger/", {"note": "\r\n".join([lines[0], str(row.size + 5), *lines[2:]])}).content.decode()
    assert "altered after signing" in other
    assert page.get("/oversight/ledger/999/").status_code == 404


def test_no_page_of_oversight_is_there_for_the_other_jobs(on_hearing_day):
    for name in ("intake", "investigator", "authority", "analyst", "chair", "publications", "administrator"):
        for room in ("", "overdue/", "samples/", "recommendations/", "ledger/"):
            assert browser(on_hearing_day, name).get(f"/oversight/{room}").status_code == 404, (name, room)


def test_a_referral_is_handed_over_as_a_file_and_stands_on_the_other_side(on_hearing_day, settings):
    settings.POLICY = settings.POLICY | {"force": {"name": "Wessex Vale Constabulary"}}
    case = on_hearing_day.cases[0]
    address = f"/case/{case.reference}/referral/"
    page = browser(on_hearing_day, "authority")
    assert "names, numbers, dates of birth" in page.get(address).content.decode()
    note = page.post(address).content.decode()
    assert case.title not in note
    row, _ = take_in(note, keys={"Wessex Vale Constabulary": verifier()}, by=on_hearing_day.users["overseer"], today=today())
    overseer = browser(on_hearing_day, "overseer")
    assert f"/oversight/received/{row.pk}/" in overseer.get("/oversight/").content.decode()
    shown = overseer.get(f"/oversight/received/{row.pk}/").content.decode()
    assert "PC X" in shown and "Independent, 24 March 2022" in shown and "R4 serious corruption" in shown
    assert "Allegation 1" in shown and "officer-1" not in shown  # as people speak of them
    assert browser(on_hearing_day, "investigator").get(address).status_code == 404
    assert overseer.get("/oversight/received/999/").status_code == 404
