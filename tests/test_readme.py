"""What the README says is what the program does."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_two_commands_stand_in_the_first_screen_and_in_the_makefile():
    first_screen = "\n".join(README.splitlines()[:20])
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in ("demo", "test"):
        assert f"make {target}" in first_screen
        assert re.search(rf"^{target}:", makefile, re.MULTILINE)


def test_the_command_it_shows_prints_what_it_shows():
    shown = re.search(r"\$ \.venv/bin/custodiet (.+)\n((?:.+\n)+?)```", README)
    assert shown
    command = [sys.executable, "-m", "custodiet.cli", *shown.group(1).split()]
    printed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert printed.startswith(shown.group(2))
    assert "by 22 December 2023" in printed and "by 27 December 2023" in printed


@pytest.mark.parametrize("link", re.findall(r"\]\((?!https?:)([^)#]+)\)", README))
def test_every_page_it_links_to_exists(link):
    assert (ROOT / link).exists(), link


def test_the_account_it_shows_is_what_the_exhibits_of_the_demonstration_give(tmp_path):
    shown = re.search(r"custodiet chronology --facts facts (.+)\n((?:.+\n)+?)```", README)
    assert shown
    needed = {"phone-bill-2021-11-to-2022-02.xlsx": "phone_bill", "device-register.csv": "device_register"}
    needed |= {"phone-links.csv": "phone_links", "duty-roster.csv": "roster"}
    for name, kind in needed.items():
        words = ["read", f"demo/exhibits/{name}", "--as", kind, "--to", str(tmp_path)]
        subprocess.run([sys.executable, "-m", "custodiet.cli", *words], cwd=ROOT, check=True, capture_output=True)
    words = ["chronology", "--facts", str(tmp_path), *shown.group(1).split()]
    printed = subprocess.run([sys.executable, "-m", "custodiet.cli", *words], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    assert printed.startswith(shown.group(2))
