"""The pages of the College's lists, of applicants against the public one, of a report edited in Word and of the end of a conflict."""

import io
import json
import zipfile
from copy import deepcopy
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document
from pypdf import PdfReader

from custodiet.casework.access import Access, visible_to
from custodiet.casework.actions import grants
from custodiet.casework.models import CaseStep, ConflictEnded, LedgerEntry, Paper, Person
from custodiet.web.context import today
from tests.casework.made_papers import story_one
from tests.permissions.world import browser_of
from tests.standing import once_a_module

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


standing = once_a_module(lambda: story_one("followup"))


@pytest.fixture
def made(standing, tmp_path, settings, monkeypatch):
    monkeypatch.delenv("CUSTODIET_KEY", raising=False)
    settings.DATA = tmp_path / "data"
    settings.POLICY = {"force": {"name": "Wessex Vale Constabulary"}}
    return deepcopy(standing)


def browser(made, name="authority"):
    return browser_of(made.users[name], made.case)


def address(made, rest=""):
    return f"/case/{made.case.reference}/{rest}"


def born(made):
    person = made.case.involvements.get(key="officer-1", role="officer concerned").person
    person.born_on = date(1990, 5, 4)
    person.save()


def test_the_page_shows_every_clock_of_the_lists_and_when_removal_may_be_asked_for(made):
    page = browser(made).get(address(made, "lists/"))
    words = page.content.decode()
    for said in ("Barred-list report to the College", "May apply for removal from the barred list after", "BL17 3(1)", "BL17 7(10)(b)"):
        assert said in words, said
    assert "21 December 2028" in words or "22 December 2028" in words  # five years from the inclusion
    assert "Included in the police barred list" in words and "Nobody has recorded that the College" not in words


def test_a_report_is_a_pack_of_the_frozen_words_and_a_correction_leaves_it_as_it_was(made):
    born(made)
    for told in ("No", "Yes, in error"):
        browser(made).post(address(made, "papers/make/officer-1/barred-list-report/"), {"reported_before": told})
    first = browser(made).post(address(made, "papers/1/pack/")).content
    assert first == browser(made).post(address(made, "papers/1/pack/")).content
    packed = zipfile.ZipFile(io.BytesIO(first))
    assert sorted(packed.namelist()) == ["barred-list-report.docx", "barred-list-report.json", "barred-list-report.pdf"]
    told = json.loads(packed.read("barred-list-report.json"))
    assert told["parts"]["The person"]["fields"]["Full name"] == "Gareth Holloway"
    assert told["parts"]["The person"]["fields"]["Date of birth"] == "4 May 1990"
    assert told["sha256"] == Paper.objects.get(seq=1).sha256
    assert PdfReader(io.BytesIO(packed.read("barred-list-report.pdf"))).pages
    assert Document(io.BytesIO(packed.read("barred-list-report.docx"))).paragraphs
    assert "regulation 5" not in json.dumps(told)
    second = zipfile.ZipFile(io.BytesIO(browser(made).post(address(made, "papers/2/pack/")).content))
    assert "regulation 5" in second.read("barred-list-report.json").decode()
    page = browser(made).get(address(made, "lists/")).content.decode()
    assert page.count("Take the pack") == 2 and "A further report takes its place" in page


def test_another_paper_is_no_pack(made):
    browser(made).post(address(made, "papers/make/officer-1/response-form/"))
    page = browser(made).post(address(made, "papers/1/pack/"), follow=True).content.decode()
    assert "Only a report to the barred or the advisory list is a pack" in page


def test_applicants_are_held_against_the_public_list_and_nothing_is_kept_of_them(made):
    people = b"Reference,Name,Former force\nR-1,Gareth Holloway,Wessex Vale\nR-2,Martin Quillfeather,\n"
    files = {
        "list": SimpleUploadedFile("list.csv", b"Name,Force\nGareth Holloway,Wessex Vale\n"),
        "applicants": SimpleUploadedFile("people.csv", people),
    }
    before = LedgerEntry.objects.count()
    page = browser(made, "head").post("/barred-check/", files).content.decode()
    assert "Hit" in page and "R-1" in page and "a former force is the same" in page and "Martin Quillfeather" in page
    assert LedgerEntry.objects.count() == before + 1
    wrong = {"list": SimpleUploadedFile("list.csv", b"Rank\nPC\n"), "applicants": SimpleUploadedFile("people.csv", b"Name\nA B\n")}
    page = browser(made, "head").post("/barred-check/", wrong).content.decode()
    assert "no column for the name" in page and LedgerEntry.objects.count() == before + 1


