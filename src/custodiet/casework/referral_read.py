"""Reading the pack of a referral: nothing of it is taken on trust, and what is refused says why (docs/referral-pack.md).

A pack holds texts, numbers and days in five parts, and the digest of each, so that an altered part can be named.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from custodiet.ledger.entries import canonical_json

FORMAT, VERSION = "custodiet-referral", 1
MOST_CHARACTERS = 500_000
LONGEST, MOST = 2_000, 500
"""Letters of one text, and rows of one list."""
PARTS = ("matter", "referral", "clocks", "people", "allegations")
HEAD = ("force", "reference", "made_on", "stands", "disclosed", "withheld")


class RefusedPack(ValueError):
    """The pack is not taken in. The message says what was found, why, and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """A pack as it was read. `stands` counts the entries of the record it was made from: the higher, the later."""

    force: str
    reference: str
    made_on: date
    stands: int
    disclosed: tuple[str, ...]
    withheld: tuple[str, ...]
    parts: Mapping[str, Any]

    @property
    def later(self) -> tuple[int, date]:
        """What orders the packs of one referral."""
        return self.stands, self.made_on


def digest(part: Any) -> str:
    """The digest of one part, by which an altered one is named."""
    return sha256(canonical_json(part)).hexdigest()


def read(text: str) -> Pack:
    """The pack of that text. Raises RefusedPack; nothing of a pack is believed before its signature was."""
    said = unread(text)
    if said.get("format") != FORMAT:
        raise RefusedPack("The file is no pack of a referral. `custodiet referral-pack` writes one.")
    if said.get("version") != VERSION:
        raise RefusedPack(
            f"The pack is in version {str(said.get('version'))[:20]} of its format; this installation reads version {VERSION}. Update this "
            "installation first; nothing of the pack was taken in."
        )
    try:
        return _read(said)
    except (KeyError, TypeError, ValueError, RecursionError) as wrong:
        raise RefusedPack(f"The pack cannot be understood: {wrong}. Nothing of it was taken in. Ask the force to send it again.") from wrong


def unread(text: str) -> dict[str, Any]:
    """What the text holds as JSON, not yet read as a pack and not believed."""
    try:
        said = json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError) as wrong:
        raise RefusedPack(f"The file is no pack: it cannot be read as JSON ({wrong}). Ask the force to send it again.") from None
    if not isinstance(said, dict):
        raise RefusedPack("The file is no pack of a referral. `custodiet referral-pack` writes one.")
    return said


def _no_number(word: str) -> None:
    raise ValueError(f"“{word}” is no number")


def _read(said: Mapping[str, Any]) -> Pack:
    parts = said["parts"]
    if not isinstance(parts, dict) or set(parts) != set(PARTS):
        raise ValueError("it has not the parts " + ", ".join(PARTS))
    if wrong := altered(said):
        raise ValueError(f"the digest of the part “{wrong[0]}” is not that of its words")
    _check(parts)
    stands = said["stands"]
    if isinstance(stands, bool) or not isinstance(stands, int) or not 0 < stands < 1_000_000:
        raise ValueError(f"“{str(stands)[:20]}” is no number of entries")
    return Pack(
        force=_text(said["force"], "force"), reference=_text(said["reference"], "reference", 40), stands=stands, parts=parts,
        made_on=date.fromisoformat(said["made_on"]), disclosed=_sentences(said["disclosed"]), withheld=_sentences(said["withheld"]),
    )  # fmt: skip


def _check(parts: Mapping[str, Any]) -> None:
    """That every part has the shape of a pack."""
    for name in PARTS:
        _plain(parts[name], name, 4)
    for name in ("clocks", "people", "allegations"):
        if not isinstance(parts[name], list) or not all(isinstance(row, dict) for row in parts[name]):
            raise ValueError(f"the part “{name}” is no list")
    for name, days in (("matter", ("came_in_on",)), ("referral", ("clear_on", "called_in_on", "referred_on", "mode_on"))):
        _days(parts[name], days)
    _texts(parts["matter"], ("kind", "stage", "found"))
    _texts(parts["referral"], ("mode",))
    if not isinstance(parts["referral"]["criteria"], list) or not all(isinstance(each, str) for each in parts["referral"]["criteria"]):
        raise ValueError("a criterion has no name")
    _check_rows(parts)


def _check_rows(parts: Mapping[str, Any]) -> None:
    for row in parts["clocks"]:
        _days(row, ("due", "met_on"))
        _texts(row, ("what", "under", "owed_by"))
    for row in parts["people"]:
        _texts({"rank": "", "capacity": "", **row}, ("key", "alias", "part", "rank", "capacity"))
    for row in parts["allegations"]:
        _texts(row, ("key", "officer", "category"))
        if not isinstance(row["indicates"], list) or not all(isinstance(each, str) for each in row["indicates"]):
            raise ValueError("an allegation does not say what it indicates")


def altered(said: Mapping[str, Any]) -> list[str]:
    """The parts whose words are not those that their digests were made of."""
    parts, digests = said.get("parts"), said.get("digests")
    if not isinstance(parts, dict) or not isinstance(digests, dict):
        return ["parts"]
    wrong = [name for name in PARTS if name not in parts or digests.get(name) != digest(parts[name])]
    head = {name: said.get(name) for name in HEAD}
    return wrong + (["head"] if digests.get("head") != digest(head) else [])


def _plain(value: Any, name: str, depth: int) -> None:
    """Texts, numbers and lists of a decent size, and nothing deeper than a pack is."""
    if isinstance(value, str):
        _text(value, name, LONGEST, empty=True)
    elif isinstance(value, list | dict):
        if depth == 0 or len(value) > MOST:
            raise ValueError(f"the part “{name}” is larger than any pack is")
        for each in value.values() if isinstance(value, dict) else value:
            _plain(each, name, depth - 1)
    elif not (value is None or isinstance(value, bool | int)):
        raise ValueError(f"the part “{name}” holds something that is neither text nor number")


def _days(row: Any, names: tuple[str, ...]) -> None:
    for name in names:
        if row[name] is not None:
            date.fromisoformat(row[name])


def _texts(row: Mapping[str, Any], names: tuple[str, ...]) -> None:
    for name in names:
        _text(row[name], name, LONGEST, empty=True)


def _text(value: Any, name: str, longest: int = 200, empty: bool = False) -> str:
    if not isinstance(value, str) or len(value) > longest or not (value or empty) or not all(each.isprintable() for each in value):
        raise ValueError(f"what stands under “{name}” is no text of at most {longest} letters")
    return value


def _sentences(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or len(value) > 50:
        raise ValueError("it does not say what is disclosed and what is withheld")
    return tuple(_text(each, "disclosed", 300) for each in value)
