"""The fuzz target notices each way in which a reader can break, and the readers stand a short run of it."""

import re
import subprocess
import sys
import time

import pytest

from custodiet.evidence.facts import Fact
from custodiet.evidence.reading import Question, Read, Refused, Remark, UnreadableFile
from tests.evidence.samples import samples
from tools import fuzz, fuzz_worker
from tools.fuzz_rows import rows_in
from tools.fuzz_state import begun
from tools.fuzz_worker import BEAT, Job, Tally, drawn, trouble

READERS = len(samples())


def test_every_reader_stands_twenty_changed_files(capsys):
    assert fuzz.main(["--each", "20"]) == 0
    said = capsys.readouterr().out
    assert f"{20 * READERS:,} changed files, {READERS} of {READERS} readers done, 0 finding(s)" in said
    assert all(re.search(rf"^{kind} +20 ", said, re.MULTILINE) for kind in samples())


def test_a_run_goes_on_where_it_was_ended(tmp_path, capsys):
    words = ["--kinds", "email,signal", "--resume", str(tmp_path)]
    assert fuzz.main([*words, "--each", "15"]) == fuzz.main([*words, "--each", "25"]) == 0
    run = begun(tmp_path, 1)
    assert {kind: tally.turns for kind, tally in run.readers.items()} == {"email": 25, "signal": 25}
    assert run.plan(["email", "signal"], 25, 60) == ()
    assert run.readers["signal"].read and run.readers["signal"].spent and run.readers["signal"].peak > 1 << 20


def test_a_turn_is_the_same_file_whenever_it_is_drawn():
    job = Job(1, (), samples())
    for kind in samples():
        assert [drawn(job, kind, turn) for turn in range(40)] == [drawn(job, kind, turn) for turn in range(40)]
        assert len({drawn(job, kind, turn)[1] for turn in range(40)}) > 30


class Reader:
    def __init__(self, *outcomes):
        self.outcomes = outcomes

    def read(self, source, answers):
        for each in self.outcomes:
            if callable(each):
                each()
            else:
                yield each


def raising(error):
    def go():
        raise error

    return go


def slow():
    until = time.process_time() + 0.2
    while time.process_time() < until:
        pass


def fickle(made=[0]):  # noqa: B006 (it shall be remembered)
    made[0] += 1
    raise UnreadableFile(f"The file is not what it was the {made[0]}th time it was read. Ask again.")


FACT = Fact("message", {"body": "hello"})


@pytest.mark.parametrize(
    ("outcomes", "wrong"),
    [
        ((Read("line 1", (FACT,)), Refused("line 2", "why")), ""),
        ((raising(UnreadableFile("It is a photograph. A bill is a table.")),), ""),
        ((raising(UnreadableFile("bad")),), "the refusal is no sentence"),
        ((raising(ValueError("x")),), r"ValueError at test_fuzz.py:\d+: x"),
        ((raising(RecursionError()),), "RecursionError"),
        ((raising(MemoryError()),), "wants more than 512 MB"),
        ((Read("line 1", (FACT,)), Refused("line 1", "why")), "2 records stand in 1 places"),
        ((Read("line 1", (Fact("message", {"body": "\ud83d"}),)),), "UnicodeEncodeError"),
        ((Read("line 1", (Fact("message", {"sha256": "x"}),)),), "not a reader's to fill"),
        ((Question("x" * 50_000, "?", "", ()),), "more than 40,000 characters"),
        ((slow, Read("line 1", (FACT,))), r"takes 0\.\d s"),
        ((slow, raising(UnreadableFile("It is a photograph. A bill is a table."))), r"takes 0\.\d s"),
        ((fickle,), "read twice it does not read the same"),
    ],
)
def test_each_way_to_break_is_noticed(monkeypatch, outcomes, wrong):
    monkeypatch.setitem(fuzz_worker.BY_NAME, "bad", Reader(*outcomes))
    monkeypatch.setattr(fuzz_worker, "SLOW", 0.02)
    told = trouble("bad", "x", b"", fuzz_worker.TWICE_EVERY, Tally())
    assert bool(told) == bool(wrong)
    assert re.search(wrong, told)


