"""What the figures of a force cost: all measures and the fixed tables over 100,000 cases, beside reading the same steps once.

Run with `make bench`. The cases are story two, begun on another day each; the ratio is against reading the snapshot, which every
figure must do once, in the same run. Printed as it goes, with the memory at its highest. Seen over 100,000 cases of forty
steps: reading 62 CPU-s, the fixed tables 1.57 times that, 1.9 GB (docs/performance.md).
"""

import argparse
import json
import resource
import time
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from custodiet.figures.cube import cube
from custodiet.figures.disclosure import released
from custodiet.figures.measures import MEASURES
from custodiet.figures.period import Period
from custodiet.figures.record import Record
from custodiet.figures.snapshot import frozen, read
from custodiet.figures.table import things
from custodiet.law.steps import History
from custodiet.law.story import load

STORY = Path(__file__).resolve().parent.parent / "demo" / "stories" / "two.yaml"
TODAY = date(2026, 3, 31)
FIVE_YEARS = Period(date(2021, 4, 1), TODAY, "five years")


def cases(number: int, steps: int) -> list[Record]:
    """So many cases, each story two cut to so many steps and moved by some days."""
    story = [told.step for told in load(STORY.read_text(encoding="utf-8")).steps][:steps]
    moved = [
        History(replace(step, on=step.on + by, not_before=step.not_before and step.not_before + by) for step in story)
        for by in (timedelta(days=n) for n in range(365))
    ]
    return [Record(f"C{n:06}", moved[n % len(moved)], TODAY) for n in range(number)]


def timed(what: str, call):
    """Its result and its CPU-seconds, printed."""
    began = time.process_time()
    result = call()
    spent = time.process_time() - began
    print(f"{what}: {spent:.1f} CPU-s", flush=True)
    return result, spent


def main() -> None:
    """Print the figures."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--cases", type=int, default=100_000)
    words.add_argument("--steps", type=int, default=40)
    words.add_argument("--json", action="store_true")
    options = words.parse_args()
    (_name, stored), _ = timed(
        f"writing the snapshot of {options.cases:,} cases", lambda: frozen("Force", TODAY, cases(options.cases, options.steps))
    )
    print(f"its size: {len(stored) / 1e6:.0f} MB")
    snapshot, reading = timed("reading the same steps once", lambda: read(stored))
    tables, counting = timed("the fixed tables", lambda: cube(snapshot.records, FIVE_YEARS))
    _given, controlling = timed("their disclosure control", lambda: {key: released(table) for key, table in tables.items()})
    every, single = 0.0, {}
    for measure in MEASURES:
        _found, single[measure.key] = timed(f"  {measure.key}", lambda m=measure: sum(1 for _ in things(m, snapshot.records, FIVE_YEARS)))
        every += single[measure.key]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(
        f"the fixed tables as a multiple of reading the steps once: {counting / reading:.2f}; every measure singly: {every / reading:.2f}"
    )
    print(f"memory at its highest: {peak:.1f} GB")
    if options.json:
        told = {"cases": options.cases, "reading": reading, "tables": counting, "control": controlling, "every": every, "gigabytes": peak}
        print(json.dumps(told | {"ratio_to_reading": counting / reading, "measures": single}))


if __name__ == "__main__":
    main()
