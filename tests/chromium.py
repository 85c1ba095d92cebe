"""Where the browser of the tests is."""

import shutil
from pathlib import Path

WORDS_WHEN_MISSING = "Chromium is not installed (Debian: apt-get install chromium-headless-shell fonts-liberation)"
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser")
"""The first is the same browser without its windows: it takes two thirds of the time for the same pages."""


def program() -> Path | None:
    """Its path; None where there is none."""
    return next((Path(found) for found in map(shutil.which, NAMES) if found), None)
