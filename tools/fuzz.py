"""Change sample files of every kind in small ways, without end, and see that no reader breaks: `python -m tools.fuzz`.

A reader may read a changed file or refuse it with a sentence. It may not raise anything else, take more than two seconds or
512 MB, say of one line twice what it made of it, say what does not pass the wall, or give an account of more or fewer rows than
the file has, where that can be known. Each finding is printed once, with the words to see it again; the exit status is then 1.

    python -m tools.fuzz --seconds 600                       ten minutes over all readers, as much time for each
    python -m tools.fuzz --each 1000000 --resume FOLDER      a million changed files for each; ended, it goes on from there
    python -m tools.fuzz --kinds whatsapp,email              these two
    python -m tools.fuzz --kinds screenshots --programs      Tesseract too, which is left out otherwise: it is the slowest by far
    python -m tools.fuzz --kinds email --replay 4711 --save x.eml   the file of turn 4711, kept, and what is wrong with it
    python -m tools.fuzz --again FOLDER                      the files of the findings kept there: what is still wrong with them
"""

import argparse
import json
import os
import pickle
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tests.evidence.samples import samples
from tools.fuzz_state import Run, begun, table
from tools.fuzz_worker import BEAT, Job, Part, Tally, drawn, trouble

STUCK = 12.0
"""Seconds of the processor after which a turn is ended from outside."""
ASLEEP = 300.0
"""Seconds of the clock after which it is ended although it does nothing."""


def work(job: Job, run: Run, until: float) -> None:
    """Run a worker over the job's parts, and take in what came of it."""
    with tempfile.TemporaryDirectory(prefix="custodiet-fuzz-") as folder:
        beat, out = Path(folder) / "beat", Path(folder) / "out"
        beat.write_bytes(BEAT.pack(-1, 0, 0.0))
        with out.open("wb") as said:
            worker = subprocess.Popen(
                [sys.executable, "-m", "tools.fuzz_worker"], stdin=subprocess.PIPE, stdout=said, stderr=subprocess.DEVNULL
            )
        assert worker.stdin
        with worker.stdin as pipe:
            pickle.dump(Job(job.seed, job.parts, job.samples, job.programs, str(beat)), pipe)
        stuck = watch(worker, beat, until)
        ended = -1
        for line in out.read_text().splitlines():
            told = json.loads(line)
            if "tally" in told:
                ended = told["part"]
                run.tally(job.parts[ended].kind).add(Tally(**told["tally"]))
            else:
                run.take(told)
        number, turn, _ = BEAT.unpack(beat.read_bytes())
    if worker.returncode and number < 0:
        raise SystemExit(f"The worker ended with status {worker.returncode} before its first turn.")
    if worker.returncode and number > ended:
        broke(job, run, job.parts[number], turn, "does not end" if stuck else f"ends the process (status {worker.returncode})")


def broke(job: Job, run: Run, part: Part, turn: int, wrong: str) -> None:
    """A turn took its worker with it: a finding; what was counted of its part is lost, but not that it was run."""
    name, data = drawn(job, part.kind, turn)
    run.take({"turn": turn, "kind": part.kind, "name": name, "wrong": wrong, "data": data.hex()})
    run.tally(part.kind).add(Tally(turns=turn + 1 - part.first))


def watch(worker: subprocess.Popen[bytes], beat: Path, until: float) -> bool:
    """Wait for the worker. True where a turn had to be ended because it would not."""
    last, since = None, time.monotonic()
    while True:
        try:
            worker.wait(timeout=0.2)
            return False
        except subprocess.TimeoutExpired:
            pass
        number, turn, began = BEAT.unpack(beat.read_bytes())
        if (number, turn) != last:
            last, since = (number, turn), time.monotonic()
        elif processor_seconds(worker.pid) - began > STUCK or time.monotonic() - since > ASLEEP:
            worker.kill()
            worker.wait()
            return True
        if time.monotonic() > until:
            worker.terminate()  # it ends after the turn that it is at


def processor_seconds(process: int) -> float:
    """What the process has used of the processor."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def chosen(kinds: str) -> dict[str, list[tuple[str, bytes]]]:
    """The samples of the kinds that were asked for."""
    every = samples()
    if unknown := set(filter(None, kinds.split(","))) - set(every):
        raise SystemExit(f"There is no kind {', '.join(sorted(unknown))}. There are: {', '.join(sorted(every))}.")
    return {kind: files for kind, files in every.items() if not kinds or kind in kinds.split(",")}


def one(kind: str, name: str, data: bytes, turn: int) -> bool:
    """Read one file here, and say what is wrong with that."""
    wrong = trouble(kind, name, data, turn, Tally())
    print(f"turn {turn}: {kind}, {name}, {len(data):,} bytes: {wrong or 'nothing is wrong'}")
    return bool(wrong)


def again(folder: Path) -> int:
    """Read the files of all findings kept in the folder once more; 1 where something is still wrong."""
    run = begun(folder, 1)
    files = [(each, folder / f"{each['kind']}-{each['turn']}-{Path(each['name']).name}") for each in run.found.values()]
    return int(sum(one(each["kind"], each["name"], file.read_bytes(), each["turn"]) for each, file in files) > 0)


def replay(job: Job, turn: int, save: Path | None) -> int:
    """Run one turn here, and keep its file."""
    if len(job.samples) != 1:
        raise SystemExit("Say of which reader: --kinds email --replay 4711.")
    [kind] = job.samples
    name, data = drawn(Job(job.seed, (), samples()), kind, turn)
    if save:
        save.write_bytes(data)
    return int(one(kind, name, data, turn))


def main(words: Sequence[str] | None = None) -> int:
    """Run until the time or the turns are used up."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=1e9, help="how long; without limit if it is not given")
    parser.add_argument(
        "--each", type=int, default=1 << 60, help="how many changed files for each reader; without limit if it is not given"
    )
    parser.add_argument("--kinds", default="", help="only these, with commas")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--resume", type=Path, metavar="FOLDER", help="keep what is done and found in this folder, and go on from there")
    parser.add_argument("--programs", action="store_true", help="let readers start other programs")
    parser.add_argument("--replay", type=int, metavar="TURN", help="run this turn of one reader only")
    parser.add_argument("--save", type=Path, help="where to keep the file of that turn")
    parser.add_argument("--again", type=Path, metavar="FOLDER", help="read the files of the findings kept there once more")
    options = parser.parse_args(words)
    if options.again:
        return again(options.again)
    kinds = chosen(options.kinds)
    if options.replay is not None:
        return replay(Job(options.seed, (), kinds), options.replay, options.save)
    run, every, began = begun(options.resume, options.seed), samples(), time.monotonic()
    until = began + options.seconds
    while time.monotonic() < until and (parts := run.plan(kinds, options.each, until - time.monotonic())):
        work(Job(run.seed, parts, every, options.programs), run, until)
        run.save()
        done = sum(tally.turns >= options.each for kind, tally in run.readers.items() if kind in kinds)
        print(
            f"{run.turns:,} changed files, {done} of {len(kinds)} readers done, {len(run.found)} finding(s), "
            f"{time.monotonic() - began:,.0f} s",
            flush=True,
        )
    print(table(run))
    return int(bool(run.found))


if __name__ == "__main__":
    sys.exit(main())
