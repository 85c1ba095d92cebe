"""The deep search of finished bytes for names and other identifiers that must not leave.

Whoever opens a page sees little of what is in it; this takes any file apart (`unpacking`), reads each part through its
encodings (`decodings`), in a form in which spelling tricks fall away (`folding`), and looks for each identifier in every form in
which its kind is written (`forms`).

What it does not do: put a name together from two attributes, recognise a picture of a face, or know that two harmless facts
identify a person (`jigsaw`). A name of fewer than five letters counts only as a whole word. A surname that is an ordinary word
("May") is looked for beside a title, first name or initial and where its capital shows it; a collar number that could be a count
or a year beside a rank. Given as mere text, without its kind, an identifier is looked for as it stands and holds back every page
in which its word occurs.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from custodiet.publication.folding import Folded
from custodiet.publication.forms import Form, UnreadableIdentifier, forms_of
from custodiet.publication.identifiers import Identifier, Kind
from custodiet.publication.readings import NotScanned, Readings, Seeing
from custodiet.publication.unpacking import Unread

_LONG = 5


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


@dataclass(frozen=True, slots=True)
class Search:
    """What a search came to: what was found, and what could not be read. Clean only if both are empty."""

    found: tuple[Leak, ...] = ()
    unread: tuple[Unread, ...] = ()

    @property
    def clean(self) -> bool:
        """Whether everything was read and nothing found."""
        return not self.found and not self.unread


class Needles:
    """The identifiers, made ready to be looked for in many documents; `NotScanned` if one of them cannot be."""

    def __init__(self, protected: Iterable[Identifier | str]) -> None:
        self._forms: list[tuple[int, Form]] = []
        self.number = 0
        for number, given in enumerate(protected):
            identifier = given if isinstance(given, Identifier) else Identifier(Kind.OTHER, given)
            try:
                self._forms += [(number, form) for form in forms_of(identifier)]
            except UnreadableIdentifier as refusal:
                raise NotScanned(f"Protected identifier number {number + 1} {refusal}") from None
            self.number = number + 1

    def search(self, document: bytes | str, see: Seeing | None = None, *, to_the_end: bool = True) -> Search:
        """Every identifier that the document holds, each once and by the first reading that shows it.

        `see` reads the words in pictures. `to_the_end`: go on when everything was found, to learn what cannot be read.
        """
        readings = Readings(document, see)
        found: dict[int, Leak] = {}
        for reading in readings:
            folded = Folded(reading.text)
            for number, form in self._forms:
                if number in found or (form.bare and reading.layout):
                    continue
                if (at := form.place_in(folded)) is not None:
                    found[number] = Leak(number, reading.how, at)
            if len(found) == self.number and not to_the_end:
                break
        return Search(tuple(found[number] for number in sorted(found)), tuple(dict.fromkeys(readings.unread)))

    def glance(self, text: str) -> Search:
        """The same of the words as they are written, in no other reading: for what this house made itself, of which many are to be read."""
        folded = Folded(text)
        places = {}
        for number, form in self._forms:
            if number not in places and (at := form.place_in(folded)) is not None:
                places[number] = Leak(number, "as written", at)
        return Search(tuple(places[number] for number in sorted(places)))


def find(document: bytes | str, protected: Iterable[Identifier | str], see: Seeing | None = None) -> list[Leak]:
    """Every protected identifier that the document holds in any reading, each once, in the order of the list.

    `NotScanned` if an identifier cannot be looked for, or if nothing was found but not everything could be read.
    """
    search = Needles(protected).search(document, see, to_the_end=False)
    if search.unread and not search.found:
        raise NotScanned(" ".join(str(each) for each in search.unread[:5]))
    return list(search.found)


def forms_of_name(given: str, surname: str) -> tuple[str, ...]:
    """The forms in which a person's name is looked for: surname, full name (either order is found), first name.

    A given name of fewer than five letters is looked for only together with the surname: "Will" and "Mark" are words.
    """
    first = next(iter(given.split()), "")
    alone = (first,) if len(first) >= _LONG else ()
    forms = (surname, f"{given} {surname}", f"{first} {surname}", *alone)
    return tuple(dict.fromkeys(form.strip() for form in forms if form.strip()))
