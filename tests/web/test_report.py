"""Telling it once: every page that was accepted is kept, whatever happens in between; nothing is shown to the wrong eyes."""

import json
import re
import socket
import threading
from datetime import timedelta
from hashlib import sha256

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from custodiet.casework import screening, signing, vault
from custodiet.casework.actions import forgetting, reports
from custodiet.casework.models import LedgerEntry, Report, ReportFile, ReportGuesses, ReportPage, ReportSent, ReportWay
from custodiet.web import command_check_receipt
from custodiet.web.portal import report_flow
from tests.web.reporting import STORY, begun, file, tell, token_of, told

pytestmark = pytest.mark.django_db
NASTY = "<script>alert(1)</script> 🙈 O'Brien \u202e {{ 7*7 }} %s '; DROP TABLE x; --"
KEPT = NASTY.replace("\u202e", "")


@pytest.mark.parametrize("way", list(ReportWay))
def test_each_way_in_leads_from_the_first_page_to_the_receipt(client, way):
    tell(client, "who", way=way.value)
    answer = client.get("/form/code/")
    steps = [re.search(r'class="govuk-button" href="/form/(\w+)/"', answer.content.decode())[1]]
    said = {"what": {"words": STORY}, "name": {"named": "no"}}
    while steps[-1] != "check":
        steps.append(tell(client, steps[-1], **said.get(steps[-1], {})).headers["Location"].split("/")[2])
    asked = report_flow.pages_of(reports.answers_of(Report.objects.get()))
    assert steps == [*(page.name for page in asked[1:]), "check"]
    assert client.post("/form/check/").headers["Location"] == "/form/done/"
    assert ReportSent.objects.get().way == way.value
    assert b"We have what you sent" in client.get("/form/done/").content


def test_an_officer_at_the_door_is_asked_less_than_the_person_it_happened_to():
    asked = {way: [page.name for page in report_flow.pages_of({"who": {"way": way.value}})] for way in ReportWay}
    assert asked[ReportWay.OFFICER] == ["who", "taken", "them", "what", "when", "person", "files", "reach", "careful"]
    assert "help" not in asked[ReportWay.PARTNER]


def test_a_page_is_sealed_and_no_word_of_it_stands_in_the_database(client):
    begun(client)
    tell(client, "what", words="A sentence that nobody else may read")
    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed FROM casework_reportpage")
        kept = b"".join(bytes(row[0]) for row in cursor.fetchall())
    assert b"sentence" not in kept
    assert reports.answers_of(Report.objects.get())["what"] == {"words": "A sentence that nobody else may read"}


def test_a_form_sent_twice_is_one_page_and_a_later_one_takes_its_place(client):
    begun(client)
    token = token_of(client.get("/form/what/"))
    for _ in range(2):
        tell(client, "what", token, words="Sent twice")
    assert ReportPage.objects.filter(name="what").count() == 1
    tell(client, "what", words="From another tab")
    assert reports.answers_of(Report.objects.get())["what"]["words"] == "From another tab"


def test_what_is_typed_on_a_page_whose_session_was_lost_is_kept_with_the_code(client):
    report, code = begun(client)
    client.cookies.clear()
    page = client.post("/form/what/", {"token": "t", "words": NASTY})
    assert "What you just wrote is still here" in page.content.decode()
    assert "<script>alert" not in page.content.decode()
    kept = dict(re.findall(r'<textarea name="(typed-\w+)"[^>]*>\n(.*?)</textarea>', page.content.decode(), re.DOTALL))
    assert set(kept) == {"typed-words"}
    answer = client.post("/form/back/", {"code": code.lower().replace("-", " "), "page": "what", "typed-words": NASTY})
    assert answer.status_code == 302, re.findall(r"error-message.*|<h1.*", answer.content.decode())
    assert reports.answers_of(report)["what"]["words"] == KEPT


def test_what_is_typed_is_kept_also_by_whoever_has_no_code(client):
    client.post("/form/back/", {"page": "what", "typed-words": STORY, "new": "1"})
    assert reports.answers_of(Report.objects.get())["what"]["words"] == STORY
    assert client.get("/form/code/").status_code == 200


def test_a_wrong_code_opens_nothing_and_says_so(client):
    begun(client)
    stranger = Client()
    for code in ("", "WRONG-CODE", "2" * 20, "🙈" * 10, NASTY[:60]):
        assert stranger.post("/form/back/", {"code": code}).status_code == 200
    assert stranger.get("/form/what/").headers["Location"] == "/form/back/"


def test_after_a_hundred_wrong_codes_from_one_address_not_even_the_right_one_is_looked_at(client, monkeypatch):
    report, code = begun(client)
    monkeypatch.setattr(reports, "MOST_GUESSES", 3)
    for number in range(3):
        assert reports.find("2" * 19 + str(number + 2), "192.0.2.7") is None
    with pytest.raises(reports.TooManyGuesses):
        reports.find(code, "192.0.2.7")
    assert reports.find(code, "192.0.2.8") == report
    assert 27**reports.CODE_LETTERS > 10**16 * 10**6 * 10**6


