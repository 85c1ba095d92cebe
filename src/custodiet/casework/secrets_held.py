"""Keeping a secret for as long as it must be kept: sealed while it waits to be sent, and afterwards only as what proves it."""

import base64
import hmac
from hashlib import sha256

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings


def digest(what: str, *parts: str) -> str:
    """What proves a secret without telling it: keyed, so that a copy of the database alone lets nobody try guesses against it."""
    return hmac.new(_key(what), "\0".join(parts).encode(), sha256).hexdigest()


def same(one: str, other: str) -> bool:
    """Whether two digests are equal, in the same time whichever way."""
    return hmac.compare_digest(one.encode(), other.encode())


def seal(text: str) -> bytes:
    """The text, readable by this installation only."""
    return Fernet(base64.urlsafe_b64encode(_key("outgoing"))).encrypt(text.encode())


def unseal(data: bytes) -> str:
    """The text that was sealed; "" where the key has changed since."""
    try:
        return Fernet(base64.urlsafe_b64encode(_key("outgoing"))).decrypt(bytes(data)).decode()
    except InvalidToken:
        return ""


def _key(what: str) -> bytes:
    return hmac.new(settings.SECRET_KEY.encode(), f"custodiet {what}".encode(), sha256).digest()
