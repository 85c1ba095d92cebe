"""Folding: the form in which two spellings of one name become equal, whatever case, accents or tricks were used."""

import re
import unicodedata
from functools import cached_property

_LOOKALIKES = {
    # Cyrillic letters drawn like Latin ones
    **dict(zip("\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u04bb\u0501", "aeopcyxijshd", strict=True)),
    **dict(zip("\u051b\u051d\u043a\u043c\u0442\u0432\u043d\u0433\u04cf", "qwkmtbhrl", strict=True)),
    # Greek
    **dict(
        zip(
            "\u03b1\u03b2\u03b5\u03b7\u03b9\u03ba\u03bd\u03bf\u03c1\u03c4\u03c5\u03c7\u03b6",
            "abenikvoptyxz",
            strict=True,
        )
    ),
    # Latin letters that are not a plain letter with an accent
    "\u00f8": "o",
    "\u0142": "l",
    "\u0111": "d",
    "\u0127": "h",
    "\u0131": "i",
    "\u00e6": "ae",
    "\u0153": "oe",
    "\u00fe": "th",
    "\u00f0": "d",
    "\u0251": "a",
    "\u0261": "g",
}
_UNSEEN = frozenset({"Mn", "Me", "Cf", "Cc", "Cs", "Co"})
_BLANK_LETTERS = frozenset("\u115f\u1160\u3164")
"""Letters, says Unicode, that are drawn as nothing."""
_WHITE = frozenset("\t\n\r\v\f")
_NOT_ALNUM = re.compile(r"[\W_]+")


class _Table(dict[int, str]):
    """Character by character, worked out once each: a page has few different ones."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        folded = "".join(_plain(part) for part in self._spread(character) if _seen(part))
        if character in _WHITE:
            folded = " "
        self[code] = folded
        return folded

    def _spread(self, character: str) -> str:
        return unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())


class _CasedTable(_Table):
    """The same, with capitals left as they are."""

    def _spread(self, character: str) -> str:
        return unicodedata.normalize("NFKD", character)


def _seen(part: str) -> bool:
    return part not in _BLANK_LETTERS and unicodedata.category(part) not in _UNSEEN


def _plain(part: str) -> str:
    """The letter it is drawn like; a figure of any script as the figure it is."""
    if not part.isascii() and part.isdecimal():
        return str(unicodedata.decimal(part))
    small = _LOOKALIKES.get(part.lower(), part)
    return small.upper() if part.isupper() and small is not part else small


_TABLE = _Table()
_CASED = _CasedTable()


def fold(text: str) -> str:
    """The text without case, accents, unseen characters and borrowed look-alike letters; other punctuation stays."""
    return text.translate(_TABLE)


def cased(text: str) -> str:
    """The same as `fold`, with capitals left as they are."""
    return text.translate(_CASED)


def words_of(text: str) -> tuple[str, ...]:
    """The folded runs of letters and digits in the text."""
    return tuple(word for word in _NOT_ALNUM.split(fold(text)) if word)


class Folded:
    """A text folded for searching: `text` with its punctuation, `letters` with nothing but letters and digits."""

    def __init__(self, text: str) -> None:
        self.text = fold(text)
        self._given = text

    @cached_property
    def cased(self) -> str:
        """The text with its punctuation and its capitals."""
        return cased(self._given)

    @cached_property
    def letters(self) -> str:
        """Only the letters and digits, run together."""
        return _NOT_ALNUM.sub("", self.text)
