"""Three kinds of name: one that must never be shown (Secret), one made to be shown (Alias), one lawfully made public.

A `Secret` cannot be printed, joined, pickled or written as JSON by accident; nothing in this package opens one.
An `Alias` is a title and a letter and cannot hold anything else. A `NamedOfficer` exists only by a decision to name;
complainants, victims and witnesses have no such type at all.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from string import ascii_uppercase
from typing import Final, NoReturn

from custodiet.law.vocabulary import Office, Rank


class SecretShown(TypeError):
    """Something tried to show, copy or store a protected name. The message says what, never the name."""


class Secret:
    """A protected name. It says nothing about itself: no text, no length, no equality, no copy, no pickle.

    `repr` is a constant, because debuggers and tracebacks call it; every other way of turning it into text raises.
    """

    __slots__ = ("__name",)

    def __init__(self, name: str) -> None:
        if not isinstance(name, str) or not name.strip():
            raise SecretShown("A protected name must be text and not empty; otherwise nothing would be looked for.")
        self.__name: Final = name

    def reveal(self, *, by: str) -> str:
        """The name. `by` names the door, so that every opening can be found by reading the code and is logged there."""
        if not by.strip():
            raise SecretShown("A protected name is revealed only to a named door: say by which.")
        return self.__name

    def __repr__(self) -> str:
        return "<Secret>"

    def __str__(self) -> str:
        raise _shown("turned into text")

    def __format__(self, specification: str) -> str:
        raise _shown("put into a sentence")

    def __bytes__(self) -> bytes:
        raise _shown("turned into bytes")

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise _shown("stored or copied")

    def __copy__(self) -> NoReturn:
        raise _shown("copied")

    def __deepcopy__(self, memo: object) -> NoReturn:
        raise _shown("copied")

    def __setattr__(self, name: str, value: object) -> None:
        if hasattr(self, "_Secret__name"):
            raise _shown("altered")
        object.__setattr__(self, name, value)


def _shown(what: str) -> SecretShown:
    return SecretShown(
        f"A protected name was about to be {what} and was not. Show the person's alias; whoever must have the name"
        " reveals it in casework, where the opening is recorded."
    )


class OfficerTitle(StrEnum):
    """Rank or role as it stands before an officer's letter."""

    OFFICER = "Officer"
    PC = "PC"
    DC = "DC"
    SC = "SC"
    PS = "PS"
    SGT = "Sgt"
    DS = "DS"
    INSP = "Insp"
    INSPECTOR = "Inspector"
    DI = "DI"
    CH_INSP = "Ch Insp"
    DCI = "DCI"
    SUPT = "Supt"
    DET_SUPT = "Det Supt"
    CH_SUPT = "Ch Supt"
    DET_CH_SUPT = "Det Ch Supt"
    ACC = "ACC"
    COMMANDER = "Commander"
    DCC = "DCC"
    DAC = "DAC"
    AC = "AC"
    DEPUTY_COMMISSIONER = "Deputy Commissioner"
    CC = "CC"
    COMMISSIONER = "Commissioner"
    PCSO = "PCSO"
    STAFF = "Staff Member"
    VOLUNTEER = "Volunteer"


class PersonTitle(StrEnum):
    """How a complainant, victim or witness is addressed before the letter."""

    MS = "Ms"
    MR = "Mr"
    MX = "Mx"
    MRS = "Mrs"
    MISS = "Miss"
    DR = "Dr"
    PERSON = "Person"
    CHILD = "Child"
    WITNESS = "Witness"


TITLE_OF_RANK: Final = {
    Rank.CONSTABLE: OfficerTitle.PC,
    Rank.SERGEANT: OfficerTitle.PS,
    Rank.INSPECTOR: OfficerTitle.INSP,
    Rank.CHIEF_INSPECTOR: OfficerTitle.CH_INSP,
    Rank.SUPERINTENDENT: OfficerTitle.SUPT,
    Rank.CHIEF_SUPERINTENDENT: OfficerTitle.CH_SUPT,
    Rank.ASSISTANT_CHIEF_CONSTABLE: OfficerTitle.ACC,
    Rank.COMMANDER: OfficerTitle.COMMANDER,
    Rank.DEPUTY_CHIEF_CONSTABLE: OfficerTitle.DCC,
    Rank.DEPUTY_ASSISTANT_COMMISSIONER: OfficerTitle.DAC,
    Rank.ASSISTANT_COMMISSIONER: OfficerTitle.AC,
    Rank.DEPUTY_COMMISSIONER: OfficerTitle.DEPUTY_COMMISSIONER,
    Rank.CHIEF_CONSTABLE: OfficerTitle.CC,
    Rank.COMMISSIONER: OfficerTitle.COMMISSIONER,
    Rank.NONE: OfficerTitle.STAFF,
}
"""The title an officer of each rank is known by, unless a chair has ordered another."""