@pytest.mark.parametrize(
    ("kind", "data", "rows"),
    [
        ("tasks", b"Invented\nTask no,Staff ID\n\nT1,4471\n,\nT2,4472", 4),
        ("tasks", b'Task no,Staff ID\n"T1,4471\n', None),
        ("instagram", b'{"participants": [], "messages": [1, {}, null]}', 3),
        ("snapchat", b'{"a": [{"Created": ""}, 7], "b": [1], "c": 4}', 2),
        ("telegram", b'{"chats": {"list": [{"messages": [1]}, {"messages": [2, 3]}, 9]}}', 3),
        ("telegram", b'{"messages": ', None),
        ("sms_backup", b"<smses><sms/><mms><part/></mms></smses>", 2),
        ("sms_backup", b"<smses><sms/>", None),
        ("screenshots", b"x", 1),
        ("whatsapp", b"x", None),
    ],
)
def test_rows_are_counted_plainly_where_that_can_be_done(kind, data, rows):
    assert rows_in(kind, data, [Remark("table", "", {"delimiter": ","})]) == rows


@pytest.mark.parametrize("dropped", [0, 1])
def test_a_row_that_is_not_accounted_for_is_noticed(monkeypatch, dropped):
    told = [Remark("table", "", {"delimiter": ","}), Remark("header", "", {"above": ["Invented"]}), Read("3", ()), Refused("4", "why")]
    monkeypatch.setattr(type(fuzz_worker.BY_NAME["tasks"]), "read", lambda reader, source, answers: iter(told[: len(told) - dropped]))
    wrong = trouble("tasks", "x.csv", b"Invented\nTask no,Staff ID\nT1,4471\nT2\n", 1, Tally())
    assert wrong == ("the file has 4 rows, of which it gives an account of 3" if dropped else "")


def test_a_turn_that_does_not_end_is_ended(monkeypatch, tmp_path):
    monkeypatch.setattr(fuzz, "STUCK", 0.3)
    (tmp_path / "beat").write_bytes(BEAT.pack(0, 7, 0.0))
    worker = subprocess.Popen([sys.executable, "-c", "while True: pass"])
    assert fuzz.watch(worker, tmp_path / "beat", time.monotonic() + 60)
    assert worker.returncode == -9


def test_a_turn_that_does_nothing_for_minutes_is_ended(monkeypatch, tmp_path):
    monkeypatch.setattr(fuzz, "ASLEEP", 0.5)
    (tmp_path / "beat").write_bytes(BEAT.pack(0, 7, 0.0))
    worker = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    assert fuzz.watch(worker, tmp_path / "beat", time.monotonic() + 60)


def test_a_finding_is_printed_once_and_its_file_is_kept_to_be_read_again(tmp_path, capsys):
    run = begun(tmp_path, 1)
    for turn in (3, 5):
        run.take({"turn": turn, "kind": "email", "name": "m.eml", "wrong": f"ValueError at a.py:1: turn {turn}", "data": b"From: x".hex()})
    run.save()
    kept = tmp_path / "email-3-m.eml"
    assert capsys.readouterr().out == f"!! email: ValueError at a.py:1: turn 3   ({kept})\n"
    assert kept.read_bytes() == b"From: x"
    assert fuzz.main(["--again", str(tmp_path)]) == 0
    assert "turn 3: email, m.eml, 7 bytes: nothing is wrong" in capsys.readouterr().out


def test_the_file_of_a_turn_is_kept(tmp_path, capsys):
    assert fuzz.main(["--kinds", "roster", "--replay", "5", "--save", str(tmp_path / "x")]) == 0
    assert (tmp_path / "x").exists()
    assert "nothing is wrong" in capsys.readouterr().out
