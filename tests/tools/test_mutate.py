"""The mutation runner finds the changes that can be made, and those that no test notices."""

import subprocess
import sys
from pathlib import Path

import pytest

from tools.mutate import changes

ROOT = Path(__file__).parent.parent.parent


@pytest.mark.parametrize(
    ("source", "changed"),
    [
        ("x = 28\n", ["x = 29\n"]),
        ("x = a < b <= c\n", ["x = a <= b <= c\n", "x = a < b < c\n"]),
        ("x = a is not None\n", ["x = a is None\n"]),
        ("x = (a and\n     b)\n", ["x = (a or\n     b)\n"]),
        ("x = not (a.b)\n", ["x =  (a.b)\n"]),
        ("x = 'é' if True else 1\n", ["x = 'é' if False else 1\n", "x = 'é' if True else 2\n"]),
        ("@dataclass(frozen=True)\nclass A:\n    x: Literal[1]\n", []),
    ],
)
def test_each_change_is_made_once_and_alone(tmp_path: Path, source: str, changed: list[str]) -> None:
    file = tmp_path / "module.py"
    file.write_text(source)
    assert [change.text().decode() for change in changes(file)] == changed


def test_a_change_that_no_test_notices_is_reported(tmp_path: Path) -> None:
    (tmp_path / "src" / "toy").mkdir(parents=True)
    (tmp_path / "src" / "toy" / "__init__.py").write_text("")
    (tmp_path / "src" / "toy" / "rule.py").write_text("LIMIT = 28\nUNTESTED = 5\n\ndef late(d): return d > LIMIT\n")
    (tmp_path / "pytest.ini").write_text("[pytest]\npythonpath = src\n")
    (tmp_path / "test_rule.py").write_text("from toy.rule import late\n\ndef test_it():\n    assert late(29)\n    assert not late(28)\n")
    command = [sys.executable, "-m", "tools.mutate", str(tmp_path / "src"), "--root", str(tmp_path / "src")]
    found = subprocess.run([*command, "--tests", str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=False)
    assert found.returncode == 1, found.stdout + found.stderr
    assert "rule.py:2: 5 -> 6" in found.stdout
    assert "3 changes tried, 2 noticed, 1 not." in found.stdout
