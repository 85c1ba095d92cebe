"""How far a run of the fuzz target has come: counts by reader, findings, what to run next; kept in a folder, to go on with later."""

import json
import os
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from tools.fuzz_worker import Part, Tally

A_PART, A_PLAN = 2.0, 30.0
"""Seconds of the processor that a part, and all parts given to one worker, should take: then a fresh process, so that what is
forgotten to be freed does not look like a finding."""
_NUMBER = re.compile(r"[0-9][0-9,.]*")
FIRST, MOST = 10, 50_000
"""Turns of a reader's first part, when nobody knows yet how long it takes, and of any part."""


@dataclass(slots=True)
class Run:
    """What came of it so far. `folder`: where it is kept, with the file of each finding; nowhere where it is None."""

    seed: int = 1
    folder: Path | None = None
    readers: dict[str, Tally] = field(default_factory=dict)
    found: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def turns(self) -> int:
        """Changed files of all readers."""
        return sum(tally.turns for tally in self.readers.values())

    def plan(self, kinds: Iterable[str], each: int, seconds: float) -> tuple[Part, ...]:
        """What to run next: a part for every reader that is not done, those first that have had the least time."""
        left = sorted((kind for kind in kinds if self.tally(kind).turns < each), key=lambda kind: (self.tally(kind).spent, kind))
        share = min(A_PART, seconds / (len(left) or 1))
        parts, spent = [], 0.0
        for kind in left:
            tally = self.tally(kind)
            speed = tally.turns / tally.spent if tally.spent else 0.0
            count = min(each - tally.turns, MOST, max(FIRST, int(speed * share)))
            parts.append(Part(kind, tally.turns, tally.turns + count))
            if (spent := spent + share) > A_PLAN:
                break
        return tuple(parts)

    def tally(self, kind: str) -> Tally:
        """The counts of a reader."""
        return self.readers.setdefault(kind, Tally())

    def take(self, finding: dict[str, Any]) -> None:
        """Keep a finding, and print the first of its sort."""
        sort = finding["wrong"].rsplit(": ", 1)[0] if " at " in finding["wrong"] else finding["wrong"].split(":")[0]
        key = f"{finding['kind']}: {sort if ' at ' in sort else _NUMBER.sub('…', sort)}"
        data = bytes.fromhex(finding.pop("data", ""))
        if key in self.found:
            return
        kept = ""
        if self.folder:
            kept = str(self.folder / f"{finding['kind']}-{finding['turn']}-{Path(finding['name']).name}")
            Path(kept).write_bytes(data)
        self.found[key] = finding
        again = f"--seed {self.seed} --kinds {finding['kind']} --replay {finding['turn']}"
        print(f"!! {finding['kind']}: {finding['wrong']}   ({kept or again})", flush=True)

    def save(self) -> None:
        """Write it to its folder, whole or not at all."""
        if self.folder:
            told = {"seed": self.seed, "readers": {kind: asdict(tally) for kind, tally in self.readers.items()}, "found": self.found}
            aside = self.folder / ".state.new"
            aside.write_text(json.dumps(told, indent=1))
            os.replace(aside, self.folder / "state.json")


def begun(folder: Path | None, seed: int) -> Run:
    """The run that is kept in the folder, to go on with; a new one where there is none."""
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
        if (folder / "state.json").exists():
            told = json.loads((folder / "state.json").read_text())
            return Run(told["seed"], folder, {kind: Tally(**counts) for kind, counts in told["readers"].items()}, told["found"])
    return Run(seed, folder)


def table(run: Run) -> str:
    """The counts of every reader."""
    lines = [f"{'reader':<22}{'files':>11}{'unreadable':>11}{'rows read':>13}{'refused':>12}{'counted':>11}{'slowest s':>10}{'peak MB':>9}"]
    for kind, tally in sorted(run.readers.items()):
        counts = f"{tally.turns:>11,}{tally.unreadable:>11,}{tally.read:>13,}{tally.refused:>12,}{tally.counted:>11,}"
        lines.append(f"{kind:<22}{counts}{tally.slowest:>10.2f}{tally.peak >> 20:>9}")
    return "\n".join(lines)
