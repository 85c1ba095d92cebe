"""An export that an older version wrote comes back: the tables as they were then, and after them whatever came since.

`older/export-0028.tar.gz` was written by the program as it was at migration 0028, of one invented closed complaint with a note and an
exhibit; with it lies the private half of the key it is locked to. It stays as it is: a change that no longer reads it breaks here.
"""

import json
import os
import sqlite3
import subprocess
import sys
import tarfile
from contextlib import closing
from pathlib import Path

import pytest

from custodiet.casework.models import Note
from custodiet.casework.openfiles import archive, tables

OLDER = Path(__file__).with_name("older") / "export-0028.tar.gz"
REFERENCE = "WV-PJBZ-2ZC2"
LATER = ("casework_caseimport", "casework_importdoubt")
"""Tables that came since."""


def test_an_export_of_an_older_version_comes_back_whole_and_is_brought_up_to_date(tmp_path):
    with tarfile.open(OLDER) as packed:
        packed.extractall(tmp_path, filter="data")
    root, data = tmp_path / "old-out", tmp_path / "data"
    said = archive.head(root)[1]
    assert said["migration"] == "0028_retention" and not set(LATER) & said["tables"].keys()
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("CUSTODIET_", "DJANGO_"))}
    command = [sys.executable, "-m", "tests.web.restored", str(root), str(tmp_path / "old-identity")]
    asked = {"day": "2026-11-26", "cases": [], "size": said["ledger"]["size"]}
    done = subprocess.run(
        command, env=inherited | {"CUSTODIET_DATA": str(data), "PYTHONPATH": os.getcwd()}, input=json.dumps(asked), capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    assert (found["faults"], found["root"]) == ([], said["ledger"]["root"])
    with closing(sqlite3.connect(data / "custodiet.sqlite3")) as restored:
        assert restored.execute("SELECT name FROM casework_person").fetchall() == [("Zebedee Quillfeather",)]
        assert restored.execute("SELECT reference FROM casework_case").fetchall() == [(REFERENCE,)]
        for table, rows in said["tables"].items():
            here = restored.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]
            assert here == rows or table.startswith("casework_ledger"), table  # that it was restored, and looked at, is an entry more
        assert [restored.execute(f'SELECT count(*) FROM "{table}"').fetchone() for table in LATER] == [(0,)] * len(LATER)


@pytest.mark.django_db
def test_a_row_without_a_column_or_with_one_too_many_is_refused_and_the_column_named():
    line = json.loads(b'{"id":1,"recorded_at":"2023-01-01T00:00:00+00:00","text":"A note.","by_id":1,"case_id":1}')
    names = {field.attname for field in Note._meta.concrete_fields}
    whole = {name: line.get(name) for name in names}
    for odd in (whole.keys() - {"text"}, {*whole, "colour"}):
        told = json.dumps({name: whole.get(name) for name in odd}).encode()
        with pytest.raises(tables.Misread, match=r"line 7 is not a row of casework_note: its columns .*\((text|colour)\)"):
            tables.read(Note, told, 7)
