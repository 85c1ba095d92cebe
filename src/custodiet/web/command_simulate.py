"""`custodiet simulate --officers N --days D --seed S --to FOLDER`: the facts of an invented force, and the truth about it apart."""

import argparse
import sys
from pathlib import Path

from custodiet.detection.fact_files import NotFacts
from custodiet.simulation.asked import FAULTS, PER_3000_IN_HALF_A_YEAR, NotAsked, asked
from custodiet.simulation.generate import generate

MADE, NOT_MADE = 0, 2


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--officers", type=int, default=1000, metavar="N", help="how many serve in it (1000)")
    parser.add_argument("--days", type=int, default=182, metavar="D", help="how many days it works, from 1 January 2024 (182)")
    parser.add_argument("--seed", type=int, default=1, metavar="S", help="another seed is another force (1)")
    parser.add_argument("--to", dest="folder", type=Path, required=True, metavar="FOLDER", help="a new folder for facts/ and truth/")
    parser.add_argument(
        "--plant", action="append", default=[], metavar="KIND=N", help=f"how many cases of a kind: {', '.join(PER_3000_IN_HALF_A_YEAR)}"
    )
    parser.add_argument(
        "--fault", action="append", default=[], metavar="NAME=X", help=f"how much is wrong: {', '.join(FAULTS)}; or none for nothing at all"
    )
    parser.add_argument(
        "--background", type=Path, metavar="FOLDER", help="take the heavy contact from real records: calls.csv and sms.csv in it"
    )
    parser.add_argument("--quiet", action="store_true", help="say nothing while it works")


def run(options: argparse.Namespace) -> int:
    """Make the force. 0: made; 2: it cannot be, and why."""
    try:
        order = asked(options.officers, options.days, options.seed, options.plant, options.fault, options.background)
        written = generate(order, options.folder, (lambda words: None) if options.quiet else _say)
    except NotAsked as wrong:
        sys.stderr.write(f"{wrong}\n")
        return NOT_MADE
    except (OSError, NotFacts) as wrong:  # a folder that is full is told by the engine
        sys.stderr.write(
            f"{options.folder} could not be written: {wrong}. Name another folder with --to; what is in this one is no whole force.\n"
        )
        return NOT_MADE
    rows = sum(written.values())
    sys.stdout.write(f"{order.officers:,} officers, {order.days} days, seed {order.seed}: {rows:,} rows in {options.folder / 'facts'}\n")
    sys.stdout.write(
        f"{written['access']:,} look-ups, {written['comms']:,} calls and texts. The truth is apart, in {options.folder / 'truth'}\n"
    )
    if order.left_out:
        sys.stdout.write(f"Left out, for want of days: {', '.join(order.left_out)}. Give more --days to have them.\n")
    return MADE


def _say(words: str) -> None:
    sys.stderr.write(f"  {words} …\n")
