"""What every test may ask for, and the rule about skipping.

A test that needs a system package asks for it by fixture: `chromium` or `postgres_url`. Where the package is missing
the test is skipped with the words of what to install; with CI=true a skip is a failure, whatever its reason.

This file imports no Django, so that the tests of the law need none.
"""

import gc
import os
import shutil
from collections.abc import Iterator
from ctypes.util import find_library
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from tests import chromium as browser
from tests import migrated, postgres

# A busy machine is no fault of the code: what must not be slow is measured in bench/, and what must not hang is timed there.
settings.register_profile("house", deadline=None)
settings.load_profile("house")

CI = os.environ.get("CI") == "true"
SHARED = {
    "tests/browser/test_pages.py": "pages",
    "tests/browser/test_report.py": "pages",
    "tests/browser/test_stories.py::test_story_two": "story two",  # on a demonstration that no other of them asks
    "tests/browser/test_stories.py": "stories",
    "tests/casework/test_portal_role.py": "roles",
    "tests/casework/test_public_role.py": "roles",
    "tests/simulation": "force",
    "tests/detection/test_spark": "spark",
    "tests/detection/test_spec.py": "spark",
}
"""Tests that share something which takes long to make go to one process, so that it is made once: where they stand, and their name."""


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The path of the Chromium browser."""
    found = browser.program()
    if found is None:
        pytest.skip(browser.WORDS_WHEN_MISSING)
    return found


@pytest.fixture(scope="session")
def driver(chromium: Path) -> Iterator[Any]:
    """What drives browsers; one for a process, because a second one cannot start beside it."""
    from playwright.sync_api import sync_playwright  # not needed by the tests that open no browser

    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def tesseract() -> Path:
    """The path of Tesseract, which finds text in pictures."""
    found = shutil.which("tesseract")
    if found is None:
        pytest.skip("Tesseract is not installed (Debian: apt-get install tesseract-ocr)")
    return Path(found)


@pytest.fixture(scope="session")
def papers() -> None:
    """What PDF files are drawn with, and looked at with."""
    if find_library("pangoft2-1.0") is None or shutil.which("pdftotext") is None:
        packages = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 poppler-utils"
        pytest.skip(f"Pango or pdftotext is not installed (Debian: apt-get install {packages})")


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The address of an empty PostgreSQL database on a server of our own."""
    if postgres.programs() is None:
        pytest.skip(postgres.WORDS_WHEN_MISSING)
    with postgres.cluster() as url:
        yield url


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory: pytest.TempPathFactory, worker_id: str, pytestconfig: pytest.Config) -> None:
    """Each worker's own test database, a copy of one that is migrated. On SQLite a real file: a database in memory locks differently."""
    from django.conf import settings  # the tests of the law run without Django

    settings.DATA = tmp_path_factory.mktemp("data")  # where exhibits go; never the directory of whoever runs the tests
    described = settings.DATABASES["default"]
    if "sqlite" in described["ENGINE"]:
        own = tmp_path_factory.mktemp("database") / "test.sqlite3"
        shutil.copyfile(migrated.sqlite(pytestconfig.rootpath / ".pytest_cache" / "d" / "migrated"), own)
        described.setdefault("TEST", {})["NAME"] = str(own)
    else:
        described.setdefault("TEST", {}).update(NAME=f"test_custodiet_{worker_id}", TEMPLATE=migrated.TEMPLATE)


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """On SQLite the file is there before the tests begin; on PostgreSQL the database is made and dropped."""
    return not os.environ.get("CUSTODIET_DATABASE", "").startswith("postgres")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Hand out one test after another, and what shares something dear as one.

    In the order in which they stand: browsers come after what asks the database, which cannot be made while a browser is driven.
    """
    from xdist.scheduler import LoadScopeScheduling  # there only where tests run in several processes

    class Together(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return next((name for place, name in SHARED.items() if nodeid.startswith(place)), nodeid)

    config.option.loadscopereorder = False
    return Together(config, log)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what has no meaning on the database of this run: that is no skip, the other run has it."""
    vendor = "postgresql" if os.environ.get("CUSTODIET_DATABASE", "").startswith("postgres") else "sqlite"
    elsewhere = [item for item in items if any(mark.args[0] != vendor for mark in item.iter_markers("only_on"))]
    if elsewhere:
        config.hook.pytest_deselected(items=elsewhere)
        items[:] = [item for item in items if item not in elsewhere]


def pytest_collection_finish() -> None:
    """Look for what can be thrown away less often, and never among what was loaded before the first test: 7 % of a test of pages."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


def _forbid_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    if CI and report.skipped and not hasattr(report, "wasxfail"):
        why = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        report.outcome = "failed"
        report.longrepr = f"Nothing may be skipped with CI=true. {why}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Iterator[None]:
    """With CI=true a skipped test fails."""
    report = yield
    _forbid_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Iterator[None]:
    """With CI=true a skipped module fails."""
    report = yield
    _forbid_skip(report)
    return report
