"""What the lane of rules names in a force whose truth is known: which pairs, on which night first, and on which there was room to show them.

The lane weighs nothing, so it has no threshold: its figures stand beside those of the lanes that weigh, and change none of them.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from custodiet.detection import lanes
from custodiet.detection.engine import Engine
from custodiet.detection.lanes import Workload

Pair = tuple[str, str]


@dataclass(slots=True)
class Ruled:
    """By pair the day on which the rule first named it, and the day on which it was shown within the room of the lane."""

    officers: int
    named: dict[Pair, int] = field(default_factory=dict)
    shown: dict[Pair, int] = field(default_factory=dict)

    def keep(self, engine: Engine, day: int, certified: Collection[Pair]) -> None:
        """What the rule names on that night, most days first as the audit takes them. Needs `pairs.weigh` of that night."""
        self.take([lanes.key(row) for row in engine.rows(lanes.RULED)], day, certified)

    def take(self, found: Sequence[Pair], day: int, certified: Collection[Pair]) -> None:
        """The same of pairs in their order. A pair that is certified is shown as that, and takes no room here."""
        for pair in found:
            self.named.setdefault(pair, day)
        room = lanes.allowed(Workload(), self.officers, day + 1)["rule"] - len(self.shown)
        waiting = [pair for pair in found if pair not in self.shown and pair not in certified]
        self.shown |= dict.fromkeys(waiting[: max(0, room)], day)
