"""Who may open an archive: the key under which its files are sealed, itself sealed to a passphrase or to a recipient's public key.

Scrypt and AES-256-GCM for a passphrase; X25519, HKDF-SHA256 and AES-256-GCM for a recipient: all of it from the package `cryptography`.
The files themselves are sealed as the store seals its own (`custodiet.evidence.sealed`).
"""

import base64
import binascii
import secrets
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from custodiet.evidence.sealed import KEY, unwrap, wrap

ABOUT = b"custodiet export 1"
COST = 2**17
"""Scrypt's n: about half a second and 128 MB for each passphrase that is tried."""
MOST_COST = 2**20
SHORTEST = 12
RECIPIENT, IDENTITY = "custodiet-recipient-", "custodiet-identity-"


class Locked(Exception):
    """The archive cannot be opened, or not be locked, with what was given. The message says what to give."""


@dataclass(frozen=True, slots=True)
class Opener:
    """What somebody holds to open an archive: a passphrase, or the private half of a recipient's key."""

    passphrase: str = ""
    identity: str = ""


def new_identity() -> tuple[str, str]:
    """A recipient's private half, to be kept in a safe, and public half, to be handed out."""
    private = X25519PrivateKey.generate()
    return IDENTITY + _text(private.private_bytes_raw()), RECIPIENT + _text(private.public_key().public_bytes_raw())


def to_passphrase(key: bytes, passphrase: str) -> dict[str, Any]:
    """The archive's key under a passphrase, as the head says it."""
    if len(passphrase) < SHORTEST:
        raise Locked(f"The passphrase has fewer than {SHORTEST} characters, so it can be guessed. Take six words drawn at random.")
    salt = secrets.token_bytes(32)
    return {"way": "passphrase", "salt": _text(salt), "n": COST, "sealed": _text(wrap(_stretched(passphrase, salt, COST), key, ABOUT))}


def to_recipient(key: bytes, recipient: str) -> dict[str, Any]:
    """The archive's key under a recipient's public key, as the head says it: whoever writes the archive cannot open it again."""
    public, own = _key(recipient, RECIPIENT), X25519PrivateKey.generate()
    ours = own.public_key().public_bytes_raw()
    try:
        shared = own.exchange(X25519PublicKey.from_public_bytes(public))
    except ValueError as wrong:
        raise Locked("That is no recipient's key. Ask for the line that begins with custodiet-recipient-.") from wrong
    return {"way": "recipient", "own": _text(ours), "sealed": _text(wrap(_derived(shared, ours, public), key, ABOUT))}


def unlocked(lock: dict[str, Any], held: Opener) -> bytes:
    """The archive's key. Raises Locked where what is held does not open it."""
    try:
        if lock["way"] == "passphrase":
            return unwrap(_of_passphrase(lock, held), _bytes(lock["sealed"]), ABOUT)
        if lock["way"] == "recipient":
            return unwrap(_of_recipient(lock, held), _bytes(lock["sealed"]), ABOUT)
    except (InvalidTag, ValueError, KeyError, TypeError) as wrong:
        raise Locked(
            "What was given does not open this export: it is another passphrase or key, or its head was altered. Nothing was done. "
            "Give the passphrase with which it was locked (--passphrase-file), or the recipient's private key (--identity)."
        ) from wrong
    raise Locked("This export is locked in a way that this version does not know. Restore it with the version that wrote it.")


def _of_passphrase(lock: dict[str, Any], held: Opener) -> bytes:
    if not held.passphrase:
        raise Locked("This export is locked with a passphrase. Give the file that holds it: --passphrase-file FILE.")
    if not isinstance(lock["n"], int) or not COST <= lock["n"] <= MOST_COST:
        raise ValueError
    return _stretched(held.passphrase, _bytes(lock["salt"]), lock["n"])


def _of_recipient(lock: dict[str, Any], held: Opener) -> bytes:
    if not held.identity:
        raise Locked("This export is locked to a recipient's key. Give the file of its private half: --identity FILE.")
    private = X25519PrivateKey.from_private_bytes(_key(held.identity, IDENTITY))
    ours = _bytes(lock["own"])
    return _derived(private.exchange(X25519PublicKey.from_public_bytes(ours)), ours, private.public_key().public_bytes_raw())


def _stretched(passphrase: str, salt: bytes, cost: int) -> bytes:
    return Scrypt(salt=salt, length=KEY, n=cost, r=8, p=1).derive(passphrase.encode())


def _derived(shared: bytes, ours: bytes, theirs: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY, salt=ours + theirs, info=ABOUT).derive(shared)


def _key(written: str, prefix: str) -> bytes:
    try:
        found = _bytes(written.strip().removeprefix(prefix)) if written.strip().startswith(prefix) else b""
    except ValueError:
        found = b""
    if len(found) != KEY:
        raise Locked(f"That is no key of an export. It is one line that begins with {prefix}: ask its keeper for it again.")
    return found


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode()


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text, altchars=b"-_", validate=True)
    except binascii.Error as wrong:
        raise ValueError("no base64") from wrong
