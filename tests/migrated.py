"""The database that tests begin with: made by the migrations once, and copied for each process that runs tests.

Applying the migrations takes longer than most files of tests. The copy is kept beside pytest's own cache under a digest of what makes it,
so that a changed migration, trigger or library makes it anew.
"""

import fcntl
import os
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CASEWORK = ROOT / "src" / "custodiet" / "casework"
MAKE = [sys.executable, "-m", "django", "migrate", "--settings=custodiet.settings", "--verbosity=0"]
TEMPLATE = "custodiet"
"""The database of a PostgreSQL server that the others are copied from."""


def digest() -> str:
    """What the migrated database depends on."""
    made = sha256(str(sys.version_info[:3]).encode())
    for path in (
        *sorted((CASEWORK / "migrations").glob("*.py")),
        CASEWORK / "guarded.py",
        CASEWORK / "triggers.py",
        ROOT / "requirements" / "run.txt",
    ):
        made.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return made.hexdigest()[:32]


def sqlite(kept: Path) -> Path:
    """The file of a migrated and otherwise empty SQLite database, made where it is not there yet. Whoever comes meanwhile waits."""
    kept.mkdir(parents=True, exist_ok=True)
    file = kept / f"{digest()}.sqlite3"
    with (kept / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not file.exists():
            for old in kept.glob("*.sqlite3"):
                old.unlink()
            _make(file)
    return file


def _make(file: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="custodiet-migrated-") as data:
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("CUSTODIET_")}
        subprocess.run(MAKE, env=inherited | {"CUSTODIET_DATA": data}, check=True)
        aside = file.with_suffix(".new")
        aside.unlink(missing_ok=True)
        with closing(sqlite3.connect(next(Path(data).glob("*.sqlite3")))) as made:
            made.execute("VACUUM INTO ?", [str(aside)])  # one file, without the journal beside it
    aside.replace(file)


def postgresql(url: str) -> None:
    """Migrate the database of that address, which is then the template of every process's own."""
    with tempfile.TemporaryDirectory(prefix="custodiet-migrated-") as data:
        subprocess.run(MAKE, env=os.environ | {"CUSTODIET_DATABASE": url, "CUSTODIET_DATA": data}, check=True)
