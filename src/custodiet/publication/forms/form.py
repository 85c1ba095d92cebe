"""One form of an identifier: a pattern over folded text, and the letters that must stand in the text for it to be there."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from custodiet.publication.folding import Folded, words_of
from custodiet.publication.identifiers import UnreadableIdentifier

LONG = 5
LONG_TOGETHER = 7
TELEPHONE = 10
BETWEEN_WORDS = r"[\W_]{0,3}"
BETWEEN_LETTERS = r"[\W_]{0,40}"
STARTS = r"(?<![^\W_])"
ENDS = r"(?![^\W_])"
NO_LETTER_BEFORE = r"(?<![^\W\d_])"
NO_LETTER_AFTER = r"(?![^\W\d_])"


@dataclass(frozen=True, slots=True)
class Form:
    """`pattern` is searched in the folded text, in the one that keeps its capitals if `cased`.

    `needs`: one of these runs of letters stands in every text that the pattern fits, so that most texts need no search.
    `bare`: it is a short number or a pair of letters, and means nothing where these are only layout.
    """

    needs: frozenset[str]
    pattern: re.Pattern[str]
    cased: bool = False
    bare: bool = False

    def place_in(self, folded: Folded) -> int | None:
        """Where it stands, if it does."""
        letters = folded.letters
        if not any(needed in letters for needed in self.needs):
            return None
        found = self.pattern.search(folded.cased if self.cased else folded.text)
        return found.start() if found else None


def form(needs: str | Iterable[str], *patterns: str, cased: bool = False, bare: bool = False) -> Form:
    """A form that fits where any of the patterns does."""
    wanted = frozenset((needs,) if isinstance(needs, str) else needs)
    return Form(wanted, re.compile("|".join(f"(?:{pattern})" for pattern in patterns)), cased, bare)


def plain(value: str) -> Form:
    """An identifier as it stands: its words in either order, its letters spaced out, backwards, or with other punctuation.

    Fewer than five letters count only as a whole word. Ten digits and more are looked for as a telephone number.
    """
    words = words_of(value)
    letters = "".join(words)
    if not letters or (len(letters) == 1 and letters.isascii()):
        raise UnreadableIdentifier("is empty or a single letter and cannot be looked for. Give the name in full.")
    if letters.isdecimal() and len(letters) >= TELEPHONE:
        core = re.sub(r"^(?:0044|44|0)", "", letters)
        return form(core, BETWEEN_WORDS.join(core))
    turned = words[::-1]
    needs = {letters, "".join(turned)}
    patterns = [together(words), together(turned)]
    if len(letters) >= LONG:
        needs.add(letters[::-1])
        patterns.append(NO_LETTER_BEFORE + BETWEEN_LETTERS.join(map(re.escape, letters)) + NO_LETTER_AFTER)
        patterns.append(together(tuple(word[::-1] for word in turned)))
    return form(needs, *patterns, bare=letters.isdecimal())


def together(words: tuple[str, ...]) -> str:
    """The words one after another: anywhere if they are long enough to mean nobody else, else as whole words."""
    pattern = BETWEEN_WORDS.join(map(re.escape, words))
    letters = sum(map(len, words))
    anywhere = letters >= (LONG if len(words) == 1 else LONG_TOGETHER)
    return pattern if anywhere else STARTS + pattern + ENDS
