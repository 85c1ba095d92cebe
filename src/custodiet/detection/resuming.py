"""What an audit keeps on its way, so that one that was killed goes on where it was, and a night goes on where the last one ended."""

import json
import shutil
from collections.abc import Mapping, Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from custodiet.detection import growing, telling
from custodiet.detection.cascade import Cascade
from custodiet.detection.engine import Engine
from custodiet.detection.explanations import Explanation
from custodiet.detection.fact_files import files
from custodiet.detection.finding import Finding
from custodiet.detection.lanes import Workload
from custodiet.detection.windows import Window
from custodiet.evidence.facts import TABLES


def mark(
    engine: Engine, workload: Workload, windows: Mapping[str, Window], more: Sequence[Explanation], step: int, files_too: bool = True
) -> str:
    """What the rules are, and (unless the folder grows) the input, so that a state of another is never gone on with."""
    parts = [repr(workload), repr(sorted(windows.items())), repr(tuple(more)), str(step), telling.RULES]
    for table in TABLES if files_too else ():
        parts += [f"{path.name}:{path.stat().st_size}:{path.stat().st_mtime_ns}" for path in files(engine.folders, table.name)]
    return sha256("\n".join(parts).encode()).hexdigest()


class State:
    """What a run has done so far, in a folder; nothing where there is none."""

    def __init__(self, path: Path | None, mark: str) -> None:
        self.path = path
        self._days: list[str] = []
        self._findings: list[dict[str, Any]] = []
        self._apart: list[list[str]] = []
        self._files = self._weighed = ""
        if path is None:
            return
        path.mkdir(parents=True, exist_ok=True)
        if self._get("mark.json") != mark:
            for old in path.iterdir():
                shutil.rmtree(old) if old.is_dir() else old.unlink()
            self.put("mark.json", mark)
        told = self._get("weeks.json") or {"days": [], "findings": [], "apart": []}
        self._days, self._findings, self._apart = told["days"], told["findings"], told["apart"]
        self._weighed = told.get("files", "")

    def _get(self, name: str) -> Any:
        file = self.path / name if self.path else None
        return json.loads(file.read_text(encoding="utf-8")) if file and file.exists() else None

    def put(self, name: str, value: Any) -> None:
        """Keep a value, whole or not at all."""
        if self.path is None:
            return
        aside = self.path / f".{name}.new"
        aside.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
        aside.replace(self.path / name)

    def cascade(self) -> Cascade | None:
        """The cascade of before, where its looks are there too."""
        told = self._get("cascade.json")
        return Cascade(**told) if told and self.path and (self.path / "unexplained.parquet").exists() else None

    def done(self, day: date, grows: bool = False) -> bool:
        """Whether that day was weighed before; in a folder that grows, whether a later one was, or it with these files."""
        if not grows or not self._days:
            return day.isoformat() in self._days
        return day.isoformat() < max(self._days) or (day.isoformat() == max(self._days) and self._files == self._weighed)

    def grown(self) -> dict[str, Any] | None:
        """What the last night remembered, where all of it is there."""
        told: dict[str, Any] | None = self._get("grown.json")
        return told if told and self.path and (self.path / told["place"]).is_dir() else None

    def grow(self, engine: Engine, found: Cascade) -> None:
        """Remember this night: its tables in a folder of their own first, then which folder it is, then let the last one go."""
        if self.path is None:
            return
        self._files = sha256(json.dumps(growing.seen(engine), sort_keys=True).encode()).hexdigest()
        before = self.grown()
        place = "night-b" if before and before["place"] == "night-a" else "night-a"
        shutil.rmtree(self.path / place, ignore_errors=True)
        (self.path / place).mkdir()
        self.put("grown.json", {"place": place, **growing.remember(engine, found, self.path / place)})
        if before:
            shutil.rmtree(self.path / before["place"], ignore_errors=True)

    def findings(self) -> list[Finding]:
        """The findings of before."""
        return [Finding.from_data(each) for each in self._findings]

    def set_apart(self, engine: Engine) -> None:
        """Give the engine back the pairs that were set apart before."""
        if self._apart:
            engine.add_texts("set_apart", self._apart)

    def keep(self, day: date, findings: list[Finding], engine: Engine) -> None:
        """The week of that day is done."""
        if self.path is None:
            return
        self._days.append(day.isoformat())
        apart = [
            [row["staff_id"], row["person_id"]] for row in engine.rows("SELECT DISTINCT staff_id, person_id FROM set_apart ORDER BY ALL")
        ]
        self.put(
            "weeks.json", {"days": self._days, "findings": [each.as_data() for each in findings], "apart": apart, "files": self._files}
        )
