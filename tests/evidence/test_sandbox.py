"""The walls around a reader: what goes wrong inside becomes a sentence outside, and nothing gets out but rows."""

import io
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from custodiet.evidence import sandbox, walled, walls
from custodiet.evidence.facts import Fact
from custodiet.evidence.reading import Question, Read, Refused, Remark, UnreadableFile
from custodiet.evidence.sandbox import Limits, ReadingFailed, read_untrusted

BAD = (str(Path(__file__).with_name("bad_readers.py")),)
SMALL = Limits(seconds=20, megabytes=256, rows=1000, output_bytes=4 << 20)
NAMED = "a.txt"
GARBLED = (
    "garbage", "half_a_character", "unknown_table", "unknown_column", "spoofed_digest", "wrong_type", "no_day", "infinite", "deep",
)  # fmt: skip


def read(kind, data=b"one\ntwo?\nthree\n", limits=SMALL, **more):
    """Everything that the reader of that kind says."""
    return list(read_untrusted(io.BytesIO(data), NAMED, kind, more.pop("answers", {}), limits=limits, entry=BAD, **more))


def remark(kind):
    """The one remark of a reader that tried something."""
    [only] = [each for each in read(kind) if each.key != "walls"]
    return only


def test_outcomes_come_through_the_wall_as_they_were():
    assert read("lines", answers={"zone": "UTC"}) == [
        Read("line 1", (Fact("message", {"body": "one", "at": None, "at_text": "then"}),), "No day."),
        Refused("line 2", "It asks.", "two?\n"),
        Read("line 3", (Fact("message", {"body": "three", "at": None, "at_text": "then"}),), "No day."),
        Remark("answers", "What was answered.", {"zone": "UTC"}),
    ]
    assert read("asks") == [Question("order", "Which comes first?", "Both fit.", ())]


def test_a_file_is_read_by_its_path_as_by_a_stream(tmp_path):
    (tmp_path / "x").write_bytes(b"one\n")
    [first, _] = read_untrusted(tmp_path / "x", NAMED, "lines", {}, limits=SMALL, entry=BAD)
    assert first.facts[0].values["body"] == "one"


def test_a_stream_too_large_for_memory_is_handed_over_all_the_same(monkeypatch):
    monkeypatch.setattr(walled, "IN_MEMORY", 16)
    assert len(read("lines", b"0123456789\n" * 10)) == 11


def test_outcomes_come_while_the_reader_works():
    began = time.monotonic()
    reading = read_untrusted(io.BytesIO(b""), NAMED, "floods", {}, limits=SMALL, entry=BAD)
    assert isinstance(next(reading), Read)
    reading.close()
    assert time.monotonic() - began < 10


def test_progress_is_told_with_the_place_in_the_file(monkeypatch):
    monkeypatch.setattr(walled, "OFTEN", 0.001)
    told = []
    limits = Limits(seconds=60, rows=100_000)
    read("lines", b"12345678\n" * 50_000, limits=limits, progress=told.append)
    rows = [each.rows for each in told]
    assert rows == sorted(rows) and 0 < rows[-1] <= 50_000
    assert {each.size for each in told} == {450_000}
    assert 0 < told[-1].taken <= 450_000


def test_progress_is_told_while_the_reader_says_nothing(monkeypatch):
    monkeypatch.setattr(walled, "OFTEN", 0.05)
    told = []
    with pytest.raises(ReadingFailed, match="not done after 1 seconds"):
        read("hangs", limits=Limits(seconds=1), progress=told.append)
    assert len(told) > 5


def test_a_small_file_is_given_less_time_than_a_large_one():
    assert [Limits.of(size << 20).seconds for size in (0, 10, 1000)] == [300, 600, 7200]


@pytest.mark.parametrize(
    ("kind", "limits", "sentence"),
    [
        ("hangs", Limits(seconds=1), "was not done after 1 seconds"),
        ("computes", Limits(seconds=1), "after 1 seconds|for more than 1 seconds"),
        ("eats", SMALL, "needed more than 256 MB"),
        ("eats_unseen", SMALL, "needed more than 256 MB"),
        ("floods", SMALL, "more than the 4 MB"),
        ("floods", Limits(seconds=20, rows=10), "more than 10 records"),
        ("floods_in_one_line", Limits(seconds=20), "brought forth more"),
        ("exits", SMALL, r"ended before the file did \(status 7\)"),
        ("quits", SMALL, r"ended before the file did \(status 0\)"),
        ("crashes", SMALL, "SIGSEGV"),
        ("raises", SMALL, r"broke down over this file \(ValueError at bad_readers.py line \d+\)"),
        ("recurses", SMALL, "RecursionError"),
        ("lies", SMALL, "said that it had read 1 records and refused 5"),
        ("lies_more", SMALL, "said that it had read 2 records and refused 0, but [34] and 0 came"),
        ("nobody", SMALL, "There is no reader called “nobody”"),
        *[(kind, SMALL, "said something that no reader says") for kind in GARBLED],
    ],
)  # fmt: skip
def test_a_reader_that_goes_wrong_is_stopped_with_a_sentence(kind, limits, sentence):
    with pytest.raises(ReadingFailed, match=sentence) as stopped:
        read(kind, limits=limits)
    assert "Secret" not in str(stopped.value)


def test_a_reader_may_say_that_it_cannot_read_the_file():
    with pytest.raises(UnreadableFile, match="Ask for the bill") as refused:
        read("refuses")
    assert not isinstance(refused.value, ReadingFailed)


