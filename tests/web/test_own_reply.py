"""The officer's reply and objections once a matter is referred, copies that stand on the page, and what detection found."""

import json
import re
from datetime import date

import pytest

from custodiet.casework import standing
from custodiet.casework.actions import bundles
from custodiet.casework.actions.triage import triage
from custodiet.casework.kept import keep
from custodiet.casework.models import (
    AllegationAnswer,
    BundleJob,
    CaseStep,
    FindingAnswer,
    OperationDecision,
    ResponsePoint,
    Role,
    Triage,
    TriageOutcome,
)
from custodiet.casework.sealed_bundles import bundles_hold
from custodiet.casework.sealed_papers import papers_hold
from custodiet.law.position import position
from custodiet.law.steps.opening import PeriodExtended
from custodiet.law.steps.proceedings import ProceedingsWithdrawn
from custodiet.law.vocabulary import Cut, Office
from tests.casework.conftest import user
from tests.casework.made_findings import TODAY as NIGHT
from tests.casework.made_findings import a_finding, authorised, put
from tests.casework.made_own import HERS, TODAY, made
from tests.web.test_own import browser, send, text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def day(monkeypatch):
    monkeypatch.setattr("custodiet.web.staff.own.today", lambda: TODAY)


@pytest.fixture
def world(db):
    made_now = made()
    made_now.noticed()
    made_now.referred()
    return made_now


def test_the_reply_is_an_answer_to_each_allegation_and_a_step_and_the_page_shows_its_clock(world):
    page, officer = f"/own/{world.case.reference}/", browser(world.officer)
    assert "13 March 2026" in text(officer.get(page))  # fifteen working days from the documents of 20 February
    refused = send(officer, f"{page}reply/", **{"words-account-allegation-1": "I was on duty"})
    assert "Say whether you accept it" in text(refused) and "I was on duty" in text(refused)
    said = {"stance-allegation-1": "DENIES", "words-account-allegation-1": "I was on duty", "words-WITNESSES": "Sgt Penhallow: the van"}
    assert send(officer, f"{page}reply/", **said).status_code == 302
    row = CaseStep.objects.get(case=world.case, kind="OfficerReplied")
    assert (row.on, row.office, row.recorded_by, row.content["accepts"]) == (TODAY, "officer concerned", world.officer, False)
    assert AllegationAnswer.objects.get().stance == "DENIES" and ResponsePoint.objects.get().part == "WITNESSES"
    send(officer, f"{page}reply/", **said)
    assert CaseStep.objects.filter(kind="OfficerReplied").count() == AllegationAnswer.objects.count() == 1
    shown = text(officer.get(page))
    assert "Denied" in shown and "Sgt Penhallow: the van" in shown
    assert [*papers_hold(TODAY), *bundles_hold(TODAY)] == []


def test_the_reason_of_an_extension_moves_the_day_on_his_page_and_is_not_told_there(world):
    why = f"She can be called on {HERS[0]} from Monday only"
    longer = PeriodExtended(on=date(2026, 2, 23), about="officer-1", clock="officer-reply", until=date(2026, 3, 27), reason=why)
    world.took(longer, Office.APPROPRIATE_AUTHORITY)
    assert HERS[0] in str(position(standing.standing(world.case).history, TODAY).duties)  # the law's own advice quotes the reason
    page = text(browser(world.officer).get(f"/own/{world.case.reference}/"))
    assert "27 March 2026" in page and "called on" not in page


def test_a_late_objection_is_taken_with_its_lateness_and_goes_to_the_authority(world):
    page, officer = f"/own/{world.case.reference}/", browser(world.officer)
    seat = "lay member"
    assert send(officer, f"{page}objection/", whom=seat, words="She chaired my last board").status_code == 302
    said = text(officer.get(page))
    assert "The last day was 25 February 2026 (CR20 35(4), (9)(b)). It is taken all the same" in said, said
    row = CaseStep.objects.get(kind="ObjectionMade")
    assert (row.content["seat"], row.content["grounds"], row.recorded_by) == (seat, "She chaired my last board", world.officer)
    send(officer, f"{page}objection/", whom=seat, words="She chaired my last board")
    assert CaseStep.objects.filter(kind="ObjectionMade").count() == 1


