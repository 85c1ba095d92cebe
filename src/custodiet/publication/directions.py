"""What the chair directed on publication, and where in a notice each direction is followed.

Two kinds: a restriction forbids (CR20 39(3)(c), 59(2)(c)); the requirement of a public notice says what it is to give, and nothing
else may stand in it (CR20 36(1), 53(1)).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from custodiet.law.vocabulary import NoticePart, Office, Protected
from custodiet.publication.names import Alias, NamedOfficer
from custodiet.publication.notices import HearingNotice, Notice
from custodiet.publication.render import words_of_day

BINDS = {NoticePart.NAME: Protected.OFFICER_NAME, NoticePart.PLACE: Protected.LOCATION, NoticePart.DATE: Protected.DATES}
"""Which restriction takes a part out of a notice that the chair required."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Restriction:
    """A direction of the chair on what may not be published (CR20 39(3)(c), 59(2)(c)).

    `about` is the officer it concerns, None for everyone in the case; `person` the one whom it protects alone, None where it protects
    all who are what it binds. It holds until the day it was lifted.
    """

    binds: tuple[Protected, ...]
    about: Alias | None = None
    lifted_on: date | None = None
    made_on: date | None = None
    by: Office = Office.CHAIR
    person: Alias | None = None

    def holds(self, what: Protected, on: date, officer: Alias) -> bool:
        """Whether it forbids this on that day for this officer."""
        lifted = self.lifted_on is not None and self.lifted_on <= on
        return what in self.binds and not lifted and self.about in (None, officer)


@dataclass(frozen=True, slots=True, kw_only=True)
class Required:
    """That the chair required a public notice of the hearing, and which parts it is to give (CR20 36(1), 53(1))."""

    parts: tuple[NoticePart, ...]
    on: date
    by: Office = Office.CHAIR


@dataclass(frozen=True, slots=True)
class Followed:
    """One direction, what of the notice follows it, and why it is not followed, "" where it is."""

    directed: str
    where: str = ""
    against: str = ""


def officer_of(notice: Notice) -> Alias:
    """The alias of the officer the notice is about."""
    return notice.officer.alias if isinstance(notice.officer, NamedOfficer) else notice.officer


def given(notice: Notice) -> frozenset[NoticePart]:
    """The parts that a notice gives."""
    at = notice.starts_at if isinstance(notice, HearingNotice) else None
    alleged = (notice.allegations or notice.standards or notice.level_alleged) if isinstance(notice, HearingNotice) else notice.findings
    has = {
        NoticePart.NAME: isinstance(notice.officer, NamedOfficer), NoticePart.DATE: bool(notice.days), NoticePart.TIME: at is not None,
        NoticePart.PLACE: notice.place is not None, NoticePart.CONDUCT: bool(alleged),
    }  # fmt: skip
    return frozenset(part for part, there in has.items() if there)


def directions(notice: Notice, restrictions: tuple[Restriction, ...], required: Required | None, today: date) -> Iterator[Followed]:
    """Every direction in force that concerns this notice, and whether it is followed."""
    officer = officer_of(notice)
    for restriction in restrictions:
        for term in restriction.binds:
            if restriction.holds(term, today, officer):
                where, against = _kept(notice, term)
                whom = f" ({restriction.person})" if restriction.person else ""
                yield Followed(f"{_by(restriction.by, restriction.made_on)}: not to be published: {term}{whom}", where, against)
    if isinstance(notice, HearingNotice):
        bound = frozenset(term for each in restrictions for term in each.binds if each.holds(term, today, officer))
        yield _required(given(notice), required, bound)


def _kept(notice: Notice, term: Protected) -> tuple[str, str]:
    """Where a restriction is followed, or why it is not."""
    match term:
        case Protected.OFFICER_NAME if isinstance(notice.officer, NamedOfficer):
            return "", (
                "The notice names the officer, but a restriction on the officer's name is in force (CR20 39(3)(c), 59(2)(c))."
                " Publish the alias, or record that the chair has lifted the restriction."
            )
        case Protected.OFFICER_NAME:
            return f"{notice.officer} stands in place of the name, and every byte was searched for it", ""
        case Protected.LOCATION if notice.place is not None:
            return "", "The notice gives the place, but a restriction on the location is in force. Leave the place out."
        case Protected.LOCATION:
            return "the notice gives no place", ""
        case Protected.DATES if notice.days or (isinstance(notice, HearingNotice) and notice.starts_at):
            return "", "The notice gives the dates, but a restriction on dates is in force. Leave the dates out."
        case Protected.DATES:
            return "the notice gives no day of the hearing", ""
        case _:
            known = ", ".join(str(alias) for alias in notice.people) or "nobody"
            return f"people stand in it by alias only ({known}), and every byte was searched for their names", ""


def _required(gives: frozenset[NoticePart], required: Required | None, bound: frozenset[Protected]) -> Followed:
    if required is None:
        return Followed(
            "The chair has required no public notice",
            against=(
                "The chair has not required a public notice of the hearing, and none is automatic (CR20 36(1), 53(1))."
                " Record the requirement, with what the notice is to give."
            ),
        )
    directed = f"{_by(required.by, required.on)}: a public notice is to give: {_list(required.parts) or 'not recorded'}"
    if beyond := [part for part in NoticePart if part in gives and part not in required.parts]:
        return Followed(
            directed,
            against=f"The notice gives what the chair did not require (CR20 36(1), 53(1)): {_list(beyond)}. Leave it out, or record that"
            " the chair requires it.",
        )
    if missing := [part for part in required.parts if part not in gives and BINDS.get(part) not in bound]:
        return Followed(
            directed,
            against=f"The chair required that the notice give this, and it does not (CR20 36(1), 53(1)): {_list(missing)}. Write it in.",
        )
    return Followed(directed, f"the notice gives {_list([part for part in NoticePart if part in gives]) or 'none of it'}")


def _by(office: Office, on: date | None) -> str:
    return f"The {office}, {words_of_day(on)}" if on else f"The {office}"


def _list(parts: tuple[NoticePart, ...] | list[NoticePart]) -> str:
    return ", ".join(part.value for part in parts)
