"""With CI=true nothing may be skipped: a skip is a failure, with the reason of the skip."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

CONFTEST = Path(__file__).parent / "conftest.py"
SKIPS = {
    "inside a test": "import pytest\ndef test_it(): pytest.skip('no browser here')\n",
    "by a fixture": "import pytest\n@pytest.fixture\ndef f(): pytest.skip('no browser here')\ndef test_it(f): pass\n",
    "by a mark": "import pytest\n@pytest.mark.skip(reason='no browser here')\ndef test_it(): pass\n",
    "of a module": "import pytest\npytest.skip('no browser here', allow_module_level=True)\n",
}


def run(directory: Path, source: str, ci: str) -> subprocess.CompletedProcess[str]:
    (directory / "test_it.py").write_text(source)
    (directory / "conftest.py").write_text(CONFTEST.read_text())
    (directory / "pytest.ini").write_text(f"[pytest]\npythonpath = {CONFTEST.parent.parent}\n")
    command = [sys.executable, "-m", "pytest", "-p", "no:django", "-p", "no:cacheprovider", "-rs", "."]
    env = os.environ | {"CI": ci}
    return subprocess.run(command, cwd=directory, env=env, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("source", SKIPS.values(), ids=SKIPS.keys())
def test_a_skip_is_allowed_elsewhere_and_fails_in_ci(tmp_path: Path, source: str) -> None:
    elsewhere = run(tmp_path, source, ci="")
    assert "1 skipped" in elsewhere.stdout, elsewhere.stdout
    in_ci = run(tmp_path, source, ci="true")
    assert in_ci.returncode in {1, 2}, in_ci.stdout
    assert "no browser here" in in_ci.stdout
