"""`custodiet papers [--to FOLDER]`: the built-in templates of the papers as Word files, for the force to edit.

What stands in the folder `papers` of the data directory under its name is used in place of the built-in one. A file that is there
is never written over: it may be the force's own.
"""

import argparse
import sys
from pathlib import Path

from custodiet.casework.paper_word import built_in, file_name, folder
from custodiet.law.vocabulary import PaperKind


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--to", type=Path, help="the folder to write to; the one that is used where it is left out")


def run(options: argparse.Namespace) -> int:
    """Write what is not there yet, and say of each file what became of it."""
    to = options.to or folder()
    to.mkdir(mode=0o700, parents=True, exist_ok=True)
    for kind in PaperKind:
        path = to / file_name(kind)
        try:
            with path.open("xb") as file:
                file.write(built_in(kind))
            sys.stdout.write(f"{path}: written ({kind.value})\n")
        except FileExistsError:
            sys.stdout.write(f"{path}: is there already and was left as it is\n")
    return 0
