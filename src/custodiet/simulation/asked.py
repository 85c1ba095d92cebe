"""What was asked for: how many officers, how many days, what is to be planted and what is to be wrong, or a sentence why not."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

LEAST_OFFICERS, MOST_OFFICERS, LEAST_DAYS, MOST_DAYS = 60, 50_000, 28, 730

PER_3000_IN_HALF_A_YEAR: Mapping[str, float] = {
    "L0": 2, "L1": 3, "L2": 3, "L3": 3, "L4": 2, "L5": 2, "ex-partner": 20, "trawler": 5, "hot-subject": 25, "self": 10, "family": 10,
}  # fmt: skip
"""About a hundred times as many as a real force has, so that a rate can be told from few seeds."""
DAYS_NEEDED = {"L0": 80, "L1": 92, "L2": 80, "L3": 35, "L4": 60, "L5": 80}

FAULTS: Mapping[str, tuple[float, str]] = {
    "roster": (0.02, "share of the rows of the duty roster that are lost"),
    "attendance": (0.01, "share of the attendances that nobody recorded"),
    "skew": (20.0, "how far the clock of the records system is ahead, in seconds"),
    "recycled": (0.01, "share of the persons' numbers that are given to somebody else"),
    "merged": (0.005, "share of the persons whose record was merged into another"),
    "shared": (0.02, "share of the custody and control room looks made under a shared log-in"),
    "dst": (0.5, "share of the duties of a night on which the clocks change that are an hour out in the roster"),
    "unrecorded": (0.006, "share of honest looks whose purpose no table shows"),
}
"""What may be wrong: as much as is wrong when nothing is said, and what the number means."""


class NotAsked(ValueError):
    """The order cannot be met. The message says why and what to ask instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """An order that can be met. `plant` and `faults` are complete."""

    officers: int
    days: int
    seed: int
    plant: Mapping[str, int]
    faults: Mapping[str, float]
    background: Path | None = None
    left_out: tuple[str, ...] = field(default=())


def asked(
    officers: int, days: int, seed: int, plant: Iterable[str] = (), faults: Iterable[str] = (), background: Path | None = None
) -> Asked:
    """The order in these words. Raises NotAsked with a sentence."""
    _within(officers, LEAST_OFFICERS, MOST_OFFICERS, "officers", "--officers")
    _within(days, LEAST_DAYS, MOST_DAYS, "days", "--days")
    if background is not None:
        _is_background(background)
    given = _pairs(plant, "--plant", PER_3000_IN_HALF_A_YEAR)
    for kind, number in given.items():
        if number != int(number) or number < 0 or number * 8 > officers:
            raise NotAsked(f"--plant {kind}={number:g}: give a whole number from 0 to {officers // 8}; a case needs officers of its own.")
        if number and days < DAYS_NEEDED.get(kind, 28):
            raise NotAsked(f"--plant {kind} takes {DAYS_NEEDED[kind]} days, and the force has {days}. Give more --days, or {kind}=0.")
    usual = {kind: max(1, round(rate * officers * days / (3000 * 182))) for kind, rate in PER_3000_IN_HALF_A_YEAR.items()}
    left_out = tuple(kind for kind in usual if kind not in given and days < DAYS_NEEDED.get(kind, 28))
    planted = {kind: int(given.get(kind, 0 if kind in left_out else usual[kind])) for kind in usual}
    return Asked(
        officers=officers, days=days, seed=seed, plant=planted, faults=_faults(faults), background=background, left_out=left_out,
    )  # fmt: skip


def _faults(words: Iterable[str]) -> dict[str, float]:
    words = [each.strip() for word in words for each in word.split(",")]
    start = {name: 0.0 if "none" in words else usual for name, (usual, _) in FAULTS.items()}
    given = _pairs((word for word in words if word != "none"), "--fault", FAULTS)
    for name, number in given.items():
        most = 7200 if name == "skew" else 0.5 if name != "dst" else 1
        if not 0 <= number <= most:
            raise NotAsked(f"--fault {name}={number:g} is beyond what can be: {FAULTS[name][1]}, from 0 to {most}.")
    return start | given


def _pairs(words: Iterable[str], option: str, known: Mapping[str, object]) -> dict[str, float]:
    found = {}
    for word in (each.strip() for several in words for each in several.split(",")):
        name, sign, value = word.partition("=")
        if name not in known:
            raise NotAsked(f"{option} {word}: there is no “{name}”. There are: {', '.join(known)}. Write {option} {next(iter(known))}=2.")
        try:
            found[name] = float(value)
        except ValueError:
            raise NotAsked(f"{option} {word}: “{value}” is no number. Write {option} {name}=2.") from None
        if not sign or found[name] != found[name]:
            raise NotAsked(f"{option} {word}: give a number, such as {option} {name}=2.")
    return found


def _within(number: int, least: int, most: int, what: str, option: str) -> None:
    if not least <= number <= most:
        raise NotAsked(f"{option} {number}: a force is made of {least:,} to {most:,} {what}. Give a number between them.")


def _is_background(folder: Path) -> None:
    layout = {"calls.csv": ["timestamp", "caller", "callee", "duration"], "sms.csv": ["timestamp", "sender", "recipient"]}
    for name, columns in layout.items():
        if not (folder / name).is_file():
            raise NotAsked(f"--background {folder}: there is no {name} in it. It needs the columns {', '.join(columns)}.")
        with (folder / name).open(encoding="utf-8", errors="replace", newline="") as lines:
            if next(lines, "").strip().split(",") != columns:
                raise NotAsked(f"--background: {name} cannot be read. Its first line must be {','.join(columns)}.")
            for number, line in enumerate(lines, 2):
                cells = line.strip().split(",")
                if len(cells) != len(columns) or not all(cell.lstrip("-").isdecimal() and len(cell) < 16 for cell in cells):
                    raise NotAsked(f"--background: {name} cannot be read. Line {number} does not hold {len(columns)} whole numbers.")
