"""The steps of which a case is made: every kind in one tuple, and the history that holds them."""

from custodiet.law.steps import investigation, opening, outcome, people, proceedings
from custodiet.law.steps.base import History, Key, Step, Track, ask
from custodiet.law.steps.proceedings import OfficerStep

ROOMS = (opening, investigation, proceedings, outcome, people)
KINDS: tuple[type[Step], ...] = tuple(
    kind
    for room in ROOMS
    for kind in vars(room).values()
    if isinstance(kind, type) and issubclass(kind, Step) and kind.__module__ == room.__name__ and kind is not OfficerStep
)
BY_NAME: dict[str, type[Step]] = {kind.__name__: kind for kind in KINDS}

__all__ = ["BY_NAME", "KINDS", "ROOMS", "History", "Key", "OfficerStep", "Step", "Track", "ask"]
