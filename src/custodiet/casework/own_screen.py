"""The last look at words before an officer reads them: whether they tell where somebody else of the case lives or how they are reached."""

from collections.abc import Iterable, Iterator

from custodiet.casework.identifiers import identifiers
from custodiet.casework.models import Involvement
from custodiet.casework.own_matters import OwnMatter
from custodiet.publication import leaks
from custodiet.publication.identifiers import Identifier, Kind
from custodiet.publication.readings import NotScanned


class Screen:
    """Words that were written for the officer, searched before they are shown for what would tell of anybody else."""

    def __init__(self, matter: OwnMatter) -> None:
        others = Involvement.objects.select_related("person__officer", "person__safe_contact").filter(case=matter.case)
        rows = list(others.exclude(person=matter.involvement.person))
        self.anything = identifiers(rows)
        names = {row.person.name for row in rows}
        self.contact = [each for each in self.anything if each.value not in names and each.kind is not Kind.COLLAR_NUMBER]
        self.kept = [text for row in rows for text in _unsafe(row)]

    def whereabouts(self, words: str) -> str:
        """The words, or nothing if they hold a number, an address or a day of birth of somebody else: an allegation may name them."""
        return "" if self._holds(words, self.contact) else words

    def anybody(self, words: str) -> str:
        """The words, or nothing if they hold anything by which somebody else of the case is known."""
        return "" if self._holds(words, self.anything) else words

    def _holds(self, words: str, sought: Iterable[Identifier]) -> bool:
        if not words.strip():
            return False
        told = " ".join(words.casefold().split())
        try:
            return any(text in told for text in self.kept) or bool(leaks.find(words, list(sought)))
        except NotScanned:  # what cannot be searched is not shown
            return True


def _unsafe(row: Involvement) -> Iterator[str]:
    """What somebody said of how they are reached without harm; whole, as they said it."""
    contact = getattr(row.person, "safe_contact", None)
    if contact is not None:
        for text in (contact.safe_word, contact.never_tell, contact.someone_else, contact.post, contact.email, contact.phone):
            plain = " ".join(text.casefold().split())
            if len(plain) > 3:
                yield plain
