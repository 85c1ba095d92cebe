"""What one invented force gave, held against the truth about it: every pair's evidence night by night, and what stands beside it.

Only pairs whose evidence reaches `LEAST` are kept, with the evidence of every sign, so that a threshold, a lane or a sign can be
changed afterwards without asking the force again. `detection.rates` makes figures of it. Beside it, of the same force: raw counts of
contact, the features that general methods get, and a classic audit that asks for any link between the two.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from custodiet.detection import alone, audit, cascade, contacts, desks, pairs, signs
from custodiet.detection.engine import Engine
from custodiet.detection.pairs import SIGNS
from custodiet.detection.ruled import Ruled
from custodiet.detection.surprise import discoveries
from custodiet.detection.windows import DEFAULTS, Window

LEVELS = ("L0", "L1", "L2", "L3", "L4", "L5")
ABUSE = frozenset(LEVELS)
OTHERS = ("ex-partner", "self", "family")
"""What else is planted on one officer and one person."""
LEAST = 20.0
"""Evidence below this is not kept: no threshold lies there."""
RATE = 0.05
FEATURES = (
    "sent", "got", "off_duty", "at_night", "unlogged", "without_purpose", "active_days", "no_roster", "look_days", "coupled", "adverse",
    "is_attended", "is_charge", "is_other", "is_none",
)  # fmt: skip
"""What general methods are given of a pair: the plain counts, and what the officer was to the person. Nothing that was learned here."""

BY_PAIR = ("certified", "raw", "features", "named", "shown")
"""What `Scored` holds by officer and person, beside the nights."""

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Planted:
    """One planted pair: its level, the days of the force on which it began and ended, and the looks that belong to it."""

    officer: str
    person: str
    kind: str
    first: int
    last: int
    accesses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Night:
    """The evidence of one pair on one night: `signs` in the order of `pairs.SIGNS`."""

    day: int
    signs: tuple[float, ...]

    def weight(self, *, without: str = "") -> float:
        """The evidence, on the whole; or as if a lane (`contact`, `access`, `joint`) or a sign, by its code, said nothing either way."""
        values = {sign.code: 1.0 if sign.code == without else e for sign, e in zip(SIGNS, self.signs, strict=True)}
        family = {
            name: 1.0 if name == without else sum(sign.share * values[sign.code] for sign in SIGNS if sign.family == name)
            for name in ("contact", "access", "joint")
        }
        joint = 1.0 if without == "joint" else family["access"] * family["joint"]
        return (family["contact"] + family["access"] + joint) / 3


@dataclass(slots=True)
class Scored:
    """What one force gave. `features`: of pairs with anything to count, at the end; `alone`: looks that one explanation alone covers.

    `named` and `shown`: by pair, the day on which the rule on ties first named it, and on which there was room; None where nobody looked.
    """

    officers: int
    days: int
    nights: dict[Pair, list[Night]] = field(default_factory=dict)
    certified: dict[Pair, int] = field(default_factory=dict)
    raw: dict[Pair, float] = field(default_factory=dict)
    features: dict[Pair, tuple[float, ...]] = field(default_factory=dict)
    groups: dict[str, tuple[str, ...]] = field(default_factory=dict)
    pairs: int = 0
    looks: int = 0
    unexplained: int = 0
    explained: dict[str, int] = field(default_factory=dict)
    visible: int = 0
    planted_looks: int = 0
    classic_visible: int = 0
    reasoned: tuple[int, int] = (0, 0)
    reasonless: tuple[int, int] = (0, 0)
    mean_evidence: dict[str, float] = field(default_factory=dict)
    strength: list[dict[str, Any]] = field(default_factory=list)
    alone: dict[str, int] = field(default_factory=dict)
    named: dict[Pair, int] | None = None
    shown: dict[Pair, int] | None = None

    @property
    def thousand_months(self) -> float:
        """How many times 1,000 officers and a month the force is."""
        return self.officers / 1000 * self.days / 30.44

    def as_data(self) -> dict[str, Any]:
        """Plain data for JSON; evidence to five figures."""
        told = {name: value for name, value in asdict(self).items() if name not in ("nights", *BY_PAIR)}
        told["nights"] = [
            [*pair, [[each.day, *(float(f"{e:.5g}") for e in each.signs)] for each in several]]
            for pair, several in sorted(self.nights.items())
        ]
        for name in BY_PAIR:
            held = getattr(self, name)
            told[name] = None if held is None else [[*pair, value] for pair, value in sorted(held.items())]
        return told

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Scored":
        """What `as_data` told."""
        told = dict(data)
        told["nights"] = {(a, b): [Night(int(row[0]), tuple(row[1:])) for row in several] for a, b, several in told["nights"]}
        told |= {name: {(a, b): value for a, b, value in told[name]} for name in BY_PAIR if told.get(name) is not None}
        told["features"] = {pair: tuple(value) for pair, value in told["features"].items()}
        told["groups"] = {officer: tuple(value) for officer, value in told["groups"].items()}
        told |= {name: (told[name][0], told[name][1]) for name in ("reasoned", "reasonless")}
        return cls(**told)


def planted_of(truth: Mapping[str, Any]) -> list[Planted]:
    """The planted pairs of a truth file. Raises ValueError with a sentence where it is none."""
    try:
        return [
            Planted(str(each["officer"]), str(each.get("person") or ""), each["kind"], each["from"], each["to"], tuple(each["accesses"]))
            for each in truth["planted"]
        ]
    except (KeyError, TypeError) as wrong:
        raise ValueError(f"This is no truth file of `custodiet simulate`: {wrong} is missing. Name the folder that it wrote.") from wrong


def check_same_force(engine: Engine, planted: Sequence[Planted], place: Path) -> None:
    """Raise ValueError where the facts do not hold what the truth says was planted in them: no rate of another force may come of it."""
    asked = (
        ("officers", {each.officer for each in planted}, "staff_id", "known"),
        ("looks", {access for each in planted for access in each.accesses}, "access_id", "access"),
    )
    engine.make("known", "SELECT staff_id FROM staff UNION SELECT staff_id FROM account")
    for what, marks, column, table in asked:
        engine.make("mark", "SELECT UNNEST($marks) AS mark", marks=sorted(marks) or [""])
        lost = f"SELECT COUNT(*) AS n, MIN(mark) AS one FROM mark ANTI JOIN {table} ON {table}.{column} = mark.mark"
        if marks and (row := engine.rows(lost)[0])["n"]:
            raise ValueError(
                f"The facts in {place} are not of the force that its truth speaks of: {row['n']:,} of {len(marks):,} {what} with something planted "
                f"are not in them, such as {row['one']}. Name the folder as `custodiet simulate` wrote it."
            )
    engine.drop("mark", "known")
    told = [(access, each.officer) for each in planted for access in each.accesses]
    looks, officers = [access for access, _ in told], [officer for _, officer in told]
    engine.make("told", "SELECT UNNEST($looks) AS access_id, UNNEST($officers) AS staff_id", looks=looks, officers=officers)
    same = """
        SELECT COUNT(DISTINCT told.access_id) AS n FROM told JOIN access ON access.access_id = told.access_id
        JOIN account ON account.account_id = access.account_id AND account.staff_id = told.staff_id"""
    if told and 2 * engine.rows(same)[0]["n"] < len(told):  # forces of one size number alike; a few looks are made under a shared log-in
        raise ValueError(
            f"The facts in {place} are not of the force that its truth speaks of: most of its {len(told):,} planted looks are others' there. "
            "Name the folder as `custodiet simulate` wrote it."
        )
    engine.drop("told")


def score(
    engine: Engine,
    planted: Sequence[Planted],
    start: date,
    days: int,
    reasons: Path | None = None,
    windows: Mapping[str, Window] = DEFAULTS,
) -> Scored:
    """Weigh the force every night as the audit does. `reasons`: the file of the truth that says why each honest look was made."""
    contacts.prepare(engine)
    found = desks.explain(engine, cascade.run(engine, windows), windows)
    learned = signs.prepare(engine)
    lacking = signs.silenced(engine)
    done = Scored(
        int(engine.rows(audit.OFFICERS)[0]["n"]), days, looks=found.looks, unexplained=found.unexplained + found.adverse,
        explained=found.explained, strength=[each.as_data() for each in learned], alone=alone.of(engine, found, windows),
    )  # fmt: skip
    _looks(engine, planted, done, reasons)
    ruled = Ruled(done.officers)
    for day in range(audit.STEP - 1, days):
        night = start + timedelta(days=day)
        if day % audit.STEP == audit.STEP - 1 or day == days - 1:
            done.pairs = pairs.weigh(engine, night, lacking)
            _counts(engine, done)
        elif not pairs.weigh_new(engine, night, lacking):
            continue
        _keep(engine, done, day)
        ruled.keep(engine, day, done.certified)
    done.named, done.shown = ruled.named, ruled.shown
    _features(engine, done, {each.officer for each in planted})
    return done


def _keep(engine: Engine, done: Scored, day: int) -> None:
    columns = ", ".join(f"e_{sign.code}" for sign in SIGNS)
    rows = engine.rows(
        f"SELECT staff_id, person_id, e_any, {columns} FROM weighed WHERE e_any >= {LEAST} ORDER BY e_any DESC, staff_id, person_id"
    )
    sure = discoveries([row["e_any"] for row in rows], done.pairs, RATE)
    for number, row in enumerate(rows):
        pair = (str(row["staff_id"]), str(row["person_id"]))
        done.nights.setdefault(pair, []).append(Night(day, tuple(float(row[f"e_{sign.code}"]) for sign in SIGNS)))
        if number < sure:
            done.certified.setdefault(pair, day)


def _counts(engine: Engine, done: Scored) -> None:
    for row in engine.rows("SELECT staff_id, person_id, sent FROM weighed WHERE sent > 5"):
        pair = (str(row["staff_id"]), str(row["person_id"]))
        done.raw[pair] = max(done.raw.get(pair, 0.0), float(row["sent"]))


def _features(engine: Engine, done: Scored, known: set[str]) -> None:
    """At the end: the features of every pair with anything to count, the mean evidence of pairs nobody planted, who is of which group."""
    told = {"is_attended": "rel = 2", "is_charge": "rel IN (0, 1)", "is_other": "rel = 3", "is_none": "rel IN (4, 5)"}
    asked = ", ".join(f"CASE WHEN {told[name]} THEN 1 ELSE 0 END AS {name}" if name in told else name for name in FEATURES)
    for row in engine.rows(f"SELECT staff_id, person_id, {asked} FROM weighed WHERE sent + got + look_days > 0"):
        done.features[str(row["staff_id"]), str(row["person_id"])] = tuple(float(row[name]) for name in FEATURES)
    engine.make("planted_on", "SELECT UNNEST($them) AS staff_id", them=sorted(known) or [""])
    means = ", ".join(f"AVG(e_{name}) AS {name}" for name in ("contact", "access", "joint", "any"))
    row = engine.rows(f"SELECT {means} FROM weighed ANTI JOIN planted_on ON planted_on.staff_id = weighed.staff_id")[0]
    done.mean_evidence = {name: round(float(value or 0), 4) for name, value in row.items()}
    for row in engine.rows(GROUPS):
        done.groups[str(row["staff_id"])] = (str(row["role"]), str(row["kind"]), "part-time" if row["hours"] < 1 else "full-time")


GROUPS = """
SELECT staff.staff_id, MIN(COALESCE(posting.role_code, 'unknown')) AS role, MIN(COALESCE(staff.kind, 'unknown')) AS kind,
       MIN(COALESCE(staff.hours_fraction, 1.0)) AS hours
