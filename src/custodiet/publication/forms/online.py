"""Names that people have on line: addresses of e-mail, and handles."""

import re

from custodiet.publication.folding import fold, words_of
from custodiet.publication.forms.form import ENDS, LONG_TOGETHER, STARTS, Form, form
from custodiet.publication.forms.ordinary import ORDINARY
from custodiet.publication.identifiers import UnreadableIdentifier

_SHARED = """
info contact enquiries press media news standards complaints office admin mail webmaster noreply
"""
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+")
_OFFICES = frozenset(_SHARED.split())
_GAP = r"[\W_]{0,4}"
_SITES = r"(?:com|net|org|me|tv|uk|app|social|io)"


def email(value: str) -> tuple[Form, ...]:
    """An address, also with "at" and "dot" in words, with a tag; the part before the "at" alone where it means one person."""
    written = fold(value.strip().removeprefix("mailto:").removeprefix("<").removesuffix(">"))
    if not _EMAIL.fullmatch(written):
        raise UnreadableIdentifier('is no e-mail address: it has no single "@" between two words. Give it as name@domain.')
    local, _, domain = written.rpartition("@")
    before, after = words_of(local.split("+")[0]), words_of(domain)
    if not before or len(after) < 2:
        raise UnreadableIdentifier("is no e-mail address: a part of it is missing. Give it as name@domain.")
    dotted = rf"{_GAP}(?:(?:dot|punkt){_GAP})?"
    pattern = (
        STARTS
        + rf"{_GAP}(?:dot{_GAP})?".join(map(re.escape, before))
        + r"(?:\+[\w.-]*)?"
        + rf"{_GAP}(?:at{_GAP})?"
        + dotted.join(map(re.escape, after))
    )
    found = [form("".join(before), pattern)]
    letters = "".join(before)
    means_somebody = len(letters) >= LONG_TOGETHER and any(map(str.isdigit, letters)) and letters not in _OFFICES
    if means_somebody:
        found.append(form(letters, STARTS + r"[._-]?".join(map(re.escape, before)) + ENDS))
    return tuple(found)


def handle(value: str) -> tuple[Form, ...]:
    """A handle with or without its "@", as the last part of an address, with other marks between its words."""
    words = words_of(value.strip().rstrip("/").rsplit("/", 1)[-1])
    letters = "".join(words)
    if len(letters) < 2:
        raise UnreadableIdentifier("is no handle: it has fewer than two letters or figures. Give it as @name.")
    written = r"[\W_]{0,2}".join(map(re.escape, words))
    if letters in ORDINARY or letters.isdecimal() or len(letters) < 4:
        return (form(letters, rf"@{written}{ENDS}", rf"\.{_SITES}/@?{written}{ENDS}"),)
    bounded = written if len(letters) >= LONG_TOGETHER and len(words) > 1 else STARTS + written + ENDS
    return (form(letters, bounded),)
