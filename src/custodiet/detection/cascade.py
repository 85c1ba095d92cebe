"""Explaining a whole log: each look against the purposes of whoever looked, once; then what is left against a colleague's and a session's.

The naive plan (every look against every purpose at once, in plain Python) stands in the tests as the oracle. Here the purposes are made
into one table of spans, and the log goes past it a period at a time: a period's spans fit where the machine is fast, and memory does not
grow with the years. A look that several purposes cover is counted under the first of them, in the order of `explanations.OWN`.

What may be judged otherwise when more becomes known stays in the table `kept`: what nothing explains, what only a weak purpose, a
colleague's case or a session explains, and the right records that followed a wrong one. All other looks are settled for good, because
facts are added and never taken back (`detection.growing` sees to the exceptions). So a night judges what is new and what was kept.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from custodiet.detection import explanations, hot, late, looks
from custodiet.detection.engine import Engine
from custodiet.detection.explanations import OWN, Explanation
from custodiet.detection.windows import DEFAULTS, Window


def among(column: str, names: Collection[str]) -> tuple[str, dict[str, str]]:
    """SQL that a column is one of these names, and what is given with it; true of all where there are none.

    Each by itself, because an engine reads less where it knows them beforehand than where another table holds them.
    """
    given = {f"one_{number}": name for number, name in enumerate(sorted(names))}
    return (f"{column} IN ({', '.join(f'${each}' for each in given)})" if given else "true"), given


NEVER = datetime(1900, 1, 1)
LATE = ("T10", "T14")
IN_ONE, MOST_PIECES = 800_000, 24
"""How many looks make a period, and into how many periods a log is cut at most: open cases stand in every one of theirs."""


@dataclass(frozen=True, slots=True)
class Cascade:
    """How many looks there were, how many each explanation covered that none before it had, and how many are left.

    `adverse` of those left have a tie that speaks against them. `silenced`: explanations that lack a table, and which.
    `settled`: of those explained, the ones that will not be judged again.
    """

    looks: int
    explained: dict[str, int]
    adverse: int
    unexplained: int
    silenced: dict[str, list[str]]
    settled: dict[str, int] = field(default_factory=dict)


def prepare(engine: Engine, windows: Mapping[str, Window] = DEFAULTS, more: Sequence[Explanation] = (), only: Collection[str] = ()) -> None:
    """Make the tables that judging rests on. Needs `contacts.prepare`. `only`: the officers whose looks will be judged; all where nothing is said."""
    explanations.prepare(engine, windows, more)
    tried = sorted((*OWN, *more), key=lambda each: each.weak)
    looks.prepare(engine)
    engine.make("charge_span", late.charges(windows))
    theirs, names = among("staff_id", only)
    every = (_span(place, each, windows) for place, each in enumerate(tried))
    engine.make("span", "\nUNION ALL\n".join(f"SELECT * FROM ({sql}) AS each_span WHERE {theirs}" for sql in every), **names)
    rows = (f"SELECT CAST({place} AS SMALLINT) AS place, '{each.code}' AS code, {each.weak} AS weak" for place, each in enumerate(tried))
    engine.make("tried", " UNION ALL ".join(rows))
    engine.drop("open_look")


def run(engine: Engine, windows: Mapping[str, Window] = DEFAULTS, more: Sequence[Explanation] = (), in_one: int = IN_ONE) -> Cascade:
    """Make `unexplained` (with `adverse`: the kind of tie, or NULL) and `kept`. Needs `contacts.prepare`.

    `more`: explanations of the force's own, tried after those that stand in the program.
    """
    prepare(engine, windows, more)
    counted: dict[str, int] = {}
    for first, last in _periods(engine, in_one):
        beyond = last + timedelta(hours=windows["T14"].after_hours)
        asked = f"""
            SELECT look_base.*, moment < {moment(last)} AS counted FROM look_base
            WHERE moment >= {moment(first)} AND moment <= {moment(beyond)}"""
        for code, number in judge(engine, asked, windows, first, beyond).items():
            counted[code] = counted.get(code, 0) + number
    return settle(engine, counted)


def judge(
    engine: Engine, asked: str, windows: Mapping[str, Window], first: datetime | None = None, last: datetime | None = None
) -> dict[str, int]:
    """Judge the looks that `asked` answers (with `counted`: whether they are its own), add to `open_look`; how many each purpose covers.

    All of them lie from `first` to `last`, where that is said.
    """
    reach = timedelta(hours=max(windows["T15"].before_hours, windows["T15"].after_hours))
    within = f"WHERE hi >= {moment(first - reach)} AND lo <= {moment(last + reach)}" if first and last else ""
    cover(engine, asked, windows, within)
    counts = keep(engine, windows, within)
    tidy(engine)
    return counts


def cover(engine: Engine, asked: str, windows: Mapping[str, Window], within: str = "") -> None:
    """Make `judged` of the looks that `asked` answers: each with every purpose of one's own that covers it."""
    engine.make("judged", JUDGED.format(asked=asked, within=within, **reach(windows)))


