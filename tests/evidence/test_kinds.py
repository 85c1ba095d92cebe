"""Each raw file of the two stories is told by its content, and none by a word of its name."""

import io
from pathlib import Path

import pytest

from custodiet.evidence.sandbox import guess, likeliest

EXHIBITS = Path(__file__).resolve().parents[2] / "demo" / "exhibits"
KINDS = {
    "accounts": "accounts", "assignments": "assignments", "attendance": "attendance", "device-register": "device_register",
    "duty-roster": "roster", "incidents": "incidents", "involvements": "involvements", "persons": "persons", "phone-bill": "phone_bill",
    "phone-links": "phone_links", "records-access": "access_log", "screenshot": "screenshots", "staff": "staff", "whatsapp": "whatsapp",
}  # fmt: skip
FILES = sorted(path for path in EXHIBITS.rglob("*") if path.is_file() and path.suffix != ".md")


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_file_of_the_stories_is_told_by_its_content(path):
    [kind] = [kind for start, kind in KINDS.items() if path.name.startswith(start)]
    assert likeliest(guess(io.BytesIO(path.read_bytes()), f"x{path.suffix}")) == [kind]


def test_there_are_files_to_tell():
    assert len(FILES) > 25
