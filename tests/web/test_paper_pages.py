"""The pages of papers and `custodiet papers`: made, read, given, answered; nothing asked for that the record knows."""

import io
from copy import deepcopy

import pytest
from docx import Document

from custodiet.casework import paper_word
from custodiet.casework.models import AllegationAnswer, Paper, PaperServed
from custodiet.cli import main
from custodiet.law.vocabulary import PaperKind
from custodiet.web.context import today
from tests.casework.made_papers import story_one
from tests.permissions.world import browser_of
from tests.standing import once_a_module

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


standing = once_a_module(lambda: story_one("outcome"))


@pytest.fixture
def made(standing, tmp_path, settings, monkeypatch):
    monkeypatch.delenv("CUSTODIET_KEY", raising=False)
    settings.DATA = tmp_path / "data"
    settings.POLICY = {"force": {"name": "Wessex Vale Constabulary"}}
    return deepcopy(standing)


def browser(made, name="authority"):
    return browser_of(made.users[name], made.case)


def address(made, rest=""):
    return f"/case/{made.case.reference}/papers/{rest}"


def send(made, rest, name="authority", **given):
    return browser(made, name).post(address(made, rest), given, follow=True).content.decode()


def test_a_paper_is_made_read_given_and_taken_among_the_exhibits_on_the_pages(made):
    page = send(made, "make/officer-1/notice-of-referral/")
    assert "P/1 is made" in page and "Gareth Holloway" in page and "referred to a misconduct hearing" in page
    taken = browser(made).post(address(made, "1/copy/"))
    words = Document(io.BytesIO(b"".join(taken.streaming_content))).paragraphs
    assert words[0].text == "Notice of referral" and taken["Content-Disposition"].startswith("attachment")
    day = today()
    given = {"sent_on_day": str(day.day), "sent_on_month": str(day.month), "sent_on_year": str(day.year), "given_by": "Owen Tredinnick"}
    page = send(made, "1/serve/", how="IN_PERSON", **given)
    assert "counts as given on" in page and "Record how it was given" not in page
    assert PaperServed.objects.get().paper.reference == "P/1"
    assert "P/1 is among the exhibits" in send(made, "1/exhibit/", "proceedings")


def test_what_cannot_be_made_yet_says_why_and_makes_nothing(made):
    page = browser(made).get(address(made)).content.decode()
    assert "does not say that the officer was suspended" in page
    page = send(made, "make/officer-1/suspension/", conditions="No uniform", welfare="The liaison officer")
    assert "does not say that the officer was suspended" in page and not Paper.objects.exists()


def test_only_what_no_record_holds_is_asked_for(made):
    form = browser(made).get(address(made, "make/officer-1/notice-of-hearing/")).context["form"]
    assert list(form.fields) == ["start"]
    assert list(browser(made).get(address(made, "make/officer-1/response-form/")).context["form"].fields) == []


def test_an_allegation_that_is_left_stands_as_not_answered(made):
    day = {"on_day": "20", "on_month": "8", "on_year": "2023"}
    page = send(made, "answers/", **day, **{"stance-allegation-1": "DENIES", "account-allegation-1": "It was duty"})
    assert "1 answer is on record." in page and page.count("Not answered") == 2 and "It was duty" in page
    assert [row.allegation for row in AllegationAnswer.objects.all()] == ["allegation-1"]


def test_the_command_writes_templates_and_leaves_what_is_there(made, tmp_path, capsys):
    assert main(["papers", "--to", str(tmp_path / "templates")]) == 0
    assert len(list((tmp_path / "templates").iterdir())) == len(PaperKind)
    own = tmp_path / "templates" / paper_word.file_name(PaperKind.SUSPENSION)
    own.write_bytes(b"the force's own")
    assert main(["papers", "--to", str(tmp_path / "templates")]) == 0
    assert own.read_bytes() == b"the force's own" and "left as it is" in capsys.readouterr().out
