"""`custodiet publish-check FILE… --names NAMES.csv [--json]`: the deep scan alone, on any finished file.

0: nothing was found. 1: something was found; it says where and how it was hidden, and never what it is. 2: a file or the list
could not be checked, so nothing may be concluded.
"""

import argparse
import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from custodiet.casework.picture_words import seeing
from custodiet.publication.leaks import Needles, Search
from custodiet.publication.name_list import Listed, UnreadableList, read, remarks
from custodiet.publication.readings import NotScanned, Seeing

LARGEST = 60_000_000  # bytes
LARGEST_LIST = 5_000_000
CLEAN, FOUND, UNCHECKED = 0, 1, 2


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="the finished files")
    parser.add_argument("--names", type=Path, required=True, help="CSV: kind,value,person (docs/operating.md describes it)")
    parser.add_argument("--json", action="store_true", help="print the report as JSON")


@dataclass(frozen=True, slots=True)
class Checked:
    """A file and what its search came to, in sentences."""

    file: Path
    found: tuple[tuple[Listed, str], ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def status(self) -> int:
        """What this file alone makes of the exit status; a find outweighs what could not be read."""
        return FOUND if self.found else UNCHECKED if self.unread else CLEAN


def run(options: argparse.Namespace) -> int:
    """Check every file and print the report."""
    try:
        listed = read(_text(options.names))
        needles = Needles(each.identifier for each in listed)
    except UnreadableList as wrong:
        sys.stderr.write("".join(f"{options.names}: {problem}\n" for problem in wrong.problems))
        return UNCHECKED
    except OSError as wrong:
        sys.stderr.write(f"{options.names}: this file cannot be read ({wrong.strerror}). Name a CSV file.\n")
        return UNCHECKED
    see = seeing()
    checked = [_check(file, listed, needles, see) for file in options.files]
    said = remarks(listed)
    if options.json:
        sys.stdout.write(json.dumps({"files": [_data(each) for each in checked], "remarks": said}, indent=2, ensure_ascii=False) + "\n")
    else:
        sys.stdout.write("".join(f"{line}\n" for each in checked for line in _lines(each)))
        sys.stdout.write("".join(f"{remark}\n" for remark in said))
    return FOUND if any(each.found for each in checked) else max(each.status for each in checked)


def _check(file: Path, listed: list[Listed], needles: Needles, see: Seeing | None) -> Checked:
    try:
        with file.open("rb") as opened:
            data = opened.read(LARGEST + 1)
        name = needles.search(file.name)
        inside = needles.search(data, see)
    except OSError as wrong:
        return Checked(file, unread=(f"This file cannot be read ({wrong.strerror}). Name a file.",))
    except NotScanned as refusal:
        return Checked(file, unread=(str(refusal),))
    found = [(listed[leak.protected], f"in the name of the file, {leak.how}") for leak in name.found]
    return Checked(file, (*found, *_in(listed, inside)), tuple(str(each) for each in inside.unread))


def _in(listed: list[Listed], search: Search) -> Iterable[tuple[Listed, str]]:
    return ((listed[leak.protected], leak.how) for leak in search.found)


def _text(file: Path) -> str:
    with file.open("rb") as opened:
        data = opened.read(LARGEST_LIST + 1)
    if len(data) > LARGEST_LIST:
        raise UnreadableList(f"The list has more than {LARGEST_LIST:,} bytes. Check that it is the right file.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = data.count(b"\n", 0, wrong.start) + 1
        raise UnreadableList(f"Line {line}: this is not UTF-8 text. Save the list as “CSV UTF-8”.") from wrong


def _lines(checked: Checked) -> Iterable[str]:
    if not checked.found and not checked.unread:
        yield f"{checked.file}: clean. Nothing on the list stands in it."
    for each, how in checked.found:
        yield f"{checked.file}: holds {each.about}: {how}."
    for why in checked.unread:
        yield f"{checked.file}: not read to the end. {why}"


def _data(checked: Checked) -> dict[str, Any]:
    return {
        "file": str(checked.file),
        "status": ("clean", "found", "unchecked")[checked.status],
        "found": [
            {"line": each.line, "kind": each.identifier.kind.value, "person": each.identifier.person, "how": how}
            for each, how in checked.found
        ],
        "unread": list(checked.unread),
    }
