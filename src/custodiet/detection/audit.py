"""A whole period of a force, audited: explained, weighed week by week as if each week were today, and what is shown kept once.

Resumable: what was worked out is kept in the state folder with a mark of the input it came from; a run that was killed goes on
and ends with the same findings. Truth files are never read.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from custodiet.detection import cascade, contacts, desks, examined, explanations, growing, lanes, looks, pairs, signs, strength, telling
from custodiet.detection.audited import Audit
from custodiet.detection.cascade import Cascade
from custodiet.detection.engine import Engine
from custodiet.detection.explanations import Explanation
from custodiet.detection.fact_files import files
from custodiet.detection.finding import Finding, Lane
from custodiet.detection.lanes import Strongest, Workload
from custodiet.detection.resuming import State, mark
from custodiet.detection.windows import DEFAULTS, Window
from custodiet.evidence.facts import TABLES

STEP = 7
"""Days between two weighings of every pair; on the nights between those of whom something is new are weighed again."""


APART = timedelta(days=183)
"""Days of the log that lie further from all others are not weighed week by week up to them."""


class NothingToAudit(Exception):
    """The folder holds no looks and no contact. The message says what was found and what is needed."""


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
    told = examined.examine(engine)
    for each in told:
        said(each)
    kept = State(state, mark(engine, workload, windows, more, step, files_too=not grows))
    said("Explaining what is new" if grows else "Explaining every look")
    explained = _grown(engine, windows, more, kept, said) if grows else _explained(engine, windows, more, kept)
    said("Counting contact day by day")
    of_contact = signs.prepare(engine)
    lacking = signs.silenced(engine)
    touched = engine.rows("SELECT COALESCE(SUM(sent + got), 0) AS n, COALESCE(SUM(no_roster), 0) AS silent FROM contact_day")[0]
    first, last = _span(engine)
    officers = int(engine.rows(OFFICERS)[0]["n"])
    kept.set_apart(engine)
    findings, weighed = kept.findings(), 0
    for week in _weeks(first, last, step):
        if not kept.done(week[0], grows):
            said(f"Weighing {week[0].isoformat()}")
            findings, weighed = _week(engine, week, findings, workload, officers, first, lacking)
            kept.keep(week[0], findings, engine)
    findings.sort(key=lambda each: (each.found_on, each.tier, -each.score, each.officer, each.person))
    return Audit(
        looks=explained.looks, explained=explained.explained, adverse=explained.adverse, unexplained=explained.unexplained,
        officers=officers, first=first, last=last, pairs=weighed, findings=tuple(findings), silenced={**explained.silenced, **lacking},
        of_contact=tuple(of_contact), of_looks=tuple(strength.of_looks(engine)) if learn else (),
        contacts=int(touched["n"]), no_roster=int(touched["silent"]), examined=tuple(told),
    )  # fmt: skip


def _week(
    engine: Engine,
    week: Sequence[date],
    findings: list[Finding],
    workload: Workload,
    officers: int,
    first: date,
    lacking: dict[str, list[str]],
) -> tuple[list[Finding], int]:
    """The findings after that day, on which every pair is weighed, and the nights after it; and how many pairs there were."""
    weighed = 0
    for night in week:
        if night == week[0]:
            weighed = pairs.weigh(engine, night, lacking)
        elif not pairs.weigh_new(engine, night, lacking):
            continue
        top = lanes.strongest(engine, weighed, workload)
        if night == week[0]:
            findings = _risen(engine, findings, top, night, lacking)
        known = frozenset((each.officer, each.person) for each in findings)
        asked = replace(workload, control=_control(findings, workload, night) if night == week[0] else 0)
        room = _room(findings, lanes.allowed(workload, officers, (night - first).days + 1))
        findings = findings + [
            telling.finding(engine, each, night, lacking) for each in lanes.choose(engine, top, asked, room, night, known)
        ]
    return findings, weighed


def _control(findings: Sequence[Finding], workload: Workload, night: date) -> int:
    """How many pairs are still to be drawn for the month of that day. A day that is weighed again, because something came late, draws none anew."""
    month = (night.year, night.month)
    return max(0, workload.control - sum(each.tier == 3 and (each.found_on.year, each.found_on.month) == month for each in findings))


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


def _explained(engine: Engine, windows: Mapping[str, Window], more: Sequence[Explanation], kept: State) -> Cascade:
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
    """The first and the last day that are weighed. Days that lie half a year apart from all others are a clock that was wrong."""
    rows = engine.rows(
        """
        SELECT day, SUM(n) AS n FROM (
            SELECT CAST("at" AS DATE) AS day, COUNT(*) AS n FROM access WHERE "at" IS NOT NULL GROUP BY CAST("at" AS DATE)
            UNION ALL SELECT day, COUNT(*) AS n FROM contact_day GROUP BY day
        ) AS every_day GROUP BY day ORDER BY day
        """
    )
    if not rows:
        raise NothingToAudit(
            "The folder holds no look with a day and no contact that can be tied to an officer and a person. An audit needs the table access, "
            "or comms with phone_asset and phone_link."
        )
    spans: list[list[tuple[date, int]]] = []
    for row in rows:
        if not spans or row["day"] - spans[-1][-1][0] > APART:
            spans.append([])
        spans[-1].append((row["day"], int(row["n"])))
    most = max(spans, key=lambda span: sum(number for _day, number in span))
    return most[0][0], most[-1][0]


def _weeks(first: date, last: date, step: int) -> Iterator[list[date]]:
    """The day on which every pair is weighed, and the nights after it on which only what is new is; the last day is one of the former."""
    whole = first + timedelta(days=step - 1)
    while whole < last:
        yield [night for night in (whole + timedelta(days=n) for n in range(step)) if night < last]
        whole += timedelta(days=step)
    yield [last]


def _grown(engine: Engine, windows: Mapping[str, Window], more: Sequence[Explanation], kept: State, said: Callable[[str], None]) -> Cascade:
    before = kept.grown()
    place = kept.path / before["place"] if kept.path and before else Path()
    found = growing.explain(engine, windows, more, before, place, said)
    kept.grow(engine, found)
    return desks.explain(engine, found, windows)