def test_once_the_proceedings_have_ended_neither_reply_nor_objection_is_offered_and_what_comes_is_a_message(world):
    page, officer = f"/own/{world.case.reference}/", browser(world.officer)
    before = officer.get(page).content.decode()
    assert f"{page}reply/" in before and f"{page}objection/" in before and f"{page}statement/" not in before
    token = re.search(r'name="token" value="([^"]+)"', officer.get(f"{page}reply/").content.decode())[1]
    other = re.search(r'name="token" value="([^"]+)"', officer.get(f"{page}objection/").content.decode())[1]
    world.took(
        ProceedingsWithdrawn(on=date(2026, 2, 27), about="officer-1", reason="Her wish", iopc_consulted=True), Office.APPROPRIATE_AUTHORITY
    )
    after = officer.get(page).content.decode()
    assert f"{page}reply/" not in after and f"{page}objection/" not in after
    said = {"stance-allegation-1": "DENIES", "words-account-allegation-1": "I was on duty"}
    assert officer.post(f"{page}reply/", {"token": token, **said})["Location"] == page
    assert "27 February 2026, and the reply comes before the hearing (CR20 31, 54). What you wrote is kept" in text(officer.get(page))
    officer.post(f"{page}objection/", {"token": other, "whom": "lay member", "words": "She chaired my last board"})
    reply, objection = ResponsePoint.objects.order_by("pk")
    assert {reply.part, objection.part} == {"MESSAGE"} and "Denies" in reply.text and "I was on duty" in reply.text
    assert "Lay member\nShe chaired" in objection.text
    assert not AllegationAnswer.objects.exists() and not CaseStep.objects.filter(kind__in=["OfficerReplied", "ObjectionMade"]).exists()


def test_a_copy_stands_on_the_page_of_the_officer_it_was_given_to_and_no_other_copy_does(world, tmp_path, settings, monkeypatch):
    monkeypatch.delenv("CUSTODIET_KEY", raising=False)
    settings.DATA = tmp_path / "data"
    by = world.staff.investigator
    bundle = bundles.make(case=world.case, title="What the panel reads", by=by)
    jobs = {}
    for cut in (Cut.OFFICER, Cut.PANEL):
        stored = keep(world.case, f"%PDF-1.7 for the {cut.value}".encode(), what="a copy", by=by)
        place = {"sha256": stored.sha256, "address": stored.address, "size": stored.size}
        jobs[cut] = BundleJob.objects.create(bundle=bundle, volume=0, cut=cut.name, asked={}, asked_by=by, state="done", **place)
    told = {"to": "PC X", "as_what": "Officer", "how": "On the page", "on": TODAY, "by": by, "today": TODAY}
    page, officer = f"/own/{world.case.reference}/", browser(world.officer)
    bundles.give(job=jobs[Cut.OFFICER], **told)
    assert "What the panel reads" not in text(officer.get(page))  # given by hand, and nobody said that it stands on the page
    with pytest.raises(bundles.Refused, match="Only a copy made for the officer"):
        bundles.give(job=jobs[Cut.PANEL], shown_to="officer-1", **told)
    shown = bundles.give(job=jobs[Cut.OFFICER], shown_to="officer-1", **told).shown
    assert "What the panel reads" in text(officer.get(page))
    answer = officer.post(f"{page}copy/{shown.pk}/")
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 for the officer and representative"
    assert officer.post(f"{page}copy/{shown.pk + 1}/").status_code == 404
    assert browser(user(Role.OFFICER)).post(f"{page}copy/{shown.pk}/").status_code == 404


def test_findings_show_each_by_its_own_state_with_the_whole_reason_and_take_an_answer(monkeypatch):
    monkeypatch.setattr("custodiet.web.staff.own.today", lambda: NIGHT)
    analyst, head, world = user(Role.ANALYST), user(Role.HEAD), made()
    operation = authorised(analyst, head, analyst)
    taken, waits, dropped = (put(operation, a_finding(person=person)) for person in ("P-1", "P-2", "P-3"))
    Triage.objects.create(finding=taken, outcome=TriageOutcome.ADOPTED.value, reason="It goes on", case=world.case, on=NIGHT, by=analyst)
    triage(finding=dropped, outcome=TriageOutcome.DISMISSED, reason="Her cousin asked for it", explanation="", by=analyst, today=NIGHT)
    officer = browser(world.officer)
    address = {name: f"/own/findings/{row.reference}/" for name, row in (("taken", taken), ("waits", waits), ("dropped", dropped))}
    assert {officer.get(each).status_code for each in address.values()} == {404}  # no notice, and the operation goes on
    world.noticed()
    assert [officer.get(address[name]).status_code for name in ("taken", "waits", "dropped")] == [200, 404, 404]
    page = text(officer.get(address["taken"]))
    assert "P-1" in json.dumps(taken.content) and "P-1" not in page  # whoever it is, the officer is not led to her record
    assert "No task ties 4471 to person " in page and "Private telephones are invisible here." in page
    assert "How often the rules are wrong" in page
    assert "shown in one of four ways: " in page and "C1: " in page and "#each-sign" in officer.get(address["taken"]).content.decode()
    assert "It goes on" not in page
    assert send(officer, address["taken"], words="I was her single point of contact").status_code == 302
    assert FindingAnswer.objects.get().text == "I was her single point of contact"
    assert "I was her single point of contact" in text(browser(analyst).get(f"/findings/{taken.reference}/"))
    OperationDecision.objects.create(operation=operation, decided="closed", why="It is over", on=NIGHT, by=head)
    page = text(officer.get(address["dropped"]))
    assert "Her cousin asked for it" not in page and "31 calls and texts" in page
    assert officer.get(address["waits"]).status_code == 404
    assert browser(user(Role.OFFICER)).get(address["taken"]).status_code == 404
