"""Runs the readers over changed files, one after the other, in a process that `tools.fuzz` watches.

Standard input: what to do, pickled. Each finding is a line of JSON on standard output. The turn that is being run stands in
a small file that both processes map, so that the watcher knows which one does not end, or ended the process.
"""

import io
import json
import mmap
import os
import pickle
import random
import resource
import struct
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from custodiet.evidence.readers import BY_NAME
from custodiet.evidence.reading import Outcome, Question, Read, Refused, Source, UnreadableFile
from custodiet.evidence.wire import Garbled, pack, unpack
from tools.fuzz_changes import changed

MEMORY = 512 << 20
SLOW = 2.0
"""Seconds of the processor that one reading may take."""
TWICE_EVERY = 16
"""Every so many turns the same file is read twice, to see that it reads the same."""


@dataclass(frozen=True, slots=True)
class Job:
    """What to run: turns from `first` in steps of `step`, over samples by kind, drawn from `seed`."""

    seed: int
    first: int
    step: int
    last: int
    samples: dict[str, list[tuple[str, bytes]]]
    beat: str


def drawn(job: Job, turn: int) -> tuple[str, str, bytes]:
    """The kind, name and bytes of a turn: always the same for a seed."""
    rng = random.Random(f"{job.seed}/{turn}")
    kinds = sorted(job.samples)
    kind = kinds[turn % len(kinds)]
    name, data = rng.choice(job.samples[kind])
    others = [each for _, each in rng.choice(list(job.samples.values()))]
    return kind, name, changed(data, rng, others)


def trouble(kind: str, name: str, data: bytes, turn: int, seen: Counter[str]) -> str:
    """What is wrong with how the file is read; nothing where all is well."""
    began = time.process_time()
    try:
        questions, said = once(kind, name, data, {}, seen)
        if turn % TWICE_EVERY == 0 and once(kind, name, data, {}, seen)[1] != said:
            return "read twice it does not read the same"
        answers = {question.key: question.choices[turn % len(question.choices)].value for question in questions if question.choices}
        if answers:
            once(kind, name, data, answers, seen)
    except MemoryError:
        return "wants more than 512 MB"
    except Garbled as wrong:
        return f"says what the wall does not let through: {wrong}"
    except Exception as wrong:
        frame = traceback.extract_tb(wrong.__traceback__)[-1]
        ours = [each for each in traceback.extract_tb(wrong.__traceback__) if "custodiet" in each.filename][-1:]
        where = " < ".join(f"{Path(each.filename).name}:{each.lineno}" for each in [frame, *ours])
        return f"{type(wrong).__name__} at {where}: {str(wrong)[:120]}"
    spent = time.process_time() - began
    return f"takes {spent:.1f} s" if spent > SLOW * (2 + (turn % TWICE_EVERY == 0)) else ""


def once(kind: str, name: str, data: bytes, answers: dict[str, str], seen: Counter[str]) -> tuple[list[Question], int]:
    """Read it once: each outcome must pass the wall unchanged, and no line may be told twice. Returns a digest of what was said."""
    questions, lines, records, said = [], set(), 0, 0
    try:
        for outcome in _outcomes(kind, name, data, answers):
            packed = pack(outcome)
            if pack(unpack(packed)) != packed:
                raise Garbled("it comes out of the wall as something else")
            said = hash((said, packed))
            if isinstance(outcome, Read | Refused):
                records += 1
                lines.add(outcome.line)
                seen["read" if isinstance(outcome, Read) else "refused"] += 1
            elif isinstance(outcome, Question):
                questions.append(outcome)
    except UnreadableFile as refusal:
        seen["unreadable"] += 1
        if len(str(refusal)) < 30:
            raise Garbled(f"the refusal is no sentence: {refusal}") from None
        said = hash((said, str(refusal)))
    if len(lines) != records:
        raise Garbled(f"{records} records stand in {len(lines)} places of the file")
    return questions, said


def _outcomes(kind: str, name: str, data: bytes, answers: dict[str, str]) -> Iterator[Outcome]:
    yield from BY_NAME[kind].read(Source(io.BytesIO(data), name, len(data)), answers)


def main() -> None:
    """Run the turns of the job."""
    job: Job = pickle.load(sys.stdin.buffer)
    os.environ["PATH"] = ""  # no other program is started
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    seen: Counter[str] = Counter()
    with open(job.beat, "r+b") as file, mmap.mmap(file.fileno(), 16) as beat:
        for turn in range(job.first, job.last, job.step):
            beat[:16] = struct.pack("=qd", turn, time.process_time())
            kind, name, data = drawn(job, turn)
            if wrong := trouble(kind, name, data, turn, seen):
                print(json.dumps({"turn": turn, "kind": kind, "name": name, "wrong": wrong}), flush=True)
        beat[:16] = struct.pack("=qd", job.last, time.process_time())
    print(json.dumps({"seen": seen}), flush=True)


if __name__ == "__main__":
    main()
