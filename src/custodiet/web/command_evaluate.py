"""`custodiet evaluate`: audits of invented forces against the truth about them, as a page and as JSON.

Either folders that `custodiet simulate` wrote, or seeds and sizes, which are made and weighed one after the other and kept, so that a
run that was ended goes on where it was. Thresholds are frozen on every second seed and reported on the others.
"""

import argparse
import json
import sys
from pathlib import Path

from custodiet.detection.fact_files import NotFacts
from custodiet.simulation.asked import NotAsked
from custodiet.web import evaluation_run
from custodiet.web.evaluation_page import lines, page
from custodiet.web.evaluation_report import evaluate
from custodiet.web.evaluation_run import Order, Weighed

RATE = 0.5
"""False alerts for each 1,000 officers and month at which recall is reported."""
SIZES = (200, 400, 1000)


class WrongSeeds(ValueError):
    """What was written is no list of numbers. The message says how to write one."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("folders", metavar="FOLDER", type=Path, nargs="*", help="what `custodiet simulate` wrote")
    parser.add_argument("--to", metavar="FOLDER", type=Path, required=True, help="where evaluation.json and evaluation.html go")
    parser.add_argument("--rate", type=float, default=RATE, help="false alerts for each 1,000 officers and month (0.5)")
    parser.add_argument("--seeds", metavar="A-B", help="make forces of these seeds instead, such as 1001-1020")
    parser.add_argument("--sizes", metavar="N,N", default=",".join(map(str, SIZES)), help="officers of each (200,400,1000)")
    parser.add_argument("--days", type=int, default=140, help="days of each (140)")
    parser.add_argument(
        "--background", metavar="FOLDER", type=Path, help="take the heavy contact from real records: calls.csv and sms.csv in it"
    )
    parser.add_argument("--faults", metavar="N", type=int, default=3, help="how many seeds to repeat with each fault (3)")
    parser.add_argument("--explanations", metavar="N", type=int, default=2, help="how many seeds to repeat without each explanation (2)")


def run(options: argparse.Namespace) -> int:
    """Evaluate; 2 where a folder holds no force or no truth, or the order cannot be met."""
    faults, off = {}, {}
    try:
        options.to.mkdir(parents=True, exist_ok=True)  # before hours of work, not after them
        if options.seeds:
            order = Order(numbers(options.seeds), numbers(options.sizes), options.days, options.background)
            kept = options.to / "kept"
            made = evaluation_run.every(order, kept)
            held = order.seeds[1::2] or order.seeds
            faults = evaluation_run.faults(order, held[: options.faults], kept) if options.faults else {}
            off = evaluation_run.explanations_off(order, held[: options.explanations], kept)
        else:
            made = [_folder(place, number) for number, place in enumerate(options.folders)]
        if not made:
            raise WrongSeeds("There is nothing to evaluate. Name folders that `custodiet simulate` wrote, or give --seeds 1001-1020.")
    except (OSError, ValueError, NotFacts, NotAsked) as wrong:
        sys.stderr.write(f"{wrong}\n")
        return 2
    report = evaluate(made, options.rate, faults, off)
    try:
        (options.to / "evaluation.json").write_text(json.dumps(report, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        (options.to / "evaluation.html").write_text(page(report), encoding="utf-8")
    except OSError as wrong:
        sys.stderr.write(f"{options.to} could not be written: {wrong.strerror or wrong}. Name another folder with --to.\n")
        return 2
    sys.stdout.write("\n".join(lines(report)) + "\n")
    return 0


def _folder(place: Path, number: int) -> Weighed:
    sys.stderr.write(f"{place} …\n")
    return evaluation_run.folder(place, seed=number + 1)


def numbers(words: str) -> tuple[int, ...]:
    """“3,5-7” as numbers. Raises WrongSeeds."""
    found: list[int] = []
    for word in words.split(","):
        first, _, last = word.strip().partition("-")
        try:
            found += range(int(first), int(last or first) + 1)
        except ValueError:
            raise WrongSeeds(f"“{words}” is no list of numbers. Write them as 1001-1020 or 200,400,1000.") from None
    return tuple(dict.fromkeys(found))
