"""`custodiet export --to FOLDER` writes the whole force as open files; `custodiet export keys` makes a recipient's key pair.

An export holds everything, the keys of the store among it. So it is locked with a passphrase or to a recipient's public key unless
--open says that it shall lie open. 0: written. 2: nothing was written, or not to its end.
"""

import argparse
import os
import sys
from pathlib import Path

from custodiet.casework.access import Refused
from custodiet.casework.openfiles import locks, out
from custodiet.casework.signing import NoSigningKey
from custodiet.evidence.store import NoKey
from custodiet.web.context import force_name

WRITTEN, NOTHING = 0, 2


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("verb", nargs="?", choices=["keys"], help="make a recipient's key pair, the private half into the file of --to")
    parser.add_argument("--to", type=Path, required=True, metavar="FOLDER", help="a new folder")
    ways = parser.add_mutually_exclusive_group()
    ways.add_argument("--passphrase-file", type=Path, metavar="FILE", help="lock it with the first line of this file")
    ways.add_argument("--recipient", metavar="KEY", help="lock it to this public key; whoever writes it cannot open it again")
    ways.add_argument("--open", action="store_true", help="leave it open: whoever reads the folder reads everything")
    parser.add_argument("--plain-exhibits", action="store_true", help="every exhibit opened as well, under exhibits/")
    parser.add_argument("--csv", action="store_true", help="every table as CSV as well, under csv/")


def run(options: argparse.Namespace) -> int:
    """Write it, saying how far it has come."""
    try:
        if options.verb == "keys":
            return _keys(options.to)
        passphrase = passphrase_in(options.passphrase_file)
        if not (passphrase or options.recipient or options.open):
            raise Refused("Say how it is locked: --passphrase-file FILE or --recipient KEY; or --open, if it shall lie open.")
        for sentence in out.export(
            options.to, force=force_name(), passphrase=passphrase, recipient=options.recipient or "",
            plain_exhibits=options.plain_exhibits, with_csv=options.csv,
        ):  # fmt: skip
            sys.stdout.write(f"{sentence}\n")
            sys.stdout.flush()
    except (Refused, locks.Locked, NoSigningKey, NoKey, OSError) as wrong:
        sys.stderr.write(f"{wrong}\n")
        return NOTHING
    return WRITTEN


def passphrase_in(file: Path | None) -> str:
    """The first line of that file; empty where none is named."""
    return (file.read_text(encoding="utf-8").splitlines() or [""])[0].strip() if file else ""


def _keys(to: Path) -> int:
    private, public = locks.new_identity()
    with open(to, "x", encoding="ascii", opener=_owner_only) as file:  # Path.open takes no opener
        file.write(private + "\n")
    sys.stdout.write(f"{public}\nThe private half is in {to}. Keep it in a safe: without it no export to this key can be opened.\n")
    return WRITTEN


def _owner_only(name: str, flags: int) -> int:
    return os.open(name, flags, 0o600)
