"""The matters that are somebody's own: which cases an officer may read the officer's side of, and whom they let in to read it with them.

The only door to that side. Nothing is there before the officer had notice: a case in which somebody is named and was not told answers
like one that does not exist, whether it is covert or not. Consent opens one matter to one person, until it is taken back.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from custodiet.casework import standing
from custodiet.casework.access import Access, NotThere, can_know, same_as
from custodiet.casework.models import Case, Involvement, Part, Representation, Role, User
from custodiet.casework.standing import Standing
from custodiet.law.steps import Key
from custodiet.law.steps.investigation import NoticeServed
from custodiet.law.steps.proceedings import NoticeOfReferralServed

TOLD = (NoticeServed, NoticeOfReferralServed)
"""The notices with which an officer learns of the matter (CR20 17(1), 30(1), 51(1); CMR20 17(1))."""
HELPERS = (Role.REPRESENTATIVE.value, Role.OFFICER.value)
"""The jobs of those whom an officer may let in: of a staff association, or a colleague as police friend (CR20 7)."""


@dataclass(frozen=True, slots=True)
class OwnMatter:
    """One officer in one case, of which they had notice. `own`: whether the reader is that officer."""

    involvement: Involvement
    found: Standing
    own: bool

    @property
    def case(self) -> Case:
        """The case."""
        return self.involvement.case

    @property
    def key(self) -> Key:
        """Under which key the steps of the case speak of the officer."""
        return self.involvement.key


def matters(access: Access, today: date) -> list[OwnMatter]:
    """Every matter of which this user may read the officer's side on that day, the latest first."""
    found = [*_own(access.user, today), *_represented(access.user, today)]
    return sorted(found, key=lambda matter: matter.involvement.pk, reverse=True)


def matter_of(access: Access, reference: str, today: date, *, own: bool = False) -> OwnMatter:
    """The matter of that reference, or `NotThere`; with `own`, of the officer alone."""
    for matter in matters(access, today):
        if matter.case.reference == reference and (matter.own or not own):
            return matter
    raise NotThere


def _own(user: User, today: date) -> Iterator[OwnMatter]:
    if not user.person_id:
        return
    rows = Involvement.objects.filter(same_as(user.person_id), role=Part.OFFICER.value).select_related("case", "person")
    for row in rows.order_by("pk"):
        if told := told_of(row, today):
            yield OwnMatter(row, told, own=True)


def _represented(user: User, today: date) -> Iterator[OwnMatter]:
    if user.role not in HELPERS:
        return
    rows = Representation.objects.filter(representative=user, ended=None).select_related("involvement__case", "involvement__person")
    for row in rows.order_by("pk"):
        told = told_of(row.involvement, today) if can_know(user, row.involvement.case) else None
        if told:
            yield OwnMatter(row.involvement, told, own=False)


def told_of(row: Involvement, today: date) -> Standing | None:
    """The record of the case, if a notice to this officer stands in it that counts by that day."""
    found = standing.standing(row.case)
    had = any(isinstance(step, TOLD) and step.about == row.key and step.on <= today for step in found.steps.values())
    return found if had else None