_ONCE_OR_DOUBLED = re.compile(r"([A-Z])\1?")
_OFFICER_ORDER = "XYZWVUTSRQPONMLKJIHGFEDCBA"
_PERSON_ORDER = ascii_uppercase
_NO_ALIAS = (
    "An alias is a rank or title from the list and one capital letter, such as PC X or Ms A; what was given is not one."
    " Write the title and the letter exactly so."
)


class AliasRefused(ValueError):
    """What was given is no alias, or no alias is left. The message says what an alias is made of."""


@dataclass(frozen=True, slots=True)
class Alias:
    """A title from a closed list and one capital letter, doubled after twenty-six people: "PC X", "Ms A", "Mr BB".

    The letter may not be two different letters, because those could be somebody's initials.
    """

    title: OfficerTitle | PersonTitle
    letter: str

    def __post_init__(self) -> None:
        if type(self.title) not in (OfficerTitle, PersonTitle) or not _ONCE_OR_DOUBLED.fullmatch(self.letter):
            raise AliasRefused(_NO_ALIAS)

    @classmethod
    def parse(cls, written: str) -> "Alias":
        """The alias written as "PC X"; `AliasRefused` for anything else, without repeating what was given."""
        title, _, letter = written.rpartition(" ")
        for titles in (OfficerTitle, PersonTitle):
            if title in [known.value for known in titles]:
                return cls(titles(title), letter)
        raise AliasRefused(_NO_ALIAS)

    @property
    def of_officer(self) -> bool:
        """Whether it stands for an officer or member of staff, not for a complainant, victim or witness."""
        return isinstance(self.title, OfficerTitle)

    def __str__(self) -> str:
        return f"{self.title} {self.letter}"


def allot(title: OfficerTitle | PersonTitle, *, taken: Collection[Alias]) -> Alias:
    """The next alias of a case: the first letter nobody in the case has, officers from X, everyone else from A.

    The name is not an argument, so an alias cannot be derived from it; the same `taken` always gives the same alias.
    A letter is given once in a case, whatever the title, so that PC X and Ms X are never two people.
    """
    used = {alias.letter for alias in taken}
    order = _OFFICER_ORDER if isinstance(title, OfficerTitle) else _PERSON_ORDER
    for letter in (*order, *(letter * 2 for letter in order)):
        if letter not in used:
            return Alias(title, letter)
    raise AliasRefused("All 52 letters of this case are given. Publish it in parts, each with its own people.")


class NamingBasis(StrEnum):
    """Under which provision an officer's name is made public."""

    NOTICE_OF_HEARING = "the chair requires the name in the public notice of the hearing (CR20 36(1), 53(1))"
    REPORT_OF_OUTCOME = "the chair requires the report of the outcome to be published (CR20 43(6), 63(5))"
    NOTICE_OF_HEARING_2012 = "the chair required the name in the public notice of the hearing (CR12 27A, 44A)"
    NOTICE_OF_OUTCOME_2012 = "the chair required a notice of the outcome with the name (CR12 36(6), 56(5))"


class NamingRefused(ValueError):
    """An officer cannot be named so. The message says what is missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamingDecision:
    """That the officer known as `about` is to be named: which office decided it, who held it, when, on what basis."""

    about: Alias
    office: Office
    decided_by: str
    on: date
    basis: NamingBasis

    def __post_init__(self) -> None:
        if type(self.about) is not Alias or not self.about.of_officer:
            raise NamingRefused("Only an officer can be named; a complainant, victim or witness never is.")
        if self.office not in (Office.CHAIR, Office.PERSON_CONDUCTING):
            raise NamingRefused(
                "Whether an officer is named is for the chair, or the person conducting the proceedings, to require"
                " (CR20 36(1), 43(6), 53(1), 63(5)). Record their decision first."
            )
        if not self.decided_by.strip() or type(self.basis) is not NamingBasis:
            raise NamingRefused("A decision to name says who took it and under which provision; one of the two is missing.")


@dataclass(frozen=True, slots=True, repr=False)
class NamedOfficer:
    """An officer's name, made public by a decision about this officer. `alias` is how the case knows them otherwise."""

    alias: Alias
    name: str
    decision: NamingDecision

    def __post_init__(self) -> None:
        if type(self.decision) is not NamingDecision or self.decision.about != self.alias:
            raise NamingRefused("There is no decision to name this officer. Publish the alias, or record the decision first.")
        if not isinstance(self.name, str) or not self.name.strip():
            raise NamingRefused("The officer's name is empty.")

    def __str__(self) -> str:
        return f"{self.alias.title} {self.name}"

    def __repr__(self) -> str:
        return f"<NamedOfficer {self.alias}>"
