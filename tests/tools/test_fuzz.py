"""The fuzz target notices each way in which a reader can break, and the readers stand a short run of it."""

import re
import struct
import subprocess
import sys
import time
from collections import Counter

import pytest

from custodiet.evidence.facts import Fact
from custodiet.evidence.reading import Question, Read, Refused, UnreadableFile
from tests.evidence.samples import samples
from tools import fuzz, fuzz_worker
from tools.fuzz_worker import Job, drawn, trouble


def test_the_readers_stand_six_hundred_changed_files(capsys):
    assert fuzz.main(["--turns", "600"]) == 0
    assert "600 changed files" in capsys.readouterr().out


def test_a_turn_is_the_same_file_whenever_it_is_drawn():
    job = Job(1, 0, 1, 100, samples(), "")
    assert [drawn(job, turn) for turn in range(100)] == [drawn(job, turn) for turn in range(100)]
    assert len({drawn(job, turn)[2] for turn in range(100)}) > 90


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
        ((fickle,), "read twice it does not read the same"),
    ],
)
def test_each_way_to_break_is_noticed(monkeypatch, outcomes, wrong):
    monkeypatch.setitem(fuzz_worker.BY_NAME, "bad", Reader(*outcomes))
    monkeypatch.setattr(fuzz_worker, "SLOW", 0.02)
    told = trouble("bad", "x", b"", fuzz_worker.TWICE_EVERY, Counter())
    assert bool(told) == bool(wrong)
    assert re.search(wrong, told)


def test_a_turn_that_does_not_end_is_ended(monkeypatch, tmp_path):
    monkeypatch.setattr(fuzz, "STUCK", 0.3)
    (tmp_path / "beat").write_bytes(struct.pack("=qd", 7, 0.0))
    worker = subprocess.Popen([sys.executable, "-c", "while True: pass"])
    assert fuzz.watch(worker, tmp_path / "beat", time.monotonic() + 60)
    assert worker.returncode == -9


def test_a_finding_is_printed_once_with_the_words_to_see_it_again(capsys):
    run = fuzz.Run()
    for turn in (3, 5):
        run.take({"turn": turn, "kind": "email", "name": "m.eml", "wrong": f"ValueError at a.py:1: turn {turn}"})
    assert capsys.readouterr().out == "!! email: ValueError at a.py:1: turn 3   (--seed 1 --replay 3)\n"
    assert len(run.found) == 1


def test_the_file_of_a_turn_is_kept(tmp_path, capsys):
    assert fuzz.main(["--replay", "5", "--save", str(tmp_path / "x")]) == 0
    assert (tmp_path / "x").exists()
    assert "nothing is wrong" in capsys.readouterr().out