def test_the_head_of_department_ends_a_conflict_on_the_page_and_nobody_else_finds_it(made):
    conflict = grants.declare_conflict(user=made.users["analyst"], reason="A neighbour", by=made.users["analyst"], case=made.case)
    path = address(made, f"conflict/{conflict.pk}/end/")
    assert browser(made).get(path).status_code == 404
    head = browser(made, "head")
    assert "A neighbour" in head.get(address(made, "access/")).content.decode()
    assert list(head.post(path, {"why": ""}).context["form"].errors) == ["why"] and not ConflictEnded.objects.exists()
    page = head.post(path, {"why": "He has moved away"}, follow=True).content.decode()
    assert "The conflict is ended" in page and "He has moved away" in page and "A neighbour" in page
    assert "ended before" in head.get(path).content.decode()


def test_a_letter_is_given_without_the_questions_that_concern_an_officer_alone(made):
    browser(made).post(address(made, "papers/make/complainant/outcome-letter/"), {"follows": "It is checked.", "contact": "B. Ashdown"})
    page = browser(made).get(address(made, "papers/1/serve/"))
    assert "after_half_past_four" not in page.context["form"].fields
    assert "police friend" not in page.content.decode() and "no way to learn of an outcome" in page.content.decode()
    day = {"sent_on_day": str(today().day), "sent_on_month": str(today().month), "sent_on_year": str(today().year)}
    refused = browser(made).post(address(made, "papers/1/serve/"), {"how": "EMAIL", "given_by": "B. Ashdown", **day}).content.decode()
    assert "safe to write by e-mail" in refused
    page = browser(made).post(address(made, "papers/1/serve/"), {"how": "IN_PERSON", "given_by": "B. Ashdown", **day}, follow=True)
    assert "counts as given on" in page.content.decode()


def test_a_report_edited_in_word_comes_back_as_a_new_version_on_the_page(made):
    browser(made).post(address(made, "papers/make/officer-1/chairs-report/"), {"appeal": "To a tribunal"})
    document = Document()
    document.add_paragraph("The chair’s own words")
    out = io.BytesIO()
    document.save(out)
    file = SimpleUploadedFile("report.docx", out.getvalue())
    page = browser(made, "chair").post(address(made, "papers/1/edited/"), {"file": file}, follow=True).content.decode()
    assert "P/2 is the report as you edited it" in page and "The chair’s own words" in page
    page = browser(made, "chair").post(address(made, "papers/2/edited/"), {"file": SimpleUploadedFile("x.docx", b"no")}).content.decode()
    assert "no Word file" in page and Paper.objects.count() == 2
    assert address(made, "papers/2/") in browser(made, "chair").get(address(made, "hearing/")).content.decode()


def test_the_chair_reads_no_record_that_the_panel_was_not_given(made):
    browser(made).post(address(made, "papers/make/officer-1/response-form/"), {})
    opening = CaseStep.objects.get(case=made.case, seq=1)
    closed = ["account/", "people/", "papers/", "papers/1/", "papers/answers/", "lists/", f"account/{opening.seq}/correct/"]
    investigator, chair = browser(made), browser(made, "chair")
    assert [investigator.get(address(made, page)).status_code for page in closed] == [200] * len(closed)
    assert [chair.get(address(made, page)).status_code for page in closed] == [404] * len(closed)
    page = chair.get(address(made, "")).content.decode()
    assert "What may be decided now" in page and not any(f'href="{address(made, page_of)}"' in page for page_of in closed)
    assert not visible_to(Access(made.users["chair"]), Person).exists() and visible_to(Access(made.users["authority"]), Person).exists()
