"""What is left of a case in the files of its installation: `python -m tests.casework.traces`, in a process and a folder of its own.

Cases of long ago are made in the database of CUSTODIET_DATA, their words many times over so that pages split and are written again; one
is disposed of, and its words are looked for in every byte of every file: the database, its log, the store.
"""

import json
import os
import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from tempfile import gettempdir

from custodiet.web.set_up import set_up_records

SAID = "Quillfeather"
"""Stands in everything that is said in the case that goes; nobody else's."""
NOTES = 60


def found_in(folder: Path) -> list[str]:
    """The files that hold its words, with how often."""
    held = ((path, path.read_bytes().count(SAID.encode())) for path in sorted(folder.rglob("*")) if path.is_file())
    return [f"{path.name}: {number}" for path, number in held if number]


def make():
    """Two closed cases whose notes were written turn by turn."""
    from custodiet.casework.actions import notes
    from tests.casework.made_retention import closed_matter

    here, second, case = closed_matter()
    _, _, other = closed_matter(name="Ada Plumtree")
    for number in range(NOTES):
        notes.add(case=case, text=f"{SAID} {number} " + f"{SAID} said so. " * (number % 23), by=here.head)
        notes.add(case=other, text=f"Plumtree {number} " + "Plumtree said so. " * (number % 19), by=here.head)
    return here, second, case


def rows_deleted(database: Path, aside: Path) -> list[str]:
    """What stays in a copy of which the rows alone are deleted, as SQLite does it by itself."""
    aside.mkdir()
    shutil.copy(database, aside / "plain.sqlite3")
    with closing(sqlite3.connect(aside / "plain.sqlite3")) as plain:
        for (trigger,) in plain.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            plain.execute(f'DROP TRIGGER "{trigger}"')
        plain.execute("PRAGMA secure_delete = OFF")
        for table in ("casework_note", "casework_ledgerbody", "casework_casestep", "casework_person"):
            plain.execute(f"DELETE FROM {table}")
        plain.commit()
    return found_in(aside)


def main(folder: Path) -> None:
    """Print where its words are: before, where rows alone are deleted, while somebody reads as it is disposed of, and afterwards."""
    set_up_records()
    from django.conf import settings
    from django.db import connection

    from custodiet.casework.actions import retention
    from tests.casework.made_retention import LATER

    here, second, case = make()
    database = Path(settings.DATABASES["default"]["NAME"])
    told = {"before": found_in(folder)}
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    told["rows deleted"] = rows_deleted(database, folder.parent / "aside")
    reader = sqlite3.connect(database)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM casework_case").fetchone()
    made = retention.propose(case=case, why="Its six years are over.", by=here.head, today=LATER)
    retention.dispose(case=case, proposal=made.pk, looked="The list of holds.", by=second, today=LATER)
    told["while somebody reads"] = found_in(folder)
    reader.close()
    retention.finish_disposals()
    told["afterwards"] = found_in(folder)
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    assert os.environ["CUSTODIET_DATA"].startswith(gettempdir())
    main(Path(os.environ["CUSTODIET_DATA"]))
