"""What is counted: one case as its history, with what is known of its officers beside the law, and one thing counted in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from custodiet.law.matter import Matter
from custodiet.law.steps import History, Key
from custodiet.law.steps.opening import AllegationMade, SubjectIdentified


@dataclass(frozen=True, slots=True)
class Characteristics:
    """What is known of one officer that the law does not ask: for the disparity tables, length of service, and the list case by case.

    Never an input to anything else. An empty string is “not known”. `joined` is the first day of service.
    """

    joined: date | None = None
    sex: str = ""
    ethnicity: str = ""


UNKNOWN = Characteristics()


@dataclass(frozen=True)
class Record:
    """One case as it stood on the day `as_of`. `reference` opens it for those who may see it; nothing that leaves the force holds it."""

    reference: str
    history: History
    as_of: date
    people: Mapping[Key, Characteristics] = field(default_factory=dict)

    @cached_property
    def subjects(self) -> Mapping[Key, SubjectIdentified]:
        """The persons complained of, as last described."""
        found = {key: self.history.latest(SubjectIdentified, key) for key in self.history.officers}
        return {key: subject for key, subject in found.items() if subject}

    @cached_property
    def allegations(self) -> Mapping[Key, AllegationMade]:
        """The allegations, as last put."""
        found = {key: self.history.latest(AllegationMade, key) for key in self.history.allegations}
        return {key: made for key, made in found.items() if made}

    @cached_property
    def matter(self) -> Matter:
        """The history as the rules ask about it, on the day it was frozen."""
        return Matter(self.history, self.as_of, self.history)

    def allegations_of(self, about: Key | None) -> list[AllegationMade]:
        """The allegations that a counted thing bears on: its own, its officer's, or all of the case."""
        if about is None:
            return list(self.allegations.values())
        if about in self.allegations:
            return [self.allegations[about]]
        return [made for made in self.allegations.values() if made.officer == about]

    def person(self, about: Key | None) -> Characteristics:
        """What is known of the officer whom a counted thing bears on."""
        officer = self.history.officer_of(about) or next(iter(self.history.officers), "")
        return self.people.get(officer, UNKNOWN)

    def subject(self, about: Key | None) -> SubjectIdentified | None:
        """The officer whom a counted thing bears on; for the whole case the first."""
        officer = self.history.officer_of(about) or next(iter(self.history.officers), "")
        return self.subjects.get(officer)


@dataclass(frozen=True, slots=True)
class Counted:
    """One thing counted: in which case, about whom or which allegation, on which day, and what more a measure says of it.

    `earliest` lies before `on` where the record does not give the day. `value` is the class a measure puts it in (an outcome, a
    form of proceedings), `days` how long something took.
    """

    record: Record
    on: date
    about: Key | None = None
    earliest: date | None = None
    value: str = ""
    days: int | None = None

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What makes two counted things the same thing."""
        return (self.record.reference, self.about or "", self.on.isoformat(), self.value)
