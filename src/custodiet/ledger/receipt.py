"""A receipt: what was received and when, tied to an entry of the ledger and to a signed statement of how the ledger stood.

The statement is text that a person reads. Its digest is in the body of the entry, the body in the entry's commitment, the entry in
the tree, and the root of the tree under the signature. Whoever holds the receipt and the public key needs nothing else.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from custodiet.ledger.checkpoint import Checkpoint, CheckpointRefused, sign
from custodiet.ledger.checkpoint import verify as verify_checkpoint
from custodiet.ledger.entries import Entry, EntryError, Json, Verb, canonical_json, written
from custodiet.ledger.notes import VerifierKey
from custodiet.ledger.tree import Frontier, verify_inclusion

KIND = "custodiet receipt 1"
NEAR = timedelta(minutes=5)


class NoReceipt(ValueError):
    """The file is no receipt. The message says what is missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Witnessed:
    """The entry that was made for it, with its salt and body, and the ledger as it stood just before."""

    entry: Entry
    salt: bytes
    body: Json
    before: Frontier


def make(statement: str, seen: Witnessed, origin: str, key: Ed25519PrivateKey) -> dict[str, Any]:
    """The receipt as JSON holds it. The entry is the last of the ledger at that moment, so its proof is the frontier before it."""
    after = seen.before.append(seen.entry.leaf())
    return {
        "kind": KIND,
        "statement": statement,
        "entry": {
            "sequence": seen.entry.sequence, "recorded_at": written(seen.entry.recorded_at), "verb": seen.entry.verb.value,
            "compartment": seen.entry.compartment, "commitment": seen.entry.commitment.hex(),
        },
        "salt": seen.salt.hex(),
        "body": seen.body,
        "proof": [peak.hex() for peak in reversed(seen.before.peaks)],
        "checkpoint": sign(Checkpoint(origin, after.size, after.root()), key),
    }  # fmt: skip


def digest(statement: str) -> str:
    """What the body of the entry says of the statement."""
    return sha256(statement.encode()).hexdigest()


def words_digest(salt: str, answers: Json) -> str:
    """What the statement says of the words: salted, so that a short answer cannot be guessed from it."""
    return sha256(bytes.fromhex(salt) + canonical_json(answers)).hexdigest()


def read(text: str) -> dict[str, Any]:
    """The receipt in this text, not yet believed; `NoReceipt` where it is none."""
    try:
        found = json.loads(text)
        assert found["kind"] == KIND
        assert isinstance(found["statement"], str)
        assert isinstance(found["checkpoint"], str)
        assert isinstance(found["body"], dict)
        assert isinstance(found["proof"], list)
        assert set(found["entry"]) == {"sequence", "recorded_at", "verb", "compartment", "commitment"}
        bytes.fromhex(found["salt"])
    except (ValueError, KeyError, TypeError, AssertionError) as wrong:
        raise NoReceipt("This file is not a whole receipt: a part is missing or cannot be read. Download the receipt again.") from wrong
    return dict(found)


def faults(receipt: Mapping[str, Any], key: VerifierKey) -> list[str]:
    """What is wrong with it, in words; nothing where it holds."""
    return list(_faults(receipt, key))


def _faults(receipt: Mapping[str, Any], key: VerifierKey) -> Iterator[str]:
    if receipt["body"].get("statement") != digest(receipt["statement"]):
        yield "The statement was altered: its words are not those that were entered in the ledger."
    try:
        stated = verify_checkpoint(receipt["checkpoint"], origin=key.name, public_key=key.public_key)
    except CheckpointRefused as refused:
        yield f"The signature does not hold: {refused}"
        stated = None
    try:
        entry = _entry(receipt["entry"])
        if not entry.holds(bytes.fromhex(receipt["salt"]), receipt["body"]):
            yield "The body of the ledger's entry, or its salt, was altered: it is not the one that was committed to."
    except (EntryError, ValueError, TypeError) as wrong:
        yield f"The entry of the ledger cannot be read, so it was altered: {wrong}"
        return
    if stated and not _stands(entry, receipt["proof"], stated):
        yield "The entry does not stand in the ledger that was signed: the entry or its proof was altered."


def _entry(told: Mapping[str, Any]) -> Entry:
    return Entry(
        sequence=told["sequence"], recorded_at=datetime.fromisoformat(told["recorded_at"]), verb=Verb(told["verb"]),
        compartment=told["compartment"], commitment=bytes.fromhex(told["commitment"]),
    )  # fmt: skip


def _stands(entry: Entry, proof: Sequence[Any], stated: Checkpoint) -> bool:
    try:
        path = [bytes.fromhex(each) for each in proof]
    except (ValueError, TypeError):
        return False
    return verify_inclusion(entry.leaf(), entry.sequence - 1, stated.size, path, stated.root)


def late(receipt: Mapping[str, Any]) -> str:
    """A remark where the time of the statement is far from that of the ledger; "" where they agree."""
    said = next((line.split(" ", 1)[1] for line in receipt["statement"].splitlines() if line.startswith("Moment: ")), "")
    try:
        apart = abs(datetime.fromisoformat(said) - datetime.fromisoformat(receipt["entry"]["recorded_at"]))
    except ValueError:
        return "The statement names no moment that can be read."
    return "" if apart <= NEAR else f"The statement and the ledger name moments that are {apart} apart."
