"""What `position()` costs: for one case of 40 steps, and for 100,000 cases.

Run with `make bench`. The ratio beside the times is against a bare walk of the same history (the least that any answer
must do), measured in the same run, so that figures from different machines can be compared.
"""

import argparse
import statistics
import time
from datetime import timedelta
from pathlib import Path

from custodiet.law.position import position
from custodiet.law.steps import History
from custodiet.law.steps.people import PersonInformed
from custodiet.law.story import load
from custodiet.law.vocabulary import ToldOf

STORY = Path(__file__).resolve().parent.parent / "demo" / "stories" / "one.yaml"


def case_of(steps: int) -> History:
    """A history of that many steps: story one, cut or drawn out with updates to the complainant."""
    story = [told.step for told in load(STORY.read_text(encoding="utf-8")).steps]
    last = story[-1].on
    more = [PersonInformed(on=last + timedelta(days=28 * n), of=ToldOf.PROGRESS) for n in range(1, steps - len(story) + 1)]
    return History([*story, *more][:steps])


def seconds(call, times: int) -> list[float]:
    """The time of each of so many calls."""
    found = []
    for _ in range(times):
        began = time.perf_counter()
        call()
        found.append(time.perf_counter() - began)
    return found


def main() -> None:
    """Print the figures."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--cases", type=int, default=100_000)
    words.add_argument("--steps", type=int, default=40)
    options = words.parse_args()
    history = case_of(options.steps)
    today = max(step.on for step in history) + timedelta(days=1)
    walk = statistics.median(seconds(lambda: [step for step in History(tuple(history)) if step.on <= today], 300))
    one = seconds(lambda: position(History(tuple(history)), today), 300)
    print(f"one case of {len(history)} steps: median {1000 * statistics.median(one):.2f} ms, worst {1000 * max(one):.2f} ms")
    print(f"as a multiple of a bare walk of the same history: {statistics.median(one) / walk:.0f}")
    began = time.perf_counter()
    for n in range(options.cases):
        position(History(tuple(history)), today + timedelta(days=n % 28))
        if n % 10_000 == 9_999:
            print(f"  {n + 1:,} cases: {time.perf_counter() - began:.0f} s", flush=True)
    spent = time.perf_counter() - began
    print(f"{options.cases:,} cases: {spent:.0f} s, {1000 * spent / options.cases:.2f} ms a case")


if __name__ == "__main__":
    main()
