"""How strong a purpose still is at a lag after it ended: learned from the force's own log against a permuted log, without labels.

Pairs whom a purpose ties are followed after its end. In each stretch of time the share of them that are in touch (or whose
record is opened) is set against the same share where every officer's log is given to a colleague of the same role in the same
week, which keeps who is busy and who is popular and takes away every reason. What exceeds chance is divided by what exceeds
chance while the purpose was open: 1, the purpose is as good a reason as on its day; 0, no better than none. A pair counts once
in a stretch, however often it is in touch, so that nobody makes an exception usual by repeating it. It never rises with time.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from custodiet.detection.engine import Engine
from custodiet.detection.explanations import OWN, interval
from custodiet.detection.windows import DEFAULTS, Window

STRETCHES: tuple[tuple[int, int], ...] = (
    (0, 6), (6, 12), (12, 24), (24, 36), (36, 48), (48, 72), (72, 96), (96, 120), (120, 192), (192, 336), (336, 672), (672, 1440),
)  # fmt: skip
"""Hours after the end of a purpose, from and until. Beyond the last a purpose is no reason."""
FEWEST = 30
"""A purpose that fewer pairs had than this is not learned from: it has no strength after its end."""
RARE = 0.01
"""A hundred times rarer than while the purpose was open: from here on an event weighs all it can."""
WORDS: tuple[tuple[float, str], ...] = ((0.5, "strong"), (0.1, "adequate"), (0.02, "thin"), (0.0, "none"))


@dataclass(frozen=True, slots=True)
class Stretch:
    """One stretch of time after a purpose: pairs followed through it, of them in touch, by chance, and how strong it still is."""

    rel: str
    lo: int
    hi: int
    followed: int
    seen: int
    chance: int
    strength: float

    @property
    def word(self) -> str:
        """Strong, adequate, thin or none."""
        return next(word for least, word in WORDS if self.strength >= least)

    def as_data(self) -> dict[str, object]:
        """The row as plain data."""
        return {"purpose": self.rel, "from_hours": self.lo, "to_hours": self.hi, "followed": self.followed, "seen": self.seen,
                "by_chance": self.chance, "strength": round(self.strength, 4), "word": self.word}  # fmt: skip


PERMUTED = """
WITH served AS (
    SELECT told.row_key, told.staff_id, told.person_id, told."at", COALESCE(post.role_code, '') AS role, date_trunc('week', told."at") AS week
    FROM {events} AS told LEFT JOIN posting AS post ON post.staff_id = told.staff_id
         AND COALESCE(post.valid_from, TIMESTAMP '1900-01-01') <= told."at" AND told."at" < COALESCE(post.valid_to, TIMESTAMP '9999-01-01')
), there AS (
    SELECT role, week, staff_id, ROW_NUMBER() OVER (PARTITION BY role, week ORDER BY md5(staff_id || CAST(week AS VARCHAR)), staff_id) AS place,
           COUNT(*) OVER (PARTITION BY role, week) AS many
    FROM (SELECT DISTINCT role, week, staff_id FROM served) AS each_one
)
SELECT served.row_key, taker.staff_id, served.person_id, served."at" FROM served
JOIN there AS giver ON giver.role = served.role AND giver.week = served.week AND giver.staff_id = served.staff_id
JOIN there AS taker ON taker.role = giver.role AND taker.week = giver.week AND taker.place = giver.place % giver.many + 1
"""
"""Every officer's week goes to the next colleague of the role in an order drawn by a digest: the same log gives the same permutation."""

SINCE = """
SELECT told.row_key, told."at", told.staff_id, told.person_id, MAX(CASE WHEN span.hi >= told."at" THEN 1 ELSE 0 END) AS is_open,
       MAX(CASE WHEN span.hi < told."at" THEN span.hi END) AS ended,
       arg_max(span.rel, {{'ended': CASE WHEN span.hi >= told."at" THEN TIMESTAMP '9999-01-01' ELSE span.hi END, 'name': span.rel}}) AS rel
FROM {events} AS told JOIN {spans} AS span
  ON span.staff_id = told.staff_id AND span.person_id = told.person_id AND span.lo <= told."at"
GROUP BY told.row_key, told."at", told.staff_id, told.person_id
"""
"""For each event of a pair that a purpose ties: whether one is open, else when the latest ended and what it was; of several the last by name."""


