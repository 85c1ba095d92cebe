"""Step, the thing a case is made of, and History, the questions that may be put to it."""

from collections.abc import Iterable, Iterator
from dataclasses import MISSING, Field, dataclass, field, fields, replace
from datetime import date
from enum import StrEnum
from functools import cache, cached_property
from typing import Any, ClassVar, Self, TypeVar

Key = str
StepT = TypeVar("StepT", bound="Step")


class Track(StrEnum):
    """Whose step it is: the whole case's, one officer's, or one allegation's."""

    CASE = "the case"
    OFFICER = "an officer"
    ALLEGATION = "an allegation"


def ask(label: str, default: Any = MISSING, hint: str = "") -> Any:
    """A field of a step, with the words in which a form asks for it."""
    metadata = {"label": label, "hint": hint}
    return field(metadata=metadata) if default is MISSING else field(default=default, metadata=metadata)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A decision someone took, or a fact the law attaches weight to.

    `on` is the day it takes effect in law, not the day it was typed. Where the record does not give the day,
    `not_before` is the earliest and `on` the latest it can have been. `about` is the officer or the allegation it
    concerns; None means the whole case.
    """

    track: ClassVar[Track] = Track.CASE
    names_officer: ClassVar[bool] = False
    names_allegation: ClassVar[bool] = False

    on: date
    not_before: date | None = None
    about: Key | None = None

    def __post_init__(self) -> None:
        if self.not_before is not None and self.not_before >= self.on:
            raise ValueError(f"{self.title()}: the earliest day ({self.not_before}) must lie before the latest ({self.on}).")

    @property
    def exact(self) -> bool:
        """Whether the record gives the day itself."""
        return self.not_before is None

    @property
    def earliest(self) -> date:
        """The earliest day on which it can have happened."""
        return self.not_before or self.on

    @classmethod
    @cache
    def title(cls) -> str:
        """The step in words: the first line of its docstring, without the full stop."""
        return (cls.__doc__ or cls.__name__).strip().splitlines()[0].rstrip(".")

    @classmethod
    @cache
    def own_fields(cls) -> tuple[Field[Any], ...]:
        """The fields beside on, not_before and about."""
        return tuple(f for f in fields(cls) if f.name not in ("on", "not_before", "about"))


_KINDS_OF: dict[type[Step], tuple[type[Step], ...]] = {}


def _kinds_of(kind: type[Step]) -> tuple[type[Step], ...]:
    """The kinds of step that a step of that kind is; kept, because every index of a history asks for each of its steps."""
    if kind not in _KINDS_OF:
        _KINDS_OF[kind] = tuple(each for each in kind.__mro__ if issubclass(each, Step))
    return _KINDS_OF[kind]


class History(tuple[Step, ...]):
    """The steps of one case in order of the day they took effect; struck steps are already gone.

    Steps of one day keep the order in which they were recorded.
    """

    def __new__(cls, steps: Iterable[Step] = ()) -> Self:
        return super().__new__(cls, sorted(steps, key=lambda step: step.on))

    @cached_property
    def _by_kind(self) -> dict[type[Step], list[Step]]:
        index: dict[type[Step], list[Step]] = {}
        for step in self:
            for kind in _kinds_of(type(step)):
                index.setdefault(kind, []).append(step)
        return index

    @cached_property
    def _officer_of(self) -> dict[Key, Key]:
        return {step.about: step.officer for step in self if step.about and getattr(step, "officer", "")}  # type: ignore[attr-defined]

    @cached_property
    def officers(self) -> tuple[Key, ...]:
        """The keys of the persons complained of, in the order in which they entered the case."""
        return tuple(dict.fromkeys(s.about for s in self if s.names_officer and s.about))

    @cached_property
    def allegations(self) -> tuple[Key, ...]:
        """The keys of the allegations, in the order in which they were made."""
        return tuple(dict.fromkeys(s.about for s in self if s.names_allegation and s.about))

    def officer_of(self, about: Key | None) -> Key | None:
        """The officer a key stands for: itself, or the officer of that allegation; None for the whole case."""
        return self._officer_of.get(about, about) if about else None

    def allegations_of(self, officer: Key) -> tuple[Key, ...]:
        """The allegations against that officer."""
        return tuple(a for a in self.allegations if self._officer_of.get(a) == officer)

    def concerns(self, step: Step, about: Key | None) -> bool:
        """Whether the step bears on `about`: a step on the whole case bears on everyone in it."""
        if about is None or step.about is None or step.about == about:
            return True
        return self._officer_of.get(step.about) == about or self._officer_of.get(about) == step.about

    def all(self, kind: type[StepT], about: Key | None = None) -> list[StepT]:
        """Every step of that kind that bears on `about`, in order."""
        found: list[StepT] = self._by_kind.get(kind, [])  # type: ignore[assignment]
        return found if about is None else [step for step in found if self.concerns(step, about)]

    def first(self, kind: type[StepT], about: Key | None = None) -> StepT | None:
        """The first step of that kind that bears on `about`, or None."""
        return next(iter(self.all(kind, about)), None)

    def latest(self, kind: type[StepT], about: Key | None = None) -> StepT | None:
        """The latest step of that kind that bears on `about`, or None."""
        return next(reversed(self.all(kind, about)), None)

    def has(self, kind: type[Step], about: Key | None = None) -> bool:
        """Whether there is such a step."""
        return self.first(kind, about) is not None

    def any_of(self, kinds: Iterable[type[Step]], about: Key | None = None) -> bool:
        """Whether there is a step of any of those kinds."""
        return any(self.has(kind, about) for kind in kinds)

    def before(self, step: Step) -> "History":
        """The steps that stand before that one."""
        return self._first(self.place(step))

    def up_to(self, step: Step) -> "History":
        """The steps that stand before that one, and that one."""
        return self._first(self.place(step) + 1)

    def place(self, step: Step) -> int:
        """How many steps stand before that very step."""
        for index, other in enumerate(self):
            if other is step:
                return index
        raise ValueError("That step is not in this history.")

    def _first(self, number: int) -> "History":
        """So many steps of this one, which are in order and need no sorting."""
        return tuple.__new__(History, self[:number])

    def until(self, day: date) -> "History":
        """The steps that had taken effect by the end of that day."""
        return History(step for step in self if step.on <= day)

    def with_step(self, step: Step) -> "History":
        """This history and one step more, at its place."""
        return History((*self, step))

    def without(self, step: Step) -> "History":
        """This history less one step."""
        return History(other for other in self if other is not step)

    def supposing(self, days: dict[int, date]) -> "History":
        """The same history with the days of some steps (by position) supposed to be the ones given."""
        return History(replace(step, on=days[i], not_before=None) if i in days else step for i, step in enumerate(self))

    def after(self, step: Step) -> Iterator[Step]:
        """The steps that stand after that one."""
        place = next((index for index, other in enumerate(self) if other is step), len(self))
        return iter(self[place + 1 :])
