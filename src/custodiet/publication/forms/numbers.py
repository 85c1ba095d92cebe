"""Numbers that are a person's: collar numbers, telephone numbers and number plates.

A collar number of four figures and more counts wherever it stands alone, unless it could be a year; a shorter one, or a year, only
behind a rank or a word that says what it is: "143" is mostly a count.
"""

import re

from custodiet.publication.folding import fold, words_of
from custodiet.publication.forms.form import BETWEEN_WORDS, ENDS, STARTS, Form, form, together
from custodiet.publication.identifiers import UnreadableIdentifier

_RANK = r"(?:(?:ex|former)\W?)?(?:w?pc|dc|sc|ps|ds|sgt|insp|di|dci|supt|pcso|constable|sergeant|inspector|officer)"
_CALLED = rf"(?:{_RANK}|collar|shoulder|warrant|badge|payroll|fin|force)"
_WORDS = r"(?:[\W_]{0,3}(?:number|num|no|nr|id|is|was))*"
_ALONE_BEFORE = r"(?<![^\W_])(?<![£$€])(?<!\d[.])(?<!\d{3}[ -])"
_ALONE_AFTER = r"(?![^\W_])(?![.]\d)(?! ?%)"
_EXTENSION = re.compile(r"(?:\bext(?:ension)?\b|\bx)\.? ?\d+\s*$", re.IGNORECASE)
_SHORTEST_TELEPHONE = 6
_PLATE = re.compile(r"[a-z0-9]{2,8}")
_CONFUSED = {"0": "[0o]", "o": "[0o]", "1": "[1il]", "i": "[1il]", "l": "[1l]", "5": "[5s]", "8": "[8b]", "2": "[2z]"}


def collar_number(value: str) -> tuple[Form, ...]:
    """A collar, warrant or payroll number, with or without the letters of a force or a rank before it."""
    words = words_of(value)
    digits = "".join(words[-1:])
    run = re.search(r"\d+$", digits)
    if run is None:
        raise UnreadableIdentifier("is no collar number: it does not end in figures. Give the number as it stands on the shoulder.")
    figures = run[0].lstrip("0") or run[0]
    named = form(figures, rf"{STARTS}{_CALLED}{_WORDS}[\W_]{{0,4}}0*{figures}(?!\d)")
    letters = re.sub(r"\d+$", "", "".join(words))
    found = [named]
    if letters and not re.fullmatch(_RANK, letters):
        found.append(form(letters + figures, rf"{STARTS}{re.escape(letters)}{BETWEEN_WORDS}0*{figures}(?!\d)"))
    if len(figures) >= 4 and not re.fullmatch(r"(?:19|20)\d\d", figures):
        found.append(form(figures, rf"{_ALONE_BEFORE}0*{figures}{_ALONE_AFTER}", bare=True))
        found.append(form(figures, rf"{STARTS}{'[ .-]'.join(figures)}{ENDS}", bare=True))
    return tuple(found)


def telephone(value: str) -> tuple[Form, ...]:
    """A telephone number: with or without the country's code, in groups, in brackets, with anything between its figures."""
    figures = re.sub(r"\D", "", fold(_EXTENSION.sub("", value)).replace("(0)", ""))
    core = re.sub(r"^(?:0044|44(?=\d{9,10}$)|0)", "", figures)
    if len(core) < _SHORTEST_TELEPHONE:
        raise UnreadableIdentifier("is no telephone number: it has fewer than six figures. Give it with its area code.")
    return (form(core, (r"[\W_]{0,4}" if len(core) > 8 else r"[ .-]?").join(core), bare=len(core) < 9),)


def number_plate(value: str) -> tuple[Form, ...]:
    """A registration number, with or without its gap, and with the figures and letters that are drawn alike exchanged."""
    written = "".join(words_of(value))
    if not _PLATE.fullmatch(written):
        raise UnreadableIdentifier("is no registration number: it has two to eight letters and figures. Give it as it stands on the plate.")
    likely = r"[\W_]{0,3}".join(_CONFUSED.get(each, each) for each in written)
    if len(written) < 7:
        likely = STARTS + likely + ENDS
    return (Form(frozenset({""}), re.compile(likely)), form(written, together((written,))))
