"""`custodiet barred-check LIST.csv APPLICANTS.csv [--json]`: applicants compared with the College's public barred list.

0: nobody is on it under a name like that (which settles nothing: ask the College). 1: somebody is, or may be. 2: a file cannot be read.
Nothing is stored, and no record of the force is opened.
"""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from custodiet.casework.barred_list import Match, Unreadable, compared, read_applicants, read_list

CLEAN, FOUND, UNREAD = 0, 1, 2
SETTLES_NOTHING = (
    "Nobody is on the public list under such a name. Entries leave it after five years and some are never published, so ask the College "
    "before anybody is appointed (Police Act 1996 s.88C)."
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("list", type=Path, metavar="LIST.csv", help="the public barred list: name, force, rank, reason, date")
    parser.add_argument(
        "applicants", type=Path, metavar="APPLICANTS.csv", help="reference, name (or forenames and surname), also known as, former forces"
    )
    parser.add_argument("--json", action="store_true", help="print the answers as JSON")


def run(options: argparse.Namespace) -> int:
    """Compare, and print each applicant with what was found and why."""
    try:
        entries, applicants = read_list(options.list.read_bytes()), read_applicants(options.applicants.read_bytes())
    except OSError as unread:
        sys.stderr.write(f"{unread.filename} cannot be opened ({unread.strerror}). Look whether it is there.\n")
        return UNREAD
    except Unreadable as wrong:
        sys.stderr.write(f"{wrong}\n")
        return UNREAD
    answers = compared(entries, applicants)
    found = [answer for answer in answers if answer.match is not Match.NONE]
    if options.json:
        sys.stdout.write(json.dumps({"entries": len(entries), "answers": [asdict(each) for each in answers]}, indent=2) + "\n")
        return FOUND if found else CLEAN
    for answer in answers:
        sys.stdout.write(f"{answer.reference}  {answer.name}: {answer.match}\n" + "".join(f"    {why}\n" for why in answer.because))
    sys.stdout.write(f"{len(answers)} compared with {len(entries)} entries; {len(found)} to look at.\n")
    if not found:
        sys.stdout.write(f"{SETTLES_NOTHING}\n")
    return FOUND if found else CLEAN