def tidy(engine: Engine) -> None:
    """Let go what `cover` and `keep` made on their way."""
    engine.drop("judged", "best", "left_over", "covered", "followed")


def keep(engine: Engine, windows: Mapping[str, Window], within: str = "") -> dict[str, int]:
    """Judge by T10 and T14 what is left of `judged`, add to `open_look`; how many looks each purpose of one's own covers."""
    engine.make(
        "best", "SELECT access_id, MIN(place) AS place, MIN(counted) AS counted FROM judged WHERE place IS NOT NULL GROUP BY access_id"
    )
    engine.make("left_over", "SELECT * FROM judged WHERE place IS NULL")
    engine.make("covered", late.covered("left_over", within))
    engine.make("followed", late.followed("left_over", windows))
    engine.add("open_look", KEPT)
    counts = engine.rows(
        "SELECT tried.code, COUNT(*) AS n FROM best JOIN tried ON tried.place = best.place WHERE best.counted GROUP BY tried.code"
    )
    return {str(row["code"]): int(row["n"]) for row in counts}


def finish(engine: Engine) -> int:
    """How many looks nothing explains, where others made the table `judged`. Needs `prepare`."""
    keep(engine, DEFAULTS)
    tidy(engine)
    found = settle(engine, {})
    return found.unexplained + found.adverse


def reach_of(engine: Engine, view: str) -> tuple[datetime, datetime]:
    """The first and the last moment of those looks."""
    told = engine.rows(f"SELECT MIN(moment) AS first, MAX(moment) AS last FROM {view}")[0]
    return told["first"] or NEVER, told["last"] or NEVER


def settle(engine: Engine, counted: Mapping[str, int]) -> Cascade:
    """Make `unexplained` of what was kept; what there is in all. `counted`: the looks that each purpose of one's own covers."""
    engine.make("kept", f"SELECT DISTINCT {', '.join(looks.COLUMNS)}, code, was_followed FROM open_look")
    engine.drop("open_look")
    engine.make("alone", late.ALONE)
    engine.make("unexplained", UNEXPLAINED)
    engine.drop("alone")
    held = {
        str(row["code"]): int(row["n"]) for row in engine.rows("SELECT COALESCE(code, '') AS code, COUNT(*) AS n FROM kept GROUP BY code")
    }
    left = engine.rows("SELECT COUNT(*) AS n, COUNT(adverse) AS adverse FROM unexplained")[0]
    held["T14"] = held.pop("", 0) - int(left["n"])
    own = [str(row["code"]) for row in engine.rows("SELECT code FROM tried ORDER BY place")]
    explained = {code: counted.get(code, 0) for code in own} | {code: held.get(code, 0) for code in LATE}
    settled = {code: explained[code] - held.get(code, 0) for code in own}
    whole = sum(explained.values()) + int(left["n"])
    return Cascade(whole, explained, int(left["adverse"]), int(left["n"]) - int(left["adverse"]), explanations.silenced(engine), settled)


REACHES = """
{span}.lo <= CASE WHEN {look}.by_another THEN {look}.moment + INTERVAL {before} MINUTE ELSE {look}.moment END
 AND {span}.hi >= CASE WHEN {look}.by_another THEN {look}.moment - INTERVAL {after} MINUTE ELSE {look}.moment END
"""
"""That a span covers a look: where it was done for another, each purpose reaches further on either side (T15)."""

JUDGED = f"""
SELECT {", ".join(f"look.{column}" for column in looks.COLUMNS)}, look.counted, span.place
FROM ({{asked}}) AS look LEFT JOIN (SELECT * FROM span {{within}}) AS span
  ON span.staff_id = look.staff_id AND span.person_id = look.person_id
 AND {REACHES.format(span="span", look="look", before="{before}", after="{after}")}"""
