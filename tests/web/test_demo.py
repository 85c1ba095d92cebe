"""`custodiet demo` makes its database at every stage, prints who can sign in, and touches no other directory."""

import socket
import subprocess
import sys
import time
from itertools import takewhile
from pathlib import Path

import pytest

from custodiet.web.demo import STAGES
from tests.demonstration import sound

pytestmark = pytest.mark.slow


ELSEWHERE = ("intake", "hearing", "followup")
"""Stages that are started by a test below and by the tests in a browser, which look at the same (`tests.demonstration.sound`)."""


def demo(directory, *words):
    command = [sys.executable, "-m", "custodiet.cli", "demo", "--no-serve", "--data", str(directory), *words]
    return subprocess.run(command, capture_output=True, text=True, cwd=directory.parent, check=False)


@pytest.mark.parametrize("stage", [stage for stage in STAGES if stage not in ELSEWHERE])
def test_the_demonstration_starts_at_every_stage(tmp_path, stage):
    done = demo(tmp_path / "data", "--stage", stage, "--years", "1" if stage == "outcome" else "0")
    assert done.returncode == 0, done.stderr
    sound(done.stdout, tmp_path)


def test_a_directory_with_a_database_is_left_alone(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "custodiet.sqlite3").write_text("kept")
    done = demo(tmp_path / "data")
    assert done.returncode == 2
    assert "holds a database already" in done.stderr
    assert (tmp_path / "data" / "custodiet.sqlite3").read_text() == "kept"


def test_whoever_ends_the_demonstration_ends_the_reader_beside_it(tmp_path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "custodiet.cli", "demo", "--stage", "intake", "--port", str(port), "--data", str(tmp_path / "data")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=tmp_path) as served:
        try:
            said = "".join(takewhile(lambda line: "Ctrl-C" not in line, iter(served.stdout.readline, "")))
            assert served.poll() is None, said
            sound(said, tmp_path)
            until = time.monotonic() + 60
            while socket.socket().connect_ex(("127.0.0.1", port)) != 0:
                assert time.monotonic() < until
                time.sleep(0.1)
            readers = Path(f"/proc/{served.pid}/task/{served.pid}/children").read_text().split()
            served.terminate()
            assert served.wait(60) == 0
        finally:
            served.kill()
    assert readers
    assert [reader for reader in readers if Path(f"/proc/{reader}").exists()] == []