def since(engine: Engine, events: str, target: str, spans: str = "role_span") -> None:
    """Make `target`: for each event that follows the beginning of a purpose in `spans`, `is_open`, `ended` and `rel`."""
    engine.make(target, SINCE.format(events=events, spans=spans))


def learn(engine: Engine, events: str, spans: str = "role_span") -> list[Stretch]:
    """The strengths for those events (`row_key`, `staff_id`, `person_id`, `at`) after those spans (`rel`, the two, `lo`, `hi`)."""
    last = engine.rows(f'SELECT MAX("at") AS last_moment FROM {events}')[0]["last_moment"]
    if last is None:
        return []
    engine.make("permuted", PERMUTED.format(events=events))
    told = {}
    for name, source in (("seen", events), ("chance", "permuted")):
        since(engine, source, "tied", spans)
        told[name] = _counts(engine)
    followed = _followed(engine, spans, str(last))
    engine.drop("permuted", "tied")
    return [each for rel in sorted({rel for rel, _ in followed}) for each in _curve(rel, followed, told["seen"], told["chance"])]


Counts = dict[tuple[str, int], int]


def _stretch_of(lag_hours: str) -> str:
    listed = " ".join(f"WHEN {lag_hours} < {hi} THEN {place}" for place, (_, hi) in enumerate(STRETCHES))
    return f"CASE {listed} ELSE {len(STRETCHES)} END"


def _counts(engine: Engine) -> Counts:
    """Pairs seen in each stretch, each counted once for each purpose that ended; -1: while it was open."""
    lag = "date_diff('second', tied.ended, tied.\"at\") / 3600.0"
    rows = engine.rows(
        f"""
        SELECT rel, place, COUNT(*) AS pairs FROM (
            SELECT DISTINCT rel, staff_id, person_id, CASE WHEN is_open = 1 THEN NULL ELSE ended END AS ended,
                   CASE WHEN is_open = 1 THEN -1 ELSE {_stretch_of(lag)} END AS place FROM tied
        ) AS each_pair GROUP BY rel, place
        """
    )
    return {(str(row["rel"]), int(row["place"])): int(row["pairs"]) for row in rows}


def _followed(engine: Engine, spans: str, last: str) -> Counts:
    """Pairs that can be seen through the whole of each stretch before the log ends; -1: all of them; -2: hours open, on average."""
    found: Counts = {}
    for place, hours in [(-1, 0), *((place, hi) for place, (_, hi) in enumerate(STRETCHES))]:
        for row in engine.rows(
            f"""
            SELECT rel, COUNT(*) AS pairs, AVG(date_diff('hour', lo, hi)) AS open_hours FROM (
                SELECT rel, staff_id, person_id, MIN(lo) AS lo, hi FROM {spans}
                WHERE hi <= CAST($last AS TIMESTAMP) - INTERVAL {hours} HOUR GROUP BY rel, staff_id, person_id, hi
            ) AS each_span GROUP BY rel
            """,
            last=last,
        ):
            found[str(row["rel"]), place] = int(row["pairs"])
            if place == -1:
                found[str(row["rel"]), -2] = max(1, round(row["open_hours"]))
    return found


