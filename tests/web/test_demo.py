"""`custodiet demo` makes its database at every stage, prints who can sign in, and touches no other directory."""

import subprocess
import sys

import pytest

from custodiet.web.demo import STAGES

pytestmark = pytest.mark.slow


def demo(directory, *words):
    command = [sys.executable, "-m", "custodiet.cli", "demo", "--no-serve", "--data", str(directory), *words]
    return subprocess.run(command, capture_output=True, text=True, cwd=directory.parent, check=False)


@pytest.mark.parametrize("stage", STAGES)
def test_the_demonstration_starts_at_every_stage(tmp_path, stage):
    done = demo(tmp_path / "data", "--stage", stage)
    assert done.returncode == 0, done.stderr
    assert "DEMONSTRATION. No real person" in done.stdout
    assert done.stdout.count("WV-") == 2
    assert [each.name for each in tmp_path.iterdir()] == ["data"]


def test_a_directory_with_a_database_is_left_alone(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "custodiet.sqlite3").write_text("kept")
    done = demo(tmp_path / "data")
    assert done.returncode == 2
    assert "holds a database already" in done.stderr
    assert (tmp_path / "data" / "custodiet.sqlite3").read_text() == "kept"
