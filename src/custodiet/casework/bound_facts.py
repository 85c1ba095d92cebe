"""The place and the days of a hearing as identifiers, to be looked for in every byte where a direction binds them."""

from collections.abc import Collection, Iterable

from custodiet.law.steps import History, Key
from custodiet.law.steps.proceedings import HearingAdjourned, HearingBegan, HearingEnded, NoticeOfHearingServed
from custodiet.law.vocabulary import Protected
from custodiet.publication.identifiers import Identifier, Kind


def bound_facts(terms: Collection[Protected], history: History, officer: Key | None, places: Iterable[str] = ()) -> list[Identifier]:
    """Those of that officer's hearing (of every one, without an officer) that `terms` bind; `places` are what a draft of a notice says."""
    found = []
    notices = history.all(NoticeOfHearingServed, officer)
    if Protected.LOCATION in terms:
        known = {*places, *(each.place for each in notices)}
        found += [Identifier(Kind.OTHER, where) for where in sorted(known) if sum(map(str.isalnum, where)) > 1]
    if Protected.DATES in terms:
        held = [step.on for kind in (HearingBegan, HearingEnded) for step in history.all(kind, officer)]
        moved = [each.until for each in history.all(HearingAdjourned, officer) if each.until]
        days = {*(each.held_on for each in notices), *moved, *held}
        found += [Identifier(Kind.DATE_OF_BIRTH, day.isoformat()) for day in sorted(days)]
    return found
