"""The pages of papers: what is shown is what the file holds, an answer binds the next one, and every giving is in the ledger."""

import csv
import html
import io

import pytest
from docx import Document

from custodiet.casework.actions import figures as verbs
from custodiet.casework.actions import take_step
from custodiet.casework.figure_papers import ANSWER
from custodiet.casework.models import LedgerEntry
from custodiet.figures.papers import PAPERS
from custodiet.law.steps.opening import AllegationMade, SubjectIdentified
from custodiet.law.vocabulary import Office
from tests.permissions.world import browser_of

pytestmark = pytest.mark.django_db


def place(world, paper="", query="period=2026"):
    return f"/figures/{world.frozen.snapshot[:16]}/papers/{paper}?{query}"


def test_every_paper_is_a_page_a_table_for_programs_and_a_word_file(world):
    client = browser_of(world.head)
    listed = client.get(place(world)).content.decode()
    for paper in PAPERS:
        assert paper.answers or html.escape(paper.title) in listed
        page = client.get(place(world, f"{paper.key}/"))
        assert (page.status_code, paper.unsure in html.unescape(page.content.decode())) == (200, True)
        if not paper.answers:
            lines = list(csv.DictReader(io.StringIO(client.post(place(world, f"{paper.key}/"), {"form": "csv"}).content.decode())))
            word = Document(io.BytesIO(client.post(place(world, f"{paper.key}/"), {"form": "docx"}).content))
            assert word.paragraphs[0].text == paper.title
            assert {line["snapshot"] for line in lines} <= {world.frozen.snapshot}
    assert client.get(place(world, "nothing/")).status_code == client.post(place(world, "board/"), {"form": "exe"}).status_code == 404


def test_the_word_file_made_again_is_the_same_bytes(world):
    client = browser_of(world.head)
    first, again = (client.post(place(world, "board/"), {"form": "docx"}).content for _ in range(2))
    assert first == again


def test_an_answer_binds_the_next_one_on_the_same_days(world):
    client = browser_of(world.head)
    given = client.post(place(world, "answer-by-year/"), {"form": "csv"})
    assert given["Content-Disposition"].startswith("attachment")
    assert LedgerEntry.objects.filter(object_ref=ANSWER, verb="export").count() == 1
    for paper, query in (("answer-by-rank/", "period=2026"), ("answer-by-year/", "period=2026-02-01..2026-12-31")):
        refused = client.post(place(world, paper, query), {"form": "csv"})
        assert "could tell what both keep back" in html.unescape(refused.content.decode())
    assert client.post(place(world, "answer-by-year/"), {"form": "docx"})["Content-Disposition"].startswith("attachment")
    assert client.post(place(world, "answer-by-rank/", "period=2025"), {"form": "csv"})["Content-Disposition"].startswith("attachment")
    assert client.post(place(world, "board/"), {"form": "csv"})["Content-Disposition"].startswith("attachment")


def alleged(world):
    """An officer and an allegation in the case, before the figures are frozen."""
    day = world.case.steps.get(seq=1).on
    for number, step in enumerate((
        SubjectIdentified(on=day, about="officer-1"),
        AllegationMade(on=day, about="allegation-1", officer="officer-1", conduct="Sent messages", category="G2"),
    )):  # fmt: skip
        take_step(case=world.case, step=step, by=world.opener, office=Office.RECORDER, today=day, token=f"alleged-{number}", version=None)


def test_an_answer_is_chosen_by_question_period_and_layout_and_says_what_it_withholds(world):
    alleged(world)
    client = browser_of(world.head)
    assert place(world, "answer/").split("?")[0] in client.get(place(world)).content.decode()
    wrong = client.get(place(world, "answer/", "about=sexual&layout=by-case&period=lately")).content.decode()
    assert "is no period" in wrong
    chosen = client.get(place(world, "answer/", "about=every&layout=by-case&period=2026"))
    assert chosen["Location"].startswith(place(world, "answer-by-case-every/", "period=2026-01-01..2026-12-31"))
    page = html.unescape(client.get(chosen["Location"]).content.decode())
    assert "section 40(2) of the Freedom of Information Act 2000" in page
    assert "Fewer than 8 lines" in page
    word = Document(io.BytesIO(client.post(chosen["Location"], {"form": "docx"}).content))
    assert any("section 40(2)" in paragraph.text for paragraph in word.paragraphs)
    lines = list(csv.reader(io.StringIO(client.post(chosen["Location"], {"form": "csv"}).content.decode())))
    assert lines[0][:4] == ["force", "period", "snapshot", "line"]


def test_an_answer_is_not_given_again_from_a_newer_snapshot(world):
    client = browser_of(world.head)
    client.post(place(world, "answer-by-year/"), {"form": "csv"})
    newer = verbs.freeze(force="Another name", by=world.head, today=world.frozen.taken_on)
    refused = client.post(f"/figures/{newer.snapshot[:16]}/papers/answer-by-year/?period=2026", {"form": "csv"}).content.decode()
    assert f"was given from snapshot {world.frozen.snapshot[:16]} before" in html.unescape(refused)
    other = client.post(f"/figures/{newer.snapshot[:16]}/papers/answer-by-year-discrimination/?period=2026", {"form": "csv"})
    assert other["Content-Disposition"].startswith("attachment")