"""A row for each look and purpose that covers it; one with an empty `place` where none does."""


def _columns(table: str) -> str:
    return ", ".join(f"{table}.{column}" for column in looks.COLUMNS)


KEPT = f"""
SELECT {_columns("left_over")}, CASE WHEN covered.access_id IS NULL THEN NULL ELSE 'T10' END AS code, soon.access_id IS NOT NULL AS was_followed
FROM left_over LEFT JOIN covered ON covered.access_id = left_over.access_id
LEFT JOIN (SELECT DISTINCT access_id FROM followed) AS soon ON soon.access_id = left_over.access_id
WHERE left_over.counted
UNION ALL
SELECT {_columns("judged")}, sure.code, false AS was_followed
FROM judged JOIN (
    SELECT best.access_id, best.place, tried.code FROM best JOIN tried ON tried.place = best.place AND tried.weak WHERE best.counted
    UNION ALL
    SELECT best.access_id, best.place, tried.code FROM best JOIN tried ON tried.place = best.place AND NOT tried.weak
    SEMI JOIN followed ON followed.right_id = best.access_id
) AS sure ON sure.access_id = judged.access_id AND sure.place = judged.place
"""

UNEXPLAINED = f"""
SELECT kept.access_id, kept.staff_id, kept.person_id, kept.moment, kept.by_another, kept.shared,
       COALESCE(against.adverse, heated.kind) AS adverse
FROM kept
LEFT JOIN (SELECT staff_id, person_id, MIN(kind) AS adverse FROM adverse GROUP BY staff_id, person_id) AS against
  ON against.staff_id = kept.staff_id AND against.person_id = kept.person_id
LEFT JOIN (
    SELECT DISTINCT look.access_id, '{hot.KIND}' AS kind FROM kept AS look
    JOIN hot ON hot.person_id = look.person_id AND hot.lo <= look.moment AND look.moment <= hot.hi
) AS heated ON heated.access_id = kept.access_id
LEFT JOIN alone ON alone.staff_id = kept.staff_id AND alone.person_id = kept.person_id
WHERE kept.code IS NULL AND NOT (
    kept.was_followed AND alone.staff_id IS NOT NULL AND against.staff_id IS NULL AND heated.access_id IS NULL)
"""
"""What no purpose of one's own and no colleague's case explains, and no slip (T14) that happened once and that neither a tie nor a record
declared hot speaks against."""


def _span(place: int, each: Explanation, windows: Mapping[str, Window]) -> str:
    """The intervals of an explanation, less those that a tie between the two cancels."""
    whole = f"""
        SELECT told.staff_id, told.person_id, told.lo, COALESCE(told.hi, TIMESTAMP '9999-01-01') AS hi
        FROM ({explanations.interval(each, windows)}) AS told"""
    if each.weak:
        whole = hot.COOLED.format(
            spans=f"{whole} ANTI JOIN adverse ON adverse.staff_id = told.staff_id AND adverse.person_id = told.person_id"
        )
    return f"SELECT own.staff_id, own.person_id, own.lo, own.hi, CAST({place} AS SMALLINT) AS place FROM ({whole}) AS own"


def reach(windows: Mapping[str, Window]) -> dict[str, str]:
    """How much further a purpose reaches for a look that was asked for, in minutes."""
    return windows["T15"].minutes()


def _periods(engine: Engine, in_one: int) -> Iterator[tuple[datetime, datetime]]:
    """The log cut into periods, each up to but not including its last moment."""
    told: dict[str, Any] = engine.rows('SELECT COUNT(*) AS n, MIN("at") AS first, MAX("at") AS last FROM access')[0]
    if told["first"] is None:
        told = {"n": 0, "first": NEVER, "last": NEVER}
    pieces = engine.pieces(-(-int(told["n"]) // in_one), MOST_PIECES)
    step = (told["last"] - told["first"]) / pieces
    edges = [told["first"] + step * number for number in range(pieces)] + [told["last"] + timedelta(seconds=1)]
    yield from pairwise(edges)


def moment(at: datetime) -> str:
    """SQL of a moment."""
    return f"TIMESTAMP '{at.isoformat(sep=' ')}'"
