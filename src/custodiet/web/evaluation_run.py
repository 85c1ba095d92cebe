"""Making invented forces by seed and size, weighing each, and keeping what it gave: a run that was ended goes on where it was.

A force lives in a temporary folder only until it is weighed. The same order gives the same bytes.
"""

import json
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from custodiet.detection import audit, evaluation, telling
from custodiet.detection.engine import Engine
from custodiet.detection.evaluation import Planted, Scored
from custodiet.detection.windows import DEFAULTS, Window
from custodiet.simulation import SIMULATION
from custodiet.simulation.asked import asked
from custodiet.simulation.generate import generate

PLANT = ("L0=2", "L1=2", "L2=2", "L3=2", "L4=2", "L5=2")
"""Of every level two in every force, whatever its size; of the others as many as is usual."""
FAULTS: Mapping[str, str] = {
    "10 % of the roster lost": "roster=0.1", "the log an hour ahead": "skew=3600", "5 % of the numbers recycled": "recycled=0.05",
    "5 % of the attendances lost": "attendance=0.05",
}  # fmt: skip
NEVER = Window(-1e5, -1e5)
"""A window in which nothing lies: the explanation is off."""
OFF: Mapping[str, Window] = {code: Window(0, 0) if code in ("T14", "T15") else NEVER for code in DEFAULTS}
"""The window by which each is off. T14 and T15 are a lag and a reach, on which the reading of the log rests: they end at nothing."""


VERSION = f"force {SIMULATION}, {telling.RULES}"


@dataclass(frozen=True, slots=True)
class Weighed:
    """One force: what it gave, what was planted in it, and of each negative control whether it was ever certified, and when shown."""

    seed: int
    size: int
    done: Scored
    planted: list[Planted]
    controls: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Order:
    """Which forces. `background`: a folder of real records to take the heavy contact from."""

    seeds: tuple[int, ...]
    sizes: tuple[int, ...]
    days: int
    background: Path | None = None


def folder(place: Path, windows: Mapping[str, Window] = DEFAULTS, seed: int = 0) -> Weighed:
    """The force that `custodiet simulate` wrote there, weighed. Raises OSError, ValueError, NotFacts."""
    truth = _truth(place / "truth" / "truth.json")
    planted, start = evaluation.planted_of(truth), date.fromisoformat(truth["start"])
    with Engine(audit.facts_of(place)) as engine:
        evaluation.check_same_force(engine, planted, place)
        planted = evaluation.first_acts(engine, planted, start)
        done = evaluation.score(engine, planted, start, truth["days"], place / "truth" / "purposes.parquet", windows)
    return Weighed(seed or int(truth.get("seed", 0)), done.officers, done, planted, _controls(truth, done, planted))


def _truth(file: Path) -> dict[str, Any]:
    """What the truth file says. Raises OSError, ValueError."""
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
        date.fromisoformat(told["start"]), int(told["days"]), list(told["controls"])
    except (ValueError, KeyError, TypeError, RecursionError) as wrong:
        raise ValueError(f"{file} is no truth of `custodiet simulate` ({wrong}). Name the folder that it wrote.") from wrong
    return dict(told)


def _controls(truth: Mapping[str, Any], done: Scored, planted: Sequence[Planted]) -> list[dict[str, Any]]:
    """What a control's officer gave with anybody whom nothing was planted on: certified or not, and the highest evidence."""
    known = {(each.officer, each.person) for each in planted}
    found = []
    for each in truth["controls"]:
        own = {pair: nights for pair, nights in done.nights.items() if pair[0] == each["officer"] and pair not in known}
        highest = max((night.weight() for nights in own.values() for night in nights), default=0.0)
        found.append({"kind": each["kind"], "certified": any(pair in done.certified for pair in own), "highest": float(f"{highest:.5g}")})
    return found


def every(order: Order, kept: Path) -> list[Weighed]:
    """Each force of the order, from what was kept where it was made before."""
    return [one(order, seed, size, kept) for seed in order.seeds for size in order.sizes]


def one(order: Order, seed: int, size: int, kept: Path, fault: str = "", off: str = "") -> Weighed:
    """One force of the order, with a fault or with an explanation switched off."""
    name = "-".join(filter(None, [str(size), str(order.days), str(seed), "real" if order.background else "", fault.replace("=", "_"), off]))
    file = kept / f"{name}.json"
    if not _is_current(file):
        sys.stderr.write(f"{size} officers, seed {seed}{f', {fault}' if fault else ''}{f', without {off}' if off else ''} …\n")
        with tempfile.TemporaryDirectory() as aside:
            place = Path(aside) / "force"
            generate(asked(size, order.days, seed, PLANT, [fault] if fault else [], order.background), place)
            _keep(folder(place, {**DEFAULTS, off: OFF[off]} if off else DEFAULTS, seed), file)
    return _kept(file, seed, size)


def _is_current(file: Path) -> bool:
    """Whether that force was made and weighed by this generator and these rules; what an older edition gave is made again."""
    return file.exists() and json.loads(file.read_text(encoding="utf-8")).get("version") == VERSION


def _keep(made: Weighed, file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    told = {
        "version": VERSION,
        "done": made.done.as_data(),
        "planted": [asdict(each) for each in made.planted],
        "controls": made.controls,
    }
    aside = file.with_name(f".{file.name}.new")
    aside.write_text(json.dumps(told, sort_keys=True) + "\n", encoding="utf-8")
    aside.replace(file)


def _kept(file: Path, seed: int, size: int) -> Weighed:
    told = json.loads(file.read_text(encoding="utf-8"))
    planted = [Planted(**{**each, "accesses": tuple(each["accesses"])}) for each in told["planted"]]
    return Weighed(seed, size, Scored.from_data(told["done"]), planted, told["controls"])


def explanations_off(order: Order, seeds: Sequence[int], kept: Path) -> dict[str, list[Weighed]]:
    """The smallest forces of these seeds with each explanation switched off in turn."""
    return {code: [one(order, seed, min(order.sizes), kept, off=code) for seed in seeds] for code in OFF} if seeds else {}


def faults(order: Order, seeds: Sequence[int], kept: Path) -> dict[str, list[tuple[Weighed, Weighed]]]:
    """Forces of the middle size with each fault made much worse, each beside the same force as it was."""
    size = sorted(order.sizes)[len(order.sizes) // 2]
    return {name: [(one(order, seed, size, kept), one(order, seed, size, kept, fault)) for seed in seeds] for name, fault in FAULTS.items()}
