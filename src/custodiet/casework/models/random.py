"""Random names for rows: nothing can be counted or guessed from them."""

import secrets

ALPHABET = "23456789BCDFGHJKMNPQRSTVWXZ"
"""No vowels, so no words; and nothing that is taken for something else when it is read out (0 O, 1 I L)."""


def reference() -> str:
    """A case reference such as WV-7F3K-9QHD: 27^8, two hundred and eighty thousand million, drawn at random."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(8))
    return f"WV-{letters[:4]}-{letters[4:]}"


def letters(count: int) -> str:
    """So many letters and digits that make no word."""
    return "".join(secrets.choice(ALPHABET) for _ in range(count))


def operation() -> str:
    """The reference of an operation: OP-7F3K9."""
    return f"OP-{letters(5)}"


def finding() -> str:
    """The reference of a finding: F-7F3K9QH. Nothing can be counted from it."""
    return f"F-{letters(7)}"


def report() -> str:
    """The number of a report from outside: R-7F3K9QHD."""
    return f"R-{letters(8)}"


def token() -> str:
    """128 random bits as 32 hexadecimal digits."""
    return secrets.token_hex(16)


def slug() -> str:
    """The address of something published."""
    return secrets.token_urlsafe(12).lower().replace("_", "x")


def salt() -> bytes:
    """32 random bytes, so that a short body cannot be guessed from its commitment."""
    return secrets.token_bytes(32)
