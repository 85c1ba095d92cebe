"""Where a person lives: a house in a street however the street is shortened, and a postcode."""

import re

from custodiet.publication.folding import words_of
from custodiet.publication.forms.form import ENDS, STARTS, Form, form
from custodiet.publication.identifiers import UnreadableIdentifier

_POSTCODE = re.compile(r"\b([a-z]{1,2}\d[a-z\d]?)\s*(\d[a-z]{2})\b", re.IGNORECASE)
_SHORT = {
    "road": "rd", "street": "st", "lane": "ln", "avenue": "ave?", "close": "cl", "drive": "dr", "court": "ct", "crescent": "cres",
    "gardens": "gdns", "place": "pl", "square": "sq", "terrace": "terr?", "house": "hse", "grove": "gr", "way": "wy", "park": "pk",
    "apartment": "apt", "saint": "st", "north": "n", "south": "s", "east": "e", "west": "w", "cottage": "cott?", "green": "grn",
}  # fmt: skip
_LONG = {short.rstrip("?"): (long, short) for long, short in _SHORT.items()} | {"av": ("avenue", "ave?")}
_GAP = r"[\W_]{1,4}"
_NONE = "has neither a house with its street nor a postcode. Give the address as it is written on a letter."


def postcode(value: str) -> tuple[Form, ...]:
    """A postcode with or without its gap, with the figures and letters that are drawn alike exchanged."""
    found = _POSTCODE.search(value)
    if found is None:
        raise UnreadableIdentifier("is no postcode. Give it as two groups, such as EX4 4AA.")
    outward, inward = found[1].casefold(), found[2].casefold()
    alike = "".join({"0": "[0o]", "o": "[o0]", "1": "[1il]", "i": "[i1]"}.get(each, each) for each in inward)
    return (Form(frozenset({outward}), re.compile(rf"{STARTS}{outward}[\W_]{{0,3}}{alike}{ENDS}")),)


def address(value: str) -> tuple[Form, ...]:
    """Every line of an address that names a house with its street, and the postcode. A town alone is nobody's."""
    forms: list[Form] = list(postcode(value)) if _POSTCODE.search(value) else []
    lines = [words_of(line) for line in _POSTCODE.sub("", value).replace(",", "\n").splitlines()]
    lines = [line for line in lines if line]
    for at, line in enumerate(lines):
        following = lines[at + 1] if at + 1 < len(lines) else ()
        if any(map(str.isdigit, line[0])) and len(line) > 1:
            forms.append(_line(line))
        elif len(line) == 1 and line[0][0].isdigit() and following:
            forms.append(_line((*line, *following)))
        elif at == 0 and line[-1] in {"house", "cottage", "farm", "lodge", "barn", "mill", "villa"} and len(line) > 1:
            forms.append(_line((*line, *following[:2])))
        elif line[0] in {"flat", "apartment", "apt", "unit", "room"} and following:
            forms.append(_line((*line, *following)))
        if len(line) > 1 and line[0] in {"flat", "apartment", "apt"}:
            forms.append(_line(line))
    if not forms:
        raise UnreadableIdentifier(_NONE)
    return tuple(forms)


def _line(words: tuple[str, ...]) -> Form:
    last = max((word for word in words if word.isalpha() and word not in _SHORT and word not in _LONG), key=len, default=words[0])
    return form(last, STARTS + _GAP.join(_spelt(word) for word in words) + ENDS, STARTS + r"[\W_]{0,4}".join(map(re.escape, words)) + ENDS)


def _spelt(word: str) -> str:
    long, short = _LONG.get(word, (word, _SHORT.get(word, "")))
    if re.fullmatch(r"\d+[a-z]", word):
        return rf"{word[:-1]}[\W_]?{word[-1]}"
    return rf"(?:{re.escape(long)}|{short}\.?)" if short else re.escape(word)
