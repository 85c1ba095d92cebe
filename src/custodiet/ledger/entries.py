"""What one line of the ledger says: the verbs, the salted commitment to its body, and its canonical bytes.

The leaf of an entry covers its number, its time, its verb, its compartment and a *commitment* to its body, never the
body. The body (who, whom, which fields, for what purpose) and its salt stand in a table of their own and may be erased;
the commitment stays, tells nothing without the salt, and the tree still verifies. While the body exists, the commitment
proves it.
"""

import hmac
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256

from custodiet.ledger.tree import HASH_BYTES, leaf_hash

SALT_BYTES = 32
_LARGEST_SEQUENCE = 2**63 - 1
_WRITER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))

_LARGEST_NUMBER = 2**53 - 1
"""The largest whole number that every JSON reader keeps exactly."""

Json = None | bool | int | str | Sequence["Json"] | Mapping[str, "Json"]
"""What a body may hold. No fractions: two programs may write the same fraction differently, and the hashes differ."""


class Verb(StrEnum):
    """What was done. The first six are the processing operations of the Data Protection Act 2018, section 62(1)."""

    COLLECTION = "collection"
    ALTERATION = "alteration"
    CONSULTATION = "consultation"
    DISCLOSURE = "disclosure"
    COMBINATION = "combination"
    ERASURE = "erasure"
    SIGN_IN = "sign_in"
    SIGN_IN_REFUSED = "sign_in_refused"
    SIGN_OUT = "sign_out"
    DENIED = "denied"
    ROLE_CHANGE = "role_change"
    EMERGENCY_ACCESS = "emergency_access"
    PUBLICATION = "publication"
    WITHDRAWAL = "withdrawal"
    EXPORT = "export"
    CHECKPOINT = "checkpoint"
    WITNESS = "witness"


STATUTORY = frozenset({Verb.COLLECTION, Verb.ALTERATION, Verb.CONSULTATION, Verb.DISCLOSURE, Verb.COMBINATION, Verb.ERASURE})
"""The operations that section 62(1) of the Data Protection Act 2018 requires to be logged."""

ERASES = "erases"
"""The key in the body of an erasure entry under which the numbers of the entries stand whose bodies were erased."""


class EntryError(ValueError):
    """An entry or a body that cannot enter the ledger. The message says what is wrong and what to do."""


def canonical_json(body: Json) -> bytes:
    """The one way to write `body`: UTF-8, keys in code point order, no spaces, no fractions.

    `EntryError` for anything JSON does not know, for fractions, keys that are not text, and text that is not Unicode.
    """
    return _encoded(_plain(body, "the body"))


def _encoded(plain: object) -> bytes:
    try:
        return _WRITER.encode(plain).encode("utf-8")
    except UnicodeEncodeError as error:
        raise EntryError(
            "The text holds half of a character (a lone surrogate), which cannot be written as UTF-8."
            " Decode the text properly before it is recorded."
        ) from error


def commit(salt: bytes, body: Json) -> bytes:
    """The commitment SHA-256(salt ‖ canonical JSON). The salt has a fixed length, so the boundary is never in doubt."""
    if len(salt) != SALT_BYTES:
        raise EntryError(
            f"A salt has {SALT_BYTES} random bytes; this one has {len(salt)}. With a shorter one a short body could be guessed."
        )
    return sha256(salt + canonical_json(body)).digest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the ledger, as its leaf covers it.

    `sequence` counts from 1 without gaps: entry n is leaf n - 1, and a checkpoint of size n covers entries 1 to n.
    `recorded_at` must carry its time zone; it is written in UTC to the microsecond.
    `compartment` names who may read the body ("" is the open one). Use an opaque tag: it stays when the body is erased.
    """

    sequence: int
    recorded_at: datetime
    verb: Verb
    compartment: str
    commitment: bytes

    def __post_init__(self) -> None:
        if isinstance(self.sequence, bool) or not 1 <= self.sequence <= _LARGEST_SEQUENCE:
            raise EntryError(f"Entries are numbered from 1; {self.sequence} is not a number an entry can have.")
        if self.recorded_at.utcoffset() is None:
            raise EntryError(f"Entry {self.sequence} has a time without a time zone. Record the time in UTC, so that it means one moment.")
        written(self.recorded_at)
        _encoded(self.compartment)
        if not isinstance(self.verb, Verb):
            raise EntryError(f"Entry {self.sequence} has a verb the ledger does not know. The verbs are: {_verbs()}.")
        if len(self.commitment) != HASH_BYTES:
            raise EntryError(f"Entry {self.sequence} has a commitment of {len(self.commitment)} bytes; it must be {HASH_BYTES}.")

    def canonical(self) -> bytes:
        """The bytes that the leaf hashes: canonical JSON of the five fields, so that anyone can recompute it."""
        return _encoded(
            {
                "commitment": self.commitment.hex(),
                "compartment": self.compartment,
                "recorded_at": written(self.recorded_at),
                "sequence": self.sequence,
                "verb": self.verb.value,
            }
        )

    def leaf(self) -> bytes:
        """The leaf hash of this entry."""
        return leaf_hash(self.canonical())

    def holds(self, salt: bytes, body: Json) -> bool:
        """Whether this body under this salt is the one that was committed to."""
        return hmac.compare_digest(commit(salt, body), self.commitment)


def written(moment: datetime) -> str:
    """A moment as the ledger writes it: UTC, microseconds always shown, Z at the end (2023-12-18T10:00:00.000000Z)."""
    try:
        return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"
    except OverflowError as error:
        raise EntryError("The time lies outside the years 1 to 9999 in UTC.") from error


def _verbs() -> str:
    return ", ".join(verb.value for verb in Verb)


def _plain(body: object, where: str) -> object:
    """The body in the containers the JSON writer knows (dictionaries, lists); `EntryError` where it is not plain."""
    if body is None or isinstance(body, (str, bool)):
        return body
    if isinstance(body, int):
        if abs(body) > _LARGEST_NUMBER:
            raise EntryError(f"In {where} there is a number beyond {_LARGEST_NUMBER}, which some programs round. Write it as text.")
        return body
    if isinstance(body, (list, tuple)):
        return [_plain(value, f"{where}, item {number}") for number, value in enumerate(body)]
    if isinstance(body, Mapping):
        for key in body:
            if not isinstance(key, str):
                raise EntryError(f"In {where} a key is of type {type(key).__name__}; keys are text.")
        return {str(key): _plain(value, f"{where} under {key!r}") for key, value in body.items()}
    raise EntryError(
        f"In {where} there is a value of type {type(body).__name__}. The ledger takes text, whole numbers, true, false,"
        " nothing, lists and mappings; write anything else (a date, an amount, an identifier) as text."
    )
