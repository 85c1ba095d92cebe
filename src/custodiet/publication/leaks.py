"""The deep search of finished bytes for names and other identifiers that must not leave.

Whoever opens a page sees little of what is in it; this reads it as its bytes, its attributes and comments, across its
tags and through its encodings (`readings`), in a form in which spelling tricks fall away (`folding`).

What it does not do: unpack ZIP, PDF or pictures (they are refused), put a name together from two attributes, or know
that two harmless facts identify a person. A name of fewer than five letters counts only as a whole word; if it is also
a common word ("May", "Will") the page is held back whenever that word stands in it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from custodiet.publication.folding import Folded, words_of
from custodiet.publication.readings import NotScanned, readings

_LONG = 5
_LONG_TOGETHER = 7
_TELEPHONE = 10
_BETWEEN_WORDS = r"[\W_]{0,3}"
_BETWEEN_LETTERS = r"[\W_]{0,40}"
_STARTS = r"(?<![^\W_])"
_ENDS = r"(?![^\W_])"
_NO_LETTER_BEFORE = r"(?<![^\W\d_])"
_NO_LETTER_AFTER = r"(?![^\W\d_])"


@dataclass(frozen=True, slots=True)
class Leak:
    """One protected identifier found: its place in the list that was given (from 0), never the identifier itself.

    `how` says by which reading it was found ("as written", "in base64, with tags taken out"); `at` where in it.
    """

    protected: int
    how: str
    at: int

    def __str__(self) -> str:
        return f"protected identifier number {self.protected + 1}, {self.how}"


def find(document: bytes | str, protected: Iterable[str]) -> list[Leak]:
    """Every protected identifier that the document holds in any reading, each once, in the order of the list.

    Give surnames on their own as well as full names (see `forms_of_name`). `NotScanned` if an identifier is too short
    to be looked for, or the document cannot be read to the end.
    """
    needles = [_Needle(number, identifier) for number, identifier in enumerate(protected)]
    found: dict[int, Leak] = {}
    for how, text in readings(document):
        folded = Folded(text)
        for needle in needles:
            if needle.number not in found and (at := needle.place_in(folded)) is not None:
                found[needle.number] = Leak(needle.number, how, at)
        if len(found) == len(needles):
            break
    return [found[number] for number in sorted(found)]


def forms_of_name(given: str, surname: str) -> tuple[str, ...]:
    """The forms in which a person's name is looked for: surname, full name (either order is found), first name.

    A given name of fewer than five letters is looked for only together with the surname: "Will" and "Mark" are words.
    """
    first = next(iter(given.split()), "")
    alone = (first,) if len(first) >= _LONG else ()
    forms = (surname, f"{given} {surname}", f"{first} {surname}", *alone)
    return tuple(dict.fromkeys(form.strip() for form in forms if form.strip()))


class _Needle:
    """One identifier, folded, with the pattern that recognises it."""

    def __init__(self, number: int, identifier: str) -> None:
        words = words_of(identifier)
        letters = "".join(words)
        if not letters or (len(letters) == 1 and letters.isascii()):
            raise NotScanned(
                f"Protected identifier number {number + 1} is empty or a single letter and cannot be looked for. Give the name in full."
            )
        self.number = number
        turned = words[::-1]
        if letters.isdecimal() and len(letters) >= _TELEPHONE:
            core = re.sub(r"^(?:0044|44|0)", "", letters)
            self.letters = {core}
            self.pattern = re.compile(_BETWEEN_WORDS.join(core))
            return
        self.letters = {letters, "".join(turned)}
        patterns = [_together(words), _together(turned)]
        if len(letters) >= _LONG:
            self.letters.add(letters[::-1])
            patterns.append(_NO_LETTER_BEFORE + _BETWEEN_LETTERS.join(map(re.escape, letters)) + _NO_LETTER_AFTER)
            patterns.append(_together(tuple(word[::-1] for word in turned)))
        self.pattern = re.compile("|".join(patterns))

    def place_in(self, folded: Folded) -> int | None:
        """Where it stands, if it does. The letters run together are a quick test that all the patterns imply."""
        if not any(letters in folded.letters for letters in self.letters):
            return None
        found = self.pattern.search(folded.text)
        return found.start() if found else None


def _together(words: tuple[str, ...]) -> str:
    """The words one after another: anywhere if they are long enough to mean nobody else, else as whole words."""
    pattern = _BETWEEN_WORDS.join(map(re.escape, words))
    letters = sum(map(len, words))
    anywhere = letters >= (_LONG if len(words) == 1 else _LONG_TOGETHER)
    return pattern if anywhere else _STARTS + pattern + _ENDS
