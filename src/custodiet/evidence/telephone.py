"""Telephone numbers to E.164, and one meaning of “the same number” for bills, telephones and registers.

What a spreadsheet has spoilt is refused, never repaired: a number in scientific notation has lost digits, and one whose
leading 0 is gone may be another number.
"""

import re
from dataclasses import dataclass

HOME = "44"
WITHHELD = {"withheld", "private", "private number", "unknown", "anonymous", "unavailable", "number withheld", "no caller id", "payphone"}
VOICEMAIL = {"voicemail", "vm", "mailbox", "121", "123", "222", "242", "901", "1571", "443"}
_DRESSING = re.compile(r"[\s().\-/\u00a0\u2010-\u2015\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_SCIENTIFIC = re.compile(r"\d+(\.\d+)?[eE]\+?\d+")
SHORTEST, LONGEST = 7, 15
"""Digits of an international number, by E.164; shorter ones are short codes and extensions."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it stood, in E.164 where it has one, and what class it is."""

    raw: str
    e164: str | None
    kind: str

    def columns(self) -> dict[str, str | None]:
        """The columns `other_e164`, `other_raw`, `other_class` of a fact."""
        return {"other_e164": self.e164, "other_raw": self.raw, "other_class": self.kind}


class SpoiltNumber(ValueError):
    """A spreadsheet changed the number, so that it can no longer be known. The message says how, and what to ask for."""


def number(raw: str) -> Number:
    """The number that `raw` means. Raises SpoiltNumber where a spreadsheet has spoilt it.

    Accepts +44…, 0044…, 44…, 0…, other countries after + or 00, short codes, words for a withheld number and for voicemail.
    """
    text = raw.strip().strip("'\"=").strip()
    bare = _DRESSING.sub("", text)
    if bare.lower() in {"", "-"} or text.lower() in WITHHELD:
        return Number(raw, None, "withheld")
    if _SCIENTIFIC.fullmatch(bare):
        raise SpoiltNumber(
            f"“{raw}” is a number in scientific notation: a spreadsheet has cut off its last digits. "
            "Ask for the bill again as it came from the network, or with that column as text."
        )
    if text.lower() in VOICEMAIL or bare.lower() in VOICEMAIL:
        return Number(raw, None, "voicemail")
    return _dialled(raw, bare)


def _dialled(raw: str, bare: str) -> Number:
    if not re.fullmatch(r"\+?[0-9]+", bare):
        return Number(raw, None, "other")
    digits = bare.lstrip("+")
    if bare.startswith("+"):
        whole = digits
    elif bare.startswith("00"):
        whole = digits[2:]
    elif bare.startswith("0"):
        whole = HOME + digits[1:]
    elif digits.startswith(HOME) and len(digits) in (11, 12):
        whole = digits
    elif len(digits) < SHORTEST:
        return Number(raw, None, "short code")
    elif len(digits) in (9, 10) and digits[0] in "12378":
        raise SpoiltNumber(
            f"“{raw}” has {len(digits)} digits and no leading 0: a spreadsheet may have dropped it, and the number cannot be known. "
            "Ask for the bill again as it came from the network, or with that column as text."
        )
    else:
        return Number(raw, None, "other")
    if whole.startswith(HOME + "0"):  # +44 (0)7700 900123
        whole = HOME + whole[len(HOME) + 1 :]
    if not SHORTEST <= len(whole) <= LONGEST:
        return Number(raw, None, "short code" if len(whole) < SHORTEST else "other")
    return Number(raw, "+" + whole, _class_of(whole))


def _class_of(whole: str) -> str:
    if not whole.startswith(HOME):
        return "international"
    return "mobile" if whole[len(HOME) :][:1] == "7" and whole[len(HOME) :][:2] != "70" else "landline"


def same(left: str, right: str) -> bool:
    """Whether two numbers as written are one number."""
    first, second = number(left), number(right)
    return first.e164 is not None and first.e164 == second.e164
