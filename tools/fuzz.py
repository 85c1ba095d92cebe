"""Change sample files of every kind in small ways, without end, and see that no reader breaks: `python -m tools.fuzz`.

A reader may read a changed file or refuse it with a sentence. It may not raise anything else, take more than two seconds or
512 MB, say of one line twice what it made of it, or say what does not pass the wall. Each finding is printed once, with the
words to see it again; the exit status is then 1.

    python -m tools.fuzz --seconds 600                ten minutes over all readers
    python -m tools.fuzz --turns 1000000              a million changed files
    python -m tools.fuzz --kinds whatsapp,email       these two
    python -m tools.fuzz --replay 4711 --save x.csv   the file of turn 4711, kept as x.csv, and what is wrong with it
"""

import argparse
import json
import os
import pickle
import struct
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from tests.evidence.samples import samples
from tools.fuzz_worker import Job, drawn, trouble

A_WORKER = 20_000
"""Turns of one process; then a fresh one, so that what is forgotten to be freed does not look like a finding."""
STUCK = 12.0
"""Seconds of the processor after which a turn is ended from outside."""


@dataclass(slots=True)
class Run:
    """What came of it so far."""

    seed: int = 1
    turns: int = 0
    seen: Counter[str] = field(default_factory=Counter)
    found: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)

    def take(self, finding: dict[str, Any]) -> None:
        """Keep a finding, and print the first of its sort."""
        key = (finding["kind"], finding["wrong"].split(":")[0] if " at " not in finding["wrong"] else finding["wrong"].rsplit(": ", 1)[0])
        if key not in self.found:
            self.found[key] = finding
            print(f"!! {finding['kind']}: {finding['wrong']}   (--seed {self.seed} --replay {finding['turn']})", flush=True)


def work(job: Job, run: Run, until: float) -> int:
    """Run a worker over the job's turns; return the turn to go on with."""
    with tempfile.TemporaryDirectory(prefix="custodiet-fuzz-") as folder:
        beat, out = Path(folder) / "beat", Path(folder) / "out"
        beat.write_bytes(struct.pack("=qd", job.first, 0.0))
        with out.open("wb") as said:
            worker = subprocess.Popen(
                [sys.executable, "-m", "tools.fuzz_worker"], stdin=subprocess.PIPE, stdout=said, stderr=subprocess.DEVNULL
            )
        assert worker.stdin
        with worker.stdin as pipe:
            pickle.dump(replace(job, beat=str(beat)), pipe)
        stuck = watch(worker, beat, until)
        turn, _ = struct.unpack("=qd", beat.read_bytes())
        for line in out.read_text().splitlines():
            told = json.loads(line)
            run.seen.update(told["seen"]) if "seen" in told else run.take(told)
    run.turns += (turn - job.first) // job.step
    if turn >= job.last or (not stuck and worker.returncode == -15):
        return int(turn)
    kind, name, _ = drawn(job, turn)
    run.take(
        {"turn": turn, "kind": kind, "name": name, "wrong": "does not end" if stuck else f"ends the process (status {worker.returncode})"}
    )
    return int(turn) + job.step


def watch(worker: subprocess.Popen[bytes], beat: Path, until: float) -> bool:
    """Wait for the worker. True where a turn had to be ended because it would not."""
    while True:
        try:
            worker.wait(timeout=0.5)
            return False
        except subprocess.TimeoutExpired:
            pass
        turn, began = struct.unpack("=qd", beat.read_bytes())
        if processor_seconds(worker.pid) - began > STUCK:
            if struct.unpack("=qd", beat.read_bytes())[0] == turn:
                worker.kill()
                worker.wait()
                return True
        elif time.monotonic() > until:
            worker.terminate()
            worker.wait()
            return False


def processor_seconds(process: int) -> float:
    """What the process has used of the processor."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def job_of(options: argparse.Namespace) -> Job:
    """All turns that were asked for."""
    chosen = {kind: files for kind, files in samples().items() if not options.kinds or kind in options.kinds.split(",")}
    if not chosen:
        raise SystemExit(f"There is no such kind. There are: {', '.join(sorted(samples()))}.")
    return Job(options.seed, options.first, 1, options.first + (options.turns or sys.maxsize // 2), chosen, "")


def again(job: Job, turn: int, save: Path | None) -> int:
    """Run one turn here, and keep its file."""
    kind, name, data = drawn(job, turn)
    if save:
        save.write_bytes(data)
    wrong = trouble(kind, name, data, turn, Counter())
    print(f"turn {turn}: {kind}, {name}, {len(data):,} bytes: {wrong or 'nothing is wrong'}")
    return bool(wrong)


def main(words: Sequence[str] | None = None) -> int:
    """Run until the time or the turns are used up."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=0, help="how long; without limit if 0")
    parser.add_argument("--turns", type=int, default=0, help="how many changed files; without limit if 0")
    parser.add_argument("--kinds", default="", help="only these, with commas")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="the turn to begin with")
    parser.add_argument("--replay", type=int, help="run this turn only")
    parser.add_argument("--save", type=Path, help="where to keep the file of that turn")
    options = parser.parse_args(words)
    job = job_of(options)
    if options.replay is not None:
        return again(job, options.replay, options.save)
    run, began = Run(job.seed), time.monotonic()
    until = began + (options.seconds or 1e9)
    turn = job.first
    while turn < job.last and time.monotonic() < until:
        turn = work(replace(job, first=turn, last=min(job.last, turn + A_WORKER)), run, until)
        spent = time.monotonic() - began
        print(f"{run.turns:,} changed files in {spent:,.0f} s, {len(run.found)} finding(s); next turn {turn}", flush=True)
    told = ", ".join(f"{count:,} {what}" for what, count in sorted(run.seen.items()))
    print(f"Of the workers that ended by themselves: {told or 'nothing yet'}.")
    return bool(run.found)


if __name__ == "__main__":
    sys.exit(main())
