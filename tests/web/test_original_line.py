"""The page of a place in an original: the row marked, what was read there, on record before it is answered."""

import re

import pytest
from django.db import transaction

from custodiet.casework.actions import grants
from custodiet.casework.models import CustodyAct, Role, User
from custodiet.evidence import sandbox
from tests.casework.conftest import staff
from tests.casework.made_exhibits import BILL, CHAT, CHAT_NAME, bring, entered, read, tie_both, world
from tests.permissions.world import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def there(db, tmp_path, settings, monkeypatch):
    monkeypatch.delenv("CUSTODIET_KEY", raising=False)
    settings.DATA = tmp_path / "data"
    return world(staff())


def look(there, made, by=None, **given):
    return browser_of(by or there.by, there.case).get(f"/case/{there.case.reference}/exhibits/{made.pk}/line/", given)


def test_each_origin_in_the_account_leads_to_its_line_and_the_line_is_marked(there):
    made = bring(there)
    read(there, made)
    tie_both(there)
    account = browser_of(there.by, there.case).get(f"/case/{there.case.reference}/contact/{there.officer}/{there.person}/")
    links = re.findall(r'href="([^"]*/line/\?at=[^"]*)"', account.content.decode())
    assert links == [f"/case/{there.case.reference}/exhibits/{made.pk}/line/?at=line+{number}" for number in (2, 3)]
    text = browser_of(there.by, there.case).get(links[1]).content.decode()
    [place] = re.findall(r'<tr class="govuk-table__row custodiet-place">(.*?)</tr>', text, re.DOTALL)
    assert "23/11/2021" in place and "line 3" in place and "This is the place" in place
    assert '<th scope="col" class="govuk-table__header">Number</th>' in text
    assert "Total of the month" in text and "+447700900123" in text


def test_a_look_at_a_line_is_in_the_custody_and_the_ledger_before_it_is_answered(there, monkeypatch):
    made = bring(there)
    read(there, made)
    known = []
    monkeypatch.setattr(sandbox, "show", lambda *given: known.append(made.custody.latest("seq")) or sandbox.Shown())
    assert look(there, made, at="line 3").status_code == 200
    [seen] = known
    assert (seen.act, seen.why, seen.by) == (CustodyAct.VIEWED.value, "Looked at line 3", there.by)
    assert entered(there.case, f"custody {seen.pk}")[0]["fields"] == ["viewed"]
    assert entered(there.case, f"exhibit {made.reference}")[-1]["fields"] == ["the original", "line 3"]


def test_a_chat_that_asks_for_the_order_of_its_days_is_shown_all_the_same(there):
    made = bring(there, CHAT, CHAT_NAME)
    read(there, made, "whatsapp")
    text = look(there, made, at="line 2").content.decode()
    assert "09:06 - Sam: b" in text and "Anna" in text


def test_what_the_file_holds_never_becomes_markup(there):
    made = bring(there, BILL.replace(b"Total of the month", b"<script>alert(1)</script>"))
    text = look(there, made, at="line 4").content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text and "<script>alert(1)" not in text


def test_a_line_is_shown_only_to_whoever_may_open_exhibits(there):
    made = bring(there)
    assert look(there, made, at="line 3").status_code == 200
    before = made.custody.count()
    chair = User.objects.create_user("chair", None, full_name="A Chair", role=Role.CHAIR.value)
    with transaction.atomic():
        grants.place(there.case, chair, there.by)
    assert look(there, made, by=chair, at="line 3").status_code == 404
    assert made.custody.count() == before


def test_an_exhibit_of_no_case_of_the_reader_is_not_there(there):
    made = bring(there)
    address = f"/case/{there.case.reference}/exhibits/{made.pk + 1}/line/"
    assert browser_of(there.by, there.case).get(address, {"at": "line 3"}).status_code == 404


@pytest.mark.parametrize("at", ["", "line 99", "\0", "x" * 5000, "line 3' OR 1=1"])
def test_a_place_that_there_is_not_is_answered_with_a_sentence(there, at):
    made = bring(there)
    read(there, made)
    text = look(there, made, at=at).content.decode()
    assert "govuk-inset-text" in text and "Nothing was read at this place." in text and "custodiet-place" not in text


def test_an_original_that_was_altered_past_the_program_is_not_shown(there, settings):
    made = bring(there)
    [stored] = [path for path in (settings.DATA / "store").rglob("*") if path.is_file() and made.address.split("/")[-1] in path.name]
    stored.chmod(0o600)
    data = bytearray(stored.read_bytes())
    data[-1] ^= 1
    stored.write_bytes(bytes(data))
    text = look(there, made, at="line 3").content.decode()
    assert "govuk-inset-text" in text and "07700900471" not in text