def test_what_a_library_prints_does_not_get_into_the_rows():
    assert len(read("loud")) == 1


def test_nothing_is_left_running_or_lying_about(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with pytest.raises(ReadingFailed):
        read("hangs", limits=Limits(seconds=1))
    reading = read_untrusted(io.BytesIO(b""), NAMED, "hangs", {}, entry=BAD)
    next(reading)
    reading.close()
    assert list(tmp_path.iterdir()) == []
    assert subprocess.run(["pgrep", "-f", "-P", str(os.getpid()), "bad_readers.py"], check=False).returncode == 1


@pytest.mark.parametrize(
    "kind",
    ["opens_socket", "looks_up", "starts", "forks", "writes_here", "writes_there", "removes"],
)
def test_python_itself_refuses_sockets_programs_and_writing(kind, tmp_path):
    found = remark(kind)
    assert (found.key, found.says) == ("refused", "PermissionError")


@pytest.mark.parametrize(
    ("kind", "wall"),
    [
        ("opens_socket_raw", walls.CALLS),
        ("forks_raw", walls.CALLS),
        ("kills_parent", walls.CALLS),
        ("writes_there_raw", walls.FILES),
        ("writes_here_raw", walls.FILES),
        ("reads_passwords", walls.FILES),
    ],
)
def test_the_kernel_refuses_what_gets_past_python_or_the_wall_is_said_to_be_missing(kind, wall):
    assert remark(kind).key == "refused" or wall in sandbox.isolation().missing
    if wall not in sandbox.isolation().missing:
        assert not Path("/tmp/custodiet-was-here").exists()


def test_the_reader_of_pictures_may_start_tesseract_and_write_beside_it_and_no_more():
    if not shutil.which("tesseract"):
        pytest.skip("Tesseract is not installed (Debian: apt-get install tesseract-ocr)")
    done = {said.key for said in read("screenshots") if said.says == "done"}
    assert {"start tesseract", "write here", "remove here"} <= done
    got_past = done - {"start tesseract", "write here", "remove here"}
    assert got_past == ({"write there raw"} if walls.FILES in sandbox.isolation().missing else set())


def test_a_reader_sees_nothing_of_ours(monkeypatch):
    monkeypatch.setenv("CUSTODIET_SECRET_KEY", "x")
    assert "CUSTODIET" not in remark("environment").says
    assert remark("directory").says in {"[]", "PermissionError"}  # an empty one, or not even that
    with open(__file__, "rb") as ours:
        os.set_inheritable(ours.fileno(), True)
        seen = remark("descriptors").says
    assert seen == "['device', 'device', 'device', 'file', 'pipe']"  # the three that are nowhere, the exhibit, the way out


def test_the_walls_that_stand_are_told():
    told = sandbox.isolation()
    assert {walls.LIMITS, walls.HOOK} <= set(told.stand)
    assert not set(told.stand) & set(told.missing)
    assert set(told.stand) | set(told.missing) == {walls.LIMITS, walls.NETWORK, walls.FILES, walls.CALLS, walls.HOOK}


def test_a_wall_that_is_missing_is_remarked_on(tmp_path):
    bare = tmp_path / "bare.py"
    bare.write_text(
        "import sys; sys.path.insert(0, sys.argv[0].rsplit('/', 1)[0])\n"
        "from custodiet.evidence import syscalls, sandbox_child\n"
        "syscalls.landlock = lambda *given: False\n"
        "sandbox_child.main({})\n"
    )
    with pytest.raises(ReadingFailed):
        for said in read_untrusted(io.BytesIO(b""), NAMED, "lines", {}, entry=(str(bare),)):
            assert said.key == "walls"
            assert walls.FILES in said.value
    assert said.key == "walls"


def test_the_kinds_are_known_without_loading_a_reader_here():
    code = "import sys\nfrom custodiet.evidence import sandbox\nsandbox.kinds()\nprint(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert "custodiet.evidence.sandbox" in loaded
    assert not [name for name in loaded if name.split(".")[0] in {"python_calamine", "pdfplumber", "defusedxml"} or ".readers" in name]
    assert {each.name for each in sandbox.kinds(BAD)} >= {"lines", "hangs"}


def test_a_file_is_tasted_by_every_reader_that_takes_its_ending():
    limited = (str(Path(__file__).with_name("tasting_readers.py")),)
    assert sandbox.guess(io.BytesIO(b"one\n" * 100), "a.txt", limited).fits == {
        "every": {"read": 40, "refused": 0, "asked": 0, "known": 0, "columns": 0, "told": 80}
    }
    assert sandbox.guess(io.BytesIO(b"one\n"), "a.pdf", limited).fits.keys() == {"every"}  # by its content
    assert sandbox.guess(io.BytesIO(b"one\n"), "a.bin", limited) == sandbox.Guess({})  # it took the process with it


def test_of_a_long_file_of_lines_only_the_beginning_is_tasted():
    rows = [f"24/11/2021,19:03:11,07700 9{n % 1000:05d},SMS,\n" for n in range(100_000)]
    whole = ("Mobile number,07700 900471\nDate,Time,Number called,Type,Duration\n" + "".join(rows)).encode()
    began = time.monotonic()
    assert sandbox.likeliest(sandbox.guess(io.BytesIO(whole), "bill.csv")) == ["phone_bill"]
    assert time.monotonic() - began < 30
