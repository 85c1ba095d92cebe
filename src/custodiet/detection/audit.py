"""A whole period of a force, audited: explained, weighed week by week as if each week were today, and what is shown kept once.

Resumable: what was worked out is kept in the state folder with a mark of the input it came from; a run that was killed goes on
and ends with the same findings. Truth files are never read.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from custodiet.detection import cascade, contacts, explanations, lanes, pairs, signs, telling
from custodiet.detection.engine import Engine, files
from custodiet.detection.explanations import Explanation
from custodiet.detection.finding import Finding
from custodiet.detection.lanes import Workload
from custodiet.detection.windows import DEFAULTS, Window
from custodiet.evidence.facts import TABLES

STEP = 7
"""Days between two looks at the force."""


class NothingToAudit(Exception):
    """The folder holds no looks and no contact. The message says what was found and what is needed."""


@dataclass(frozen=True, slots=True)
class Audit:
    """What an audit found. `explained`: looks by the explanation that covered them; `silenced`: what lacks a table, and which."""

    looks: int
    explained: dict[str, int]
    adverse: int
    unexplained: int
    officers: int
    first: date
    last: date
    pairs: int
    findings: tuple[Finding, ...]
    silenced: dict[str, list[str]] = field(default_factory=dict)

    def report(self) -> dict[str, Any]:
        """The figures as plain data."""
        covered = sum(self.explained.values())
        return {
            "looks": self.looks,
            "explained": dict(sorted(self.explained.items())),
            "explained_share": round(covered / self.looks, 6) if self.looks else None,
            "adverse": self.adverse,
            "unexplained": self.unexplained,
            "officers": self.officers,
            "first_day": self.first.isoformat(),
            "last_day": self.last.isoformat(),
            "pairs_weighed": self.pairs,
            "findings": len(self.findings),
            "by_tier": {str(tier): sum(each.tier == tier for each in self.findings) for tier in (1, 2, 3)},
            "silenced": dict(sorted(self.silenced.items())),
            "rules": telling.RULES,
        }


def facts_of(folder: Path) -> Path:
    """The facts folder itself, or the one within it."""
    inside = folder / "facts"
    return inside if inside.is_dir() and not any(files([folder], table.name) for table in TABLES) else folder


def run(
    engine: Engine,
    *,
    workload: Workload = Workload(),  # noqa: B008 (frozen)
    windows: Mapping[str, Window] = DEFAULTS,
    more: Sequence[Explanation] = (),
    state: Path | None = None,
    said: Callable[[str], None] = lambda words: None,
    step: int = STEP,
) -> Audit:
    """Audit everything the engine holds. Raises NothingToAudit. `more`: explanations of the force's own, with windows among `windows`."""
    contacts.prepare(engine)
    kept = _State(state, _mark(engine, workload, windows, more, step))
    said("Explaining every look")
    explained = _explained(engine, windows, more, kept)
    said("Counting contact day by day")
    signs.prepare(engine)
    lacking = signs.silenced(engine)
    first, last = _span(engine)
    officers = int(engine.rows(OFFICERS)[0]["n"])
    findings: list[Finding] = kept.findings()
    weighed = 0
    for day in _days(first, last, step):
        if kept.done(day):
            continue
        said(f"Weighing {day.isoformat()}")
        weighed = pairs.weigh(engine, day, lacking)
        known = frozenset((each.officer, each.person) for each in findings)
        may = lanes.allowed(workload, officers, (day - first).days + 1)
        room = {lane: most - sum(each.lane == lane and each.tier == 2 for each in findings) for lane, most in may.items()}
        chosen = lanes.choose(engine, weighed, workload, room, day, known)
        findings += [telling.finding(engine, each, day, lacking) for each in chosen]
        kept.keep(day, findings)
    findings.sort(key=lambda each: (each.found_on, each.tier, -each.score, each.officer, each.person))
    silent = {**explained.silenced, **lacking}
    return Audit(
        explained.looks,
        explained.explained,
        explained.adverse,
        explained.unexplained,
        officers,
        first,
        last,
        weighed,
        tuple(findings),
        silent,
    )


OFFICERS = """
SELECT COUNT(DISTINCT staff_id) AS n FROM (
    SELECT staff_id FROM staff UNION SELECT staff_id FROM account UNION SELECT staff_id FROM phone_asset
) AS everybody WHERE staff_id IS NOT NULL
"""


def _explained(engine: Engine, windows: Mapping[str, Window], more: Sequence[Explanation], kept: "_State") -> cascade.Cascade:
    explanations.prepare(engine, windows, more)
    if (before := kept.cascade()) and kept.path:
        engine.load("unexplained", kept.path / "unexplained.parquet")
        return before
    found = cascade.run(engine, windows, more)
    if kept.path:
        engine.save("unexplained", kept.path / "unexplained.parquet")
        kept.put("cascade.json", {"looks": found.looks, "explained": found.explained, "adverse": found.adverse,
                                  "unexplained": found.unexplained, "silenced": found.silenced})  # fmt: skip
    return found


def _span(engine: Engine) -> tuple[date, date]:
    row = engine.rows(
        """
        SELECT MIN(day) AS first_day, MAX(day) AS last_day FROM (
            SELECT CAST("at" AS DATE) AS day FROM access WHERE "at" IS NOT NULL UNION ALL SELECT day FROM contact_day
        ) AS every_day
        """
    )[0]
    if row["first_day"] is None:
        raise NothingToAudit(
            "The folder holds no look with a day and no contact that can be tied to an officer and a person. An audit needs the table access, "
            "or comms with phone_asset and phone_link."
        )
    return row["first_day"], row["last_day"]


def _days(first: date, last: date, step: int) -> Iterator[date]:
    day = first + timedelta(days=step - 1)
    while day < last:
        yield day
        day += timedelta(days=step)
    yield last


def _mark(engine: Engine, workload: Workload, windows: Mapping[str, Window], more: Sequence[Explanation], step: int) -> str:
    """What the input and the rules are, so that a state of another input is never gone on with."""
    parts = [repr(workload), repr(sorted(windows.items())), repr(tuple(more)), str(step), telling.RULES]
    for table in TABLES:
        parts += [f"{path.name}:{path.stat().st_size}:{path.stat().st_mtime_ns}" for path in files(engine.folders, table.name)]
    return sha256("\n".join(parts).encode()).hexdigest()


class _State:
    """What a run has done so far, in a folder; nothing where there is none."""

    def __init__(self, path: Path | None, mark: str) -> None:
        self.path = path
        self._days: list[str] = []
        self._findings: list[dict[str, Any]] = []
        if path is None:
            return
        path.mkdir(parents=True, exist_ok=True)
        if self._get("mark.json") != mark:
            for old in path.iterdir():
                old.unlink()
            self.put("mark.json", mark)
        told = self._get("weeks.json") or {"days": [], "findings": []}
        self._days, self._findings = told["days"], told["findings"]

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

    def cascade(self) -> cascade.Cascade | None:
        """The cascade of before, where its looks are there too."""
        told = self._get("cascade.json")
        return cascade.Cascade(**told) if told and self.path and (self.path / "unexplained.parquet").exists() else None

    def done(self, day: date) -> bool:
        """Whether that day was weighed before."""
        return day.isoformat() in self._days

    def findings(self) -> list[Finding]:
        """The findings of before."""
        return [Finding.from_data(each) for each in self._findings]

    def keep(self, day: date, findings: list[Finding]) -> None:
        """That day is done."""
        self._days.append(day.isoformat())
        self.put("weeks.json", {"days": self._days, "findings": [each.as_data() for each in findings]})