def _curve(rel: str, followed: Counts, seen: Counts, chance: Counts) -> list[Stretch]:
    whole = followed.get((rel, -1), 0)
    if not whole:
        return []
    open_days = followed[rel, -2] / 24
    best = (seen.get((rel, -1), 0) - chance.get((rel, -1), 0)) / whole / max(1.0, open_days)
    excess, weights = [], []
    for place, (lo, hi) in enumerate(STRETCHES):
        many = followed.get((rel, place), 0)
        over = seen.get((rel, place), 0) - chance.get((rel, place), 0)
        rate = max(0, over) / many / ((hi - lo) / 24) if many >= FEWEST else 0.0
        excess.append(min(1.0, rate / best) if best > 0 else 0.0)
        weights.append(float(max(1, many)))
    return [
        Stretch(rel, lo, hi, followed.get((rel, place), 0), seen.get((rel, place), 0), chance.get((rel, place), 0), strength)
        for place, ((lo, hi), strength) in enumerate(zip(STRETCHES, never_rising(excess, weights), strict=True))
    ]


def until(stretches: Sequence[Stretch], word: str) -> dict[str, int]:
    """For each purpose the hours until which it is at least that strong; 0 where it never is."""
    least = next(value for value, name in WORDS if name == word)
    return {
        rel: max((each.hi for each in stretches if each.rel == rel and each.strength >= least), default=0)
        for rel in {each.rel for each in stretches}
    }


def never_rising(values: Sequence[float], weights: Sequence[float]) -> list[float]:
    """The closest values that never rise, by weighted squares: neighbours that rise are pooled until none does."""
    pools: list[list[float]] = []  # value, weight, how many
    for value, weight in zip(values, weights, strict=True):
        pools.append([value, weight, 1])
        while len(pools) > 1 and pools[-2][0] < pools[-1][0]:
            last = pools.pop()
            before = pools[-1]
            total = before[1] + last[1]
            pools[-1] = [(before[0] * before[1] + last[0] * last[1]) / total, total, before[2] + last[2]]
    return [value for value, _, many in pools for _ in range(int(many))]


LOOKS = """
SELECT ROW_NUMBER() OVER (ORDER BY access_id) AS row_key, staff_id, person_id, moment AS "at" FROM look_base
WHERE NOT shared AND substr(md5(access_id), 1, 3) < '{share}'
"""
SAMPLE = 200_000
"""Looks from which the strength of explanations is learned: a share drawn by a digest, about so many."""
UNWIDENED = {code: Window(0, 0) for code in DEFAULTS}


def of_looks(engine: Engine) -> list[Stretch]:
    """How strong each explanation still is after its purpose ended, its window left out. Needs `cascade.run`."""
    looks = int(engine.rows("SELECT COUNT(*) AS n FROM look_base")[0]["n"])
    engine.make("look_drawn", LOOKS.format(share=_share(looks)))
    parts = (f"SELECT code AS rel, staff_id, person_id, lo, hi FROM ({interval(each, UNWIDENED)}) AS one" for each in OWN)
    engine.make(
        "purpose_end",
        f"SELECT DISTINCT rel, staff_id, person_id, lo, hi FROM ({' UNION ALL '.join(parts)}) AS every WHERE hi IS NOT NULL AND lo <= hi",
    )
    found = learn(engine, "look_drawn", "purpose_end")
    engine.drop("look_drawn", "purpose_end")
    return found


def _share(looks: int) -> str:
    """The digest, cut to three digits of sixteen, below which a look is drawn; all of them where the log is small."""
    wanted = max(1, SAMPLE * 4096 // max(1, looks))
    return f"{wanted:03x}" if wanted < 4096 else "g"


def weight(strength: float) -> float:
    """What an event weighs where the purpose is that strong: nothing where it is as usual as on the day, all where a hundred times rarer."""
    return 1.0 if strength <= RARE else min(1.0, math.log10(strength) / math.log10(RARE))


def weight_sql(stretches: Sequence[Stretch], rel: str, hours: str) -> str:
    """SQL of `weight` for an event so many hours after such a purpose ended: a custom weighs little, an exception all."""
    parts = [
        f"WHEN {rel} = '{each.rel}' AND {hours} < {each.hi} THEN {weight(each.strength):.6f}" for each in stretches if each.strength > RARE
    ]
    return f"(CASE {' '.join(parts)} ELSE 1.0 END)" if parts else "1.0"
