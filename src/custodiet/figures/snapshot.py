"""Frozen snapshots: the cases as they stood, under an id that is the digest of what they say. Asked again they give the same figures.

No free text is kept in it (`bare.py`). A correction in a case never changes a snapshot; it makes a new one, and `changes` says what
differs.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from custodiet.figures.bare import bare
from custodiet.figures.record import Characteristics, Record
from custodiet.law.codec import decode, encode
from custodiet.law.steps import BY_NAME, History

VERSION = 1


class UnreadableSnapshot(ValueError):
    """What is stored is no snapshot, or not the one it says it is. The message says what was found and what to do."""


@dataclass(frozen=True)
class Snapshot:
    """The cases of a force as they stood on a day."""

    id: str
    force: str
    taken_on: date
    records: tuple[Record, ...]
    strength: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """How many people the force had on that day of each rank and capacity, where its workforce extract said so."""


def frozen(
    force: str, taken_on: date, records: Iterable[Record], strength: Mapping[str, Mapping[str, int]] | None = None
) -> tuple[str, bytes]:
    """The id of these cases and the bytes to store: the same cases on the same day give the same id, whatever their order."""
    cases = ",".join(_json(_written(record)) for record in sorted(records, key=lambda each: each.reference))
    more = {"strength": strength} if strength else {}
    said = _json({"version": VERSION, "force": force, "taken_on": taken_on.isoformat(), **more})
    stored = f"{_BEGINS}{cases}],{said[1:]}".encode()
    return hashlib.sha256(stored).hexdigest(), stored


def _json(said: Mapping[str, Any]) -> str:
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


_BEGINS = '{"cases":['
_CASES_END = '],"force":'
"""Where the cases begin and end in what `frozen` writes. In a JSON text no quotation mark stands bare within a string, so the
last place that reads so is the end."""


def _written(record: Record) -> dict[str, Any]:
    people = {
        key: {name: str(value) for name in ("joined", "sex", "ethnicity") if (value := getattr(each, name))}
        for key, each in record.people.items()
    }
    return {
        "reference": record.reference,
        "steps": [{"step": type(step).__name__, **encode(bare(step))} for step in record.history],
        "people": {key: said for key, said in people.items() if said},
    }


def read(stored: bytes, expected: str = "") -> Snapshot:
    """The snapshot of those bytes. Raises UnreadableSnapshot where they are not what their id says, or come from a newer version."""
    found = hashlib.sha256(stored).hexdigest()
    if expected and found != expected:
        raise UnreadableSnapshot(
            f"The stored figures are not those of snapshot {expected[:12]}: their digest is {found[:12]}. Nothing was counted from them. "
            "Restore the snapshot from the backup, and have the loss looked into with `custodiet verify`."
        )
    try:
        cases, said = _parted(stored.decode())
        version = said["version"]
        if version != VERSION:
            raise UnreadableSnapshot(
                f"The snapshot was frozen by version {version} of this format; this installation reads version {VERSION}. Update it first."
            )
        day = date.fromisoformat(said["taken_on"])
        records = tuple(_read(case, day) for case in cases)
        return Snapshot(found, said["force"], day, records, said.get("strength", {}))
    except UnreadableSnapshot:
        raise
    except (ValueError, KeyError, TypeError, AttributeError) as wrong:
        raise UnreadableSnapshot(f"What is stored is no snapshot: {wrong}. Nothing was counted from it.") from wrong


def _parted(text: str) -> tuple[Iterable[Mapping[str, Any]], Mapping[str, Any]]:
    """The cases, and what is said of them all. One case at a time: as one tree a hundred thousand would fill the memory."""
    if not text.startswith(_BEGINS) or _CASES_END not in text:
        said = json.loads(text)
        return said["cases"], said
    end = text.rindex(_CASES_END)
    return _each(text, len(_BEGINS), end), json.loads("{" + text[end + 2 :])


def _each(text: str, at: int, end: int) -> Iterator[Mapping[str, Any]]:
    one = json.JSONDecoder()
    while at < end:
        case, at = one.raw_decode(text, at)
        if text[at] not in ",]":
            raise ValueError(f"no comma after a case, at {at:,}")
        yield case
        at += 1


def _read(case: Mapping[str, Any], day: date) -> Record:
    steps = [
        decode(BY_NAME.get(step["step"], step["step"]), {name: value for name, value in step.items() if name != "step"})
        for step in case["steps"]
    ]
    people = {
        key: Characteristics(
            joined=date.fromisoformat(said["joined"]) if said.get("joined") else None,
            sex=said.get("sex", ""), ethnicity=said.get("ethnicity", ""),
        )
        for key, said in case["people"].items()
    }  # fmt: skip
    return Record(case["reference"], History(steps), day, people)


@dataclass(frozen=True, slots=True)
class Change:
    """What differs in one case between two snapshots: steps that came, and steps that are gone (struck out by a correction)."""

    reference: str
    came: tuple[str, ...]
    went: tuple[str, ...]


def changes(older: Snapshot, newer: Snapshot) -> list[Change]:
    """What differs between two snapshots, case by case, in words."""
    before = {record.reference: record for record in older.records}
    after = {record.reference: record for record in newer.records}
    found = []
    for reference in sorted(before.keys() | after.keys()):
        old, new = _said(before.get(reference)), _said(after.get(reference))
        came, went = _without(new, old), _without(old, new)
        if came or went:
            found.append(Change(reference, came, went))
    return found


def _said(record: Record | None) -> list[tuple[str, str]]:
    if record is None:
        return []
    return [
        (json.dumps({"step": type(step).__name__, **encode(step)}, sort_keys=True), f"{step.on:%d.%m.%Y}: {step.title()}")
        for step in record.history
    ]


def _without(steps: list[tuple[str, str]], others: list[tuple[str, str]]) -> tuple[str, ...]:
    """Those that the others do not have, each as often as it is missing."""
    left = [key for key, _ in others]
    found = []
    for key, words in steps:
        if key in left:
            left.remove(key)
        else:
            found.append(words)
    return tuple(found)
