"""The pages of exhibits and of the contact account: adding, reading, refusals, copies, paging, the row within its figure."""

import re
from io import BytesIO
from urllib.parse import urlencode

import pytest

from custodiet.casework import exhibit_queries, vault
from custodiet.casework.actions import readings
from custodiet.casework.models import Exhibit
from tests.casework.conftest import staff
from tests.casework.made_exhibits import BILL, CHAT, CHAT_NAME, bring, entered, read, tie_both, world
from tests.permissions.world import browser_of

pytestmark = pytest.mark.django_db

MANY = BILL.splitlines(keepends=True)[0] + b"".join(
    b"%02d/11/2021,%02d:00:00,07700900471,07700900123,SMS,\n" % (1 + number % 28, number // 28) for number in range(120)
)


@pytest.fixture
def there(db, tmp_path, settings, monkeypatch):
    monkeypatch.delenv("CUSTODIET_KEY", raising=False)
    settings.DATA = tmp_path / "data"
    return world(staff())


def page(there, rest, **given):
    return browser_of(there.by, there.case).get(f"/case/{there.case.reference}/{rest}", given)


def named(content, name):
    file = BytesIO(content)
    file.name = name
    return file


def test_several_files_at_once_and_one_that_is_empty_keeps_out_no_other(there):
    address = f"/case/{there.case.reference}/exhibits/add/"
    files = [named(BILL, "bill.csv"), named(b"", "empty.csv")]
    response = browser_of(there.by, there.case).post(address, {"files": files, "maker": "Owen Tredinnick"})
    text = response.content.decode()
    assert "“empty.csv” is empty." in text and "empty.csv: “empty.csv”" not in text
    assert text.index("is empty") < text.index("1 file is on record and waits to be read.")
    assert [row.file_name for row in Exhibit.objects.all()] == ["bill.csv"]


def test_a_file_that_is_an_exhibit_already_is_said_to_be_one_and_keeps_what_was_answered_about_it(there):
    made = bring(there)
    done = read(there, made, own_number="07700 900471")
    files = [named(BILL, "bill.csv"), named(BILL, "the same bill.csv"), named(BILL + b"\n", "another.csv")]
    address = f"/case/{there.case.reference}/exhibits/add/"
    response = browser_of(there.by, there.case).post(address, {"files": files, "maker": "Owen Tredinnick"}, follow=True)
    text = " ".join(response.content.decode().split())
    assert "1 file is on record and waits to be read. 2 hold the very bytes of exhibits that were there before: " in text
    assert f"bill.csv ({made.reference}), the same bill.csv ({made.reference})." in text
    assert [row.file_name for row in Exhibit.objects.order_by("pk")] == ["bill.csv", "another.csv"]
    assert made.readings.get() == done


def test_a_file_that_is_handed_in_again_is_read_again_only_as_another_kind(there):
    made = bring(there)
    read(there, made)
    for kind, asked in (("", 1), ("phone_bill", 1), ("access_log", 2)):
        given = {"files": [named(BILL, "bill.csv")], "maker": "Owen Tredinnick", "kind": kind}
        browser_of(there.by, there.case).post(f"/case/{there.case.reference}/exhibits/add/", given)
        assert made.readings.count() == asked, kind


def test_the_list_says_why_a_file_could_not_be_read(there):
    read(there, bring(there, b"<html><table></table></html>", "bill.xls"), "")
    assert "The file is a web page, whatever its name says" in page(there, "exhibits/").content.decode()


def test_the_page_of_an_exhibit_says_every_refused_line_and_the_mapping_once(there):
    made = bring(there)
    read(there, made)
    text = page(there, f"exhibits/{made.pk}/").content.decode()
    assert "3 rows in the file = 2 read + 1 refused" in text
    assert "Total of the month" in text and "line 4" in text
    assert "Columns read as" not in text and text.count("How each column was understood</h3>") == 1


def test_a_copy_comes_as_it_was_and_never_as_a_page(there):
    made = bring(there, b"<script>alert(1)</script>", "a.html")
    response = browser_of(there.by, there.case).post(f"/case/{there.case.reference}/exhibits/{made.pk}/copy/")
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in response.headers["Content-Security-Policy"]
    assert entered(there.case, "custody ")[-1]["fields"] == ["copied"]
    assert b"".join(response.streaming_content) == b"<script>alert(1)</script>"


def test_a_kind_is_called_by_its_proper_name(there):
    read(there, bring(there, b"13/04/2021, 09:05 - Anna: a\n", "chat.txt"), "whatsapp")
    assert "WhatsApp" in page(there, "exhibits/").content.decode()


def test_the_entries_of_an_account_come_fifty_to_a_page_and_the_rows_of_a_figure_a_hundred(there):
    read(there, bring(there, MANY))
    tie_both(there)
    between = f"contact/{there.officer}/{there.person}/"
    assert page(there, between).content.count(b'id="entry-') == 50
    assert page(there, between, page=3).content.count(b'id="entry-') == 20
    rows = page(there, between + "rows/texts/", page=2).content.decode()
    assert rows.count('id="entry-') == 20 and "101 of 120" in rows and "120 of 120" in rows and "100 of 120" not in rows


@pytest.mark.parametrize("asked", ["0", "-1", "99999", "x", "²", "9" * 30])
def test_a_page_that_there_is_not_shows_one_that_there_is(there, asked):
    read(there, bring(there))
    tie_both(there)
    assert page(there, f"contact/{there.officer}/{there.person}/rows/texts/", page=asked).status_code == 200


def test_every_opening_of_an_account_is_in_the_ledger_before_it_is_shown(there, monkeypatch):
    read(there, bring(there))
    before = len(entered(there.case, "account of"))
    assert page(there, f"contact/{there.officer}/{there.person}/").status_code == 200
    assert len(entered(there.case, "account of")) == before + 1
    assert exhibit_queries.account_page.__wrapped__


def test_a_refused_line_leads_to_its_place_in_the_original_and_the_account_to_the_refused_lines(there):
    made = bring(there)
    read(there, made)
    tie_both(there)
    at = f'href="/case/{there.case.reference}/exhibits/{made.pk}/line/?at=line+4"'
    assert at in page(there, f"exhibits/{made.pk}/").content.decode()
    assert "Total of the month" in page(there, f"exhibits/{made.pk}/line/", at="line 4").content.decode()
    account = page(there, f"contact/{there.officer}/{there.person}/").content.decode()
    assert f'href="/case/{there.case.reference}/exhibits/{made.pk}/#refused"' in account


def test_what_a_file_may_be_is_chosen_by_words_and_no_page_shows_a_name_of_the_program_s_own(there):
    made = bring(there)
    read(there, made)
    read(there, made)
    for rest in (f"exhibits/{made.pk}/read/", f"exhibits/{made.pk}/", "exhibits/", "exhibits/add/"):
        shown = re.sub(r"<[^>]*>", " ", page(there, rest).content.decode())
        assert "phone_bill" not in shown and "Phone bill" in shown, rest


def test_facts_that_were_altered_give_no_account_but_a_sentence(there):
    done = read(there, bring(there))
    tie_both(there)
    address = done.facts["comms"]["address"]
    stored = vault.store().root / "objects" / address[:2] / address[2:4] / address
    stored.chmod(0o600)
    data = stored.read_bytes()
    stored.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    client = browser_of(there.by, there.case)
    answer = client.get(f"/case/{there.case.reference}/contact/{there.officer}/{there.person}/", follow=True).content.decode()
    assert "There is no account." in answer and "was altered" in answer and "Have the exhibit read again." in answer


def test_the_place_that_was_asked_for_survives_the_question_why_the_case_is_opened(there):
    made = bring(there)
    read(there, made)
    address = f"/case/{there.case.reference}/exhibits/{made.pk}/line/?at=line+3"
    client = browser_of(there.by)
    asked = client.get(address)
    assert asked["Location"].startswith(f"/case/{there.case.reference}/purpose/?next=")
    answer = client.post(asked["Location"], {"purpose": "other", "other": "Looking at a line"})
    assert answer["Location"] == address


def test_the_place_that_was_asked_for_survives_the_sign_in(there):
    address = f"/case/{there.case.reference}/exhibits/1/line/?at=line+3"
    assert browser_of(None).get(address)["Location"] == "/sign-in/?" + urlencode({"next": address})


def uncounted(there):
    return page(there, f"contact/{there.officer}/{there.person}/").content.decode()


def test_an_account_says_which_files_it_does_not_count_and_why(there):
    assert "By which number, name or key" in uncounted(there)
    tie_both(there)
    assert "By which number, name or key" not in uncounted(there)
    bill = bring(there)
    waiting = readings.ask(exhibit=bill, kind="phone_bill", answers={}, by=there.by)
    assert "OT/1 (bill.csv) is still to be read: nothing in it is counted yet." in uncounted(there)
    readings.perform(waiting)
    assert "Not everything is counted" not in uncounted(there)
    readings.ask(exhibit=bill, kind="phone_bill", answers={}, by=there.by)
    assert "what was read from it before is counted meanwhile" in uncounted(there)
    read(there, bring(there, b"%PDF-1.7 nothing", "broken.pdf"))
    assert "OT/2 (broken.pdf) could not be read, so nothing in it is counted." in uncounted(there)
    read(there, bring(there, CHAT, CHAT_NAME), "whatsapp")
    assert f"OT/3 ({CHAT_NAME}) asks what a person must answer" in uncounted(there)


def test_an_export_says_what_it_does_not_count(there):
    tie_both(there)
    readings.ask(exhibit=bring(there), kind="phone_bill", answers={}, by=there.by)
    client = browser_of(there.by, there.case)
    answer = client.post(f"/case/{there.case.reference}/contact/{there.officer}/{there.person}/export/", {"format": "csv"})
    assert "OT/1 (bill.csv) is still to be read" in answer.content.decode()
