"""`custodiet restore FOLDER`: an export into an empty installation, all of it or nothing.

Where it goes is what the environment says (CUSTODIET_DATA, CUSTODIET_DATABASE and the keys). 0: restored. 1: the export was refused,
and the sentence names the file. 2: it cannot be opened, or what is here is not empty.
"""

import argparse
import sys
from pathlib import Path

from custodiet.casework.access import Refused
from custodiet.casework.openfiles import back, locks
from custodiet.casework.openfiles.archive import RefusedExport
from custodiet.web.command_export import passphrase_in

RESTORED, REFUSED, NOTHING = 0, 1, 2


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("folder", type=Path, help="the folder of the export")
    parser.add_argument("--passphrase-file", type=Path, metavar="FILE", help="the passphrase is its first line")
    parser.add_argument("--identity", type=Path, metavar="FILE", help="the private half of the recipient's key")
    parser.add_argument("--signed-by", default="", metavar="KEY", help="the public key of the ledger of the force, had from elsewhere")


def run(options: argparse.Namespace) -> int:
    """Restore it, saying how far it has come."""
    try:
        identity = options.identity.read_text(encoding="utf-8") if options.identity else ""
        held = locks.Opener(passphrase_in(options.passphrase_file), identity)
        for sentence in back.restore(back.opened(options.folder, held, options.signed_by)):
            sys.stdout.write(f"{sentence}\n")
            sys.stdout.flush()
    except RefusedExport as refused:
        sys.stderr.write(f"{refused}\n")
        return REFUSED
    except (Refused, locks.Locked, OSError) as wrong:
        sys.stderr.write(f"{wrong}\n")
        return NOTHING
    return RESTORED
