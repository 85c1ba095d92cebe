"""What it costs to explain a force's whole log: beside a scan of the same columns, beside the one join that nobody can avoid, and beside peers.

Run with `make bench`, or `make bench-large` for a hundred million looks. The force is made by `bench/made_force.py`; its looks say nothing
about detection. Each engine does the same job in a process of its own: from Parquet files to the looks that nothing explains, whose number
must agree. Ratios are of CPU-seconds in one run, because wall time depends on who else is at work on the machine.
"""

import argparse
import json
import math
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

import made_force
import peers

from custodiet.detection import cascade, contacts, looks
from custodiet.detection.engine import Engine
from custodiet.detection.windows import DEFAULTS

SCAN = 'SELECT BIT_XOR(hash(access_id, "at", account_id, system, action, person_id, originator_staff_id, session_id, ms_open)) AS digest FROM access'
JOIN = """
SELECT COUNT(*) AS n FROM access AS look SEMI JOIN span ON span.staff_id = substr(look.account_id, 2) AND span.person_id = look.person_id
"""
"""The mandatory join: each look against the purposes by officer and person, nothing else asked of it."""


def cpu() -> float:
    """CPU-seconds that this process and those it waited for have had."""
    return sum(used.ru_utime + used.ru_stime for used in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))


def timed(work: Callable[[], Any]) -> tuple[dict[str, float], Any]:
    """Wall and CPU-seconds of that work, and what it answered."""
    began, spent = time.monotonic(), cpu()
    answer = work()
    return {"wall_s": round(time.monotonic() - began, 3), "cpu_s": round(cpu() - spent, 3)}, answer


def ours(facts: Path) -> dict[str, Any]:
    """The whole audit on DuckDB, with the scan and the join of the same run."""
    with Engine(facts, memory_mb=8192) as engine:
        engine.rows(SCAN)  # once for the disk
        scan, _ = timed(lambda: engine.rows(SCAN))
        whole, found = timed(lambda: (contacts.prepare(engine), cascade.run(engine))[1])
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        join, _ = timed(lambda: engine.rows(JOIN))
    return {
        "engine": "duckdb",
        "looks": found.looks,
        "unexplained": found.unexplained + found.adverse,
        "explained": found.explained,
        **whole,
        "scan": scan,
        "join": join,
        "ratio_to_scan_cpu": round(whole["cpu_s"] / scan["cpu_s"], 2),
        "ratio_to_join_cpu": round(whole["cpu_s"] / join["cpu_s"], 2),
        "peak_mb": round(peak),
    }


def one_day(facts: Path) -> dict[str, Any]:
    """A new day, judged against the context of the year: the context made beforehand, as at the start of a night, and said apart."""
    with Engine(facts, memory_mb=8192) as engine:
        made, _ = timed(lambda: (contacts.prepare(engine), cascade.prepare(engine)))
        engine.part("new_access", "access", [facts.with_name(facts.name + ".day") / "access" / "day.parquet"])

        def judge() -> int:
            looks.offer(engine, "new_look", "new_access")
            cascade.judge(engine, "SELECT new_look.*, true AS counted FROM new_look", DEFAULTS, *cascade.reach_of(engine, "new_look"))
            return cascade.settle(engine, {}).unexplained

        day, left = timed(judge)
    return {**day, "unexplained": left, "context": made}


def apart(name: str, facts: Path) -> dict[str, Any]:
    """The same job by that engine, in a process of its own; or why it could not."""
    command = [sys.executable, __file__, "--only", name, "--facts", str(facts)]
    began = time.monotonic()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        return {"engine": name, "missing": (done.stderr.strip().splitlines() or ["no answer"])[-1][:200]}
    told: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return {"engine": name, "process_wall_s": round(time.monotonic() - began, 1), **told}


def only(name: str, facts: Path) -> None:
    """What a process of its own prints: one line of JSON."""
    if name == "duckdb":
        told = ours(facts)
    elif name == "day":
        told = one_day(facts)
    else:
        spent, left = timed(lambda: peers.PEERS[name](facts))
        told = {**spent, "unexplained": left, "peak_mb": round(_peak())}
    print(json.dumps(told))


def _peak() -> float:
    return max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024


def report(sizes: list[int], day: int, engines: list[str], place: Path) -> dict[str, Any]:
    """Every figure of a run."""
    told: dict[str, Any] = {"sizes": []}
    for size in sizes:
        facts = place / f"force-{size}"
        officers = made_force.make(facts, size, day=day if size == sizes[-1] else 0)
        row = {"accesses": size, "officers": officers, **apart("duckdb", facts)}
        row["engines"] = [apart(name, facts) for name in engines]
        told["sizes"].append(row)
        say(row)
    told["day"] = {"accesses": day, **apart("day", place / f"force-{sizes[-1]}")} if day else {}
    if len(sizes) > 1 and all("cpu_s" in row for row in told["sizes"]):
        first, last = told["sizes"][0], told["sizes"][-1]
        told["exponent_cpu"] = round(math.log(last["cpu_s"] / first["cpu_s"]) / math.log(last["accesses"] / first["accesses"]), 3)
    return told


def say(row: dict[str, Any]) -> None:
    """A size in words, where it does not get into the JSON."""
    if "missing" in row:
        sys.stderr.write(f"{row['accesses']:,} looks: {row['missing']}\n")
        return
    sys.stderr.write(
        f"{row['accesses']:,} accesses of {row['officers']:,} officers: {row['cpu_s']} CPU-s ({row['wall_s']} s wall), "
        f"{row['ratio_to_scan_cpu']} times the scan, {row['ratio_to_join_cpu']} times the join, {row['peak_mb']:,} MB; "
        f"{row['unexplained']:,} of {row['looks']:,} looks unexplained\n"
    )
    for each in row["engines"]:
        said = each.get("missing") or (
            f"{each['cpu_s']} CPU-s ({each['wall_s']} s wall), {each['peak_mb']:,} MB, "
            f"{'the same answer' if each['unexplained'] == row['unexplained'] else 'ANOTHER ANSWER: ' + str(each['unexplained'])}"
        )
        sys.stderr.write(f"  {each['engine']:<12}{said}\n")


def main() -> None:
    """Print the figures."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--sizes", type=int, nargs="+", default=[1_000_000, 10_000_000])
    words.add_argument("--day", type=int, default=300_000, help="accesses of the new day (0: none)")
    words.add_argument("--engines", nargs="*", default=list(peers.PEERS), choices=list(peers.PEERS), help="peers to run beside ours")
    words.add_argument("--json", action="store_true", help="print the figures as JSON")
    words.add_argument("--only", help=argparse.SUPPRESS)
    words.add_argument("--facts", type=Path, help=argparse.SUPPRESS)
    options = words.parse_args()
    if options.only:
        only(options.only, options.facts)
        return
    place = Path(tempfile.mkdtemp(prefix="custodiet-bench-"))
    try:
        told = report(options.sizes, options.day, options.engines, place)
    finally:
        shutil.rmtree(place, ignore_errors=True)
    if options.json:
        print(json.dumps(told, indent=1))
    else:
        day = told["day"]
        if "cpu_s" in day:
            print(
                f"one new day of {day['accesses']:,}: {day['wall_s']} s wall, {day['cpu_s']} CPU-s, its context {day['context']['cpu_s']} CPU-s"
            )
        print(f"exponent from {options.sizes[0]:,} to {options.sizes[-1]:,}: {told.get('exponent_cpu', 'one size only')}")


if __name__ == "__main__":
    main()
