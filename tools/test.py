"""Run the tests: everything on SQLite, then what depends on the database once more on PostgreSQL.

Says first which system packages are missing and what is left out because of it. Words on the command line go to pytest,
and then only the first run is made; `--postgres` in front of them makes the second run instead.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from ctypes.util import find_library

from tests import chromium, migrated, postgres
from tests.twice import TWICE

NO_TESTS_COLLECTED = 5
WORKERS = str(min(4, max(2, os.cpu_count() or 2)))
"""Processes that run tests. Two even on one processor, for while a browser or a server is at work the other goes on; each wants 2 GB."""
ON_POSTGRES = "django_db and not browser and not postgres and not long"
"""Of what tests/twice.py names, or of any path that is named by hand: what asks the database, drives no browser and takes no minutes."""


def missing() -> list[str]:
    """One sentence for each system package that is not here."""
    sentences = []
    if chromium.program() is None:
        sentences.append(f"{chromium.WORDS_WHEN_MISSING}: the browser tests are left out.")
    if postgres.programs() is None:
        sentences.append("PostgreSQL is missing: the tests run on SQLite only. (Debian: apt-get install postgresql)")
    if not shutil.which("tesseract"):
        sentences.append("Tesseract is missing: the text of screenshots is not tried. (Debian: apt-get install tesseract-ocr)")
    if not shutil.which("java"):
        sentences.append("Java is missing: Spark is not tried. (Debian: apt-get install openjdk-17-jre-headless)")
    if not shutil.which("pdftotext"):
        sentences.append("pdftotext is missing: the text of PDF files is not looked at. (Debian: apt-get install poppler-utils)")
    if find_library("pangoft2-1.0") is None:
        sentences.append("Pango is missing: no PDF is made. (Debian: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0)")
    return sentences


def pytest(words: Sequence[str], **environment: str) -> int:
    """Run pytest in its own process, away from the data of whoever works here, and return its exit status."""
    with tempfile.TemporaryDirectory(prefix="custodiet-test-") as data:
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("CUSTODIET_")}
        env = inherited | {"CUSTODIET_DATA": data} | environment
        return subprocess.run([sys.executable, "-m", "pytest", *words], env=env, check=False).returncode


def on_sqlite(words: Sequence[str]) -> int:
    """The run on SQLite."""
    return pytest(words or ["-n", WORKERS, "--durations=40"])


def on_postgres(words: Sequence[str]) -> int:
    """The run on a PostgreSQL server of our own."""
    with postgres.cluster() as url:
        migrated.postgresql(url)
        return pytest(["-m", ON_POSTGRES, *(words or ["-n", WORKERS, *TWICE])], CUSTODIET_DATABASE=url)


def main(words: Sequence[str]) -> int:
    """Run what was asked for; return the first exit status that is not zero."""
    sentences = missing()
    for sentence in sentences:
        print(f"!! {sentence}", flush=True)
    if sentences and os.environ.get("CI") == "true":
        print("!! With CI=true nothing may be left out.")
        return 1
    if words[:1] == ["--postgres"]:
        return on_postgres(words[1:])
    print("== On SQLite", flush=True)
    status = on_sqlite(words)
    if words or status or postgres.programs() is None:
        return status
    print("== On PostgreSQL", flush=True)
    return on_postgres([])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
