"""What earlier papers of a case said and withheld, so that a later one says nothing that they kept back.

Two papers side by side tell more than either: a place that one withholds and the other gives is given.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from custodiet.law.vocabulary import Protected
from custodiet.publication.directions import Restriction, officer_of
from custodiet.publication.names import Alias, NamedOfficer
from custodiet.publication.notices import Notice
from custodiet.publication.render import words_of_day


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """A paper of this case that was published before: about whom, when, what it withheld because the chair had directed so.

    `same_officer`: whether it is about the officer of the notice in hand, whatever alias they had.
    """

    officer: Alias
    on: date
    named: bool = False
    withheld: tuple[Protected, ...] = ()
    same_officer: bool = True


def beyond(notice: Notice, earlier: Iterable[Earlier], restrictions: tuple[Restriction, ...], today: date) -> Iterator[str]:
    """A sentence for everything that the notice gives and an earlier paper withheld under a direction that nobody lifted since."""
    for paper in earlier:
        for term in paper.withheld:
            if _gives(notice, term, paper) and not _lifted(term, paper, restrictions, today):
                yield (
                    f"The notice gives what the paper of {words_of_day(paper.on)} withheld because the chair had directed so ({term}), and"
                    " that the direction was lifted is not on record (CR20 39(3)(c), 59(2)(c)). Leave it out, or record the lifting."
                )


def known_otherwise(notice: Notice, earlier: Iterable[Earlier]) -> str:
    """A sentence where earlier papers call this officer by another alias; "" where all call the officer alike."""
    here = officer_of(notice)
    others = {str(paper.officer) for paper in earlier if paper.same_officer and paper.officer != here}
    if not others:
        return ""
    return (
        f"Earlier papers of this case call the officer {', '.join(sorted(others))}, and this one {here}: whoever lays them side by side"
        " learns what each was to keep back. Use the one alias on every paper, or withdraw the earlier ones first."
    )


def _gives(notice: Notice, term: Protected, paper: Earlier) -> bool:
    match term:
        case Protected.OFFICER_NAME:
            return paper.same_officer and isinstance(notice.officer, NamedOfficer)
        case Protected.LOCATION:
            return notice.place is not None
        case Protected.DATES:
            return bool(notice.days)
        case _:
            return False  # a complainant, victim or witness has no type by which a notice could name them


def _lifted(term: Protected, paper: Earlier, restrictions: tuple[Restriction, ...], today: date) -> bool:
    return any(
        term in each.binds and each.about in (None, paper.officer) and each.lifted_on is not None and paper.on <= each.lifted_on <= today
        for each in restrictions
    )
