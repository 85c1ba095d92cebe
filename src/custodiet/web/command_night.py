"""`custodiet night`: go through the force's facts for every authorised operation, and put what is new into its queue.

Then through the program's own ledger: what its users looked at without a task is put before another holder. What a disposal could not
finish, because somebody was reading, is finished.
"""

import argparse
import json
import sys

from custodiet.casework import night, officer_watch, watch, worker
from custodiet.casework.actions import retention
from custodiet.web.context import today

WENT, FAILED = 0, 1


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--json", action="store_true", help="print what was done as JSON")


def run(options: argparse.Namespace) -> int:
    """Do it; 1 where an operation could not be gone through, the data directory not be written, or another night is under way."""
    try:
        return _night(options)
    except OSError as wrong:
        sys.stderr.write(
            f"The night was not gone through to its end: {wrong}. What was found before is kept. Make room, or let whoever runs this "
            "write there, and run it again.\n"
        )
        return FAILED


def _night(options: argparse.Namespace) -> int:
    with worker.lock("night.lock") as held:
        if not held:
            sys.stderr.write("Another night is under way over this data directory. There is nothing to start.\n")
            return FAILED
        done = [*night.run(today(), said), *officer_watch.run(today())]
        watched = watch.run()
        retention.finish_disposals()
    told: list[dict[str, object]] = [{"operation": each.operation.reference, "added": each.added, "problem": each.problem} for each in done]
    if options.json:
        sys.stdout.write(json.dumps([*told, {"watched": watched}], indent=2) + "\n")
    else:
        for each in told:
            sys.stdout.write(f"{each['operation']}: {each['problem'] or str(each['added']) + ' new findings'}\n")
        if not told:
            sys.stdout.write("No operation is authorised and open today, so nothing was looked for.\n")
        sys.stdout.write(f"Looks of users that nothing explains: {watched} new\n")
    return FAILED if any(each["problem"] for each in told) else WENT


def said(words: str) -> None:
    """Progress, where it does not get into what the command answers."""
    sys.stderr.write(f"{words}\n")
