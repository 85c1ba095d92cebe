"""A whole period of a force, audited: explained, weighed week by week as if each week were today, and what is shown kept once.

Resumable: what was worked out is kept in the state folder with a mark of the input it came from; a run that was killed goes on
and ends with the same findings. Truth files are never read.
"""

import json
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from custodiet.detection import cascade, contacts, desks, explanations, growing, lanes, looks, pairs, signs, strength, telling
from custodiet.detection.cascade import Cascade
from custodiet.detection.engine import Engine, files
from custodiet.detection.explanations import Explanation
from custodiet.detection.finding import Finding, Lane
from custodiet.detection.lanes import Strongest, Workload
from custodiet.detection.strength import Stretch
from custodiet.detection.windows import DEFAULTS, Window
from custodiet.evidence.facts import TABLES

STEP = 7
"""Days between two weighings of every pair; on the nights between those of whom something is new are weighed again."""


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
    of_contact: tuple[Stretch, ...] = ()
    of_looks: tuple[Stretch, ...] = ()

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
            "strength_of_contact": [each.as_data() for each in self.of_contact],
            "strength_of_looks": [each.as_data() for each in self.of_looks],
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
    learn: bool = True,
    grows: bool = False,
) -> Audit:
    """Audit everything the engine holds. Raises NothingToAudit.

    `more`: explanations of the force's own, with windows among `windows`. `learn`: say how strong explanations of looks still are later.
    `grows`: the folder grows from night to night; only what is new is explained, with what was kept, and only the days since the last one are weighed.
    """
    contacts.prepare(engine)
    kept = _State(state, _mark(engine, workload, windows, more, step, files_too=not grows))
    said("Explaining what is new" if grows else "Explaining every look")
    explained = _grown(engine, windows, more, kept, said) if grows else _explained(engine, windows, more, kept)
    said("Counting contact day by day")
    of_contact = signs.prepare(engine)
    lacking = signs.silenced(engine)
    first, last = _span(engine)
    officers = int(engine.rows(OFFICERS)[0]["n"])
    findings: list[Finding] = kept.findings()
    kept.set_apart(engine)
    weighed = 0
    for week in _weeks(first, last, step):
        if kept.done(week[0], grows):
            continue
        said(f"Weighing {week[0].isoformat()}")
        for night in week:
            if night == week[0]:
                weighed = pairs.weigh(engine, night, lacking)
            elif not pairs.weigh_new(engine, night, lacking):
                continue
            top = lanes.strongest(engine, weighed, workload)
            if night == week[0]:
                findings = _risen(engine, findings, top, night, lacking)
            known = frozenset((each.officer, each.person) for each in findings)
            asked = workload if night == week[0] else replace(workload, control=0)
            room = _room(findings, lanes.allowed(workload, officers, (night - first).days + 1))
            findings += [telling.finding(engine, each, night, lacking) for each in lanes.choose(engine, top, asked, room, night, known)]
        kept.keep(week[0], findings, engine)
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
        tuple(of_contact),
        tuple(strength.of_looks(engine)) if learn else (),
    )


def _room(findings: Sequence[Finding], may: dict[Lane, int]) -> dict[Lane, int]:
    """How many more each lane may show: what it may by now, less what it has shown, whatever became of it."""
    return {
        lane: most - sum(each.lane == lane and each.details.get("first_shown_in_tier") == 2 for each in findings)
        for lane, most in may.items()
    }


def _risen(engine: Engine, findings: Sequence[Finding], top: Strongest, night: date, lacking: dict[str, list[str]]) -> list[Finding]:
    """The findings, each told again where more is known by now than when it was shown, and raised to tier 1 where it is certified."""
    by_pair = {lanes.key(row): (row, place < top.certified) for place, row in enumerate(top.rows)}
    told = []
    for each in findings:
        row, sure = by_pair.get((each.officer, each.person), (None, False))
        if row is None or row["e_any"] <= each.score:
            told.append(each)
            continue
        again = telling.finding(engine, lanes.Shown(row, each.lane, 1 if sure else each.tier), night, lacking)
        details = {**again.details, "first_shown_in_tier": each.details.get("first_shown_in_tier", each.tier)}
        told.append(replace(again, first=min(each.first, again.first), found_on=each.found_on, details=details))
    return told


OFFICERS = """
SELECT COUNT(DISTINCT staff_id) AS n FROM (
    SELECT staff_id FROM staff UNION SELECT staff_id FROM account UNION SELECT staff_id FROM phone_asset
) AS everybody WHERE staff_id IS NOT NULL
"""


def _explained(engine: Engine, windows: Mapping[str, Window], more: Sequence[Explanation], kept: "_State") -> Cascade:
    explanations.prepare(engine, windows, more)
    looks.prepare(engine)
    if (before := kept.cascade()) and kept.path:
        engine.load("unexplained", kept.path / "unexplained.parquet")
        return before
    found = desks.explain(engine, cascade.run(engine, windows, more), windows)
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


def _weeks(first: date, last: date, step: int) -> Iterator[list[date]]:
    """The day on which every pair is weighed, and the nights after it on which only what is new is; the last day is one of the former."""
    whole = first + timedelta(days=step - 1)
    while whole < last:
        yield [night for night in (whole + timedelta(days=n) for n in range(step)) if night < last]
        whole += timedelta(days=step)
    yield [last]


def _grown(
    engine: Engine, windows: Mapping[str, Window], more: Sequence[Explanation], kept: "_State", said: Callable[[str], None]
) -> Cascade:
    before = kept.grown()
    place = kept.path / before["place"] if kept.path and before else Path()
    found = growing.explain(engine, windows, more, before, place, said)
    kept.grow(engine, found)
    return desks.explain(engine, found, windows)


def _mark(
    engine: Engine, workload: Workload, windows: Mapping[str, Window], more: Sequence[Explanation], step: int, files_too: bool = True
) -> str:
    """What the rules are, and (unless the folder grows) the input, so that a state of another is never gone on with."""
    parts = [repr(workload), repr(sorted(windows.items())), repr(tuple(more)), str(step), telling.RULES]
    for table in TABLES if files_too else ():
        parts += [f"{path.name}:{path.stat().st_size}:{path.stat().st_mtime_ns}" for path in files(engine.folders, table.name)]
    return sha256("\n".join(parts).encode()).hexdigest()


class _State:
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
