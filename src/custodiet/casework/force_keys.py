"""The public keys of the forces that are asked for their figures, and how many were asked.

The file (policy.toml, `[national] keys`; else `force-keys.txt` in the data directory) has a line for each force: its key, a space, its
name as in its return. A key speaks for one force alone. Get each by a way of its own: a return cannot vouch for itself.
"""

from collections.abc import Mapping
from pathlib import Path

from django.conf import settings

from custodiet.casework.access import Refused
from custodiet.figures import returns
from custodiet.figures.returns import RefusedReturn, Return
from custodiet.ledger.notes import NoteRefused, VerifierKey, open_note

MOST_BYTES = 1_000_000
"""A return is some kilobytes; what is larger is none."""
ASKED = 43
"""The territorial forces of England and Wales."""


def asked() -> int:
    """How many forces were asked (policy.toml, `[national] asked`)."""
    chosen = settings.POLICY.get("national", {}).get("asked", ASKED)
    return chosen if type(chosen) is int and chosen > 0 else ASKED


def file_of_keys() -> Path:
    """Where the keys stand."""
    return Path(settings.POLICY.get("national", {}).get("keys") or Path(settings.DATA) / "force-keys.txt")


def keys_in(path: Path) -> dict[str, VerifierKey]:
    """The key of each force. Raises Refused where a line is none, OSError where there is no such file."""
    found = {}
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise Refused(f"{path} is no text in UTF-8, and so not the file of the forces' keys. Look which file was meant.") from None
    for number, line in enumerate(lines, 1):
        key, _, force = line.strip().partition(" ")
        if not line.strip():
            continue
        try:
            found[force.strip()] = VerifierKey.parse(key)
        except NoteRefused as wrong:
            raise Refused(f"Line {number} of {path} is no key and name of a force. {wrong}") from wrong
    return found


def opened(stored: bytes, keys: Mapping[str, VerifierKey]) -> Return:
    """The return in those bytes, signed by the force it is of. Raises RefusedReturn with what was found and what to do."""
    if len(stored) > MOST_BYTES:
        raise RefusedReturn("It is too large for a return. Ask the force to send it again.")
    try:
        text, signed = open_note(stored.decode("utf-8"), list(keys.values()))
    except UnicodeDecodeError:
        raise RefusedReturn("It is no text, and every return is. Ask the force to send it again.") from None
    except NoteRefused as wrong:
        raise RefusedReturn(str(wrong)) from wrong
    found = returns.read(text.encode())
    if keys.get(found.force) not in signed:
        raise RefusedReturn(f"It says it is of {found.force}, whose key did not sign it. Ask {found.force} whether it sent this.")
    return found
