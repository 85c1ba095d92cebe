"""Explaining a log that grows by a night: what is new is judged with what was kept, and the answer is that of the whole.

A look that a lasting purpose of the officer's own explains is settled: later files add facts and take none back. Everything else is kept and
judged again each night, so an assignment that is entered late explains what it should, and a tie that is declared late cancels a weak
explanation. Where that does not hold the whole log is explained afresh, and said: a file changed or went, or a register now says
otherwise who held a log-in or whom a record became, and a settled look rests on it.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from custodiet.detection import cascade, looks
from custodiet.detection.cascade import Cascade
from custodiet.detection.engine import Engine
from custodiet.detection.explanations import Explanation
from custodiet.detection.windows import Window
from custodiet.evidence.facts import TABLES

COLUMNS = ", ".join(looks.COLUMNS)
KEPT = ("kept", "holder_before", "merged_before")


def seen(engine: Engine) -> dict[str, list[str]]:
    """Every file of the folder, with its size and the moment it was written."""
    return {
        table.name: [f"{path.name}:{path.stat().st_size}:{path.stat().st_mtime_ns}" for path in engine.of_table(table.name)]
        for table in TABLES
    }


def explain(
    engine: Engine,
    windows: Mapping[str, Window],
    more: Sequence[Explanation],
    before: Mapping[str, Any] | None,
    folder: Path,
    said: Callable[[str], None] = lambda words: None,
) -> Cascade:
    """Make `unexplained` and `kept`. `before`: what `remember` gave the last time, whose tables stand in `folder`."""
    if before is None:
        return cascade.run(engine, windows, more)
    why = _afresh(engine, before)
    if not why:
        cascade.prepare(engine, windows, more)
        _parts(engine, before, folder)
        why = _rests_on_what_changed(engine)
    if why:
        said(f"Explaining every look afresh, because {why}")
        return cascade.run(engine, windows, more)
    asked = _asked(engine, windows)
    counted = cascade.judge(engine, asked, windows)
    settled: Mapping[str, int] = before["settled"]
    return cascade.settle(engine, {code: counted.get(code, 0) + settled.get(code, 0) for code in counted.keys() | settled.keys()})


def remember(engine: Engine, found: Cascade, folder: Path) -> dict[str, Any]:
    """Keep what the next night needs in `folder`, under a name of its own; what to give it. Call when all else is kept."""
    engine.make("holder_before", "SELECT * FROM holder")
    engine.make("merged_before", "SELECT * FROM merged")
    for name in KEPT:
        engine.save(name, folder / f"{name}.parquet")
    return {"files": seen(engine), "settled": found.settled}


def _afresh(engine: Engine, before: Mapping[str, Any]) -> str:
    """Why nothing of before can be used; empty where it can."""
    now = seen(engine)
    for table, names in before["files"].items():
        if lost := set(names) - set(now.get(table, ())):
            return f"{min(lost).split(':')[0]} of the table {table} changed or went"
    return ""


def _parts(engine: Engine, before: Mapping[str, Any], folder: Path) -> None:
    """Offer what is new and what is old of the log apart, and load what was kept."""
    old = set(before["files"].get("access", ()))
    paths = engine.of_table("access")
    marks = seen(engine)["access"]
    engine.part("new_access", "access", [path for path, mark in zip(paths, marks, strict=True) if mark not in old])
    engine.part("old_access", "access", [path for path, mark in zip(paths, marks, strict=True) if mark in old])
    looks.offer(engine, "new_look", "new_access")
    looks.offer(engine, "old_look", "old_access")
    for name in KEPT:
        engine.load(f"{name}_then", folder / f"{name}.parquet")


def _rests_on_what_changed(engine: Engine) -> str:
    """Why settled looks cannot stay settled; empty where they can."""
    if engine.rows("SELECT 1 AS one FROM (SELECT * FROM merged_before_then EXCEPT SELECT * FROM merged) AS gone LIMIT 1"):
        return "a record that had become another now became a third"
    engine.make("person_differs", f"SELECT DISTINCT person_id FROM ({_either('merged_before_then', 'merged')}) AS either_way")
    engine.make("account_differs", f"SELECT DISTINCT account_id, of_system FROM ({_either('holder_before_then', 'holder')}) AS either_way")
    if _any(engine, "person_differs") and engine.rows(
        "SELECT 1 AS one FROM old_access AS look SEMI JOIN person_differs ON person_differs.person_id = look.person_id LIMIT 1"
    ):
        return "a record that was looked at became another"
    if _any(engine, "account_differs") and engine.rows(
        """
        SELECT 1 AS one FROM old_access AS look SEMI JOIN account_differs
          ON account_differs.account_id = look.account_id AND account_differs.of_system = COALESCE(look.system, '') LIMIT 1
        """
    ):
        return "the register now says otherwise who held a log-in"
    return ""


def _either(one: str, other: str) -> str:
    first, second = (f"(SELECT * FROM {a} EXCEPT SELECT * FROM {b})" for a, b in ((one, other), (other, one)))
    return f"SELECT * FROM {first} AS gone UNION ALL SELECT * FROM {second} AS come"


def _any(engine: Engine, table: str) -> bool:
    return bool(engine.rows(f"SELECT 1 AS one FROM {table} LIMIT 1"))


def _asked(engine: Engine, windows: Mapping[str, Window]) -> str:
    """SQL of what is judged: what is new, what was kept, and the old looks that stand beside a new one in its session."""
    engine.make("fresh", "SELECT * FROM new_look")
    first, last = cascade.reach_of(engine, "fresh")
    after = f"INTERVAL {windows['T14'].minutes()['after']} MINUTE"
    engine.make(
        "near",
        f"""
        SELECT * FROM old_look WHERE moment >= {cascade.moment(first)} AND moment <= {cascade.moment(last)} + {after}
        """,
    )
    return f"""
        SELECT {COLUMNS}, true AS counted FROM fresh ANTI JOIN near ON near.access_id = fresh.access_id
        UNION ALL SELECT {COLUMNS}, true AS counted FROM kept_then
        UNION ALL SELECT {COLUMNS}, false AS counted FROM near SEMI JOIN fresh ON fresh.session_id = near.session_id AND fresh.staff_id = near.staff_id
                  ANTI JOIN kept_then ON kept_then.access_id = near.access_id
        """
