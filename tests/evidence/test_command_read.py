"""`custodiet read`: facts and a report out of files, and a sentence for each that cannot be read."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from custodiet.cli import main
from custodiet.detection.engine import Engine
from custodiet.evidence.sandbox import Progress
from custodiet.web import reading_watch
from custodiet.web.reading_watch import Watch

BILL = (
    "Account,Wessex Vale Constabulary\nMobile number,07700 900471\nTimes are UK local time\n"
    "Date,Time,Number called,Type,Duration\n"
    "16/11/2021,10:00,07700 900123,Voice,00:01:00\n"
    "17/11/2021,11:30,07700 900124,SMS,\n"
    "18/11/2021,11:30,4.477E+11,SMS,\n"
)
CHAT = "13/11/2021, 19:03 - Dan Example: hello\n13/11/2021, 19:04 - Ms A: hello\n"
UNSETTLED = "01/02/2021, 19:03 - Dan Example: hello\n03/02/2021, 19:04 - Ms A: hello\n"


@pytest.fixture
def files(tmp_path):
    for name, text in (("bill.csv", BILL), ("chat.txt", CHAT), ("unsettled.txt", UNSETTLED), ("noise.bin", "\0\1\2")):
        (tmp_path / name).write_text(text)
    return tmp_path


def read(files, *words):
    """The exit status and report.json."""
    status = main(["read", *(str(files / word) if (files / word).exists() else word for word in words), "--to", str(files / "facts")])
    return status, json.loads((files / "facts" / "report.json").read_text())


def rows(files, table):
    with Engine(files / "facts") as engine:
        return engine.rows(f'SELECT * FROM {table} ORDER BY "at"')


def test_a_bill_becomes_facts_and_every_refused_line_is_told(files, capsys):
    status, report = read(files, "bill.csv", "--as", "phone_bill")
    assert status == 0
    assert (report["rows_in_file"], report["rows_read"], report["rows_refused"], report["rows_undated"]) == (3, 2, 1, 0)
    [refused] = report["refusals"]
    assert refused["line"] == "line 7" and "4.477E+11" in refused["text"] and refused["reason"]
    assert (report["kind"], report["file"], report["facts"]) == ("phone_bill", "bill.csv", {"comms": 2})
    first, _ = rows(files, "comms")
    assert (first["source_id"], first["line"], first["sha256"]) == ("bill.csv", "line 5", report["sha256"])
    assert (files / "facts" / report["parquet"]["comms"]["file"]).is_file()
    assert "refused  1" in capsys.readouterr().out


def test_a_file_read_twice_adds_nothing_twice(files):
    read(files, "bill.csv", "--as", "phone_bill")
    once = rows(files, "comms")
    status, report = read(files, "bill.csv", "--as", "phone_bill")
    assert status == 0 and report["rows_read"] == 2
    assert [{**row, "ingested_at": None} for row in rows(files, "comms")] == [{**row, "ingested_at": None} for row in once]


def test_several_files_are_summed_and_told_one_by_one(files):
    status, report = read(files, "bill.csv", "chat.txt")
    assert status == 0
    assert [each["kind"] for each in report["files"]] == ["phone_bill", "whatsapp"]
    assert report["rows_read"] == sum(each["rows_read"] for each in report["files"]) == 4
    assert report["facts"] == {"comms": 2, "message": 2}
    assert [each["file"] for each in report["refusals"]] == ["bill.csv"]


def test_each_file_keeps_a_report_of_its_own_in_the_folder(files):
    _, bill = read(files, "bill.csv")
    read(files, "chat.txt")
    kept = json.loads((files / "facts" / "reports" / f"{bill['sha256']}.json").read_text())
    assert kept["rows_refused"] == 1


def test_an_open_question_is_asked_with_what_each_answer_would_say(files, capsys):
    status, report = read(files, "unsettled.txt", "--as", "whatsapp")
    assert status == 3
    assert report["rows_undated"] == 2
    [question] = report["questions"]
    assert len(question["choices"]) >= 2
    assert f"--answer {question['key']}={question['choices'][0]['value']}" in capsys.readouterr().out
    answer = f"{question['key']}={question['choices'][0]['value']}"
    status, report = read(files, "unsettled.txt", "--as", "whatsapp", "--answer", answer)
    assert (status, report["questions"], report["rows_undated"]) == (0, [], 0)


def test_a_kind_that_is_not_plain_is_asked_for(files, capsys):
    status, report = read(files, "noise.bin")
    assert status == 2
    assert "--as KIND" in report["failed"] and "phone_bill" in report["failed"]
    assert "--as KIND" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["nowhere.csv", "--as", "phone_bill"], "cannot be opened"),
        (["bill.csv", "--as", "telepathy"], "no reader called “telepathy”. There are: .*phone_bill"),
        ([".", "--as", "phone_bill"], "cannot be opened: It is no file"),
    ],
)
def test_what_cannot_be_read_is_said_with_a_sentence(files, capsys, words, sentence):
    status, report = read(files, *words)
    assert status == 2
    assert re.search(sentence, report["failed"])
    assert re.search(sentence, capsys.readouterr().err)


def test_one_unreadable_file_does_not_keep_the_others_from_being_read(files):
    (files / "bad.xlsx").write_bytes(b"PK\3\4 not a workbook")
    status, report = read(files, "bad.xlsx", "bill.csv", "--as", "phone_bill")
    assert status == 2
    assert report["failed"] == ["bad.xlsx"]
    assert report["rows_read"] == 2
    assert len(rows(files, "comms")) == 2


def test_a_careless_answer_is_refused_with_an_example(files, capsys):
    assert main(["read", str(files / "bill.csv"), "--to", str(files / "facts"), "--answer", "dmy"]) == 2
    assert "--answer order=dmy" in capsys.readouterr().err


def test_the_program_that_is_installed_prints_the_report_as_json(files):
    words = ["read", str(files / "bill.csv"), "--as", "phone_bill", "--to", str(files / "f"), "--json"]
    made = subprocess.run([Path(sys.executable).with_name("custodiet"), *words], capture_output=True, text=True, check=True)
    assert json.loads(made.stdout) == json.loads((files / "f" / "report.json").read_text())


class Terminal:
    """Something to write on, with or without a cursor."""

    def __init__(self, cursor):
        self.cursor, self.said = cursor, ""

    def isatty(self):
        return self.cursor

    def write(self, text):
        self.said += text

    def flush(self):
        pass


@pytest.mark.parametrize(
    ("cursor", "said"),
    [
        (True, "\rbill.csv: 4,096 records, 25 % of 4.0 MB taken in\n"),
        (False, "bill.csv: 4,096 records, 25 % of 4.0 MB taken in\n"),
    ],
)
def test_a_long_reading_says_how_far_it_is(monkeypatch, cursor, said):
    monkeypatch.setattr(reading_watch, "PATIENCE", -1.0)
    out = Terminal(cursor)
    with Watch("bill.csv", out) as watch:
        watch(Progress(4096, 1_000_000, 4_000_000))
        watch(Progress(4097, 1_000_000, 4_000_000))  # too soon after the first
    assert out.said == said


def test_a_reader_that_looks_through_the_file_first_is_said_to_do_so(monkeypatch):
    monkeypatch.setattr(reading_watch, "PATIENCE", -1.0)
    out = Terminal(False)
    with Watch("bill.csv", out) as watch:
        watch(Progress(0, 1_000_000, 4_000_000))
    assert out.said == "bill.csv: 25 % of 4.0 MB looked through\n"


def test_a_short_reading_says_nothing():
    out = Terminal(False)
    with Watch("bill.csv", out) as watch:
        watch(Progress(4096, 1_000_000, 4_000_000))
    assert out.said == ""
