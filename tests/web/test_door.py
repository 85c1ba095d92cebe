"""A report taken down at the door: tied to who is signed in, closed to others where it says what was seen; else plain about it."""

import json

import pytest
from django.test import Client

from custodiet.casework.actions import report_ends, reports
from custodiet.casework.actions.report_door import DOOR, TYPED
from custodiet.casework.actions.report_ends import Taken
from custodiet.casework.models import Exhibit, LedgerEntry, OfficerProfile, Part, Person, Report, ReportWay, Role
from custodiet.casework.vault import open_exhibit
from custodiet.law.vocabulary import MatterKind
from tests.casework.conftest import TODAY, fresh, user
from tests.web.reporting import CODE, tell, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def lee(db):
    """An officer of the force, known by a number."""
    made = user(Role.OFFICER, "lee")
    made.person = Person.objects.create(name="Robin Lee")
    made.full_name = "Robin Lee"
    made.save()
    OfficerProfile.objects.create(person=made.person, force="Wessex Vale Constabulary", collar_number="1188")
    return made


@pytest.fixture
def door(lee):
    """The officer's browser, where the report was begun; it, its code, and the browser."""
    browser = Client()
    browser.force_login(lee)
    assert "taken down by Robin Lee, signed in" in " ".join(browser.get("/door/").content.decode().split())
    assert "Whoever has the code can read it, and not change it." in browser.get("/door/").content.decode()
    assert browser.post("/door/")["Location"] == "/form/code/"
    return browser, Report.objects.latest("pk"), CODE.search(browser.get("/form/code/").content.decode())[1]


def sent(browser, **seen):
    """The pages of the report, and its sending."""
    tell(browser, "taken", seen="I saw the messages on her phone.", **seen)
    tell(browser, "them", name="Anna Winter")
    tell(browser, "what", words="He kept texting her.")
    tell(browser, "reach")
    assert browser.post("/form/check/").status_code == 302


def read_by_intake(report):
    staff = Client()
    staff.force_login(user(Role.INTAKE))
    return " ".join(staff.get(f"/reports/{report.reference}/").content.decode().split())


def test_the_report_says_who_took_it_down_whatever_is_typed_and_the_receipt_covers_it(door, lee):
    browser, report, _code = door
    page = browser.get("/form/taken/").content.decode()
    assert "You are signed in as Robin Lee." in page and 'name="officer"' not in page
    sent(browser, officer="PC Somebody Else 4471", user="1", login="somebody")
    answers = reports.answers_of(report)
    assert (answers[DOOR]["user"], answers[DOOR]["name"]) == (lee.pk, "Robin Lee") and lee.username not in answers[DOOR].values()
    assert "officer" not in answers["taken"] and "Somebody Else" not in json.dumps(answers)
    assert browser.get("/form/done/2/").json()["answers"][DOOR]["number"] == "1188 of Wessex Vale Constabulary"
    said = read_by_intake(report)
    number = "number 1188 of Wessex Vale Constabulary"
    assert f"Taken down by Robin Lee (officer; {number}), signed in under login {lee.pk}." in said and TYPED not in said
    assert LedgerEntry.objects.filter(object_ref=f"report {report.reference}", actor=lee, verb="collection").exists()


def test_whoever_holds_the_code_cannot_change_what_was_seen_nor_who_took_it_down(door):
    browser, report, code = door
    tell(browser, "taken", seen="I saw the messages on her phone.")
    her = Client()
    assert her.post("/form/back/", {"code": code}).status_code == 302
    for page, said in (("taken", {"seen": "I saw nothing."}), ("who", {"way": ReportWay.PERSON.value}), (DOOR, {"name": "Nobody"})):
        answer = her.post(f"/form/{page}/", {"token": "t", **said})
        assert answer.status_code == (404 if page == DOOR else 302), page
    typed = {"page": "taken", "typed-seen": "I saw nothing.", "code": code}  # as from the page of a session that was lost
    assert her.post("/form/back/", typed).status_code == 302
    answers = reports.answers_of(report)
    assert answers["taken"]["seen"] == "I saw the messages on her phone." and answers["who"]["way"] == ReportWay.OFFICER.value
    tell(her, "what", words="She adds this.")
    assert reports.answers_of(report)["what"]["words"] == "She adds this."  # the rest is hers as much


def test_another_user_does_not_write_what_the_first_one_saw_and_the_first_may_come_back(door, lee):
    _browser, report, code = door
    other = Client()
    other.force_login(user(Role.OFFICER))
    other.post("/form/back/", {"code": code})
    other.post("/form/taken/", {"token": "t", "seen": "I saw it too."})
    assert "taken" not in reports.answers_of(report)
    again = Client()
    again.force_login(lee)
    again.post("/form/back/", {"code": code})
    again.post("/form/taken/", {"token": "u", "seen": "I saw it."})
    assert reports.answers_of(report)["taken"]["seen"] == "I saw it."


def test_on_the_public_form_anybody_may_say_they_are_an_officer_and_the_record_says_that_nothing_is_proved(client):
    report, _code = told(client, way=ReportWay.OFFICER)
    assert TYPED in read_by_intake(report)
    report, _code = told(Client(), way=ReportWay.PERSON)
    assert TYPED not in read_by_intake(report)


@pytest.mark.parametrize("proved", [True, False])
def test_the_case_keeps_with_the_words_who_took_them_down_and_whether_that_is_proved(door, proved):
    browser, report, _code = door
    if proved:
        sent(browser)
    else:
        other = Client()
        report, _code = told(other, way=ReportWay.OFFICER)
    taken = Taken(kind=MatterKind.CONDUCT_MATTER, title="Contact after a call", why="It names an officer")
    case = report_ends.open_from(report=report, said=taken, by=user(Role.INTAKE), today=TODAY, token=fresh())
    words = json.load(open_exhibit(case, Exhibit.objects.get(case=case, title="What was told, as it was sent")))
    assert words["taken_by"].startswith("Taken down by Robin Lee" if proved else "The name of the officer was typed")
    witnesses = list(case.involvements.filter(role=Part.WITNESS.value).values_list("person__name", flat=True))
    assert witnesses == (["Robin Lee"] if proved else [])
