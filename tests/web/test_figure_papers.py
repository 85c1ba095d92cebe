"""The pages of papers: what is shown is what the file holds, an answer binds the next one, and every giving is in the ledger."""

import csv
import html
import io

import pytest
from docx import Document

from custodiet.casework.figure_papers import ANSWER
from custodiet.casework.models import LedgerEntry
from custodiet.figures.papers import PAPERS
from tests.permissions.world import World, browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db):
    return World()


def place(world, paper="", query="period=2026"):
    return f"/figures/{world.frozen.snapshot[:16]}/papers/{paper}?{query}"


def test_every_paper_is_a_page_a_table_for_programs_and_a_word_file(world):
    client = browser_of(world.head)
    listed = client.get(place(world)).content.decode()
    for paper in PAPERS:
        assert html.escape(paper.title) in listed
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