def test_leaving_closes_the_report_on_this_browser_and_the_code_opens_it_again(client):
    report, code = begun(client)
    client.get("/out/")
    assert client.get("/form/what/").headers["Location"] == "/form/back/"
    assert client.post("/form/back/", {"code": code}).status_code == 302
    assert client.get("/form/what/").status_code == 200
    assert reports.answers_of(report)["who"]["way"] == ReportWay.PERSON.value


def test_script_and_emoji_in_every_field_are_kept_as_written_and_never_run(client):
    begun(client, ReportWay.OTHER)
    for page in report_flow.PAGES:
        if page.name in ("who", "files", "taken"):
            continue
        given = {name: NASTY for name, field in page.form().fields.items() if type(field).__name__ == "CharField"}
        given |= {"named": "yes"} if page.name == "name" else {}
        assert tell(client, page.name, **given).status_code == 302, page.name
    shown = client.get("/form/check/").content.decode()
    assert "<script>alert" not in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt; 🙈" in shown
    assert "49" not in re.findall(r"<dd[^>]*>(.*?)</dd>", shown, re.DOTALL)


def test_forty_photographs_and_one_test_virus_are_all_kept_and_the_virus_apart(client):
    report, _code = begun(client)
    pictures = [file(f"photo {n}.jpg", b"\xff\xd8\xff" + bytes([n]) * 100) for n in range(40)]
    answer = tell(client, "files", files=[*pictures, file("invoice.exe", screening.TEST_VIRUS)])
    assert "invoice.exe" in answer.content.decode()
    assert "nobody opens it" in answer.content.decode()
    assert [each.set_aside != "" for each in report.files.order_by("seq")] == [False] * 40 + [True]
    kept = report.files.first()
    stored = vault.Stored(kept.address, kept.sha256, kept.size)
    assert vault.open_quarantined(report.compartment, stored).read() == b"\xff\xd8\xff" + bytes([0]) * 100
    assert tell(client, "files").headers["Location"] == "/form/want/"


def test_an_empty_file_and_one_of_a_kind_nobody_knows_stop_nothing(client):
    report, _code = begun(client)
    heic = b"\0\0\0\x18ftypheic\0\0\0\0"
    answer = tell(client, "files", files=[file("empty.png", b""), file("IMG_1.HEIC", heic), file("../../odd\u202e.bin", b"\0\1")])
    assert "This file is empty" in answer.content.decode()
    assert [reports.seen_of(each)["kind"] for each in report.files.order_by("seq")] == ["picture (HEIC)", screening.UNKNOWN]
    assert reports.seen_of(report.files.last())["name"] == "odd.bin"


def test_the_same_file_is_kept_once_and_one_that_is_taken_out_is_not_sent(client):
    report, _code = begun(client)
    tell(client, "what", words=STORY)
    for _ in range(2):
        tell(client, "files", files=[file("a.png", b"\x89PNG\r\n\x1a\nA"), file("b.png", b"\x89PNG\r\n\x1a\nB")])
    assert ReportFile.objects.count() == 2
    client.post("/form/files/1/", {"token": "once"})
    client.post("/form/check/")
    assert [each.seq for each in reports.files_of(report)] == [2]
    assert "Files: 1\n" in ReportSent.objects.get().receipt["statement"]


def test_a_scanner_that_is_not_there_stops_nothing(client, monkeypatch):
    monkeypatch.setenv("CUSTODIET_CLAMD", "/nowhere/clamd.sock")
    report, _code = begun(client)
    tell(client, "files", files=[file("a.png", b"\x89PNG\r\n\x1a\nA")])
    assert "gave no verdict" in reports.seen_of(report.files.get())["scanner"]
    assert report.files.get().set_aside == ""


def test_after_it_was_sent_nothing_changes_any_more(client):
    report, _code = told(client)
    receipt = ReportSent.objects.get().receipt
    assert tell(client, "what", "late", words="Something else").headers["Location"] == "/form/done/"
    assert client.post("/form/check/").headers["Location"] == "/form/done/"
    with pytest.raises(reports.Refused, match="nothing in it changes"):
        reports.accept(report=report, name="what", answers={"words": "x"}, token="late")
    assert ReportSent.objects.get().receipt == receipt
    assert reports.answers_of(report)["what"]["words"] == STORY


