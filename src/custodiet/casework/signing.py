"""The key with which the ledger signs how it stood, and the name it signs under.

CUSTODIET_LEDGER_KEY names the file of the key; keep it on another disk than the data, with a copy in a safe. Give the public half
(`verifier()`) to whoever shall check receipts, by a way of its own: a page of this program proves nothing about itself.
"""

import os
import re
import secrets
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from custodiet.evidence.durable import folder, place
from custodiet.ledger.notes import VerifierKey

KEY_BYTES = 32


class NoSigningKey(Exception):
    """The key that signs is missing or is another. The message says where it was looked for."""


def private_key() -> Ed25519PrivateKey:
    """The key; made on first use, whole or not at all."""
    path = Path(os.environ.get("CUSTODIET_LEDGER_KEY", Path(settings.DATA) / "ledger-key"))
    if not path.exists():
        folder(path.parent)
        place(path, secrets.token_bytes(KEY_BYTES))
    found = path.read_bytes()
    if len(found) != KEY_BYTES:
        raise NoSigningKey(
            f"{path} does not hold a key of {KEY_BYTES} bytes. Bring back the key from the safe; without it nothing is signed."
        )
    return Ed25519PrivateKey.from_private_bytes(found)


def origin() -> str:
    """The name of this ledger (policy.toml, `[ledger] origin`; else made from the name of the force)."""
    chosen = str(settings.POLICY.get("ledger", {}).get("origin", "")) or str(settings.POLICY.get("force", {}).get("name", ""))
    return re.sub(r"[^a-z0-9./-]+", "-", chosen.lower()).strip("-") or "custodiet"


def verifier() -> VerifierKey:
    """The public half, as others are given it."""
    return VerifierKey(origin(), private_key().public_key())