FROM staff LEFT JOIN posting ON posting.staff_id = staff.staff_id GROUP BY staff.staff_id ORDER BY staff.staff_id
"""

CLASSIC = """
SELECT COUNT(*) AS n FROM look_base AS look WHERE look.access_id IN (SELECT access_id FROM planted_look) AND NOT EXISTS (
    SELECT 1 FROM role_span AS role WHERE role.staff_id = look.staff_id AND role.person_id = look.person_id)
"""
"""The planted looks that a classic audit leaves visible: those of officers whom nothing ever tied to the person."""


def _looks(engine: Engine, planted: Sequence[Planted], done: Scored, reasons: Path | None) -> None:
    marks = [access for each in planted if each.kind in ABUSE for access in each.accesses]
    done.planted_looks = len(marks)
    if reasons is not None and reasons.is_file():
        engine.load("why", reasons)
        row = engine.rows(REASONS)[0]
        done.reasoned, done.reasonless = (int(row["a"]), int(row["b"])), (int(row["c"]), int(row["d"]))
    if not marks:
        return
    engine.make("planted_look", "SELECT UNNEST($marks) AS access_id", marks=marks)
    left = engine.rows("SELECT COUNT(*) AS n FROM unexplained WHERE access_id IN (SELECT access_id FROM planted_look)")
    done.visible = int(left[0]["n"])
    done.classic_visible = int(engine.rows(CLASSIC)[0]["n"])


REASONS = """
SELECT SUM(CASE WHEN told AND NOT left_over THEN 1 ELSE 0 END) AS a, SUM(CASE WHEN told THEN 1 ELSE 0 END) AS b,
       SUM(CASE WHEN NOT told AND NOT left_over THEN 1 ELSE 0 END) AS c, SUM(CASE WHEN NOT told THEN 1 ELSE 0 END) AS d
