"""How often somebody may guess: the limits on the way in, as plain arithmetic.

A link holds 28 letters of 28: more than 2^134 links. A code holds 8 digits: 10^8 codes, and only whoever holds the link can try one.
A key takes 30 wrong codes in its life and then opens no more, so a million guesses at one key are 30 guesses: one chance in three
million. A million guesses at links hit one of a million keys with a chance below 1 in 10^28. docs/portal.md holds the calculation.
"""

from datetime import datetime, timedelta

ALPHABET = "23456789BCDFGHJKMNPQRSTVWXYZ"
"""Nothing that is mistaken for something else, and no vowels, so that no word comes about by chance."""
LINK_LETTERS = 28
CODE_DIGITS = 8
MOST_OF_A_KEY = 30
FREE = 5
LONGEST_REST = timedelta(days=1)
MOST_OF_AN_ADDRESS = 60
HOUR = timedelta(hours=1)


def rest(in_row: int) -> timedelta:
    """How long a key rests after that many wrong codes in a row: from the fifth a minute, and twice as long each time."""
    return min(timedelta(minutes=1) * 2 ** min(in_row - FREE, 20), LONGEST_REST) if in_row >= FREE else timedelta(0)


def key_is_tried(failures: int, rests_until: datetime | None, now: datetime) -> bool:
    """Whether a code for that key is looked at at all."""
    return failures < MOST_OF_A_KEY and (rests_until is None or rests_until <= now)


def address_is_tried(since: datetime, count: int, now: datetime) -> bool:
    """Whether anything from that address is looked at."""
    return count < MOST_OF_AN_ADDRESS or since + HOUR <= now


def plain_link(typed: str) -> str:
    """The letters of a link, however it was typed or pasted."""
    last = typed.strip().rstrip("/").rsplit("/", 1)[-1]
    return "".join(letter for letter in last.upper() if letter in ALPHABET)


def plain_code(typed: str) -> str:
    """The digits of a code, however it was spaced."""
    return "".join(digit for digit in typed if digit in "0123456789")


def grouped(letters: str, size: int = 4) -> str:
    """Letters or digits in groups, to be read out or typed."""
    return "-".join(letters[at : at + size] for at in range(0, len(letters), size))
