"""Who is meant by a cell that names members of staff: a number alone, a rank with a number and a name, several of them."""

import re
from itertools import pairwise

RANKS = {
    "pc", "wpc", "tpc", "dc", "tdc", "ps", "sgt", "sergeant", "ds", "insp", "inspector", "di", "ci", "chinsp", "dci", "supt",
    "dsupt", "pcso", "cso", "spc", "sc", "spl", "special", "officer", "constable", "con",
}  # fmt: skip
_TOKEN = re.compile(r"[A-Za-z]{0,3}[0-9]{2,6}[A-Za-z]?")


def collar_in(text: str) -> str | None:
    """The one collar number in an originator line such as `PC 4471 HOLLOWAY`; None where there is none, or several without a rank.

    A number after a rank is one; so is a line's only number. A number with a hyphen or a slash in it is a reference.
    """
    words = text.replace(",", " ").replace(";", " ").replace("(", " ").replace(")", " ").split()[:40]
    ranked = [word for before, word in pairwise(words) if before.lower().strip(".:") in RANKS and _TOKEN.fullmatch(word)]
    joined = [found[2] for word in words if (found := re.fullmatch(r"([A-Za-z]{2,5})([0-9]{2,6})", word)) and found[1].lower() in RANKS]
    collars = list(dict.fromkeys(ranked + joined)) or list(dict.fromkeys(word for word in words if _TOKEN.fullmatch(word)))
    return collars[0] if len(collars) == 1 else None


def staff_in(text: str) -> list[str]:
    """The staff numbers in a cell: the cell itself where it is one word, else the collar number of each that it names.

    Empty where somebody is named without a number: a name alone is nobody's key.
    """
    if not re.search(r"[\s,;|&]", text):
        return [text] if text else []
    words = re.split(r"[\s,;|&+]+", text.strip(" ,;|&+"))
    if all(_TOKEN.fullmatch(word) for word in words):
        return words
    found = [collar_in(part) for part in re.split(r"[;|&\n]", text) if part.strip()]
    return [each for each in found if each] if all(found) else []
