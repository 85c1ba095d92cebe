"""The few closed values a notice is made of besides names, terms and dates: counts, the force's name, reviewed text."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import Enum
from hashlib import sha256

_FORCE = re.compile(r"(?=.*\b(?:Police|Constabulary|Heddlu)\b)[A-Z][\w&',.-]*(?: [\w&',.-]+){1,7}")
_MOST_WORDS = 20_000


class WordsRefused(ValueError):
    """A count, a force's name or a text that cannot stand in a notice. The message says why and never repeats it."""


class Counted(Enum):
    """What a count counts: one of it, several of it. A number without its unit could be a collar number."""

    CALL = ("call", "calls")
    TEXT_MESSAGE = ("text message", "text messages")
    MESSAGE = ("message", "messages")
    EMAIL = ("email", "emails")
    VISIT = ("visit", "visits")
    RECORD_CHECK = ("check of police records", "checks of police records")
    OCCASION = ("occasion", "occasions")
    DAY = ("day", "days")
    WEEK = ("week", "weeks")
    MONTH = ("month", "months")


@dataclass(frozen=True, slots=True)
class Count:
    """A number of something: Count(17, Counted.CALL) reads "17 calls"."""

    number: int
    of: Counted

    def __post_init__(self) -> None:
        if type(self.number) is not int or self.number < 0 or type(self.of) is not Counted:
            raise WordsRefused("A count is a whole number, not negative, of something from the list of things counted.")

    def __str__(self) -> str:
        one, several = self.of.value
        return f"{self.number:,} {one if self.number == 1 else several}"


@dataclass(frozen=True, slots=True)
class ForceName:
    """The name of a police force: two to eight words, one of them Police, Constabulary or Heddlu."""

    name: str

    def __post_init__(self) -> None:
        if not isinstance(self.name, str) or not _FORCE.fullmatch(self.name):
            raise WordsRefused(
                "The name of a force has two to eight words, one of them Police, Constabulary or Heddlu;"
                " what was given has not. Set the name of the force in the policy file."
            )

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class Approval:
    """That `by` read exactly the text with this digest on this day and approved it for publication."""

    by: str
    digest: str
    on: date


@dataclass(frozen=True, slots=True)
class ReviewedText:
    """Free words in a notice: approved by two different people, neither of them the author, for exactly these words."""

    text: str
    author: str
    approvals: tuple[Approval, ...]

    def __post_init__(self) -> None:
        if not isinstance(self.text, str) or not self.text.strip() or len(self.text) > _MOST_WORDS:
            raise WordsRefused(f"A reviewed text has between 1 and {_MOST_WORDS} characters.")
        if any(_hides(character) for character in self.text):
            raise WordsRefused(
                "The text holds a character that cannot be seen, which a reviewer cannot have read."
                " Paste it as plain text and have it reviewed again."
            )
        if not _person(self.author):
            raise WordsRefused("The text does not say who wrote it, so it cannot be seen that others reviewed it.")
        if any(approval.digest != digest_of(self.text) for approval in self.approvals):
            raise WordsRefused("An approval was given for other words than these. Have the text reviewed again as it stands.")
        reviewers = {_person(approval.by) for approval in self.approvals} - {"", _person(self.author)}
        if len(reviewers) < 2:
            raise WordsRefused(
                "A text for publication is approved by two different people, neither of whom wrote it;"
                f" this one has {len(reviewers)}. Ask another reviewer."
            )

    @property
    def digest(self) -> str:
        """The digest that the reviewers approved."""
        return digest_of(self.text)

    def __str__(self) -> str:
        return self.text


def digest_of(text: str) -> str:
    """The digest by which a reviewer approves a text: SHA-256 of its UTF-8, in hexadecimal."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _person(name: str) -> str:
    """A reviewer's name as it is compared: the same person in capitals or with other spaces is not a second person."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _hides(character: str) -> bool:
    """Control, format, private and unassigned characters; line breaks and tabs are seen."""
    return unicodedata.category(character)[0] == "C" and character not in "\n\r\t"
