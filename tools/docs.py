"""Write the pages of the manual that are generated from the code, or with `--check` say which are out of date.

A page is a row of `GENERATED`: its path, and the function that returns its whole text, as "module:function".
"""

import difflib
import sys
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path

from custodiet.cli import set_up_records

ROOT = Path(__file__).resolve().parent.parent

GENERATED: tuple[tuple[str, str], ...] = (
    ("docs/law.md", "custodiet.law.docs:law_page"),
    ("docs/stages.md", "custodiet.law.docs:stages_page"),
    ("docs/glossary.md", "custodiet.law.docs:glossary_page"),
    ("docs/evidence.md", "custodiet.evidence.docs:evidence_page"),
    ("docs/detection.md", "tools.detection_page:page"),
    ("docs/figures.md", "custodiet.figures.docs:figures_page"),
    ("docs/permissions.md", "custodiet.web.routes:permissions_markdown"),
)


def text_of(function: str) -> str:
    """The page that "module:function" writes."""
    module, name = function.split(":")
    if module.startswith("custodiet.web"):
        set_up_records()  # the pages import the records
    text: str = getattr(import_module(module), name)()
    return text


def out_of_date(pages: Iterable[tuple[str, str]], root: Path) -> list[str]:
    """For each page that differs from what the code says now: the first lines of the difference."""
    found = []
    for path, function in pages:
        file = root / path
        kept = file.read_text(encoding="utf-8") if file.exists() else ""
        now = text_of(function)
        if kept != now:
            lines = difflib.unified_diff(kept.splitlines(), now.splitlines(), f"{path} (kept)", f"{path} (now)", lineterm="")
            found.append("\n".join(list(lines)[:20]))
    return found


def write(pages: Iterable[tuple[str, str]], root: Path) -> None:
    """Write every page."""
    for path, function in pages:
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text_of(function), encoding="utf-8")
        print(f"wrote {path}")


def main(words: list[str]) -> int:
    """Write, or check; return the exit status."""
    if words != ["--check"]:
        write(GENERATED, ROOT)
        return 0
    stale = out_of_date(GENERATED, ROOT)
    for difference in stale:
        print(difference)
    if stale:
        print(f"{len(stale)} generated pages are out of date. Run `make docs` and commit them.")
    else:
        print(f"{len(GENERATED)} generated pages are up to date.")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