FROM (
    SELECT COALESCE(why.purpose, '') <> '' AS told, gone.access_id IS NOT NULL AS left_over
    FROM look_base AS look JOIN why ON why.access_id = look.access_id LEFT JOIN unexplained AS gone ON gone.access_id = look.access_id
) AS judged
"""
"""Honest looks: explained of those that had a reason, and of those whose reason no table shows."""


def first_acts(engine: Engine, planted: Sequence[Planted], start: date) -> list[Planted]:
    """The same, with L4 beginning at its first look: the day of the truth file is that of the honest meeting before it."""
    wanted = [access for each in planted if each.kind == "L4" for access in each.accesses]
    if not wanted:
        return list(planted)
    engine.make("asked_look", "SELECT UNNEST($them) AS access_id", them=wanted)
    rows = engine.rows('SELECT access.access_id, "at" FROM access JOIN asked_look ON asked_look.access_id = access.access_id')
    days = {str(row["access_id"]): row["at"].date() for row in rows}
    return [_from_looks(each, start, days) if each.kind == "L4" else each for each in planted]


def _from_looks(each: Planted, start: date, days: Mapping[str, date]) -> Planted:
    seen = [(days[access] - start).days for access in each.accesses if access in days]
    return Planted(each.officer, each.person, each.kind, min(seen, default=each.first), each.last, each.accesses)