@pytest.fixture
def saved(client, tmp_path):
    """The receipt and the words as they were downloaded, and the key."""
    told(client, files=[file("a.png", b"\x89PNG\r\n\x1a\nA")])
    receipt = client.get("/form/done/1/")
    assert receipt["Content-Disposition"] == 'attachment; filename="page-1.json"'
    (tmp_path / "receipt.json").write_bytes(receipt.content)
    (tmp_path / "words.json").write_bytes(client.get("/form/done/2/").content)
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\nA")
    (tmp_path / "key").write_text(str(signing.verifier()))
    return tmp_path


def checked(folder, *more):
    from custodiet.cli import main

    return main(["check-receipt", str(folder / "receipt.json"), "--key", str(folder / "key"), *more])


def test_a_receipt_holds_with_the_words_and_the_files_that_were_sent(saved, capsys):
    assert checked(saved, "--words", str(saved / "words.json"), "--sent", str(saved / "a.png")) == command_check_receipt.HOLDS
    said = capsys.readouterr().out
    assert said.startswith("This receipt holds.")
    assert "Number: R-" in said
    key, receipt = signing.verifier(), json.loads((saved / "receipt.json").read_text())
    compared, left = said.split("What was compared:\n")[1].split("What was not compared:\n")
    for each in (
        f"the ledger “{key.name}” had", f"entry {receipt['entry']['sequence']} of the", sha256(receipt["statement"].encode()).hexdigest(),
        sha256(key.public_key.public_bytes_raw()).hexdigest(), f"The words in {saved / 'words.json'}: its digest ",
        f"The file {saved / 'a.png'}: its digest {sha256((saved / 'a.png').read_bytes()).hexdigest()} stands",
    ):  # fmt: skip
        assert each in compared, each
    assert "--words" not in left and "--sent" not in left and "Whether the key is that of the force" in left


def test_what_was_not_handed_over_is_said_not_to_be_compared(saved, capsys):
    assert checked(saved) == command_check_receipt.HOLDS
    left = capsys.readouterr().out.split("What was not compared:\n")[1]
    digest = sha256((saved / "a.png").read_bytes()).hexdigest()
    assert "The words, as no copy of them was given" in left
    assert f"1 of the files that were sent, as they were not given (--sent): digest {digest}." in left


def test_words_or_a_file_that_were_not_sent_are_named(saved, capsys):
    words = json.loads((saved / "words.json").read_text())
    words["answers"]["what"]["words"] += "!"
    (saved / "words.json").write_text(json.dumps(words))
    (saved / "a.png").write_bytes(b"another")
    assert checked(saved, "--words", str(saved / "words.json"), "--sent", str(saved / "a.png")) == command_check_receipt.ALTERED
    said = capsys.readouterr().out
    assert "are not those that were received" in said
    assert "is not among the files" in said


@pytest.mark.parametrize(
    ("alter", "named"),
    [
        (lambda r: r.update(statement=r["statement"].replace("Files: 1", "Files: 2")), "The statement was altered"),
        (lambda r: r["entry"].update(recorded_at="2020-01-01T00:00:00.000000Z"), "The entry does not stand in the ledger"),
        (lambda r: r["entry"].update(verb="erasure"), "The entry does not stand in the ledger"),
        (lambda r: r["body"].update(files=[]), "The body of the ledger's entry"),
        (lambda r: r.update(salt="00" * 32), "The body of the ledger's entry"),
        (lambda r: r.update(checkpoint=r["checkpoint"].replace("\n1\n", "\n2\n", 1)), "The signature does not hold"),
        (lambda r: r["proof"].append("00" * 32), "The entry does not stand in the ledger"),
    ],
)
def test_an_altered_receipt_does_not_hold_and_the_part_is_named(saved, capsys, alter, named):
    receipt = json.loads((saved / "receipt.json").read_text())
    alter(receipt)
    (saved / "receipt.json").write_text(json.dumps(receipt))
    assert checked(saved) == command_check_receipt.ALTERED
    assert named in capsys.readouterr().out


def test_a_receipt_signed_with_another_key_does_not_hold(saved, capsys, monkeypatch):
    monkeypatch.setenv("CUSTODIET_LEDGER_KEY", str(saved / "another-key"))
    (saved / "key").write_text(str(signing.verifier()))
    assert checked(saved) == command_check_receipt.ALTERED
    assert "The signature does not hold" in capsys.readouterr().out


def test_what_is_no_receipt_is_refused_in_words(saved, capsys):
    (saved / "receipt.json").write_text("{}")
    assert checked(saved) == command_check_receipt.UNREADABLE
    assert "not a whole receipt" in capsys.readouterr().err


