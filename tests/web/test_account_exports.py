"""The exports of an account: every digest, every refused line, no formula; and made again with the same digest."""

import csv
import io
import subprocess
from argparse import Namespace

import pytest
from docx import Document
from pypdf import PdfReader

from custodiet.casework import vault
from custodiet.casework.actions import ties
from custodiet.casework.models import Exhibit, TieKind
from custodiet.web import command_reproduce
from tests.casework.conftest import staff
from tests.casework.made_exhibits import BILL, CHAT, CHAT_NAME, bring, read, tie_both, world
from tests.casework.pdf_ua import faults
from tests.permissions.world import browser_of

pytestmark = pytest.mark.django_db

FORMULA_CHAT = b"13/04/2021, 09:05 - =cmd|' /C calc'!A0: @SUM(1+1)\n13/04/2021, 09:06 - Sam: +b\n"


@pytest.fixture
def there(db, tmp_path, settings, monkeypatch):
    monkeypatch.delenv("CUSTODIET_KEY", raising=False)
    settings.DATA = tmp_path / "data"
    made = world(staff())
    read(made, bring(made, title="=HYPERLINK(1)"))
    read(made, bring(made, FORMULA_CHAT, CHAT_NAME), "whatsapp", owner="Sam")
    tie_both(made)
    ties.tie(case=made.case, person=made.part(made.officer), kind=TieKind.NAME, value="Sam", why="Said so", by=made.by)
    ties.tie(case=made.case, person=made.part(made.person), kind=TieKind.NAME, value="=cmd|' /C calc'!A0", why="Said so", by=made.by)
    return made


def exported(there, form):
    address = f"/case/{there.case.reference}/contact/{there.officer}/{there.person}/export/"
    response = browser_of(there.by, there.case).post(address, {"format": form})
    assert response.status_code == 200, response
    return response.content, Exhibit.objects.latest("pk")


def test_the_csv_has_every_digest_every_refused_line_and_no_formula(there):
    data, made = exported(there, "csv")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert not [cell for row in rows for cell in row if cell.lstrip().startswith(("=", "+", "-", "@", "\t", "\r"))]
    sources = list(made.derived_from.values_list("sha256", flat=True))
    assert len(sources) == 2 and all(any(digest in row for row in rows) for digest in sources)
    assert ["OT/1", "line 4"] in [row[:2] for row in rows]
    assert any(cell == "'=HYPERLINK(1)" for row in rows for cell in row)


def test_the_word_file_opens_and_has_every_digest_and_refused_line(there):
    data, made = exported(there, "docx")
    paper = Document(io.BytesIO(data))
    cells = {cell.text for table in paper.tables for row in table.rows for cell in row.cells}
    assert set(made.derived_from.values_list("sha256", flat=True)) <= cells and "line 4" in cells
    assert paper.core_properties.author == "Custodiet" and "dated account" in paper.paragraphs[0].text
    assert paper.sections[0].footer.paragraphs[0].text.startswith(f"Official – sensitive · {there.case.reference}")


def test_the_pdf_is_tagged_and_has_every_digest_and_refused_line(there, tmp_path, papers):
    data, made = exported(there, "pdf")
    path = tmp_path / "account.pdf"
    path.write_bytes(data)
    text = "".join(subprocess.run(["pdftotext", "-raw", path, "-"], check=True, capture_output=True, text=True).stdout.split())
    assert all(digest in text for digest in made.derived_from.values_list("sha256", flat=True)) and "line4" in text
    assert "Tagged:yes" in subprocess.run(["pdfinfo", path], check=True, capture_output=True, text=True).stdout.replace(" ", "")
    assert b"/JavaScript" not in data
    assert list(faults(PdfReader(io.BytesIO(data)))) == []


def reproduce(there, made, **more):
    return command_reproduce.run(Namespace(case=there.case.reference, exhibit=made.reference, facts=False, **more))


@pytest.mark.parametrize("form", ["csv", "docx", "pdf"])
def test_an_account_is_made_again_with_the_same_digest_though_exhibits_and_ties_were_added_since(there, form, capsys, request):
    if form == "pdf":
        request.getfixturevalue("papers")
    data, made = exported(there, form)
    assert vault.open_exhibit(there.case, made).read() == data
    assert reproduce(there, made) == 0
    read(there, bring(there, BILL.replace(b"22/11", b"21/11")))
    ties.strike(said=there.case.ties.first(), why="Not so", by=there.by)
    ties.tie(case=there.case, person=there.part(there.person), kind=TieKind.NUMBER, value="07700 900555", why="Said so", by=there.by)
    assert reproduce(there, made) == 0
    assert "the same" in capsys.readouterr().out and exported(there, form)[0] != data


def test_an_account_is_made_again_by_the_windows_of_then_though_the_policy_was_tightened_since(there, settings):
    made = exported(there, "csv")[1]
    settings.POLICY = {"detection": {"windows": {"T1": {"after_hours": 1}}}}
    assert reproduce(there, made) == 0
    assert exported(there, "docx")[1].made_with["hours"]["T1"] == [1, 1]


def test_an_account_of_nothing_is_made_again_of_nothing(db, tmp_path, settings):
    settings.DATA = tmp_path
    there = world(staff())
    _data, made = exported(there, "csv")
    read(there, bring(there))
    tie_both(there)
    assert reproduce(there, made) == 0


def test_a_source_that_was_read_otherwise_since_is_told(there):
    bill = there.case.exhibits.first()
    _data, made = exported(there, "csv")
    read(there, bill, zone="America/New_York")
    assert reproduce(there, made) == 1


def test_the_facts_of_an_exhibit_are_made_again_and_compared(there, capsys):
    bill = there.case.exhibits.first()
    asked = {"case": there.case.reference, "exhibit": bill.reference, "facts": True}
    assert command_reproduce.run(Namespace(**asked)) == 0
    assert "comms: made again" in capsys.readouterr().out
    last = bill.readings.get()
    last.facts["comms"]["sha256"] = "0" * 64
    last.save(update_fields=["facts"])
    assert command_reproduce.run(Namespace(**asked)) == 1


def test_what_was_received_cannot_be_made_again_and_what_is_not_there_neither(there, capsys):
    assert reproduce(there, there.case.exhibits.first()) == 2
    assert "was received" in capsys.readouterr().err
    assert command_reproduce.run(Namespace(case="WV-9999-9999", exhibit="OT/1", facts=False)) == 2
    unread = bring(there, CHAT, "other.txt")
    assert command_reproduce.run(Namespace(case=there.case.reference, exhibit=unread.reference, facts=True)) == 2
    assert "never read" in capsys.readouterr().err


def test_a_derived_exhibit_that_was_altered_is_not_called_the_same(there, capsys):
    _data, made = exported(there, "csv")
    path = vault.store()._path(made.address)
    path.chmod(0o600)
    path.write_bytes(path.read_bytes()[:-1])
    assert reproduce(there, made) == 2
    assert "was altered" in capsys.readouterr().err
