"""`custodiet read --case`: files become exhibits of the case by a named user; what the pages refuse is refused here too."""

import pytest

from custodiet import cli
from custodiet.casework import worker
from custodiet.casework.models import Exhibit, Reading, Role
from tests.casework.conftest import staff, user
from tests.casework.made_exhibits import BILL, CHAT, CHAT_NAME, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def there(db, tmp_path, settings, monkeypatch):
    monkeypatch.delenv("CUSTODIET_KEY", raising=False)
    settings.DATA = tmp_path / "data"
    return world(staff())


@pytest.fixture
def bill(tmp_path):
    path = tmp_path / "bill.csv"
    path.write_bytes(BILL)
    return path


def run(there, *words, by=None, case=None):
    return cli.main(["read", *map(str, words), "--case", case or there.case.reference, "--by", by or there.by.username])


def test_a_file_becomes_an_exhibit_and_every_refused_line_is_printed(there, bill, capsys):
    assert run(there, bill, "--as", "phone_bill") == 0
    out = capsys.readouterr().out
    assert "3 records = 2 read + 1 refused" in out and "line 4" in out
    made = Exhibit.objects.get()
    assert (made.file_name, made.received_by, made.readings.get().state) == ("bill.csv", there.by, "read")


def test_the_kind_is_told_from_the_content_where_it_is_not_named(there, bill):
    assert run(there, bill) == 0
    assert Reading.objects.filter(state="read").get().kind == "phone_bill"


def test_an_open_question_ends_with_three_and_its_answer_with_nought(there, tmp_path, capsys):
    chat = tmp_path / CHAT_NAME
    chat.write_bytes(CHAT)
    assert run(there, chat, "--as", "whatsapp") == 3
    assert "--answer date_order=" in capsys.readouterr().out
    assert run(there, chat, "--as", "whatsapp", "--answer", "date_order=dmy") == 0


def test_a_file_that_is_missing_or_cannot_be_read_keeps_no_other_out(there, bill, tmp_path, capsys):
    assert run(there, tmp_path / "missing.csv", bill, "--as", "phone_bill") == 2
    assert "missing.csv: It cannot be opened" in capsys.readouterr().err
    assert Exhibit.objects.count() == 1


def test_whoever_may_not_handle_exhibits_hands_in_nothing(there, bill, capsys):
    for by in (there.staff.authority.username, user(Role.INVESTIGATOR).username, "nobody-of-that-name"):
        assert run(there, bill, by=by) == 2
    assert run(there, bill, case="WV-9999-9999") == 2
    assert not Exhibit.objects.exists() and "no user nobody-of-that-name" in capsys.readouterr().err


def test_while_the_worker_reads_nothing_is_read_beside_it(there, bill, capsys):
    with worker.lock():
        assert run(there, bill) == 2
    assert "custodiet work is reading just now" in capsys.readouterr().err


def test_a_folder_and_a_case_exclude_each_other_and_a_case_needs_a_user(there, bill, tmp_path, capsys):
    for words in (["--case", "X", "--to", str(tmp_path)], []):
        with pytest.raises(SystemExit):
            cli.main(["read", str(bill), *words])
    assert cli.main(["read", str(bill), "--case", there.case.reference]) == 2
    assert "Who hands the files in?" in capsys.readouterr().err