def test_what_was_begun_and_never_sent_is_forgotten_after_ninety_days_and_what_was_sent_is_not(client):
    draft, code = begun(client)
    tell(client, "files", files=[file("a.png", b"\x89PNG\r\n\x1a\nA")])
    sent, _code = told(Client())
    kept = draft.files.get()
    now = timezone.now()
    assert forgetting.forget_unsent(now + forgetting.KEPT_UNSENT - timedelta(hours=1)) == 0
    assert forgetting.forget_unsent(now + forgetting.KEPT_UNSENT + timedelta(hours=1)) == 1
    assert forgetting.forget_unsent(now + forgetting.KEPT_UNSENT + timedelta(hours=1)) == 0
    assert LedgerEntry.objects.get(verb="erasure").object_ref == f"report {draft.reference}"
    assert kept.address not in vault.addresses()
    assert reports.find(code, "192.0.2.9") is None
    assert client.get("/form/what/").headers["Location"] == "/form/back/"
    assert reports.answers_of(sent)["what"]["words"] == STORY


def test_a_long_story_is_sent_whole_and_every_word_of_it_is_a_mark(client):
    words = " ".join(f"word{number}" for number in range(2500))[:19_900]
    report, _code = told(client, words=words + " Holloway")
    assert report.marks.count() > 2000
    assert report.marks.filter(mark=vault.mark_of("holloway")).exists()


@pytest.fixture
def scanner(tmp_path, monkeypatch):
    """A scanner that speaks as clamd does, and finds whatever holds the word EVIL."""
    line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    line.bind(str(tmp_path / "clamd"))
    line.listen()
    asked = []

    def serve():
        while True:
            try:
                caller, _ = line.accept()
            except OSError:
                return
            with caller, caller.makefile("rb") as sent:
                assert sent.read(10) == b"zINSTREAM\0"
                body = b""
                while size := int.from_bytes(sent.read(4), "big"):
                    body += sent.read(size)
                asked.append(body)
                caller.sendall(b"stream: Evil.Test FOUND\0" if b"EVIL" in body else b"stream: OK\0")

    threading.Thread(target=serve, daemon=True).start()
    monkeypatch.setenv("CUSTODIET_CLAMD", str(tmp_path / "clamd"))
    yield asked
    line.close()


def test_what_the_scanner_finds_is_set_aside_and_the_rest_goes_on(client, scanner):
    report, _code = begun(client)
    good, evil = b"\xff\xd8\xff" + b"g" * 2_500_000, b"\xff\xd8\xff" + b"x" * 2_500_000 + b"EVIL"
    tell(client, "files", files=[file("good.jpg", good), file("evil.jpg", evil)])
    assert scanner == [good, evil]
    first, second = report.files.order_by("seq")
    assert (first.set_aside, second.set_aside) == ("", screening.VIRUS)
    assert reports.seen_of(second)["scanner"] == "stream: Evil.Test FOUND"
    assert vault.open_quarantined(report.compartment, vault.Stored(second.address, second.sha256, second.size)).read() == evil


def test_a_file_for_which_there_is_no_room_is_refused_in_words(client, monkeypatch):
    monkeypatch.setattr(reports, "MOST_BYTES", 10)
    report, _code = begun(client)
    answer = tell(client, "files", files=[file("a.png", b"12345"), file("b.png", b"1234567"), file("c.png", b"abcde")])
    assert "too big to take here" in answer.content.decode()
    assert [each.size for each in report.files.order_by("seq")] == [5, 5]


def test_the_page_of_the_code_says_when_too_many_were_tried(client, monkeypatch):
    monkeypatch.setattr(reports, "MOST_GUESSES", 0)
    answer = client.post("/form/back/", {"code": "2" * 20, "page": "what", "typed-words": STORY})
    assert answer.status_code == 429
    assert "Wait an hour" in answer.content.decode()
    assert STORY in answer.content.decode()


def test_one_address_begins_no_more_reports_in_an_hour_than_it_may_and_what_was_written_stays(client, settings):
    settings.POLICY = {"portal": {"begun_an_hour": 2}}
    for _ in range(2):
        begun(Client())
    assert Report.objects.count() == 2
    page = tell(client, "who", way=ReportWay.COLLEAGUE.value)
    assert "call 101" in page.content.decode()
    assert re.search(f'value="{ReportWay.COLLEAGUE.value}"[^>]* checked', page.content.decode())
    answer = client.post("/form/back/", {"page": "what", "typed-words": STORY, "new": "1"})
    assert answer.status_code == 429 and STORY in answer.content.decode() and "call 101" in answer.content.decode()
    assert Report.objects.count() == 2
    begun(Client(REMOTE_ADDR="192.0.2.9"))
    assert Report.objects.count() == 3


def test_an_hour_later_the_address_may_begin_again(settings):
    settings.POLICY = {"portal": {"begun_an_hour": 1}}
    reports.begin("192.0.2.7")
    with pytest.raises(reports.TooManyBegun):
        reports.begin("192.0.2.7")
    ReportGuesses.objects.update(since=timezone.now() - timedelta(hours=1))
    reports.begin("192.0.2.7")
    assert Report.objects.count() == 2
