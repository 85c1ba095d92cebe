"""Runs the readers over changed files, one after the other, in a process that `tools.fuzz` watches.

Standard input: what to do, pickled. Standard output: a line of JSON for each finding, and one for each part that was run. The
turn that is being run stands in a small file that both processes map, so that the watcher knows which one does not end, or
ended the process. Nothing is started and nothing is imported for a turn: the readers and the wall's own code stay loaded.
"""

import io
import json
import mmap
import os
import pickle
import random
import resource
import signal
import struct
import sys
import time
import traceback
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from custodiet.evidence.readers import BY_NAME
from custodiet.evidence.reading import Outcome, Question, Read, Refused, Remark, Source, UnreadableFile
from custodiet.evidence.wire import Garbled, pack, unpack
from tools.fuzz_changes import changed
from tools.fuzz_rows import rows_in, rows_told

MEMORY = 512 << 20
SLOW = 2.0
"""Seconds of the processor that one reading may take."""
TWICE_EVERY = 16
"""Every so many turns the same file is read twice, to see that it reads the same."""
BEAT = struct.Struct("=qqd")
"""What stands in the mapped file: the number of the part, the turn, and the seconds of the processor used when it began."""


@dataclass(frozen=True, slots=True)
class Part:
    """Turns of one reader, from `first` up to and without `last`."""

    kind: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Job:
    """What to run: parts, over samples by kind, drawn from `seed`. `programs`: readers may start other programs (Tesseract)."""

    seed: int
    parts: tuple[Part, ...]
    samples: dict[str, list[tuple[str, bytes]]]
    programs: bool = False
    beat: str = ""


@dataclass(slots=True)
class Tally:
    """What came of the turns of a reader. `counted`: readings whose rows could be counted plainly, beside the reader's own account."""

    turns: int = 0
    read: int = 0
    refused: int = 0
    unreadable: int = 0
    counted: int = 0
    spent: float = 0.0
    slowest: float = 0.0
    peak: int = 0

    def add(self, other: "Tally") -> None:
        """Take the counts of more turns in."""
        for name in ("turns", "read", "refused", "unreadable", "counted", "spent"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.slowest, self.peak = max(self.slowest, other.slowest), max(self.peak, other.peak)


def drawn(job: Job, kind: str, turn: int) -> tuple[str, bytes]:
    """The name and bytes of a turn: always the same for a seed, a kind and its samples."""
    rng = random.Random(f"{job.seed}/{kind}/{turn}")
    name, data = rng.choice(job.samples[kind])
    others = [each for _, each in rng.choice(list(job.samples.values()))]
    return name, changed(data, rng, others)


def trouble(kind: str, name: str, data: bytes, turn: int, tally: Tally) -> str:
    """What is wrong with how the file is read; nothing where all is well."""
    try:
        questions, said = once(kind, name, data, {}, tally)
        if turn % TWICE_EVERY == 0 and once(kind, name, data, {}, tally)[1] != said:
            return "read twice it does not read the same"
        answers = {question.key: question.choices[turn % len(question.choices)].value for question in questions if question.choices}
        if answers:
            once(kind, name, data, answers, tally)
    except MemoryError:
        return "wants more than 512 MB"
    except (Garbled, Slow) as wrong:
        return str(wrong)
    except Exception as wrong:
        frame = traceback.extract_tb(wrong.__traceback__)[-1]
        ours = [each for each in traceback.extract_tb(wrong.__traceback__) if "custodiet" in each.filename][-1:]
        where = " < ".join(f"{Path(each.filename).name}:{each.lineno}" for each in [frame, *ours])
        return f"{type(wrong).__name__} at {where}: {str(wrong)[:120]}"
    return ""


class Slow(Exception):
    """A reading took longer than it may."""


@dataclass(slots=True)
class Account:
    """What one reading said: the lines of its records, what it asks, what it remarks, and a digest of all of it."""

    lines: list[str] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    said: int = 0


def once(kind: str, name: str, data: bytes, answers: dict[str, str], tally: Tally) -> tuple[list[Question], int]:
    """Read it once, and hold what was said against what may be. Returns the questions and a digest of all that was said."""
    account, began, whole = Account(), processor(), True
    try:
        for outcome in _outcomes(kind, name, data, answers):
            _take(outcome, account, tally)
    except UnreadableFile as refusal:
        whole = False
        tally.unreadable += 1
        if len(str(refusal)) < 30:
            raise Garbled(f"the refusal is no sentence: {refusal}") from None
        account.said = hash((account.said, str(refusal)))
    finally:
        spent = processor() - began
        tally.slowest = max(tally.slowest, spent)
    if spent > SLOW:
        raise Slow(f"takes {spent:.1f} s")
    if len(set(account.lines)) != len(account.lines):
        raise Garbled(f"{len(account.lines)} records stand in {len(set(account.lines))} places of the file")
    if whole and (there := rows_in(kind, data, account.remarks)) is not None:
        tally.counted += 1
        if there != (told := rows_told(account.lines, account.remarks)):
            raise Garbled(f"the file has {there} rows, of which it gives an account of {told}")
    return account.questions, account.said


def _take(outcome: Outcome, account: Account, tally: Tally) -> None:
    """One outcome: it must pass the wall, and come out of it as it went in."""
    packed = pack(outcome)
    if pack(unpack(packed)) != packed:
        raise Garbled("it comes out of the wall as something else")
    account.said = hash((account.said, packed))
    match outcome:
        case Read(line=line):
            tally.read += 1
            account.lines.append(line)
        case Refused(line=line):
            tally.refused += 1
            account.lines.append(line)
        case Question():
            account.questions.append(outcome)
        case Remark():
            account.remarks.append(outcome)


def _outcomes(kind: str, name: str, data: bytes, answers: dict[str, str]) -> Iterator[Outcome]:
    yield from BY_NAME[kind].read(Source(io.BytesIO(data), name, len(data)), answers)


def processor() -> float:
    """Seconds of the processor that this process and the programs that it started have used."""
    used = os.times()
    return time.process_time() + used.children_user + used.children_system


def main() -> None:
    """Run the parts of the job; on SIGTERM end after the turn that is being run."""
    job: Job = pickle.load(sys.stdin.buffer)
    if not job.programs:
        os.environ["PATH"] = ""  # no other program is started
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    asked: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, frame: asked.append(number))
    with open(job.beat, "r+b") as file, mmap.mmap(file.fileno(), BEAT.size) as beat:
        for number in range(len(job.parts)):
            if not asked:
                print(json.dumps({"part": number, "tally": asdict(run(job, number, beat, asked))}), flush=True)


def run(job: Job, number: int, beat: mmap.mmap, asked: list[int]) -> Tally:
    """One part of the job, as far as nobody asked to end."""
    part, tally, began = job.parts[number], Tally(), processor()
    forget_peak()
    for turn in range(part.first, part.last):
        beat[: BEAT.size] = BEAT.pack(number, turn, time.process_time())
        name, data = drawn(job, part.kind, turn)
        if wrong := trouble(part.kind, name, data, turn, tally):
            print(json.dumps({"turn": turn, "kind": part.kind, "name": name, "wrong": wrong, "data": data.hex()}), flush=True)
        tally.turns += 1
        if asked:
            break
    tally.spent, tally.peak = processor() - began, peak()
    return tally


def forget_peak() -> None:
    """Have the system count the most memory that was held from now on."""
    try:
        Path("/proc/self/clear_refs").write_text("5")
    except OSError:
        return  # then it is the most since the process began, which is no less


def peak() -> int:
    """The most memory that was held, in bytes."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) << 10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss << 10


if __name__ == "__main__":
    main()
